//! Rules of the house that the compiler does not know: read from the files, without running them.

mod layering;
mod legend;
mod python_library;
mod words;

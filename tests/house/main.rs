//! Rules of the house that the compiler does not know: read from the sources, without running them.

mod layering;

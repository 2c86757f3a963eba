//! The library that the engine brings, and every change in it.
//!
//! `README.md` beside this file lists each change with its place and reason; `tests/house/python_library.rs` holds it to the
//! sources. `packs` has
//! the modules and packages that are fetched when they are first imported. `modules/` and `patches/` are in Python and are frozen by `src/build.rs`; `natives` is in Rust.

mod import_lines;
pub(super) mod natives;
mod pack_format;
pub(super) mod packs;
pub(super) mod time_zones;

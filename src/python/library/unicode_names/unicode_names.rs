//! The names of characters, for Python's parser, from the table that the interpreter has anyway.
//!
//! The parser asks for a version of the crate `unicode_names2` that brings a table of its own. This stands in its place
//! (`[patch]` in Cargo.toml), and the engine is 6 % smaller to download.

#![no_std]

/// The character that `\N{...}` names, if there is one.
pub fn character(name: &str) -> Option<char> {
    rustpython_unicode::lookup_character(name)
}

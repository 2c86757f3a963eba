//! Advice on a run and on the program behind it, as a teacher would give it: hints, outdated calls.
//!
//! Advice reads a record and the text of its program; it records nothing and draws nothing.

#![warn(missing_docs)]

mod call_names;
pub mod cures;
mod gathering;
pub mod hints;
mod outdated;
mod program_lines;
mod sequences;
mod side_effects;
mod syntax;

pub use outdated::Outdated;

//! Objects of a program, read and shown without running any of its code.
//!
//! The innermost room of the engine: it knows the interpreter, and nothing of recording.

pub(super) mod attribute_reading;
pub(super) mod call_text;
pub(super) mod program_places;
pub(super) mod value_text;

/// The address of an object, which identifies it for as long as it lives.
pub(super) type Address = usize;

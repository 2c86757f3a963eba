//! Objects of the program, read and shown without running its code.

pub(super) mod attribute_reading;
pub(super) mod program_places;
pub(super) mod value_text;

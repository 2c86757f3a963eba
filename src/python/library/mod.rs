//! The library that the engine brings, and what is changed in it.

pub(super) mod natives;

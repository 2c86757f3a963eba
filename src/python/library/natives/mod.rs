//! Parts of CPython's library that are done natively.

pub(in crate::python) mod class_slots;
pub(in crate::python) mod exception_groups;
pub(in crate::python) mod fast_paths;
pub(in crate::python) mod timer_heap;

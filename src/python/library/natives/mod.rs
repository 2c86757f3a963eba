//! Native parts of the library: what a class or function of CPython's does, done in Rust. `library/README.md` lists them.
//!
//! Recording is left to the hooks.

pub(in crate::python) mod abstract_classes;
pub(in crate::python) mod async_generators;
pub(in crate::python) mod builtin_functions;
pub(in crate::python) mod class_slots;
pub(in crate::python) mod error_words;
pub(in crate::python) mod exception_groups;
pub(in crate::python) mod fast_paths;
pub(in crate::python) mod list_items;
pub(in crate::python) mod mapping_proxies;
pub(in crate::python) mod native_module;
pub(in crate::python) mod os_errors;
pub(in crate::python) mod outermost_frames;
pub(in crate::python) mod set_order;
pub(in crate::python) mod timer_heap;

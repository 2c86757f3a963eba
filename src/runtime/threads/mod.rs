//! Threads and workers beside the loop.

pub(super) mod model;
pub(super) mod workers;

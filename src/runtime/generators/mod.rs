//! Generators, synchronous and asynchronous: functions that pause at each of their yields.

pub(super) mod async_generator;
pub(super) mod generator;

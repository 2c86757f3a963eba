//! The loop and what it drives: turns, steps, tasks, futures, handles and the leaf that suspends.

pub(super) mod context;
pub(super) mod current;
pub(super) mod deadlock;
pub(super) mod error;
pub(super) mod event_loop;
pub(super) mod future;
pub(super) mod handle;
pub(super) mod host;
pub(super) mod leaf;
pub(super) mod recording;
pub(super) mod run;
pub(super) mod slot;
pub(super) mod step;
pub(super) mod task;
pub(super) mod turn;

//! Lock, Event, Semaphore, Condition and Barrier, as CPython's `asyncio/locks.py` has them.
//!
//! Clones are the same lock. Each keeps a line of waiters, first come first served, and CPython's own clean-up when
//! a waiter is cancelled.

mod barrier;
mod condition;
mod event;
mod lock;
pub(super) mod queue;
pub(super) mod resource;
mod semaphore;

pub use barrier::Barrier;
pub use condition::Condition;
pub use event::Event;
pub use lock::{Lock, LockGuard};
pub use semaphore::{Permit, Semaphore};

use super::core::current;
use crate::trace::TaskId;

fn running_task() -> Option<TaskId> {
    current::get()?.current_task().map(|task| task.id)
}

//! Waiting for several: gather, wait, wait_for, as_completed and shield, built from futures and callbacks as
//! CPython builds them, not by polling jointly.

mod as_completed;
mod gather;
mod shield;
mod wait;
mod wait_for;

pub use as_completed::{AsCompleted, as_completed};
pub use gather::{gather, gather_settled};
pub use shield::shield;
pub use wait::{ReturnWhen, Waited, wait};
pub use wait_for::wait_for;

use std::fmt::Debug;
use std::panic::Location;

use super::Result;
use super::core::future::Future;
use super::core::leaf::{Leaf, SourceLine};
use super::core::task::{Task, spawn};

/// Types that can be awaited in Python's sense: a coroutine, a task or a future.
pub trait Awaitable<T> {
    /// The future to wait for: a coroutine becomes a task.
    fn into_future_at(self, line: &'static Location<'static>) -> Future<T>;
    /// Awaits the value in place: a coroutine stays part of the task that awaits it.
    fn in_place(self, line: &'static Location<'static>) -> impl std::future::Future<Output = Result<T>>;
}

impl<T: Clone + Debug + 'static, F: std::future::Future<Output = Result<T>> + 'static> Awaitable<T> for F {
    fn into_future_at(self, line: SourceLine) -> Future<T> {
        spawn(self, None, line).future()
    }

    fn in_place(self, _: SourceLine) -> impl std::future::Future<Output = Result<T>> {
        self
    }
}

impl<T: Clone + Debug + 'static> Awaitable<T> for Task<T> {
    fn into_future_at(self, _: SourceLine) -> Future<T> {
        self.future()
    }

    fn in_place(self, line: SourceLine) -> impl std::future::Future<Output = Result<T>> {
        self.future().in_place(line)
    }
}

impl<T: Clone + Debug + 'static> Awaitable<T> for Future<T> {
    fn into_future_at(self, _: SourceLine) -> Future<T> {
        self
    }

    fn in_place(self, line: SourceLine) -> impl std::future::Future<Output = Result<T>> {
        let on = self.shared().on.get();
        Leaf::on(self, on, line)
    }
}

/// Makes a task of a coroutine; returns a task or future unchanged.
#[track_caller]
pub fn ensure_future<T, A: Awaitable<T>>(awaitable: A) -> Future<T> {
    awaitable.into_future_at(Location::caller())
}

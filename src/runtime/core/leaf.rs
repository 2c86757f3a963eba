//! The one place that suspends a task.
//!
//! A task is driven by done callbacks, not by wakers. Its innermost future is a leaf: on its first poll the
//! leaf returns at once if the awaited future is settled, else it registers the future with the task and suspends; a
//! later poll completes only by taking the one-shot token that the task's next step brings. Two leaves in one step, as a
//! foreign `join!` or `select!` would have, or a suspension without a leaf, is an error with a name.

use std::fmt::Debug;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::current;
use super::future::Future;
use super::slot::AnyFuture;
use crate::clock::Micros;
use crate::runtime::{Error, Result};
use crate::trace::WaitReason;

/// A place in a program's source.
pub(crate) type SourceLine = &'static Location<'static>;

/// Outcome that a step brings to the leaf which suspended the task.
pub(crate) enum Resume {
    /// The awaited future is settled.
    Settled,
    /// The leaf returns this error instead.
    Throw(Box<Error>),
}

/// Reason for which a task is suspended.
pub(crate) enum Suspension {
    /// The task waits for a future, and its step ends. The record's reason stands in the task's own
    /// [`on`](super::task::TaskState::on).
    Future(AnyFuture, SourceLine),
    /// The task gives the others a turn, and its step ends.
    Turn(SourceLine),
    /// The task's thread is busy until this moment: the step stays open, and nothing else runs on the thread.
    Busy(Micros),
}

/// Hands a suspension to the running task. An error if the task cannot suspend here.
fn suspend(suspension: Suspension, on: Option<WaitReason>) -> Result<()> {
    current::with(|core| {
        let Some(core) = core.filter(|core| !core.closed.get()) else { return Err(Error::Closed) };
        core.with_current_task(|task| {
            let Some(task) = task else { return Err(Error::runtime("await outside a task")) };
            if let Some(first) = task.suspension.replace(Some(suspension)) {
                // The first suspension is put back. The second only holds a future that other code holds too, so
                // dropping it runs no code here.
                task.suspension.set(Some(first));
                task.misuse.set(Some(
                    "two awaits at once in one task: use gather, wait or tasks of their own, not join! or select!",
                ));
            } else {
                task.on.set(on);
            }
            Ok(())
        })
    })
}

/// Takes the token of the running step; `None` if this poll is not the one that the step is for.
pub(crate) fn resumed() -> Option<Resume> {
    current::with(|core| core?.with_current_task(|task| task?.resume.take()))
}

/// Innermost await: waits for a future. Made by awaiting one.
#[must_use = "a leaf does nothing unless awaited"]
pub struct Leaf<T> {
    future: Future<T>,
    on: WaitReason,
    line: SourceLine,
    suspended: bool,
}

impl<T> Leaf<T> {
    /// Waits for `future`, telling the record that the task waits on `on`, at `line`.
    pub(crate) fn on(future: Future<T>, on: WaitReason, line: SourceLine) -> Leaf<T> {
        Leaf { future, on, line, suspended: false }
    }
}

impl<T> Leaf<T> {
    /// Checks that the future belongs to the running loop: no other can wake the task.
    fn check_loop(&self) -> Result<()> {
        let Some(theirs) = self.future.shared().core() else { return Err(Error::Closed) };
        if current::get().is_some_and(|ours| !Rc::ptr_eq(&ours, &theirs)) {
            return Err(Error::runtime("the future is attached to a different loop"));
        }
        Ok(())
    }
}

impl<T: Clone + Debug + 'static> std::future::Future for Leaf<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<T>> {
        if self.suspended {
            return match resumed() {
                None => Poll::Pending,
                Some(Resume::Throw(error)) => Poll::Ready(Err(*error)),
                Some(Resume::Settled) => Poll::Ready(self.future.result()),
            };
        }
        if self.future.done() {
            return Poll::Ready(self.future.result());
        }
        if let Err(error) = self.check_loop() {
            return Poll::Ready(Err(error));
        }
        if let Err(error) = suspend(Suspension::Future(self.future.any(), self.line), Some(self.on)) {
            return Poll::Ready(Err(error));
        }
        self.suspended = true;
        Poll::Pending
    }
}

/// A bare yield: the task goes to the end of the ready queue. `sleep(0)` is this.
#[must_use = "a yield does nothing unless awaited"]
pub(crate) struct BareYield {
    pub line: SourceLine,
    pub suspended: bool,
}

impl std::future::Future for BareYield {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        if self.suspended {
            return match resumed() {
                None => Poll::Pending,
                Some(Resume::Throw(error)) => Poll::Ready(Err(*error)),
                Some(Resume::Settled) => Poll::Ready(Ok(())),
            };
        }
        if let Err(error) = suspend(Suspension::Turn(self.line), None) {
            return Poll::Ready(Err(error));
        }
        self.suspended = true;
        Poll::Pending
    }
}

/// Keeps the running task's thread busy until a moment of loop time, within one step. See
/// [`crate::runtime::threads::model`].
#[must_use = "a thread is not busy unless this is awaited"]
pub(crate) struct Busy {
    pub until: Micros,
    pub began: bool,
}

impl std::future::Future for Busy {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        if self.began {
            return match resumed() {
                None => Poll::Pending,
                Some(Resume::Throw(error)) => Poll::Ready(Err(*error)),
                Some(Resume::Settled) => Poll::Ready(Ok(())),
            };
        }
        if let Err(error) = suspend(Suspension::Busy(self.until), None) {
            return Poll::Ready(Err(error));
        }
        self.began = true;
        Poll::Pending
    }
}

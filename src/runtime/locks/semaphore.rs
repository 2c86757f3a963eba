//! Semaphores: a limited number of tasks at a time.

use std::cell::Cell;
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use crate::runtime::core::leaf::SourceLine;
use crate::runtime::locks::resource::{Resource, WaitingLine};
use crate::runtime::{Error, Result};
use crate::trace::{ResourceKind, ResourceState, WaitKind};

struct SemaphoreState {
    resource: Resource,
    value: Cell<usize>,
    /// Most permits that a bounded semaphore may have; `None` without a bound.
    bound: Option<usize>,
    waiters: WaitingLine,
}

/// A semaphore, which lets a limited number of tasks in at a time.
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreState>);

/// A permit, which is given back when dropped, as `async with` does on every way out.
#[must_use = "the permit is given back when this is dropped"]
pub struct Permit(Semaphore);

impl Drop for Permit {
    fn drop(&mut self) {
        // A bounded semaphore refuses one permit too many: then it was given back by hand.
        let _ = self.0.release();
    }
}

impl Semaphore {
    /// Makes a semaphore with this many permits.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore::made(permits, None, ResourceKind::Semaphore)
    }

    /// Makes a semaphore with a name for the record.
    pub fn named(permits: usize, name: &str) -> Semaphore {
        Semaphore::made(permits, Some(name), ResourceKind::Semaphore)
    }

    /// Makes a semaphore that refuses to be released more often than it was acquired: `BoundedSemaphore`.
    pub fn bounded(permits: usize) -> Semaphore {
        Semaphore::made(permits, None, ResourceKind::BoundedSemaphore)
    }

    fn made(permits: usize, name: Option<&str>, kind: ResourceKind) -> Semaphore {
        let resource = Resource::new(kind, name, Some(permits));
        let bound = (kind == ResourceKind::BoundedSemaphore).then_some(permits);
        let waiters = WaitingLine::default();
        let semaphore = Semaphore(Rc::new(SemaphoreState { resource, value: Cell::new(permits), bound, waiters }));
        semaphore.changed();
        semaphore
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState {
            value: Some(self.0.value.get() as u32),
            waiters: self.0.waiters.tasks(),
            ..ResourceState::default()
        });
    }

    /// True if a task would have to wait: no permit is free, or others are in line.
    pub fn locked(&self) -> bool {
        self.0.value.get() == 0 || self.0.waiters.any_not_cancelled()
    }

    /// Waits for a permit and keeps it until [`Semaphore::release`].
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<()>> + use<> {
        self.clone().acquire_at(Location::caller())
    }

    async fn acquire_at(self, line: SourceLine) -> Result<()> {
        let state = &self.0;
        if !self.locked() {
            state.value.set(state.value.get() - 1);
            self.changed();
            return Ok(());
        }
        let (waiter, leaf) = state.waiters.join(state.resource.on(WaitKind::Semaphore), line);
        self.changed();
        let woken = leaf.await;
        state.waiters.leave(&waiter);
        if woken.as_ref().is_err_and(Error::is_cancelled) && waiter.done() && !waiter.cancelled() {
            // The permit was handed over just before the cancellation: pass it on.
            state.value.set(state.value.get() + 1);
        }
        while state.value.get() > 0 && self.wake_next() {}
        self.changed();
        woken
    }

    /// Waits for a permit and keeps it as long as the guard: `async with semaphore`.
    #[track_caller]
    pub fn permit(&self) -> impl Future<Output = Result<Permit>> + use<> {
        let (semaphore, line) = (self.clone(), Location::caller());
        async move {
            semaphore.clone().acquire_at(line).await?;
            Ok(Permit(semaphore))
        }
    }

    /// Gives a permit back. `ValueError` from a bounded semaphore whose permits are all back.
    pub fn release(&self) -> Result<()> {
        if self.0.bound.is_some_and(|bound| self.0.value.get() >= bound) {
            return Err(Error::Value("BoundedSemaphore released too many times".into()));
        }
        self.0.value.set(self.0.value.get() + 1);
        self.wake_next();
        self.changed();
        Ok(())
    }

    fn wake_next(&self) -> bool {
        // The permit is taken in the waiter's name before it runs, so that nobody overtakes it.
        let Some(waiter) = self.0.waiters.first_pending() else { return false };
        self.0.value.set(self.0.value.get() - 1);
        waiter.set_result(()).is_ok()
    }
}

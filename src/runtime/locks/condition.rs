//! Conditions: let tasks wait, with a lock held, for the notice that something has changed.

use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use super::{Lock, LockGuard};
use crate::runtime::core::leaf::SourceLine;
use crate::runtime::locks::resource::{Resource, WaitingLine};
use crate::runtime::{Error, Result};
use crate::trace::{ResourceKind, ResourceState, WaitKind};

struct ConditionState {
    resource: Resource,
    lock: Lock,
    waiters: WaitingLine,
}

/// Waits, with a lock held, until another task says that something has changed.
#[derive(Clone)]
pub struct Condition(Rc<ConditionState>);

impl Default for Condition {
    fn default() -> Self {
        Condition::new()
    }
}

impl Condition {
    /// Makes a condition with a lock of its own.
    pub fn new() -> Condition {
        Condition::with_lock(Lock::named("condition's lock"), None)
    }

    /// Makes a condition with a lock that others share, and a name for the record.
    pub fn with_lock(lock: Lock, name: Option<&str>) -> Condition {
        Condition::of(Resource::new(ResourceKind::Condition, name, None), lock)
    }

    /// Makes the condition of a resource that is recorded already.
    pub(super) fn of(resource: Resource, lock: Lock) -> Condition {
        Condition(Rc::new(ConditionState { resource, lock, waiters: WaitingLine::default() }))
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState { waiters: self.0.waiters.tasks(), ..ResourceState::default() });
    }

    /// Lock of the condition: hold it to wait and to notify.
    pub fn inner(&self) -> &Lock {
        &self.0.lock
    }

    /// Waits for the lock and holds it as long as the guard: `async with condition`.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = Result<LockGuard>> + use<> {
        self.0.lock.lock()
    }

    /// Lets the lock go, waits to be notified, and takes the lock again, on every way out.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<()>> + use<> {
        self.clone().wait_at(Location::caller())
    }

    pub(super) async fn wait_at(self, line: SourceLine) -> Result<()> {
        let state = &self.0;
        if !state.lock.locked() {
            return Err(Error::runtime("cannot wait on un-acquired lock"));
        }
        // The future comes first, as in CPython: releasing may already wake somebody.
        let (waiter, leaf) = state.waiters.join(state.resource.on(WaitKind::Condition), line);
        state.lock.release()?;
        self.changed();
        let mut outcome = leaf.await;
        state.waiters.leave(&waiter);
        // The lock is taken again even if that takes several cancellations; the last one is passed on.
        loop {
            match state.lock.clone().acquire_at(line).await {
                Ok(()) => break,
                Err(error @ Error::Cancelled(_)) => outcome = Err(error),
                Err(error) => return Err(error),
            }
        }
        if outcome.is_err() {
            // The notification may have been for this task, which is cancelled: pass it on.
            self.wake(1);
        }
        outcome
    }

    /// Waits until `predicate` holds; it is looked at first, and after every notification.
    #[track_caller]
    pub fn wait_for(&self, mut predicate: impl FnMut() -> bool + 'static) -> impl Future<Output = Result<()>> {
        let (condition, line) = (self.clone(), Location::caller());
        async move {
            while !predicate() {
                condition.clone().wait_at(line).await?;
            }
            Ok(())
        }
    }

    /// Wakes at most `n` waiters. `RuntimeError` if the lock is not held.
    pub fn notify(&self, n: usize) -> Result<()> {
        if !self.0.lock.locked() {
            return Err(Error::runtime("cannot notify on un-acquired lock"));
        }
        self.wake(n);
        Ok(())
    }

    /// Wakes all waiters. `RuntimeError` if the lock is not held.
    pub fn notify_all(&self) -> Result<()> {
        self.notify(self.0.waiters.len())
    }

    fn wake(&self, n: usize) {
        for waiter in self.0.waiters.futures().iter().filter(|waiter| !waiter.done()).take(n) {
            let _ = waiter.set_result(());
        }
        self.changed();
    }
}

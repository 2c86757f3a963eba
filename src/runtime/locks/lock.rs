//! Locks: one task at a time.

use std::cell::Cell;
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use super::running_task;
use crate::runtime::core::leaf::SourceLine;
use crate::runtime::locks::resource::{Resource, WaitingLine};
use crate::runtime::{Error, Result};
use crate::trace::{ResourceKind, ResourceState, TaskId, WaitKind};

struct LockState {
    resource: Resource,
    locked: Cell<bool>,
    holder: Cell<Option<TaskId>>,
    waiters: WaitingLine,
}

/// Lets one task in at a time.
#[derive(Clone)]
pub struct Lock(Rc<LockState>);

impl Default for Lock {
    fn default() -> Self {
        Lock::new()
    }
}

/// Releases its lock when dropped, as `async with` does on every way out.
#[must_use = "the lock is released when this is dropped"]
pub struct LockGuard(pub(super) Lock);

impl Drop for LockGuard {
    fn drop(&mut self) {
        // An error means that the program has released the lock itself: nothing is left to do.
        let _ = self.0.release();
    }
}

impl Lock {
    /// Makes an open lock.
    pub fn new() -> Lock {
        Lock::made(None)
    }

    /// Makes an open lock with a name for the record.
    pub fn named(name: &str) -> Lock {
        Lock::made(Some(name))
    }

    fn made(name: Option<&str>) -> Lock {
        Lock::of(Resource::new(ResourceKind::Lock, name, None))
    }

    /// Makes the lock of a resource that is recorded already.
    pub(super) fn of(resource: Resource) -> Lock {
        Lock(Rc::new(LockState {
            resource,
            locked: Cell::new(false),
            holder: Cell::new(None),
            waiters: WaitingLine::default(),
        }))
    }

    /// True if a task holds the lock.
    pub fn locked(&self) -> bool {
        self.0.locked.get()
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState {
            value: Some(u32::from(!self.locked())),
            holder: self.0.holder.get(),
            waiters: self.0.waiters.tasks(),
            ..ResourceState::default()
        });
    }

    fn take(&self) {
        self.0.locked.set(true);
        self.0.holder.set(running_task());
        self.changed();
    }

    /// Waits for the lock and holds it until [`Lock::release`].
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<()>> + use<> {
        self.clone().acquire_at(Location::caller())
    }

    pub(super) async fn acquire_at(self, line: SourceLine) -> Result<()> {
        // Also with an open lock nobody overtakes those in line, unless all of them are cancelled.
        if !self.locked() && !self.0.waiters.any_not_cancelled() {
            self.take();
            return Ok(());
        }
        let (waiter, leaf) = self.0.waiters.join(self.0.resource.on(WaitKind::Lock), line);
        self.changed();
        let woken = leaf.await;
        self.0.waiters.leave(&waiter);
        if let Err(error) = woken {
            if error.is_cancelled() && !self.locked() {
                self.wake_first();
            }
            self.changed();
            return Err(error);
        }
        self.take();
        Ok(())
    }

    /// Waits for the lock and holds it as long as the guard: `async with lock`.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = Result<LockGuard>> + use<> {
        let (lock, line) = (self.clone(), Location::caller());
        async move {
            lock.clone().acquire_at(line).await?;
            Ok(LockGuard(lock))
        }
    }

    /// Opens the lock and wakes the first in line. `RuntimeError` if it is not held.
    pub fn release(&self) -> Result<()> {
        if !self.0.locked.replace(false) {
            return Err(Error::runtime("Lock is not acquired."));
        }
        self.0.holder.set(None);
        self.wake_first();
        self.changed();
        Ok(())
    }

    fn wake_first(&self) {
        // Only the first in line: if it is woken already, it will take the lock.
        if let Some(waiter) = self.0.waiters.first() {
            let _ = waiter.set_result(());
        }
    }
}

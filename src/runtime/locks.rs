//! Lock, Event, Semaphore, Condition and Barrier, as CPython's `asyncio/locks.py` has them.
//!
//! Clones are the same lock. Each keeps a line of waiters, first come first served, and CPython's own clean-up when
//! a waiter is cancelled.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use super::leaf::Line;
use super::resource::{Resource, WaitingLine};
use super::{Error, Result, current};
use crate::trace::{Of, ResourceKind, ResourceState, TaskId, WaitKind};

fn running_task() -> Option<TaskId> {
    current::get()?.current_task().map(|task| task.id)
}

// --- Lock ---

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
pub struct LockGuard(Lock);

impl Drop for LockGuard {
    fn drop(&mut self) {
        // Released by hand meanwhile: then there is nothing left to do.
        let _ = self.0.release();
    }
}

impl Lock {
    /// An open lock.
    pub fn new() -> Lock {
        Lock::made(None)
    }

    /// An open lock with a name for the record.
    pub fn named(name: &str) -> Lock {
        Lock::made(Some(name))
    }

    fn made(name: Option<&str>) -> Lock {
        let resource = Resource::new(ResourceKind::Lock, name, None);
        Lock(Rc::new(LockState {
            resource,
            locked: Cell::new(false),
            holder: Cell::new(None),
            waiters: WaitingLine::default(),
        }))
    }

    /// Whether somebody holds it.
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

    async fn acquire_at(self, line: Line) -> Result<()> {
        // Also with an open lock nobody overtakes those in line, unless all of them are cancelled.
        if !self.locked() && self.0.waiters.futures().iter().all(|waiter| waiter.cancelled()) {
            self.take();
            return Ok(());
        }
        let (waiter, leaf) = self.0.waiters.join(Of::Lock, self.0.resource.on(WaitKind::Lock), line);
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
        // Only the very first: if it is woken already, it is on its way.
        if let Some(waiter) = self.0.waiters.futures().first().filter(|waiter| !waiter.done()) {
            let _ = waiter.set_result(());
        }
    }
}

// --- Event ---

struct EventState {
    resource: Resource,
    set: Cell<bool>,
    waiters: WaitingLine,
}

/// One signal for all who wait.
#[derive(Clone)]
pub struct Event(Rc<EventState>);

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}

impl Event {
    /// An event that is not set.
    pub fn new() -> Event {
        Event::made(None)
    }

    /// An event with a name for the record.
    pub fn named(name: &str) -> Event {
        Event::made(Some(name))
    }

    fn made(name: Option<&str>) -> Event {
        let resource = Resource::new(ResourceKind::Event, name, None);
        Event(Rc::new(EventState { resource, set: Cell::new(false), waiters: WaitingLine::default() }))
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState {
            value: Some(u32::from(self.is_set())),
            waiters: self.0.waiters.tasks(),
            ..ResourceState::default()
        });
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.set.get()
    }

    /// Sets it and wakes all who wait.
    pub fn set(&self) {
        if !self.0.set.replace(true) {
            for waiter in self.0.waiters.futures().iter().filter(|waiter| !waiter.done()) {
                let _ = waiter.set_result(());
            }
            self.changed();
        }
    }

    /// Takes the signal back; who is woken already stays woken.
    pub fn clear(&self) {
        if self.0.set.replace(false) {
            self.changed();
        }
    }

    /// Waits until it is set.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<()>> + use<> {
        let (event, line) = (self.clone(), Location::caller());
        async move {
            if event.is_set() {
                return Ok(());
            }
            let (waiter, leaf) = event.0.waiters.join(Of::Event, event.0.resource.on(WaitKind::Event), line);
            event.changed();
            let woken = leaf.await;
            event.0.waiters.leave(&waiter);
            woken
        }
    }
}

// --- Semaphore ---

struct SemaphoreState {
    resource: Resource,
    value: Cell<usize>,
    /// What a bounded semaphore may not exceed.
    bound: Option<usize>,
    waiters: WaitingLine,
}

/// Lets a number of tasks in at a time.
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreState>);

/// Gives its permit back when dropped, as `async with` does on every way out.
#[must_use = "the permit is given back when this is dropped"]
pub struct Permit(Semaphore);

impl Drop for Permit {
    fn drop(&mut self) {
        // A bounded semaphore refuses one permit too many: then it was given back by hand.
        let _ = self.0.release();
    }
}

impl Semaphore {
    /// With this many permits.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore::made(permits, None, ResourceKind::Semaphore)
    }

    /// With a name for the record.
    pub fn named(permits: usize, name: &str) -> Semaphore {
        Semaphore::made(permits, Some(name), ResourceKind::Semaphore)
    }

    /// One that refuses to be released more often than it was acquired: `BoundedSemaphore`.
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

    /// Whether a task would have to wait: no permit is free, or others are in line.
    pub fn locked(&self) -> bool {
        self.0.value.get() == 0 || self.0.waiters.futures().iter().any(|waiter| !waiter.cancelled())
    }

    /// Waits for a permit and keeps it until [`Semaphore::release`].
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<()>> + use<> {
        self.clone().acquire_at(Location::caller())
    }

    async fn acquire_at(self, line: Line) -> Result<()> {
        let state = &self.0;
        if !self.locked() {
            state.value.set(state.value.get() - 1);
            self.changed();
            return Ok(());
        }
        let (waiter, leaf) = state.waiters.join(Of::Semaphore, state.resource.on(WaitKind::Semaphore), line);
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
        let Some(waiter) = self.0.waiters.futures().into_iter().find(|waiter| !waiter.done()) else { return false };
        self.0.value.set(self.0.value.get() - 1);
        waiter.set_result(()).is_ok()
    }
}

// --- Condition ---

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
    /// With a lock of its own.
    pub fn new() -> Condition {
        Condition::with_lock(Lock::named("condition's lock"), None)
    }

    /// With a lock that others share, and a name for the record.
    pub fn with_lock(lock: Lock, name: Option<&str>) -> Condition {
        let resource = Resource::new(ResourceKind::Condition, name, None);
        Condition(Rc::new(ConditionState { resource, lock, waiters: WaitingLine::default() }))
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState { waiters: self.0.waiters.tasks(), ..ResourceState::default() });
    }

    /// Its lock: hold it to wait and to notify.
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

    async fn wait_at(self, line: Line) -> Result<()> {
        let state = &self.0;
        if !state.lock.locked() {
            return Err(Error::runtime("cannot wait on un-acquired lock"));
        }
        // The future comes first, as in CPython: releasing may already wake somebody.
        let (waiter, leaf) = state.waiters.join(Of::Condition, state.resource.on(WaitKind::Condition), line);
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
            // The notification may have been meant for this one: hand it on.
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

// --- Barrier ---

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Filling,
    Draining,
    Resetting,
    Broken,
}

struct BarrierState {
    resource: Resource,
    condition: Condition,
    parties: usize,
    phase: Cell<Phase>,
    count: Cell<usize>,
    waiting: RefCell<Vec<TaskId>>,
}

/// Holds tasks until a number of them have come.
#[derive(Clone)]
pub struct Barrier(Rc<BarrierState>);

impl Barrier {
    /// Opens when `parties` tasks wait. `ValueError` if that is none.
    pub fn new(parties: usize) -> Result<Barrier> {
        if parties < 1 {
            return Err(Error::Value("parties must be > 0".into()));
        }
        let resource = Resource::new(ResourceKind::Barrier, None, Some(parties));
        let state = BarrierState {
            resource,
            condition: Condition::new(),
            parties,
            phase: Cell::new(Phase::Filling),
            count: Cell::new(0),
            waiting: RefCell::default(),
        };
        Ok(Barrier(Rc::new(state)))
    }

    /// How many tasks it takes.
    pub fn parties(&self) -> usize {
        self.0.parties
    }

    /// How many wait now.
    pub fn n_waiting(&self) -> usize {
        if self.0.phase.get() == Phase::Filling { self.0.count.get() } else { 0 }
    }

    /// Whether it was aborted.
    pub fn broken(&self) -> bool {
        self.0.phase.get() == Phase::Broken
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState {
            value: Some(self.n_waiting() as u32),
            waiters: self.0.waiting.borrow().clone(),
            ..ResourceState::default()
        });
    }

    /// Waits for the others; returns the task's place in the order of coming, from zero.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<usize>> + use<> {
        self.clone().wait_at(Location::caller())
    }

    async fn wait_at(self, line: Line) -> Result<usize> {
        let state = &self.0;
        let guard = {
            state.condition.inner().clone().acquire_at(line).await?;
            LockGuard(state.condition.inner().clone())
        };
        while matches!(state.phase.get(), Phase::Draining | Phase::Resetting) {
            state.condition.clone().wait_at(line).await?;
        }
        if self.broken() {
            return Err(Error::BrokenBarrier);
        }
        let index = state.count.get();
        state.count.set(index + 1);
        state.waiting.borrow_mut().extend(running_task());
        self.changed();
        let outcome = self.pass(index, line).await;
        state.count.set(state.count.get() - 1);
        state.waiting.borrow_mut().retain(|task| Some(*task) != running_task());
        if state.count.get() == 0 {
            if matches!(state.phase.get(), Phase::Resetting | Phase::Draining) {
                state.phase.set(Phase::Filling);
            }
            state.condition.notify_all()?;
        }
        self.changed();
        drop(guard);
        outcome.map(|()| index)
    }

    /// The last one opens it, the others wait for that.
    async fn pass(&self, index: usize, line: Line) -> Result<()> {
        let state = &self.0;
        if index + 1 == state.parties {
            state.phase.set(Phase::Draining);
            return state.condition.notify_all();
        }
        while state.phase.get() == Phase::Filling {
            state.condition.clone().wait_at(line).await?;
        }
        match state.phase.get() {
            Phase::Broken | Phase::Resetting => Err(Error::BrokenBarrier),
            Phase::Filling | Phase::Draining => Ok(()),
        }
    }

    /// Sends those who wait away with an error and starts afresh.
    #[track_caller]
    pub fn reset(&self) -> impl Future<Output = Result<()>> + use<> {
        let (barrier, line) = (self.clone(), Location::caller());
        async move {
            let state = &barrier.0;
            state.condition.inner().clone().acquire_at(line).await?;
            let _guard = LockGuard(state.condition.inner().clone());
            state.phase.set(if state.count.get() > 0 { Phase::Resetting } else { Phase::Filling });
            state.condition.notify_all()
        }
    }

    /// Breaks it: those who wait and all who come get an error.
    #[track_caller]
    pub fn abort(&self) -> impl Future<Output = Result<()>> + use<> {
        let (barrier, line) = (self.clone(), Location::caller());
        async move {
            let state = &barrier.0;
            state.condition.inner().clone().acquire_at(line).await?;
            let _guard = LockGuard(state.condition.inner().clone());
            state.phase.set(Phase::Broken);
            state.condition.notify_all()
        }
    }
}

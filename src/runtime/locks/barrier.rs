//! Barriers: hold tasks until enough have come.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use super::{Condition, Lock, LockGuard, running_task};
use crate::runtime::core::leaf::SourceLine;
use crate::runtime::locks::resource::Resource;
use crate::runtime::{Error, Result};
use crate::trace::{ResourceKind, ResourceState, TaskId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BarrierPhase {
    Filling,
    Draining,
    Resetting,
    Broken,
}

struct BarrierState {
    resource: Rc<Resource>,
    condition: Condition,
    parties: usize,
    phase: Cell<BarrierPhase>,
    count: Cell<usize>,
    waiting: RefCell<Vec<TaskId>>,
}

/// Holds tasks until a number of them have come.
#[derive(Clone)]
pub struct Barrier(Rc<BarrierState>);

impl Barrier {
    /// Makes a barrier that opens when `parties` tasks wait. `ValueError` for zero.
    pub fn new(parties: usize) -> Result<Barrier> {
        Barrier::made(parties, None)
    }

    /// Makes a barrier like [`Barrier::new`], with a name for the record.
    pub fn named(parties: usize, name: &str) -> Result<Barrier> {
        Barrier::made(parties, Some(name))
    }

    fn made(parties: usize, name: Option<&str>) -> Result<Barrier> {
        if parties < 1 {
            return Err(Error::Value("parties must be > 0".into()));
        }
        let resource = Rc::new(Resource::new(ResourceKind::Barrier, name, Some(parties)));
        let part = |kind| Resource::part_of(resource.clone(), kind);
        let condition = Condition::of(part(ResourceKind::Condition), Lock::of(part(ResourceKind::Lock)));
        let state = BarrierState {
            resource,
            condition,
            parties,
            phase: Cell::new(BarrierPhase::Filling),
            count: Cell::new(0),
            waiting: RefCell::default(),
        };
        Ok(Barrier(Rc::new(state)))
    }

    /// Number of tasks that the barrier waits for.
    pub fn parties(&self) -> usize {
        self.0.parties
    }

    /// Number of tasks that wait now.
    pub fn n_waiting(&self) -> usize {
        if self.0.phase.get() == BarrierPhase::Filling { self.0.count.get() } else { 0 }
    }

    /// True if the barrier was aborted.
    pub fn broken(&self) -> bool {
        self.0.phase.get() == BarrierPhase::Broken
    }

    fn changed(&self) {
        // Tasks that the last one has woken wait no longer, though they have yet to run.
        let filling = self.0.phase.get() == BarrierPhase::Filling;
        self.0.resource.changed(|_| ResourceState {
            value: Some(self.n_waiting() as u32),
            waiters: if filling { self.0.waiting.borrow().clone() } else { Vec::new() },
            ..ResourceState::default()
        });
    }

    /// Waits for the others; returns the task's place in the order of coming, from zero.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<usize>> + use<> {
        self.clone().wait_at(Location::caller())
    }

    async fn wait_at(self, line: SourceLine) -> Result<usize> {
        let state = &self.0;
        let guard = {
            state.condition.inner().clone().acquire_at(line).await?;
            LockGuard(state.condition.inner().clone())
        };
        while matches!(state.phase.get(), BarrierPhase::Draining | BarrierPhase::Resetting) {
            state.condition.clone().wait_at(line).await?;
        }
        if self.broken() {
            return Err(Error::BrokenBarrier("Barrier aborted"));
        }
        let index = state.count.get();
        state.count.set(index + 1);
        state.waiting.borrow_mut().extend(running_task());
        self.changed();
        let outcome = self.pass(index, line).await;
        state.count.set(state.count.get() - 1);
        state.waiting.borrow_mut().retain(|task| Some(*task) != running_task());
        if state.count.get() == 0 {
            if matches!(state.phase.get(), BarrierPhase::Resetting | BarrierPhase::Draining) {
                state.phase.set(BarrierPhase::Filling);
            }
            state.condition.notify_all()?;
        }
        self.changed();
        drop(guard);
        outcome.map(|()| index)
    }

    /// Opens the barrier if the task is the last, else waits for that.
    async fn pass(&self, index: usize, line: SourceLine) -> Result<()> {
        let state = &self.0;
        if index + 1 == state.parties {
            state.phase.set(BarrierPhase::Draining);
            return state.condition.notify_all();
        }
        while state.phase.get() == BarrierPhase::Filling {
            state.condition.clone().wait_at(line).await?;
        }
        match state.phase.get() {
            BarrierPhase::Broken | BarrierPhase::Resetting => Err(Error::BrokenBarrier("Abort or reset of barrier")),
            BarrierPhase::Filling | BarrierPhase::Draining => Ok(()),
        }
    }

    /// Sends the waiting tasks away with an error and starts afresh.
    #[track_caller]
    pub fn reset(&self) -> impl Future<Output = Result<()>> + use<> {
        let (barrier, line) = (self.clone(), Location::caller());
        async move {
            let state = &barrier.0;
            state.condition.inner().clone().acquire_at(line).await?;
            let _guard = LockGuard(state.condition.inner().clone());
            state.phase.set(if state.count.get() > 0 { BarrierPhase::Resetting } else { BarrierPhase::Filling });
            state.condition.notify_all()
        }
    }

    /// Breaks the barrier: tasks that wait and tasks that come later get an error.
    #[track_caller]
    pub fn abort(&self) -> impl Future<Output = Result<()>> + use<> {
        let (barrier, line) = (self.clone(), Location::caller());
        async move {
            let state = &barrier.0;
            state.condition.inner().clone().acquire_at(line).await?;
            let _guard = LockGuard(state.condition.inner().clone());
            state.phase.set(BarrierPhase::Broken);
            state.condition.notify_all()
        }
    }
}

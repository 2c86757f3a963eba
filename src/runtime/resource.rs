//! What locks, queues and their kin record of themselves.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::current;
use super::future::Future;
use super::leaf::{Leaf, Line};
use crate::trace::{Kind, Of, On, ResourceId, ResourceKind, ResourceState, TaskId, Trace, WaitKind};

/// A resource's identity in the record.
#[derive(Debug)]
pub(crate) struct Resource {
    id: ResourceId,
}

impl Resource {
    pub fn new(kind: ResourceKind, name: Option<&str>, capacity: Option<usize>) -> Resource {
        let Some(core) = current::get() else { return Resource { id: ResourceId(0) } };
        let id = core.next_resource();
        core.note(|t| {
            let word = match kind {
                ResourceKind::Lock => "lock",
                ResourceKind::Event => "event",
                ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => "semaphore",
                ResourceKind::Condition => "condition",
                ResourceKind::Barrier => "barrier",
                ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => "queue",
            };
            let capacity = capacity.map(|capacity| capacity as u32);
            Kind::ResourceCreated { resource: id, kind, name: t.intern(name.unwrap_or(word)), capacity }
        });
        Resource { id }
    }

    /// Records the contents that `state` tells, if anything is recorded.
    pub fn changed(&self, state: impl FnOnce(&mut Trace) -> ResourceState) {
        if let Some(core) = current::get() {
            core.note(|t| {
                let state = state(t);
                Kind::ResourceChanged { resource: self.id, state: t.push_snapshot(state) }
            });
        }
    }

    /// What a task that waits for this resource waits on.
    pub fn on(&self, kind: WaitKind) -> On {
        On { kind, id: self.id.0, until: None }
    }
}

/// The tasks in line, first come first: each with the future that wakes it.
#[derive(Default)]
pub(crate) struct WaitingLine {
    waiters: RefCell<VecDeque<(Future<()>, Option<TaskId>)>>,
}

impl WaitingLine {
    /// Puts the running task at the end; the leaf waits for its turn.
    pub fn join(&self, of: Of, on: On, line: Line) -> (Future<()>, Leaf<()>) {
        let future = Future::with(of, None);
        let task = current::get().and_then(|core| core.current_task()).map(|task| task.id);
        self.waiters.borrow_mut().push_back((future.clone(), task));
        (future.clone(), Leaf::on(future, on, line))
    }

    /// Takes a waiter out, wherever it stands. Whether it was in line.
    pub fn leave(&self, future: &Future<()>) -> bool {
        let mut waiters = self.waiters.borrow_mut();
        let found = waiters.iter().position(|(waiter, _)| waiter.id() == future.id());
        let left = found.and_then(|index| waiters.remove(index));
        drop(waiters);
        left.is_some()
    }

    /// Those in line now.
    pub fn futures(&self) -> Vec<Future<()>> {
        self.waiters.borrow().iter().map(|(future, _)| future.clone()).collect()
    }

    /// Takes out and returns the first.
    pub fn pop(&self) -> Option<Future<()>> {
        self.waiters.borrow_mut().pop_front().map(|(future, _)| future)
    }

    /// Wakes the first that is not settled, leaving it in line until it runs. Whether there was one.
    pub fn wake_first_pending(&self) -> bool {
        let waiter = self.futures().into_iter().find(|waiter| !waiter.done());
        waiter.is_some_and(|waiter| waiter.set_result(()).is_ok())
    }

    pub fn len(&self) -> usize {
        self.waiters.borrow().len()
    }

    /// The waiting tasks, for the record: those not yet woken, first in line first.
    pub fn tasks(&self) -> Vec<TaskId> {
        let waiters = self.waiters.borrow();
        let waiting = waiters.iter().filter(|(future, _)| !future.done());
        waiting.filter_map(|(_, task)| *task).take(ResourceState::WAITERS_SHOWN).collect()
    }
}

//! Recording of locks, queues and their kin.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::runtime::core::current;
use crate::runtime::core::event_loop::Core;
use crate::runtime::core::future::Future;
use crate::runtime::core::leaf::{Leaf, SourceLine};
use crate::trace::{
    EventKind, FutureOrigin, ResourceId, ResourceKind, ResourceState, TaskId, Trace, WaitKind, WaitReason,
};

/// A resource's identity in the record. A resource that is made outside any loop is entered in the record at its first
/// use.
#[derive(Debug)]
pub(crate) struct Resource {
    id: Cell<Option<ResourceId>>,
    kind: ResourceKind,
    name: Option<Box<str>>,
    capacity: Option<u32>,
    /// The barrier that this resource is a part of. Lock and condition of a barrier leave no trace of their own: a task
    /// that waits for one of them waits for the barrier.
    barrier: Option<Rc<Resource>>,
}

impl Resource {
    pub fn new(kind: ResourceKind, name: Option<&str>, capacity: Option<usize>) -> Resource {
        let capacity = capacity.map(|capacity| capacity as u32);
        let name = name.map(Box::from);
        let resource = Resource { id: Cell::new(None), kind, name, capacity, barrier: None };
        if let Some(core) = current::get() {
            resource.enter(&core);
        }
        resource
    }

    /// Makes a part of a barrier.
    pub fn part_of(barrier: Rc<Resource>, kind: ResourceKind) -> Resource {
        Resource { id: Cell::new(None), kind, name: None, capacity: None, barrier: Some(barrier) }
    }

    fn enter(&self, core: &Core) -> ResourceId {
        if let Some(id) = self.id.get() {
            return id;
        }
        let id = core.next_resource();
        self.id.set(Some(id));
        core.note(|t| {
            let word = match self.kind {
                ResourceKind::Lock => "lock",
                ResourceKind::Event => "event",
                ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => "semaphore",
                ResourceKind::Condition => "condition",
                ResourceKind::Barrier => "barrier",
                ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => "queue",
            };
            let name = t.intern(self.name.as_deref().unwrap_or(word));
            EventKind::ResourceCreated { resource: id, kind: self.kind, name, capacity: self.capacity }
        });
        id
    }

    /// Records the contents that `state` returns; without a record `state` is not called.
    pub fn changed(&self, state: impl FnOnce(&mut Trace) -> ResourceState) {
        if let Some(core) = current::get().filter(|_| self.barrier.is_none()) {
            let resource = self.enter(&core);
            core.note(|t| {
                let state = state(t);
                EventKind::ResourceChanged { resource, state: t.push_snapshot(state) }
            });
        }
    }

    /// Wait reason of a task that waits for this resource.
    pub fn on(&self, kind: WaitKind) -> WaitReason {
        if let Some(barrier) = &self.barrier {
            return barrier.on(WaitKind::Barrier);
        }
        let id = current::get().map_or(0, |core| self.enter(&core).0);
        WaitReason { kind, id, until: None }
    }
}

/// Origin of the future that a task in line awaits.
fn of(kind: WaitKind) -> FutureOrigin {
    match kind {
        WaitKind::Lock => FutureOrigin::Lock,
        WaitKind::Event => FutureOrigin::Event,
        WaitKind::Semaphore => FutureOrigin::Semaphore,
        WaitKind::Condition => FutureOrigin::Condition,
        WaitKind::Barrier => FutureOrigin::Barrier,
        WaitKind::QueueGet => FutureOrigin::QueueGet,
        WaitKind::QueuePut => FutureOrigin::QueuePut,
        WaitKind::QueueJoin => FutureOrigin::QueueJoin,
        // These waits have no line of tasks.
        WaitKind::Sleep
        | WaitKind::Turn
        | WaitKind::Task
        | WaitKind::Future
        | WaitKind::Gather
        | WaitKind::Wait
        | WaitKind::Io
        | WaitKind::Thread => FutureOrigin::Plain,
    }
}

/// The tasks in line, first come first: each with the future that wakes it.
#[derive(Default)]
pub(crate) struct WaitingLine {
    waiters: RefCell<VecDeque<(Future<()>, Option<TaskId>)>>,
}

impl WaitingLine {
    /// Puts the running task at the end; the leaf waits for its turn.
    pub fn join(&self, on: WaitReason, line: SourceLine) -> (Future<()>, Leaf<()>) {
        let future = Future::with(of(on.kind), None);
        let task = current::get().and_then(|core| core.current_task()).map(|task| task.id);
        self.waiters.borrow_mut().push_back((future.clone(), task));
        (future.clone(), Leaf::on(future, on, line))
    }

    /// Removes a waiter from the line. Returns false if it was not in line.
    pub fn leave(&self, future: &Future<()>) -> bool {
        let mut waiters = self.waiters.borrow_mut();
        let found = waiters.iter().position(|(waiter, _)| waiter.id() == future.id());
        let left = found.and_then(|index| waiters.remove(index));
        drop(waiters);
        left.is_some()
    }

    /// The first in line, if it is not woken yet.
    pub fn first(&self) -> Option<Future<()>> {
        let waiters = self.waiters.borrow();
        waiters.front().filter(|(waiter, _)| !waiter.done()).map(|(waiter, _)| waiter.clone())
    }

    /// The first that is not woken yet.
    pub fn first_pending(&self) -> Option<Future<()>> {
        let waiters = self.waiters.borrow();
        waiters.iter().find(|(waiter, _)| !waiter.done()).map(|(waiter, _)| waiter.clone())
    }

    /// True if a task is in line that was not cancelled there.
    pub fn any_not_cancelled(&self) -> bool {
        self.waiters.borrow().iter().any(|(waiter, _)| !waiter.cancelled())
    }

    /// Futures of the tasks in line now.
    pub fn futures(&self) -> Vec<Future<()>> {
        self.waiters.borrow().iter().map(|(future, _)| future.clone()).collect()
    }

    /// Takes out and returns the first.
    pub fn pop(&self) -> Option<Future<()>> {
        self.waiters.borrow_mut().pop_front().map(|(future, _)| future)
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

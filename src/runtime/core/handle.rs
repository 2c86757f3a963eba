//! Scheduled callbacks: the ready queue's entries and the timers.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::{Rc, Weak};

use super::context::Context;
use super::event_loop::Core;
use super::slot::AnyFuture;
use super::task::TaskState;
use crate::clock::Micros;
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, HandleId, Seq, TimerId};

/// Types that a callback may return: nothing, or an error that goes to the loop's exception handler.
pub trait CallbackResult {
    /// The error, if there is one.
    fn into_result(self) -> Result<()>;
}

impl CallbackResult for () {
    fn into_result(self) -> Result<()> {
        Ok(())
    }
}

impl CallbackResult for Result<()> {
    fn into_result(self) -> Result<()> {
        self
    }
}

/// Job of an entry of the ready queue.
pub(crate) enum HandleAction {
    /// A task's first step, its next after a bare yield, or one that throws. The error is boxed: it is rare, and every
    /// entry of the queue would have its size.
    Step(Rc<TaskState>, Option<Box<Error>>),
    /// A task's next step, since this future has settled.
    Wakeup(Rc<TaskState>, AnyFuture),
    /// A callback, with the context it runs in. A task's steps run in the task's own.
    Call(Box<dyn FnOnce() -> Result<()>>, Context),
    /// An action that is shared with the [`Handle`] that can cancel it.
    Shared(Rc<Cancellable>),
}

impl HandleAction {
    /// Takes the job out; `None` if it was cancelled.
    pub fn take(self) -> Option<HandleAction> {
        match self {
            HandleAction::Shared(shared) => shared.action.take(),
            own => Some(own),
        }
    }
}

/// An entry of the ready queue.
pub(crate) struct ReadyEntry {
    pub id: HandleId,
    /// Event that recorded the scheduling.
    pub scheduled: Option<Seq>,
    pub action: HandleAction,
}

/// An action that can be cancelled before it runs.
pub(crate) struct Cancellable {
    /// The action; empty once it ran or was cancelled.
    pub action: RefCell<Option<HandleAction>>,
    pub cancelled: Cell<bool>,
    /// Handle that the action has become; `None` while it is a timer that is not due.
    pub handle: Cell<Option<HandleId>>,
    pub timer: Option<TimerId>,
    /// Deadline of a timer; zero for `call_soon`.
    pub due: Micros,
}

/// A scheduled callback that can be cancelled. Dropping it cancels nothing, as in CPython.
#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Rc<Cancellable>,
    pub(crate) core: Weak<Core>,
}

impl Handle {
    /// Takes the callback back: it will not run. Nothing happens if it ran or was cancelled before.
    pub fn cancel(&self) {
        if self.shared.cancelled.replace(true) {
            return;
        }
        // Bound to a name, so that it is dropped after the borrow: values that it owns may call into the loop.
        let action = self.shared.action.take();
        let Some(core) = self.core.upgrade().filter(|_| action.is_some()) else { return };
        match (self.shared.handle.get(), self.shared.timer) {
            (Some(handle), _) => core.note(|_| EventKind::HandleCancelled { handle }),
            (None, Some(timer)) => {
                core.forget_timer(timer);
                core.note(|_| EventKind::TimerCancelled { timer })
            }
            (None, None) => None,
        };
    }

    /// True if the handle was cancelled.
    pub fn cancelled(&self) -> bool {
        self.shared.cancelled.get()
    }

    /// The loop time at which a timer is due; zero for `call_soon`.
    pub fn when(&self) -> Micros {
        self.shared.due
    }
}

/// A timer that is not due yet.
pub(crate) struct Timer {
    pub shared: Rc<Cancellable>,
    pub id: TimerId,
    pub set: Option<Seq>,
    pub what: &'static str,
}

/// The timers in order of deadline; equal deadlines in the order in which they were set.
#[derive(Default)]
pub(crate) struct Timers {
    /// Deadlines in microseconds, below zero for negative delays, with the timer's id.
    heap: BinaryHeap<Reverse<(i128, u32)>>,
    timers: std::collections::HashMap<u32, Timer>,
}

impl Timers {
    /// Sets a timer, in line as if it were due `early` before `due`.
    pub fn push(&mut self, due: Micros, early: Micros, timer: Timer) {
        self.heap.push(Reverse((i128::from(due.0) - i128::from(early.0), timer.id.0)));
        self.timers.insert(timer.id.0, timer);
    }

    /// Number of timers that are set.
    pub fn len(&self) -> usize {
        self.timers.len()
    }

    /// Takes a cancelled timer out. Its heap entry goes when it comes to the front, or when such entries outnumber
    /// the rest: programs that set long timeouts and cancel them would otherwise grow without bound.
    pub fn remove(&mut self, id: TimerId) -> Option<Timer> {
        let timer = self.timers.remove(&id.0);
        if self.heap.len() > 2 * self.timers.len() + 64 {
            let timers = &self.timers;
            self.heap.retain(|Reverse((_, id))| timers.contains_key(id));
        }
        timer
    }

    /// The earliest deadline; infinite ones are none.
    pub fn earliest(&mut self) -> Option<Micros> {
        while let Some(&Reverse((_, id))) = self.heap.peek() {
            if let Some(timer) = self.timers.get(&id) {
                let due = timer.shared.due;
                return (due != Micros::NEVER).then_some(due);
            }
            self.heap.pop();
        }
        None
    }

    /// Takes the timers that are due at `now`, in order.
    pub fn take_due(&mut self, now: Micros) -> Vec<Timer> {
        let mut due = Vec::new();
        while self.earliest().is_some_and(|earliest| earliest <= now) {
            let next = self.heap.pop();
            due.extend(next.and_then(|Reverse((_, id))| self.timers.remove(&id)));
        }
        due
    }

    /// Takes all timers, at the end of the loop.
    pub fn take(&mut self) -> Vec<Timer> {
        self.heap.clear();
        self.timers.drain().map(|(_, timer)| timer).collect()
    }
}

//! Futures as the loop sees them, independent of their type: state, callbacks, cancellation.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use super::context::Context;
use super::event_loop::Core;
use super::handle::HandleAction;
use super::task::TaskState;
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, FutureId, HandleKind, Seq, Settled, WaitReason, WarningCode};

/// State of a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FutureState {
    Pending,
    /// Settled with a result, or with an exception if there is one in `SharedState::error`.
    Done,
    Cancelled,
}

/// Effects of `cancel` beyond settling the future.
pub(crate) enum CancelEffect {
    /// Requests the cancellation of this task, which settles itself.
    Task(Weak<TaskState>),
    /// Cancels the children of a `gather`, which settles when they have.
    Gather { children: Vec<AnyFuture>, requested: Cell<bool> },
}

/// A callback of a future.
pub(crate) enum Callback {
    Wake(Rc<TaskState>),
    Call { id: CallbackId, name: &'static str, context: Context, run: Prepare },
}

/// Function that makes the handle's action once the future is settled. From then on the handle holds the future; until
/// then the callback must not, or a future that is never settled would hold itself for ever.
pub(crate) type Prepare = Box<dyn FnOnce() -> Box<dyn FnOnce() -> Result<()>>>;

/// Id of a callback for `remove_done_callback`. Valid for the future that returned it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackId(u32);

/// The part of a future that does not depend on its type.
pub(crate) struct SharedState {
    pub id: FutureId,
    /// Wait reason that is recorded of a task which awaits the future.
    pub on: Cell<WaitReason>,
    pub state: Cell<FutureState>,
    pub error: RefCell<Option<Error>>,
    /// True once the exception was read: an unread one is reported when the future is dropped.
    pub read: Cell<bool>,
    /// True while the first reader of a cancelled task still gets the cancellation of its coroutine; later readers get
    /// one without a message. CPython's `_cancelled_exc`.
    pub once: Cell<bool>,
    pub how: OnceCell<CancelEffect>,
    pub callbacks: RefCell<Vec<Callback>>,
    pub next_callback: Cell<u32>,
    pub core: Weak<Core>,
}

/// A future of any value type, as tasks wait on it and cancel it.
pub(crate) type AnyFuture = Rc<dyn AnySlot>;

/// A future's state, independent of the type of its value.
pub(crate) trait AnySlot {
    fn shared(&self) -> &SharedState;
}

/// The state of one future, shared by its clones.
pub(crate) struct SlotOf<T> {
    pub shared: SharedState,
    pub value: RefCell<Option<T>>,
}

impl<T> AnySlot for SlotOf<T> {
    fn shared(&self) -> &SharedState {
        &self.shared
    }
}

impl<T> Drop for SlotOf<T> {
    /// Reports "exception was never retrieved", as CPython does, once nobody can read the exception any more.
    fn drop(&mut self) {
        if self.shared.read.get() || self.shared.state.get() == FutureState::Cancelled {
            return;
        }
        let Some(error) = self.shared.error.get_mut().take() else { return };
        let Some(core) = self.shared.core.upgrade().filter(|core| !core.closed.get()) else { return };
        let what = match self.shared.how.get() {
            Some(CancelEffect::Task(_)) => "Task",
            Some(CancelEffect::Gather { .. }) => "_GatheringFuture",
            None => "Future",
        };
        core.report(&format!("{what} exception was never retrieved"), &error, WarningCode::NeverRetrieved);
    }
}

impl SharedState {
    pub fn is_task(&self) -> bool {
        matches!(self.how.get(), Some(CancelEffect::Task(_)))
    }

    pub fn done(&self) -> bool {
        self.state.get() != FutureState::Pending
    }

    /// The cancellation or exception with which the future is settled, if any. Marks the exception as read.
    pub fn failure(&self) -> Option<Error> {
        self.read.set(true);
        let error = self.error.borrow().clone();
        if self.once.take() {
            self.error.replace(Some(Error::Cancelled(None)));
        }
        error
    }

    /// The cancellation of a cancelled future, with its message; does not count as reading.
    pub fn cancellation(&self) -> Error {
        let kept = self.error.borrow().clone().filter(|_| !self.once.get());
        kept.unwrap_or(Error::Cancelled(None))
    }

    /// The loop of the future, while the loop exists.
    pub fn core(&self) -> Option<Rc<Core>> {
        self.core.upgrade()
    }

    /// True if the future failed. Asking this does not count as reading the exception.
    pub fn failed(&self) -> bool {
        self.state.get() == FutureState::Done && self.error.borrow().is_some()
    }

    /// Settles and schedules the callbacks: one handle each, in the order in which they were added.
    pub fn settle(&self, state: FutureState, error: Option<Error>, shown: Option<String>) {
        self.state.set(state);
        self.read.set(false);
        self.error.replace(error);
        let callbacks = self.callbacks.take();
        let Some(core) = self.core.upgrade() else { return };
        let settled = core.note(|t| {
            let how = match (state, &*self.error.borrow()) {
                (FutureState::Cancelled, _) => Settled::Cancelled,
                (FutureState::Done | FutureState::Pending, Some(error)) => {
                    Settled::Exception(t.intern(&error.to_string()))
                }
                (FutureState::Done | FutureState::Pending, None) => {
                    Settled::Result(t.intern(shown.as_deref().unwrap_or("()")))
                }
            };
            EventKind::FutureSettled { future: self.id, how }
        });
        if core.closed.get() {
            return;
        }
        for callback in callbacks {
            self.schedule(&core, callback, Some(settled));
        }
    }

    fn schedule(&self, core: &Rc<Core>, callback: Callback, cause: Option<Option<Seq>>) {
        match callback {
            Callback::Wake(task) => {
                let id = task.id;
                // The task stores the future that it waits on, so the future is taken from there.
                let Some(future) = task.waiter() else { return };
                core.schedule(HandleAction::Wakeup(task, future), cause, |_| HandleKind::Wakeup(id));
            }
            Callback::Call { name, context, run, .. } => {
                core.schedule(HandleAction::Call(run(), context), cause, |t| HandleKind::Callback(t.intern(name)));
            }
        }
    }

    /// Schedules a task's next step for the moment when the future settles, or now if it has.
    pub fn wake(&self, core: &Rc<Core>, task: Rc<TaskState>) {
        let id = task.id;
        core.note(|_| EventKind::CallbackAdded { future: self.id, what: HandleKind::Wakeup(id) });
        if self.done() {
            self.schedule(core, Callback::Wake(task), None);
        } else {
            self.callbacks.borrow_mut().push(Callback::Wake(task));
        }
    }

    pub fn add_callback(&self, name: &'static str, run: Prepare) -> CallbackId {
        let id = CallbackId(self.next_callback.replace(self.next_callback.get() + 1));
        let Some(core) = self.core.upgrade().filter(|core| !core.closed.get()) else { return id };
        core.note(|t| EventKind::CallbackAdded { future: self.id, what: HandleKind::Callback(t.intern(name)) });
        let callback = Callback::Call { id, name, context: core.context(), run };
        if self.done() {
            self.schedule(&core, callback, None);
        } else {
            self.callbacks.borrow_mut().push(callback);
        }
        id
    }

    /// Removes a callback that has not been scheduled. Returns false if there was none.
    pub fn remove_callback(&self, wanted: CallbackId) -> bool {
        let mut callbacks = self.callbacks.borrow_mut();
        let found =
            callbacks.iter().position(|callback| matches!(callback, Callback::Call { id, .. } if *id == wanted));
        let removed = found.map(|index| callbacks.remove(index));
        drop(callbacks);
        if let (Some(Callback::Call { name, .. }), Some(core)) = (&removed, self.core.upgrade()) {
            core.note(|t| EventKind::CallbackRemoved { future: self.id, what: HandleKind::Callback(t.intern(name)) });
        }
        removed.is_some()
    }

    /// Removes a task's wake-up that has not been scheduled: the task no longer waits.
    pub fn forget_wake(&self, task: &Rc<TaskState>) {
        let callbacks = self.callbacks.take();
        let (gone, kept) =
            callbacks.into_iter().partition(|callback| matches!(callback, Callback::Wake(of) if Rc::ptr_eq(of, task)));
        self.callbacks.replace(kept);
        drop::<Vec<_>>(gone);
    }

    /// Removes every callback, at the end of the loop: futures that hold each other would stay for ever.
    pub fn forget_callbacks(&self) {
        let callbacks = self.callbacks.take();
        drop(callbacks);
    }

    /// Requests cancellation. Returns false if there was nothing to cancel.
    pub fn cancel(&self, message: Option<Rc<str>>) -> bool {
        if !matches!(self.how.get(), Some(CancelEffect::Gather { .. })) {
            // Code that cancels a future no longer needs its exception, even if the cancellation comes too late.
            self.read.set(true);
        }
        match self.how.get() {
            Some(CancelEffect::Task(task)) => task.upgrade().is_some_and(|task| task.cancel(message)),
            _ if self.done() => false,
            Some(CancelEffect::Gather { children, requested }) => {
                // Every child is cancelled, also after one has accepted: no short circuit.
                let asked = children.iter().filter(|child| child.shared().cancel(message.clone())).count();
                if asked > 0 {
                    requested.set(true);
                }
                asked > 0
            }
            None => {
                self.settle(FutureState::Cancelled, Some(Error::Cancelled(message)), None);
                true
            }
        }
    }
}

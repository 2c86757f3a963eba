//! A result to come: pending, then a result, an exception or cancelled, once.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt::{self, Debug};
use std::panic::Location;
use std::rc::{Rc, Weak};

use super::context::Context;
use super::event_loop::{Core, intern_some, name_of, show};
use super::handle::{Action, CallbackResult};
use super::leaf::Leaf;
use super::task::TaskState;
use super::{Error, Result, current};
use crate::trace::{FutureId, Kind, Of, On, Settled, WaitKind, WarningCode, What};

/// Where a future stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    /// With a result, or with an exception if there is one in `Shared::error`.
    Done,
    Cancelled,
}

/// What `cancel` does beyond settling.
pub(crate) enum How {
    /// A task is asked; it settles itself.
    Task(Weak<TaskState>),
    /// `gather` asks its children and settles when they have.
    Gather { children: Vec<AnyFuture>, requested: Cell<bool> },
}

/// A callback of a future.
enum Callback {
    Wake(Rc<TaskState>),
    Call { id: CallbackId, name: &'static str, context: Context, run: Prepare },
}

/// Makes the handle's action when the future is settled: from then on the handle holds the future. Until then the
/// callback must not, or a future that is never settled would hold itself for ever.
type Prepare = Box<dyn FnOnce() -> Box<dyn FnOnce() -> Result<()>>>;

/// Names a callback for `remove_done_callback`. Valid for the future that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackId(u32);

/// The part of a future that does not depend on its type.
pub(crate) struct Shared {
    pub id: FutureId,
    /// What a task that awaits it waits on.
    pub on: Cell<On>,
    pub state: Cell<State>,
    pub error: RefCell<Option<Error>>,
    /// An exception that nobody has read is reported when the future goes.
    pub read: Cell<bool>,
    pub how: OnceCell<How>,
    callbacks: RefCell<Vec<Callback>>,
    next_callback: Cell<u32>,
    core: Weak<Core>,
}

/// A future of whatever type: what tasks wait on, and what cancels.
pub(crate) type AnyFuture = Rc<dyn AnySlot>;

/// A future's state with its value's type forgotten.
pub(crate) trait AnySlot {
    fn shared(&self) -> &Shared;
}

/// The state of one future, shared by its clones.
pub(crate) struct SlotOf<T> {
    shared: Shared,
    value: RefCell<Option<T>>,
}

impl<T> AnySlot for SlotOf<T> {
    fn shared(&self) -> &Shared {
        &self.shared
    }
}

impl<T> Drop for SlotOf<T> {
    /// CPython's "exception was never retrieved": told when nobody can read it any more.
    fn drop(&mut self) {
        if self.shared.read.get() || self.shared.state.get() == State::Cancelled {
            return;
        }
        let Some(error) = self.shared.error.get_mut().take() else { return };
        let Some(core) = self.shared.core.upgrade().filter(|core| !core.closed.get()) else { return };
        let what = if self.shared.is_task() { "Task" } else { "Future" };
        core.report(&format!("{what} exception was never retrieved"), &error, WarningCode::NeverRetrieved);
    }
}

impl Shared {
    pub fn is_task(&self) -> bool {
        matches!(self.how.get(), Some(How::Task(_)))
    }

    pub fn done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// The cancellation or exception, if it is settled with one. Marks the exception as read.
    pub fn failure(&self) -> Option<Error> {
        self.read.set(true);
        self.error.borrow().clone()
    }

    /// Whether an exception stands in it; reading it this way leaves it unread.
    pub fn failed(&self) -> bool {
        self.state.get() == State::Done && self.error.borrow().is_some()
    }

    /// Settles and schedules the callbacks: one handle each, in the order in which they were added.
    pub fn settle(&self, state: State, error: Option<Error>, shown: Option<String>) {
        self.state.set(state);
        let Some(core) = self.core.upgrade() else {
            self.error.replace(error);
            return;
        };
        let cancelled = state == State::Cancelled;
        let text = error.as_ref().map(ToString::to_string);
        self.error.replace(error);
        let callbacks = self.callbacks.take();
        let settled = core.note(|t| {
            let how = match (cancelled, &text) {
                (true, _) => Settled::Cancelled,
                (false, Some(text)) => Settled::Exception(t.intern(text)),
                (false, None) => Settled::Result(t.intern(shown.as_deref().unwrap_or("()"))),
            };
            Kind::FutureSettled { future: self.id, how }
        });
        if core.closed.get() {
            return;
        }
        for callback in callbacks {
            self.schedule(&core, callback, Some(settled));
        }
    }

    fn schedule(&self, core: &Rc<Core>, callback: Callback, cause: Option<Option<crate::trace::Seq>>) {
        match callback {
            Callback::Wake(task) => {
                let (id, context) = (task.id, task.context.borrow().clone());
                // The task itself says what it waits on, so the future comes from there.
                let Some(future) = task.waiter.borrow().clone() else { return };
                core.schedule(Action::Wakeup(task, future), context, cause, |_| What::Wakeup(id));
            }
            Callback::Call { name, context, run, .. } => {
                core.schedule(Action::Call(run()), context, cause, |t| What::Callback(t.intern(name)));
            }
        }
    }

    /// A task waits: its next step is scheduled when this settles, or now if it has.
    pub fn wake(&self, core: &Rc<Core>, task: Rc<TaskState>) {
        let id = task.id;
        core.note(|_| Kind::CallbackAdded { future: self.id, what: What::Wakeup(id) });
        if self.done() {
            self.schedule(core, Callback::Wake(task), None);
        } else {
            self.callbacks.borrow_mut().push(Callback::Wake(task));
        }
    }

    pub fn add_callback(&self, name: &'static str, run: Prepare) -> CallbackId {
        let id = CallbackId(self.next_callback.replace(self.next_callback.get() + 1));
        let Some(core) = self.core.upgrade().filter(|core| !core.closed.get()) else { return id };
        core.note(|t| Kind::CallbackAdded { future: self.id, what: What::Callback(t.intern(name)) });
        let callback = Callback::Call { id, name, context: core.context(), run };
        if self.done() {
            self.schedule(&core, callback, None);
        } else {
            self.callbacks.borrow_mut().push(callback);
        }
        id
    }

    /// Takes a callback back that has not been scheduled. Whether there was one.
    pub fn remove_callback(&self, wanted: CallbackId) -> bool {
        let mut callbacks = self.callbacks.borrow_mut();
        let found =
            callbacks.iter().position(|callback| matches!(callback, Callback::Call { id, .. } if *id == wanted));
        let removed = found.map(|index| callbacks.remove(index));
        drop(callbacks);
        if let (Some(Callback::Call { name, .. }), Some(core)) = (&removed, self.core.upgrade()) {
            core.note(|t| Kind::CallbackRemoved { future: self.id, what: What::Callback(t.intern(name)) });
        }
        removed.is_some()
    }

    /// Lets go of every callback, at the end of the loop: futures that hold each other would stay for ever.
    pub fn forget_callbacks(&self) {
        let callbacks = self.callbacks.take();
        drop(callbacks);
    }

    /// Requests cancellation. Whether there was anything to cancel.
    pub fn cancel(&self, message: Option<Rc<str>>) -> bool {
        match self.how.get() {
            Some(How::Task(task)) => task.upgrade().is_some_and(|task| task.cancel(message)),
            _ if self.done() => false,
            Some(How::Gather { children, requested }) => {
                // Every child is asked, also after one has agreed.
                let asked = children.iter().filter(|child| child.shared().cancel(message.clone())).count();
                if asked > 0 {
                    requested.set(true);
                }
                asked > 0
            }
            None => {
                self.settle(State::Cancelled, Some(Error::Cancelled(message)), None);
                true
            }
        }
    }
}

/// A result to come. Clones are the same future.
///
/// Await it (by value or by reference) for its result: the value, its exception, or a cancellation.
pub struct Future<T> {
    slot: Rc<SlotOf<T>>,
}

impl<T> Clone for Future<T> {
    fn clone(&self) -> Self {
        Future { slot: self.slot.clone() }
    }
}

impl<T> Debug for Future<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Future({}, {:?})", self.id().0, self.shared().state.get())
    }
}

impl<T: Clone + Debug + 'static> Default for Future<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone + Debug + 'static> Future<T> {
    /// A pending future of the running loop. Outside a turn it belongs to no loop: it can be settled and read, and
    /// awaiting it says [`Error::Closed`].
    pub fn new() -> Future<T> {
        Future::with(Of::Plain, None)
    }

    /// As [`Future::new`], with a name for the record.
    pub fn named(name: &str) -> Future<T> {
        Future::with(Of::Plain, Some(name))
    }

    pub(crate) fn with(of: Of, name: Option<&str>) -> Future<T> {
        let future = Future::unrecorded(of);
        if let Some(core) = current::get() {
            core.note(|t| Kind::FutureCreated { future: future.id(), of, name: intern_some(t, name) });
        }
        future
    }

    /// A task's own future, whose creation the task's event tells.
    pub(crate) fn unrecorded(of: Of) -> Future<T> {
        let core = current::get();
        let id = FutureId(core.as_ref().map_or(0, |core| core.next_future()));
        let kind = match of {
            Of::Gather => WaitKind::Gather,
            Of::Wait => WaitKind::Wait,
            Of::Io => WaitKind::Io,
            Of::Thread => WaitKind::Thread,
            Of::Sleep => WaitKind::Sleep,
            Of::Plain | Of::Shield | Of::TaskGroup => WaitKind::Future,
            Of::Lock | Of::Event | Of::Semaphore | Of::Condition | Of::Barrier => WaitKind::Future,
            Of::QueueGet | Of::QueuePut | Of::QueueJoin => WaitKind::Future,
        };
        let shared = Shared {
            id,
            on: Cell::new(On { kind, id: id.0, until: None }),
            state: Cell::new(State::Pending),
            error: RefCell::default(),
            read: Cell::new(false),
            how: OnceCell::new(),
            callbacks: RefCell::default(),
            next_callback: Cell::new(0),
            core: core.as_ref().map_or_else(Weak::new, Rc::downgrade),
        };
        Future { slot: Rc::new(SlotOf { shared, value: RefCell::new(None) }) }
    }

    /// Settles it with a result. `InvalidState` if it is settled already.
    pub fn set_result(&self, value: T) -> Result<()> {
        self.check_pending()?;
        let core = self.shared().core.upgrade();
        let shown = core.is_some_and(|core| core.recording()).then(|| show(&value));
        self.slot.value.replace(Some(value));
        self.shared().settle(State::Done, None, shown);
        Ok(())
    }

    /// Settles it with an exception. `InvalidState` if it is settled already.
    pub fn set_exception(&self, error: Error) -> Result<()> {
        self.check_pending()?;
        self.shared().settle(State::Done, Some(error), None);
        Ok(())
    }

    fn check_pending(&self) -> Result<()> {
        if self.done() { Err(Error::InvalidState("invalid state")) } else { Ok(()) }
    }

    /// The result, its exception or its cancellation; `InvalidState` while it is pending.
    pub fn result(&self) -> Result<T> {
        if !self.done() {
            return Err(Error::InvalidState("Result is not set."));
        }
        match self.shared().failure() {
            Some(error) => Err(error),
            None => self.slot.value.borrow().clone().ok_or(Error::InvalidState("Result is not set.")),
        }
    }

    /// The exception, if it is settled with one. `InvalidState` while it is pending, the cancellation if cancelled.
    pub fn exception(&self) -> Result<Option<Error>> {
        match self.shared().state.get() {
            State::Pending => Err(Error::InvalidState("Exception is not set.")),
            State::Cancelled => Err(self.shared().failure().unwrap_or(Error::Cancelled(None))),
            State::Done => Ok(self.shared().failure()),
        }
    }

    /// Calls `callback` with the future soon after it is settled: always by way of the ready queue, never at once.
    pub fn add_done_callback<R: CallbackResult>(&self, callback: impl FnOnce(&Future<T>) -> R + 'static) -> CallbackId {
        let name = name_of(&callback);
        self.add_named_callback(name, callback)
    }

    /// As [`Future::add_done_callback`], with a name for the record.
    pub fn add_named_callback<R: CallbackResult>(
        &self,
        name: &'static str,
        callback: impl FnOnce(&Future<T>) -> R + 'static,
    ) -> CallbackId {
        let weak = Rc::downgrade(&self.slot);
        let run = move || -> Box<dyn FnOnce() -> Result<()>> {
            let slot = weak.upgrade();
            // Whoever settles a future holds it, so it is there.
            Box::new(move || slot.map_or(Ok(()), |slot| callback(&Future { slot }).into_result()))
        };
        self.shared().add_callback(name, Box::new(run))
    }

    pub(crate) fn put(&self, value: T) {
        self.slot.value.replace(Some(value));
    }
}

impl<T> Future<T> {
    pub(crate) fn shared(&self) -> &Shared {
        &self.slot.shared
    }

    /// Its id in the record.
    pub fn id(&self) -> FutureId {
        self.shared().id
    }

    /// Whether it is settled.
    pub fn done(&self) -> bool {
        self.shared().done()
    }

    /// Whether it is cancelled.
    pub fn cancelled(&self) -> bool {
        self.shared().state.get() == State::Cancelled
    }

    /// Cancels it, or asks the task that it is. Whether there was anything to cancel.
    pub fn cancel(&self) -> bool {
        self.shared().cancel(None)
    }

    /// As [`Future::cancel`], with a message that the cancellation carries.
    pub fn cancel_with(&self, message: &str) -> bool {
        self.shared().cancel(Some(message.into()))
    }

    /// Takes a callback back. Whether it was still waiting.
    pub fn remove_done_callback(&self, id: CallbackId) -> bool {
        self.shared().remove_callback(id)
    }
}

impl<T: 'static> Future<T> {
    pub(crate) fn any(&self) -> AnyFuture {
        self.slot.clone()
    }
}

impl<T: Clone + Debug + 'static> IntoFuture for Future<T> {
    type Output = Result<T>;
    type IntoFuture = Leaf<T>;

    #[track_caller]
    fn into_future(self) -> Leaf<T> {
        let on = self.shared().on.get();
        Leaf::on(self, on, Location::caller())
    }
}

impl<T: Clone + Debug + 'static> IntoFuture for &Future<T> {
    type Output = Result<T>;
    type IntoFuture = Leaf<T>;

    #[track_caller]
    fn into_future(self) -> Leaf<T> {
        self.clone().into_future()
    }
}

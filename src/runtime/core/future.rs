//! Futures: pending at first, then settled once with a result, an exception or a cancellation.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt::{self, Debug};
use std::panic::Location;
use std::rc::{Rc, Weak};

use super::current;
use super::handle::CallbackResult;
use super::leaf::Leaf;
use super::recording::{intern_some, name_of, show};
use super::slot::{AnyFuture, CallbackId, FutureState, SharedState, SlotOf};
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, FutureId, FutureOrigin, WaitKind, WaitReason};

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
    /// Makes a pending future of the running loop. A future that is made outside a turn belongs to no loop: it can be
    /// settled and read, and awaiting it gives [`Error::Closed`].
    pub fn new() -> Future<T> {
        Future::with(FutureOrigin::Plain, None)
    }

    /// Makes a pending future like [`Future::new`], with a name for the record.
    pub fn named(name: &str) -> Future<T> {
        Future::with(FutureOrigin::Plain, Some(name))
    }

    pub(crate) fn with(of: FutureOrigin, name: Option<&str>) -> Future<T> {
        let future = Future::unrecorded(of);
        if let Some(core) = current::get() {
            core.note(|t| EventKind::FutureCreated { future: future.id(), of, name: intern_some(t, name) });
        }
        future
    }

    /// Makes a task's own future, whose creation the event of the task records.
    pub(crate) fn unrecorded(of: FutureOrigin) -> Future<T> {
        let core = current::get();
        let id = FutureId(core.as_ref().map_or(0, |core| core.next_future()));
        let kind = match of {
            FutureOrigin::Gather => WaitKind::Gather,
            FutureOrigin::Wait => WaitKind::Wait,
            FutureOrigin::Io => WaitKind::Io,
            FutureOrigin::Thread => WaitKind::Thread,
            FutureOrigin::Sleep => WaitKind::Sleep,
            FutureOrigin::Plain | FutureOrigin::Shield | FutureOrigin::TaskGroup => WaitKind::Future,
            FutureOrigin::Lock
            | FutureOrigin::Event
            | FutureOrigin::Semaphore
            | FutureOrigin::Condition
            | FutureOrigin::Barrier => WaitKind::Future,
            FutureOrigin::QueueGet | FutureOrigin::QueuePut | FutureOrigin::QueueJoin => WaitKind::Future,
        };
        let shared = SharedState {
            id,
            on: Cell::new(WaitReason { kind, id: id.0, until: None }),
            state: Cell::new(FutureState::Pending),
            error: RefCell::default(),
            read: Cell::new(false),
            once: Cell::new(false),
            how: OnceCell::new(),
            callbacks: RefCell::default(),
            next_callback: Cell::new(0),
            core: core.as_ref().map_or_else(Weak::new, Rc::downgrade),
        };
        Future { slot: Rc::new(SlotOf { shared, value: RefCell::new(None) }) }
    }

    /// Settles the future with a result. `InvalidState` if it is settled already, `RuntimeError` if it is a task: tasks
    /// settle themselves.
    pub fn set_result(&self, value: T) -> Result<()> {
        self.check_pending("set_result")?;
        let core = self.shared().core.upgrade();
        let shown = core.is_some_and(|core| core.recording()).then(|| show(&value));
        self.slot.value.replace(Some(value));
        self.shared().settle(FutureState::Done, None, shown);
        Ok(())
    }

    /// Settles the future with an exception. `InvalidState` if it is settled already, `RuntimeError` if it is a task.
    pub fn set_exception(&self, error: Error) -> Result<()> {
        self.check_pending("set_exception")?;
        self.shared().settle(FutureState::Done, Some(error), None);
        Ok(())
    }

    fn check_pending(&self, operation: &str) -> Result<()> {
        if self.shared().is_task() {
            return Err(Error::runtime(format!("Task does not support {operation} operation")));
        }
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
            FutureState::Pending => Err(Error::InvalidState("Exception is not set.")),
            FutureState::Cancelled => Err(self.shared().failure().unwrap_or(Error::Cancelled(None))),
            FutureState::Done => Ok(self.shared().failure()),
        }
    }

    /// Calls `callback` with the future soon after it is settled: always by way of the ready queue, never at once.
    pub fn add_done_callback<R: CallbackResult>(&self, callback: impl FnOnce(&Future<T>) -> R + 'static) -> CallbackId {
        let name = name_of(&callback);
        self.add_named_callback(name, callback)
    }

    /// Adds a callback like [`Future::add_done_callback`], with a name for the record.
    pub fn add_named_callback<R: CallbackResult>(
        &self,
        name: &'static str,
        callback: impl FnOnce(&Future<T>) -> R + 'static,
    ) -> CallbackId {
        let weak = Rc::downgrade(&self.slot);
        let run = move || -> Box<dyn FnOnce() -> Result<()>> {
            let slot = weak.upgrade();
            // The caller that settles a future holds it, so it still exists.
            Box::new(move || slot.map_or(Ok(()), |slot| callback(&Future { slot }).into_result()))
        };
        if let Some(core) = self.shared().core().filter(|core| !self.done() && !core.closed.get())
            && !self.shared().is_task()
        {
            core.watch(Rc::downgrade(&self.any()));
        }
        self.shared().add_callback(name, Box::new(run))
    }

    pub(crate) fn put(&self, value: T) {
        self.slot.value.replace(Some(value));
    }
}

impl<T: 'static> Future<T> {
    pub(crate) fn any(&self) -> AnyFuture {
        self.slot.clone()
    }
}

impl<T> Future<T> {
    pub(crate) fn shared(&self) -> &SharedState {
        &self.slot.shared
    }

    /// Id of the future in the record.
    pub fn id(&self) -> FutureId {
        self.shared().id
    }

    /// True if the future is settled.
    pub fn done(&self) -> bool {
        self.shared().done()
    }

    /// True if the future is cancelled.
    pub fn cancelled(&self) -> bool {
        self.shared().state.get() == FutureState::Cancelled
    }

    /// Cancels the future, or requests the cancellation of its task. Returns false if there was nothing to cancel.
    pub fn cancel(&self) -> bool {
        self.shared().cancel(None)
    }

    /// Cancels like [`Future::cancel`], with a message that the cancellation carries.
    pub fn cancel_with(&self, message: &str) -> bool {
        self.shared().cancel(Some(message.into()))
    }

    /// Removes a callback. Returns false if the callback was scheduled already.
    pub fn remove_done_callback(&self, id: CallbackId) -> bool {
        self.shared().remove_callback(id)
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

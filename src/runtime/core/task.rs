//! Tasks: coroutines that the loop drives, step by step.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::ops::Deref;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;

use super::context::Context;
use super::current;
use super::future::Future;
use super::handle::HandleAction;
use super::leaf::{Leaf, Resume, SourceLine, Suspension};
use super::slot::{AnyFuture, CancelEffect, FutureState};
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, FutureOrigin, HandleKind, TaskId, WaitKind, WaitReason};

/// A coroutine, independent of the type of its value: it puts the value into the task's future and returns how the
/// record shows it.
type TaskBody = Pin<Box<dyn std::future::Future<Output = Result<Option<String>>>>>;

/// The state of a task, owned by the loop until the task is done.
pub(crate) struct TaskState {
    pub id: TaskId,
    /// Thread of the task; 0 is the loop's.
    pub thread: u16,
    pub future: AnyFuture,
    pub name: RefCell<Rc<str>>,
    pub body: Cell<Option<TaskBody>>,
    /// The task's own context, which its steps run in and change; empty while a step runs, which has it.
    pub context: Cell<Context>,
    /// The future that the task is suspended on; `None` while it runs or is scheduled.
    pub waiter: Cell<Option<AnyFuture>>,
    pub suspension: Cell<Option<Suspension>>,
    pub resume: Cell<Option<Resume>>,
    pub misuse: Cell<Option<&'static str>>,
    /// Reason of the suspension, for the record and for the explanation of a deadlock; `None` for a bare yield.
    pub on: Cell<Option<WaitReason>>,
    pub started: Cell<bool>,
    /// True if a cancellation was requested that the next step delivers.
    pub must_cancel: Cell<bool>,
    pub message: RefCell<Option<Rc<str>>>,
    requests: Cell<u32>,
    /// True while a request is passed on to the future that the task waits for.
    passing_on: Cell<bool>,
}

/// A coroutine that the loop drives: a future of its result. Dropping it lets the task run on, as in CPython's
/// loop while it is scheduled.
pub struct Task<T> {
    future: Future<T>,
    state: Rc<TaskState>,
}

impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        Task { future: self.future.clone(), state: self.state.clone() }
    }
}

impl<T> Debug for Task<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Task({:?})", self.state.name.borrow())
    }
}

impl<T> Deref for Task<T> {
    type Target = Future<T>;
    fn deref(&self) -> &Future<T> {
        &self.future
    }
}

/// Schedules a coroutine as a task: its first step runs in the next turn, not now.
#[track_caller]
pub fn create_task<T, F>(coroutine: F) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    spawn(coroutine, None, Location::caller())
}

/// Creates a task like [`create_task`], with a name: `create_task(coroutine, name="producer")`.
#[track_caller]
pub fn create_task_named<T, F>(coroutine: F, name: impl Into<String>) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    spawn(coroutine, Some(name.into().into()), Location::caller())
}

pub(crate) fn spawn<T, F>(coroutine: F, name: Option<Rc<str>>, created: SourceLine) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    spawn_on(0, coroutine, name, created)
}

/// Creates a task like [`spawn`], on the thread of this number.
pub(crate) fn spawn_on<T, F>(thread: u16, coroutine: F, name: Option<Rc<str>>, created: SourceLine) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    let Some(core) = current::get().filter(|core| !core.closed.get()) else {
        return Task::refused(coroutine, Error::Closed);
    };
    let future = Future::<T>::unrecorded(FutureOrigin::Plain);
    let id = TaskId(future.id().0);
    let own = future.clone();
    let recording = core.recording();
    let body: TaskBody = Box::pin(async move {
        let value = coroutine.await?;
        let shown = recording.then(|| super::recording::show(&value));
        own.put(value);
        Ok(shown)
    });
    let state = TaskState::new(&future, thread, name.unwrap_or_else(|| core.next_name()), core.context());
    state.body.replace(Some(body));
    let parent = core.current_task().map(|task| task.id);
    core.note(|t| EventKind::TaskCreated {
        task: id,
        name: t.intern(&state.name.borrow()),
        parent,
        site: t.intern_site(created.file(), created.line()),
        runs: None,
        of_library: false,
    });
    core.add_task(state.clone());
    core.schedule(HandleAction::Step(state.clone(), None), None, |_| HandleKind::Step(id));
    Task { future, state }
}

impl<T: Clone + Debug + 'static> Task<T> {
    /// Returns a task in place of one that could not be made: failed with the reason. The record does not know it.
    pub(crate) fn refused<F>(coroutine: F, error: Error) -> Task<T> {
        match current::get() {
            Some(core) => core.discard(coroutine),
            None => drop(coroutine),
        }
        let future = Future::<T>::unrecorded(FutureOrigin::Plain);
        let state = TaskState::new(&future, 0, "".into(), Context::default());
        future.shared().state.set(FutureState::Done);
        future.shared().error.replace(Some(error));
        Task { future, state }
    }
}

impl<T> Task<T> {
    pub(crate) fn state(&self) -> &Rc<TaskState> {
        &self.state
    }

    /// Id of the task in the record.
    pub fn task_id(&self) -> TaskId {
        self.state.id
    }

    /// Name of the task.
    pub fn name(&self) -> Rc<str> {
        self.state.name.borrow().clone()
    }

    /// Renames the task.
    pub fn set_name(&self, name: &str) {
        self.state.name.replace(name.into());
        if let Some(core) = self.future.shared().core() {
            core.note(|t| EventKind::TaskRenamed { task: self.state.id, name: t.intern(name) });
        }
    }

    /// Number of requests to cancel that stand.
    pub fn cancelling(&self) -> u32 {
        self.state.requests.get()
    }

    /// Withdraws one request to cancel; returns the number of those that stand.
    pub fn uncancel(&self) -> u32 {
        self.state.uncancel()
    }
}

impl<T: Clone + Debug + 'static> Task<T> {
    /// The task as a plain future.
    pub fn future(&self) -> Future<T> {
        self.future.clone()
    }
}

impl<T: Clone + Debug + 'static> IntoFuture for Task<T> {
    type Output = Result<T>;
    type IntoFuture = Leaf<T>;

    #[track_caller]
    fn into_future(self) -> Leaf<T> {
        self.future.clone().into_future()
    }
}

impl<T: Clone + Debug + 'static> IntoFuture for &Task<T> {
    type Output = Result<T>;
    type IntoFuture = Leaf<T>;

    #[track_caller]
    fn into_future(self) -> Leaf<T> {
        self.future.clone().into_future()
    }
}

/// A task whose result is of no interest: what `current_task` and `all_tasks` give.
#[derive(Clone)]
pub struct TaskRef(pub(crate) Rc<TaskState>);

impl TaskRef {
    /// Id of the task in the record.
    pub fn task_id(&self) -> TaskId {
        self.0.id
    }

    /// Name of the task.
    pub fn name(&self) -> Rc<str> {
        self.0.name.borrow().clone()
    }

    /// True if the task is done.
    pub fn done(&self) -> bool {
        self.0.future.shared().done()
    }

    /// Requests cancellation. Returns false if there was nothing to cancel.
    pub fn cancel(&self) -> bool {
        self.0.cancel(None)
    }

    /// Cancels like [`TaskRef::cancel`], with a message that the cancellation carries.
    pub fn cancel_with(&self, message: &str) -> bool {
        self.0.cancel(Some(message.into()))
    }

    /// Number of requests to cancel that stand.
    pub fn cancelling(&self) -> u32 {
        self.0.requests.get()
    }

    /// Withdraws one request to cancel; returns the number of those that stand.
    pub fn uncancel(&self) -> u32 {
        self.0.uncancel()
    }

    /// Destroys a task as CPython's garbage collector does when nobody holds a waiting task: its coroutine is dropped
    /// where it stands, and the task never ends. Returns false, and does nothing, if the task is done, runs or is
    /// scheduled: then CPython's loop holds it too.
    ///
    /// This loop holds its tasks and never destroys one by itself; the method is for programs that show the effect.
    pub fn destroy(&self) -> bool {
        let task = &self.0;
        let waiter = task.waiter().filter(|waiter| !self.done() && !waiter.shared().done());
        let (Some(waiter), Some(core)) = (waiter, task.future.shared().core()) else { return false };
        waiter.shared().forget_wake(task);
        task.waiter.take();
        task.on.set(None);
        let kept = core.remove_task(task.id);
        core.warn_destroyed(&self.name());
        // Dropped last: values that the body owns may call into the loop.
        let body = task.body.take();
        drop((kept, body));
        true
    }
}

impl TaskState {
    fn new<T: Clone + Debug + 'static>(
        future: &Future<T>,
        thread: u16,
        name: Rc<str>,
        context: Context,
    ) -> Rc<TaskState> {
        let id = TaskId(future.id().0);
        future.shared().on.set(WaitReason { kind: WaitKind::Task, id: id.0, until: None });
        let state = Rc::new(TaskState {
            id,
            thread,
            future: future.any(),
            name: RefCell::new(name),
            body: Cell::new(None),
            context: Cell::new(context),
            waiter: Cell::default(),
            suspension: Cell::default(),
            resume: Cell::default(),
            misuse: Cell::new(None),
            on: Cell::new(None),
            started: Cell::new(false),
            must_cancel: Cell::new(false),
            message: RefCell::default(),
            requests: Cell::new(0),
            passing_on: Cell::new(false),
        });
        // A fresh future has no kind yet, so this cannot fail.
        let _ = future.shared().how.set(CancelEffect::Task(Rc::downgrade(&state)));
        state
    }

    /// The future that the task is suspended on.
    pub fn waiter(&self) -> Option<AnyFuture> {
        let waiter = self.waiter.take();
        self.waiter.set(waiter.clone());
        waiter
    }

    /// Requests cancellation, as CPython's `Task.cancel`: the request is delivered by cancelling the future that the
    /// task waits on, or at the next step.
    pub fn cancel(&self, message: Option<Rc<str>>) -> bool {
        if self.future.shared().done() {
            return false;
        }
        self.requests.set(self.requests.get() + 1);
        if let Some(core) = self.future.shared().core() {
            core.note(|t| EventKind::CancelRequested {
                task: self.id,
                message: message.as_deref().map(|message| t.intern(message)),
                count: self.requests.get(),
            });
        }
        // Tasks that await each other in a circle cannot be cancelled through what they wait for: CPython falls into
        // a `RecursionError` here, this loop leaves the circle to be reported as a deadlock.
        if self.passing_on.replace(true) {
            return false;
        }
        let waiter = self.waiter();
        let passed_on = waiter.is_some_and(|waiter| waiter.shared().cancel(message.clone()));
        self.passing_on.set(false);
        if passed_on {
            return true;
        }
        self.must_cancel.set(true);
        self.message.replace(message);
        true
    }

    pub fn uncancel(&self) -> u32 {
        if self.requests.get() > 0 {
            self.requests.set(self.requests.get() - 1);
            if self.requests.get() == 0 {
                self.must_cancel.set(false);
            }
            if let Some(core) = self.future.shared().core() {
                core.note(|_| EventKind::Uncancelled { task: self.id, count: self.requests.get() });
            }
        }
        self.requests.get()
    }

    /// Number of requests to cancel that stand.
    pub fn cancelling(&self) -> u32 {
        self.requests.get()
    }
}

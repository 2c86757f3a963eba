//! A task: a coroutine that the loop drives, step by step.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::ops::Deref;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context as PollContext, Poll, Waker};

use super::context::Context;
use super::event_loop::Core;
use super::future::{AnyFuture, Future, How, State};
use super::handle::Action;
use super::leaf::{Leaf, Line, Resume, Suspension};
use super::{Error, Result, current};
use crate::trace::{Frame, Kind, Of, On, Outcome, TaskId, Trace, WaitKind, What};

/// A coroutine with its value's type forgotten: it keeps the value in the task's future and says how that is shown.
type Body = Pin<Box<dyn std::future::Future<Output = Result<Option<String>>>>>;

/// The state of a task, owned by the loop until the task is done.
pub(crate) struct TaskState {
    pub id: TaskId,
    pub future: AnyFuture,
    pub name: RefCell<Rc<str>>,
    pub body: RefCell<Option<Body>>,
    pub context: RefCell<Context>,
    /// The future that the task is suspended on; `None` while it runs or is scheduled.
    pub waiter: RefCell<Option<AnyFuture>>,
    pub suspension: RefCell<Option<Suspension>>,
    pub resume: RefCell<Option<Resume>>,
    pub misuse: Cell<Option<&'static str>>,
    started: Cell<bool>,
    /// A cancellation was requested that the next step delivers.
    must_cancel: Cell<bool>,
    message: RefCell<Option<Rc<str>>>,
    requests: Cell<u32>,
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

/// As [`create_task`], with a name: `create_task(coroutine, name="producer")`.
#[track_caller]
pub fn create_task_named<T, F>(coroutine: F, name: impl Into<String>) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    spawn(coroutine, Some(name.into().into()), Location::caller())
}

pub(crate) fn spawn<T, F>(coroutine: F, name: Option<Rc<str>>, created: Line) -> Task<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    let core = current::get().filter(|core| !core.closed.get());
    let future = Future::<T>::unrecorded(Of::Plain);
    let id = TaskId(future.id().0);
    future.shared().on.set(On { kind: WaitKind::Task, id: id.0, until: None });
    let own = future.clone();
    let recording = core.as_ref().is_some_and(|core| core.recording());
    let body: Body = Box::pin(async move {
        let value = coroutine.await?;
        let shown = recording.then(|| super::event_loop::show(&value));
        own.put(value);
        Ok(shown)
    });
    let name = name.or_else(|| core.as_ref().map(|core| core.next_name())).unwrap_or_default();
    let state = Rc::new(TaskState {
        id,
        future: future.any(),
        name: RefCell::new(name),
        body: RefCell::new(None),
        context: RefCell::new(core.as_ref().map(|core| core.context()).unwrap_or_default()),
        waiter: RefCell::default(),
        suspension: RefCell::default(),
        resume: RefCell::default(),
        misuse: Cell::new(None),
        started: Cell::new(false),
        must_cancel: Cell::new(false),
        message: RefCell::default(),
        requests: Cell::new(0),
    });
    // A fresh future has no kind yet, so this cannot fail.
    let _ = future.shared().how.set(How::Task(Rc::downgrade(&state)));
    let Some(core) = core else {
        drop(body);
        future.shared().settle(State::Done, Some(Error::Closed), None);
        return Task { future, state };
    };
    state.body.replace(Some(body));
    let parent = core.current_task().map(|task| task.id);
    core.note(|t| Kind::TaskCreated {
        task: id,
        name: t.intern(&state.name.borrow()),
        parent,
        site: t.intern_site(created.file(), created.line()),
    });
    core.add_task(state.clone());
    let context = state.context.borrow().clone();
    core.schedule(Action::Step(state.clone(), None), context, None, |_| What::Step(id));
    Task { future, state }
}

impl<T> Task<T> {
    /// Its id in the record.
    pub fn task_id(&self) -> TaskId {
        self.state.id
    }

    /// Its name.
    pub fn name(&self) -> Rc<str> {
        self.state.name.borrow().clone()
    }

    /// Gives it another name.
    pub fn set_name(&self, name: &str) {
        self.state.name.replace(name.into());
        if let Some(core) = current::get() {
            core.note(|t| Kind::TaskRenamed { task: self.state.id, name: t.intern(name) });
        }
    }

    /// How many requests to cancel stand.
    pub fn cancelling(&self) -> u32 {
        self.state.requests.get()
    }

    /// Takes one request to cancel back; how many stand then.
    pub fn uncancel(&self) -> u32 {
        self.state.uncancel()
    }
}

impl<T: Clone + Debug + 'static> Task<T> {
    /// The task as a plain future: what awaits it cannot tell.
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
    /// Its id in the record.
    pub fn task_id(&self) -> TaskId {
        self.0.id
    }

    /// Its name.
    pub fn name(&self) -> Rc<str> {
        self.0.name.borrow().clone()
    }

    /// Whether it is done.
    pub fn done(&self) -> bool {
        self.0.future.shared().done()
    }

    /// Requests cancellation. Whether there was anything to cancel.
    pub fn cancel(&self) -> bool {
        self.0.cancel(None)
    }

    /// As [`TaskRef::cancel`], with a message that the cancellation carries.
    pub fn cancel_with(&self, message: &str) -> bool {
        self.0.cancel(Some(message.into()))
    }

    /// How many requests to cancel stand.
    pub fn cancelling(&self) -> u32 {
        self.0.requests.get()
    }

    /// Takes one request to cancel back; how many stand then.
    pub fn uncancel(&self) -> u32 {
        self.0.uncancel()
    }
}

impl TaskState {
    /// CPython's `Task.cancel`: the request is delivered by cancelling what the task waits on, or at its next step.
    pub fn cancel(&self, message: Option<Rc<str>>) -> bool {
        if self.future.shared().done() {
            return false;
        }
        self.requests.set(self.requests.get() + 1);
        if let Some(core) = current::get() {
            core.note(|t| Kind::CancelRequested {
                task: self.id,
                message: message.as_deref().map(|message| t.intern(message)),
                count: self.requests.get(),
            });
        }
        let waiter = self.waiter.borrow().clone();
        if waiter.is_some_and(|waiter| waiter.shared().cancel(message.clone())) {
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
            if let Some(core) = current::get() {
                core.note(|_| Kind::Uncancelled { task: self.id, count: self.requests.get() });
            }
        }
        self.requests.get()
    }

    /// How many requests to cancel stand.
    pub fn cancelling(&self) -> u32 {
        self.requests.get()
    }
}

/// What the task waited on is settled: the next step, with the exception or cancellation thrown in.
pub(crate) fn wakeup(core: &Rc<Core>, task: &Rc<TaskState>, future: &AnyFuture) {
    let thrown = future.shared().failure();
    step(core, task, thrown);
}

/// One step of a task: from where it stands to its next suspension or its end.
pub(crate) fn step(core: &Rc<Core>, task: &Rc<TaskState>, thrown: Option<Error>) {
    let Some(mut body) = task.body.take() else { return };
    let mut thrown = thrown;
    if task.must_cancel.replace(false) && !thrown.as_ref().is_some_and(Error::is_cancelled) {
        thrown = Some(Error::Cancelled(task.message.take()));
    }
    let waiter = task.waiter.take();
    drop(waiter);
    let outer = core.set_current_task(Some(task.clone()));
    let began = core.note(|_| Kind::StepBegan { task: task.id });
    let before = core.set_cause(began);
    if thrown.as_ref().is_some_and(Error::is_cancelled) {
        core.note(|_| Kind::CancelDelivered { task: task.id });
    }
    let polled = match thrown {
        // Thrown into a coroutine that has not started: it never does.
        Some(error) if !task.started.get() => Poll::Ready(Err(error)),
        thrown => {
            if task.started.replace(true) {
                task.resume.replace(Some(thrown.map_or(Resume::Settled, Resume::Throw)));
            }
            body.as_mut().poll(&mut PollContext::from_waker(Waker::noop()))
        }
    };
    let unused = task.resume.take();
    let suspension = task.suspension.take();
    let misuse = task.misuse.take();
    match polled {
        Poll::Ready(outcome) => {
            drop(body);
            finish(core, task, outcome);
        }
        Poll::Pending => match suspension.filter(|_| misuse.is_none() && unused.is_none()) {
            Some(suspension) => {
                task.body.replace(Some(body));
                suspended(core, task, suspension);
            }
            None => {
                // Dropping the body runs the program's own clean-up: still inside the step.
                drop(body);
                let message = misuse.unwrap_or("awaited something that is not of this loop: use its own futures");
                finish(core, task, Err(Error::runtime(message)));
            }
        },
    }
    core.set_cause(before);
    let ran = core.set_current_task(outer);
    drop(ran);
}

/// The step has left the task waiting.
fn suspended(core: &Rc<Core>, task: &Rc<TaskState>, suspension: Suspension) {
    let Suspension { future, on, line } = suspension;
    let Some(future) = future else {
        end_step(core, task, Some(line), |_| Outcome::Suspended(on));
        let context = task.context.borrow().clone();
        core.schedule(Action::Step(task.clone(), None), context, None, |_| What::Step(task.id));
        return;
    };
    if future.shared().id == task.id.future() {
        end_step(core, task, Some(line), |_| Outcome::Suspended(on));
        let error = Error::runtime(format!("Task cannot await on itself: {}", task.name.borrow()));
        let context = task.context.borrow().clone();
        core.schedule(Action::Step(task.clone(), Some(error)), context, None, |_| What::Step(task.id));
        return;
    }
    task.waiter.replace(Some(future.clone()));
    future.shared().wake(core, task.clone());
    end_step(core, task, Some(line), |_| Outcome::Suspended(on));
    if task.must_cancel.get() && future.shared().cancel(task.message.borrow().clone()) {
        task.must_cancel.set(false);
    }
}

/// The coroutine has come to its end.
fn finish(core: &Rc<Core>, task: &Rc<TaskState>, outcome: Result<Option<String>>) {
    let kept = core.remove_task(task.id);
    drop(kept);
    let shared = task.future.shared();
    match outcome {
        // A cancellation requested in the last step comes too late to be thrown: it cancels the result.
        Ok(_) if task.must_cancel.get() => {
            let message = task.message.take();
            shared.settle(State::Cancelled, Some(Error::Cancelled(message)), None);
            end_step(core, task, None, |_| Outcome::Cancelled);
        }
        Ok(shown) => {
            let text = shown.clone().unwrap_or_default();
            shared.settle(State::Done, None, shown);
            end_step(core, task, None, |t| Outcome::Returned(t.intern(&text)));
        }
        Err(error @ Error::Cancelled(_)) => {
            shared.settle(State::Cancelled, Some(error), None);
            end_step(core, task, None, |_| Outcome::Cancelled);
        }
        Err(error) => {
            let text = error.to_string();
            shared.settle(State::Done, Some(error), None);
            end_step(core, task, None, |t| Outcome::Raised(t.intern(&text)));
        }
    }
}

fn end_step(core: &Core, task: &TaskState, line: Option<Line>, outcome: impl FnOnce(&mut Trace) -> Outcome) {
    core.note(|t| {
        let stack = match line {
            Some(line) => {
                let frame = Frame { function: t.intern(""), site: t.intern_site(line.file(), line.line()) };
                t.intern_stack(&[frame])
            }
            None => t.intern_stack(&[]),
        };
        Kind::StepEnded { task: task.id, stack, outcome: outcome(t) }
    });
}

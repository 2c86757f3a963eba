//! Scopes that take an async closure: `timeout` and `TaskGroup`.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use super::core::current;
use super::core::event_loop::Core;
use super::core::future::Future;
use super::core::handle::Handle;
use super::core::leaf::{Leaf, SourceLine};
use super::core::task::{Task, TaskState, spawn};
use super::{Error, Result};
use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::trace::{FutureOrigin, WarningCode};

fn running_task(what: &str) -> Result<(Rc<Core>, Rc<TaskState>)> {
    let core = current::get().filter(|core| !core.closed.get()).ok_or(Error::Closed)?;
    let task = core.current_task().ok_or_else(|| Error::runtime(format!("{what} should be used inside a task")))?;
    Ok((core, task))
}

// --- timeout ---

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeoutStage {
    Entered,
    Expiring,
    Expired,
    Exited,
}

struct TimeoutState {
    task: Rc<TaskState>,
    /// Requests to cancel that stood when the scope was entered, which are not the scope's own.
    before: u32,
    stage: Cell<TimeoutStage>,
    when: Cell<Option<Micros>>,
    timer: RefCell<Option<Handle>>,
}

/// A running `timeout` scope.
#[derive(Clone)]
pub struct Timeout(Rc<TimeoutState>);

impl Timeout {
    fn enter(seconds: f64, line: SourceLine) -> Result<Timeout> {
        let (core, task) = running_task("Timeout")?;
        let delay = Micros::from_delay(seconds);
        let delay = delay.ok_or_else(|| Error::Value("Invalid delay: NaN (not a number)".into()))?;
        let delay = core.wait_length(SetWaitKind::TimeOut, line, delay);
        let before = task.cancelling();
        let (stage, timer) = (Cell::new(TimeoutStage::Entered), RefCell::default());
        let timeout = Timeout(Rc::new(TimeoutState { task, before, stage, when: Cell::new(None), timer }));
        timeout.reschedule(Some(core.now() + delay))?;
        Ok(timeout)
    }

    /// Deadline of the scope, in loop time; `None` for no limit.
    pub fn when(&self) -> Option<Micros> {
        self.0.when.get()
    }

    /// True if the deadline passed before the scope was left.
    pub fn expired(&self) -> bool {
        matches!(self.0.stage.get(), TimeoutStage::Expiring | TimeoutStage::Expired)
    }

    /// Moves the deadline, or takes it away. `RuntimeError` once the time is up or the scope left.
    pub fn reschedule(&self, when: Option<Micros>) -> Result<()> {
        let state = &self.0;
        let adjective = match state.stage.get() {
            TimeoutStage::Entered => "",
            TimeoutStage::Expiring => "expiring",
            TimeoutStage::Expired => "expired",
            TimeoutStage::Exited => "finished",
        };
        if !adjective.is_empty() {
            return Err(Error::runtime(format!("Cannot change state of {adjective} Timeout")));
        }
        let core = current::get().ok_or(Error::Closed)?;
        if let Some(timer) = state.timer.take() {
            timer.cancel();
        }
        state.when.set(when);
        let Some(when) = when else { return Ok(()) };
        let weak = Rc::downgrade(state);
        let expire = Box::new(move || {
            if let Some(state) = weak.upgrade() {
                state.task.cancel(None);
                state.stage.set(TimeoutStage::Expiring);
                state.timer.take();
            }
            Ok(())
        });
        let timer = match when <= core.now() {
            true => core.call_soon("timeout", expire),
            false => core.call_at(when, "timeout", expire),
        };
        state.timer.replace(Some(timer));
        Ok(())
    }

    /// Leaves the scope: a cancellation that was the timeout's own becomes `TimeoutError`.
    fn leave<T>(&self, outcome: Result<T>) -> Result<T> {
        let state = &self.0;
        if let Some(timer) = state.timer.take() {
            timer.cancel();
        }
        match state.stage.get() {
            TimeoutStage::Expiring => {
                state.stage.set(TimeoutStage::Expired);
                let ours = state.task.uncancel() <= state.before;
                match outcome {
                    Err(Error::Cancelled(_)) if ours => Err(Error::Timeout),
                    outcome => outcome,
                }
            }
            TimeoutStage::Entered => {
                state.stage.set(TimeoutStage::Exited);
                outcome
            }
            TimeoutStage::Expired | TimeoutStage::Exited => outcome,
        }
    }
}

/// Gives `body` this many seconds: `async with asyncio.timeout(seconds)`. When the time is up the task is cancelled
/// at its next await, clean-up runs, and what comes out is `TimeoutError`.
#[track_caller]
pub fn timeout<T>(
    seconds: f64,
    body: impl AsyncFnOnce(Timeout) -> Result<T>,
) -> impl std::future::Future<Output = Result<T>> {
    timeout_at_line(seconds, body, Location::caller())
}

pub(crate) async fn timeout_at_line<T>(
    seconds: f64,
    body: impl AsyncFnOnce(Timeout) -> Result<T>,
    line: SourceLine,
) -> Result<T> {
    let scope = Timeout::enter(seconds, line)?;
    let outcome = body(scope.clone()).await;
    scope.leave(outcome)
}

// --- TaskGroup ---

struct GroupState {
    parent: Rc<TaskState>,
    exiting: Cell<bool>,
    aborting: Cell<bool>,
    /// True once the group has asked its parent to stop, since a child failed while the body ran.
    parent_asked: Cell<bool>,
    /// Children that are not done, in order of creation.
    tasks: RefCell<Vec<Rc<TaskState>>>,
    errors: RefCell<Vec<Error>>,
    completed: RefCell<Option<Future<()>>>,
}

/// A running group of tasks: all are done when the scope is left.
#[derive(Clone)]
pub struct TaskGroup(Rc<GroupState>);

impl TaskGroup {
    /// Runs `body` with a group to create tasks in, and waits for them all: `async with asyncio.TaskGroup()`.
    /// If one fails, the others and the body are cancelled, and the errors come out together as [`Error::Group`].
    #[track_caller]
    pub fn scope<T>(body: impl AsyncFnOnce(TaskGroup) -> Result<T>) -> impl std::future::Future<Output = Result<T>> {
        let line = Location::caller();
        async move {
            let (_, parent) = running_task("TaskGroup")?;
            let group = TaskGroup(Rc::new(GroupState {
                parent,
                exiting: Cell::new(false),
                aborting: Cell::new(false),
                parent_asked: Cell::new(false),
                tasks: RefCell::default(),
                errors: RefCell::default(),
                completed: RefCell::default(),
            }));
            let outcome = body(group.clone()).await;
            group.leave(outcome, line).await
        }
    }

    /// Starts a task in the group. Once the group is finished or shutting down the coroutine is dropped and the
    /// task fails with `RuntimeError`.
    #[track_caller]
    pub fn create_task<T, F>(&self, coroutine: F) -> Task<T>
    where
        T: Clone + Debug + 'static,
        F: std::future::Future<Output = Result<T>> + 'static,
    {
        self.spawn(coroutine, None, Location::caller())
    }

    /// Creates a task like [`TaskGroup::create_task`], with a name.
    #[track_caller]
    pub fn create_task_named<T, F>(&self, coroutine: F, name: &str) -> Task<T>
    where
        T: Clone + Debug + 'static,
        F: std::future::Future<Output = Result<T>> + 'static,
    {
        self.spawn(coroutine, Some(name.into()), Location::caller())
    }

    fn spawn<T, F>(&self, coroutine: F, name: Option<Rc<str>>, line: SourceLine) -> Task<T>
    where
        T: Clone + Debug + 'static,
        F: std::future::Future<Output = Result<T>> + 'static,
    {
        let state = &self.0;
        let finished = state.exiting.get() && state.tasks.borrow().is_empty();
        if finished || state.aborting.get() {
            let why = if finished { "TaskGroup is finished" } else { "TaskGroup is shutting down" };
            return Task::refused(coroutine, Error::runtime(why));
        }
        let task = spawn(coroutine, name, line);
        let child = task.future();
        let group = self.clone();
        state.tasks.borrow_mut().push(task.state().clone());
        child.add_named_callback("TaskGroup", move |child| group.child_done(child));
        task
    }

    fn child_done<T: Clone + Debug + 'static>(&self, child: &Future<T>) {
        let state = &self.0;
        state.tasks.borrow_mut().retain(|task| task.id.future() != child.id());
        let completed = state.completed.borrow().clone();
        if let Some(completed) = completed.filter(|completed| state.tasks.borrow().is_empty() && !completed.done()) {
            let _ = completed.set_result(());
        }
        if child.cancelled() {
            return;
        }
        let Some(error) = child.shared().failure() else { return };
        state.errors.borrow_mut().push(error.clone());
        if state.parent.future.shared().done() {
            if let Some(core) = current::get() {
                let message = "Task has errored out but its parent task is already completed";
                core.report(message, &error, WarningCode::NeverRetrieved);
            }
            return;
        }
        if !state.aborting.get() && !state.parent_asked.get() {
            self.abort();
            state.parent_asked.set(true);
            state.parent.cancel(None);
        }
    }

    fn abort(&self) {
        self.0.aborting.set(true);
        let tasks = self.0.tasks.borrow().clone();
        for task in tasks.iter().filter(|task| !task.future.shared().done()) {
            task.cancel(None);
        }
    }

    /// Leaves the scope as CPython's `__aexit__` does, step by step: the order of these questions decides which error
    /// comes out.
    async fn leave<T>(&self, outcome: Result<T>, line: SourceLine) -> Result<T> {
        let state = &self.0;
        state.exiting.set(true);
        let mut cancelled = outcome.as_ref().err().filter(|error| error.is_cancelled()).cloned();
        if outcome.is_err() && !state.aborting.get() {
            self.abort();
        }
        while !state.tasks.borrow().is_empty() {
            let completed = Future::<()>::with(FutureOrigin::TaskGroup, None);
            state.completed.replace(Some(completed.clone()));
            let on = completed.shared().on.get();
            let waited = Leaf::on(completed, on, line).await;
            if let Err(error) = waited
                && !state.aborting.get()
            {
                // Cancelled from outside: so are the children.
                cancelled = Some(error);
                self.abort();
            }
            state.completed.take();
        }
        if state.parent_asked.get() && state.parent.uncancel() == 0 {
            cancelled = None;
        }
        let mut errors = state.errors.take();
        if let Some(error) = cancelled.filter(|_| errors.is_empty()) {
            return Err(error);
        }
        let outcome = match outcome {
            Err(error) if !error.is_cancelled() => {
                errors.push(error);
                None
            }
            Err(_) => None,
            Ok(value) => Some(value),
        };
        if !errors.is_empty() {
            if state.parent.cancelling() > 0 {
                state.parent.uncancel();
                state.parent.cancel(None);
            }
            return Err(Error::Group("unhandled errors in a TaskGroup".into(), errors.into()));
        }
        // A cancelled body without an error left is the group's own doing, and that always leaves an error.
        outcome.ok_or(Error::Cancelled(None))
    }
}

//! The programs by subject, and what all of them use.

mod async_generators;
mod cancellation;
mod combinators;
mod contexts;
mod demos;
mod ends;
mod futures;
mod locks;
mod queues;
mod scheduling;
mod scopes;
mod timers;

pub use std::cell::{Cell, RefCell};
pub use std::rc::Rc;

pub use loopline::clock::Micros;
pub use loopline::runtime::create_task_named as spawn;
pub use loopline::runtime::{
    Barrier, Condition, ContextVar, Error, Event, Future, Lock, Queue, Result, ReturnWhen, Semaphore, Task, TaskGroup,
    TaskRef, all_tasks, as_completed, call_at, call_later, call_soon, create_task, current_task, gather,
    gather_settled, set_exception_handler, shield, sleep, time, timeout, wait, wait_for,
};

pub fn names() -> impl Iterator<Item = &'static str> {
    let all = [
        async_generators::NAMES,
        cancellation::NAMES,
        combinators::NAMES,
        contexts::NAMES,
        demos::NAMES,
        ends::NAMES,
        futures::NAMES,
        locks::NAMES,
        queues::NAMES,
        scheduling::NAMES,
        scopes::NAMES,
        timers::NAMES,
    ];
    all.into_iter().flatten().copied()
}

/// `True` or `False`, as Python prints them.
pub fn py(truth: bool) -> &'static str {
    if truth { "True" } else { "False" }
}

/// The task that runs: `asyncio.current_task()`.
pub fn this() -> TaskRef {
    current_task().expect("a task runs")
}

/// `ValueError(message)`.
pub fn value_error(message: &str) -> Error {
    Error::failed("ValueError", message)
}

/// `except asyncio.CancelledError` would catch this.
pub fn is_cancelled<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::Cancelled(_)))
}

/// What `except ValueError` would catch, by its message; anything else goes on.
pub fn caught<T>(outcome: Result<T>, kind: &str) -> Result<String> {
    match outcome {
        Err(error) if error.kind() == kind => Ok(error.message()),
        Err(error) => Err(error),
        Ok(_) => Err(Error::runtime(format!("no {kind} came"))),
    }
}

/// Waits until these tasks are done: `await asyncio.wait(tasks)`.
pub async fn wait_all<T: Clone + std::fmt::Debug + 'static>(tasks: &[&Task<T>]) -> Result<()> {
    wait(tasks.iter().map(|task| task.future()), None, ReturnWhen::AllCompleted).await?;
    Ok(())
}

/// The names of those tasks that are among `found`, sorted.
pub fn named<T: Clone + std::fmt::Debug + 'static>(tasks: &[Task<T>], found: &[Future<T>]) -> String {
    let among = tasks.iter().filter(|task| found.iter().any(|future| future.id() == task.id()));
    let mut names: Vec<String> = among.map(|task| task.name().to_string()).collect();
    names.sort();
    names.join(" ")
}

//! Waiting for several: gather, wait, wait_for, as_completed and shield, built from futures and callbacks as
//! CPython builds them, not by polling jointly.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use super::future::{CallbackId, Future, How};
use super::handle::Handle;
use super::leaf::{Leaf, Line};
use super::queue::Queue;
use super::scopes::timeout_at_line;
use super::task::{Task, spawn};
use super::{Error, Result, call_later_named};
use crate::trace::{Of, On, WaitKind};

/// What can be awaited, as Python has it: a coroutine, a task or a future.
pub trait Awaitable<T> {
    /// The future to wait for: a coroutine becomes a task.
    fn into_future_at(self, line: &'static Location<'static>) -> Future<T>;
    /// Awaits it in place: a coroutine stays part of the task that awaits it.
    fn in_place(self, line: &'static Location<'static>) -> impl std::future::Future<Output = Result<T>>;
}

impl<T: Clone + Debug + 'static, F: std::future::Future<Output = Result<T>> + 'static> Awaitable<T> for F {
    fn into_future_at(self, line: Line) -> Future<T> {
        spawn(self, None, line).future()
    }

    fn in_place(self, _: Line) -> impl std::future::Future<Output = Result<T>> {
        self
    }
}

impl<T: Clone + Debug + 'static> Awaitable<T> for Task<T> {
    fn into_future_at(self, _: Line) -> Future<T> {
        self.future()
    }

    fn in_place(self, line: Line) -> impl std::future::Future<Output = Result<T>> {
        self.future().in_place(line)
    }
}

impl<T: Clone + Debug + 'static> Awaitable<T> for Future<T> {
    fn into_future_at(self, _: Line) -> Future<T> {
        self
    }

    fn in_place(self, line: Line) -> impl std::future::Future<Output = Result<T>> {
        let on = self.shared().on.get();
        Leaf::on(self, on, line)
    }
}

/// A coroutine becomes a task, a task or future stays itself.
#[track_caller]
pub fn ensure_future<T, A: Awaitable<T>>(awaitable: A) -> Future<T> {
    awaitable.into_future_at(Location::caller())
}

// --- gather ---

/// Starts all and waits for all; the results stand in call order. The first error is passed on at once, and the
/// others run on. Awaiting it is optional; cancelling it cancels the children.
#[track_caller]
pub fn gather<T, A>(awaitables: impl IntoIterator<Item = A>) -> Future<Vec<T>>
where
    T: Clone + Debug + 'static,
    A: Awaitable<T>,
{
    let line = Location::caller();
    let children = awaitables.into_iter().map(|awaitable| awaitable.into_future_at(line)).collect();
    gather_with(children, true, |child| child.result())
}

/// As [`gather`], with errors standing among the results: `gather(..., return_exceptions=True)`.
#[track_caller]
pub fn gather_settled<T, A>(awaitables: impl IntoIterator<Item = A>) -> Future<Vec<Result<T>>>
where
    T: Clone + Debug + 'static,
    A: Awaitable<T>,
{
    let line = Location::caller();
    let children = awaitables.into_iter().map(|awaitable| awaitable.into_future_at(line)).collect();
    gather_with(children, false, |child| Ok(child.result()))
}

fn gather_with<T, R>(children: Vec<Future<T>>, fail: bool, read: fn(&Future<T>) -> Result<R>) -> Future<Vec<R>>
where
    T: Clone + Debug + 'static,
    R: Clone + Debug + 'static,
{
    let outer = Future::<Vec<R>>::with(Of::Gather, None);
    if children.is_empty() {
        let _ = outer.set_result(Vec::new());
        return outer;
    }
    // A child given twice is waited for once.
    let ids: BTreeSet<_> = children.iter().map(|child| child.id()).collect();
    let left = Rc::new(Cell::new(ids.len()));
    let how = How::Gather { children: children.iter().map(Future::any).collect(), requested: Cell::new(false) };
    // A fresh future has no kind yet, so this cannot fail.
    let _ = outer.shared().how.set(how);
    let all = Rc::new(children);
    let on_done = |child: &Future<T>| {
        let (outer, all, left) = (outer.clone(), all.clone(), left.clone());
        let child = child.clone();
        move || gathered(&child, &outer, &all, &left, fail, read)
    };
    let mut seen = BTreeSet::new();
    let mut ready = Vec::new();
    for child in all.iter().filter(|child| seen.insert(child.id())) {
        let done = on_done(child);
        if child.done() {
            ready.push(done);
        } else {
            // Holds its own child, until that is settled: a child that never is keeps its gather waiting.
            child.add_named_callback("gather", move |_| done());
        }
    }
    for done in ready {
        done();
    }
    outer
}

fn gathered<T, R>(
    child: &Future<T>,
    outer: &Future<Vec<R>>,
    all: &[Future<T>],
    left: &Cell<usize>,
    fail: bool,
    read: fn(&Future<T>) -> Result<R>,
) where
    T: Clone + Debug + 'static,
    R: Clone + Debug + 'static,
{
    left.set(left.get() - 1);
    if outer.done() {
        // Too late to be told; it counts as read.
        let _ = child.shared().failure();
        return;
    }
    // A settled future refuses to be settled again; it was pending just now.
    if fail && let Some(error) = child.shared().failure() {
        let _ = outer.set_exception(error);
        return;
    }
    if left.get() > 0 {
        return;
    }
    let asked = matches!(outer.shared().how.get(), Some(How::Gather { requested, .. }) if requested.get());
    let results = all.iter().map(read).collect::<Result<Vec<R>>>();
    let _ = match results {
        _ if asked => outer.set_exception(child.shared().failure().unwrap_or(Error::Cancelled(None))),
        Ok(results) => outer.set_result(results),
        Err(error) => outer.set_exception(error),
    };
}

/// Gathers values of one type that are awaited differently: `gather!(task, coroutine(), future)`.
#[macro_export]
macro_rules! gather {
    ($($awaitable:expr),* $(,)?) => {
        $crate::runtime::gather([$($crate::runtime::ensure_future($awaitable)),*])
    };
}

// --- wait ---

/// When [`wait`] comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// As soon as one is done.
    FirstCompleted,
    /// As soon as one has failed, or all are done.
    FirstException,
    /// When all are done.
    AllCompleted,
}

/// What [`wait`] found, each in the order given.
#[derive(Clone, Debug)]
pub struct Waited<T> {
    /// Those that are done.
    pub done: Vec<Future<T>>,
    /// Those that are not; they run on.
    pub pending: Vec<Future<T>>,
}

/// Waits for the given futures, at most `timeout` seconds; cancels none of them. `ValueError` if there are none.
#[track_caller]
pub fn wait<T: Clone + Debug + 'static>(
    futures: impl IntoIterator<Item = Future<T>>,
    timeout: Option<f64>,
    when: ReturnWhen,
) -> impl std::future::Future<Output = Result<Waited<T>>> {
    let mut seen = BTreeSet::new();
    let futures = futures.into_iter().filter(|future| seen.insert(future.id())).collect();
    wait_at(futures, timeout, when, Location::caller())
}

async fn wait_at<T: Clone + Debug + 'static>(
    futures: Vec<Future<T>>,
    timeout: Option<f64>,
    when: ReturnWhen,
    line: Line,
) -> Result<Waited<T>> {
    if futures.is_empty() {
        return Err(Error::Value("Set of Tasks/Futures is empty.".into()));
    }
    let waiter = Future::<()>::with(Of::Wait, None);
    let timer = timeout.map(|seconds| release_later(seconds, &waiter)).transpose()?;
    let left = Rc::new(Cell::new(futures.len()));
    let callbacks: Vec<CallbackId> = futures
        .iter()
        .map(|future| {
            let (left, waiter, timer) = (left.clone(), waiter.clone(), timer.clone());
            future.add_named_callback("wait", move |future| {
                left.set(left.get() - 1);
                let enough = match when {
                    ReturnWhen::FirstCompleted => true,
                    ReturnWhen::FirstException => future.shared().failed() && future.shared().failure().is_some(),
                    ReturnWhen::AllCompleted => false,
                };
                if left.get() == 0 || enough {
                    timer.iter().for_each(Handle::cancel);
                    // Several may finish in one turn: the first has woken us.
                    let _ = waiter.set_result(());
                }
            })
        })
        .collect();
    let on = waiter.shared().on.get();
    let waited = Leaf::on(waiter, on, line).await;
    timer.iter().for_each(Handle::cancel);
    for (future, callback) in futures.iter().zip(callbacks) {
        future.remove_done_callback(callback);
    }
    waited?;
    let (done, pending) = futures.into_iter().partition(Future::done);
    Ok(Waited { done, pending })
}

fn release_later(seconds: f64, waiter: &Future<()>) -> Result<Handle> {
    let waiter = waiter.clone();
    call_later_named("timeout", seconds, move || {
        let _ = waiter.set_result(());
    })
}

// --- wait_for ---

/// Awaits with a limit of time: what is awaited is cancelled when the time is up, and once it has dealt with that,
/// `TimeoutError` comes. Refusing the cancellation makes it late, and successful.
#[track_caller]
pub fn wait_for<T, A>(awaitable: A, timeout: f64) -> impl std::future::Future<Output = Result<T>>
where
    T: Clone + Debug + 'static,
    A: Awaitable<T>,
{
    let line = Location::caller();
    async move {
        if timeout > 0.0 || timeout.is_nan() {
            return timeout_at_line(timeout, async |_| awaitable.in_place(line).await, line).await;
        }
        let future = awaitable.into_future_at(line);
        if future.done() {
            return future.result();
        }
        cancel_and_wait(&future, line).await?;
        match future.result() {
            Err(Error::Cancelled(_)) => Err(Error::Timeout),
            outcome => outcome,
        }
    }
}

async fn cancel_and_wait<T: Clone + Debug + 'static>(future: &Future<T>, line: Line) -> Result<()> {
    let waiter = Future::<()>::with(Of::Wait, None);
    let release = waiter.clone();
    let callback = future.add_named_callback("wait_for", move |_| {
        let _ = release.set_result(());
    });
    future.cancel();
    let on = On { kind: WaitKind::Wait, id: waiter.id().0, until: None };
    let waited = Leaf::on(waiter, on, line).await;
    future.remove_done_callback(callback);
    waited
}

// --- shield ---

/// Protects what is awaited from the cancellation of who awaits it.
#[track_caller]
pub fn shield<T: Clone + Debug + 'static>(awaitable: impl Awaitable<T>) -> Future<T> {
    let inner = awaitable.into_future_at(Location::caller());
    if inner.done() {
        return inner;
    }
    let outer = Future::<T>::with(Of::Shield, None);
    let told = outer.clone();
    let callback = inner.add_named_callback("shield", move |inner| {
        let failure = inner.shared().failure();
        if told.cancelled() {
            return;
        }
        // Only a cancellation settles the outer one otherwise, and that was looked at.
        let _ = match failure {
            Some(Error::Cancelled(_)) if inner.cancelled() => {
                told.cancel();
                Ok(())
            }
            Some(error) => told.set_exception(error),
            None => inner.result().and_then(|value| told.set_result(value)),
        };
    });
    let watched = inner.clone();
    outer.add_named_callback("shield", move |_| {
        if !watched.done() {
            watched.remove_done_callback(callback);
        }
    });
    outer
}

// --- as_completed ---

/// Gives futures in the order in which they are done. Made by [`as_completed`].
pub struct AsCompleted<T> {
    done: Queue<Option<Future<T>>>,
    left: usize,
    /// Those not done, which the callbacks share: dropped with this, since then nobody asks.
    _waiting: Rc<RefCell<Vec<(Future<T>, CallbackId)>>>,
}

/// Starts all and gives them as they get done: await [`AsCompleted::next`] in a loop. After `timeout` seconds what
/// is left comes as `TimeoutError`.
#[track_caller]
pub fn as_completed<T, A>(awaitables: impl IntoIterator<Item = A>, timeout: Option<f64>) -> Result<AsCompleted<T>>
where
    T: Clone + Debug + 'static,
    A: Awaitable<T>,
{
    let line = Location::caller();
    let mut seen = BTreeSet::new();
    let futures = awaitables.into_iter().map(|awaitable| awaitable.into_future_at(line));
    let todo: Vec<Future<T>> = futures.filter(|future| seen.insert(future.id())).collect();
    let done = Queue::<Option<Future<T>>>::named(0, "as_completed");
    let left = todo.len();
    let timer = Rc::new(RefCell::new(None::<Handle>));
    let waiting = Rc::new(RefCell::new(Vec::<(Future<T>, CallbackId)>::new()));
    let mut callbacks = Vec::new();
    for future in &todo {
        let (done, waiting, timer) = (done.clone(), Rc::downgrade(&waiting), timer.clone());
        let callback = future.add_named_callback("as_completed", move |future| {
            let Some(waiting) = waiting.upgrade().filter(|waiting| !waiting.borrow().is_empty()) else { return Ok(()) };
            waiting.borrow_mut().retain(|(other, _)| other.id() != future.id());
            done.put_nowait(Some(future.clone()))?;
            if waiting.borrow().is_empty()
                && let Some(timer) = &*timer.borrow()
            {
                timer.cancel();
            }
            Ok(())
        });
        callbacks.push(callback);
    }
    waiting.borrow_mut().extend(todo.into_iter().zip(callbacks));
    let (queue, rest) = (done.clone(), waiting.clone());
    if let Some(seconds) = timeout.filter(|_| left > 0) {
        let handle = call_later_named("timeout", seconds, move || {
            let rest = rest.take();
            for (future, callback) in rest {
                future.remove_done_callback(callback);
                queue.put_nowait(None)?;
            }
            Ok(())
        })?;
        timer.replace(Some(handle));
    }
    Ok(AsCompleted { done, left, _waiting: waiting })
}

impl<T: Clone + Debug + 'static> AsCompleted<T> {
    /// Waits for the next that is done and gives its result; `None` when all have been given.
    #[track_caller]
    pub fn next(&mut self) -> impl std::future::Future<Output = Option<Result<T>>> + use<T> {
        let line = Location::caller();
        let (queue, some) = (self.done.clone(), self.left > 0);
        self.left = self.left.saturating_sub(1);
        async move {
            if !some {
                return None;
            }
            Some(match queue.get_at(line).await {
                Ok(Some(future)) => future.result(),
                Ok(None) => Err(Error::Timeout),
                Err(error) => Err(error),
            })
        }
    }
}

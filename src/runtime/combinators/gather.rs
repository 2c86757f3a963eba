//! `gather`: start together, wait for all.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use super::Awaitable;
use crate::runtime::core::future::Future;
use crate::runtime::core::slot::CancelEffect;
use crate::runtime::{Error, Result};
use crate::trace::FutureOrigin;

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

/// Does the same as [`gather`], with errors standing among the results: `gather(..., return_exceptions=True)`.
#[track_caller]
pub fn gather_settled<T, A>(awaitables: impl IntoIterator<Item = A>) -> Future<Vec<Result<T>>>
where
    T: Clone + Debug + 'static,
    A: Awaitable<T>,
{
    let line = Location::caller();
    let children = awaitables.into_iter().map(|awaitable| awaitable.into_future_at(line)).collect();
    gather_with(children, false, |child| {
        // A cancellation stands among the results as in CPython: the stored one is left for a reader of the child.
        Ok(if child.cancelled() { Err(child.shared().cancellation()) } else { child.result() })
    })
}

fn gather_with<T, R>(children: Vec<Future<T>>, fail: bool, read: fn(&Future<T>) -> Result<R>) -> Future<Vec<R>>
where
    T: Clone + Debug + 'static,
    R: Clone + Debug + 'static,
{
    let outer = Future::<Vec<R>>::with(FutureOrigin::Gather, None);
    if children.is_empty() {
        let _ = outer.set_result(Vec::new());
        return outer;
    }
    // A child given twice is waited for once.
    let ids: BTreeSet<_> = children.iter().map(|child| child.id()).collect();
    let left = Rc::new(Cell::new(ids.len()));
    let how =
        CancelEffect::Gather { children: children.iter().map(Future::any).collect(), requested: Cell::new(false) };
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
            // The callback holds its child until the child is settled: one that never is keeps its gather waiting.
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
        // The gather is settled already, so nobody would see the error: an exception counts as read.
        if !child.cancelled() {
            let _ = child.shared().failure();
        }
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
    let asked = matches!(outer.shared().how.get(), Some(CancelEffect::Gather { requested, .. }) if requested.get());
    let results = all.iter().map(read).collect::<Result<Vec<R>>>();
    let _ = match results {
        // The last child's cancellation comes out, whichever finished last; a bare one if that child refused.
        _ if asked => {
            let last = all.last().filter(|last| last.cancelled());
            let error = last.and_then(|last| last.shared().failure());
            outer.set_exception(error.unwrap_or(Error::Cancelled(None)))
        }
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

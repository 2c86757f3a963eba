//! `wait`: for the first, the first failure, or all.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use crate::runtime::core::future::Future;
use crate::runtime::core::handle::Handle;
use crate::runtime::core::leaf::{Leaf, SourceLine};
use crate::runtime::core::slot::CallbackId;
use crate::runtime::{Error, Result, call_later_named};
use crate::trace::FutureOrigin;

/// Conditions on which [`wait`] returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// One future is done.
    FirstCompleted,
    /// One future has failed, or all are done.
    FirstException,
    /// All futures are done.
    AllCompleted,
}

/// Result of [`wait`]; both lists are in the order given.
#[derive(Clone, Debug)]
pub struct Waited<T> {
    /// Futures that are done.
    pub done: Vec<Future<T>>,
    /// Futures that are not done; they run on.
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
    line: SourceLine,
) -> Result<Waited<T>> {
    if futures.is_empty() {
        return Err(Error::Value("Set of Tasks/Futures is empty.".into()));
    }
    let waiter = Future::<()>::with(FutureOrigin::Wait, None);
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

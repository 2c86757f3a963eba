//! `as_completed`: results in the order in which they come.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use super::Awaitable;
use crate::runtime::core::future::Future;
use crate::runtime::core::handle::Handle;
use crate::runtime::core::slot::CallbackId;
use crate::runtime::locks::queue::Queue;
use crate::runtime::{Error, Result, call_later_named};

type Waiting<T> = Rc<RefCell<Vec<(Future<T>, CallbackId)>>>;

/// Iterator over results in the order in which their futures are done. Made by [`as_completed`].
pub struct AsCompleted<T> {
    done: Queue<Option<Future<T>>>,
    left: usize,
    /// Awaitables that are not done, shared with their callbacks. Dropped with this iterator: then nobody asks for
    /// them.
    _waiting: Waiting<T>,
}

/// Starts all awaitables and returns an iterator over them as they get done: await [`AsCompleted::next`] in a loop.
/// After `timeout` seconds the ones that are left give `TimeoutError`.
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
    let waiting: Waiting<T> = Rc::default();
    let mut callbacks = Vec::new();
    for future in &todo {
        let (done, waiting, timer) = (done.clone(), Rc::downgrade(&waiting), timer.clone());
        let callback = future.add_named_callback("as_completed", move |future| {
            let Some(waiting) = waiting.upgrade().filter(|waiting| !waiting.borrow().is_empty()) else { return Ok(()) };
            waiting.borrow_mut().retain(|(other, _)| other.id() != future.id());
            done.put_nowait(Some(future.clone()))?;
            let timer = timer.borrow().clone().filter(|_| waiting.borrow().is_empty());
            timer.iter().for_each(Handle::cancel);
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
    /// Waits for the next future that is done and returns its result; `None` after the last.
    #[track_caller]
    #[allow(clippy::should_implement_trait, reason = "an iterator cannot wait; the name is Python's `anext`")]
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

//! `wait_for`: waiting with a limit of time.

use std::fmt::Debug;
use std::panic::Location;

use super::Awaitable;
use crate::runtime::core::future::Future;
use crate::runtime::core::leaf::{Leaf, SourceLine};
use crate::runtime::scopes::timeout_at_line;
use crate::runtime::{Error, Result};
use crate::trace::{FutureOrigin, WaitKind, WaitReason};

/// Awaits with a limit of time. When the time is up the awaitable is cancelled; once it has dealt with that, the result
/// is `TimeoutError`. An awaitable that refuses the cancellation is late, and successful.
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

async fn cancel_and_wait<T: Clone + Debug + 'static>(future: &Future<T>, line: SourceLine) -> Result<()> {
    let waiter = Future::<()>::with(FutureOrigin::Wait, None);
    let release = waiter.clone();
    let callback = future.add_named_callback("wait_for", move |_| {
        let _ = release.set_result(());
    });
    future.cancel();
    let on = WaitReason { kind: WaitKind::Wait, id: waiter.id().0, until: None };
    let waited = Leaf::on(waiter, on, line).await;
    future.remove_done_callback(callback);
    waited
}

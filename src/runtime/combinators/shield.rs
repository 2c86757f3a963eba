//! `shield`: protects an awaitable from the cancellation of the task that awaits it.

use std::fmt::Debug;
use std::panic::Location;

use super::Awaitable;
use crate::runtime::core::future::Future;
use crate::trace::FutureOrigin;

/// Protects an awaitable from the cancellation of the task that awaits it.
#[track_caller]
pub fn shield<T: Clone + Debug + 'static>(awaitable: impl Awaitable<T>) -> Future<T> {
    let inner = awaitable.into_future_at(Location::caller());
    if inner.done() {
        return inner;
    }
    let outer = Future::<T>::with(FutureOrigin::Shield, None);
    let told = outer.clone();
    let callback = inner.add_named_callback("shield", move |inner| {
        if inner.cancelled() {
            // Without the message, as in CPython; its first reader is still to come.
            told.cancel();
            return;
        }
        let outcome = inner.result();
        if told.cancelled() {
            // The outer future is settled already, so nobody would see the error: it counts as read.
            return;
        }
        // Only the program itself can have settled the outer one otherwise; that stands.
        let _ = match outcome {
            Ok(value) => told.set_result(value),
            Err(error) => told.set_exception(error),
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

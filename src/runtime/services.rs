//! Services outside the loop, as demos use them: the network, code that blocks, and workers.

use std::ops::Range;
use std::rc::Rc;

use super::Result;
use super::core::current;
use super::core::future::Future;
use super::core::leaf::Leaf;
use super::core::recording::name_of;
use super::sleep::later;
use super::threads::workers;
use super::threads::workers::{WorkerCallback, WorkerStart};
use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::trace::{FutureOrigin, WaitKind, WaitReason};

/// Response to a fetch.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: Rc<str>,
}

/// Callback that settles an operation outside the loop. May be called once, at any time, from outside a turn.
pub type ResponseCallback = Box<dyn FnOnce(Result<Response>)>;

/// Access to the world outside the loop.
pub trait Services {
    /// Fetches a file served with the page, named relative to it, and calls `done` later, never at once.
    fn fetch(&self, path: &str, done: ResponseCallback);

    /// Holds the thread for this long and returns the time that it really took.
    fn block_for(&self, duration: Micros) -> Micros;

    /// Counts the primes of a range, in a worker that calls `answer` later and never at once. Without one it is a
    /// model, which counts them itself and never calls.
    fn count_primes(&self, range: Range<u32>, answer: WorkerCallback) -> WorkerStart {
        drop(answer);
        workers::model(range)
    }
}

/// The outside world on a virtual clock: fetches and workers take a stated time, blocking only moves the clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct ModelServices;

impl ModelServices {
    /// The latency that a modelled fetch of this file has: 60 ms, and 10 ms more a character of its name beyond
    /// twelve, so that different files differ.
    pub fn latency(path: &str) -> Micros {
        let name = path.rsplit('/').next().unwrap_or_default();
        Micros::from_millis(60 + 10 * name.len().saturating_sub(12) as u64)
    }
}

impl Services for ModelServices {
    fn fetch(&self, path: &str, done: ResponseCallback) {
        let response = match path.contains("missing") {
            true => Response { status: 404, body: "".into() },
            false => Response { status: 200, body: format!("the model of {path}").into() },
        };
        let latency = Self::latency(path);
        let latency = current::get().map_or(latency, |core| core.answer_length(path, latency));
        // Only the loop calls services, from within a turn, so there is one to set the timer on.
        let answer = move || done(Ok(response));
        let _ = later(name_of(&answer), latency.seconds(), None, answer);
    }

    fn block_for(&self, duration: Micros) -> Micros {
        duration
    }
}

/// Starts fetching a file served with the page. Await the future for its response; an HTTP error status is a
/// response too, a broken connection an error.
#[track_caller]
pub fn fetch(path: &str) -> Future<Response> {
    let future = Future::with(FutureOrigin::Io, Some(path));
    let Some(core) = current::get() else { return future };
    core.external(1);
    let began = core.cause();
    let weak = Rc::downgrade(&core);
    let settled = future.clone();
    let done = move |outcome: Result<Response>| {
        let Some(core) = weak.upgrade() else { return };
        core.external(-1);
        core.from_outside(began, move || {
            // An error means that the future was cancelled meanwhile: nobody waits for the answer.
            let _ = match outcome {
                Ok(response) => settled.set_result(response),
                Err(error) => settled.set_exception(error),
            };
        });
    };
    core.services().fetch(path, Box::new(done));
    future
}

/// Holds the loop's thread, as `time.sleep` or a long computation does: nothing else runs meanwhile. In exact runs loop
/// time moves by as much.
#[track_caller]
pub fn block_for(seconds: f64) {
    let duration = Micros::from_delay(seconds).unwrap_or_default();
    if let Some(core) = current::get() {
        let duration = core.wait_length(SetWaitKind::Blocking, std::panic::Location::caller(), duration);
        let elapsed = core.services().block_for(duration);
        core.blocked(elapsed);
    }
}

impl Future<Response> {
    /// Waits for the response as input and output, which the timeline draws apart from waiting for another task.
    #[track_caller]
    pub fn response(&self) -> Leaf<Response> {
        let on = WaitReason { kind: WaitKind::Io, id: self.id().0, until: None };
        Leaf::on(self.clone(), on, std::panic::Location::caller())
    }
}

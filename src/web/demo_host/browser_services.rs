//! The world outside, for demos that run in the page.

use std::ops::Range;

use wasm_bindgen_futures::spawn_local;
use web_sys::{RequestCache, RequestInit};

use super::prime_worker::PrimesWorker;
use crate::clock::Micros;
use crate::runtime::{Error, Response, ResponseCallback, Services, WorkerCallback, WorkerStart};
use crate::web::browser_error::message;
use crate::web::wall_clock::wall;

/// Real fetches of files served with the page, a thread that is really held, and real workers.
#[derive(Clone, Copy, Debug)]
pub struct BrowserServices {
    /// Where the workers' script is served, relative to the page.
    pub worker: &'static str,
}

impl Default for BrowserServices {
    fn default() -> Self {
        BrowserServices { worker: "primes-worker.js" }
    }
}

impl BrowserServices {
    /// The longest that a demo may hold the page.
    pub const LONGEST_BLOCK: Micros = Micros::from_millis(2000);
}

impl Services for BrowserServices {
    fn fetch(&self, path: &str, done: ResponseCallback) {
        let path = path.to_string();
        spawn_local(async move { done(fetch(&path).await) });
    }

    fn block_for(&self, duration: Micros) -> Micros {
        let duration = duration.min(Self::LONGEST_BLOCK);
        let began = wall();
        // This is the point of the demo: the thread is held, as by a long computation.
        while wall() - began < duration {}
        wall() - began
    }

    fn count_primes(&self, range: Range<u32>, answer: WorkerCallback) -> WorkerStart {
        match PrimesWorker::start(self.worker, &range, answer) {
            Ok(worker) => WorkerStart::Begun(Box::new(worker)),
            Err((error, answer)) => {
                // Never at once: the loop is in a turn.
                spawn_local(async move { answer(Err(error)) });
                WorkerStart::Begun(Box::new(()))
            }
        }
    }
}

async fn fetch(path: &str) -> Result<Response, Error> {
    // Never from the cache: the demo is about waiting for an answer.
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    match crate::web::fetch::fetch(path, &options).await {
        Ok((status, body)) => Ok(Response { status, body: body.into() }),
        Err(error) => Err(Error::failed("ConnectionError", message(&error))),
    }
}

//! Dedicated workers that count primes: `static/primes-worker.js` on a core of its own.
//!
//! A small script of ours and no second copy of this program: a worker has one thing to do and starts at once.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, WorkerOptions, WorkerType};

use crate::runtime::{Error, WorkerCallback};
use crate::web::browser_error::message;
use crate::web::handle_count::Counted;

/// A worker at work. Dropping it ends the worker, wherever it stands, and nothing is answered any more.
#[must_use = "the worker is ended when this is dropped"]
pub(super) struct PrimesWorker {
    worker: web_sys::Worker,
    _answered: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(ErrorEvent)>,
    _live: Counted,
}

impl PrimesWorker {
    /// Starts the script at `url` and has it count. What it answers or fails with comes later, once.
    /// Fails where there are no workers, and gives `answer` back.
    pub fn start(
        url: &str,
        range: &Range<u32>,
        answer: WorkerCallback,
    ) -> Result<PrimesWorker, (Error, WorkerCallback)> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = match web_sys::Worker::new_with_options(url, &options) {
            Ok(worker) => worker,
            Err(value) => return Err((failed(&message(&value)), answer)),
        };
        let answer = Rc::new(Cell::new(Some(answer)));
        let once = answer.clone();
        let (listening, from, to) = (worker.clone(), range.start, range.end);
        let answered = Closure::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some("ready") {
                let work = js_sys::Object::new();
                // A fresh object takes any property, and numbers can be sent.
                let _ = js_sys::Reflect::set(&work, &"from".into(), &from.into());
                let _ = js_sys::Reflect::set(&work, &"to".into(), &to.into());
                let _ = listening.post_message(&work);
                return;
            }
            if let Some(answer) = once.take() {
                answer(match event.data().as_f64() {
                    Some(primes) => Ok(primes as u32),
                    None => Err(failed("its answer is no number")),
                });
            }
        });
        let once = answer;
        let failing = Closure::new(move |event: ErrorEvent| {
            if let Some(answer) = once.take() {
                // A script that does not load has no message.
                let text = js_sys::Reflect::get(&event, &"message".into()).ok().and_then(|text| text.as_string());
                answer(Err(failed(text.as_deref().unwrap_or("the worker could not be loaded"))));
            }
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failing.as_ref().unchecked_ref()));
        Ok(PrimesWorker { worker, _answered: answered, _failed: failing, _live: Counted::new() })
    }
}

impl Drop for PrimesWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn failed(text: &str) -> Error {
    Error::failed("WorkerError", text)
}

//! The Python engine: a worker that runs programs, a spare one for when it is ended or breaks.
//!
//! A worker cannot be interrupted, only ended; so the page answers at once whatever a program does, and the spare takes
//! the place of the one that is gone. The first worker to be ready hands over the compiled engine and its memory, from
//! which the others start in milliseconds.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, WorkerOptions, WorkerType};

use super::browser_error::message;
use super::handle_count::Counted;
use crate::engine::{Job, Order, Report};

#[wasm_bindgen]
extern "C" {
    /// A function of `static/boot.js`: has the files of these addresses kept for offline use.
    #[wasm_bindgen(js_namespace = ["globalThis", "loopline"], js_name = keep)]
    fn keep(addresses: &JsValue);
}

/// The worker's script, relative to the page.
const SCRIPT: &str = "python-worker.js";

/// Returns whether this browser can suspend the engine while a program waits, without which none is run live: it does where it
/// has JavaScript Promise Integration.
pub fn can_suspend() -> bool {
    let global = Reflect::get(&js_sys::global(), &"WebAssembly".into()).unwrap_or(JsValue::UNDEFINED);
    ["Suspending", "promising"]
        .iter()
        .all(|name| Reflect::get(&global, &(*name).into()).is_ok_and(|it| it.is_function()))
}

/// The engine, from the moment it is asked for. Dropping it ends its workers.
#[must_use = "the engine is ended when this is dropped"]
pub struct Python(Rc<Inner>);

struct Inner {
    workers: RefCell<Workers>,
    tell: Box<dyn Fn(Report)>,
}

#[derive(Default)]
struct Workers {
    /// Counts workers, so that each knows its own.
    made: u32,
    /// Runs programs.
    current: Option<EngineWorker>,
    /// Takes its place.
    spare: Option<EngineWorker>,
    /// The compiled engine and its memory, from which a new worker starts.
    kept: Option<JsValue>,
    /// Waits for the current worker to be ready.
    waiting: Option<Order>,
}

/// A worker. Dropping it ends it, wherever it stands.
struct EngineWorker {
    id: u32,
    worker: web_sys::Worker,
    ready: bool,
    /// The ticket of the run that goes on.
    ticket: Option<u32>,
    _told: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(ErrorEvent)>,
    _live: Counted,
}

impl Drop for EngineWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Python {
    /// Begins to load the engine. What becomes of it and of the programs is told in later tasks, never in a call.
    pub fn start(tell: impl Fn(Report) + 'static) -> Python {
        let inner = Rc::new(Inner { workers: RefCell::default(), tell: Box::new(tell) });
        let engine = inner.engine();
        inner.workers.borrow_mut().current = engine;
        Python(inner)
    }

    /// Runs a program, as soon as there is an engine to run it. One that has not begun yet is forgotten.
    pub fn run(&self, ticket: u32, job: Job) {
        let order = Order::Run { ticket, job };
        if self.0.workers.borrow().current.is_none() {
            let engine = self.0.engine();
            self.0.workers.borrow_mut().current = engine;
        }
        self.0.workers.borrow_mut().waiting = Some(order);
        self.0.go_on();
    }

    /// Tells the live run something: a pace, a turn, a line. One that waits for the engine begins at that pace.
    pub fn steer(&self, order: &Order) {
        let mut workers = self.0.workers.borrow_mut();
        if let (Some(Order::Run { job, .. }), Order::Pace(pace)) = (&mut workers.waiting, order) {
            job.live = job.live.map(|_| *pace);
        }
        if let Some(engine) = workers.current.as_ref().filter(|engine| engine.ticket.is_some()) {
            post(&engine.worker, order, None);
        }
    }

    /// Ends the program that runs, with its worker; returns whether one did. One that waits for the engine is forgotten.
    pub fn stop(&self) -> bool {
        self.0.workers.borrow_mut().waiting = None;
        let runs = self.0.workers.borrow().current.as_ref().is_some_and(|engine| engine.ticket.is_some());
        if runs {
            self.0.replace();
        }
        runs
    }
}

impl Inner {
    /// A new worker; `None`, and told, where there are none.
    fn engine(self: &Rc<Inner>) -> Option<EngineWorker> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = match web_sys::Worker::new_with_options(SCRIPT, &options) {
            Ok(worker) => worker,
            Err(value) => {
                self.later(Report::Missing(message(&value)));
                return None;
            }
        };
        let (id, kept) = {
            let mut workers = self.workers.borrow_mut();
            workers.made += 1;
            (workers.made, workers.kept.clone())
        };
        let inner = Rc::downgrade(self);
        let told = Closure::new(move |event: MessageEvent| {
            if let Some(inner) = Weak::upgrade(&inner) {
                inner.told(id, &event.data());
            }
        });
        let inner = Rc::downgrade(self);
        let failed = Closure::new(move |event: ErrorEvent| {
            // The page's console would have it as an error of its own.
            event.prevent_default();
            if let Some(inner) = Weak::upgrade(&inner) {
                // A script that does not load has no message.
                let text = Reflect::get(&event, &"message".into()).ok().and_then(|text| text.as_string());
                inner.heard(id, Report::Missing(text.unwrap_or_default()));
            }
        });
        worker.set_onmessage(Some(told.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        post(&worker, &Order::Prepare, kept.as_ref());
        Some(EngineWorker {
            id,
            worker,
            ready: false,
            ticket: None,
            _told: told,
            _failed: failed,
            _live: Counted::new(),
        })
    }

    fn told(self: &Rc<Inner>, id: u32, data: &JsValue) {
        let part = |name: &str| Reflect::get(data, &name.into()).ok().filter(|value| !value.is_undefined());
        if let Some(kept) = part("kept") {
            self.workers.borrow_mut().kept = Some(kept);
        }
        if let Some(from) = part("from") {
            keep(&from);
        }
        // A file that was fetched while a program runs is nothing else to the page.
        if part("from").is_some() && part("message").is_none() {
            return;
        }
        let report = part("message").and_then(|text| text.as_string()).and_then(|text| Report::read(&text));
        let report = report.unwrap_or_else(|| Report::Missing("its message is of another version".into()));
        self.heard(
            id,
            match part("record").and_then(|record| record.dyn_into::<Uint8Array>().ok()) {
                Some(record) => report.with_record(record.to_vec()),
                None => report,
            },
        );
    }

    fn heard(self: &Rc<Inner>, id: u32, report: Report) {
        {
            let mut workers = self.workers.borrow_mut();
            if let Some(spare) = workers.spare.as_mut().filter(|spare| spare.id == id) {
                match report {
                    Report::Ready => spare.ready = true,
                    Report::Missing(_) => workers.spare = None,
                    Report::Loading { .. }
                    | Report::Building { .. }
                    | Report::Starting
                    | Report::Fetching { .. }
                    | Report::Ran { .. }
                    | Report::Grown { .. }
                    | Report::Line { .. }
                    | Report::Asks { .. }
                    | Report::Visited { .. }
                    | Report::Spent
                    | Report::Broken { .. } => {}
                }
                return;
            }
            let Some(current) = workers.current.as_mut().filter(|current| current.id == id) else { return };
            match &report {
                Report::Ready => current.ready = true,
                // It tells when it takes the next one.
                Report::Ran { .. } => current.ticket = None,
                Report::Missing(_) => {
                    workers.waiting = None;
                    workers.current = None;
                }
                Report::Loading { .. } | Report::Building { .. } | Report::Starting | Report::Fetching { .. } => {}
                Report::Spent | Report::Broken { .. } => {}
                Report::Grown { .. } | Report::Line { .. } | Report::Asks { .. } | Report::Visited { .. } => {}
            }
        }
        if matches!(report, Report::Broken { .. } | Report::Spent) {
            self.replace();
        }
        let goes_on = matches!(report, Report::Ready | Report::Spent);
        (self.tell)(report);
        if goes_on {
            self.go_on();
        }
    }

    /// Puts the spare worker, or a new one, in the place of the current one.
    fn replace(self: &Rc<Inner>) {
        let spare = self.workers.borrow_mut().spare.take();
        let next = spare.or_else(|| self.engine());
        let before = std::mem::replace(&mut self.workers.borrow_mut().current, next);
        drop(before);
    }

    /// Has the current worker run what waits, if it is ready. Meanwhile a spare one gets ready.
    fn go_on(self: &Rc<Inner>) {
        let began = {
            let mut workers = self.workers.borrow_mut();
            let Workers { current, waiting, .. } = &mut *workers;
            match (current, waiting.take()) {
                (Some(engine), Some(order)) if engine.ready => {
                    engine.ready = false;
                    if let Order::Run { ticket, .. } = order {
                        engine.ticket = Some(ticket);
                    }
                    post(&engine.worker, &order, None);
                    true
                }
                (_, order) => {
                    *waiting = order;
                    false
                }
            }
        };
        if began && self.workers.borrow().spare.is_none() {
            let spare = self.engine();
            self.workers.borrow_mut().spare = spare;
        }
    }

    /// Tells something when whoever called is done.
    fn later(self: &Rc<Inner>, report: Report) {
        let inner = self.clone();
        wasm_bindgen_futures::spawn_local(async move { (inner.tell)(report) });
    }
}

fn post(worker: &web_sys::Worker, order: &Order, kept: Option<&JsValue>) {
    let carried = Object::new();
    // A fresh object takes any property, and what a worker has sent can be sent to another.
    let _ = Reflect::set(&carried, &"message".into(), &order.write().into());
    if let Some(kept) = kept {
        let _ = Reflect::set(&carried, &"kept".into(), kept);
    }
    let _ = worker.post_message(&carried);
}

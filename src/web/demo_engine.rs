//! The demo engine: the runtime and the demos' programs, in a wasm of their own (`src/bin/demos.rs`) that is loaded when
//! a demo is first shown or run.
//!
//! The engine works on the page's own thread and event loop: a demo runs on the browser's loop, and a demo that blocks
//! blocks the page. So the engine does not report by itself; the page asks before each paint.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::browser_error::message;
use super::dom::meta_data;
use crate::changes::SetWait;
use crate::engine::{Job, Order, Report};

#[wasm_bindgen]
extern "C" {
    /// Loads a module of the page, by `static/boot.js`.
    #[wasm_bindgen(js_namespace = ["globalThis", "loopline"], js_name = load, catch)]
    fn load(path: &str) -> Result<Promise, JsValue>;

    /// Has files of the page fetched when the browser is idle, by `static/boot.js`.
    #[wasm_bindgen(js_namespace = ["globalThis", "loopline"], js_name = prefetch)]
    fn prefetch(paths: Vec<String>);

    /// The functions of the engine: see `src/bin/demos.rs`.
    #[derive(Clone)]
    type Module;
    #[wasm_bindgen(method, js_name = default, catch)]
    fn init(this: &Module, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn begin(this: &Module, order: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn steer(this: &Module, order: &str);
    #[wasm_bindgen(method)]
    fn report(this: &Module, limit: u32) -> Option<String>;
    #[wasm_bindgen(method)]
    fn batch(this: &Module) -> Vec<u8>;
    #[wasm_bindgen(method)]
    fn stop(this: &Module);
    #[wasm_bindgen(method, catch)]
    fn record(this: &Module, order: &str) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method)]
    fn waits(this: &Module) -> String;
}

/// The name of the `<meta>` that says where the engine's files are.
const META: &str = "loopline-demos";

/// The engine, from the moment it is first wanted.
#[derive(Clone, Default)]
pub struct DemoEngine(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    module: Option<Module>,
    /// True once the files have been asked for ahead.
    prefetched: bool,
    /// The loading that goes on, which others wait for too.
    loading: Option<Promise>,
    /// The run that begins once the engine is there.
    waiting: Option<Order>,
    /// The ticket of the run that was begun last.
    ticket: u32,
    /// The reason why the engine could not be loaded for the run that waited.
    missing: Option<String>,
}

impl DemoEngine {
    /// Has the engine's files fetched when the browser is idle, so that the first run need not wait for them.
    pub fn prefetch(&self) {
        let again = std::mem::replace(&mut self.0.borrow_mut().prefetched, true);
        if !again {
            prefetch([meta_data(META, "js"), meta_data(META, "wasm")].into_iter().flatten().collect());
        }
    }

    /// Begins a run as soon as the engine is there, in the place of one that goes on. If the engine cannot be loaded,
    /// the next [`report`](DemoEngine::report) is `Missing`.
    pub fn run(&self, ticket: u32, job: Job) {
        let order = Order::Run { ticket, job };
        let module = {
            let mut inner = self.0.borrow_mut();
            inner.ticket = ticket;
            inner.module.clone()
        };
        let Some(module) = module else {
            self.0.borrow_mut().waiting = Some(order);
            let engine = self.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let module = engine.module().await;
                let Some(order) = engine.0.borrow_mut().waiting.take() else { return };
                let begun = module.and_then(|module| module.begin(&order.write()).map_err(|error| message(&error)));
                engine.0.borrow_mut().missing = begun.err();
            });
            return;
        };
        let begun = module.begin(&order.write());
        self.0.borrow_mut().missing = begun.err().map(|error| message(&error));
    }

    /// Sends the run a pace or a turn. A run that waits for the engine begins at that pace.
    pub fn steer(&self, order: &Order) {
        let inner = &mut *self.0.borrow_mut();
        match (&mut inner.waiting, order) {
            (Some(Order::Run { job, .. }), Order::Pace(pace)) => job.live = job.live.map(|_| *pace),
            (Some(_), _) => {}
            (None, _) => {
                if let Some(module) = &inner.module {
                    module.steer(&order.write());
                }
            }
        }
    }

    /// Returns what the run has to report: up to `limit` new entries of its record, and its end. `None` if there is
    /// nothing new.
    pub fn report(&self, limit: u32) -> Option<Report> {
        let inner = &mut *self.0.borrow_mut();
        if let Some(why) = inner.missing.take() {
            return Some(Report::Missing(why));
        }
        let module = inner.module.as_ref()?;
        let report = Report::read(&module.report(limit)?)?;
        Some(report.with_record(module.batch()))
    }

    /// Stops the run of this ticket, with the program's own clean-up, or forgets it if it waits. One that another has taken
    /// the place of is stopped already.
    pub fn stop(&self, ticket: u32) {
        let module = {
            let mut inner = self.0.borrow_mut();
            if inner.ticket != ticket {
                return;
            }
            inner.waiting = None;
            inner.missing = None;
            inner.module.clone()
        };
        if let Some(module) = module {
            module.stop();
        }
    }

    /// Runs a demo to its end, or to the job's limit, beside the run that goes on, and returns its record as one batch. The
    /// error says why the engine could not be loaded.
    pub async fn record(&self, job: Job) -> Result<Vec<u8>, String> {
        let module = self.module().await?;
        module.record(&Order::Run { ticket: 0, job }.write()).map_err(|error| message(&error))
    }

    /// Does the same with a job that asks for the run's waits, and returns them beside the batch.
    pub async fn record_with_waits(&self, job: Job) -> Result<(Vec<u8>, Vec<SetWait>), String> {
        let batch = self.record(job).await?;
        let waits = serde_json::from_str(&self.module().await?.waits()).ok();
        let waits = waits.and_then(|waits| SetWait::read_all(&waits)).ok_or("its waits are of another version")?;
        Ok((batch, waits))
    }

    async fn module(&self) -> Result<Module, String> {
        if let Some(module) = &self.0.borrow().module {
            return Ok(module.clone());
        }
        let known = self.0.borrow().loading.clone();
        let loading = known.unwrap_or_else(|| wasm_bindgen_futures::future_to_promise(load_module()));
        self.0.borrow_mut().loading = Some(loading.clone());
        let loaded = JsFuture::from(loading).await;
        let mut inner = self.0.borrow_mut();
        inner.loading = None;
        let module: Module = loaded.map_err(|error| message(&error))?.unchecked_into();
        Ok(inner.module.get_or_insert(module).clone())
    }
}

async fn load_module() -> Result<JsValue, JsValue> {
    let (script, wasm) = meta_data(META, "js").zip(meta_data(META, "wasm")).ok_or("the page has no demo engine")?;
    let module = JsFuture::from(load(&script)?).await?.unchecked_into::<Module>();
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &wasm.into())?;
    JsFuture::from(module.init(&options)?).await?;
    Ok(module.into())
}

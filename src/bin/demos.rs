//! The entry of the demo engine, a wasm file of its own: the runtime and the demos' programs, as functions for
//! `src/web/demo_engine.rs`, on whose thread and event loop they run.

use std::cell::RefCell;

use loopline::changes::{SetWait, WaitBook};
use loopline::clock::Micros;
use loopline::demos::{Args, Demo, Words, find, program, run_changed, run_up_to};
use loopline::engine::{Job, JobProgram, Order, Pace, Report};
use loopline::timeline::preview;
use loopline::trace::file::BatchSender;
use loopline::web::{self, LiveRun};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// The run that goes on, from [`begin`] to [`stop`].
    static RUN: RefCell<Option<DemoRun>> = const { RefCell::new(None) };
    /// The result of [`batch`].
    static BATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// The result of [`waits`].
    static WAITS: RefCell<Vec<SetWait>> = const { RefCell::new(Vec::new()) };
}

/// A run of a demo. Dropping it stops the run, with the program's own clean-up.
struct DemoRun {
    ticket: u32,
    run: LiveRun,
    sending: BatchSender,
    /// The loop time of the last report.
    now: Micros,
}

/// Begins the run that an order asks for, in the place of one that goes on. The run's first turn comes in a macrotask of
/// its own. The error says why the order is not carried out.
#[wasm_bindgen]
pub fn begin(message: &str) -> Result<(), String> {
    stop();
    let (ticket, job, demo, args) = demo_of(message)?;
    let make = program(demo.id).ok_or("the demo has no program")?;
    let pace = job.live.map_or(web::Pace::Exact, |pace| web::Pace::Live(pace.rate));
    let run = LiveRun::start(pace, job.limit, move || make(args));
    if job.live.is_some_and(|pace| pace.paused) {
        run.set_paused(true);
    }
    RUN.replace(Some(DemoRun { ticket, run, sending: BatchSender::default(), now: Micros::ZERO }));
    Ok(())
}

/// Carries out an order of the page to the run that goes on.
#[wasm_bindgen]
pub fn steer(message: &str) {
    RUN.with_borrow(|run| {
        let Some(DemoRun { run, .. }) = run else { return };
        match Order::read(message) {
            Some(Order::Pace(Pace { rate, paused })) => {
                run.set_rate(rate);
                if run.paused() != paused {
                    run.set_paused(paused);
                }
            }
            Some(Order::Turn) => run.single_turn(),
            // No demo asks for a line.
            Some(Order::Answer(_) | Order::Visit(_) | Order::Prepare | Order::Run { .. }) | None => {}
        }
    });
}

/// Returns the report of what is new since the last one: up to `limit` entries of the record, which [`batch`] returns,
/// and the loop time. `None` if nothing is.
#[wasm_bindgen]
pub fn report(limit: u32) -> Option<String> {
    RUN.with_borrow_mut(|run| {
        let DemoRun { ticket, run, sending, now } = run.as_mut()?;
        let record = run.record();
        let trace = record.borrow();
        let batch = sending.batch(&trace, limit as usize);
        let (ticket, before) = (*ticket, std::mem::replace(now, run.now()));
        let report = if run.status().is_some() && sending.has_sent_all(&trace) {
            Report::Ran {
                ticket,
                record: Vec::new(),
                asks: None,
                advice: Vec::new(),
                waits: Vec::new(),
                writing: None,
                inspected: None,
            }
        } else if batch.is_some() || *now != before {
            Report::Grown { ticket, record: Vec::new(), now: now.0, until: None }
        } else {
            return None;
        };
        BATCH.replace(batch.unwrap_or_default());
        Some(report.write())
    })
}

/// Returns the part of the record that belongs to the last [`report`].
#[wasm_bindgen]
pub fn batch() -> Vec<u8> {
    BATCH.take()
}

/// Stops the run that goes on, if one does.
#[wasm_bindgen]
pub fn stop() {
    // Dropped outside the borrow: stopping a run runs the program's own clean-up.
    let run = RUN.take();
    drop(run);
}

/// Runs a demo to its end on the exact clock, or to the limit of the order, beside the run that goes on; returns its record
/// as one batch. Under changes, or an empty list of them, [`waits`] has the run's waits then. The error says why the order is not
/// carried out.
#[wasm_bindgen]
pub fn record(message: &str) -> Result<Vec<u8>, String> {
    let (_, job, demo, args) = demo_of(message)?;
    let run = match job.changes {
        None => run_up_to(demo, args, job.limit),
        Some(changes) => {
            let make = program(demo.id).ok_or("the demo has no program")?;
            run_changed(make, args, WaitBook::new(demo.file, changes), job.limit)
        }
    };
    WAITS.replace(run.take_waits().map_or_else(Vec::new, |book| book.waits().to_vec()));
    Ok(BatchSender::default().batch(&run.trace(), usize::MAX).unwrap_or_default())
}

/// Returns the waits of the last [`record`], if they were asked for: [`SetWait::write_all`].
#[wasm_bindgen]
pub fn waits() -> String {
    SetWait::write_all(&WAITS.take()).to_string()
}

/// Returns the previews of all demos in Rust, for `static/build/demo-engine.mjs`: a text that the page reads.
#[wasm_bindgen]
pub fn previews() -> String {
    let all = loopline::demos::all_in_rust().map(|demo| {
        let run = run_up_to(demo, Args::defaults(demo), preview::MAX_EVENTS);
        (demo.id, preview::Preview::of(&run.trace()))
    });
    preview::write(all)
}

/// Returns what is said of each demo, in their order, for `static/build/lesson-pages.mjs`: JSON.
#[wasm_bindgen]
pub fn lessons() -> String {
    let words = |words: Words| json!({ "en": words.en, "ru": words.ru });
    let all = loopline::demos::all().map(|demo| {
        let variants: Vec<&str> = demo.variants.iter().map(|variant| variant.id).collect();
        json!({
            "id": demo.id,
            "chapter": words(demo.chapter.title()),
            "title": words(demo.title),
            "about": words(demo.about),
            "try": words(demo.try_this),
            "stem": demo.stem(),
            "variants": variants,
            "names": demo.python_names,
        })
    });
    Value::Array(all.collect()).to_string()
}

/// Reads an order to run a demo: its ticket, the job, the demo and the arguments.
fn demo_of(message: &str) -> Result<(u32, Job, &'static Demo, Args), String> {
    let Some(Order::Run { ticket, job }) = Order::read(message) else { return Err("this is no order to run".into()) };
    let JobProgram::Demo { id, args: texts } = &job.program else { return Err("this is no demo".into()) };
    let demo = find(id).ok_or_else(|| format!("there is no demo `{id}`"))?;
    let mut args = Args::defaults(demo);
    for (name, text) in texts {
        args.set(demo, name, text).map_err(|refused| format!("{refused:?}"))?;
    }
    Ok((ticket, job, demo, args))
}

fn main() {
    web::catch_panics();
}

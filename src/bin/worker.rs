//! The Python worker's entry: the engine as functions for the page's script. Its own wasm file.

use std::cell::RefCell;

use loopline::clock::Micros;
use loopline::engine::{Job, Order, Pace};
use loopline::python::live::Live;
use loopline::python::{self, Clock, Engine, Input, Program, Surroundings};
use loopline::trace::SharedTrace;
use loopline::trace::file::{ClockKind, ProgramInfo, write_record};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// Made by [`prepare`], used up by a run.
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    /// The live run, from [`begin`] on.
    static LIVE: RefCell<Option<Run>> = const { RefCell::new(None) };
    /// What [`asks`] tells.
    static ASKS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A live run.
struct Run {
    job: Job,
    live: Live,
    /// A line that was typed, or the end of the input, for a program that asks for one.
    answer: Option<Option<String>>,
    /// What is new at its end.
    left: String,
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn milliseconds() -> f64;
}

// Of the worker's script.
#[wasm_bindgen]
extern "C" {
    /// Returns after so many milliseconds, or as soon as the run is steered; the worker's own event loop goes on
    /// meanwhile. May be called only below [`go`].
    #[wasm_bindgen(js_namespace = loopline, js_name = wait)]
    fn wait(milliseconds: f64);
    /// The live run has gone on: what is new, its clock in microseconds, and to which moment the clock goes on next, or
    /// -1.
    #[wasm_bindgen(js_namespace = loopline, js_name = grown)]
    fn grown(batch: &str, now: f64, until: f64);
    /// The live run asks for a line that begins so.
    #[wasm_bindgen(js_namespace = loopline, js_name = asked)]
    fn asked(beginning: &str);
}

fn wall() -> Micros {
    Micros((milliseconds() * 1000.0) as u64)
}

/// Makes an interpreter and imports asyncio. The error is a traceback, of a mistake of ours.
#[wasm_bindgen]
pub fn prepare() -> Result<(), String> {
    // What went wrong in the engine itself is told to the page; a trap would only say that something did.
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
    let engine = Engine::new()?;
    engine.warm()?;
    ENGINE.with(|kept| *kept.borrow_mut() = Some(engine));
    Ok(())
}

/// Does what a message of the page orders, which is to run a program to its end in the interpreter that was prepared,
/// and returns its record as a trace file.
#[wasm_bindgen]
pub fn run(message: &str) -> Result<Vec<u8>, String> {
    let job = ordered(message)?;
    let input = Input::Typed { lines: &job.typed, ended: job.typed_all };
    let ran = ran(&job, Surroundings { input, pace: None })?;
    ASKS.replace(ran.asks);
    let program = ProgramInfo { id: job.file, args: Vec::new(), source: Some(job.source) };
    Ok(write_record(&program, ClockKind::Virtual, &ran.trace).into_bytes())
}

/// The beginning of the line that the program asked for which has run last, if that is where it ended.
#[wasm_bindgen]
pub fn asks() -> Option<String> {
    ASKS.take()
}

/// Takes the order of a live run, which [`go`] carries out.
#[wasm_bindgen]
pub fn begin(message: &str) -> Result<(), String> {
    let job = ordered(message)?;
    let Some(Pace { rate, paused }) = job.live else { return Err("this is no order of a live run".into()) };
    let run = Run { job, live: Live::new(rate, paused, wall()), answer: None, left: String::new() };
    LIVE.replace(Some(run));
    Ok(())
}

/// Runs the program. Neither takes nor returns anything, so that the script can call it with nothing of its own between
/// it and [`wait`], without which the engine could not be suspended.
#[wasm_bindgen]
pub fn go() {
    let Some(job) = live(|run| run.job.clone()) else { return };
    let pace = python::Pace { turn: before_turn, wait: before_jump };
    let ran = ran(&job, Surroundings { input: Input::Asked(ask), pace: Some(pace) });
    let left = ran.map(|ran| live(|run| run.live.news(&ran.trace, wall())).flatten().unwrap_or_default());
    live(|run| run.left = left.unwrap_or_default());
}

/// What is new since the last of `grown`, once [`go`] has returned.
#[wasm_bindgen]
pub fn left() -> String {
    LIVE.take().map(|run| run.left).unwrap_or_default()
}

/// While [`go`] waits: does what the page orders.
#[wasm_bindgen]
pub fn steer(message: &str) {
    live(|run| match Order::read(message) {
        Some(Order::Pace(Pace { rate, paused })) => run.live.set_pace(rate, paused, wall()),
        Some(Order::Turn) => run.live.ask_turn(),
        Some(Order::Answer(line)) => run.answer = Some(line),
        Some(Order::Prepare | Order::Run { .. }) | None => {}
    });
}

fn ordered(message: &str) -> Result<Job, String> {
    match Order::read(message) {
        Some(Order::Run { job, .. }) => Ok(job),
        _ => Err("this is no order to run".into()),
    }
}

fn ran(job: &Job, surroundings: Surroundings) -> Result<python::Ran, String> {
    let engine = ENGINE.with(|kept| kept.borrow_mut().take()).ok_or("there is no interpreter: prepare one")?;
    let clock = if job.measured { Clock::Measured(wall) } else { Clock::Exact };
    let program = Program { file: &job.file, source: &job.source, arguments: &[], limit: job.limit, clock };
    Ok(engine.run(program, surroundings))
}

/// Looks at the live run. Never while the program waits: the page's orders look at it too.
fn live<T>(look: impl FnOnce(&mut Run) -> T) -> Option<T> {
    LIVE.with(|run| run.borrow_mut().as_mut().map(look))
}

/// Sends what is new.
fn tell(trace: &SharedTrace, now: Micros, until: Option<Micros>) {
    let news = live(|run| run.live.news(&trace.borrow(), wall())).flatten();
    let until = until.filter(|until| *until != Micros::NEVER).map_or(-1.0, |until| until.0 as f64);
    grown(&news.unwrap_or_default(), now.0 as f64, until);
}

fn before_turn(trace: &SharedTrace, now: Micros) {
    if live(|run| run.live.is_late(wall())) == Some(true) {
        tell(trace, now, None);
        // To hear what the page has ordered meanwhile.
        wait(0.0);
    }
    while live(|run| run.live.may_turn()) == Some(false) {
        tell(trace, now, None);
        wait(f64::INFINITY);
    }
}

fn before_jump(trace: &SharedTrace, now: Micros, due: Micros) {
    while let Some(left) = live(|run| run.live.wait(due, wall())) {
        if left == Some(Micros::ZERO) {
            return;
        }
        tell(trace, now, left.map(|_| due));
        wait(left.map_or(f64::INFINITY, |left| left.0 as f64 / 1000.0));
    }
}

fn ask(trace: &SharedTrace, now: Micros, beginning: &str) -> Option<String> {
    tell(trace, now, None);
    asked(beginning);
    loop {
        if let Some(answer) = live(|run| run.answer.take()).flatten() {
            return answer;
        }
        wait(f64::INFINITY);
    }
}

fn main() {}

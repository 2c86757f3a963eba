//! The Python worker's entry: the engine as functions for the page's script. Its own wasm file.

use std::cell::RefCell;

use loopline::clock::Micros;
use loopline::protocol::Order;
use loopline::python::{Clock, Engine, Program};
use loopline::trace::file::{ClockKind, ProgramInfo, write_record};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// Made by [`prepare`], used up by [`run`].
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
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

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn milliseconds() -> f64;
}

fn wall() -> Micros {
    Micros((milliseconds() * 1000.0) as u64)
}

/// Does what a message of the page orders, which is to run a program to its end in the interpreter that was prepared, and
/// returns its record as a trace file.
#[wasm_bindgen]
pub fn run(message: &str) -> Result<Vec<u8>, String> {
    let Some(Order::Run { job, .. }) = Order::read(message) else { return Err("this is no order to run".into()) };
    let engine = ENGINE.with(|kept| kept.borrow_mut().take()).ok_or("there is no interpreter: prepare one")?;
    let clock = if job.measured { Clock::Instant(wall) } else { Clock::Exact };
    let ran = engine.run(Program { file: &job.file, source: &job.source, arguments: &[], limit: job.limit, clock });
    let program = ProgramInfo { id: job.file, args: Vec::new(), source: Some(job.source) };
    Ok(write_record(&program, ClockKind::Virtual, &ran.trace).into_bytes())
}

fn main() {}

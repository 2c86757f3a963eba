//! The Python worker's entry: the engine as functions for the page's script. Its own wasm file.

use std::cell::RefCell;

use loopline::python::{Clock, Engine, LIMIT, Program};
use loopline::trace::file::{ClockKind, ProgramInfo, write_record};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// Made by [`prepare`], used up by [`run`].
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Makes an interpreter and imports asyncio. The error is a traceback, of a mistake of ours.
#[wasm_bindgen]
pub fn prepare() -> Result<(), String> {
    let engine = Engine::new()?;
    engine.warm()?;
    ENGINE.with(|kept| *kept.borrow_mut() = Some(engine));
    Ok(())
}

/// Runs a program to its end on the exact clock, in the interpreter that was prepared, and returns its record as a
/// trace file.
#[wasm_bindgen]
pub fn run(file: &str, source: &str) -> Result<String, String> {
    let engine = ENGINE.with(|kept| kept.borrow_mut().take()).ok_or("there is no interpreter: prepare one")?;
    let ran = engine.run(Program { file, source, arguments: &[], limit: LIMIT, clock: Clock::Exact });
    let program = ProgramInfo { id: file.into(), args: Vec::new(), source: Some(source.into()) };
    Ok(write_record(&program, ClockKind::Virtual, &ran.trace))
}

fn main() {}

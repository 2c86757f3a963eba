//! The point at which a run ends whose reader has stopped the same program there before.
//!
//! Whatever computes and waits for nothing is ended by the page without a word. Since runs are repeatable, the program then
//! runs once more as far as it was, and from there on each line of its own may be the last.

use std::cell::Cell;

use rustpython_vm::{PyResult, VirtualMachine};

use super::{Session, exit_error};
use crate::clock::Micros;
use crate::python::values::program_places::{self, ProgramPlace};
use crate::trace::Limit;

/// Wall time from when the record has the wanted length until the program is ended: what it does by then without recording
/// anything is a computation that takes long.
const PATIENCE: Micros = Micros::from_millis(200);

/// The most lines behind that length that are told: a call that takes long is made by one of them, or after many.
const MAX_TOLD: u32 = 2_000;

/// A point of a run.
#[derive(Clone, Copy, Debug)]
pub struct StopPoint {
    /// The length of the record at that point, in events.
    pub events: usize,
    /// The number of lines that begin behind that length until the program is ended; without one it is ended after some
    /// wall time. A line that calls what never returns has none behind it.
    pub lines: Option<u32>,
    /// A steady clock that tells wall time.
    pub wall: fn() -> Micros,
    /// The function that is told how many lines have begun behind that length.
    pub line_begins: fn(u32),
}

/// The stop point of a run, and when that has come to it.
#[derive(Default)]
pub(in crate::python) struct AwaitedStop {
    point: Cell<Option<StopPoint>>,
    reached: Cell<Option<Micros>>,
    lines: Cell<u32>,
}

impl AwaitedStop {
    pub fn open(&self, point: Option<StopPoint>) {
        self.point.set(point);
        self.reached.set(None);
        self.lines.set(0);
    }

    /// Returns whether the run has a stop point, for which the lines of the program are to be watched.
    pub fn is_awaited(&self) -> bool {
        self.point.get().is_some()
    }
}

impl Session {
    /// Ends the program at this line of its own, as `sys.exit` does, if that is to be its last.
    pub fn line_begins(&self, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        let Some(point) = self.stop.point.get() else { return Ok(()) };
        if self.recorder.borrow().events.trace().borrow().len() < point.events {
            return Ok(());
        }
        let lines = self.stop.lines.get().saturating_add(1);
        self.stop.lines.set(lines);
        if lines <= MAX_TOLD && point.lines.is_none() {
            (point.line_begins)(lines);
        }
        let now = (point.wall)();
        let reached = self.stop.reached.get().unwrap_or(now);
        self.stop.reached.set(Some(reached));
        let is_last = point.lines.map_or(now - reached >= PATIENCE, |last| lines >= last);
        if !is_last {
            return Ok(());
        }
        // Behind a jump the interpreter is at another line already.
        let here = || program_places::here(vm).map(|place| ProgramPlace { line, ..place });
        self.recorder.borrow_mut().end_at(Limit::Patience, here);
        Err(exit_error(Limit::Patience.text(), vm))
    }
}

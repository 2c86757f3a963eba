//! A demo's run, on the page's own thread and event loop.

use std::rc::Rc;

use super::session::{RunProgress, RunningProgram};
use crate::demos::{Args, Demo, program};
use crate::engine::{Pace, Timing};
use crate::page::model::effect::RequestedRun;
use crate::trace::SharedTrace;
use crate::web::{self, LiveRun};

/// The most events of a run that one frame shows: a single step can make a hundred thousand, and what is derived of them
/// takes longer than a frame.
const MAX_EVENTS_PER_FRAME: usize = 20_000;

/// A demo that runs. Dropping it stops the run, with the program's own clean-up.
pub(super) struct DemoRun {
    run: LiveRun,
    /// The events that are shown, from the first on.
    shown: usize,
    /// True from a single turn on until that is shown.
    turned: bool,
}

impl DemoRun {
    /// Starts a demo. Its first turn comes in a macrotask of its own.
    /// `None` for a demo that has no program, which none of the catalogue is.
    pub(super) fn start(demo: &Demo, args: Args, request: &RequestedRun) -> Option<DemoRun> {
        let make = program(demo.id)?;
        let pace = match request.timing {
            Timing::Live => web::Pace::Live(request.rate),
            // Computing of a demo is charged by its program, not measured.
            Timing::Exact | Timing::Measured => web::Pace::Exact,
        };
        let run = LiveRun::start(pace, request.limit, move || make(args));
        Some(DemoRun { run, shown: 0, turned: false })
    }

    /// The record, which grows with the run and outlives it.
    pub(super) fn record(&self) -> SharedTrace {
        self.run.record()
    }
}

impl RunningProgram for DemoRun {
    fn progress(&mut self) -> RunProgress {
        let all = self.run.record().borrow().len();
        let turned = std::mem::take(&mut self.turned);
        self.shown = if turned { all } else { all.min(self.shown + MAX_EVENTS_PER_FRAME) };
        let status = self.run.status().filter(|_| self.shown == all);
        RunProgress { events: self.shown, now: self.run.now(), status, turned }
    }

    fn set_pace(&mut self, pace: Pace) {
        self.run.set_rate(pace.rate);
        if self.run.paused() != pace.paused {
            self.run.set_paused(pace.paused);
        }
    }

    fn turn(&mut self) {
        self.run.single_turn();
        self.turned = true;
    }

    fn answer(&mut self, _: Option<Rc<str>>) {
        // No demo asks for a line.
    }
}

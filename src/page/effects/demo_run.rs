//! A demo's run in the demo engine, on the page's own thread and event loop.

use std::rc::Rc;

use super::arriving_record::ArrivingRecord;
use super::session::{RunProgress, RunningProgram};
use crate::clock::Micros;
use crate::demos::{Args, Demo};
use crate::engine::{Job, JobProgram, Order, Pace, Report, Timing};
use crate::network::hosts::HandOrder;
use crate::page::model::effect::RequestedRun;
use crate::trace::SharedTrace;
use crate::web::demo_engine::DemoEngine;

/// The most entries of a record that one frame takes in and shows: a single step can make a hundred thousand, which would
/// take longer than a frame.
const MAX_ENTRIES_PER_FRAME: u32 = 12_000;

/// A demo that runs. Dropping it stops the run, with the program's own clean-up.
pub(super) struct DemoRun {
    engine: DemoEngine,
    ticket: u32,
    arriving: ArrivingRecord,
    /// True once all of the record has come.
    ended: bool,
    /// The reason why the run cannot go on.
    failed: Option<String>,
}

impl DemoRun {
    /// Starts a demo, once the engine is loaded.
    pub(super) fn start(engine: &DemoEngine, ticket: u32, demo: &Demo, args: &Args, request: &RequestedRun) -> DemoRun {
        let pace = Pace { rate: request.rate, paused: false };
        let live = (request.timing == Timing::Live).then_some(pace);
        engine.run(ticket, Job { live, ..job(demo, args, request.limit) });
        DemoRun {
            engine: engine.clone(),
            ticket,
            arriving: ArrivingRecord::new(request.rate),
            ended: false,
            failed: None,
        }
    }

    /// The record, which grows with the run and outlives it.
    pub(super) fn record(&self) -> SharedTrace {
        self.arriving.trace().clone()
    }

    /// Takes in what the engine has to report, up to so many entries of the record.
    fn take_in(&mut self, limit: u32) {
        let taken = match self.engine.report(limit) {
            Some(Report::Grown { record, now, until, .. }) => {
                self.arriving.take(&record, Micros(now), until.map(Micros))
            }
            Some(Report::Ran { record, .. }) => {
                self.ended = true;
                self.arriving.take_last(&record)
            }
            Some(Report::Missing(why) | Report::Broken { why, .. }) => Err(why),
            // Of the Python engine.
            Some(
                Report::Loading { .. }
                | Report::Building { .. }
                | Report::Starting
                | Report::Fetching { .. }
                | Report::Ready,
            )
            | Some(Report::Line { .. } | Report::Asks { .. } | Report::Visited { .. } | Report::Spent)
            | None => Ok(()),
        };
        if let Err(why) = taken {
            self.failed = Some(why);
        }
    }
}

/// The job of running a demo on the exact clock.
pub(super) fn job(demo: &Demo, args: &Args, limit: usize) -> Job {
    let program = JobProgram::Demo { id: demo.id.into(), args: args.changed(demo) };
    Job { program, measured: false, limit, live: None, stop: None, changes: None, inspection: None }
}

impl RunningProgram for DemoRun {
    fn progress(&mut self) -> RunProgress {
        self.take_in(MAX_ENTRIES_PER_FRAME);
        let progress = self.arriving.progress();
        let status = if self.ended { self.record().borrow().status() } else { None };
        RunProgress { status, ..progress }
    }

    fn failure(&mut self) -> Option<String> {
        self.failed.take()
    }

    fn set_pace(&mut self, pace: Pace) {
        self.arriving.set_pace(pace);
        self.engine.steer(&Order::Pace(pace));
    }

    fn turn(&mut self) {
        self.take_in(u32::MAX);
        self.arriving.await_turn();
        self.engine.steer(&Order::Turn);
        // All of the turn is shown at once.
        self.take_in(u32::MAX);
    }

    fn answer(&mut self, _: Option<Rc<str>>) {
        // No demo asks for a line.
    }

    fn visit(&mut self, _: HandOrder) {
        // No demo listens.
    }
}

impl Drop for DemoRun {
    fn drop(&mut self) {
        self.engine.stop(self.ticket);
    }
}

//! The record of a run while it arrives from an engine in batches, and where the run's clock is between two of them.

use crate::clock::{Micros, Pacer};
use crate::engine::Pace;
use crate::page::effects::session::RunProgress;
use crate::trace::SharedTrace;
use crate::trace::file::BatchReceiver;
use crate::web::wall;

/// The longest wall time for which a run that waits for nothing does not report: a few of its batches.
const MAX_SILENCE: Micros = Micros::from_millis(250);

/// A record that arrives.
pub(super) struct ArrivingRecord {
    receiving: BatchReceiver,
    /// The loop time of the last report, carried on with wall time.
    pacer: Pacer,
    /// The loop time that the run's clock does not pass before the next report.
    until: Micros,
    /// The length of the record when a single turn was asked for; `None` if none is awaited.
    turn: Option<usize>,
}

impl ArrivingRecord {
    /// The record of a run that begins now; `rate` is loop time per wall time.
    pub(super) fn new(rate: f64) -> ArrivingRecord {
        ArrivingRecord {
            receiving: BatchReceiver::default(),
            pacer: Pacer::new(rate, wall()),
            until: Micros::ZERO,
            turn: None,
        }
    }

    /// The record, which grows with each batch and outlives the run.
    pub(super) fn trace(&self) -> &SharedTrace {
        self.receiving.trace()
    }

    /// Takes in a batch of the record, the loop time, and the moment to which the run's clock goes on if it waits for one.
    /// The error says what is wrong with the batch.
    pub(super) fn take(&mut self, batch: &[u8], now: Micros, until: Option<Micros>) -> Result<(), String> {
        self.take_last(batch)?;
        self.pacer.follow(now, wall());
        self.until = until.unwrap_or(now);
        Ok(())
    }

    /// Takes in the last batch of the record.
    pub(super) fn take_last(&mut self, batch: &[u8]) -> Result<(), String> {
        if batch.is_empty() { Ok(()) } else { self.receiving.take(batch).map_err(|why| why.to_string()) }
    }

    /// Follows a change of the run's pace.
    pub(super) fn set_pace(&mut self, pace: Pace) {
        self.pacer.set_rate(pace.rate, wall());
        self.pacer.set_paused(pace.paused, wall());
    }

    /// Returns whether the run does not report, though it waits for nothing: a step of its program computes.
    pub(super) fn is_late(&self) -> bool {
        self.pacer.allowed(wall() - MAX_SILENCE) > self.until
    }

    /// Marks that a single turn is asked for.
    pub(super) fn await_turn(&mut self) {
        let length = self.trace().borrow().len();
        self.turn = Some(length);
    }

    /// The progress of the run, which goes on.
    pub(super) fn progress(&mut self) -> RunProgress {
        let (events, end) = {
            let trace = self.trace().borrow();
            (trace.len(), trace.end_time())
        };
        let turned = self.turn.take_if(|before| events > *before).is_some();
        let now = self.pacer.allowed(wall()).min(self.until).max(end);
        RunProgress { events, now, status: None, turned }
    }
}

//! The run: its record as far as it is known, the records that are compared, and how the next one is made.

use super::comparing::Compared;
use super::record::Record;
use crate::clock::{Micros, Pacer};
use crate::engine::Timing;
use crate::trace::{SharedTrace, Status};

/// The phases of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has been run yet.
    Idle,
    /// The run goes on.
    Running,
    /// The run has ended.
    Ended(Status),
}

/// The run that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RunState {
    /// The phase of the run.
    pub phase: Phase,
    /// The record, if there is one. Where runs are compared it is the longest of them.
    pub record: Option<Record>,
    /// The runs that are compared, once they have run.
    pub compared: Option<Compared>,
    /// The ticket of the last run that was asked for. A report with another ticket comes too late.
    pub ticket: u32,
    /// The timing of the demo's next run.
    pub timing: Timing,
    /// The rate at which a run is made or played, in seconds of loop time per second.
    pub rate: f64,
}

/// An action on the run.
#[derive(Clone, Debug)]
pub enum RunAction {
    /// Run what is shown from its beginning.
    Run,
    /// Another timing: takes effect with the next run.
    Timing(Timing),
    /// Another rate.
    Rate(f64),
    /// The compared runs have come.
    Compared(Compared),
    /// The session has started the wanted run; this is its record.
    Started(SharedTrace),
    /// The run has recorded this many events by this loop time, and may have ended.
    Grown(usize, Micros, Option<Status>),
    /// The run could not begin or go on, for this reason, which the engine tells in English.
    Failed(String),
}

impl RunState {
    /// The state before anything has run.
    pub fn idle() -> RunState {
        RunState { phase: Phase::Idle, record: None, compared: None, ticket: 0, timing: Timing::Live, rate: 1.0 }
    }

    /// The number of events that are known.
    pub fn len(&self) -> usize {
        self.record.as_ref().map_or(0, |record| record.len)
    }

    /// Returns whether no event is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The loop time of the last event known.
    pub fn end(&self) -> Micros {
        self.record.as_ref().map_or(Micros::ZERO, |record| record.trace.borrow().end_time())
    }

    /// The loop time of the last of so many events; zero before the first.
    pub fn time_of(&self, events: usize) -> Micros {
        let last = events.checked_sub(1);
        let time =
            self.record.as_ref().zip(last).and_then(|(record, at)| record.trace.borrow().times().get(at).copied());
        time.unwrap_or_default()
    }

    /// The number of known events at or before a loop time.
    pub fn count_until(&self, at: Micros) -> usize {
        self.record.as_ref().map_or(0, |record| record.trace.borrow().count_until(at).min(record.len))
    }

    /// Lets go of the run and its records: what is shown would not be what is set.
    pub fn clear(&mut self) {
        self.phase = Phase::Idle;
        self.record = None;
        self.compared = None;
    }

    /// Sets the rate, within what a run can follow.
    pub fn set_rate(&mut self, rate: f64) {
        self.rate = if rate.is_nan() { 1.0 } else { rate.clamp(Pacer::RATES.0, Pacer::RATES.1) };
    }

    /// Shows runs side by side: they are at their end as soon as they are there.
    pub fn compare(&mut self, compared: Compared) {
        self.record = Some(compared.longest().clone());
        self.compared = Some(compared);
        self.phase = Phase::Ended(Status::Returned);
    }

    /// The ticket of a run that is asked for now.
    pub fn next_ticket(&mut self) -> u32 {
        self.ticket += 1;
        self.ticket
    }
}

//! Writes a [`Trace`]: stamps each event with time and cause, and stops at the limit.

use super::{Event, Kind, Seq, Trace};
use crate::clock::Micros;

/// The record being written.
///
/// It never fails and never changes what it records: at its limit it keeps the whole prefix, notes nothing more
/// and says so with [`Recorder::full`].
#[derive(Debug)]
pub struct Recorder {
    trace: Trace,
    limit: usize,
    on: bool,
    /// What the events being recorded now follow from.
    pub cause: Option<Seq>,
}

impl Recorder {
    /// The limit of a Rust demo's record, in events.
    pub const LIMIT: usize = 1_000_000;
    /// Kept free under the limit for the events that end a run.
    const ENDING: usize = 16;

    /// A recorder that keeps at most `limit` events.
    pub fn new(limit: usize) -> Recorder {
        Recorder { trace: Trace::new(), limit, on: true, cause: None }
    }

    /// A recorder that keeps nothing.
    pub fn off() -> Recorder {
        Recorder { on: false, ..Recorder::new(0) }
    }

    /// Whether anything is recorded: saves making texts that nobody keeps.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Whether the limit is reached: the run must end.
    pub fn full(&self) -> bool {
        self.on && self.trace.len() + Self::ENDING >= self.limit
    }

    /// Records an event brought about by [`Recorder::cause`].
    pub fn record(&mut self, t: Micros, wall: Option<Micros>, kind: Kind) -> Option<Seq> {
        self.record_for(t, wall, self.cause, kind)
    }

    /// Records an event with a cause of its own.
    pub fn record_for(&mut self, t: Micros, wall: Option<Micros>, cause: Option<Seq>, kind: Kind) -> Option<Seq> {
        let ending = matches!(kind, Kind::RunEnded { .. } | Kind::Warning { .. });
        if !self.on || (self.full() && !ending) {
            return None;
        }
        Some(self.trace.push(Event { t, thread: 0, run: 0, cause, wall, kind }))
    }

    /// The record so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The tables, to keep texts, sites and snapshots in.
    pub fn tables(&mut self) -> &mut Trace {
        &mut self.trace
    }
}

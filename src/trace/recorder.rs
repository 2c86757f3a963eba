//! Writes a [`Trace`]: stamps each event with time and cause, and stops at the limit.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Event, Kind, Seq, Trace};
use crate::clock::Micros;

/// A record that is still being written, and those who watch it grow. It only ever grows, so whoever has looked at
/// a prefix may keep what it worked out. Borrow it briefly: the writer borrows it for each event.
pub type SharedTrace = Rc<RefCell<Trace>>;

/// The record being written.
///
/// It never fails and never changes what it records: at its limit it keeps the whole prefix, notes nothing more
/// and says so with [`Recorder::full`].
#[derive(Debug)]
pub struct Recorder {
    trace: SharedTrace,
    /// Number of events, equal to `trace.len()`: known here without a borrow.
    len: usize,
    limit: usize,
    on: bool,
    /// Cause of the events that are recorded now.
    pub cause: Option<Seq>,
    /// The thread on which they happen; 0 is the loop's.
    pub thread: u16,
    /// Number of the loop run within the program, from zero.
    pub run: u16,
}

impl Recorder {
    /// The limit of a Rust demo's record, in events.
    pub const LIMIT: usize = 1_000_000;
    /// Kept free under the limit for the events that end a run.
    const ENDING: usize = 16;
    /// Number of events from which on a record reserves room for all events that it may have. A list that grows is
    /// copied each time its room doubles, which would be visible with half a million events in one turn.
    const LARGE: usize = 1 << 16;

    /// A recorder that keeps at most `limit` events.
    pub fn new(limit: usize) -> Recorder {
        Recorder { trace: SharedTrace::default(), len: 0, limit, on: true, cause: None, thread: 0, run: 0 }
    }

    /// A recorder that keeps nothing.
    pub fn off() -> Recorder {
        Recorder { on: false, ..Recorder::new(0) }
    }

    /// True if anything is recorded. Saves making texts that nobody keeps.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// True if the limit is reached: the run must end.
    pub fn full(&self) -> bool {
        self.on && self.len + Self::ENDING >= self.limit
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
        self.len += 1;
        let (thread, run) = (self.thread, self.run);
        let mut trace = self.trace.borrow_mut();
        if self.len == Self::LARGE {
            trace.reserve(self.limit.min(Self::LIMIT).saturating_sub(self.len));
        }
        Some(trace.push(Event { t, thread, run, cause, wall, kind }))
    }

    /// The record, which goes on growing.
    pub fn trace(&self) -> &SharedTrace {
        &self.trace
    }
}

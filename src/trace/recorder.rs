//! Recorder of a [`Trace`]: stamps each event with time and cause, and stops at the limit.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Event, EventKind, Seq, Trace};
use crate::clock::Micros;

/// A record that is shared between its writer and its readers. The record only ever grows, so a reader may keep what it
/// has derived of a prefix. Borrow it briefly: the writer borrows it for each event.
pub type SharedTrace = Rc<RefCell<Trace>>;

/// Writer of a record.
///
/// Recording never fails and never changes what is recorded: at its limit the recorder keeps the whole prefix, drops
/// all further events and reports so by [`Recorder::full`].
#[derive(Debug)]
pub struct Recorder {
    trace: SharedTrace,
    /// Number of events, equal to `trace.len()` and those held back: known here without a borrow.
    len: usize,
    /// Events that are held back; `None` while all are recorded at once.
    held: Option<Vec<Event>>,
    limit: usize,
    on: bool,
    /// Cause of the events that are recorded now.
    pub cause: Option<Seq>,
    /// Thread of the events that are recorded now; 0 is the loop's.
    pub thread: u16,
    /// Number of the loop run within the program, from zero.
    pub run: u16,
}

impl Recorder {
    /// The limit of a Rust demo's record, in events.
    pub const LIMIT: usize = 1_000_000;
    /// Events kept free under the limit for those that end a run.
    const RESERVED_FOR_END: usize = 16;
    /// Number of events from which on a record reserves room for all events that it may have. A list that grows is
    /// copied each time its room doubles, which would be visible with half a million events in one turn.
    pub(super) const RESERVE_ALL_FROM: usize = 1 << 16;

    /// A recorder that keeps at most `limit` events.
    pub fn new(limit: usize) -> Recorder {
        Recorder { trace: SharedTrace::default(), len: 0, held: None, limit, on: true, cause: None, thread: 0, run: 0 }
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
        self.on && self.len + Self::RESERVED_FOR_END >= self.limit
    }

    /// Records an event brought about by [`Recorder::cause`].
    pub fn record(&mut self, t: Micros, wall: Option<Micros>, kind: EventKind) -> Option<Seq> {
        self.record_for(t, wall, self.cause, kind)
    }

    /// Records an event with a cause of its own.
    pub fn record_for(&mut self, t: Micros, wall: Option<Micros>, cause: Option<Seq>, kind: EventKind) -> Option<Seq> {
        let ending = matches!(kind, EventKind::RunEnded { .. } | EventKind::Warning { .. });
        if !self.on || (self.full() && !ending) {
            return None;
        }
        self.len += 1;
        let (thread, run) = (self.thread, self.run);
        if let Some(held) = &mut self.held {
            held.push(Event { t, thread, run, cause, wall, kind });
            return Some(Seq(self.len as u32 - 1));
        }
        let mut trace = self.trace.borrow_mut();
        if self.len == Self::RESERVE_ALL_FROM {
            trace.reserve(self.limit.min(Self::LIMIT).saturating_sub(self.len));
        }
        Some(trace.push(Event { t, thread, run, cause, wall, kind }))
    }

    /// Holds the events back that follow. Each has its place already, which [`Recorder::release`] gives it.
    pub fn hold(&mut self) {
        self.held.get_or_insert_default();
    }

    /// Records what was held back, and holds no more.
    pub fn release(&mut self) {
        let mut trace = self.trace.borrow_mut();
        for event in self.held.take().unwrap_or_default() {
            trace.push(event);
        }
    }

    /// Forgets what was held back, and holds no more. Nothing that is recorded may lead to one of these events.
    pub fn forget_held(&mut self) {
        self.len -= self.held.take().map_or(0, |held| held.len());
    }

    /// The place of the last event, held back or not.
    pub fn last(&self) -> Option<Seq> {
        self.len.checked_sub(1).map(|last| Seq(last as u32))
    }

    /// The record, which continues to grow. It lacks what is held back.
    pub fn trace(&self) -> &SharedTrace {
        &self.trace
    }
}

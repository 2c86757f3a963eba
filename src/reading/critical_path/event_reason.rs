//! The reason why an event happened when it did: the last part of the path to it, found a slice at a time.

use super::PathPart;
use super::path_facts::PathFacts;
use super::path_parts::Way;
use crate::clock::Micros;
use crate::trace::{Seq, Trace};

/// The search for the last part of the path to an event. The record must not grow meanwhile.
pub struct EventReason {
    seq: Seq,
    facts: PathFacts,
    is_read: bool,
    way: Option<Way>,
}

impl EventReason {
    /// A search that has not begun.
    pub fn new(seq: Seq) -> EventReason {
        EventReason { seq, facts: PathFacts::default(), is_read: false, way: None }
    }

    /// Reads so many events more. Returns the last part of the path when it is found, which there is none of where no time has
    /// passed before the event; the search is over then.
    ///
    /// ```
    /// use loopline::reading::critical_path::{CriticalPath, EventReason};
    /// use loopline::runtime::{run_exact, sleep};
    ///
    /// let run = run_exact(|| async { sleep(2.0).await });
    /// let trace = run.trace();
    /// let last = trace.last().expect("it has events");
    /// let mut search = EventReason::new(last);
    /// let found = loop {
    ///     if let Some(found) = search.next(&trace, 2) {
    ///         break found;
    ///     }
    /// };
    /// assert_eq!(found.as_ref(), CriticalPath::of_event(&trace, last).parts.last());
    /// ```
    pub fn next(&mut self, trace: &Trace, events: usize) -> Option<Option<PathPart>> {
        if !self.is_read {
            self.is_read = self.facts.read(trace, events);
            return None;
        }
        let way = self.way.get_or_insert_with(|| Way::new(trace, Micros::ZERO, self.seq));
        way.go(trace, &self.facts, events).map(|mut path| path.parts.pop())
    }
}

//! Storage of events in memory: columns of small values, and tables for repeated ones.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem::discriminant;
use std::rc::Rc;

use super::{Event, EventKind, ResourceState, Seq, Site, Snapshot, Stack, Status, Text};
use crate::clock::Micros;

/// A place in a source file. Lines count from one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteEntry {
    /// The file as the compiler names it.
    pub file: Text,
    /// The line, from one.
    pub line: u32,
}

/// One function on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StackFrame {
    /// The function's name; empty where none is known.
    pub function: Text,
    /// Call site within the function.
    pub site: Site,
}

/// A table that keeps each value once.
#[derive(Clone, Debug)]
struct Interner<T> {
    values: Vec<T>,
    index: HashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Interner { values: Vec::new(), index: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    fn intern<Q>(&mut self, value: &Q) -> u32
    where
        T: std::borrow::Borrow<Q> + for<'a> From<&'a Q>,
        Q: Eq + Hash + ?Sized,
    {
        if let Some(&id) = self.index.get(value) {
            return id;
        }
        self.insert(T::from(value))
    }

    fn intern_owned(&mut self, value: T) -> u32 {
        match self.index.get(&value) {
            Some(&id) => id,
            None => self.insert(value),
        }
    }

    fn insert(&mut self, value: T) -> u32 {
        let id = self.values.len() as u32;
        self.values.push(value.clone());
        self.index.insert(value, id);
        id
    }
}

/// The record of a run, or of its beginning while it goes on.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    t: Vec<Micros>,
    cause: Vec<u32>,
    thread: Vec<u16>,
    run: Vec<u16>,
    kind: Vec<EventKind>,
    /// Wall times: none on a virtual clock, else one for each event.
    wall: Vec<Micros>,
    texts: Interner<Rc<str>>,
    sites: Interner<SiteEntry>,
    stacks: Interner<Rc<[StackFrame]>>,
    snapshots: Vec<ResourceState>,
}

/// Mark of an event without a cause: no event has this number.
const NO_CAUSE: u32 = u32::MAX;

impl Trace {
    /// An empty record.
    pub fn new() -> Trace {
        Trace::default()
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// True if nothing is recorded yet.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// True if the record begins with the events of another one, at whatever moments: of the same kinds, with the same causes.
    pub fn begins_like(&self, other: &Trace) -> bool {
        self.common_beginning(other) == other.len()
    }

    /// Number of events, from the first on, that two records share, at whatever moments: of the same kinds, with the same causes.
    pub fn common_beginning(&self, other: &Trace) -> usize {
        let most = self.len().min(other.len());
        let is_like = |&at: &usize| {
            self.cause[at] == other.cause[at]
                && self.thread[at] == other.thread[at]
                && self.run[at] == other.run[at]
                && discriminant(&self.kind[at]) == discriminant(&other.kind[at])
        };
        (0..most).find(|at| !is_like(at)).unwrap_or(most)
    }

    /// The last event's place, if there is one.
    pub fn last(&self) -> Option<Seq> {
        self.len().checked_sub(1).map(|last| Seq(last as u32))
    }

    /// The event at a place. Panics past the end.
    pub fn event(&self, seq: Seq) -> Event {
        let i = seq.0 as usize;
        Event {
            t: self.t[i],
            thread: self.thread[i],
            run: self.run[i],
            cause: (self.cause[i] != NO_CAUSE).then_some(Seq(self.cause[i])),
            wall: self.wall.get(i).copied(),
            kind: self.kind[i],
        }
    }

    /// The event at a place, or `None` past the end.
    pub fn get(&self, seq: Seq) -> Option<Event> {
        ((seq.0 as usize) < self.len()).then(|| self.event(seq))
    }

    /// Iterates over all events in order.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = (Seq, Event)> + ExactSizeIterator + '_ {
        (0..self.len()).map(|i| (Seq(i as u32), self.event(Seq(i as u32))))
    }

    /// Kinds of all events in order: cheaper than [`Trace::events`] if the rest is not needed.
    pub fn kinds(&self) -> &[EventKind] {
        &self.kind
    }

    /// The loop time of each event; never decreasing.
    pub fn times(&self) -> &[Micros] {
        &self.t
    }

    /// The loop time of the last event; zero for an empty record.
    pub fn end_time(&self) -> Micros {
        self.t.iter().rev().take(64).copied().max().unwrap_or_default()
    }

    /// The status with which the run ended; `None` for a record of a run that goes on.
    pub fn status(&self) -> Option<Status> {
        self.kind.iter().rev().find_map(|kind| match kind {
            EventKind::RunEnded { status } => Some(*status),
            _ => None,
        })
    }

    /// Number of events at or before `t`, which is the position of the first later one. Takes logarithmic time.
    pub fn count_until(&self, t: Micros) -> usize {
        self.t.partition_point(|&at| at <= t)
    }

    /// Reserves room for `events` more events.
    pub(super) fn reserve(&mut self, events: usize) {
        self.t.reserve_exact(events);
        self.cause.reserve_exact(events);
        self.thread.reserve_exact(events);
        self.run.reserve_exact(events);
        self.kind.reserve_exact(events);
        if !self.wall.is_empty() {
            self.wall.reserve_exact(events);
        }
    }

    /// Appends an event and returns its position. Producers use a [`Recorder`](super::Recorder) instead.
    pub fn push(&mut self, event: Event) -> Seq {
        let seq = Seq(self.len() as u32);
        self.t.push(event.t);
        self.cause.push(event.cause.map_or(NO_CAUSE, |cause| cause.0));
        self.thread.push(event.thread);
        self.run.push(event.run);
        self.kind.push(event.kind);
        if let Some(wall) = event.wall {
            self.wall.push(wall);
        }
        seq
    }

    /// Removes all events and keeps the tables, so that another record with the same tables can be built.
    pub fn clear_events(&mut self) {
        self.t.clear();
        self.cause.clear();
        self.thread.clear();
        self.run.clear();
        self.kind.clear();
        self.wall.clear();
    }

    /// Gives every event its wall time, or none if the list is empty. Panics for a list of any other length.
    pub(super) fn set_walls(&mut self, wall: Vec<Micros>) {
        assert!(wall.is_empty() || wall.len() == self.len(), "one wall time for each event");
        self.wall = wall;
    }

    /// A text of the table. Panics for an id of another trace.
    pub fn text(&self, text: Text) -> &str {
        &self.texts.values[text.0 as usize]
    }

    /// Enters a text into the table, once.
    pub fn intern(&mut self, text: &str) -> Text {
        Text(self.texts.intern(text))
    }

    /// A site of the table.
    pub fn site(&self, site: Site) -> &SiteEntry {
        &self.sites.values[site.0 as usize]
    }

    /// Enters a site into the table, once.
    pub fn intern_site(&mut self, file: &str, line: u32) -> Site {
        let file = self.intern(file);
        Site(self.sites.intern_owned(SiteEntry { file, line }))
    }

    /// A stack of the table, innermost first.
    pub fn stack(&self, stack: Stack) -> &[StackFrame] {
        &self.stacks.values[stack.0 as usize]
    }

    /// Enters a stack into the table, once.
    pub fn intern_stack(&mut self, frames: &[StackFrame]) -> Stack {
        Stack(self.stacks.intern(frames))
    }

    /// A resource's contents.
    pub fn snapshot(&self, snapshot: Snapshot) -> &ResourceState {
        &self.snapshots[snapshot.0 as usize]
    }

    /// Enters a resource's contents into the table.
    pub fn push_snapshot(&mut self, state: ResourceState) -> Snapshot {
        self.snapshots.push(state);
        Snapshot(self.snapshots.len() as u32 - 1)
    }

    /// All texts, in the order of their ids: the file's string table.
    pub fn texts(&self) -> &[Rc<str>] {
        &self.texts.values
    }

    /// All sites, in the order of their ids.
    pub fn sites(&self) -> &[SiteEntry] {
        &self.sites.values
    }

    /// All stacks, in the order of their ids.
    pub fn stacks(&self) -> &[Rc<[StackFrame]>] {
        &self.stacks.values
    }

    /// All snapshots, in the order of their ids.
    pub fn snapshots(&self) -> &[ResourceState] {
        &self.snapshots
    }
}

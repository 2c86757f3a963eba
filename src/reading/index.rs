//! Answers "how did things stand then?" without replaying a record from its beginning.
//!
//! Copies of the [`LoopState`] are kept along the record; a question takes the copy before the moment and applies what
//! follows. Copies stand at least [`Index::SPACING`] events apart, and twice as far as the state has entries: so all
//! of them together hold at most one entry for two events, and a question replays few events beside what it copies.
//! What never changes again, such as a task's end, stands once in order of time and is found by bisection.

use std::collections::HashMap;
use std::ops::Range;

use super::live_entries::EndedTask;
use super::loop_state::LoopState;
use super::walk::{EventVisitor, Occurrence, concerns_program};
use crate::trace::{FutureId, FutureOrigin, Seq, Settled, Site, TaskId, Text, Trace, WarningCode};

/// The life of a future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FutureLife {
    /// The purpose; `None` for a task.
    pub of: Option<FutureOrigin>,
    /// The name, if there is one.
    pub name: Option<Text>,
    /// The event that created it.
    pub created: Seq,
    /// The event that settled it, and the result; `None` if none has.
    pub settled: Option<(Seq, Settled)>,
}

/// A printed text or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsoleEntry {
    /// The event.
    pub seq: Seq,
    /// The task in whose step it was; `None` for a callback, and between steps.
    pub task: Option<TaskId>,
}

/// An index over a record, which may still be growing. Fed by [`RecordAnalysis::grow`](super::RecordAnalysis::grow).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// States, each with the number of events before it, in order.
    copies: Vec<(usize, LoopState)>,
    /// The current state: after everything that was read.
    head: LoopState,
    /// The number of events that were read.
    len: usize,
    ended: Vec<EndedTask>,
    said: Vec<ConsoleEntry>,
    /// Events of the program, not of the loop's book-keeping.
    matters: Vec<Seq>,
    futures: HashMap<FutureId, FutureLife>,
    /// Futures that the program made itself, with the events that created them.
    own: Vec<(Seq, FutureId)>,
}

/// Notes what never changes again. The [`State`] is that before the event.
impl EventVisitor for Index {
    type Answer = ();

    const NOTHING: () = ();

    fn task_created(
        &mut self,
        here: &Occurrence,
        task: TaskId,
        name: Text,
        _: Option<TaskId>,
        _: Site,
        _: Option<Text>,
    ) {
        let life = FutureLife { of: None, name: Some(name), created: here.seq, settled: None };
        self.futures.insert(task.future(), life);
    }

    fn future_created(&mut self, here: &Occurrence, future: FutureId, of: FutureOrigin, name: Option<Text>) {
        let life = FutureLife { of: Some(of), name, created: here.seq, settled: None };
        self.futures.insert(future, life);
        if of == FutureOrigin::Plain {
            self.own.push((here.seq, future));
        }
    }

    fn future_settled(&mut self, here: &Occurrence, future: FutureId, how: Settled) {
        if let Some(life) = self.futures.get_mut(&future) {
            life.settled = Some((here.seq, how));
        }
    }

    fn output(&mut self, here: &Occurrence) {
        self.said.push(ConsoleEntry { seq: here.seq, task: self.head.current_task(here.event.thread) });
    }

    fn warning(&mut self, here: &Occurrence, _: WarningCode, _: Text) {
        self.output(here);
    }
}

impl Index {
    /// The least distance between two copies, in events.
    pub const SPACING: usize = 512;

    /// Reads a whole record.
    pub fn new(trace: &Trace) -> Index {
        let mut index = Index::default();
        for here in Occurrence::range(trace, 0..trace.len()) {
            index.read(&here);
        }
        index
    }

    /// Reads the next event of the record.
    pub(super) fn read(&mut self, here: &Occurrence) {
        let last = self.copies.last().map_or(0, |(count, _)| *count);
        if self.len - last >= Self::SPACING.max(2 * self.head.size()) {
            self.copies.push((self.len, self.head.clone()));
        }
        if concerns_program(&here.event.kind) {
            self.matters.push(here.seq);
        }
        here.deliver_to(self);
        self.ended.extend(self.head.read(here));
        self.len += 1;
    }

    /// The number of events that were read.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns true before the first event was read.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The state right after an event; past the end, the state at the end.
    pub fn state_at(&self, trace: &Trace, seq: Seq) -> LoopState {
        let count = (seq.0 as usize + 1).min(self.len);
        if count == self.len {
            return self.head.clone();
        }
        let (from, state) = match self.copy_before(count) {
            Some((from, state)) => (*from, state.clone()),
            None => (0, LoopState::default()),
        };
        replayed(trace, state, from..count)
    }

    /// Returns what [`Index::state_at`] does, given the state at another moment of the same record: goes on from there
    /// where that is less work, as while a record is played.
    pub fn state_after(&self, trace: &Trace, given: LoopState, seq: Seq) -> LoopState {
        let count = (seq.0 as usize + 1).min(self.len);
        let from = given.at.map_or(0, |at| at.0 as usize + 1);
        // A copy costs about as much as to replay as many events as it has entries.
        if from > count || count - from > self.replayed(seq) + given.size() {
            return self.state_at(trace, seq);
        }
        replayed(trace, given, from..count)
    }

    fn copy_before(&self, count: usize) -> Option<&(usize, LoopState)> {
        let copies = self.copies.partition_point(|(at, _)| *at <= count);
        copies.checked_sub(1).and_then(|last| self.copies.get(last))
    }

    /// The number of events that [`Index::state_at`] applies for this one: the cost of a question beside the copy.
    pub fn replayed(&self, seq: Seq) -> usize {
        let count = (seq.0 as usize + 1).min(self.len);
        if count == self.len { 0 } else { count - self.copy_before(count).map_or(0, |(from, _)| *from) }
    }

    /// The number of entries that all copies together hold: the memory of the index, beside one entry for every task and
    /// future.
    pub fn entries(&self) -> usize {
        self.copies.iter().map(|(_, state)| state.size()).sum()
    }

    /// The tasks that had ended by an event, in order of their ends.
    pub fn ended(&self, seq: Seq) -> &[EndedTask] {
        &self.ended[..self.ended.partition_point(|ended| ended.seq <= seq)]
    }

    /// The outputs and warnings up to an event, in order.
    pub fn said(&self, seq: Seq) -> &[ConsoleEntry] {
        &self.said[..self.said.partition_point(|said| said.seq <= seq)]
    }

    /// The last event at or before one that concerns the program, not the loop's book-keeping.
    pub fn matters(&self, seq: Seq) -> Option<Seq> {
        let before = self.matters.partition_point(|at| *at <= seq);
        before.checked_sub(1).map(|last| self.matters[last])
    }

    /// The futures that the program itself had made by an event, in order.
    pub fn own_futures(&self, seq: Seq) -> impl DoubleEndedIterator<Item = FutureId> + ExactSizeIterator + '_ {
        self.own[..self.own.partition_point(|(at, _)| *at <= seq)].iter().map(|(_, future)| *future)
    }

    /// The life of a future. Compare its events with the playhead: what is later has not happened yet.
    pub fn future(&self, future: FutureId) -> Option<FutureLife> {
        self.futures.get(&future).copied()
    }
}

/// Applies the events of a range, which begins where the state ends.
fn replayed(trace: &Trace, mut state: LoopState, range: Range<usize>) -> LoopState {
    for here in Occurrence::range(trace, range) {
        let _ended = state.read(&here);
    }
    state
}

//! Answers "how did things stand then?" without replaying a record from its beginning.
//!
//! Copies of the [`LoopState`] are kept along the record; a question takes the copy before the moment and applies what
//! follows. Copies stand at least [`Index::SPACING`] events apart, and twice as far as the state has entries: so all
//! of them together hold at most one entry for two events, and a question replays few events beside what it copies.
//! What never changes again, such as a task's end, stands once in order of time and is found by bisection.

use std::collections::HashMap;
use std::ops::Range;

use super::{EndedTask, LoopState, Names};
use crate::trace::{FutureId, FutureOrigin, Kind, Seq, Settled, TaskId, Text, Trace};

/// A future's life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FutureLife {
    /// What it stands for; `None` for a task.
    pub of: Option<FutureOrigin>,
    /// Its name, if it has one.
    pub name: Option<Text>,
    /// The event that created it.
    pub created: Seq,
    /// The event that settled it, and how; `None` if none has.
    pub settled: Option<(Seq, Settled)>,
}

/// Something printed, or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsoleEntry {
    /// The event.
    pub seq: Seq,
    /// In whose step; `None` for a callback's, and between steps.
    pub task: Option<TaskId>,
}

/// Whether an event tells of how the loop does its work, and nothing of the program's.
fn is_book_keeping(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::HandleScheduled { .. }
            | Kind::HandleBegan { .. }
            | Kind::HandleEnded { .. }
            | Kind::Turn { .. }
            | Kind::TimerSet { .. }
            | Kind::TimerFired { .. }
            | Kind::TimerCancelled { .. }
            | Kind::CallbackAdded { .. }
            | Kind::CallbackRemoved { .. }
            | Kind::FutureCreated { .. }
            | Kind::StepBegan { .. }
            | Kind::GeneratorCreated { .. }
    )
}

/// A state with what the record has in a range, which begins where the state ends.
fn replayed(trace: &Trace, mut state: LoopState, range: Range<usize>) -> LoopState {
    for i in range {
        let _ended = state.apply(trace, Seq(i as u32));
    }
    state
}

/// An index over a record, which may still be growing.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// States after so many events, in order.
    copies: Vec<(usize, LoopState)>,
    /// The state after everything that was seen.
    head: LoopState,
    seen: usize,
    ended: Vec<EndedTask>,
    said: Vec<ConsoleEntry>,
    matters: Vec<Seq>,
    futures: HashMap<FutureId, FutureLife>,
    /// Futures that the program made itself, with their events.
    own: Vec<(Seq, FutureId)>,
    names: Names,
}

impl Index {
    /// The least distance between two copies, in events.
    pub const SPACING: usize = 512;

    /// An index over a record as it is now.
    pub fn new(trace: &Trace) -> Index {
        let mut index = Index::default();
        index.extend(trace);
        index
    }

    /// Looks at what the record has gained since. It must be the same record as before.
    pub fn extend(&mut self, trace: &Trace) {
        self.extend_to(trace, trace.len());
    }

    /// The same with its first `len` events.
    pub fn extend_to(&mut self, trace: &Trace, len: usize) {
        let len = len.min(trace.len());
        for i in self.seen..len {
            let (seq, last) = (Seq(i as u32), self.copies.last().map_or(0, |(count, _)| *count));
            if i - last >= Self::SPACING.max(2 * self.head.size()) {
                self.copies.push((i, self.head.clone()));
            }
            let event = trace.event(seq);
            self.note(seq, event.thread, &event.kind);
            self.ended.extend(self.head.apply(trace, seq));
        }
        self.seen = self.seen.max(len);
        self.names.extend_to(trace, len);
    }

    fn note(&mut self, seq: Seq, thread: u16, kind: &Kind) {
        if !is_book_keeping(kind) {
            self.matters.push(seq);
        }
        match *kind {
            Kind::FutureCreated { future, of, name } => {
                let life = FutureLife { of: Some(of), name, created: seq, settled: None };
                self.futures.insert(future, life);
                if of == FutureOrigin::Plain {
                    self.own.push((seq, future));
                }
            }
            Kind::TaskCreated { task, name, .. } => {
                let life = FutureLife { of: None, name: Some(name), created: seq, settled: None };
                self.futures.insert(task.future(), life);
            }
            Kind::FutureSettled { future, how } => {
                if let Some(life) = self.futures.get_mut(&future) {
                    life.settled = Some((seq, how));
                }
            }
            Kind::Output { .. } | Kind::Warning { .. } => {
                self.said.push(ConsoleEntry { seq, task: self.head.current_task(thread) });
            }
            Kind::RunBegan { .. } | Kind::RunEnded { .. } | Kind::Turn { .. } | Kind::TaskRenamed { .. } => {}
            Kind::HandleScheduled { .. } | Kind::HandleCancelled { .. } => {}
            Kind::HandleBegan { .. } | Kind::HandleEnded { .. } => {}
            Kind::StepBegan { .. } | Kind::StepEnded { .. } => {}
            Kind::CancelRequested { .. } | Kind::CancelDelivered { .. } | Kind::Uncancelled { .. } => {}
            Kind::CallbackAdded { .. } | Kind::CallbackRemoved { .. } => {}
            Kind::TimerSet { .. } | Kind::TimerFired { .. } | Kind::TimerCancelled { .. } => {}
            Kind::ResourceCreated { .. } | Kind::ResourceChanged { .. } => {}
            Kind::ContextChanged { .. } | Kind::Blocked { .. } | Kind::Note { .. } => {}
            Kind::GeneratorCreated { .. } | Kind::GeneratorResumed { .. } => {}
            Kind::GeneratorYielded { .. } | Kind::GeneratorEnded { .. } => {}
        }
    }

    /// How many events have been looked at.
    pub fn len(&self) -> usize {
        self.seen
    }

    /// Whether nothing has been looked at.
    pub fn is_empty(&self) -> bool {
        self.seen == 0
    }

    /// How things stood right after an event. Past the end: how they stand at the end.
    pub fn state_at(&self, trace: &Trace, seq: Seq) -> LoopState {
        let count = (seq.0 as usize + 1).min(self.seen);
        if count == self.seen {
            return self.head.clone();
        }
        let (from, state) = match self.copy_before(count) {
            Some((from, state)) => (*from, state.clone()),
            None => (0, LoopState::default()),
        };
        replayed(trace, state, from..count)
    }

    /// As [`Index::state_at`], given how things stood at another moment of the same record: goes on from there where
    /// that is less work, as while a record is played.
    pub fn state_after(&self, trace: &Trace, given: LoopState, seq: Seq) -> LoopState {
        let count = (seq.0 as usize + 1).min(self.seen);
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

    /// How many events [`Index::state_at`] applies for this one: what a question costs beside the copy.
    pub fn replayed(&self, seq: Seq) -> usize {
        let count = (seq.0 as usize + 1).min(self.seen);
        if count == self.seen { 0 } else { count - self.copy_before(count).map_or(0, |(from, _)| *from) }
    }

    /// How many entries all copies together hold: what the index takes, beside one entry for every task and future.
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

    /// A future's life. Compare its events with the playhead: what is later has not happened yet.
    pub fn future(&self, future: FutureId) -> Option<FutureLife> {
        self.futures.get(&future).copied()
    }

    /// What everything is called.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

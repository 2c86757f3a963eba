//! The facts of two records that are compared, as numbers: equal facts have equal numbers in both.

use std::collections::HashMap;

use super::MatchedTasks;
use crate::clock::Micros;
use crate::trace::{EventKind, HandleKind, Outcome, Seq, Status, TaskId, Text, Trace, WaitKind, WarningCode};

/// The thing that an event says, without its moment, ids and lines; tasks by those of the first record, texts by a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Fact {
    Created(SameTask),
    MadeReady(SameTask),
    Runs(SameTask),
    Waits(SameTask, WaitKind),
    Ended(SameTask, Ending, u32),
    CancelRequested(SameTask),
    Printed(u32),
    Warned(WarningCode),
    RunEnded(Ending),
}

/// The way in which a task or a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Ending {
    Returned,
    Raised,
    Cancelled,
    Deadlock,
    Stopped,
    Limit,
}

/// A task: the one of the first record, or else one that only the second has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SameTask {
    Both(TaskId),
    Second(TaskId),
}

/// A fact of a record.
#[derive(Clone, Copy)]
pub(super) struct PlacedFact {
    /// The event.
    pub seq: Seq,
    /// The moment of the event.
    pub t: Micros,
    /// The number of the fact.
    pub number: u32,
    /// The task that it is about, or in whose step it happens.
    pub task: Option<SameTask>,
}

/// The facts of both records, as far as they have been read.
#[derive(Default)]
pub(super) struct ComparedFacts {
    /// The facts of each record, in order.
    pub placed: [Vec<PlacedFact>; 2],
    /// The count of numbers that are in use.
    pub numbers: u32,
    by_fact: HashMap<Fact, u32>,
    by_text: HashMap<Box<str>, u32>,
    /// The events of each record that have been read.
    read: [usize; 2],
    /// The task whose step runs now on each thread of the record that is being read.
    running: HashMap<u16, SameTask>,
}

impl ComparedFacts {
    /// Reads at most this many events, first of the first record, then of the second; returns whether both have been read.
    pub fn read(&mut self, traces: [&Trace; 2], tasks: &MatchedTasks, events: usize) -> bool {
        let mut left = events;
        for (which, trace) in traces.into_iter().enumerate() {
            let until = trace.len().min(self.read[which].saturating_add(left));
            left -= until - self.read[which];
            for place in self.read[which]..until {
                self.take(which, trace, Seq(place as u32), tasks);
            }
            self.read[which] = until;
            if until < trace.len() {
                return false;
            }
            if which == 0 && self.read[1] == 0 {
                self.running.clear();
            }
        }
        true
    }

    fn take(&mut self, which: usize, trace: &Trace, seq: Seq, tasks: &MatchedTasks) {
        let who = |task: TaskId| match which {
            0 => SameTask::Both(task),
            _ => tasks.first.get(&task).map_or(SameTask::Second(task), |first| SameTask::Both(*first)),
        };
        let event = trace.event(seq);
        let (fact, task) = match event.kind {
            EventKind::TaskCreated { task, .. } => (Fact::Created(who(task)), Some(who(task))),
            EventKind::HandleScheduled { what: HandleKind::Wakeup(task), .. } => {
                (Fact::MadeReady(who(task)), Some(who(task)))
            }
            EventKind::StepBegan { task } => {
                self.running.insert(event.thread, who(task));
                (Fact::Runs(who(task)), Some(who(task)))
            }
            EventKind::StepEnded { task, outcome, .. } => {
                self.running.remove(&event.thread);
                let who = who(task);
                let fact = match outcome {
                    Outcome::Suspended(on) => Fact::Waits(who, on.kind),
                    Outcome::Returned(value) => Fact::Ended(who, Ending::Returned, self.text(trace, value)),
                    Outcome::Raised(error) => Fact::Ended(who, Ending::Raised, self.text(trace, error)),
                    Outcome::Cancelled => Fact::Ended(who, Ending::Cancelled, 0),
                };
                (fact, Some(who))
            }
            EventKind::CancelRequested { task, .. } => (Fact::CancelRequested(who(task)), Some(who(task))),
            EventKind::Output { text, .. } => {
                (Fact::Printed(self.text(trace, text)), self.running.get(&event.thread).copied())
            }
            EventKind::Warning { code, .. } => (Fact::Warned(code), self.running.get(&event.thread).copied()),
            EventKind::RunEnded { status } => {
                let ending = match status {
                    Status::Returned => Ending::Returned,
                    Status::Raised(_) => Ending::Raised,
                    Status::Deadlock => Ending::Deadlock,
                    Status::Stopped => Ending::Stopped,
                    Status::Limit => Ending::Limit,
                };
                (Fact::RunEnded(ending), None)
            }
            _ => return,
        };
        let next = self.by_fact.len() as u32;
        let number = *self.by_fact.entry(fact).or_insert(next);
        self.numbers = self.by_fact.len() as u32;
        self.placed[which].push(PlacedFact { seq, t: event.t, number, task });
    }

    fn text(&mut self, trace: &Trace, text: Text) -> u32 {
        let text = trace.text(text);
        if let Some(number) = self.by_text.get(text) {
            return *number;
        }
        let next = self.by_text.len() as u32;
        self.by_text.insert(text.into(), next);
        next
    }
}

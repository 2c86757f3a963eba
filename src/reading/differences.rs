//! The first difference between two records, with the tasks of one matched to those of the other.
//!
//! Compared are the events that concern the program: tasks that are created, made ready, run, wait and end, what is printed,
//! warned of and cancelled, and how the run ends; each with its moment. Ids, handles and turns differ between programs that do the
//! same, and lines move when a program is edited, so that none of these is compared.

use std::collections::HashMap;
use std::hash::Hash;

use super::spans::Spans;
use crate::clock::Micros;
use crate::trace::{EventKind, HandleKind, Outcome, Seq, Status, TaskId, Trace, WaitKind, WarningCode};

/// Ways in which two records differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// One thing happens in both, at different moments.
    Moment,
    /// Two things happen in both, in a different order.
    Order,
    /// The first record has something that the second one lacks here.
    OnlyInFirst,
    /// The second record has something that the first one lacks here.
    OnlyInSecond,
    /// Different things happen.
    Other,
}

/// The first difference: an event of each record, `None` past its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of difference.
    pub kind: DifferenceKind,
    /// The events.
    pub events: [Option<Seq>; 2],
}

/// The tasks of two records that are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchedTasks {
    /// The task of the second record for one of the first.
    pub second: HashMap<TaskId, TaskId>,
    /// The task of the first record for one of the second.
    pub first: HashMap<TaskId, TaskId>,
}

impl MatchedTasks {
    /// Matches tasks by name, line of creation and order; those that are left by line and order, then by name and order, then by
    /// the order of creation among those with the same parent.
    pub fn new(traces: [&Trace; 2], spans: [&Spans; 2]) -> MatchedTasks {
        let mut matched = MatchedTasks::default();
        let site = |which: usize, task: TaskId| {
            let created = spans[which].task(task).map(|task| traces[which].event(task.created.seq).kind);
            let Some(EventKind::TaskCreated { site, .. }) = created else { return (String::new(), 0) };
            let site = traces[which].site(site);
            (traces[which].text(site.file).to_string(), site.line)
        };
        let name = |which: usize, task: TaskId| {
            let task = spans[which].task(task);
            task.map_or_else(String::new, |task| traces[which].text(task.name).to_string())
        };
        matched.by(spans, |which, task| (name(which, task), site(which, task).1));
        matched.by(spans, site);
        matched.by(spans, name);
        let firsts = matched.first.clone();
        let parent = |which: usize, task: TaskId| {
            let parent = spans[which].task(task).and_then(|task| task.parent)?;
            if which == 0 { Some(parent) } else { firsts.get(&parent).copied() }
        };
        matched.by(spans, parent);
        matched
    }

    /// Matches the tasks that are left by a key, in order of creation.
    fn by<K: Eq + Hash>(&mut self, spans: [&Spans; 2], key: impl Fn(usize, TaskId) -> K) {
        let mut left: HashMap<K, Vec<TaskId>> = HashMap::new();
        for task in spans[1].tasks.iter().rev().map(|task| task.task).filter(|task| !self.first.contains_key(task)) {
            left.entry(key(1, task)).or_default().push(task);
        }
        let first: Vec<TaskId> = spans[0].tasks.iter().map(|task| task.task).collect();
        for task in first.into_iter().filter(|task| !self.second.contains_key(task)).collect::<Vec<_>>() {
            if let Some(other) = left.get_mut(&key(0, task)).and_then(Vec::pop) {
                self.second.insert(task, other);
                self.first.insert(other, task);
            }
        }
    }
}

/// The thing that an event says, without its moment, ids and lines; tasks by those of the first record.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Fact<'t> {
    Created(SameTask),
    MadeReady(SameTask),
    Runs(SameTask),
    Waits(SameTask, WaitKind),
    Ended(SameTask, &'static str, &'t str),
    CancelRequested(SameTask),
    Printed(&'t str),
    Warned(WarningCode),
    RunEnded(&'static str),
}

/// A task: the one of the first record, or else one that only the second has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum SameTask {
    Both(TaskId),
    Second(TaskId),
}

/// The facts of a record, with their events and moments.
fn facts<'t>(trace: &'t Trace, who: impl Fn(TaskId) -> SameTask) -> Vec<(Seq, Micros, Fact<'t>)> {
    let mut facts = Vec::new();
    for (seq, event) in trace.events() {
        let fact = match event.kind {
            EventKind::TaskCreated { task, .. } => Fact::Created(who(task)),
            EventKind::HandleScheduled { what: HandleKind::Wakeup(task), .. } => Fact::MadeReady(who(task)),
            EventKind::StepBegan { task } => Fact::Runs(who(task)),
            EventKind::StepEnded { task, outcome, .. } => match outcome {
                Outcome::Suspended(on) => Fact::Waits(who(task), on.kind),
                Outcome::Returned(value) => Fact::Ended(who(task), "returned", trace.text(value)),
                Outcome::Raised(error) => Fact::Ended(who(task), "raised", trace.text(error)),
                Outcome::Cancelled => Fact::Ended(who(task), "cancelled", ""),
            },
            EventKind::CancelRequested { task, .. } => Fact::CancelRequested(who(task)),
            EventKind::Output { text, .. } => Fact::Printed(trace.text(text)),
            EventKind::Warning { code, .. } => Fact::Warned(code),
            EventKind::RunEnded { status } => Fact::RunEnded(match status {
                Status::Returned => "returned",
                Status::Raised(_) => "raised",
                Status::Deadlock => "deadlock",
                Status::Stopped => "stopped",
                Status::Limit => "limit",
            }),
            _ => continue,
        };
        facts.push((seq, event.t, fact));
    }
    facts
}

/// Finds the first difference between two records; `None` if they are the same in all that concerns the program.
pub fn first_difference(traces: [&Trace; 2], tasks: &MatchedTasks) -> Option<Difference> {
    let first = facts(traces[0], SameTask::Both);
    let second =
        facts(traces[1], |task| tasks.first.get(&task).map_or(SameTask::Second(task), |task| SameTask::Both(*task)));
    let same = first.iter().zip(&second).take_while(|((_, t, fact), (_, u, other))| (t, fact) == (u, other)).count();
    let events = [first.get(same).map(|(seq, ..)| *seq), second.get(same).map(|(seq, ..)| *seq)];
    let kind = match (first.get(same), second.get(same)) {
        (None, None) => return None,
        (Some(_), None) => DifferenceKind::OnlyInFirst,
        (None, Some(_)) => DifferenceKind::OnlyInSecond,
        (Some((_, _, fact)), Some((_, _, other))) if fact == other => DifferenceKind::Moment,
        (Some((_, _, fact)), Some((_, _, other))) => {
            let comes = |facts: &[(Seq, Micros, Fact<'_>)], fact: &Fact<'_>| {
                facts[same..].iter().any(|(_, _, later)| later == fact)
            };
            match (comes(&second, fact), comes(&first, other)) {
                (true, true) => DifferenceKind::Order,
                (true, false) => DifferenceKind::OnlyInSecond,
                (false, true) => DifferenceKind::OnlyInFirst,
                (false, false) => DifferenceKind::Other,
            }
        }
    };
    Some(Difference { kind, events })
}

//! The order of two printed lines: what fixes it, or that the model leaves it open.
//!
//! A record is one order of several that a program allows. Two lines of it may stand the other way round only by one of these
//! rules; in all else the order of the record, which is CPython's, is the only one.
//!
//! 1. They are printed at the same moment of loop time, and by different tasks.
//! 2. Nothing that leads to the one is the other's step: neither a chain of causes, nor an earlier step of the same task.
//! 3. One of:
//!    - They are printed on different threads, whose order at one moment is the machine's.
//!    - They go back to different timers of the same deadline that were set at *different* moments: 2 s set at once, and 1 s
//!      set a second later. A real clock has no such ties, and which fires first depends on how late the loop was. Timers
//!      that are set at the same moment fire in that order, in CPython too.
//!    - Their tasks are of one group (have the same parent) and were cancelled by one callback, as a `TaskGroup` does it:
//!      it goes through a set, whose order is none.
//! 4. The steps that lead to them at this moment touch no resource in common: a lock or a queue would come to another state
//!    if they changed places, and so might all that follows.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::printed_lines::{PrintedLine, causes};
use super::spans::Spans;
use crate::clock::Micros;
use crate::trace::{EventKind, ResourceId, Seq, TaskId, Trace};

/// The relation of a printed line to one that the record has after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRelation {
    /// One step prints both, so nothing comes between them.
    SameStep,
    /// Two steps of one task print them.
    SameTask,
    /// The step of the first leads to that of the second.
    Caused,
    /// The first is printed at an earlier moment.
    Earlier,
    /// Both are printed at one moment, in the order in which they came into the ready queue.
    Queued,
    /// Either order is one that the model allows.
    Open,
}

/// Returns the relation of each line to each later one, the next one first.
pub fn line_relations(trace: &Trace, spans: &Spans, lines: &[PrintedLine]) -> Vec<Vec<LineRelation>> {
    // Made once for each line: a moment may have a hundred thousand events.
    let pasts: Vec<OnceCell<Past>> = lines.iter().map(|_| OnceCell::new()).collect();
    let past = |place: usize, step: Seq| pasts[place].get_or_init(|| Past::of(trace, step, lines[place].at));
    let relation = |place: usize, other: usize| {
        let (earlier, later) = (&lines[place], &lines[other]);
        let (first, second) = match clear_relation(trace, earlier, later) {
            Ok(relation) => return relation,
            Err(steps) => steps,
        };
        let (left, right) = (past(place, first), past(other, second));
        if right.events.contains(&first) {
            return LineRelation::Caused;
        }
        let is_free = earlier.thread != later.thread || left.has_other_timers(right) || left.is_sibling(right, spans);
        if is_free && left.resources.is_disjoint(&right.resources) { LineRelation::Open } else { LineRelation::Queued }
    };
    (0..lines.len()).map(|place| (place + 1..lines.len()).map(|other| relation(place, other)).collect()).collect()
}

/// Returns the relation of two lines where it is plain. The error is the steps of two lines of one moment, whose past has to be
/// looked at.
fn clear_relation(trace: &Trace, earlier: &PrintedLine, later: &PrintedLine) -> Result<LineRelation, (Seq, Seq)> {
    if earlier.step == later.step {
        return Ok(match earlier.step {
            // Steps on other threads take time, in which others print.
            Some(_) if earlier.thread != 0 => LineRelation::SameTask,
            Some(_) => LineRelation::SameStep,
            // Code before the loop, or after it.
            None if is_at_rest(trace, earlier.seq, later.seq) => LineRelation::SameStep,
            None => LineRelation::Earlier,
        });
    }
    if earlier.task.is_some() && earlier.task == later.task {
        return Ok(LineRelation::SameTask);
    }
    let (Some(first), Some(second)) = (earlier.step, later.step) else { return Ok(LineRelation::Earlier) };
    if causes(trace, second).take_while(|seq| *seq >= first).any(|seq| seq == first) {
        return Ok(LineRelation::Caused);
    }
    if earlier.at != later.at { Ok(LineRelation::Earlier) } else { Err((first, second)) }
}

/// Returns whether the loop runs nothing between two events.
fn is_at_rest(trace: &Trace, from: Seq, to: Seq) -> bool {
    let mut between = (from.0..to.0).map(|seq| trace.event(Seq(seq)).kind);
    between.all(|kind| !matches!(kind, EventKind::HandleBegan { .. }))
}

/// The events of one moment that lead to a step.
struct Past {
    events: HashSet<Seq>,
    /// The timers that fired, each with its deadline and the moment at which it was set.
    timers: HashSet<(Seq, Micros, Micros)>,
    /// The cancellations: the callback that asked for them, and the task.
    cancellations: Vec<(Seq, TaskId)>,
    /// The resources that these events have changed, and those of the step itself.
    resources: HashSet<ResourceId>,
}

impl Past {
    fn of(trace: &Trace, step: Seq, at: Micros) -> Past {
        let mut past = Past {
            events: HashSet::from([step]),
            timers: HashSet::new(),
            cancellations: Vec::new(),
            resources: HashSet::new(),
        };
        let mut tasks = HashSet::new();
        let mut first = step;
        for seq in (0..=step.0).rev().map(Seq).take_while(|seq| trace.event(*seq).t == at) {
            first = seq;
            let event = trace.event(seq);
            let goes_on = matches!(event.kind, EventKind::StepBegan { task } if tasks.contains(&task));
            if !goes_on && !past.events.contains(&seq) {
                continue;
            }
            past.events.insert(seq);
            past.events.extend(event.cause);
            match event.kind {
                EventKind::StepBegan { task } => {
                    tasks.insert(task);
                }
                EventKind::TimerFired { .. } => past.timers.extend(event.cause.and_then(|set| {
                    let EventKind::TimerSet { due, .. } = trace.event(set).kind else { return None };
                    Some((seq, due, trace.event(set).t))
                })),
                _ => {}
            }
        }
        let moment = (first.0 as usize..trace.len()).map(|seq| (Seq(seq as u32), trace.event(Seq(seq as u32))));
        for (_, event) in moment.take_while(|(_, event)| event.t == at) {
            let Some(cause) = event.cause.filter(|cause| past.events.contains(cause)) else { continue };
            match event.kind {
                EventKind::ResourceChanged { resource, .. } => {
                    past.resources.insert(resource);
                }
                EventKind::CancelRequested { task, .. }
                    if matches!(trace.event(cause).kind, EventKind::HandleBegan { .. }) && tasks.contains(&task) =>
                {
                    past.cancellations.push((cause, task));
                }
                _ => {}
            }
        }
        past
    }

    /// Returns whether both go back to timers of the same deadline, all of which were set at different moments.
    fn has_other_timers(&self, other: &Past) -> bool {
        let ties = |(seq, due, set): &(Seq, Micros, Micros)| {
            other.timers.iter().all(|(its, its_due, its_set)| seq != its && due == its_due && set != its_set)
        };
        !self.timers.is_empty() && !other.timers.is_empty() && self.timers.iter().all(ties)
    }

    /// Returns whether one callback has cancelled a task of each, both of one parent.
    fn is_sibling(&self, other: &Past, spans: &Spans) -> bool {
        let parent = |task: TaskId| spans.task(task).and_then(|task| task.parent);
        self.cancellations.iter().any(|(by, task)| {
            let is = |(its, of): &(Seq, TaskId)| by == its && task != of && parent(*task) == parent(*of);
            other.cancellations.iter().any(is)
        })
    }
}

//! Slack: how much longer a task could have taken without moving the end.
//!
//! The latest moment of each event is found from the end backwards: an event must come as much before what it brought about as it
//! did, and before what it held up, a task must wait no later than its wait ends, and a future that waits for several others settles no earlier than
//! these. All else is free until the run ends.
//!
//! The slack is an upper bound: a task that is done when somebody awaits it makes nobody wait, so that the record does not know of
//! that await.

use super::super::spans::{Activity, Spans};
use super::path_causes::decided_by;
use super::path_facts::PathFacts;
use crate::clock::Micros;
use crate::trace::{Event, EventKind, Seq, TaskId, Trace};

/// The slack of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slack {
    /// The task.
    pub task: TaskId,
    /// The time by which it could have taken longer, at most.
    pub slack: Micros,
}

/// Slack, found a slice at a time.
pub(super) struct LatestMoments {
    /// The latest moment of each event, as far as it is known.
    latest: Vec<Micros>,
    /// The joins that are still to come, the last one last.
    joins: Vec<(Seq, Seq)>,
    /// The number of events that are still to be read, from the end backwards.
    left: usize,
}

/// Returns the slack of every task of the program that has ended before its run did, in order of creation: that of the step
/// which has least.
pub fn slacks(trace: &Trace, spans: &Spans) -> Vec<Slack> {
    let facts = PathFacts::new(trace);
    let mut moments = LatestMoments::new(trace, &facts);
    moments.read(trace, &facts, trace.len());
    slacks_by(trace, spans, &moments)
}

/// The slacks by the latest moments, once all of them are known.
pub(super) fn slacks_by(trace: &Trace, spans: &Spans, moments: &LatestMoments) -> Vec<Slack> {
    let latest = &moments.latest;
    let own = spans.tasks.iter().filter(|task| !task.is_of_library);
    let ended = own.filter_map(|task| {
        let (ended, _) = task.ended?;
        let EventKind::StepEnded { .. } = trace.event(ended.seq).kind else { return None };
        let steps = task.spans.iter().filter(|span| span.doing == Activity::Running);
        // Whatever a step brings about is later if the step is.
        let slack = steps.map(|span| latest[span.from.seq.0 as usize] - span.from.t).min()?;
        Some(Slack { task: task.task, slack })
    });
    ended.collect()
}

impl LatestMoments {
    /// The moments at which the record ends, from which all others are found.
    pub fn new(trace: &Trace, facts: &PathFacts) -> LatestMoments {
        let ended = trace.kinds().iter().enumerate().filter(|(_, kind)| matches!(kind, EventKind::RunEnded { .. }));
        let ended = ended.map(|(place, _)| trace.event(Seq(place as u32)));
        let ends: Vec<(u16, Micros)> = ended.map(|event| (event.run, event.t)).collect();
        let end = trace.end_time();
        let end_of = |event: &Event| {
            let known = ends.iter().rev().find(|(run, _)| *run == event.run);
            known.map_or(end, |(_, end)| *end).max(event.t)
        };
        let latest = trace.events().map(|(_, event)| end_of(&event)).collect();
        LatestMoments { latest, joins: facts.joins.clone(), left: trace.len() }
    }

    /// Reads at most so many events more, backwards. Returns true when all are read.
    pub fn read(&mut self, trace: &Trace, facts: &PathFacts, events: usize) -> bool {
        let until = self.left.saturating_sub(events);
        for place in (until..self.left).rev() {
            let seq = Seq(place as u32);
            let (event, limit) = (trace.event(seq), self.latest[place]);
            let latest = &mut self.latest;
            let mut bound = |earlier: Seq, limit: Micros| {
                let known = &mut latest[earlier.0 as usize];
                *known = limit.min(*known);
            };
            // A turn of a loop that had nothing to do was not brought about by the last handle, which is noted as its cause.
            let cause = event.cause.map(|cause| trace.event(cause));
            let idled = |cause: Event| matches!(cause.kind, EventKind::HandleEnded { .. }) && cause.t < event.t;
            if matches!(event.kind, EventKind::Turn { .. }) && cause.is_some_and(idled) {
                continue;
            }
            // Also the handle that has held the loop comes no later, so that nothing on the critical path has slack.
            for earlier in [event.cause, decided_by(trace, facts, seq)].into_iter().flatten() {
                let apart = event.t - trace.event(earlier).t;
                bound(earlier, limit - apart);
            }
            if let Some(suspended) = facts.suspension(seq) {
                bound(suspended, limit);
            }
            while let Some((child, _)) = self.joins.pop_if(|(_, join)| *join == seq) {
                bound(child, limit);
            }
        }
        self.left = until;
        until == 0
    }
}

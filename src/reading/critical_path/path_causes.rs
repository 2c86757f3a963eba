//! The step back: from an event to the event without which it would have happened earlier.
//!
//! The event stepped back to is the cause, with three exceptions. A handle, a timer and what comes from outside need a loop that is free: if the
//! loop was held when they were due, the handle that held it is to blame. Within a handle one event follows the other. And where
//! no cause is recorded, the event before stands in for it.

use super::path_facts::{PathFacts, suspended_at};
use crate::trace::{Event, EventKind, Outcome, Seq, Site, TaskId, Trace};

/// The most causes that are followed to find the step or handle in which an event happened: one for each generator that runs
/// inside another.
const MAX_LINKS: usize = 64;

/// The event that decided when an event happened; `None` for the first.
pub(super) fn decided_by(trace: &Trace, facts: &PathFacts, seq: Seq) -> Option<Seq> {
    let event = trace.event(seq);
    if facts.is_inside(seq) {
        let before = facts.before(seq).or(event.cause)?;
        return Some(awaited(trace, facts, seq, &event, before).unwrap_or(before));
    }
    // What a model does in the end, a thread or a fetch, is caused by the step before the wait.
    let settles = matches!(event.kind, EventKind::FutureSettled { .. } | EventKind::HandleScheduled { .. });
    let ended = event.cause.filter(|_| settles).and_then(|began| facts.step_end(began)).filter(|ended| *ended < seq);
    let cause = facts.instead(seq).or(ended).or(event.cause);
    let due = match event.kind {
        EventKind::TimerFired { late, .. } => Some(event.t - late.min(event.t)),
        EventKind::HandleBegan { .. } | EventKind::HandleScheduled { .. } | EventKind::Turn { .. } => {
            cause.map(|cause| trace.event(cause).t)
        }
        _ => None,
    };
    // Scheduled by another thread, it waits for nobody.
    let of_loop = cause.is_none_or(|cause| trace.event(cause).thread == event.thread);
    let held_until = facts.before(seq).filter(|ended| of_loop && due.is_some_and(|due| trace.event(*ended).t > due));
    held_until.or(cause).or_else(|| seq.0.checked_sub(1).map(Seq))
}

/// The event for which the code of a step has waited, with the loop standing still, just before the step goes on: something that
/// the network does, or the end of a thread that this step's task has created.
fn awaited(trace: &Trace, facts: &PathFacts, seq: Seq, event: &Event, before: Seq) -> Option<Seq> {
    let last = Seq(seq.0.checked_sub(1).filter(|last| *last > before.0)?);
    let ended = trace.event(last);
    if ended.t != event.t || trace.event(before).t >= event.t {
        return None;
    }
    match ended.kind {
        EventKind::BytesArrived { .. } | EventKind::ConnectionChanged { .. } => return Some(last),
        EventKind::HandleEnded { .. } if matches!(event.kind, EventKind::Blocked { .. }) => {}
        _ => return None,
    }
    let EventKind::StepEnded { task, outcome: Outcome::Returned(_) | Outcome::Raised(_), .. } =
        trace.event(facts.before(last)?).kind
    else {
        return None;
    };
    let is_child = facts.parent(task) == step_of(trace, seq).map(|(task, _)| task);
    (ended.thread != event.thread && is_child).then_some(last)
}

/// The task in whose step an event happened, and the beginning of that step; `None` for an event in no step.
pub(super) fn step_of(trace: &Trace, seq: Seq) -> Option<(TaskId, Seq)> {
    let mut at = seq;
    for _ in 0..MAX_LINKS {
        let event = trace.event(at);
        match event.kind {
            EventKind::StepBegan { task } => return Some((task, at)),
            EventKind::HandleBegan { .. } | EventKind::TimerFired { .. } => return None,
            _ => at = event.cause?,
        }
    }
    None
}

/// The task whose step has brought an event about, also by way of callbacks; `None` if time or the network has.
pub(super) fn ended_by(trace: &Trace, seq: Seq) -> Option<TaskId> {
    let mut at = seq;
    for _ in 0..MAX_LINKS {
        let event = trace.event(at);
        match event.kind {
            EventKind::StepBegan { task } => return Some(task),
            EventKind::TimerFired { .. } => return None,
            _ => at = event.cause?,
        }
    }
    None
}

/// The task in whose step an event happened, and the line at which that step ends, or at which the task had waited before;
/// `None` for an event in no step. Reads on to the end of the step.
pub fn step_at(trace: &Trace, seq: Seq) -> Option<(TaskId, Option<Site>)> {
    let (task, began) = step_of(trace, seq)?;
    let later = (seq.0 as usize..trace.len()).map(|place| trace.event(Seq(place as u32)));
    let end = later.take_while(|event| !matches!(event.kind, EventKind::StepBegan { task: id } if id == task));
    let mut end = end.filter(|event| event.cause == Some(began));
    let ends_at = end.find_map(|event| suspended_at(trace, &event));
    let earlier = || {
        let earlier = (0..began.0).rev().map(|place| trace.event(Seq(place)));
        let of_task = |event: Event| match event.kind {
            EventKind::StepEnded { task: id, .. } if id == task => suspended_at(trace, &event),
            EventKind::TaskCreated { task: id, site, .. } if id == task => Some(site),
            _ => None,
        };
        earlier.into_iter().find_map(of_task)
    };
    Some((task, ends_at.or_else(earlier)))
}

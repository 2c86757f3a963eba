//! The arrival of a step: what let a task, or a callback, run at this moment.

use super::printed_lines::causes;
use crate::clock::Micros;
use crate::trace::{EventKind, HandleKind, Outcome, Seq, Stack, TaskId, Text, Trace, WaitKind, WaitReason};

/// The cause that ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waker {
    /// A step of this task.
    Task(TaskId),
    /// A timer.
    Timer,
    /// Anything else: the network, a thread without a task.
    Other,
}

/// The reason why a step runs when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrivalKind {
    /// The first step of a task.
    Started(Waker),
    /// The wait for this is over.
    Resumed(WaitReason, Waker),
    /// The task is cancelled.
    Cancelled(Waker),
    /// The loop calls a function of this name.
    Called(Text),
    /// The code runs outside of the loop.
    Outside,
}

/// The arrival of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The reason.
    pub kind: ArrivalKind,
    /// The task; `None` for a callback.
    pub task: Option<TaskId>,
    /// The loop time at which the step began.
    pub at: Micros,
    /// The places at which the task had waited before.
    pub waited: Option<Stack>,
}

impl Arrival {
    /// The arrival of the step, or of the callback, that begins with this event; `None` for code outside of the loop.
    pub fn of(trace: &Trace, step: Option<Seq>) -> Arrival {
        let outside = Arrival { kind: ArrivalKind::Outside, task: None, at: Micros::ZERO, waited: None };
        let Some(step) = step else { return outside };
        let at = trace.event(step).t;
        let EventKind::StepBegan { task } = trace.event(step).kind else {
            let what = causes(trace, step).find_map(|seq| match trace.event(seq).kind {
                EventKind::HandleScheduled { what, .. } => Some(what),
                _ => None,
            });
            let kind = match what {
                Some(HandleKind::Callback(name) | HandleKind::Timer(_, name)) => ArrivalKind::Called(name),
                Some(HandleKind::Step(_) | HandleKind::Wakeup(_)) | None => ArrivalKind::Outside,
            };
            return Arrival { kind, at, ..outside };
        };
        let arrival = |kind, waited| Arrival { kind, task: Some(task), at, waited };
        let waited = (0..step.0).rev().find_map(|seq| match trace.event(Seq(seq)).kind {
            EventKind::StepEnded { task: of, stack, outcome: Outcome::Suspended(on) } if of == task => {
                Some((stack, on))
            }
            _ => None,
        });
        let Some((stack, on)) = waited else { return arrival(ArrivalKind::Started(waker(trace, step, task)), None) };
        let kind = match cancellation(trace, step, task) {
            Some(asked) => ArrivalKind::Cancelled(waker(trace, asked, task)),
            None if on.kind == WaitKind::Turn => ArrivalKind::Resumed(on, Waker::Other),
            None => ArrivalKind::Resumed(on, waker(trace, step, task)),
        };
        arrival(kind, Some(stack))
    }
}

/// The request for the cancellation that reaches a task in this step, if one does.
fn cancellation(trace: &Trace, step: Seq, task: TaskId) -> Option<Seq> {
    let next = Seq(step.0 + 1);
    let delivered = matches!(trace.get(next)?.kind, EventKind::CancelDelivered { task: of } if of == task);
    let mut before = (0..step.0).rev().map(Seq);
    before
        .find(|seq| matches!(trace.event(*seq).kind, EventKind::CancelRequested { task: of, .. } if of == task))
        .filter(|_| delivered)
}

/// The nearest cause of an event that is a step of another task, or a timer.
fn waker(trace: &Trace, seq: Seq, task: TaskId) -> Waker {
    let found = causes(trace, seq).find_map(|seq| match trace.event(seq).kind {
        EventKind::StepBegan { task: by } if by != task => Some(Waker::Task(by)),
        EventKind::TimerFired { .. } => Some(Waker::Timer),
        _ => None,
    });
    found.unwrap_or(Waker::Other)
}

/// A stretch of a chain of causes in which time passed: how much, for which task, and where that stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainedWait {
    /// The time that passed.
    pub time: Micros,
    /// The task that waited, if one did.
    pub task: Option<TaskId>,
    /// The places at which it waited.
    pub waited: Option<Stack>,
}

/// Returns the waits that lead to an event one after the other: their times add up to its loop time.
pub fn chain_of_waits(trace: &Trace, seq: Seq) -> Vec<ChainedWait> {
    let mut waits: Vec<ChainedWait> = Vec::new();
    let mut later = trace.event(seq).t;
    for seq in causes(trace, seq) {
        let event = trace.event(seq);
        if event.t == later {
            continue;
        }
        let time = later - event.t;
        later = event.t;
        let step = std::iter::once(seq).chain(causes(trace, seq)).find_map(|seq| match trace.event(seq).kind {
            EventKind::StepBegan { task } => Some((seq, task)),
            _ => None,
        });
        let ended = step.and_then(|(step, task)| {
            let after = (step.0 as usize..trace.len()).map(|seq| trace.event(Seq(seq as u32)).kind);
            let mut ends = after.filter_map(|kind| match kind {
                EventKind::StepEnded { task: of, stack, .. } if of == task => Some(stack),
                _ => None,
            });
            ends.next()
        });
        waits.push(ChainedWait { time, task: step.map(|(_, task)| task), waited: ended });
    }
    waits.reverse();
    waits
}

//! Questions with three answers: one from the record, and two that are wrong by rules that stand at each kind.

use std::rc::Rc;

use crate::clock::Micros;
use crate::demos::QuestionKind;
use crate::page::model::record::Record;
use crate::trace::{EventKind, Outcome, ResourceId, Seq, Status, TaskId, Trace, WaitKind};

/// An answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The run takes this long.
    Time(Micros),
    /// The run ends with an error of this name.
    Error(Rc<str>),
    /// The run ends without an error.
    NoError,
    /// The run stops in a deadlock.
    Deadlock,
    /// The task that goes on first, and the event since which it waits.
    Task(TaskId, Seq),
}

/// A question with three answers.
#[derive(Debug)]
pub struct ChoiceQuestion {
    /// The kind.
    pub kind: QuestionKind,
    /// The answers, in an order that does not give the right one away.
    pub answers: [Answer; 3],
    /// The place of the right answer.
    pub right: usize,
    /// The resource that is waited for, where the question is who gets it.
    pub resource: Option<(WaitKind, ResourceId)>,
    /// The tasks that wait for it, each with the event since which it does, in the order in which they came.
    pub waiters: Vec<(TaskId, Seq)>,
}

impl ChoiceQuestion {
    /// The question of a kind about a record; `None` if the record has no answer, or there are no two wrong ones.
    pub fn of(kind: QuestionKind, record: &Record) -> Option<ChoiceQuestion> {
        let trace = record.trace.borrow();
        match kind {
            QuestionKind::Order => None,
            QuestionKind::Elapsed => elapsed(&trace),
            QuestionKind::Ending => ending(&trace),
            QuestionKind::First => first(&trace),
        }
    }
}

/// Returns a question of the right answer and the first two of others that differ from it and from each other.
fn with_wrong(
    kind: QuestionKind,
    right: Answer,
    others: impl IntoIterator<Item = Answer>,
    differ: impl Fn(&Answer, &Answer) -> bool,
    by: impl Fn(&Answer) -> u64,
) -> Option<ChoiceQuestion> {
    let mut answers = vec![right.clone()];
    for other in others {
        if answers.len() < 3 && answers.iter().all(|answer| differ(answer, &other)) {
            answers.push(other);
        }
    }
    answers.sort_by_key(&by);
    let place = answers.iter().position(|answer| *answer == right)?;
    let answers = answers.try_into().ok()?;
    Some(ChoiceQuestion { kind, answers, right: place, resource: None, waiters: Vec::new() })
}

/// The least time that is asked for.
const LEAST_ELAPSED: Micros = Micros::from_millis(10);

/// Asks how long the run takes. Wrong are, in this order: all timers that fired one after another, the longest, the shortest,
/// twice and half the right time. Times that differ by less than a twentieth are one answer. Nothing is asked of a run that
/// did not come to its end.
fn elapsed(trace: &Trace) -> Option<ChoiceQuestion> {
    let end = trace.end_time();
    let ends = matches!(trace.status(), Some(Status::Returned | Status::Raised(_) | Status::Deadlock));
    if end < LEAST_ELAPSED || !ends {
        return None;
    }
    let waits = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::TimerFired { .. } => Some(event.t - trace.event(event.cause?).t).filter(|wait| wait.0 > 0),
        _ => None,
    });
    let waits: Vec<Micros> = waits.collect();
    let sum = Micros(waits.iter().map(|wait| wait.0).sum());
    let ends = [Some(sum), waits.iter().max().copied(), waits.iter().min().copied()];
    let others = ends.into_iter().flatten().chain([Micros(end.0 * 2), Micros(end.0 / 2)]);
    let time = |answer: &Answer| if let Answer::Time(time) = answer { time.0 } else { 0 };
    let differ = |one: &Answer, other: &Answer| {
        let apart = time(one).abs_diff(time(other));
        time(other) >= LEAST_ELAPSED.0 && apart * 20 > time(one).max(time(other)) && apart >= LEAST_ELAPSED.0
    };
    with_wrong(QuestionKind::Elapsed, Answer::Time(end), others.map(Answer::Time), differ, time)
}

/// Asks how the run ends. Wrong are, in this order: the other errors of the record, the end without an error, the deadlock,
/// `TimeoutError` and `CancelledError`. Nothing is asked of a run in which nothing goes wrong.
fn ending(trace: &Trace) -> Option<ChoiceQuestion> {
    let raised = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::StepEnded { outcome: Outcome::Raised(error), .. } => Some(error_name(trace.text(error))),
        _ => None,
    });
    let raised: Vec<Answer> = raised.map(Answer::Error).collect();
    let right = match trace.status()? {
        Status::Raised(error) => Answer::Error(error_name(trace.text(error))),
        Status::Deadlock => Answer::Deadlock,
        Status::Returned if !raised.is_empty() => Answer::NoError,
        Status::Returned | Status::Stopped | Status::Limit => return None,
    };
    let common = ["TimeoutError", "CancelledError"].map(|name| Answer::Error(name.into()));
    let others = raised.into_iter().chain([Answer::NoError, Answer::Deadlock]).chain(common);
    let by = |answer: &Answer| match answer {
        Answer::NoError => 0,
        Answer::Error(name) => 1 + name.bytes().take(7).fold(0, |order, byte| order << 8 | u64::from(byte)),
        Answer::Deadlock | Answer::Time(_) | Answer::Task(..) => u64::MAX,
    };
    with_wrong(QuestionKind::Ending, right, others, |one, other| one != other, by)
}

/// The name of an error that is shown with its message: `LookupError: no page 1`.
fn error_name(error: &str) -> Rc<str> {
    error.split([':', '(']).next().unwrap_or(error).trim().into()
}

/// Asks who of those that wait is served first: at the first moment at which three tasks wait for the same resource and one
/// of them, the first, goes on; wrong are the two that came next.
fn first(trace: &Trace) -> Option<ChoiceQuestion> {
    let mut waiting: Vec<(TaskId, (WaitKind, ResourceId), Seq)> = Vec::new();
    for (seq, event) in trace.events() {
        match event.kind {
            EventKind::StepEnded { task, outcome: Outcome::Suspended(on), .. } if is_served(on.kind) => {
                waiting.push((task, (on.kind, ResourceId(on.id)), seq));
            }
            EventKind::StepBegan { task } => {
                let Some(place) = waiting.iter().position(|(waiter, ..)| *waiter == task) else { continue };
                let (_, resource, since) = waiting[place];
                let same = waiting.iter().filter(|(_, other, _)| *other == resource);
                let waiters: Vec<(TaskId, Seq)> = same.map(|(task, _, since)| (*task, *since)).collect();
                waiting.remove(place);
                // One that is cancelled goes on out of its turn.
                if waiters.len() < 3 || waiters[0].0 != task {
                    continue;
                }
                let others = waiters.iter().map(|(task, since)| Answer::Task(*task, *since));
                let by = |answer: &Answer| if let Answer::Task(task, _) = answer { u64::from(task.0) } else { 0 };
                let right = Answer::Task(task, since);
                let question = with_wrong(QuestionKind::First, right, others, |one, other| one != other, by)?;
                return Some(ChoiceQuestion { resource: Some(resource), waiters, ..question });
            }
            _ => {}
        }
    }
    None
}

/// Returns whether those that wait so are served one after another.
fn is_served(kind: WaitKind) -> bool {
    matches!(kind, WaitKind::Lock | WaitKind::Semaphore | WaitKind::Condition | WaitKind::QueueGet | WaitKind::QueuePut)
}

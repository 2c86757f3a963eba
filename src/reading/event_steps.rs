//! Steps through a record: to the next or previous event of a task, at a line, an output, an error, a long wait.
//!
//! All are answered from the record and its spans, without replaying: a step costs one look at each event that it passes, or
//! at each wait.

use std::rc::Rc;

use super::spans::{Activity, Span, Spans, TaskSpans};
use crate::clock::Micros;
use crate::trace::{
    ConnectionState, EventKind, GeneratorEnd, HandleKind, Outcome, Seq, Settled, StackFrame, Status, Stream, TaskId,
    Trace,
};

/// A goal of a step.
#[derive(Clone, Copy, Debug)]
pub enum StepGoal<'a> {
    /// An event of this task: one that names it, or that happens in one of its steps.
    Task(TaskId),
    /// An event at one of these lines.
    Lines(&'a LineSet),
    /// A printed line.
    Output,
    /// An error: one that ends a task, a generator or a run, one that is printed, a warning, a connection that has failed.
    Error,
    /// The beginning of a wait of a task that takes at least so long.
    Wait(Micros),
}

/// Lines of a program, looked up in the tables of one record.
#[derive(Clone, Debug, Default)]
pub struct LineSet {
    /// For each site of the record, whether it is one of the lines.
    sites: Vec<bool>,
    /// For each stack of the record, whether the innermost line of one of the files in it is one of the lines.
    stacks: Vec<bool>,
}

impl LineSet {
    /// Looks up lines, each with its file. A stack is at the line where a file's innermost function stands, since that is
    /// the line at which the page shows the task.
    pub fn of(trace: &Trace, lines: &[(Rc<str>, u32)]) -> LineSet {
        let is_one = |file: &str, line: u32| lines.iter().any(|(other, number)| (&**other, *number) == (file, line));
        let sites = trace.sites().iter().map(|site| is_one(trace.text(site.file), site.line)).collect();
        let line_in = |stack: &[StackFrame], file: &str| {
            let mut sites = stack.iter().map(|frame| trace.site(frame.site));
            sites.find(|site| trace.text(site.file) == file).map(|site| site.line)
        };
        let at_line = |stack: &[StackFrame]| lines.iter().any(|(file, line)| line_in(stack, file) == Some(*line));
        let stacks = trace.stacks().iter().map(|stack| at_line(stack)).collect();
        LineSet { sites, stacks }
    }

    /// Returns whether nothing of the record is at any of the lines.
    pub fn is_empty(&self) -> bool {
        !self.sites.contains(&true) && !self.stacks.contains(&true)
    }

    fn has(&self, kind: &EventKind) -> bool {
        let (site, stack) = match *kind {
            EventKind::TaskCreated { site, .. } | EventKind::GeneratorCreated { site, .. } => (Some(site), None),
            EventKind::Warning { site, .. } | EventKind::ConnectionCreated { site, .. } => (site, None),
            EventKind::StepEnded { stack, .. } | EventKind::GeneratorYielded { stack, .. } => (None, Some(stack)),
            _ => return false,
        };
        let at = |list: &[bool], place: Option<u32>| place.is_some_and(|place| list.get(place as usize) == Some(&true));
        at(&self.sites, site.map(|site| site.0)) || at(&self.stacks, stack.map(|stack| stack.0))
    }
}

/// Finds the next event of a kind among the first `len` events: the first that is not among the first `from`, or, backwards,
/// the last before the last of these, at which the playhead stands. `None` if there is none.
pub fn step_to(trace: &Trace, spans: &Spans, goal: StepGoal, from: usize, len: usize, forward: bool) -> Option<Seq> {
    let len = len.min(trace.len());
    let range = if forward { from.min(len)..len } else { 0..from.saturating_sub(1).min(len) };
    if let StepGoal::Wait(length) = goal {
        let waits = waits(spans, trace.times().get(..len).and_then(<[Micros]>::last).copied().unwrap_or_default());
        let begins = waits.filter(|(_, took)| *took >= length).map(|(span, _)| span.from.seq);
        let within = begins.filter(|seq| range.contains(&(seq.0 as usize)));
        return if forward { within.min() } else { within.max() };
    }
    let task = match goal {
        StepGoal::Task(task) => spans.task(task),
        _ => None,
    };
    let kinds = trace.kinds();
    let is_it = |at: &usize| {
        let (seq, kind) = (Seq(*at as u32), &kinds[*at]);
        match goal {
            StepGoal::Task(id) => names(kind, id) || task.is_some_and(|task| is_in_step(trace, task, seq)),
            StepGoal::Lines(lines) => lines.has(kind),
            StepGoal::Output => matches!(kind, EventKind::Output { .. }),
            StepGoal::Error => is_error(kind) && !goes_on(kinds, *at),
            StepGoal::Wait(_) => false,
        }
    };
    let mut range = range;
    let found = if forward { range.find(is_it) } else { range.rfind(is_it) };
    found.map(|at| Seq(at as u32))
}

/// The length of the longest wait of a task in a record that has come to `end`; `None` if no task waits.
pub fn longest_wait(spans: &Spans, end: Micros) -> Option<Micros> {
    waits(spans, end).map(|(_, took)| took).max()
}

/// The waits of all tasks, each with its length: one that goes on has lasted until `end`.
fn waits(spans: &Spans, end: Micros) -> impl Iterator<Item = (&Span, Micros)> {
    let all = spans.tasks.iter().flat_map(|task| &task.spans);
    let waits = all.filter(|span| matches!(span.doing, Activity::Waiting(_)));
    waits.map(move |span| (span, span.to.map_or(end, |to| to.t).max(span.from.t) - span.from.t))
}

/// Returns whether an event names a task.
fn names(kind: &EventKind, id: TaskId) -> bool {
    match *kind {
        EventKind::TaskCreated { task, .. }
        | EventKind::TaskRenamed { task, .. }
        | EventKind::StepBegan { task }
        | EventKind::StepEnded { task, .. }
        | EventKind::CancelRequested { task, .. }
        | EventKind::CancelDelivered { task }
        | EventKind::Uncancelled { task, .. } => task == id,
        EventKind::HandleScheduled { what: HandleKind::Step(task) | HandleKind::Wakeup(task), .. } => task == id,
        _ => false,
    }
}

/// Returns whether an event happens in a step of a task.
fn is_in_step(trace: &Trace, task: &TaskSpans, seq: Seq) -> bool {
    let begun = task.spans.partition_point(|span| span.from.seq <= seq);
    let Some(span) = begun.checked_sub(1).map(|last| &task.spans[last]) else { return false };
    span.doing == Activity::Running
        && span.to.is_none_or(|to| seq <= to.seq)
        && trace.event(seq).thread == trace.event(span.from.seq).thread
}

/// Returns whether an event is an error, or tells of one.
fn is_error(kind: &EventKind) -> bool {
    match *kind {
        EventKind::StepEnded { outcome: Outcome::Raised(_), .. }
        | EventKind::GeneratorEnded { outcome: GeneratorEnd::Raised(_), .. }
        | EventKind::RunEnded { status: Status::Raised(_) | Status::Deadlock }
        | EventKind::Output { stream: Stream::Err, .. }
        | EventKind::FutureSettled { how: Settled::Exception(_), .. }
        | EventKind::Warning { .. } => true,
        EventKind::ConnectionChanged { state, .. } => {
            matches!(state, ConnectionState::Refused | ConnectionState::TimedOut | ConnectionState::Reset)
        }
        _ => false,
    }
}

/// Returns whether an error only goes on with the one before: a further line of a traceback, or the future of a task that has
/// just failed.
fn goes_on(kinds: &[EventKind], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &kinds[before]) else { return false };
    match (before, &kinds[at]) {
        (EventKind::Output { stream: Stream::Err, .. }, EventKind::Output { stream: Stream::Err, .. }) => true,
        (
            EventKind::StepEnded { task, outcome: Outcome::Raised(_), .. },
            EventKind::FutureSettled { future, how: Settled::Exception(_) },
        )
        | (
            EventKind::FutureSettled { future, how: Settled::Exception(_) },
            EventKind::StepEnded { task, outcome: Outcome::Raised(_), .. },
        ) => task.future() == *future,
        _ => false,
    }
}

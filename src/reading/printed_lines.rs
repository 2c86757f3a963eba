//! The lines that a program has printed, each with the step of the loop in which that happened.

use super::index::Index;
use crate::clock::Micros;
use crate::trace::{EventKind, Seq, Stream, TaskId, Text, Trace};

/// A line of a program's ordinary output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedLine {
    /// The event.
    pub seq: Seq,
    /// The loop time.
    pub at: Micros,
    /// The thread that printed it.
    pub thread: u16,
    /// The text.
    pub text: Text,
    /// The task whose step printed it; `None` for a callback, and for code outside of the loop.
    pub task: Option<TaskId>,
    /// The event with which the task's step, or the callback, began; `None` for code outside of the loop.
    pub step: Option<Seq>,
}

/// Returns the first lines of ordinary output of a record, at most this many. Empty lines are passed over, and so are errors
/// and warnings: where they stand among the others no program says.
pub fn printed_lines(trace: &Trace, index: &Index, most: usize) -> Vec<PrintedLine> {
    let Some(last) = trace.last() else { return Vec::new() };
    let lines = index.said(last).iter().filter_map(|said| {
        let event = trace.event(said.seq);
        let EventKind::Output { stream: Stream::Out, text } = event.kind else { return None };
        let (task, step) = (said.task, step_of(trace, said.seq));
        let line = PrintedLine { seq: said.seq, at: event.t, thread: event.thread, text, task, step };
        (!trace.text(text).trim().is_empty()).then_some(line)
    });
    lines.take(most).collect()
}

/// Returns the causes of an event, the nearest first, without the event itself.
pub(super) fn causes(trace: &Trace, seq: Seq) -> impl Iterator<Item = Seq> + '_ {
    std::iter::successors(trace.event(seq).cause, |seq| trace.event(*seq).cause)
}

/// Returns the beginning of the step, or of the callback, in which an event happened. Generators that the step resumes stand
/// between the two.
fn step_of(trace: &Trace, seq: Seq) -> Option<Seq> {
    causes(trace, seq)
        .take_while(|seq| !matches!(trace.event(*seq).kind, EventKind::HandleScheduled { .. }))
        .find(|seq| matches!(trace.event(*seq).kind, EventKind::StepBegan { .. } | EventKind::HandleBegan { .. }))
}

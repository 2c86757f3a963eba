//! The path of a run, a task or a stretch, with the shares of lines and the slack of tasks, found a slice at a time: a record
//! of a hundred thousand events takes longer than a frame.

use super::super::spans::Spans;
use super::CriticalPath;
use super::line_shares::{LineShare, line_shares};
use super::path_facts::PathFacts;
use super::path_parts::Way;
use super::slack::{LatestMoments, Slack, slacks_by};
use crate::clock::Micros;
use crate::trace::{EventKind, Seq, TaskId, Trace};

/// The thing whose path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathScope {
    /// The whole record.
    Run,
    /// A task, from its creation to its end.
    Task(TaskId),
    /// A stretch of time.
    Stretch(Micros, Micros),
}

/// A path, and what it says about lines and tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct RunPath {
    /// The thing whose path it is.
    pub scope: PathScope,
    /// The path.
    pub path: CriticalPath,
    /// The times of the lines, the greatest share of the path first.
    pub lines: Vec<LineShare>,
    /// The slack of the tasks, in order of creation; empty but for the whole record, whose end they are measured against.
    pub slacks: Vec<Slack>,
}

impl RunPath {
    /// Finds a path at once.
    pub fn new(trace: &Trace, spans: &Spans, scope: PathScope) -> RunPath {
        let mut search = SlicedPath::new(scope);
        loop {
            if let Some(found) = search.next(trace, spans, trace.len().max(1)) {
                return found;
            }
        }
    }

    /// The time for which tasks have waited at all lines, taken together.
    pub fn waiting(&self) -> Micros {
        self.lines.iter().map(|line| line.waiting).fold(Micros::ZERO, std::ops::Add::add)
    }
}

/// The search for a path, which goes on in slices. The record must not grow meanwhile.
///
/// ```
/// use loopline::reading::critical_path::{CriticalPath, PathScope, SlicedPath};
/// use loopline::reading::spans::Spans;
/// use loopline::runtime::{run_exact, sleep};
///
/// let run = run_exact(|| async { sleep(2.0).await });
/// let trace = run.trace();
/// let spans = Spans::new(&trace);
/// let mut search = SlicedPath::new(PathScope::Run);
/// let found = loop {
///     if let Some(found) = search.next(&trace, &spans, 10) {
///         break found;
///     }
/// };
/// assert_eq!(found.path, CriticalPath::of_record(&trace));
/// ```
#[derive(Default)]
pub struct SlicedPath {
    scope: Option<PathScope>,
    facts: PathFacts,
    stage: Stage,
}

/// The next thing that a search does.
#[derive(Default)]
enum Stage {
    /// Read the facts, forward.
    #[default]
    Facts,
    /// Go back along the causes.
    Back(Way),
    /// Find the latest moments, which slack is measured by.
    Slack(CriticalPath, LatestMoments),
    /// Hand the path over.
    Lines(CriticalPath, Vec<Slack>),
}

impl SlicedPath {
    /// A search that has not begun.
    pub fn new(scope: PathScope) -> SlicedPath {
        SlicedPath { scope: Some(scope), ..SlicedPath::default() }
    }

    /// Reads so many events more. Returns the path when it is found; the search is over then.
    pub fn next(&mut self, trace: &Trace, spans: &Spans, events: usize) -> Option<RunPath> {
        let scope = self.scope.unwrap_or(PathScope::Run);
        self.stage = match std::mem::take(&mut self.stage) {
            Stage::Facts => match self.facts.read(trace, events) {
                false => Stage::Facts,
                true => match ends(trace, scope) {
                    Some((from, last)) => Stage::Back(Way::new(trace, from, last)),
                    None => Stage::Lines(CriticalPath::default(), Vec::new()),
                },
            },
            Stage::Back(mut way) => match way.go(trace, &self.facts, events) {
                None => Stage::Back(way),
                Some(path) if scope == PathScope::Run => Stage::Slack(path, LatestMoments::new(trace, &self.facts)),
                Some(mut path) => {
                    if let PathScope::Stretch(_, to) = scope {
                        cut(&mut path, to);
                    }
                    Stage::Lines(path, Vec::new())
                }
            },
            Stage::Slack(path, mut moments) => match moments.read(trace, &self.facts, events) {
                false => Stage::Slack(path, moments),
                true => Stage::Lines(path, slacks_by(trace, spans, &moments)),
            },
            Stage::Lines(path, slacks) => {
                let lines = line_shares(trace, spans, &path);
                return Some(RunPath { scope, path, lines, slacks });
            }
        };
        None
    }
}

/// Cuts a path at a moment: the rest of it is another stretch's.
fn cut(path: &mut CriticalPath, to: Micros) {
    path.parts.retain(|part| part.from < to);
    if let Some(last) = path.parts.last_mut().filter(|part| part.to > to) {
        last.to = to;
        // They have ended later.
        last.waits.clear();
    }
    path.to = path.to.min(to);
}

/// The moment at which a path begins, and the event with which it ends.
fn ends(trace: &Trace, scope: PathScope) -> Option<(Micros, Seq)> {
    match scope {
        PathScope::Run => Some((Micros::ZERO, last_until(trace, Micros::NEVER)?)),
        PathScope::Stretch(from, to) => {
            let last = last_until(trace, to)?;
            // A stretch that ends while everybody waits leads up to the end of that wait, and is cut where it ends.
            let next = trace.get(Seq(last.0 + 1)).filter(|_| trace.event(last).t < to);
            Some((from, if next.is_some() { Seq(last.0 + 1) } else { last }))
        }
        PathScope::Task(task) => ends_of_task(trace, task),
    }
}

/// The last event up to a moment.
pub(super) fn last_until(trace: &Trace, to: Micros) -> Option<Seq> {
    let within = trace.times().iter().enumerate().filter(|(_, t)| **t <= to);
    within.max_by_key(|(place, t)| (**t, *place)).map(|(place, _)| Seq(place as u32))
}

/// The moment at which a task was created, and its last event.
pub(super) fn ends_of_task(trace: &Trace, task: TaskId) -> Option<(Micros, Seq)> {
    let of_task = |kind: &EventKind| match *kind {
        EventKind::TaskCreated { task: id, .. } | EventKind::StepBegan { task: id } => id == task,
        EventKind::StepEnded { task: id, .. } => id == task,
        _ => false,
    };
    let first = Seq(trace.kinds().iter().position(of_task)? as u32);
    let last = Seq(trace.kinds().iter().rposition(of_task)? as u32);
    Some((trace.event(first).t, last))
}

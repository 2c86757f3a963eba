//! A record at the size of a stamp: the lives of its first tasks and their steps; of a program without tasks those of its
//! connections.

use super::layout::{colour, end};
use crate::clock::Micros;
use crate::reading::spans::{Activity, EventTime, FinalState, Spans, TaskSpans};
use crate::trace::Trace;

/// Most tasks that are drawn.
const MAX_TASKS: usize = 6;

/// The line of a task, or of a connection. Lengths are shares of the whole, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskStamp {
    /// The colour of its lane.
    pub lane: u8,
    /// Creation of the task.
    pub from: f32,
    /// End of the task.
    pub to: f32,
    /// Steps of the task: no two closer than [`MIN_STEP_DISTANCE`].
    pub steps: Vec<f32>,
    /// Final state; `None` while the task goes on.
    pub ending: Option<FinalState>,
}

/// The least distance between two steps, as a share of the whole.
pub const MIN_STEP_DISTANCE: f32 = 0.03;

/// The lines of a record's first tasks, in order of creation, without those that libraries make for themselves; with them where
/// they are all that takes time, as in a server. Of a program without tasks those of its first connections, with a step for each
/// sending.
pub fn miniature(trace: &Trace, spans: &Spans) -> Vec<TaskStamp> {
    let steps = trace.end_time() == Micros::ZERO;
    let whole = end(trace, steps);
    let share = |at: EventTime| ((if steps { f64::from(at.seq.0 + 1) } else { at.t.0 as f64 }) / whole).min(1.0) as f32;
    let own = stamps(spans.tasks.iter().filter(|task| !task.is_of_library), share);
    if own.iter().any(|life| life.from < life.to) {
        return own;
    }
    let all = stamps(spans.tasks.iter(), share);
    if !all.is_empty() {
        return all;
    }
    let connections = spans.connections.lines.iter().take(MAX_TASKS).enumerate();
    let lives = connections.map(|(place, line)| {
        let ended = line.ended().map(|(at, _)| share(at));
        TaskStamp {
            lane: colour(place),
            from: share(line.created),
            to: ended.unwrap_or(1.0),
            steps: apart(line.transfers.iter().map(|transfer| share(transfer.sent))),
            ending: ended.map(|_| FinalState::Finished),
        }
    });
    lives.collect()
}

/// The lines of the first of these tasks; `share` tells which share of the whole a moment is.
fn stamps<'a>(tasks: impl Iterator<Item = &'a TaskSpans>, share: impl Fn(EventTime) -> f32) -> Vec<TaskStamp> {
    let lives = tasks.take(MAX_TASKS).enumerate().map(|(place, task)| {
        let ran = task.spans.iter().filter(|span| span.doing == Activity::Running);
        TaskStamp {
            lane: colour(place),
            from: share(task.created),
            to: task.ended.map_or(1.0, |(at, _)| share(at)),
            steps: apart(ran.map(|span| share(span.from))),
            ending: task.ended.map(|(_, ending)| ending),
        }
    });
    lives.collect()
}

/// The moments that are far enough from the one before.
fn apart(moments: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut kept: Vec<f32> = Vec::new();
    for at in moments {
        if kept.last().is_none_or(|last| at - last >= MIN_STEP_DISTANCE) {
            kept.push(at);
        }
    }
    kept
}

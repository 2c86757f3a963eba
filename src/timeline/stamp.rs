//! A record at the size of a stamp: the lives of its first tasks and their steps; of a program without tasks those of its
//! connections.

use super::layout::{colour, end};
use crate::clock::Micros;
use crate::reading::spans::{Activity, EventTime, FinalState, Spans};
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

/// The lines of a record's first tasks, but for those of libraries, in order of creation; of its first connections, with a step
/// for each sending, if there is no task.
pub fn miniature(trace: &Trace, spans: &Spans) -> Vec<TaskStamp> {
    let steps = trace.end_time() == Micros::ZERO;
    let whole = end(trace, steps);
    let share = |at: EventTime| ((if steps { f64::from(at.seq.0 + 1) } else { at.t.0 as f64 }) / whole).min(1.0) as f32;
    // Tasks that libraries make for themselves would leave no room for the program's own.
    let own = spans.tasks.iter().filter(|task| !task.is_of_library);
    let tasks = own.take(MAX_TASKS).enumerate();
    let lives = tasks.map(|(place, task)| {
        let mut ran: Vec<f32> = Vec::new();
        for span in task.spans.iter().filter(|span| span.doing == Activity::Running) {
            let at = share(span.from);
            if ran.last().is_none_or(|last| at - last >= MIN_STEP_DISTANCE) {
                ran.push(at);
            }
        }
        let to = task.ended.map_or(1.0, |(at, _)| share(at));
        TaskStamp {
            lane: colour(place),
            from: share(task.created),
            to,
            steps: ran,
            ending: task.ended.map(|(_, ending)| ending),
        }
    });
    let lives: Vec<TaskStamp> = lives.collect();
    if !lives.is_empty() {
        return lives;
    }
    let connections = spans.connections.lines.iter().take(MAX_TASKS).enumerate();
    let lives = connections.map(|(place, line)| {
        let mut sent: Vec<f32> = Vec::new();
        for transfer in &line.transfers {
            let at = share(transfer.sent);
            if sent.last().is_none_or(|last| at - last >= MIN_STEP_DISTANCE) {
                sent.push(at);
            }
        }
        let ended = line.ended().map(|(at, _)| share(at));
        TaskStamp {
            lane: colour(place),
            from: share(line.created),
            to: ended.unwrap_or(1.0),
            steps: sent,
            ending: ended.map(|_| FinalState::Finished),
        }
    });
    lives.collect()
}

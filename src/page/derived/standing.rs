//! The tasks that stand at each line of a program.

use std::collections::HashMap;

use crate::page::model::lines::line_in;
use crate::page::model::state::{Highlight, State};
use crate::trace::{Seq, TaskId};

/// A task that stands at a line of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The task.
    pub task: TaskId,
    /// The event since which it stands there.
    pub since: Seq,
    /// The task's name.
    pub name: String,
    /// The colour of the task's lane.
    pub colour: u8,
}

/// The most tasks that are named at a line; the others are counted.
const NAMED: usize = 3;

/// Where the tasks stand at the playhead: for each line of a file, those whose last suspension is there, and how many
/// there are. `before` lines of the file are not shown, and not counted.
pub fn standing(state: &State, file: &str, before: u32) -> HashMap<u32, (Vec<Standing>, usize)> {
    let mut lines: HashMap<u32, (Vec<Standing>, usize)> = HashMap::new();
    let Some(record) = &state.run.record else { return lines };
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let (moment, lights) = (record.moment(state.playback.playhead), state.lights());
    for (id, task) in moment.tasks.iter() {
        let Some(line) = task.stack.and_then(|stack| line_in(&trace, stack, file)) else { continue };
        let (named, all) = lines.entry(line.saturating_sub(before)).or_default();
        *all += 1;
        // The one that is pointed at is named in any case, in the place of the last.
        let lit = lights.contains(&Highlight::Task(*id));
        if named.len() < NAMED || lit {
            named.truncate(NAMED - 1);
            // The line shows what the task runs, and has little room.
            let name = spans.names.task_alone(&trace, *id, moment.at.unwrap_or(Seq(0)));
            named.push(Standing { task: *id, since: task.since, name, colour: record.colour(*id) });
        }
    }
    lines
}

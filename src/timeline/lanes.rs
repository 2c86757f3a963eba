//! The rows of the picture: the loop, tasks nested by parent, resources.

use crate::trace::TaskId;
use crate::trace::spans::Spans;

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The loop's turns.
    Loop,
    /// A task, by its place in [`Spans::tasks`], and how deep it is nested.
    Task(usize, u32),
    /// A resource, by its place in [`Spans::resources`].
    Resource(usize),
}

/// A row with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// What it shows.
    pub row: Row,
    /// Its upper edge in px, from the first lane's.
    pub top: f64,
    /// Its height in px.
    pub height: f64,
}

/// Heights in px.
const LOOP: f64 = 34.0;
const TASK: f64 = 42.0;
const RESOURCE: f64 = 64.0;
/// Where names stand above their bars.
const NAME_ABOVE: f64 = 16.0;

/// The lanes in order: the loop, each task followed by those it created, then the resources that were ever used.
pub fn lanes(spans: &Spans, names_above: bool) -> Vec<Lane> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); spans.tasks.len()];
    let mut roots = Vec::new();
    for (i, task) in spans.tasks.iter().enumerate() {
        match task.parent.and_then(|parent: TaskId| spans.place(parent)) {
            Some(parent) => children[parent].push(i),
            None => roots.push(i),
        }
    }
    let mut rows = vec![Row::Loop];
    // Children last in, first out: a stack that holds them in reverse gives them in order.
    let mut stack: Vec<usize> = roots.into_iter().rev().collect();
    while let Some(task) = stack.pop() {
        rows.push(Row::Task(task, spans.tasks[task].depth));
        stack.extend(children[task].iter().rev());
    }
    rows.extend((0..spans.resources.len()).filter(|i| !spans.resources[*i].states.is_empty()).map(Row::Resource));
    let extra = if names_above { NAME_ABOVE } else { 0.0 };
    let mut top = 0.0;
    let placed = rows.into_iter().map(|row| {
        let height = extra
            + match row {
                Row::Loop => LOOP,
                Row::Task(..) => TASK,
                Row::Resource(_) => RESOURCE,
            };
        let lane = Lane { row, top, height };
        top += height;
        lane
    });
    placed.collect()
}

/// The height of all lanes in px.
pub fn height(lanes: &[Lane]) -> f64 {
    lanes.last().map_or(0.0, |lane| lane.top + lane.height)
}

//! The rows of the picture: the loop, tasks nested by parent, their generators, connections by host, resources; and which are
//! shown.

use std::collections::HashSet;

use super::row_order::rows;
#[cfg(doc)]
use super::value_lanes::ValueLanes;
#[cfg(doc)]
use crate::reading::connection_spans::Connections;
#[cfg(doc)]
use crate::reading::datagram_spans::Datagrams;
use crate::reading::spans::{FinalState, Spans, TaskSpans};
use crate::trace::{TaskId, Trace};

/// Subject of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The loop's turns.
    Loop,
    /// A task, by its place in [`Spans::tasks`].
    Task {
        /// Position of the task in [`Spans::tasks`].
        place: usize,
        /// Depth of nesting below the main task.
        depth: u32,
        /// Rows of its children and generators: shown, hidden because the task is collapsed, or none.
        below: ChildRows,
    },
    /// Generators of a task, by their place in [`Spans::generators`].
    Generator {
        /// Position in the list.
        place: usize,
        /// Depth of nesting below the main task.
        depth: u32,
    },
    /// The name of a host with which there are several connections, by its place in [`Connections::hosts`].
    Host(usize),
    /// A connection, by its place in [`Connections::lines`].
    Connection {
        /// Position in the list.
        place: usize,
        /// True below the name of its host.
        is_below_host: bool,
    },
    /// A socket of datagrams, by its place in [`Datagrams::sockets`].
    Socket(usize),
    /// A resource, by its place in [`Spans::resources`].
    Resource(usize),
    /// An expression that the reader watches, by its place in [`ValueLanes`].
    Value {
        /// Position in the list.
        place: usize,
        /// True if its values are drawn as steps.
        is_number: bool,
    },
}

impl Row {
    /// Height in px.
    fn height(self, room: RowStyle) -> f64 {
        let extra = if room.above { NAME_HEIGHT } else { 0.0 };
        extra
            + match self {
                Row::Loop => room.size.of(LOOP_HEIGHT),
                Row::Task { .. } | Row::Generator { .. } if room.dense => DENSE_HEIGHT,
                Row::Task { .. } => room.size.of(TASK_HEIGHT),
                Row::Generator { .. } => room.size.of(GENERATOR_HEIGHT),
                Row::Host(_) => return room.size.of(HOST_HEIGHT),
                Row::Connection { .. } | Row::Socket(_) | Row::Value { is_number: false, .. } => {
                    room.size.of(CONNECTION_HEIGHT)
                }
                Row::Resource(_) | Row::Value { is_number: true, .. } => room.size.of(RESOURCE_HEIGHT),
            }
    }
}

/// Rows below a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildRows {
    /// No rows: the task has created no task and no generator, or none of them passes the filter.
    Nothing,
    /// One row for each child.
    Shown,
    /// Hidden rows: this is their number.
    Hidden(u32),
    /// Hidden rows of a library's tasks: this is their number. The others are shown.
    LibraryHidden(u32),
}

/// A row with its position in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Subject of the row.
    pub row: Row,
    /// Upper edge in px, measured from the first lane's.
    pub top: f64,
    /// Height in px.
    pub height: f64,
}

/// Filter of tasks by their state at the end of the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndingFilter {
    /// Accepts every task.
    #[default]
    All,
    /// Accepts tasks that have ended in this way.
    Ended(FinalState),
    /// Accepts tasks that have not ended.
    Going,
}

/// Filter of rows, as the reader has set it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFilter {
    /// Part of the name in lower case; empty accepts every name. Parents of an accepted task are shown with it.
    pub name: String,
    /// Accepted ends of the tasks.
    pub which: EndingFilter,
    /// Tasks whose children are hidden.
    pub collapsed: HashSet<TaskId>,
    /// Tasks below which those of libraries are shown.
    pub opened: HashSet<TaskId>,
    /// All tasks of libraries are shown.
    pub shows_libraries: bool,
    /// Lanes of watched values below the others: for each, true if they are drawn as steps.
    pub values: Vec<bool>,
}

impl RowFilter {
    /// True if the filter may leave out a task.
    pub fn filters(&self) -> bool {
        !self.name.is_empty() || self.which != EndingFilter::All
    }
}

/// Size of rows and position of their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowStyle {
    /// Names stand above their bars.
    pub above: bool,
    /// Bars are low, and only tasks have rows.
    pub dense: bool,
    /// Height of the rows.
    pub size: RowSize,
}

/// Heights of rows: the more rows there are, the lower they get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowSize {
    /// The height where there is room.
    #[default]
    Full,
    /// Less room around bars that are lower.
    Medium,
    /// The least height at which a bar can be read and a finger meets one row only.
    Low,
}

impl RowSize {
    /// All sizes, the highest first.
    pub const ALL: [RowSize; 3] = [RowSize::Full, RowSize::Medium, RowSize::Low];

    /// The size with this number of px for rows that are full, medium and low.
    fn of(self, sizes: [f64; 3]) -> f64 {
        match self {
            RowSize::Full => sizes[0],
            RowSize::Medium => sizes[1],
            RowSize::Low => sizes[2],
        }
    }
}

impl RowStyle {
    /// Height of a bar in px.
    pub fn bar(self) -> f64 {
        if self.dense { DENSE_BAR_HEIGHT } else { self.size.of(BAR_HEIGHT) }
    }

    /// Height in px of a bar in a connection's row.
    pub fn connection_bar(self) -> f64 {
        self.size.of(CONNECTION_BAR_HEIGHT)
    }

    /// Distance in px from a connection's bar to the lower edge of its row.
    pub fn below_connection_bar(self) -> f64 {
        self.size.of(BELOW_CONNECTION_BAR)
    }

    /// Height in px of a resource's greatest level.
    pub fn level(self) -> f64 {
        self.size.of(RESOURCE_HEIGHT) - ROUND_LEVEL
    }

    /// Distance in px from a bar to the lower edge of its row.
    pub fn below_bar(self) -> f64 {
        if self.dense { DENSE_BELOW_BAR } else { self.size.of(BELOW_BAR) }
    }
}

/// The rows of a record, from top to bottom. Computed anew only when the record has more rows or the reader changes the
/// filter.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    rows: Vec<Lane>,
    /// Each task's row by its place; `NO_ROW` where it has none.
    of_task: Vec<u32>,
    made_for: (usize, usize, usize, usize, RowStyle),
    choice: RowFilter,
}

/// Height of the loop's row in px, by size.
const LOOP_HEIGHT: [f64; 3] = [34.0, 30.0, 24.0];
/// Height of a task's row in px, by size. A finger needs 24.
const TASK_HEIGHT: [f64; 3] = [42.0, 34.0, 24.0];
/// Height of a generator's row in px, by size.
const GENERATOR_HEIGHT: [f64; 3] = [36.0, 32.0, 24.0];
/// Height in px of the row with a host's name, by size.
const HOST_HEIGHT: [f64; 3] = [26.0, 24.0, 20.0];
/// Height of a connection's row in px, by size: low, since there are as many as a program likes.
const CONNECTION_HEIGHT: [f64; 3] = [30.0, 28.0, 24.0];
/// Height in px of a bar in a connection's row, by size.
const CONNECTION_BAR_HEIGHT: [f64; 3] = [18.0, 18.0, 16.0];
/// Distance in px from a connection's bar to the lower edge of its row, by size.
const BELOW_CONNECTION_BAR: [f64; 3] = [6.0, 5.0, 4.0];
/// Height of a resource's row in px, by size.
const RESOURCE_HEIGHT: [f64; 3] = [64.0, 54.0, 44.0];
/// Height in px of a resource's row that its level leaves free.
const ROUND_LEVEL: f64 = 26.0;
/// Height of a bar in px, by size.
const BAR_HEIGHT: [f64; 3] = [26.0, 22.0, 16.0];
/// Distance in px from a bar to the lower edge of its row, by size.
const BELOW_BAR: [f64; 3] = [8.0, 6.0, 4.0];
/// Height of every row in px in a dense picture.
const DENSE_HEIGHT: f64 = 20.0;
/// Height of a bar in px in a dense picture.
const DENSE_BAR_HEIGHT: f64 = 14.0;
/// Distance in px from a bar to the lower edge of its row in a dense picture.
const DENSE_BELOW_BAR: f64 = 3.0;
/// Height in px that a name adds to a row when it stands above its bar.
const NAME_HEIGHT: f64 = 16.0;

/// Mark of a task that has no row.
const NO_ROW: u32 = u32::MAX;

impl Lanes {
    /// Computes the rows: the loop, each task followed by its generators and the tasks it created, then the connections by
    /// host, the sockets of datagrams and the resources that were ever used. A dense picture has rows for tasks and generators only.
    pub fn new(trace: &Trace, spans: &Spans, choice: &RowFilter, room: RowStyle) -> Lanes {
        let mut lanes = Lanes { choice: choice.clone(), ..Lanes::default() };
        lanes.made_for = Lanes::facts(spans, choice, room);
        let mut rows = rows(trace, spans, choice);
        if room.dense {
            rows.retain(|row| matches!(row, Row::Task { .. } | Row::Generator { .. }));
        }
        rows.extend(value_rows(choice));
        lanes.of_task = vec![NO_ROW; spans.tasks.len()];
        let mut top = 0.0;
        for row in rows {
            let height = row.height(room);
            if let Row::Task { place, .. } = row {
                lanes.of_task[place] = lanes.rows.len() as u32;
            }
            lanes.rows.push(Lane { row, top, height });
            top += height;
        }
        lanes
    }

    /// Computes the rows in the greatest size in which all of the record's would fit into a height in px, else in the lowest:
    /// rows that the reader filters or hides leave the others as they are. Where names stand above their bars a row has two
    /// places for a finger, and is never low.
    pub fn update_to_fit(
        &mut self,
        (trace, spans): (&Trace, &Spans),
        choice: &RowFilter,
        room: RowStyle,
        height: f64,
    ) -> bool {
        let least = if room.above { RowSize::Medium } else { RowSize::Low };
        let fits = |size| height_of_all(spans, choice, RowStyle { size, ..room }) <= height;
        let size = RowSize::ALL.into_iter().find(|size| *size == least || fits(*size)).unwrap_or(least);
        self.update(trace, spans, choice, RowStyle { size, ..room })
    }

    /// The size and position of what is in the rows.
    pub fn style(&self) -> RowStyle {
        self.made_for.4
    }

    /// Computes the rows anew if the record has more of them or the filter or style differs. Returns true if it did.
    pub fn update(&mut self, trace: &Trace, spans: &Spans, choice: &RowFilter, room: RowStyle) -> bool {
        let stale =
            self.rows.is_empty() || self.made_for != Lanes::facts(spans, choice, room) || self.choice != *choice;
        if stale {
            *self = Lanes::new(trace, spans, choice, room);
        }
        stale
    }

    /// Figures of the record that the rows depend on, besides the reader's filter. The number of ended tasks matters
    /// only to a filter by ending.
    fn facts(spans: &Spans, choice: &RowFilter, room: RowStyle) -> (usize, usize, usize, usize, RowStyle) {
        let ended = if choice.which == EndingFilter::All { 0 } else { spans.ended };
        let beside =
            spans.used + spans.connections.lines.len() + spans.connections.datagrams.sockets.len() + spans.taken_back;
        (spans.tasks.len(), spans.generators.len(), beside, ended, room)
    }

    /// All rows, from top to bottom.
    pub fn rows(&self) -> &[Lane] {
        &self.rows
    }

    /// The rows that overlap the range from `top` to `bottom`, in px from the first row's upper edge.
    pub fn between(&self, top: f64, bottom: f64) -> &[Lane] {
        let first = self.rows.partition_point(|lane| lane.top + lane.height <= top);
        let last = self.rows.partition_point(|lane| lane.top < bottom);
        &self.rows[first..last.max(first)]
    }

    /// The row of a task, if the row is shown.
    pub fn of(&self, place: usize) -> Option<Lane> {
        let row = *self.of_task.get(place)?;
        (row != NO_ROW).then(|| self.rows[row as usize])
    }

    /// The height of all rows in px.
    pub fn height(&self) -> f64 {
        self.rows.last().map_or(0.0, |lane| lane.top + lane.height)
    }

    /// Number of tasks that have a row.
    pub fn tasks(&self) -> usize {
        self.of_task.iter().filter(|row| **row != NO_ROW).count()
    }
}

/// The rows of values that the reader watches.
fn value_rows(choice: &RowFilter) -> impl Iterator<Item = Row> {
    choice.values.iter().enumerate().map(|(place, is_number)| Row::Value { place, is_number: *is_number })
}

/// The height in px of a record's rows if none is left out, and of those of watched values.
fn height_of_all(spans: &Spans, choice: &RowFilter, room: RowStyle) -> f64 {
    let task = Row::Task { place: 0, depth: 0, below: ChildRows::Nothing };
    let counted = [
        (1, Row::Loop),
        (spans.tasks.len(), task),
        (spans.generators.len(), Row::Generator { place: 0, depth: 0 }),
        (spans.connections.hosts.iter().filter(|host| host.lines.len() > 1).count(), Row::Host(0)),
        (spans.connections.lines.len(), Row::Connection { place: 0, is_below_host: false }),
        (spans.connections.datagrams.sockets.len(), Row::Socket(0)),
        (spans.resources.iter().filter(|line| !line.states.is_empty()).count(), Row::Resource(0)),
    ];
    let values: f64 = value_rows(choice).map(|row| row.height(room)).sum();
    counted.into_iter().map(|(count, row)| count as f64 * row.height(room)).sum::<f64>() + values
}

impl RowFilter {
    /// True if a task passes by itself, wherever its children stand.
    pub(super) fn lets(&self, trace: &Trace, spans: &Spans, task: &TaskSpans) -> bool {
        let stands = match self.which {
            EndingFilter::All => true,
            EndingFilter::Ended(wanted) => task.ended.is_some_and(|(_, ending)| ending == wanted),
            EndingFilter::Going => task.ended.is_none(),
        };
        stands && (self.name.is_empty() || spans.task_name(trace, task.task).to_lowercase().contains(&self.name))
    }
}

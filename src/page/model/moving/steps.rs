//! Steps to the next and previous event of a kind, and what each has come to.

use super::MoveAction;
use crate::clock::Micros;
use crate::page::model::state::{Highlight, State};
use crate::reading::{LineSet, StepGoal, longest_wait, step_to};
use crate::trace::{EventKind, Seq, TaskId};

/// A kind of event that steps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// An event of the chosen task.
    Task,
    /// An event at a line with a stop.
    Line,
    /// A printed line.
    Output,
    /// An error.
    Error,
    /// The beginning of a long wait.
    Wait,
}

impl StepKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [StepKind; 5] = [StepKind::Task, StepKind::Line, StepKind::Output, StepKind::Error, StepKind::Wait];
}

/// The length of the waits that steps go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitLength {
    /// A tenth of a second or more.
    #[default]
    Tenth,
    /// A second or more.
    Second,
    /// As long as the longest of the record.
    Longest,
}

impl WaitLength {
    /// All of them, in the order in which they are offered.
    pub const ALL: [WaitLength; 3] = [WaitLength::Tenth, WaitLength::Second, WaitLength::Longest];
}

/// The outcome of a step, which is told to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The playhead is at an event of this kind, before which, and with which, there are so many.
    At(StepKind, usize),
    /// There is none of this kind further on (true), or before.
    Nothing(StepKind, bool),
    /// Nothing is recorded yet.
    NoRecord,
    /// No task is chosen, and the playhead is in none.
    NoTask,
    /// No line has a stop.
    NoStops,
    /// No event of the record is at any of the lines with stops.
    NothingAtStops,
    /// The program has changed since it ran.
    OtherText,
    /// A note is kept at this moment, in events at or before it.
    NoteKept(usize),
    /// A note is taken away.
    NoteRemoved,
    /// The record has as many notes as it may have.
    NotesFull,
}

impl State {
    pub(in crate::page) fn move_by(&mut self, action: MoveAction) {
        match action {
            MoveAction::Step(kind, forward) => self.step_to_kind(kind, forward),
            MoveAction::Choose(task) => self.moving.task = task,
            MoveAction::WaitLength(wait) => self.moving.wait = wait,
            MoveAction::Stop(file, line) => {
                let shown = self.script().map(|script| self.python.shown_path(script));
                if let Some(file) = file.or(shown) {
                    self.moving.stops.toggle(file, line);
                }
            }
            MoveAction::Stops(lines) => {
                if let Some(file) = self.script().map(|script| self.python.shown_path(script)) {
                    self.moving.stops.replace(&file, &lines);
                }
            }
            MoveAction::Stretch(action) => self.stretch(action),
            MoveAction::Note(action) => self.note(action),
            MoveAction::Find(action) => self.find(action),
        }
    }

    /// The task of which steps go to an event: the chosen one, else the one that is pointed at, else the one of the event at
    /// the playhead.
    pub fn stepped_task(&self) -> Option<TaskId> {
        let pointed = match self.workspace.lit {
            Some(Highlight::Task(task)) => Some(task),
            Some(_) | None => None,
        };
        self.moving.task.or(pointed).or_else(|| self.current_task())
    }

    /// The task that runs at the playhead, or whose step has ended there.
    fn current_task(&self) -> Option<TaskId> {
        let record = self.run.record.as_ref()?;
        let last = self.playback.playhead.min(record.len).checked_sub(1)?;
        let trace = record.trace.borrow();
        match trace.kinds()[last] {
            EventKind::StepEnded { task, .. } | EventKind::TaskCreated { task, .. } => Some(task),
            _ => {
                let thread = trace.event(Seq(last as u32)).thread;
                record.moment(last + 1).current_task(thread)
            }
        }
    }

    fn step_to_kind(&mut self, kind: StepKind, forward: bool) {
        self.playback.playing = false;
        let arrival = self.found(kind, forward);
        if let Arrival::At(_, to) = arrival {
            self.seek(to);
        }
        self.moving.arrived = Some(arrival);
    }

    /// Looks for an event of a kind. A task that was not chosen becomes the chosen one: the next step goes on with it.
    fn found(&mut self, kind: StepKind, forward: bool) -> Arrival {
        let Some(record) = self.run.record.clone().filter(|record| record.len > 0) else { return Arrival::NoRecord };
        let (trace, spans) = (record.trace.borrow(), record.spans());
        let lines;
        let goal = match kind {
            StepKind::Task => {
                let Some(task) = self.stepped_task() else { return Arrival::NoTask };
                self.moving.task = Some(task);
                StepGoal::Task(task)
            }
            StepKind::Line => {
                let stops = self.shown_stops();
                if stops.is_empty() {
                    return Arrival::NoStops;
                }
                if self.is_other_text() {
                    return Arrival::OtherText;
                }
                lines = LineSet::of(&trace, &stops);
                if lines.is_empty() {
                    return Arrival::NothingAtStops;
                }
                StepGoal::Lines(&lines)
            }
            StepKind::Output => StepGoal::Output,
            StepKind::Error => StepGoal::Error,
            StepKind::Wait => StepGoal::Wait(match self.moving.wait {
                WaitLength::Tenth => Micros::from_millis(100),
                WaitLength::Second => Micros::from_millis(1000),
                WaitLength::Longest => longest_wait(&spans, self.end()).unwrap_or_default().max(Micros(1)),
            }),
        };
        let found = step_to(&trace, &spans, goal, self.playback.playhead, record.len, forward);
        found.map_or(Arrival::Nothing(kind, forward), |seq| Arrival::At(kind, seq.0 as usize + 1))
    }

    /// Stands still at the first stop that was passed since the playhead had so many events before it.
    pub(in crate::page) fn stand_at_stop(&mut self, before: usize) {
        if let Some(to) = self.stop_between(before, self.playback.playhead) {
            self.playback.playing = false;
            self.seek(to);
            self.moving.arrived = Some(Arrival::At(StepKind::Line, to));
        }
    }
}

//! *Values*: the variables of a program in Python at the playhead, and the expressions that the reader watches.
//!
//! Nothing of them is recorded. While the tab is open and the playhead rests, the program is run again, unseen, and its
//! variables are read on the way ([`Inspection`]). The record of that run is compared with the one that is shown: where they
//! differ there are no values.

mod read_moments;
mod repetitions;
mod watches;

use std::rc::Rc;

use self::read_moments::ReadMoments;
pub use self::read_moments::step_before;
pub use self::watches::MOST_WATCHED;
use self::watches::Watches;
use crate::changes::WaitChange;
use crate::engine::StopPlace;
use crate::inspection::{InspectedMoment, InspectedRun, Inspection};
use crate::page::model::effect::{Effect, Runnable, ViewOrder};
use crate::page::model::python::{EngineState, Twin};
use crate::page::model::state::{Analysis, Phase, State};
use crate::timeline::value_lanes::ValueLanes;
use crate::trace::{SharedTrace, TaskId};

/// A run whose values are read, and how it is made.
#[derive(Clone, Debug)]
pub struct RepeatedRun {
    /// The program.
    pub program: Runnable,
    /// True if computing is measured.
    pub measured: bool,
    /// The most events that are recorded.
    pub limit: usize,
    /// The place at which the reader had stopped it.
    pub stop: Option<StopPlace>,
    /// The changes of waits under which it ran.
    pub changes: Vec<WaitChange>,
    /// The values that are read.
    pub inspection: Inspection,
}

/// A run whose values were read.
#[derive(Clone, Debug)]
pub struct ReadRun {
    /// The record.
    pub trace: SharedTrace,
    /// The values.
    pub inspected: Rc<InspectedRun>,
}

/// The reason why what is shown has no values.
#[derive(Clone, Debug, PartialEq)]
pub enum NoValues {
    /// A demo in Rust, whose variables no engine reads; with its twin in Python, if it has one.
    InRust(Option<Twin>),
    /// A record from a file that holds no program in Python.
    NoProgram,
    /// The run goes on.
    Running,
    /// No engine is to be had, for this reason.
    NoEngine(String),
}

/// The outcome of a search for the moment at which an expression is true.
#[derive(Clone, Debug, PartialEq)]
pub enum StopOutcome {
    /// The run is repeated for it.
    Searching,
    /// The first moment, as the number of events before it.
    At(usize),
    /// No moment of the run at which it is true.
    Never,
    /// An error in the expression, in Python's words.
    Fault(Rc<str>),
}

/// A search for the moment at which an expression is true.
#[derive(Clone, Debug, PartialEq)]
pub struct StopWhere {
    /// The expression.
    pub expression: Rc<str>,
    /// The outcome.
    pub outcome: StopOutcome,
}

/// The purpose of a run that goes on.
#[derive(Clone, Debug, PartialEq)]
enum Purpose {
    /// The variables at these moments.
    Moments(Vec<usize>),
    /// The values of these expressions.
    Watched(Rc<[Rc<str>]>),
    /// The moment at which an expression is true.
    Stop,
}

/// The tab's own state. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The record whose values are read.
    of: SharedTrace,
    /// The ticket of the run that goes on, and its purpose.
    going: Option<(u32, Purpose)>,
    /// The playhead for whose rest a timer runs.
    awaits_rest: Option<usize>,
    /// The playhead that has come to rest.
    rested: Option<usize>,
    /// The readings.
    moments: ReadMoments,
    /// The moment that is shown: the last one of a resting playhead whose variables were read.
    shown: Option<usize>,
    /// The number of events after which the repetition differs from the record.
    differs_after: Option<usize>,
    /// The reason why the engine could not repeat the program.
    pub broken: Option<Rc<str>>,
    /// The expressions that are watched.
    pub watches: Watches,
    /// The last search for a moment.
    pub stop: Option<StopWhere>,
    /// True if only the chosen task is shown.
    pub only_chosen: bool,
}

impl PartialEq for Values {
    fn eq(&self, other: &Values) -> bool {
        let facts = |values: &Values| {
            let Values { awaits_rest, rested, shown, differs_after, only_chosen, .. } = *values;
            (awaits_rest, rested, shown, differs_after, only_chosen)
        };
        Rc::ptr_eq(&self.of, &other.of)
            && facts(self) == facts(other)
            && self.going == other.going
            && self.moments == other.moments
            && self.broken == other.broken
            && self.watches == other.watches
            && self.stop == other.stop
    }
}

/// An action on the tab.
#[derive(Clone, Debug)]
pub enum ValuesAction {
    /// The playhead has rested for a while at this number of events.
    Rested(usize),
    /// The run with this ticket has left this, or nothing for a reason.
    Ran(u32, Result<ReadRun, String>),
    /// Watch an expression.
    Watch(Rc<str>),
    /// Watch it no more.
    Unwatch(Rc<str>),
    /// Go to the first moment at which an expression is true.
    StopWhere(Rc<str>),
    /// Try again what the engine could not do.
    Again,
    /// Show only the chosen task, or all.
    OnlyChosen(bool),
    /// Show this line of a file, and the lane of a task.
    Show(Rc<str>, u32, Option<TaskId>),
}

/// The values that the tab shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownValues {
    /// The number of events before the moment.
    pub events: usize,
    /// The variables; `None` once the program had ended.
    pub moment: Option<Rc<InspectedMoment>>,
    /// The variables before the step that has led there, if they were read.
    pub before: Option<Rc<InspectedMoment>>,
    /// True if the playhead stands elsewhere: it moves, or the values of its moment have not come yet.
    pub is_stale: bool,
}

impl Values {
    /// The ticket of the run that goes on, if one does.
    pub fn ticket(&self) -> Option<u32> {
        self.going.as_ref().map(|(ticket, _)| *ticket)
    }

    /// Returns whether a run goes on that reads the watched expressions.
    pub fn reads_watches(&self) -> bool {
        matches!(self.going, Some((_, Purpose::Watched(_))))
    }

    /// Begins with another record; what the reader has typed stays.
    fn begin(&mut self, of: SharedTrace) {
        let (mut watches, stop) = (std::mem::take(&mut self.watches), self.stop.take());
        watches.forget();
        let stop = stop.filter(|stop| stop.outcome == StopOutcome::Searching);
        *self = Values { of, watches, stop, only_chosen: self.only_chosen, ..Values::default() };
    }
}

impl State {
    /// The reason why what is shown has no values.
    pub fn no_values(&self) -> Option<NoValues> {
        if !matches!(self.run.phase, Phase::Ended(_)) {
            return Some(NoValues::Running);
        }
        if let Some(demo) = self.program() {
            let twin = match &self.address.args {
                Some(args) => Twin::near(demo, args),
                None => Twin::of(demo).first().copied(),
            };
            return Some(NoValues::InRust(twin));
        }
        let has_run = self.script().is_some() && self.python.ran.is_some();
        if !has_run && self.program_of_file().is_none() {
            return Some(NoValues::NoProgram);
        }
        match &self.python.engine {
            EngineState::Missing(why) => Some(NoValues::NoEngine(why.clone())),
            _ => None,
        }
    }

    /// Returns whether the record was made on a clock that measures, so that a repetition may differ.
    pub fn is_measured(&self) -> bool {
        self.script().is_some() && self.python.ran.as_ref().is_some_and(|ran| ran.measured)
    }

    /// The number of events after which the repetition has differed from the record, if the playhead stands behind them.
    pub fn values_differ_after(&self) -> Option<usize> {
        self.values.differs_after.filter(|events| self.asked_moment() > Some(*events))
    }

    /// The values that the open tab shows.
    pub fn shown_values(&self) -> Option<ShownValues> {
        let events = self.values.shown?;
        let moment = self.values.moments.at(events)?.cloned();
        let before = step_before(&self.values.of.borrow(), events);
        let before = before.and_then(|before| self.values.moments.at(before)).flatten().cloned();
        Some(ShownValues { events, moment, before, is_stale: self.asked_moment() != Some(events) })
    }

    /// The lanes of watched values, while the tab is open.
    pub fn value_lanes(&self) -> ValueLanes {
        let is_open = self.analysis() == Analysis::Values;
        if is_open { self.values.watches.lanes() } else { ValueLanes::default() }
    }

    pub(in crate::page) fn apply_to_values(&mut self, action: ValuesAction) {
        match action {
            ValuesAction::Rested(events) => {
                if self.values.awaits_rest == Some(events) {
                    self.values.awaits_rest = None;
                    self.values.rested = Some(events);
                }
            }
            ValuesAction::Ran(ticket, ran) if self.values.ticket() == Some(ticket) => {
                let Some((_, purpose)) = self.values.going.take() else { return };
                match (ran, self.run.record.clone()) {
                    (Ok(ran), Some(record)) => self.take_values(purpose, &ran, &record),
                    (Ok(_), None) => {}
                    (Err(why), _) => self.values.broken = Some(why.into()),
                }
            }
            ValuesAction::Ran(..) => {}
            ValuesAction::Watch(expression) => {
                self.values.watches.add(&expression);
            }
            ValuesAction::Unwatch(expression) => self.values.watches.remove(&expression),
            ValuesAction::StopWhere(expression) => {
                let expression: Rc<str> = expression.trim().into();
                self.values.stop =
                    (!expression.is_empty()).then_some(StopWhere { expression, outcome: StopOutcome::Searching });
            }
            ValuesAction::Again => {
                self.values.broken = None;
                if matches!(self.python.engine, EngineState::Missing(_)) {
                    // It is asked for again.
                    self.python.engine = EngineState::Asleep;
                }
            }
            ValuesAction::OnlyChosen(only) => self.values.only_chosen = only,
            ValuesAction::Show(file, line, task) => self.show_frame(&file, line, task),
        }
    }

    /// Shows a line of the program and the lane of a task.
    fn show_frame(&mut self, file: &str, line: u32, task: Option<TaskId>) {
        if let Some(task) = task {
            self.moving.task = Some(task);
            self.ask(Effect::View(ViewOrder::ShowLane(task)));
        }
        let script = self.script().filter(|_| self.python.shows_what_ran());
        if script.is_some_and(|script| self.python.paths(script).iter().any(|path| **path == *file)) {
            self.show_path(file);
            self.ask(Effect::View(ViewOrder::ShowLine(line)));
        }
    }
}

//! The runs that the page keeps, in memory, so that the next one can be compared with them.

use std::rc::Rc;

use super::Comparing;
use super::run_changes::RunChanges;
use crate::engine::Timing;
use crate::page::model::effect::Effect;
use crate::page::model::predict::Predict;
use crate::page::model::python::{Script, Twin};
use crate::page::model::record::Record;
use crate::page::model::state::{Phase, State};
use crate::trace::file::ProgramInfo;

/// The most runs of a program that are kept, beside a pinned one.
pub const MAX_KEPT_RUNS: usize = 5;

/// The most events that the kept runs of all programs have together; the newest and the pinned one are kept however long they are.
pub const MAX_KEPT_EVENTS: usize = 300_000;

/// A run that is kept. Equal when it is the same one.
#[derive(Clone, Debug)]
pub struct KeptRun {
    /// The number of the run on this page, from 1 on.
    pub number: u32,
    /// The program.
    pub program: Rc<ProgramInfo>,
    /// The demo whose program, variant or twin it is.
    pub lesson: Option<&'static str>,
    /// The timing; `None` for a record that was opened.
    pub timing: Option<Timing>,
    /// The name of the file from which it was opened.
    pub file: Option<Rc<str>>,
    /// The time of day at which it ended, such as `12:04`, once that is known.
    pub time_of_day: Option<Rc<str>>,
    /// The changes since the run of the program before it.
    pub changes: RunChanges,
    /// The record.
    pub record: Record,
}

impl PartialEq for KeptRun {
    fn eq(&self, other: &KeptRun) -> bool {
        (self.number, &self.time_of_day, &self.record) == (other.number, &other.time_of_day, &other.record)
    }
}

impl KeptRun {
    /// Returns whether both are runs of one program, in one of its variants, in Rust or in Python.
    pub fn is_of_same_program(&self, other: &KeptRun) -> bool {
        let named = !self.program.id.is_empty() && self.program.id == other.program.id;
        named || (self.lesson.is_some() && self.lesson == other.lesson)
    }

    /// Returns whether the run's moments are the same each time: nothing of them is measured.
    pub fn is_exact(&self) -> bool {
        matches!(self.timing, None | Some(Timing::Exact)) && !self.is_real()
    }

    fn is_real(&self) -> bool {
        let trace = self.record.trace.borrow();
        trace.events().next().is_some_and(|(_, event)| event.wall.is_some())
    }
}

impl Comparing {
    /// The kept run that has this number, be it pinned.
    pub fn run(&self, number: u32) -> Option<&KeptRun> {
        self.kept.iter().chain(&self.pinned).find(|run| run.number == number)
    }

    /// Keeps a run, and lets go of the oldest ones that are too many.
    pub(super) fn keep(&mut self, mut run: KeptRun) {
        let before = self.kept.iter().rev().chain(&self.pinned).find(|before| before.is_of_same_program(&run));
        if let Some(before) = before {
            run.changes = RunChanges::between((&before.program, before.timing), (&run.program, run.timing));
        }
        let mut kept: Vec<KeptRun> = self.kept.to_vec();
        kept.push(run.clone());
        let (mut same, mut events) = (0, 0);
        let mut is_kept = |kept: &KeptRun| {
            same += usize::from(kept.is_of_same_program(&run));
            events += kept.record.len;
            kept.number == run.number
                || (events <= MAX_KEPT_EVENTS && (same <= MAX_KEPT_RUNS || !kept.is_of_same_program(&run)))
        };
        let mut all: Vec<KeptRun> = kept.into_iter().rev().filter(|kept| is_kept(kept)).collect();
        all.reverse();
        self.kept = all.into();
    }
}

impl State {
    /// Keeps the run that has ended with the last action, if one has.
    pub(in crate::page) fn keep_run(&mut self, before: &State) {
        let Some(record) = self.run.record.clone() else { return };
        let is_over = matches!(self.run.phase, Phase::Ended(_)) && record.len == record.trace.borrow().len();
        // A run that is asked about is no run to be compared before it is shown.
        let is_hidden = matches!(self.predict, Predict::Running | Predict::Asking(_));
        if !is_over || is_hidden || record.len == 0 || self.compares() || self.embed.is_some() {
            return;
        }
        let is_same = |run: &KeptRun| Rc::ptr_eq(&run.record.trace, &record.trace);
        if let Some(place) = self.comparing.kept.iter().position(is_same) {
            if self.comparing.kept[place].record.len != record.len {
                self.replace_kept(place, record);
            }
            return;
        }
        // One that goes on from where it was cut, or asked for a line, is the same run.
        let was = before.run.record.as_ref().filter(|_| before.python.growing);
        let earlier =
            was.and_then(|was| self.comparing.kept.iter().position(|run| Rc::ptr_eq(&run.record.trace, &was.trace)));
        if let Some(place) = earlier {
            return self.replace_kept(place, record);
        }
        self.comparing.count += 1;
        let (number, program) = (self.comparing.count, Rc::new(self.program_info()));
        let opened = self.opened();
        let run = KeptRun {
            number,
            lesson: self.program().map(|demo| demo.id).or_else(|| lesson_of(&program.id)),
            timing: if opened.is_some() { None } else { Some(self.comparing.timing.unwrap_or(self.next_timing())) },
            file: opened.map(|opened| opened.name.as_str().into()),
            time_of_day: None,
            changes: RunChanges::default(),
            program,
            record,
        };
        self.comparing.keep(run);
        // The second side is the newest run again.
        self.comparing.chosen[1] = None;
        self.end_variants(number);
        self.ask(Effect::TellTimeOfDay(number));
    }

    fn replace_kept(&mut self, place: usize, record: Record) {
        let mut kept = self.comparing.kept.to_vec();
        kept[place].record = record;
        self.comparing.kept = kept.into();
    }

    /// The kept run whose record is shown.
    pub fn shown_run(&self) -> Option<&KeptRun> {
        let record = self.run.record.as_ref()?;
        let all = self.comparing.kept.iter().chain(&self.comparing.pinned);
        all.into_iter().find(|run| Rc::ptr_eq(&run.record.trace, &record.trace))
    }
}

/// The demo of which this is a program in Python, by the name of its file.
pub(super) fn lesson_of(file: &str) -> Option<&'static str> {
    let twin = Twin::named(file.strip_suffix(".py")?)?;
    (Script::Twin(twin).file() == file).then(|| twin.id())
}

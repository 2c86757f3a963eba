//! Runs of a program: asked for, longer, stopped, and answered.

use std::rc::Rc;

use super::visits::HandVisits;
use super::{EngineState, FinishedPython, PythonAction, TypedInput};
use crate::engine::{FIRST_EVENTS, MOST_EVENTS, Timing};
use crate::page::model::effect::{Effect, RequestedRun, Runnable, ViewOrder};
use crate::page::model::predict::Predict;
use crate::page::model::state::{Phase, State, Tab};
use crate::trace::Status;

impl State {
    /// Carries out what an engine reports of a run, or the reader asks of one that is under way.
    pub(super) fn python_run(&mut self, action: PythonAction) {
        match action {
            PythonAction::Stop if self.stop_variants() => {}
            PythonAction::Ran(ticket, ref ran) if self.keep_variant(ticket, ran) => {}
            PythonAction::Ran(ticket, ran) if self.lesson_awaits(ticket) => {
                self.lesson_ran(ran.opened.record.clone(), Some(ran));
            }
            PythonAction::Failed(ticket, why) if self.lesson_awaits(ticket) => self.lesson_failed(why),
            PythonAction::Stop if self.python.running || self.python.growing => {
                self.ask(Effect::KeepStopped(self.run.ticket));
            }
            PythonAction::Stopped(ticket, ran, computes) if self.is_behind(ticket) => {
                let computes = computes && self.python.asks.take().is_none();
                self.keep_stopped(ran, computes);
            }
            PythonAction::Began(ticket, ran) if self.awaits(ticket) => {
                self.run.record = Some(ran.opened.record.clone());
                self.python.ran = Some(ran);
                self.run.phase = Phase::Running;
                self.ask(Effect::View(ViewOrder::FitTimeline));
                self.seek(0);
                self.playback.playing = true;
            }
            PythonAction::Asks(ticket, beginning) if self.awaits(ticket) => {
                self.python.asks = Some(beginning);
                self.workspace.tab = Tab::Console;
            }
            PythonAction::Type(line) => self.type_in(line),
            PythonAction::Ran(ticket, ran) if self.predict == Predict::Running && self.awaits(ticket) => {
                self.python.running = false;
                self.ask_about(ran.opened.record.clone(), Some(ran));
            }
            PythonAction::Ran(ticket, ran) if self.run.phase == Phase::Running && self.awaits(ticket) => {
                self.python.running = false;
                self.python.asks = None;
                self.python.ran = Some(ran);
            }
            PythonAction::Ran(ticket, ran) if self.python.growing && self.run.ticket == ticket => {
                let stopped = std::mem::take(&mut self.python.locating);
                self.python.growing = false;
                self.python.running = false;
                if stopped && !self.is_repeated_by(&ran) {
                    // The line at which another run was is not that of this one.
                    return;
                }
                self.shows_asking(&ran);
                // What was shown goes on; at its end it had stopped.
                let goes_on = self.playback.playing || self.playback.playhead >= self.len();
                self.run.phase = Phase::Ended(ran.opened.status());
                self.run.record = Some(ran.opened.record.clone());
                self.python.ran = Some(ran);
                if stopped && goes_on {
                    // The reader looks at the line where it was.
                    self.seek(self.len());
                } else {
                    self.playback.playing = goes_on && self.playback.playhead < self.len();
                }
            }
            PythonAction::Failed(ticket, mishap)
                if self.python.growing && !self.python.running && self.run.ticket == ticket =>
            {
                self.python.growing = false;
                self.python.locating = false;
                if self.run.record.is_none() {
                    self.python.mishap = Some(mishap);
                }
            }
            PythonAction::Ran(ticket, ran) if self.awaits(ticket) => {
                self.python.running = false;
                self.shows_asking(&ran);
                self.run.phase = Phase::Ended(ran.opened.status());
                self.run.record = Some(ran.opened.record.clone());
                self.python.ran = Some(ran);
                // It is looked at afresh, from its beginning.
                self.ask(Effect::View(ViewOrder::FitTimeline));
                self.seek(0);
                self.playback.playing = !self.is_empty();
            }
            PythonAction::Failed(ticket, mishap) if self.awaits(ticket) => {
                self.stop_variants();
                self.python.running = false;
                self.python.asks = None;
                self.predict = Predict::Off;
                self.python.mishap = Some(mishap);
                if self.run.phase == Phase::Running {
                    self.run.phase = Phase::Ended(Status::Stopped);
                    self.playback.playing = false;
                }
                self.take_back();
            }
            _ => {}
        }
    }

    /// Runs the text that stands in the editor.
    pub(in crate::page) fn run_python(&mut self) {
        self.stop_variants();
        self.run_python_on(self.python.timing);
    }

    /// Runs the text that stands in the editor exactly, so that every run of it has the same record.
    pub(in crate::page) fn run_python_unseen(&mut self) {
        self.stop_variants();
        self.run_python_on(Timing::Exact);
    }

    /// Runs the text that stands in the editor on this clock, unless a program runs or it is too long.
    pub(in crate::page) fn run_python_on(&mut self, timing: Timing) {
        let python = &self.python;
        if python.running || python.text.is_none() || python.too_long().is_some() {
            return;
        }
        self.begin_python_run();
        // Only what is exact is run once more for a longer record.
        self.python.limit = if timing == Timing::Exact { FIRST_EVENTS } else { MOST_EVENTS };
        self.ask_python_run(timing, None);
    }

    /// Lets go of the run that is shown, for one that is about to begin.
    pub(in crate::page) fn begin_python_run(&mut self) {
        self.clear();
        self.python.ran = None;
        self.python.mishap = None;
        self.python.latency = None;
        self.python.running = true;
        self.python.growing = false;
        self.python.locating = false;
        self.python.asks = None;
        self.python.visits = HandVisits::default();
        self.python.typed = TypedInput::default();
        if matches!(self.python.engine, EngineState::Missing(_)) {
            // It is asked for again.
            self.python.engine = EngineState::Asleep;
        }
    }

    /// Asks for a run of the text that stands in the editor, with what was typed into it and the limit that is set; `stop` is
    /// the length of the record at which it was stopped before.
    pub(super) fn ask_python_run(&mut self, timing: Timing, stop: Option<usize>) {
        let (Some(script), Some(source)) = (self.script(), self.python.draft()) else { return };
        let program = Runnable::Python { file: script.file(), source, typed: self.python.typed.clone() };
        let (rate, limit) = (self.run.rate, self.python.limit);
        let ticket = self.run.next_ticket();
        self.comparing.timing = Some(timing);
        self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit, stop }));
    }

    /// The timing of a run behind the record that is shown: it is not paced.
    pub(super) fn timing_behind(&self) -> Timing {
        // A run that was exact goes on exactly, as one that was made unseen, whatever is set for the next.
        match self.python.timing {
            _ if self.python.ran.as_ref().is_some_and(|ran| !ran.measured) => Timing::Exact,
            Timing::Live => Timing::Measured,
            timing => timing,
        }
    }

    /// Another timing for the next run; nothing where the browser cannot run a program live.
    pub(in crate::page) fn set_python_timing(&mut self, timing: Timing) {
        if timing != Timing::Live || !self.python.cannot_live {
            self.python.timing = timing;
        }
    }

    /// A line for the program, or the end of its input. One that runs is told; one that has ended where it asked runs once
    /// more, exactly, and goes on with it.
    pub(super) fn type_in(&mut self, line: Option<Rc<str>>) {
        if self.python.asks.take().is_some() {
            self.python.typed = self.python.typed.with(line.as_deref());
            self.ask(Effect::Answer(line));
            return;
        }
        if self.python.asks().is_none() || self.python.growing {
            return;
        }
        self.python.typed = self.python.typed.with(line.as_deref());
        self.python.mishap = None;
        self.python.running = true;
        self.python.growing = true;
        self.ask_python_run(self.timing_behind(), None);
    }

    /// Takes back what was typed last and has come to nothing: the program still asks where it did.
    pub(super) fn take_back(&mut self) {
        if std::mem::take(&mut self.python.growing)
            && let Some(ran) = &self.python.ran
        {
            self.python.typed = ran.typed.clone();
        }
    }

    /// The console comes to the front for a program that asks.
    pub(in crate::page) fn shows_asking(&mut self, ran: &FinishedPython) {
        if ran.asks.is_some() {
            self.workspace.tab = Tab::Console;
        }
    }

    /// Near the end of a record that its limit has cut the program is run for a longer one.
    pub(in crate::page) fn grow_python(&mut self) {
        let near = self.playback.playhead >= self.len() / 10 * 7;
        if self.is_cut() && near && self.python.limit < MOST_EVENTS {
            self.grow_to((4 * self.python.limit).min(MOST_EVENTS));
        }
    }

    /// Returns whether the record ends at its limit, and would be longer with another.
    pub fn is_cut(&self) -> bool {
        let again = self.python.ran.as_ref().is_some_and(|ran| !ran.measured) && self.python.shows_what_ran();
        // The loop stops between two turns.
        let full = self.len() + 100 >= self.python.limit;
        self.ran().is_some() && again && full && self.run.phase == Phase::Ended(Status::Limit)
    }

    /// Returns whether the engine is free for a longer record.
    fn may_grow(&self) -> bool {
        !self.python.growing && !self.python.running && self.what_if.ticket().is_none()
    }

    pub(super) fn grow_to(&mut self, limit: usize) {
        if self.is_cut() && self.may_grow() && limit > self.python.limit {
            self.python.growing = true;
            self.python.limit = limit;
            self.ask_python_run(self.timing_behind(), None);
        }
    }

    /// Returns whether a run that went on behind the record that is shown has done the same until then.
    fn is_repeated_by(&self, ran: &FinishedPython) -> bool {
        let again = ran.opened.record.trace.borrow();
        self.run.record.as_ref().is_none_or(|shown| again.begins_like(&shown.trace.borrow()))
    }

    /// Shows what a program has done until it was stopped, unless more of it is shown already; if it was computing, has it run
    /// once more for the line at which it was.
    pub(super) fn keep_stopped(&mut self, ran: FinishedPython, computes: bool) {
        self.predict = Predict::Off;
        let events = ran.opened.record.len;
        let (shown, was_growing) = (self.len(), self.python.growing && !self.python.running);
        let was_live = self.run.phase == Phase::Running;
        self.python.running = false;
        self.python.growing = false;
        if std::mem::take(&mut self.python.locating) || (was_growing && events <= shown) {
            return;
        }
        if events > 0 {
            let follows = !was_growing || self.playback.playhead >= shown;
            self.run.phase = Phase::Ended(Status::Stopped);
            self.run.record = Some(ran.opened.record.clone());
            self.python.ran = Some(ran);
            self.playback.playing = false;
            if follows && !was_live {
                self.ask(Effect::View(ViewOrder::FitTimeline));
                self.seek(events);
            }
        }
        if was_live {
            self.run.phase = Phase::Ended(Status::Stopped);
            self.playback.playing = false;
            if !computes {
                return;
            }
        }
        self.python.growing = true;
        self.python.locating = true;
        self.ask_python_run(self.timing_behind(), Some(events));
    }

    /// Returns whether the run with this ticket goes on and is not shown while it does.
    pub(super) fn is_behind(&self, ticket: u32) -> bool {
        self.script().is_some() && (self.python.running || self.python.growing) && self.run.ticket == ticket
    }

    pub(super) fn awaits(&self, ticket: u32) -> bool {
        self.script().is_some() && self.python.running && self.run.ticket == ticket
    }
}

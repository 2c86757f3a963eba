//! Actions, and the state that each of them makes: pure, no input or output.
//!
//! Each part of the state has actions of its own. What one part does to another is here, in one place: a run that is no
//! longer what is set is let go, and the playhead with it.

use std::rc::Rc;

use super::analyses::{Values, Why};
pub use super::analyses::{ValuesAction, WhyAction};
use super::comparing::CompareAction;
use super::effect::{self, Effect, RequestedRun, Runnable, ViewOrder};
use super::files::FileAction;
pub use super::lesson_file::LessonAction;
pub use super::link::LinkAction;
pub use super::listing::ListingAction;
pub use super::moving::MoveAction;
use super::moving::{FindAction, Notes};
use super::playback::Playback;
pub use super::playback::PlaybackAction;
use super::predict::Predict;
pub use super::predict::PredictAction;
pub use super::progress::ProgressAction;
use super::python::PythonAction;
pub use super::reference_texts::ReferenceAction;
pub use super::route::AddressAction;
use super::route::Route;
pub use super::run_state::RunAction;
pub use super::settings::SettingsAction;
use super::state::{Analysis, Notice, Phase, Record, State, Tab};
use super::what_if::WhatIf;
pub use super::what_if::WhatIfAction;
pub use super::workspace::WorkspaceAction;
use crate::clock::Micros;
use crate::engine::Timing;
use crate::trace::{Recorder, Status};

/// An action: an event that changes a part of the state.
#[derive(Clone, Debug)]
pub enum Action {
    /// An action on the address and the demo's parameters.
    Address(AddressAction),
    /// An action on language and colours.
    Settings(SettingsAction),
    /// An action on the run.
    Run(RunAction),
    /// An action on the playhead.
    Playback(PlaybackAction),
    /// An action on a question about a run.
    Predict(PredictAction),
    /// An action on runs with other waits.
    WhatIf(WhatIfAction),
    /// An action on the ways to move in the record.
    Move(MoveAction),
    /// An action on the analysis of why the run took so long.
    Why(WhyAction),
    /// An action on the values of variables.
    Values(ValuesAction),
    /// An action on what the reader has opened on the page.
    Workspace(WorkspaceAction),
    /// An action on the reader's progress.
    Progress(ProgressAction),
    /// An action on the texts of programs.
    Listing(ListingAction),
    /// An action on the texts of reference.
    Reference(ReferenceAction),
    /// An action on files.
    File(FileAction),
    /// An action on the program in Python.
    Python(PythonAction),
    /// An action on a link.
    Link(LinkAction),
    /// An action on the comparison of two runs.
    Compare(CompareAction),
    /// An action on a lesson that anyone has written.
    Lesson(LessonAction),
}

/// Has an action of each part be an action of the page.
macro_rules! actions {
    ($($part:ident($action:ident))*) => {$(
        impl From<$action> for Action {
            fn from(action: $action) -> Action {
                Action::$part(action)
            }
        }
    )*};
}

actions! {
    Address(AddressAction)
    Settings(SettingsAction)
    Run(RunAction)
    Playback(PlaybackAction)
    Predict(PredictAction)
    WhatIf(WhatIfAction)
    Move(MoveAction)
    Why(WhyAction)
    Values(ValuesAction)
    Workspace(WorkspaceAction)
    Progress(ProgressAction)
    Listing(ListingAction)
    Reference(ReferenceAction)
    File(FileAction)
    Python(PythonAction)
    Link(LinkAction)
    Compare(CompareAction)
    Lesson(LessonAction)
}

impl State {
    /// Returns the state after an action, the very same `Rc` when nothing changes, and what is to be done outside of it,
    /// in order.
    pub fn reduce(self: Rc<Self>, action: impl Into<Action>) -> (Rc<State>, Vec<Effect>) {
        let action = action.into();
        let mut next = (*self).clone();
        // Runs that are compared are at their end as soon as they are there: nobody has seen that.
        let arrives = matches!(
            action,
            Action::Run(RunAction::Grown(..))
                | Action::Playback(
                    PlaybackAction::Tick(_)
                        | PlaybackAction::Step(_)
                        | PlaybackAction::Seek(_)
                        | PlaybackAction::SeekTime(_)
                        | PlaybackAction::End
                )
                | Action::Move(MoveAction::Step(..) | MoveAction::Find(FindAction::Go(_)))
        );
        next.apply(action);
        next.drop_stale_question();
        next.grow_python();
        next.keep_run(&self);
        next.show_linked_moment();
        next.drop_stale_waits();
        next.look_for_waits();
        next.read_values();
        if arrives
            && next.at_end()
            && let Some(demo) = next.lesson()
        {
            next.progress.see(demo.id);
        }
        let asked = next.take_effects();
        if next == *self {
            return (self, asked);
        }
        // What is over is stopped before anything begins.
        let mut effects = effect::between(Some(&self), &next);
        effects.extend(asked);
        (Rc::new(next), effects)
    }

    pub(in crate::page) fn apply(&mut self, action: impl Into<Action>) {
        match action.into() {
            Action::Address(action) => self.apply_to_address(action),
            Action::Settings(action) => self.settings = self.settings.reduce(action),
            Action::Run(action) => self.apply_to_run(action),
            Action::Playback(action) => self.apply_to_playback(action),
            Action::Predict(action) => self.apply_to_predict(action),
            Action::WhatIf(action) => self.apply_to_what_if(action),
            Action::Move(action) => self.move_by(action),
            Action::Why(action) => self.apply_to_why(action),
            Action::Values(action) => self.apply_to_values(action),
            Action::Workspace(action) => self.workspace = self.workspace.clone().reduce(action),
            Action::Progress(action) => self.progress.reduce(action),
            Action::Listing(action) => self.apply_to_listings(action),
            Action::Reference(action) => self.reference.reduce(action),
            Action::File(action) => self.file(action),
            Action::Python(action) => self.python(action),
            Action::Link(action) => self.follow_link(action),
            Action::Compare(action) => self.compare(action),
            Action::Lesson(action) => self.apply_to_lesson(action),
        }
    }

    fn apply_to_address(&mut self, action: AddressAction) {
        let goes = matches!(action, AddressAction::Go(_));
        let changes = self.address.reduce(action);
        if goes {
            self.workspace.drawer = false;
        }
        if changes {
            self.clear();
        }
        if goes && changes {
            self.linked_view = None;
            self.moving.notes = Notes::default();
            self.arrive();
        }
    }

    /// Begins what a page that was gone to begins with.
    fn arrive(&mut self) {
        self.leave_python();
        self.leave_lesson();
        self.workspace.analysis = Analysis::default();
        self.why = Why::default();
        self.values = Values::default();
        if self.script().is_some() {
            // Where only one of them has room, it is the program.
            self.workspace.tab = Tab::Code;
        }
        if self.address.route == Route::Trace {
            self.show_opened();
        }
    }

    fn apply_to_run(&mut self, action: RunAction) {
        match action {
            RunAction::Run if self.script().is_some() => self.run_python(),
            RunAction::Run if self.replays() => {
                self.seek(0);
                self.playback.playing = self.run.record.is_some();
            }
            RunAction::Run => self.run_demo(),
            RunAction::Timing(timing) if self.script().is_some() => self.set_python_timing(timing),
            RunAction::Timing(timing) => {
                // A record from a file keeps the timing that it was made with, and computing of a demo is not measured.
                let can = self.address.route != Route::Trace && timing != Timing::Measured;
                if self.run.timing != timing && can {
                    self.run.timing = timing;
                    self.clear();
                }
            }
            RunAction::Rate(rate) => self.run.set_rate(rate),
            RunAction::Compared(compared) => {
                self.run.compare(compared);
                self.seek(self.len());
            }
            RunAction::Started(trace) => self.run.record = Some(Record::new(trace)),
            RunAction::Grown(len, now, status) => self.grown(len, now, status),
            RunAction::Failed(why) => {
                if self.run.phase == Phase::Running {
                    self.clear();
                }
                self.workspace.notice = Some(Notice::Engine(why));
            }
        }
    }

    /// Runs the demo that is shown from its beginning.
    fn run_demo(&mut self) {
        let (Some(demo), Some(args)) = (self.demo(), self.address.args.clone()) else { return };
        self.clear();
        self.run.phase = Phase::Running;
        self.playback.playing = true;
        let (program, timing, rate) = (Runnable::Demo(demo, args), self.run.timing, self.run.rate);
        self.comparing.timing = Some(timing);
        let ticket = self.run.next_ticket();
        self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit: Recorder::LIMIT, stop: None }));
        self.ask(Effect::View(ViewOrder::FitTimeline));
    }

    fn grown(&mut self, len: usize, now: Micros, status: Option<Status>) {
        let live = self.live();
        let Some(record) = &mut self.run.record else { return };
        let before = record.len;
        record.grow(len);
        if live && self.python.running {
            self.python.visits.follow(record, before);
        }
        if live && self.playback.playing {
            let passed = self.playback.playhead;
            self.playback.follow(len, now);
            self.stand_at_stop(passed);
        }
        if let Some(status) = status {
            self.run.phase = Phase::Ended(status);
            self.playback.playing &= !live;
        }
    }

    fn apply_to_playback(&mut self, action: PlaybackAction) {
        if !matches!(action, PlaybackAction::Tick(_) | PlaybackAction::Axis(_)) {
            self.moving.arrived = None;
        }
        match action {
            PlaybackAction::Tick(passed) => {
                if self.playback.playing && !self.live() {
                    let (axis, before) = (self.axis(), self.playback.playhead);
                    self.playback.tick(passed, axis, &self.run, self.reach());
                    self.stand_at_stop(before);
                }
            }
            PlaybackAction::Toggle => self.toggle(),
            PlaybackAction::Pause => self.playback.playing = false,
            PlaybackAction::Step(by) => self.step(by),
            PlaybackAction::Seek(to) => {
                self.playback.playing = false;
                self.seek(to);
            }
            PlaybackAction::SeekTime(at) => {
                let reach = self.reach();
                self.playback.seek_time(at, &self.run, reach);
            }
            PlaybackAction::End => {
                self.playback.playing = false;
                self.seek(self.len());
            }
            PlaybackAction::Axis(axis) => self.playback.axis = Some(axis),
        }
    }

    fn toggle(&mut self) {
        match self.run.phase {
            // The question would be gone by it.
            Phase::Idle if self.asking().is_some() => {}
            Phase::Idle => self.apply(RunAction::Run),
            Phase::Running => self.playback.playing = !self.playback.playing,
            Phase::Ended(_) => {
                if !self.playback.playing && self.playback.playhead >= self.len() {
                    self.seek(0);
                }
                self.playback.playing = !self.playback.playing;
            }
        }
        if self.live() && self.playback.playing {
            // What has happened since it stood still is passed by, but for a stop.
            let before = self.playback.playhead;
            self.seek(self.len());
            self.stand_at_stop(before);
        }
    }

    fn step(&mut self, by: i32) {
        let was_playing = std::mem::replace(&mut self.playback.playing, false);
        let to = self.playback.playhead.saturating_add_signed(by as isize);
        if by > 0 && self.live() && self.playback.playhead >= self.len() {
            // At the edge of a live run: the next event is still to happen, so one turn is asked for.
            if !was_playing {
                self.ask(Effect::Turn);
            }
            return;
        }
        self.seek(to);
    }

    /// Stands still where so many events lie at or before the playhead.
    pub(in crate::page) fn seek(&mut self, to: usize) {
        self.playback.seek(to, &self.run);
    }

    /// Lets go of run and record, and of what belongs to them: what is shown would not be what is set.
    pub(in crate::page) fn clear(&mut self) {
        self.run.clear();
        self.playback = Playback::idle();
        self.predict = Predict::Off;
        self.what_if = WhatIf::default();
        self.workspace.lit = None;
        self.moving.task = None;
        self.moving.arrived = None;
        self.moving.stretch = None;
        self.forget_found();
    }
}

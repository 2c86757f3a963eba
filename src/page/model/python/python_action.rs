//! Actions on a program in Python, and what each makes of the state.

use std::rc::Rc;

use super::host_edits::HostEdit;
use super::visits::VisitAction;
use super::{
    Draft, EngineState, FileChange, FinishedPython, FollowedHint, Python, RunFailure, Script, SourceFile, TakenProgram,
    Undo,
};
use crate::engine::{MOST_ASKED_EVENTS, Timing};
use crate::page::model::effect::{Effect, ViewOrder};
use crate::page::model::files::OpenedRecord;
use crate::page::model::lines::place_of;
use crate::page::model::route::Route;
use crate::page::model::state::{State, Tab};
use crate::timeline::lanes::Row;
use crate::trace::{Seq, TaskId};

/// An action on a program in Python.
#[derive(Clone, Debug)]
pub enum PythonAction {
    /// The files that it is at first, and the reader's own draft if there is one.
    Given(Script, Draft, Option<Draft>),
    /// The text could not be fetched.
    NoText(Script, String),
    /// The reader has written this, in the file that the editor shows.
    Edit(Rc<str>),
    /// Show this file: 0 is the main one, 1 the first beside it.
    ShowFile(usize),
    /// Add an empty file with this path.
    AddFile(Rc<str>),
    /// Give the file that is shown this path.
    RenameFile(Rc<str>),
    /// Remove the file that is shown, unless it is the main one.
    RemoveFile,
    /// Take these files of the reader's device; one with the path of a file that is there takes its place, and a single file
    /// of Python that of the main one.
    TakeFiles(Vec<SourceFile>),
    /// Take this folder or archive of the reader's device in the place of all files.
    TakeProgram(TakenProgram),
    /// Change the file of hosts and visits, which is made if there is none.
    EditHosts(HostEdit),
    /// Give the host of this name a latency of so many milliseconds.
    SetLatency(Rc<str>, u32),
    /// Show the hosts and visits in the place of the file, or the file again.
    ShowHosts(bool),
    /// Show the file beside the main one with this path, which is made with this text if there is none.
    ShowBeside(&'static str, &'static str),
    /// Have the application that the program defines served: by lines at its end, and a first visit if there is none.
    ServeApp,
    /// Tell no more why a file cannot be.
    ForgetPathFault,
    /// Back to the text that it was at first.
    Reset,
    /// Back to what the reader had written.
    Restore,
    /// Follow a hint on the run that is shown: run this text, in which that is done.
    Follow(Rc<str>),
    /// Run the text before the hint was followed.
    Unfollow,
    /// Go to this line of the file with this path; of the main one, if there is none.
    Go(Rc<str>, u32),
    /// No program can be run live in this browser.
    CannotLive,
    /// The record may be as long as any may be.
    Raise,
    /// Bring the line into sight at which what this row shows stands.
    Look(Row),
    /// Go to the bar of this task that begins with this event.
    Bar(TaskId, Seq),
    /// The engine has come this far.
    Engine(EngineState),
    /// End the program, and keep what it has done.
    Stop,
    /// The run with this ticket is stopped and has left this; true if it was computing, so that its last line is not recorded.
    Stopped(u32, FinishedPython, bool),
    /// The live run with this ticket has begun; it will leave this.
    Began(u32, FinishedPython),
    /// The live run with this ticket asks for a line that begins so.
    Asks(u32, Rc<str>),
    /// The reader has typed a line into the program, or the end of the input.
    Type(Option<Rc<str>>),
    /// Something about a visit by hand of the live run's server.
    Visit(VisitAction),
    /// The run with this ticket has left this.
    Ran(u32, FinishedPython),
    /// The run with this ticket has left nothing.
    Failed(u32, RunFailure),
}

impl State {
    /// The program in Python that is edited.
    pub fn script(&self) -> Option<Script> {
        match self.address.route {
            Route::Python(script) => Some(script),
            Route::Front
            | Route::Demo(_)
            | Route::Reference(_)
            | Route::Trace
            | Route::Lesson(_)
            | Route::Unknown(_) => None,
        }
    }

    /// The record of the program in Python that is shown.
    pub fn ran(&self) -> Option<&Rc<OpenedRecord>> {
        self.script()?;
        self.python.ran.as_ref().map(|ran| &ran.opened)
    }

    /// Another program, or none: what belongs to the one before goes. The engine stays.
    pub(in crate::page) fn leave_python(&mut self) {
        self.comparing.variants = None;
        let before = std::mem::take(&mut self.python);
        self.python = Python {
            engine: before.engine,
            timing: before.timing,
            cannot_live: before.cannot_live,
            ..Python::default()
        };
    }

    /// Shows a program that has come: what it is at first, and what it is now.
    pub(in crate::page) fn show_given(&mut self, given: Draft, Draft { text, beside }: Draft) {
        self.python.text = Some(text);
        self.python.beside = beside;
        self.python.shown = 0;
        self.python.given = Some(given);
        self.ask(Effect::View(ViewOrder::ReplaceText));
        self.python.mishap = None;
    }

    pub(in crate::page) fn python(&mut self, action: PythonAction) {
        let shown = self.script();
        match action {
            PythonAction::Given(script, ref given, ref draft) if self.take_variant(script, given, draft.as_ref()) => {}
            PythonAction::Given(script, given, draft) if shown == Some(script) => {
                let before = draft.unwrap_or_else(|| given.clone());
                match self.python.to_keep.take() {
                    Some(kept) => {
                        self.show_given(given, kept);
                        self.python.undo = Some(Undo { of: FileChange::Keeping, before });
                    }
                    None => self.show_given(given, before),
                }
            }
            PythonAction::NoText(script, why) if self.stop_variants() || shown == Some(script) => {
                self.python.mishap = Some(RunFailure::NoText(why))
            }
            PythonAction::Edit(text) => {
                if self.python.shown_text() != Some(&text) {
                    self.write(text);
                    self.python.undo = None;
                    self.python.latency = None;
                    self.python.followed = None;
                }
            }
            PythonAction::ShowFile(file) => self.show_file(file),
            PythonAction::AddFile(path) => self.add_file(&path),
            PythonAction::RenameFile(path) => self.rename_file(&path),
            PythonAction::RemoveFile => self.remove_file(),
            PythonAction::TakeFiles(files) => self.take_files(files),
            PythonAction::TakeProgram(taken) => self.take_program(taken),
            PythonAction::EditHosts(edit) => self.edit_hosts(&edit),
            PythonAction::SetLatency(host, ms) => self.set_latency(&host, ms),
            PythonAction::ShowHosts(shown) => self.python.shows_hosts = shown,
            PythonAction::ShowBeside(path, text) => self.show_beside(path, text),
            PythonAction::ServeApp => self.serve_app(),
            PythonAction::Visit(action) => self.visit(action),
            PythonAction::ForgetPathFault => self.python.path_fault = None,
            PythonAction::Reset if self.python.changed() => {
                self.python.undo = self.way_back(FileChange::Reset);
                self.python.followed = None;
                if let Some(Draft { text, beside }) = self.python.given.clone() {
                    self.python.text = Some(text);
                    self.python.beside = beside;
                }
                self.python.shown = 0;
                self.ask(Effect::View(ViewOrder::ReplaceText));
            }
            PythonAction::Restore => {
                if let Some(Undo { before: Draft { text, beside }, .. }) = self.python.undo.take() {
                    self.python.followed = None;
                    self.python.latency = None;
                    self.python.text = Some(text);
                    self.python.shown = self.python.shown.min(beside.len());
                    self.python.beside = beside;
                    self.ask(Effect::View(ViewOrder::ReplaceText));
                }
            }
            PythonAction::Follow(text) if self.python.shows_what_ran() && !self.python.running => {
                let record = self.run.record.clone();
                let before = self.python.text.replace(text);
                self.python.followed = before.zip(record).map(|(before, record)| FollowedHint { before, record });
                self.python.undo = None;
                self.python.shown = 0;
                self.ask(Effect::View(ViewOrder::ReplaceText));
                self.run_python();
            }
            PythonAction::Unfollow if !self.python.running => {
                if let Some(FollowedHint { before, .. }) = self.python.followed.take() {
                    self.python.text = Some(before);
                    self.ask(Effect::View(ViewOrder::ReplaceText));
                    self.run_python();
                }
            }
            PythonAction::Go(path, line) => {
                self.show_path(&path);
                self.ask(Effect::View(ViewOrder::EnterLine(line)));
                // Where the program is a tab it comes to the front.
                self.workspace.tab = Tab::Code;
            }
            PythonAction::CannotLive => {
                self.python.cannot_live = true;
                self.python.timing = Timing::default();
            }
            PythonAction::Raise => self.grow_to(MOST_ASKED_EVENTS),
            PythonAction::Look(row) => {
                let script = shown.filter(|_| self.python.shows_what_ran());
                let paths = script.map(|script| self.python.paths(script)).unwrap_or_default();
                if let Some((path, line)) = place_of(self, row, &paths) {
                    self.show_path(&path);
                    self.ask(Effect::View(ViewOrder::ShowLine(line)));
                }
            }
            PythonAction::Bar(task, since) => {
                self.playback.playing = false;
                self.seek(since.0 as usize + 1);
                self.ask(Effect::View(ViewOrder::ShowLane(task)));
            }
            PythonAction::Engine(engine) => {
                if matches!(engine, EngineState::Missing(_)) {
                    self.python.running = false;
                    self.python.growing = false;
                    self.end_lesson_run();
                }
                self.python.engine = engine;
            }
            PythonAction::Stop
            | PythonAction::Stopped(..)
            | PythonAction::Began(..)
            | PythonAction::Asks(..)
            | PythonAction::Type(_)
            | PythonAction::Ran(..)
            | PythonAction::Failed(..) => self.python_run(action),
            PythonAction::Given(..)
            | PythonAction::NoText(..)
            | PythonAction::Reset
            | PythonAction::Follow(_)
            | PythonAction::Unfollow => {}
        }
    }
}

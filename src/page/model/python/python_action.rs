//! Actions on a program in Python, and what each makes of the state.

use std::rc::Rc;

use super::host_edits::{HostEdit, edited};
use super::source_files::checked_path;
use super::visits::{HandVisits, VisitAction};
use super::{
    Draft, EngineState, FileChange, FinishedPython, FollowedHint, Python, RunFailure, Script, SourceFile, TakenProgram,
    TypedInput, Undo,
};
use crate::engine::{FIRST_EVENTS, MOST_ASKED_EVENTS, MOST_EVENTS, Timing, served_app};
use crate::network::hosts::FILE as HOSTS_FILE;
use crate::page::model::effect::{Effect, RequestedRun, Runnable, ViewOrder};
use crate::page::model::files::OpenedRecord;
use crate::page::model::lines::place_of;
use crate::page::model::route::Route;
use crate::page::model::state::{Notice, Phase, State, Tab};
use crate::timeline::lanes::Row;
use crate::trace::{Seq, Status, TaskId};

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
    /// Show the hosts and visits in the place of the file, or the file again.
    ShowHosts(bool),
    /// Show the file of hosts and visits, which is made if there is none.
    ShowHostsFile,
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
    /// The run with this ticket is stopped and has left this.
    Stopped(u32, FinishedPython),
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
            Route::Front | Route::Demo(_) | Route::Reference(_) | Route::Trace | Route::Unknown(_) => None,
        }
    }

    /// The record of the program in Python that is shown.
    pub fn ran(&self) -> Option<&Rc<OpenedRecord>> {
        self.script()?;
        self.python.ran.as_ref().map(|ran| &ran.opened)
    }

    /// Another program, or none: what belongs to the one before goes. The engine stays.
    pub(in crate::page) fn leave_python(&mut self) {
        let before = std::mem::take(&mut self.python);
        self.python = Python {
            engine: before.engine,
            timing: before.timing,
            cannot_live: before.cannot_live,
            ..Python::default()
        };
    }

    /// Runs the text that stands in the editor.
    pub(in crate::page) fn run_python(&mut self) {
        let python = &self.python;
        if python.running || python.text.is_none() || python.too_long().is_some() {
            return;
        }
        self.clear();
        self.python.ran = None;
        self.python.mishap = None;
        self.python.running = true;
        self.python.growing = false;
        self.python.locating = false;
        self.python.asks = None;
        self.python.visits = HandVisits::default();
        self.python.typed = TypedInput::default();
        // Only what is exact is run once more for a longer record.
        self.python.limit = if self.python.timing == Timing::Exact { FIRST_EVENTS } else { MOST_EVENTS };
        if matches!(self.python.engine, EngineState::Missing(_)) {
            // It is asked for again.
            self.python.engine = EngineState::Asleep;
        }
        self.ask_python_run(self.python.timing, None);
    }

    /// Asks for a run of the text that stands in the editor, with what was typed into it and the limit that is set; `stop` is
    /// the length of the record at which it was stopped before.
    fn ask_python_run(&mut self, timing: Timing, stop: Option<usize>) {
        let (Some(script), Some(source)) = (self.script(), self.python.draft()) else { return };
        let program = Runnable::Python { file: script.file(), source, typed: self.python.typed.clone() };
        let (rate, limit) = (self.run.rate, self.python.limit);
        let ticket = self.run.next_ticket();
        self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit, stop }));
    }

    /// The timing of a run behind the record that is shown: it is not paced.
    fn timing_behind(&self) -> Timing {
        if self.python.timing == Timing::Live { Timing::Measured } else { self.python.timing }
    }

    /// Another timing for the next run; nothing where the browser cannot run a program live.
    pub(in crate::page) fn set_python_timing(&mut self, timing: Timing) {
        if timing != Timing::Live || !self.python.cannot_live {
            self.python.timing = timing;
        }
    }

    pub(in crate::page) fn python(&mut self, action: PythonAction) {
        let shown = self.script();
        match action {
            PythonAction::Given(script, given, draft) if shown == Some(script) => {
                let Draft { text: written, beside } = draft.unwrap_or_else(|| given.clone());
                self.python.text = Some(written);
                self.python.beside = beside;
                self.python.shown = 0;
                self.python.given = Some(given);
                self.ask(Effect::View(ViewOrder::ReplaceText));
                self.python.mishap = None;
            }
            PythonAction::NoText(script, why) if shown == Some(script) => {
                self.python.mishap = Some(RunFailure::NoText(why))
            }
            PythonAction::Edit(text) => {
                if self.python.shown_text() != Some(&text) {
                    self.write(text);
                    self.python.undo = None;
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
            PythonAction::ShowHosts(shown) => self.python.shows_hosts = shown,
            PythonAction::ShowHostsFile => self.show_hosts_file(),
            PythonAction::ServeApp => self.serve_app(),
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
                }
                self.python.engine = engine;
            }
            PythonAction::Stop if self.python.running && self.run.phase == Phase::Running => {
                // What it has done until now is known.
                self.python.running = false;
                self.python.asks = None;
                self.run.phase = Phase::Ended(Status::Stopped);
                self.playback.playing = false;
            }
            PythonAction::Stop if self.python.running || self.python.growing => {
                self.ask(Effect::KeepStopped(self.run.ticket));
            }
            PythonAction::Stopped(ticket, ran) if self.is_behind(ticket) => self.keep_stopped(ran),
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
            PythonAction::Visit(action) => self.visit(action),
            PythonAction::Ran(ticket, ran) if self.run.phase == Phase::Running && self.awaits(ticket) => {
                self.python.running = false;
                self.python.asks = None;
                self.python.ran = Some(ran);
            }
            PythonAction::Ran(ticket, ran) if self.python.growing && self.run.ticket == ticket => {
                let stopped = std::mem::take(&mut self.python.locating);
                self.python.growing = false;
                self.python.running = false;
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
                self.python.running = false;
                self.python.asks = None;
                self.python.mishap = Some(mishap);
                if self.run.phase == Phase::Running {
                    self.run.phase = Phase::Ended(Status::Stopped);
                    self.playback.playing = false;
                }
                self.take_back();
            }
            PythonAction::Given(..)
            | PythonAction::NoText(..)
            | PythonAction::Reset
            | PythonAction::Follow(_)
            | PythonAction::Unfollow
            | PythonAction::Stop
            | PythonAction::Stopped(..)
            | PythonAction::Began(..)
            | PythonAction::Asks(..)
            | PythonAction::Ran(..)
            | PythonAction::Failed(..) => {}
        }
    }

    /// Replaces the text of the file that is shown.
    fn write(&mut self, text: Rc<str>) {
        match self.python.shown.checked_sub(1) {
            None => self.python.text = Some(text),
            Some(at) => self.change_files(|files| {
                if let Some(file) = files.get_mut(at) {
                    file.text = text;
                }
            }),
        }
    }

    fn change_files(&mut self, change: impl FnOnce(&mut Vec<SourceFile>)) {
        let mut files = self.python.beside.to_vec();
        change(&mut files);
        self.python.beside = files.into();
    }

    /// Shows a file in the editor; nothing if it is the one that is shown, or there is none.
    fn show_file(&mut self, file: usize) {
        self.python.shows_hosts = false;
        if file != self.python.shown && file <= self.python.beside.len() {
            self.python.shown = file;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
    }

    /// Shows the file with this path, the main one if there is none.
    fn show_path(&mut self, path: &str) {
        let beside = self.python.beside.iter().position(|file| *file.path == *path);
        self.show_file(beside.map_or(0, |at| at + 1));
    }

    /// The path as it is kept, or nothing and the fault is told; `except` the file at this place, whose path it may be.
    fn checked(&mut self, path: &str, except: Option<usize>) -> Option<Rc<str>> {
        let main = self.script()?.file();
        let mut others = self.python.beside.to_vec();
        if let Some(at) = except.filter(|at| *at < others.len()) {
            others.remove(at);
        }
        let checked = checked_path(path, &main, &others);
        self.python.path_fault = checked.as_ref().err().copied();
        checked.ok()
    }

    fn add_file(&mut self, path: &str) {
        if self.python.text.is_none() {
            return;
        }
        let Some(path) = self.checked(path, None) else { return };
        self.change_files(|files| files.push(SourceFile { path, text: Rc::default() }));
        self.show_file(self.python.beside.len());
        self.ask(Effect::View(ViewOrder::EnterLine(1)));
    }

    fn edit_hosts(&mut self, edit: &HostEdit) {
        if let Some(text) = edited(self.python.hosts_file(), edit) {
            self.write_hosts_file(text.into());
        }
    }

    /// Writes the file of hosts and visits; the file that the editor shows stays.
    fn write_hosts_file(&mut self, text: Rc<str>) {
        if self.python.text.is_none() {
            return;
        }
        self.python.undo = None;
        self.python.followed = None;
        match self.python.beside.iter().position(|file| &*file.path == HOSTS_FILE) {
            Some(at) => {
                self.change_files(|files| files[at].text = text);
                if self.python.shown == at + 1 {
                    self.ask(Effect::View(ViewOrder::ReplaceText));
                }
            }
            None => {
                let Some(path) = self.checked(HOSTS_FILE, None) else { return };
                self.change_files(|files| files.push(SourceFile { path, text }));
            }
        }
    }

    fn show_hosts_file(&mut self) {
        if self.python.hosts_file().is_none() {
            self.write_hosts_file("{\n  \"hosts\": {},\n  \"visits\": []\n}\n".into());
        }
        self.show_path(HOSTS_FILE);
    }

    fn serve_app(&mut self) {
        let Some((text, app)) = self.python.text.clone().and_then(|text| Some((text.clone(), served_app(&text)?)))
        else {
            return;
        };
        let undo = self.way_back(FileChange::Taking);
        if self.python.host_table().is_ok_and(|table| table.visits.is_empty()) {
            self.edit_hosts(&HostEdit::AddVisit(serde_json::json!({ "request": "GET /" })));
        }
        self.python.text = Some(format!("{}\n{}", text.trim_end(), app.lines).into());
        self.python.undo = undo;
        self.show_file(0);
        self.ask(Effect::View(ViewOrder::ReplaceText));
    }

    fn rename_file(&mut self, path: &str) {
        let Some(at) = self.python.shown.checked_sub(1) else { return };
        let Some(path) = self.checked(path, Some(at)) else { return };
        self.change_files(|files| files[at].path = path);
    }

    fn remove_file(&mut self) {
        let Some(at) = self.python.shown.checked_sub(1) else { return };
        self.python.undo = self.way_back(FileChange::Removal);
        self.change_files(|files| drop(files.remove(at)));
        self.show_file(at);
    }

    fn take_files(&mut self, taken: Vec<SourceFile>) {
        if self.python.text.is_none() {
            return;
        }
        let undo = self.way_back(FileChange::Taking);
        let alone = taken.len() == 1;
        let mut last = None;
        for SourceFile { path, text } in taken {
            let is_there = self.python.beside.iter().any(|file| file.path == path);
            let is_program = alone && path.ends_with(".py") && !is_there;
            if is_program || self.script().is_some_and(|script| script.file() == *path) {
                self.python.text = Some(text);
                last = Some(0);
            } else if let Some(at) = self.python.beside.iter().position(|file| file.path == path) {
                self.change_files(|files| files[at].text = text);
                last = Some(at + 1);
            } else if let Some(path) = self.checked(&path, None) {
                self.change_files(|files| files.push(SourceFile { path, text }));
                last = Some(self.python.beside.len());
            }
        }
        if let Some(file) = last {
            self.python.shown = file;
            self.python.undo = undo;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
    }

    /// Takes a folder or an archive in the place of the program's files, and tells what is left out of it.
    fn take_program(&mut self, taken: TakenProgram) {
        let (Some(script), Some(text)) = (self.script(), self.python.text.clone()) else { return };
        let undo = self.way_back(FileChange::Taking);
        let (draft, account) = taken.into_draft(&script.file(), text);
        if account.files > 0 {
            self.python.text = Some(draft.text);
            self.python.beside = draft.beside;
            self.python.shown = 0;
            self.python.followed = None;
            self.python.path_fault = None;
            self.python.undo = undo;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
        self.workspace.notice = Some(Notice::Taken(account));
    }

    /// The way back to the files as they are now.
    fn way_back(&self, of: FileChange) -> Option<Undo> {
        self.python.draft().map(|before| Undo { of, before })
    }

    /// A line for the program, or the end of its input. One that runs is told; one that has ended where it asked runs once
    /// more, exactly, and goes on with it.
    fn type_in(&mut self, line: Option<Rc<str>>) {
        if self.python.asks.take().is_some() {
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
    fn take_back(&mut self) {
        if std::mem::take(&mut self.python.growing)
            && let Some(ran) = &self.python.ran
        {
            self.python.typed = ran.typed.clone();
        }
    }

    /// The console comes to the front for a program that asks.
    fn shows_asking(&mut self, ran: &FinishedPython) {
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

    fn grow_to(&mut self, limit: usize) {
        if self.is_cut() && !self.python.growing && !self.python.running && limit > self.python.limit {
            self.python.growing = true;
            self.python.limit = limit;
            self.ask_python_run(self.timing_behind(), None);
        }
    }

    /// Shows what a program has done until it was stopped, unless more of it is shown already, and has it run once more for
    /// the line at which it was.
    fn keep_stopped(&mut self, ran: FinishedPython) {
        let events = ran.opened.record.len;
        let (shown, was_growing) = (self.len(), self.python.growing && !self.python.running);
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
            if follows {
                self.ask(Effect::View(ViewOrder::FitTimeline));
                self.seek(events);
            }
        }
        self.python.growing = true;
        self.python.locating = true;
        self.ask_python_run(self.timing_behind(), Some(events));
    }

    /// Returns whether the run with this ticket goes on and is not shown while it does.
    fn is_behind(&self, ticket: u32) -> bool {
        self.script().is_some() && (self.python.running || self.python.growing) && self.run.ticket == ticket
    }

    fn awaits(&self, ticket: u32) -> bool {
        self.script().is_some() && self.python.running && self.run.ticket == ticket
    }
}

//! Files: the formats and names in which a record is saved, and the file that is opened and shown.

use std::rc::Rc;

use super::effect::{Effect, ViewOrder};
use super::moving::Notes;
use super::python::Script;
use super::route::Route;
use super::state::{Notice, Phase, Record, State};
use crate::demos::{Args, Demo, find};
use crate::i18n::Lang;
use crate::trace::file::{ClockKind, ProgramInfo, ReadError};
use crate::trace::{Seq, Status};

/// A form in which a record is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// The record itself, which can be opened again.
    Record,
    /// For Perfetto and Chrome.
    Chrome,
    /// The picture, as lines and texts.
    Svg,
    /// The picture, as lines and texts, over which a playhead goes.
    Moving,
    /// The picture, as a film in which a playhead uncovers it.
    Video,
    /// The picture, as pixels.
    Png,
    /// Every event, a line each.
    Events,
    /// The output of the program.
    Output,
    /// The run explained in words.
    Explanation,
    /// The files of the program, as an archive.
    Program,
}

impl FileFormat {
    /// The forms of a record, in the order in which they are offered.
    pub const OF_RECORD: [FileFormat; 9] = [
        FileFormat::Record,
        FileFormat::Svg,
        FileFormat::Moving,
        FileFormat::Video,
        FileFormat::Png,
        FileFormat::Output,
        FileFormat::Explanation,
        FileFormat::Events,
        FileFormat::Chrome,
    ];

    /// Returns whether the file shows several runs, too.
    pub fn is_picture(self) -> bool {
        matches!(self, FileFormat::Svg | FileFormat::Moving | FileFormat::Video | FileFormat::Png)
    }

    /// The ending of a file's name.
    fn ending(self) -> &'static str {
        match self {
            FileFormat::Record => ".json",
            FileFormat::Chrome => "-chrome.json",
            FileFormat::Svg => ".svg",
            FileFormat::Moving => "-moving.svg",
            FileFormat::Video => ".webm",
            FileFormat::Png => ".png",
            FileFormat::Events => "-events.txt",
            FileFormat::Output => "-output.txt",
            FileFormat::Explanation => "-explained.md",
            FileFormat::Program => ".zip",
        }
    }
}

/// A file that has been opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedRecord {
    /// The file's name.
    pub name: String,
    /// The program that ran.
    pub program: ProgramInfo,
    /// On which clock.
    pub clock: ClockKind,
    /// The record of the run.
    pub record: Record,
}

impl OpenedRecord {
    /// The demo that ran, if it is one of the catalogue.
    pub fn demo(&self) -> Option<&'static Demo> {
        find(&self.program.id)
    }

    /// The arguments of the demo. Parameters that the demo does not take (another version may have) are left out.
    pub fn args(&self) -> Option<Args> {
        let demo = self.demo()?;
        let mut args = Args::defaults(demo);
        for (name, value) in &self.program.args {
            let _ = args.set(demo, name, value);
        }
        Some(args)
    }

    /// The record's title: the demo's, the program's name, else the file's.
    pub fn title(&self, lang: Lang) -> &str {
        match self.demo() {
            Some(demo) => lang.pick(demo.title.en, demo.title.ru),
            None if self.program.id.trim().is_empty() => &self.name,
            None => &self.program.id,
        }
    }

    /// The status with which the run ended. A record that was saved while the run went on is one of a run that was stopped.
    pub fn status(&self) -> Status {
        self.record.trace.borrow().status().unwrap_or(Status::Stopped)
    }
}

/// Why a file was not opened or not saved.
#[derive(Clone, Debug, PartialEq)]
pub enum FileError {
    /// The file of this name was read and refused.
    Refused(String, ReadError),
    /// The file of this name has more bytes than are read.
    TooBig(String),
    /// The file of this name is empty.
    Empty(String),
    /// A folder or an archive of this name was dropped where no program is edited.
    Folder(String),
    /// The file of this name is no zip archive, or a damaged one.
    NoArchive(String),
    /// Several files were dropped at once, this many.
    Several(u32),
    /// The file of this name is no text of a program: it is not UTF-8, or has more than a program may have.
    NotOfProgram(String),
    /// The browser could not read the file of this name.
    Unreadable(String),
    /// The picture has more pixels than a browser draws.
    TooTall,
    /// The lanes of a film would be too small to be read.
    TooTallForVideo,
    /// The browser encodes no video.
    NoVideo,
    /// The browser did not save.
    NotSaved,
}

/// A file that is being read. Its bytes are the effects' business.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The number of the request, which tells it from earlier ones.
    pub ticket: u32,
    /// The file's name, without folders.
    pub name: String,
    /// The part that has been read, in percent; `None` before that takes any time.
    pub percent: Option<u8>,
}

/// A file that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    /// Tells it from those asked for before.
    pub ticket: u32,
    /// In which form.
    pub form: FileFormat,
    /// Under which name.
    pub name: String,
    /// The written part, in percent; `None` before writing takes any time.
    pub percent: Option<u8>,
}

/// The files of the page. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    asked: u32,
    /// The file that is being read.
    pub opening: Option<Opening>,
    /// The file that is being written.
    pub saving: Option<Saving>,
    /// The file that was opened last.
    pub opened: Option<Rc<OpenedRecord>>,
}

/// An action on files.
#[derive(Clone, Debug)]
pub enum FileAction {
    /// Open the file of this name, which the reader has given to the page.
    Open(String),
    /// Reading of the file with this ticket has come this far, in percent.
    Read(u32, u8),
    /// The one with this ticket is open.
    Opened(u32, Rc<OpenedRecord>),
    /// The one with this ticket is not.
    Refused(u32, FileError),
    /// Read no more of it.
    StopOpening,
    /// Save what is shown in this form.
    Save(FileFormat),
    /// Writing of the file with this ticket has come this far, in percent.
    Written(u32, u8),
    /// The one with this ticket is saved, or why it is not.
    Saved(u32, Result<(), FileError>),
    /// Write no more of it.
    StopSaving,
}

impl State {
    pub(in crate::page) fn file(&mut self, action: FileAction) {
        let saves = |ticket: u32| self.files.saving.as_ref().is_some_and(|saving| saving.ticket == ticket);
        let awaited = |ticket: u32| self.files.opening.as_ref().is_some_and(|opening| opening.ticket == ticket);
        match action {
            FileAction::Open(name) => {
                self.files.asked += 1;
                let ticket = self.files.asked;
                self.files.opening = Some(Opening { ticket, name: name.clone(), percent: None });
                self.workspace.notice = None;
                self.ask(Effect::Open(ticket, name));
            }
            FileAction::Read(ticket, percent) if awaited(ticket) => {
                if let Some(opening) = &mut self.files.opening {
                    opening.percent = Some(percent);
                }
            }
            FileAction::Opened(ticket, opened) if awaited(ticket) => {
                self.files.opening = None;
                self.files.opened = Some(opened);
                self.address.route = Route::Trace;
                self.address.args = None;
                self.address.refused.clear();
                self.address.comparing = false;
                self.workspace.drawer = false;
                self.clear();
                self.leave_python();
                self.show_opened();
            }
            FileAction::Refused(ticket, why) if awaited(ticket) => {
                self.files.opening = None;
                self.workspace.notice = Some(Notice::File(why));
            }
            FileAction::StopOpening => self.files.opening = None,
            FileAction::Save(form) => {
                self.files.asked += 1;
                let (ticket, name) = (self.files.asked, self.file_name(form));
                self.files.saving = Some(Saving { ticket, form, name: name.clone(), percent: None });
                self.workspace.notice = None;
                self.ask(Effect::Save(ticket, form, name));
            }
            FileAction::Written(ticket, percent) if saves(ticket) => {
                if let Some(saving) = &mut self.files.saving {
                    saving.percent = Some(percent);
                }
            }
            FileAction::Saved(ticket, saved) if saves(ticket) => {
                self.files.saving = None;
                self.workspace.notice = saved.err().map(Notice::File);
            }
            FileAction::StopSaving => self.files.saving = None,
            FileAction::Written(..)
            | FileAction::Saved(..)
            | FileAction::Read(..)
            | FileAction::Opened(..)
            | FileAction::Refused(..) => {}
        }
    }

    /// Puts the opened file's record where a run's would be, with the playhead at its end.
    pub(in crate::page) fn show_opened(&mut self) {
        let Some(opened) = self.files.opened.clone() else { return };
        self.run.phase = Phase::Ended(opened.status());
        self.run.record = Some(opened.record.clone());
        self.moving.notes = Notes { all: opened.record.notes.clone(), ..Notes::default() };
        self.ask(Effect::View(ViewOrder::FitTimeline));
        self.seek(self.len());
    }

    /// The opened file, where it is shown.
    pub fn opened(&self) -> Option<&Rc<OpenedRecord>> {
        self.files.opened.as_ref().filter(|_| self.address.route == Route::Trace)
    }

    /// The demo whose record is shown, run here or read from a file.
    pub fn program(&self) -> Option<&'static Demo> {
        self.demo().or_else(|| self.opened()?.demo())
    }

    /// The program that ran, as a file tells it.
    pub fn program_info(&self) -> ProgramInfo {
        match (self.opened().or(self.ran()), self.demo(), &self.address.args) {
            (Some(opened), ..) => opened.program.clone(),
            (None, Some(demo), Some(args)) => ProgramInfo {
                id: demo.id.into(),
                args: args.changed(demo),
                source: None,
                files: Vec::new(),
                changes: Vec::new(),
            },
            _ => ProgramInfo::default(),
        }
    }

    /// The clock of the record's times: a real one leaves its mark at every event.
    pub fn clock(&self) -> ClockKind {
        let real = |record: &Record| record.trace.borrow().get(Seq(0)).is_some_and(|event| event.wall.is_some());
        match (self.opened().or(self.ran()), &self.run.record) {
            (Some(opened), _) => opened.clock,
            (None, Some(record)) if real(record) => ClockKind::Real,
            (None, _) => ClockKind::Virtual,
        }
    }

    /// The name of a file with what is shown: `loopline-bounded-queue.json`. Letters, digits and `-` alone, so that it is
    /// a name on every system.
    pub fn file_name(&self, form: FileFormat) -> String {
        let program = self.program_info();
        let variant = program.args.iter().find(|(name, _)| name == "variant").map(|(_, value)| value.as_str());
        let variant = if self.address.comparing { Some("all") } else { variant };
        let mut name = String::from("loopline");
        let opened =
            self.opened().or(self.ran()).map(|opened| opened.title(Lang::En)).filter(|_| self.program().is_none());
        // The program that is edited may be another than the one whose record is shown, or none has run.
        let edited = self.script().filter(|_| form == FileFormat::Program).map(Script::file);
        let edited = edited.as_deref().map(|file| file.trim_end_matches(".py"));
        for part in [edited.or(opened).unwrap_or(&program.id), variant.unwrap_or_default()] {
            let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            for word in words.filter(|word| !matches!(*word, "loopline" | "json")) {
                name.push('-');
                name.extend(word.chars().take(60));
            }
        }
        if name == "loopline" {
            name.push_str("-trace");
        }
        name.chars().take(100).collect::<String>() + form.ending()
    }
}

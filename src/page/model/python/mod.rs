//! Programs in Python: which one is edited, its text, the engine, and what a run has left.

mod file_actions;
mod python_action;
mod run_actions;

pub mod host_edits;
pub mod source_files;
pub mod twins;
pub mod visit_address;
pub mod visits;

use std::rc::Rc;

pub use python_action::PythonAction;
pub use source_files::{Draft, LeftOutReason, PathFault, SourceFile, TakenAccount, TakenProgram};
pub use twins::Twin;
use visits::HandVisits;

use super::files::OpenedRecord;
use super::record::Record;
use crate::advice::Advice;
use crate::demos::Words;
use crate::engine::{LONGEST_SOURCE, Timing};

/// The text of the editor before anything is written.
pub const STARTER: &str = "\
import asyncio

async def boil(what, seconds):
    print(f\"{what}: on the stove\")
    await asyncio.sleep(seconds)
    print(f\"{what}: done\")
    return what

async def main():
    meal = await asyncio.gather(
        boil(\"tea\", 3),
        boil(\"eggs\", 5),
        boil(\"rice\", 8),
    )
    print(\"Served:\", *meal)

asyncio.run(main())
";

/// The program that is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The reader's own.
    Own,
    /// The twin of a demo.
    Twin(Twin),
    /// One that came by a link, which was made of the reader's own or of a twin. It is no draft until the reader keeps it.
    Linked(Option<Twin>),
}

impl Script {
    /// The name of its file, which tracebacks show.
    pub fn file(self) -> String {
        format!("{}.py", self.name())
    }

    /// The program's address, from the `#` on.
    pub fn href(self) -> String {
        match self {
            Script::Own => "#/python".into(),
            Script::Twin(twin) => format!("#/python/{}", twin.name()),
            // Its address is the link.
            Script::Linked(_) => self.page().href(),
        }
    }

    /// The program whose page it is: of one that came by a link that from which the link was made, else itself.
    pub fn page(self) -> Script {
        match self {
            Script::Linked(None) => Script::Own,
            Script::Linked(Some(twin)) => Script::Twin(twin),
            Script::Own | Script::Twin(_) => self,
        }
    }

    /// Returns whether the program is none of the course: the reader's own, or one that came by a link.
    pub fn is_readers(self) -> bool {
        matches!(self, Script::Own | Script::Linked(_))
    }

    /// The program's title.
    pub fn title(self) -> Words {
        match self {
            Script::Own => Words { en: "Your own program", ru: "Своя программа" },
            Script::Twin(twin) => twin.title(),
            Script::Linked(_) => Words { en: "A program from a link", ru: "Программа по ссылке" },
        }
    }

    /// Under which key this device keeps its draft; of one that came by a link it keeps none.
    pub fn key(self) -> Option<String> {
        (self == self.page()).then(|| format!("loopline.draft.{}", self.name()))
    }

    /// Under which key this device keeps the files beside it.
    pub fn files_key(self) -> Option<String> {
        (self == self.page()).then(|| format!("loopline.files.{}", self.name()))
    }

    fn name(self) -> String {
        match self {
            Script::Own | Script::Linked(None) => "program".into(),
            Script::Twin(twin) | Script::Linked(Some(twin)) => twin.name(),
        }
    }
}

/// The state of the engine on its way to the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum EngineState {
    /// Not asked for yet.
    #[default]
    Asleep,
    /// The engine comes: bytes so far, and in all if that is known.
    Loading(u64, Option<u64>),
    /// Still being compiled by the server of the page: crates that are done, of all if that is known.
    Building(u64, Option<u64>),
    /// The engine gets ready.
    Starting,
    /// Packs that the program imports come, before it runs: bytes so far, and in all.
    Fetching(u64, u64),
    /// The engine takes programs.
    Ready,
    /// No engine is to be had, for this reason.
    Missing(String),
}

/// Why a program has not run, or not to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum RunFailure {
    /// The reader stopped the run before anything was known of it.
    Stopped,
    /// The program broke the engine, which said this.
    Broken(String),
    /// The engine sent no record, for this reason.
    NoRecord(String),
    /// The text of a demo's twin could not be fetched, for this reason.
    NoText(String),
}

/// A run of a program in Python and all that it has left.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedPython {
    /// The files that ran.
    pub source: Draft,
    /// The run's record.
    pub opened: Rc<OpenedRecord>,
    /// The lines of them where something is wrong, each with its file and why.
    pub mistakes: Rc<[Mistake]>,
    /// True if computing was measured: run again the program has another record.
    pub measured: bool,
    /// A teacher's remarks on the run.
    pub advice: Rc<[Advice]>,
    /// The lines that were typed into the run.
    pub typed: TypedInput,
    /// The beginning of the line that it asks for at its end: it goes on when that is typed.
    pub asks: Option<Rc<str>>,
}

/// A line of a program where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The path of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The error, in Python's words.
    pub why: String,
}

impl FinishedPython {
    /// An exact run of these files that has left a record of which nothing is to be said.
    pub fn new(source: Draft, opened: OpenedRecord) -> FinishedPython {
        FinishedPython {
            source,
            opened: Rc::new(opened),
            mistakes: Rc::default(),
            measured: false,
            advice: Rc::default(),
            typed: TypedInput::default(),
            asks: None,
        }
    }
}

/// The lines that the reader has typed into a program, which asks for them by `input()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedInput {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// True if there will be no more.
    pub all: bool,
}

impl TypedInput {
    /// With one line more, or with the end.
    fn with(&self, line: Option<&str>) -> TypedInput {
        let mut lines = self.lines.clone();
        lines.extend(line.map(String::from));
        TypedInput { lines, all: line.is_none() }
    }
}

/// The way back from a change of the reader's files that one press has made, so that nothing is lost by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// The change.
    pub of: FileChange,
    /// The files before it.
    pub before: Draft,
}

/// Changes of the reader's files that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// The files are what they were at first.
    Reset,
    /// A file is removed.
    Removal,
    /// Files of the reader's device are taken.
    Taking,
    /// A program that came by a link is kept in the place of the reader's draft.
    Keeping,
}

/// A change by which a hint was followed.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedHint {
    /// The text before it.
    pub before: Rc<str>,
    /// The record of the run before it.
    pub record: Record,
}

/// Everything of a program in Python that is not of its record. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Python {
    /// The text of the main file, as far as it is written; `None` before it has come.
    pub text: Option<Rc<str>>,
    /// The files beside it.
    pub beside: Rc<[SourceFile]>,
    /// The file that the editor shows: 0 is the main one, 1 the first beside it.
    pub shown: usize,
    /// True while the hosts and visits stand in the place of that file.
    pub shows_hosts: bool,
    /// Why the file that was asked for last cannot be.
    pub path_fault: Option<PathFault>,
    /// The files as they were at first.
    pub given: Option<Draft>,
    /// The program that came by a link, to be kept in the place of the draft that comes.
    pub to_keep: Option<Draft>,
    /// The way back from what was done to the reader's files last, until the reader writes.
    pub undo: Option<Undo>,
    /// The hint that was followed last, until the reader writes.
    pub followed: Option<FollowedHint>,
    /// The engine.
    pub engine: EngineState,
    /// True while the run that was asked for last is not done.
    pub running: bool,
    /// The most events of the last one's record.
    pub limit: usize,
    /// True while the program that ran runs once more, for a longer record: it begins with the same events.
    pub growing: bool,
    /// True while that run is of a program that was stopped, for the line at which it was.
    pub locating: bool,
    /// The timing of the next run.
    pub timing: Timing,
    /// True if this browser can run no program live: it would have to suspend the engine while a program waits.
    pub cannot_live: bool,
    /// The lines typed into the run that is asked for.
    pub typed: TypedInput,
    /// The beginning of the line that the live run asks for now.
    pub asks: Option<Rc<str>>,
    /// The server of the live run, and its visits by hand.
    pub visits: HandVisits,
    /// The last run that has left a record.
    pub ran: Option<FinishedPython>,
    /// The reason why the last run has left none.
    pub mishap: Option<RunFailure>,
}

impl Python {
    /// The files as they are written; `None` before they have come.
    pub fn draft(&self) -> Option<Draft> {
        Some(Draft { text: self.text.clone()?, beside: self.beside.clone() })
    }

    /// The length of the files in bytes, if they are too long to be run.
    pub fn too_long(&self) -> Option<usize> {
        self.draft().map(|draft| draft.len()).filter(|len| *len > LONGEST_SOURCE)
    }

    /// Returns whether the files differ from what they were at first.
    pub fn changed(&self) -> bool {
        self.text.is_some() && self.draft() != self.given
    }

    /// The text of the file that the editor shows.
    pub fn shown_text(&self) -> Option<&Rc<str>> {
        match self.shown.checked_sub(1).and_then(|at| self.beside.get(at)) {
            Some(file) => Some(&file.text),
            None => self.text.as_ref(),
        }
    }

    /// The paths of all files, the main one's first.
    pub fn paths(&self, script: Script) -> Vec<Rc<str>> {
        let beside = self.beside.iter().map(|file| file.path.clone());
        std::iter::once(script.file().into()).chain(beside).collect()
    }

    /// The path of the file that the editor shows.
    pub fn shown_path(&self, script: Script) -> Rc<str> {
        let beside = self.shown.checked_sub(1).and_then(|at| self.beside.get(at));
        beside.map_or_else(|| script.file().into(), |file| file.path.clone())
    }

    /// The beginning of the line that the program asks for, if it does.
    pub fn asks(&self) -> Option<&Rc<str>> {
        let left = self.ran.as_ref().filter(|_| !self.running).and_then(|ran| ran.asks.as_ref());
        self.asks.as_ref().or(left)
    }

    /// Returns whether the files are those that have run.
    pub fn shows_what_ran(&self) -> bool {
        let same =
            |ran: &FinishedPython| self.text.as_ref() == Some(&ran.source.text) && self.beside == ran.source.beside;
        self.ran.as_ref().is_some_and(same)
    }
}

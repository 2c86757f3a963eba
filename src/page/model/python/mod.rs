//! Programs in Python: which one is edited, its text, the engine, and what a run has left.

mod python_action;

pub mod twins;

use std::rc::Rc;

pub use python_action::PythonAction;
pub use twins::Twin;

use super::files::Opened;
use crate::advice::hints::Hint;
use crate::demos::Words;
use crate::engine::{LONGEST_SOURCE, Timing};

/// What stands in the editor before anything is written.
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

/// Which program is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The reader's own.
    Own,
    /// The twin of a demo.
    Twin(Twin),
}

impl Script {
    /// The name of its file, which tracebacks show.
    pub fn file(self) -> String {
        format!("{}.py", self.name())
    }

    /// Its address, from the `#` on.
    pub fn href(self) -> String {
        match self {
            Script::Own => "#/python".into(),
            Script::Twin(twin) => format!("#/python/{}", twin.name()),
        }
    }

    /// What it is called.
    pub fn title(self) -> Words {
        match self {
            Script::Own => Words { en: "Your own program", ru: "Своя программа" },
            Script::Twin(twin) => twin.title(),
        }
    }

    /// Under which key this device keeps its draft.
    pub fn key(self) -> String {
        format!("loopline.draft.{}", self.name())
    }

    fn name(self) -> String {
        match self {
            Script::Own => "program".into(),
            Script::Twin(twin) => twin.name(),
        }
    }
}

/// How far the engine is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Engine {
    /// Not asked for yet.
    #[default]
    Asleep,
    /// So many bytes of it have come, of so many if that is known.
    Loading(u64, Option<u64>),
    /// Still being compiled by the server of the page: crates that are done, of all if that is known.
    Building(u64, Option<u64>),
    /// It gets ready.
    Starting,
    /// It takes programs.
    Ready,
    /// There is none, for this reason.
    Missing(String),
}

/// Why a program has not run, or not to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Mishap {
    /// It was stopped by the reader: of what it did nothing is known.
    Stopped,
    /// It broke the engine, which said this.
    Broken(String),
    /// What came back is no record, for this reason.
    NoRecord(String),
    /// The text of a demo's twin could not be fetched, for this reason.
    NoText(String),
}

/// What a run has left.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// The text that ran.
    pub source: Rc<str>,
    /// Its record.
    pub opened: Rc<Opened>,
    /// The lines of it where something is wrong, each with why.
    pub mistakes: Rc<[(u32, String)]>,
    /// Whether its computing was measured: run again it has another record.
    pub measured: bool,
    /// What a teacher would say of it.
    pub hints: Rc<[Hint]>,
    /// What was typed into it.
    pub typed: Typed,
    /// The beginning of the line that it asks for at its end: it goes on when that is typed.
    pub asks: Option<Rc<str>>,
}

impl Ran {
    /// What an exact run of this text has left, if nothing is to be said of its record.
    pub fn new(source: &str, opened: Opened) -> Ran {
        Ran {
            source: source.into(),
            opened: Rc::new(opened),
            mistakes: Rc::default(),
            measured: false,
            hints: Rc::default(),
            typed: Typed::default(),
            asks: None,
        }
    }
}

/// What the reader has typed into a program, which asks for it by `input()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// Whether there will be no more.
    pub all: bool,
}

impl Typed {
    /// With one line more, or with the end.
    fn with(&self, line: Option<&str>) -> Typed {
        let mut lines = self.lines.clone();
        lines.extend(line.map(String::from));
        Typed { lines, all: line.is_none() }
    }
}

/// Everything of a program in Python that is not of its record. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Python {
    /// The text, as far as it is written; `None` before it has come.
    pub text: Option<Rc<str>>,
    /// The text that it was at first.
    pub given: Option<Rc<str>>,
    /// What the reader had written when it was set back.
    pub before_reset: Option<Rc<str>>,
    /// The engine.
    pub engine: Engine,
    /// Whether the last one is not done yet.
    pub running: bool,
    /// The most events of the last one's record.
    pub limit: usize,
    /// Whether the program that ran runs once more, for a longer record: it begins with the same events.
    pub growing: bool,
    /// How time passes in the next run.
    pub timing: Timing,
    /// Whether this browser can run none live: it would have to suspend the engine while a program waits.
    pub cannot_live: bool,
    /// What is typed into the run that is asked for.
    pub typed: Typed,
    /// The beginning of the line that the live run asks for now.
    pub asks: Option<Rc<str>>,
    /// What the last one has left.
    pub ran: Option<Ran>,
    /// What went wrong.
    pub mishap: Option<Mishap>,
}

impl Python {
    /// How many bytes it has, if they are too many to be run.
    pub fn too_long(&self) -> Option<usize> {
        self.text.as_ref().map(|text| text.len()).filter(|len| *len > LONGEST_SOURCE)
    }

    /// Whether it differs from what it was at first.
    pub fn changed(&self) -> bool {
        self.text.is_some() && self.text != self.given
    }

    /// The beginning of the line that the program asks for, if it does.
    pub fn asks(&self) -> Option<&Rc<str>> {
        let left = self.ran.as_ref().filter(|_| !self.running).and_then(|ran| ran.asks.as_ref());
        self.asks.as_ref().or(left)
    }

    /// Whether what the editor shows is what has run.
    pub fn shows_what_ran(&self) -> bool {
        self.ran.as_ref().is_some_and(|ran| Some(&ran.source) == self.text.as_ref())
    }
}

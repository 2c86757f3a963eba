//! Programs in Python: which one is edited, its text, the engine, and what a run has left.

mod differences;
mod traceback;
pub mod twins;

use std::rc::Rc;

pub use traceback::{Part, mistakes, parts};
pub use twins::Twin;

use super::files::Opened;
use super::route::Route;
use super::standing::line_of;
use super::state::{Phase, State, Tab};
use crate::demos::Words;
use crate::protocol::{FIRST_EVENTS, LONGEST_SOURCE, MOST_ASKED_EVENTS, MOST_EVENTS};
use crate::timeline::lanes::Row;
use crate::trace::hints::Hint;
use crate::trace::{Seq, Status, TaskId};

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
            Script::Twin(twin) => format!("#/python/{}", twin.name),
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

    fn name(self) -> &'static str {
        match self {
            Script::Own => "program",
            Script::Twin(twin) => twin.name,
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

/// A line of the program to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which, from 1 on.
    pub line: u32,
    /// Whether the reader goes there with the cursor, or only looks.
    pub enter: bool,
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
    /// Counts the texts that did not come from the editor.
    pub set: u32,
    /// The line to go to, with a count that tells two alike apart.
    pub line: (u32, Place),
    /// The task whose lane to go to, with such a count.
    pub lane: (u32, Option<TaskId>),
    /// The engine.
    pub engine: Engine,
    /// Counts the runs asked for, here and before.
    pub asked: u32,
    /// Whether the last one is not done yet.
    pub running: bool,
    /// The most events of the last one's record.
    pub limit: usize,
    /// Whether the program that ran runs once more, for a longer record: it begins with the same events.
    pub growing: bool,
    /// Whether computing takes what it took.
    pub measured: bool,
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

    /// Whether what the editor shows is what has run.
    pub fn shows_what_ran(&self) -> bool {
        self.ran.as_ref().is_some_and(|ran| Some(&ran.source) == self.text.as_ref())
    }
}

/// What happens with a program in Python.
#[derive(Clone, Debug)]
pub enum PythonAction {
    /// The text that it is at first, and the reader's own draft if there is one.
    Given(Script, Rc<str>, Option<Rc<str>>),
    /// It could not be fetched.
    NoText(Script, String),
    /// The reader has written this.
    Edit(Rc<str>),
    /// Back to the text that it was at first.
    Reset,
    /// Back to what the reader had written.
    Restore,
    /// Go to this line.
    Go(u32),
    /// Whether computing takes what it took. Counts from the next run on.
    Measure(bool),
    /// The record may be as long as any may be.
    Raise,
    /// Bring the line into sight at which what this row shows stands.
    Look(Row),
    /// Go to the bar of this task that begins with this event.
    Bar(TaskId, Seq),
    /// How far the engine is.
    Engine(Engine),
    /// End the program.
    Stop,
    /// The run with this ticket has left this.
    Ran(u32, Ran),
    /// The run with this ticket has left nothing.
    Failed(u32, Mishap),
}

impl State {
    /// The program in Python that is edited.
    pub fn script(&self) -> Option<Script> {
        match self.route {
            Route::Python(script) => Some(script),
            Route::Front | Route::Demo(_) | Route::Reference(_) | Route::Trace | Route::Unknown(_) => None,
        }
    }

    /// The record of the program in Python that is shown.
    pub fn ran(&self) -> Option<&Rc<Opened>> {
        self.script()?;
        self.python.ran.as_ref().map(|ran| &ran.opened)
    }

    /// Another program, or none: what belongs to the one before goes. The engine stays.
    pub(super) fn leave_python(&mut self) {
        let before = std::mem::take(&mut self.python);
        self.python = Python {
            engine: before.engine,
            asked: before.asked,
            set: before.set,
            line: before.line,
            measured: before.measured,
            lane: before.lane,
            ..Python::default()
        };
    }

    /// Runs the text that stands in the editor.
    pub(super) fn run_python(&mut self) {
        let python = &self.python;
        if python.running || python.text.is_none() || python.too_long().is_some() {
            return;
        }
        self.clear();
        self.python.ran = None;
        self.python.mishap = None;
        self.python.asked += 1;
        self.python.running = true;
        self.python.growing = false;
        self.python.limit = FIRST_EVENTS;
        if matches!(self.python.engine, Engine::Missing(_)) {
            // It is asked for again.
            self.python.engine = Engine::Asleep;
        }
    }

    pub(super) fn python(&mut self, action: PythonAction) {
        let shown = self.script();
        match action {
            PythonAction::Given(script, text, draft) if shown == Some(script) => {
                self.python.text = Some(draft.unwrap_or_else(|| text.clone()));
                self.python.given = Some(text);
                self.python.set += 1;
                self.python.mishap = None;
            }
            PythonAction::NoText(script, why) if shown == Some(script) => {
                self.python.mishap = Some(Mishap::NoText(why))
            }
            PythonAction::Edit(text) => {
                if self.python.text.as_ref() != Some(&text) {
                    self.python.text = Some(text);
                    self.python.before_reset = None;
                }
            }
            PythonAction::Reset if self.python.changed() => {
                self.python.before_reset = self.python.text.take();
                self.python.text = self.python.given.clone();
                self.python.set += 1;
            }
            PythonAction::Restore => {
                if let Some(text) = self.python.before_reset.take() {
                    self.python.text = Some(text);
                    self.python.set += 1;
                }
            }
            PythonAction::Go(line) => {
                self.python.line = (self.python.line.0 + 1, Place { line, enter: true });
                // Where the program is a tab it comes to the front.
                self.tab = Tab::Code;
            }
            PythonAction::Measure(measured) => self.python.measured = measured,
            PythonAction::Raise => self.grow_to(MOST_ASKED_EVENTS),
            PythonAction::Look(row) => {
                let script = shown.filter(|_| self.python.shows_what_ran());
                if let Some(line) = script.and_then(|script| line_of(self, row, &script.file())) {
                    self.python.line = (self.python.line.0 + 1, Place { line, enter: false });
                }
            }
            PythonAction::Bar(task, since) => {
                self.playing = false;
                self.seek(since.0 as usize + 1);
                self.python.lane = (self.python.lane.0 + 1, Some(task));
            }
            PythonAction::Engine(engine) => {
                if matches!(engine, Engine::Missing(_)) {
                    self.python.running = false;
                    self.python.growing = false;
                }
                self.python.engine = engine;
            }
            PythonAction::Stop if self.python.running => {
                self.python.running = false;
                self.python.mishap = Some(Mishap::Stopped);
            }
            PythonAction::Ran(ticket, ran) if self.python.growing && self.python.asked == ticket => {
                self.python.growing = false;
                // What was shown goes on; at its end it had stopped.
                let goes_on = self.playing || self.playhead >= self.len();
                self.phase = Phase::Ended(ran.opened.status());
                self.record = Some(ran.opened.record.clone());
                self.python.ran = Some(ran);
                self.playing = goes_on && self.playhead < self.len();
            }
            PythonAction::Failed(ticket, _) if self.python.growing && self.python.asked == ticket => {
                self.python.growing = false;
            }
            PythonAction::Ran(ticket, ran) if self.awaits(ticket) => {
                self.python.running = false;
                self.phase = Phase::Ended(ran.opened.status());
                self.record = Some(ran.opened.record.clone());
                self.python.ran = Some(ran);
                // It is looked at afresh, from its beginning.
                self.wanted += 1;
                self.seek(0);
                self.playing = !self.is_empty();
            }
            PythonAction::Failed(ticket, mishap) if self.awaits(ticket) => {
                self.python.running = false;
                self.python.mishap = Some(mishap);
            }
            PythonAction::Given(..)
            | PythonAction::NoText(..)
            | PythonAction::Reset
            | PythonAction::Stop
            | PythonAction::Ran(..)
            | PythonAction::Failed(..) => {}
        }
    }

    /// Near the end of a record that its limit has cut the program is run for a longer one.
    pub(super) fn grow_python(&mut self) {
        let near = self.playhead >= self.len() / 10 * 7;
        if self.is_cut() && near && self.python.limit < MOST_EVENTS {
            self.grow_to((4 * self.python.limit).min(MOST_EVENTS));
        }
    }

    /// Whether the record ends at its limit, and would be longer with another.
    pub fn is_cut(&self) -> bool {
        let again = self.python.ran.as_ref().is_some_and(|ran| !ran.measured) && self.python.shows_what_ran();
        // The loop stops between two turns.
        let full = self.len() + 100 >= self.python.limit;
        self.ran().is_some() && again && full && self.phase == Phase::Ended(Status::Limit)
    }

    fn grow_to(&mut self, limit: usize) {
        if self.is_cut() && !self.python.growing && !self.python.running && limit > self.python.limit {
            self.python.asked += 1;
            self.python.growing = true;
            self.python.limit = limit;
        }
    }

    fn awaits(&self, ticket: u32) -> bool {
        self.script().is_some() && self.python.running && self.python.asked == ticket
    }
}

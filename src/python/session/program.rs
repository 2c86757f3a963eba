//! A program to run, what surrounds it, and what it leaves.

use std::borrow::Cow;
use std::rc::Rc;

use super::{ProgramFolder, StopPoint, WantedValues};
use crate::changes::{WaitBook, WaitChange};
use crate::clock::Micros;
use crate::inspection::InspectedRun;
use crate::network::hosts::{HandOrder, VisitEntry, VisitNews, VisitReport};
use crate::network::postgres::Answer;
use crate::python::recorder::ClockMode;
use crate::trace::{Limit, SharedTrace, Stream, Trace};

/// The limit of a Python program's record where no other is asked for, in events.
pub const MAX_EVENTS: usize = crate::engine::MOST_EVENTS;

/// A function that takes a piece of what a program prints, as it is printed.
pub type PrintCallback = fn(Stream, &str);

/// A program to run.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// The file's name, as in tracebacks and sites.
    pub file: &'a str,
    /// The text of the program.
    pub source: &'a str,
    /// `sys.argv` after the file.
    pub arguments: &'a [String],
    /// The record's limit, in events. With 0 nothing is recorded, and neither output nor tasks are limited.
    pub limit: usize,
    /// The way in which the program's clock goes on.
    pub clock: ClockMode,
}

impl Program<'_> {
    /// The program's text as Python reads a file: without a byte order mark, each line with a line feed at its end. Editors on
    /// Windows write both otherwise.
    pub(in crate::python) fn text(&self) -> Cow<'_, str> {
        let text = self.source.strip_prefix('\u{feff}').unwrap_or(self.source);
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
    }
}

/// The surroundings of a program while it runs.
#[derive(Clone, Debug, Default)]
pub struct Surroundings<'a> {
    /// Standard input.
    pub input: InputSource<'a>,
    /// The functions that hold a live run back to wall time; without them a program runs through.
    pub live: Option<LiveCallbacks>,
    /// The function that is told of the record again and again while the program goes on: before each turn of a loop, after
    /// each wait and each output, on whatever stack that is.
    pub progress: Option<fn(&SharedTrace)>,
    /// The point at which the run is stopped by hand; without one it goes to its end.
    pub stop: Option<StopPoint>,
    /// The folder in which the program finds itself; without one it is alone.
    pub folder: Option<Rc<dyn ProgramFolder>>,
    /// Visits of the program's server, behind those that the file beside it states.
    pub visits: &'a [VisitEntry],
    /// The function that answers connections to PostgreSQL; without one nobody listens at its port.
    pub database: Option<DatabaseSource>,
    /// The function that carries out calls of SQLite; without one `sqlite3` connects to nothing.
    pub sqlite: Option<SqliteSource>,
    /// The changes of waits under which the program runs. With a list, be it empty, [`FinishedRun::waits`] has the run's waits.
    pub changes: Option<&'a [WaitChange]>,
    /// The values that are read while the program runs. With some, [`FinishedRun::inspected`] has them.
    pub inspection: Option<WantedValues<'a>>,
    /// The function that takes what the program prints, as it is printed; without one it is kept in
    /// [`FinishedRun::printed`].
    pub print: Option<PrintCallback>,
}

/// A function that carries out messages of PostgreSQL's protocol at a moment of the program, and returns the answer with the
/// time that the database has waited by itself (`pg_sleep`). An error is a sentence that says why there is no database.
pub type DatabaseSource = fn(&[u8], Micros) -> Result<Answer, String>;

/// A function that carries out a call of SQLite, and returns the answer. An error is a sentence that says why there is none.
///
/// While it runs it may call [`answer_sqlite`](crate::python::answer_sqlite), below which nothing is suspended.
pub type SqliteSource = fn(&[u8]) -> Result<Vec<u8>, String>;

/// The source of the lines of standard input.
#[derive(Clone, Copy, Debug, Default)]
pub enum InputSource<'a> {
    /// No lines.
    #[default]
    Empty,
    /// Lines that the reader has typed, shown as a terminal shows them. A program that reads beyond them is ended, with
    /// [`FinishedRun::unanswered_prompt`] set: when there are more it can be run again, and begins in the same way.
    Typed {
        /// The lines, without their ends.
        lines: &'a [String],
        /// True if there will be no more.
        ended: bool,
    },
    /// A function that returns the next line, or `None` at the end of the input, given the record, the program's time and
    /// the text of the unfinished line of output. It is called as [`LiveCallbacks`] are, and its lines are shown.
    Asked(fn(&SharedTrace, Micros, &str) -> Option<String>),
    /// A function that reads the next line, or `None` at the end of the input, given the output since its last call, which
    /// [`FinishedRun::printed`] then lacks. Its lines are not shown.
    Piped(fn(&[(Stream, String)]) -> Option<String>),
}

/// Functions that are called as a live run goes on and return when it may continue. They run on the program's own stack
/// while nothing is borrowed, and get the record and the program's time.
#[derive(Clone, Copy, Debug)]
pub struct LiveCallbacks {
    /// Called before each turn of a loop.
    pub before_turn: fn(&SharedTrace, Micros),
    /// Called before the clock jumps, with the moment to which it jumps as the last argument.
    pub before_jump: fn(&SharedTrace, Micros, Micros),
    /// Called where the program waits and can be visited, with the moment up to which it waits as the last argument. Returns
    /// the moment of a visit by hand that has come before that, or `None` once the clock may go on to it.
    pub await_visit: fn(&SharedTrace, Micros, Micros) -> Option<Micros>,
    /// Returns the orders for visits by hand that have come since the last call, each with its moment. It is called at any
    /// operation on the network, on whatever stack that is.
    pub take_visits: fn() -> Vec<(Micros, HandOrder)>,
    /// Called with news of a visit by hand, also on whatever stack that is.
    pub tell_visit: fn(VisitNews),
}

/// The results of a program that has run.
#[derive(Clone, Debug)]
pub struct FinishedRun {
    /// The record.
    pub trace: Trace,
    /// The text written to each stream, piece by piece.
    pub printed: Vec<(Stream, String)>,
    /// The exit status.
    pub status: u8,
    /// The limit at which the program was stopped, and the file and line of its own at which that was.
    pub limit: Option<(Limit, Option<(String, u32)>)>,
    /// The unfinished line of output where the program was ended because it wanted a line that was not typed yet.
    pub unanswered_prompt: Option<String>,
    /// The visits of the program's server, in the order of their plan.
    pub visits: Vec<VisitReport>,
    /// The changes of the run and its waits, if they were asked for.
    pub waits: Option<WaitBook>,
    /// The values that were read, if some were asked for.
    pub inspected: Option<InspectedRun>,
}

//! A record as a file: JSON, version 1 to 8.
//!
//! ```json
//! {"format":"loopline-trace","version":1,
//!  "program":{"id":"errands","args":{"variant":"concurrent"}},"clock":"virtual",
//!  "schema":{...},
//!  "strings":["main",...],"sites":[[0,12],...],"stacks":[[1,0],...],"snapshots":[[-1,3,-1,0,0,0,0,0],...],
//!  "events":[[0,0,0,0,0],[3,0,0,0,0,2,-1,0],...],"wall":[0,12,...],
//!  "end":{"events":60,"t":500000}}
//! ```
//!
//! Members stand in this order; `wall` only on real clocks. A row of `events` is `[kind, dt, thread, back, ...]`: the
//! kind's place in the schema, microseconds since the event before, `run * 65536 + thread`, how many events back the
//! cause is (0 for none), then the kind's fields as the schema lists them. `-1` is "none" in a field that can be
//! absent; 2^64 - 1 is "never" where a moment stands. `wall` holds differences too. Texts are whole: what was long was
//! cut when it was recorded. The schema must be ours: a version says which it is.
//!
//! Version 2 has version 1's rows and, after them, the four kinds of generators; version 3 has the turns that repeat the one
//! before, too. Version 4 adds two facts that may be absent: a field at the end of a task's creation, the call that made its
//! coroutine, and the member `files` of `program`, with the name and text of each file beside the program's own. Version 5 adds the
//! nine kinds of the network (names, listeners, connections, bytes, and the messages that are read from these), and a field at
//! the end of a task's creation, which says that it is of a library. Version 6 adds the connections that wait for the transaction
//! of another, datagrams, and a field at the end of a lookup, the time that it took. Version 7 adds the member `notes` before
//! `end`: rows of a moment, as the number of events at or before it, and a text that the reader has written. Version 8 adds the
//! member `changes` of `program`: the texts of the changes under which it ran, so that nobody takes the record for that of the
//! program as it stands. All are read.
//! A record is written in the first version that has all that it holds: one without generators as before, byte for byte, for
//! readers that know no other.
//!
//! Rows of small differences take about 20 bytes an event, a quarter of what objects with member names would.

mod batch;
mod json;
mod read;
mod rows;
mod tables;
mod write;

pub use batch::{BatchReceiver, BatchSender};
pub use read::{MAX_EVENTS, RecordReader, read, read_up_to};
pub(crate) use write::Rows;
pub use write::{write, write_record};

use std::fmt;

use super::Trace;

/// Value of the member `format`.
pub(super) const FORMAT: &str = "loopline-trace";
/// The newest version that is written, and read; older ones are read too.
pub const VERSION: u64 = 8;
/// Most notes of a record.
pub const MAX_NOTES: usize = 200;
/// Most characters of a note.
pub const MAX_NOTE_LENGTH: usize = 500;

/// Clock that the times of a run were read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockKind {
    /// Loop time jumped from deadline to deadline, or a live run was paced without being moved: times are exact.
    #[default]
    Virtual,
    /// Loop time followed a real clock, at least where code blocked.
    Real,
}

impl ClockKind {
    fn word(self) -> &'static str {
        match self {
            ClockKind::Virtual => "virtual",
            ClockKind::Real => "real",
        }
    }
}

/// Program that ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramInfo {
    /// The demo's id; empty for a program that has none.
    pub id: String,
    /// Arguments that differ from the demo's defaults, as in its URL.
    pub args: Vec<(String, String)>,
    /// The program's own text, for programs that are no demo.
    pub source: Option<String>,
    /// The files beside the program's own.
    pub files: Vec<ProgramFile>,
    /// The changes of waits under which it ran, as texts; none for the program as it stands.
    pub changes: Vec<String>,
}

/// A text file of a program, beside the one that is run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramFile {
    /// The path in the program's folder, with `/` between its parts.
    pub name: String,
    /// The file's text.
    pub text: String,
}

/// A note that a reader has written at a moment of the record. Its text is data and is never read as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordNote {
    /// The number of events at or before the moment.
    pub at: usize,
    /// The text, at most [`MAX_NOTE_LENGTH`] characters.
    pub text: String,
}

/// A record and the program that ran.
#[derive(Clone, Debug, Default)]
pub struct TraceFile {
    /// The program that ran.
    pub program: ProgramInfo,
    /// The clock of its times.
    pub clock: ClockKind,
    /// The record itself.
    pub trace: Trace,
    /// The notes of its readers, in order; at most [`MAX_NOTES`].
    pub notes: Vec<RecordNote>,
}

/// Reasons to refuse a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file is no record of ours at all.
    NotATrace,
    /// The file was written by a later version of this page.
    Newer {
        /// The file's version.
        version: u64,
    },
    /// The file is a record, and damaged.
    Damaged {
        /// Description of the damage, in English.
        what: String,
        /// Place of the damage.
        at: DamageLocation,
    },
    /// The record has more events than are read.
    TooLarge {
        /// The most events that are read.
        limit: usize,
    },
}

/// Place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageLocation {
    /// An entry of a list, counted from zero.
    Entry {
        /// The list's name in the file.
        list: &'static str,
        /// The entry's position in the list.
        index: usize,
    },
    /// A member of the file.
    Member(&'static str),
    /// A place in the text of the file, counted from one.
    Text {
        /// The line.
        line: usize,
        /// The byte of the line.
        column: usize,
    },
}

impl fmt::Display for DamageLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DamageLocation::Entry { list: "wall", index } => write!(f, "wall time {index}"),
            DamageLocation::Entry { list, index } => write!(f, "{} {index}", list.trim_end_matches('s')),
            DamageLocation::Member(name) => f.write_str(name),
            DamageLocation::Text { line, column } => write!(f, "line {line}, column {column}"),
        }
    }
}

impl ReadError {
    fn damaged(what: impl Into<String>, at: DamageLocation) -> ReadError {
        ReadError::Damaged { what: what.into(), at }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::NotATrace => f.write_str("this is not a Loopline trace"),
            ReadError::Newer { version } => {
                write!(
                    f,
                    "this trace has version {version}, written by a newer Loopline; versions up to {VERSION} are read"
                )
            }
            ReadError::Damaged { what, at } => write!(f, "this trace is damaged: {what} ({at})"),
            ReadError::TooLarge { limit } => write!(f, "this trace has more than {limit} events"),
        }
    }
}

impl std::error::Error for ReadError {}

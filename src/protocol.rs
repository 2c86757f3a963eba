//! What the page and the Python worker say to each other: lines of JSON, beside which the worker's script carries what
//! only a browser can (the compiled engine).
//!
//! The page sends [`Order`]s to `static/python-worker.js`, which answers with [`Report`]s. Both are read with distrust:
//! what is no message of this version is nothing.

use serde_json::{Value, json};

/// Of both sides. A worker from another version of the page says another one, and is not used.
pub const VERSION: u64 = 1;

/// The most bytes that a program may have.
pub const LONGEST_SOURCE: usize = 64 * 1024;

/// So many events a program's record has at first: those of most programs, and of one without end a beginning that is
/// there at once.
pub const FIRST_EVENTS: usize = 20_000;

/// The most events that its record may have, if the reader does not ask for more.
pub const MOST_EVENTS: usize = 200_000;

/// The most that the reader may ask for: as many as a demo in Rust may have.
pub const MOST_ASKED_EVENTS: usize = 1_000_000;

/// The most memory that a program and its engine have, in bytes. `src/build.rs` gives it to the linker.
pub const MOST_MEMORY: usize = 512 << 20;

/// What the page asks of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Get ready: load the engine, or take the one that comes with the message.
    Prepare,
    /// Run a program.
    Run {
        /// Comes back with the answer.
        ticket: u32,
        /// What to run, and how.
        job: Job,
    },
}

/// A program, and how it is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The name under which its lines are recorded.
    pub file: String,
    /// Its text.
    pub source: String,
    /// Whether computing takes what it took. Else it takes no time, and every run is the same.
    pub measured: bool,
    /// The most events that are recorded.
    pub limit: usize,
}

impl Order {
    /// The message.
    pub fn write(&self) -> String {
        let message = match self {
            Order::Prepare => json!({ "version": VERSION, "order": "prepare" }),
            Order::Run { ticket, job: Job { file, source, measured, limit } } => json!({
                "version": VERSION, "order": "run", "ticket": ticket,
                "file": file, "source": source, "measured": measured, "limit": limit,
            }),
        };
        message.to_string()
    }

    /// The order of a message.
    pub fn read(message: &str) -> Option<Order> {
        let message = checked(message)?;
        match message["order"].as_str()? {
            "prepare" => Some(Order::Prepare),
            "run" => Some(Order::Run {
                ticket: number(&message["ticket"])?,
                job: Job {
                    file: message["file"].as_str()?.into(),
                    source: message["source"].as_str()?.into(),
                    measured: message["measured"].as_bool()?,
                    limit: number(&message["limit"])? as usize,
                },
            }),
            _ => None,
        }
    }
}

/// What a worker tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// So many bytes of the engine have come, of so many if that is known.
    Loading {
        /// Come so far.
        bytes: u64,
        /// All of them.
        total: Option<u64>,
    },
    /// The engine is here and gets ready.
    Starting,
    /// It takes a program.
    Ready,
    /// A program has run.
    Ran {
        /// Of the order.
        ticket: u32,
        /// Its record, as a trace file.
        record: Vec<u8>,
    },
    /// The last program took so much memory that another worker is cheaper than to clean it.
    Spent,
    /// There is no engine, for this reason.
    Missing(String),
    /// The engine broke while it ran a program: it is of no use any more.
    Broken {
        /// Of the order.
        ticket: u32,
        /// In the engine's own words.
        why: String,
    },
}

impl Report {
    /// The message; a record travels beside it.
    pub fn write(&self) -> String {
        let message = match self {
            Report::Loading { bytes, total } => {
                json!({ "version": VERSION, "report": "loading", "bytes": bytes, "total": total })
            }
            Report::Starting => json!({ "version": VERSION, "report": "starting" }),
            Report::Ready => json!({ "version": VERSION, "report": "ready" }),
            Report::Ran { ticket, .. } => json!({ "version": VERSION, "report": "ran", "ticket": ticket }),
            Report::Spent => json!({ "version": VERSION, "report": "spent" }),
            Report::Missing(why) => json!({ "version": VERSION, "report": "missing", "why": why }),
            Report::Broken { ticket, why } => {
                json!({ "version": VERSION, "report": "broken", "ticket": ticket, "why": why })
            }
        };
        message.to_string()
    }

    /// The report of a message. The record that came beside it is put in by [`Report::with_record`].
    pub fn read(message: &str) -> Option<Report> {
        let message = checked(message)?;
        let why = || message["why"].as_str().map(String::from);
        match message["report"].as_str()? {
            "loading" => Some(Report::Loading { bytes: message["bytes"].as_u64()?, total: message["total"].as_u64() }),
            "starting" => Some(Report::Starting),
            "ready" => Some(Report::Ready),
            "ran" => Some(Report::Ran { ticket: number(&message["ticket"])?, record: Vec::new() }),
            "spent" => Some(Report::Spent),
            "missing" => Some(Report::Missing(why()?)),
            "broken" => Some(Report::Broken { ticket: number(&message["ticket"])?, why: why()? }),
            _ => None,
        }
    }

    /// The same report with the record that came beside its message.
    pub fn with_record(self, record: Vec<u8>) -> Report {
        match self {
            Report::Ran { ticket, .. } => Report::Ran { ticket, record },
            other => other,
        }
    }
}

/// A message of this version.
fn checked(message: &str) -> Option<Value> {
    let message: Value = serde_json::from_str(message).ok()?;
    (message["version"].as_u64() == Some(VERSION)).then_some(message)
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let orders = [
            Order::Prepare,
            Order::Run {
                ticket: 7,
                job: Job {
                    file: "program.py".into(),
                    source: "print('\u{2028}\"\\')\n".into(),
                    measured: true,
                    limit: MOST_EVENTS,
                },
            },
        ];
        for order in orders {
            assert_eq!(Order::read(&order.write()), Some(order));
        }
        let reports = [
            Report::Loading { bytes: 5_000_000_000, total: None },
            Report::Loading { bytes: 1, total: Some(2) },
            Report::Starting,
            Report::Ready,
            Report::Ran { ticket: u32::MAX, record: Vec::new() },
            Report::Spent,
            Report::Missing("404".into()),
            Report::Broken { ticket: 0, why: "RuntimeError: unreachable".into() },
        ];
        for report in reports {
            assert_eq!(Report::read(&report.write()), Some(report));
        }
    }

    #[test]
    fn what_is_no_message_of_this_version_is_nothing() {
        let bad = [
            "",
            "null",
            "[]",
            "{",
            "7",
            "\"ready\"",
            r#"{"report":"ready"}"#,
            r#"{"version":2,"report":"ready","order":"prepare"}"#,
            r#"{"version":1,"report":"other","order":"other"}"#,
            r#"{"version":1,"report":"ran","ticket":-1}"#,
            r#"{"version":1,"report":"ran","ticket":4294967296}"#,
            r#"{"version":1,"report":"broken","ticket":1}"#,
            r#"{"version":1,"order":"run","ticket":1,"file":"a"}"#,
        ];
        for message in bad {
            assert_eq!((Order::read(message), Report::read(message)), (None, None), "{message}");
        }
    }

    #[test]
    fn a_record_travels_beside_its_message() {
        let bare = Report::read(r#"{"version":1,"report":"ran","ticket":3}"#).expect("a report");
        assert_eq!(bare.with_record(b"{}".into()), Report::Ran { ticket: 3, record: b"{}".into() });
        assert_eq!(Report::Ready.with_record(b"{}".into()), Report::Ready);
    }
}

//! The messages between the page and the engines: lines of JSON, beside which travel the bytes of a record and, between
//! the page and the Python worker, what only a browser can carry (the compiled engine).
//!
//! The page sends [`Order`]s, and an engine answers with [`Report`]s: the Python worker (`static/python-worker.js`) by
//! itself, the demo engine (`src/bin/demos.rs`), which shares the page's thread, when it is asked before each paint. Both
//! are read with distrust: what is no message of this version is nothing.

use serde_json::{Value, json};

use super::visit_messages::{read_news, read_order, with_data, write_news, write_order};
use crate::advice::{Advice, advice_message};
use crate::network::hosts::{HandOrder, VisitNews};

/// The version of the messages. An engine from another version of the page states another one, and is not used.
pub const VERSION: u64 = 6;

/// The most bytes that a program in Python may have, in all its files.
pub const LONGEST_SOURCE: usize = 512 * 1024;

/// The most events of a program's first record: those of most programs, and of one without end a beginning that is
/// there at once.
pub const FIRST_EVENTS: usize = 20_000;

/// The most events that its record may have, if the reader does not ask for more.
pub const MOST_EVENTS: usize = 300_000;

/// The most that the reader may ask for: as many as a demo in Rust may have.
pub const MOST_ASKED_EVENTS: usize = 1_000_000;

/// The most memory that a program and its engine have, in bytes. `src/build.rs` gives it to the linker.
pub const MOST_MEMORY: usize = 512 << 20;

/// An order of the page to an engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Get ready: load the engine, or take the one that comes with the message.
    Prepare,
    /// Run a program.
    Run {
        /// Comes back with the answer.
        ticket: u32,
        /// The program, and the way to run it.
        job: Job,
    },
    /// From now on the live run goes at this pace.
    Pace(Pace),
    /// One turn more of the live run, which is paused.
    Turn,
    /// A line for the live run, which asks for one; `None` ends its input.
    Answer(Option<String>),
    /// A visit by hand of the live run's server, or something that its visitor does.
    Visit(HandOrder),
}

/// The pace at which a live run follows wall time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Seconds of loop time in a second of wall time.
    pub rate: f64,
    /// True if the run is paused.
    pub paused: bool,
}

/// A program, and the way to run it.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The program.
    pub program: JobProgram,
    /// True if computing takes the time that it took. Else it takes none, and every run is the same.
    pub measured: bool,
    /// The most events that are recorded.
    pub limit: usize,
    /// The pace at which the program runs; without one it runs at once. A live run asks for its lines.
    pub live: Option<Pace>,
    /// The place at which the reader has stopped the same program before: the run ends there.
    pub stop: Option<StopPlace>,
}

/// The place at which the reader has stopped a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopPlace {
    /// The length of the record, in events.
    pub events: usize,
    /// The number of the program's lines that begin behind that; without one the engine tells them ([`Report::Line`]) and
    /// ends the program after some wall time.
    pub lines: Option<u32>,
}

/// A program as the engine that runs it is told of it.
#[derive(Clone, Debug, PartialEq)]
pub enum JobProgram {
    /// A demo, for the demo engine.
    Demo {
        /// The demo's id.
        id: String,
        /// The arguments that differ from the demo's defaults, as in its address.
        args: Vec<(String, String)>,
    },
    /// A program in Python, for the Python engine.
    Python(PythonText),
}

/// The text of a program in Python and its input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PythonText {
    /// The name under which the program's lines are recorded.
    pub file: String,
    /// The text of the program.
    pub source: String,
    /// The files beside it, by their paths, with their texts.
    pub beside: Vec<(String, String)>,
    /// The lines that the reader has typed into the program so far.
    pub typed: Vec<String>,
    /// True if the input ends after those lines. Else the program ends where it asks for more.
    pub typed_all: bool,
}

impl Order {
    /// The message.
    pub fn write(&self) -> String {
        let message = match self {
            Order::Prepare => json!({ "version": VERSION, "order": "prepare" }),
            Order::Run { ticket, job: Job { program, measured, limit, live, stop } } => {
                let mut message = json!({
                    "version": VERSION, "order": "run", "ticket": ticket, "measured": measured, "limit": limit,
                    "live": live.map(Pace::write), "stop": stop.map(StopPlace::write),
                });
                match program {
                    JobProgram::Demo { id, args } => message["demo"] = json!({ "id": id, "args": args }),
                    JobProgram::Python(PythonText { file, source, beside, typed, typed_all }) => {
                        message["python"] = json!({ "file": file, "source": source, "beside": beside, "typed": typed, "typed_all": typed_all });
                    }
                }
                message
            }
            Order::Pace(pace) => json!({ "version": VERSION, "order": "pace", "pace": pace.write() }),
            Order::Turn => json!({ "version": VERSION, "order": "turn" }),
            Order::Answer(line) => json!({ "version": VERSION, "order": "answer", "line": line }),
            Order::Visit(order) => of_visit("order", write_order(order)),
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
                    program: JobProgram::read(&message)?,
                    measured: message["measured"].as_bool()?,
                    limit: number(&message["limit"])? as usize,
                    live: match &message["live"] {
                        Value::Null => None,
                        pace => Some(Pace::read(pace)?),
                    },
                    stop: match &message["stop"] {
                        Value::Null => None,
                        place => Some(StopPlace::read(place)?),
                    },
                },
            }),
            "pace" => Some(Order::Pace(Pace::read(&message["pace"])?)),
            "turn" => Some(Order::Turn),
            "answer" => match &message["line"] {
                Value::Null => Some(Order::Answer(None)),
                line => Some(Order::Answer(Some(line.as_str()?.into()))),
            },
            "visit" => read_order(&message).map(Order::Visit),
            _ => None,
        }
    }
}

impl JobProgram {
    fn read(message: &Value) -> Option<JobProgram> {
        let (demo, python) = (&message["demo"], &message["python"]);
        if demo.is_object() {
            let args = serde_json::from_value(demo["args"].clone()).ok()?;
            return Some(JobProgram::Demo { id: demo["id"].as_str()?.into(), args });
        }
        Some(JobProgram::Python(PythonText {
            file: python["file"].as_str()?.into(),
            source: python["source"].as_str()?.into(),
            beside: serde_json::from_value(python["beside"].clone()).ok()?,
            typed: lines(&python["typed"])?,
            typed_all: python["typed_all"].as_bool()?,
        }))
    }
}

impl StopPlace {
    fn write(self) -> Value {
        json!({ "events": self.events, "lines": self.lines })
    }

    fn read(value: &Value) -> Option<StopPlace> {
        let lines = match &value["lines"] {
            Value::Null => None,
            lines => Some(number(lines)?),
        };
        Some(StopPlace { events: number(&value["events"])? as usize, lines })
    }
}

impl Pace {
    fn write(self) -> Value {
        json!({ "rate": self.rate, "paused": self.paused })
    }

    fn read(value: &Value) -> Option<Pace> {
        Some(Pace { rate: value["rate"].as_f64()?, paused: value["paused"].as_bool()? })
    }
}

/// A report of an engine to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The engine is being downloaded.
    Loading {
        /// Come so far.
        bytes: u64,
        /// All of them.
        total: Option<u64>,
    },
    /// The engine is still being compiled by whoever serves the page.
    Building {
        /// Compiled crates.
        done: u64,
        /// All crates, once that is known.
        total: Option<u64>,
    },
    /// The engine is here and gets ready.
    Starting,
    /// Packs that the program imports are being downloaded, before it runs; all are here once `bytes` is `total`.
    Fetching {
        /// Come so far.
        bytes: u64,
        /// All of them.
        total: u64,
    },
    /// The worker takes a program.
    Ready,
    /// A program has run.
    Ran {
        /// The ticket of the order.
        ticket: u32,
        /// The record as a trace file; of a live run the last batch.
        record: Vec<u8>,
        /// The beginning of the line that it asks for, if it can go on only with that.
        asks: Option<String>,
        /// A teacher's remarks on a run of a program in Python.
        advice: Vec<Advice>,
    },
    /// A run has gone on. One that is not live reports this about every tenth of a second.
    Grown {
        /// The ticket of the order.
        ticket: u32,
        /// The new events, as a batch of the record; empty if there are none.
        record: Vec<u8>,
        /// The loop time, in microseconds.
        now: u64,
        /// The moment to which the clock goes on next, if it waits for one.
        until: Option<u64>,
    },
    /// Lines of the program have begun behind the place at which the reader has stopped it.
    Line {
        /// The ticket of the order.
        ticket: u32,
        /// The number of these lines.
        count: u32,
    },
    /// A live run asks for a line that begins so.
    Asks {
        /// The ticket of the order.
        ticket: u32,
        /// The beginning.
        beginning: String,
    },
    /// News of a visit by hand; the bytes of a part of its answer travel beside the message.
    Visited {
        /// The ticket of the order.
        ticket: u32,
        /// The news.
        news: VisitNews,
    },
    /// The last program took so much memory that another worker is cheaper than to clean it.
    Spent,
    /// The engine is missing, for this reason.
    Missing(String),
    /// The engine broke while it ran a program: it is of no use any more.
    Broken {
        /// The ticket of the order.
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
            Report::Building { done, total } => {
                json!({ "version": VERSION, "report": "building", "done": done, "total": total })
            }
            Report::Starting => json!({ "version": VERSION, "report": "starting" }),
            Report::Fetching { bytes, total } => {
                json!({ "version": VERSION, "report": "fetching", "bytes": bytes, "total": total })
            }
            Report::Ready => json!({ "version": VERSION, "report": "ready" }),
            Report::Ran { ticket, asks, advice, .. } => {
                let advice = advice_message::write(advice);
                json!({ "version": VERSION, "report": "ran", "ticket": ticket, "asks": asks, "advice": advice })
            }
            Report::Grown { ticket, now, until, .. } => {
                json!({ "version": VERSION, "report": "grown", "ticket": ticket, "now": now, "until": until })
            }
            Report::Line { ticket, count } => {
                json!({ "version": VERSION, "report": "line", "ticket": ticket, "count": count })
            }
            Report::Asks { ticket, beginning } => {
                json!({ "version": VERSION, "report": "asks", "ticket": ticket, "beginning": beginning })
            }
            Report::Visited { ticket, news } => {
                let mut message = of_visit("report", write_news(news));
                message["ticket"] = (*ticket).into();
                message
            }
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
            "building" => Some(Report::Building { done: message["done"].as_u64()?, total: message["total"].as_u64() }),
            "starting" => Some(Report::Starting),
            "fetching" => {
                Some(Report::Fetching { bytes: message["bytes"].as_u64()?, total: message["total"].as_u64()? })
            }
            "ready" => Some(Report::Ready),
            "ran" => Some(Report::Ran {
                ticket: number(&message["ticket"])?,
                record: Vec::new(),
                asks: message["asks"].as_str().map(String::from),
                advice: advice_message::read(&message["advice"])?,
            }),
            "grown" => Some(Report::Grown {
                ticket: number(&message["ticket"])?,
                record: Vec::new(),
                now: message["now"].as_u64()?,
                until: message["until"].as_u64(),
            }),
            "line" => Some(Report::Line { ticket: number(&message["ticket"])?, count: number(&message["count"])? }),
            "asks" => Some(Report::Asks {
                ticket: number(&message["ticket"])?,
                beginning: message["beginning"].as_str()?.into(),
            }),
            "visit" => Some(Report::Visited { ticket: number(&message["ticket"])?, news: read_news(&message)? }),
            "spent" => Some(Report::Spent),
            "missing" => Some(Report::Missing(why()?)),
            "broken" => Some(Report::Broken { ticket: number(&message["ticket"])?, why: why()? }),
            _ => None,
        }
    }

    /// Returns the report with the record, or the part of an answer, that came beside its message.
    pub fn with_record(self, record: Vec<u8>) -> Report {
        match self {
            Report::Ran { ticket, asks, advice, .. } => Report::Ran { ticket, record, asks, advice },
            Report::Grown { ticket, now, until, .. } => Report::Grown { ticket, record, now, until },
            Report::Visited { ticket, news } => Report::Visited { ticket, news: with_data(news, record) },
            other => other,
        }
    }
}

/// A message of the kind `visit`, an order or a report.
fn of_visit(kind: &str, mut fields: Value) -> Value {
    fields["version"] = VERSION.into();
    fields[kind] = "visit".into();
    fields
}

/// A message of this version.
fn checked(message: &str) -> Option<Value> {
    let message: Value = serde_json::from_str(message).ok()?;
    (message["version"].as_u64() == Some(VERSION)).then_some(message)
}

fn lines(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|line| line.as_str().map(String::from)).collect()
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Micros;
    use crate::network::hosts::{HandAct, VisitEvent};

    #[test]
    fn what_is_written_is_read() {
        let text = PythonText {
            file: "program.py".into(),
            source: "print('\u{2028}\"\\')\n".into(),
            beside: vec![("shop/orders.py".into(), "x = 1\n".into()), ("имена.txt".into(), String::new())],
            typed: vec!["Алиса".into(), String::new()],
            typed_all: true,
        };
        let job = Job { program: JobProgram::Python(text), measured: true, limit: MOST_EVENTS, live: None, stop: None };
        let stopped = |lines| Job { stop: Some(StopPlace { events: 0, lines }), ..job.clone() };
        let args = vec![("variant".into(), "gather".into()), ("speed".into(), "0.5".into())];
        let demo = JobProgram::Demo { id: "errands".into(), args };
        let live = Job { live: Some(Pace { rate: 0.25, paused: true }), ..job.clone() };
        let orders = [
            Order::Prepare,
            Order::Run { ticket: 7, job: job.clone() },
            Order::Run { ticket: 8, job: live },
            Order::Run { ticket: 10, job: stopped(None) },
            Order::Run { ticket: 11, job: stopped(Some(2)) },
            Order::Run { ticket: 9, job: Job { program: demo, ..job.clone() } },
            Order::Pace(Pace { rate: 100.0, paused: false }),
            Order::Turn,
            Order::Answer(Some("yes\0".into())),
            Order::Answer(None),
            Order::Visit(HandOrder { visit: 1, act: HandAct::Leave }),
        ];
        for order in orders {
            assert_eq!(Order::read(&order.write()), Some(order));
        }
        let reports = [
            Report::Loading { bytes: 5_000_000_000, total: None },
            Report::Loading { bytes: 1, total: Some(2) },
            Report::Fetching { bytes: 1, total: 2 },
            Report::Building { done: 0, total: None },
            Report::Building { done: 1, total: Some(2) },
            Report::Starting,
            Report::Ready,
            Report::Ran { ticket: u32::MAX, record: Vec::new(), asks: None, advice: Vec::new() },
            Report::Ran { ticket: 1, record: Vec::new(), asks: Some("Name? ".into()), advice: Vec::new() },
            Report::Grown { ticket: 1, record: Vec::new(), now: 1, until: None },
            Report::Grown { ticket: 1, record: Vec::new(), now: 1, until: Some(u64::MAX) },
            Report::Line { ticket: 1, count: 2_000 },
            Report::Asks { ticket: 1, beginning: "> ".into() },
            Report::Visited { ticket: 4, news: VisitNews { visit: 1, at: Micros(9), event: VisitEvent::Began } },
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
            r#"{"version":VERSION,"report":"other","order":"other"}"#,
            r#"{"version":VERSION,"report":"ran","ticket":-1}"#,
            r#"{"version":VERSION,"report":"ran","ticket":4294967296}"#,
            r#"{"version":VERSION,"report":"broken","ticket":1}"#,
            r#"{"version":VERSION,"order":"run","ticket":1,"python":{"file":"a"}}"#,
            r#"{"version":VERSION,"order":"run","ticket":1,"measured":false,"limit":1,"live":null}"#,
            r#"{"version":VERSION,"order":"run","ticket":1,"measured":false,"limit":1,"live":null,"demo":{"id":"a"}}"#,
            r#"{"version":VERSION,"order":"pace","pace":{"rate":"fast","paused":false}}"#,
            r#"{"version":VERSION,"order":"answer","line":7}"#,
            r#"{"version":VERSION,"report":"grown","ticket":1}"#,
        ];
        for message in bad {
            let message = of_this_version(message);
            assert_eq!((Order::read(&message), Report::read(&message)), (None, None), "{message}");
        }
    }

    /// A message whose version is not what is wrong with it.
    fn of_this_version(message: &str) -> String {
        message.replace("VERSION", &VERSION.to_string())
    }

    #[test]
    fn a_record_travels_beside_its_message() {
        let bare = Report::read(&of_this_version(r#"{"version":VERSION,"report":"ran","ticket":3,"advice":[]}"#))
            .expect("a report");
        assert_eq!(
            bare.with_record(b"{}".into()),
            Report::Ran { ticket: 3, record: b"{}".into(), asks: None, advice: Vec::new() }
        );
        assert_eq!(Report::Ready.with_record(b"{}".into()), Report::Ready);
    }
}

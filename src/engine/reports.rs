//! Reports: what an engine tells the page.

use std::rc::Rc;

use serde_json::{Value, json};

use super::contract::{VERSION, checked, number, of_visit};
use super::visit_messages::{read_news, with_data, write_news};
use crate::advice::cures::{Writing, writing_message};
use crate::advice::{Advice, advice_message};
use crate::changes::SetWait;
use crate::inspection::InspectedRun;
use crate::network::hosts::VisitNews;

/// A report of an engine to the page.
#[derive(Clone, Debug, PartialEq)]
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
        /// The waits of the run, if the order asks for them.
        waits: Vec<SetWait>,
        /// The program in which the change of the order is written, or why that cannot be.
        writing: Option<Writing>,
        /// The values that were read of the run, if the order asks for some.
        inspected: Option<Rc<InspectedRun>>,
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
            Report::Ran { ticket, asks, advice, waits, writing, inspected, .. } => {
                let advice = advice_message::write(advice);
                let waits = SetWait::write_all(waits);
                let writing = writing.as_ref().map(writing_message::write);
                let inspected = inspected.as_deref().map(InspectedRun::write);
                json!({
                    "version": VERSION, "report": "ran", "ticket": ticket, "asks": asks, "advice": advice, "waits": waits,
                    "writing": writing, "inspected": inspected,
                })
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
                waits: SetWait::read_all(&message["waits"])?,
                writing: writing_message::read(&message["writing"]),
                inspected: match &message["inspected"] {
                    Value::Null => None,
                    run => Some(Rc::new(InspectedRun::read(run)?)),
                },
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
            Report::Ran { ticket, asks, advice, waits, writing, inspected, .. } => {
                Report::Ran { ticket, record, asks, advice, waits, writing, inspected }
            }
            Report::Grown { ticket, now, until, .. } => Report::Grown { ticket, record, now, until },
            Report::Visited { ticket, news } => Report::Visited { ticket, news: with_data(news, record) },
            other => other,
        }
    }
}

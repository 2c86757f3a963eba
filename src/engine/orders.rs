//! Orders: what the page asks of an engine.

use serde_json::{Value, json};

use super::contract::{VERSION, checked, lines, number, of_visit};
use super::visit_messages::{read_order, write_order};
use crate::changes::WaitChange;
use crate::inspection::Inspection;
use crate::network::hosts::HandOrder;

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
    /// The changes of waits under which the program runs. With a list, be it empty, the run's waits are reported; a live run has
    /// none.
    pub changes: Option<Vec<WaitChange>>,
    /// The values that are read while the program runs. Such a run repeats one whose record the page has.
    pub inspection: Option<Inspection>,
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
            Order::Run { ticket, job: Job { program, measured, limit, live, stop, changes, inspection } } => {
                let mut message = json!({
                    "version": VERSION, "order": "run", "ticket": ticket, "measured": measured, "limit": limit,
                    "live": live.map(Pace::write), "stop": stop.map(StopPlace::write), "changes": changes.as_deref().map(write_changes),
                    "inspection": inspection.as_ref().map(Inspection::write),
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
                    changes: match &message["changes"] {
                        Value::Null => None,
                        changes => Some(read_changes(changes)?),
                    },
                    inspection: match &message["inspection"] {
                        Value::Null => None,
                        inspection => Some(Inspection::read(inspection)?),
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

fn write_changes(changes: &[WaitChange]) -> Value {
    changes.iter().map(|change| Value::from(change.to_string())).collect()
}

fn read_changes(value: &Value) -> Option<Vec<WaitChange>> {
    value.as_array()?.iter().map(|text| WaitChange::read(text.as_str()?)).collect()
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

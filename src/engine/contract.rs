//! The messages between the page and the engines: lines of JSON, beside which travel the bytes of a record and, between
//! the page and the Python worker, what only a browser can carry (the compiled engine).
//!
//! The page sends [`Order`](super::Order)s, and an engine answers with [`Report`](super::Report)s: the Python worker (`static/python-worker.js`) by
//! itself, the demo engine (`src/bin/demos.rs`), which shares the page's thread, when it is asked before each paint. Both
//! are read with distrust: what is no message of this version is nothing.

use serde_json::Value;

/// The version of the messages. An engine from another version of the page states another one, and is not used.
pub const VERSION: u64 = 8;

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

/// A message of the kind `visit`, an order or a report.
pub(super) fn of_visit(kind: &str, mut fields: Value) -> Value {
    fields["version"] = VERSION.into();
    fields[kind] = "visit".into();
    fields
}

/// A message of this version.
pub(super) fn checked(message: &str) -> Option<Value> {
    let message: Value = serde_json::from_str(message).ok()?;
    (message["version"].as_u64() == Some(VERSION)).then_some(message)
}

pub(super) fn lines(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|line| line.as_str().map(String::from)).collect()
}

pub(super) fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use crate::advice::cures::Unwritten;
    use crate::changes::{SetWait, SetWaitKind, WaitChange, WaitPlace};
    use crate::clock::Micros;
    use crate::engine::{Job, JobProgram, MOST_EVENTS, Order, Pace, PythonText, Report, StopPlace, VERSION};
    use crate::inspection::{InspectedRun, Inspection};
    use crate::network::hosts::{HandAct, HandOrder, VisitEvent, VisitNews};

    #[test]
    fn what_is_written_is_read() {
        let text = PythonText {
            file: "program.py".into(),
            source: "print('\u{2028}\"\\')\n".into(),
            beside: vec![("shop/orders.py".into(), "x = 1\n".into()), ("имена.txt".into(), String::new())],
            typed: vec!["Алиса".into(), String::new()],
            typed_all: true,
        };
        let job = Job {
            program: JobProgram::Python(text),
            measured: true,
            limit: MOST_EVENTS,
            live: None,
            stop: None,
            changes: None,
            inspection: None,
        };
        let stopped = |lines| Job { stop: Some(StopPlace { events: 0, lines }), ..job.clone() };
        let change = WaitChange::read("line 12 #2: half").expect("a change");
        let inspection = Inspection { moments: vec![3], stop_where: Some("x".into()), ..Inspection::default() };
        let inspected = Job { inspection: Some(inspection), ..job.clone() };
        let changed = Job { changes: Some(vec![change]), ..job.clone() };
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
            Order::Run { ticket: 12, job: changed },
            Order::Run { ticket: 13, job: inspected },
            Order::Pace(Pace { rate: 100.0, paused: false }),
            Order::Turn,
            Order::Answer(Some("yes\0".into())),
            Order::Answer(None),
            Order::Visit(HandOrder { visit: 1, act: HandAct::Leave }),
        ];
        for order in orders {
            assert_eq!(Order::read(&order.write()), Some(order));
        }
        let place = change_place();
        let wait = SetWait { kind: SetWaitKind::Sleep, place, at: Micros(1), length: Micros(2) };
        let reports = [
            Report::Loading { bytes: 5_000_000_000, total: None },
            Report::Loading { bytes: 1, total: Some(2) },
            Report::Fetching { bytes: 1, total: 2 },
            Report::Building { done: 0, total: None },
            Report::Building { done: 1, total: Some(2) },
            Report::Starting,
            Report::Ready,
            Report::Ran {
                ticket: u32::MAX,
                record: Vec::new(),
                asks: None,
                advice: Vec::new(),
                waits: vec![wait],
                writing: None,
                inspected: None,
            },
            Report::Ran {
                ticket: 1,
                record: Vec::new(),
                asks: Some("Name? ".into()),
                advice: Vec::new(),
                waits: Vec::new(),
                writing: Some(Err(Unwritten::Computed)),
                inspected: Some(Rc::new(InspectedRun { stopped: Some(3), ..InspectedRun::default() })),
            },
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

    fn change_place() -> WaitPlace {
        WaitPlace::read("line 12 #2 in worker").expect("a place")
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
        let bare =
            Report::read(&of_this_version(r#"{"version":VERSION,"report":"ran","ticket":3,"advice":[],"waits":[]}"#))
                .expect("a report");
        assert_eq!(
            bare.with_record(b"{}".into()),
            Report::Ran {
                ticket: 3,
                record: b"{}".into(),
                asks: None,
                advice: Vec::new(),
                waits: Vec::new(),
                writing: None,
                inspected: None
            }
        );
        assert_eq!(Report::Ready.with_record(b"{}".into()), Report::Ready);
    }
}

//! Whole records of programs with connections, one line an event, as in `records/NAME.txt`, which `UPDATE_GOLDEN=1` rewrites.

use std::fs;

use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::{dump, laws};

use crate::{alone, folder};

/// Programs of `tests/python/network`: bytes, a request, connections that come to nothing, and datagrams.
const RECORDED: [&str; 4] = ["echo_by_streams", "one_request", "refused_and_reset", "datagrams_by_sockets"];

fn record(name: &str) -> String {
    let path = folder("python").join("network").join(format!("{name}.py"));
    let source = fs::read_to_string(&path).expect("the program is there");
    let file = format!("{name}.py");
    alone(move || {
        let ran =
            run(Program { file: &file, source: &source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
        laws::check(&ran.trace).expect("the laws are kept");
        dump(&ran.trace)
    })
}

#[test]
fn connections_are_recorded_and_their_arrivals_wake_who_waits() {
    for name in RECORDED {
        let (first, second) = (record(name), record(name));
        assert_eq!(first, second, "{name} is the same in two runs");
        let golden = folder("python_engine").join("records").join(format!("{name}.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &first).expect("the record can be written");
        }
        let expected = fs::read_to_string(&golden).expect("the record is there");
        assert!(first == expected, "{name}: UPDATE_GOLDEN=1 rewrites it\n{first}");
    }
}

//! The Python engine, natively: that it does what CPython does, and by subject what it records, refuses and survives.
//!
//! Behind `make test-python`, since the engine takes minutes to build.

mod advice;
mod bad;
mod cli;
mod clocks;
mod connections;
mod contexts;
mod explain;
mod generators;
mod hints;
mod input;
mod names;
mod old;
mod own;
mod packages;
mod processes;
#[path = "../oracle/record.rs"]
mod record;
mod resources;
mod said;
mod same_as_cpython;
mod serve;
mod stop;
mod threads;
mod values;
mod waits;
mod what_if;

use std::path::{Path, PathBuf};

use loopline::python::{ClockMode, FinishedRun, MAX_EVENTS, Program, run};
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::trace::{EventKind, Stream};

/// A folder of `tests`.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Runs `f` on a thread of its own: with it goes the interpreter and all that it has made.
fn alone<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(f);
    thread.expect("a thread can be made").join().expect("the engine does not panic")
}

/// Runs the program `p.py`, whose record keeps the laws.
fn ran(source: &str) -> FinishedRun {
    let ran = run(Program { file: "p.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
    if let Err(broken) = laws::check(&ran.trace) {
        panic!("{broken}\n{}", dump(&ran.trace));
    }
    ran
}

/// The text that a program has written to standard error, and the limit that has stopped it, if one did.
fn errors(ran: &FinishedRun) -> String {
    let written = ran.printed.iter().filter(|(stream, _)| *stream == Stream::Err).map(|(_, text)| text.as_str());
    written.chain(ran.limit.iter().map(|(limit, _)| limit.text())).collect()
}

/// The lines of a program's record whose kind is among these, without number, time and cause, and without the calls that
/// tasks run: `names.rs` is about those.
fn told(lines: &[&str], kinds: &[&str]) -> Vec<String> {
    let (source, kinds) = (lines.join("\n"), kinds.iter().map(|kind| kind.to_string()).collect::<Vec<_>>());
    alone(move || {
        let ran = ran(&source);
        let mut dump = dump(&ran.trace);
        for kind in ran.trace.kinds() {
            if let EventKind::TaskCreated { runs: Some(runs), .. } = kind {
                dump = dump.replace(&format!("{} · ", ran.trace.text(*runs)), "");
            }
        }
        let lines = dump.lines().map(|line| {
            let is_cause =
                |word: &str| word.strip_prefix('<').is_some_and(|seq| seq.bytes().all(|b| b.is_ascii_digit()));
            line.split_whitespace().skip(2).filter(|word| !is_cause(word)).collect::<Vec<_>>().join(" ")
        });
        lines.filter(|line| kinds.iter().any(|kind| line.starts_with(kind.as_str()))).collect()
    })
}

/// How many events of a program's record are of this kind.
fn count(source: &'static str, is: fn(&EventKind) -> bool) -> usize {
    alone(move || ran(source).trace.kinds().iter().filter(|kind| is(kind)).count())
}

//! What the tests of the runtime share: a run's record as a story that a test can state whole.

use std::future::Future;

use loopline::reading::dump;
use loopline::reading::laws;
use loopline::runtime::{EventLoop, Result, run_exact};
use loopline::trace::{EventKind, Stream, Trace};

/// The record, one line an event: the turn, the loop time if any has passed, the thread if it is not the loop's
/// (`/1`), and what happened, as `dump` words it.
///
/// Left out is what follows from the rest by the laws, which are checked: handles, callbacks added, steps begun,
/// and the contents of resources.
pub fn story(trace: &Trace) -> Vec<String> {
    if let Err(broken) = laws::check(trace) {
        panic!("{broken}\n{}", dump(trace));
    }
    let text = dump(trace);
    let mut turn = 0;
    let mut lines = Vec::new();
    for ((_, event), line) in trace.events().zip(text.lines()) {
        match event.kind {
            EventKind::Turn { .. } => turn += 1,
            EventKind::TurnsRepeated { turns } => turn += turns,
            EventKind::RunBegan { .. }
            | EventKind::HandleScheduled { .. }
            | EventKind::HandleBegan { .. }
            | EventKind::HandleEnded { .. }
            | EventKind::CallbackAdded { .. }
            | EventKind::StepBegan { .. }
            | EventKind::ResourceCreated { .. }
            | EventKind::ResourceChanged { .. } => {}
            _ => {
                let parts = line[5..].split("  ").map(str::trim).filter(|part| !part.is_empty());
                let mut parts: Vec<String> =
                    parts.filter(|part| !part.starts_with('@') && !part.starts_with('<')).map(String::from).collect();
                let (time, thread) = parts[0].split_at(parts[0].find('/').unwrap_or(parts[0].len()));
                parts[0] = match time.trim_end_matches('0').trim_end_matches('.') {
                    "" | "0" => thread.to_string(),
                    time => format!(" {time}s{thread}"),
                };
                lines.push(format!("{turn}{}: {}", parts[0], parts[1..].join(" ")));
            }
        }
    }
    lines
}

/// Runs a program on the virtual clock and compares its whole story.
#[track_caller]
pub fn tells<F>(make: impl FnOnce() -> F, expected: &[&str]) -> EventLoop
where
    F: Future<Output = Result<()>> + 'static,
{
    let run = run_exact(make);
    same(&story(&run.trace()), expected);
    run
}

#[track_caller]
pub fn same(actual: &[String], expected: &[&str]) {
    if actual != expected {
        let shown: Vec<String> = actual.iter().map(|line| format!("            {line:?},")).collect();
        panic!("the story was:\n{}\n", shown.join("\n"));
    }
}

/// What was printed, with the time.
pub fn output(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::Output { text, stream: Stream::Out } => Some(trace.text(text).to_string()),
        _ => None,
    });
    lines.collect()
}

/// Runs a program on the virtual clock and compares what it prints.
#[track_caller]
pub fn prints<F>(make: impl FnOnce() -> F, expected: &[&str]) -> EventLoop
where
    F: Future<Output = Result<()>> + 'static,
{
    let run = run_exact(make);
    if let Err(broken) = laws::check(&run.trace()) {
        panic!("{broken}\n{}", dump(&run.trace()));
    }
    same(&output(&run.trace()), expected);
    run
}

/// The warnings, in words.
pub fn warnings(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::Warning { text, .. } => Some(trace.text(text).to_string()),
        _ => None,
    });
    lines.collect()
}

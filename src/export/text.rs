//! The record as plain text: every event, or only what was printed.

use std::fmt::Write;

use crate::trace::file::ProgramInfo;
use crate::trace::{Kind, Names, Stream, Trace, dump};

/// The whole record: a line that says what ran, then one line an event, as in [`trace::dump`](crate::trace::dump()).
pub fn text(program: &ProgramInfo, trace: &Trace) -> String {
    let mut text = format!("# {}", if program.id.is_empty() { "program" } else { &program.id });
    // Writing to a `String` cannot fail.
    for (name, value) in &program.args {
        let _ = write!(text, " {name}={value}");
    }
    let (count, end) = (trace.len(), trace.end_time());
    let _ = writeln!(text, ": {count} events, {end} s");
    text.push_str(&dump(trace));
    text
}

/// What the program printed, a line each with the loop time and the task that printed it; errors are marked with `!`.
pub fn transcript(trace: &Trace) -> String {
    let names = Names::new(trace);
    let mut running = std::collections::BTreeMap::new();
    let mut text = String::new();
    for (seq, event) in trace.events() {
        if let Kind::StepBegan { task } = event.kind {
            running.insert(event.thread, task);
        } else if matches!(event.kind, Kind::StepEnded { .. }) {
            running.remove(&event.thread);
        } else if let Kind::Output { stream, text: said } = event.kind {
            let task = running.get(&event.thread).map(|task| names.task(trace, *task, seq)).unwrap_or_default();
            let mark = match stream {
                Stream::Out => ' ',
                Stream::Err => '!',
            };
            let _ = writeln!(text, "{:>11}  {task:<12} {mark}{}", event.t.to_string(), trace.text(said));
        }
    }
    text
}

//! What a program wrote and how it ended, as `tests/python/record.py` writes it.

use std::fmt::Write;

use loopline::python::FinishedRun;
use loopline::trace::{EventKind, Status, Stream};

/// The record of a run.
pub fn written(ran: &FinishedRun) -> String {
    let mut text = String::new();
    let mut deadlock = false;
    for (_, event) in ran.trace.events() {
        match event.kind {
            EventKind::Output { stream, text: said } => {
                let stream = if stream == Stream::Out { "out" } else { "err" };
                let line = format!("{:>9} {stream} {}", event.t.0, ran.trace.text(said));
                writeln!(text, "{}", line.trim_end()).expect("a string takes every line");
            }
            EventKind::RunEnded { status } => deadlock = status == Status::Deadlock,
            _ => {}
        }
    }
    let text = without_addresses(&text);
    if deadlock { format!("{text}deadlock\n") } else { format!("{text}exit {}\n", ran.status) }
}

/// `0x`, where an address stood.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut kept = parts.next().unwrap_or_default().to_string();
    for part in parts {
        kept.push_str("0x");
        kept.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c)));
    }
    kept
}

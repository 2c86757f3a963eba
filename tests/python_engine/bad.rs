//! Programs that go wrong, and how each of them has to end: `tests/bad/*.txt`, whose form `tests/python/bad.mjs` says. Those
//! that only a worker survives, since they never end or take all there is, are run there: by `tests/python/worker.mjs` and
//! in the page.

use std::fs;

use loopline::trace::Limit;
use loopline::trace::{EventKind, Status, Stream, WarningCode};

use super::{alone, ran};
use crate::folder;

/// Files with programs that need a worker.
const NOT_HERE: &[&str] = &["endless", "memory", "recursion", "source"];

/// The text with what stands between « and » as often as it says there.
fn whole(text: &str) -> String {
    let mut parts = text.split('«');
    let mut whole = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (again, rest) = part.split_once('»').expect("what begins ends");
        let (what, times) = again.rsplit_once('×').expect("it says how often");
        whole.push_str(&what.replace("\\n", "\n").repeat(times.parse().expect("it is a number")));
        whole.push_str(rest);
    }
    whole
}

/// How a record says that its program ended.
fn ended(source: &str) -> String {
    let ran = ran(source);
    let trace = &ran.trace;
    let output = trace.kinds().iter().rev().find_map(|kind| match kind {
        EventKind::Output { stream: Stream::Out, text } => Some(trace.text(*text)),
        _ => None,
    });
    let limited = trace.kinds().iter().any(|kind| matches!(kind, EventKind::Warning { code: WarningCode::Limit, .. }));
    match trace.kinds().last() {
        Some(EventKind::RunEnded { status: Status::Returned }) => format!("returned {}", output.unwrap_or_default()),
        Some(EventKind::RunEnded { status: Status::Raised(text) }) => format!("raised {}", trace.text(*text)),
        Some(EventKind::RunEnded { status: Status::Deadlock }) => "deadlock".into(),
        Some(EventKind::RunEnded { status: Status::Limit }) if limited => {
            format!("limit {:?}", Limit::reached(trace)).to_lowercase()
        }
        other => format!("{other:?}"),
    }
}

fn is_among(endings: &str, end: &str) -> bool {
    endings.split(" or ").any(|ending| match ending {
        "returned" => end.starts_with("returned"),
        _ if ending.starts_with("raised ") => end.starts_with(ending),
        _ => end.trim_end() == ending,
    })
}

#[test]
fn programs_that_go_wrong_end_as_named() {
    let mut run = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder("bad")).expect("the programs are part of the repository") {
        let path = entry.expect("it can be read").path();
        let topic = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a program can be read");
        let text = format!("\n{text}");
        for part in text.split("\n=== ").skip(1) {
            let (head, source) = part.split_once('\n').unwrap_or((part, ""));
            let (name, endings) = head.split_once(": ").expect("a program has a name and an ending");
            if NOT_HERE.contains(&&*topic) || endings.contains("never") || endings.contains("broken") {
                continue;
            }
            run += 1;
            let source = whole(&format!("{}\n", source.trim_end_matches('\n')));
            let end = alone(move || ended(&source));
            if !is_among(endings, &end) {
                let end: String = end.chars().take(300).collect();
                wrong.push(format!("{topic}/{name}: {end}, instead of {endings}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {run}\n{}", wrong.len(), wrong.join("\n"));
    assert!(run > 100, "{run}");
}

//! The order of what each demo prints, chapter by chapter, and the same from CPython.

use std::fs;
use std::path::PathBuf;

use loopline::demos::{Args, Demo, all_in_rust, find, run_to_end};
use loopline::trace::{EventKind, Stream, Trace};

mod coordination;
mod event_loop;
mod inside;
mod network;
mod protocols;
mod tasks_and_futures;
mod where_async_helps;
mod why;

/// Records of runs whose twin only the recorder of CPython can run: its loop charges for turns, as the demo's does.
const RECORDED_ONLY: &[&str] = &["busy-wait.busy", "busy-wait.timer"];

/// Each line that was printed, after its time in seconds.
pub fn printed(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::Output { stream: Stream::Out, text } => {
            Some(format!("{:.2} {}", event.t.seconds(), trace.text(text)))
        }
        _ => None,
    });
    lines.collect()
}

/// Each warning, after its time in seconds.
fn warned(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        EventKind::Warning { text, .. } => Some(format!("{:.2} {}", event.t.seconds(), trace.text(text))),
        _ => None,
    });
    lines.collect()
}

/// The record of a demo with these values.
fn record(id: &str, set: &[(&str, &str)]) -> Trace {
    let demo = find(id).unwrap_or_else(|| panic!("no demo {id}"));
    let mut args = Args::defaults(demo);
    for (name, value) in set {
        assert_eq!(args.set(demo, name, value), Ok(()));
    }
    run_to_end(demo, args).trace().clone()
}

/// What a demo prints with these values, each line after its time in seconds.
fn output(id: &str, set: &[(&str, &str)]) -> Vec<String> {
    printed(&record(id, set))
}

/// Each demo in Rust with each of its variants, by the name of its record; one without variants once.
fn runs() -> impl Iterator<Item = (&'static Demo, String, Args)> {
    all_in_rust().flat_map(|demo| {
        let named = demo.variants.iter().enumerate();
        let mut runs: Vec<_> = named
            .map(|(i, variant)| {
                (demo, format!("{}.{}", demo.id, variant.id), Args::defaults(demo).with_variant(demo, i))
            })
            .collect();
        if runs.is_empty() {
            runs.push((demo, demo.id.into(), Args::defaults(demo)));
        }
        runs
    })
}

/// The lines that a record of `oracle/record.py` says were printed, as [`printed`] writes them.
pub fn recorded(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| {
        let (before, printed) = line.split_once(" out")?;
        let micros: u64 = before.split_whitespace().next()?.parse().ok()?;
        Some(format!("{:.2} {}", micros as f64 / 1e6, printed.strip_prefix(' ').unwrap_or_default()))
    });
    lines.collect()
}

/// The record of a twin: of its steps, or for one that uses threads of what it writes.
fn record_of_twin(name: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/course-records");
    [".output.txt", ".txt"].iter().find_map(|ending| fs::read_to_string(folder.join(format!("{name}{ending}"))).ok())
}

#[test]
fn every_demo_prints_what_its_twin_in_python_prints_and_when() {
    let mut missing = Vec::new();
    for (demo, name, args) in runs() {
        let variant = demo.variants.get(args.variant()).map(|variant| variant.id);
        let excused = demo.without_twin(variant).is_some() && !RECORDED_ONLY.contains(&name.as_str());
        match record_of_twin(&name) {
            Some(text) => {
                assert!(!excused, "{name} has a record from Python, and says why it has no twin");
                let ours = printed(&run_to_end(demo, args).trace());
                assert_eq!(ours, recorded(&text), "{name}: left ours, right CPython's");
            }
            None if excused => {}
            None => missing.push(name),
        }
    }
    assert!(missing.is_empty(), "no record from Python, `make records` makes it: {missing:?}");
}

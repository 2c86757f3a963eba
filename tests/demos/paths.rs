//! The critical path of every demo: its law, and its text in `tests/golden/paths.txt`.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use loopline::clock::Micros;
use loopline::demos::{all, run_to_end};
use loopline::i18n::{Lang, PathWords};
use loopline::reading::critical_path::{CriticalPath, PathReason, slacks};
use loopline::reading::spans::Spans;
use loopline::trace::Trace;

use crate::demos::variants;
use crate::python;

/// The most parts of a path that its text has from the beginning, and from the end.
const PARTS: usize = 10;

/// The most tasks of a record whose own paths are checked: each is a walk of its own.
const TASKS: usize = 20;

/// The records of the course in the catalogue's order: each with its name and the program's own file.
fn records() -> Vec<(String, String, Trace)> {
    let mut records = Vec::new();
    for demo in all() {
        if demo.in_python().is_some() {
            let named = python::programs().filter(|(other, ..)| other.id == demo.id);
            records.extend(named.map(|(_, name, _)| {
                let file = python::record(&name);
                (name, file.program.id, file.trace)
            }));
        } else {
            let run = |(name, args)| (name, demo.file.to_string(), run_to_end(demo, args).trace().clone());
            records.extend(variants(demo).into_iter().map(run));
        }
    }
    records
}

#[test]
fn the_parts_of_every_path_add_up_to_the_elapsed_time() {
    for (name, _, trace) in records() {
        let path = CriticalPath::of_record(&trace);
        path.check().unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!((path.from, path.to), (Micros::ZERO, trace.end_time()), "{name}");
        let sum: u64 = path.parts.iter().map(|part| part.length().0).sum();
        assert_eq!(sum, trace.end_time().0, "{name}");
        for task in Spans::new(&trace).tasks.iter().take(TASKS) {
            let path = CriticalPath::of_task(&trace, task.task).expect("the task is of the record");
            path.check().unwrap_or_else(|why| panic!("{name}, task {}: {why}", task.task.0));
        }
        for share in 1..4 {
            let [from, to] = [share, share + 1].map(|part| Micros(trace.end_time().0 * part / 5));
            let path = CriticalPath::of_stretch(&trace, from, to);
            path.check().unwrap_or_else(|why| panic!("{name}, from {from} to {to}: {why}"));
        }
    }
}

#[test]
fn time_on_the_path_of_a_demo_in_rust_has_a_task_and_a_line() {
    for demo in loopline::demos::all_in_rust() {
        for (name, args) in variants(demo) {
            let trace = run_to_end(demo, args).trace().clone();
            for part in &CriticalPath::of_record(&trace).parts {
                let explained =
                    matches!(part.reason, PathReason::Turn | PathReason::Callback(_) | PathReason::Timer(_));
                assert!(explained || part.task.is_some() && part.site.is_some(), "{name}: {part:?}");
            }
        }
    }
}

/// The text of a path: its parts, the sentence on it in both languages, and the slack of tasks that have any.
fn text(name: &str, file: &str, trace: &Trace) -> String {
    let spans = Spans::new(trace);
    let path = CriticalPath::of_record(trace);
    let words = |lang| PathWords { trace, spans: &spans, file, before: 0, lang };
    let mut text = format!("== {name}: {} s\n", path.elapsed());
    let count = path.parts.len();
    for (place, part) in path.parts.iter().enumerate() {
        if place == PARTS && count > 2 * PARTS {
            let _ = writeln!(text, "... {} parts ...", count - 2 * PARTS);
        }
        if place < PARTS || place + PARTS >= count {
            let _ = writeln!(
                text,
                "{:>9} {:>9}  {}",
                part.from.to_string(),
                part.to.to_string(),
                words(Lang::En).part(part)
            );
        }
    }
    for lang in Lang::ALL {
        let _ = writeln!(text, "{}", words(lang).advice(&path));
    }
    for slack in slacks(trace, &spans).into_iter().filter(|slack| slack.slack > Micros::ZERO).take(PARTS) {
        let _ = writeln!(text, "slack {} of {}", slack.slack, words(Lang::En).name(slack.task));
    }
    text
}

/// `make records` rewrites the file; read the difference.
#[test]
fn the_path_of_every_demo_is_that_of_the_golden_file() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(FILE);
    let texts: Vec<String> = records().iter().map(|(name, file, trace)| text(name, file, trace)).collect();
    let text = texts.join("\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() && fs::read_to_string(&path).ok().as_ref() != Some(&text) {
        fs::write(&path, &text).expect("the golden file can be written");
        println!("wrote tests/golden/{FILE}");
    }
    let golden = fs::read_to_string(&path).expect("`make records` writes it");
    for (line, expected) in text.lines().zip(golden.lines()) {
        assert_eq!(line, expected, "`make records` rewrites tests/golden/{FILE}, and git shows how");
    }
    assert_eq!(text.lines().count(), golden.lines().count(), "`make records` rewrites tests/golden/{FILE}");
}

/// The golden file of the paths.
pub const FILE: &str = "paths.txt";

//! Advice on the programs of `python/advice`: which hints each run gets, with their lines, and no other; and that a program
//! in which a hint is followed prints the same lines, and ends earlier where that was the point.

use std::collections::BTreeMap;
use std::fs;

use loopline::advice::cures::cure;
use loopline::advice::hints::{Hint, HintKind, hints};
use loopline::clock::Micros;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::laws;
use loopline::trace::{EventKind, Status};

use super::alone;
use crate::folder;

/// A run of a program, as far as advice is about it.
struct AdvisedRun {
    hints: Vec<Hint>,
    /// The lines that it wrote, sorted.
    lines: Vec<String>,
    /// Loop time of its last event.
    end: Micros,
    /// True if the program ended without an error.
    well: bool,
}

fn advised(source: &str) -> AdvisedRun {
    let file = "program.py";
    let ran = run(Program { file, source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
    laws::check(&ran.trace).expect("the laws are kept");
    let text = |kind: &EventKind| match kind {
        EventKind::Output { text, .. } => ran.trace.text(*text).to_string(),
        _ => String::new(),
    };
    let written: String = ran.trace.kinds().iter().map(text).collect();
    let mut lines: Vec<String> = written.lines().map(String::from).collect();
    lines.sort();
    let end = ran.trace.events().last().map_or(Micros::ZERO, |(_, event)| event.t);
    let failed = |kind: &EventKind| matches!(kind, EventKind::RunEnded { status } if *status != Status::Returned);
    let well = !ran.trace.kinds().iter().any(failed);
    AdvisedRun { hints: hints(&ran.trace, file, source), lines, end, well }
}

fn shown(hint: &Hint) -> String {
    format!("{} {:?}", hint.line.unwrap_or(0), hint.what)
}

/// The programs of the collection, by name.
fn programs() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder("python/advice")).expect("the programs are part of the repository");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "py"));
    let named = paths.map(|path| {
        let name = path.file_stem().expect("a program has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a program can be read"))
    });
    named.collect()
}

/// The hints on each program.
const HINTS: &[(&str, &[&str])] = &[];

#[test]
fn each_program_is_told_what_is_true_of_it_and_nothing_else() {
    let programs = programs();
    assert!(programs.len() >= 60, "{} programs", programs.len());
    let unknown: Vec<&str> = HINTS.iter().map(|(name, _)| *name).filter(|name| !programs.contains_key(*name)).collect();
    let mut wrong = Vec::new();
    for (name, source) in programs {
        let said: Vec<String> = alone(move || advised(&source).hints.iter().map(shown).collect());
        let expected = HINTS.iter().find(|(known, _)| *known == name).map(|(_, hints)| *hints);
        if expected.is_none_or(|expected| said != expected) {
            wrong.push(format!("    (\"{name}\", &{said:?}),"));
        }
    }
    assert!(wrong.is_empty() && unknown.is_empty(), "unknown: {unknown:?}\n{}", wrong.join("\n"));
}

/// The cures of hints in the collection: the line of each, and the changed lines of the program in which it is followed. A
/// hint that is not listed has none.
const CURES: &[(&str, u32, &[&str])] = &[];

#[test]
fn a_program_in_which_a_hint_is_followed_writes_the_same_lines_sooner() {
    let mut wrong = Vec::new();
    let mut cured = 0;
    for (name, source) in programs() {
        let found = alone(move || {
            let before = advised(&source);
            let cures = before.hints.iter().map(|hint| (hint.clone(), cure(&source, hint)));
            cures.map(|(hint, cure)| (hint, cure, before.lines.clone(), before.end)).collect::<Vec<_>>()
        });
        for (hint, cure, lines, end) in found {
            let line = hint.line.unwrap_or(0);
            let expected =
                CURES.iter().find(|(known, at, _)| *known == name && *at == line).map(|(_, _, lines)| *lines);
            let Some(cure) = cure else {
                wrong.extend(expected.map(|_| format!("{name}, line {line}: has no cure")));
                continue;
            };
            cured += 1;
            let new: Vec<&str> = cure.source.lines().collect();
            let changed: Vec<&str> = cure.lines.iter().map(|line| new[*line as usize - 1]).collect();
            if expected != Some(&changed[..]) {
                wrong.push(format!("    (\"{name}\", {line}, &{changed:?}),"));
            }
            let source = cure.source.clone();
            let after = alone(move || advised(&source));
            // A gathering of some awaits may leave others that can be gathered still, but not these.
            let again = after.hints.iter().any(|left| left.what == hint.what);
            // What did not happen before, for the mistake, happens now.
            let adds = matches!(hint.what, HintKind::NeverAwaited(_) | HintKind::LoopInLoop);
            let same = adds || after.lines == lines;
            let sooner = match hint.what {
                HintKind::OneByOne(..) => after.end < end,
                HintKind::Blocked(_) => after.end <= end,
                _ => true,
            };
            if again || !after.well || !same || !sooner {
                let AdvisedRun { end: ended, lines: wrote, well, .. } = after;
                wrong.push(format!(
                    "{name}, line {line}: ended well: {well}, said again: {again}, {end:?} to {ended:?}\n{}\n{lines:?}\n{wrote:?}",
                    cure.source
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{cured} cures\n{}", wrong.join("\n"));
    assert_eq!(cured, CURES.len());
}

//! Every demo under changes of its waits.

use std::path::PathBuf;

use loopline::changes::{NewLength, SetWait, WaitBook, WaitChange, WaitPlace};
use loopline::demos::{Args, Demo, all_in_rust, find, program, run_changed, run_up_to};
use loopline::reading::{dump, laws};
use loopline::runtime::EventLoop;
use loopline::trace::Recorder;

use crate::demos::variants;

fn changed(demo: &Demo, args: Args, changes: Vec<WaitChange>, limit: usize) -> EventLoop {
    run_changed(program(demo.id).expect("a demo in Rust"), args, WaitBook::new(demo.file, changes), limit)
}

/// All waits of a run, each place once, with a new length.
fn all_with(waits: &[SetWait], length: NewLength) -> Vec<WaitChange> {
    let mut places: Vec<WaitPlace> = Vec::new();
    for wait in waits {
        let place = match wait.place.clone() {
            WaitPlace::Line { waits, file, line, .. } => {
                WaitPlace::Line { waits, file, line, task: None, occurrence: None }
            }
            place => place,
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.into_iter().map(|place| WaitChange { place, length }).collect()
}

#[test]
fn a_change_by_the_factor_one_leaves_the_record_of_every_demo_as_it_is() {
    for demo in all_in_rust() {
        for (name, args) in variants(demo) {
            let run = changed(demo, args.clone(), Vec::new(), Recorder::LIMIT);
            let book = run.take_waits().expect("the run has a book");
            let same = changed(demo, args.clone(), all_with(book.waits(), NewLength::Factor(1.0)), Recorder::LIMIT);
            assert_eq!(same.take_waits().expect("a book").unmet(), None, "{name}");
            let plain = dump(&run_up_to(demo, args, Recorder::LIMIT).trace());
            assert!(dump(&run.trace()) == plain, "{name}: noting its waits changes the run");
            assert!(dump(&same.trace()) == plain, "{name}: the factor 1 changes the run");
        }
    }
}

#[test]
fn every_demo_keeps_the_laws_when_no_wait_takes_time() {
    // Enough for every demo as it is: one that then goes round for ever is stopped, which is lawful.
    const LIMIT: usize = 60_000;
    for demo in all_in_rust() {
        for (name, args) in variants(demo) {
            let run = changed(demo, args.clone(), Vec::new(), LIMIT);
            let waits = run.take_waits().expect("the run has a book");
            let zero = changed(demo, args, all_with(waits.waits(), NewLength::ZERO), LIMIT);
            laws::check(&zero.trace()).unwrap_or_else(|broken| panic!("{name}: {broken}"));
        }
    }
}

#[test]
fn what_if_of_the_errands_gives_what_their_chapter_says() {
    let demo = find("errands").expect("the errands");
    let took = |variant: usize, changes: &[&str]| {
        let changes = changes.iter().map(|text| WaitChange::read(text).expect("a change")).collect();
        let run = changed(demo, Args::defaults(demo).with_variant(demo, variant), changes, Recorder::LIMIT);
        run.trace().end_time().0 / 1000
    };
    let source =
        std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(demo.file)).expect("its source");
    let prepared = source.lines().position(|line| line.contains("sleep(seconds).await?;")).expect("the line") + 1;
    let [medicine, pizza] = ["medicine", "pizza"].map(|what| format!("line {prepared} in {what}: half"));
    // One after another, all that Alice waits for counts.
    assert_eq!(took(0, &[]), 19_000);
    assert_eq!(took(0, &[&medicine]), 16_000);
    assert_eq!(took(0, &[&medicine, &pizza]), 13_500);
    // At once, the medicine is waited for, and the pizza is ready meanwhile.
    assert_eq!(took(1, &[]), 9_000);
    assert_eq!(took(1, &[&medicine]), 8_000);
    assert_eq!(took(1, &[&pizza]), 9_000);
}

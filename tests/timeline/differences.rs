//! All differences between two records, and texts line by line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use loopline::clock::Micros;
use loopline::demos::{Args, CATALOGUE, Demo, run_up_to};
use loopline::reading::RecordAnalysis;
use loopline::reading::differences::DifferenceKind::{Moment, OnlyInSecond, Order};
use loopline::reading::differences::LineRow::{Both, MovedFrom, MovedTo, OnlyFirst, OnlySecond};
use loopline::reading::differences::{
    Difference, DifferenceKind, DifferenceSearch, LineRow, MatchedTasks, first_difference, line_rows,
};
use loopline::runtime::{EventLoop, create_task_named, gather, print_line, run_exact, sleep};
use loopline::trace::{TaskId, Trace};

fn matched(traces: [&Trace; 2], pairs: &[(TaskId, TaskId)]) -> MatchedTasks {
    let analyses = traces.map(RecordAnalysis::new);
    MatchedTasks::with_pairs(traces, [&analyses[0].spans, &analyses[1].spans], pairs)
}

fn differences(runs: [&EventLoop; 2], tolerance: Micros) -> Vec<Difference> {
    let (first, second) = (runs[0].trace(), runs[1].trace());
    let traces: [&Trace; 2] = [&first, &second];
    DifferenceSearch::new(matched(traces, &[]), tolerance).finish(traces)
}

fn kinds(found: &[Difference]) -> Vec<DifferenceKind> {
    found.iter().map(|difference| difference.kind).collect()
}

/// Two tasks that sleep and print, side by side.
fn two(delays: [f64; 2], more: bool) -> EventLoop {
    run_exact(move || async move {
        let says = |name: &'static str, delay: f64| {
            let task = async move {
                sleep(delay).await?;
                print_line(name);
                Ok(())
            };
            create_task_named(task, name)
        };
        gather([says("a", delays[0]), says("b", delays[1])]).await?;
        if more {
            print_line("more");
        }
        Ok(())
    })
}

#[test]
fn a_record_has_no_difference_to_itself() {
    assert_eq!(differences([&two([1.0, 2.0], true), &two([1.0, 2.0], true)], Micros::ZERO), []);
}

#[test]
fn a_longer_wait_differs_once_for_each_task_that_is_later_by_it() {
    let found = differences([&two([1.0, 2.0], false), &two([1.0, 2.5], false)], Micros::ZERO);
    assert_eq!(kinds(&found), [Moment, Moment, Moment], "b, main that waits for it, and the end of the run");
    assert_eq!(differences([&two([1.0, 2.0], false), &two([1.0, 2.5], false)], Micros::from_millis(500)), []);
}

#[test]
fn what_is_printed_in_one_run_alone_and_what_changes_places_are_found() {
    let found = differences([&two([1.0, 2.0], false), &two([1.0, 2.0], true)], Micros::ZERO);
    assert_eq!(kinds(&found), [OnlyInSecond]);
    let found = differences([&two([1.0, 2.0], false), &two([2.0, 1.0], false)], Micros::ZERO);
    assert_eq!(found.first().map(|difference| difference.kind), Some(Order));
}

#[test]
fn a_search_in_slices_finds_what_one_at_once_does() {
    let (first, second) = (two([1.0, 2.0], false), two([2.0, 1.0], true));
    let (trace, other) = (first.trace(), second.trace());
    let traces: [&Trace; 2] = [&trace, &other];
    let mut sliced = DifferenceSearch::new(matched(traces, &[]), Micros::ZERO);
    let mut slices = 0;
    let found = loop {
        slices += 1;
        if let Some(found) = sliced.next(traces, 3) {
            break found;
        }
    };
    assert!(slices >= 10, "{slices}");
    assert_eq!(found, differences([&first, &second], Micros::ZERO));
}

#[test]
fn tasks_that_the_reader_has_matched_stay_matched_and_the_others_are_matched_around_them() {
    let (first, second) = (two([1.0, 2.0], false), two([1.0, 2.0], false));
    let (trace, other) = (first.trace(), second.trace());
    let traces: [&Trace; 2] = [&trace, &other];
    let by_name = matched(traces, &[]);
    assert_eq!(by_name.second[&TaskId(1)], TaskId(1));
    let crossed = matched(traces, &[(TaskId(1), TaskId(2))]);
    assert_eq!((crossed.second[&TaskId(1)], crossed.second[&TaskId(2)]), (TaskId(2), TaskId(1)));
    let analyses = traces.map(RecordAnalysis::new);
    assert_eq!(crossed.unmatched([&analyses[0].spans, &analyses[1].spans]), [[]; 2]);
}

/// The runs of a demo in all its variants.
fn variants(demo: &Demo) -> Vec<EventLoop> {
    let args = (0..demo.variants.len()).map(|variant| Args::defaults(demo).with_variant(demo, variant));
    args.map(|args| run_up_to(demo, args, 3000)).collect()
}

#[test]
fn the_differences_of_every_demos_variants_are_in_order_and_begin_with_the_first_one() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none() && demo.variants.len() > 1) {
        for pair in variants(demo).windows(2) {
            let (trace, other) = (pair[0].trace(), pair[1].trace());
            let traces: [&Trace; 2] = [&trace, &other];
            let found = differences([&pair[0], &pair[1]], Micros::ZERO);
            let first = first_difference(traces, &matched(traces, &[]));
            assert_eq!(found.first().copied(), first, "{}", demo.id);
            for side in [0, 1] {
                let events: Vec<_> = found.iter().filter_map(|difference| difference.events[side]).collect();
                assert!(events.is_sorted(), "{}: {events:?}", demo.id);
            }
            // The first one is where the records part: up to it they are the same.
            let back = differences([&pair[1], &pair[0]], Micros::ZERO);
            assert_eq!(back.is_empty(), found.is_empty(), "{}", demo.id);
        }
    }
}

#[test]
fn lines_are_equal_only_in_one_text_or_moved() {
    let rows = |first: &str, second: &str| -> Vec<LineRow> {
        line_rows(&first.split(' ').collect::<Vec<_>>(), &second.split(' ').collect::<Vec<_>>())
    };
    assert_eq!(rows("a b c", "a b c"), [Both(0, 0), Both(1, 1), Both(2, 2)]);
    assert_eq!(rows("a b c", "a x c"), [Both(0, 0), OnlyFirst(1), OnlySecond(1), Both(2, 2)]);
    assert_eq!(rows("tick a tick", "tick tick a tick"), [Both(0, 0), OnlySecond(1), Both(1, 2), Both(2, 3)]);
    assert_eq!(rows("a b c d", "b c a d"), [MovedFrom(0, 2), Both(1, 0), Both(2, 1), MovedTo(0, 2), Both(3, 3)]);
    assert_eq!(line_rows::<u8>(&[], &[]), []);
}

#[test]
fn long_texts_are_laid_beside_each_other_too() {
    // More cells than the exact way has: every line is in its place but one, which goes to the end.
    let first: Vec<u32> = (0..1500).collect();
    let second: Vec<u32> =
        [1_000_000].into_iter().chain((1..1500).filter(|n| *n != 700)).chain([700, 2_000_000]).collect();
    let rows = line_rows(&first, &second);
    assert_eq!(rows.iter().filter(|row| matches!(row, Both(..))).count(), 1498);
    assert!(rows.contains(&MovedFrom(700, 1499)) && rows.contains(&MovedTo(700, 1499)));
    assert!(rows.contains(&OnlyFirst(0)) && rows.contains(&OnlySecond(0)));
}

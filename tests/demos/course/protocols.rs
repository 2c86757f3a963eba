//! Chapter "Async protocols".

use super::*;

#[test]
fn what_is_entered_is_left_at_the_end_on_an_error_and_on_cancellation() {
    let well = [
        "0.00 database: opening",
        "1.00 database: open",
        "1.00 inside",
        "3.00 the block is done",
        "3.00 database: closing after success",
        "4.00 database: closed",
        "4.00 main: success",
    ];
    assert_eq!(output("async-context", &[]), well);
    let error =
        ["3.00 database: closing after ValueError", "4.00 database: closed", "4.00 main: ValueError: no such record"];
    assert_eq!(output("async-context", &[("variant", "error")])[4..], error);
    let cancelled = [
        "0.00 database: opening",
        "1.00 database: open",
        "1.00 inside",
        "2.00 main: cancel",
        "2.00 database: closing after CancelledError",
        "3.00 database: closed",
        "3.00 main: CancelledError",
    ];
    assert_eq!(output("async-context", &[("variant", "cancelled")]), cancelled);
    // What was not entered is not left.
    let early = ["0.00 database: opening", "0.50 main: cancel", "0.50 main: CancelledError"];
    assert_eq!(output("async-context", &[("variant", "cancelled"), ("cancel", "0.5")]), early);
}

#[test]
fn nested_contexts_are_left_in_reverse() {
    let expected = [
        "0.00 database: opening",
        "1.00 database: open",
        "1.00 transaction: opening",
        "2.00 transaction: open",
        "2.00 inside",
        "4.00 the block is done",
        "4.00 transaction: closing after success",
        "5.00 transaction: closed",
        "5.00 database: closing after success",
        "6.00 database: closed",
        "6.00 main: success",
    ];
    assert_eq!(output("async-context", &[("variant", "nested")]), expected);
}

#[test]
fn an_async_for_lets_others_run_only_where_its_iterator_suspends() {
    let suspending = [
        "0.00 other: step 1",
        "0.00 other: step 2",
        "0.00 other: step 3",
        "1.00 2",
        "2.00 3",
        "3.00 4",
        "4.00 5",
        "4.00 the reader is done",
    ];
    assert_eq!(output("async-iterator", &[]), suspending);
    let never = [
        "0.00 1",
        "0.00 2",
        "0.00 3",
        "0.00 the reader is done",
        "0.00 other: step 1",
        "0.00 other: step 2",
        "0.00 other: step 3",
    ];
    assert_eq!(output("async-iterator", &[("variant", "never")]), never);
    let without_delay = output("async-iterator", &[("delay", "0")]);
    assert_eq!(without_delay[..4], ["0.00 other: step 1", "0.00 2", "0.00 other: step 2", "0.00 3"]);
}

#[test]
fn an_async_generator_ends_at_its_end_when_it_is_closed_or_when_the_program_ends() {
    let to_the_end = [
        "1.00 0",
        "2.00 1",
        "3.00 2",
        "4.00 3",
        "5.00 4",
        "5.00 the generator cleans up",
        "5.50 the generator has ended",
        "5.50 the loop is over",
    ];
    assert_eq!(output("async-generator", &[]), to_the_end);
    let left_early = [
        "1.00 0",
        "2.00 1",
        "2.00 the loop is left",
        "5.00 asked once more: Some(2)",
        "5.00 main ends",
        "5.00 the generator cleans up",
        "5.50 the generator has ended",
    ];
    assert_eq!(output("async-generator", &[("variant", "left-early")]), left_early);
    let closed = [
        "1.00 0",
        "2.00 1",
        "2.00 the loop is left",
        "4.00 the generator cleans up",
        "4.50 the generator has ended",
        "4.50 asked once more: None",
        "4.50 main ends",
    ];
    assert_eq!(output("async-generator", &[("variant", "closed")]), closed);
}

#[test]
fn what_is_left_of_an_async_generator_is_closed_in_a_task_of_its_own() {
    let tasks = |variant| {
        let trace = record("async-generator", &[("variant", variant)]);
        trace.kinds().iter().filter(|kind| matches!(kind, EventKind::TaskCreated { .. })).count()
    };
    assert_eq!([tasks("to-the-end"), tasks("left-early"), tasks("closed")], [1, 2, 1]);
}

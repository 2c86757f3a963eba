//! Chapter "The event loop".

use super::*;

#[test]
fn hello_prints_two_words_a_second_apart_and_says_what_was_never_awaited() {
    assert_eq!(output("hello", &[]), ["0.00 Hello ...", "1.00 ... world!"]);
    let trace = record("hello", &[]);
    let warned = trace.kinds().iter().any(|kind| matches!(kind, EventKind::Warning { .. }));
    assert!(warned);
}

#[test]
fn a_nested_await_runs_as_a_call() {
    assert_eq!(output("nested-await", &[]), ["0.00 C", "0.00 A", "0.50 B", "0.50 D"]);
}

#[test]
fn turns_are_taken_only_by_those_who_suspend() {
    let words = |lines: Vec<String>| lines.iter().map(|line| line[5..].to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(words(output("turns", &[])), "A1 B1 C1 A2 B2 C2");
    assert_eq!(words(output("turns", &[("variant", "not-yielding")])), "A1 A2 B1 B2 C1 C2");
}

#[test]
fn tasks_sleep_at_the_same_time_and_awaited_coroutines_do_not() {
    let awaited = [
        "0.00 first begins",
        "2.00 first is done",
        "2.00 second begins",
        "3.00 second is done",
        "3.00 both took 3.0 s",
    ];
    assert_eq!(output("await-vs-task", &[]), awaited);
    let tasks = [
        "0.00 first begins",
        "0.00 second begins",
        "1.00 second is done",
        "2.00 first is done",
        "2.00 both took 2.0 s",
    ];
    assert_eq!(output("await-vs-task", &[("variant", "tasks")]), tasks);
}

#[test]
fn a_created_task_steps_in_the_next_turn_and_is_a_future() {
    let expected = [
        "0.00 main: created",
        "0.00 main: still my turn",
        "0.00 worker: first step",
        "0.00 main: back; done: false",
        "0.00 main: InvalidStateError, not yet",
        "1.00 worker: last step",
        "1.00 callback; done: true",
        "1.00 main: got 42",
        "1.00 main: still 42",
    ];
    assert_eq!(output("task", &[]), expected);
}

#[test]
fn callbacks_come_on_their_schedule_unless_they_are_cancelled() {
    let expected = [
        "0.00 scheduled; cancelled: true",
        "0.00 soon: in the next turn",
        "0.50 tick 1",
        "1.00 at 1 s",
        "1.00 tick 2",
        "1.50 later: after 1.5 s",
        "1.50 tick 3",
        "2.00 tick 4",
        "2.00 main ends",
    ];
    assert_eq!(output("call-soon", &[]), expected);
}

#[test]
fn asyncio_run_cancels_what_is_left_and_lets_it_finish_or_it_vanishes() {
    let begun = [
        "0.00 created",
        "0.40 background: tick 1",
        "0.80 background: tick 2",
        "1.00 result: 42",
        "1.00 exception: ValueError: no answer",
        "1.00 left: background",
    ];
    let finished = [
        "1.00 background: closing its files",
        "1.50 background: closed",
        "1.50 background done: true",
        "1.50 close the loop",
    ];
    assert_eq!(output("under-the-hood", &[]), [&begun[..], &finished].concat());
    assert_eq!(warned(&record("under-the-hood", &[])), [""; 0]);
    let closed = record("under-the-hood", &[("variant", "closed")]);
    let vanished = ["1.00 background done: false", "1.00 close the loop"];
    assert_eq!(printed(&closed), [&begun[..], &vanished].concat());
    assert_eq!(warned(&closed), ["1.00 Task was destroyed but it is pending! background"]);
}

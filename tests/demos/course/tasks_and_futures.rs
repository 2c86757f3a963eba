//! Chapter "Tasks and futures".

use super::*;

#[test]
fn gather_finishes_by_delay_and_answers_in_call_order() {
    let expected = [
        "0.00 start A",
        "0.00 start B",
        "0.00 start C",
        "1.00 finish B",
        "2.00 finish A",
        "3.00 finish C",
        "3.00 result of A",
        "3.00 result of B",
        "3.00 result of C",
    ];
    assert_eq!(output("gather", &[]), expected);
}

#[test]
fn what_is_awaited_in_order_is_printed_in_order() {
    let expected = [
        "1.00 second is ready",
        "8.00 first is ready",
        "8.00 first: data after 8 s",
        "8.00 second: data after 1 s",
        "10.00 third is ready",
        "10.00 third: data after 10 s",
    ];
    assert_eq!(output("await-in-order", &[]), expected);
}

#[test]
fn a_future_is_set_once_and_calls_back_in_order() {
    let expected = [
        "0.00 done: false",
        "0.00 result: InvalidStateError: Result is not set.",
        "2.00 setting the result",
        "2.00 second set_result: InvalidStateError: invalid state",
        "2.00 first callback",
        "2.00 second callback",
        "2.00 got the answer; done: true",
    ];
    assert_eq!(output("future", &[]), expected);
    let failing = ["2.00 setting the exception", "2.00 set", "2.00 caught ValueError: something went wrong"];
    assert_eq!(output("future-exception", &[]), failing);
}

#[test]
fn a_cancellation_is_delivered_refused_or_kept_away() {
    let clean = [
        "0.00 working",
        "1.00 cancel: true",
        "1.00 cancelled: false",
        "1.00 cleaning up",
        "1.00 the worker was cancelled",
        "1.00 cancelled: true",
    ];
    assert_eq!(output("cancel", &[]), clean);
    let refused = ["1.00 no thanks: CancelledError", "4.00 wait_for: finished all the same"];
    assert_eq!(output("cancel", &[("variant", "refused")]), refused);
    let shielded = ["1.00 the waiter was cancelled", "3.00 saved", "3.00 the saving was not"];
    assert_eq!(output("cancel", &[("variant", "shielded")]), shielded);
}

#[test]
fn as_completed_gives_what_is_ready_first() {
    let coroutines = ["1.00 second: ready after 1 s", "2.00 third: ready after 2 s", "3.00 first: ready after 3 s"];
    assert_eq!(output("as-completed", &[]), coroutines);
    let futures = [
        "1.00 Future 2",
        "1.00 2 handled",
        "2.00 Future 1",
        "2.00 Function 2",
        "2.00 1 handled",
        "3.00 Future 3",
        "3.00 3 handled",
        "4.00 Function 1",
        "6.00 Function 3",
        "6.00 all functions have ended",
    ];
    assert_eq!(output("as-completed", &[("variant", "futures")]), futures);
}

#[test]
fn wait_comes_back_at_the_first_the_first_error_or_the_last() {
    let first = ["1.00 short has worked 1 s", "1.00 done: short", "1.00 pending: long", "1.00 main ends"];
    assert_eq!(output("wait", &[]), first);
    let stayed = output("wait", &[("stay", "3")]);
    assert_eq!(
        stayed[3..],
        ["3.00 long has worked 3 s", "4.00 main ends"],
        "what is pending runs on as long as main stays"
    );
    let error = [
        "1.00 short has worked 1 s",
        "2.00 failing has worked 2 s",
        "2.00 done: short",
        "2.00 pending: long",
        "2.00 done: failing, with ValueError: no luck",
        "2.00 main ends",
    ];
    assert_eq!(output("wait", &[("variant", "first-exception")]), error);
    let all = [
        "1.00 short has worked 1 s",
        "2.00 failing has worked 2 s",
        "3.00 long has worked 3 s",
        "3.00 done: short",
        "3.00 done: long",
        "3.00 done: failing, with ValueError: no luck",
        "3.00 main ends",
    ];
    assert_eq!(output("wait", &[("variant", "all-completed")]), all);
}

#[test]
fn an_error_comes_out_of_gather_at_once_or_among_the_results() {
    let default = [
        "0.00 start A",
        "0.00 start B",
        "0.00 start C",
        "1.00 gather: ValueError: B went wrong",
        "2.00 finish A",
        "3.00 finish C",
        "3.00 main ends",
    ];
    assert_eq!(output("gather-errors", &[]), default);
    let among = [
        "0.00 start A",
        "0.00 start B",
        "0.00 start C",
        "2.00 finish A",
        "3.00 finish C",
        "3.00 result of A",
        "3.00 ValueError: B went wrong",
        "3.00 result of C",
        "3.00 main ends",
    ];
    assert_eq!(output("gather-errors", &[("variant", "return-exceptions")]), among);
}

#[test]
fn a_timeout_cancels_lets_clean_up_and_then_raises() {
    let wait_for = [
        "1.00 connected",
        "1.00 downloading",
        "3.00 CancelledError: removing the half-made file",
        "3.50 removed",
        "3.50 TimeoutError; the download is cancelled: true",
        "3.50 main ends",
    ];
    assert_eq!(output("timeout", &[]), wait_for);
    let scope = [
        "1.00 connected",
        "1.00 downloading",
        "2.00 CancelledError: removing the half-made file",
        "2.50 removed",
        "2.50 TimeoutError; main itself goes on",
        "2.50 main ends",
    ];
    assert_eq!(output("timeout", &[("variant", "scope")]), scope);
    let enough = ["1.00 connected", "1.00 downloading", "3.50 got the file", "3.50 main ends"];
    assert_eq!(output("timeout", &[("limit", "3")]), enough);
    let shared = output("timeout", &[("variant", "scope"), ("limit", "3")]);
    assert_eq!(shared[2], "3.00 CancelledError: removing the half-made file", "the block shares its limit");
}

#[test]
fn a_group_ends_together_and_gather_leaves_the_rest_running() {
    let group = [
        "1.00 page 3: CancelledError",
        "1.00 unhandled errors in a TaskGroup:",
        "1.00 - LookupError: no page 1",
        "1.00 - LookupError: no page 2",
        "1.00 main goes on to something else",
        "4.00 main ends",
    ];
    assert_eq!(output("task-group", &[]), group);
    let gather = [
        "1.00 LookupError: no page 1",
        "1.00 main goes on to something else",
        "3.00 page 3 has come",
        "4.00 main ends",
    ];
    assert_eq!(output("task-group", &[("variant", "gather")]), gather);
}

#[test]
fn what_is_forgotten_is_reported_when_it_is_thrown_away_or_never() {
    let errors = [
        "1.00 dropped fails",
        "1.00 report: Task exception was never retrieved: ValueError: dropped went wrong",
        "1.00 kept fails",
        "1.00 first fails",
        "1.00 second fails",
        "1.00 caught ValueError: first went wrong",
        "3.00 main lets go of the task it kept",
        "3.00 report: Task exception was never retrieved: ValueError: kept went wrong",
        "3.00 main ends",
    ];
    assert_eq!(output("forgotten", &[]), errors);
    let awaits = record("forgotten", &[("variant", "await")]);
    let saved = [
        "0.00 letter: saved, or so it seems",
        "1.00 diary: saved",
        "3.00 main lets go of the coroutine it kept",
        "3.00 really saved: diary",
    ];
    assert_eq!(printed(&awaits), saved);
    let never = "coroutine 'save' was never awaited";
    assert_eq!(warned(&awaits), [format!("0.00 {never}"), format!("3.00 {never}")]);
}

#[test]
fn a_task_that_nobody_keeps_may_vanish_while_it_waits() {
    let lost = record("lost-task", &[]);
    assert_eq!(printed(&lost), ["0.00 listening", "2.00 nobody is there to hear it", "3.00 main ends"]);
    assert_eq!(warned(&lost), ["1.00 Task was destroyed but it is pending! listener"]);
    let heard = ["0.00 listening", "2.00 heard: hello", "3.00 main ends"];
    let kept = record("lost-task", &[("variant", "kept")]);
    assert_eq!(printed(&kept), heard);
    assert_eq!(warned(&kept), [""; 0]);
    let late = output("lost-task", &[("collect", "3")]);
    assert_eq!(late[..2], heard[..2], "the collector finds nothing to take");
}

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

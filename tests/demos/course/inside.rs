//! Chapter "Inside: from iterators to coroutines".

use super::*;

#[test]
fn a_for_loop_asks_until_the_end_signal_and_an_iterator_ends_once() {
    let expected = [
        "0.00 next: 1",
        "0.00 next: 2",
        "0.00 next: 3",
        "0.00 next: the end signal",
        "0.00 first loop: 1",
        "0.00 first loop: 2",
        "0.00 first loop: 3",
        "0.00 second loop: 0 numbers",
        "0.00 the list, twice: 6 and 6",
    ];
    assert_eq!(output("iterator", &[]), expected);
}

#[test]
fn a_generator_yields_1_and_2_and_ends_with_3() {
    let expected = [
        "0.00 made, and nothing has run",
        "0.00 it begins",
        "0.00 yielded 1",
        "0.00 it goes on",
        "0.00 yielded 2",
        "0.00 it goes on to its end",
        "0.00 StopIteration: 3",
        "0.00 asked again: it has ended",
        "0.00 it begins",
        "0.00 for: 1",
        "0.00 it goes on",
        "0.00 for: 2",
        "0.00 it goes on to its end",
    ];
    assert_eq!(output("generator", &[]), expected);
}

#[test]
fn a_lazy_expression_computes_only_what_is_asked_for() {
    let expected = [
        "0.00 made, and nothing is computed",
        "0.00 computing 0 * 0",
        "0.00 got 0",
        "0.00 computing 1 * 1",
        "0.00 got 1",
        "0.00 computing 2 * 2",
        "0.00 got 4",
        "0.00 never computed: 99997",
    ];
    assert_eq!(output("generator", &[("variant", "lazy")]), expected);
    let none = output("generator", &[("variant", "lazy"), ("take", "0")]);
    assert_eq!(none, ["0.00 made, and nothing is computed", "0.00 never computed: 100000"]);
}

#[test]
fn yield_from_is_one_stream_and_gives_what_the_inner_one_returns() {
    let expected = [
        "0.00 Sales",
        "0.00 -----",
        "0.00 north: 10",
        "0.00 north: 20",
        "0.00 south: 5",
        "0.00 south: 10",
        "0.00 total: 30 + 15 = 45",
    ];
    assert_eq!(output("delegation", &[]), expected);
}

#[test]
fn what_is_sent_comes_back_with_interest_until_the_bank_says_goodbye() {
    let expected = [
        "0.00 TypeError: can't send non-None value to a just-started generator",
        "0.00 1000 grows to 1276.28",
        "0.00 2000 grows to 2552.56",
        "0.00 5000 grows to 6381.41",
        "0.00 10000 grows to 12762.82",
        "0.00 100000 grows to 127628.16",
        "0.00 goodbye",
        "0.00 closed",
    ];
    assert_eq!(output("send", &[]), expected);
}

#[test]
fn a_home_made_loop_lets_the_next_task_run_at_a_yield_at_the_top_alone() {
    let turns = ["A1", "B1", "A2", "B2", "A3", "B3", "A is done", "B is done"].map(|line| format!("0.00 {line}"));
    assert_eq!(output("scheduler", &[]), turns);
    let calls = ["A: the squares up to 3 make 14", "B1", "A is done", "B2", "B3", "B is done"];
    assert_eq!(output("scheduler", &[("variant", "calls")]), calls.map(|line| format!("0.00 {line}")));
    let limits = [
        "0.00 call: step 1 of 3",
        "0.00 A: the call is over after its first yield",
        "0.00 B1",
        "0.00 the loop ends with ValueError: this is too much, and B with it",
    ];
    assert_eq!(output("scheduler", &[("variant", "limits")]), limits);
}

#[test]
fn busy_waiting_takes_thousands_of_turns_and_timers_a_handful() {
    let timer = record("busy-wait", &[]);
    assert_eq!(printed(&timer), ["3.00 short has waited", "4.00 long has waited", "4.00 turns of the loop: 9"]);
    let busy = record("busy-wait", &[("variant", "busy")]);
    let expected = [
        "3.00 short has waited and looked at the clock 3001 times",
        "4.00 long has waited and looked at the clock 4001 times",
        "4.00 turns of the loop: 4004",
    ];
    assert_eq!(printed(&busy), expected);
    assert!(timer.len() < 100 && busy.len() < 40_000, "{} and {} events", timer.len(), busy.len());
}

#[test]
fn only_a_generator_usable_with_await_gives_the_others_a_turn() {
    let plain = ["A1", "A2", "A3", "B1", "B2", "B3"].map(|line| format!("0.00 {line}"));
    assert_eq!(output("busy-wait", &[("variant", "plain")]), plain);
    let awaitable = ["A1", "B1", "A2", "B2", "A3", "B3"].map(|line| format!("0.00 {line}"));
    assert_eq!(output("busy-wait", &[("variant", "awaitable")]), awaitable);
}

//! Chapter "The event loop".

use super::*;

#[test]
fn hello_prints_two_words_a_second_apart_and_says_what_was_never_awaited() {
    assert_eq!(output("hello", &[]), ["0.00 Hello ...", "1.00 ... world!"]);
    let trace = record("hello", &[]);
    let warned = trace.kinds().iter().any(|kind| matches!(kind, Kind::Warning { .. }));
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

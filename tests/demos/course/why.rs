//! Chapter "Why async".

use super::*;

#[test]
fn errands_take_less_the_less_alice_stands_and_waits() {
    let took = |variant| {
        let lines = output("errands", &[("variant", variant)]);
        lines.last().and_then(|line| line.split(' ').next()).map(str::to_string)
    };
    assert_eq!(took("sequential").as_deref(), Some("19.00"));
    assert_eq!(took("concurrent").as_deref(), Some("9.00"));
    let parallel = output("errands", &[("variant", "parallel")]);
    assert!(parallel.contains(&"4.00 Alice is free".to_string()), "{parallel:?}");
    assert!(took("asynchronous") < took("concurrent"));
}

#[test]
fn a_blocking_call_makes_the_ticks_late_and_an_await_does_not() {
    let ticks = |variant| {
        let lines = output("blocking", &[("variant", variant)]);
        lines.into_iter().filter(|line| line.contains("tick")).take(3).collect::<Vec<_>>()
    };
    assert_eq!(ticks("awaiting"), ["0.20 tick 1", "0.40 tick 2", "0.60 tick 3"]);
    assert_eq!(ticks("blocking"), ["0.20 tick 1", "1.50 tick 2", "1.70 tick 3"]);
}

#[test]
fn three_tasks_add_up_or_overlap_or_take_turns() {
    let lines = |variant| output("models", &[("variant", variant)]);
    let sequential = lines("sequential");
    assert_eq!(
        sequential[..5],
        ["0.00 A computes", "0.20 A waits", "0.80 A computes again", "1.00 A is done", "1.00 B computes"]
    );
    assert_eq!(sequential.last().map(String::as_str), Some("3.00 all done after 3.0 s"));
    assert_eq!(lines("threads").last().map(String::as_str), Some("1.00 all done after 1.0 s"));
    let interleaved = [
        "0.00 A computes",
        "0.20 A waits",
        "0.20 B computes",
        "0.40 B waits",
        "0.40 C computes",
        "0.60 C waits",
        "0.80 A computes again",
        "1.00 A is done",
        "1.00 B computes again",
        "1.20 B is done",
        "1.20 C computes again",
        "1.40 C is done",
        "1.40 all done after 1.4 s",
    ];
    assert_eq!(lines("interleaved"), interleaved);
    // Without waits one thread gains nothing.
    let computing = output("models", &[("variant", "interleaved"), ("wait", "0")]);
    assert_eq!(computing.last().map(String::as_str), Some("1.20 all done after 1.2 s"));
}

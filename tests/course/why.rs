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

//! Chapter "Coordination".

use super::*;

#[test]
fn an_item_is_taken_as_soon_as_it_is_made_and_join_waits_for_the_last() {
    let expected = [
        "1.00 Produced item-0",
        "1.00 Consumed item-0",
        "2.00 Produced item-1",
        "2.00 Consumed item-1",
        "3.00 Produced item-2",
        "3.00 Consumed item-2",
        "4.00 Produced item-3",
        "4.00 Consumed item-3",
        "5.00 Produced item-4",
        "5.00 Consumed item-4",
        "5.00 all items are produced",
        "5.00 all items are dealt with",
    ];
    assert_eq!(output("queue", &[]), expected);
    let slow = output("queue", &[("consume", "2")]);
    assert_eq!(slow[slow.len() - 2..], ["9.00 Consumed item-4", "11.00 all items are dealt with"]);
}

#[test]
fn a_full_queue_makes_the_producer_keep_the_consumers_pace() {
    let lines = output("bounded-queue", &[]);
    let short = lines.iter().map(|line| {
        let word = if line.contains("Produced") { 'P' } else { 'C' };
        format!("{word}{}", &line[line.len() - 1..])
    });
    let expected = "P0 C0 P1 P2 C1 P3 P4 C2 P5 C3 P6 C4 P7 C5 P8 C6 P9 C7 C8 C9";
    let short = short.collect::<Vec<_>>().join(" ");
    assert_eq!(short, expected, "{lines:?}");
}

#[test]
fn an_update_is_lost_across_an_await_and_kept_by_a_lock() {
    let without = [
        "0.00 payer-1 reads 0",
        "0.00 payer-2 reads 0",
        "0.00 payer-3 reads 0",
        "1.00 payer-1 writes 100",
        "1.00 payer-2 writes 100",
        "1.00 payer-3 writes 100",
        "1.00 balance: 100 of 300",
    ];
    assert_eq!(output("lock", &[]), without);
    // However short the await is.
    assert_eq!(output("lock", &[("bank", "0")]).last().map(String::as_str), Some("0.00 balance: 100 of 300"));
    let with = [
        "0.00 payer-1 reads 0",
        "1.00 payer-1 writes 100",
        "1.00 payer-2 reads 100",
        "2.00 payer-2 writes 200",
        "2.00 payer-3 reads 200",
        "3.00 payer-3 writes 300",
        "3.00 balance: 300 of 300",
    ];
    assert_eq!(output("lock", &[("variant", "with")]), with);
}

#[test]
fn an_event_wakes_all_who_wait_and_holds_up_nobody_afterwards() {
    let expected = [
        "0.00 runner-1 is at the line; the signal has been given: false",
        "0.00 runner-2 is at the line; the signal has been given: false",
        "0.00 runner-3 is at the line; the signal has been given: false",
        "2.00 Go!",
        "2.00 the starter puts the pistol away",
        "2.00 runner-1 runs",
        "2.00 runner-2 runs",
        "2.00 runner-3 runs",
        "3.00 latecomer is at the line; the signal has been given: true",
        "3.00 latecomer runs",
    ];
    assert_eq!(output("event", &[]), expected);
    let early = output("event", &[("late", "1")]);
    assert_eq!(early.last().map(String::as_str), Some("2.00 latecomer runs"));
}

#[test]
fn a_semaphore_lets_two_parsers_in_and_the_first_in_line_next() {
    let parses = |set: &[(&str, &str)]| {
        let lines = output("semaphore", set).into_iter().filter(|line| !line.ends_with("comes"));
        lines.collect::<Vec<_>>()
    };
    let expected = [
        "0.00 parser-1 parses",
        "0.00 parser-2 parses",
        "1.00 parser-1 is done",
        "1.00 parser-2 is done",
        "1.00 parser-3 parses",
        "1.00 parser-4 parses",
        "2.00 parser-3 is done",
        "2.00 parser-4 is done",
        "2.00 parser-5 parses",
        "3.00 parser-5 is done",
    ];
    assert_eq!(parses(&[]), expected);
    assert_eq!(parses(&[("permits", "1")]).last().map(String::as_str), Some("5.00 parser-5 is done"));
    assert_eq!(parses(&[("permits", "5")]).last().map(String::as_str), Some("1.00 parser-5 is done"));
}

#[test]
fn whoever_a_condition_wakes_looks_again() {
    let expected = [
        "0.00 Alice wants 3, there are 0",
        "0.00 Bob wants 1, there are 0",
        "0.00 Charlie wants 2, there are 0",
        "1.00 the baker brings 1",
        "1.00 Alice wants 3, there are 1",
        "1.00 Bob takes 1, 0 left",
        "1.00 Charlie wants 2, there are 0",
        "2.00 the baker brings 1",
        "2.00 Alice wants 3, there are 1",
        "2.00 Charlie wants 2, there are 1",
        "3.00 the baker brings 1",
        "3.00 Alice wants 3, there are 2",
        "3.00 Charlie takes 2, 0 left",
        "4.00 the baker brings 1",
        "4.00 Alice wants 3, there are 1",
        "5.00 the baker brings 1",
        "5.00 Alice wants 3, there are 2",
        "6.00 the baker brings 1",
        "6.00 Alice takes 3, 0 left",
    ];
    assert_eq!(output("condition", &[]), expected);
    let plenty = output("condition", &[("loaves", "3")]);
    assert!(plenty.contains(&"1.00 Alice takes 3, 0 left".to_string()), "{plenty:?}");
}

#[test]
fn nobody_passes_a_barrier_before_all_have_come() {
    let expected = [
        "1.00 Bob is at hut 1",
        "2.00 Alice is at hut 1",
        "3.00 Charlie is at hut 1",
        "3.00 Charlie goes on, came as number 3",
        "3.00 Bob goes on, came as number 1",
        "3.00 Alice goes on, came as number 2",
        "4.00 Bob is at hut 2",
        "5.00 Alice is at hut 2",
        "6.00 Charlie is at hut 2",
        "6.00 Charlie goes on, came as number 3",
        "6.00 Bob goes on, came as number 1",
        "6.00 Alice goes on, came as number 2",
    ];
    assert_eq!(output("barrier", &[]), expected);
}

#[test]
fn a_semaphore_limits_how_many_run_and_a_pause_how_many_start_in_a_second() {
    let last = |set: &[(&str, &str)]| output("rate-limit", set).pop().unwrap_or_default();
    assert_eq!(last(&[]), "0.50 sent in each second: [9]");
    assert_eq!(last(&[("variant", "semaphore")]), "1.50 sent in each second: [6, 3]");
    assert_eq!(last(&[("variant", "pause")]), "4.50 sent in each second: [3, 3, 0, 3]");
    // However fast the answers come.
    assert_eq!(last(&[("variant", "semaphore"), ("answer", "0.1")]), "0.30 sent in each second: [9]");
    assert_eq!(last(&[("variant", "pause"), ("answer", "0.1")]), "3.30 sent in each second: [3, 3, 3]");
}

/// What the loop says when nothing is scheduled.
fn says_at_the_end(set: &[(&str, &str)]) -> Vec<String> {
    let trace = record("deadlock", set);
    let warnings = trace.kinds().iter().filter_map(|kind| match kind {
        EventKind::Warning { text, .. } => Some(trace.text(*text).to_string()),
        _ => None,
    });
    warnings.collect()
}

#[test]
fn crossed_locks_and_crossed_awaits_are_deadlocks_and_one_order_is_not() {
    let crossed = [
        "0.00 worker-1 has lock-1",
        "0.00 worker-2 has lock-2",
        "1.00 worker-1 wants lock-2",
        "1.00 worker-2 wants lock-1",
    ];
    assert_eq!(output("deadlock", &[]), crossed);
    let waits =
        ["nothing is scheduled; 3 tasks wait: main for gather, worker-1 for lock-2, worker-2 for lock-1".to_string()];
    assert_eq!(says_at_the_end(&[]), waits);

    let tasks = [("variant", "tasks")];
    assert_eq!(output("deadlock", &tasks), ["1.00 waiter-1 awaits waiter-2", "1.00 waiter-2 awaits waiter-1"]);
    let waits =
        ["nothing is scheduled; 3 tasks wait: main for gather, waiter-1 for task waiter-2, waiter-2 for task waiter-1"
            .to_string()];
    assert_eq!(says_at_the_end(&tasks), waits);

    let in_order = [
        "0.00 worker-1 has lock-1",
        "1.00 worker-1 wants lock-2",
        "1.00 worker-1 has both",
        "1.00 worker-2 has lock-1",
        "2.00 worker-2 wants lock-2",
        "2.00 worker-2 has both",
        "2.00 all done",
    ];
    assert_eq!(output("deadlock", &[("variant", "in-order")]), in_order);
}

#[test]
fn the_polite_stay_in_step_for_ever_and_random_pauses_part_them() {
    let polite = output("livelock", &[]);
    let round = [
        "0.00 Alice takes the knife",
        "0.00 Bob takes the fork",
        "1.50 Alice puts the knife back",
        "1.50 Bob puts the fork back",
        "2.50 Alice takes the knife",
        "2.50 Bob takes the fork",
    ];
    assert_eq!(polite[..6], round);
    let last = |set: &[(&str, &str)]| output("livelock", set).pop().unwrap_or_default();
    assert_eq!(last(&[("dinner", "60")]), "60.00 0 of 2 have eaten");
    let random = [
        "1.80 Bob takes the fork",
        "2.30 Bob eats at attempt 2",
        "3.30 Alice takes the knife",
        "3.80 Alice eats at attempt 2",
        "4.80 2 of 2 have eaten",
    ];
    assert_eq!(output("livelock", &[("variant", "random")])[4..], random);
    for seed in 1..=100 {
        let line = last(&[("variant", "random"), ("seed", &seed.to_string()), ("dinner", "60")]);
        assert!(line.ends_with("2 of 2 have eaten"), "seed {seed}: {line}");
    }
}

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

//! Chapter "Coordination".

use super::*;

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

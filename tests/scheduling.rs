//! The order in which things run.

use loopline::print;
use loopline::runtime::{Result, gather, run_instant, sleep};
use loopline::trace::{Kind, Trace};

fn output(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        Kind::Output { text, .. } => Some(format!("{} {}", event.t, trace.text(text))),
        _ => None,
    });
    lines.collect()
}

#[test]
fn gathered_coroutines_start_in_call_order_and_finish_by_their_delays() {
    async fn work(name: &'static str, delay: f64) -> Result<&'static str> {
        print!("start {name}");
        sleep(delay).await?;
        print!("finish {name}");
        Ok(name)
    }
    let run = run_instant(|| async {
        let names = gather([work("A", 2.0), work("B", 1.0), work("C", 3.0)]).await?;
        print!("{names:?}");
        Ok(())
    });
    let expected = [
        "0.000000 start A",
        "0.000000 start B",
        "0.000000 start C",
        "1.000000 finish B",
        "2.000000 finish A",
        "3.000000 finish C",
        "3.000000 [\"A\", \"B\", \"C\"]",
    ];
    assert_eq!(output(&run.trace()), expected);
}

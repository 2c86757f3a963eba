//! The dump is what whole-trace tests compare, so its form is tested itself.

use loopline::reading::{dump, dump_line};
use loopline::runtime::{Queue, Result, create_task_named, run_exact, sleep};
use loopline::{print, trace::Seq};

#[test]
fn a_dump_names_everything_on_one_line_an_event() {
    let run = run_exact(|| async {
        let queue = Queue::named(1, "orders");
        let reader = queue.clone();
        let reader = create_task_named(async move { reader.get().await }, "reader");
        sleep(0.5).await?;
        queue.put(7).await?;
        print!("got {}\n\"quoted\"", reader.await?);
        Result::Ok(())
    });
    let text = dump(&run.trace());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), run.trace().len());
    let expected = [
        (0, "    0   0.000000  run_began         main"),
        (7, "    7   0.000000  resource_created  orders of queue capacity 1  <6"),
        (10, "   10   0.000000  handle_scheduled  h1 step reader  <6"),
        (20, "   20   0.000000  resource_changed  orders  getters [reader]  unfinished 0  <18"),
        (22, "   22   0.000000  step_ended        reader  suspended on queue_get orders  @dump.rs:12  <18"),
        (36, "   36   0.500000  resource_changed  orders  items [7]  unfinished 1  <33"),
        (51, "   51   0.500000  output            out \"got 7\\n\\\"quoted\\\"\"  <50"),
        (59, "   59   0.500000  run_ended         returned  <58"),
    ];
    for (seq, line) in expected {
        assert_eq!(lines[seq], line);
        assert_eq!(dump_line(&run.trace(), Seq(seq as u32)), line);
    }
}

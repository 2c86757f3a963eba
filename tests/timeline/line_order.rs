//! Printed lines that may stand the other way round, and those that may not.

use loopline::reading::LineRelation::{Caused, Earlier, Open, Queued, SameStep, SameTask};
use loopline::reading::{
    Arrival, ArrivalKind, LineRelation, RecordAnalysis, Waker, chain_of_waits, line_relations, printed_lines,
};
use loopline::runtime::{
    Error, EventLoop, Queue, Result, TaskGroup, create_task_named, gather, print_line, run_exact, sleep,
};
use loopline::trace::Trace;

/// The relations of a run's lines: of each one to the next.
fn relations(run: &EventLoop) -> Vec<(String, LineRelation)> {
    let trace: &Trace = &run.trace();
    let analysis = RecordAnalysis::new(trace);
    let lines = printed_lines(trace, &analysis.index, 99);
    let relations = line_relations(trace, &analysis.spans, &lines);
    let next = lines.iter().zip(&relations).filter_map(|(line, later)| Some((line, *later.first()?)));
    next.map(|(line, relation)| (trace.text(line.text).to_string(), relation)).collect()
}

fn words(relations: &[(String, LineRelation)]) -> Vec<(&str, LineRelation)> {
    relations.iter().map(|(text, relation)| (text.as_str(), *relation)).collect()
}

async fn says(text: &'static str, delays: &'static [f64], queue: Option<Queue<u32>>) -> Result {
    for delay in delays {
        sleep(*delay).await?;
    }
    print_line(text);
    if let Some(queue) = queue {
        queue.put_nowait(1)?;
    }
    Ok(())
}

fn pair(first: &'static [f64], second: &'static [f64], share: bool) -> EventLoop {
    run_exact(move || async move {
        let queue = share.then(|| Queue::new(0));
        gather([
            create_task_named(says("first", first, queue.clone()), "first"),
            create_task_named(says("second", second, queue), "second"),
        ])
        .await?;
        Ok(())
    })
}

#[test]
fn timers_of_one_deadline_that_are_set_at_different_moments_leave_the_order_open() {
    assert_eq!(words(&relations(&pair(&[2.0], &[1.0, 1.0], false))), [("first", Open)]);
}

#[test]
fn timers_that_are_set_at_one_moment_do_not() {
    assert_eq!(words(&relations(&pair(&[1.0], &[1.0], false))), [("first", Queued)]);
    assert_eq!(words(&relations(&pair(&[1.0], &[2.0], false))), [("first", Earlier)]);
}

#[test]
fn steps_that_touch_one_resource_are_not_exchanged() {
    assert_eq!(words(&relations(&pair(&[2.0], &[1.0, 1.0], true))), [("first", Queued)]);
}

#[test]
fn a_step_prints_its_lines_together_and_a_task_in_turn() {
    let run = run_exact(|| async {
        print_line("a");
        print_line("b");
        sleep(1.0).await?;
        print_line("c");
        create_task_named(says("d", &[], None), "other").await
    });
    assert_eq!(words(&relations(&run)), [("a", SameStep), ("b", SameTask), ("c", Caused)]);
}

#[test]
fn siblings_that_a_group_cancels_are_cancelled_in_any_order() {
    async fn long(text: &'static str) -> Result {
        let slept = sleep(9.0).await;
        print_line(text);
        slept
    }
    let run = run_exact(|| async {
        let group = TaskGroup::scope(async |group| {
            group.create_task_named(long("one"), "one");
            group.create_task_named(long("two"), "two");
            group.create_task_named(
                async {
                    sleep(1.0).await?;
                    Err::<(), _>(Error::failed("ValueError", "no"))
                },
                "fails",
            );
            Ok(())
        });
        let _ = group.await;
        Ok(())
    });
    assert_eq!(words(&relations(&run)), [("one", Open)]);
}

#[test]
fn a_step_has_its_waker_and_the_waits_before_the_end_add_up_to_it() {
    let run = pair(&[2.0], &[1.0, 1.5], false);
    let trace: &Trace = &run.trace();
    let analysis = RecordAnalysis::new(trace);
    let lines = printed_lines(trace, &analysis.index, 99);
    let arrival = Arrival::of(trace, lines[1].step);
    assert!(matches!(arrival.kind, ArrivalKind::Resumed(_, Waker::Timer)), "{arrival:?}");
    let waits = chain_of_waits(trace, trace.last().expect("an end"));
    assert_eq!(waits.iter().map(|wait| wait.time.0).collect::<Vec<_>>(), [1_000_000, 1_500_000]);
}

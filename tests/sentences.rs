//! An event as a sentence: names and holders are those of its moment.

use loopline::i18n::{Lang, explanation, plain, sentence};
use loopline::runtime::{Lock, Result, create_task_named, gather, run_instant, sleep};
use loopline::trace::spans::Spans;
use loopline::trace::{Index, Kind, Outcome, Seq, Trace, WarningCode};

fn derived(trace: &Trace) -> (Spans, Index) {
    let mut spans = Spans::default();
    spans.extend(trace);
    (spans, Index::new(trace))
}

fn told(trace: &Trace, lang: Lang, wanted: impl Fn(&Kind) -> bool) -> Vec<String> {
    let (spans, index) = derived(trace);
    let events = trace.events().filter(|(_, event)| wanted(&event.kind));
    events.map(|(seq, _)| plain(&sentence(trace, &spans, &index, seq, lang))).collect()
}

#[test]
fn tasks_of_one_name_are_told_apart_and_a_lock_has_the_holder_it_had_then() {
    let run = run_instant(|| async {
        let lock = Lock::named("door");
        let guests = [1.0, 2.0].map(|seconds| {
            let lock = lock.clone();
            let body = async move {
                let _held = lock.lock().await?;
                sleep(seconds).await
            };
            create_task_named(body, "guest")
        });
        gather(guests).await?;
        // Held by another in the end.
        lock.acquire().await?;
        Ok(())
    });
    let trace = run.trace();
    let suspended = |kind: &Kind| matches!(kind, Kind::StepEnded { outcome: Outcome::Suspended(_), .. });
    assert_eq!(told(&trace, Lang::En, suspended)[2], "guest#2 is held: door is taken by guest#1.");
    let (spans, index) = derived(&trace);
    for (place, task) in spans.tasks.iter().enumerate() {
        let at = trace.last().unwrap();
        assert_eq!(spans.task_name(&trace, task.task), index.names().task(&trace, task.task, at), "{place}");
    }
}

#[test]
fn a_deadlock_tells_of_the_first_tasks_and_counts_the_others() {
    let run = run_instant(|| async {
        let lock = Lock::named("door");
        lock.acquire().await?;
        let guests = (0..20).map(|i| {
            let lock = lock.clone();
            create_task_named(async move { lock.acquire().await }, format!("guest {i}"))
        });
        gather(guests).await?;
        Result::Ok(())
    });
    let trace = run.trace();
    let deadlock = |kind: &Kind| matches!(kind, Kind::Warning { code: WarningCode::Deadlock, .. });
    let told = told(&trace, Lang::En, deadlock).remove(0);
    assert!(told.starts_with("Nothing is scheduled; 21 tasks wait. "), "{told}");
    assert!(told.contains("guest 0 is held: door is taken by main.") && told.ends_with(" And 13 more."), "{told}");
}

#[test]
fn the_explanation_is_that_of_the_last_event_that_concerns_the_program() {
    let run = run_instant(|| async { sleep(1.0).await });
    let trace = run.trace();
    let (spans, index) = derived(&trace);
    let fired = trace.kinds().iter().position(|kind| matches!(kind, Kind::TimerFired { .. })).unwrap();
    let explained = |playhead| plain(&explanation(&trace, &spans, &index, playhead, Lang::En));
    assert_eq!(explained(fired + 1), "main sleeps until 1.00\u{a0}s.");
    assert_eq!(explained(0), "");
    assert_eq!(explained(trace.len()), "The program is done.");
    assert_eq!(index.matters(Seq(0)), Some(Seq(0)));
}

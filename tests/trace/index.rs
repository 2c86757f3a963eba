//! The index gives at every event what a replay from the beginning gives, and replays little.

use loopline::reading::{Index, LoopState, Names, RecordAnalysis, TaskPhase};
use loopline::runtime::generator;
use loopline::runtime::{
    ContextVar, Future, Generator, Lock, Queue, Result, all_tasks, call_later, call_soon, create_task_named, gather,
    run_exact, sleep, wait_for,
};
use loopline::trace::{EventKind, FutureId, HandleKind, Seq, TaskId, Trace, WaitKind};
use proptest::prelude::*;

/// What one task of a random program does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Sleep(u8),
    Yield,
    Put,
    Get(u8),
    Lock(u8),
    Spawn(u8),
    Cancel,
    Print,
    Resume,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..20u8).prop_map(Deed::Sleep),
        Just(Deed::Yield),
        Just(Deed::Put),
        (1..20u8).prop_map(Deed::Get),
        (1..20u8).prop_map(Deed::Lock),
        (1..20u8).prop_map(Deed::Spawn),
        Just(Deed::Cancel),
        Just(Deed::Print),
        Just(Deed::Resume),
    ]
}

/// The record of tasks that do these things beside each other.
fn record(programs: Vec<Vec<Deed>>) -> Trace {
    let run = run_exact(|| async move {
        let (queue, lock) = (Queue::<u8>::named(2, "queue"), Lock::named("lock"));
        let tasks = programs.into_iter().enumerate().map(|(i, deeds)| {
            let (queue, lock) = (queue.clone(), lock.clone());
            let body = async move {
                let mut child = None;
                // Begun at the first resumption, ended at the fourth.
                let numbers: Generator<u8> = generator("numbers", |y| async move {
                    y.yield_each([1]).await?;
                    y.yield_from(generator("inner", |y| async move { y.yield_each([2, 3]).await })).await
                });
                for deed in deeds {
                    match deed {
                        Deed::Sleep(ms) => sleep(f64::from(ms) / 1000.0).await?,
                        Deed::Yield => sleep(0.0).await?,
                        Deed::Put => drop(queue.put_nowait(1)),
                        Deed::Get(ms) => drop(wait_for(queue.get(), f64::from(ms) / 1000.0).await),
                        Deed::Lock(ms) => {
                            let _held = lock.lock().await?;
                            sleep(f64::from(ms) / 1000.0).await?;
                        }
                        Deed::Spawn(ms) => child = Some(create_task_named(sleep(f64::from(ms) / 1000.0), "child")),
                        Deed::Cancel => drop(child.as_ref().map(|child: &loopline::runtime::Task<()>| child.cancel())),
                        Deed::Print => loopline::print!("hello"),
                        Deed::Resume => {
                            numbers.resume()?;
                        }
                    }
                }
                Result::Ok(())
            };
            create_task_named(body, format!("task {i}"))
        });
        let tasks: Vec<_> = tasks.collect();
        gather(tasks).await?;
        Ok(())
    });
    run.trace().clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_state_equals_the_replay_from_the_beginning(
        programs in proptest::collection::vec(proptest::collection::vec(deed(), 1..25), 1..20)
    ) {
        let trace = record(programs);
        prop_assert_eq!(loopline::reading::laws::check(&trace), Ok(()));
        let index = Index::new(&trace);
        let mut replay = LoopState::default();
        let (mut ended, mut played) = (0, LoopState::default());
        for (seq, _) in trace.events() {
            ended += usize::from(replay.apply(&trace, seq).is_some());
            prop_assert_eq!(&index.state_at(&trace, seq), &replay, "at {}", seq.0);
            if seq.0 % 7 == 0 {
                played = index.state_after(&trace, played, seq);
                prop_assert_eq!(&played, &replay, "played to {}", seq.0);
            }
            let end = index.state_at(&trace, trace.last().unwrap());
            prop_assert_eq!(&index.state_after(&trace, end, seq), &replay, "back to {}", seq.0);
            prop_assert_eq!(index.ended(seq).len(), ended);
            prop_assert!(index.replayed(seq) <= Index::SPACING.max(2 * replay.size() + Index::SPACING));
            let running = replay.tasks.iter().filter(|(_, task)| task.phase == TaskPhase::Running);
            prop_assert!(running.count() <= 1);
        }
        prop_assert!(replay.tasks.is_empty(), "what is done is no longer among the living");
    }

    #[test]
    fn an_index_that_grew_with_its_record_equals_one_made_at_once(cuts in proptest::collection::vec(1..2000usize, 1..9)) {
        let whole = record(vec![vec![Deed::Yield; 60], vec![Deed::Sleep(3); 60], vec![Deed::Lock(2); 40]]);
        let mut growing = whole.clone();
        growing.clear_events();
        let mut analysis = RecordAnalysis::default();
        let mut cuts = cuts.into_iter().cycle();
        let mut next = cuts.next().unwrap();
        for (seq, event) in whole.events() {
            growing.push(event);
            if seq.0 as usize == next {
                analysis.grow(&growing, growing.len());
                next += cuts.next().unwrap();
            }
        }
        // More events than there are is all of them, and none is read twice.
        analysis.grow(&growing, usize::MAX);
        analysis.grow(&growing, 3);
        let (index, at_once) = (analysis.index, Index::new(&whole));
        for (seq, _) in whole.events().step_by(37) {
            prop_assert_eq!(index.state_at(&growing, seq), at_once.state_at(&whole, seq));
        }
        prop_assert_eq!(index.entries(), at_once.entries());
    }
}

#[test]
fn a_state_tells_who_waits_for_what() {
    let run = run_exact(|| async {
        let (queue, lock) = (Queue::<u8>::named(1, "box"), Lock::named("door"));
        let (taken, asked) = (queue.clone(), lock.clone());
        lock.acquire().await?;
        let getter = create_task_named(async move { taken.get().await }, "getter");
        let locker = create_task_named(async move { asked.acquire().await }, "locker");
        sleep(1.0).await?;
        queue.put(1).await?;
        lock.release()?;
        getter.await?;
        locker.await
    });
    let trace = run.trace();
    let index = Index::new(&trace);
    let fired = trace.events().find(|(_, event)| matches!(event.kind, EventKind::TimerFired { .. })).unwrap().0;
    let before = index.state_at(&trace, Seq(fired.0 - 1));
    let waits = |task: &loopline::reading::LiveTask| match task.phase {
        TaskPhase::Suspended(on) => Some(on.kind),
        TaskPhase::Created | TaskPhase::Ready | TaskPhase::Running => None,
    };
    let kinds: Vec<_> = before.tasks.values().map(waits).collect();
    assert_eq!(kinds, [Some(WaitKind::Sleep), Some(WaitKind::QueueGet), Some(WaitKind::Lock)]);
    assert_eq!(before.timers.len(), 1);
    let line = |resource: usize| {
        let state = before.resources.values().nth(resource).unwrap().state.unwrap();
        let state = trace.snapshot(state);
        (state.getters.len(), state.waiters.len(), state.holder.is_some())
    };
    assert_eq!((line(0), line(1)), ((1, 0, false), (0, 1, true)));
    let end = index.state_at(&trace, trace.last().unwrap());
    assert!(end.tasks.is_empty() && end.timers.is_empty() && end.ready.is_empty() && end.ended.is_some());
    assert_eq!(index.ended(trace.last().unwrap()).len(), 3);
}

/// The costs that matter at a million events, counted rather than timed.
#[test]
fn a_question_replays_few_events_and_the_copies_stay_few() {
    let run = run_exact(|| async {
        let tasks: Vec<_> = (0..100)
            .map(|i| {
                let body = async move {
                    for _ in 0..40 {
                        sleep(f64::from(i % 7) / 100.0).await?;
                    }
                    Result::Ok(())
                };
                create_task_named(body, format!("t{i}"))
            })
            .collect();
        gather(tasks).await?;
        Ok(())
    });
    let trace = run.trace();
    assert!(trace.len() > 30_000);
    let index = Index::new(&trace);
    let worst = (0..trace.len()).map(|seq| index.replayed(Seq(seq as u32))).max().unwrap();
    // Each of the sleeping tasks is five entries: task, timer, future, callback, a part of the gather.
    assert!(worst <= 2 * 700, "{worst} events replayed");
    assert!(index.entries() <= trace.len() / 2, "{} entries for {} events", index.entries(), trace.len());
}

#[test]
fn what_was_printed_is_found_with_the_task_whose_step_printed_it() {
    let run = run_exact(|| async {
        loopline::print!("before");
        let _called = call_soon(|| {
            loopline::print!("between");
            Ok(())
        })?;
        create_task_named(
            async {
                loopline::print!("within");
                Ok(())
            },
            "child",
        )
        .await
    });
    let trace = run.trace();
    let index = Index::new(&trace);
    let said = index.said(trace.last().unwrap());
    let names = Names::new(&trace);
    let names: Vec<_> = said.iter().map(|said| said.task.map(|task| names.task(&trace, task, said.seq))).collect();
    assert_eq!(names, [Some("main".into()), None, Some("child".to_string())]);
    assert_eq!(index.said(Seq(said[1].seq.0 - 1)).len(), 1);
    for (seq, event) in trace.events() {
        let book_keeping =
            matches!(event.kind, EventKind::Turn { .. } | EventKind::HandleBegan { .. } | EventKind::StepBegan { .. });
        assert!(index.matters(seq).is_none_or(|found| found <= seq && !(book_keeping && found == seq)));
    }
    assert_eq!(index.matters(said[0].seq), Some(said[0].seq));
}

#[test]
fn a_state_tells_what_a_gather_is_made_of_and_what_settling_schedules() {
    let run = run_exact(|| async {
        let own = Future::<u8>::new();
        own.add_done_callback(|_| ());
        let tasks = [1.0, 2.0].map(|seconds| create_task_named(sleep(seconds), "sleeper"));
        let both = gather(tasks);
        let after = own.add_done_callback(|_| ());
        own.remove_done_callback(after);
        let _timer = call_later(5.0, || Ok(()))?;
        both.await?;
        own.set_result(1)
    });
    let trace = run.trace();
    let index = Index::new(&trace);
    let waits = trace.events().find(|(_, event)| matches!(event.kind, EventKind::StepEnded { .. })).unwrap().0;
    let state = index.state_at(&trace, waits);
    let TaskPhase::Suspended(on) = state.tasks[&TaskId(0)].phase else { panic!("main waits") };
    assert_eq!(state.parts[&FutureId(on.id)].len(), 2);
    assert_eq!(state.parts.len(), 1, "a callback that the program adds is no part");
    assert!(state.parts[&FutureId(on.id)].iter().all(|part| state.tasks.contains_key(&TaskId(part.0))));
    assert_eq!(*state.callbacks[&FutureId(on.id)], [HandleKind::Wakeup(TaskId(0))]);
    let own: Vec<_> = index.own_futures(waits).collect();
    assert_eq!(own.len(), 1);
    assert_eq!(state.callbacks[&own[0]].len(), 1, "one was taken back");
    assert_eq!(index.own_futures(Seq(0)).len(), 0);
    assert_eq!(state.timers.values().map(|timer| timer.by).collect::<Vec<_>>(), [Some(TaskId(0))]);
    let turn = state.turn.unwrap();
    assert_eq!((turn.handles, turn.begun, state.turns), (1, 1, 1));
    assert!(state.ready.iter().all(|ready| ready.since > turn.since && ready.thread == 0));
    let end = index.state_at(&trace, trace.last().unwrap());
    assert!(end.callbacks.is_empty() && end.parts.is_empty(), "{:?} {:?}", end.callbacks, end.parts);
    assert_eq!(end.size(), end.running.len() + end.resources.len() + end.timers.len() + end.ready.len());
}

#[test]
fn a_state_tells_since_when_a_resource_a_generator_and_a_variable_stand_as_they_do() {
    let run = run_exact(|| async {
        let queue = Queue::<u8>::named(2, "box");
        let user = ContextVar::new("user", "nobody");
        user.set("alice");
        queue.put(1).await?;
        let numbers: Generator<u8> = generator("numbers", |y| async move { y.yield_each([7]).await });
        numbers.resume()?;
        sleep(1.0).await?;
        numbers.close().map(drop)
    });
    let trace = run.trace();
    let waits = trace.events().find(|(_, event)| matches!(event.kind, EventKind::StepEnded { .. })).unwrap().0;
    let state = Index::new(&trace).state_at(&trace, waits);
    let of = |seq: Seq| trace.event(seq).kind;
    let queue = state.resources.values().next().unwrap();
    assert!(matches!(of(queue.made), EventKind::ResourceCreated { .. }));
    assert!(matches!(of(queue.since), EventKind::ResourceChanged { .. }));
    let numbers = state.generators.values().next().unwrap();
    assert!(matches!(of(numbers.made), EventKind::GeneratorCreated { .. }));
    assert!(matches!(of(numbers.since), EventKind::GeneratorYielded { .. }));
    let task = &state.tasks[&TaskId(0)];
    assert!(matches!(of(task.made), EventKind::TaskCreated { .. }));
    let user = task.context.values().next().unwrap();
    assert_eq!(trace.text(user.value), "\"alice\"");
    assert!(matches!(of(user.since), EventKind::ContextChanged { .. }));
}

#[test]
fn a_destroyed_task_is_no_longer_among_the_living() {
    let run = run_exact(|| async {
        create_task_named(async { Future::<()>::new().await }, "lost");
        sleep(1.0).await?;
        assert!(all_tasks().pop().is_some_and(|lost| lost.destroy()));
        sleep(1.0).await
    });
    let trace = run.trace();
    let warned = trace.events().find(|(_, event)| matches!(event.kind, EventKind::Warning { .. })).unwrap().0;
    let index = Index::new(&trace);
    assert_eq!(index.state_at(&trace, Seq(warned.0 - 1)).tasks.len(), 2);
    assert_eq!(index.state_at(&trace, warned).tasks.keys().collect::<Vec<_>>(), [&TaskId(0)]);
    let [ended] = index.ended(warned) else { panic!("one has ended") };
    assert_eq!((ended.seq, ended.task, ended.outcome), (warned, TaskId(1), None));
    assert!(matches!(ended.last.phase, TaskPhase::Suspended(on) if on.kind == WaitKind::Future));
}

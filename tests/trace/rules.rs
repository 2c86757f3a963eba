//! The laws of the record hold for what the runtime writes, and the checker notices when they do not.

use loopline::clock::Micros;
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::runtime::generator;
use loopline::runtime::{
    Generator, Lock, Queue, Result, Semaphore, call_later, create_task_named, gather, run_exact, sleep, wait_for,
};
use loopline::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, FutureId, FutureOrigin,
    GeneratorEnd, GeneratorId, HandleId, HandleKind, MessageId, MessageKind, Outcome, ResourceId, Resumption, Seq,
    Settled, Status, TaskId, Trace, WaitKind, WaitReason,
};

/// A record of a program that uses a bit of everything.
fn specimen() -> Trace {
    let run = run_exact(|| async {
        let (queue, lock, permits) = (Queue::named(1, "box"), Lock::named("door"), Semaphore::named(2, "seats"));
        let (out, key, seats) = (queue.clone(), lock.clone(), permits.clone());
        let producer = create_task_named(
            async move {
                for item in 0..3 {
                    out.put(item).await?;
                    let _held = key.lock().await?;
                    sleep(0.1).await?;
                }
                Ok(())
            },
            "producer",
        );
        let sleeper = create_task_named(
            async move {
                seats.acquire().await?;
                sleep(f64::INFINITY).await
            },
            "sleeper",
        );
        call_later(0.15, || ())?;
        for _ in 0..3 {
            queue.get().await?;
            sleep(0.0).await?;
        }
        gather([producer]).await?;
        let late = wait_for(sleeper, 0.5).await;
        assert!(late.is_err());
        let numbers: Generator<i32> = generator("numbers", |y| async move {
            y.yield_each([1, 2]).await?;
            y.yield_from(generator("inner", |y| async move { y.yield_each([3]).await })).await
        });
        for number in numbers {
            number?;
        }
        Result::Ok(())
    });
    run.trace().clone()
}

#[test]
fn the_runtime_keeps_the_laws() {
    let trace = specimen();
    assert_eq!(laws::check(&trace), Ok(()), "{}", dump(&trace));
    assert!(trace.kinds().iter().any(|kind| matches!(kind, EventKind::RunEnded { status: Status::Returned })));
}

#[test]
fn a_record_without_any_one_event_that_matters_breaks_a_law() {
    let trace = specimen();
    let needed = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::TaskCreated { .. }
                | EventKind::HandleScheduled { .. }
                | EventKind::HandleBegan { .. }
                | EventKind::StepBegan { .. }
                | EventKind::ResourceCreated { .. }
                | EventKind::TimerSet { .. }
                | EventKind::GeneratorCreated { .. }
                | EventKind::GeneratorResumed { .. }
        )
    };
    for (left_out, _) in trace.events().filter(|(_, event)| needed(&event.kind)) {
        let mut other = trace.clone();
        other.clear_events();
        for (seq, mut event) in trace.events().filter(|(seq, _)| *seq != left_out) {
            event.cause = event.cause.filter(|cause| *cause != left_out);
            event.cause = event.cause.map(|cause| if cause > left_out { Seq(cause.0 - 1) } else { cause });
            let _ = seq;
            other.push(event);
        }
        assert!(laws::check(&other).is_err(), "without event {}", left_out.0);
    }
}

/// A record made by hand.
fn record(kinds: &[(u64, Option<u32>, EventKind)]) -> Trace {
    let mut trace = Trace::new();
    trace.intern("x");
    trace.intern_site("x.rs", 1);
    trace.intern_stack(&[]);
    for &(t, cause, kind) in kinds {
        trace.push(Event { t: Micros(t), thread: 0, run: 0, cause: cause.map(Seq), wall: None, kind });
    }
    trace
}

/// The same with threads: each event after its thread.
fn on_threads(kinds: &[(u16, u64, Option<u32>, EventKind)]) -> std::result::Result<(), String> {
    let whole: Vec<_> = kinds.iter().map(|&(_, t, cause, kind)| (t, cause, kind)).collect();
    let all = record(&whole);
    let mut trace = all.clone();
    trace.clear_events();
    for ((_, event), (thread, ..)) in all.events().zip(kinds) {
        trace.push(Event { thread: *thread, ..event });
    }
    laws::check(&trace)
}

fn broken(kinds: &[(u64, Option<u32>, EventKind)]) -> String {
    laws::check(&record(kinds)).expect_err("the record breaks a law")
}

const X: loopline::trace::Text = loopline::trace::Text(0);

fn task(task: u32) -> EventKind {
    EventKind::TaskCreated {
        task: TaskId(task),
        name: X,
        parent: None,
        site: loopline::trace::Site(0),
        runs: None,
        of_library: false,
    }
}

fn scheduled(handle: u32, what: HandleKind) -> EventKind {
    EventKind::HandleScheduled { handle: HandleId(handle), what }
}

fn began(handle: u32) -> EventKind {
    EventKind::HandleBegan { handle: HandleId(handle) }
}

#[test]
fn broken_records_are_told_why() {
    let step = |task: u32| EventKind::StepBegan { task: TaskId(task) };
    let note = EventKind::Note { text: X };
    assert!(broken(&[(5, None, note), (4, None, note)]).contains("time never decreases"));
    assert!(broken(&[(0, Some(0), note)]).contains("a cause comes before"));
    assert!(
        broken(&[(0, None, EventKind::RunEnded { status: Status::Stopped }), (0, None, note)]).contains("has ended")
    );
    assert!(broken(&[(0, None, task(0)), (0, None, step(0))]).contains("a step begins in a handle"));
    assert!(broken(&[(0, None, began(0))]).contains("was scheduled"));
    let two = [
        (0, None, task(0)),
        (0, None, task(1)),
        (0, None, scheduled(0, HandleKind::Step(TaskId(0)))),
        (0, None, scheduled(1, HandleKind::Step(TaskId(1)))),
    ];
    let with = |more: &[(u64, Option<u32>, EventKind)]| broken(&[&two[..], more].concat());
    let turn = EventKind::Turn { ready: 2, timers: 0 };
    assert!(with(&[(0, None, turn), (0, Some(3), began(1))]).contains("in the order"));
    let without_turns = record(&[&two[..], &[(0, Some(3), began(1))]].concat());
    assert_eq!(laws::check(&without_turns), Ok(()), "another scheduler has its own order");
    assert!(with(&[(0, Some(2), began(0)), (0, Some(4), step(1))]).contains("scheduled for its task"));
    assert!(
        with(&[(0, None, EventKind::HandleCancelled { handle: HandleId(0) }), (0, Some(2), began(0))]).contains("once")
    );
    assert!(with(&[(0, None, scheduled(2, HandleKind::Step(TaskId(0))))]).contains("one scheduled step"));
    assert!(with(&[(0, None, EventKind::RunEnded { status: Status::Returned })]).contains("every task is done"));
    let settled = EventKind::FutureSettled { future: FutureId(7), how: Settled::Cancelled };
    let created = EventKind::FutureCreated { future: FutureId(7), of: FutureOrigin::Plain, name: None };
    assert!(with(&[(0, None, created), (0, None, settled), (0, None, settled)]).contains("settles once"));
    let on = WaitReason { kind: WaitKind::Lock, id: ResourceId(3).0, until: None };
    let outcome = Outcome::Suspended(on);
    let ended = EventKind::StepEnded { task: TaskId(0), stack: loopline::trace::Stack(0), outcome };
    assert!(with(&[(0, Some(2), began(0)), (0, Some(4), step(0)), (0, Some(5), ended)]).contains("names something"));
    assert!(with(&[(0, None, scheduled(2, HandleKind::Wakeup(TaskId(0))))]).contains("has its cause"));
}

#[test]
fn turns_repeat_a_turn_that_is_recorded() {
    let (turn, repeated) = (EventKind::Turn { ready: 1, timers: 0 }, |turns| EventKind::TurnsRepeated { turns });
    assert_eq!(laws::check(&record(&[(0, None, turn), (5, Some(0), repeated(3))])), Ok(()));
    assert!(broken(&[(0, None, task(0)), (0, None, repeated(3))]).contains("the turn before them"));
    assert!(broken(&[(0, None, turn), (0, Some(0), repeated(0))]).contains("the turn before them"));
    let within = [(0, None, turn), (0, None, scheduled(0, HandleKind::Callback(X))), (0, Some(1), began(0))];
    assert!(broken(&[&within[..], &[(0, Some(0), repeated(3))]].concat()).contains("between two turns"));
}

#[test]
fn a_connection_that_breaks_a_law_is_told_why() {
    let connection = ConnectionId(1);
    let (client, server) = (ConnectionEnd::Client, ConnectionEnd::Server);
    let created = EventKind::ConnectionCreated { connection, from: X, to: X, host: None, site: None };
    let is = |state| EventKind::ConnectionChanged { connection, state };
    let sent = |by, bytes| EventKind::BytesSent { connection, by, bytes };
    let arrived = |at, bytes| EventKind::BytesArrived { connection, at, bytes };
    let began = |id: u32, by| EventKind::MessageBegan {
        message: MessageId(id),
        connection,
        by,
        kind: MessageKind::Request,
        line: None,
    };
    let ended = |id: u32, bytes| EventKind::MessageEnded { message: MessageId(id), bytes };
    let fine = [
        (0, None, created),
        (9, Some(0), is(ConnectionState::Open)),
        (9, Some(1), sent(client, 5)),
        (9, Some(2), began(0, client)),
        (9, Some(2), ended(0, 5)),
        (18, Some(2), arrived(server, 5)),
    ];
    let last = (20, Some(5), is(ConnectionState::Closed));
    assert_eq!(laws::check(&record(&[&fine[..], &[last]].concat())), Ok(()));
    let with = |more: &[(u64, Option<u32>, EventKind)]| broken(&[&fine[..], more].concat());
    assert!(with(&[(20, None, created)]).contains("created once"));
    assert!(with(&[(20, Some(0), is(ConnectionState::Open))]).contains("opens once"));
    assert!(with(&[last, (20, None, sent(client, 1))]).contains("that is over"));
    assert!(with(&[(20, Some(2), arrived(server, 5))]).contains("not sent"));
    assert!(with(&[(20, None, sent(server, 3)), (20, Some(2), arrived(client, 3))]).contains("because they were sent"));
    assert!(with(&[(20, None, sent(server, 3)), (20, Some(6), arrived(client, 4))]).contains("as many bytes"));
    let silent = is(ConnectionState::ClientEnded);
    assert!(with(&[(20, None, silent), (20, None, sent(client, 1))]).contains("sends nothing"));
    assert!(with(&[(20, None, silent), (20, None, silent)]).contains("ends once"));
    assert!(with(&[(20, Some(5), began(1, client))]).contains("first byte was sent"));
    assert!(
        with(&[(20, Some(2), began(1, client)), (20, Some(2), began(2, client))]).contains("one message at a time")
    );
    assert!(with(&[(20, Some(2), began(1, client)), (20, Some(2), ended(1, 1))]).contains("no longer"));
    assert!(
        with(&[(20, None, EventKind::ConnectionAccepted { connection: ConnectionId(2) })]).contains("created before")
    );
}

#[test]
fn a_wait_for_a_transaction_that_breaks_a_law_is_told_why() {
    let created =
        |id: u32| EventKind::ConnectionCreated { connection: ConnectionId(id), from: X, to: X, host: None, site: None };
    let open = |id: u32| EventKind::ConnectionChanged { connection: ConnectionId(id), state: ConnectionState::Open };
    let held = |id: u32, by: u32| EventKind::ConnectionHeld {
        connection: ConnectionId(id),
        by: (by > 0).then_some(ConnectionId(by)),
    };
    let fine = [
        (0, None, created(1)),
        (0, Some(0), open(1)),
        (0, None, created(2)),
        (0, Some(2), open(2)),
        (0, None, held(2, 1)),
    ];
    assert_eq!(laws::check(&record(&[&fine[..], &[(5, None, held(2, 0)), (6, None, held(2, 1))]].concat())), Ok(()));
    let with = |more: &[(u64, Option<u32>, EventKind)]| broken(&[&fine[..], more].concat());
    assert!(with(&[(1, None, held(1, 1))]).contains("of another"));
    assert!(with(&[(1, None, held(1, 3))]).contains("of another"));
    assert!(with(&[(1, None, held(2, 1))]).contains("before it waits again"));
    assert!(with(&[(1, None, held(1, 0))]).contains("before it waits again"));
    assert!(with(&[(1, None, created(3)), (1, None, held(3, 1))]).contains("open connection"));
}

#[test]
fn a_datagram_that_breaks_a_law_is_told_why() {
    let sent = |id: u32| EventKind::DatagramSent { datagram: DatagramId(id), from: X, to: X, bytes: 5 };
    let ended = |id: u32| EventKind::DatagramEnded { datagram: DatagramId(id), fate: DatagramFate::Arrived };
    let fine = [(0, None, sent(0)), (0, Some(0), ended(0)), (3, None, sent(1))];
    assert_eq!(laws::check(&record(&fine)), Ok(()));
    let with = |more: &[(u64, Option<u32>, EventKind)]| broken(&[&fine[..], more].concat());
    assert!(with(&[(4, None, sent(1))]).contains("order of sending"));
    assert!(with(&[(4, Some(0), ended(0))]).contains("that was sent ends, once"));
    assert!(with(&[(4, Some(0), ended(1))]).contains("because it was sent"));
}

#[test]
fn a_generator_that_breaks_a_law_is_told_why() {
    let (x, stack, site) = (X, loopline::trace::Stack(0), loopline::trace::Site(0));
    let made = |id: u32| EventKind::GeneratorCreated { generator: GeneratorId(id), name: x, task: None, site };
    let resumed = |id: u32, how| EventKind::GeneratorResumed { generator: GeneratorId(id), how };
    let next = |id| resumed(id, Resumption::Next);
    let yielded = |id: u32, from: Option<u32>| EventKind::GeneratorYielded {
        generator: GeneratorId(id),
        value: x,
        from: from.map(GeneratorId),
        stack,
    };
    let ended = |id: u32, outcome| EventKind::GeneratorEnded { generator: GeneratorId(id), outcome };
    let fine = [
        (0, None, made(0)),
        (0, None, made(1)),
        (0, None, next(0)),
        (0, Some(2), next(1)),
        (0, Some(3), yielded(1, None)),
        (0, Some(2), yielded(0, Some(1))),
        (0, None, resumed(0, Resumption::Sent(x))),
        (0, Some(6), ended(0, GeneratorEnd::Returned(x))),
        (0, None, ended(1, GeneratorEnd::Closed)), // thrown away at rest
    ];
    assert_eq!(laws::check(&record(&fine)), Ok(()), "a generator needs no loop");
    let after = |n: usize, t, cause, kind| broken(&[&fine[..n], &[(t, cause, kind)]].concat());
    assert!(after(1, 0, None, made(0)).contains("created once"));
    assert!(after(1, 0, None, next(1)).contains("created before"));
    assert!(after(2, 0, None, resumed(0, Resumption::Sent(x))).contains("has not begun"));
    assert!(after(2, 0, None, yielded(0, None)).contains("only while it is the innermost"));
    assert!(after(2, 0, None, ended(0, GeneratorEnd::Returned(x))).contains("only while it is the innermost"));
    assert!(after(3, 0, Some(2), next(0)).contains("that runs is not resumed"));
    assert!(after(3, 0, None, yielded(0, None)).contains("because it was resumed"));
    assert!(after(3, 0, Some(2), yielded(0, Some(1))).contains("a value passed on"));
    assert!(after(4, 0, Some(2), yielded(0, None)).contains("only while it is the innermost"));
    assert!(after(4, 0, Some(3), ended(0, GeneratorEnd::Closed)).contains("only while it is the innermost"));
    assert!(after(8, 0, None, next(0)).contains("has ended is not resumed"));

    let step = EventKind::StepBegan { task: TaskId(0) };
    let outcome = Outcome::Suspended(WaitReason { kind: WaitKind::Turn, id: 0, until: None });
    let in_a_step = [
        (0, None, task(0)),
        (0, None, scheduled(0, HandleKind::Step(TaskId(0)))),
        (0, Some(1), began(0)),
        (0, Some(2), step),
        (0, Some(3), made(0)),
        (0, Some(3), next(0)),
    ];
    let within = |n: usize, cause, kind| broken(&[&in_a_step[..n], &[(0, cause, kind)]].concat());
    assert!(within(5, Some(2), next(0)).contains("because of whoever resumes it"));
    assert!(
        within(6, Some(3), EventKind::StepEnded { task: TaskId(0), stack, outcome })
            .contains("after the generators in it")
    );
    let in_a_handle = [&in_a_step[..3], &[(0, Some(2), made(0)), (0, Some(2), next(0))]].concat();
    let early = (0, Some(2), EventKind::HandleEnded { handle: HandleId(0) });
    assert!(broken(&[&in_a_handle[..], &[early]].concat()).contains("after the generators in it"));
    let theirs = EventKind::GeneratorCreated { generator: GeneratorId(1), name: x, task: Some(TaskId(7)), site };
    assert!(within(4, Some(3), theirs).contains("the task in whose step"));
}

#[test]
fn threads_run_side_by_side_each_one_task_at_a_time() {
    let step = |task: u32| EventKind::StepBegan { task: TaskId(task) };
    let turn = WaitReason { kind: WaitKind::Turn, id: 0, until: None };
    let waits = |task: u32| EventKind::StepEnded {
        task: TaskId(task),
        stack: loopline::trace::Stack(0),
        outcome: Outcome::Suspended(turn),
    };
    let ended = |handle: u32| EventKind::HandleEnded { handle: HandleId(handle) };
    // Two tasks, scheduled on these threads.
    let start = |first: u16, second: u16| {
        vec![
            (0, 0, None, task(0)),
            (0, 0, None, task(1)),
            (first, 0, None, scheduled(0, HandleKind::Step(TaskId(0)))),
            (second, 0, None, scheduled(1, HandleKind::Step(TaskId(1)))),
        ]
    };
    let both = |first: u16, second: u16| {
        let mut events = start(first, second);
        events.extend([
            (second, 1, Some(3), began(1)),
            (second, 1, Some(4), step(1)),
            (first, 2, Some(2), began(0)),
            (first, 2, Some(6), step(0)),
            (second, 3, Some(5), waits(1)),
            (second, 3, Some(4), ended(1)),
            (first, 4, Some(7), waits(0)),
            (first, 4, Some(6), ended(0)),
        ]);
        events
    };
    assert_eq!(on_threads(&both(1, 2)), Ok(()), "steps of two threads overlap, and begin in any order");
    assert_eq!(on_threads(&both(0, 1)), Ok(()), "the loop's thread is one of them");
    let same = on_threads(&both(1, 1)).expect_err("on one thread they cannot");
    assert!(same.contains("in the order"), "{same}");
    let broken = |more: &[(u16, u64, Option<u32>, EventKind)]| {
        on_threads(&[&start(1, 2), more].concat()).expect_err("the record breaks a law")
    };
    assert!(broken(&[(2, 1, Some(2), began(0))]).contains("on their thread"));
    assert!(broken(&[(1, 1, Some(2), began(0)), (2, 1, Some(4), step(0))]).contains("a step begins in a handle"));
    let mut elsewhere = vec![(1, 1, Some(2), began(0)), (1, 1, Some(4), step(0))];
    assert!(broken(&[&elsewhere[..], &[(2, 1, Some(5), waits(0))]].concat()).contains("the step that ends"));
    assert!(
        broken(&[&elsewhere[..], &[(0, 0, None, EventKind::Note { text: X })]].concat()).contains("never decreases")
    );
    elsewhere.extend([
        (1, 1, Some(5), waits(0)),
        (1, 1, Some(4), ended(0)),
        (2, 1, None, scheduled(2, HandleKind::Step(TaskId(0)))),
        (2, 1, Some(3), began(1)),
        (2, 1, Some(9), ended(1)),
        (2, 1, Some(8), began(2)),
        (2, 1, Some(11), step(0)),
    ]);
    assert!(broken(&elsewhere).contains("stays on its thread"));
}

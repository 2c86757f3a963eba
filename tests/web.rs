//! In a real browser: the loop on the browser's own, what it leaves behind, and that the page stays alive.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use loopline::demos::{self, Args, CATALOGUE, Demo, LiveDifference, run_to_end};
use loopline::print;
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::runtime::{Queue, Result, count_primes, create_task_named, gather, run_exact, sleep};
use loopline::trace::{EventKind, Recorder, SharedTrace, Status, Trace};
use loopline::web::{BrowserServices, LiveRun, Pace, live_handles, wall};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A program with sleeps, a queue and a gather: enough that a wrong order would show.
async fn program() -> Result<()> {
    let queue = Queue::named(2, "queue");
    let producer = {
        let queue = queue.clone();
        async move {
            for i in 0..6 {
                queue.put(i).await?;
                print!("put {i}");
                sleep(0.02).await?;
            }
            Ok(())
        }
    };
    let consumer = {
        let queue = queue.clone();
        async move {
            loop {
                let item = queue.get().await?;
                sleep(0.05).await?;
                print!("took {item}");
                queue.task_done()?;
            }
        }
    };
    let consumer = create_task_named::<(), _>(consumer, "consumer");
    create_task_named(producer, "producer").await?;
    queue.join().await?;
    consumer.cancel();
    gather([sleep(0.03), sleep(0.01), sleep(0.0)]).await?;
    Ok(())
}

/// The events as text; the first two say where the run was started, which is not the program's business.
fn facts(trace: &Trace) -> Vec<String> {
    dump(trace).lines().skip(2).map(str::to_string).collect()
}

/// Waits until a run has ended, at most ten seconds.
async fn ended(run: &LiveRun) -> Status {
    let began = wall();
    loop {
        if let Some(status) = run.status() {
            return status;
        }
        assert!((wall() - began).seconds() < 10.0, "the run has not ended in ten seconds");
        gloo_timers::future::TimeoutFuture::new(10).await;
    }
}

/// How often the loop was held for long.
fn blocked(trace: &Trace) -> usize {
    trace.kinds().iter().filter(|kind| matches!(kind, EventKind::Blocked { .. })).count()
}

/// The record of a run in which the loop was held for long as often as its program holds it.
///
/// A browser has no clock of a program's own time. A busy machine may hold it in the middle of a step for more than
/// 50 ms, and the record then says so: what it says is true, only not of the program, so such a run is run again. One
/// that is held by its own code is so every time.
async fn undisturbed(times: usize, start: impl Fn() -> LiveRun) -> SharedTrace {
    let mut held = Vec::new();
    while held.len() < 10 {
        let run = start();
        ended(&run).await;
        let record = run.record();
        let blocked = blocked(&record.borrow());
        if blocked == times {
            return record;
        }
        held.push(blocked);
    }
    panic!("the loop was held {held:?} times, not {times}");
}

async fn record(pace: Pace) -> SharedTrace {
    undisturbed(0, || LiveRun::start(pace, Recorder::LIMIT, program)).await
}

#[wasm_bindgen_test]
async fn a_live_run_records_what_an_instant_run_records() {
    let expected = facts(&run_exact(program).trace());
    assert_eq!(facts(&record(Pace::Exact).await.borrow()), expected);
    assert_eq!(facts(&record(Pace::Live(1.0)).await.borrow()), expected);
    assert_eq!(facts(&record(Pace::Live(20.0)).await.borrow()), expected);
}

#[wasm_bindgen_test]
async fn every_demo_that_neither_blocks_nor_fetches_is_the_same_live_and_exact() {
    let same = |demo: &&&Demo| demo.live_difference == LiveDifference::Nothing && demo.in_python().is_none();
    for demo in CATALOGUE.iter().filter(same) {
        let args = Args::defaults(demo);
        let exact = run_to_end(demo, args.clone());
        let make = demos::program(demo.id).expect("every demo has a program");
        let (expected, held) = (facts(&exact.trace()), blocked(&exact.trace()));
        let start = || {
            let args = args.clone();
            LiveRun::start(Pace::Live(100.0), Recorder::LIMIT, move || make(args))
        };
        let record = undisturbed(held, start).await;
        assert!(facts(&record.borrow()) == expected, "{} differs", demo.id);
    }
}

#[wasm_bindgen_test]
async fn two_hundred_starts_and_stops_leave_nothing_behind() {
    let before = live_handles();
    for i in 0..200 {
        let run = LiveRun::start(Pace::Live(1.0), Recorder::LIMIT, program);
        // Stopped before its first turn, in the middle, and while it waits for a timer.
        match i % 3 {
            0 => {}
            1 => run.single_turn(),
            _ => gloo_timers::future::TimeoutFuture::new(1).await,
        }
        drop(run);
    }
    assert_eq!(live_handles(), before);
}

#[wasm_bindgen_test]
async fn the_page_answers_within_100_ms_while_a_program_loops_on_sleep_zero() {
    let run = LiveRun::start(Pace::Live(1.0), 100_000, || async {
        loop {
            sleep(0.0).await?;
        }
    });
    let mut waited = Vec::new();
    for _ in 0..20 {
        let asked = wall();
        // A timer of the page's own stands for the click: both are macrotasks.
        gloo_timers::future::TimeoutFuture::new(0).await;
        waited.push(wall() - asked);
        if run.status().is_some() {
            break;
        }
    }
    assert!(run.record().borrow().len() > 1000, "the program has run meanwhile");
    // A program that held the page would make every one late; a busy machine makes some.
    waited.sort_unstable();
    let usual = waited[waited.len() / 2];
    assert!(usual.seconds() < 0.1, "half of the page's tasks waited {} s or more", usual.seconds());
}

#[wasm_bindgen_test]
async fn a_paused_run_stands_still_and_single_turns_move_it() {
    let turns = |trace: &Trace| trace.kinds().iter().filter(|kind| matches!(kind, EventKind::Turn { .. })).count();
    let paused = || {
        let run = LiveRun::start(Pace::Live(100.0), Recorder::LIMIT, program);
        run.set_paused(true);
        run
    };
    let run = paused();
    gloo_timers::future::TimeoutFuture::new(30).await;
    assert_eq!(turns(&run.record().borrow()), 0, "no turn runs while the run is paused");
    let moved = || {
        let run = paused();
        run.single_turn();
        run.single_turn();
        assert_eq!(turns(&run.record().borrow()), 2);
        run.set_paused(false);
        run
    };
    assert_eq!(facts(&undisturbed(0, moved).await.borrow()), facts(&run_exact(program).trace()));
}

#[wasm_bindgen_test]
async fn code_that_blocks_moves_loop_time_and_says_so() {
    let lines = Rc::new(RefCell::new(Vec::new()));
    let start = || {
        let seen = lines.clone();
        LiveRun::start(Pace::Live(100.0), Recorder::LIMIT, move || async move {
            loopline::runtime::block_for(0.12);
            seen.borrow_mut().push(loopline::runtime::time().seconds());
            Ok(())
        })
    };
    undisturbed(1, start).await;
    let lines = lines.borrow();
    assert!(
        lines.iter().all(|line| *line >= 0.12),
        "0.12 s of wall time are 0.12 s of loop time, at any rate: {lines:?}"
    );
}

/// The workers' script as the server of these tests has it: they run in the folder of the project.
const WORKER: BrowserServices = BrowserServices { worker: "/static/primes-worker.js" };

#[wasm_bindgen_test]
async fn real_workers_find_the_primes_that_the_model_finds_and_are_gone_afterwards() {
    let before = live_handles();
    let counts = Rc::new(RefCell::new(Vec::new()));
    let seen = counts.clone();
    let run = LiveRun::start_with(Pace::Live(1.0), Recorder::LIMIT, Rc::new(WORKER), move || async move {
        let parts = [0..10_000, 10_000..100_000, 100_000..200_000];
        let counting = parts.map(|part| count_primes("worker", part));
        seen.replace(gather(counting).await?);
        Ok(())
    });
    assert_eq!(ended(&run).await, Status::Returned);
    assert_eq!(*counts.borrow(), [1229, 8363, 8392]);
    assert_eq!(laws::check(&run.record().borrow()), Ok(()));
    drop(run);
    assert_eq!(live_handles(), before);
}

#[wasm_bindgen_test]
async fn a_run_that_is_left_ends_its_workers_and_a_missing_script_is_an_error() {
    let before = live_handles();
    let run = LiveRun::start_with(Pace::Live(1.0), Recorder::LIMIT, Rc::new(WORKER), || async {
        count_primes("endless", 0..2_000_000_000).await.map(drop)
    });
    gloo_timers::future::TimeoutFuture::new(100).await;
    assert!(run.status().is_none() && live_handles() > before, "the worker is at work");
    drop(run);
    assert_eq!(live_handles(), before);

    let missing = Rc::new(BrowserServices { worker: "/static/no-such-worker.js" });
    let run = LiveRun::start_with(Pace::Live(1.0), Recorder::LIMIT, missing, || async {
        count_primes("missing", 0..10).await.map(drop)
    });
    assert!(matches!(ended(&run).await, Status::Raised(_)));
    drop(run);
    assert_eq!(live_handles(), before);
}

//! The runtime natively, beside `async-executor`, tokio's current-thread runtime and CPython's asyncio, in one run.
//!
//! Prints one JSON object a figure: nanoseconds an operation, the least of several rounds, and ratios to the peers.
//! Figures are for reading, never for passing or failing.

use std::cell::RefCell;
use std::hint::black_box;
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

use loopline::changes::WaitBook;
use loopline::clock::Micros;
use loopline::reading::changeable_waits;
use loopline::reading::critical_path::{CriticalPath, line_shares, slacks, worthwhile_waits};
use loopline::reading::differences::{DifferenceSearch, LineNumbers, MatchSearch, line_rows};
use loopline::reading::spans::Spans;
use loopline::runtime::{EventLoop, Future, ModelServices, Queue, Result, Semaphore, VirtualHost, create_task, sleep};
use loopline::trace::{EventKind, Recorder, Trace};

/// Operations a round: recorded, a round stays below the limit of a record.
const OPERATIONS: u32 = 20_000;
/// Rounds of which the least counts.
const ROUNDS: u32 = 7;

/// The least time an operation takes, in nanoseconds.
fn least(mut round: impl FnMut()) -> f64 {
    let times = (0..ROUNDS).map(|_| {
        #[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock; it never runs on wasm")]
        let began = Instant::now();
        round();
        began.elapsed().as_nanos() as f64 / f64::from(OPERATIONS)
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Runs a program on our loop, recorded or not. How many events were recorded.
fn ours<F>(recorded: bool, make: impl FnOnce() -> F) -> usize
where
    F: std::future::Future<Output = Result<()>> + 'static,
{
    let recorder = if recorded { Recorder::new(Recorder::LIMIT) } else { Recorder::off() };
    let run = EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), recorder, make);
    run.drive(|| true);
    assert!(matches!(run.outcome(), Some(Ok(()))), "a benchmark's program must end well");
    run.trace().len()
}

async fn our_turns() -> Result<()> {
    for _ in 0..OPERATIONS {
        sleep(0.0).await?;
    }
    Ok(())
}

async fn our_spawns() -> Result<()> {
    for i in 0..OPERATIONS {
        black_box(create_task(async move { Ok(i) }).await?);
    }
    Ok(())
}

async fn our_futures() -> Result<()> {
    // One future at a time passes from the main task to the other, which settles it.
    let slot = Rc::new(RefCell::new(None::<Future<u32>>));
    let theirs = slot.clone();
    create_task(async move {
        for i in 0..OPERATIONS {
            if let Some(future) = theirs.take() {
                future.set_result(i)?;
            }
            sleep(0.0).await?;
        }
        Ok(())
    });
    for _ in 0..OPERATIONS / 2 {
        let future = Future::new();
        slot.replace(Some(future.clone()));
        black_box(future.await?);
    }
    Ok(())
}

async fn our_queue() -> Result<()> {
    let queue = Queue::new(1);
    let producer = queue.clone();
    create_task(async move {
        for i in 0..OPERATIONS {
            producer.put(i).await?;
        }
        Ok(())
    });
    for _ in 0..OPERATIONS {
        black_box(queue.get().await?);
    }
    Ok(())
}

fn tokio_round<F: std::future::Future>(make: impl Fn() -> F) -> f64 {
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers needs nothing");
    least(|| {
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, make());
    })
}

fn executor_round<F: std::future::Future>(make: impl Fn(Rc<async_executor::LocalExecutor<'static>>) -> F) -> f64 {
    least(|| {
        let executor = Rc::new(async_executor::LocalExecutor::new());
        futures_lite::future::block_on(executor.clone().run(make(executor.clone())));
    })
}

/// What CPython's asyncio takes for the same four, if there is a CPython.
fn cpython() -> Option<serde_json::Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/peer.py");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(python).arg(script).arg(OPERATIONS.to_string()).output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// The time for the critical path of a record of at least 100,000 events, and for slack and shares of lines.
fn critical_path() {
    let run =
        EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), Recorder::new(1_000_000), || async {
            let seats = Semaphore::new(50);
            let tasks = (0..3_000).map(|number: u32| {
                let seats = seats.clone();
                create_task(async move {
                    let _seat = seats.permit().await?;
                    for step in 0..3 {
                        sleep(f64::from((number * 7 + step) % 13) / 1e3).await?;
                    }
                    Ok(())
                })
            });
            for task in tasks.collect::<Vec<_>>() {
                task.await?;
            }
            Ok(())
        });
    run.drive(|| true);
    let trace = run.trace();
    let spans = Spans::new(&trace);
    let path = CriticalPath::of_record(&trace);
    let ms = |round: &dyn Fn()| (least(round) * f64::from(OPERATIONS) / 1e4).round() / 100.0;
    let line = serde_json::json!({
        "figure": "critical path",
        "unit": "ms a record",
        "events": trace.len(),
        "parts": path.parts.len(),
        "path": ms(&|| drop(black_box(CriticalPath::of_record(&trace)))),
        "slack": ms(&|| drop(black_box(slacks(&trace, &spans)))),
        "shares of lines": ms(&|| drop(black_box(line_shares(&trace, &spans, &path)))),
    });
    println!("{line}");
}

/// A run of more than 200,000 events, which prints a line in two, with its waits; `later` is added to one of its sleeps.
fn long_run(later: f64) -> EventLoop {
    let (host, recorder) = (Rc::new(VirtualHost::default()), Recorder::new(1_000_000));
    let run = EventLoop::new(host, Rc::new(ModelServices), recorder, move || async move {
        let tasks = (0..6_000).map(|number: u32| {
            create_task(async move {
                for step in 0..3 {
                    let pause = if number == 20 { later } else { 0.0 };
                    sleep(pause + f64::from((number * 7 + step) % 13) / 1e3).await?;
                    loopline::print!("{number} {}", step % 2);
                }
                Ok(())
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await?;
        }
        Ok(())
    });
    run.set_waits(WaitBook::new(file!(), Vec::new()));
    run.drive(|| true);
    run
}

/// The longest steps of the work on two runs that goes on in slices, and what is done at once: none may hold up a page.
fn longest_steps() {
    let runs = [long_run(0.0), long_run(0.5)];
    let (first, second) = (runs[0].trace(), runs[1].trace());
    let traces = [&*first, &*second];
    let spans = traces.map(Spans::new);
    let waits = runs[0].take_waits().expect("its waits");
    let path = CriticalPath::of_record(traces[0]);
    let ms = |work: &mut dyn FnMut()| {
        #[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock; it never runs on wasm")]
        let began = Instant::now();
        work();
        (began.elapsed().as_nanos() as f64 / 1e4).round() / 100.0
    };
    let mut longest = [0.0_f64; 3];
    let mut matching = MatchSearch::new(&[]);
    let mut tasks = None;
    while tasks.is_none() {
        longest[0] = longest[0].max(ms(&mut || tasks = matching.next(traces, [&spans[0], &spans[1]])));
    }
    let mut search = DifferenceSearch::new(tasks.unwrap_or_default(), Micros::ZERO);
    let mut found = None;
    while found.is_none() {
        longest[1] = longest[1].max(ms(&mut || found = search.next(traces, 500)));
    }
    let mut numbers = LineNumbers::default();
    let mut lines = |trace: &Trace| {
        let texts = trace.kinds().iter().filter_map(|kind| match kind {
            EventKind::Output { text, .. } => Some(numbers.of(&trace.texts()[text.0 as usize])),
            _ => None,
        });
        texts.collect::<Vec<u32>>()
    };
    let lines = traces.map(&mut lines);
    longest[2] = ms(&mut || drop(black_box(line_rows(&lines[0], &lines[1]))));
    let line = serde_json::json!({
        "figure": "longest step of comparing two runs",
        "unit": "ms",
        "events": first.len(),
        "tasks": longest[0],
        "differences": longest[1],
        "lines": longest[2],
        "worthwhile waits": ms(&mut || {
            black_box(worthwhile_waits(traces[0], &path, waits.waits(), false, 10));
        }),
        "waits on the lanes": ms(&mut || {
            black_box(changeable_waits(traces[0], &spans[0], waits.waits(), false));
        }),
    });
    println!("{line}");
}

fn main() {
    critical_path();
    longest_steps();
    let python = cpython();
    let report = |figure: &str, events: usize, plain: f64, recorded: f64, tokio: f64, executor: f64| {
        let python = python.as_ref().and_then(|python| python.get(figure)?.as_f64());
        let events_each = events as f64 / f64::from(OPERATIONS);
        let round = |x: f64| (x * 100.0).round() / 100.0;
        let line = serde_json::json!({
            "figure": format!("native {figure}"),
            "unit": "ns an operation",
            "ours": round(plain),
            "ours recorded": round(recorded),
            "recording, an event": round((recorded - plain) / events_each),
            "ratio to tokio": round(plain / tokio),
            "ratio to async-executor": round(plain / executor),
            "ratio to CPython": python.map(|python| round(plain / python)),
        });
        println!("{line}");
    };
    macro_rules! figure {
        ($name:literal, $ours:expr, $tokio:expr, $executor:expr) => {
            let events = ours(true, $ours);
            let plain = least(|| _ = ours(false, $ours));
            let recorded = least(|| _ = ours(true, $ours));
            report($name, events, plain, recorded, tokio_round($tokio), executor_round($executor));
        };
    }
    figure!(
        "sleep(0) turn",
        our_turns,
        || async {
            for _ in 0..OPERATIONS {
                tokio::task::yield_now().await;
            }
        },
        |_| async {
            for _ in 0..OPERATIONS {
                futures_lite::future::yield_now().await;
            }
        }
    );
    figure!(
        "task spawn",
        our_spawns,
        || async {
            for i in 0..OPERATIONS {
                let _ = black_box(tokio::task::spawn_local(async move { i }).await);
            }
        },
        |executor| async move {
            for i in 0..OPERATIONS {
                black_box(executor.spawn(async move { i }).await);
            }
        }
    );
    figure!(
        "future hand-off",
        our_futures,
        || async {
            let (mut give, mut take) = (Vec::new(), Vec::new());
            for _ in 0..OPERATIONS / 2 {
                let (sender, receiver) = tokio::sync::oneshot::channel();
                give.push(sender);
                take.push(receiver);
            }
            tokio::task::spawn_local(async move {
                for (i, sender) in give.into_iter().enumerate() {
                    let _ = sender.send(i);
                    tokio::task::yield_now().await;
                }
            });
            for receiver in take {
                let _ = black_box(receiver.await);
            }
        },
        |executor| async move {
            let (mut give, mut take) = (Vec::new(), Vec::new());
            for _ in 0..OPERATIONS / 2 {
                let (sender, receiver) = tokio::sync::oneshot::channel();
                give.push(sender);
                take.push(receiver);
            }
            executor
                .spawn(async move {
                    for (i, sender) in give.into_iter().enumerate() {
                        let _ = sender.send(i);
                        futures_lite::future::yield_now().await;
                    }
                })
                .detach();
            for receiver in take {
                let _ = black_box(receiver.await);
            }
        }
    );
    figure!(
        "queue hand-off",
        our_queue,
        || async {
            let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
            tokio::task::spawn_local(async move {
                for i in 0..OPERATIONS {
                    let _ = sender.send(i).await;
                }
            });
            while let Some(i) = receiver.recv().await {
                black_box(i);
            }
        },
        |executor| async move {
            let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
            executor
                .spawn(async move {
                    for i in 0..OPERATIONS {
                        let _ = sender.send(i).await;
                    }
                })
                .detach();
            while let Some(i) = receiver.recv().await {
                black_box(i);
            }
        }
    );
}

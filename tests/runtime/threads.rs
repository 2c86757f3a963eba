//! Threads beside the loop: a model on the virtual clock.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use crate::common::{output, prints, same, story, tells, warnings};
use loopline::clock::{Micros, Pacer};
use loopline::print;
use loopline::reading::spans::{Activity, Spans};
use loopline::runtime::{
    DriveOutcome, Error, EventLoop, Gil, Host, Lock, ModelServices, ResponseCallback, Result, Services, WorkerCallback,
    WorkerStart, all_tasks, blocking_io, compute, count_primes, create_task_named, gather, run_exact, sleep,
    spawn_thread, time, to_thread,
};
use loopline::trace::{Recorder, Status};

#[test]
fn threads_compute_side_by_side_while_the_loop_goes_on() {
    tells(
        || async {
            let one = spawn_thread("one", async {
                compute(0.3).await?;
                Ok(1)
            });
            let two = spawn_thread("two", async {
                compute(0.2).await?;
                print!("two at {}", time());
                Ok(2)
            });
            sleep(0.1).await?;
            print!("the loop at {}", time());
            print!("{:?} at {}", gather([one, two]).await?, time());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: future_created f1:one of thread",
            "1: task_created one by main",
            "1: future_created f3:two of thread",
            "1: task_created two by main",
            "1: future_created f5:sleep",
            "1: timer_set timer0 sleep due 0.100000",
            "1: step_ended main suspended on sleep until 0.100000",
            "2 0.1s: timer_fired timer0 sleep",
            "2 0.1s: future_settled f5:sleep result ()",
            "3 0.1s: output out \"the loop at 0.100000\"",
            "3 0.1s: future_created f6:gather",
            "3 0.1s: step_ended main suspended on gather f6:gather",
            "3 0.2s/2: output out \"two at 0.200000\"",
            "3 0.2s/2: future_settled two result 2",
            "3 0.2s/2: step_ended two returned 2",
            "4 0.2s: future_settled f3:two result 2",
            "5 0.3s/1: future_settled one result 1",
            "5 0.3s/1: step_ended one returned 1",
            "6 0.3s: future_settled f1:one result 1",
            "7 0.3s: future_settled f6:gather result [1, 2]",
            "8 0.3s: output out \"[1, 2] at 0.300000\"",
            "8 0.3s: future_settled main result ()",
            "8 0.3s: step_ended main returned ()",
            "9 0.3s: run_ended returned",
        ],
    );
}

#[test]
fn a_thread_waits_for_input_and_output_without_the_loop() {
    tells(
        || async {
            to_thread(async {
                compute(0.1).await?;
                blocking_io(0.5).await?;
                compute(0.1).await
            })
            .await
        },
        &[
            "0: task_created main",
            "1: future_created f1:thread-1 of thread",
            "1: task_created thread-1 by main",
            "1: step_ended main suspended on thread f1:thread-1",
            "1 0.1s/1: future_created f3:io",
            "1 0.1s/1: step_ended thread-1 suspended on io f3:io until 0.600000",
            "1 0.6s/1: future_settled f3:io result ()",
            "1 0.7s/1: future_settled thread-1 result ()",
            "1 0.7s/1: step_ended thread-1 returned ()",
            "2 0.7s: future_settled f1:thread-1 result ()",
            "3 0.7s: future_settled main result ()",
            "3 0.7s: step_ended main returned ()",
            "4 0.7s: run_ended returned",
        ],
    );
}

#[test]
fn what_computes_on_the_loops_own_thread_holds_the_loop_and_no_other_thread() {
    tells(
        || async {
            let thread = spawn_thread("thread", async {
                for i in 1..=3 {
                    compute(0.1).await?;
                    print!("thread {i} at {}", time());
                }
                Ok(())
            });
            let ticker = create_task_named(
                async {
                    sleep(0.05).await?;
                    print!("tick at {}", time());
                    Ok(())
                },
                "ticker",
            );
            sleep(0.0).await?;
            compute(0.2).await?;
            print!("main at {}", time());
            blocking_io(0.05).await?;
            print!("main at {}", time());
            gather([thread]).await?;
            ticker.await
        },
        &[
            "0: task_created main",
            "1: future_created f1:thread of thread",
            "1: task_created thread by main",
            "1: task_created ticker by main",
            "1: step_ended main suspended on turn",
            "2: future_created f4:sleep",
            "2: timer_set timer0 sleep due 0.050000",
            "2: step_ended ticker suspended on sleep until 0.050000",
            "2 0.1s/1: output out \"thread 1 at 0.100000\"",
            "2 0.2s: blocked 0.200000",
            "2 0.2s: output out \"main at 0.200000\"",
            "2 0.2s/1: output out \"thread 2 at 0.200000\"",
            "2 0.25s: output out \"main at 0.250000\"",
            "2 0.25s: future_created f5:gather",
            "2 0.25s: step_ended main suspended on gather f5:gather",
            "3 0.25s: timer_fired timer0 sleep late 0.200000",
            "3 0.25s: future_settled f4:sleep result ()",
            "4 0.25s: output out \"tick at 0.250000\"",
            "4 0.25s: future_settled ticker result ()",
            "4 0.25s: step_ended ticker returned ()",
            "4 0.3s/1: output out \"thread 3 at 0.300000\"",
            "4 0.3s/1: future_settled thread result ()",
            "4 0.3s/1: step_ended thread returned ()",
            "5 0.3s: future_settled f1:thread result ()",
            "6 0.3s: future_settled f5:gather result [()]",
            "7 0.3s: future_settled main result ()",
            "7 0.3s: step_ended main returned ()",
            "8 0.3s: run_ended returned",
        ],
    );
}

#[test]
fn the_gil_is_handed_over_every_five_milliseconds() {
    tells(
        || async {
            let gil = Gil::new(Gil::INTERVAL);
            let threads = [("A", 0.012), ("B", 0.007)].map(|(name, seconds)| {
                let gil = gil.clone();
                spawn_thread(name, async move {
                    gil.compute(seconds).await?;
                    print!("{name} at {}", time());
                    Ok(())
                })
            });
            gather(threads).await.map(drop)
        },
        &[
            "0: task_created main",
            "1: future_created f1:A of thread",
            "1: task_created A by main",
            "1: future_created f3:B of thread",
            "1: task_created B by main",
            "1: future_created f5:gather",
            "1: step_ended main suspended on gather f5:gather",
            "1/2: future_created f6:lock",
            "1/2: step_ended B suspended on lock GIL",
            "1 0.005s/1: future_settled f6:lock result ()",
            "1 0.005s/1: future_created f7:lock",
            "1 0.005s/1: step_ended A suspended on lock GIL",
            "1 0.01s/2: future_settled f7:lock result ()",
            "1 0.01s/2: future_created f8:lock",
            "1 0.01s/2: step_ended B suspended on lock GIL",
            "1 0.015s/1: future_settled f8:lock result ()",
            "1 0.015s/1: future_created f9:lock",
            "1 0.015s/1: step_ended A suspended on lock GIL",
            "1 0.017s/2: future_settled f9:lock result ()",
            "1 0.017s/2: output out \"B at 0.017000\"",
            "1 0.017s/2: future_settled B result ()",
            "1 0.017s/2: step_ended B returned ()",
            "2 0.017s: future_settled f3:B result ()",
            "3 0.019s/1: output out \"A at 0.019000\"",
            "3 0.019s/1: future_settled A result ()",
            "3 0.019s/1: step_ended A returned ()",
            "4 0.019s: future_settled f1:A result ()",
            "5 0.019s: future_settled f5:gather result [(), ()]",
            "6 0.019s: future_settled main result ()",
            "6 0.019s: step_ended main returned ()",
            "7 0.019s: run_ended returned",
        ],
    );
}

#[test]
fn whoever_waits_may_be_cancelled_and_the_thread_runs_on_to_the_end_of_the_run() {
    tells(
        || async {
            let waiter = create_task_named(
                to_thread(async {
                    compute(1.0).await?;
                    print!("the thread is done at {}", time());
                    Ok(())
                }),
                "waiter",
            );
            sleep(0.5).await?;
            print!("tasks: {}", all_tasks().len());
            waiter.cancel();
            print!("{:?} at {}", (&waiter).await, time());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created waiter by main",
            "1: future_created f2:sleep",
            "1: timer_set timer0 sleep due 0.500000",
            "1: step_ended main suspended on sleep until 0.500000",
            "2: future_created f3:thread-1 of thread",
            "2: task_created thread-1 by waiter",
            "2: step_ended waiter suspended on thread f3:thread-1",
            "3 0.5s: timer_fired timer0 sleep",
            "3 0.5s: future_settled f2:sleep result ()",
            "4 0.5s: output out \"tasks: 2\"",
            "4 0.5s: cancel_requested waiter (1)",
            "4 0.5s: future_settled f3:thread-1 cancelled",
            "4 0.5s: step_ended main suspended on task waiter",
            "5 0.5s: cancel_delivered waiter",
            "5 0.5s: future_settled waiter cancelled",
            "5 0.5s: step_ended waiter cancelled",
            "6 0.5s: output out \"Err(Cancelled(None)) at 0.500000\"",
            "6 0.5s: future_settled main result ()",
            "6 0.5s: step_ended main returned ()",
            "7 1s/1: output out \"the thread is done at 1.000000\"",
            "7 1s/1: future_settled thread-1 result ()",
            "7 1s/1: step_ended thread-1 returned ()",
            "8 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_thread_and_a_task_share_a_lock_and_no_deadlock_is_told_while_a_thread_runs() {
    tells(
        || async {
            let lock = Lock::named("door");
            let held = lock.lock().await?;
            let door = lock.clone();
            let thread = spawn_thread("thread", async move {
                let _held = door.lock().await?;
                compute(0.2).await
            });
            sleep(0.1).await?;
            drop(held);
            sleep(0.0).await?;
            let _held = lock.lock().await?;
            print!("mine at {}", time());
            thread.await
        },
        &[
            "0: task_created main",
            "1: future_created f1:thread of thread",
            "1: task_created thread by main",
            "1: future_created f3:sleep",
            "1: timer_set timer0 sleep due 0.100000",
            "1: step_ended main suspended on sleep until 0.100000",
            "1/1: future_created f4:lock",
            "1/1: step_ended thread suspended on lock door",
            "2 0.1s: timer_fired timer0 sleep",
            "2 0.1s: future_settled f3:sleep result ()",
            "3 0.1s: future_settled f4:lock result ()",
            "3 0.1s: step_ended main suspended on turn",
            "4 0.1s: future_created f5:lock",
            "4 0.1s: step_ended main suspended on lock door",
            "4 0.3s/1: future_settled f5:lock result ()",
            "4 0.3s/1: future_settled thread result ()",
            "4 0.3s/1: step_ended thread returned ()",
            "5 0.3s: output out \"mine at 0.300000\"",
            "5 0.3s: step_ended main suspended on thread f1:thread",
            "5 0.3s: future_settled f1:thread result ()",
            "6 0.3s: future_settled main result ()",
            "6 0.3s: step_ended main returned ()",
            "7 0.3s: run_ended returned",
        ],
    );
}

#[test]
fn a_thread_that_waits_for_ever_is_a_deadlock() {
    let run = run_exact(|| async {
        let lock = Lock::named("door");
        lock.acquire().await?;
        spawn_thread("thread", async move { lock.acquire().await }).await
    });
    assert_eq!(run.status(), Some(Status::Deadlock));
    same(&warnings(&run.trace()), &["nothing is scheduled; 2 tasks wait: main, thread for door"]);
    // A run whose main task is done waits for its threads, and finds the same.
    let run = run_exact(|| async {
        let lock = Lock::named("door");
        lock.acquire().await?;
        let _forgotten = spawn_thread("thread", async move { lock.acquire().await });
        Ok(())
    });
    assert_eq!(run.status(), Some(Status::Deadlock));
}

#[test]
fn an_error_of_a_thread_comes_out_where_it_is_awaited_or_is_told() {
    let failing =
        || spawn_thread("thread", async { compute(0.1).await.and(Err::<(), _>(Error::failed("ValueError", "no"))) });
    prints(
        move || async move {
            print!("{:?}", failing().await);
            Ok(())
        },
        &["Err(Failed { kind: \"ValueError\", message: \"no\" })"],
    );
    let run = run_exact(move || async move {
        drop(failing());
        sleep(1.0).await
    });
    same(&warnings(&run.trace()), &["Future exception was never retrieved: ValueError: no"]);
}

#[test]
fn what_is_no_time_is_refused_and_none_takes_none() {
    prints(
        || async {
            let gil = Gil::new(0.0);
            for seconds in [f64::NAN, 0.0, -1.0] {
                print!("{:?}", compute(seconds).await);
                print!("{:?}", blocking_io(seconds).await);
                print!("{:?}", gil.compute(seconds).await);
            }
            to_thread(async { blocking_io(0.0).await }).await?;
            print!("{}", time());
            Ok(())
        },
        &[
            "Err(Value(\"Invalid delay: NaN (not a number)\"))",
            "Err(Value(\"Invalid delay: NaN (not a number)\"))",
            "Err(Value(\"Invalid delay: NaN (not a number)\"))",
            "Ok(())",
            "Ok(())",
            "Ok(())",
            "Ok(())",
            "Ok(())",
            "Ok(())",
            "0.000000",
        ],
    );
}

#[test]
fn the_gil_passes_over_who_was_cancelled_in_its_line() {
    prints(
        || async {
            let gil = Gil::new(Gil::INTERVAL);
            let compute = |name: &'static str| {
                let gil = gil.clone();
                async move {
                    gil.compute(0.02).await?;
                    print!("{name} at {}", time());
                    Ok(())
                }
            };
            let thread = spawn_thread("thread", compute("thread"));
            // Two tasks of the loop: waiting for the lock they suspend, as for any other.
            sleep(0.001).await?;
            let first = create_task_named(compute("first"), "first");
            let second = create_task_named(compute("second"), "second");
            sleep(0.001).await?;
            first.cancel();
            thread.await?;
            second.await?;
            print!("{}", first.cancelled());
            Ok(())
        },
        &["thread at 0.035000", "second at 0.040000", "true"],
    );
}

#[test]
fn the_steps_of_threads_are_spans_that_overlap() {
    let run = run_exact(|| async {
        let threads = ["one", "two"].map(|name| spawn_thread(name, compute(0.5)));
        gather(threads).await.map(drop)
    });
    let spans = Spans::new(&run.trace());
    let lanes: Vec<_> = spans.tasks.iter().map(|task| (run.trace().text(task.name).to_string(), task.thread)).collect();
    assert_eq!(lanes, [("main".into(), 0), ("one".into(), 1), ("two".into(), 2)]);
    for task in &spans.tasks[1..] {
        let ran = task.spans.iter().find(|span| span.doing == Activity::Running).map(|span| (span.from.t, span.to));
        let (from, to) = ran.expect("the thread has run");
        assert_eq!((from, to.map(|to| to.t)), (Micros::ZERO, Some(Micros::from_millis(500))));
    }
    // Waiting for a thread is no work of one's own.
    assert_eq!(spans.task_time(run.now()), Micros::from_millis(1000));
}

/// A live clock that the test sets: a run may be late, early and driven turn by turn.
struct Clock {
    pacer: Pacer,
    wall: Cell<Micros>,
    /// When the loop wishes to be woken.
    wish: Cell<Option<Micros>>,
}

impl Host for Clock {
    fn now(&self) -> Micros {
        self.pacer.allowed(self.wall.get())
    }

    fn wall(&self) -> Option<Micros> {
        Some(self.wall.get())
    }

    fn wake_at(&self, deadline: Micros) {
        self.wish.set(Some(deadline));
    }

    fn request_turn(&self) {}
}

async fn everything() -> Result<()> {
    let gil = Gil::new(Gil::INTERVAL);
    let threads = ["A", "B"].map(|name| {
        let gil = gil.clone();
        spawn_thread(name, async move {
            gil.compute(0.012).await?;
            blocking_io(0.02).await?;
            compute(0.03).await?;
            print!("{name} at {}", time());
            Ok(())
        })
    });
    let busy = create_task_named(compute(0.04), "busy");
    sleep(0.01).await?;
    print!("late at {}", time());
    busy.await?;
    gather(threads).await.map(drop)
}

#[test]
fn a_live_run_with_threads_records_what_an_instant_one_does_however_late_it_is() {
    let expected = run_exact(everything);
    for step in [1_000, 1_700, 50_000, 1_000_000] {
        let host =
            Rc::new(Clock { pacer: Pacer::new(1.0, Micros::ZERO), wall: Cell::default(), wish: Cell::new(None) });
        let live = EventLoop::new(host.clone(), Rc::new(ModelServices), Recorder::new(10_000), everything);
        while live.drive(|| true) != DriveOutcome::Ended {
            // Never before the deadline, and as late as the step says.
            let wish = host.wish.take().expect("a run without anything outside waits for a deadline");
            while host.wall.get() < wish {
                host.wall.set(host.wall.get() + Micros(step));
            }
        }
        assert_eq!(story(&live.trace()), story(&expected.trace()), "in steps of {step} µs");
    }
    assert_eq!(output(&expected.trace()).len(), 3);
}

#[test]
fn a_run_with_threads_may_be_stopped_at_any_turn() {
    for turns in 0..30 {
        let host = Rc::new(loopline::runtime::VirtualHost::default());
        let run = EventLoop::new(host, Rc::new(ModelServices), Recorder::new(10_000), everything);
        for _ in 0..turns {
            run.single_turn();
        }
        run.stop();
        story(&run.trace());
    }
}

/// Workers that answer when the test says so, and say when they are let go.
#[derive(Default)]
struct Workers {
    asked: RefCell<Vec<(Range<u32>, WorkerCallback)>>,
    held: Rc<Cell<u32>>,
}

/// One worker that is held.
struct Worker(Rc<Cell<u32>>);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Services for Workers {
    fn fetch(&self, _path: &str, _done: ResponseCallback) {}

    fn block_for(&self, duration: Micros) -> Micros {
        duration
    }

    fn count_primes(&self, range: Range<u32>, answer: WorkerCallback) -> WorkerStart {
        self.asked.borrow_mut().push((range, answer));
        self.held.set(self.held.get() + 1);
        WorkerStart::Begun(Box::new(Worker(self.held.clone())))
    }
}

impl Workers {
    fn answer(&self, of: usize, outcome: Result<u32>) {
        let (_, answer) = self.asked.borrow_mut().remove(of);
        answer(outcome);
    }
}

async fn two_workers() -> Result<()> {
    let (first, second) = (count_primes("first", 0..10), count_primes("second", 10..20));
    sleep(0.1).await?;
    print!("the loop is free at {}", time());
    print!("second: {:?} at {}", second.await, time());
    print!("first: {:?} at {}", first.await, time());
    Ok(())
}

fn live(services: &Rc<Workers>) -> (Rc<Clock>, EventLoop) {
    let host = Rc::new(Clock { pacer: Pacer::new(1.0, Micros::ZERO), wall: Cell::default(), wish: Cell::new(None) });
    let live = EventLoop::new(host.clone(), services.clone(), Recorder::new(10_000), two_workers);
    (host, live)
}

#[test]
fn workers_answer_when_they_are_done_and_are_let_go() {
    let services = Rc::new(Workers::default());
    let (host, live) = live(&services);
    assert_eq!(live.drive(|| true), DriveOutcome::Until(Micros::from_millis(100)));
    assert_eq!(services.asked.borrow().iter().map(|(range, _)| range.clone()).collect::<Vec<_>>(), [0..10, 10..20]);
    host.wall.set(Micros::from_millis(250));
    assert_eq!(live.drive(|| true), DriveOutcome::Outside, "no deadline and no deadlock");
    services.answer(1, Ok(4));
    assert_eq!(live.drive(|| true), DriveOutcome::Outside);
    assert_eq!(services.held.get(), 1, "the second is let go");
    host.wall.set(Micros::from_millis(300));
    services.answer(0, Err(Error::failed("WorkerError", "it broke")));
    assert_eq!(live.drive(|| true), DriveOutcome::Ended);
    assert_eq!(services.held.get(), 0);
    let lines = [
        "the loop is free at 0.100000",
        "second: Ok(4) at 0.250000",
        "first: Err(Failed { kind: \"WorkerError\", message: \"it broke\" }) at 0.300000",
    ];
    same(&output(&live.trace()), &lines);
    let of_workers: Vec<_> = story(&live.trace()).into_iter().filter(|line| line.contains("s/")).collect();
    same(
        &of_workers,
        &[
            "3 0.25s/2: future_settled second result 4",
            "3 0.25s/2: step_ended second returned 4",
            "5 0.3s/1: future_settled first exception WorkerError: it broke",
            "5 0.3s/1: step_ended first raised WorkerError: it broke",
        ],
    );
}

#[test]
fn a_run_that_is_stopped_lets_its_workers_go() {
    let services = Rc::new(Workers::default());
    let (_, live) = live(&services);
    live.drive(|| true);
    assert_eq!(services.held.get(), 2);
    live.stop();
    assert_eq!(services.held.get(), 0);
    // An answer that comes too late does nothing.
    services.answer(0, Ok(4));
    assert_eq!(live.status(), Some(Status::Stopped));
}

#[test]
fn a_modelled_worker_counts_truly_and_takes_the_time_that_is_stated() {
    prints(
        || async {
            print!("{:?}", gather([count_primes("a", 0..1000), count_primes("b", 1000..100_000)]).await?);
            print!("{}", time());
            Ok(())
        },
        &["[168, 9424]", "0.032884"],
    );
}

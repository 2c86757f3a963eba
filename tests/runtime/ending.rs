//! How runs end, and what they leave behind.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::common::{output, prints, same, story, tells, warnings};
use loopline::clock::{Micros, Pacer};
use loopline::print;
use loopline::reading::laws;
use loopline::runtime::run;
use loopline::runtime::{
    DriveOutcome, Error, EventLoop, Future, Host, Lock, ModelServices, Queue, Response, ResponseCallback, Result,
    Services, TaskGroup, VirtualHost, all_tasks, as_completed, block_for, call_later_named, call_soon_named,
    close_loop, create_task, create_task_named, fetch, gather, run_exact, shield, sleep, time, timeout, turns,
};
use loopline::trace::{Recorder, Status};

fn looped<F>(limit: usize, make: impl FnOnce() -> F) -> EventLoop
where
    F: Future_,
{
    EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), Recorder::new(limit), make)
}

/// What a loop runs.
trait Future_: std::future::Future<Output = Result<()>> + 'static {}
impl<F: std::future::Future<Output = Result<()>> + 'static> Future_ for F {}

#[test]
fn tasks_that_main_leaves_running_are_cancelled_and_waited_for() {
    tells(
        || async {
            create_task_named(
                async {
                    let slept = sleep(9.0).await;
                    print!("cleaning up");
                    sleep(1.0).await?;
                    print!("clean");
                    slept
                },
                "left",
            );
            sleep(1.0).await?;
            print!("main is done");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created left by main",
            "1: future_created f2:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f3:sleep",
            "2: timer_set timer1 sleep due 9.000000",
            "2: step_ended left suspended on sleep until 9.000000",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f2:sleep result ()",
            "4 1s: output out \"main is done\"",
            "4 1s: future_settled main result ()",
            "4 1s: step_ended main returned ()",
            "5 1s: cancel_requested left (1)",
            "5 1s: future_settled f3:sleep cancelled",
            "5 1s: future_created f4:gather",
            "6 1s: cancel_delivered left",
            "6 1s: timer_cancelled timer1 sleep",
            "6 1s: output out \"cleaning up\"",
            "6 1s: future_created f5:sleep",
            "6 1s: timer_set timer2 sleep due 2.000000",
            "6 1s: step_ended left suspended on sleep until 2.000000",
            "7 2s: timer_fired timer2 sleep",
            "7 2s: future_settled f5:sleep result ()",
            "8 2s: output out \"clean\"",
            "8 2s: future_settled left cancelled",
            "8 2s: step_ended left cancelled",
            "9 2s: future_settled f4:gather result ()",
            "10 2s: run_ended returned",
        ],
    );
}

#[test]
fn a_program_that_closes_its_loop_leaves_the_rest_where_it_stands() {
    let run = tells(
        || async {
            let left = create_task_named(
                async {
                    let slept = sleep(9.0).await;
                    print!("never");
                    slept
                },
                "left",
            );
            call_later_named("late", 1.0, || print!("never"))?;
            sleep(0.0).await?;
            print!("{}", left.cancel());
            close_loop();
            print!("still in the same step");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created left by main",
            "1: timer_set timer0 late due 1.000000",
            "1: step_ended main suspended on turn",
            "2: future_created f2:sleep",
            "2: timer_set timer1 sleep due 9.000000",
            "2: step_ended left suspended on sleep until 9.000000",
            "2: cancel_requested left (1)",
            "2: future_settled f2:sleep cancelled",
            "2: output out \"true\"",
            "2: output out \"still in the same step\"",
            "2: future_settled main result ()",
            "2: step_ended main returned ()",
            "2: warning task_destroyed: Task was destroyed but it is pending! left",
            "2: run_ended returned",
        ],
    );
    assert_eq!(run.outcome(), Some(Ok(())));
    let early = run_exact(|| async {
        close_loop();
        sleep(1.0).await?;
        print!("never");
        Ok(())
    });
    assert_eq!((early.status(), early.outcome()), (Some(Status::Returned), None));
    assert_eq!(warnings(&early.trace()), ["Task was destroyed but it is pending! main"]);
}

#[test]
fn a_task_that_is_destroyed_while_it_waits_never_ends() {
    struct Said(&'static str);
    impl Drop for Said {
        fn drop(&mut self) {
            print!("{}", self.0);
        }
    }
    tells(
        || async {
            let signal = Future::<()>::named("signal");
            let waited = signal.clone();
            let task = create_task_named(
                async move {
                    let _said = Said("its coroutine is dropped");
                    waited.await
                },
                "lost",
            );
            let found = all_tasks().pop();
            let lost = found.ok_or(Error::Closed)?;
            print!("scheduled: {}", lost.destroy());
            sleep(0.0).await?;
            print!("waiting: {}", lost.destroy());
            print!("again: {}; done: {}; tasks: {}", lost.destroy(), task.done(), all_tasks().len());
            // Nobody is left to wake.
            signal.set_result(())?;
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: future_created f1:signal of plain",
            "1: task_created lost by main",
            "1: output out \"scheduled: false\"",
            "1: step_ended main suspended on turn",
            "2: step_ended lost suspended on future f1:signal",
            "2: warning task_destroyed: Task was destroyed but it is pending! lost",
            "2: output out \"its coroutine is dropped\"",
            "2: output out \"waiting: true\"",
            "2: output out \"again: false; done: false; tasks: 1\"",
            "2: future_settled f1:signal result ()",
            "2: step_ended main suspended on turn",
            "3: future_settled main result ()",
            "3: step_ended main returned ()",
            "4: run_ended returned",
        ],
    );
}

#[test]
fn an_error_while_the_rest_is_cleaned_up_is_reported() {
    let run = prints(
        || async {
            create_task(async {
                let _ = sleep(9.0).await;
                Err::<(), _>(Error::failed("ValueError", "in clean-up"))
            });
            sleep(1.0).await
        },
        &[],
    );
    assert_eq!(warnings(&run.trace()), ["unhandled exception during asyncio.run() shutdown: ValueError: in clean-up"]);
    assert_eq!(run.status(), Some(Status::Returned));
}

#[test]
fn what_main_raises_is_the_runs_end() {
    let run = tells(
        || async { Err(Error::failed("ValueError", "no")) },
        &[
            "0: task_created main",
            "1: future_settled main exception ValueError: no",
            "1: step_ended main raised ValueError: no",
            "2: run_ended raised ValueError: no",
        ],
    );
    assert_eq!(run.outcome(), Some(Err(Error::failed("ValueError", "no"))));
}

#[test]
fn a_main_that_cancels_itself_ends_the_run_cancelled() {
    let run = run_exact(|| async {
        if let Some(me) = loopline::runtime::current_task() {
            me.cancel();
        }
        sleep(1.0).await
    });
    assert_eq!(run.outcome(), Some(Err(Error::Cancelled(None))));
}

#[test]
fn a_deadlock_is_found_and_explained() {
    let run = tells(
        || async {
            let (lock, queue) = (Lock::named("door"), Queue::<u32>::named(0, "orders"));
            lock.acquire().await?;
            let getter = queue.clone();
            create_task_named(async move { getter.get().await.map(drop) }, "cook");
            create_task_named(async move { lock.acquire().await }, "guest").await
        },
        &[
            "0: task_created main",
            "1: task_created cook by main",
            "1: task_created guest by main",
            "1: step_ended main suspended on task guest",
            "2: future_created f3:queue_get",
            "2: step_ended cook suspended on queue_get orders",
            "2: future_created f4:lock",
            "2: step_ended guest suspended on lock door",
            "2: warning deadlock: nothing is scheduled; 3 tasks wait: main for task guest, cook for an item of orders, guest for door",
            "2: run_ended deadlock",
        ],
    );
    assert_eq!(run.status(), Some(Status::Deadlock));
    assert_eq!(
        warnings(&run.trace()),
        ["nothing is scheduled; 3 tasks wait: main for task guest, cook for an item of orders, guest for door"]
    );
    assert_eq!(loopline::runtime::run(|| async { Future::<()>::new().await }), Err(Error::Closed));
}

#[test]
fn an_infinite_sleep_alone_is_a_deadlock() {
    let run = run_exact(|| sleep(f64::INFINITY));
    assert_eq!(warnings(&run.trace()), ["nothing is scheduled; 1 task waits: main for ever (an infinite sleep)"]);
}

#[test]
fn at_the_limit_the_run_stops_and_the_whole_prefix_is_kept() {
    async fn forever() -> Result<()> {
        loop {
            sleep(0.0).await?;
        }
    }
    let whole = looped(100_000, forever);
    for _ in 0..200 {
        whole.single_turn();
    }
    let cut = looped(300, forever);
    assert_eq!(cut.drive(|| true), DriveOutcome::Ended);
    assert_eq!(cut.status(), Some(Status::Limit));
    let (cut, whole) = (cut.trace(), whole.trace());
    laws::check(&cut).expect("the laws hold up to the limit");
    assert!(cut.len() <= 300, "{}", cut.len());
    let ending = 2;
    assert_eq!(cut.kinds()[..cut.len() - ending], whole.kinds()[..cut.len() - ending]);
    assert_eq!(warnings(&cut), ["the record has reached its limit"]);
}

#[test]
fn a_limit_reached_within_a_step_ends_the_run_after_it() {
    let run = looped(200, || async {
        for i in 0..10_000 {
            print!("{i}");
        }
        sleep(1.0).await
    });
    run.drive(|| true);
    assert_eq!(run.status(), Some(Status::Limit));
    laws::check(&run.trace()).expect("the laws hold up to the limit");
    same(&output(&run.trace())[..2], &["0", "1"]);
}

#[test]
fn stopping_drops_the_bodies_with_the_loop_entered_and_late_calls_get_closed() {
    struct Late(Rc<RefCell<Vec<String>>>);
    impl Drop for Late {
        fn drop(&mut self) {
            let mut seen = vec![format!("{:?}", call_soon_named("late", || ()).map(drop))];
            seen.push(format!("{:?}", call_later_named("late", 1.0, || ()).map(drop)));
            let task = create_task(async { Ok(()) });
            seen.push(format!("{:?}", task.result()));
            let future = Future::<()>::new();
            future.add_named_callback("late", |_| ());
            seen.push(format!("{:?}", future.set_result(())));
            seen.push(format!("{}", time()));
            print!("not recorded");
            self.0.borrow_mut().extend(seen);
        }
    }
    let seen: Rc<RefCell<Vec<String>>> = Rc::default();
    let late = Late(seen.clone());
    let run = looped(1000, || async move {
        let _late = late;
        sleep(5.0).await
    });
    run.single_turn();
    run.stop();
    run.stop();
    assert_eq!(*seen.borrow(), ["Err(Closed)", "Err(Closed)", "Err(Closed)", "Ok(())", "0.000000"]);
    assert_eq!(run.status(), Some(Status::Stopped));
    assert_eq!((run.single_turn(), run.drive(|| true)), (DriveOutcome::Ended, DriveOutcome::Ended));
    assert!(output(&run.trace()).is_empty());
    let story = story(&run.trace());
    assert_eq!(story.last().map(String::as_str), Some("1: run_ended stopped"));
}

#[test]
fn a_run_may_be_stopped_between_its_turns_by_who_drives_it() {
    let run = looped(1000, || async {
        loop {
            sleep(0.0).await?;
        }
    });
    let mut turns = 0;
    let next = run.drive(|| {
        turns += 1;
        if turns == 3 {
            run.stop();
        }
        true
    });
    assert_eq!((next, turns, run.status()), (DriveOutcome::Ended, 3, Some(Status::Stopped)));
}

/// Counts what is alive.
#[derive(Clone, Debug)]
struct Alive(Rc<()>);

/// A program that leaves everything that can hold something in the middle of its work.
async fn tangle(alive: Alive) -> Result<()> {
    let never = Future::<Alive>::new();
    let lock = Lock::new();
    lock.acquire().await?;
    let queue = Queue::new(1);
    queue.put_nowait(alive.clone())?;
    let kept = (alive.clone(), never.clone(), lock.clone());
    let holder = create_task(async move {
        kept.2.acquire().await?;
        drop(kept.0);
        Ok(())
    });
    let putter = queue.clone();
    let more = alive.clone();
    create_task(async move { putter.put(more).await });
    let all = gather([never.clone(), shield(never.clone())]);
    let value = alive.clone();
    all.add_named_callback("holds", move |_| drop(value));
    let mut completed = as_completed([never.clone()], Some(100.0))?;
    let value = alive.clone();
    call_later_named("later", 50.0, move || drop(value))?;
    let value = alive.clone();
    create_task(async move {
        timeout(30.0, async |_| {
            let _value = value;
            holder.await
        })
        .await
    });
    create_task(async move { completed.next().await.unwrap_or(Err(Error::Timeout)) });
    let value = alive.clone();
    call_soon_named("soon", move || drop(value))?;
    sleep(1.0).await?;
    let value = alive.clone();
    TaskGroup::scope(async move |group| {
        let task = group.create_task(async move {
            let _value = value;
            sleep(20.0).await
        });
        task.add_named_callback("holds", {
            let task = task.clone();
            move |_| drop(task)
        });
        all.await.map(drop)
    })
    .await
}

#[test]
fn a_run_stopped_at_any_turn_leaves_nothing_alive() {
    for stop_after in 0..40 {
        let alive = Alive(Rc::new(()));
        let inside = alive.clone();
        let run = looped(10_000, || tangle(inside));
        for _ in 0..stop_after {
            run.single_turn();
        }
        run.stop();
        assert_eq!(Rc::strong_count(&alive.0), 1, "stopped after {stop_after} turns");
    }
}

#[test]
fn tasks_and_results_are_freed_as_soon_as_nobody_holds_them() {
    let alive = Alive(Rc::new(()));
    let inside = alive.clone();
    let counted = alive.clone();
    let run = run_exact(|| async move {
        for _ in 0..100 {
            let value = inside.clone();
            create_task(async move { Ok(value) }).await?;
        }
        print!("{}", Rc::strong_count(&counted.0));
        Ok(())
    });
    // Three here, and the last task's, which the handle that runs main's step still holds.
    same(&output(&run.trace()), &["4"]);
    drop(run);
    assert_eq!(Rc::strong_count(&alive.0), 1);
}

#[test]
fn a_modelled_fetch_takes_its_stated_latency() {
    let run = tells(
        || async {
            let response = fetch("files/page.html").await?;
            print!("{} {:?} at {}", response.status, response.body, time());
            let missing = fetch("files/missing.html");
            print!("{} at {}", missing.response().await?.status, time());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: future_created f1:files/page.html of io",
            "1: timer_set timer0 fetch due 0.060000",
            "1: step_ended main suspended on io f1:files/page.html",
            "2 0.06s: timer_fired timer0 fetch",
            "3 0.06s: future_settled f1:files/page.html result Response { status: 200, body: \"the model of files/page.html\" }",
            "4 0.06s: output out \"200 \\\"the model of files/page.html\\\" at 0.060000\"",
            "4 0.06s: future_created f2:files/missing.html of io",
            "4 0.06s: timer_set timer1 fetch due 0.120000",
            "4 0.06s: step_ended main suspended on io f2:files/missing.html",
            "5 0.12s: timer_fired timer1 fetch",
            "6 0.12s: future_settled f2:files/missing.html result Response { status: 404, body: \"\" }",
            "7 0.12s: output out \"404 at 0.120000\"",
            "7 0.12s: future_settled main result ()",
            "7 0.12s: step_ended main returned ()",
            "8 0.12s: run_ended returned",
        ],
    );
    assert_eq!(run.status(), Some(Status::Returned));
}

/// A clock that a test moves.
#[derive(Default)]
struct Paced {
    wall: Cell<Micros>,
    pacer: RefCell<Option<Pacer>>,
    woken_at: Cell<Option<Micros>>,
    asked: Cell<bool>,
}

impl Paced {
    fn new() -> Rc<Paced> {
        let paced = Paced::default();
        paced.pacer.replace(Some(Pacer::new(1.0, Micros::ZERO)));
        Rc::new(paced)
    }

    fn pass(&self, micros: u64) {
        self.wall.set(self.wall.get() + Micros(micros));
    }
}

impl Host for Paced {
    fn now(&self) -> Micros {
        self.pacer.borrow().map(|pacer| pacer.allowed(self.wall.get())).unwrap_or_default()
    }

    fn wall(&self) -> Option<Micros> {
        Some(self.wall.get())
    }

    fn wake_at(&self, deadline: Micros) {
        self.woken_at.set(Some(deadline));
    }

    fn request_turn(&self) {
        self.asked.set(true);
    }

    fn moved(&self, now: Micros) {
        if let Some(pacer) = &mut *self.pacer.borrow_mut() {
            pacer.follow(now, self.wall.get());
        }
    }
}

fn paced<F: Future_>(host: &Rc<Paced>, services: Rc<dyn Services>, make: impl FnOnce() -> F) -> EventLoop {
    EventLoop::new(host.clone(), services, Recorder::new(10_000), make)
}

async fn deadlines() -> Result<()> {
    for (name, delay) in [("one", 1.0), ("two", 2.0), ("also two", 2.0), ("three", 3.0)] {
        call_later_named(name, delay, move || print!("{name} in turn {} at {}", turns(), time()))?;
    }
    sleep(4.0).await
}

#[test]
fn a_late_host_gets_one_deadline_a_turn_and_the_instant_runs_order_and_times() {
    let host = Paced::new();
    let live = paced(&host, Rc::new(ModelServices), deadlines);
    assert_eq!(live.drive(|| true), DriveOutcome::Until(Micros::from_millis(1000)));
    assert_eq!(host.woken_at.get(), Some(Micros::from_millis(1000)));
    // Far too early changes nothing, far too late neither.
    host.pass(100);
    assert_eq!(live.drive(|| true), DriveOutcome::Until(Micros::from_millis(1000)));
    host.pass(10_000_000);
    assert_eq!(live.drive(|| true), DriveOutcome::Ended);
    let instant = run_exact(deadlines);
    assert_eq!(story(&live.trace()), story(&instant.trace()));
}

#[test]
fn a_drive_that_may_go_no_further_asks_for_another_turn() {
    let host = Paced::new();
    let live = paced(&host, Rc::new(ModelServices), || async {
        for _ in 0..3 {
            sleep(0.0).await?;
        }
        Ok(())
    });
    assert_eq!((live.drive(|| false), host.asked.get()), (DriveOutcome::Ready, true));
    assert_eq!(live.turns(), 1);
    assert_eq!(live.drive(|| true), DriveOutcome::Ended);
}

#[test]
fn a_single_turn_jumps_to_the_next_deadline_while_the_clock_stands() {
    let host = Paced::new();
    if let Some(pacer) = &mut *host.pacer.borrow_mut() {
        pacer.set_paused(true, Micros::ZERO);
    }
    let live = paced(&host, Rc::new(ModelServices), deadlines);
    assert_eq!(live.drive(|| true), DriveOutcome::Until(Micros::from_millis(1000)));
    assert_eq!(live.single_turn(), DriveOutcome::Until(Micros::from_millis(2000)));
    assert_eq!(live.now(), Micros::from_millis(1000));
    same(&output(&live.trace()), &["one in turn 2 at 1.000000"]);
    // And the clock goes on from there.
    assert_eq!(host.now(), Micros::from_millis(1000));
}

#[test]
fn code_that_holds_the_loop_of_a_live_run_moves_its_clock() {
    let host = Paced::new();
    let held = host.clone();
    let live = paced(&host, Rc::new(ModelServices), move || async move {
        call_later_named("late", 0.1, || print!("late at {}", time()))?;
        held.pass(300_000);
        sleep(0.5).await
    });
    assert_eq!(live.drive(|| true), DriveOutcome::Until(Micros::from_millis(500)));
    same(&output(&live.trace()), &["late at 0.300000"]);
    host.pass(500_000);
    assert_eq!(live.drive(|| true), DriveOutcome::Ended);
}

/// Answers when the test says so.
#[derive(Default)]
struct Held(RefCell<Vec<ResponseCallback>>);

impl Services for Held {
    fn fetch(&self, _path: &str, done: ResponseCallback) {
        self.0.borrow_mut().push(done);
    }

    fn block_for(&self, duration: Micros) -> Micros {
        duration
    }
}

fn answer() -> Result<Response> {
    Ok(Response { status: 200, body: "hello".into() })
}

#[test]
fn an_answer_from_outside_wakes_the_loop_and_the_clock_follows() {
    let (host, services) = (Paced::new(), Rc::new(Held::default()));
    let live = paced(&host, services.clone(), || async {
        let response = fetch("hello.txt").await?;
        print!("{} at {}", response.body, time());
        Ok(())
    });
    assert_eq!(live.drive(|| true), DriveOutcome::Outside);
    host.pass(70_000);
    let done = services.0.borrow_mut().pop().expect("the program fetches");
    done(answer());
    assert!(host.asked.get());
    assert_eq!(live.drive(|| true), DriveOutcome::Ended);
    same(&output(&live.trace()), &["hello at 0.070000"]);
    laws::check(&live.trace()).expect("an answer from outside keeps the laws");
}

#[test]
fn an_answer_that_comes_after_the_end_or_to_a_cancelled_fetch_is_dropped() {
    let (host, services) = (Paced::new(), Rc::new(Held::default()));
    let live = paced(&host, services.clone(), || async {
        let cancelled = fetch("a");
        cancelled.cancel();
        fetch("b").await.map(drop)
    });
    live.drive(|| true);
    let mut held = services.0.take();
    let last = held.pop().expect("the program fetches twice");
    held.pop().expect("the program fetches twice")(answer());
    assert_eq!(live.drive(|| true), DriveOutcome::Outside);
    live.stop();
    let before = live.trace().len();
    last(answer());
    assert_eq!(live.trace().len(), before);
}

#[test]
fn blocking_outside_a_loop_does_nothing() {
    block_for(1.0);
    assert_eq!(time(), Micros::ZERO);
    assert_eq!(run(|| async { Ok(turns()) }), Ok(1));
}

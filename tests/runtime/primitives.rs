//! Locks, events, semaphores, conditions, barriers and queues.

use crate::common::{prints, tells};
use loopline::print;
use loopline::reading::dump;
use loopline::runtime::{
    Barrier, Condition, Event, Lock, Queue, Result, Semaphore, create_task, create_task_named, gather, sleep, time,
};

async fn holds(lock: Lock, name: &'static str, delay: f64) -> Result<()> {
    let _guard = lock.lock().await?;
    print!("{name} in at {}", time());
    sleep(delay).await
}

#[test]
fn a_lock_lets_tasks_in_one_by_one_in_order_of_asking() {
    tells(
        || async {
            let lock = Lock::named("door");
            let tasks = ["A", "B", "C"].map(|name| create_task_named(holds(lock.clone(), name, 1.0), name));
            gather(tasks).await.map(drop)
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: task_created C by main",
            "1: future_created f4:gather",
            "1: step_ended main suspended on gather f4:gather",
            "2: output out \"A in at 0.000000\"",
            "2: future_created f5:sleep",
            "2: timer_set timer0 sleep due 1.000000",
            "2: step_ended A suspended on sleep until 1.000000",
            "2: future_created f6:lock",
            "2: step_ended B suspended on lock door",
            "2: future_created f7:lock",
            "2: step_ended C suspended on lock door",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f5:sleep result ()",
            "4 1s: future_settled f6:lock result ()",
            "4 1s: future_settled A result ()",
            "4 1s: step_ended A returned ()",
            "5 1s: output out \"B in at 1.000000\"",
            "5 1s: future_created f8:sleep",
            "5 1s: timer_set timer1 sleep due 2.000000",
            "5 1s: step_ended B suspended on sleep until 2.000000",
            "6 2s: timer_fired timer1 sleep",
            "6 2s: future_settled f8:sleep result ()",
            "7 2s: future_settled f7:lock result ()",
            "7 2s: future_settled B result ()",
            "7 2s: step_ended B returned ()",
            "8 2s: output out \"C in at 2.000000\"",
            "8 2s: future_created f9:sleep",
            "8 2s: timer_set timer2 sleep due 3.000000",
            "8 2s: step_ended C suspended on sleep until 3.000000",
            "9 3s: timer_fired timer2 sleep",
            "9 3s: future_settled f9:sleep result ()",
            "10 3s: future_settled C result ()",
            "10 3s: step_ended C returned ()",
            "11 3s: future_settled f4:gather result [(), (), ()]",
            "12 3s: future_settled main result ()",
            "12 3s: step_ended main returned ()",
            "13 3s: run_ended returned",
        ],
    );
}

#[test]
fn nobody_overtakes_who_is_in_line_for_an_open_lock() {
    prints(
        || async {
            let lock = Lock::new();
            lock.acquire().await?;
            let waiter = create_task(holds(lock.clone(), "waiter", 0.0));
            sleep(0.0).await?;
            lock.release()?;
            // The lock is open now and the waiter on its way: who asks now stands behind it.
            lock.acquire().await?;
            print!("main in");
            lock.release()?;
            waiter.await
        },
        &["waiter in at 0.000000", "main in"],
    );
}

#[test]
fn a_lock_passes_by_a_waiter_that_was_cancelled() {
    prints(
        || async {
            let lock = Lock::new();
            lock.acquire().await?;
            let first = create_task(holds(lock.clone(), "first", 0.0));
            let second = create_task(holds(lock.clone(), "second", 0.0));
            sleep(0.0).await?;
            first.cancel();
            sleep(0.0).await?;
            lock.release()?;
            second.await
        },
        &["second in at 0.000000"],
    );
}

#[test]
fn a_waiter_cancelled_after_it_was_woken_hands_the_lock_on() {
    prints(
        || async {
            let lock = Lock::new();
            lock.acquire().await?;
            let first = create_task(holds(lock.clone(), "first", 0.0));
            let second = create_task(holds(lock.clone(), "second", 0.0));
            sleep(0.0).await?;
            lock.release()?;
            first.cancel();
            print!("{:?}", first.await);
            second.await?;
            print!("{} {:?}", lock.locked(), lock.release().map_err(|error| error.to_string()));
            Ok(())
        },
        &["second in at 0.000000", "Err(Cancelled(None))", "false Err(\"RuntimeError: Lock is not acquired.\")"],
    );
}

#[test]
fn a_guard_lets_go_on_every_way_out() {
    prints(
        || async {
            let lock = Lock::new();
            let task = create_task(holds(lock.clone(), "task", 9.0));
            sleep(1.0).await?;
            task.cancel();
            holds(lock, "main", 0.0).await
        },
        &["task in at 0.000000", "main in at 1.000000"],
    );
}

#[test]
fn an_event_wakes_all_who_wait_and_stays_set() {
    tells(
        || async {
            let event = Event::named("go");
            let tasks = ["A", "B"].map(|name| {
                let event = event.clone();
                create_task_named(
                    async move {
                        event.wait().await?;
                        print!("{name} goes, set: {}", event.is_set());
                        Ok(())
                    },
                    name,
                )
            });
            sleep(1.0).await?;
            event.set();
            event.clear();
            gather(tasks).await?;
            event.set();
            event.wait().await?;
            print!("no wait");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: future_created f3:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f4:event",
            "2: step_ended A suspended on event go",
            "2: future_created f5:event",
            "2: step_ended B suspended on event go",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f3:sleep result ()",
            "4 1s: future_settled f4:event result ()",
            "4 1s: future_settled f5:event result ()",
            "4 1s: future_created f6:gather",
            "4 1s: step_ended main suspended on gather f6:gather",
            "5 1s: output out \"A goes, set: false\"",
            "5 1s: future_settled A result ()",
            "5 1s: step_ended A returned ()",
            "5 1s: output out \"B goes, set: false\"",
            "5 1s: future_settled B result ()",
            "5 1s: step_ended B returned ()",
            "6 1s: future_settled f6:gather result [(), ()]",
            "7 1s: output out \"no wait\"",
            "7 1s: future_settled main result ()",
            "7 1s: step_ended main returned ()",
            "8 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_cancelled_waiter_of_an_event_is_not_woken() {
    prints(
        || async {
            let event = Event::new();
            let waiting = event.clone();
            let task = create_task(async move { waiting.wait().await });
            sleep(0.0).await?;
            task.cancel();
            event.set();
            print!("{:?}", task.await);
            Ok(())
        },
        &["Err(Cancelled(None))"],
    );
}

#[test]
fn a_semaphore_lets_so_many_in_and_the_rest_in_order() {
    async fn visit(seats: Semaphore, name: &'static str, delay: f64) -> Result<()> {
        let _permit = seats.permit().await?;
        print!("{name} in at {}", time());
        sleep(delay).await
    }
    prints(
        || async {
            let seats = Semaphore::new(2);
            let tasks =
                [("A", 1.0), ("B", 2.0), ("C", 2.0), ("D", 1.0)].map(|(name, delay)| visit(seats.clone(), name, delay));
            gather(tasks).await?;
            print!("{}", seats.locked());
            Ok(())
        },
        &["A in at 0.000000", "B in at 0.000000", "C in at 1.000000", "D in at 2.000000", "false"],
    );
}

#[test]
fn a_permit_of_a_cancelled_waiter_goes_to_the_next() {
    prints(
        || async {
            let seats = Semaphore::new(1);
            seats.acquire().await?;
            let take = |name: &'static str| {
                let seats = seats.clone();
                create_task(async move {
                    seats.acquire().await?;
                    print!("{name} in");
                    Ok(())
                })
            };
            let (first, second) = (take("first"), take("second"));
            sleep(0.0).await?;
            seats.release()?;
            first.cancel();
            print!("{:?}", first.await);
            second.await?;
            print!("{}", seats.locked());
            Ok(())
        },
        &["second in", "Err(Cancelled(None))", "true"],
    );
}

#[test]
fn a_bounded_semaphore_refuses_one_permit_too_many() {
    prints(
        || async {
            let seats = Semaphore::bounded(1);
            print!("{:?}", seats.release().map_err(|error| error.to_string()));
            seats.acquire().await?;
            print!("{:?}", seats.release());
            Semaphore::new(0).release()
        },
        &["Err(\"ValueError: BoundedSemaphore released too many times\")", "Ok(())"],
    );
}

#[test]
fn a_condition_wakes_as_many_as_it_is_told_one_after_another() {
    prints(
        || async {
            let condition = Condition::new();
            let tasks = ["A", "B", "C"].map(|name| {
                let condition = condition.clone();
                create_task(async move {
                    let _guard = condition.lock().await?;
                    condition.wait().await?;
                    print!("{name} at {}", time());
                    sleep(1.0).await
                })
            });
            sleep(1.0).await?;
            print!("{:?}", condition.notify(1).map_err(|error| error.to_string()));
            let guard = condition.lock().await?;
            condition.notify(2)?;
            drop(guard);
            sleep(5.0).await?;
            let guard = condition.lock().await?;
            condition.notify_all()?;
            drop(guard);
            gather(tasks).await.map(drop)
        },
        &[
            "Err(\"RuntimeError: cannot notify on un-acquired lock\")",
            "A at 1.000000",
            "B at 2.000000",
            "C at 6.000000",
        ],
    );
}

#[test]
fn a_cancelled_waiter_of_a_condition_takes_the_lock_first_and_hands_its_word_on() {
    prints(
        || async {
            let condition = Condition::new();
            let wait = |name: &'static str| {
                let condition = condition.clone();
                create_task(async move {
                    let _guard = condition.lock().await?;
                    let woken = condition.wait().await;
                    print!("{name} {woken:?}, holding: {}", condition.inner().locked());
                    woken
                })
            };
            let (first, second) = (wait("first"), wait("second"));
            sleep(0.0).await?;
            let guard = condition.lock().await?;
            condition.notify(1)?;
            first.cancel();
            drop(guard);
            second.await?;
            print!("{}", condition.inner().locked());
            Ok(())
        },
        &["first Err(Cancelled(None)), holding: true", "second Ok(()), holding: true", "false"],
    );
}

#[test]
fn a_condition_waits_for_what_is_asked() {
    prints(
        || async {
            let (condition, count) = (Condition::new(), std::rc::Rc::new(std::cell::Cell::new(0)));
            let (theirs, seen) = (condition.clone(), count.clone());
            let task = create_task(async move {
                let _guard = theirs.lock().await?;
                theirs.wait_for(move || seen.get() == 2).await?;
                print!("two at {}", time());
                Ok(())
            });
            for _ in 0..2 {
                sleep(1.0).await?;
                let _guard = condition.lock().await?;
                count.set(count.get() + 1);
                condition.notify_all()?;
            }
            task.await?;
            print!("{:?}", condition.wait().await.map_err(|error| error.to_string()));
            Ok(())
        },
        &["two at 2.000000", "Err(\"RuntimeError: cannot wait on un-acquired lock\")"],
    );
}

#[test]
fn a_barrier_opens_when_enough_have_come_and_again_for_the_next() {
    prints(
        || async {
            let barrier = Barrier::new(2)?;
            let tasks = [1.0, 2.0, 3.0, 4.0].map(|delay| {
                let barrier = barrier.clone();
                create_task(async move {
                    sleep(delay).await?;
                    let place = barrier.wait().await?;
                    print!("{delay} is number {place} at {}", time());
                    Ok(())
                })
            });
            gather(tasks).await?;
            print!("{:?}", Barrier::new(0).map(drop).map_err(|error| error.to_string()));
            Ok(())
        },
        &[
            "2 is number 1 at 2.000000",
            "1 is number 0 at 2.000000",
            "4 is number 1 at 4.000000",
            "3 is number 0 at 4.000000",
            "Err(\"ValueError: parties must be > 0\")",
        ],
    );
}

#[test]
fn who_waits_at_a_barrier_waits_for_the_barrier_not_for_its_parts() {
    let run = tells(
        || async {
            let barrier = Barrier::named(2, "hut")?;
            let tasks = ["A", "B"].map(|name| {
                let barrier = barrier.clone();
                create_task_named(async move { barrier.wait().await.map(drop) }, name)
            });
            gather(tasks).await.map(drop)
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: future_created f3:gather",
            "1: step_ended main suspended on gather f3:gather",
            "2: future_created f4:barrier",
            "2: step_ended A suspended on barrier hut",
            "2: future_settled f4:barrier result ()",
            "2: future_settled B result ()",
            "2: step_ended B returned ()",
            "3: future_settled A result ()",
            "3: step_ended A returned ()",
            "4: future_settled f3:gather result [(), ()]",
            "5: future_settled main result ()",
            "5: step_ended main returned ()",
            "6: run_ended returned",
        ],
    );
    // Its lock and its condition have no lanes: the barrier is one thing to whoever looks.
    let resources = dump(&run.trace()).lines().filter(|line| line.contains("resource_created")).count();
    assert_eq!(resources, 1);
}

#[test]
fn a_barrier_that_is_reset_or_aborted_sends_its_waiters_away() {
    prints(
        || async {
            let barrier = Barrier::new(2)?;
            let wait = || {
                let barrier = barrier.clone();
                create_task(async move { barrier.wait().await })
            };
            let first = wait();
            sleep(0.0).await?;
            print!("{} waits", barrier.n_waiting());
            barrier.reset().await?;
            print!("{:?}, broken: {}", first.await, barrier.broken());
            let second = wait();
            sleep(0.0).await?;
            barrier.abort().await?;
            print!("{:?}, broken: {}", second.await, barrier.broken());
            print!("{:?}", wait().await);
            barrier.reset().await?;
            let third = wait();
            print!("{:?} {:?}", barrier.wait().await, third.await);
            Ok(())
        },
        &[
            "1 waits",
            "Err(BrokenBarrier(\"Abort or reset of barrier\")), broken: false",
            "Err(BrokenBarrier(\"Abort or reset of barrier\")), broken: true",
            "Err(BrokenBarrier(\"Barrier aborted\"))",
            "Ok(0) Ok(1)",
        ],
    );
}

#[test]
fn a_waiter_of_a_barrier_that_is_cancelled_leaves_room_for_another() {
    prints(
        || async {
            let barrier = Barrier::new(2)?;
            let wait = || {
                let barrier = barrier.clone();
                create_task(async move { barrier.wait().await })
            };
            let first = wait();
            sleep(0.0).await?;
            first.cancel();
            print!("{:?}, {} wait", first.await, barrier.n_waiting());
            let second = wait();
            let third = wait();
            print!("{:?} {:?}", second.await, third.await);
            Ok(())
        },
        &["Err(Cancelled(None)), 0 wait", "Ok(0) Ok(1)"],
    );
}

#[test]
fn a_bounded_queue_makes_its_putters_wait_in_order() {
    tells(
        || async {
            let queue = Queue::named(1, "orders");
            let putters = [1, 2].map(|item| {
                let queue = queue.clone();
                create_task_named(async move { queue.put(item).await }, format!("put {item}"))
            });
            sleep(1.0).await?;
            print!("{} {}", queue.get().await?, queue.get().await?);
            gather(putters).await.map(drop)
        },
        &[
            "0: task_created main",
            "1: task_created put 1 by main",
            "1: task_created put 2 by main",
            "1: future_created f3:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_settled put 1 result ()",
            "2: step_ended put 1 returned ()",
            "2: future_created f4:queue_put",
            "2: step_ended put 2 suspended on queue_put orders",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f3:sleep result ()",
            "4 1s: future_settled f4:queue_put result ()",
            "4 1s: future_created f5:queue_get",
            "4 1s: step_ended main suspended on queue_get orders",
            "5 1s: future_settled f5:queue_get result ()",
            "5 1s: future_settled put 2 result ()",
            "5 1s: step_ended put 2 returned ()",
            "6 1s: output out \"1 2\"",
            "6 1s: future_created f6:gather",
            "6 1s: future_settled f6:gather result [(), ()]",
            "6 1s: future_settled main result ()",
            "6 1s: step_ended main returned ()",
            "7 1s: run_ended returned",
        ],
    );
}

#[test]
fn getters_are_served_first_come_first_served_and_a_cancelled_one_loses_nothing() {
    prints(
        || async {
            let queue = Queue::new(0);
            let getters = ["A", "B", "C"].map(|name| {
                let queue = queue.clone();
                create_task(async move {
                    print!("{name} got {}", queue.get().await?);
                    Ok(())
                })
            });
            sleep(0.0).await?;
            queue.put_nowait(1)?;
            // A is woken and cancelled in the same turn: its item is for B.
            getters[0].cancel();
            sleep(0.0).await?;
            queue.put_nowait(2)?;
            sleep(0.0).await?;
            sleep(0.0).await?;
            print!("{} left", queue.qsize());
            Ok(())
        },
        &["B got 1", "C got 2", "0 left"],
    );
}

#[test]
fn a_cancelled_putter_hands_the_room_on() {
    prints(
        || async {
            let queue = Queue::new(1);
            queue.put_nowait(0)?;
            let putters = [1, 2].map(|item| {
                let queue = queue.clone();
                create_task(async move { queue.put(item).await })
            });
            sleep(0.0).await?;
            print!("{}", queue.get_nowait()?);
            putters[0].cancel();
            sleep(0.0).await?;
            sleep(0.0).await?;
            print!("{:?}", queue.get_nowait());
            Ok(())
        },
        &["0", "Ok(2)"],
    );
}

#[test]
fn queues_fail_at_once_where_nobody_may_wait() {
    prints(
        || async {
            let queue = Queue::new(1);
            print!("{:?}", queue.get_nowait());
            queue.put_nowait("a")?;
            print!("{:?} {} {}", queue.put_nowait("b"), queue.full(), queue.empty());
            queue.task_done()?;
            print!("{:?}", queue.task_done().map_err(|error| error.to_string()));
            Ok(())
        },
        &["Err(QueueEmpty)", "Err(QueueFull) true false", "Err(\"ValueError: task_done() called too many times\")"],
    );
}

#[test]
fn other_queues_give_the_last_or_the_least_first() {
    prints(
        || async {
            let (lifo, priority) = (Queue::lifo(0), Queue::priority(0));
            for item in [(2, "b"), (1, "a"), (3, "c")] {
                lifo.put(item).await?;
                priority.put(item).await?;
            }
            for _ in 0..3 {
                print!("{} {}", lifo.get().await?.1, priority.get().await?.1);
            }
            Ok(())
        },
        &["c a", "a b", "b c"],
    );
}

#[test]
fn join_waits_until_every_item_is_dealt_with() {
    prints(
        || async {
            let queue = Queue::new(0);
            queue.join().await?;
            for item in 0..3 {
                queue.put_nowait(item)?;
            }
            let work = queue.clone();
            create_task(async move {
                loop {
                    let item = work.get().await?;
                    sleep(1.0).await?;
                    print!("{item} done");
                    work.task_done()?;
                }
                #[allow(unreachable_code)]
                Ok(())
            });
            queue.join().await?;
            print!("all at {}", time());
            Ok(())
        },
        &["0 done", "1 done", "2 done", "all at 3.000000"],
    );
}

#[test]
fn a_queue_shut_down_gives_what_it_has_and_then_says_so() {
    prints(
        || async {
            let queue = Queue::new(1);
            queue.put_nowait(1)?;
            let putter = queue.clone();
            let putter = create_task(async move { putter.put(2).await });
            sleep(0.0).await?;
            queue.shutdown(false);
            print!("{:?} {:?}", putter.await, queue.put_nowait(3));
            print!("{:?} {:?}", queue.get().await, queue.get().await);
            let emptied = Queue::new(0);
            emptied.put_nowait(1)?;
            let joiner = emptied.clone();
            let joiner = create_task(async move { joiner.join().await });
            sleep(0.0).await?;
            emptied.shutdown(true);
            print!("{:?} {:?}", emptied.get().await, joiner.await);
            let waiting = Queue::<u32>::new(0);
            let getter = waiting.clone();
            let getter = create_task(async move { getter.get().await });
            sleep(0.0).await?;
            waiting.shutdown(false);
            print!("{:?}", getter.await);
            Ok(())
        },
        &[
            "Err(QueueShutDown) Err(QueueShutDown)",
            "Ok(1) Err(QueueShutDown)",
            "Err(QueueShutDown) Ok(())",
            "Err(QueueShutDown)",
        ],
    );
}

#[test]
fn a_lock_made_outside_a_run_is_entered_in_the_record_of_the_run_that_uses_it() {
    let (lock, queue) = (Lock::named("outside"), Queue::<u32>::named(0, "also outside"));
    let run = prints(
        || async move {
            let inside = Lock::named("inside");
            let _inside = inside.lock().await?;
            let _guard = lock.lock().await?;
            queue.put_nowait(1)
        },
        &[],
    );
    let text = loopline::reading::dump(&run.trace());
    for name in ["outside", "inside", "also outside"] {
        assert_eq!(text.matches(&format!("resource_created  {name} of")).count(), 1, "{text}");
    }
}

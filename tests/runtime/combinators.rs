//! gather, wait, wait_for, as_completed and shield.

use crate::common::{prints, tells, warnings};
use loopline::print;
use loopline::runtime::{
    Error, Future, Result, ReturnWhen, Task, Waited, as_completed, create_task, create_task_named, gather,
    gather_settled, shield, sleep, time, wait,
};

async fn after(name: &'static str, delay: f64) -> Result<&'static str> {
    sleep(delay).await?;
    Ok(name)
}

async fn fails(name: &'static str, delay: f64) -> Result<&'static str> {
    sleep(delay).await?;
    Err(Error::failed("ValueError", name))
}

fn task(
    coroutine: impl std::future::Future<Output = Result<&'static str>> + 'static,
    name: &str,
) -> Task<&'static str> {
    create_task_named(coroutine, name)
}

fn names(futures: &[Future<&'static str>]) -> Vec<String> {
    futures.iter().map(|future| future.result().map_or_else(|error| error.to_string(), String::from)).collect()
}

#[test]
fn gather_passes_the_first_error_on_and_the_others_run_on() {
    tells(
        || async {
            let outcome = gather([task(fails("A", 1.0), "A"), task(after("B", 2.0), "B")]).await;
            print!("{outcome:?}");
            sleep(2.0).await?;
            print!("end");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: future_created f3:gather",
            "1: step_ended main suspended on gather f3:gather",
            "2: future_created f4:sleep",
            "2: timer_set timer0 sleep due 1.000000",
            "2: step_ended A suspended on sleep until 1.000000",
            "2: future_created f5:sleep",
            "2: timer_set timer1 sleep due 2.000000",
            "2: step_ended B suspended on sleep until 2.000000",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f4:sleep result ()",
            "4 1s: future_settled A exception ValueError: A",
            "4 1s: step_ended A raised ValueError: A",
            "5 1s: future_settled f3:gather exception ValueError: A",
            "6 1s: output out \"Err(Failed { kind: \\\"ValueError\\\", message: \\\"A\\\" })\"",
            "6 1s: future_created f6:sleep",
            "6 1s: timer_set timer2 sleep due 3.000000",
            "6 1s: step_ended main suspended on sleep until 3.000000",
            "7 2s: timer_fired timer1 sleep",
            "7 2s: future_settled f5:sleep result ()",
            "8 2s: future_settled B result \"B\"",
            "8 2s: step_ended B returned \"B\"",
            "10 3s: timer_fired timer2 sleep",
            "10 3s: future_settled f6:sleep result ()",
            "11 3s: output out \"end\"",
            "11 3s: future_settled main result ()",
            "11 3s: step_ended main returned ()",
            "12 3s: run_ended returned",
        ],
    );
}

#[test]
fn gather_settled_puts_errors_among_the_results() {
    prints(
        || async {
            let cancelled = create_task(after("C", 5.0));
            let all = gather_settled([create_task(after("A", 2.0)), create_task(fails("B", 1.0)), cancelled.clone()]);
            sleep(0.5).await?;
            cancelled.cancel_with("with a message");
            for result in all.await? {
                print!("{:?}", result.map_err(|error| error.to_string()));
            }
            Ok(())
        },
        &["Ok(\"A\")", "Err(\"ValueError: B\")", "Err(\"CancelledError\")"],
    );
}

#[test]
fn a_cancelled_child_is_an_error_in_gather_and_gather_itself_is_not_cancelled() {
    prints(
        || async {
            let child = create_task(after("A", 5.0));
            let all = gather([child.clone(), create_task(after("B", 1.0))]);
            sleep(0.5).await?;
            child.cancel();
            print!("{:?} {}", (&all).await, all.cancelled());
            Ok(())
        },
        &["Err(Cancelled(None)) false"],
    );
}

#[test]
fn gather_of_nothing_is_done_and_a_child_given_twice_is_waited_for_once() {
    prints(
        || async {
            print!("{:?}", gather(Vec::<Task<()>>::new()).await);
            let child = create_task(after("A", 1.0));
            print!("{:?}", gather([child.clone(), child]).await);
            let done = Future::new();
            done.set_result("done")?;
            print!("{:?}", gather([done]).done());
            Ok(())
        },
        &["Ok([])", "Ok([\"A\", \"A\"])", "true"],
    );
}

#[test]
fn a_second_error_of_gather_counts_as_read() {
    let run = prints(
        || async {
            let outcome = gather([create_task(fails("A", 1.0)), create_task(fails("B", 2.0))]).await;
            print!("{outcome:?}");
            sleep(5.0).await
        },
        &["Err(Failed { kind: \"ValueError\", message: \"A\" })"],
    );
    assert!(warnings(&run.trace()).is_empty());
}

#[test]
fn the_macro_gathers_what_is_awaited_differently() {
    prints(
        || async {
            let future = Future::new();
            future.set_result("future")?;
            print!("{:?}", loopline::gather!(after("coroutine", 1.0), task(after("task", 2.0), "t"), future).await?);
            Ok(())
        },
        &["[\"coroutine\", \"task\", \"future\"]"],
    );
}

#[test]
fn wait_for_the_first_leaves_the_rest_running() {
    tells(
        || async {
            let tasks = [task(after("short", 1.0), "short"), task(after("long", 3.0), "long")];
            let waiting = tasks.iter().map(Task::future).collect::<Vec<_>>();
            let Waited { done, pending } = wait(waiting, None, ReturnWhen::FirstCompleted).await?;
            print!("{:?} and {} pending at {}", names(&done), pending.len(), time());
            for future in pending {
                print!("{:?}", future.await);
            }
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created short by main",
            "1: task_created long by main",
            "1: future_created f3:wait",
            "1: step_ended main suspended on wait f3:wait",
            "2: future_created f4:sleep",
            "2: timer_set timer0 sleep due 1.000000",
            "2: step_ended short suspended on sleep until 1.000000",
            "2: future_created f5:sleep",
            "2: timer_set timer1 sleep due 3.000000",
            "2: step_ended long suspended on sleep until 3.000000",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f4:sleep result ()",
            "4 1s: future_settled short result \"short\"",
            "4 1s: step_ended short returned \"short\"",
            "5 1s: future_settled f3:wait result ()",
            "6 1s: callback_removed long call wait",
            "6 1s: output out \"[\\\"short\\\"] and 1 pending at 1.000000\"",
            "6 1s: step_ended main suspended on task long",
            "7 3s: timer_fired timer1 sleep",
            "7 3s: future_settled f5:sleep result ()",
            "8 3s: future_settled long result \"long\"",
            "8 3s: step_ended long returned \"long\"",
            "9 3s: output out \"Ok(\\\"long\\\")\"",
            "9 3s: future_settled main result ()",
            "9 3s: step_ended main returned ()",
            "10 3s: run_ended returned",
        ],
    );
}

#[test]
fn wait_for_the_first_exception_passes_over_results_and_cancellations() {
    prints(
        || async {
            let cancelled = create_task(after("C", 9.0));
            let tasks = [
                create_task(after("A", 1.0)),
                cancelled.clone(),
                create_task(fails("B", 3.0)),
                create_task(after("D", 9.0)),
            ];
            create_task(async move {
                sleep(2.0).await?;
                cancelled.cancel();
                Ok(())
            });
            let found = wait(tasks.map(|task| task.future()), None, ReturnWhen::FirstException).await?;
            print!("{:?} and {} pending at {}", names(&found.done), found.pending.len(), time());
            Ok(())
        },
        &["[\"A\", \"CancelledError\", \"ValueError: B\"] and 1 pending at 3.000000"],
    );
}

#[test]
fn wait_for_all_comes_back_when_the_time_is_up_and_cancels_nothing() {
    prints(
        || async {
            let tasks = [create_task(after("A", 1.0)), create_task(after("B", 3.0))];
            let found = wait(tasks.map(|task| task.future()), Some(2.0), ReturnWhen::AllCompleted).await?;
            print!("{:?} and {} pending at {}", names(&found.done), found.pending.len(), time());
            let found = wait(found.pending, None, ReturnWhen::AllCompleted).await?;
            print!("{:?} at {}", names(&found.done), time());
            Ok(())
        },
        &["[\"A\"] and 1 pending at 2.000000", "[\"B\"] at 3.000000"],
    );
}

#[test]
fn wait_takes_a_turn_even_when_all_is_done_and_refuses_nothing_to_wait_for() {
    prints(
        || async {
            let done = Future::new();
            done.set_result("A")?;
            let before = loopline::runtime::turns();
            let found = wait([done.clone(), done], None, ReturnWhen::AllCompleted).await?;
            print!("{} after {} turns", found.done.len(), loopline::runtime::turns() - before);
            let nothing = wait(Vec::<Future<()>>::new(), None, ReturnWhen::AllCompleted).await;
            print!("{}", nothing.map_or_else(|error| error.to_string(), |_| String::new()));
            Ok(())
        },
        &["1 after 2 turns", "ValueError: Set of Tasks/Futures is empty."],
    );
}

#[test]
fn a_cancelled_wait_takes_its_callbacks_back_and_leaves_the_tasks_alone() {
    prints(
        || async {
            let child = create_task(after("A", 3.0));
            let waited = child.future();
            let waiter = create_task(async move { wait([waited], None, ReturnWhen::AllCompleted).await.map(drop) });
            sleep(1.0).await?;
            waiter.cancel();
            print!("{:?}", waiter.await);
            print!("{:?} at {}", child.await, time());
            Ok(())
        },
        &["Err(Cancelled(None))", "Ok(\"A\") at 3.000000"],
    );
}

#[test]
fn as_completed_gives_results_as_they_come() {
    prints(
        || async {
            let mut results = as_completed([after("first", 3.0), after("second", 1.0), after("third", 2.0)], None)?;
            while let Some(result) = results.next().await {
                print!("{} at {}", result?, time());
            }
            Ok(())
        },
        &["second at 1.000000", "third at 2.000000", "first at 3.000000"],
    );
}

#[test]
fn as_completed_out_of_time_says_so_for_each_that_is_left() {
    prints(
        || async {
            let tasks = [create_task(after("A", 1.0)), create_task(after("B", 3.0)), create_task(after("C", 4.0))];
            let kept = tasks.clone();
            let mut results = as_completed(tasks, Some(2.0))?;
            while let Some(result) = results.next().await {
                print!("{result:?} at {}", time());
            }
            print!("the tasks run on: {:?} at {}", gather(kept).await, time());
            Ok(())
        },
        &[
            "Ok(\"A\") at 1.000000",
            "Err(Timeout) at 2.000000",
            "Err(Timeout) at 2.000000",
            "the tasks run on: Ok([\"A\", \"B\", \"C\"]) at 4.000000",
        ],
    );
}

#[test]
fn as_completed_of_nothing_is_over_at_once() {
    prints(
        || async {
            let mut results = as_completed(Vec::<Task<()>>::new(), Some(1.0))?;
            print!("{:?} at {}", results.next().await, time());
            Ok(())
        },
        &["None at 0.000000"],
    );
}

#[test]
fn shield_passes_results_errors_and_the_inner_cancellation_through() {
    prints(
        || async {
            print!("{:?}", shield(after("A", 1.0)).await);
            print!("{:?}", shield(fails("B", 1.0)).await.map_err(|error| error.to_string()));
            let inner = create_task(after("C", 5.0));
            let outer = shield(inner.clone());
            sleep(1.0).await?;
            inner.cancel();
            print!("{:?} {}", (&outer).await, outer.cancelled());
            Ok(())
        },
        &["Ok(\"A\")", "Err(\"ValueError: B\")", "Err(Cancelled(None)) true"],
    );
}

//! The scopes: timeout and TaskGroup.

use crate::common::{prints, tells};
use loopline::print;
use loopline::runtime::{Error, Result, TaskGroup, create_task, sleep, timeout};

fn shown<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.to_string(),
    }
}

/// Sleeps, and says whether it was let.
async fn sleeper(name: &'static str, delay: f64) -> Result<&'static str> {
    match sleep(delay).await {
        Ok(()) => print!("{name} slept"),
        Err(error) => {
            print!("{name} got {error}");
            return Err(error);
        }
    }
    Ok(name)
}

#[test]
fn a_cancellation_from_outside_stays_one_within_a_timeout() {
    prints(
        || async {
            let task = create_task(async { timeout(5.0, async |_| sleep(9.0).await).await });
            sleep(1.0).await?;
            task.cancel();
            print!("{}", shown((&task).await));
            let both = create_task(async {
                let outcome = timeout(5.0, async |_| sleep(9.0).await).await;
                print!("inside: {}", shown(outcome.clone()));
                outcome
            });
            // The timeout fires and a cancellation comes in the same turn: it is no timeout any more.
            sleep(5.0).await?;
            both.cancel();
            print!("{}", shown(both.await));
            Ok(())
        },
        &["CancelledError", "inside: CancelledError", "CancelledError"],
    );
}

#[test]
fn nested_timeouts_tell_whose_time_was_up() {
    prints(
        || async {
            let inner = timeout(5.0, async |_| {
                let outcome = timeout(1.0, async |_| sleep(9.0).await).await;
                print!("inner: {}", shown(outcome));
                Ok(())
            });
            print!("outer: {}", shown(inner.await));
            let outer = timeout(1.0, async |_| {
                let outcome = timeout(5.0, async |_| sleep(9.0).await).await;
                print!("inner: {}", shown(outcome.clone()));
                outcome
            });
            print!("outer: {}", shown(outer.await));
            Ok(())
        },
        &["inner: TimeoutError", "outer: ()", "inner: CancelledError", "outer: TimeoutError"],
    );
}

#[test]
fn a_timeout_can_be_moved_and_taken_away() {
    prints(
        || async {
            let moved = timeout(1.0, async |scope| {
                let when = scope.when().unwrap_or_default();
                scope.reschedule(Some(when + when))?;
                sleep(9.0).await
            });
            print!("{} at {}", shown(moved.await), loopline::runtime::time());
            let kept = timeout(1.0, async |scope| {
                scope.reschedule(None)?;
                sleep(3.0).await?;
                Ok(scope.expired())
            });
            print!("{} at {}", shown(kept.await), loopline::runtime::time());
            Ok(())
        },
        &["TimeoutError at 2.000000", "false at 5.000000"],
    );
}

#[test]
fn a_task_group_cancels_the_siblings_of_a_task_that_fails() {
    tells(
        || async {
            let outcome = TaskGroup::scope(async |group| {
                group.create_task_named(sleeper("A", 5.0), "A");
                group.create_task_named(
                    async {
                        sleep(1.0).await?;
                        Err::<(), _>(Error::failed("ValueError", "no"))
                    },
                    "B",
                );
                sleeper("body", 9.0).await
            });
            match outcome.await {
                Err(Error::Group(message, errors)) => print!("{message}: {errors:?}"),
                other => print!("{other:?}"),
            }
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: future_created f3:sleep",
            "1: timer_set timer0 sleep due 9.000000",
            "1: step_ended main suspended on sleep until 9.000000",
            "2: future_created f4:sleep",
            "2: timer_set timer1 sleep due 5.000000",
            "2: step_ended A suspended on sleep until 5.000000",
            "2: future_created f5:sleep",
            "2: timer_set timer2 sleep due 1.000000",
            "2: step_ended B suspended on sleep until 1.000000",
            "3 1s: timer_fired timer2 sleep",
            "3 1s: future_settled f5:sleep result ()",
            "4 1s: future_settled B exception ValueError: no",
            "4 1s: step_ended B raised ValueError: no",
            "5 1s: cancel_requested A (1)",
            "5 1s: future_settled f4:sleep cancelled",
            "5 1s: cancel_requested main (1)",
            "5 1s: future_settled f3:sleep cancelled",
            "6 1s: cancel_delivered A",
            "6 1s: timer_cancelled timer1 sleep",
            "6 1s: output out \"A got CancelledError\"",
            "6 1s: future_settled A cancelled",
            "6 1s: step_ended A cancelled",
            "6 1s: cancel_delivered main",
            "6 1s: timer_cancelled timer0 sleep",
            "6 1s: output out \"body got CancelledError\"",
            "6 1s: future_created f6:task_group",
            "6 1s: step_ended main suspended on future f6:task_group",
            "7 1s: future_settled f6:task_group result ()",
            "8 1s: uncancelled main (0)",
            "8 1s: output out \"unhandled errors in a TaskGroup: [Failed { kind: \\\"ValueError\\\", message: \\\"no\\\" }]\"",
            "8 1s: future_settled main result ()",
            "8 1s: step_ended main returned ()",
            "9 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_cancelled_parent_cancels_its_task_group() {
    prints(
        || async {
            let parent = create_task(TaskGroup::scope(async |group| {
                group.create_task(sleeper("A", 5.0));
                group.create_task(sleeper("B", 5.0));
                Ok(())
            }));
            sleep(1.0).await?;
            parent.cancel();
            print!("{}", shown(parent.await));
            Ok(())
        },
        &["A got CancelledError", "B got CancelledError", "CancelledError"],
    );
}

#[test]
fn a_cancelled_child_does_not_cancel_its_group() {
    prints(
        || async {
            let outcome = TaskGroup::scope(async |group| {
                let child = group.create_task(sleeper("A", 5.0));
                group.create_task(sleeper("B", 2.0));
                sleep(1.0).await?;
                child.cancel();
                Ok(())
            });
            print!("{}", shown(outcome.await));
            Ok(())
        },
        &["A got CancelledError", "B slept", "()"],
    );
}

#[test]
fn a_body_that_fails_cancels_its_group_and_comes_out_in_it() {
    prints(
        || async {
            let outcome: Result<()> = TaskGroup::scope(async |group| {
                group.create_task(sleeper("A", 5.0));
                sleep(1.0).await?;
                Err(Error::failed("KeyError", "body"))
            })
            .await;
            print!("{}", shown(outcome));
            Ok(())
        },
        &["A got CancelledError", "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)"],
    );
}

#[test]
fn a_group_that_shuts_down_takes_no_more_tasks() {
    let run = prints(
        || async {
            let outcome: Result<()> = TaskGroup::scope(async |group| {
                group.create_task(async { Err::<(), _>(Error::failed("ValueError", "no")) });
                let slept = sleep(9.0).await;
                let late = group.create_task(loopline::runtime::coroutine("late", async { Ok(()) }));
                print!("{}", shown(late.await));
                slept
            })
            .await;
            print!("{}", shown(outcome));
            Ok(())
        },
        &[
            "RuntimeError: TaskGroup is shutting down",
            "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
        ],
    );
    assert!(crate::common::warnings(&run.trace()).is_empty());
}

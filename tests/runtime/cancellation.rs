//! Cancelling: a request, delivered as a value, that may be refused.

use crate::common::{prints, tells};
use loopline::print;
use loopline::runtime::{
    Error, Future, Result, create_task, create_task_named, current_task, gather, gather_settled, shield, sleep,
    wait_for,
};

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
fn a_task_cancelled_before_it_starts_is_never_polled() {
    tells(
        || async {
            let task = create_task_named(
                async {
                    print!("never");
                    Ok(())
                },
                "child",
            );
            task.cancel();
            print!("{}", shown(task.await));
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created child by main",
            "1: cancel_requested child (1)",
            "1: step_ended main suspended on task child",
            "2: cancel_delivered child",
            "2: future_settled child cancelled",
            "2: step_ended child cancelled",
            "3: output out \"CancelledError\"",
            "3: future_settled main result ()",
            "3: step_ended main returned ()",
            "4: run_ended returned",
        ],
    );
}

#[test]
fn a_waiting_task_is_cancelled_through_what_it_waits_for() {
    tells(
        || async {
            let task = create_task_named(sleeper("child", 9.0), "child");
            sleep(1.0).await?;
            print!("{}", task.cancel_with("enough"));
            print!("{}", shown((&task).await));
            print!("{} {}", task.cancelled(), task.cancel());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created child by main",
            "1: future_created f2:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f3:sleep",
            "2: timer_set timer1 sleep due 9.000000",
            "2: step_ended child suspended on sleep until 9.000000",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f2:sleep result ()",
            "4 1s: cancel_requested child (1) \"enough\"",
            "4 1s: future_settled f3:sleep cancelled",
            "4 1s: output out \"true\"",
            "4 1s: step_ended main suspended on task child",
            "5 1s: cancel_delivered child",
            "5 1s: timer_cancelled timer1 sleep",
            "5 1s: output out \"child got CancelledError: enough\"",
            "5 1s: future_settled child cancelled",
            "5 1s: step_ended child cancelled",
            "6 1s: output out \"CancelledError: enough\"",
            "6 1s: output out \"true false\"",
            "6 1s: future_settled main result ()",
            "6 1s: step_ended main returned ()",
            "7 1s: run_ended returned",
        ],
    );
}

#[test]
fn the_message_comes_to_the_first_reader_only() {
    prints(
        || async {
            let task = create_task(sleep(9.0));
            sleep(0.0).await?;
            task.cancel_with("enough");
            print!("{}", shown((&task).await));
            print!("{}", shown(task.await));
            let future = Future::<()>::new();
            future.cancel_with("always");
            print!("{}", shown((&future).await));
            print!("{}", shown(future.await));
            Ok(())
        },
        &["CancelledError: enough", "CancelledError", "CancelledError: always", "CancelledError: always"],
    );
}

#[test]
fn two_requests_before_the_task_runs_are_delivered_once_and_counted_twice() {
    tells(
        || async {
            let task = create_task_named(
                async {
                    print!("{}", shown(sleep(9.0).await));
                    print!("{}", shown(sleep(1.0).await));
                    Ok(())
                },
                "stubborn",
            );
            sleep(0.0).await?;
            task.cancel();
            task.cancel();
            print!("{}", task.cancelling());
            print!("{}", shown(task.await));
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created stubborn by main",
            "1: step_ended main suspended on turn",
            "2: future_created f2:sleep",
            "2: timer_set timer0 sleep due 9.000000",
            "2: step_ended stubborn suspended on sleep until 9.000000",
            "2: cancel_requested stubborn (1)",
            "2: future_settled f2:sleep cancelled",
            "2: cancel_requested stubborn (2)",
            "2: output out \"2\"",
            "2: step_ended main suspended on task stubborn",
            "3: cancel_delivered stubborn",
            "3: timer_cancelled timer0 sleep",
            "3: output out \"CancelledError\"",
            "3: future_created f3:sleep",
            "3: timer_set timer1 sleep due 1.000000",
            "3: step_ended stubborn suspended on sleep until 1.000000",
            "4 1s: timer_fired timer1 sleep",
            "4 1s: future_settled f3:sleep result ()",
            "5 1s: output out \"()\"",
            "5 1s: future_settled stubborn result ()",
            "5 1s: step_ended stubborn returned ()",
            "6 1s: output out \"()\"",
            "6 1s: future_settled main result ()",
            "6 1s: step_ended main returned ()",
            "7 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_cancellation_may_be_refused_and_the_task_returns_a_value() {
    tells(
        || async {
            let task = create_task_named(
                async {
                    let _ = sleep(9.0).await;
                    print!("no");
                    sleep(1.0).await?;
                    Ok("done all the same")
                },
                "stubborn",
            );
            sleep(0.0).await?;
            task.cancel();
            print!("{} {}", shown((&task).await), task.cancelled());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created stubborn by main",
            "1: step_ended main suspended on turn",
            "2: future_created f2:sleep",
            "2: timer_set timer0 sleep due 9.000000",
            "2: step_ended stubborn suspended on sleep until 9.000000",
            "2: cancel_requested stubborn (1)",
            "2: future_settled f2:sleep cancelled",
            "2: step_ended main suspended on task stubborn",
            "3: cancel_delivered stubborn",
            "3: timer_cancelled timer0 sleep",
            "3: output out \"no\"",
            "3: future_created f3:sleep",
            "3: timer_set timer1 sleep due 1.000000",
            "3: step_ended stubborn suspended on sleep until 1.000000",
            "4 1s: timer_fired timer1 sleep",
            "4 1s: future_settled f3:sleep result ()",
            "5 1s: future_settled stubborn result \"done all the same\"",
            "5 1s: step_ended stubborn returned \"done all the same\"",
            "6 1s: output out \"\\\"done all the same\\\" false\"",
            "6 1s: future_settled main result ()",
            "6 1s: step_ended main returned ()",
            "7 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_second_request_interrupts_the_clean_up_of_the_first() {
    tells(
        || async {
            let task = create_task_named(
                async {
                    if let Err(error) = sleep(9.0).await {
                        print!("cleaning up");
                        let cleaned = sleep(5.0).await;
                        print!("clean-up: {}", shown(cleaned));
                        return Err(error);
                    }
                    Ok(())
                },
                "worker",
            );
            sleep(1.0).await?;
            task.cancel_with("first");
            sleep(1.0).await?;
            task.cancel_with("second");
            print!("{}", shown(task.await));
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created worker by main",
            "1: future_created f2:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f3:sleep",
            "2: timer_set timer1 sleep due 9.000000",
            "2: step_ended worker suspended on sleep until 9.000000",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f2:sleep result ()",
            "4 1s: cancel_requested worker (1) \"first\"",
            "4 1s: future_settled f3:sleep cancelled",
            "4 1s: future_created f4:sleep",
            "4 1s: timer_set timer2 sleep due 2.000000",
            "4 1s: step_ended main suspended on sleep until 2.000000",
            "5 1s: cancel_delivered worker",
            "5 1s: timer_cancelled timer1 sleep",
            "5 1s: output out \"cleaning up\"",
            "5 1s: future_created f5:sleep",
            "5 1s: timer_set timer3 sleep due 6.000000",
            "5 1s: step_ended worker suspended on sleep until 6.000000",
            "6 2s: timer_fired timer2 sleep",
            "6 2s: future_settled f4:sleep result ()",
            "7 2s: cancel_requested worker (2) \"second\"",
            "7 2s: future_settled f5:sleep cancelled",
            "7 2s: step_ended main suspended on task worker",
            "8 2s: cancel_delivered worker",
            "8 2s: timer_cancelled timer3 sleep",
            "8 2s: output out \"clean-up: CancelledError: second\"",
            "8 2s: future_settled worker cancelled",
            "8 2s: step_ended worker cancelled",
            "9 2s: output out \"CancelledError: first\"",
            "9 2s: future_settled main result ()",
            "9 2s: step_ended main returned ()",
            "10 2s: run_ended returned",
        ],
    );
}

#[test]
fn a_task_that_cancels_itself_is_cancelled_at_its_next_await() {
    prints(
        || async {
            let task = create_task(async {
                if let Some(me) = current_task() {
                    me.cancel_with("myself");
                }
                print!("still running");
                print!("{}", shown(sleep(1.0).await));
                print!("a request is delivered once: {}", shown(sleep(0.0).await));
                Ok(())
            });
            print!("{}", shown(task.await));
            Ok(())
        },
        &["still running", "CancelledError: myself", "a request is delivered once: ()", "()"],
    );
}

#[test]
fn a_request_in_the_last_step_cancels_the_result() {
    prints(
        || async {
            let task = create_task(async {
                if let Some(me) = current_task() {
                    me.cancel_with("too late");
                }
                Ok("a value that nobody gets")
            });
            print!("{}", shown((&task).await));
            print!("{}", task.cancelled());
            Ok(())
        },
        &["CancelledError: too late", "true"],
    );
}

#[test]
fn uncancel_takes_the_last_request_back_before_it_is_delivered() {
    prints(
        || async {
            let task = create_task(async {
                let Some(me) = current_task() else { return Ok(()) };
                me.cancel();
                print!("{} request, then {}", me.cancelling(), me.uncancel());
                print!("{}", shown(sleep(0.0).await));
                print!("nothing to take back: {}", me.uncancel());
                Ok(())
            });
            print!("{}", shown(task.await));
            Ok(())
        },
        &["1 request, then 0", "()", "nothing to take back: 0", "()"],
    );
}

#[test]
fn a_shielded_task_runs_on_when_who_awaits_it_is_cancelled() {
    tells(
        || async {
            let inner = create_task_named(sleeper("inner", 2.0), "inner");
            let kept = inner.clone();
            let outer = create_task_named(async move { shield(kept).await }, "outer");
            sleep(1.0).await?;
            outer.cancel();
            print!("outer: {}", shown(outer.await));
            print!("inner: {}", shown(inner.await));
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created inner by main",
            "1: task_created outer by main",
            "1: future_created f3:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f4:sleep",
            "2: timer_set timer1 sleep due 2.000000",
            "2: step_ended inner suspended on sleep until 2.000000",
            "2: future_created f5:shield",
            "2: step_ended outer suspended on future f5:shield",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f3:sleep result ()",
            "4 1s: cancel_requested outer (1)",
            "4 1s: future_settled f5:shield cancelled",
            "4 1s: step_ended main suspended on task outer",
            "5 1s: callback_removed inner call shield",
            "5 1s: cancel_delivered outer",
            "5 1s: future_settled outer cancelled",
            "5 1s: step_ended outer cancelled",
            "6 1s: output out \"outer: CancelledError\"",
            "6 1s: step_ended main suspended on task inner",
            "7 2s: timer_fired timer1 sleep",
            "7 2s: future_settled f4:sleep result ()",
            "8 2s: output out \"inner slept\"",
            "8 2s: future_settled inner result \"inner\"",
            "8 2s: step_ended inner returned \"inner\"",
            "9 2s: output out \"inner: \\\"inner\\\"\"",
            "9 2s: future_settled main result ()",
            "9 2s: step_ended main returned ()",
            "10 2s: run_ended returned",
        ],
    );
}

#[test]
fn cancelling_a_gather_cancels_every_child() {
    tells(
        || async {
            let both = gather([create_task_named(sleeper("A", 1.0), "A"), create_task_named(sleeper("B", 2.0), "B")]);
            sleep(0.0).await?;
            print!("{}", both.cancel());
            print!("{} {}", shown((&both).await), both.cancelled());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created A by main",
            "1: task_created B by main",
            "1: future_created f3:gather",
            "1: step_ended main suspended on turn",
            "2: future_created f4:sleep",
            "2: timer_set timer0 sleep due 1.000000",
            "2: step_ended A suspended on sleep until 1.000000",
            "2: future_created f5:sleep",
            "2: timer_set timer1 sleep due 2.000000",
            "2: step_ended B suspended on sleep until 2.000000",
            "2: cancel_requested A (1)",
            "2: future_settled f4:sleep cancelled",
            "2: cancel_requested B (1)",
            "2: future_settled f5:sleep cancelled",
            "2: output out \"true\"",
            "2: step_ended main suspended on gather f3:gather",
            "3: cancel_delivered A",
            "3: timer_cancelled timer0 sleep",
            "3: output out \"A got CancelledError\"",
            "3: future_settled A cancelled",
            "3: step_ended A cancelled",
            "3: cancel_delivered B",
            "3: timer_cancelled timer1 sleep",
            "3: output out \"B got CancelledError\"",
            "3: future_settled B cancelled",
            "3: step_ended B cancelled",
            "4: future_settled f3:gather exception CancelledError",
            "5: output out \"CancelledError false\"",
            "5: future_settled main result ()",
            "5: step_ended main returned ()",
            "6: run_ended returned",
        ],
    );
}

#[test]
fn a_gather_asked_to_stop_waits_for_a_child_that_refuses() {
    async fn stubborn() -> Result<&'static str> {
        let _ = sleep(9.0).await;
        sleep(1.0).await?;
        Err(Error::failed("ValueError", "its own"))
    }
    prints(
        || async {
            let task = create_task(async {
                let both = gather_settled([create_task(sleeper("A", 5.0)), create_task(stubborn())]);
                both.await.map(drop)
            });
            sleep(1.0).await?;
            task.cancel();
            print!("{} at {}", shown(task.await), loopline::runtime::time());
            Ok(())
        },
        &["A got CancelledError", "CancelledError at 2.000000"],
    );
}

#[test]
fn wait_for_cancels_what_it_awaits_and_says_timeout() {
    tells(
        || async {
            print!("{}", shown(wait_for(create_task_named(sleeper("slow", 5.0), "slow"), 1.0).await));
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created slow by main",
            "1: timer_set timer0 timeout due 1.000000",
            "1: step_ended main suspended on task slow",
            "2: future_created f2:sleep",
            "2: timer_set timer1 sleep due 5.000000",
            "2: step_ended slow suspended on sleep until 5.000000",
            "3 1s: timer_fired timer0 timeout",
            "3 1s: cancel_requested main (1)",
            "3 1s: cancel_requested slow (1)",
            "3 1s: future_settled f2:sleep cancelled",
            "4 1s: cancel_delivered slow",
            "4 1s: timer_cancelled timer1 sleep",
            "4 1s: output out \"slow got CancelledError\"",
            "4 1s: future_settled slow cancelled",
            "4 1s: step_ended slow cancelled",
            "5 1s: cancel_delivered main",
            "5 1s: uncancelled main (0)",
            "5 1s: output out \"TimeoutError\"",
            "5 1s: future_settled main result ()",
            "5 1s: step_ended main returned ()",
            "6 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_timeout_that_is_refused_is_late_and_successful() {
    prints(
        || async {
            let stubborn = async {
                let _ = sleep(9.0).await;
                sleep(1.0).await?;
                Ok("late")
            };
            print!("{} at {}", shown(wait_for(stubborn, 1.0).await), loopline::runtime::time());
            Ok(())
        },
        &["\"late\" at 2.000000"],
    );
}

#[test]
fn wait_for_without_time_cancels_before_the_first_step() {
    prints(
        || async {
            print!("{}", shown(wait_for(sleeper("never", 0.0), 0.0).await));
            let ready = Future::new();
            ready.set_result(1)?;
            print!("{}", shown(wait_for(ready, -1.0).await));
            Ok(())
        },
        &["TimeoutError", "1"],
    );
}

#[test]
fn tasks_that_await_each_other_in_a_circle_are_a_deadlock_even_when_cancelled() {
    use std::cell::RefCell;
    use std::rc::Rc;
    let run = prints(
        || async {
            let slot: Rc<RefCell<Option<loopline::runtime::Task<()>>>> = Rc::default();
            let later = slot.clone();
            let first = create_task_named(
                async move {
                    sleep(0.0).await?;
                    let other = later.take();
                    match other {
                        Some(other) => other.await,
                        None => Ok(()),
                    }
                },
                "first",
            );
            let other = first.clone();
            let second = create_task_named(async move { other.await }, "second");
            slot.replace(Some(second));
            sleep(1.0).await?;
            print!("{}", first.cancel());
            Ok(())
        },
        &["true"],
    );
    assert_eq!(
        crate::common::warnings(&run.trace()),
        ["nothing is scheduled; 2 tasks wait: first for task second, second for task first"]
    );
}

//! The order in which things run.

use std::cell::RefCell;
use std::rc::Rc;

use crate::common::{output, prints, same, tells, warnings};
use loopline::print;
use loopline::runtime::run;
use loopline::runtime::{
    ContextVar, Error, Future, Result, all_tasks, call_soon_named, create_task, create_task_named, current_task,
    gather, run_exact, set_exception_handler, sleep, turns,
};

#[test]
fn gathered_coroutines_start_in_call_order_and_finish_by_their_delays() {
    async fn work(name: &'static str, delay: f64) -> Result<&'static str> {
        print!("start {name}");
        sleep(delay).await?;
        print!("finish {name}");
        Ok(name)
    }
    tells(
        || async {
            let names = gather([work("A", 2.0), work("B", 1.0), work("C", 3.0)]).await?;
            print!("{names:?}");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created Task-2 by main",
            "1: task_created Task-3 by main",
            "1: task_created Task-4 by main",
            "1: future_created f4:gather",
            "1: step_ended main suspended on gather f4:gather",
            "2: output out \"start A\"",
            "2: future_created f5:sleep",
            "2: timer_set timer0 sleep due 2.000000",
            "2: step_ended Task-2 suspended on sleep until 2.000000",
            "2: output out \"start B\"",
            "2: future_created f6:sleep",
            "2: timer_set timer1 sleep due 1.000000",
            "2: step_ended Task-3 suspended on sleep until 1.000000",
            "2: output out \"start C\"",
            "2: future_created f7:sleep",
            "2: timer_set timer2 sleep due 3.000000",
            "2: step_ended Task-4 suspended on sleep until 3.000000",
            "3 1s: timer_fired timer1 sleep",
            "3 1s: future_settled f6:sleep result ()",
            "4 1s: output out \"finish B\"",
            "4 1s: future_settled Task-3 result \"B\"",
            "4 1s: step_ended Task-3 returned \"B\"",
            "6 2s: timer_fired timer0 sleep",
            "6 2s: future_settled f5:sleep result ()",
            "7 2s: output out \"finish A\"",
            "7 2s: future_settled Task-2 result \"A\"",
            "7 2s: step_ended Task-2 returned \"A\"",
            "9 3s: timer_fired timer2 sleep",
            "9 3s: future_settled f7:sleep result ()",
            "10 3s: output out \"finish C\"",
            "10 3s: future_settled Task-4 result \"C\"",
            "10 3s: step_ended Task-4 returned \"C\"",
            "11 3s: future_settled f4:gather result [\"A\", \"B\", \"C\"]",
            "12 3s: output out \"[\\\"A\\\", \\\"B\\\", \\\"C\\\"]\"",
            "12 3s: future_settled main result ()",
            "12 3s: step_ended main returned ()",
            "13 3s: run_ended returned",
        ],
    );
}

#[test]
fn a_task_runs_in_the_turn_after_its_creation() {
    tells(
        || async {
            create_task_named(
                async {
                    print!("child");
                    Ok(1)
                },
                "child",
            );
            print!("main goes on");
            sleep(0.0).await?;
            print!("main is back");
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created child by main",
            "1: output out \"main goes on\"",
            "1: step_ended main suspended on turn",
            "2: output out \"child\"",
            "2: future_settled child result 1",
            "2: step_ended child returned 1",
            "2: output out \"main is back\"",
            "2: future_settled main result ()",
            "2: step_ended main returned ()",
            "3: run_ended returned",
        ],
    );
}

#[test]
fn tasks_that_yield_take_turns() {
    async fn twice(name: &'static str) -> Result<()> {
        print!("{name}1");
        sleep(0.0).await?;
        print!("{name}2");
        Ok(())
    }
    prints(
        || async {
            gather([twice("A"), twice("B"), twice("C")]).await?;
            Ok(())
        },
        &["A1", "B1", "C1", "A2", "B2", "C2"],
    );
}

#[test]
fn an_await_that_does_not_suspend_gives_nobody_a_turn() {
    async fn at_once() -> Result<()> {
        Ok(())
    }
    prints(
        || async {
            create_task(async {
                print!("other");
                Ok(())
            });
            for _ in 0..3 {
                at_once().await?;
            }
            let ready = Future::new();
            ready.set_result(5)?;
            print!("main {}", ready.await?);
            sleep(0.0).await
        },
        &["main 5", "other"],
    );
}

#[test]
fn a_callback_scheduled_by_a_callback_runs_in_the_next_turn() {
    tells(
        || async {
            call_soon_named("first", || {
                print!("first in turn {}", turns());
                call_soon_named("second", || print!("second in turn {}", turns())).map(drop)
            })?;
            sleep(0.0).await?;
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: step_ended main suspended on turn",
            "2: output out \"first in turn 2\"",
            "2: step_ended main suspended on turn",
            "3: output out \"second in turn 3\"",
            "3: future_settled main result ()",
            "3: step_ended main returned ()",
            "4: run_ended returned",
        ],
    );
}

#[test]
fn callbacks_and_tasks_share_one_queue_in_order_of_scheduling() {
    prints(
        || async {
            call_soon_named("a", || print!("callback a"))?;
            create_task(async {
                print!("task b");
                Ok(())
            });
            call_soon_named("c", || print!("callback c"))?;
            sleep(0.0).await
        },
        &["callback a", "task b", "callback c"],
    );
}

#[test]
fn a_cancelled_handle_does_not_run() {
    tells(
        || async {
            let handle = call_soon_named("never", || print!("never"))?;
            handle.cancel();
            handle.cancel();
            print!("cancelled {}", handle.cancelled());
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: handle_cancelled h1 call never",
            "1: output out \"cancelled true\"",
            "1: step_ended main suspended on turn",
            "2: future_settled main result ()",
            "2: step_ended main returned ()",
            "3: run_ended returned",
        ],
    );
}

#[test]
fn a_handle_cancelled_by_another_of_its_turn_does_not_run() {
    let run = prints(
        || async {
            let slot: Rc<RefCell<Option<loopline::runtime::Handle>>> = Rc::default();
            let later = slot.clone();
            call_soon_named("canceller", move || {
                if let Some(handle) = later.take() {
                    handle.cancel();
                }
            })?;
            slot.replace(Some(call_soon_named("victim", || print!("never"))?));
            sleep(0.0).await
        },
        &[],
    );
    assert!(loopline::reading::dump(&run.trace()).contains("handle_cancelled"));
}

#[test]
fn a_callback_that_fails_is_reported_and_the_loop_goes_on() {
    let run = prints(
        || async {
            call_soon_named("bad", || Err::<(), _>(Error::failed("ValueError", "no such thing")))?;
            call_soon_named("good", || print!("good"))?;
            sleep(0.0).await
        },
        &["good"],
    );
    assert_eq!(warnings(&run.trace()), ["Exception in callback: ValueError: no such thing"]);
}

#[test]
fn the_exception_handler_hears_of_failed_callbacks_instead() {
    let run = prints(
        || async {
            set_exception_handler(|message, error| print!("{message}: {error}"));
            call_soon_named("bad", || Err::<(), _>(Error::failed("ValueError", "no")))?;
            sleep(0.0).await
        },
        &["Exception in callback: ValueError: no"],
    );
    assert!(warnings(&run.trace()).is_empty());
}

#[test]
fn a_callback_has_no_current_task_and_a_task_is_its_own() {
    prints(
        || async {
            call_soon_named("who", || print!("{}", current_task().is_none()))?;
            create_task_named(
                async {
                    print!("{}", current_task().map(|task| task.name().to_string()).unwrap_or_default());
                    Ok(())
                },
                "worker",
            );
            let names: Vec<String> = all_tasks().iter().map(|task| task.name().to_string()).collect();
            print!("{names:?}");
            sleep(0.0).await
        },
        &["[\"main\", \"worker\"]", "true", "worker"],
    );
}

#[test]
fn tasks_without_a_name_are_numbered_as_in_cpython() {
    prints(
        || async {
            let first = create_task(async { Ok(()) });
            let second = create_task(async { Ok(()) });
            second.set_name("renamed");
            print!("{} {}", first.name(), second.name());
            gather([first, second]).await.map(drop)
        },
        &["Task-2 renamed"],
    );
}

#[test]
fn a_task_inherits_the_context_of_its_creator_and_keeps_what_it_sets() {
    let user = ContextVar::new("user", "nobody");
    let (parent, seen) = (user.clone(), user.clone());
    tells(
        || async move {
            parent.set("Alice");
            let child = create_task_named(
                async move {
                    print!("child has {}", seen.get());
                    seen.set("Bob");
                    sleep(0.0).await?;
                    print!("child keeps {}", seen.get());
                    Ok(())
                },
                "child",
            );
            parent.set("Carol");
            child.await?;
            print!("main keeps {}", parent.get());
            Ok(())
        },
        &[
            "0: task_created main",
            "1: context_changed user = \"Alice\"",
            "1: task_created child by main",
            "1: context_changed user = \"Carol\"",
            "1: step_ended main suspended on task child",
            "2: output out \"child has Alice\"",
            "2: context_changed user = \"Bob\"",
            "2: step_ended child suspended on turn",
            "3: output out \"child keeps Bob\"",
            "3: future_settled child result ()",
            "3: step_ended child returned ()",
            "4: output out \"main keeps Carol\"",
            "4: future_settled main result ()",
            "4: step_ended main returned ()",
            "5: run_ended returned",
        ],
    );
    assert_eq!(user.get(), "nobody");
}

#[test]
fn a_callback_sees_the_context_in_which_it_was_scheduled() {
    let user = ContextVar::new("user", "nobody");
    prints(
        || async move {
            user.set("Alice");
            let seen = user.clone();
            call_soon_named("callback", move || {
                print!("callback sees {}", seen.get());
                seen.set("Mallory");
            })?;
            let future = Future::<()>::new();
            let seen = user.clone();
            future.add_named_callback("done", move |_| print!("done callback sees {}", seen.get()));
            user.set("Bob");
            future.set_result(())?;
            sleep(0.0).await?;
            print!("main sees {}", user.get());
            Ok(())
        },
        &["callback sees Alice", "done callback sees Alice", "main sees Bob"],
    );
}

#[test]
fn what_main_left_ready_runs_while_the_loop_closes() {
    fn again(left: u32) -> Result<()> {
        print!("{left}");
        if left > 0 {
            call_soon_named("again", move || again(left - 1))?;
        }
        Ok(())
    }
    // One turn until the loop hears of main's end, and four in which `asyncio.run` closes.
    prints(
        || async {
            call_soon_named("again", || again(9))?;
            Ok(())
        },
        &["9", "8", "7", "6", "5"],
    );
}

#[test]
fn run_returns_what_the_coroutine_returns_and_refuses_to_be_nested() {
    assert_eq!(run(|| async { Ok(42) }), Ok(42));
    assert_eq!(run(|| async { Err::<(), _>(Error::Timeout) }), Err(Error::Timeout));
    let nested = run(|| async { Ok(run(|| async { Ok(1) }).err()) });
    assert_eq!(nested, Ok(Some(Error::runtime("asyncio.run() cannot be called from a running event loop"))));
}

#[test]
fn the_same_program_gives_the_same_record_byte_for_byte() {
    fn record() -> String {
        let run = run_exact(|| async {
            let tasks = (0..5).map(|i| create_task(async move { sleep(f64::from(5 - i) / 10.0).await }));
            gather(tasks).await.map(drop)
        });
        loopline::reading::dump(&run.trace())
    }
    assert_eq!(record(), record());
}

#[test]
fn a_task_that_awaits_itself_is_told_so() {
    let run = run_exact(|| async {
        let own: Rc<RefCell<Option<loopline::runtime::Task<()>>>> = Rc::default();
        let inside = own.clone();
        let task = create_task_named(
            async move {
                sleep(0.0).await?;
                let me = inside.take();
                match me {
                    Some(me) => me.await,
                    None => Ok(()),
                }
            },
            "narcissus",
        );
        own.replace(Some(task.clone()));
        print!("{}", task.await.err().map(|error| error.to_string()).unwrap_or_default());
        Ok(())
    });
    same(&output(&run.trace()), &["RuntimeError: Task cannot await on itself: narcissus"]);
}

#[test]
fn two_awaits_joined_by_hand_are_refused_by_name() {
    use std::future::Future as _;
    use std::pin::pin;
    use std::task::Poll;
    prints(
        || async {
            let task = create_task(async {
                let mut first = pin!(sleep(1.0));
                let mut second = pin!(sleep(2.0));
                std::future::poll_fn(move |context| {
                    let (first, second) = (first.as_mut().poll(context), second.as_mut().poll(context));
                    if first.is_ready() && second.is_ready() { Poll::Ready(Ok(())) } else { Poll::Pending }
                })
                .await
            });
            print!("{}", task.await.err().map(|error| error.to_string()).unwrap_or_default());
            Ok(())
        },
        &["RuntimeError: two awaits at once in one task: use gather, wait or tasks of their own, not join! or select!"],
    );
}

#[test]
fn a_foreign_future_that_never_suspends_through_the_loop_is_refused_by_name() {
    prints(
        || async {
            let task = create_task(async {
                std::future::pending::<()>().await;
                Ok(())
            });
            print!("{}", task.await.err().map(|error| error.to_string()).unwrap_or_default());
            Ok(())
        },
        &["RuntimeError: awaited something that is not of this loop: use its own futures"],
    );
}

#[test]
fn a_future_of_no_loop_or_of_another_cannot_be_awaited() {
    let orphan = Future::<()>::new();
    let stolen = Rc::new(RefCell::new(None));
    let other = stolen.clone();
    let _first = run_exact(move || async move {
        other.replace(Some(Future::<()>::new()));
        Ok(())
    });
    let stolen = stolen.take();
    prints(
        || async move {
            print!("{:?}", orphan.await);
            if let Some(stolen) = stolen {
                print!("{}", stolen.await.err().map(|error| error.to_string()).unwrap_or_default());
            }
            Ok(())
        },
        &["Err(Closed)", "RuntimeError: the future is attached to a different loop"],
    );
}

#[test]
fn a_context_variable_goes_back_to_what_it_was() {
    let (user, other) = (ContextVar::new("user", "nobody"), ContextVar::new("other", 0));
    prints(
        || async move {
            let first = user.set("Alice");
            let second = user.set("Bob");
            user.reset(second)?;
            print!("{}", user.get());
            user.reset(first)?;
            print!("{}", user.get());
            print!("{:?}", user.reset(other.set(1)).map_err(|error| error.to_string()));
            Ok(())
        },
        &["Alice", "nobody", "Err(\"ValueError: the token was created by a different ContextVar\")"],
    );
}

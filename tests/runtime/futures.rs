//! Futures: settled once, read when settled, callbacks by way of the ready queue.

use std::cell::RefCell;
use std::rc::Rc;

use crate::common::{prints, tells, warnings};
use loopline::print;
use loopline::runtime::{
    Error, Future, call_later_named, coroutine, create_task, create_task_named, gather, set_exception_handler, sleep,
    turns,
};

#[test]
fn a_future_is_settled_once_and_read_only_then() {
    prints(
        || async {
            let future = Future::new();
            print!("{:?}", future.result());
            print!("{:?}", future.exception());
            future.set_result(1)?;
            print!("{:?}", future.set_result(2));
            print!("{:?}", future.set_exception(Error::Timeout));
            print!("{:?} {:?} {}", future.result(), future.exception(), future.cancel());
            Ok(())
        },
        &[
            "Err(InvalidState(\"Result is not set.\"))",
            "Err(InvalidState(\"Exception is not set.\"))",
            "Err(InvalidState(\"invalid state\"))",
            "Err(InvalidState(\"invalid state\"))",
            "Ok(1) Ok(None) false",
        ],
    );
}

#[test]
fn a_task_settles_itself_and_nobody_else_does() {
    prints(
        || async {
            let task = create_task(async {
                sleep(1.0).await?;
                Ok(1)
            });
            print!("{:?}", task.set_result(2).map_err(|error| error.to_string()));
            print!("{:?}", task.future().set_exception(Error::Timeout).map_err(|error| error.to_string()));
            print!("{:?}", task.await);
            Ok(())
        },
        &[
            "Err(\"RuntimeError: Task does not support set_result operation\")",
            "Err(\"RuntimeError: Task does not support set_exception operation\")",
            "Ok(1)",
        ],
    );
}

#[test]
fn who_waits_for_a_future_wakes_in_the_turn_after_it_is_settled() {
    tells(
        || async {
            let future = Future::named("answer");
            let settle = future.clone();
            call_later_named("settle", 2.0, move || settle.set_result(42))?;
            print!("{}", future.await?);
            Ok(())
        },
        &[
            "0: task_created main",
            "1: future_created f1:answer of plain",
            "1: timer_set timer0 settle due 2.000000",
            "1: step_ended main suspended on future f1:answer",
            "2 2s: timer_fired timer0 settle",
            "2 2s: future_settled f1:answer result 42",
            "3 2s: output out \"42\"",
            "3 2s: future_settled main result ()",
            "3 2s: step_ended main returned ()",
            "4 2s: run_ended returned",
        ],
    );
}

#[test]
fn an_exception_comes_out_of_every_await() {
    prints(
        || async {
            let future = Future::<u32>::new();
            let waiters = [future.clone(), future.clone()].map(|future| create_task(async move { future.await }));
            call_later_named("fail", 1.0, move || future.set_exception(Error::failed("ValueError", "no")))?;
            for waiter in waiters {
                print!("{:?}", waiter.await.map_err(|error| error.to_string()));
            }
            Ok(())
        },
        &["Err(\"ValueError: no\")", "Err(\"ValueError: no\")"],
    );
}

#[test]
fn callbacks_are_scheduled_in_order_never_called_at_once() {
    tells(
        || async {
            let future = Future::named("future");
            future.add_named_callback("one", |_| print!("one in turn {}", turns()));
            future.add_named_callback("two", |future| print!("two: {:?}", future.result()));
            future.set_result(1)?;
            future.add_named_callback("three", |_| print!("three in turn {}", turns()));
            print!("settled in turn {}", turns());
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: future_created f1:future of plain",
            "1: future_settled f1:future result 1",
            "1: output out \"settled in turn 1\"",
            "1: step_ended main suspended on turn",
            "2: output out \"one in turn 2\"",
            "2: output out \"two: Ok(1)\"",
            "2: output out \"three in turn 2\"",
            "2: future_settled main result ()",
            "2: step_ended main returned ()",
            "3: run_ended returned",
        ],
    );
}

#[test]
fn a_callback_taken_back_is_not_called() {
    tells(
        || async {
            let future = Future::named("future");
            let callback = future.add_named_callback("never", |_| print!("never"));
            print!("{}", future.remove_done_callback(callback));
            print!("{}", future.remove_done_callback(callback));
            future.set_result(())?;
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: future_created f1:future of plain",
            "1: callback_removed f1:future call never",
            "1: output out \"true\"",
            "1: output out \"false\"",
            "1: future_settled f1:future result ()",
            "1: step_ended main suspended on turn",
            "2: future_settled main result ()",
            "2: step_ended main returned ()",
            "3: run_ended returned",
        ],
    );
}

#[test]
fn a_callback_that_fails_spares_the_next() {
    let run = prints(
        || async {
            let future = Future::new();
            future.add_named_callback("bad", |_| Err::<(), _>(Error::failed("ValueError", "no")));
            future.add_named_callback("good", |_| print!("good"));
            future.set_result(())?;
            sleep(0.0).await
        },
        &["good"],
    );
    assert_eq!(warnings(&run.trace()), ["Exception in callback: ValueError: no"]);
}

#[test]
fn an_exception_that_nobody_reads_is_reported_once() {
    let run = prints(
        || async {
            create_task_named(async { Err::<(), _>(Error::failed("ValueError", "task")) }, "child");
            sleep(0.0).await?;
            print!("next");
            let future = Future::<()>::new();
            future.set_exception(Error::failed("KeyError", "future"))?;
            let clone = future.clone();
            drop(future);
            print!("one clone is left");
            drop(clone);
            print!("none is");
            Ok(())
        },
        &["next", "one clone is left", "none is"],
    );
    assert_eq!(
        warnings(&run.trace()),
        [
            "Task exception was never retrieved: ValueError: task",
            "Future exception was never retrieved: KeyError: future",
        ]
    );
}

#[test]
fn an_exception_that_was_read_or_cancelled_away_is_not_reported() {
    let run = prints(
        || async {
            let read = create_task(async { Err::<(), _>(Error::Timeout) });
            let looked = create_task(async { Err::<(), _>(Error::Timeout) });
            let cancelled = create_task(async { Err::<(), _>(Error::Timeout) });
            print!("{:?}", read.await);
            print!("{:?}", looked.exception());
            print!("{}", cancelled.cancel());
            Ok(())
        },
        &["Err(Timeout)", "Ok(Some(Timeout))", "false"],
    );
    assert!(warnings(&run.trace()).is_empty());
}

#[test]
fn the_exception_handler_hears_of_an_exception_never_read() {
    prints(
        || async {
            set_exception_handler(|message, error| print!("{message}: {error}"));
            create_task(async { Err::<(), _>(Error::failed("ValueError", "lost")) });
            sleep(0.0).await?;
            let both = gather([create_task(async { Err::<(), _>(Error::failed("ValueError", "of a child")) })]);
            sleep(0.0).await?;
            sleep(0.0).await?;
            drop(both);
            print!("end");
            Ok(())
        },
        &[
            "Task exception was never retrieved: ValueError: lost",
            "_GatheringFuture exception was never retrieved: ValueError: of a child",
            "end",
        ],
    );
}

#[test]
fn a_coroutine_that_is_never_awaited_does_nothing_and_says_so() {
    let run = prints(
        || async {
            let greeting = coroutine("greet", async {
                print!("hello");
                Ok(())
            });
            drop(greeting);
            coroutine("farewell", async {
                print!("bye");
                Ok(())
            })
            .await
        },
        &["bye"],
    );
    assert_eq!(warnings(&run.trace()), ["coroutine 'greet' was never awaited"]);
}

#[test]
fn a_coroutine_of_a_task_cancelled_before_its_start_is_not_reproached() {
    let run = prints(
        || async {
            let task = create_task(coroutine("greet", async { Ok(()) }));
            task.cancel();
            print!("{:?}", task.await);
            Ok(())
        },
        &["Err(Cancelled(None))"],
    );
    assert!(warnings(&run.trace()).is_empty());
}

#[test]
fn a_value_whose_drop_calls_the_runtime_finds_no_borrow_held() {
    #[derive(Clone, Debug)]
    struct Chatty(&'static str);
    impl Drop for Chatty {
        fn drop(&mut self) {
            print!("drop {}", self.0);
            let _ = Future::<()>::new().set_result(());
        }
    }
    prints(
        || async {
            let kept: Rc<RefCell<Vec<Future<Chatty>>>> = Rc::default();
            let future = Future::new();
            kept.borrow_mut().push(future.clone());
            future.set_result(Chatty("value"))?;
            drop(future);
            kept.take();
            let task = create_task(async { Ok(Chatty("result")) });
            sleep(0.0).await?;
            drop(task);
            print!("end");
            Ok(())
        },
        &["drop value", "drop result", "end"],
    );
}

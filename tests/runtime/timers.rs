//! Time: sleeping, timers and the clock.

use crate::common::{output, prints, same, tells};
use loopline::clock::Micros;
use loopline::print;
use loopline::runtime::{
    Error, Result, block_for, call_at, call_later_named, call_soon_named, create_task_named, run_exact, set_turn_cost,
    sleep, time, timeout, turns, wait_for,
};

#[test]
fn timers_fire_by_deadline_and_equal_ones_in_call_order() {
    tells(
        || async {
            call_later_named("late", 2.0, || print!("late"))?;
            call_later_named("first", 1.0, || print!("first"))?;
            call_later_named("second", 1.0, || print!("second"))?;
            sleep(3.0).await
        },
        &[
            "0: task_created main",
            "1: timer_set timer0 late due 2.000000",
            "1: timer_set timer1 first due 1.000000",
            "1: timer_set timer2 second due 1.000000",
            "1: future_created f1:sleep",
            "1: timer_set timer3 sleep due 3.000000",
            "1: step_ended main suspended on sleep until 3.000000",
            "2 1s: timer_fired timer1 first",
            "2 1s: timer_fired timer2 second",
            "2 1s: output out \"first\"",
            "2 1s: output out \"second\"",
            "3 2s: timer_fired timer0 late",
            "3 2s: output out \"late\"",
            "4 3s: timer_fired timer3 sleep",
            "4 3s: future_settled f1:sleep result ()",
            "5 3s: future_settled main result ()",
            "5 3s: step_ended main returned ()",
            "6 3s: run_ended returned",
        ],
    );
}

#[test]
fn a_delay_of_zero_or_less_is_due_in_the_next_turn_behind_what_is_ready_the_most_negative_first() {
    prints(
        || async {
            call_later_named("zero", 0.0, || print!("zero in turn {}", turns()))?;
            call_later_named("negative", -5.0, || print!("negative in turn {}", turns()))?;
            call_at(Micros::ZERO, || print!("past in turn {}", turns()))?;
            call_soon_named("soon", || print!("soon in turn {}", turns()))?;
            print!("main in turn {}", turns());
            sleep(0.0).await?;
            sleep(-1.0).await?;
            print!("{}", time());
            Ok(())
        },
        &["main in turn 1", "soon in turn 2", "negative in turn 2", "zero in turn 2", "past in turn 2", "0.000000"],
    );
}

#[test]
fn a_delay_that_is_not_a_number_is_refused() {
    let refused = Error::Value("Invalid delay: NaN (not a number)".into());
    let again = refused.clone();
    let run = run_exact(|| async move {
        assert_eq!(sleep(f64::NAN).await, Err(refused.clone()));
        assert_eq!(call_later_named("never", f64::NAN, || ()).map(drop), Err(refused.clone()));
        assert_eq!(timeout(f64::NAN, async |_| Ok(())).await, Err(refused.clone()));
        assert_eq!(wait_for(sleep(1.0), f64::NAN).await, Err(refused));
        print!("all refused");
        Ok(())
    });
    same(&output(&run.trace()), &["all refused"]);
    assert_eq!(again.kind(), "ValueError");
}

#[test]
fn an_infinite_sleep_ends_only_by_cancellation() {
    tells(
        || async {
            let sleeper = create_task_named(sleep(f64::INFINITY), "sleeper");
            sleep(1.0).await?;
            sleeper.cancel();
            print!("{:?}", sleeper.await);
            Ok(())
        },
        &[
            "0: task_created main",
            "1: task_created sleeper by main",
            "1: future_created f2:sleep",
            "1: timer_set timer0 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2: future_created f3:sleep",
            "2: timer_set timer1 sleep due never",
            "2: step_ended sleeper suspended on sleep until never",
            "3 1s: timer_fired timer0 sleep",
            "3 1s: future_settled f2:sleep result ()",
            "4 1s: cancel_requested sleeper (1)",
            "4 1s: future_settled f3:sleep cancelled",
            "4 1s: step_ended main suspended on task sleeper",
            "5 1s: cancel_delivered sleeper",
            "5 1s: timer_cancelled timer1 sleep",
            "5 1s: future_settled sleeper cancelled",
            "5 1s: step_ended sleeper cancelled",
            "6 1s: output out \"Err(Cancelled(None))\"",
            "6 1s: future_settled main result ()",
            "6 1s: step_ended main returned ()",
            "7 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_huge_delay_is_a_jump_like_any_other_and_never_overflows() {
    prints(
        || async {
            sleep(1e9).await?;
            print!("{}", time());
            sleep(1e12).await?;
            print!("{}", time());
            let _never = call_later_named("never", 1e300, || print!("never"))?;
            Ok(())
        },
        &["1000000000.000000", "1001000000000.000000"],
    );
}

#[test]
fn a_cancelled_timer_does_not_fire_nor_hold_the_clock() {
    tells(
        || async {
            let timer = call_later_named("never", 100.0, || print!("never"))?;
            print!("due {}", timer.when());
            timer.cancel();
            sleep(1.0).await
        },
        &[
            "0: task_created main",
            "1: timer_set timer0 never due 100.000000",
            "1: output out \"due 100.000000\"",
            "1: timer_cancelled timer0 never",
            "1: future_created f1:sleep",
            "1: timer_set timer1 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2 1s: timer_fired timer1 sleep",
            "2 1s: future_settled f1:sleep result ()",
            "3 1s: future_settled main result ()",
            "3 1s: step_ended main returned ()",
            "4 1s: run_ended returned",
        ],
    );
}

#[test]
fn a_timer_cancelled_in_its_own_turn_does_not_run() {
    tells(
        || async {
            let slot: std::rc::Rc<std::cell::RefCell<Option<loopline::runtime::Handle>>> = Default::default();
            let other = slot.clone();
            call_later_named("canceller", 1.0, move || {
                if let Some(handle) = other.take() {
                    handle.cancel();
                }
            })?;
            slot.replace(Some(call_later_named("victim", 1.0, || print!("never"))?));
            sleep(1.0).await
        },
        &[
            "0: task_created main",
            "1: timer_set timer0 canceller due 1.000000",
            "1: timer_set timer1 victim due 1.000000",
            "1: future_created f1:sleep",
            "1: timer_set timer2 sleep due 1.000000",
            "1: step_ended main suspended on sleep until 1.000000",
            "2 1s: timer_fired timer0 canceller",
            "2 1s: timer_fired timer1 victim",
            "2 1s: timer_fired timer2 sleep",
            "2 1s: handle_cancelled h2 timer1 victim",
            "2 1s: future_settled f1:sleep result ()",
            "3 1s: future_settled main result ()",
            "3 1s: step_ended main returned ()",
            "4 1s: run_ended returned",
        ],
    );
}

#[test]
fn thousands_of_cancelled_timers_leave_no_heap_behind() {
    prints(
        || async {
            for _ in 0..5_000 {
                assert_eq!(timeout(1e6, async |_| sleep(0.001).await).await, Ok(()));
            }
            print!("{}", time());
            Ok(())
        },
        &["5.000000"],
    );
}

#[test]
fn code_that_blocks_makes_timers_late_and_they_fire_in_one_turn() {
    tells(
        || async {
            call_later_named("one", 1.0, || print!("one in turn {} at {}", turns(), time()))?;
            call_later_named("two", 2.0, || print!("two in turn {} at {}", turns(), time()))?;
            block_for(2.5);
            sleep(0.0).await
        },
        &[
            "0: task_created main",
            "1: timer_set timer0 one due 1.000000",
            "1: timer_set timer1 two due 2.000000",
            "1 2.5s: blocked 2.500000",
            "1 2.5s: step_ended main suspended on turn",
            "2 2.5s: timer_fired timer0 one late 1.500000",
            "2 2.5s: timer_fired timer1 two late 0.500000",
            "2 2.5s: future_settled main result ()",
            "2 2.5s: step_ended main returned ()",
            "2 2.5s: output out \"one in turn 2 at 2.500000\"",
            "2 2.5s: output out \"two in turn 2 at 2.500000\"",
            "3 2.5s: run_ended returned",
        ],
    );
}

#[test]
fn a_turn_costs_nothing_unless_the_run_says_so() {
    prints(
        || async {
            for _ in 0..10 {
                sleep(0.0).await?;
            }
            print!("{}", time());
            set_turn_cost(Micros::from_millis(1));
            let until = time() + Micros::from_millis(5);
            let mut yields = 0;
            while time() < until {
                sleep(0.0).await?;
                yields += 1;
            }
            print!("{} after {yields} turns", time());
            Ok(())
        },
        &["0.000000", "0.005000 after 5 turns"],
    );
}

#[test]
fn a_sleeper_and_a_callback_of_one_deadline_keep_call_order() {
    async fn sleeper() -> Result<()> {
        sleep(1.0).await?;
        print!("sleeper wakes in turn {}", turns());
        Ok(())
    }
    // The callback runs in the turn in which both fire; the sleeper only then learns of it, and wakes in the next.
    prints(
        || async {
            let task = create_task_named(sleeper(), "sleeper");
            sleep(0.0).await?;
            call_later_named("callback", 1.0, || print!("callback in turn {}", turns()))?;
            task.await
        },
        &["callback in turn 3", "sleeper wakes in turn 4"],
    );
}

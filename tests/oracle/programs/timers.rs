//! Timers and callbacks on a schedule.

use loopline::print;

use super::*;

scenarios! {
    timers_fire_in_order_of_their_deadlines
    equal_deadlines_keep_the_order_of_calls
    a_timer_of_zero_comes_behind_what_is_ready
    a_negative_delay_is_an_earlier_deadline
    a_negative_sleep_is_a_bare_yield
    a_sleep_that_is_not_a_number_is_refused
    an_infinite_sleep_is_never_over
    an_infinite_sleep_alone_is_a_deadlock
    a_huge_delay_is_kept_exactly
    a_microsecond_is_told_from_none
    sums_of_tenths_stay_exact
    a_cancelled_handle_does_not_run
    a_handle_cancelled_in_its_own_turn_does_not_run
    call_at_takes_a_moment_of_loop_time
    a_periodic_callback_sets_itself_again
    a_due_timer_and_a_woken_task_share_a_turn
}

async fn timers_fire_in_order_of_their_deadlines() -> Result<()> {
    for seconds in [3, 1, 2] {
        call_later(f64::from(seconds), move || print!("after {seconds}"))?;
    }
    sleep(4.0).await?;
    print!("main");
    Ok(())
}

async fn equal_deadlines_keep_the_order_of_calls() -> Result<()> {
    for name in ["A", "B", "C"] {
        call_later(1.0, move || print!("{name}"))?;
    }
    call_at(Micros(1_000_000), || print!("D"))?;
    sleep(1.0).await?;
    print!("main");
    Ok(())
}

async fn a_timer_of_zero_comes_behind_what_is_ready() -> Result<()> {
    call_later(0.0, || print!("timer"))?;
    call_soon(|| print!("soon 1"))?;
    call_soon(|| print!("soon 2"))?;
    sleep(0.0).await?;
    print!("main");
    sleep(0.0).await?;
    print!("main again");
    Ok(())
}

async fn a_negative_delay_is_an_earlier_deadline() -> Result<()> {
    call_later(0.0, || print!("zero"))?;
    call_later(-1.0, || print!("minus one"))?;
    call_later(-2.0, || print!("minus two"))?;
    sleep(0.5).await?;
    print!("main at {:.1}", time().seconds());
    Ok(())
}

async fn a_negative_sleep_is_a_bare_yield() -> Result<()> {
    async fn worker(delay: f64) -> Result<()> {
        for n in 0..2 {
            print!("{n}");
            sleep(delay).await?;
        }
        Ok(())
    }
    let minus = spawn(worker(-1.0), "minus");
    let zero = spawn(worker(0.0), "zero");
    minus.await?;
    zero.await
}

async fn a_sleep_that_is_not_a_number_is_refused() -> Result<()> {
    print!("ValueError: {}", caught(sleep(f64::NAN).await, "ValueError")?);
    Ok(())
}

async fn an_infinite_sleep_is_never_over() -> Result<()> {
    async fn forever() -> Result<()> {
        print!("sleeps");
        sleep(f64::INFINITY).await
    }
    let task = spawn(forever(), "forever");
    sleep(5.0).await?;
    print!("five seconds later");
    task.cancel();
    if is_cancelled(&task.await) {
        print!("woken");
    }
    Ok(())
}

async fn an_infinite_sleep_alone_is_a_deadlock() -> Result<()> {
    print!("sleeps");
    sleep(f64::INFINITY).await
}

async fn a_huge_delay_is_kept_exactly() -> Result<()> {
    call_later(946_080_000.0, || print!("thirty years"))?;
    sleep(946_080_000.000_001).await?;
    print!("and a microsecond");
    Ok(())
}

async fn a_microsecond_is_told_from_none() -> Result<()> {
    async fn sleeper(seconds: f64) -> Result<()> {
        sleep(seconds).await?;
        print!("up");
        Ok(())
    }
    let late = spawn(sleeper(0.000_002), "late");
    let early = spawn(sleeper(0.000_001), "early");
    late.await?;
    early.await
}

async fn sums_of_tenths_stay_exact() -> Result<()> {
    async fn tenths() -> Result<()> {
        for _ in 0..10 {
            sleep(0.1).await?;
        }
        print!("tenths");
        Ok(())
    }
    async fn whole() -> Result<()> {
        sleep(1.0).await?;
        print!("whole");
        Ok(())
    }
    let first = spawn(tenths(), "tenths");
    let second = spawn(whole(), "whole");
    first.await?;
    second.await
}

async fn a_cancelled_handle_does_not_run() -> Result<()> {
    let soon = call_soon(|| print!("never soon"))?;
    let later = call_later(1.0, || print!("never later"))?;
    let kept = call_later(2.0, || print!("kept"))?;
    soon.cancel();
    later.cancel();
    later.cancel();
    print!("{} {} {}", py(soon.cancelled()), py(later.cancelled()), py(kept.cancelled()));
    sleep(3.0).await?;
    print!("main");
    Ok(())
}

async fn a_handle_cancelled_in_its_own_turn_does_not_run() -> Result<()> {
    let handles = Rc::new(RefCell::new(Vec::<loopline::runtime::Handle>::new()));
    let kept = handles.clone();
    call_later(1.0, move || {
        print!("first");
        let second = kept.borrow()[0].clone();
        second.cancel();
    })?;
    let second = call_later(1.0, || print!("second"))?;
    handles.borrow_mut().push(second);
    call_later(1.0, || print!("third"))?;
    sleep(2.0).await?;
    print!("main");
    Ok(())
}

async fn call_at_takes_a_moment_of_loop_time() -> Result<()> {
    sleep(2.0).await?;
    call_at(time() + Micros(1_000_000), || print!("one second later"))?;
    call_at(Micros(1_000_000), || print!("long past"))?;
    sleep(3.0).await?;
    print!("main at {:.1}", time().seconds());
    Ok(())
}

async fn a_periodic_callback_sets_itself_again() -> Result<()> {
    fn tick(ticks: Rc<Cell<u32>>) -> Result<()> {
        ticks.set(ticks.get() + 1);
        print!("tick {} at {:.1}", ticks.get(), time().seconds());
        if ticks.get() < 3 {
            call_later(1.0, move || tick(ticks))?;
        }
        Ok(())
    }
    let ticks = Rc::new(Cell::new(0));
    tick(ticks.clone())?;
    sleep(4.0).await?;
    print!("{} ticks", ticks.get());
    Ok(())
}

async fn a_due_timer_and_a_woken_task_share_a_turn() -> Result<()> {
    async fn sleeper(seconds: f64) -> Result<()> {
        sleep(seconds).await?;
        print!("up");
        sleep(0.0).await?;
        print!("again");
        Ok(())
    }
    let first = spawn(sleeper(1.0), "first");
    call_later(1.0, || print!("timer"))?;
    let second = spawn(sleeper(1.0), "second");
    first.await?;
    second.await
}

//! Futures and their done callbacks.

use loopline::print;

use super::*;

scenarios! {
    a_future_is_read_early_and_set_twice
    reading_a_cancelled_future_raises_its_cancellation
    done_callbacks_are_scheduled_in_order_not_called
    a_callback_added_after_the_end_is_scheduled_at_once
    a_removed_callback_does_not_run
    a_task_wakes_in_its_place_among_the_callbacks
    a_tasks_done_callback_runs_in_the_turn_after_its_end
    a_failed_task_raises_in_each_of_its_waiters
}

async fn a_future_is_read_early_and_set_twice() -> Result<()> {
    let future = Future::new();
    for early in [future.result().err(), future.exception().err()] {
        if let Some(Error::InvalidState(_)) = early {
            print!("too early");
        }
    }
    future.set_result(1)?;
    if let Err(Error::InvalidState(_)) = future.set_result(2) {
        print!("set already");
    }
    if let Err(Error::InvalidState(_)) = future.set_exception(value_error("no")) {
        print!("set already");
    }
    let exception = future.exception()?.map_or("None".into(), |error| error.to_string());
    print!("{} {exception} cancel: {}", future.result()?, py(future.cancel()));
    Ok(())
}

async fn reading_a_cancelled_future_raises_its_cancellation() -> Result<()> {
    let future = Future::new();
    future.cancel_with("not needed");
    if let Err(error @ Error::Cancelled(_)) = future.result() {
        print!("result: {}", error.message());
    }
    if is_cancelled(&future.exception()) {
        print!("exception");
    }
    if let Err(Error::InvalidState(_)) = future.set_result(1) {
        print!("set already");
    }
    print!("{} {}", py(future.done()), py(future.cancelled()));
    Ok(())
}

async fn done_callbacks_are_scheduled_in_order_not_called() -> Result<()> {
    let future = Future::new();
    for n in 0..3 {
        future.add_done_callback(move |future| -> Result<()> {
            print!("callback {n}: {}", future.result()?);
            Ok(())
        });
    }
    call_soon(|| print!("scheduled before"))?;
    future.set_result("value")?;
    call_soon(|| print!("scheduled after"))?;
    print!("set");
    sleep(0.0).await?;
    print!("main");
    Ok(())
}

async fn a_callback_added_after_the_end_is_scheduled_at_once() -> Result<()> {
    let future = Future::new();
    future.set_result("value")?;
    future.add_done_callback(|future| -> Result<()> {
        print!("late callback: {}", future.result()?);
        Ok(())
    });
    print!("added");
    sleep(0.0).await?;
    print!("main");
    Ok(())
}

async fn a_removed_callback_does_not_run() -> Result<()> {
    let future = Future::new();
    future.add_done_callback(|_| print!("one"));
    let removed = future.add_done_callback(|_| print!("never"));
    future.add_done_callback(|_| print!("three"));
    print!("removed {}", u32::from(future.remove_done_callback(removed)));
    print!("removed {}", u32::from(future.remove_done_callback(removed)));
    future.set_result(())?;
    sleep(0.0).await?;
    print!("main");
    Ok(())
}

async fn a_task_wakes_in_its_place_among_the_callbacks() -> Result<()> {
    async fn waiter(future: Future<()>) -> Result<()> {
        future.await?;
        print!("waiter woken");
        Ok(())
    }
    let future = Future::new();
    future.add_done_callback(|_| print!("callback before"));
    let task = spawn(waiter(future.clone()), "waiter");
    sleep(0.0).await?;
    future.add_done_callback(|_| print!("callback after"));
    future.set_result(())?;
    task.await
}

async fn a_tasks_done_callback_runs_in_the_turn_after_its_end() -> Result<()> {
    async fn worker() -> Result<&'static str> {
        sleep(1.0).await?;
        Ok("value")
    }
    let task = spawn(worker(), "worker");
    task.add_done_callback(|task| -> Result<()> {
        print!("callback: {}", task.result()?);
        Ok(())
    });
    print!("main: {}", task.await?);
    Ok(())
}

async fn a_failed_task_raises_in_each_of_its_waiters() -> Result<()> {
    async fn worker() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("broken"))
    }
    async fn waiter(task: Task<()>) -> Result<()> {
        print!("caught {}", caught(task.await, "ValueError")?);
        Ok(())
    }
    let task = spawn(worker(), "worker");
    let waiters = [0, 1].map(|n| spawn(waiter(task.clone()), format!("waiter-{n}")));
    for other in waiters {
        other.await?;
    }
    print!("exception: {}", task.exception()?.map_or(String::new(), |error| error.message()));
    Ok(())
}

//! Cancellation of tasks.

use loopline::print;

use super::*;

scenarios! {
    a_task_cancelled_before_it_starts_never_runs
    a_waiting_task_is_cancelled_in_the_next_turns
    cancelling_twice_counts_two_requests
    a_second_cancel_interrupts_the_clean_up
    a_task_may_refuse_to_be_cancelled
    cancelling_the_current_task_takes_effect_where_it_next_waits
    cancelling_the_current_task_in_its_last_step_cancels_its_result
    a_finished_task_cannot_be_cancelled
    a_cancelled_waiter_cancels_the_task_it_awaits
    a_cancel_message_travels_with_the_error
    uncancel_takes_a_request_back
    uncancel_before_delivery_takes_the_cancellation_back
    an_error_in_clean_up_replaces_the_cancellation
    cancelled_in_the_turn_in_which_its_sleep_ends
    cancelled_just_before_its_sleep_ends
    a_task_that_catches_and_waits_again_can_be_cancelled_again
    an_awaited_future_is_cancelled_with_its_waiter
    a_cancelled_future_cancels_its_waiter
}

async fn a_task_cancelled_before_it_starts_never_runs() -> Result<()> {
    async fn worker() -> Result<()> {
        print!("never");
        Ok(())
    }
    let task = spawn(worker(), "worker");
    print!("cancel: {}", py(task.cancel()));
    if is_cancelled(&(&task).await) {
        print!("cancelled: {}", py(task.cancelled()));
    }
    Ok(())
}

async fn a_waiting_task_is_cancelled_in_the_next_turns() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("cancelled");
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(0.0).await?;
    print!("cancel: {}", py(task.cancel()));
    print!("done: {}", py(task.done()));
    sleep(0.0).await?;
    print!("done: {}", py(task.done()));
    sleep(0.0).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn cancelling_twice_counts_two_requests() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("requests: {}", this().cancelling());
            sleep(1.0).await?;
            print!("cleaned up");
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    print!("{} {}", py(task.cancel()), py(task.cancel()));
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_second_cancel_interrupts_the_clean_up() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(10.0).await;
        print!("cleaning up");
        match sleep(10.0).await {
            Ok(()) => print!("never"),
            Err(error) => {
                print!("interrupted");
                return Err(error);
            }
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    task.cancel();
    sleep(1.0).await?;
    task.cancel();
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_task_may_refuse_to_be_cancelled() -> Result<()> {
    async fn stubborn() -> Result<&'static str> {
        if is_cancelled(&sleep(10.0).await) {
            print!("no");
        }
        sleep(1.0).await?;
        Ok("finished")
    }
    let task = spawn(stubborn(), "stubborn");
    sleep(1.0).await?;
    task.cancel();
    print!("{}", (&task).await?);
    print!("cancelled: {}, requests: {}", py(task.cancelled()), task.cancelling());
    Ok(())
}

async fn cancelling_the_current_task_takes_effect_where_it_next_waits() -> Result<()> {
    async fn worker() -> Result<()> {
        this().cancel();
        print!("still running");
        let outcome = sleep(0.0).await;
        print!("{}", if is_cancelled(&outcome) { "now" } else { "never" });
        outcome
    }
    let task = spawn(worker(), "worker");
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn cancelling_the_current_task_in_its_last_step_cancels_its_result() -> Result<()> {
    async fn worker() -> Result<&'static str> {
        this().cancel();
        Ok("lost")
    }
    let task = spawn(worker(), "worker");
    match (&task).await {
        Ok(result) => print!("{result}"),
        Err(_) => print!("cancelled: {}", py(task.cancelled())),
    }
    Ok(())
}

async fn a_finished_task_cannot_be_cancelled() -> Result<()> {
    async fn worker() -> Result<u32> {
        Ok(5)
    }
    let task = spawn(worker(), "worker");
    (&task).await?;
    print!("cancel: {}, requests: {}", py(task.cancel()), task.cancelling());
    print!("result: {}", task.result()?);
    Ok(())
}

async fn a_cancelled_waiter_cancels_the_task_it_awaits() -> Result<()> {
    async fn inner() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("inner cancelled");
        }
        outcome
    }
    async fn outer(task: Task<()>) -> Result<()> {
        let outcome = task.await;
        if is_cancelled(&outcome) {
            print!("outer cancelled");
        }
        outcome
    }
    let below = spawn(inner(), "inner");
    let above = spawn(outer(below.clone()), "outer");
    sleep(1.0).await?;
    above.cancel();
    wait_all(&[&above]).await?;
    print!("{} {}", py(below.cancelled()), py(above.cancelled()));
    Ok(())
}

async fn a_cancel_message_travels_with_the_error() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(10.0).await;
        if let Err(error @ Error::Cancelled(_)) = &outcome {
            print!("message: {}", error.message());
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    task.cancel_with("too slow");
    if let Err(error @ Error::Cancelled(_)) = task.await {
        print!("message: {}", error.message());
    }
    Ok(())
}

async fn uncancel_takes_a_request_back() -> Result<()> {
    async fn worker() -> Result<()> {
        let task = this();
        if is_cancelled(&sleep(10.0).await) {
            print!("requests: {}", task.cancelling());
            print!("left: {}", task.uncancel());
        }
        print!("left: {}", task.uncancel());
        sleep(1.0).await?;
        print!("went on");
        Ok(())
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    task.cancel();
    (&task).await?;
    print!("requests: {}", task.cancelling());
    Ok(())
}

async fn uncancel_before_delivery_takes_the_cancellation_back() -> Result<()> {
    async fn worker() -> Result<()> {
        let task = this();
        task.cancel();
        print!("left: {}", task.uncancel());
        sleep(1.0).await?;
        print!("undisturbed");
        Ok(())
    }
    let task = spawn(worker(), "worker");
    task.await
}

async fn an_error_in_clean_up_replaces_the_cancellation() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            return Err(value_error("clean-up failed"));
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    task.cancel();
    let message = caught((&task).await, "ValueError")?;
    print!("caught {message}, cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn cancelled_in_the_turn_in_which_its_sleep_ends() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(1.0).await;
        print!("{}", if is_cancelled(&outcome) { "cancelled" } else { "slept" });
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(0.0).await?;
    let asked = task.clone();
    call_later(1.0, move || {
        asked.cancel();
    })?;
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn cancelled_just_before_its_sleep_ends() -> Result<()> {
    async fn worker() -> Result<()> {
        let outcome = sleep(1.0).await;
        print!("{}", if is_cancelled(&outcome) { "cancelled" } else { "slept" });
        outcome
    }
    let task = spawn(worker(), "worker");
    let asked = task.clone();
    call_later(1.0, move || {
        asked.cancel();
    })?;
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_task_that_catches_and_waits_again_can_be_cancelled_again() -> Result<()> {
    async fn worker() -> Result<()> {
        for n in 0..3 {
            if is_cancelled(&sleep(10.0).await) {
                print!("refused {n}");
            }
        }
        Ok(())
    }
    let task = spawn(worker(), "worker");
    for _ in 0..3 {
        sleep(1.0).await?;
        task.cancel();
    }
    (&task).await?;
    print!("requests: {}", task.cancelling());
    Ok(())
}

async fn an_awaited_future_is_cancelled_with_its_waiter() -> Result<()> {
    async fn worker(future: Future<()>) -> Result<()> {
        future.await
    }
    let future = Future::new();
    let task = spawn(worker(future.clone()), "worker");
    sleep(1.0).await?;
    task.cancel();
    print!("future cancelled: {}, task done: {}", py(future.cancelled()), py(task.done()));
    wait_all(&[&task]).await?;
    print!("task cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_cancelled_future_cancels_its_waiter() -> Result<()> {
    async fn worker(future: Future<()>) -> Result<()> {
        let outcome = future.await;
        if is_cancelled(&outcome) {
            print!("cancelled, requests: {}", this().cancelling());
        }
        outcome
    }
    let future = Future::new();
    let task = spawn(worker(future.clone()), "worker");
    sleep(1.0).await?;
    print!("cancel: {}, again: {}", py(future.cancel()), py(future.cancel()));
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

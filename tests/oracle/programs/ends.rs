//! How a run ends.

use loopline::print;

use super::*;

scenarios! {
    the_error_of_main_ends_the_run
    main_that_is_cancelled_ends_the_run_cancelled
    a_task_left_at_the_end_is_cancelled
    a_task_left_at_the_end_may_await_while_it_cleans_up
    a_task_created_last_is_cancelled_before_it_starts
    the_error_of_main_still_cancels_what_is_left
    nothing_scheduled_is_a_deadlock
    two_crossed_locks_are_a_deadlock
    waiting_for_a_future_nobody_sets_is_a_deadlock
}

async fn the_error_of_main_ends_the_run() -> Result<()> {
    print!("about to fail");
    sleep(1.0).await?;
    Err(value_error("no such thing"))
}

async fn main_that_is_cancelled_ends_the_run_cancelled() -> Result<()> {
    this().cancel();
    print!("cancelled, but still running");
    sleep(1.0).await?;
    print!("never");
    Ok(())
}

async fn a_task_left_at_the_end_is_cancelled() -> Result<()> {
    async fn background() -> Result<()> {
        let error = loop {
            print!("tick");
            if let Err(error) = sleep(1.0).await {
                break error;
            }
        };
        print!("background closes");
        Err(error)
    }
    let task = spawn(background(), "background");
    sleep(2.5).await?;
    print!("main returns, done: {}", py(task.done()));
    Ok(())
}

async fn a_task_left_at_the_end_may_await_while_it_cleans_up() -> Result<()> {
    async fn background() -> Result<()> {
        let outcome = sleep(100.0).await;
        if is_cancelled(&outcome) {
            print!("saving");
            sleep(2.0).await?;
            print!("saved");
        }
        outcome
    }
    let task = spawn(background(), "background");
    sleep(1.0).await?;
    print!("main returns, done: {}", py(task.done()));
    Ok(())
}

async fn a_task_created_last_is_cancelled_before_it_starts() -> Result<()> {
    async fn late() -> Result<()> {
        print!("never");
        Ok(())
    }
    let task = spawn(late(), "late");
    print!("main returns, done: {}", py(task.done()));
    Ok(())
}

async fn the_error_of_main_still_cancels_what_is_left() -> Result<()> {
    async fn background() -> Result<()> {
        let outcome = sleep(10.0).await;
        print!("background closes");
        outcome
    }
    let task = spawn(background(), "background");
    sleep(1.0).await?;
    print!("done: {}", py(task.done()));
    Err(Error::runtime("main fails"))
}

async fn nothing_scheduled_is_a_deadlock() -> Result<()> {
    type Tasks = Rc<RefCell<Vec<Task<()>>>>;
    async fn left(tasks: Tasks) -> Result<()> {
        print!("left waits for right");
        let right = tasks.borrow()[1].clone();
        right.await
    }
    async fn right(tasks: Tasks) -> Result<()> {
        print!("right waits for left");
        let left = tasks.borrow()[0].clone();
        left.await
    }
    let tasks = Tasks::default();
    let first = spawn(left(tasks.clone()), "left");
    let second = spawn(right(tasks.clone()), "right");
    tasks.borrow_mut().extend([first.clone(), second]);
    first.await
}

async fn two_crossed_locks_are_a_deadlock() -> Result<()> {
    async fn worker(first: Lock, second: Lock) -> Result<()> {
        let _first = first.lock().await?;
        print!("has one");
        sleep(1.0).await?;
        let _second = second.lock().await?;
        print!("never");
        Ok(())
    }
    let a = Lock::new();
    let b = Lock::new();
    let one = spawn(worker(a.clone(), b.clone()), "one");
    let two = spawn(worker(b, a), "two");
    one.await?;
    two.await
}

async fn waiting_for_a_future_nobody_sets_is_a_deadlock() -> Result<()> {
    let future = Future::new();
    print!("waiting");
    future.await
}

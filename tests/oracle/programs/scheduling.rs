//! The order in which tasks and callbacks run.

use loopline::print;

use super::*;

scenarios! {
    tasks_start_in_order_of_creation
    a_created_task_does_not_run_before_the_next_turn
    call_soon_keeps_its_place_between_tasks
    a_callback_scheduled_by_a_callback_waits_for_the_next_turn
    an_await_that_does_not_suspend_gives_nobody_a_turn
    awaiting_a_finished_task_gives_no_turn
    awaiting_a_task_wakes_two_turns_after_its_end
    two_waiters_of_one_task_wake_in_order
    deeply_nested_awaits_suspend_as_one
    unnamed_tasks_are_numbered
    all_tasks_are_those_not_done
    a_callback_has_no_current_task
    a_task_cannot_await_itself
    a_callback_that_fails_goes_to_the_exception_handler
    a_done_callback_that_fails_goes_to_the_exception_handler
}

async fn tasks_start_in_order_of_creation() -> Result<()> {
    async fn worker(name: &'static str) -> Result<()> {
        print!("{name} runs");
        Ok(())
    }
    let tasks = ["A", "B", "C"].map(|name| spawn(worker(name), name));
    print!("created");
    for task in tasks {
        task.await?;
    }
    print!("all awaited");
    Ok(())
}

async fn a_created_task_does_not_run_before_the_next_turn() -> Result<()> {
    async fn worker() -> Result<u32> {
        print!("runs");
        Ok(7)
    }
    let task = spawn(worker(), "worker");
    print!("done: {}", py(task.done()));
    sleep(0.0).await?;
    print!("done: {}", py(task.done()));
    print!("result: {}", task.result()?);
    Ok(())
}

async fn call_soon_keeps_its_place_between_tasks() -> Result<()> {
    async fn worker(name: &'static str) -> Result<()> {
        print!("task {name}");
        Ok(())
    }
    let first = spawn(worker("A"), "A");
    call_soon(|| print!("callback 1"))?;
    let second = spawn(worker("B"), "B");
    call_soon(|| print!("callback 2"))?;
    sleep(0.0).await?;
    print!("main again");
    first.await?;
    second.await
}

async fn a_callback_scheduled_by_a_callback_waits_for_the_next_turn() -> Result<()> {
    fn outer() -> Result<()> {
        print!("outer");
        call_soon(|| print!("inner"))?;
        Ok(())
    }
    call_soon(outer)?;
    call_soon(|| print!("beside"))?;
    sleep(0.0).await?;
    print!("main after one turn");
    sleep(0.0).await?;
    print!("main after two turns");
    Ok(())
}

async fn an_await_that_does_not_suspend_gives_nobody_a_turn() -> Result<()> {
    async fn quick(number: u32) -> Result<u32> {
        Ok(number)
    }
    async fn counter() -> Result<()> {
        for number in 0..3 {
            print!("count {}", quick(number).await?);
        }
        Ok(())
    }
    let first = spawn(counter(), "first");
    let second = spawn(counter(), "second");
    first.await?;
    second.await
}

async fn awaiting_a_finished_task_gives_no_turn() -> Result<()> {
    async fn worker() -> Result<&'static str> {
        Ok("result")
    }
    async fn other() -> Result<()> {
        print!("other runs");
        Ok(())
    }
    let done = spawn(worker(), "done");
    sleep(0.0).await?;
    let late = spawn(other(), "other");
    print!("{}", done.await?);
    print!("no turn was given");
    late.await
}

async fn awaiting_a_task_wakes_two_turns_after_its_end() -> Result<()> {
    async fn worker() -> Result<()> {
        print!("worker ends");
        Ok(())
    }
    async fn bystander() -> Result<()> {
        for turn in 0..4 {
            print!("turn {turn}");
            sleep(0.0).await?;
        }
        Ok(())
    }
    let watcher = spawn(bystander(), "bystander");
    let task = spawn(worker(), "worker");
    task.await?;
    print!("main woken");
    watcher.await
}

async fn two_waiters_of_one_task_wake_in_order() -> Result<()> {
    async fn worker() -> Result<&'static str> {
        sleep(1.0).await?;
        Ok("gold")
    }
    async fn waiter(task: Task<&'static str>) -> Result<()> {
        print!("waiting");
        print!("got {}", task.await?);
        Ok(())
    }
    let task = spawn(worker(), "worker");
    let waiters = [0, 1, 2].map(|n| spawn(waiter(task.clone()), format!("waiter-{n}")));
    for other in waiters {
        other.await?;
    }
    Ok(())
}

async fn deeply_nested_awaits_suspend_as_one() -> Result<()> {
    async fn level(depth: u32) -> Result<u32> {
        if depth == 0 {
            sleep(1.0).await?;
            print!("bottom");
            return Ok(0);
        }
        Ok(Box::pin(level(depth - 1)).await? + 1)
    }
    print!("depth {}", level(5).await?);
    Ok(())
}

async fn unnamed_tasks_are_numbered() -> Result<()> {
    async fn worker() -> Result<()> {
        print!("{}", this().name());
        Ok(())
    }
    let first = create_task(worker());
    let named = spawn(worker(), "named");
    let second = create_task(worker());
    for task in [&first, &named, &second] {
        task.await?;
    }
    first.set_name("renamed");
    print!("{}", first.name());
    Ok(())
}

async fn all_tasks_are_those_not_done() -> Result<()> {
    async fn worker(seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await
    }
    fn names() -> String {
        let mut names: Vec<String> = all_tasks().iter().map(|task| task.name().to_string()).collect();
        names.sort();
        names.join(" ")
    }
    let tasks = [1, 2].map(|seconds| spawn(worker(seconds), format!("sleeps-{seconds}")));
    print!("{}", names());
    (&tasks[0]).await?;
    print!("{}", names());
    (&tasks[1]).await?;
    print!("{}", names());
    print!("{}", this().name());
    Ok(())
}

async fn a_callback_has_no_current_task() -> Result<()> {
    fn callback() {
        print!("in a task: {}", py(current_task().is_some()));
    }
    call_soon(callback)?;
    print!("in a task: {}", py(current_task().is_some()));
    sleep(0.0).await
}

async fn a_task_cannot_await_itself() -> Result<()> {
    type Own = Rc<RefCell<Option<Task<&'static str>>>>;
    async fn narcissus(own: Own) -> Result<&'static str> {
        let itself = own.borrow().clone().expect("it was kept");
        if let Err(error @ Error::Runtime(_)) = itself.await {
            print!("{}", error.kind());
        }
        Ok("over it")
    }
    let own = Own::default();
    let task = spawn(narcissus(own.clone()), "narcissus");
    own.replace(Some(task.clone()));
    print!("{}", task.await?);
    Ok(())
}

async fn a_callback_that_fails_goes_to_the_exception_handler() -> Result<()> {
    set_exception_handler(|_, error| print!("handler: {}: {}", error.kind(), error.message()));
    fn bad() -> Result<()> {
        print!("bad runs");
        Err(value_error("callback fails"))
    }
    call_soon(bad)?;
    call_soon(|| print!("next"))?;
    call_later(1.0, bad)?;
    sleep(2.0).await?;
    print!("main");
    Ok(())
}

async fn a_done_callback_that_fails_goes_to_the_exception_handler() -> Result<()> {
    set_exception_handler(|_, error| print!("handler: {}", error.message()));
    let future = Future::new();
    future.add_done_callback(|_| print!("one"));
    future.add_done_callback(|_| -> Result<()> { Err(value_error("callback fails")) });
    future.add_done_callback(|_| print!("three"));
    future.set_result(1)?;
    print!("{}", future.await?);
    sleep(0.0).await?;
    print!("main");
    Ok(())
}

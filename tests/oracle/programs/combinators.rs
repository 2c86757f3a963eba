//! gather, wait, as_completed, shield and wait_for.

use loopline::print;

use super::*;

scenarios! {
    gather_passes_the_first_error_on_and_the_others_run_on
    gather_can_return_the_errors_among_the_results
    gather_of_nothing_is_done_at_once
    gather_of_the_same_task_twice_waits_once
    gather_within_gather
    gather_of_done_tasks
    a_cancelled_child_of_gather_is_an_error_in_it
    a_cancelled_gather_cancels_its_children_in_order
    a_cancelled_gather_waits_for_a_child_that_refuses
    a_cancelled_child_with_return_exceptions_is_a_result
    two_children_of_gather_fail_in_one_turn
    wait_for_the_first_that_completes
    wait_for_the_first_that_fails
    wait_for_the_first_failure_that_never_comes
    wait_for_all_to_complete
    wait_with_a_timeout_cancels_nothing
    wait_whose_tasks_end_as_its_time_is_up
    a_cancelled_wait_leaves_its_tasks_alone
    wait_for_nothing_is_refused
    as_completed_gives_them_as_they_get_ready
    as_completed_with_a_timeout
    as_completed_passes_errors_on
    shield_protects_what_it_wraps
    shield_passes_result_and_error_on
    a_shielded_task_that_is_cancelled_itself
    wait_for_in_time
    wait_for_too_late
    wait_for_a_task_that_refuses
    wait_for_without_time
    a_cancelled_wait_for_cancels_what_it_waits_for
    wait_for_passes_an_error_on
    wait_for_a_coroutine_runs_it_in_place
}

async fn gather_passes_the_first_error_on_and_the_others_run_on() -> Result<()> {
    async fn fails() -> Result<u32> {
        sleep(1.0).await?;
        Err(value_error("first"))
    }
    async fn works() -> Result<u32> {
        sleep(2.0).await?;
        print!("still finished");
        Ok(2)
    }
    let bad = spawn(fails(), "bad");
    let good = spawn(works(), "good");
    print!("caught {}", caught(gather([bad, good.clone()]).await, "ValueError")?);
    print!("good done: {}", py(good.done()));
    print!("{}", good.await?);
    Ok(())
}

async fn gather_can_return_the_errors_among_the_results() -> Result<()> {
    async fn fails() -> Result<&'static str> {
        sleep(1.0).await?;
        Err(value_error("one"))
    }
    async fn works() -> Result<&'static str> {
        sleep(2.0).await?;
        Ok("two")
    }
    let bad = spawn(fails(), "bad");
    let good = spawn(works(), "good");
    let results = gather_settled([bad, good]).await?;
    if let Err(error) = &results[0] {
        print!("{}: {}", error.kind(), error.message());
    }
    print!("{}", results[1].clone()?);
    Ok(())
}

async fn gather_of_nothing_is_done_at_once() -> Result<()> {
    async fn other() -> Result<()> {
        print!("other");
        Ok(())
    }
    let task = spawn(other(), "other");
    let outer = gather(Vec::<Task<()>>::new());
    print!("done: {}", py(outer.done()));
    print!("results: {:?}", outer.await?);
    task.await
}

async fn gather_of_the_same_task_twice_waits_once() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        Ok(name)
    }
    let a = spawn(work("a", 1.0), "a");
    let b = spawn(work("b", 2.0), "b");
    print!("{}", gather([a.clone(), b, a]).await?.join(" "));
    Ok(())
}

async fn gather_within_gather() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        print!("{name} ends");
        Ok(name)
    }
    let [a, b, c] = [("a", 3.0), ("b", 1.0), ("c", 2.0)].map(|(name, seconds)| spawn(work(name, seconds), name));
    let inner = gather([a, b]);
    let outer = gather([inner, gather([c])]);
    for part in outer.await? {
        print!("{}", part.join(" "));
    }
    Ok(())
}

async fn gather_of_done_tasks() -> Result<()> {
    async fn work(n: u32) -> Result<u32> {
        Ok(n)
    }
    let tasks = [0, 1].map(|n| spawn(work(n), format!("t{n}")));
    sleep(0.0).await?;
    let outer = gather(tasks);
    print!("done: {}", py(outer.done()));
    print!("{:?}", outer.await?);
    Ok(())
}

async fn a_cancelled_child_of_gather_is_an_error_in_it() -> Result<()> {
    async fn work(seconds: f64) -> Result<()> {
        sleep(seconds).await?;
        print!("ends");
        Ok(())
    }
    let a = spawn(work(10.0), "a");
    let b = spawn(work(2.0), "b");
    let outer = gather([a.clone(), b.clone()]);
    sleep(1.0).await?;
    a.cancel();
    if is_cancelled(&(&outer).await) {
        print!("gather: {}, requests: {}", py(outer.cancelled()), this().cancelling());
    }
    b.await
}

async fn a_cancelled_gather_cancels_its_children_in_order() -> Result<()> {
    async fn work() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("cancelled");
        }
        outcome
    }
    async fn collect() -> Result<()> {
        let children = ["a", "b", "c"].map(|name| spawn(work(), name));
        let outcome = gather(children).await;
        if is_cancelled(&outcome) {
            print!("gather cancelled");
        }
        outcome.map(|_| ())
    }
    let task = spawn(collect(), "collect");
    sleep(1.0).await?;
    task.cancel();
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_cancelled_gather_waits_for_a_child_that_refuses() -> Result<()> {
    async fn stubborn() -> Result<&'static str> {
        if is_cancelled(&sleep(10.0).await) {
            print!("refused");
            sleep(1.0).await?;
        }
        Ok("kept")
    }
    let child = spawn(stubborn(), "child");
    let outer = gather([child.clone()]);
    sleep(1.0).await?;
    print!("cancel: {}", py(outer.cancel()));
    if is_cancelled(&outer.await) {
        print!("gather raised, child: {}", child.result()?);
    }
    Ok(())
}

async fn a_cancelled_child_with_return_exceptions_is_a_result() -> Result<()> {
    async fn work(seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        Ok("done")
    }
    let a = spawn(work(10.0), "a");
    let b = spawn(work(2.0), "b");
    let outer = gather_settled([a.clone(), b]);
    sleep(1.0).await?;
    a.cancel_with("enough");
    let results = outer.await?;
    if let Err(error) = &results[0] {
        print!("{} {}", error.kind(), results[1].clone()?);
    }
    Ok(())
}

async fn two_children_of_gather_fail_in_one_turn() -> Result<()> {
    async fn fails(text: &'static str) -> Result<()> {
        sleep(1.0).await?;
        Err(value_error(text))
    }
    let a = spawn(fails("a failed"), "a");
    let b = spawn(fails("b failed"), "b");
    print!("caught {}", caught(gather([b.clone(), a.clone()]).await, "ValueError")?);
    let message = |task: &Task<()>| task.exception().map(|error| error.map_or(String::new(), |error| error.message()));
    print!("{}, {}", message(&a)?, message(&b)?);
    Ok(())
}

async fn wait_for_the_first_that_completes() -> Result<()> {
    async fn work(seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await?;
        print!("ends");
        Ok(())
    }
    let tasks = [3, 1].map(|seconds| spawn(work(seconds), format!("t{seconds}")));
    let waited = wait(tasks.iter().map(|task| task.future()), None, ReturnWhen::FirstCompleted).await?;
    print!("done {}", named(&tasks, &waited.done));
    print!("pending {}", named(&tasks, &waited.pending));
    Ok(())
}

async fn wait_for_the_first_that_fails() -> Result<()> {
    async fn work(seconds: u32, fail: bool) -> Result<()> {
        sleep(f64::from(seconds)).await?;
        if fail {
            return Err(value_error("failed"));
        }
        print!("ends");
        Ok(())
    }
    let tasks = [3, 2, 1].map(|seconds| spawn(work(seconds, seconds == 2), format!("t{seconds}")));
    let waited = wait(tasks.iter().map(|task| task.future()), None, ReturnWhen::FirstException).await?;
    print!("done {}", named(&tasks, &waited.done));
    print!("pending {}", named(&tasks, &waited.pending));
    (&tasks[0]).await
}

async fn wait_for_the_first_failure_that_never_comes() -> Result<()> {
    async fn work(seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await
    }
    let tasks = [1, 2, 3].map(|seconds| spawn(work(seconds), format!("t{seconds}")));
    sleep(0.0).await?;
    tasks[1].cancel();
    let waited = wait(tasks.iter().map(|task| task.future()), None, ReturnWhen::FirstException).await?;
    print!("done {}, pending {}", waited.done.len(), waited.pending.len());
    Ok(())
}

async fn wait_for_all_to_complete() -> Result<()> {
    async fn work(seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await?;
        if seconds == 2 { Err(value_error("failed")) } else { Ok(()) }
    }
    let tasks = [1, 2, 3].map(|seconds| spawn(work(seconds), format!("t{seconds}")));
    let waited = wait(tasks.iter().map(|task| task.future()), None, ReturnWhen::AllCompleted).await?;
    print!("done {}, pending {}", waited.done.len(), waited.pending.len());
    print!("{}", tasks[1].exception()?.map_or(String::new(), |error| error.message()));
    Ok(())
}

async fn wait_with_a_timeout_cancels_nothing() -> Result<()> {
    async fn work(seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await?;
        print!("ends");
        Ok(())
    }
    let tasks = [1, 3].map(|seconds| spawn(work(seconds), format!("t{seconds}")));
    let waited = wait(tasks.iter().map(|task| task.future()), Some(2.0), ReturnWhen::AllCompleted).await?;
    print!("done {}", named(&tasks, &waited.done));
    print!("pending {}", named(&tasks, &waited.pending));
    (&tasks[1]).await
}

async fn wait_whose_tasks_end_as_its_time_is_up() -> Result<()> {
    async fn work() -> Result<()> {
        sleep(1.0).await?;
        print!("ends");
        Ok(())
    }
    let task = spawn(work(), "work");
    sleep(0.0).await?;
    let waited = wait([task.future()], Some(1.0), ReturnWhen::AllCompleted).await?;
    print!("done {}, pending {}", waited.done.len(), waited.pending.len());
    task.await
}

async fn a_cancelled_wait_leaves_its_tasks_alone() -> Result<()> {
    async fn work() -> Result<()> {
        sleep(3.0).await?;
        print!("ends");
        Ok(())
    }
    async fn waiter(task: Task<()>) -> Result<()> {
        let outcome = wait_all(&[&task]).await;
        if is_cancelled(&outcome) {
            print!("wait cancelled");
        }
        outcome
    }
    let task = spawn(work(), "work");
    let waiting = spawn(waiter(task.clone()), "waiter");
    sleep(1.0).await?;
    waiting.cancel();
    (&task).await?;
    print!("{} {}", py(waiting.cancelled()), py(task.cancelled()));
    Ok(())
}

async fn wait_for_nothing_is_refused() -> Result<()> {
    async fn work() -> Result<u32> {
        Ok(1)
    }
    let nothing = Vec::<Future<u32>>::new();
    if let Err(Error::Value(_)) = wait(nothing, None, ReturnWhen::AllCompleted).await {
        print!("refused");
    }
    let task = spawn(work(), "work");
    (&task).await?;
    let waited = wait([task.future()], None, ReturnWhen::AllCompleted).await?;
    print!("done {}, pending {}", waited.done.len(), waited.pending.len());
    Ok(())
}

async fn as_completed_gives_them_as_they_get_ready() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        Ok(name)
    }
    let tasks = [("a", 3.0), ("b", 1.0), ("c", 2.0)].map(|(name, seconds)| spawn(work(name, seconds), name));
    let mut completed = as_completed(tasks, None)?;
    while let Some(ready) = completed.next().await {
        print!("{}", ready?);
    }
    Ok(())
}

async fn as_completed_with_a_timeout() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        Ok(name)
    }
    let tasks = [("a", 4.0), ("b", 1.0), ("c", 3.0)].map(|(name, seconds)| spawn(work(name, seconds), name));
    let mut completed = as_completed(tasks.clone(), Some(2.0))?;
    while let Some(ready) = completed.next().await {
        match ready {
            Err(Error::Timeout) => print!("too late"),
            ready => print!("{}", ready?),
        }
    }
    print!("{} {}", (&tasks[2]).await?, (&tasks[0]).await?);
    Ok(())
}

async fn as_completed_passes_errors_on() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        if name == "b" { Err(value_error("b failed")) } else { Ok(name) }
    }
    let tasks = [("a", 2.0), ("b", 1.0)].map(|(name, seconds)| spawn(work(name, seconds), name));
    let mut completed = as_completed(tasks, None)?;
    while let Some(ready) = completed.next().await {
        match ready {
            Ok(name) => print!("{name}"),
            failed => print!("caught {}", caught(failed, "ValueError")?),
        }
    }
    Ok(())
}

async fn shield_protects_what_it_wraps() -> Result<()> {
    async fn work() -> Result<&'static str> {
        sleep(2.0).await?;
        print!("ends");
        Ok("value")
    }
    async fn waiter(task: Task<&'static str>) -> Result<()> {
        let outcome = shield(task).await;
        if is_cancelled(&outcome) {
            print!("waiter cancelled");
        }
        outcome.map(|_| ())
    }
    let task = spawn(work(), "work");
    let waiting = spawn(waiter(task.clone()), "waiter");
    sleep(1.0).await?;
    waiting.cancel();
    wait_all(&[&waiting]).await?;
    print!("waiter: {}, work: {}", py(waiting.cancelled()), py(task.cancelled()));
    print!("{}", task.await?);
    Ok(())
}

async fn shield_passes_result_and_error_on() -> Result<()> {
    async fn work(fail: bool) -> Result<&'static str> {
        sleep(1.0).await?;
        if fail { Err(value_error("failed")) } else { Ok("value") }
    }
    let good = spawn(work(false), "good");
    let bad = spawn(work(true), "bad");
    print!("{}", shield(good).await?);
    print!("caught {}", caught(shield(bad).await, "ValueError")?);
    Ok(())
}

async fn a_shielded_task_that_is_cancelled_itself() -> Result<()> {
    async fn work() -> Result<()> {
        sleep(10.0).await
    }
    let task = spawn(work(), "work");
    let outer = shield(task.clone());
    sleep(1.0).await?;
    task.cancel();
    if is_cancelled(&(&outer).await) {
        print!("outer: {}, work: {}", py(outer.cancelled()), py(task.cancelled()));
    }
    Ok(())
}

async fn wait_for_in_time() -> Result<()> {
    async fn work() -> Result<&'static str> {
        sleep(1.0).await?;
        Ok("in time")
    }
    let task = spawn(work(), "work");
    print!("{}", wait_for(task, 2.0).await?);
    print!("{}", wait_for(work(), 2.0).await?);
    Ok(())
}

async fn wait_for_too_late() -> Result<()> {
    async fn work() -> Result<()> {
        let outcome = sleep(10.0).await;
        print!("cleaning up");
        sleep(1.0).await?;
        print!("cleaned up");
        outcome
    }
    let task = spawn(work(), "work");
    if let Err(Error::Timeout) = wait_for(task.clone(), 2.0).await {
        print!("too late, cancelled: {}", py(task.cancelled()));
    }
    Ok(())
}

async fn wait_for_a_task_that_refuses() -> Result<()> {
    async fn stubborn() -> Result<&'static str> {
        if is_cancelled(&sleep(10.0).await) {
            print!("no");
            sleep(1.0).await?;
        }
        Ok("late but here")
    }
    let task = spawn(stubborn(), "stubborn");
    print!("{}", wait_for(task, 1.0).await?);
    Ok(())
}

async fn wait_for_without_time() -> Result<()> {
    async fn work() -> Result<()> {
        print!("never");
        Ok(())
    }
    async fn done() -> Result<&'static str> {
        Ok("was done")
    }
    let ready = spawn(done(), "done");
    (&ready).await?;
    print!("{}", wait_for(ready, 0.0).await?);
    let task = spawn(work(), "work");
    if let Err(Error::Timeout) = wait_for(task.clone(), 0.0).await {
        print!("too late, cancelled: {}", py(task.cancelled()));
    }
    Ok(())
}

async fn a_cancelled_wait_for_cancels_what_it_waits_for() -> Result<()> {
    async fn work() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("work cancelled");
        }
        outcome
    }
    async fn waiter(task: Task<()>) -> Result<()> {
        let outcome = wait_for(task, 5.0).await;
        if is_cancelled(&outcome) {
            print!("wait_for cancelled");
        }
        outcome
    }
    let task = spawn(work(), "work");
    let waiting = spawn(waiter(task.clone()), "waiter");
    sleep(1.0).await?;
    waiting.cancel();
    wait_all(&[&waiting]).await?;
    print!("{} {}", py(task.cancelled()), py(waiting.cancelled()));
    Ok(())
}

async fn wait_for_passes_an_error_on() -> Result<()> {
    async fn work() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("failed"))
    }
    print!("caught {}", caught(wait_for(work(), 2.0).await, "ValueError")?);
    Ok(())
}

async fn wait_for_a_coroutine_runs_it_in_place() -> Result<()> {
    async fn work() -> Result<()> {
        print!("{}", this().name());
        sleep(3.0).await?;
        print!("never");
        Ok(())
    }
    if let Err(Error::Timeout) = wait_for(work(), 2.0).await {
        print!("too late");
    }
    print!("requests: {}", this().cancelling());
    Ok(())
}

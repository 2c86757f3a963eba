//! timeout and TaskGroup.

use loopline::print;

use super::*;

scenarios! {
    timeout_expires
    timeout_does_not_expire
    the_inner_of_two_timeouts_expires
    the_outer_of_two_timeouts_expires
    two_timeouts_expire_together
    a_timeout_is_rescheduled
    a_cancellation_within_a_timeout_stays_a_cancellation
    cancelled_in_the_turn_in_which_its_timeout_expires
    a_timeout_of_zero_expires_at_the_first_wait
    a_body_that_refuses_its_timeout
    a_task_group_waits_for_its_tasks
    an_empty_task_group_takes_no_turn
    a_failing_child_cancels_its_task_group
    a_failing_child_interrupts_the_body_of_its_task_group
    two_children_of_a_task_group_fail
    two_children_fail_in_the_same_turn
    the_body_of_a_task_group_fails
    a_task_group_cancelled_from_outside
    a_cancelled_child_does_not_fail_its_task_group
    a_child_of_a_task_group_starts_another
    a_task_group_within_a_task_group
    a_timeout_around_a_task_group
}

/// What `except ExceptionGroup` would catch: the group's own message and its errors.
fn caught_group<T>(outcome: Result<T>) -> Result<(String, Vec<Error>)> {
    match outcome {
        Err(error) => match &error {
            Error::Group(_, errors) => Ok((error.message(), errors.to_vec())),
            _ => Err(error),
        },
        Ok(_) => Err(Error::runtime("no ExceptionGroup came")),
    }
}

async fn timeout_expires() -> Result<()> {
    let mut kept = None;
    let outcome = timeout(1.0, async |scope| {
        kept = Some(scope);
        print!("inside");
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("cancelled inside");
        }
        outcome
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("expired: {}", py(kept.is_some_and(|scope| scope.expired())));
    }
    print!("requests: {}", this().cancelling());
    Ok(())
}

async fn timeout_does_not_expire() -> Result<()> {
    let scope = timeout(2.0, async |scope| {
        sleep(1.0).await?;
        print!("in time");
        Ok(scope)
    });
    let scope = scope.await?;
    print!("expired: {}", py(scope.expired()));
    sleep(2.0).await?;
    print!("nothing came later");
    Ok(())
}

async fn the_inner_of_two_timeouts_expires() -> Result<()> {
    let outer = timeout(3.0, async |outer| {
        let mut kept = None;
        let outcome = timeout(1.0, async |inner| {
            kept = Some(inner);
            sleep(10.0).await
        });
        if let Err(Error::Timeout) = outcome.await {
            print!("inner expired: {}", py(kept.is_some_and(|scope| scope.expired())));
        }
        sleep(1.0).await?;
        print!("outer goes on");
        Ok(outer)
    });
    let outer = outer.await?;
    print!("outer expired: {}", py(outer.expired()));
    Ok(())
}

async fn the_outer_of_two_timeouts_expires() -> Result<()> {
    let mut kept = None;
    let outcome = timeout(1.0, async |outer| {
        kept = Some(outer);
        let mut kept = None;
        let outcome = timeout(3.0, async |inner| {
            kept = Some(inner);
            sleep(10.0).await
        })
        .await;
        if is_cancelled(&outcome) {
            print!("cancelled, inner expired: {}", py(kept.is_some_and(|scope| scope.expired())));
        }
        outcome
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("outer expired: {}", py(kept.is_some_and(|scope| scope.expired())));
    }
    Ok(())
}

async fn two_timeouts_expire_together() -> Result<()> {
    let outcome = timeout(1.0, async |_| {
        let outcome = timeout(1.0, async |_| sleep(10.0).await).await;
        if let Err(Error::Timeout) = outcome {
            print!("inner timed out");
        }
        outcome
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("outer timed out");
    }
    print!("requests: {}", this().cancelling());
    Ok(())
}

async fn a_timeout_is_rescheduled() -> Result<()> {
    let outcome = timeout(1.0, async |scope| {
        sleep(0.5).await?;
        scope.reschedule(Some(time() + Micros(2_000_000)))?;
        sleep(1.0).await?;
        print!("at {:.1}", time().seconds());
        sleep(10.0).await
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("timed out at {:.1}", time().seconds());
    }
    Ok(())
}

async fn a_cancellation_within_a_timeout_stays_a_cancellation() -> Result<()> {
    async fn work() -> Result<()> {
        let outcome = timeout(5.0, async |_| sleep(10.0).await).await;
        if is_cancelled(&outcome) {
            print!("requests: {}", this().cancelling());
        }
        outcome
    }
    let task = spawn(work(), "work");
    sleep(1.0).await?;
    task.cancel();
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn cancelled_in_the_turn_in_which_its_timeout_expires() -> Result<()> {
    async fn work() -> Result<()> {
        let outcome = timeout(1.0, async |_| sleep(10.0).await).await;
        match outcome {
            Err(Error::Timeout) => {
                print!("timed out");
                Ok(())
            }
            Err(Error::Cancelled(_)) => {
                print!("cancelled, requests: {}", this().cancelling());
                outcome
            }
            outcome => outcome,
        }
    }
    let task = spawn(work(), "work");
    sleep(1.0).await?;
    task.cancel();
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_timeout_of_zero_expires_at_the_first_wait() -> Result<()> {
    timeout(0.0, async |_| {
        print!("no wait");
        Ok(())
    })
    .await?;
    let outcome = timeout(0.0, async |_| {
        print!("before");
        sleep(0.0).await?;
        print!("one turn later");
        sleep(0.0).await?;
        print!("two turns later");
        sleep(0.0).await?;
        print!("never");
        Ok(())
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("timed out");
    }
    Ok(())
}

async fn a_body_that_refuses_its_timeout() -> Result<()> {
    let scope = timeout(1.0, async |scope| {
        if is_cancelled(&sleep(10.0).await) {
            print!("refused");
        }
        sleep(1.0).await?;
        print!("went on");
        Ok(scope)
    });
    let scope = scope.await?;
    print!("expired: {}, requests: {}", py(scope.expired()), this().cancelling());
    Ok(())
}

async fn a_task_group_waits_for_its_tasks() -> Result<()> {
    async fn work(seconds: u32) -> Result<u32> {
        sleep(f64::from(seconds)).await?;
        print!("ends");
        Ok(seconds)
    }
    let tasks = TaskGroup::scope(async |group| {
        let long = group.create_task_named(work(2), "long");
        let short = group.create_task_named(work(1), "short");
        print!("body ends");
        Ok((long, short))
    });
    let (long, short) = tasks.await?;
    print!("{} {}", long.result()?, short.result()?);
    Ok(())
}

async fn an_empty_task_group_takes_no_turn() -> Result<()> {
    async fn other() -> Result<()> {
        print!("other");
        Ok(())
    }
    let task = spawn(other(), "other");
    TaskGroup::scope(async |_| {
        print!("body");
        Ok(())
    })
    .await?;
    print!("left");
    task.await
}

async fn a_failing_child_cancels_its_task_group() -> Result<()> {
    async fn fails() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("broken"))
    }
    async fn works() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("cancelled");
        }
        outcome
    }
    let mut sibling = None;
    let outcome = TaskGroup::scope(async |group| {
        group.create_task_named(fails(), "fails");
        sibling = Some(group.create_task_named(works(), "works"));
        Ok(())
    });
    let (message, errors) = caught_group(outcome.await)?;
    print!("{message}: {}", errors[0].message());
    print!("sibling cancelled: {}", py(sibling.is_some_and(|task| task.cancelled())));
    Ok(())
}

async fn a_failing_child_interrupts_the_body_of_its_task_group() -> Result<()> {
    async fn fails() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("broken"))
    }
    let outcome = TaskGroup::scope(async |group| {
        group.create_task_named(fails(), "fails");
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("body cancelled");
        }
        outcome
    });
    let (message, errors) = caught_group(outcome.await)?;
    print!("{message}: {}", errors[0].message());
    print!("requests: {}", this().cancelling());
    Ok(())
}

async fn two_children_of_a_task_group_fail() -> Result<()> {
    async fn fails() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("first"))
    }
    async fn fails_in_clean_up() -> Result<()> {
        let _ = sleep(10.0).await;
        sleep(1.0).await?;
        Err(Error::runtime("second"))
    }
    let outcome = TaskGroup::scope(async |group| {
        group.create_task_named(fails_in_clean_up(), "slow");
        group.create_task_named(fails(), "fast");
        Ok(())
    });
    let (message, errors) = caught_group(outcome.await)?;
    print!("{message}");
    for error in errors {
        print!("{}: {}", error.kind(), error.message());
    }
    Ok(())
}

async fn two_children_fail_in_the_same_turn() -> Result<()> {
    async fn fails(text: &'static str) -> Result<()> {
        sleep(1.0).await?;
        Err(value_error(text))
    }
    let outcome = TaskGroup::scope(async |group| {
        group.create_task_named(fails("one"), "one");
        group.create_task_named(fails("two"), "two");
        Ok(())
    });
    let (_, errors) = caught_group(outcome.await)?;
    print!("{}", errors.iter().map(Error::message).collect::<Vec<_>>().join(" "));
    Ok(())
}

async fn the_body_of_a_task_group_fails() -> Result<()> {
    async fn child() -> Result<()> {
        let outcome = sleep(10.0).await;
        sleep(1.0).await?;
        print!("cleaned up");
        outcome
    }
    let outcome = TaskGroup::scope(async |group| -> Result<()> {
        group.create_task_named(child(), "child");
        sleep(1.0).await?;
        Err(value_error("body fails"))
    });
    let (message, errors) = caught_group(outcome.await)?;
    print!("{message}: {}", errors[0].message());
    Ok(())
}

async fn a_task_group_cancelled_from_outside() -> Result<()> {
    async fn child() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("child cancelled");
        }
        outcome
    }
    async fn parent() -> Result<()> {
        let outcome = TaskGroup::scope(async |group| {
            group.create_task_named(child(), "child");
            Ok(())
        })
        .await;
        if is_cancelled(&outcome) {
            print!("parent cancelled, requests: {}", this().cancelling());
        }
        outcome
    }
    let task = spawn(parent(), "parent");
    sleep(1.0).await?;
    task.cancel();
    wait_all(&[&task]).await?;
    print!("cancelled: {}", py(task.cancelled()));
    Ok(())
}

async fn a_cancelled_child_does_not_fail_its_task_group() -> Result<()> {
    async fn work(seconds: f64) -> Result<()> {
        sleep(seconds).await?;
        print!("ends");
        Ok(())
    }
    let first = TaskGroup::scope(async |group| {
        let first = group.create_task_named(work(10.0), "first");
        group.create_task_named(work(2.0), "second");
        sleep(1.0).await?;
        first.cancel();
        Ok(first)
    });
    let first = first.await?;
    print!("cancelled: {}", py(first.cancelled()));
    Ok(())
}

async fn a_child_of_a_task_group_starts_another() -> Result<()> {
    async fn second() -> Result<()> {
        sleep(1.0).await?;
        print!("second ends");
        Ok(())
    }
    async fn first(group: TaskGroup) -> Result<()> {
        sleep(1.0).await?;
        group.create_task_named(second(), "second");
        print!("first ends");
        Ok(())
    }
    TaskGroup::scope(async |group| {
        group.create_task_named(first(group.clone()), "first");
        Ok(())
    })
    .await?;
    print!("left");
    Ok(())
}

async fn a_task_group_within_a_task_group() -> Result<()> {
    async fn fails() -> Result<()> {
        sleep(1.0).await?;
        Err(value_error("deep"))
    }
    async fn works() -> Result<()> {
        sleep(2.0).await?;
        print!("ends");
        Ok(())
    }
    TaskGroup::scope(async |outer| {
        outer.create_task_named(works(), "works");
        let outcome = TaskGroup::scope(async |inner| {
            inner.create_task_named(fails(), "fails");
            Ok(())
        });
        let (_, errors) = caught_group(outcome.await)?;
        print!("inner: {}", errors[0].message());
        Ok(())
    })
    .await?;
    print!("left");
    Ok(())
}

async fn a_timeout_around_a_task_group() -> Result<()> {
    async fn child() -> Result<()> {
        let outcome = sleep(10.0).await;
        if is_cancelled(&outcome) {
            print!("child cancelled");
        }
        outcome
    }
    let outcome = timeout(1.0, async |_| {
        TaskGroup::scope(async |group| {
            group.create_task_named(child(), "child");
            Ok(())
        })
        .await
    });
    if let Err(Error::Timeout) = outcome.await {
        print!("timed out");
    }
    print!("requests: {}", this().cancelling());
    Ok(())
}

//! Lock, Event, Semaphore, Condition and Barrier.

use loopline::print;

use super::*;

scenarios! {
    a_lock_is_handed_over_in_order
    a_free_lock_is_taken_without_a_turn
    a_released_lock_belongs_to_the_first_in_line
    a_cancelled_waiter_leaves_the_line_of_a_lock
    a_waiter_cancelled_just_when_the_lock_is_handed_over
    a_lock_that_is_free_cannot_be_released
    a_lost_update_without_a_lock
    an_event_wakes_all_who_wait
    an_event_set_and_cleared_at_once_still_wakes
    a_cancelled_waiter_of_an_event
    a_semaphore_lets_two_in_at_a_time
    a_semaphore_serves_the_line_before_a_newcomer
    a_cancelled_waiter_of_a_semaphore
    a_waiter_cancelled_just_when_its_permit_is_given
    a_bounded_semaphore_refuses_to_grow
    a_condition_wakes_as_many_as_are_notified
    a_condition_waits_until_it_is_true
    a_cancelled_waiter_of_a_condition_takes_the_lock_again
    a_condition_needs_its_lock
    a_notified_waiter_that_is_cancelled_passes_the_notification_on
    a_barrier_lets_all_through_together
    a_barrier_is_used_again
    an_aborted_barrier_is_broken
    a_barrier_that_is_reset_breaks_those_who_wait
    a_cancelled_party_leaves_the_barrier
}

async fn a_lock_is_handed_over_in_order() -> Result<()> {
    async fn worker(lock: Lock) -> Result<()> {
        print!("wants it");
        {
            let _guard = lock.lock().await?;
            print!("has it");
            sleep(1.0).await?;
        }
        print!("let it go");
        Ok(())
    }
    let lock = Lock::new();
    let tasks = ["A", "B", "C"].map(|name| spawn(worker(lock.clone()), name));
    for task in tasks {
        task.await?;
    }
    print!("locked: {}", py(lock.locked()));
    Ok(())
}

async fn a_free_lock_is_taken_without_a_turn() -> Result<()> {
    async fn worker(lock: Lock) -> Result<()> {
        for n in 0..2 {
            let _guard = lock.lock().await?;
            print!("{n}");
        }
        Ok(())
    }
    let lock = Lock::new();
    let a = spawn(worker(lock.clone()), "A");
    let b = spawn(worker(lock), "B");
    a.await?;
    b.await
}

async fn a_released_lock_belongs_to_the_first_in_line() -> Result<()> {
    async fn greedy(lock: Lock) -> Result<()> {
        for n in 0..2 {
            let _guard = lock.lock().await?;
            print!("has it {n}");
            sleep(1.0).await?;
        }
        Ok(())
    }
    async fn patient(lock: Lock) -> Result<()> {
        let _guard = lock.lock().await?;
        print!("has it");
        Ok(())
    }
    let lock = Lock::new();
    let a = spawn(greedy(lock.clone()), "greedy");
    let b = spawn(patient(lock), "patient");
    a.await?;
    b.await
}

async fn a_cancelled_waiter_leaves_the_line_of_a_lock() -> Result<()> {
    async fn worker(lock: Lock) -> Result<()> {
        let _guard = lock.lock().await?;
        print!("has it");
        sleep(2.0).await
    }
    let lock = Lock::new();
    let [a, b, c] = ["A", "B", "C"].map(|name| spawn(worker(lock.clone()), name));
    sleep(1.0).await?;
    b.cancel();
    wait_all(&[&a, &b, &c]).await?;
    print!("B cancelled: {}, locked: {}", py(b.cancelled()), py(lock.locked()));
    Ok(())
}

async fn a_waiter_cancelled_just_when_the_lock_is_handed_over() -> Result<()> {
    type Second = Rc<RefCell<Option<Task<()>>>>;
    async fn holder(lock: Lock, second: Second) -> Result<()> {
        {
            let _guard = lock.lock().await?;
            sleep(1.0).await?;
        }
        let b = second.borrow().clone().expect("it was kept");
        b.cancel();
        print!("released, then cancelled B");
        Ok(())
    }
    async fn worker(lock: Lock) -> Result<()> {
        let _guard = lock.lock().await?;
        print!("has it");
        Ok(())
    }
    let lock = Lock::new();
    let second = Second::default();
    let first = spawn(holder(lock.clone(), second.clone()), "A");
    let b = spawn(worker(lock.clone()), "B");
    second.replace(Some(b.clone()));
    let last = spawn(worker(lock.clone()), "C");
    wait_all(&[&first, &b, &last]).await?;
    print!("B cancelled: {}, locked: {}", py(b.cancelled()), py(lock.locked()));
    Ok(())
}

async fn a_lock_that_is_free_cannot_be_released() -> Result<()> {
    let lock = Lock::new();
    lock.acquire().await?;
    lock.release()?;
    print!("RuntimeError: {}", caught(lock.release(), "RuntimeError")?);
    Ok(())
}

async fn a_lost_update_without_a_lock() -> Result<()> {
    async fn increment(shared: Rc<Cell<u32>>) -> Result<()> {
        let value = shared.get();
        sleep(0.0).await?;
        shared.set(value + 1);
        print!("wrote {}", shared.get());
        Ok(())
    }
    let shared = Rc::new(Cell::new(0));
    let a = spawn(increment(shared.clone()), "A");
    let b = spawn(increment(shared.clone()), "B");
    a.await?;
    b.await?;
    print!("value {}", shared.get());
    Ok(())
}

async fn an_event_wakes_all_who_wait() -> Result<()> {
    async fn waiter(event: Event) -> Result<()> {
        print!("waits");
        event.wait().await?;
        print!("goes on");
        Ok(())
    }
    let event = Event::new();
    let tasks = ["A", "B"].map(|name| spawn(waiter(event.clone()), name));
    sleep(1.0).await?;
    event.set();
    print!("set: {}", py(event.is_set()));
    waiter(event).await?;
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn an_event_set_and_cleared_at_once_still_wakes() -> Result<()> {
    async fn waiter(event: Event) -> Result<()> {
        event.wait().await?;
        print!("woken, set: {}", py(event.is_set()));
        Ok(())
    }
    let event = Event::new();
    let task = spawn(waiter(event.clone()), "waiter");
    sleep(1.0).await?;
    event.set();
    event.clear();
    task.await
}

async fn a_cancelled_waiter_of_an_event() -> Result<()> {
    async fn waiter(event: Event) -> Result<()> {
        event.wait().await?;
        print!("goes on");
        Ok(())
    }
    let event = Event::new();
    let a = spawn(waiter(event.clone()), "A");
    let b = spawn(waiter(event.clone()), "B");
    sleep(1.0).await?;
    a.cancel();
    sleep(1.0).await?;
    event.set();
    b.await?;
    print!("A cancelled: {}", py(a.cancelled()));
    Ok(())
}

async fn a_semaphore_lets_two_in_at_a_time() -> Result<()> {
    async fn parser(semaphore: Semaphore) -> Result<()> {
        {
            let _permit = semaphore.permit().await?;
            print!("in");
            sleep(1.0).await?;
        }
        print!("out");
        Ok(())
    }
    let semaphore = Semaphore::new(2);
    let tasks = [0, 1, 2, 3, 4].map(|n| spawn(parser(semaphore.clone()), format!("p{n}")));
    for task in tasks {
        task.await?;
    }
    print!("locked: {}", py(semaphore.locked()));
    Ok(())
}

async fn a_semaphore_serves_the_line_before_a_newcomer() -> Result<()> {
    async fn worker(semaphore: Semaphore) -> Result<()> {
        let _permit = semaphore.permit().await?;
        print!("in");
        sleep(1.0).await
    }
    let semaphore = Semaphore::new(1);
    semaphore.acquire().await?;
    let waiting = spawn(worker(semaphore.clone()), "waiting");
    sleep(1.0).await?;
    semaphore.release()?;
    print!("locked: {}", py(semaphore.locked()));
    semaphore.acquire().await?;
    print!("main in");
    semaphore.release()?;
    waiting.await
}

async fn a_cancelled_waiter_of_a_semaphore() -> Result<()> {
    async fn worker(semaphore: Semaphore) -> Result<()> {
        let _permit = semaphore.permit().await?;
        print!("in");
        sleep(2.0).await
    }
    let semaphore = Semaphore::new(1);
    let [a, b, c] = ["A", "B", "C"].map(|name| spawn(worker(semaphore.clone()), name));
    sleep(1.0).await?;
    b.cancel();
    wait_all(&[&a, &b, &c]).await?;
    print!("B cancelled: {}, locked: {}", py(b.cancelled()), py(semaphore.locked()));
    Ok(())
}

async fn a_waiter_cancelled_just_when_its_permit_is_given() -> Result<()> {
    async fn worker(semaphore: Semaphore) -> Result<()> {
        let _permit = semaphore.permit().await?;
        print!("in");
        Ok(())
    }
    let semaphore = Semaphore::new(1);
    semaphore.acquire().await?;
    let b = spawn(worker(semaphore.clone()), "B");
    let c = spawn(worker(semaphore.clone()), "C");
    sleep(1.0).await?;
    semaphore.release()?;
    b.cancel();
    wait_all(&[&b, &c]).await?;
    print!("B cancelled: {}, locked: {}", py(b.cancelled()), py(semaphore.locked()));
    Ok(())
}

async fn a_bounded_semaphore_refuses_to_grow() -> Result<()> {
    let semaphore = Semaphore::bounded(1);
    semaphore.acquire().await?;
    semaphore.release()?;
    print!("ValueError: {}", caught(semaphore.release(), "ValueError")?);
    let plain = Semaphore::new(0);
    plain.release()?;
    print!("locked: {}", py(plain.locked()));
    Ok(())
}

async fn a_condition_wakes_as_many_as_are_notified() -> Result<()> {
    async fn waiter(condition: Condition) -> Result<()> {
        let _guard = condition.lock().await?;
        condition.wait().await?;
        print!("woken");
        Ok(())
    }
    let condition = Condition::new();
    let tasks = ["A", "B", "C", "D"].map(|name| spawn(waiter(condition.clone()), name));
    sleep(1.0).await?;
    {
        let _guard = condition.lock().await?;
        condition.notify(1)?;
        print!("notified one");
    }
    sleep(1.0).await?;
    {
        let _guard = condition.lock().await?;
        condition.notify_all()?;
        print!("notified all");
    }
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn a_condition_waits_until_it_is_true() -> Result<()> {
    async fn waiter(condition: Condition, count: Rc<Cell<u32>>) -> Result<()> {
        let _guard = condition.lock().await?;
        let seen = count.clone();
        condition.wait_for(move || seen.get() >= 2).await?;
        print!("count is {}", count.get());
        Ok(())
    }
    let condition = Condition::new();
    let count = Rc::new(Cell::new(0));
    let task = spawn(waiter(condition.clone(), count.clone()), "waiter");
    for _ in 0..2 {
        sleep(1.0).await?;
        let _guard = condition.lock().await?;
        count.set(count.get() + 1);
        condition.notify_all()?;
        print!("notified");
    }
    task.await
}

async fn a_cancelled_waiter_of_a_condition_takes_the_lock_again() -> Result<()> {
    async fn waiter(condition: Condition) -> Result<()> {
        let _guard = condition.lock().await?;
        let outcome = condition.wait().await;
        if is_cancelled(&outcome) {
            print!("cancelled, locked: {}", py(condition.inner().locked()));
        }
        outcome
    }
    let condition = Condition::new();
    let task = spawn(waiter(condition.clone()), "waiter");
    sleep(1.0).await?;
    {
        let _guard = condition.lock().await?;
        task.cancel();
        sleep(1.0).await?;
        print!("done: {}", py(task.done()));
    }
    wait_all(&[&task]).await?;
    print!("cancelled: {}, locked: {}", py(task.cancelled()), py(condition.inner().locked()));
    Ok(())
}

async fn a_condition_needs_its_lock() -> Result<()> {
    let condition = Condition::new();
    print!("RuntimeError: {}", caught(condition.notify(1), "RuntimeError")?);
    print!("RuntimeError: {}", caught(condition.wait().await, "RuntimeError")?);
    Ok(())
}

async fn a_notified_waiter_that_is_cancelled_passes_the_notification_on() -> Result<()> {
    async fn waiter(condition: Condition) -> Result<()> {
        let _guard = condition.lock().await?;
        condition.wait().await?;
        print!("woken");
        Ok(())
    }
    let condition = Condition::new();
    let a = spawn(waiter(condition.clone()), "A");
    let b = spawn(waiter(condition.clone()), "B");
    sleep(1.0).await?;
    {
        let _guard = condition.lock().await?;
        condition.notify(1)?;
        a.cancel();
    }
    wait_all(&[&a, &b]).await?;
    print!("{} {}", py(a.cancelled()), py(b.cancelled()));
    Ok(())
}

async fn a_barrier_lets_all_through_together() -> Result<()> {
    async fn party(barrier: Barrier, seconds: u32) -> Result<()> {
        sleep(f64::from(seconds)).await?;
        print!("arrives, {} wait", barrier.n_waiting());
        let place = barrier.wait().await?;
        print!("goes on, place {place}");
        Ok(())
    }
    let barrier = Barrier::new(3)?;
    let tasks = [1, 2, 3].map(|seconds| spawn(party(barrier.clone(), seconds), format!("p{seconds}")));
    for task in tasks {
        task.await?;
    }
    print!("{} wait, broken: {}", barrier.n_waiting(), py(barrier.broken()));
    Ok(())
}

async fn a_barrier_is_used_again() -> Result<()> {
    async fn party(barrier: Barrier, seconds: f64) -> Result<()> {
        for n in 0..2 {
            sleep(seconds).await?;
            barrier.wait().await?;
            print!("round {n}");
        }
        Ok(())
    }
    let barrier = Barrier::new(2)?;
    let a = spawn(party(barrier.clone(), 1.0), "A");
    let b = spawn(party(barrier, 2.0), "B");
    a.await?;
    b.await
}

async fn an_aborted_barrier_is_broken() -> Result<()> {
    async fn party(barrier: Barrier) -> Result<()> {
        if let Err(Error::BrokenBarrier(_)) = barrier.wait().await {
            print!("broken");
        }
        Ok(())
    }
    let barrier = Barrier::new(3)?;
    let tasks = ["A", "B"].map(|name| spawn(party(barrier.clone()), name));
    sleep(1.0).await?;
    barrier.abort().await?;
    print!("broken: {}", py(barrier.broken()));
    for task in tasks {
        task.await?;
    }
    party(barrier).await
}

async fn a_barrier_that_is_reset_breaks_those_who_wait() -> Result<()> {
    async fn party(barrier: Barrier) -> Result<()> {
        match barrier.wait().await {
            Err(Error::BrokenBarrier(_)) => print!("broken"),
            place => print!("place {}", place?),
        }
        Ok(())
    }
    let barrier = Barrier::new(2)?;
    let early = spawn(party(barrier.clone()), "early");
    sleep(1.0).await?;
    barrier.reset().await?;
    early.await?;
    let tasks = ["A", "B"].map(|name| spawn(party(barrier.clone()), name));
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn a_cancelled_party_leaves_the_barrier() -> Result<()> {
    async fn party(barrier: Barrier) -> Result<()> {
        print!("place {}", barrier.wait().await?);
        Ok(())
    }
    let barrier = Barrier::new(2)?;
    let a = spawn(party(barrier.clone()), "A");
    sleep(1.0).await?;
    a.cancel();
    sleep(1.0).await?;
    print!("{} wait", barrier.n_waiting());
    let tasks = ["B", "C"].map(|name| spawn(party(barrier.clone()), name));
    for task in tasks {
        task.await?;
    }
    Ok(())
}

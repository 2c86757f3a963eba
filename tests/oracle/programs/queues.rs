//! Queues.

use loopline::print;

use super::*;

scenarios! {
    a_queue_is_first_in_first_out
    waiting_getters_are_served_in_order
    waiting_putters_are_served_in_order
    a_getter_may_find_its_item_taken
    a_cancelled_getter_leaves_the_line
    a_getter_cancelled_just_when_its_item_has_come
    a_cancelled_putter_leaves_the_line
    a_putter_cancelled_just_when_there_is_room
    queue_operations_that_do_not_wait
    task_done_called_too_often
    join_waits_for_work_not_for_an_empty_queue
    a_queue_shut_down_is_emptied_first
    a_queue_shut_down_wakes_those_who_wait
    a_queue_shut_down_immediately_is_drained
    a_lifo_queue_gives_the_last_first
    a_priority_queue_gives_the_smallest_first
    a_producer_and_two_consumers
}

async fn getter<T: Clone + std::fmt::Debug + std::fmt::Display + 'static>(queue: Queue<T>) -> Result<()> {
    print!("got {}", queue.get().await?);
    Ok(())
}

async fn putter(queue: Queue<u32>, item: u32) -> Result<()> {
    queue.put(item).await?;
    print!("put {item}");
    Ok(())
}

async fn a_queue_is_first_in_first_out() -> Result<()> {
    async fn producer(queue: Queue<u32>) -> Result<()> {
        for item in 0..3 {
            queue.put(item).await?;
            print!("made {item}");
            sleep(1.0).await?;
        }
        Ok(())
    }
    async fn consumer(queue: Queue<u32>) -> Result<()> {
        loop {
            let item = queue.get().await?;
            print!("took {item}");
            queue.task_done()?;
        }
    }
    let queue = Queue::new(0);
    let making = spawn(producer(queue.clone()), "producer");
    let taking = spawn(consumer(queue.clone()), "consumer");
    making.await?;
    queue.join().await?;
    taking.cancel();
    print!("cancelled the consumer");
    Ok(())
}

async fn waiting_getters_are_served_in_order() -> Result<()> {
    let queue = Queue::new(0);
    let tasks = ["A", "B", "C"].map(|name| spawn(getter(queue.clone()), name));
    sleep(1.0).await?;
    for item in 0..3 {
        queue.put_nowait(item)?;
    }
    print!("{} queued", queue.qsize());
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn waiting_putters_are_served_in_order() -> Result<()> {
    let queue = Queue::new(1);
    let tasks = [0, 1, 2].map(|item| spawn(putter(queue.clone(), item), format!("p{item}")));
    sleep(1.0).await?;
    for _ in 0..3 {
        print!("got {}", queue.get().await?);
        sleep(1.0).await?;
    }
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn a_getter_may_find_its_item_taken() -> Result<()> {
    let queue = Queue::new(0);
    let task = spawn(getter(queue.clone()), "getter");
    sleep(1.0).await?;
    queue.put_nowait("first")?;
    print!("snatched {}", queue.get_nowait()?);
    sleep(1.0).await?;
    queue.put_nowait("second")?;
    task.await
}

async fn a_cancelled_getter_leaves_the_line() -> Result<()> {
    let queue = Queue::new(0);
    let a = spawn(getter(queue.clone()), "A");
    let b = spawn(getter(queue.clone()), "B");
    sleep(1.0).await?;
    a.cancel();
    queue.put_nowait("item")?;
    wait_all(&[&a, &b]).await?;
    print!("{} {}", py(a.cancelled()), py(b.cancelled()));
    Ok(())
}

async fn a_getter_cancelled_just_when_its_item_has_come() -> Result<()> {
    let queue = Queue::new(0);
    let a = spawn(getter(queue.clone()), "A");
    let b = spawn(getter(queue.clone()), "B");
    sleep(1.0).await?;
    queue.put_nowait("item")?;
    a.cancel();
    wait_all(&[&a, &b]).await?;
    print!("{} {}", py(a.cancelled()), py(b.cancelled()));
    Ok(())
}

async fn a_cancelled_putter_leaves_the_line() -> Result<()> {
    let queue = Queue::new(1);
    let tasks = [0, 1, 2].map(|item| spawn(putter(queue.clone(), item), format!("p{item}")));
    sleep(1.0).await?;
    tasks[1].cancel();
    sleep(1.0).await?;
    print!("got {}", queue.get().await?);
    print!("got {}", queue.get().await?);
    print!("{} {}", py(tasks[1].cancelled()), py(queue.empty()));
    Ok(())
}

async fn a_putter_cancelled_just_when_there_is_room() -> Result<()> {
    let queue = Queue::new(1);
    let tasks = [0, 1, 2].map(|item| spawn(putter(queue.clone(), item), format!("p{item}")));
    sleep(1.0).await?;
    print!("got {}", queue.get_nowait()?);
    tasks[1].cancel();
    sleep(1.0).await?;
    print!("got {}", queue.get().await?);
    print!("{} {}", py(tasks[1].cancelled()), py(tasks[2].done()));
    Ok(())
}

async fn queue_operations_that_do_not_wait() -> Result<()> {
    let queue = Queue::new(2);
    if let Err(Error::QueueEmpty) = queue.get_nowait() {
        print!("empty");
    }
    queue.put_nowait("a")?;
    queue.put_nowait("b")?;
    if let Err(Error::QueueFull) = queue.put_nowait("c") {
        print!("full");
    }
    print!("{} {} {}", queue.qsize(), py(queue.full()), py(queue.empty()));
    print!("{} {}", queue.get_nowait()?, queue.get_nowait()?);
    Ok(())
}

async fn task_done_called_too_often() -> Result<()> {
    let queue = Queue::new(0);
    queue.put_nowait("item")?;
    queue.get_nowait()?;
    queue.task_done()?;
    queue.join().await?;
    print!("joined");
    print!("ValueError: {}", caught(queue.task_done(), "ValueError")?);
    Ok(())
}

async fn joiner(queue: Queue<&'static str>) -> Result<()> {
    queue.join().await?;
    print!("joined");
    Ok(())
}

async fn join_waits_for_work_not_for_an_empty_queue() -> Result<()> {
    async fn worker(queue: Queue<&'static str>) -> Result<()> {
        for _ in 0..2 {
            let item = queue.get().await?;
            sleep(1.0).await?;
            print!("dealt with {item}");
            queue.task_done()?;
        }
        Ok(())
    }
    let queue = Queue::new(0);
    queue.put_nowait("a")?;
    queue.put_nowait("b")?;
    let working = spawn(worker(queue.clone()), "worker");
    let joining = spawn(joiner(queue.clone()), "joiner");
    queue.join().await?;
    print!("joined too");
    working.await?;
    joining.await
}

async fn a_queue_shut_down_is_emptied_first() -> Result<()> {
    let queue = Queue::new(0);
    queue.put_nowait("last")?;
    queue.shutdown(false);
    if let Err(Error::QueueShutDown) = queue.put("more").await {
        print!("put refused");
    }
    print!("got {}", queue.get().await?);
    if let Err(Error::QueueShutDown) = queue.get().await {
        print!("get refused");
    }
    Ok(())
}

async fn a_queue_shut_down_wakes_those_who_wait() -> Result<()> {
    async fn getter(queue: Queue<u32>) -> Result<()> {
        if let Err(Error::QueueShutDown) = queue.get().await {
            print!("shut down");
        }
        Ok(())
    }
    let queue = Queue::new(0);
    let tasks = ["A", "B"].map(|name| spawn(getter(queue.clone()), name));
    sleep(1.0).await?;
    queue.shutdown(false);
    print!("main shut it down");
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn a_queue_shut_down_immediately_is_drained() -> Result<()> {
    async fn putter(queue: Queue<&'static str>) -> Result<()> {
        if let Err(Error::QueueShutDown) = queue.put("b").await {
            print!("put refused");
        }
        Ok(())
    }
    let queue = Queue::new(1);
    queue.put_nowait("a")?;
    let putting = spawn(putter(queue.clone()), "putter");
    let joining = spawn(joiner(queue.clone()), "joiner");
    sleep(1.0).await?;
    queue.shutdown(true);
    print!("{} queued", queue.qsize());
    putting.await?;
    joining.await
}

async fn a_lifo_queue_gives_the_last_first() -> Result<()> {
    let queue = Queue::lifo(0);
    for item in 0..3 {
        queue.put(item).await?;
    }
    for _ in 0..3 {
        print!("{}", queue.get().await?);
    }
    Ok(())
}

async fn a_priority_queue_gives_the_smallest_first() -> Result<()> {
    async fn getter(queue: Queue<(u32, &'static str)>) -> Result<()> {
        for _ in 0..3 {
            let (priority, name) = queue.get().await?;
            print!("{priority} {name}");
        }
        Ok(())
    }
    let queue = Queue::priority(0);
    let task = spawn(getter(queue.clone()), "getter");
    sleep(1.0).await?;
    for item in [(3, "low"), (1, "high"), (2, "middle")] {
        queue.put_nowait(item)?;
    }
    task.await
}

async fn a_producer_and_two_consumers() -> Result<()> {
    async fn producer(queue: Queue<u32>) -> Result<()> {
        for item in 0..4 {
            queue.put(item).await?;
            sleep(1.0).await?;
        }
        print!("all made");
        Ok(())
    }
    async fn consumer(queue: Queue<u32>) -> Result<()> {
        for _ in 0..2 {
            let item = queue.get().await?;
            print!("takes {item}");
            sleep(1.5).await?;
            print!("finished {item}");
        }
        Ok(())
    }
    let queue = Queue::new(0);
    let tasks = [
        spawn(producer(queue.clone()), "producer"),
        spawn(consumer(queue.clone()), "C1"),
        spawn(consumer(queue.clone()), "C2"),
    ];
    for task in tasks {
        task.await?;
    }
    Ok(())
}

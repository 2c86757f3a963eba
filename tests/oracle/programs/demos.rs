//! The course's demos of the first part.

use loopline::print;

use super::*;

scenarios! {
    demo_hello
    demo_errands_one_after_another
    demo_errands_concurrent
    demo_errands_parallel
    demo_errands_asynchronous
    demo_nested_await
    demo_turns
    demo_future
    demo_future_exception
    demo_gather
    demo_await_in_order
    demo_cancel
    demo_bounded_queue
}

async fn demo_hello() -> Result<()> {
    print!("hello ...");
    sleep(1.0).await?;
    print!("... world");
    Ok(())
}

async fn demo_errands_one_after_another() -> Result<()> {
    async fn medicine() -> Result<()> {
        print!("prescription handed in");
        sleep(3.0).await?;
        print!("medicine collected");
        Ok(())
    }
    async fn pizza() -> Result<()> {
        print!("pizza ordered");
        sleep(2.0).await?;
        print!("pizza collected");
        Ok(())
    }
    async fn groceries() -> Result<()> {
        print!("shopping");
        sleep(1.0).await?;
        print!("groceries bought");
        Ok(())
    }
    medicine().await?;
    pizza().await?;
    groceries().await?;
    print!("home");
    Ok(())
}

async fn demo_errands_concurrent() -> Result<()> {
    async fn prepare(what: &'static str, seconds: f64) -> Result<&'static str> {
        sleep(seconds).await?;
        print!("{what} is ready");
        Ok(what)
    }
    print!("prescription handed in");
    let medicine = spawn(prepare("medicine", 3.0), "pharmacy");
    print!("pizza ordered");
    let pizza = spawn(prepare("pizza", 2.0), "pizzeria");
    sleep(1.0).await?;
    print!("groceries bought");
    print!("{} collected", pizza.await?);
    print!("{} collected", medicine.await?);
    Ok(())
}

async fn demo_errands_parallel() -> Result<()> {
    async fn charlie() -> Result<()> {
        sleep(3.0).await?;
        print!("medicine fetched");
        sleep(2.0).await?;
        print!("pizza fetched");
        Ok(())
    }
    async fn alice() -> Result<()> {
        sleep(1.0).await?;
        print!("groceries bought");
        Ok(())
    }
    let tasks = [spawn(charlie(), "charlie"), spawn(alice(), "alice")];
    for task in tasks {
        task.await?;
    }
    print!("all done");
    Ok(())
}

async fn demo_errands_asynchronous() -> Result<()> {
    async fn errand(what: &'static str, seconds: f64) -> Result<()> {
        print!("{what} begun");
        sleep(seconds).await?;
        print!("{what} done");
        Ok(())
    }
    gather([
        spawn(errand("medicine", 3.0), "medicine"),
        spawn(errand("pizza", 2.0), "pizza"),
        spawn(errand("groceries", 1.0), "groceries"),
    ])
    .await?;
    print!("home");
    Ok(())
}

async fn demo_nested_await() -> Result<()> {
    async fn inner() -> Result<()> {
        print!("A");
        sleep(0.5).await?;
        print!("B");
        Ok(())
    }
    print!("C");
    inner().await?;
    print!("D");
    Ok(())
}

async fn demo_turns() -> Result<()> {
    async fn speaker(name: &'static str) -> Result<()> {
        for turn in 1..3 {
            print!("{name}{turn}");
            sleep(0.0).await?;
        }
        Ok(())
    }
    let tasks = ["A", "B", "C"].map(|name| spawn(speaker(name), name));
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn demo_future() -> Result<()> {
    async fn setter(future: Future<&'static str>) -> Result<()> {
        sleep(2.0).await?;
        future.set_result("ready")?;
        print!("done: {}", py(future.done()));
        if let Err(error) = future.set_result("again") {
            print!("{error}");
        }
        Ok(())
    }
    let future = Future::new();
    let task = spawn(setter(future.clone()), "setter");
    if let Err(error) = future.result() {
        print!("{error}");
    }
    print!("got {}", future.await?);
    task.await
}

async fn demo_future_exception() -> Result<()> {
    async fn breaker(future: Future<()>) -> Result<()> {
        sleep(2.0).await?;
        future.set_exception(value_error("it broke"))
    }
    let future = Future::new();
    let task = spawn(breaker(future.clone()), "breaker");
    print!("caught {}", caught(future.await, "ValueError")?);
    task.await
}

async fn demo_gather() -> Result<()> {
    async fn work(name: &'static str, seconds: f64) -> Result<&'static str> {
        print!("start {name}");
        sleep(seconds).await?;
        print!("finish {name}");
        Ok(name)
    }
    let results = gather([spawn(work("A", 2.0), "A"), spawn(work("B", 1.0), "B"), spawn(work("C", 3.0), "C")]).await?;
    print!("{}", results.join(" "));
    Ok(())
}

async fn demo_await_in_order() -> Result<()> {
    async fn fetch(seconds: u32) -> Result<u32> {
        sleep(f64::from(seconds)).await?;
        Ok(seconds)
    }
    let tasks = [8, 1, 10].map(|seconds| spawn(fetch(seconds), format!("fetch-{seconds}")));
    for task in tasks {
        print!("{} at {:.1}", task.await?, time().seconds());
    }
    Ok(())
}

async fn demo_cancel() -> Result<()> {
    async fn worker() -> Result<()> {
        let work = async {
            print!("working");
            sleep(10.0).await?;
            print!("never");
            Ok(())
        };
        let outcome = work.await;
        if is_cancelled(&outcome) {
            print!("cleaning up");
        }
        outcome
    }
    let task = spawn(worker(), "worker");
    sleep(1.0).await?;
    task.cancel();
    if is_cancelled(&task.await) {
        print!("it is cancelled");
    }
    Ok(())
}

async fn demo_bounded_queue() -> Result<()> {
    async fn producer(queue: Queue<u32>) -> Result<()> {
        for item in 0..10 {
            queue.put(item).await?;
            print!("P{item}");
            sleep(0.5).await?;
        }
        Ok(())
    }
    async fn consumer(queue: Queue<u32>) -> Result<()> {
        for _ in 0..10 {
            let item = queue.get().await?;
            sleep(1.5).await?;
            print!("C{item}");
        }
        Ok(())
    }
    let queue = Queue::new(3);
    let making = spawn(producer(queue.clone()), "producer");
    let taking = spawn(consumer(queue), "consumer");
    making.await?;
    taking.await
}

//! A queue between one who makes and one who takes.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Producer and consumer", ru: "Очередь: производитель и потребитель"
    },
    about: Words {
        en: "Two tasks share nothing but a queue: one puts an item in every second, the other takes items out for as long as it runs. An empty queue makes `get` wait, so **the consumer keeps the producer’s pace without asking the time**. `join` returns once every item is dealt with; only then is the consumer, which would wait for ever, cancelled.",
        ru: "У двух задач нет ничего общего, кроме очереди: одна каждую секунду кладёт в неё элемент, другая забирает их, пока работает. Если очередь пуста, `get` ждёт, поэтому **потребитель идёт в темпе производителя и на часы не смотрит**. `join` вернётся, когда обработан каждый элемент; лишь после этого потребителя отменяют — сам он ждал бы вечно.",
    },
    try_this: Words {
        en: "Let the consumer need 2 s for an item. How long does the queue get, and when is everything done?",
        ru: "Пусть потребителю нужно 2 с на элемент. До какой длины вырастет очередь и когда всё будет готово?",
    },
    see_also: &["bounded-queue", "channels"],
    params: &[
        Param::count("items", Words { en: "items", ru: "элементов" }, 5.0).between(1.0, 50.0),
        Param::seconds("produce", Words { en: "produce every", ru: "создавать каждые" }, 1.0)
            .between(0.0, 5.0)
            .step(0.1),
        Param::seconds("consume", Words { en: "consume takes", ru: "обработка длится" }, 0.0)
            .between(0.0, 5.0)
            .step(0.1),
    ],
    python_names: &["asyncio.Queue", "queue.join", "task_done"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("items"), args.seconds("produce"), args.seconds("consume")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Queue, Result, create_task_named, sleep};

async fn producer(queue: Queue<String>, items: usize, delay: f64) -> Result {
    for i in 0..items {
        sleep(delay).await?;
        print!("Produced item-{i}");
        // There is always room: this never waits.
        queue.put(format!("item-{i}")).await?;
    }
    Ok(())
}

async fn consumer(queue: Queue<String>, delay: f64) -> Result {
    // It cannot know how many items will come, so it never stops by itself.
    loop {
        // Held here while the queue is empty.
        let item = queue.get().await?;
        print!("Consumed {item}");
        sleep(delay).await?;
        // Taking an item is not yet dealing with it: `join` counts these.
        queue.task_done()?;
    }
}

async fn main(items: usize, produce: f64, consume: f64) -> Result {
    // Room for 0 means no limit.
    let queue = Queue::named(0, "queue");
    let producer = create_task_named(producer(queue.clone(), items, produce), "producer");
    let consumer = create_task_named(consumer(queue.clone(), consume), "consumer");

    // 1. Everything is made,
    producer.await?;
    print!("all items are produced");
    // 2. everything is dealt with,
    queue.join().await?;
    print!("all items are dealt with");
    // 3. and nobody needs the consumer any more.
    consumer.cancel();
    Ok(())
}

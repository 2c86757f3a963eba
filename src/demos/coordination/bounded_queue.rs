//! A full queue holds its producer back.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "A bounded queue: back-pressure", ru: "Ограниченная очередь: обратное давление"
    },
    about: Words {
        en: "The producer makes an item every 0.5 s, the consumer needs 1.5 s for each, and the queue has room for 3. Once it is full, **put** waits for a free place: the slow side sets the pace of the fast one.",
        ru: "Производитель создаёт элемент каждые 0,5 с, потребителю нужно 1,5 с на каждый, а мест в очереди 3. Когда она заполнена, **put** ждёт свободного места: медленная сторона задаёт темп быстрой.",
    },
    try_this: Words {
        en: "Try room for 1, or a consumer as fast as the producer.",
        ru: "Попробуйте одно место или потребителя такого же быстрого, как производитель.",
    },
    see_also: &["queue", "channels"],
    params: &[
        Param::count("room", Words { en: "room", ru: "мест" }, 3.0).between(1.0, 20.0),
        Param::count("items", Words { en: "items", ru: "элементов" }, 10.0).between(1.0, 50.0),
        Param::seconds("produce", Words { en: "produce every", ru: "создавать каждые" }, 0.5)
            .between(0.0, 5.0)
            .step(0.1),
        Param::seconds("consume", Words { en: "consume takes", ru: "обработка длится" }, 1.5)
            .between(0.0, 5.0)
            .step(0.1),
    ],
    python_names: &["asyncio.Queue", "maxsize"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let (room, items) = (args.count("room"), args.count("items"));
    Box::pin(main(room, items, args.seconds("produce"), args.seconds("consume")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Queue, Result, create_task_named, sleep};

async fn producer(queue: Queue<String>, items: usize, delay: f64) -> Result {
    for i in 0..items {
        // Held here while the queue is full.
        queue.put(format!("item-{i}")).await?;
        print!("Produced item-{i}");
        sleep(delay).await?;
    }
    Ok(())
}

async fn consumer(queue: Queue<String>, delay: f64) -> Result {
    loop {
        let item = queue.get().await?;
        print!("Consumed {item}");
        sleep(delay).await?;
        queue.task_done()?;
    }
}

async fn main(room: usize, items: usize, produce: f64, consume: f64) -> Result {
    let queue = Queue::named(room, "queue");
    let producer = create_task_named(producer(queue.clone(), items, produce), "producer");
    let consumer = create_task_named(consumer(queue.clone(), consume), "consumer");

    producer.await?;
    // Every item has been taken and dealt with; the consumer would wait for ever.
    queue.join().await?;
    consumer.cancel();
    Ok(())
}

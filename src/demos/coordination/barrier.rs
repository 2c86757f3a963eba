//! A barrier: nobody goes on before all have come.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Meet, then go on", ru: "Барьер: ждём остальных" },
    about: Words {
        en: "Three hikers walk at their own pace and meet at each hut. A `Barrier` for three opens when the third has come: **the slowest sets the pace of all**. It closes again behind them, ready for the next hut.",
        ru: "Трое идут в поход каждый своим шагом и собираются у каждого приюта. `Barrier` на троих открывается, когда подошёл третий: **темп задаёт самый медленный**. За ними барьер снова закрывается — до следующего приюта.",
    },
    try_this: Words {
        en: "Make the slowest even slower. How much time do the other two spend waiting?",
        ru: "Сделайте самого медленного ещё медленнее. Сколько времени двое других проводят в ожидании?",
    },
    see_also: &["event", "gather"],
    params: &[
        Param::count("huts", Words { en: "huts", ru: "приютов" }, 2.0),
        Param::seconds("slowest", Words { en: "the slowest walks", ru: "самый медленный идёт" }, 3.0),
    ],
    python_names: &["asyncio.Barrier"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("huts"), args.seconds("slowest")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Barrier, Result, create_task_named, gather, sleep};

async fn hiker(name: &'static str, pace: f64, huts: usize, barrier: Barrier) -> Result {
    for hut in 1..=huts {
        sleep(pace).await?;
        print!("{name} is at hut {hut}");
        // Returns the place in which one came, from 0: good for choosing one of all.
        let place = barrier.wait().await?;
        print!("{name} goes on, came as number {}", place + 1);
    }
    Ok(())
}

async fn main(huts: usize, slowest: f64) -> Result {
    let barrier = Barrier::named(3, "hut")?;
    gather([
        create_task_named(hiker("Alice", 2.0, huts, barrier.clone()), "Alice"),
        create_task_named(hiker("Bob", 1.0, huts, barrier.clone()), "Bob"),
        create_task_named(hiker("Charlie", slowest, huts, barrier), "Charlie"),
    ])
    .await?;
    Ok(())
}

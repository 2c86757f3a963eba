//! A semaphore: a few at a time, the others in line.

use crate::demos::{Args, Demo, Difference, Param, Program, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Two at a time", ru: "Семафор: не больше двух сразу" },
    about: Words {
        en: "Five parsers are started at once, but a semaphore has **two permits**: two parsers work, the others stand in line. Whoever is done gives its permit back, and it goes to the first in line. A semaphore with a single permit is a lock.",
        ru: "Запущены сразу пять парсеров, но разрешений у семафора **два**: двое работают, остальные стоят в очереди. Закончивший возвращает разрешение, и оно достаётся первому в очереди. Семафор с одним разрешением — это блокировка.",
    },
    try_this: Words {
        en: "Try one permit, then as many as there are parsers. How long does each take?",
        ru: "Попробуйте одно разрешение, потом столько, сколько парсеров. Сколько времени уходит на всё?",
    },
    see_also: &["rate-limit", "lock"],
    params: &[
        Param::count("parsers", Words { en: "parsers", ru: "парсеров" }, 5.0).between(1.0, 50.0),
        Param::count("permits", Words { en: "permits", ru: "разрешений" }, 2.0),
        Param::seconds("parse", Words { en: "parsing takes", ru: "разбор длится" }, 1.0).between(0.0, 5.0),
    ],
    python_names: &["asyncio.Semaphore", "asyncio.BoundedSemaphore"],
    differences: &[Difference::everywhere(differences::GUARD)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("parsers"), args.count("permits"), args.seconds("parse")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, Semaphore, create_task_named, gather, sleep};

async fn parser(name: String, seconds: f64, semaphore: Semaphore) -> Result {
    print!("{name} comes");
    // `async with semaphore`: waits until a permit is free.
    let _permit = semaphore.permit().await?;
    print!("{name} parses");
    sleep(seconds).await?;
    print!("{name} is done");
    Ok(())
    // The permit goes back here, however the function is left.
}

async fn main(parsers: usize, permits: usize, seconds: f64) -> Result {
    let semaphore = Semaphore::named(permits, "semaphore");
    let tasks = (1..=parsers).map(|i| {
        let name = format!("parser-{i}");
        create_task_named(parser(name.clone(), seconds, semaphore.clone()), name)
    });
    gather(tasks).await?;
    Ok(())
}

//! Two waits, awaited one by one or started together.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Awaiting two against starting two", ru: "Ждать по очереди или запустить вместе"
    },
    about: Words {
        en: "Two coroutines sleep for 2 s and for 1 s. Awaited one by one, they take 3 s, since the second is not even begun while the first sleeps. Started as tasks they sleep at the same time, and **both are done in 2 s**, the longer of the two.",
        ru: "Две корутины спят 2 с и 1 с. Если ждать их по очереди, уйдёт 3 с: пока спит первая, вторая даже не начата. Если запустить их задачами, они спят одновременно, и **обе готовы за 2 с** — за время более долгой.",
    },
    try_this: Words {
        en: "Make both sleeps equally long: how many times faster are the tasks?",
        ru: "Сделайте оба сна одинаковыми: во сколько раз быстрее теперь задачи?",
    },
    see_also: &["task", "gather"],
    variants: &[
        Variant { id: "awaited", title: Words { en: "One by one", ru: "По очереди" } },
        Variant { id: "tasks", title: Words { en: "As tasks", ru: "Задачами" } },
    ],
    params: &[
        Param::seconds("first", Words { en: "first sleeps", ru: "первая спит" }, 2.0),
        Param::seconds("second", Words { en: "second sleeps", ru: "вторая спит" }, 1.0),
    ],
    python_names: &["await", "asyncio.create_task"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("first"), args.seconds("second")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, sleep, time};

async fn nap(name: &'static str, seconds: f64) -> Result {
    print!("{name} begins");
    sleep(seconds).await?;
    print!("{name} is done");
    Ok(())
}

/// 1. An await runs the coroutine to its end before the next line: the second begins when the first is done.
async fn one_by_one(first: f64, second: f64) -> Result {
    nap("first", first).await?;
    nap("second", second).await
}

/// 2. A task runs on its own, whether anybody awaits it or not: both have begun before `main` waits for long.
async fn as_tasks(first: f64, second: f64) -> Result {
    let first = create_task_named(nap("first", first), "first");
    let second = create_task_named(nap("second", second), "second");
    first.await?;
    second.await
}

async fn main(variant: usize, first: f64, second: f64) -> Result {
    let began = time();
    match variant {
        0 => one_by_one(first, second).await?,
        _ => as_tasks(first, second).await?,
    }
    print!("both took {:.1} s", (time() - began).seconds());
    Ok(())
}

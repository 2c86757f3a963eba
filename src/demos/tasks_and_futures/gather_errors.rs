//! One of gather's tasks fails, and the others go on.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "When one of gather’s tasks fails", ru: "gather: если одна задача упала" },
    about: Words {
        en: "By default the first error comes out of `gather` at once. **The other tasks are not cancelled**: they run on, and nobody receives their results. With `return_exceptions` nothing is raised: `gather` waits for all, and an error stands among the results, in the place of the one that it replaces.",
        ru: "По умолчанию первая же ошибка сразу выходит из `gather`. **Остальные задачи не отменяются**: они работают дальше, но их результаты никто не получит. С `return_exceptions` ничего не бросается: `gather` ждёт всех, и ошибка стоит среди результатов — на месте того, которого нет.",
    },
    try_this: Words {
        en: "Let B fail last: what is the difference between the variants now?",
        ru: "Пусть B упадёт последней: чем теперь отличаются варианты?",
    },
    see_also: &["task-group", "wait"],
    variants: &[
        Variant { id: "default", title: Words { en: "By default", ru: "По умолчанию" } },
        Variant { id: "return-exceptions", title: Words { en: "return_exceptions", ru: "return_exceptions" } },
    ],
    params: &[
        Param::seconds("a", Words { en: "A takes", ru: "A длится" }, 2.0),
        Param::seconds("b", Words { en: "B fails after", ru: "B падает через" }, 1.0),
        Param::seconds("c", Words { en: "C takes", ru: "C длится" }, 3.0),
    ],
    python_names: &["asyncio.gather", "return_exceptions"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), ["a", "b", "c"].map(|name| args.seconds(name))))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, ReturnWhen, Task, create_task_named, gather, gather_settled, sleep, wait};

async fn work(name: &'static str, delay: f64) -> Result<String> {
    print!("start {name}");
    sleep(delay).await?;
    if name == "B" {
        return Err(Error::failed("ValueError", "B went wrong"));
    }
    print!("finish {name}");
    Ok(format!("result of {name}"))
}

/// 1. The first error comes out, and the results of the others are lost.
async fn by_default(tasks: [Task<String>; 3]) -> Result {
    match gather(tasks.clone()).await {
        Ok(results) => print!("results: {results:?}"),
        Err(error) => print!("gather: {error}"),
    }
    // A and C were left running. We stay to see them finish.
    wait(tasks.map(|task| task.future()), None, ReturnWhen::AllCompleted).await?;
    Ok(())
}

/// 2. `gather(..., return_exceptions=True)`: each result is a value or an error, in call order.
async fn with_exceptions(tasks: [Task<String>; 3]) -> Result {
    for result in gather_settled(tasks).await? {
        match result {
            Ok(value) => print!("{value}"),
            Err(error) => print!("{error}"),
        }
    }
    Ok(())
}

async fn main(variant: usize, [a, b, c]: [f64; 3]) -> Result {
    let tasks = [("A", a), ("B", b), ("C", c)].map(|(name, delay)| create_task_named(work(name, delay), name));
    match variant {
        0 => by_default(tasks).await?,
        _ => with_exceptions(tasks).await?,
    }
    print!("main ends");
    Ok(())
}

//! Start together, wait for all.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "gather: start together, wait for all", ru: "gather: запустить вместе, дождаться всех"
    },
    about: Words {
        en: "`gather` makes a task of each coroutine and waits for all of them. They **start in call order**, finish as their delays say, and the **results stand in call order** again, whatever finished first. It takes as long as the longest.",
        ru: "`gather` делает из каждой корутины задачу и ждёт их все. **Стартуют они в порядке вызова**, завершаются кто когда, а **результаты снова стоят в порядке вызова**, кто бы ни закончил первым. Всё вместе длится столько, сколько самая долгая.",
    },
    try_this: Words {
        en: "Give all three the same delay: who finishes first, and why?",
        ru: "Задайте всем троим одну задержку: кто закончит первым и почему?",
    },
    see_also: &["await-in-order", "gather-errors"],
    params: &[
        Param::seconds("a", Words { en: "A takes", ru: "A длится" }, 2.0).between(0.0, 10.0),
        Param::seconds("b", Words { en: "B takes", ru: "B длится" }, 1.0).between(0.0, 10.0),
        Param::seconds("c", Words { en: "C takes", ru: "C длится" }, 3.0).between(0.0, 10.0),
    ],
    python_names: &["asyncio.gather"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("a"), args.seconds("b"), args.seconds("c")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, gather, sleep};

async fn work(name: &'static str, delay: f64) -> Result<String> {
    print!("start {name}");
    sleep(delay).await?;
    print!("finish {name}");
    Ok(format!("result of {name}"))
}

async fn main(a: f64, b: f64, c: f64) -> Result {
    let tasks = [("A", a), ("B", b), ("C", c)];
    let results = gather(tasks.map(|(name, delay)| create_task_named(work(name, delay), name))).await?;
    for result in results {
        print!("{result}");
    }
    Ok(())
}

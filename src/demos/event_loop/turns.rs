//! sleep(0) gives the others a turn; an await that does not suspend gives none.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "sleep(0): taking turns", ru: "sleep(0): задачи по очереди" },
    about: Words {
        en: "Three tasks count to a number, and after each step `sleep(0)` puts them **at the end of the ready queue**: A1 B1 C1 A2 B2 C2. No time passes at all, so the axis counts steps. In the second variant the await does not suspend, and so **nobody gets a turn**: A runs to its end first.",
        ru: "Три задачи считают, и после каждого шага `sleep(0)` ставит их **в конец очереди готовых**: A1 B1 C1 A2 B2 C2. Время вообще не идёт, поэтому ось считает шаги. Во втором варианте await ничего не приостанавливает, и **ход никому не достаётся**: A сначала дойдёт до конца.",
    },
    try_this: Words {
        en: "Watch the event loop’s lane: how many turns does each variant take?",
        ru: "Посмотрите на дорожку цикла событий: сколько ходов занимает каждый вариант?",
    },
    see_also: &["busy-wait", "blocking"],
    variants: &[
        Variant { id: "yielding", title: Words { en: "sleep(0)", ru: "sleep(0)" } },
        Variant { id: "not-yielding", title: Words { en: "No suspension", ru: "Без приостановки" } },
    ],
    params: &[Param::count("count", Words { en: "count to", ru: "считать до" }, 2.0).between(1.0, 50.0)],
    python_names: &["asyncio.sleep(0)"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("count"), args.variant() == 0))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, gather, sleep};

/// An await of this runs straight through: it never suspends.
async fn nothing() -> Result {
    Ok(())
}

async fn counter(name: &'static str, count: usize, yielding: bool) -> Result {
    for i in 1..=count {
        print!("{name}{i}");
        if yielding {
            sleep(0.0).await?;
        } else {
            nothing().await?;
        }
    }
    Ok(())
}

async fn main(count: usize, yielding: bool) -> Result {
    let tasks = ["A", "B", "C"].map(|name| create_task_named(counter(name, count, yielding), name));
    gather(tasks).await?;
    Ok(())
}

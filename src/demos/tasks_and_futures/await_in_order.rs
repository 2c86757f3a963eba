//! Awaiting tasks in the order of creation.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Ready early, printed late", ru: "Готово раньше, выведено позже" },
    about: Words {
        en: "Three tasks run together, and main awaits them **in the order in which it made them**. The second is done after a second, yet its result is printed only when the first is done too. All in all it takes as long as the longest, 10 seconds, not the sum of 19.",
        ru: "Три задачи идут вместе, а main ждёт их **в том порядке, в котором создала**. Вторая готова через секунду, но её результат печатается лишь тогда, когда завершится и первая. Всё вместе длится как самая долгая — 10 секунд, а не 19, как их сумма.",
    },
    try_this: Words {
        en: "Swap the first two delays.", ru: "Поменяйте местами две первые задержки."
    },
    see_also: &["as-completed", "gather"],
    params: &[
        Param::seconds("first", Words { en: "first takes", ru: "первая длится" }, 8.0).between(0.0, 20.0),
        Param::seconds("second", Words { en: "second takes", ru: "вторая длится" }, 1.0).between(0.0, 20.0),
        Param::seconds("third", Words { en: "third takes", ru: "третья длится" }, 10.0).between(0.0, 20.0),
    ],
    python_names: &["asyncio.create_task", "await"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(["first", "second", "third"].map(|id| args.seconds(id))))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, sleep};

async fn fetch(delay: f64) -> Result<String> {
    sleep(delay).await?;
    Ok(format!("data after {delay} s"))
}

async fn process(name: &'static str, delay: f64) -> Result<String> {
    let data = fetch(delay).await?;
    print!("{name} is ready");
    Ok(data)
}

async fn main(delays: [f64; 3]) -> Result {
    let names = ["first", "second", "third"];
    // All three are scheduled before any is awaited.
    let tasks = [0, 1, 2].map(|i| create_task_named(process(names[i], delays[i]), names[i]));
    for (name, task) in names.iter().zip(&tasks) {
        // One that is done already is read without waiting.
        print!("{name}: {}", task.await?);
    }
    Ok(())
}

//! Computing in a coroutine: no gain, and fair only by yielding.

use crate::demos::{Args, Demo, Difference, LiveDifference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Computing in a coroutine", ru: "Вычисления в корутине" },
    about: Words {
        en: "Tasks that compute gain nothing from the loop: there is one thread, and each second of computing takes a second of it. Straight through, the first task holds everybody up and the ticks come late. With `sleep(0)` after each part they take turns: **fair, but not faster**. Live, this really keeps the page busy.",
        ru: "Задачам, которые считают, цикл событий не даёт ничего: поток один, и каждая секунда вычислений занимает его на секунду. Без пауз первая задача задерживает всех, и тики опаздывают. С `sleep(0)` после каждой части задачи чередуются: **честно, но не быстрее**. В реальном времени страница действительно занята вычислениями.",
    },
    try_this: Words {
        en: "Take 4 tasks with `sleep(0)`: when is the first one done, and when was it done straight through?",
        ru: "Возьмите 4 задачи с `sleep(0)`: когда готова первая, и когда она была готова без пауз?",
    },
    see_also: &["turns", "threads-gil"],
    variants: &[
        Variant { id: "straight", title: Words { en: "Straight through", ru: "Без пауз" } },
        Variant { id: "yielding", title: Words { en: "With sleep(0)", ru: "С sleep(0)" } },
    ],
    params: &[
        Param::count("tasks", Words { en: "tasks", ru: "задач" }, 2.0).between(1.0, 4.0),
        Param::seconds("compute", Words { en: "each computes for", ru: "каждая считает" }, 1.0)
            .between(0.1, 2.0)
            .step(0.1),
    ],
    python_names: &["asyncio.sleep(0)"],
    differences: &[Difference::everywhere(differences::TIME_SLEEP)],
    live_difference: LiveDifference::ThreadHeld,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant() == 1, args.count("tasks"), args.seconds("compute")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, block_for, create_task_named, gather, sleep, time};

/// A part of the computation takes so long, in seconds.
const PART: f64 = 0.02;

async fn computing(name: String, seconds: f64, yielding: bool) -> Result {
    if yielding {
        for _ in 0..(seconds / PART).round() as usize {
            block_for(PART);
            // Gives the others a turn, and comes back in the next.
            sleep(0.0).await?;
        }
    } else {
        // Stands for a computation: the processor is busy, and so is the loop's only thread.
        block_for(seconds);
    }
    print!("{name} is done");
    Ok(())
}

/// A clock that should tick five times a second.
async fn ticker() -> Result {
    for i in 1..=5 {
        let began = time();
        sleep(0.2).await?;
        let late = (time() - began).seconds() - 0.2;
        print!("tick {i}, {late:.2} s late");
    }
    Ok(())
}

async fn main(yielding: bool, tasks: usize, seconds: f64) -> Result {
    let ticker = create_task_named(ticker(), "ticker");
    let names = (1..=tasks).map(|i| format!("task {i}"));
    let computing: Vec<_> =
        names.map(|name| create_task_named(computing(name.clone(), seconds, yielding), name)).collect();
    gather(computing).await?;

    print!("{:.1} s of computing took {:.1} s", tasks as f64 * seconds, time().seconds());
    ticker.await
}

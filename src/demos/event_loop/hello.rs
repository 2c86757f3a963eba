//! Hello, a second, world; and a coroutine that nobody awaits.

use crate::demos::{Args, Demo, Difference, Param, Program, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Hello … world", ru: "Первая корутина: hello, world" },
    about: Words {
        en: "A coroutine prints, sleeps for a second and prints again; the sleep is an `await`, so the loop is free meanwhile. The last lines make a second coroutine and drop it: **a coroutine that is never awaited does nothing**, and says so.",
        ru: "Корутина печатает слово, спит секунду и печатает второе; сон — это `await`, и цикл событий в это время свободен. В конце создаётся ещё одна корутина, но её никто не ждёт: **без await корутина не делает ничего** и сообщает об этом.",
    },
    try_this: Words {
        en: "Step through it event by event: who sets the timer, and who wakes the task?",
        ru: "Пройдите по событиям шаг за шагом: кто ставит таймер и кто будит задачу?",
    },
    see_also: &["nested-await", "forgotten"],
    params: &[Param::seconds("delay", Words { en: "sleep", ru: "сон" }, 1.0).between(0.0, 10.0).step(0.1)],
    python_names: &["asyncio.run", "asyncio.sleep", "async def", "RuntimeWarning"],
    differences: &[Difference::everywhere(differences::NEVER_AWAITED)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, coroutine, sleep};

async fn greet(first: &'static str, delay: f64, second: &'static str) -> Result {
    print!("{first}");
    // 1. The task is suspended here; the loop sets a timer and has nothing else to do.
    sleep(delay).await?;
    // 2. The timer is due: the task is ready again, and its next step runs from here.
    print!("{second}");
    Ok(())
}

async fn main(delay: f64) -> Result {
    greet("Hello ...", delay, "... world!").await?;
    // 3. A coroutine is only a plan. This one is made, never awaited, and prints nothing.
    let forgotten = coroutine("greet", greet("Never", delay, "printed"));
    drop(forgotten);
    Ok(())
}

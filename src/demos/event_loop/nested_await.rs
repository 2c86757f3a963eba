//! await is a call: no task, no turn for others.

use crate::demos::{Args, Demo, Param, Program, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "await is a call, not a task", ru: "await — это вызов, а не новая задача"
    },
    about: Words {
        en: "`await coroutine()` runs the coroutine **inside the same task**, as an ordinary call would: there is one lane only. The order C, A, half a second, B, D follows from the calls alone. In the second variant a `value` awaits a `func` that sleeps for a random time.",
        ru: "`await coroutine()` выполняет корутину **внутри той же задачи**, как обычный вызов: дорожка всего одна. Порядок C, A, полсекунды, B, D следует просто из вызовов. Во втором варианте `value` ждёт `func`, которая спит случайное время.",
    },
    try_this: Words {
        en: "Compare with “gather”: what would be printed if both were tasks?",
        ru: "Сравните с «gather»: что напечаталось бы, будь это две задачи?",
    },
    see_also: &["await-vs-task", "task"],
    variants: &[
        Variant { id: "calls", title: Words { en: "C A B D", ru: "C A B D" } },
        Variant { id: "value", title: Words { en: "A value of a func", ru: "value ждёт func" } },
    ],
    params: &[
        Param::seconds("delay", Words { en: "sleep", ru: "сон" }, 0.5).between(0.0, 10.0).step(0.1),
        Param::count("seed", Words { en: "random seed", ru: "зерно случайности" }, 7.0).between(1.0, 100.0),
    ],
    python_names: &["await", "async def"],
    twins: Twins::AllBut(
        &["value"],
        Words {
            en: "This variant is in Rust only: it sleeps for a pseudo-random time, and the numbers are the demo’s own.",
            ru: "Этот вариант есть только на Rust: он спит случайное время, а псевдослучайные числа у демо свои.",
        },
    ),
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant() == 0, args.seconds("delay"), args.count("seed")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, sleep};

async fn inner(delay: f64) -> Result {
    print!("A");
    sleep(delay).await?;
    print!("B");
    Ok(())
}

async fn outer(delay: f64) -> Result {
    print!("C");
    // A call: outer goes on when inner has returned.
    inner(delay).await?;
    print!("D");
    Ok(())
}

/// Sleeps for a random time up to `most` seconds; the seed makes it repeatable.
async fn func(seed: usize, most: f64) -> Result<f64> {
    let random = (seed * 7919 % 1000) as f64 / 1000.0;
    let delay = (random * most * 100.0).round() / 100.0;
    sleep(delay).await?;
    Ok(delay)
}

async fn value(seed: usize, most: f64) -> Result<f64> {
    print!("value awaits func");
    let slept = func(seed, most).await?;
    print!("func slept {slept} s");
    Ok(slept)
}

async fn main(calls: bool, delay: f64, seed: usize) -> Result {
    if calls {
        outer(delay).await
    } else {
        value(seed, delay * 4.0).await?;
        print!("done");
        Ok(())
    }
}

//! Three tasks, three ways: one after another, a thread each, interleaved on one thread.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Three ways to run three tasks", ru: "Три модели выполнения" },
    about: Words {
        en: "Three tasks each compute a little, wait for an answer and compute again. One after another their times add up; with **a thread each** everything overlaps; interleaved **on one thread** the waits overlap, while the computing takes turns. The threads are a model on the virtual clock: nothing really runs at the same time here.",
        ru: "Три задачи: каждая немного считает, ждёт ответа и снова считает. Одна за другой — и времена складываются; **каждой по потоку** — и всё идёт одновременно; вперемежку **на одном потоке** — ожидания идут одновременно, а вычисления по очереди. Потоки здесь — модель на виртуальных часах: на самом деле ничто не выполняется одновременно.",
    },
    try_this: Words {
        en: "Set the wait to 0. What is left of the gain on one thread?",
        ru: "Уберите ожидание. Что останется от выигрыша на одном потоке?",
    },
    see_also: &["errands", "threads-gil"],
    variants: &[
        Variant { id: "sequential", title: Words { en: "One after another", ru: "Одна за другой" } },
        Variant { id: "threads", title: Words { en: "A thread each", ru: "Каждой по потоку" } },
        Variant { id: "interleaved", title: Words { en: "Interleaved", ru: "Вперемежку" } },
    ],
    params: &[
        Param::seconds("compute", Words { en: "compute for", ru: "считать по" }, 0.2).between(0.0, 2.0).step(0.1),
        Param::seconds("wait", Words { en: "wait for", ru: "ждать по" }, 0.6).between(0.0, 5.0).step(0.1),
    ],
    python_names: &["asyncio.gather", "threading.Thread"],
    differences: &[Difference::everywhere(differences::TIME_SLEEP)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("compute"), args.seconds("wait")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, blocking_io, compute, create_task_named, gather, sleep, spawn_thread, time};

const NAMES: [&str; 3] = ["A", "B", "C"];

/// Computes, waits, computes. While it waits its thread can do nothing else.
async fn blocking(name: &'static str, seconds: f64, wait: f64) -> Result {
    print!("{name} computes");
    compute(seconds).await?;
    print!("{name} waits");
    blocking_io(wait).await?;
    print!("{name} computes again");
    compute(seconds).await?;
    print!("{name} is done");
    Ok(())
}

/// A task for the event loop: while it waits, the others have the thread.
async fn awaiting(name: &'static str, seconds: f64, wait: f64) -> Result {
    print!("{name} computes");
    compute(seconds).await?;
    print!("{name} waits");
    sleep(wait).await?;
    print!("{name} computes again");
    compute(seconds).await?;
    print!("{name} is done");
    Ok(())
}

async fn main(way: usize, seconds: f64, wait: f64) -> Result {
    match way {
        // 1. One after another.
        0 => {
            for name in NAMES {
                create_task_named(blocking(name, seconds, wait), name).await?;
            }
        }
        // 2. A thread each: the same code, three times at once.
        1 => {
            let threads = NAMES.map(|name| spawn_thread(name, blocking(name, seconds, wait)));
            gather(threads).await?;
        }
        // 3. Interleaved on one thread, which changes hands at each `sleep`.
        _ => {
            let tasks = NAMES.map(|name| create_task_named(awaiting(name, seconds, wait), name));
            gather(tasks).await?;
        }
    }
    print!("all done after {:.1} s", time().seconds());
    Ok(())
}

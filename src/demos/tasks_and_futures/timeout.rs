//! A limit of time around one call, and around a block.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Timeouts: wait_for and timeout", ru: "Тайм-ауты: wait_for и timeout" },
    about: Words {
        en: "`wait_for` sets a limit to one thing that is awaited, the `timeout` scope to a whole block of code. When the time is up, **the work is cancelled**: it can still clean up, and only then does the one who waits get `TimeoutError`, here half a second late. `wait_for` cancels the task that it was given; the scope interrupts its own task at whichever await it has reached.",
        ru: "`wait_for` ограничивает во времени что-то одно, чего ждут, а блок `timeout` — целый кусок кода. Когда время вышло, **работа отменяется**: она ещё успевает прибрать за собой, и лишь затем ожидающий получает `TimeoutError` — здесь на полсекунды позже. `wait_for` отменяет переданную ей задачу; блок прерывает собственную задачу на том await, до которого она дошла.",
    },
    try_this: Words {
        en: "Raise the limit to 3 s: in which variant is that enough, and why?",
        ru: "Поднимите предел до 3 с: в каком варианте этого хватит и почему?",
    },
    see_also: &["cancel", "task-group"],
    variants: &[
        Variant { id: "wait-for", title: Words { en: "wait_for", ru: "wait_for" } },
        Variant { id: "scope", title: Words { en: "timeout scope", ru: "Блок timeout" } },
    ],
    params: &[
        Param::seconds("limit", Words { en: "limit", ru: "предел" }, 2.0),
        Param::seconds("work", Words { en: "download takes", ru: "загрузка длится" }, 2.5),
        Param::seconds("clean", Words { en: "cleaning up takes", ru: "уборка длится" }, 0.5),
    ],
    python_names: &["asyncio.wait_for", "asyncio.timeout", "TimeoutError"],
    differences: &[Difference::everywhere(differences::CANCELLATION)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("limit"), args.seconds("work"), args.seconds("clean")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, create_task_named, sleep, timeout, wait_for};

async fn connect() -> Result {
    sleep(1.0).await?;
    print!("connected");
    Ok(())
}

/// The cancellation comes out of the await. Cleaning up may take its time, and await; then it is passed on.
async fn download(work: f64, clean: f64) -> Result<&'static str> {
    print!("downloading");
    if let Err(error) = sleep(work).await {
        print!("{}: removing the half-made file", error.kind());
        sleep(clean).await?;
        print!("removed");
        return Err(error);
    }
    Ok("the file")
}

/// 1. One awaitable with a limit.
async fn with_wait_for(limit: f64, work: f64, clean: f64) -> Result {
    connect().await?;
    let task = create_task_named(download(work, clean), "download");
    match wait_for(task.clone(), limit).await {
        Ok(file) => print!("got {file}"),
        Err(Error::Timeout) => print!("TimeoutError; the download is cancelled: {}", task.cancelled()),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// 2. A block with a limit: connecting and downloading share it, and both run in `main` itself.
async fn with_scope(limit: f64, work: f64, clean: f64) -> Result {
    let block = timeout(limit, async |_| {
        connect().await?;
        download(work, clean).await
    });
    match block.await {
        Ok(file) => print!("got {file}"),
        Err(Error::Timeout) => print!("TimeoutError; main itself goes on"),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn main(variant: usize, limit: f64, work: f64, clean: f64) -> Result {
    match variant {
        0 => with_wait_for(limit, work, clean).await?,
        _ => with_scope(limit, work, clean).await?,
    }
    print!("main ends");
    Ok(())
}

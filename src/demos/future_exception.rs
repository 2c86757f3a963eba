//! A future can bring an exception instead of a result.

use super::{Chapter, Demo, Live, Param, Source, Words};

pub(super) static DEMO: Demo = Demo {
    id: "future-exception",
    chapter: Chapter::TasksAndFutures,
    title: Words { en: "A Future that fails", ru: "Future с исключением" },
    about: Words {
        en: "Instead of a result a Future can get an **exception**. It does not strike where it is set: it comes out of the `await` of whoever waits, and can be caught there.",
        ru: "Вместо результата в Future можно записать **исключение**. Оно возникает не там, где его записали, а выходит из `await` у того, кто ждёт, и там его можно перехватить.",
    },
    try_this: Words {
        en: "Look at the turn between setting and catching.",
        ru: "Посмотрите на ход цикла между записью и перехватом.",
    },
    see_also: &["gather-errors", "forgotten"],
    variants: &[],
    params: &[Param::seconds("delay", Words { en: "set after", ru: "записать через" }, 2.0)
        .between(0.0, 10.0)
        .step(0.1)],
    source: Source::of(include_str!("future_exception.rs")),
    file: file!(),
    run: |args| Box::pin(main(args.seconds("delay"))),
    live: Live::Alike,
};

// --- the program ---

use crate::print;
use crate::runtime::{Error, Future, Result, create_task_named, sleep};

async fn fail(future: Future<String>, delay: f64) -> Result {
    sleep(delay).await?;
    print!("setting the exception");
    future.set_exception(Error::failed("ValueError", "something went wrong"))?;
    // Nothing happens here: the exception belongs to whoever waits.
    print!("set");
    Ok(())
}

async fn main(delay: f64) -> Result {
    let future = Future::<String>::named("answer");
    create_task_named(fail(future.clone(), delay), "setter");
    match future.await {
        Ok(answer) => print!("got {answer}"),
        Err(error) => print!("caught {error}"),
    }
    Ok(())
}

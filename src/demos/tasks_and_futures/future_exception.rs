//! A future can bring an exception instead of a result.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
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
    params: &[Param::seconds("delay", Words { en: "set after", ru: "записать через" }, 2.0)
        .between(0.0, 10.0)
        .step(0.1)],
    python_names: &["asyncio.Future", "set_exception"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

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

//! Plain functions on the loop's schedule.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Callbacks on a schedule", ru: "Вызов функций по расписанию" },
    about: Words {
        en: "Beneath the tasks the loop knows only functions to call: `call_soon` in the next turn, `call_later` after a delay, `call_at` at a moment of the loop’s own clock. Each returns a **handle**, and a handle can be cancelled as long as its function has not run. A function that schedules itself again runs **periodically**, until it stops doing so.",
        ru: "Под задачами у цикла есть только функции, которые надо вызвать: `call_soon` — на следующем ходе, `call_later` — через заданное время, `call_at` — в заданный момент по часам самого цикла. Каждая возвращает **обработчик** (handle), и пока функция не вызвана, его можно отменить. Функция, которая каждый раз заново ставит себя в расписание, работает **периодически** — пока не перестанет это делать.",
    },
    try_this: Words {
        en: "Tick every 0.25 s: why does “at 1 s” come before the tick of the same moment?",
        ru: "Тикайте каждые 0,25 с: почему «at 1 s» идёт раньше тика, назначенного на тот же момент?",
    },
    see_also: &["turns", "future"],
    params: &[
        Param::seconds("every", Words { en: "tick every", ru: "тикать каждые" }, 0.5).between(0.05, 5.0).step(0.05),
        Param::count("ticks", Words { en: "ticks", ru: "тиков" }, 4.0).between(1.0, 50.0),
    ],
    python_names: &["loop.call_soon", "loop.call_later", "loop.call_at", "asyncio.TimerHandle"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("every"), args.count("ticks")))
}

// --- the program ---

use crate::clock::Micros;
use crate::print;
use crate::runtime::{Future, Result, call_at, call_later, call_soon, time};

/// 3. A periodic function: each call schedules the next, and the last one says that it is over.
fn tick(i: usize, ticks: usize, every: f64, over: Future<()>) -> Result {
    print!("tick {i}");
    if i == ticks {
        over.set_result(())
    } else {
        call_later(every, move || tick(i + 1, ticks, every, over))?;
        Ok(())
    }
}

async fn main(every: f64, ticks: usize) -> Result {
    // 1. Nothing is called here, only put on the schedule. A callback is a plain function and cannot await.
    call_soon(|| print!("soon: in the next turn"))?;
    call_later(1.5, || print!("later: after 1.5 s"))?;
    call_at(time() + Micros::from_millis(1000), || print!("at 1 s"))?;

    // 2. Taken back in time: this one is never called.
    let never = call_later(1.2, || print!("never"))?;
    never.cancel();
    print!("scheduled; cancelled: {}", never.cancelled());

    let over = Future::named("over");
    let done = over.clone();
    call_later(every, move || tick(1, ticks, every, done))?;
    // Without something to wait for, `main` would end here, and the loop with it.
    over.await?;
    print!("main ends");
    Ok(())
}

//! A future: pending, then a result, once.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Future: a result to come", ru: "Future: результат, которого ещё нет" },
    about: Words {
        en: "A Future is a **box for a result that is not there yet**. Reading it too early is an error, and so is setting it twice. When it is set, its callbacks are scheduled in the order in which they were added, and whoever awaits it wakes up.",
        ru: "Future (футура) — это **место для результата, которого ещё нет**. Прочитать его раньше времени — ошибка, записать дважды — тоже. Когда результат записан, обратные вызовы встают в очередь в том порядке, в котором их добавили, и тот, кто ждал, просыпается.",
    },
    try_this: Words {
        en: "Set the delay to 0: in which turn does the waiter wake?",
        ru: "Поставьте задержку 0: на каком ходе проснётся ожидающий?",
    },
    see_also: &["future-exception", "promise"],
    params: &[Param::seconds("delay", Words { en: "set after", ru: "записать через" }, 2.0)
        .between(0.0, 10.0)
        .step(0.1)],
    python_names: &["asyncio.Future", "set_result", "add_done_callback", "InvalidStateError"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Future, Result, create_task_named, sleep};

async fn setter(future: Future<String>, delay: f64) -> Result {
    sleep(delay).await?;
    print!("setting the result");
    future.set_result("the answer".into())?;
    // Twice is an error; the first result stays.
    if let Err(error) = future.set_result("another answer".into()) {
        print!("second set_result: {error}");
    }
    Ok(())
}

async fn main(delay: f64) -> Result {
    let future = Future::named("answer");
    print!("done: {}", future.done());
    // Too early: there is nothing to read yet.
    if let Err(error) = future.result() {
        print!("result: {error}");
    }
    future.add_done_callback(|_| print!("first callback"));
    future.add_done_callback(|_| print!("second callback"));
    create_task_named(setter(future.clone(), delay), "setter");
    // Suspended until somebody sets it.
    let answer = (&future).await?;
    print!("got {answer}; done: {}", future.done());
    Ok(())
}

//! A created task waits for its turn; it is a Future of its result.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "create_task: queued, not yet running", ru: "create_task: в очереди, но ещё не запущена"
    },
    about: Words {
        en: "`create_task` only puts a task **at the end of the ready queue**: whoever created it runs on, and the task takes its first step in the next turn of the loop. A task is also a Future of its coroutine’s result. You can ask whether it is done, add a callback, read the result or await it.",
        ru: "`create_task` лишь ставит задачу **в конец очереди готовых**: тот, кто её создал, работает дальше, а первый шаг задача сделает на следующем ходе цикла. Кроме того, задача — это футура с результатом корутины. Можно спросить, завершена ли она, добавить обратный вызов, прочитать результат или дождаться его.",
    },
    try_this: Words {
        en: "Set the work to 0: does the task finish before `main` asks for its result?",
        ru: "Поставьте длительность 0: успеет ли задача закончить до того, как `main` спросит результат?",
    },
    see_also: &["turns", "future"],
    params: &[Param::seconds("work", Words { en: "work takes", ru: "работа длится" }, 1.0)],
    python_names: &["asyncio.create_task", "asyncio.Task", "task.result", "InvalidStateError"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("work")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, sleep};

async fn work(seconds: f64) -> Result<i32> {
    print!("worker: first step");
    sleep(seconds).await?;
    print!("worker: last step");
    Ok(42)
}

async fn main(seconds: f64) -> Result {
    // 1. The task is queued. `main` runs on until it awaits something.
    let worker = create_task_named(work(seconds), "worker");
    print!("main: created");
    print!("main: still my turn");

    // 2. Now `main` goes to the end of the queue, and the worker is first in it.
    sleep(0.0).await?;
    print!("main: back; done: {}", worker.done());

    // 3. A task is a Future: too early there is no result to read, ...
    match worker.result() {
        Ok(result) => print!("main: already {result}"),
        Err(error) => print!("main: {}, not yet", error.kind()),
    }
    // ... whoever wants to know can be called when there is one, ...
    worker.add_done_callback(|worker| print!("callback; done: {}", worker.done()));
    // ... and an await waits for it.
    let result = (&worker).await?;
    print!("main: got {result}");
    // A result stays: it can be read again at any time.
    print!("main: still {}", worker.result()?);
    Ok(())
}

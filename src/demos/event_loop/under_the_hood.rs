//! The steps of asyncio.run, done by hand.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Under the hood of asyncio.run", ru: "Что под капотом у asyncio.run" },
    about: Words {
        en: "`asyncio.run` makes a loop, creates a task, runs the loop until that task is done, **cancels whatever is still running, lets it finish**, and closes the loop. Here `main` plays its part, step by step. In the second variant the loop is closed at once: the background task has been asked to stop, but never gets the turn in which it would learn of it, so **its clean-up does not run**.",
        ru: "`asyncio.run` создаёт цикл и задачу, крутит цикл, пока она не завершится, **отменяет всё, что ещё работает, даёт ему закончить** и закрывает цикл. Здесь всё это шаг за шагом делает `main`. Во втором варианте цикл закрывают сразу: фоновую задачу попросили остановиться, но хода, на котором она узнала бы об этом, уже не будет, и **прибрать за собой она не успевает**.",
    },
    try_this: Words {
        en: "Let the clean-up take 2 s: when does `asyncio.run` come back then?",
        ru: "Пусть уборка длится 2 с: когда теперь вернётся `asyncio.run`?",
    },
    see_also: &["cancel", "scheduler"],
    variants: &[
        Variant { id: "let-finish", title: Words { en: "Let it finish", ru: "Дать закончить" } },
        Variant { id: "closed", title: Words { en: "Close at once", ru: "Закрыть сразу" } },
    ],
    params: &[
        Param::seconds("work", Words { en: "the program takes", ru: "программа длится" }, 1.0),
        Param::seconds("every", Words { en: "background ticks every", ru: "фоновая тикает каждые" }, 0.4)
            .between(0.1, 2.0)
            .step(0.1),
        Param::seconds("clean", Words { en: "its clean-up takes", ru: "её уборка длится" }, 0.5),
    ],
    python_names: &[
        "asyncio.run",
        "asyncio.new_event_loop",
        "loop.run_until_complete",
        "asyncio.all_tasks",
        "loop.close",
    ],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let let_finish = args.variant() == 0;
    Box::pin(main(let_finish, args.seconds("work"), args.seconds("every"), args.seconds("clean")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, all_tasks, close_loop, create_task_named, current_task, gather_settled, sleep};

async fn program(work: f64) -> Result<i32> {
    sleep(work).await?;
    Ok(42)
}

async fn failing() -> Result<i32> {
    Err(Error::failed("ValueError", "no answer"))
}

/// Runs for ever, unless it is told to stop and gets the chance to.
async fn background(every: f64, clean: f64) -> Result {
    for i in 1.. {
        if let Err(error) = sleep(every).await {
            print!("background: closing its files");
            sleep(clean).await?;
            print!("background: closed");
            return Err(error);
        }
        print!("background: tick {i}");
    }
    Ok(())
}

/// Plays the part of `asyncio.run`, which is no task but plain code around the loop. Where that code says
/// `loop.run_until_complete(task)`, we await the task.
async fn main(let_finish: bool, work: f64, every: f64, clean: f64) -> Result {
    // 1. Make a loop. Ours exists already, since `main` runs on it.
    // 2. Create tasks on it. Nothing runs yet.
    let background = create_task_named(background(every, clean), "background");
    let program = create_task_named(program(work), "program");
    print!("created");

    // 3. Run until complete: the loop turns until this task is done, and its result comes out, or its exception.
    print!("result: {}", program.await?);
    if let Err(error) = create_task_named(failing(), "failing").await {
        print!("exception: {error}");
    }

    // 4. What is left? `all_tasks` knows every task that is not done.
    let me = current_task().map(|task| task.task_id());
    for task in all_tasks().iter().filter(|task| Some(task.task_id()) != me) {
        print!("left: {}", task.name());
        // 5. Ask it to stop. That is only a request: it has to run once more to learn of it.
        task.cancel();
    }

    if let_finish {
        // 6. Let it finish: run until all that were cancelled are done. Their errors shall not stop us.
        gather_settled([background.clone()]).await?;
    }
    print!("background done: {}", background.done());

    // 7. Close the loop: this step is its last. Whoever is not done vanishes, and a warning says so.
    print!("close the loop");
    close_loop();
    Ok(())
}

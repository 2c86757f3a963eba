//! Three conditions on which `wait` comes back.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "wait: first, first error, all", ru: "wait: первая, первая ошибка, все" },
    about: Words {
        en: "`wait` comes back as soon as one task is done, as soon as one has failed, or when all are done, and gives two lists: **done and pending**. It cancels nothing and raises nobody’s error: a failure lies in its task until somebody reads it. What is still pending runs on, but **`main` has to stay to see it**, since the end of `main` is the end of all.",
        ru: "`wait` возвращается, как только завершилась одна задача, как только одна упала или когда завершились все, и отдаёт два списка: **завершённые и незавершённые**. Она ничего не отменяет и чужих ошибок не бросает: ошибка лежит в своей задаче, пока её не прочтут. Незавершённые работают дальше, но **`main` должна их дождаться**: с её концом заканчивается всё.",
    },
    try_this: Words {
        en: "With “First done”, let `main` stay for 3 s: what is printed now?",
        ru: "В варианте «Первая завершённая» дайте `main` задержаться на 3 с: что напечатается теперь?",
    },
    see_also: &["as-completed", "gather-errors"],
    variants: &[
        Variant { id: "first-completed", title: Words { en: "First done", ru: "Первая завершённая" } },
        Variant { id: "first-exception", title: Words { en: "First error", ru: "Первая ошибка" } },
        Variant { id: "all-completed", title: Words { en: "All done", ru: "Все завершены" } },
    ],
    params: &[
        Param::seconds("short", Words { en: "short takes", ru: "короткая длится" }, 1.0),
        Param::seconds("failing", Words { en: "failing takes", ru: "падающая длится" }, 2.0),
        Param::seconds("long", Words { en: "long takes", ru: "долгая длится" }, 3.0),
        Param::seconds("stay", Words { en: "main stays for", ru: "main задержится на" }, 0.0),
    ],
    python_names: &["asyncio.wait", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let when = match args.variant() {
        0 => ReturnWhen::FirstCompleted,
        1 => ReturnWhen::FirstException,
        _ => ReturnWhen::AllCompleted,
    };
    let delays = ["short", "failing", "long"].map(|name| args.seconds(name));
    Box::pin(main(when, delays, args.seconds("stay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, ReturnWhen, create_task_named, sleep, wait};

async fn work(name: &'static str, delay: f64) -> Result {
    sleep(delay).await?;
    print!("{name} has worked {delay} s");
    Ok(())
}

async fn fail(delay: f64) -> Result {
    work("failing", delay).await?;
    Err(Error::failed("ValueError", "no luck"))
}

async fn main(when: ReturnWhen, [short, failing, long]: [f64; 3], stay: f64) -> Result {
    let mut tasks =
        vec![create_task_named(work("short", short), "short"), create_task_named(work("long", long), "long")];
    if when != ReturnWhen::FirstCompleted {
        tasks.push(create_task_named(fail(failing), "failing"));
    }
    let waited = wait(tasks.iter().map(|task| task.future()), None, when).await?;

    // Each task is in one of the two lists; we ask them in the order in which we made them.
    for task in &tasks {
        if waited.pending.iter().any(|pending| pending.id() == task.id()) {
            print!("pending: {}", task.name());
        } else if let Some(error) = task.exception()? {
            print!("done: {}, with {error}", task.name());
        } else {
            print!("done: {}", task.name());
        }
    }
    // `wait` has cancelled nothing: those pending run on as long as `main` does.
    sleep(stay).await?;
    print!("main ends");
    Ok(())
}

//! Cancellation: requested, delivered, refused, kept away.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Cancellation and shield", ru: "Отмена задачи и shield" },
    about: Words {
        en: "`cancel` is a **request**: it reaches the task as an error at the await where it stands, so that it can clean up. A task may refuse, and then `wait_for` comes late and without an error. `shield` keeps the cancellation of the waiter away from what it waits for.",
        ru: "`cancel` — это **запрос**: он доходит до задачи ошибкой в том await, где она стоит, и задача успевает прибрать за собой. Задача может и отказаться — тогда `wait_for` вернётся поздно и без ошибки. `shield` не пускает отмену ожидающего к тому, чего он ждёт.",
    },
    try_this: Words {
        en: "Cancel after the work is done: what happens to a request that comes too late?",
        ru: "Отмените после завершения работы: что бывает с опоздавшим запросом?",
    },
    see_also: &["timeout", "task-group"],
    variants: &[
        Variant { id: "clean-up", title: Words { en: "Clean-up", ru: "С уборкой" } },
        Variant { id: "refused", title: Words { en: "Refused", ru: "Отказ" } },
        Variant { id: "shielded", title: Words { en: "Shielded", ru: "Под защитой shield" } },
    ],
    params: &[
        Param::seconds("after", Words { en: "cancel after", ru: "отменить через" }, 1.0).between(0.0, 10.0),
        Param::seconds("work", Words { en: "work takes", ru: "работа длится" }, 3.0).between(0.0, 10.0),
    ],
    python_names: &["task.cancel", "asyncio.CancelledError", "asyncio.shield", "asyncio.wait_for"],
    differences: &[Difference::everywhere(differences::CANCELLATION)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("after"), args.seconds("work")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, create_task_named, shield, sleep, wait_for};

/// 1. The cancellation comes out of the await; what follows is clean-up, and then it is passed on.
async fn with_clean_up(work: f64) -> Result {
    print!("working");
    let worked = sleep(work).await;
    print!("cleaning up");
    worked?;
    print!("worked");
    Ok(())
}

async fn clean_up(after: f64, work: f64) -> Result {
    let task = create_task_named(with_clean_up(work), "worker");
    sleep(after).await?;
    print!("cancel: {}", task.cancel());
    // Not cancelled yet: it has to run once more to learn of it.
    print!("cancelled: {}", task.cancelled());
    match (&task).await {
        Err(Error::Cancelled(_)) => print!("the worker was cancelled"),
        Err(error) => return Err(error),
        Ok(()) => print!("the worker had finished"),
    }
    print!("cancelled: {}", task.cancelled());
    Ok(())
}

/// 2. The cancellation is caught and not passed on.
async fn stubborn(work: f64) -> Result<&'static str> {
    if let Err(error) = sleep(work).await {
        print!("no thanks: {}", error.kind());
        sleep(work).await?;
    }
    Ok("finished all the same")
}

async fn refused(after: f64, work: f64) -> Result {
    let task = create_task_named(stubborn(work), "stubborn");
    // The time is up after `after`, but the result comes, late.
    match wait_for(task, after).await {
        Ok(result) => print!("wait_for: {result}"),
        Err(error) => print!("wait_for: {error}"),
    }
    Ok(())
}

/// 3. The waiter is cancelled, the work is not.
async fn save(work: f64) -> Result {
    sleep(work).await?;
    print!("saved");
    Ok(())
}

async fn shielded(after: f64, work: f64) -> Result {
    let saving = create_task_named(save(work), "save");
    let inner = saving.clone();
    let waiter = create_task_named(async move { shield(inner).await }, "waiter");
    sleep(after).await?;
    waiter.cancel();
    if (&waiter).await.is_err() {
        print!("the waiter was cancelled");
    }
    saving.await?;
    print!("the saving was not");
    Ok(())
}

async fn main(variant: usize, after: f64, work: f64) -> Result {
    match variant {
        0 => clean_up(after, work).await,
        1 => refused(after, work).await,
        _ => shielded(after, work).await,
    }
}

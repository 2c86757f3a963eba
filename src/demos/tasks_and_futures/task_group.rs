//! A group of tasks that succeed or end together, beside gather, which lets them run on.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "TaskGroup: all or nothing", ru: "TaskGroup: структурная конкурентность"
    },
    about: Words {
        en: "Three pages are fetched at once, and two of them do not exist. In a `TaskGroup` the first failure **cancels those that still run**; the group waits until all have ended and raises all the errors together. After it nothing is left running. Under `gather` the same failure comes out alone: the second error is lost, and the third task goes on behind everybody’s back.",
        ru: "Три страницы загружаются одновременно, и двух из них не существует. В `TaskGroup` первый же сбой **отменяет тех, кто ещё работает**; группа дожидается конца всех и бросает все ошибки вместе. После неё ничего не остаётся. Под `gather` тот же сбой выходит один: вторая ошибка теряется, а третья задача работает дальше без присмотра.",
    },
    try_this: Words {
        en: "Let the third page take 0.5 s: what is left to cancel?",
        ru: "Пусть третья страница загружается 0,5 с: будет ли что отменять?",
    },
    see_also: &["gather-errors", "cancel"],
    variants: &[
        Variant { id: "group", title: Words { en: "TaskGroup", ru: "TaskGroup" } },
        Variant { id: "gather", title: Words { en: "gather", ru: "gather" } },
    ],
    params: &[
        Param::seconds("missing", Words { en: "errors come after", ru: "ошибки приходят через" }, 1.0),
        Param::seconds("long", Words { en: "third page takes", ru: "третья страница" }, 3.0),
    ],
    python_names: &["asyncio.TaskGroup", "ExceptionGroup", "except*"],
    differences: &[Difference::everywhere(differences::CANCELLATION)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.seconds("missing"), args.seconds("long")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, TaskGroup, create_task_named, gather, sleep};

async fn missing(page: &'static str, delay: f64) -> Result {
    sleep(delay).await?;
    Err(Error::failed("LookupError", format!("no page {page}")))
}

async fn long(delay: f64) -> Result {
    if let Err(error) = sleep(delay).await {
        print!("page 3: {}", error.kind());
        return Err(error);
    }
    print!("page 3 has come");
    Ok(())
}

/// 1. The scope is left only when every task of the group has ended, well or not.
async fn grouped(errors_after: f64, takes: f64) -> Result {
    let group = TaskGroup::scope(async |group| {
        group.create_task_named(missing("1", errors_after), "page 1");
        group.create_task_named(missing("2", errors_after), "page 2");
        group.create_task_named(long(takes), "page 3");
        Ok(())
    });
    // `except* LookupError` in Python.
    if let Err(Error::Group(message, errors)) = group.await {
        print!("{message}:");
        for error in errors.iter() {
            print!("- {error}");
        }
    }
    Ok(())
}

/// 2. The first error comes out at once; nobody is cancelled, and the second error is never seen.
async fn gathered(errors_after: f64, takes: f64) -> Result {
    let pages = [
        create_task_named(missing("1", errors_after), "page 1"),
        create_task_named(missing("2", errors_after), "page 2"),
        create_task_named(long(takes), "page 3"),
    ];
    if let Err(error) = gather(pages).await {
        print!("{error}");
    }
    Ok(())
}

async fn main(variant: usize, errors_after: f64, takes: f64) -> Result {
    match variant {
        0 => grouped(errors_after, takes).await?,
        _ => gathered(errors_after, takes).await?,
    }
    print!("main goes on to something else");
    sleep(takes).await?;
    print!("main ends");
    Ok(())
}

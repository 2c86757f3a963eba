//! Results in the order in which they get ready.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "as_completed: as they get ready", ru: "as_completed: по мере готовности" },
    about: Words {
        en: "`as_completed` takes several awaitables and gives their results **in the order in which they get ready**, not in the order of the call. Coroutines become tasks; plain futures will do as well. In the second variant each function sets its future and then sleeps as long again: **what is awaited is the future**, and it is ready long before its function ends.",
        ru: "`as_completed` берёт несколько корутин, задач или футур и отдаёт результаты **в том порядке, в котором они готовы**, а не в порядке вызова. Корутины становятся задачами; годятся и простые футуры. Во втором варианте каждая функция записывает результат в футуру и спит ещё столько же: **ждут здесь футуру**, а она готова задолго до того, как закончится функция.",
    },
    try_this: Words {
        en: "Make all three take equally long: who comes first then?",
        ru: "Сделайте все три времени одинаковыми: кто тогда будет первым?",
    },
    see_also: &["await-in-order", "wait"],
    variants: &[
        Variant { id: "coroutines", title: Words { en: "Coroutines", ru: "Корутины" } },
        Variant { id: "futures", title: Words { en: "Futures", ru: "Футуры" } },
    ],
    // Each variant has delays of its own: the contrasts that they show differ.
    params: &[
        Param::seconds("first", Words { en: "first coroutine", ru: "первая корутина" }, 3.0),
        Param::seconds("second", Words { en: "second coroutine", ru: "вторая корутина" }, 1.0),
        Param::seconds("third", Words { en: "third coroutine", ru: "третья корутина" }, 2.0),
        Param::seconds("set1", Words { en: "future 1 set after", ru: "футура 1 готова через" }, 2.0),
        Param::seconds("set2", Words { en: "future 2 set after", ru: "футура 2 готова через" }, 1.0),
        Param::seconds("set3", Words { en: "future 3 set after", ru: "футура 3 готова через" }, 3.0),
    ],
    python_names: &["asyncio.as_completed"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    match args.variant() {
        0 => Box::pin(coroutines(["first", "second", "third"].map(|name| (name, args.seconds(name))))),
        _ => Box::pin(futures(["set1", "set2", "set3"].map(|name| args.seconds(name)))),
    }
}

// --- the program ---

use crate::print;
use crate::runtime::{Future, Result, as_completed, create_task_named, gather, sleep};

async fn fetch(name: &'static str, delay: f64) -> Result<String> {
    sleep(delay).await?;
    Ok(format!("{name}: ready after {delay} s"))
}

/// 1. Started in one order, received in another.
async fn coroutines(delays: [(&'static str, f64); 3]) -> Result {
    let tasks = delays.map(|(name, delay)| create_task_named(fetch(name, delay), name));
    let mut completed = as_completed(tasks, None)?;
    // Each `next` waits for whichever is the next to get ready.
    while let Some(result) = completed.next().await {
        print!("{}", result?);
    }
    Ok(())
}

/// Sets its result at half-time; the function itself goes on.
async fn function(i: usize, future: Future<usize>, delay: f64) -> Result {
    sleep(delay).await?;
    print!("Future {i}");
    future.set_result(i)?;
    sleep(delay).await?;
    print!("Function {i}");
    Ok(())
}

/// 2. The futures are awaited, not the functions that set them.
async fn futures(delays: [f64; 3]) -> Result {
    let mut futures = Vec::new();
    let mut functions = Vec::new();
    for (i, delay) in (1..).zip(delays) {
        let future = Future::named(&format!("future {i}"));
        functions.push(create_task_named(function(i, future.clone(), delay), format!("function {i}")));
        futures.push(future);
    }
    let mut completed = as_completed(futures, None)?;
    while let Some(result) = completed.next().await {
        print!("{} handled", result?);
    }
    // All the results are in, yet some of the functions still run.
    gather(functions).await?;
    print!("all functions have ended");
    Ok(())
}

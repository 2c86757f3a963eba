//! An event: one signal that wakes all who wait.

use crate::demos::{Args, Demo, Param, Program, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "One signal for all", ru: "Event: один сигнал для всех" },
    about: Words {
        en: "Runners wait at the line until the starter fires. An `Event` is a flag that tasks can wait for: one `set` wakes **all who wait, in the order in which they came**. The flag stays up: whoever comes later does not wait at all.",
        ru: "Бегуны стоят на старте и ждут выстрела. `Event` — это флаг, которого можно ждать: один вызов `set` будит **всех ожидающих, в том порядке, в каком они пришли**. Флаг остаётся поднятым: кто пришёл позже, тот вообще не ждёт.",
    },
    try_this: Words {
        en: "Let the latecomer arrive before the signal. Who runs last now?",
        ru: "Пусть опоздавший придёт до сигнала. Кто теперь побежит последним?",
    },
    see_also: &["condition", "barrier"],
    params: &[
        Param::count("runners", Words { en: "runners", ru: "бегунов" }, 3.0).between(1.0, 20.0),
        Param::seconds("signal", Words { en: "signal after", ru: "сигнал через" }, 2.0),
        Param::seconds("late", Words { en: "latecomer arrives after", ru: "опоздавший приходит через" }, 3.0),
    ],
    python_names: &["asyncio.Event"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("runners"), args.seconds("signal"), args.seconds("late")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Event, Result, create_task_named, gather, sleep};

async fn runner(name: String, arrives: f64, start: Event) -> Result {
    sleep(arrives).await?;
    print!("{name} is at the line; the signal has been given: {}", start.is_set());
    // Returns at once if the event is set already.
    start.wait().await?;
    print!("{name} runs");
    Ok(())
}

async fn starter(signal: f64, start: Event) -> Result {
    sleep(signal).await?;
    print!("Go!");
    // Wakes them all; they run when it is their turn.
    start.set();
    print!("the starter puts the pistol away");
    Ok(())
}

async fn main(runners: usize, signal: f64, late: f64) -> Result {
    let start = Event::named("start");
    let mut tasks = vec![create_task_named(starter(signal, start.clone()), "starter")];
    for i in 1..=runners {
        let name = format!("runner-{i}");
        tasks.push(create_task_named(runner(name.clone(), 0.0, start.clone()), name));
    }
    tasks.push(create_task_named(runner("latecomer".into(), late, start), "latecomer"));
    gather(tasks).await?;
    Ok(())
}

//! Waiting by asking again and again, against being woken.

use crate::demos::{Args, Demo, Difference, Param, Program, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Busy waiting against a timer", ru: "Активное ожидание против таймера"
    },
    about: Words {
        en: "Two tasks wait for 4 and 3 seconds. With **timers** the loop sleeps until it is time, and a handful of turns is enough; with **busy waiting** each task looks at the clock, yields and looks again: thousands of turns in which nothing gets done (each is charged 1 ms here). The last two variants drive the same generator: a plain one by a `for` loop, so that its pauses give nobody a turn, and one that is **usable with `await`**, whose every `yield` reaches the event loop.",
        ru: "Две задачи ждут 4 и 3 секунды. С **таймерами** цикл спит до нужного момента, и хватает нескольких ходов; при **активном ожидании** каждая задача смотрит на часы, уступает ход и смотрит снова: тысячи ходов, за которые ничего не сделано (каждый здесь стоит 1 мс). В последних двух вариантах работает один и тот же генератор: обычный крутит цикл `for`, и его паузы никому не дают хода, а у **пригодного для `await`** каждый `yield` доходит до цикла событий.",
    },
    try_this: Words {
        en: "Make a turn cost 100 ms: what do the two ways of waiting lose by it? Compare the numbers of turns.",
        ru: "Пусть ход стоит 100 мс: что теряет от этого каждый из двух способов ждать? Сравните число ходов.",
    },
    see_also: &["scheduler", "livelock"],
    variants: &[
        Variant { id: "timer", title: Words { en: "Timers", ru: "Таймеры" } },
        Variant { id: "busy", title: Words { en: "Busy waiting", ru: "Активное ожидание" } },
        Variant { id: "plain", title: Words { en: "A plain generator", ru: "Обычный генератор" } },
        Variant { id: "awaitable", title: Words { en: "Usable with await", ru: "Пригодный для await" } },
    ],
    params: &[
        Param::seconds("long", Words { en: "long wait", ru: "долгое ожидание" }, 4.0).between(0.5, 4.0),
        Param::seconds("short", Words { en: "short wait", ru: "короткое ожидание" }, 3.0).between(0.5, 3.0),
        Param::count("cost", Words { en: "a turn costs, in ms", ru: "ход стоит, мс" }, 1.0).between(1.0, 100.0),
        Param::count("steps", Words { en: "steps of the generator", ru: "шагов генератора" }, 3.0),
    ],
    python_names: &["types.coroutine", "asyncio.sleep(0)", "yield"],
    twins: Twins::AllBut(
        &["busy", "timer"],
        Words {
            en: "This variant is in Rust only: here each turn of the loop takes time from the first on, which only the demo’s loop can have. In Python the clock stands still for the first 10,000 turns without a wait, and the record would be full of those.",
            ru: "Этот вариант есть только на Rust: каждый ход цикла здесь с самого начала стоит времени, а это умеет только цикл демо. В Python первые 10 000 ходов без ожидания часы стоят, и запись состояла бы из них.",
        },
    ),
    differences: &[Difference::everywhere(Words {
        en: "The two variants that wait for 4 and 3 seconds are in Rust only: there each turn takes time from the first on, which only the demo’s loop can have. Here the clock stands still for the first 10,000 turns without a wait, and the record would be full of those.",
        ru: "Два варианта с ожиданием 4 и 3 секунды есть только на Rust: каждый ход цикла там с самого начала стоит времени, а это умеет только цикл демо. Здесь первые 10 000 ходов без ожидания часы стоят, и запись состояла бы из них.",
    })],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let waits = [("long", args.seconds("long")), ("short", args.seconds("short"))];
    match args.variant() {
        0 => Box::pin(waiting(waits, args.count("cost") as u64, false)),
        1 => Box::pin(waiting(waits, args.count("cost") as u64, true)),
        way => Box::pin(stepping(way == 3, args.count("steps"))),
    }
}

// --- the program ---

use crate::clock::Micros;
use crate::print;
use crate::runtime::{Generator, Result, create_task_named, gather, generator, set_turn_cost, sleep, time, turns};

/// Sets a timer and is woken.
async fn timer(name: &'static str, seconds: f64) -> Result {
    sleep(seconds).await?;
    print!("{name} has waited");
    Ok(())
}

/// Looks at the clock in every single turn.
async fn busy(name: &'static str, seconds: f64) -> Result {
    let (deadline, mut looks) = (time().seconds() + seconds, 1);
    while time().seconds() < deadline {
        // Only gives the others a turn: this task is ready again at once.
        sleep(0.0).await?;
        looks += 1;
    }
    print!("{name} has waited and looked at the clock {looks} times");
    Ok(())
}

async fn waiting(waits: [(&'static str, f64); 2], cost: u64, is_busy: bool) -> Result {
    // On the virtual clock a turn takes no time. Here it is charged, or those who only yield would wait for ever.
    set_turn_cost(Micros::from_millis(cost));
    let tasks = waits.map(|(name, seconds)| {
        if is_busy {
            create_task_named(busy(name, seconds), name)
        } else {
            create_task_named(timer(name, seconds), name)
        }
    });
    gather(tasks).await?;
    print!("turns of the loop: {}", turns());
    Ok(())
}

// A plain generator against one usable with await.

fn steps(name: &'static str, count: usize) -> Generator<()> {
    generator("steps", move |y| async move {
        for i in 1..=count {
            print!("{name}{i}");
            y.yield_(()).await?;
        }
        Ok(())
    })
}

/// The for loop takes the yields: the event loop hears nothing of them, and nobody else gets a turn.
async fn plain(name: &'static str, count: usize) -> Result {
    for pause in steps(name, count) {
        pause?;
    }
    Ok(())
}

/// Does what `await` does with a generator made for it (in Python with `@types.coroutine`): each yield goes on to the loop.
async fn awaiting(name: &'static str, count: usize) -> Result {
    for pause in steps(name, count) {
        pause?;
        sleep(0.0).await?;
    }
    Ok(())
}

async fn stepping(awaitable: bool, count: usize) -> Result {
    let tasks = ["A", "B"].map(|name| {
        if awaitable {
            create_task_named(awaiting(name, count), name)
        } else {
            create_task_named(plain(name, count), name)
        }
    });
    gather(tasks).await?;
    Ok(())
}

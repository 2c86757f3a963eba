//! `async for`: every item may be worth waiting for.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "async for", ru: "Асинхронный итератор" },
    about: Words {
        en: "`async for` awaits each item, and while it waits the others run. But **`async for` alone gives nobody a turn**: if the iterator never suspends, the loop runs through in one go, and the other task gets to run only afterwards. It starts nothing in parallel either: the next item is asked for when the body is done with this one.",
        ru: "`async for` дожидается каждого элемента, и пока он ждёт, работают другие. Но **сам по себе `async for` никому не уступает очередь**: если итератор ни разу не приостанавливается, цикл проходит весь разом, и другая задача получит ход только после него. Параллельно он тоже ничего не запускает: следующий элемент запрашивается, когда тело цикла закончило с этим.",
    },
    try_this: Words {
        en: "Set the delay to 0: an await that suspends for no time at all is enough to let the other task in.",
        ru: "Поставьте задержку 0: чтобы пустить другую задачу, хватает и приостановки, которая нисколько не длится.",
    },
    see_also: &["turns", "iterator"],
    variants: &[
        Variant { id: "suspending", title: Words { en: "It suspends", ru: "Приостанавливается" } },
        Variant {
            id: "never", title: Words { en: "It never suspends", ru: "Не приостанавливается" }
        },
    ],
    params: &[
        Param::count("to", Words { en: "count from 1 to", ru: "считать от 1 до" }, 5.0).between(2.0, 20.0),
        Param::seconds("delay", Words { en: "before each", ru: "перед каждым" }, 1.0).between(0.0, 5.0),
        Param::count("items", Words { en: "items that are there at once", ru: "элементов, готовых сразу" }, 3.0)
            .between(1.0, 20.0),
    ],
    python_names: &["async for", "__aiter__", "__anext__", "StopAsyncIteration"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let counter = Counter { current: 1, to: args.count("to"), delay: args.seconds("delay") };
    let ready = Ready { current: 0, items: args.count("items") };
    match args.variant() {
        0 => Box::pin(main(counter)),
        _ => Box::pin(main(ready)),
    }
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, gather, sleep};

/// The method that `async for` asks of an iterator: `__anext__`. `None` is Python's `StopAsyncIteration`.
trait AsyncIterator {
    async fn next(&mut self) -> Result<Option<usize>>;
}

/// Waits before each number.
struct Counter {
    current: usize,
    to: usize,
    delay: f64,
}

impl AsyncIterator for Counter {
    async fn next(&mut self) -> Result<Option<usize>> {
        if self.current >= self.to {
            return Ok(None);
        }
        sleep(self.delay).await?;
        self.current += 1;
        Ok(Some(self.current))
    }
}

/// Has every number at hand: an `async fn` like the other, yet there is no await in it.
struct Ready {
    current: usize,
    items: usize,
}

impl AsyncIterator for Ready {
    async fn next(&mut self) -> Result<Option<usize>> {
        self.current += 1;
        Ok(Some(self.current).filter(|current| *current <= self.items))
    }
}

async fn reader(mut numbers: impl AsyncIterator) -> Result {
    // `async for number in numbers: print(number)`
    while let Some(number) = numbers.next().await? {
        print!("{number}");
    }
    print!("the reader is done");
    Ok(())
}

/// Wants no more than a turn now and then.
async fn other() -> Result {
    for step in 1..=3 {
        print!("other: step {step}");
        sleep(0.0).await?;
    }
    Ok(())
}

async fn main(numbers: impl AsyncIterator + 'static) -> Result {
    gather([create_task_named(reader(numbers), "reader"), create_task_named(other(), "other")]).await?;
    Ok(())
}

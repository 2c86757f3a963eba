//! C++: a promise is the writing end of a future.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "C++: promise, future, std::async", ru: "C++: promise, future и std::async" },
    about: Words {
        en: "In C++ a result to come has two ends: the **promise** is written by the one who computes, the **future** is read by the one who waits. An asyncio Future is both in one. `std::async` runs a function and gives out the reading end; with `launch::deferred` the function does not even start before somebody asks, like a coroutine that has not been awaited. In C++ `get()` holds a whole thread, here `await` only suspends a task.",
        ru: "В C++ у будущего результата два конца: в **promise** пишет тот, кто вычисляет, из **future** читает тот, кто ждёт. Future в asyncio — это оба конца сразу. `std::async` запускает функцию и отдаёт читающий конец; с `launch::deferred` функция даже не начнётся, пока никто не спросил, — как корутина, которую не ждут. В C++ `get()` занимает целый поток, а здесь `await` лишь приостанавливает задачу.",
    },
    try_this: Words {
        en: "Compare when the work starts in the two variants of std::async.",
        ru: "Сравните, когда начинается работа в двух вариантах std::async.",
    },
    see_also: &["future", "task"],
    variants: &[
        Variant { id: "promise", title: Words { en: "Promise and future", ru: "promise и future" } },
        Variant { id: "async", title: Words { en: "std::async", ru: "std::async" } },
        Variant { id: "deferred", title: Words { en: "launch::deferred", ru: "launch::deferred" } },
    ],
    params: &[
        Param::count("number", Words { en: "square of", ru: "квадрат числа" }, 4.0).between(0.0, 20.0),
        Param::seconds("work", Words { en: "computing takes", ru: "вычисление длится" }, 1.0),
        Param::seconds("get", Words { en: "ask after", ru: "спросить через" }, 0.5),
    ],
    python_names: &["asyncio.Future", "concurrent.futures.Future"],
    differences: &[Difference::of(
        &["promise"],
        Words {
            en: "Setting the result twice raises `InvalidStateError` when it happens. In Rust `set_value` uses the promise up, so that the compiler refuses the second call.",
            ru: "Повторная установка результата вызывает `InvalidStateError` во время выполнения. В Rust `set_value` забирает promise, и второй вызов не пропустит компилятор.",
        },
    )],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let (work, get) = (args.seconds("work"), args.seconds("get"));
    match args.variant() {
        0 => Box::pin(promised(args.count("number"), work, get)),
        1 => Box::pin(started(work, get)),
        _ => Box::pin(deferred(work, get)),
    }
}

// --- the program ---

use crate::print;
use crate::runtime::{Future, Result, create_task_named, sleep};

/// The writing end: `std::promise<int>`.
struct Promise(Future<usize>);

impl Promise {
    fn new() -> Promise {
        Promise(Future::named("promise"))
    }

    /// The reading end. For asyncio it is the same object; here only whoever has the promise can write.
    fn get_future(&self) -> Future<usize> {
        self.0.clone()
    }

    /// Takes the promise away from its owner: it can be kept once.
    fn set_value(self, value: usize) -> Result {
        self.0.set_result(value)
    }
}

/// 1. `void square(std::promise<int> p, int x) { p.set_value(x * x); }`
async fn square(promise: Promise, x: usize, work: f64) -> Result {
    print!("computing");
    sleep(work).await?;
    print!("the promise is kept");
    promise.set_value(x * x)
}

async fn promised(number: usize, work: f64, get: f64) -> Result {
    let promise = Promise::new();
    let future = promise.get_future();
    // `std::thread worker(square, std::move(p), 4);`
    let worker = create_task_named(square(promise, number, work), "worker");
    sleep(get).await?;
    print!("get");
    // `f.get()`
    print!("{number} squared is {}", future.await?);
    // `worker.join();`
    worker.await
}

async fn answer(work: f64) -> Result<i32> {
    print!("computing");
    sleep(work).await?;
    Ok(42)
}

/// 2. `auto f = std::async(std::launch::async, answer);` starts at once.
async fn started(work: f64, get: f64) -> Result {
    let future = create_task_named(answer(work), "std::async");
    sleep(get).await?;
    print!("get");
    print!("std::async gives {}", future.await?);
    Ok(())
}

/// 3. `auto f = std::async(std::launch::deferred, answer);` starts when asked, in the asker's own thread.
async fn deferred(work: f64, get: f64) -> Result {
    let future = answer(work);
    sleep(get).await?;
    print!("get");
    print!("std::async gives {}", future.await?);
    Ok(())
}

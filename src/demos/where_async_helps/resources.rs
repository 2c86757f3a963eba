//! The cost of a waiting task, and of a waiting thread.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Ten thousand tasks", ru: "Десять тысяч задач" },
    about: Words {
        en: "Each of these only waits a second. **A waiting task takes about 1.3 KB**; a waiting thread takes 16 KB at the least, reserves 8 MB of addresses and is twenty times as slow to start. A pool of 32 threads is cheap, but the 33rd wait has to wait for its thread. The figures were measured with CPython 3.13 on Linux; the threads here are a model on the virtual clock.",
        ru: "Каждая задача здесь только ждёт секунду. **Ждущая задача занимает около 1,3 КБ**; ждущий поток — не меньше 16 КБ, к тому же он резервирует 8 МБ адресов и запускается в двадцать раз дольше. Пул из 32 потоков обходится дёшево, но тридцать третье ожидание само ждёт, пока освободится поток. Числа измерены в CPython 3.13 на Linux, а потоки здесь — модель на виртуальных часах.",
    },
    try_this: Words {
        en: "Compare when the last of the tasks, threads and jobs of the pool is done, and what ten thousand of them would take.",
        ru: "Сравните, когда заканчивают последняя задача, последний поток и последнее дело пула и сколько заняли бы десять тысяч таких же.",
    },
    see_also: &["to-thread", "rate-limit"],
    variants: &[
        Variant { id: "tasks", title: Words { en: "Tasks", ru: "Задачи" } },
        Variant { id: "threads", title: Words { en: "A thread each", ru: "Каждому по потоку" } },
        Variant { id: "pool", title: Words { en: "A pool of 32 threads", ru: "Пул из 32 потоков" } },
    ],
    params: &[Param::count("count", Words { en: "how many wait", ru: "сколько ждут" }, 100.0)
        .between(10.0, 700.0)
        .step(10.0)],
    python_names: &["asyncio.create_task", "threading.Thread", "ThreadPoolExecutor"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.count("count")))
}

// --- the program ---

use std::cell::Cell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Result, blocking_io, compute, create_task_named, gather, sleep, spawn_thread, time};

/// The cost of one. Measured by `tests/bench/cost.py` with CPython 3.13.0 on Linux x86-64: from 1 000 to 100 000
/// tasks in `asyncio.sleep`, from 100 to 10 000 threads in `Event.wait`.
struct Cost {
    /// Memory in use, in bytes.
    resident: f64,
    /// Addresses set aside, in bytes: a thread has a stack of 8 MiB, most of it never touched.
    reserved: f64,
    /// Time to start one, in seconds.
    start: f64,
}

const TASK: Cost = Cost { resident: 1.25e3, reserved: 0.0, start: 4e-6 };
const THREAD: Cost = Cost { resident: 16.5e3, reserved: 8.4e6, start: 75e-6 };

/// The largest pool that `asyncio.to_thread` makes: as many threads as cores and 4 more, but at most 32.
const POOL: usize = 32;

/// Waits for an answer, as long as it takes.
const WAIT: f64 = 1.0;

async fn tasks(count: usize) -> Result {
    let mut waiting = Vec::new();
    for i in 1..=count {
        compute(TASK.start).await?;
        waiting.push(create_task_named(sleep(WAIT), format!("task {i}")));
    }
    gather(waiting).await?;
    Ok(())
}

async fn threads(count: usize) -> Result {
    let mut waiting = Vec::new();
    for i in 1..=count {
        compute(THREAD.start).await?;
        waiting.push(spawn_thread(format!("thread {i}"), blocking_io(WAIT)));
    }
    gather(waiting).await?;
    Ok(())
}

/// Each thread of the pool takes the next job when it has done with the last.
async fn pool(count: usize) -> Result {
    let left = Rc::new(Cell::new(count));
    let mut working = Vec::new();
    for i in 1..=POOL.min(count) {
        compute(THREAD.start).await?;
        let left = left.clone();
        let work = async move {
            while left.get() > 0 {
                left.set(left.get() - 1);
                blocking_io(WAIT).await?;
            }
            Ok(())
        };
        working.push(spawn_thread(format!("pool {i}"), work));
    }
    gather(working).await?;
    Ok(())
}

/// Says what so many take.
fn bill(count: usize, what: &str, cost: &Cost) {
    let (resident, reserved) = (count as f64 * cost.resident / 1e6, count as f64 * cost.reserved / 1e9);
    if reserved == 0.0 {
        print!("{count} {what}: {resident:.1} MB");
    } else {
        print!("{count} {what}: {resident:.1} MB, and {reserved:.1} GB of addresses reserved");
    }
}

async fn main(way: usize, count: usize) -> Result {
    match way {
        0 => tasks(count).await?,
        1 => threads(count).await?,
        _ => pool(count).await?,
    }
    print!("{count} waits of {WAIT} s are done after {:.3} s", time().seconds());
    match way {
        0 => [count, 10_000].iter().for_each(|&count| bill(count, "tasks", &TASK)),
        1 => [count, 10_000].iter().for_each(|&count| bill(count, "threads", &THREAD)),
        _ => {
            bill(POOL.min(count), "threads", &THREAD);
            print!("10000 waits would take {} s", 10_000_usize.div_ceil(POOL));
        }
    }
    Ok(())
}

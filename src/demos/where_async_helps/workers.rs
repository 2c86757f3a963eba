//! Real workers, each on a core of its own: primes counted by one and by several of them.

use crate::demos::{Args, Demo, LiveDifference, Param, Program, Twins, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Real parallelism: Web Workers", ru: "Настоящий параллелизм: Web Workers" },
    about: Words {
        en: "Counting primes is pure computing, and here it is done by **real Web Workers**: threads of the browser that share nothing with the page and only exchange messages with it. One worker or four find the same number; live, the time is your machine’s, and the loop stays free meanwhile. An exact run counts too, and charges a stated time: 30 ms to start a worker, 2 ns a division.",
        ru: "Подсчёт простых чисел — чистые вычисления, и здесь их ведут **настоящие Web Workers**: потоки браузера, у которых нет со страницей ничего общего, кроме сообщений. Один воркер или четыре — число находят одно и то же; в реальном времени длительность зависит от вашей машины, а цикл событий всё это время свободен. Точный запуск тоже считает, но время берёт условное: 30 мс на запуск воркера и 2 нс на деление.",
    },
    try_this: Words {
        en: "The ranges are equally long: why is the last worker the slowest? And when do more workers no longer help?",
        ru: "Отрезки одинаковой длины: почему последний воркер самый медленный? И с какого числа воркеров быстрее уже не становится?",
    },
    see_also: &["threads-gil", "workloads"],
    params: &[
        Param::count("workers", Words { en: "workers", ru: "воркеров" }, 4.0).between(1.0, 16.0),
        Param::count("limit", Words { en: "primes below", ru: "простые меньше" }, 3_000_000.0)
            .between(100_000.0, 5_000_000.0)
            .step(100_000.0),
    ],
    python_names: &["multiprocessing", "ProcessPoolExecutor"],
    twins: Twins::None(Words {
        en: "There is no twin in Python: its processes are drawn side by side here, but one interpreter computes for all of them.",
        ru: "Двойника на Python нет: его процессы здесь нарисованы рядом, но считает за всех один интерпретатор.",
    }),
    live_difference: LiveDifference::RealIo,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.count("workers"), args.count("limit") as u32))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, count_primes, gather, time};

/// Counts the primes below `limit` by so many workers, each of which takes an equal part of the numbers.
async fn count(workers: u32, limit: u32) -> Result<u32> {
    let part = limit.div_ceil(workers);
    let counting = (0..workers).map(|i| {
        let numbers = i * part..limit.min((i + 1) * part);
        count_primes(format!("worker {} of {workers}", i + 1), numbers)
    });
    // They compute at the same time; the loop only waits for their messages.
    let counts = gather(counting).await?;
    Ok(counts.iter().sum())
}

/// One worker first, then as many as asked for.
async fn main(most: usize, limit: u32) -> Result {
    for workers in [1, most] {
        let began = time();
        let primes = count(workers as u32, limit).await?;
        print!("{workers} at work: {primes} primes in {:.3} s", (time() - began).seconds());
    }
    Ok(())
}

//! One piece of work in four ways: what helps depends on what the work is bound by.

use crate::demos::{Args, Demo, Param, Program, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "What is the work bound by?", ru: "Во что упирается задача: CPU, I/O, память"
    },
    about: Words {
        en: "The same jobs run one after another, as tasks, in threads under one lock, and in workers, each with an interpreter of its own. Work that **waits** gains most from tasks; work that **computes** gains from workers alone; copying in **memory** gains until the memory is busy, and here two cores are enough for that. It is a model on the virtual clock with a core for every job: compare the four times, not the fractions.",
        ru: "Одни и те же дела выполняются по очереди, задачами, потоками под одной блокировкой и воркерами, у каждого из которых свой интерпретатор. Где **ждут**, больше всего дают задачи; где **считают** — только воркеры; где копируют данные в **памяти**, выигрыш растёт, пока она не занята целиком, а для этого здесь хватает двух ядер. Это модель на виртуальных часах, и ядро в ней есть для каждого дела: сравнивайте четыре времени, а не доли секунды.",
    },
    try_this: Words {
        en: "Take 8 jobs. Which times grow with the number of jobs, and which do not?",
        ru: "Возьмите 8 дел. Какие времена растут вместе с числом дел, а какие нет?",
    },
    see_also: &["threads-gil", "workers"],
    variants: &[
        Variant { id: "cpu", title: Words { en: "CPU", ru: "CPU: вычисления" } },
        Variant { id: "io", title: Words { en: "Input and output", ru: "I/O: ввод-вывод" } },
        Variant { id: "memory", title: Words { en: "Memory", ru: "Память" } },
    ],
    params: &[
        Param::count("jobs", Words { en: "jobs", ru: "дел" }, 4.0).between(1.0, 8.0),
        Param::seconds("each", Words { en: "each takes", ru: "каждое длится" }, 0.2).between(0.1, 0.5).step(0.1),
    ],
    python_names: &["asyncio.to_thread", "ThreadPoolExecutor", "ProcessPoolExecutor"],
    twins: Twins::None(Words {
        en: "There is no twin in Python: it would need threads that take turns at the GIL while they compute, and in the Python engine of this page they do so only where they wait.",
        ru: "Двойника на Python нет: ему нужны потоки, которые передают друг другу GIL, пока считают, а в движке Python на этой странице они уступают друг другу, только когда ждут.",
    }),
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant(), args.count("jobs"), args.seconds("each")))
}

// --- the program ---

use crate::print;
use crate::runtime::{
    Gil, Result, Semaphore, blocking_io, compute, create_task_named, gather, sleep, spawn_thread, time,
};

/// A worker is started and sent its work in so many seconds.
const START: f64 = 0.05;
/// The number of cores that keep the memory busy; the next has to wait for its data.
const MEMORY_FEEDS: usize = 2;
/// Data come in pieces that take so long.
const PIECE: f64 = 0.02;

const CPU: usize = 0;
const IO: usize = 1;

/// In the loop's thread, where each job of computing or copying holds up all others.
async fn in_loop(kind: usize, seconds: f64) -> Result {
    match kind {
        IO => sleep(seconds).await,
        _ => compute(seconds).await,
    }
}

/// In a thread of its own: Python code needs the lock, waiting and copying do not.
async fn in_thread(kind: usize, seconds: f64, gil: Gil, memory: Semaphore) -> Result {
    match kind {
        CPU => gil.compute(seconds).await,
        IO => blocking_io(seconds).await,
        _ => copy(seconds, memory).await,
    }
}

/// In a worker, which has a lock of its own: no other wants it.
async fn in_worker(kind: usize, seconds: f64, memory: Semaphore) -> Result {
    compute(START).await?;
    match kind {
        CPU => compute(seconds).await,
        IO => blocking_io(seconds).await,
        _ => copy(seconds, memory).await,
    }
}

/// Piece by piece, each as soon as the memory can give it. All cores share the memory.
async fn copy(seconds: f64, memory: Semaphore) -> Result {
    for _ in 0..(seconds / PIECE).round() as usize {
        let _given = memory.permit().await?;
        compute(PIECE).await?;
    }
    Ok(())
}

async fn main(kind: usize, jobs: usize, seconds: f64) -> Result {
    let (gil, memory) = (Gil::new(Gil::INTERVAL), Semaphore::named(MEMORY_FEEDS, "memory"));

    // 1. One after another.
    let mut began = time();
    for i in 1..=jobs {
        create_task_named(in_loop(kind, seconds), format!("job {i}")).await?;
    }
    print!("one after another: {:.2} s", (time() - began).seconds());

    // 2. Tasks of one loop.
    began = time();
    let tasks: Vec<_> = (1..=jobs).map(|i| create_task_named(in_loop(kind, seconds), format!("task {i}"))).collect();
    gather(tasks).await?;
    print!("tasks: {:.2} s", (time() - began).seconds());

    // 3. Threads of one interpreter.
    began = time();
    let thread = |i| {
        let work = in_thread(kind, seconds, gil.clone(), memory.clone());
        spawn_thread(format!("thread {i}"), work)
    };
    gather((1..=jobs).map(thread).collect::<Vec<_>>()).await?;
    print!("threads: {:.2} s", (time() - began).seconds());

    // 4. Workers, or processes: an interpreter each.
    began = time();
    let worker = |i| spawn_thread(format!("worker {i}"), in_worker(kind, seconds, memory.clone()));
    gather((1..=jobs).map(worker).collect::<Vec<_>>()).await?;
    print!("workers: {:.2} s", (time() - began).seconds());
    Ok(())
}

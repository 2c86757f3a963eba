//! Threads under one lock: a model of CPython's.

use crate::demos::{Args, Demo, Param, Program, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Threads and the GIL", ru: "Потоки и GIL" },
    about: Words {
        en: "Python code runs only while its thread holds the interpreter’s one lock, the GIL; if others want it, it is handed over every 5 ms. So threads that **compute in Python** gain nothing. Threads that wait, or call native code such as `zlib` or NumPy, let it go and gain: it protects the interpreter and **not your data**, for a thread that waits between reading and writing lets others read the same number. All this is a model on the virtual clock; changing threads costs nothing in it, and the next in line is always next.",
        ru: "Код на Python выполняется, только пока поток держит единственную блокировку интерпретатора, GIL; если его ждут другие, каждые 5 мс он переходит к следующему. Поэтому потоки, которые **считают на Python**, ничего не выигрывают. Потоки, которые ждут или вызывают код на C (`zlib`, NumPy), отпускают GIL и выигрывают, но **ваши данные** он не защищает: пока поток ждёт между чтением и записью, другие прочитают то же число. Всё это модель на виртуальных часах: переключение потоков в ней ничего не стоит, а очередь соблюдается строго.",
    },
    try_this: Words {
        en: "Take 4 threads: which variants take hardly any longer? Then keep the lock for 50 ms at a time: the total is the same, but how long does the second thread wait to begin? And how far does the shared number get with 4 threads?",
        ru: "Возьмите 4 потока: какие варианты почти не замедлятся? Затем отдавайте GIL раз в 50 мс: общее время то же, но сколько ждёт второй поток, прежде чем начать? И до скольких дойдёт общее число при 4 потоках?",
    },
    see_also: &["workers", "lock"],
    variants: &[
        Variant { id: "computing", title: Words { en: "Computing in Python", ru: "Вычисления на Python" } },
        Variant { id: "waiting", title: Words { en: "Waiting", ru: "Ожидание" } },
        Variant { id: "native", title: Words { en: "Native code", ru: "Код на C" } },
        Variant {
            id: "lost-update", title: Words { en: "Lost update", ru: "Потерянное обновление" }
        },
        Variant { id: "locked", title: Words { en: "With a lock", ru: "С блокировкой" } },
    ],
    params: &[
        Param::count("threads", Words { en: "threads", ru: "потоков" }, 2.0).between(1.0, 4.0),
        Param::seconds("work", Words { en: "each works for", ru: "каждый работает" }, 0.1)
            .between(0.02, 0.4)
            .step(0.02),
        Param::seconds("interval", Words { en: "switch every", ru: "переключать каждые" }, 0.005)
            .between(0.001, 0.05)
            .step(0.001),
    ],
    python_names: &["threading.Thread", "threading.Lock", "sys.setswitchinterval"],
    twins: Twins::AllBut(
        &["computing", "waiting", "native"],
        Words {
            en: "There is no twin in Python: it would show how long Python code computes, and on this page’s exact clock that takes no time.",
            ru: "Двойника на Python нет: он показал бы, сколько времени считает код на Python, а на точных часах этой страницы вычисления не занимают времени.",
        },
    ),
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let threads = args.count("threads");
    Box::pin(main(args.variant(), threads, args.seconds("work"), args.seconds("interval")))
}

// --- the program ---

use std::cell::Cell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Gil, Lock, Result, blocking_io, compute, gather, spawn_thread, time};

/// Every thread runs some Python before and after its work, and that takes the lock.
const PYTHON: f64 = 0.005;

async fn thread(i: usize, kind: usize, seconds: f64, gil: Gil) -> Result {
    gil.compute(PYTHON).await?;
    match kind {
        // 1. Python code: one thread at a time, the others stand in line for the lock.
        0 => gil.compute(seconds).await?,
        // 2. Waiting for input and output: nobody needs a lock for that.
        1 => blocking_io(seconds).await?,
        // 3. Native code that touches no Python objects lets the lock go while it computes.
        _ => compute(seconds).await?,
    }
    gil.compute(PYTHON).await?;
    print!("thread {i} is done");
    Ok(())
}

/// Adds one to a number that all threads share.
async fn add_one(i: usize, number: Rc<Cell<u32>>, seconds: f64) -> Result {
    let read = number.get();
    // The GIL is let go: others run, and may read the same number.
    blocking_io(seconds).await?;
    number.set(read + 1);
    print!("thread {i}: {read} + 1 = {}", number.get());
    Ok(())
}

/// `with lock`: whoever comes later waits here, first come first served.
async fn add_one_alone(i: usize, number: Rc<Cell<u32>>, seconds: f64, lock: Lock) -> Result {
    let _guard = lock.lock().await?;
    add_one(i, number, seconds).await
}

async fn count(locked: bool, threads: usize, seconds: f64) -> Result {
    let number = Rc::new(Cell::new(0));
    let lock = Lock::named("number lock");
    let running: Vec<_> = (1..=threads)
        .map(|i| {
            let (name, number) = (format!("thread {i}"), number.clone());
            if locked {
                spawn_thread(name, add_one_alone(i, number, seconds, lock.clone()))
            } else {
                spawn_thread(name, add_one(i, number, seconds))
            }
        })
        .collect();
    gather(running).await?;
    print!("the number: {} of {threads}", number.get());
    Ok(())
}

async fn main(kind: usize, threads: usize, seconds: f64, interval: f64) -> Result {
    if kind > 2 {
        return count(kind == 4, threads, seconds).await;
    }
    let gil = Gil::new(interval);
    let running: Vec<_> =
        (1..=threads).map(|i| spawn_thread(format!("thread {i}"), thread(i, kind, seconds, gil.clone()))).collect();
    gather(running).await?;

    let work = threads as f64 * (PYTHON + seconds + PYTHON);
    let elapsed = time().seconds();
    print!("{work:.3} s of work in {elapsed:.3} s: {:.1} times as fast as one thread", work / elapsed);
    Ok(())
}

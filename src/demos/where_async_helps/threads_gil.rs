//! Threads under one lock: a model of CPython's.

use crate::demos::{Args, Demo, Param, Program, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Threads and the GIL", ru: "Потоки и GIL" },
    about: Words {
        en: "Python code runs only while its thread holds the interpreter’s one lock, the GIL; if others want it, it is handed over every 5 ms. So threads that **compute in Python** gain nothing. Threads that wait, or call native code such as `zlib` or NumPy, let it go and gain. All this is a model on the virtual clock; changing threads costs nothing in it, and the next in line is always next.",
        ru: "Код на Python выполняется, только пока поток держит единственную блокировку интерпретатора, GIL; если его ждут другие, каждые 5 мс он переходит к следующему. Поэтому потоки, которые **считают на Python**, ничего не выигрывают. Потоки, которые ждут или вызывают код на C (`zlib`, NumPy), отпускают GIL и выигрывают. Всё это модель на виртуальных часах: переключение потоков в ней ничего не стоит, а очередь соблюдается строго.",
    },
    try_this: Words {
        en: "Take 4 threads: which variants take hardly any longer? Then keep the lock for 50 ms at a time: the total is the same, but how long does the second thread wait to begin?",
        ru: "Возьмите 4 потока: какие варианты почти не замедлятся? Затем отдавайте GIL раз в 50 мс: общее время то же, но сколько ждёт второй поток, прежде чем начать?",
    },
    see_also: &["cpu-in-async", "workers"],
    variants: &[
        Variant { id: "computing", title: Words { en: "Computing in Python", ru: "Вычисления на Python" } },
        Variant { id: "waiting", title: Words { en: "Waiting", ru: "Ожидание" } },
        Variant { id: "native", title: Words { en: "Native code", ru: "Код на C" } },
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
    python_names: &["threading.Thread", "sys.setswitchinterval"],
    twins: Twins::None(Words {
        en: "There is no twin in Python: the Python engine of this page runs a thread’s body whole when the thread starts, so no thread ever waits for the GIL here.",
        ru: "Двойника на Python нет: движок Python на этой странице выполняет тело потока целиком при его запуске, и GIL здесь никто никому не передаёт.",
    }),
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let threads = args.count("threads");
    Box::pin(main(args.variant(), threads, args.seconds("work"), args.seconds("interval")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Gil, Result, blocking_io, compute, gather, spawn_thread, time};

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

async fn main(kind: usize, threads: usize, seconds: f64, interval: f64) -> Result {
    let gil = Gil::new(interval);
    let running: Vec<_> =
        (1..=threads).map(|i| spawn_thread(format!("thread {i}"), thread(i, kind, seconds, gil.clone()))).collect();
    gather(running).await?;

    let work = threads as f64 * (PYTHON + seconds + PYTHON);
    let elapsed = time().seconds();
    print!("{work:.3} s of work in {elapsed:.3} s: {:.1} times as fast as one thread", work / elapsed);
    Ok(())
}

//! A blocking call in a thread: the repair of `blocking`.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Out of the loop’s way", ru: "Убираем блокирующее с дороги" },
    about: Words {
        en: "The job of “A blocking call stalls the loop”, repaired: `to_thread` gives the blocking request to a thread, and the task **awaits** it, so every tick comes on time. A thread cannot be cancelled, though: whoever gives up waiting leaves it running, and the program ends no earlier than it does. And threads share data: what two of them read and write needs a **lock**, `threading.Lock`. The thread is a model on the virtual clock.",
        ru: "Работа из «Блокирующий вызов останавливает цикл», исправленная: `to_thread` отдаёт блокирующий запрос потоку, а задача **ждёт** его через await, и все тики приходят вовремя. Но отменить поток нельзя: если его перестали ждать, он работает дальше, и программа не закончится раньше него. А данные у потоков общие: тому, что читают и пишут двое, нужна **блокировка**, `threading.Lock`. Поток здесь — модель на виртуальных часах.",
    },
    try_this: Words {
        en: "Let the request take 5 s and give up after 1 s: when does the run end? With two requests at once: what do a lock and its lack cost?",
        ru: "Пусть запрос длится 5 с, а ждать его перестанут через 1 с: когда закончится программа? А с двумя запросами сразу: чего стоит блокировка и чего — её отсутствие?",
    },
    see_also: &["blocking", "timeout"],
    variants: &[
        Variant { id: "awaited", title: Words { en: "Awaited", ru: "Дождаться" } },
        Variant { id: "given-up", title: Words { en: "Given up", ru: "Перестать ждать" } },
        Variant {
            id: "lost-update", title: Words { en: "Lost update", ru: "Потерянное обновление" }
        },
        Variant { id: "locked", title: Words { en: "With a lock", ru: "С блокировкой" } },
    ],
    params: &[
        Param::seconds("request", Words { en: "request takes", ru: "запрос длится" }, 1.2).between(0.0, 5.0).step(0.1),
        Param::seconds("patience", Words { en: "give up after", ru: "перестать ждать через" }, 0.5)
            .between(0.0, 5.0)
            .step(0.1),
    ],
    python_names: &[
        "asyncio.to_thread",
        "asyncio.wait_for",
        "loop.run_in_executor",
        "ThreadPoolExecutor",
        "threading.Lock",
    ],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let request = args.seconds("request");
    match args.variant() {
        0 => Box::pin(main(request, None)),
        1 => Box::pin(main(request, Some(args.seconds("patience")))),
        2 => Box::pin(count(request, None)),
        _ => Box::pin(count(request, Some(Lock::named("number lock")))),
    }
}

// --- the program ---

use std::cell::Cell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Error, Lock, Result, blocking_io, create_task_named, gather, sleep, to_thread, wait_for};

/// A clock that should tick five times a second.
async fn ticker() -> Result {
    for i in 1..=10 {
        sleep(0.2).await?;
        print!("tick {i}");
    }
    Ok(())
}

/// The body of the thread: it holds its own thread, and no other.
async fn request(seconds: f64) -> Result<&'static str> {
    blocking_io(seconds).await?;
    print!("the thread has the answer");
    Ok("42")
}

async fn job(seconds: f64, patience: Option<f64>) -> Result {
    sleep(0.3).await?;
    print!("request");
    let answer = to_thread(request(seconds));
    match patience {
        None => print!("some logic with {}", answer.await?),
        // Only the waiting is cancelled when the time is up: the thread knows nothing of it.
        Some(seconds) => match wait_for(answer, seconds).await {
            Ok(answer) => print!("some logic with {answer}"),
            Err(Error::Timeout) => {
                print!("gave up waiting");
                return Ok(());
            }
            Err(error) => return Err(error),
        },
    }
    sleep(0.1).await?;
    print!("saved");
    Ok(())
}

async fn main(seconds: f64, patience: Option<f64>) -> Result {
    let ticker = create_task_named(ticker(), "ticker");
    let job = create_task_named(job(seconds, patience), "job");
    ticker.await?;
    job.await
}

/// The body of a thread that adds one to a number which it shares with others.
async fn add_one(who: &'static str, number: Rc<Cell<u32>>, seconds: f64, lock: Option<Lock>) -> Result {
    let _guard = match &lock {
        Some(lock) => Some(lock.lock().await?),
        None => None,
    };
    let read = number.get();
    // Another thread runs meanwhile, and reads the same number unless the lock keeps it out.
    blocking_io(seconds).await?;
    number.set(read + 1);
    print!("{who}: {read} + 1 = {}", number.get());
    Ok(())
}

async fn count(seconds: f64, lock: Option<Lock>) -> Result {
    let ticker = create_task_named(ticker(), "ticker");
    sleep(0.3).await?;
    let number = Rc::new(Cell::new(0));
    let add = |who| create_task_named(to_thread(add_one(who, number.clone(), seconds, lock.clone())), who);
    gather([add("first"), add("second")]).await?;
    print!("the number: {} of 2", number.get());
    ticker.await
}

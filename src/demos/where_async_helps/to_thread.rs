//! A blocking call in a thread: the repair of `blocking`.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Out of the loop’s way", ru: "Убираем блокирующее с дороги" },
    about: Words {
        en: "The job of “A blocking call stalls the loop”, repaired: `to_thread` gives the blocking request to a thread, and the task **awaits** it, so every tick comes on time. A thread cannot be cancelled, though: whoever gives up waiting leaves it running, and the program ends no earlier than it does. The thread is a model on the virtual clock.",
        ru: "Работа из «Блокирующий вызов останавливает цикл», исправленная: `to_thread` отдаёт блокирующий запрос потоку, а задача **ждёт** его через await, и все тики приходят вовремя. Но отменить поток нельзя: если его перестали ждать, он работает дальше, и программа не закончится раньше него. Поток здесь — модель на виртуальных часах.",
    },
    try_this: Words {
        en: "Let the request take 5 s and give up after 1 s: when does the run end?",
        ru: "Пусть запрос длится 5 с, а ждать его перестанут через 1 с: когда закончится программа?",
    },
    see_also: &["blocking", "timeout"],
    variants: &[
        Variant { id: "awaited", title: Words { en: "Awaited", ru: "Дождаться" } },
        Variant { id: "given-up", title: Words { en: "Given up", ru: "Перестать ждать" } },
    ],
    params: &[
        Param::seconds("request", Words { en: "request takes", ru: "запрос длится" }, 1.2).between(0.0, 5.0).step(0.1),
        Param::seconds("patience", Words { en: "give up after", ru: "перестать ждать через" }, 0.5)
            .between(0.0, 5.0)
            .step(0.1),
    ],
    python_names: &["asyncio.to_thread", "asyncio.wait_for", "loop.run_in_executor", "ThreadPoolExecutor"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let patience = (args.variant() == 1).then(|| args.seconds("patience"));
    Box::pin(main(args.seconds("request"), patience))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, blocking_io, create_task_named, sleep, to_thread, wait_for};

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

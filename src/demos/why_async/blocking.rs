//! A blocking call stalls every task.

use crate::demos::{Args, Demo, Difference, LiveDifference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "A blocking call stalls the loop", ru: "Блокирующий вызов останавливает цикл"
    },
    about: Words {
        en: "A request that **blocks** holds the whole thread: the loop gets no turn, and the ticks of the other task come late, all at once. The awaiting version takes as long, yet leaves the loop free. Live, this demo really freezes the page for that time: it is the point.",
        ru: "**Блокирующий** запрос занимает весь поток: у цикла событий нет хода, и тики другой задачи приходят поздно, все разом. Версия с await длится столько же, но оставляет цикл свободным. В реальном времени это демо действительно замораживает страницу: в этом и смысл.",
    },
    try_this: Words {
        en: "Try to scroll the page while the blocking variant runs live.",
        ru: "Попробуйте прокрутить страницу, пока блокирующий вариант идёт вживую.",
    },
    see_also: &["to-thread", "turns"],
    variants: &[
        Variant { id: "blocking", title: Words { en: "Blocking", ru: "С блокировкой" } },
        Variant { id: "awaiting", title: Words { en: "Awaiting", ru: "С await" } },
    ],
    params: &[Param::seconds("request", Words { en: "request takes", ru: "запрос длится" }, 1.2)
        .between(0.0, 2.0)
        .step(0.1)],
    python_names: &["time.sleep", "asyncio.sleep"],
    differences: &[Difference::of(&["blocking"], differences::TIME_SLEEP)],
    live_difference: LiveDifference::ThreadHeld,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.variant() == 0, args.seconds("request")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, block_for, create_task_named, sleep};

/// A clock that should tick five times a second.
async fn ticker() -> Result {
    for i in 1..=10 {
        sleep(0.2).await?;
        print!("tick {i}");
    }
    Ok(())
}

async fn job(blocking: bool, request: f64) -> Result {
    sleep(0.3).await?;
    print!("request");
    if blocking {
        // Holds the thread, as `requests.get` or `time.sleep` does: no other task can run.
        block_for(request);
    } else {
        // Gives the thread back until the answer is there.
        sleep(request).await?;
    }
    print!("some logic");
    sleep(0.1).await?;
    print!("saved");
    Ok(())
}

async fn main(blocking: bool, request: f64) -> Result {
    let ticker = create_task_named(ticker(), "ticker");
    let job = create_task_named(job(blocking, request), "job");
    ticker.await?;
    job.await
}

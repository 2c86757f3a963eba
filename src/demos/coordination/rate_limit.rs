//! Many requests: how many at once, and how many a second.

use crate::demos::{Args, Demo, Difference, Param, Program, Variant, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Many requests, a few at a time", ru: "Много запросов, но не все сразу"
    },
    about: Words {
        en: "Nine requests to one server. All at once is fastest for us and a burst for the server. A semaphore limits **how many run at a time**, but not how many a second: the faster the answers, the more requests. Keep each permit for a second more, and that is limited too.",
        ru: "Девять запросов к одному серверу. Все разом — так быстрее всего нам, но серверу достаётся залп. Семафор ограничивает, **сколько запросов идёт одновременно**, но не сколько в секунду: чем быстрее ответы, тем больше запросов. Если придержать каждое разрешение ещё на секунду, ограничено и это.",
    },
    try_this: Words {
        en: "Let the server answer in 0.1 s: which variants send more a second than before, and which one never does?",
        ru: "Пусть сервер отвечает за 0,1 с: в каких вариантах запросов в секунду стало больше, а в каком — по-прежнему не больше трёх?",
    },
    see_also: &["semaphore", "http-gather"],
    variants: &[
        Variant { id: "all-at-once", title: Words { en: "All at once", ru: "Все сразу" } },
        Variant { id: "semaphore", title: Words { en: "A semaphore", ru: "Семафор" } },
        Variant { id: "pause", title: Words { en: "A semaphore and a pause", ru: "Семафор и пауза" } },
    ],
    params: &[
        Param::count("requests", Words { en: "requests", ru: "запросов" }, 9.0).between(1.0, 100.0),
        Param::count("at-a-time", Words { en: "at a time", ru: "одновременно" }, 3.0),
        Param::seconds("answer", Words { en: "an answer takes", ru: "ответ длится" }, 0.5).between(0.0, 5.0).step(0.1),
        Param::seconds("pause", Words { en: "pause", ru: "пауза" }, 1.0).between(0.0, 5.0).step(0.1),
    ],
    python_names: &["asyncio.Semaphore"],
    differences: &[Difference::of(&["semaphore"], differences::GUARD)],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let at_a_time = args.count("at-a-time");
    // Without a semaphore: as many permits as requests. Without a pause: none.
    let (permits, pause) = match args.variant() {
        0 => (None, 0.0),
        1 => (Some(at_a_time), 0.0),
        _ => (Some(at_a_time), args.seconds("pause")),
    };
    Box::pin(main(args.count("requests"), args.seconds("answer"), permits, pause))
}

// --- the program ---

use std::cell::RefCell;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Result, Semaphore, create_task_named, gather, sleep, time};

/// The number of requests that the server got in each second.
#[derive(Clone, Default)]
struct Server(Rc<RefCell<Vec<usize>>>);

impl Server {
    fn count(&self) {
        let second = time().seconds() as usize;
        let mut counts = self.0.borrow_mut();
        let seconds = counts.len().max(second + 1);
        counts.resize(seconds, 0);
        counts[second] += 1;
    }

    async fn ask(&self, seconds: f64) -> Result {
        self.count();
        sleep(seconds).await
    }
}

async fn request(name: String, server: Server, answer: f64) -> Result {
    print!("{name} sent");
    server.ask(answer).await?;
    print!("{name} answered");
    Ok(())
}

async fn limited(name: String, server: Server, answer: f64, semaphore: Semaphore, pause: f64) -> Result {
    let _permit = semaphore.permit().await?;
    request(name, server, answer).await?;
    // The answer is here; only the permit is kept a little longer.
    if pause > 0.0 {
        sleep(pause).await?;
    }
    Ok(())
}

async fn main(requests: usize, answer: f64, permits: Option<usize>, pause: f64) -> Result {
    let server = Server::default();
    let semaphore = permits.map(|permits| Semaphore::named(permits, "semaphore"));
    let tasks = (1..=requests).map(|i| {
        let (name, server) = (format!("request-{i}"), server.clone());
        match semaphore.clone() {
            None => create_task_named(request(name.clone(), server, answer), name),
            Some(semaphore) => create_task_named(limited(name.clone(), server, answer, semaphore, pause), name),
        }
    });
    gather(tasks).await?;
    print!("sent in each second: {:?}", server.0.borrow());
    Ok(())
}

//! Several sites are asked at once, and one of them fails.

use crate::demos::{Args, Demo, LiveDifference, Param, Program, Twins, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Several sites, one fails", ru: "Несколько сайтов, один с ошибкой" },
    about: Words {
        en: "Four files are requested at once, and one of them does not exist. `wait` waits for **all** of them, however they end: the failure stays in its own task, and the others run to their end. Only afterwards does the program part the answers from the failures, by asking each task for its result.",
        ru: "Программа запрашивает сразу четыре файла, и одного из них нет. `wait` дожидается **всех**, чем бы они ни кончились: ошибка остаётся в своей задаче, а остальные работают до конца. Только потом программа отделяет ответы от ошибок: спрашивает у каждой задачи её результат.",
    },
    try_this: Words {
        en: "Raise the extra delay: when does the failing task end, and when does the program learn of it?",
        ru: "Увеличьте добавочную задержку: когда кончается неудачная задача и когда об этом узнаёт программа?",
    },
    see_also: &["wait", "gather-errors"],
    params: &[Param::seconds("delay", Words { en: "extra delay", ru: "добавочная задержка" }, 0.2)
        .between(0.0, 3.0)
        .step(0.05)],
    python_names: &["asyncio.wait", "aiohttp", "httpx"],
    twins: Twins::None(differences::NO_NETWORK),
    live_difference: LiveDifference::RealIo,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Result, ReturnWhen, create_task_named, fetch, sleep, wait};

/// Fetches a file; how many bytes it has.
async fn request(name: &'static str, delay: f64) -> Result<usize> {
    print!("GET {name}");
    let response = fetch(name).response().await?;
    // An answer that says "no" is an answer too: it becomes an error here, not in `fetch`.
    if response.status >= 400 {
        print!("{} {name}", response.status);
        return Err(Error::failed("HTTPError", format!("{} for {name}", response.status)));
    }
    // Ours, not the network's.
    sleep(delay).await?;
    print!("{} {name}: {} bytes", response.status, response.body.len());
    Ok(response.body.len())
}

async fn main(delay: f64) -> Result {
    let sites = [
        ("users", "data/users.json"),
        ("missing", "data/missing.json"),
        ("posts", "data/posts.json"),
        ("todos", "data/todos.json"),
    ];
    // 1. All start together.
    let tasks = sites.map(|(name, file)| create_task_named(request(file, delay), name));

    // 2. Wait for every one. An error in a task is not an error of `wait`.
    let futures = tasks.iter().map(|task| (**task).clone());
    let waited = wait(futures, None, ReturnWhen::AllCompleted).await?;
    print!("{} done, {} pending", waited.done.len(), waited.pending.len());

    // 3. Each task answers for itself.
    for ((name, _), task) in sites.iter().zip(&tasks) {
        match task.result() {
            Ok(bytes) => print!("{name}: {bytes} bytes"),
            Err(error) => print!("{name} failed: {error}"),
        }
    }
    Ok(())
}

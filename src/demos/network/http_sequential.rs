//! The three requests of `http_gather`, one after another.

use crate::demos::{Args, Demo, LiveDifference, Param, Program, Twins, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Requests one by one", ru: "Запросы один за другим" },
    about: Words {
        en: "Three files are fetched, and each request is sent only when the one before it has been answered: the waits **add up**. Almost none of that time is work, so the loop stands idle and nobody uses it. Live, these are real fetches of files served with this page; exact runs use stated latencies.",
        ru: "Программа запрашивает три файла и отправляет каждый запрос только после ответа на предыдущий: ожидания **складываются**. Работы в этом времени почти нет: цикл событий простаивает, и никто этим не пользуется. В реальном времени это настоящие запросы к файлам, которые лежат рядом со страницей; точный запуск берёт заданные задержки.",
    },
    try_this: Words {
        en: "Note the total, then run “Requests together” with the same extra delay.",
        ru: "Запомните общее время и запустите «Запросы одновременно» с той же добавочной задержкой.",
    },
    see_also: &["http-gather", "await-vs-task"],
    params: &[Param::seconds("delay", Words { en: "extra delay", ru: "добавочная задержка" }, 0.2)
        .between(0.0, 3.0)
        .step(0.05)],
    python_names: &["requests", "aiohttp", "httpx"],
    twins: Twins::None(differences::NO_NETWORK),
    live_difference: LiveDifference::RealIo,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, fetch, sleep};

/// Fetches a file; how many bytes it has.
async fn request(name: &'static str, delay: f64) -> Result<usize> {
    print!("GET {name}");
    let response = fetch(name).response().await?;
    // Ours, not the network's.
    sleep(delay).await?;
    print!("{} {name}: {} bytes", response.status, response.body.len());
    Ok(response.body.len())
}

async fn main(delay: f64) -> Result {
    let mut total = 0;
    for name in ["data/users.json", "data/posts.json", "data/todos.json"] {
        // The next request is not even sent before this one is answered.
        total += request(name, delay).await?;
    }
    print!("{total} bytes in all");
    Ok(())
}

//! Three real requests at once.

use crate::demos::{Args, Demo, LiveDifference, Param, Program, Twins, Words, differences};

pub const DEMO: Demo = Demo {
    title: Words { en: "Requests together", ru: "Запросы одновременно" },
    about: Words {
        en: "Three requests are sent at once and waited for together: it takes **as long as the slowest**. Live, these are real fetches of files served with this page; the extra delay is added on our side, so that there is something to see. Exact runs use stated latencies instead.",
        ru: "Три запроса отправлены сразу, и ждут их вместе: это длится **столько, сколько самый медленный**. В реальном времени это настоящие запросы к файлам, которые лежат рядом со страницей; добавочную задержку вносим мы сами, чтобы было на что смотреть. Точный запуск вместо этого берёт заданные задержки.",
    },
    try_this: Words {
        en: "Switch off the network and run it live.",
        ru: "Отключите сеть и запустите это демо вживую.",
    },
    see_also: &["aiohttp-client", "http-wait"],
    params: &[Param::seconds("delay", Words { en: "extra delay", ru: "добавочная задержка" }, 0.2)
        .between(0.0, 3.0)
        .step(0.05)],
    python_names: &["asyncio.gather", "aiohttp", "httpx"],
    twins: Twins::None(differences::NO_NETWORK),
    live_difference: LiveDifference::RealIo,
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    Box::pin(main(args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Result, create_task_named, fetch, gather, sleep};

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
    let files = [("data/users.json", "users"), ("data/posts.json", "posts"), ("data/todos.json", "todos")];
    let sizes = gather(files.map(|(file, name)| create_task_named(request(file, delay), name))).await?;
    print!("{} bytes in all", sizes.iter().sum::<usize>());
    Ok(())
}

//! Hosts that fail, keep silent or read slowly, and what a client does about it.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Slow and flaky hosts", ru: "Медленные и ненадёжные узлы" },
    about: Words {
        en: "Other hosts fail, keep silent or lag behind, and a client has an answer to each. **Retry**: a request that failed is made again, after a pause that doubles, so that a host in trouble is not pressed harder. **Time-out**: whoever waits says for how long, and the request is cancelled where it stands. **Back-pressure**: `write` takes everything into memory at once, and only `await drain()` makes the fast side wait for the slow one.",
        ru: "Чужой узел может ответить ошибкой, промолчать или не успевать, и на каждый случай у клиента есть ответ. **Повтор**: неудачный запрос отправляют снова после паузы, которая каждый раз удваивается, чтобы не добивать узел, которому и без того тяжело. **Тайм-аут**: кто ждёт, тот и решает, сколько ждать, — и запрос отменяется там, где застрял. **Обратное давление**: `write` тут же складывает всё в память, и только `await drain()` заставляет быструю сторону дождаться медленной.",
    },
    try_this: Words {
        en: "Allow two attempts only: how does the run end? Remove the `drain`: when has the client written everything, and where are the eight megabytes then?",
        ru: "Разрешите только две попытки: чем кончится запуск? Уберите `drain`: когда клиент успеет всё записать и где тогда находятся восемь мегабайт?",
    },
    see_also: &["timeout", "bounded-queue"],
    variants: &[
        Variant { id: "retry", title: Words { en: "Retry", ru: "Повтор" } },
        Variant { id: "time-out", title: Words { en: "Time-out", ru: "Тайм-аут" } },
        Variant { id: "back-pressure", title: Words { en: "Back-pressure", ru: "Обратное давление" } },
    ],
    python_names: &[
        "asyncio.timeout",
        "StreamWriter.drain",
        "aiohttp.ClientError",
        "asyncio.start_server",
        "asyncio.open_connection",
    ],
    twins: Twins::Only(PythonPrograms {
        programs: &[
            Source::of(include_str!("slow_host.retry.py")),
            Source::of(include_str!("slow_host.time-out.py")),
            Source::of(include_str!("slow_host.back-pressure.py")),
        ],
        hosts: None,
    }),
    ..Demo::DEFAULT
};

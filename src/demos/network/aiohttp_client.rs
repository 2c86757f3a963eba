//! Three pages with aiohttp: one by one, and together.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "aiohttp: three pages", ru: "aiohttp: три страницы" },
    about: Words {
        en: "Three pages of three sites, fetched with aiohttp, the client that most asynchronous programs use. Nothing is gained by `async` alone: **one by one**, each request begins when the answer before it is there, and the times add up to 0.96 s. `gather` starts all three, and **together** they take as long as the slowest, 0.46 s. The sites are models in the page’s own network, each as far away as the button “Hosts” says.",
        ru: "Три страницы трёх сайтов, полученные самым распространённым асинхронным клиентом. Само по себе `async` ничего не ускоряет: **по очереди** каждый запрос начинается, когда пришёл ответ на предыдущий, и времена складываются — 0,96 с. `gather` отправляет все три сразу, и **вместе** они длятся столько, сколько самый медленный, — 0,46 с. Сайты здесь — модели в сети самой страницы; насколько далёк каждый, видно по кнопке «Узлы».",
    },
    try_this: Words {
        en: "Which answer comes first when all are asked at once? Make that site slow under “Hosts” and run it again: which of the two variants takes longer now, and by how much?",
        ru: "Чей ответ придёт первым, если спросить все сайты сразу? Замедлите этот сайт («Узлы») и запустите снова: какой из двух вариантов стал дольше и на сколько?",
    },
    see_also: &["http-gather", "gather"],
    variants: &[
        Variant { id: "one-by-one", title: Words { en: "One by one", ru: "По очереди" } },
        Variant { id: "together", title: Words { en: "Together", ru: "Вместе" } },
    ],
    python_names: &["aiohttp.ClientSession", "session.get", "asyncio.gather"],
    twins: Twins::Only(PythonPrograms {
        programs: &[
            Source::of(include_str!("aiohttp_client.one-by-one.py")),
            Source::of(include_str!("aiohttp_client.together.py")),
        ],
        hosts: None,
    }),
    ..Demo::DEFAULT
};

//! A server of aiohttp that changes its answers: a signal against a middleware.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "aiohttp: a server with a hook", ru: "aiohttp: сервер с обработкой ответов"
    },
    about: Words {
        en: "A server whose answers all leave in capitals, though no handler knows of it. A **middleware** is wrapped around the handler: it sees the request come and the response go, but an error passes it by as an exception. The signal `on_response_prepare` is sent for **every** response just before its headers leave, errors among them. The visitors of the server stand in `loopline.json`, and what they got in the console.",
        ru: "Сервер, все ответы которого уходят прописными буквами, хотя ни один обработчик об этом не знает. **Middleware** обёрнуто вокруг обработчика: оно видит и пришедший запрос, и готовый ответ, но ошибка проходит мимо него исключением. Сигнал `on_response_prepare` приходит для **каждого** ответа перед самой отправкой заголовков, в том числе для ошибок. Посетители сервера описаны в `loopline.json`, а что они получили, видно в консоли.",
    },
    try_this: Words {
        en: "Which of the two variants shouts “404: NOT FOUND”? Alice and Bob come almost at once: in what order do the lines of the middleware stand, and why are they interleaved? Add a visit under “Hosts”.",
        ru: "В каком из двух вариантов прописными буквами уйдёт и «404: Not Found»? Алиса и Боб приходят почти одновременно: в каком порядке стоят строки middleware и почему они перемежаются? Добавьте посещение («Узлы»).",
    },
    see_also: &["async-context", "fastapi-add"],
    variants: &[
        Variant { id: "signal", title: Words { en: "A signal", ru: "Сигнал" } },
        Variant { id: "middleware", title: Words { en: "A middleware", ru: "Middleware" } },
    ],
    python_names: &["aiohttp.web", "on_response_prepare", "web.middleware", "web.run_app"],
    twins: Twins::Only(PythonPrograms {
        programs: &[
            Source::of(include_str!("aiohttp_server.signal.py")),
            Source::of(include_str!("aiohttp_server.middleware.py")),
        ],
        hosts: Some(Source::of(include_str!("aiohttp_server.loopline.json"))),
    }),
    ..Demo::DEFAULT
};

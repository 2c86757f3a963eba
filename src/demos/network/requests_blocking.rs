//! A blocking client in a coroutine, and its repair.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "requests blocks the loop", ru: "requests останавливает цикл" },
    about: Words {
        en: "`requests` knows nothing of asyncio: `requests.get` returns when the answer is there, and until then **holds the only thread**. The clock that should tick twice a second stands still for almost four seconds. `to_thread` gives the call to a thread of its own and awaits it: every tick comes on time, and the answer not a moment later.",
        ru: "Библиотека `requests` ничего не знает об asyncio: `requests.get` возвращается, когда ответ получен, и до тех пор **занимает единственный поток**. Часы, которые должны тикать дважды в секунду, стоят почти четыре секунды. `to_thread` отдаёт вызов отдельному потоку и ждёт его через await: тики приходят вовремя, а ответ — ничуть не позже.",
    },
    try_this: Words {
        en: "How late is the second tick, and is the time ever made up for? Ask two slow pages in one `gather`, with `to_thread` for each: do they take twice as long?",
        ru: "На сколько опоздал второй тик и наверстали ли часы это потом? Запросите две медленные страницы в одном `gather`, каждую через `to_thread`: уйдёт ли на это вдвое больше времени?",
    },
    see_also: &["blocking", "to-thread"],
    variants: &[
        Variant { id: "blocking", title: Words { en: "Blocking", ru: "Блокирующий вызов" } },
        Variant { id: "to-thread", title: Words { en: "In a thread", ru: "В потоке" } },
    ],
    python_names: &["requests.get", "asyncio.to_thread"],
    twins: Twins::Only(PythonPrograms {
        programs: &[
            Source::of(include_str!("requests_blocking.blocking.py")),
            Source::of(include_str!("requests_blocking.to-thread.py")),
        ],
        hosts: None,
    }),
    ..Demo::DEFAULT
};

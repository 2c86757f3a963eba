//! A server and its clients by streams.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Streams: an echo server", ru: "Потоки данных: эхо-сервер" },
    about: Words {
        en: "`start_server` calls its function for every connection, **in a task of its own**, with a reader and a writer: so a server of a few lines serves many, each as if it were alone. Alice and Bob speak at the same time, and neither waits for the other. When `readline` returns nothing at all, the other end has closed: even an empty line has its line end.",
        ru: "`start_server` вызывает свою функцию для каждого соединения **в отдельной задаче** и даёт ей reader и writer: сервер в несколько строк обслуживает многих так, будто каждый из них единственный. Алиса и Боб говорят одновременно, и никто из них не ждёт другого. Если `readline` не вернул совсем ничего, другая сторона закрыла соединение: даже в пустой строке есть перевод строки.",
    },
    try_this: Words {
        en: "Predict who says goodbye first, and why. Replace the server’s `await asyncio.sleep(0.3)` by `time.sleep(0.3)`: who waits for whom now?",
        ru: "Предскажите, кто попрощается первым и почему. Замените у сервера `await asyncio.sleep(0.3)` на `time.sleep(0.3)`: кто теперь кого ждёт?",
    },
    see_also: &["chat", "twisted-echo"],
    python_names: &[
        "asyncio.start_server",
        "asyncio.open_connection",
        "StreamReader.readline",
        "StreamWriter.drain",
        "asyncio.TaskGroup",
    ],
    twins: Twins::Only(PythonPrograms { programs: &[Source::of(include_str!("streams_echo.py"))], hosts: None }),
    ..Demo::DEFAULT
};

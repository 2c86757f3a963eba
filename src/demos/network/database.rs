//! A connection to PostgreSQL, and a pool of them.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Database: a connection, then a pool", ru: "База данных: соединение, затем пул"
    },
    about: Words {
        en: "A query is one more thing to await: while the database works, the loop is free. But **one connection does one thing at a time**, and a second query on it is an error. A **pool** keeps a few connections open and lends them: of five orders two have a connection at once, the others wait their turn, and none pays for a new one. PostgreSQL itself runs in the page (PGlite); it comes with the first run.",
        ru: "Запрос к базе — ещё одно место, где ждут через await: пока база работает, цикл свободен. Но **одно соединение делает одно дело за раз**, и второй запрос в нём — ошибка. **Пул** держит открытыми несколько соединений и выдаёт их на время: из пяти заказов два получают соединение сразу, остальные ждут очереди, и ни один не тратит время на новое. PostgreSQL работает прямо в странице (PGlite) и загружается при первом запуске.",
    },
    try_this: Words {
        en: "Let the pool have one connection, then five: when are all the orders done, and who waits for what? Give each report of the other variant a connection of its own: does the error go away?",
        ru: "Пусть в пуле будет одно соединение, потом пять: когда готовы все заказы и кто чего ждёт? В другом варианте дайте каждому отчёту своё соединение: пропадёт ли ошибка?",
    },
    see_also: &["semaphore", "async-context"],
    variants: &[
        Variant { id: "connection", title: Words { en: "A connection", ru: "Соединение" } },
        Variant { id: "pool", title: Words { en: "A pool", ru: "Пул" } },
    ],
    python_names: &["asyncpg.connect", "asyncpg.create_pool", "pool.acquire", "asyncio.TaskGroup"],
    twins: Twins::Only(PythonPrograms {
        programs: &[Source::of(include_str!("database.connection.py")), Source::of(include_str!("database.pool.py"))],
        hosts: None,
    }),
    ..Demo::DEFAULT
};

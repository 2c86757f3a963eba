//! A chat: what one guest says, all others read.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "A chat server", ru: "Чат-сервер" },
    about: Words {
        en: "Three guests come and go, and what one says all others read. All that the server’s tasks share is **one dictionary**, and it needs no lock as long as no `await` stands between reading and writing it. A guest reads and writes **at the same time**, and so is two tasks. The timeline shows each connection with what went over it.",
        ru: "Трое гостей приходят и уходят, и сказанное одним читают все остальные. Общий у задач сервера лишь **один словарь**, и блокировка ему не нужна, пока между его чтением и записью нет `await`. Гость читает и пишет **одновременно**, поэтому он — две задачи. На шкале видно каждое соединение и всё, что по нему прошло.",
    },
    try_this: Words {
        en: "Who reads “hello, Bob”, and who has come too late for it? In `say` an `await` stands inside a loop over the dictionary: what happens if a guest leaves just then? Make it safe by `list(guests.items())`.",
        ru: "Кто прочтёт «hello, Bob», а кто для этого пришёл слишком поздно? В `say` внутри цикла по словарю стоит `await`: что случится, если как раз тогда кто-то уйдёт? Исправьте: `list(guests.items())`.",
    },
    see_also: &["streams-echo", "lock"],
    python_names: &["asyncio.start_server", "asyncio.open_connection", "StreamWriter.write", "asyncio.TaskGroup"],
    twins: Twins::Only(PythonPrograms { programs: &[Source::of(include_str!("chat.py"))], hosts: None }),
    ..Demo::DEFAULT
};

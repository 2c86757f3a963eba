//! Twisted: a reactor, a factory and its protocols.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Words};

pub const DEMO: Demo = Demo {
    title: Words {
        en: "Twisted: reactor, factory, protocol", ru: "Twisted: реактор, фабрика, протокол"
    },
    about: Words {
        en: "The same server before there was `await`. The **reactor** is the loop, here asyncio’s own, and runs until it is stopped. The **factory** is the server: it makes a protocol for each connection and keeps what they share. The **protocol** is one conversation: its methods are called when something has happened, and none of them may wait.",
        ru: "Тот же сервер, каким его писали до появления `await`. **Реактор** — это цикл событий, здесь — цикл самого asyncio: он работает, пока его не остановят. **Фабрика** — это сервер: на каждое соединение она создаёт протокол и хранит то, что у них общего. **Протокол** — один разговор: его методы вызываются, когда что-то уже произошло, и ждать ни один из них не может.",
    },
    try_this: Words {
        en: "Predict who leaves first. Count in the protocol what its own guest has said, and in the factory what all have: which of the two numbers goes back to zero with a new guest?",
        ru: "Предскажите, кто уйдёт первым. Считайте в протоколе сказанное его гостем, а в фабрике — сказанное всеми: какое из двух чисел с новым гостем снова станет нулём?",
    },
    see_also: &["deferred", "streams-echo"],
    python_names: &["twisted.internet.reactor", "twisted.internet.protocol.Protocol", "Factory", "dataReceived"],
    twins: Twins::Only(PythonPrograms { programs: &[Source::of(include_str!("twisted_echo.py"))], hosts: None }),
    ..Demo::DEFAULT
};

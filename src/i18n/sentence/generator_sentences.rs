//! Sentences for generators, which run until a `yield` and rest there.

use super::teller::{Phrase, Teller};
use crate::trace::{GeneratorEnd, GeneratorId, Resumption, Text};

pub(super) fn created(t: &Teller<'_>, generator: GeneratorId) -> Phrase {
    t.say(
        "Generator {} is created; none of its code has run yet.",
        "Создан генератор {}; его код ещё не выполнялся.",
        [t.generator(generator)],
    )
}

pub(super) fn resumed(t: &Teller<'_>, generator: GeneratorId, how: Resumption) -> Phrase {
    let name = t.generator(generator);
    match how {
        Resumption::Next => t.say("Generator {} runs.", "Генератор {} выполняется.", [name]),
        Resumption::Sent(value) => t.say(
            "Generator {} goes on: its yield gives {}.",
            "Генератор {} продолжает работу: его yield возвращает {}.",
            [name, t.text(value)],
        ),
        Resumption::Thrown(error) => t.say(
            "Generator {} goes on with an error at its yield: {}.",
            "Генератор {} продолжает работу с ошибкой в своём yield: {}.",
            [name, t.text(error)],
        ),
        Resumption::Closed => t.say(
            "Generator {} is being closed: its yield raises {}.",
            "Генератор {} закрывают: его yield завершается ошибкой {}.",
            [name, t.code("GeneratorExit")],
        ),
    }
}

pub(super) fn yielded(t: &Teller<'_>, generator: GeneratorId, value: Text, from: Option<GeneratorId>) -> Phrase {
    let name = t.generator(generator);
    match from {
        Some(from) => t.say(
            "Generator {} passes on {} from {} and pauses.",
            "Генератор {} передаёт дальше {} от {} и приостанавливается.",
            [name, t.text(value), t.generator(from)],
        ),
        None if t.nothing(value) => {
            t.say("Generator {} pauses at its yield.", "Генератор {} приостанавливается на yield.", [name])
        }
        None => t.say(
            "Generator {} yields {} and pauses.",
            "Генератор {} отдаёт {} и приостанавливается.",
            [name, t.text(value)],
        ),
    }
}

pub(super) fn ended(t: &Teller<'_>, generator: GeneratorId, outcome: GeneratorEnd) -> Phrase {
    let name = t.generator(generator);
    match outcome {
        GeneratorEnd::Returned(value) if t.nothing(value) => t.say(
            "Generator {} has ended: whoever resumed it gets {}.",
            "Генератор {} завершился: тот, кто его возобновил, получает {}.",
            [name, t.code("StopIteration")],
        ),
        GeneratorEnd::Returned(value) => t.say(
            "Generator {} has ended and returns {}, carried by {}.",
            "Генератор {} завершился и вернул {}: значение несёт {}.",
            [name, t.text(value), t.code("StopIteration")],
        ),
        GeneratorEnd::Raised(error) => {
            t.say("Generator {} has failed: {}.", "Генератор {} завершился ошибкой: {}.", [name, t.text(error)])
        }
        GeneratorEnd::Closed => t.say("Generator {} is closed.", "Генератор {} закрыт.", [name]),
    }
}

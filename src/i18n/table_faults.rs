//! Faults of the file of hosts and visits, as sentences.

use super::Lang;
use crate::network::hosts::{FILE, TableError, TableFault, Wanted};

/// A fault with the file and the place in it.
pub fn table_error(error: &TableError, lang: Lang) -> String {
    let russian = || {
        let place = if error.place.is_empty() { String::new() } else { format!("{}: ", error.place) };
        format!("{place}{}", in_russian(&error.fault))
    };
    format!("{FILE}: {}", if lang == Lang::Ru { russian() } else { error.to_string() })
}

fn in_russian(fault: &TableFault) -> String {
    match fault {
        TableFault::NoJson(line, column) => format!("это не JSON: строка {line}, столбец {column}"),
        TableFault::UnknownField(name, known) => format!("нет поля «{name}»; есть: {}", known.join(", ")),
        TableFault::Missing(name) => format!("не хватает поля «{name}»"),
        TableFault::NotBoth(one, other) => format!("«{one}» и «{other}» исключают друг друга"),
        TableFault::Wants(wanted) => match wanted {
            Wanted::Object => "здесь нужен объект в фигурных скобках".into(),
            Wanted::List => "здесь нужен список в квадратных скобках".into(),
            Wanted::Text => "здесь нужен текст в кавычках".into(),
            Wanted::Millis => "здесь нужно число миллисекунд от 0 до 3600000".into(),
            Wanted::Status => "здесь нужен код ответа HTTP от 200 до 599".into(),
            Wanted::Count => "здесь нужно число от 1 до 1000".into(),
            Wanted::Port => "здесь нужен порт от 1 до 65535".into(),
            Wanted::Word(words) => format!("здесь нужно одно из слов: {}", words.join(", ")),
            Wanted::Failure => "здесь нужен код ответа HTTP, \"reset\", \"close\", \"hang\" или null".into(),
            Wanted::Route => "здесь нужны метод и путь, например \"GET /users/{name}\"".into(),
            Wanted::Host => "здесь нужно имя другого узла из таблицы".into(),
            Wanted::Items => "здесь нужны объекты, у каждого целое число в поле \"id\"".into(),
            Wanted::Truth => "здесь нужно true или false".into(),
        },
    }
}

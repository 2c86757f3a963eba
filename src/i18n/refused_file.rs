//! Messages for trace files that are refused.

use super::{Lang, count};
use crate::trace::file::{DamageLocation, ReadError, VERSION};

/// Returns the fault of a file of this name in whole sentences, and its details in English where there are any.
pub fn refused_file(name: &str, why: &ReadError, lang: Lang) -> (String, Option<String>) {
    match why {
        ReadError::NotATrace => {
            let text = lang.pick(
                format!("“{name}” is not a Loopline trace. Open a record that this page saved as “Record, JSON”."),
                format!("«{name}» — не запись Loopline. Откройте файл, сохранённый здесь как «Запись, JSON»."),
            );
            (text, None)
        }
        ReadError::Newer { version } => {
            let text = lang.pick(
                format!(
                    "“{name}” was saved by a newer Loopline: its format is version {version}, and this page reads \
                     versions up to {VERSION}. Reloading the page may bring the newer one."
                ),
                format!(
                    "«{name}» сохранён более новой версией Loopline: у файла формат {version}, а эта страница читает \
                     форматы до {VERSION}. Возможно, новая версия придёт, если перезагрузить страницу."
                ),
            );
            (text, None)
        }
        ReadError::Damaged { what, at } => damaged(name, what, *at, lang),
        ReadError::TooLarge { limit } => {
            let limit = count(*limit, lang);
            let text = lang.pick(
                format!("“{name}” is too large: it has more than {limit} events, the most that this page shows."),
                format!("Файл «{name}» слишком велик: в нём больше {limit} событий, а больше страница не показывает."),
            );
            (text, None)
        }
    }
}

/// Describes the place of the damage. Events count from one, as on the page.
fn damaged(name: &str, what: &str, at: DamageLocation, lang: Lang) -> (String, Option<String>) {
    let place = match at {
        DamageLocation::Text { line, column } => {
            let text = lang.pick(
                format!(
                    "“{name}” is damaged: from line {line}, column {column} on it is not what a trace has there, or the \
                     file is cut off."
                ),
                format!(
                    "Файл «{name}» повреждён: начиная со строки {line}, столбца {column} в нём не то, что должно быть в \
                     записи, или он обрезан."
                ),
            );
            return (text, None);
        }
        DamageLocation::Entry { list: "events", index } => {
            let number = count(index + 1, lang);
            lang.pick(format!("event {number}"), format!("событие {number}"))
        }
        DamageLocation::Entry { list, index } => {
            let number = count(index + 1, lang);
            lang.pick(format!("entry {number} of “{list}”"), format!("запись {number} списка «{list}»"))
        }
        DamageLocation::Member(part) => lang.pick(format!("its part “{part}”"), format!("часть «{part}»")),
    };
    let text = lang.pick(
        format!("“{name}” is damaged at {place}, so it cannot be shown."),
        format!("Файл «{name}» повреждён ({place}), показать его нельзя."),
    );
    (text, Some(what.to_string()))
}

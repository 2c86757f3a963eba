//! Formatting of numbers and units in each language.

use super::Lang;
use crate::clock::Micros;
use crate::demos::Quantity;

/// Space between a number and its unit, which must not be separated at the end of a line.
const NBSP: char = '\u{a0}';

fn decimals(value: f64, digits: usize, lang: Lang) -> String {
    let text = format!("{value:.digits$}");
    lang.pick(text.clone(), text.replace('.', ","))
}

/// A time: `7.10 s`, `7,10 с`; below 10 ms in milliseconds, below 100 µs in microseconds.
pub fn seconds(time: Micros, lang: Lang) -> String {
    match time.0 {
        0 => format!("0{NBSP}{}", lang.pick("s", "с")),
        _ if time == Micros::NEVER => lang.pick("never", "никогда").into(),
        1..100 => format!("{}{NBSP}{}", time.0, lang.pick("µs", "мкс")),
        100..10_000 => format!("{}{NBSP}{}", decimals(time.0 as f64 / 1e3, 1, lang), lang.pick("ms", "мс")),
        _ => format!("{}{NBSP}{}", decimals(time.seconds(), 2, lang), lang.pick("s", "с")),
    }
}

/// A ratio: `1.6×`, `1,6×`.
pub fn factor(value: f64, lang: Lang) -> String {
    format!("{}×", decimals(value, 1, lang))
}

/// A number with the language's decimal mark: `0.5`, `0,5`.
pub fn number(value: f64, lang: Lang) -> String {
    let number = value.to_string();
    lang.pick(number.clone(), number.replace('.', ","))
}

/// A whole number with thousands separated: `1,000,000`, `1 000 000`.
pub fn count(value: usize, lang: Lang) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(lang.pick(',', NBSP));
        }
        text.push(digit);
    }
    text
}

/// A number of bytes: `1 byte`, `2,048 bytes`, `64 KB`; from 10,000 on in thousands of them, as much as anybody reads.
pub fn bytes(value: u32, lang: Lang) -> String {
    let value = value as usize;
    match value {
        0..10_000 => {
            let noun = plural(value, lang, ["byte", "bytes"], ["байт", "байта", "байт"]);
            format!("{}{NBSP}{noun}", count(value, lang))
        }
        10_000..10_000_000 => format!("{}{NBSP}{}", count(value / 1024, lang), lang.pick("KB", "КБ")),
        _ => format!("{}{NBSP}{}", count(value / (1024 * 1024), lang), lang.pick("MB", "МБ")),
    }
}

/// The unit of a parameter; empty for a count.
pub fn unit(of: Quantity, lang: Lang) -> &'static str {
    match of {
        Quantity::Seconds => lang.pick("s", "с"),
        Quantity::Count => "",
    }
}

/// A parameter's value as it was given, with its unit: `0.5 s`, `0,5 с`, `3`.
pub fn quantity(value: f64, of: Quantity, lang: Lang) -> String {
    let number = number(value, lang);
    format!("{number}{NBSP}{}", unit(of, lang)).trim_end().to_string()
}

/// Returns the form of a noun that goes with a number. English has the first for one, else the second; Russian has the
/// first for 1, 21, 31 (задача), the second for 2 to 4, 22 to 24 (задачи), else the third (задач).
pub fn plural<'a>(n: usize, lang: Lang, en: [&'a str; 2], ru: [&'a str; 3]) -> &'a str {
    match lang {
        Lang::En => en[usize::from(n != 1)],
        Lang::Ru => match (n % 10, n % 100) {
            (1, tens) if tens != 11 => ru[0],
            (2..=4, tens) if !(12..=14).contains(&tens) => ru[1],
            _ => ru[2],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_plurals_go_by_the_last_digits() {
        let word = |n| plural(n, Lang::Ru, ["task", "tasks"], ["задача", "задачи", "задач"]);
        let words: Vec<&str> = [1, 2, 5, 11, 12, 21, 22, 25, 111, 101].into_iter().map(word).collect();
        let expected = ["задача", "задачи", "задач", "задач", "задач", "задача", "задачи", "задач", "задач", "задача"];
        assert_eq!(words, expected);
        assert_eq!(plural(1, Lang::En, ["task", "tasks"], ["", "", ""]), "task");
        assert_eq!(plural(0, Lang::En, ["task", "tasks"], ["", "", ""]), "tasks");
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(seconds(Micros(7_100_000), Lang::En), "7.10\u{a0}s");
        assert_eq!(seconds(Micros(7_100_000), Lang::Ru), "7,10\u{a0}с");
        assert_eq!(seconds(Micros(1_500), Lang::Ru), "1,5\u{a0}мс");
        assert_eq!(factor(1.63, Lang::Ru), "1,6×");
        assert_eq!(quantity(0.5, Quantity::Seconds, Lang::En), "0.5\u{a0}s");
        assert_eq!(quantity(0.5, Quantity::Seconds, Lang::Ru), "0,5\u{a0}с");
        assert_eq!(quantity(3.0, Quantity::Count, Lang::Ru), "3");
        assert_eq!(count(1_000_000, Lang::En), "1,000,000");
        assert_eq!(count(1_000_000, Lang::Ru), "1\u{a0}000\u{a0}000");
    }
}

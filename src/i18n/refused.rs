//! Messages for a demo's parameters that are refused: the reason, and the values that are accepted.

use super::{Lang, quantity};
use crate::demos::{Demo, Quantity, Refused};

/// Returns the reason of a refusal as a clause without capital and full stop, as the command line prints it;
/// [`sentence_case`] makes it a sentence. `name` is the name by which the reader knows the parameter: its label on the
/// page, else the name that was typed.
pub fn refused(refused: &Refused, demo: &Demo, name: &str, lang: Lang) -> String {
    match refused {
        Refused::Unknown(name) => {
            let variant = (!demo.variants.is_empty()).then_some("variant");
            let known: Vec<&str> = variant.into_iter().chain(demo.params.iter().map(|param| param.id)).collect();
            if known.is_empty() {
                return lang.pick("this demo has no parameters", "у этого демо нет параметров").into();
            }
            let (name, known) = (short(name), known.join(", "));
            lang.pick(
                format!("this demo has no parameter “{name}”; it has: {known}"),
                format!("у этого демо нет параметра «{name}»; есть: {known}"),
            )
        }
        Refused::UnknownVariant(name) => {
            let known: Vec<&str> = demo.variants.iter().map(|variant| variant.id).collect();
            let (name, known) = (short(name), known.join(", "));
            lang.pick(
                format!("this demo has no variant “{name}”; it has: {known}"),
                format!("у этого демо нет варианта «{name}»; есть: {known}"),
            )
        }
        Refused::NotANumber(_, text) => {
            let text = short(text);
            lang.pick(
                format!("“{name}” must be a number, not “{text}”"),
                format!("«{name}»: нужно число, а не «{text}»"),
            )
        }
        Refused::OutOfRange(id, value, min, max) => {
            let of = demo.params.iter().find(|param| param.id == id).map_or(Quantity::Count, |param| param.quantity);
            let (min, max) = (quantity(*min, Quantity::Count, lang), quantity(*max, of, lang));
            let value = short(&quantity(*value, of, lang));
            lang.pick(
                format!("“{name}” must be from {min} to {max}, not {value}"),
                format!("«{name}»: нужно от {min} до {max}, а не {value}"),
            )
        }
    }
}

/// A clause as a sentence: a capital and a full stop.
pub fn sentence_case(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// Shortens a text so that the reader still recognizes it: an address can contain text of any length.
fn short(text: &str) -> String {
    const MAX_CHARS: usize = 32;
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demos::find;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        let demo = find("errands").expect("a demo with variants");
        let said = |lang, name: &str, why: Refused| refused(&why, demo, name, lang);
        let unknown = || Refused::Unknown("speed".into());
        let variant = || Refused::UnknownVariant("silent".into());
        let number = || Refused::NotANumber("wash".into(), "soon".into());
        let range = || Refused::OutOfRange("nothing".into(), 3.5, 0.0, 2.5);
        for (why, en, ru) in [
            (
                unknown(),
                "this demo has no parameter “speed”; it has: variant, ",
                "у этого демо нет параметра «speed»; есть: variant, ",
            ),
            (
                variant(),
                "this demo has no variant “silent”; it has: sequential, ",
                "у этого демо нет варианта «silent»; есть: sequential, ",
            ),
            (number(), "“Washing” must be a number, not “soon”", "«Washing»: нужно число, а не «soon»"),
            (range(), "“Washing” must be from 0 to 2.5, not 3.5", "«Washing»: нужно от 0 до 2,5, а не 3,5"),
        ] {
            for (lang, expected) in [(Lang::En, en), (Lang::Ru, ru)] {
                let text = said(lang, "Washing", why.clone());
                assert!(text.starts_with(expected), "{text}");
            }
        }
        let param = demo.params.iter().find(|param| param.quantity == Quantity::Seconds).expect("a time");
        let range = Refused::OutOfRange(param.id.into(), 99.0, param.min, param.max);
        let expected = format!("“It” must be from {} to {}\u{a0}s, not 99\u{a0}s", param.min, param.max);
        assert_eq!(said(Lang::En, "It", range), expected);
    }

    #[test]
    fn a_demo_without_parameters_says_so() {
        let demo = Demo { variants: &[], params: &[], ..*find("errands").expect("a demo") };
        let why = Refused::Unknown("speed".into());
        assert_eq!(refused(&why, &demo, "speed", Lang::En), "this demo has no parameters");
        assert_eq!(refused(&why, &demo, "speed", Lang::Ru), "у этого демо нет параметров");
    }

    #[test]
    fn a_clause_becomes_a_sentence_and_a_long_text_stays_short() {
        assert_eq!(sentence_case("у этого демо нет параметров"), "У этого демо нет параметров.");
        assert_eq!(sentence_case("“It” must be a number"), "“It” must be a number.");
        assert_eq!(short(&"ы".repeat(33)), format!("{}…", "ы".repeat(32)));
        assert_eq!(short("ы"), "ы");
    }
}

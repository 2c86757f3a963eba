//! A program's request for a line of input, in words.

use crate::i18n::Lang;

/// The sentence for a program that waits for a line from its reader.
pub fn asks_for_a_line(lang: Lang) -> &'static str {
    lang.pick("The program asks for a line.", "Программа ждёт строку.")
}

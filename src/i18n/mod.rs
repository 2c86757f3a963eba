//! The words of the page in English and Russian: numbers with their units, plurals, and an event as a sentence.
//!
//! Texts that stand in one place are written there, both languages side by side, with [`Lang::pick`]: a missing
//! translation does not compile.

#![warn(missing_docs)]

mod difference_words;
mod hint_words;
mod limit_sentence;
mod network_waits;
mod number;
mod path_words;
mod refused;
mod refused_file;
mod run_explanation;
mod sentence;
mod table_faults;
mod timeline_words;
mod visit_texts;
mod what_if_words;

pub use difference_words::{ComparedRecord, DifferenceWords, difference_lines, explained_lines, line_of};
pub use hint_words::hint_words;
pub use limit_sentence::{StoppedAt, limit_sentence};
pub use number::{bytes, count, factor, number, plural, quantity, seconds, unit};
pub use path_words::PathWords;
pub use refused::{refused, sentence_case};
pub use refused_file::refused_file;
pub use run_explanation::RunExplanation;
pub use sentence::{
    SentencePart, ToldRecord, elapsed_reason, explanation, order_reason, plain, sentence, standing, waiters_reason,
};
pub use table_faults::table_error;
pub use timeline_words::{TimelineWords, wait_kind, wait_label};
pub use visit_texts::visit_text;
pub use what_if_words::{
    another_branch, exact_length, gain_sentence, new_length, set_wait_kind, wait_change, wait_count, wait_place,
};

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Both languages, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// Returns the text that is in this language.
    pub fn pick<T>(self, en: T, ru: T) -> T {
        match self {
            Lang::En => en,
            Lang::Ru => ru,
        }
    }

    /// The language of a tag such as `ru-RU`; English for every other.
    pub fn of(tag: &str) -> Lang {
        if tag.to_ascii_lowercase().starts_with("ru") { Lang::Ru } else { Lang::En }
    }

    /// Language tag: `en` or `ru`.
    pub fn tag(self) -> &'static str {
        self.pick("en", "ru")
    }
}

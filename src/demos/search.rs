//! Searching by words, in both languages whatever the page's.

use super::{Demo, all};

/// Returns the demos in which every word of a query stands, in the catalogue's order: in their names, titles, texts, variants,
/// chapters' titles or Python's names for what they show, in either language. All of them for a query without words.
pub fn search(query: &str) -> Vec<&'static Demo> {
    let words = words(query);
    all().filter(|demo| words.is_empty() || has_all(&words, texts(demo))).collect()
}

/// Returns whether every word of a query stands in one of the texts.
pub fn matches<'a>(query: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    has_all(&words(query), texts)
}

fn texts(demo: &'static Demo) -> impl Iterator<Item = &'static str> {
    let chapter = demo.chapter.title();
    let variants = demo.variants.iter().map(|variant| variant.title);
    let words = [demo.title, demo.about, demo.try_this, chapter].into_iter().chain(variants);
    words.flat_map(|words| [words.en, words.ru]).chain([demo.id]).chain(demo.python_names.iter().copied())
}

fn has_all<'a>(words: &[String], texts: impl IntoIterator<Item = &'a str>) -> bool {
    let texts: Vec<String> = texts.into_iter().map(fold).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}

fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(Into::into).collect()
}

/// Returns a text as it is compared: without case, the dots of ё, the marks of `**bold**` and `` `code` ``, and with a
/// keyboard's apostrophe for a printer's.
fn fold(text: &str) -> String {
    let letters = text.chars().filter(|letter| !matches!(letter, '*' | '`')).flat_map(char::to_lowercase);
    let letters = letters.map(|letter| match letter {
        'ё' => 'е',
        '’' => '\'',
        other => other,
    });
    letters.collect()
}

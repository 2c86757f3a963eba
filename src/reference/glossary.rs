//! The words of the course, each explained in one or two sentences.

use std::rc::Rc;

use super::Text;
use super::fields::{list_of, string, text};

/// A word of the course.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// Name of the term in addresses.
    pub id: Rc<str>,
    /// The word, without marks.
    pub term: Text,
    /// Meaning of the term.
    pub text: Text,
    /// Id of a demo that shows the term, if there is one.
    pub demo: Option<Rc<str>>,
}

impl Term {
    /// Returns the texts of the term in all languages, for a search in them.
    pub fn texts(&self) -> [&str; 5] {
        [&self.id, &self.term.en, &self.term.ru, &self.text.en, &self.text.ru]
    }
}

/// Reads all terms, in the English order, from the text of their file; `None` if it is not such a file. [`glossary_by`]
/// sorts them for any language.
pub fn read_glossary(json: &str) -> Option<Vec<Term>> {
    list_of(json, |term| {
        Some(Term {
            id: string(term, "id")?,
            term: text(term, "term")?,
            text: text(term, "text")?,
            demo: string(term, "demo"),
        })
    })
}

/// Returns all terms in the alphabetical order of one language: `glossary_by(&terms, |text| &text.ru)`.
pub fn glossary_by(terms: &[Term], language: impl Fn(&Text) -> &str) -> Vec<&Term> {
    let mut terms: Vec<_> = terms.iter().collect();
    // In a Russian dictionary ё stands with е; by its code it would come after я.
    terms.sort_by_cached_key(|term| language(&term.term).to_lowercase().replace('ё', "е"));
    terms
}

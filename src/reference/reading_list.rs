//! Further reading: primary sources, and the essays that shaped the field.

use std::rc::Rc;

use super::Text;
use super::fields::{list, list_of, string, text};

/// Sources of one kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Title of the shelf.
    pub title: Text,
    /// The sources, in the order in which to read them.
    pub sources: Vec<ReadingSource>,
}

/// A text to read.
#[derive(Debug, PartialEq, Eq)]
pub struct ReadingSource {
    /// Title in its own language: English.
    pub title: Rc<str>,
    /// Address of the text.
    pub url: Rc<str>,
    /// Contents, in one sentence.
    pub text: Text,
}

/// Reads all shelves, in the page's order, from the text of their file; `None` if it is not such a file.
pub fn read_shelves(json: &str) -> Option<Vec<Shelf>> {
    list_of(json, |shelf| {
        let sources = list(shelf, "sources", |source| {
            Some(ReadingSource {
                title: string(source, "title")?,
                url: string(source, "url")?,
                text: text(source, "text")?,
            })
        });
        Some(Shelf { title: text(shelf, "title")?, sources: sources? })
    })
}

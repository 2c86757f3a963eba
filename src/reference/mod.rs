//! Reference part of the course, beside its demos: tables that compare, a glossary, further reading. Everything is data
//! in English and Russian for one page, which links each row to the demo that shows it.
//!
//! Ids of demos are ids of the course; [`crate::demos::find`] knows whether a demo of that id is built.

#![warn(missing_docs)]

mod comparisons;
mod glossary;
mod reading_list;

pub use comparisons::{COMPARISONS, Cell, Comparison, TableRow, TableSection};
pub use glossary::{GLOSSARY, Term, glossary_by};
pub use reading_list::{READING, ReadingSource, Shelf};

use crate::demos::Words;

/// A text in both languages, short enough for a line of a table.
const fn words(en: &'static str, ru: &'static str) -> Words {
    Words { en, ru }
}

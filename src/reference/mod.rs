//! Reference part of the course, beside its demos: tables that compare, a glossary, further reading, the modules of Python's
//! library and the packages beside it. Everything is data in English and Russian for one page, which links each row to the
//! demo that shows it.
//!
//! The texts are files under `static/reference/`, served with the page and fetched when it shows them; here is what they
//! contain. Ids of demos are ids of the course; [`crate::demos::find`] knows whether a demo of that id is built.

#![warn(missing_docs)]

mod comparisons;
mod fields;
mod glossary;
mod library_table;
mod package_shelf;
mod reading_list;

use std::rc::Rc;

pub use comparisons::{Cell, Comparison, TABLES, TableName, TableRow, TableSection, read_comparisons};
pub use glossary::{Term, glossary_by, read_glossary};
pub use library_table::{LibraryModules, read_library};
pub use package_shelf::{ShelvedPackage, read_packages};
pub use reading_list::{ReadingSource, Shelf, read_shelves};

/// A text in both languages. `**bold**` and `` `code` `` are the only marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: Rc<str>,
    /// Russian.
    pub ru: Rc<str>,
}

/// A file of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceFile {
    /// The tables that compare: [`read_comparisons`].
    Comparisons,
    /// The glossary: [`read_glossary`].
    Glossary,
    /// The further reading: [`read_shelves`].
    Reading,
    /// The modules of Python's library: [`read_library`].
    Library,
    /// The packages that programs can import: [`read_packages`].
    Packages,
}

impl ReferenceFile {
    /// Returns the path under which the page is served with the file.
    pub fn path(self) -> &'static str {
        match self {
            ReferenceFile::Comparisons => "reference/comparisons.json",
            ReferenceFile::Glossary => "reference/glossary.json",
            ReferenceFile::Reading => "reference/reading.json",
            ReferenceFile::Library => "reference/library.json",
            ReferenceFile::Packages => "packages.lock",
        }
    }
}

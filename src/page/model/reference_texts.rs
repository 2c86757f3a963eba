//! The texts of the pages of reference, which the page fetches when it shows them.

use std::rc::Rc;

use super::listing::Missing;
use super::route::Route;
use super::state::State;
use crate::reference::{
    Comparison, LibraryModules, ReferenceFile, Shelf, ShelvedPackage, Term, read_comparisons, read_glossary,
    read_library, read_packages, read_shelves,
};

/// The contents of a file, or why it is not there.
pub type Fetched<T> = Result<Rc<Vec<T>>, Missing>;

/// The files that were asked for; `None` while they are on their way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceTexts {
    /// The tables that compare.
    pub comparisons: Option<Fetched<Comparison>>,
    /// The glossary.
    pub glossary: Option<Fetched<Term>>,
    /// The further reading.
    pub reading: Option<Fetched<Shelf>>,
    /// The modules of Python's library.
    pub library: Option<Fetched<LibraryModules>>,
    /// The packages that programs can import.
    pub packages: Option<Fetched<ShelvedPackage>>,
}

/// An action on the texts of reference.
#[derive(Clone, Debug)]
pub enum ReferenceAction {
    /// The text of a file has been fetched, or could not be.
    Fetched(ReferenceFile, Option<Rc<str>>),
    /// Fetch the file that could not be fetched again.
    FetchAgain(ReferenceFile),
}

impl ReferenceTexts {
    pub(super) fn reduce(&mut self, action: ReferenceAction) {
        let (file, text) = match action {
            ReferenceAction::Fetched(file, text) => (file, Some(text)),
            ReferenceAction::FetchAgain(file) => (file, None),
        };
        match file {
            ReferenceFile::Comparisons => self.comparisons = text.map(|text| contents(text, read_comparisons)),
            ReferenceFile::Glossary => self.glossary = text.map(|text| contents(text, read_glossary)),
            ReferenceFile::Reading => self.reading = text.map(|text| contents(text, read_shelves)),
            ReferenceFile::Library => self.library = text.map(|text| contents(text, read_library)),
            ReferenceFile::Packages => self.packages = text.map(|text| contents(text, read_packages)),
        }
    }

    fn has(&self, file: ReferenceFile) -> bool {
        match file {
            ReferenceFile::Comparisons => self.comparisons.is_some(),
            ReferenceFile::Glossary => self.glossary.is_some(),
            ReferenceFile::Reading => self.reading.is_some(),
            ReferenceFile::Library => self.library.is_some(),
            ReferenceFile::Packages => self.packages.is_some(),
        }
    }
}

fn contents<T>(text: Option<Rc<str>>, read: fn(&str) -> Option<Vec<T>>) -> Fetched<T> {
    let text = text.ok_or(Missing::Unreachable)?;
    // The page and its files come from one build, unless the site has a newer one since.
    read(&text).map(Rc::new).ok_or(Missing::Outdated)
}

impl State {
    /// The file that the page shows or is about to show, unless it is there: a search that no demo answers is answered by
    /// the glossary.
    pub(super) fn missing_reference(&self) -> Option<ReferenceFile> {
        let shown = match &self.address.route {
            Route::Reference(page) => Some(page.file()),
            _ => None,
        };
        // Its page shows them, too.
        let packages = (shown == Some(ReferenceFile::Library)).then_some(ReferenceFile::Packages);
        let searched = (!self.workspace.search.is_empty()).then_some(ReferenceFile::Glossary);
        shown.into_iter().chain(packages).chain(searched).find(|file| !self.reference.has(*file))
    }
}

//! The modules of Python's library: which the engine brings, which it fetches, and which it refuses with what reason.

use std::rc::Rc;

use super::Text;
use super::fields::{list_of, string, text};

/// Modules of which the same is to be said.
#[derive(Debug, PartialEq, Eq)]
pub struct LibraryModules {
    /// Short name of what becomes of them. Groups of the same title follow each other, and are one part of the table.
    pub title: Text,
    /// Explanation, in one sentence or two.
    pub about: Text,
    /// Names of the modules, in alphabetical order.
    pub modules: Vec<Rc<str>>,
}

/// Reads the table, in the page's order, from the text of its file; `None` if it is not such a file.
pub fn read_library(json: &str) -> Option<Vec<LibraryModules>> {
    list_of(json, |group| {
        let modules = string(group, "modules")?.split_whitespace().map(Rc::from).collect();
        Some(LibraryModules { title: text(group, "title")?, about: text(group, "about")?, modules })
    })
}

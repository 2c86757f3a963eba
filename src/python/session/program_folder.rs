//! The folder in which a program finds itself: modules that it imports and data files that it opens.

use std::collections::HashMap;
use std::fmt::Debug;
use std::rc::Rc;

use super::Session;

/// Files beside a program. Paths are relative to the program's folder, with `/` between names; none begins with `/` or has
/// the names `.` and `..` in it.
pub trait ProgramFolder: Debug {
    /// The paths of all files, in the order in which the program lists them.
    fn paths(&self) -> Vec<String>;

    /// The content of a file; `None` if it cannot be read. The program changes a copy in memory.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// The folder of the program that runs, and the lines of its modules that were loaded.
#[derive(Debug, Default)]
pub(in crate::python) struct OpenFolder {
    folder: Option<Rc<dyn ProgramFolder>>,
    /// The lines of a file by its name in sites; a lock or a queue is named after the variable on its line.
    lines: HashMap<String, Vec<String>>,
}

impl OpenFolder {
    pub fn open(folder: Option<Rc<dyn ProgramFolder>>) -> OpenFolder {
        OpenFolder { folder, lines: HashMap::new() }
    }

    /// Keeps the lines of a file of the program.
    pub fn loaded(&mut self, file: &str, source: &str) {
        self.lines.insert(file.into(), source.lines().map(str::to_string).collect());
    }

    /// A line of a file that was loaded, counted from 1.
    pub fn line(&self, file: &str, line: u32) -> Option<&str> {
        let lines = self.lines.get(file)?;
        lines.get((line as usize).checked_sub(1)?).map(String::as_str)
    }
}

impl Session {
    /// The paths of all files in the program's folder, among them its own.
    pub fn folder_paths(&self) -> Vec<String> {
        let mut paths = self.folder.borrow().folder.as_ref().map_or_else(Vec::new, |folder| folder.paths());
        let own = self.file.borrow();
        if !own.is_empty() && !paths.contains(&own) {
            paths.push(own.clone());
        }
        paths
    }

    /// The content of a file in the program's folder.
    pub fn folder_file(&self, path: &str) -> Option<Vec<u8>> {
        let folder = self.folder.borrow().folder.clone();
        if let Some(content) = folder.and_then(|folder| folder.read(path)) {
            return Some(content);
        }
        (path == *self.file.borrow()).then(|| self.source.borrow().clone().into_bytes())
    }
}

/// A folder whose files are given as texts.
#[derive(Clone, Debug, Default)]
pub struct MemoryFolder(pub Vec<(String, String)>);

impl ProgramFolder for MemoryFolder {
    fn paths(&self) -> Vec<String> {
        self.0.iter().map(|(path, _)| path.clone()).collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, text)| text.clone().into_bytes())
    }
}

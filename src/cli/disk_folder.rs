//! The folder of a program on this machine's disk, which the program reads and never changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::python::ProgramFolder;
use crate::trace::file::ProgramFile;

/// The most files that are listed; a larger folder is not the program's own.
const MAX_FILES: usize = 5_000;

/// The most folders below each other.
const MAX_DEPTH: usize = 8;

/// The most bytes of texts beside a program that its record keeps: so many the page runs.
const MAX_TEXTS: usize = 512 * 1024;

/// The largest file that a program can open, in bytes.
const MAX_FILE: u64 = 16 << 20;

/// Files below a folder of this machine. Hidden ones and those that tools make are left out, and no link is followed.
#[derive(Debug)]
pub(super) struct DiskFolder {
    root: PathBuf,
    paths: Vec<String>,
    /// Texts of the files that the program has read, by their paths.
    read: RefCell<BTreeMap<String, String>>,
}

impl DiskFolder {
    /// Lists the folder in which a program lies.
    pub fn around(program: &Path) -> DiskFolder {
        let root = program.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut folder = DiskFolder { root: root.into(), paths: Vec::new(), read: RefCell::default() };
        folder.list(root, "", 0);
        folder
    }

    /// The texts of the files that the program has read, for its record: as many, in the order of their paths, as a program
    /// may have on the page.
    pub fn texts_read(&self) -> Vec<ProgramFile> {
        let mut room = MAX_TEXTS;
        let texts = self.read.take().into_iter().filter(|(_, text)| {
            let fits = text.len() <= room;
            room -= if fits { text.len() } else { 0 };
            fits
        });
        texts.map(|(name, text)| ProgramFile { name, text }).collect()
    }

    /// Adds what is below `place`, whose path in the folder is `above`, files before folders.
    fn list(&mut self, place: &Path, above: &str, depth: usize) {
        // What cannot be listed is not there for the program either.
        let Ok(entries) = fs::read_dir(place) else { return };
        let mut entries: Vec<_> = entries.flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut folders = Vec::new();
        for entry in entries {
            let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else { continue };
            let path = format!("{above}{name}");
            if name.starts_with('.') {
                continue;
            } else if kind.is_dir() && depth < MAX_DEPTH && !is_of_tools(&name, &entry.path()) {
                folders.push((entry.path(), path));
            } else if kind.is_file() && self.paths.len() < MAX_FILES {
                self.paths.push(path);
            }
        }
        for (place, path) in folders {
            self.list(&place, &format!("{path}/"), depth + 1);
        }
    }
}

/// Tells if a folder is made by tools and not by the program's author: compiled files, packages, a virtual environment.
fn is_of_tools(name: &str, place: &Path) -> bool {
    matches!(name, "__pycache__" | "node_modules" | "site-packages" | "target") || place.join("pyvenv.cfg").is_file()
}

impl ProgramFolder for DiskFolder {
    fn paths(&self) -> Vec<String> {
        self.paths.clone()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if !self.paths.iter().any(|known| known == path) {
            return None;
        }
        let place = self.root.join(path);
        let size = fs::metadata(&place).ok()?.len();
        let bytes = (size <= MAX_FILE).then(|| fs::read(place).ok()).flatten()?;
        if let Ok(text) = std::str::from_utf8(&bytes)
            && text.len() <= MAX_TEXTS
        {
            self.read.borrow_mut().insert(path.into(), text.into());
        }
        Some(bytes)
    }
}

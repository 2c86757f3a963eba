//! The files of a program beside its main one: modules that it imports and data that it opens.

use std::rc::Rc;

use serde_json::{Value, json};

/// The most files beside a program.
pub const MAX_FILES: usize = 100;

/// The longest path of a file, in characters.
const MAX_PATH: usize = 100;

/// A file beside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path from the program's folder: `util.py`, `shop/orders.py`.
    pub path: Rc<str>,
    /// The content.
    pub text: Rc<str>,
}

/// Why a file cannot have a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// The name is missing.
    Empty,
    /// Another file has it.
    Taken,
    /// One of the names in it is empty, `.` or `..`, or has a character that no file's name has.
    Malformed,
    /// The path is longer than any may be.
    Long,
    /// Another file would be one too many.
    Many,
}

/// A program's text as it is written, with the files beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text of the main file.
    pub text: Rc<str>,
    /// The other files.
    pub beside: Rc<[SourceFile]>,
}

impl Draft {
    /// A program of one file.
    pub fn alone(text: Rc<str>) -> Draft {
        Draft { text, beside: Rc::default() }
    }

    /// The length of all files in bytes.
    pub fn len(&self) -> usize {
        self.text.len() + self.beside.iter().map(|file| file.text.len()).sum::<usize>()
    }

    /// Returns whether there is not a single character.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Returns the path as it is kept, or why no file beside these can have it. `main` is the name of the program's main file.
pub fn checked_path(path: &str, main: &str, beside: &[SourceFile]) -> Result<Rc<str>, PathFault> {
    let path = path.trim();
    let mut names = path.split('/');
    if path.is_empty() {
        Err(PathFault::Empty)
    } else if names.any(|name| name.trim() != name || matches!(name, "" | "." | ".."))
        || path.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
    {
        Err(PathFault::Malformed)
    } else if path.chars().count() > MAX_PATH {
        Err(PathFault::Long)
    } else if path == main || beside.iter().any(|file| *file.path == *path) || is_folder(path, beside) {
        Err(PathFault::Taken)
    } else if beside.len() >= MAX_FILES {
        Err(PathFault::Many)
    } else {
        Ok(path.into())
    }
}

/// Returns whether a path is a folder of one of these files, or below one of them.
fn is_folder(path: &str, beside: &[SourceFile]) -> bool {
    let below = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    beside.iter().any(|file| below(&file.path, path) || below(path, &file.path))
}

/// Returns the files as a text for this device's storage.
pub fn write_files(files: &[SourceFile]) -> String {
    let pairs: Vec<Value> = files.iter().map(|file| json!([&*file.path, &*file.text])).collect();
    Value::from(pairs).to_string()
}

/// Reads what [`write_files`] has written; what is none of it is left out.
pub fn read_files(kept: &str, main: &str) -> Rc<[SourceFile]> {
    let kept: Value = serde_json::from_str(kept).unwrap_or_default();
    let mut files: Vec<SourceFile> = Vec::new();
    for pair in kept.as_array().into_iter().flatten() {
        let (Some(path), Some(text)) = (pair[0].as_str(), pair[1].as_str()) else { continue };
        if let Ok(path) = checked_path(path, main, &files) {
            files.push(SourceFile { path, text: text.into() });
        }
    }
    files.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> SourceFile {
        SourceFile { path: path.into(), text: "x = 1\n".into() }
    }

    #[test]
    fn a_path_is_one_that_a_file_beside_these_can_have() {
        let beside = [file("util.py"), file("shop/orders.py")];
        let checked = |path: &str| checked_path(path, "program.py", &beside).map(|path| path.to_string());
        for path in ["a.py", "shop/__init__.py", "данные.txt", "a b.csv", "shop/x/y.py"] {
            assert_eq!(checked(path), Ok(path.to_string()));
        }
        assert_eq!(checked("  a.py "), Ok("a.py".into()));
        for (path, fault) in [
            ("", PathFault::Empty),
            ("util.py", PathFault::Taken),
            ("program.py", PathFault::Taken),
            ("shop", PathFault::Taken),
            ("util.py/x.py", PathFault::Taken),
            ("/etc/passwd", PathFault::Malformed),
            ("../x.py", PathFault::Malformed),
            ("a//b.py", PathFault::Malformed),
            ("a/ b.py", PathFault::Malformed),
            ("C:\\x.py", PathFault::Malformed),
            ("a\nb.py", PathFault::Malformed),
        ] {
            assert_eq!(checked(path), Err(fault), "{path}");
        }
        assert_eq!(checked(&"x".repeat(101)), Err(PathFault::Long));
        let many: Vec<SourceFile> = (0..MAX_FILES).map(|i| file(&format!("{i}.py"))).collect();
        assert_eq!(checked_path("a.py", "program.py", &many), Err(PathFault::Many));
    }

    #[test]
    fn files_that_are_written_are_read_and_nothing_else_is() {
        let files = [file("util.py"), SourceFile { path: "имена.txt".into(), text: "Аня\n\"\\\u{0}".into() }];
        assert_eq!(&*read_files(&write_files(&files), "program.py"), files);
        for bad in ["", "{", "7", "{}", "[7]", "[[\"a.py\"]]", "[[\"../a.py\", \"x\"]]", "[[\"program.py\", \"x\"]]"] {
            assert_eq!(&*read_files(bad, "program.py"), [], "{bad}");
        }
    }
}

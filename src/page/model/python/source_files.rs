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

/// Reason why a file of a folder or an archive is no file of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// A system or a tool has made it, and hides it.
    Hidden,
    /// The file is no text.
    Binary,
    /// The program's files would have too many bytes with it.
    Large,
    /// The program would have too many files with it.
    Many,
    /// The browser cannot read it.
    Unreadable,
    /// No file can have its path.
    Path,
}

/// A folder or an archive of the reader's device, taken as a program.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenProgram {
    /// The name of the folder or the archive.
    pub name: String,
    /// The text files.
    pub files: Vec<SourceFile>,
    /// The paths of the files that are left out.
    pub left_out: Vec<(String, LeftOutReason)>,
}

/// Account of a folder or an archive that was taken as a program.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenAccount {
    /// The name of the folder or the archive.
    pub name: String,
    /// Number of its files that are files of the program now.
    pub files: usize,
    /// Path of the file that is the main one now; `None` if none was found, so that the main one is what it was.
    pub main: Option<String>,
    /// The files that are left out: for each reason one of their paths and their number.
    pub left_out: Vec<(LeftOutReason, String, usize)>,
}

/// Names of a folder's main file, the surest first.
const MAIN_FILES: [&str; 4] = ["__main__.py", "main.py", "app.py", "run.py"];

impl TakenProgram {
    /// The program that these files are, with a main file of this name, and the account of it. The main file's text is
    /// `otherwise` if none of the files is one to be run.
    pub fn into_draft(self, main: &str, otherwise: Rc<str>) -> (Draft, TakenAccount) {
        let TakenProgram { name, mut files, mut left_out } = self;
        let found = main_file(&files, main).map(|at| files.remove(at));
        let mut beside: Vec<SourceFile> = Vec::new();
        let copy = found.clone().filter(|found| *found.path != *main && is_imported(&found.path, &files));
        for SourceFile { path, text } in files.into_iter().chain(copy) {
            match checked_path(&path, main, &beside) {
                Ok(path) => beside.push(SourceFile { path, text }),
                Err(PathFault::Many) => left_out.push((path.to_string(), LeftOutReason::Many)),
                Err(_) => left_out.push((path.to_string(), LeftOutReason::Path)),
            }
        }
        let mut counted: Vec<(LeftOutReason, String, usize)> = Vec::new();
        for (path, why) in left_out {
            match counted.iter_mut().find(|(reason, ..)| *reason == why) {
                Some((.., count)) => *count += 1,
                None => counted.push((why, path, 1)),
            }
        }
        counted.sort_by_key(|(why, ..)| *why);
        let main = found.as_ref().map(|found| found.path.to_string());
        let account =
            TakenAccount { name, files: beside.len() + usize::from(found.is_some()), main, left_out: counted };
        (Draft { text: found.map_or(otherwise, |found| found.text), beside: beside.into() }, account)
    }
}

/// The place of the file that is run: one with the main file's name or a usual one, else the only one in the folder itself
/// that runs something when it is started, else the only one there.
fn main_file(files: &[SourceFile], main: &str) -> Option<usize> {
    let named = |name: &str| files.iter().position(|file| *file.path == *name);
    let modules =
        || files.iter().enumerate().filter(|(_, file)| file.path.ends_with(".py") && !file.path.contains('/'));
    let only = |mut found: std::vec::IntoIter<usize>| found.next().filter(|_| found.len() == 0);
    let starts = |text: &str| text.contains("asyncio.run(") || text.contains("__main__");
    let starting: Vec<usize> = modules().filter(|(_, file)| starts(&file.text)).map(|(at, _)| at).collect();
    let all: Vec<usize> = modules().map(|(at, _)| at).collect();
    let usual = std::iter::once(main).chain(MAIN_FILES).find_map(named);
    usual.or_else(|| only(starting.into_iter())).or_else(|| only(all.into_iter()))
}

/// Returns whether one of the files may import the module of this path.
fn is_imported(path: &str, files: &[SourceFile]) -> bool {
    let module = path.trim_end_matches(".py");
    let imports = [format!("import {module}"), format!("from {module} "), format!("from .{module} ")];
    files.iter().any(|file| file.path.ends_with(".py") && imports.iter().any(|import| file.text.contains(import)))
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
    fn a_folder_is_a_program_with_the_file_that_runs_as_its_main_one() {
        let of = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
        let taken = |files: &[(&str, &str)]| {
            let files = files.iter().map(|(path, text)| of(path, text)).collect();
            let left_out = vec![
                ("logo.png".into(), LeftOutReason::Binary),
                (".git/HEAD".into(), LeftOutReason::Hidden),
                ("icon.ico".into(), LeftOutReason::Binary),
            ];
            TakenProgram { name: "shop".into(), files, left_out }.into_draft("program.py", "old".into())
        };
        let (draft, account) = taken(&[("util.py", "asyncio.run(1)"), ("main.py", "import util"), ("shop/a.py", "")]);
        assert_eq!((&*draft.text, account.main.as_deref(), account.files), ("import util", Some("main.py"), 3));
        assert_eq!(&*draft.beside, [of("util.py", "asyncio.run(1)"), of("shop/a.py", "")]);
        assert_eq!(
            account.left_out,
            [(LeftOutReason::Hidden, ".git/HEAD".into(), 1), (LeftOutReason::Binary, "logo.png".into(), 2)]
        );
        // The one that starts something, and the only one.
        let main = |files: &[(&str, &str)]| taken(files).1.main;
        assert_eq!(main(&[("a.py", "x = 1"), ("b.py", "if __name__ == '__main__': x()")]).as_deref(), Some("b.py"));
        assert_eq!(main(&[("a.py", "x = 1"), ("data.csv", "1")]).as_deref(), Some("a.py"));
        assert_eq!(main(&[("a.py", "x = 1"), ("b.py", "y = 1")]), None);
        assert_eq!(&*taken(&[("data.csv", "1")]).0.text, "old");
        // A main file that others import is a module as well.
        let (draft, account) = taken(&[("main.py", "x"), ("util.py", "from main import x")]);
        assert_eq!((draft.beside.len(), account.files), (2, 3));
        // No file of the program can have such a path.
        let (draft, account) = taken(&[("../x.py", "x"), ("a\\b.py", "y"), ("main.py", "")]);
        assert_eq!(draft.beside.len(), 0);
        assert!(account.left_out.contains(&(LeftOutReason::Path, "../x.py".into(), 2)));
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

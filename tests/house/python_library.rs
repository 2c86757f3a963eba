//! The table of changes in CPython's library, `src/python/library/README.md`, names every change and nothing else.
//!
//! Reads sources only, so that it needs no interpreter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A row of a table: the names in its first column, and the other columns as they stand.
struct Row {
    names: Vec<String>,
    columns: Vec<String>,
}

/// The rows of the table whose heading begins so.
fn table(text: &str, heading: &str) -> Vec<Row> {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|line| {
        let columns: Vec<String> = line.trim_matches('|').split(" | ").map(|column| column.trim().into()).collect();
        Row { names: quoted(&columns[0]), columns }
    })
    .collect()
}

/// The texts in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_string).collect()
}

/// The files of a folder and of those in it, relative to `root`, with this extension.
fn files(root: &Path, folder: &str, extension: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path: PathBuf = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let path = path.strip_prefix(root).expect("a file of the folder");
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}

/// The name under which a file of `modules/`, `patches/` or `packages/` is imported.
fn module_of(file: &str) -> Option<String> {
    let in_package = || Some(file.strip_prefix("library/packages/")?.split_once('/')?.1);
    let in_folder = |folder| file.strip_prefix(folder);
    let module = in_folder("library/modules/").or_else(|| in_folder("library/patches/")).or_else(in_package)?;
    Some(module.strip_suffix(".py")?.replace('/', "."))
}

/// The methods that a source wraps: the names in `wrap(class, "name", ...)`.
fn wrapped_in(source: &str) -> BTreeSet<String> {
    let calls = source.split("wrap(").skip(1);
    let names = calls.filter_map(|call| {
        let (class, rest) = call.split_once(", \"")?;
        let is_call = class.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_call.then(|| rest.split('"').next().unwrap_or_default().to_string())
    });
    names.collect()
}

/// Says what is wrong with the table of changes. `read` gives a file's text, or `None` if there is no such file.
fn faults(rows: &[Row], all: &BTreeSet<String>, read: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let file_of = |row: &Row| row.columns.get(2).and_then(|column| quoted(column).first().cloned()).unwrap_or_default();
    for row in rows {
        let (how, file) = (row.columns.get(1).map_or("", String::as_str), file_of(row));
        let Some(source) = read(&file) else {
            faults.push(format!("{:?}: no file {file}", row.names));
            continue;
        };
        let folder = match how {
            "own" | "replaced" => "library/modules/",
            "appended" => "library/patches/",
            "rewritten" => "library/packages/",
            "assigned" => "library/modules/",
            "wrapped" => "hooks/",
            "native" => "",
            _ => {
                faults.push(format!("{:?}: no such way: {how:?}", row.names));
                continue;
            }
        };
        if !file.starts_with(folder) {
            faults.push(format!("{:?}: {how} in {file}", row.names));
        }
        if matches!(how, "own" | "replaced" | "appended" | "rewritten")
            && module_of(&file).as_ref() != row.names.first()
        {
            faults.push(format!("{:?}: {file} is another module", row.names));
        }
        if matches!(how, "assigned" | "wrapped" | "native") {
            for name in &row.names {
                let last = name.rsplit('.').next().unwrap_or(name);
                if !has_word(&source, last) {
                    faults.push(format!("{name}: not in {file}"));
                }
            }
        }
        if row.columns.get(3).is_none_or(|why| why.len() < 10) {
            faults.push(format!("{:?}: no reason", row.names));
        }
    }
    for file in all {
        if !rows.iter().any(|row| file_of(row) == *file) {
            faults.push(format!("{file}: in no row"));
        }
        let wrapped = read(file).map(|source| wrapped_in(&source)).unwrap_or_default();
        for name in wrapped {
            let named = |row: &Row| {
                let is_name = |listed: &String| listed.rsplit('.').next() == Some(&name);
                row.columns[1] == "wrapped" && file_of(row) == *file && row.names.iter().any(is_name)
            };
            if !rows.iter().any(named) {
                faults.push(format!("{name}: wrapped in {file}, in no row"));
            }
        }
    }
    faults
}

/// Tells if a text has this word, with no letter or digit around it.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/python")
}

fn read(file: &str) -> Option<String> {
    std::fs::read_to_string(python().join(file)).ok()
}

#[test]
fn every_change_in_the_library_is_listed_and_nothing_else() {
    let root = python();
    let readme = read("library/README.md").expect("the table is there");
    let rows = table(&readme, "| what | how |");
    assert!(rows.len() > 30, "the table is found");
    let mut all = files(&root, "library/modules", "py");
    all.extend(files(&root, "library/patches", "py"));
    // A folder with a README lists its files there.
    let packages = root.join("library/packages");
    let listed = |file: &String| {
        let mut above = Path::new(file).ancestors().skip(1).map(|folder| root.join(folder));
        above.any(|folder| folder.starts_with(&packages) && folder.join("README.md").is_file())
    };
    all.extend(files(&root, "library/packages", "py").into_iter().filter(|file| !listed(file)));
    all.extend(files(&root, "library/natives", "rs"));
    all.extend(
        files(&root, "hooks", "rs").into_iter().filter(|file| !wrapped_in(&read(file).unwrap_or_default()).is_empty()),
    );
    // What holds the others together changes nothing itself.
    for file in ["library/natives/mod.rs", "library/natives/native_module.rs"] {
        assert!(all.remove(file), "{file}");
    }
    let found = faults(&rows, &all, &read);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_text_by_which_something_is_recognized_is_where_the_table_says() {
    let readme = read("library/README.md").expect("the table is there");
    let rows = table(&readme, "| text | file |");
    assert!(rows.len() > 5, "the table is found");
    for row in rows {
        let file = quoted(&row.columns[1]).remove(0);
        let source = read(&file).unwrap_or_else(|| panic!("no file {file}"));
        for text in row.names {
            assert!(source.contains(&text), "{text:?} is not in {file}");
        }
    }
}

#[test]
fn every_program_that_cpython_3_13_runs_otherwise_is_named_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    let rows = table(&readme, "| | CPython 3.13 |");
    let named: BTreeSet<String> =
        rows.iter().flat_map(|row| quoted(row.columns.last().map_or("", |last| last))).collect();
    let records = files(root, "tests/python", "txt");
    let newer = records.iter().filter_map(|path| path.strip_suffix(".3.14.txt")?.rsplit('/').next());
    assert_eq!(named, newer.map(str::to_string).collect());
}

#[test]
fn a_change_that_is_missing_or_misplaced_is_found() {
    let read = |file: &str| match file {
        "library/modules/os.py" => Some("def getcwd(): pass".to_string()),
        "hooks/a.rs" => Some("wrap(future, \"cancel\", f, vm)?; fn wrap(a: &str) {}".to_string()),
        _ => None,
    };
    let all: BTreeSet<String> = ["library/modules/os.py", "hooks/a.rs"].map(str::to_string).into();
    let found = |rows: &[&str]| {
        let text = format!("| what | how |\n|---|\n{}\n", rows.join("\n"));
        faults(&table(&text, "| what | how |"), &all, &read)
    };
    let os = "| `os` | replaced | `library/modules/os.py` | no operating system |";
    let cancel = "| `Future.cancel` | wrapped | `hooks/a.rs` | settling is a fact |";
    let none: [String; 0] = [];
    assert_eq!(found(&[os, cancel]), none);
    assert_eq!(found(&[os]), ["hooks/a.rs: in no row", "cancel: wrapped in hooks/a.rs, in no row"]);
    assert_eq!(found(&[cancel]), ["library/modules/os.py: in no row"]);
    let rows = [os, cancel, "| `io` | appended | `library/patches/io.py` | opens files |"];
    assert_eq!(found(&rows), ["[\"io\"]: no file library/patches/io.py"]);
    let rows = [os, cancel, "| `Task.result` | wrapped | `hooks/a.rs` | CPython's message |"];
    assert_eq!(found(&rows), ["Task.result: not in hooks/a.rs"]);
    let rows = [cancel, "| `posix` | replaced | `library/modules/os.py` | no operating system |"];
    assert_eq!(found(&rows), ["[\"posix\"]: library/modules/os.py is another module"]);
    let rows = [os, cancel, "| `Future.cancel` | guessed | `hooks/a.rs` | settling is a fact |"];
    assert_eq!(found(&rows), ["[\"Future.cancel\"]: no such way: \"guessed\""]);
    let rows = [cancel, "| `os` | replaced | `library/modules/os.py` |  |"];
    assert_eq!(found(&rows), ["[\"os\"]: no reason"]);
}

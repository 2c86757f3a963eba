//! The mechanical part of how code is worded: openings of doc comments, names of files and types, words for time.

use std::path::Path;

/// Words that no doc comment begins with: each stands for a noun that the reader does not know yet.
const FORBIDDEN_OPENINGS: &[&str] = &[
    "what", "whether", "how", "its", "it", "so", "of", "which", "they", "their", "them", "these", "those", "who",
    "whose", "whoever", "whom", "he", "she", "his", "that", "this", "as", "here", "there",
];

/// Names of types that say nothing without their module.
const FORBIDDEN_TYPES: &[&str] = &[
    "On", "Of", "At", "What", "Which", "Who", "How", "Said", "Lit", "Ran", "Known", "Again", "Below", "Then", "After",
    "Along", "Doing", "Living", "Wrong", "Held", "Next", "Asked", "Told",
];

/// Stems that several files may have: `mod` is Rust's name for a folder's own file, `lib` that of a crate's root.
const SHARED_STEMS: &[&str] = &["mod", "lib"];

/// Folders whose files may be called as files elsewhere: demos are named after their subject, as the runtime's files
/// are.
const FREE_STEMS: &[&str] = &["demos/"];

/// Files that may say "instant", with the reason.
const OTHER_INSTANTS: &[(&str, &str)] = &[
    ("export/chrome.rs", "Chrome's word for an event without length"),
    ("cli/mod.rs", "the standard library's clock"),
    ("cli/arguments.rs", "the old word for `measured`, still understood"),
    ("reference/glossary.rs", "a point in time, in ordinary English"),
];

/// A source file: its path relative to `src/` and its text.
type SourceFile = (String, String);

fn sources(folder: &Path, root: &Path, all: &mut Vec<SourceFile>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .expect("src can be read")
        .map(|entry| entry.expect("src can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, root, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("a file of src").to_string_lossy().replace('\\', "/");
            all.push((name, std::fs::read_to_string(&path).expect("sources are UTF-8")));
        }
    }
}

fn all_sources() -> Vec<SourceFile> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&src, &src, &mut all);
    assert!(all.len() > 200, "the sources are found");
    all
}

/// Faults of a file's wording, each with its line.
fn faults((path, source): &SourceFile) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |line: usize, text: String| found.push(format!("{path}:{line}: {text}"));
    let mut marker_before = None;
    for (number, line) in source.lines().enumerate() {
        let line = line.trim_start();
        let marker = ["///", "//!"].into_iter().find(|marker| line.starts_with(marker));
        if let Some(marker) = marker.filter(|marker| marker_before != Some(*marker))
            && let Some(word) = forbidden_opening(&line[marker.len()..])
        {
            say(number + 1, format!("a doc comment begins with {word:?}"));
        }
        marker_before = marker;
        if let Some(name) = declared_type(line).filter(|name| FORBIDDEN_TYPES.contains(name)) {
            say(number + 1, format!("a type is called {name}"));
        }
        if says_instant(line) && !OTHER_INSTANTS.iter().any(|(file, _)| file == path) {
            say(number + 1, "how time passes is exact, measured or live, never instant".into());
        }
    }
    found
}

/// The first word of a doc comment if it is forbidden. "The same" is as empty as "it".
fn forbidden_opening(comment: &str) -> Option<&str> {
    let comment = comment.trim_start();
    if comment.starts_with("The same ") || comment.starts_with("The same,") || comment == "The same." {
        return Some("The same");
    }
    let end = comment.find(|c: char| !c.is_alphabetic()).unwrap_or(comment.len());
    let word = &comment[..end];
    // A quotation or code may begin with any word.
    FORBIDDEN_OPENINGS.contains(&word.to_lowercase().as_str()).then_some(word)
}

/// The name of the type that a line declares, if it declares one at the level of a module.
fn declared_type(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(rest, |(_, rest)| rest),
        None => rest,
    });
    let (keyword, rest) = line.trim_start().split_once(' ')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    ["struct", "enum", "trait", "type", "union"].contains(&keyword).then_some(&rest[..end])
}

/// True if a line has the word, also as a part of a name such as `run_instant` or `InstantClock`.
fn says_instant(line: &str) -> bool {
    let mut words = vec![String::new()];
    for c in line.chars() {
        if !c.is_alphabetic() || c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphabetic()) {
            word.extend(c.to_lowercase());
        }
    }
    words.iter().any(|word| ["instant", "instants", "instantly"].contains(&word.as_str()))
}

/// Files that share a stem, each pair on a line.
fn shared_stems(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs").to_string();
    let counts = |path: &str| {
        !SHARED_STEMS.contains(&stem(path).as_str()) && !FREE_STEMS.iter().any(|folder| path.starts_with(folder))
    };
    for (i, (path, _)) in files.iter().enumerate() {
        for (other, _) in &files[i + 1..] {
            if counts(path) && counts(other) && stem(path) == stem(other) {
                found.push(format!("{path} and {other} share a name"));
            }
        }
    }
    found
}

#[test]
fn comments_begin_with_a_noun_or_a_verb_and_names_say_what_they_name() {
    let found: Vec<String> = all_sources().iter().flat_map(faults).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_two_files_share_a_name() {
    let found = shared_stems(&all_sources());
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn a_fault_of_wording_is_found() {
    let of = |source: &str| faults(&("trace/a.rs".into(), source.into()));
    assert_eq!(of("/// What runs.\nfn f() {}"), ["trace/a.rs:1: a doc comment begins with \"What\""]);
    assert_eq!(of("\n    /// Whether it runs."), ["trace/a.rs:2: a doc comment begins with \"Whether\""]);
    assert_eq!(of("//! How it runs."), ["trace/a.rs:1: a doc comment begins with \"How\""]);
    assert_eq!(of("//! A file.\n/// It."), ["trace/a.rs:2: a doc comment begins with \"It\""]);
    assert_eq!(of("/// The same, backwards."), ["trace/a.rs:1: a doc comment begins with \"The same\""]);
    assert_eq!(of("pub(in crate::trace) enum What<T> {"), ["trace/a.rs:1: a type is called What"]);
    assert_eq!(of("type Known = u8;"), ["trace/a.rs:1: a type is called Known"]);
    assert_eq!(of("pub struct On(u8);"), ["trace/a.rs:1: a type is called On"]);
    let instant = ["trace/a.rs:1: how time passes is exact, measured or live, never instant"];
    assert_eq!(of("// An instant run."), instant);
    assert_eq!(of("fn run_instant() {}"), instant);
    assert_eq!(of("Mode::Instant => \"x\","), instant);
    assert_eq!(of("let text = \"Runs instantly.\";"), instant);
    assert_eq!(of("struct InstantClock;"), instant);
}

#[test]
fn good_wording_is_not() {
    let none: [String; 0] = [];
    let of = |source: &str| faults(&("trace/a.rs".into(), source.into()));
    // Only the first word of a comment counts, not that of each line.
    assert_eq!(of("/// The task that\n/// it waits for.\nfn f() {}"), none);
    assert_eq!(of("/// `it` is a name.\n/// Itself.\nfn f() {}"), none);
    assert_eq!(of("// What follows is a plain comment.\nlet what = What::On(known);"), none);
    assert_eq!(of("struct WaitReason;\nenum HandleKind {}"), none);
    assert_eq!(of("WebAssembly.instantiate(); let instance = 1;"), none);
    assert_eq!(faults(&("export/chrome.rs".into(), "self.instant(name);".into())), none);
}

#[test]
fn files_that_share_a_name_are_found() {
    let files =
        |paths: &[&str]| -> Vec<SourceFile> { paths.iter().map(|path| (path.to_string(), String::new())).collect() };
    let of = |paths: &[&str]| shared_stems(&files(paths));
    assert_eq!(of(&["runtime/queue.rs", "page/queue.rs"]), ["runtime/queue.rs and page/queue.rs share a name"]);
    assert_eq!(of(&["a.rs", "x/a.rs", "y/a.rs"]).len(), 3);
    let none: [String; 0] = [];
    assert_eq!(of(&["runtime/mod.rs", "page/mod.rs", "lib.rs", "python/names/lib.rs"]), none);
    assert_eq!(of(&["demos/queue.rs", "runtime/locks/queue.rs"]), none);
    assert_eq!(of(&["web/queue.rs", "web/queues.rs"]), none);
}

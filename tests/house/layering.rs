//! Imports point inwards: reads the sources and refuses what the map in `src/README.md` does not allow.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Folders (or files) of `src/`, and what each may name with `crate::`. Itself is always allowed.
///
/// `export` sees `timeline` because its SVG draws the very scene that the page draws: two layouts would tell two stories.
/// `i18n` sees `runtime` for its `Error` and `timeline` for the words that its layout asks for, which [`ONLY`] holds it to.
const MAY: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("changes", &["clock"]),
    ("trace", &["clock"]),
    ("inspection", &["clock", "trace"]),
    ("reading", &["clock", "trace", "changes"]),
    ("advice", &["clock", "trace", "changes"]),
    ("engine", &["clock", "trace", "advice", "changes", "inspection", "network"]),
    ("network", &["clock", "changes"]),
    ("runtime", &["clock", "trace", "changes"]),
    ("demos", &["clock", "trace", "changes", "runtime"]),
    ("reference", &["demos"]),
    ("python", &["clock", "trace", "changes", "inspection", "engine", "network", "runtime"]),
    ("timeline", &["clock", "trace", "inspection", "reading"]),
    ("export", &["clock", "trace", "reading", "timeline"]),
    (
        "i18n",
        &["clock", "trace", "changes", "inspection", "reading", "advice", "network", "demos", "runtime", "timeline"],
    ),
    ("lessons", &["clock", "trace", "reading", "demos", "i18n"]),
    (
        "cli",
        &[
            "clock",
            "trace",
            "changes",
            "inspection",
            "reading",
            "advice",
            "engine",
            "network",
            "runtime",
            "demos",
            "python",
            "timeline",
            "export",
            "i18n",
            "lessons",
        ],
    ),
    ("web", &["clock", "trace", "changes", "engine", "runtime", "timeline"]),
    (
        "page",
        &[
            "clock",
            "trace",
            "changes",
            "inspection",
            "reading",
            "advice",
            "engine",
            "network",
            "demos",
            "reference",
            "timeline",
            "export",
            "i18n",
            "lessons",
            "web",
        ],
    ),
];

/// Of these layers, only this item may be named.
const ONLY: &[(&str, &str, &[&str])] = &[
    ("engine", "network", &["hosts"]),
    ("i18n", "network", &["hosts"]),
    ("i18n", "runtime", &["Error", "error"]),
    ("i18n", "timeline", &["layout"]),
    ("cli", "network", &["hosts", "postgres"]),
    ("cli", "engine", &["served_app"]),
    ("page", "network", &["hosts", "postgres"]),
];

/// Items that lead to the programs of demos and to the runtime below them, and the layers that may name them. The linker
/// leaves out of a binary what nothing in it reaches, so one such name in the page would put all of them into its wasm.
const PROGRAMS: &[(&str, &[&str], &[&str])] = &[
    ("demos", &["program", "run_changed", "run_program", "run_to_end", "run_up_to", "start_up_to"], &["demos", "cli"]),
    ("web", &["LiveRun", "BrowserServices", "Pace"], &["web"]),
];

/// Floors of `page/`, lowest first: what is in one knows nothing of those above it.
const FLOORS: &[&str] = &["model", "derived", "effects", "views"];

/// The floors that are pure: they reach nothing of the browser, also not through `web`.
const PURE: &[&str] = &["model", "derived"];

/// Rooms of `page/views/`, and which other rooms each may show. Nothing in a room is known to one below it.
const ROOMS: &[(&str, &[&str])] = &[
    ("parts", &[]),
    ("timeline", &["parts"]),
    ("inspector", &["parts"]),
    ("analysis", &["parts"]),
    ("python", &["parts"]),
    ("reference", &["parts"]),
    ("front", &["timeline", "parts"]),
    ("demo", &["python", "timeline", "inspector", "analysis", "parts"]),
    ("lesson", &["demo", "python", "parts"]),
    ("shell", &["front", "demo", "lesson", "reference", "timeline", "parts"]),
];

/// Rooms (folders in a folder of `src/`) that know each other, with the reason. All others point one way.
///
/// A loop owns what runs on it: the model of its threads, whose steps are its tasks' and whose lines are those of locks, and
/// the asynchronous generators that it closes at its end.
const CIRCLES: &[&[&str]] = &[&["runtime/core", "runtime/generators", "runtime/locks", "runtime/threads"]];

/// Methods by which a view would reach an element of the document, which is for `web` to do.
const ELEMENT_ACCESS: &[&str] =
    &["cast", "target", "target_dyn_into", "target_unchecked_into", "current_target", "dyn_into", "unchecked_into"];

/// Crates that only the edge may name.
const BROWSER: &[&str] = &["web_sys", "js_sys", "gloo", "gloo_timers", "wasm_bindgen", "wasm_bindgen_futures"];

/// Where they may be named: `web`, and the entries.
const EDGE: &[&str] = &["web", "main.rs", "bin"];

/// What is wrong with one file, each with its line number. `path` is relative to `src/`.
fn violations(path: &str, source: &str) -> Vec<String> {
    let top = path.split('/').next().unwrap_or(path);
    let layer = top.trim_end_matches(".rs");
    let mut found = Vec::new();
    // An import may go over several lines, so tokens are looked at, not lines.
    let code = without_comments_and_strings(source);
    let words = words(&code);
    let mut say = |line: usize, text: String| found.push(format!("{path}:{line}: {text}"));
    let path_in_page = path.strip_prefix("page/").unwrap_or("");
    let room = path.strip_prefix("page/views/").and_then(|rest| rest.split_once('/')).map(|(room, _)| room);
    for (i, &(line, word)) in words.iter().enumerate() {
        let next = |n: usize| words.get(i + n).map_or("", |(_, word)| *word);
        let before = if i == 0 { "" } else { words[i - 1].1 };
        let is_path = next(1) == "::" && before != "::" && before != ".";
        if BROWSER.contains(&word) && (is_path || before == "use") && !EDGE.contains(&top) {
            say(line, format!("only web imports {word}"));
        }
        if let Some(room) = room {
            let leaves = word == "super" && next(1) == "::" && next(2) == "super";
            let reaches = word == "." && ELEMENT_ACCESS.contains(&next(1)) && matches!(next(2), "(" | "::");
            if leaves {
                say(line, "views may not use super::super".into());
            } else if reaches {
                say(line, format!("views may not use {}()", next(1)));
            }
            let named =
                if word == "views" && before == "::" && next(1) == "::" { paths(&words[i + 2..]) } else { Vec::new() };
            let allowed = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, allowed)| *allowed);
            for (line, path) in named.iter().filter(|(_, path)| path[0] != room && !allowed.contains(&path[0])) {
                say(*line, format!("views/{room} may not import views/{}", path[0]));
            }
        }
        let short = PROGRAMS.iter().find(|(from, items, _)| *from == word && items.contains(&next(2)));
        if short.is_some_and(|(_, _, layers)| is_path && next(1) == "::" && !layers.contains(&layer))
            && !EDGE[1..].contains(&top)
        {
            say(line, format!("{layer} may not import {word}::{}, which leads to programs", next(2)));
        }
        if word != "crate" || next(1) != "::" || EDGE[1..].contains(&top) || layer == "lib" {
            continue;
        }
        for (line, path) in paths(&words[i + 2..]) {
            let target = path[0];
            let floor = top_folder(path_in_page).and_then(|name| FLOORS.iter().position(|floor| *floor == name));
            if let Some(floor) = floor {
                let named = path.get(1).and_then(|name| FLOORS.iter().position(|floor| floor == name));
                if target == "page" && named.is_some_and(|named| named > floor) {
                    say(line, format!("page/{} may not import page/{}", FLOORS[floor], path[1]));
                }
                if target == "web" && PURE.contains(&FLOORS[floor]) {
                    say(line, format!("page/{} may not import web", FLOORS[floor]));
                }
            }
            let second = path.get(1).copied().unwrap_or("");
            let runs = PROGRAMS.iter().find(|(from, items, _)| *from == target && items.contains(&second));
            if runs.is_some_and(|(_, _, layers)| !layers.contains(&layer)) {
                say(line, format!("{layer} may not import {target}::{second}, which leads to programs"));
            }
            // Macros stand at the crate's root wherever they are written.
            if target == layer || !MAY.iter().any(|(name, _)| *name == target) {
                continue;
            }
            match MAY.iter().find(|(name, _)| *name == layer) {
                None => say(line, format!("{layer} is not on the map")),
                Some((_, allowed)) if !allowed.contains(&target) => {
                    say(line, format!("{layer} may not import {target}"))
                }
                Some(_) => {}
            }
            let only = ONLY.iter().find(|(from, to, _)| *from == layer && *to == target);
            let item = path.get(1).copied().unwrap_or("");
            if only.is_some_and(|(_, _, items)| !items.contains(&item)) {
                say(line, format!("{layer} may not import {target}::{item}"));
            }
        }
    }
    found
}

/// The first folder of a path; `None` for a file that is in none.
fn top_folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// The rooms that a file names, of the folder that its own room is in: by `crate::FOLDER::` or by `super::`. `path` is
/// relative to `src/`.
fn named_rooms(path: &str, source: &str) -> Vec<String> {
    let mut module: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if module.last() == Some(&"mod") {
        module.pop();
    }
    let code = without_comments_and_strings(source);
    let words = words(&code);
    let mut found = Vec::new();
    for (i, &(_, word)) in words.iter().enumerate() {
        let starts = i == 0 || words[i - 1].1 != "::";
        let rest = &words[i..];
        let named = match word {
            "crate" if starts && rest.len() > 2 && rest[1].1 == "::" => paths(&rest[2..])
                .into_iter()
                .filter(|(_, path)| path[0] == module[0])
                .filter_map(|(_, path)| path.get(1).copied())
                .collect(),
            "super" if starts => {
                let ups = rest.chunks(2).take_while(|pair| pair[0].1 == "super" && pair.len() == 2).count();
                let tail = &rest[(ups * 2).min(rest.len())..];
                if module.len() == ups + 1 { heads(tail).map(|(_, _, name)| name).collect() } else { Vec::new() }
            }
            _ => Vec::new(),
        };
        found.extend(named.into_iter().map(|room: &str| format!("{}/{room}", module[0])));
    }
    found
}

/// The paths after `crate::`: one, or those of a group in braces; two names of each, where there are two.
fn paths<'a>(words: &[(usize, &'a str)]) -> Vec<(usize, Vec<&'a str>)> {
    let mut all = Vec::new();
    for (at, line, name) in heads(words) {
        let below = if words.get(at + 1).is_some_and(|(_, word)| *word == "::") { &words[at + 2..] } else { &[] };
        if below.is_empty() {
            all.push((line, vec![name]));
        }
        all.extend(heads(below).map(|(_, line, second)| (line, vec![name, second])));
    }
    all
}

/// The names that paths begin with here: one, or those of a group in braces. Each with its place and line.
fn heads<'a>(words: &[(usize, &'a str)]) -> impl Iterator<Item = (usize, usize, &'a str)> {
    let (mut depth, mut starts, mut found) = (0, true, Vec::new());
    for (at, &(line, word)) in words.iter().enumerate() {
        match word {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if starts => found.push((at, line, word)),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        starts = depth == 1 && matches!(word, "{" | ",");
    }
    found.into_iter()
}

/// Names, `::` and single marks, each with its line.
fn words(code: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let len = if rest.starts_with("::") {
                2
            } else if is_name(c) {
                rest.find(|c| !is_name(c)).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            if !c.is_whitespace() {
                words.push((number + 1, &rest[..len]));
            }
            rest = &rest[len..];
        }
    }
    words
}

/// The source with comments and texts blanked out, line by line.
fn without_comments_and_strings(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    let (mut comment, mut block, mut text) = (false, 0, false);
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\n' => {
                comment = false;
                out.push('\n');
            }
            _ if comment => {}
            '/' if !text && next == Some('*') => block += 1,
            '*' if block > 0 && next == Some('/') => {
                block -= 1;
                chars.next();
            }
            _ if block > 0 => {}
            '/' if !text && next == Some('/') => comment = true,
            '\\' if text => {
                // A line that goes on in the next keeps its number.
                if chars.next() == Some('\n') {
                    out.push('\n');
                }
            }
            // Not the mark of a text but the character '"'.
            '"' if !text && out.ends_with('\'') && next == Some('\'') => {}
            '"' => text = !text,
            _ if text => {}
            c => out.push(c),
        }
    }
    out
}

fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push(path);
        }
    }
}

#[test]
fn imports_point_inwards() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 20, "the sources are found");
    let mut found = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).expect("a file of src").to_string_lossy().replace('\\', "/");
        found.extend(violations(&path, &std::fs::read_to_string(&file).expect("sources are UTF-8")));
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Most files of a folder beside its `mod.rs`: with more of them nobody knows what the folder is for.
const MAX_FILES: usize = 20;

/// Folders that may have more, since a lesson of theirs is several files.
const LARGE: &[&str] = &["demos/coordination", "demos/network", "demos/tasks_and_futures"];

/// The folders with too many files, each with their number.
fn too_large(files: &[String]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (folder, name) in files.iter().filter_map(|file| file.rsplit_once('/')) {
        *counts.entry(folder).or_default() += usize::from(name != "mod.rs");
    }
    let large = counts.into_iter().filter(|(folder, count)| *count > MAX_FILES && !LARGE.contains(folder));
    large.map(|(folder, count)| (folder.to_string(), count)).collect()
}

#[test]
fn a_folder_is_one_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let relative = |file: &PathBuf| file.strip_prefix(&src).expect("of src").to_string_lossy().replace('\\', "/");
    let files: Vec<String> = files.iter().map(relative).collect();
    assert_eq!(too_large(&files), []);
    let many = |folder: &str, count: usize| -> Vec<String> {
        (0..count).map(|i| format!("{folder}/{i}.rs")).chain([format!("{folder}/mod.rs")]).collect()
    };
    assert_eq!(too_large(&many("web", 21)), [("web".to_string(), 21)], "one too many");
    assert_eq!(too_large(&many("web", 20)), []);
    assert_eq!(too_large(&many(LARGE[0], 21)), []);
}

/// The rows of the map's table of folders: a folder's name, and its cell of what it may import.
fn map() -> Vec<(String, String)> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/README.md");
    let readme = std::fs::read_to_string(readme).expect("the map is there");
    let table = readme.lines().skip_while(|line| !line.starts_with("| folder |")).skip(2);
    let rows = table.take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells[0].trim_matches('`').trim_end_matches('/').trim_end_matches(".rs");
        (name.to_string(), cells[2].to_string())
    });
    rows.collect()
}

/// The cell of what a layer may import, as the map has to have it.
fn cell(layer: &str, allowed: &[&str]) -> String {
    let names = allowed.iter().map(|name| match ONLY.iter().find(|(from, to, _)| *from == layer && to == name) {
        Some((_, _, items)) => items.iter().map(|item| format!("`{name}::{item}`")).collect::<Vec<_>>().join(", "),
        None => format!("`{name}`"),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    if names.is_empty() { "nothing".into() } else { names }
}

#[test]
fn every_cell_of_the_map_says_what_is_enforced() {
    let expected: Vec<(String, String)> =
        MAY.iter().map(|(layer, allowed)| (layer.to_string(), cell(layer, allowed))).collect();
    assert_eq!(map(), expected);
    assert_eq!(cell("i18n", &["clock", "runtime"]), "`clock`, `runtime::Error`, `runtime::error`");
}

#[test]
fn the_engine_of_the_page_is_made_anew_when_anything_it_may_import_changes() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/build/engine.sh");
    let script = std::fs::read_to_string(script).expect("the script that makes it is there");
    let mut wanted = vec!["python"];
    // What these import in their turn, too.
    for i in 0.. {
        let Some(layer) = wanted.get(i) else { break };
        let (_, allowed) = MAY.iter().find(|(name, _)| name == layer).expect("every layer is on the map");
        wanted.extend(allowed.iter().filter(|name| !wanted.contains(name)).collect::<Vec<_>>());
    }
    assert_eq!(wanted, ["python", "clock", "trace", "changes", "inspection", "engine", "network", "runtime", "advice"]);
    for layer in wanted {
        let named = |word: &str| word == format!("src/{layer}") || word == format!("src/{layer}.rs");
        assert!(script.split_whitespace().any(named), "{layer}");
    }
}

#[test]
fn an_import_that_points_outwards_is_found() {
    let of = |path: &str, source: &str| violations(path, source);
    assert_eq!(of("trace/a.rs", "use crate::runtime::Task;"), ["trace/a.rs:1: trace may not import runtime"]);
    assert_eq!(
        of("timeline/a.rs", "\nfn f(x: crate::page::State) {}"),
        ["timeline/a.rs:2: timeline may not import page"]
    );
    let group = "use crate::{\n    clock::{Micros, web},\n    demos::Demo,\n};";
    assert_eq!(of("runtime/a.rs", group), ["runtime/a.rs:3: runtime may not import demos"]);
    assert_eq!(of("demos/a.rs", "use web_sys::Window;"), ["demos/a.rs:1: only web imports web_sys"]);
    assert_eq!(of("page/a.rs", "let x = js_sys::Date::now();"), ["page/a.rs:1: only web imports js_sys"]);
    assert_eq!(of("page/a.rs", "use wasm_bindgen as w;"), ["page/a.rs:1: only web imports wasm_bindgen"]);
    assert_eq!(of("i18n/a.rs", "use crate::runtime::Task;"), ["i18n/a.rs:1: i18n may not import runtime::Task"]);
    let up = "use crate::page::derived::standing::standing;\nuse crate::web::dom;";
    let found = [
        "page/model/a.rs:1: page/model may not import page/derived",
        "page/model/a.rs:2: page/model may not import web",
    ];
    assert_eq!(of("page/model/a.rs", up), found);
    assert_eq!(of("page/derived/a.rs", up), ["page/derived/a.rs:2: page/derived may not import web"]);
    assert_eq!(
        of("page/effects/a.rs", "use crate::page::views::App;"),
        ["page/effects/a.rs:1: page/effects may not import page/views"]
    );
    assert_eq!(of("nowhere/a.rs", "use crate::clock::Micros;"), ["nowhere/a.rs:1: nowhere is not on the map"]);
}

#[test]
fn a_page_that_names_what_leads_to_programs_is_found() {
    let of = |path: &str, source: &str| violations(path, source);
    assert_eq!(
        of("page/effects/a.rs", "use crate::runtime::Task;"),
        ["page/effects/a.rs:1: page may not import runtime"]
    );
    assert_eq!(
        of("page/effects/a.rs", "use crate::demos::{Demo, run_to_end};"),
        ["page/effects/a.rs:1: page may not import demos::run_to_end, which leads to programs"]
    );
    assert_eq!(
        of("page/effects/a.rs", "let x = crate::demos::program(id);\nuse crate::web::LiveRun;"),
        [
            "page/effects/a.rs:1: page may not import demos::program, which leads to programs",
            "page/effects/a.rs:2: page may not import web::LiveRun, which leads to programs",
        ]
    );
    assert_eq!(
        of("page/effects/a.rs", "use crate::demos;\nlet x = demos::run_to_end;"),
        ["page/effects/a.rs:2: page may not import demos::run_to_end, which leads to programs"]
    );
    let none: [String; 0] = [];
    assert_eq!(of("cli/a.rs", "use crate::demos::run_to_end;"), none);
    assert_eq!(of("bin/demos.rs", "use loopline::demos::program;"), none);
}

#[test]
fn a_view_that_reaches_up_or_out_is_found() {
    let of = |path: &str, source: &str| violations(path, source);
    let up = "use crate::page::views::demo::explanation::pieces;";
    assert_eq!(
        of("page/views/inspector/a.rs", up),
        ["page/views/inspector/a.rs:1: views/inspector may not import views/demo"]
    );
    let group = "use crate::page::views::{\n    parts::icon::Icon,\n    shell::app::App,\n};";
    assert_eq!(of("page/views/front/a.rs", group), ["page/views/front/a.rs:3: views/front may not import views/shell"]);
    let out = "use super::super::demo::Code;";
    assert_eq!(of("page/views/front/a.rs", out), ["page/views/front/a.rs:1: views may not use super::super"]);
    let cast = "let x = node.cast::<web::Element>();\nlet y = event.target();";
    assert_eq!(
        of("page/views/parts/a.rs", cast),
        ["page/views/parts/a.rs:1: views may not use cast()", "page/views/parts/a.rs:2: views may not use target()",]
    );
    assert_eq!(
        of("page/views/nowhere/a.rs", "use crate::page::views::parts::icon::Icon;"),
        ["page/views/nowhere/a.rs:1: views/nowhere may not import views/parts"]
    );
    let none: [String; 0] = [];
    assert_eq!(of("page/views/demo/a.rs", "use crate::page::views::python::python_head::PythonHead;"), none);
    assert_eq!(of("page/views/demo/a.rs", "use super::code::Code;"), none);
}

#[test]
fn no_two_rooms_of_views_show_each_other() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            let below = ROOMS[..at].iter().any(|(name, _)| name == other);
            assert!(below, "{room} may show {other}, which stands above it");
        }
    }
}

/// The groups of rooms that reach each other, of files given by path and source.
fn circles(files: &[(String, String)]) -> BTreeSet<Vec<String>> {
    let room = |path: &str| {
        path.rsplit_once('/').map(|(folder, _)| folder.splitn(3, '/').take(2).collect::<Vec<_>>().join("/"))
    };
    let rooms: BTreeSet<String> =
        files.iter().filter_map(|(path, _)| room(path)).filter(|room| room.contains('/')).collect();
    let mut reached: BTreeMap<&String, BTreeSet<String>> = rooms.iter().map(|room| (room, BTreeSet::new())).collect();
    for (path, source) in files {
        let Some(from) = room(path).and_then(|room| rooms.get(&room)) else { continue };
        let named = named_rooms(path, source).into_iter().filter(|to| to != from && rooms.contains(to));
        reached.entry(from).or_default().extend(named);
    }
    // Whatever a room reaches, it reaches by any number of steps.
    for _ in 0..rooms.len() {
        let before = reached.clone();
        for all in reached.values_mut() {
            let farther: Vec<String> = all.iter().flat_map(|room| before[room].iter().cloned()).collect();
            all.extend(farther);
        }
    }
    let mutual = |a: &String, b: &String| reached[a].contains(b) && reached[b].contains(a);
    let groups = rooms.iter().map(|a| rooms.iter().filter(|b| mutual(a, b)).cloned().collect::<Vec<_>>());
    groups.filter(|group| group.len() > 1).collect()
}

#[test]
fn no_two_rooms_know_each_other_but_those_that_say_why() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(&src).expect("a file of src").to_string_lossy().replace('\\', "/");
        (path, std::fs::read_to_string(file).expect("sources are UTF-8"))
    };
    let found = circles(&files.iter().map(read).collect::<Vec<_>>());
    let expected: BTreeSet<Vec<String>> =
        CIRCLES.iter().map(|group| group.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_circle_of_rooms_is_found_however_long_and_however_named() {
    let of = |files: &[(&str, &str)]| {
        circles(&files.iter().map(|(path, source)| (path.to_string(), source.to_string())).collect::<Vec<_>>())
            .into_iter()
            .map(|group| group.join(" "))
            .collect::<Vec<_>>()
    };
    let two = [("python/a/x.rs", "use crate::python::b::Y;"), ("python/b/y.rs", "use super::super::a::x::X;")];
    assert_eq!(of(&two), ["python/a python/b"]);
    let by_mod =
        [("python/a/mod.rs", "use super::b::Y;"), ("python/b/mod.rs", "use crate::{clock::Micros, python::a::X};")];
    assert_eq!(of(&by_mod), ["python/a python/b"]);
    let three = [
        ("python/a/x.rs", "use crate::python::{b::Y, c};"),
        ("python/b/x.rs", "use crate::python::c::Z;"),
        ("python/c/x.rs", "use crate::python::a::X;"),
    ];
    assert_eq!(of(&three), ["python/a python/b python/c"]);
    let down = [("python/a/x.rs", "use crate::python::b::Y; use super::z;"), ("python/b/x.rs", "use crate::trace::a;")];
    assert_eq!(of(&down), [""; 0]);
}

#[test]
fn an_import_that_points_inwards_is_not() {
    let none: [String; 0] = [];
    assert_eq!(violations("runtime/a.rs", "use crate::trace::{Kind, Seq};\nuse crate::clock::Micros;"), none);
    assert_eq!(violations("export/svg.rs", "use crate::timeline::Scene;"), none);
    assert_eq!(violations("i18n/a.rs", "use crate::runtime::Error;"), none);
    assert_eq!(violations("web/a.rs", "use wasm_bindgen::JsCast;"), none);
    assert_eq!(violations("trace/a.rs", "// use crate::runtime::Task;\nlet x = \"crate::page::X\";"), none);
    assert_eq!(violations("demos/a.rs", "crate::print!(\"x\"); use crate::print;"), none);
    assert_eq!(violations("bin/loopline.rs", "use loopline::runtime;"), none);
}

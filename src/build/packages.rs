//! The packages of `src/python/packages.lock`, as `static/build/packages.py` has left them in the build cache, made into packs.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use super::docstrings::without_docstrings;
use super::freeze::patch_of;
use super::frozen_code::{Compiled, compiled, encoded};
use super::import_lines::imported_at_once;
use super::pack_format;

const LOCK: &str = "src/python/packages.lock";

/// Modules of ours in place of those that are compiled in a package's wheel: a folder for each package, with the paths of the wheel.
const IN_PYTHON: &str = "src/python/library/packages";

/// Modules of packages that no program in a page can use, and those that are large and seldom of use.
const LEFT_OUT: &[&str] = &[
    "asyncpg._testbase",
    "pydantic.mypy",
    "pydantic._hypothesis_plugin",
    "pydantic.v1",
    "sortedcontainers.__main__",
    "twisted.conch",
    "twisted.mail",
    "twisted.names",
    "twisted.pair",
    "twisted.runner",
    "twisted.words",
];

/// The languages that Pygments keeps: it has 500.
const LEXERS: &str = "
    __init__ _mapping bash c_cpp configs css data diff html javascript jvm markup go python rust shell special sql text
";

/// The table of the widths of characters that rich keeps: it has one for each version of Unicode.
const WIDTHS: &str = "17-0-0";

/// A package of the lock file.
pub struct Package {
    pub name: String,
    pub version: String,
    /// The modules that a program imports it by.
    pub imports: Vec<String>,
    pub depends: Vec<String>,
    /// The text that a program writes in a line `# packages:` to have this version instead of the other one of the same name.
    pub chosen_by: Option<String>,
    /// The folder of its wheel.
    pub folder: PathBuf,
}

/// Reads the lock file, and finds the packages below a folder.
pub fn locked(cache: &Path) -> Vec<Package> {
    println!("cargo::rerun-if-changed={LOCK}");
    println!("cargo::rerun-if-changed={IN_PYTHON}");
    let text = fs::read_to_string(LOCK).expect("the lock file can be read");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| package_of(line, cache).unwrap_or_else(|| panic!("{LOCK}: no line of a package: {line}")))
        .collect()
}

fn package_of(line: &str, cache: &Path) -> Option<Package> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let &[package, imports, depends, _licence, wheel, ref rest @ ..] = &columns[..] else { return None };
    let (name, version) = package.split_once(' ')?;
    let (_, hash) = wheel.split_once(' ')?;
    let words = |text: &str| text.split_whitespace().filter(|word| *word != "-").map(String::from).collect();
    Some(Package {
        name: name.into(),
        version: version.into(),
        imports: words(imports),
        depends: words(depends),
        chosen_by: rest.first().map(|requirement| (*requirement).into()),
        folder: cache.join(format!("{name}-{version}-{}", hash.get(..16)?)),
    })
}

/// The folder into which `static/build/packages.py` unpacks wheels.
pub fn cache() -> PathBuf {
    println!("cargo::rerun-if-env-changed=XDG_CACHE_HOME");
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache");
    env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("loopline/packages")
}

/// Names and sources of a package's modules, by their names with dots.
fn modules(package: &Package) -> BTreeMap<String, PathBuf> {
    let mut modules = modules_in(&package.folder);
    modules.retain(|name, _| !is_left_out(name));
    let ours = Path::new(IN_PYTHON).join(&package.name);
    if ours.is_dir() {
        modules.extend(modules_in(&ours));
    }
    modules
}

/// Names and sources of the modules below a folder.
fn modules_in(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = Vec::new();
    walk(folder, "", &mut files);
    let module = |file: &String| {
        let stem = file.strip_suffix(".py")?;
        let name = stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', ".");
        // Some are imported by a text, such as `unicode17-0-0`.
        let is_name =
            name.split('.').all(|part| part.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter)));
        (is_name && !is_of_tests(file)).then(|| (name, folder.join(file)))
    };
    files.iter().filter_map(module).collect()
}

/// Tells if a file lies in a folder of tests.
fn is_of_tests(file: &str) -> bool {
    let mut folders = file.split('/').rev().skip(1);
    folders.any(|folder| ["test", "tests", "_tests", "newsfragments"].contains(&folder))
}

/// Tells if a module is left out: one of a list, or a part of one.
fn is_left_out(name: &str) -> bool {
    let of = |gone: &&str| name.strip_prefix(*gone).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let lexer = name.strip_prefix("pygments.lexers.");
    let widths = name.strip_prefix("rich._unicode_data.unicode");
    LEFT_OUT.iter().any(of)
        || lexer.is_some_and(|lexer| !LEXERS.split_whitespace().any(|kept| kept == lexer))
        || widths.is_some_and(|widths| widths != WIDTHS)
}

/// The files below a folder by their paths in it, in order.
fn walk(folder: &Path, above: &str, found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("a wheel can be read")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found);
        } else {
            found.push(path);
        }
    }
}

/// Files of a package that its code or a program reads, with their contents.
fn data(package: &Package) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    walk(&package.folder, "", &mut files);
    files.retain(|file| is_data(file));
    let read = |file: String| {
        let content = match file.rsplit('/').next() {
            // The description is long, and for readers of the package's own page.
            Some("METADATA") => metadata(&package.folder.join(&file)),
            // The model of TLS reads no roots, and they are larger than most packages.
            Some("cacert.pem") => b"# The certificates of this playground's hosts are its own.\n".to_vec(),
            _ => fs::read(package.folder.join(&file)).expect("a wheel can be read"),
        };
        (file, content)
    };
    files.into_iter().map(read).collect()
}

/// Tells if a file is none of code, and none that only tools of a developer's machine read.
fn is_data(file: &str) -> bool {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if folder.ends_with(".dist-info") {
        return ["METADATA", "entry_points.txt", "top_level.txt"].contains(&name) || name.starts_with("LICENSE");
    }
    let code = "c cfg gitignore h pxd pxi py pyi pyx so typed".split(' ').any(|code| code == extension);
    let left_out = folder.replace('/', ".");
    !code && !is_of_tests(file) && !folder.contains(".data/") && !folder.ends_with(".data") && !is_left_out(&left_out)
}

/// The headers of a file of metadata.
fn metadata(file: &Path) -> Vec<u8> {
    let text = fs::read_to_string(file).expect("a wheel can be read");
    text.split("\n\n").next().unwrap_or_default().bytes().chain(*b"\n").collect()
}

/// The packs of packages, each with its modules, in the same order.
pub fn packs(packages: &[&Package], compiler: &str) -> Vec<(BTreeMap<String, PathBuf>, Vec<u8>)> {
    let next = AtomicUsize::new(0);
    let made = Mutex::new(BTreeMap::new());
    let work = || {
        while let Some(package) = packages.get(next.fetch_add(1, Ordering::Relaxed)) {
            let modules = modules(package);
            let bytes = pack(package, &modules, compiler);
            made.lock().expect("no other thread has failed").insert(&package.folder, (modules, bytes));
        }
    };
    // The compiler recurses deeply, and a thread's stack is smaller than that of a program.
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let thread = std::thread::Builder::new().stack_size(64 << 20);
            thread.spawn_scoped(scope, work).expect("a thread can be started");
        }
    });
    let mut made = made.into_inner().expect("no thread has failed");
    packages.iter().map(|package| made.remove(&package.folder).expect("each was made")).collect()
}

/// The modules of a package that are imported as soon as it is imported itself.
pub fn imported_with(package: &Package, modules: &BTreeMap<String, PathBuf>) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut wanted = package.imports.clone();
    while let Some(name) = wanted.pop() {
        let Some(path) = modules.get(&name).filter(|_| !found.contains_key(&name)) else { continue };
        let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let inside =
            if path.ends_with("__init__.py") { Some(&*name) } else { name.rsplit_once('.').map(|(above, _)| above) };
        // With a module come the packages that it is in.
        let above = name.match_indices('.').map(|(at, _)| name[..at].to_string());
        wanted.extend(imported_at_once(&source, inside).into_iter().chain(above));
        found.insert(name, path.clone());
    }
    found
}

/// The modules at the top of a package, each with whether it has others in it.
pub fn roots<'a>(package: &Package, modules: &'a BTreeMap<String, PathBuf>) -> Vec<(&'a str, bool)> {
    let root = |(name, path): (&'a String, &PathBuf)| match name.split_once('.') {
        Some((root, _)) => (root, true),
        None => (name.as_str(), path.ends_with("__init__.py")),
    };
    let roots: BTreeSet<_> = modules.iter().map(root).collect();
    let named: BTreeSet<_> = package.imports.iter().map(|name| name.split('.').next().unwrap_or(name)).collect();
    assert!(roots.iter().map(|(name, _)| *name).eq(named), "{LOCK}: {} is imported by {roots:?}", package.name);
    roots.into_iter().collect()
}

/// The bytes of the pack of a package. Made once for its wheel and this compiler, and kept beside it.
fn pack(package: &Package, modules: &BTreeMap<String, PathBuf>, compiler: &str) -> Vec<u8> {
    let mut hasher = DefaultHasher::new();
    let made_by = [include_str!("packages.rs"), include_str!("docstrings.rs"), include_str!("frozen_code.rs")];
    let patches: Vec<String> = modules.keys().map(|name| patch_of(name)).collect();
    // The files of ours, which change where the wheel does not.
    let own = modules.values().filter(|path| !path.starts_with(&package.folder));
    let own: Vec<_> = own.map(|path| fs::read(path).expect("a module of ours can be read")).collect();
    (compiler, made_by, patches, own).hash(&mut hasher);
    let kept = package.folder.with_added_extension(format!("{:016x}.pack", hasher.finish()));
    if let Ok(bytes) = fs::read(&kept) {
        return bytes;
    }
    let mut code: BTreeMap<&str, Compiled> = BTreeMap::new();
    for (name, path) in modules {
        let mut source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        source.push_str(&patch_of(name));
        let is_package = path.ends_with("__init__.py");
        code.insert(name, compiled(name, &without_docstrings(&source), 0, is_package));
        // Folders of nothing but modules are packages, too.
        for (at, _) in name.match_indices('.') {
            if !modules.contains_key(&name[..at]) {
                code.entry(&name[..at]).or_insert_with(|| compiled(&name[..at], "", 0, true));
            }
        }
    }
    let data = data(package);
    let frozen = encoded(&code.into_values().collect::<Vec<_>>());
    let bytes = pack_format::write(&frozen, data.iter().map(|(path, content)| (path.as_str(), content.as_slice())));
    // Made anew next time, if the cache cannot be written.
    let made = kept.with_added_extension(std::process::id().to_string());
    let _ = fs::write(&made, &bytes).and_then(|()| fs::rename(&made, &kept));
    bytes
}

//! Packs: modules that most programs do not import, in files that the engine fetches when a program first does. They are
//! parts of CPython's library, listed in `src/build.rs`, and packages, listed in `src/python/packages.lock`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use rustpython_compiler_core::frozen::{FrozenLib, FrozenModule};
use rustpython_vm::builtins::PyCode;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::import_lines::imported_into;
use super::natives::native_module::NativeModule;
use super::pack_format;
use crate::python::values::attribute_reading::text;

/// Fetches the bytes of a pack by the name of its file. An error says why they could not be had.
pub type PackSource = fn(&str) -> Result<Cow<'static, [u8]>, String>;

/// An entry of the table of packs.
struct Entry {
    name: &'static str,
    /// The name of its file, which changes with its content.
    file: &'static str,
    /// The length of the file, in bytes.
    bytes: usize,
    /// Modules of a part of the library, each with whether it is a package; none of a package, which the file tells.
    modules: &'static [(&'static str, bool)],
    /// The packs from which its modules import, and the packages on which it depends.
    needs: &'static [&'static str],
    package: Option<Package>,
}

/// A package of the lock file.
struct Package {
    version: &'static str,
    /// The modules at its top, each with whether it has others in it.
    roots: &'static [(&'static str, bool)],
    /// The text that a program writes to have this version instead of the other one of its name.
    chosen_by: Option<&'static str>,
}

static INDEX: &[Entry] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pack that was fetched. Its bytes are kept for as long as the thread lives: code refers to them.
struct Fetched {
    modules: HashMap<&'static str, FrozenModule>,
    files: Vec<(&'static str, &'static [u8])>,
}

thread_local! {
    /// The packs that were fetched, by their files.
    static FETCHED: RefCell<HashMap<&'static str, &'static Fetched>> = RefCell::default();
    /// The versions that the program that runs has chosen.
    static CHOSEN: RefCell<Choice> = RefCell::default();
}

/// Returns the files of all packs of Python's library.
pub fn pack_names() -> impl Iterator<Item = &'static str> {
    INDEX.iter().filter(|entry| entry.package.is_none()).map(|entry| entry.file)
}

/// Returns the names of the packages that a program can import, with their versions: those that need not be chosen.
pub fn package_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let packages = INDEX.iter().filter_map(|entry| Some((entry.name, entry.package.as_ref()?)));
    packages.filter(|(_, package)| package.chosen_by.is_none()).map(|(name, package)| (name, package.version))
}

/// The versions that a program has where the shelf has two.
#[derive(Clone, Default)]
struct Choice(Vec<&'static str>);

impl Choice {
    /// The choice of sources: each may have lines `# packages: name<2, other<3`. What the shelf does not offer is no choice.
    fn of<'a>(sources: impl Iterator<Item = &'a str>) -> Choice {
        let named = |source: &'a str| {
            source.lines().filter_map(|line| line.strip_prefix(CHOICE)).flat_map(|line| line.split(','))
        };
        let plain = |requirement: &str| requirement.split_whitespace().collect::<String>();
        let wanted: Vec<String> = sources.flat_map(named).map(plain).collect();
        let offered = INDEX.iter().filter_map(|entry| entry.package.as_ref()?.chosen_by);
        let mut chosen: Vec<_> = offered.filter(|offer| wanted.iter().any(|wanted| wanted == offer)).collect();
        chosen.sort_unstable();
        chosen.dedup();
        Choice(chosen)
    }

    /// Tells if a pack is one that the program can have.
    fn has(&self, entry: &'static Entry) -> bool {
        let Some(package) = &entry.package else { return true };
        if let Some(requirement) = package.chosen_by {
            return self.0.contains(&requirement);
        }
        // Unless the program has chosen another version of it.
        let instead = |other: &&Entry| {
            other.name == entry.name
                && other.package.as_ref().is_some_and(|other| other.chosen_by.is_some_and(|by| self.0.contains(&by)))
        };
        self.0.is_empty() || !INDEX.iter().any(|other| instead(&other))
    }

    /// Returns a pack by its name.
    fn entry(&self, name: &str) -> Option<&'static Entry> {
        INDEX.iter().find(|entry| entry.name == name && self.has(entry))
    }

    /// Returns the pack that has a module, or would have it.
    fn pack_of(&self, module: &str) -> Option<&'static Entry> {
        let root = module.split('.').next().unwrap_or(module);
        let has_it = |entry: &Entry| match &entry.package {
            Some(package) => package.roots.iter().any(|(name, _)| *name == root),
            None => entry.modules.iter().any(|(name, _)| *name == module),
        };
        INDEX.iter().find(|entry| has_it(entry) && self.has(entry))
    }

    /// Returns packs, and those that they need.
    fn packs_needed(&self, mut wanted: Vec<&'static Entry>) -> Vec<&'static Entry> {
        let mut found: Vec<&'static Entry> = Vec::new();
        while let Some(pack) = wanted.pop() {
            if !found.iter().any(|known| known.name == pack.name) {
                found.push(pack);
                wanted.extend(pack.needs.iter().filter_map(|name| self.entry(name)));
            }
        }
        found
    }
}

/// The line by which a program chooses begins so.
const CHOICE: &str = "# packages:";

/// Returns a pack by its name, as the program that runs has chosen.
fn entry(name: &str) -> Option<&'static Entry> {
    CHOSEN.with_borrow(|choice| choice.entry(name))
}

/// Returns the pack that has a module, or would have it, as the program that runs has chosen.
fn pack_of(module: &str) -> Option<&'static Entry> {
    CHOSEN.with_borrow(|choice| choice.pack_of(module))
}

/// Returns packs, and those that they need, as the program that runs has chosen.
fn packs_needed(wanted: Vec<&'static Entry>) -> Vec<&'static Entry> {
    CHOSEN.with_borrow(|choice| choice.packs_needed(wanted))
}

/// Tells if a module of a pack is a package; `None` if no pack has it. What is in a package that was not fetched is not known.
fn is_package(module: &str) -> Option<bool> {
    let entry = pack_of(module)?;
    if let Some(fetched) = FETCHED.with_borrow(|fetched| fetched.get(entry.file).copied()) {
        return fetched.modules.get(module).map(|module| module.package);
    }
    let modules = entry.package.as_ref().map_or(entry.modules, |package| package.roots);
    modules.iter().find(|(name, _)| *name == module).map(|(_, package)| *package)
}

/// Returns the files of the packs from which these sources import, each with its length, so that they can be fetched before
/// the program runs. What a program imports by a name that it makes itself is fetched when it does.
pub fn packs_imported_by<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<(&'static str, usize)> {
    let sources: Vec<&str> = sources.collect();
    let choice = Choice::of(sources.iter().copied());
    let imported = sources
        .into_iter()
        .flat_map(|source| imported_into(source, None))
        .filter_map(|module| choice.pack_of(&module))
        .collect();
    choice.packs_needed(imported).into_iter().map(|pack| (pack.file, pack.bytes)).collect()
}

/// Tells if these sources import a package that speaks to PostgreSQL.
pub fn wants_postgres<'a>(sources: impl Iterator<Item = &'a str>) -> bool {
    packs_imported_by(sources).iter().any(|(file, _)| file.starts_with("asyncpg-"))
}

/// Modules that do something when they are imported, at a moment which a program chooses.
const DO_SOMETHING: &[&str] = &["twisted.internet.reactor"];

/// Returns the modules of packages that these sources import, in alphabetical order, but for those that do something when
/// they are imported. Before them comes the line by which the program chooses, if it does. `beside` are the paths of the
/// program's files, which hide packages of their names.
pub fn package_modules<'a>(sources: impl Iterator<Item = &'a str>, beside: &[&str]) -> Vec<String> {
    let hides = |module: &str| {
        let root = module.split('.').next().unwrap_or(module);
        beside
            .iter()
            .any(|path| path.split('/').next().is_some_and(|name| name.strip_suffix(".py").unwrap_or(name) == root))
    };
    let sources: Vec<&str> = sources.collect();
    let choice = Choice::of(sources.iter().copied());
    let imported = sources.into_iter().flat_map(|source| imported_into(source, None));
    let is_of_package = |module: &String| choice.pack_of(module).is_some_and(|pack| pack.package.is_some());
    let mut modules: Vec<String> = imported
        .filter(|module| is_of_package(module) && !hides(module) && !DO_SOMETHING.contains(&module.as_str()))
        .collect();
    modules.sort_unstable();
    modules.dedup();
    if !choice.0.is_empty() && !modules.is_empty() {
        modules.insert(0, format!("{CHOICE} {}", choice.0.join(", ")));
    }
    modules
}

/// Returns a pack, which is fetched unless it was.
fn fetched(pack: &'static Entry, source: PackSource) -> Result<&'static Fetched, String> {
    if let Some(known) = FETCHED.with_borrow(|fetched| fetched.get(pack.file).copied()) {
        return Ok(known);
    }
    let bytes: &'static [u8] = match source(pack.file)? {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(bytes) => bytes.leak(),
    };
    let read = pack_format::read(bytes).ok_or("its file is damaged")?;
    let modules = FrozenLib::from_ref(read.modules).decode().collect();
    let made: &'static Fetched = Box::leak(Box::new(Fetched { modules, files: read.files }));
    FETCHED.with_borrow_mut(|fetched| fetched.insert(pack.file, made));
    Ok(made)
}

/// Tells if these bytes are what was built as the pack of a file.
pub fn is_whole(file: &str, bytes: &[u8]) -> bool {
    file.ends_with(&pack_format::digest(bytes))
}

/// Returns the files of a part of the library.
pub(super) fn files(name: &str, source: PackSource) -> Result<&'static [(&'static str, &'static [u8])], String> {
    fetched(entry(name).ok_or("there is none")?, source).map(|pack| &pack.files[..])
}

/// Names of those packs that are packages, as a list.
fn names(packs: Vec<&'static Entry>, vm: &VirtualMachine) -> PyObjectRef {
    let packages = packs.into_iter().filter(|pack| pack.package.is_some());
    vm.ctx.new_list(packages.map(|pack| vm.ctx.new_str(pack.name).into()).collect()).into()
}

/// Adds the functions by which `_packs` finds modules.
pub(in crate::python) fn add(module: &NativeModule, source: PackSource) -> PyResult<()> {
    CHOSEN.set(Choice::default());
    // Chooses versions as a source of the program says.
    module.add("choose_packages", |source: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let Choice(more) = Choice::of(text(&source).as_deref().into_iter());
        CHOSEN.with_borrow_mut(|Choice(chosen)| chosen.extend(more));
        vm.ctx.none()
    })?;
    // Whether a module of a pack is a package; `None` for all others.
    module.add("in_pack", |name: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let found = text(&name).and_then(|name| is_package(&name));
        found.map_or_else(|| vm.ctx.none(), |package| vm.ctx.new_bool(package).into())
    })?;
    // The name of the package that has a module, or would have it.
    module.add("package_of", |name: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let found = text(&name).and_then(|name| pack_of(&name)).filter(|entry| entry.package.is_some());
        found.map_or_else(|| vm.ctx.none(), |entry| vm.ctx.new_str(entry.name).into())
    })?;
    // The names of the packages from which a source imports, and of those on which they depend.
    module.add("packages_imported", |source: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let modules = imported_into(&text(&source).unwrap_or_default(), None);
        let imported = modules.iter().filter_map(|module| pack_of(module));
        names(packs_needed(imported.filter(|pack| pack.package.is_some()).collect()), vm)
    })?;
    // The names of a package and of those on which it depends.
    module.add("packages_needed", |name: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let package = text(&name).and_then(|name| entry(&name));
        let packs = packs_needed(package.into_iter().collect());
        names(packs, vm)
    })?;
    // The names of all packages.
    module.add("packages", |vm: &VirtualMachine| -> PyObjectRef {
        vm.ctx.new_list(package_names().map(|(name, _)| vm.ctx.new_str(name).into()).collect()).into()
    })?;
    // Files of a package, which is fetched unless it was: paths with contents.
    module.add("package_files", move |name: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let name = text(&name).unwrap_or_default();
        let files = files(&name, source).map_err(|why| {
            let sentence = format!("{name} is a package that could not be fetched: {why}");
            vm.new_import_error(sentence, vm.ctx.new_utf8_str(name))
        })?;
        let pair = |(path, content): &(&str, &[u8])| {
            let content: PyObjectRef = vm.ctx.new_bytes(content.to_vec()).into();
            vm.ctx.new_tuple(vec![vm.ctx.new_str(*path).into(), content]).into()
        };
        Ok(vm.ctx.new_list(files.iter().map(pair).collect()).into())
    })?;
    module.add("pack_code", move |name: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let name = text(&name).unwrap_or_default();
        let failed = |sentence: String| vm.new_import_error(sentence, vm.ctx.new_utf8_str(&*name));
        let Some(pack) = pack_of(&name) else { return Err(failed(format!("no pack has {name}"))) };
        let fetched = fetched(pack, source)
            .map_err(|why| failed(format!("{name} is a part of Python's library that could not be fetched: {why}")))?;
        let module = fetched.modules.get(&*name).ok_or_else(|| failed(format!("the pack has no {name}")))?;
        Ok(PyCode::new_ref_from_frozen(vm, module.code).into())
    })
}

/// Returns the bytes of a pack of a native program: those of the library are part of it. Those of packages lie where they
/// were built, since they would make each link of the program and of its tests twice as long.
#[cfg(not(target_arch = "wasm32"))]
pub fn embedded(file: &str) -> Result<Cow<'static, [u8]>, String> {
    if let Some((_, bytes)) = EMBEDDED.iter().find(|(name, _)| *name == file) {
        return Ok(Cow::Borrowed(*bytes));
    }
    let path = format!("{}/packs/{file}.pack", env!("OUT_DIR"));
    std::fs::read(&path).map(Cow::Owned).map_err(|error| format!("{path}: {error}"))
}

#[cfg(not(target_arch = "wasm32"))]
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded_packs.rs"));

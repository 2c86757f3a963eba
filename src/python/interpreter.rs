//! The interpreter: made, set up, and one program run in it.

use std::rc::Rc;

use rustpython_compiler_core::frozen::FrozenLib;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::{Interpreter, PyResult, Settings, VirtualMachine};

use super::bridge::{self, Desk};
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
pub const LIMIT: usize = 200_000;

/// Runs a program to its end on the exact clock, in an interpreter of its own.
pub fn run(program: Program) -> Ran {
    let desk = Desk::new(program.file, program.source, program.limit);
    desk.open();
    let interpreter = interpreter();
    let status = interpreter.enter(|vm| {
        let ran = run_in(&desk, program, vm);
        ran.unwrap_or_else(|error| {
            // Ours: the program's own errors have been reported by now.
            let mut said = String::new();
            let _ = vm.write_exception(&mut said, &error);
            desk.said.borrow_mut().push((Stream::Err, said));
            1
        })
    });
    finished(&desk, status)
}

fn finished(desk: &Rc<Desk>, status: u8) -> Ran {
    let mut book = desk.book.borrow_mut();
    let ended = if status == 0 {
        Status::Returned
    } else {
        let text = format!("exit status {status}");
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

fn run_in(desk: &Rc<Desk>, program: Program, vm: &VirtualMachine) -> PyResult<u8> {
    let module = bridge::module(desk, vm)?;
    vm.sys_module.get_attr("modules", vm)?.set_item("_loopline", module.into(), vm)?;
    let boot = vm.import("_loopline_boot", 0)?;
    boot.get_attr("boot", vm)?.call((), vm)?;
    let namespace = vm.new_scope_with_main()?.globals;
    let arguments = program.arguments.iter().map(|argument| vm.ctx.new_str(argument.as_str()).into()).collect();
    let status = boot.get_attr("run", vm)?.call(
        (
            vm.ctx.new_str(program.source),
            vm.ctx.new_str(program.file),
            namespace,
            vm.ctx.new_list(arguments),
        ),
        vm,
    )?;
    Ok(status.downcast_ref::<PyInt>().and_then(|status| u8::try_from(status.as_bigint()).ok()).unwrap_or(1))
}

//! `OSError`, whose class depends on its number: `OSError(2, "...")` is a `FileNotFoundError`.
//!
//! RustPython chooses the class on every target but wasm.

use std::sync::OnceLock;

use rustpython_vm::builtins::{PyInt, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyResult, VirtualMachine};

/// A function that makes an object of a class.
type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

/// The function that `OSError` had. A class with an `__init__` of its own has its arguments left to that, as in CPython, if
/// this is the one by which it is made.
static NEW: OnceLock<New> = OnceLock::new();

/// Puts [`new_os_error`] in the place of `OSError.__new__`, and that function in the places of its subclasses' own, which
/// would not leave the arguments of a class derived from them to its `__init__`.
pub(in crate::python) fn patch(vm: &VirtualMachine) {
    let errors = &vm.ctx.exceptions;
    let slot = &errors.os_error.slots.new;
    let Some(new) = slot.load() else { return };
    NEW.get_or_init(|| new);
    slot.store(Some(new_os_error));
    for class in [
        errors.blocking_io_error,
        errors.child_process_error,
        errors.connection_error,
        errors.broken_pipe_error,
        errors.connection_aborted_error,
        errors.connection_refused_error,
        errors.connection_reset_error,
        errors.file_exists_error,
        errors.file_not_found_error,
        errors.interrupted_error,
        errors.is_a_directory_error,
        errors.not_a_directory_error,
        errors.permission_error,
        errors.process_lookup_error,
        errors.timeout_error,
    ] {
        class.slots.new.store(Some(new));
    }
}

/// Makes an `OSError` of the class that its number asks for.
fn new_os_error(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let errors = &vm.ctx.exceptions;
    let new = *NEW.get().ok_or_else(|| vm.new_type_error("no OSError can be made"))?;
    if !class.is(errors.os_error) {
        // A class of the program's inherits this function; RustPython asks whether the class has one of its own.
        class.slots.new.store(Some(new));
        return new(class, args, vm);
    }
    let number = args.args.first().filter(|_| (2..=5).contains(&args.args.len()) && args.kwargs.is_empty());
    let number = number.and_then(|number| number.downcast_ref::<PyInt>()).map(|number| number.as_bigint());
    // The numbers of Linux.
    let class = match number.and_then(|number| u32::try_from(number).ok()) {
        Some(1 | 13) => errors.permission_error,
        Some(2) => errors.file_not_found_error,
        Some(3) => errors.process_lookup_error,
        Some(4) => errors.interrupted_error,
        Some(10) => errors.child_process_error,
        Some(11 | 114 | 115) => errors.blocking_io_error,
        Some(17) => errors.file_exists_error,
        Some(20) => errors.not_a_directory_error,
        Some(21) => errors.is_a_directory_error,
        Some(32 | 108) => errors.broken_pipe_error,
        Some(103) => errors.connection_aborted_error,
        Some(104) => errors.connection_reset_error,
        Some(110) => errors.timeout_error,
        Some(111) => errors.connection_refused_error,
        _ => return new(class, args, vm),
    };
    new(class.to_owned(), args, vm)
}

//! Built-in functions that behave as CPython's do where RustPython's differ.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

/// Makes a native function that calls one in Python. Such a function becomes no method where a class has it as an attribute,
/// as CPython's own built-in functions do not.
pub(in crate::python) fn builtin(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let name = function.get_attr("__name__", vm)?.str(vm)?;
    let name = vm.ctx.intern_str(name.as_wtf8()).as_str();
    Ok(vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| function.call(args, vm)).into())
}

/// The function `next`. RustPython's own loses the class of an error that is a subclass of `StopIteration`.
pub(in crate::python) fn next(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (iterator, default) = match &args.args[..] {
        [iterator] => (iterator, None),
        [iterator, default] => (iterator, Some(default)),
        other => {
            return Err(vm.new_type_error(format!("next expected at least 1 argument, got {}", other.len())));
        }
    };
    if iterator.class().get_attr(vm.ctx.intern_str("__next__")).is_none() {
        return Err(vm.new_type_error(format!("'{}' object is not an iterator", iterator.class().name())));
    }
    vm.call_method(iterator, "__next__", ()).or_else(|error| match default {
        Some(default) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => Ok(default.clone()),
        _ => Err(error),
    })
}

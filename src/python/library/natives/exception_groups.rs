//! What `except*` catches, as CPython groups it.
//!
//! RustPython puts it into an `ExceptionGroup` even where it is no `Exception`, such as a cancellation, and then refuses
//! that: `except* CancelledError` would end in a TypeError.

use std::cell::OnceCell;

use rustpython_vm::builtins::{PyStr, PyTuple, PyType, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyResult, VirtualMachine};

thread_local! {
    /// The class itself, whatever a program calls so.
    static GROUP: OnceCell<PyTypeRef> = const { OnceCell::new() };
}

/// Has `ExceptionGroup` made as here. What has been done once holds.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.builtins.get_attr("ExceptionGroup", vm)?;
    let class = class.downcast::<PyType>().map_err(|_| vm.new_type_error("ExceptionGroup is not a class"))?;
    class.slots.new.store(Some(new));
    // Where it is known already, it is the same.
    GROUP.with(|group| group.set(class)).ok();
    Ok(())
}

fn new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let base = vm.ctx.exceptions.base_exception_group;
    let make = base.slots.new.load().ok_or_else(|| vm.new_type_error("no group can be made"))?;
    let is_group = GROUP.with(|group| group.get().is_some_and(|group| class.is(group)));
    make(if is_group && is_of_except_star(&args) { base.to_owned() } else { class }, args, vm)
}

/// What `except*` makes has no name, and its errors in a tuple.
fn is_of_except_star(args: &FuncArgs) -> bool {
    let [message, errors] = &args.args[..] else { return false };
    message.downcast_ref::<PyStr>().is_some_and(|message| message.as_bytes().is_empty())
        && errors.downcast_ref::<PyTuple>().is_some()
}

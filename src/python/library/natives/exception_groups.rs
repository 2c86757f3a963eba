//! `except*` for errors that are no `Exception`, such as a cancellation.
//!
//! RustPython groups what `except*` catches in an `ExceptionGroup` in any case, and then refuses such an error:
//! `except* CancelledError` would end in a TypeError. CPython chooses `BaseExceptionGroup` where it is needed.

use std::cell::OnceCell;

use rustpython_vm::builtins::{PyStr, PyTuple, PyType, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyResult, VirtualMachine};

thread_local! {
    /// The class `ExceptionGroup`. A program may give that name to another.
    static GROUP: OnceCell<PyTypeRef> = const { OnceCell::new() };
}

/// Puts [`new_group`] in the place of `ExceptionGroup.__new__`. Doing it twice does no harm.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.builtins.get_attr("ExceptionGroup", vm)?;
    let class = class.downcast::<PyType>().map_err(|_| vm.new_type_error("ExceptionGroup is not a class"))?;
    class.slots.new.store(Some(new_group));
    // An error means that the class is known already.
    GROUP.with(|group| group.set(class)).ok();
    Ok(())
}

/// Makes a group, of the base class where `except*` makes it: that picks `ExceptionGroup` itself if all errors allow it.
fn new_group(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let base = vm.ctx.exceptions.base_exception_group;
    let make = base.slots.new.load().ok_or_else(|| vm.new_type_error("no group can be made"))?;
    let is_group = GROUP.with(|group| group.get().is_some_and(|group| class.is(group)));
    make(if is_group && is_of_except_star(&args) { base.to_owned() } else { class }, args, vm)
}

/// Recognizes a group that `except*` makes: its message is empty and its errors are in a tuple.
fn is_of_except_star(args: &FuncArgs) -> bool {
    let [message, errors] = &args.args[..] else { return false };
    message.downcast_ref::<PyStr>().is_some_and(|message| message.as_bytes().is_empty())
        && errors.downcast_ref::<PyTuple>().is_some()
}

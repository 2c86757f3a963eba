//! The order in which the items of a list are destroyed when nothing refers to the list any more: the last first, as in
//! CPython. RustPython destroys the first one first.
//!
//! A list that is thrown away is reversed just before RustPython takes its items. The only place for that is the predicate
//! that is asked if the class's finalizer is needed, so the class has one, which is never called. A class derived from `list`
//! inherits the finalizer, and is given the predicate when it is made. If it has a finalizer of its own, that finds the items
//! in their order, and they are destroyed as in RustPython.

use std::cell::Cell;

use rustpython_vm::builtins::{PyList, PyType, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObject, PyResult, VirtualMachine};

type Delete = fn(&PyObject, &VirtualMachine) -> PyResult<()>;
type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

thread_local! {
    /// The function that made classes before it was replaced.
    static REPLACED: Cell<Option<New>> = const { Cell::new(None) };
}

/// Changes the class `list`, and the making of classes.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let (list, class) = (vm.ctx.types.list_type, vm.ctx.types.type_type);
    let Some(new) = class.slots.new.load() else { return Err(vm.new_type_error("no class can be made")) };
    REPLACED.set(Some(new));
    class.slots.new.store(Some(new_class));
    list.slots.del.store(Some(never_called));
    list.slots.del_needed.store(Some(needs_finalizer));
    Ok(())
}

fn never_called(_: &PyObject, _: &VirtualMachine) -> PyResult<()> {
    Ok(())
}

/// Tells if a class derived from `list` has a finalizer that is to be called. Reverses a list that is being thrown away and
/// has none.
fn needs_finalizer(list: &PyObject) -> bool {
    if !list.class().slots.del.load().is_some_and(|del| std::ptr::fn_addr_eq(del, never_called as Delete)) {
        return true;
    }
    // The garbage collector asks, too, of lists that others still refer to.
    if list.strong_count() == 0
        && let Some(list) = list.downcast_ref::<PyList>()
    {
        list.borrow_vec_mut().reverse();
    }
    false
}

/// Makes a class; one derived from `list` gets its predicate, which is not inherited.
fn new_class(metaclass: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(new) = REPLACED.get() else { return Err(vm.new_type_error("no class can be made")) };
    let class = new(metaclass, args, vm)?;
    if let Some(class) = class.downcast_ref::<PyType>()
        && class.fast_issubclass(vm.ctx.types.list_type)
    {
        class.slots.del_needed.store(Some(needs_finalizer));
    }
    Ok(class)
}

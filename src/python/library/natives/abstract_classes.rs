//! The error of an abstract class that is called, in CPython's words: RustPython's sentence lacks the first of them, and names
//! the methods in no order.

use std::cell::Cell;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyType, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyResult, VirtualMachine};

use crate::python::values::attribute_reading::text;

type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

thread_local! {
    /// The function that made objects before it was replaced.
    static REPLACED: Cell<Option<New>> = const { Cell::new(None) };
}

/// Puts [`new_object`] in the place of `object.__new__`, in every class that has that function so far: it is copied from
/// class to class, and RustPython compares it.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let object = vm.ctx.types.object_type;
    let Some(new) = object.slots.new.load() else { return Err(vm.new_type_error("no object can be made")) };
    REPLACED.set(Some(new));
    replace_in(object, new, vm)
}

fn replace_in(class: &Py<PyType>, new: New, vm: &VirtualMachine) -> PyResult<()> {
    if !class.slots.new.load().is_some_and(|own| std::ptr::fn_addr_eq(own, new)) {
        return Ok(());
    }
    class.slots.new.store(Some(new_object));
    // `type` has a method of this name that is bound to a class of its own.
    let subclasses = vm.ctx.types.type_type.as_object().get_attr("__subclasses__", vm)?;
    let subclasses: Vec<PyObjectRef> = vm.extract_elements_with(&*subclasses.call((class.to_owned(),), vm)?, Ok)?;
    for subclass in subclasses.iter().filter_map(|subclass| subclass.downcast_ref::<PyType>()) {
        replace_in(subclass, new, vm)?;
    }
    Ok(())
}

fn new_object(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(new) = REPLACED.get() else { return Err(vm.new_type_error("no object can be made")) };
    new(class.clone(), args, vm).map_err(|error| in_words_of_cpython(error, &class, vm))
}

fn in_words_of_cpython(error: PyBaseExceptionRef, class: &Py<PyType>, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let said = error.args().first().and_then(|said| text(said)).unwrap_or_default();
    if !said.starts_with("class ") || !said.contains("without an implementation for abstract") {
        return error;
    }
    let methods = class.as_object().get_attr("__abstractmethods__", vm);
    let methods = methods.and_then(|methods| vm.extract_elements_with(&methods, Ok)).unwrap_or_default();
    let mut methods: Vec<String> = methods.iter().filter_map(|method| text(method)).collect();
    methods.sort();
    let noun = if methods.len() == 1 { "method" } else { "methods" };
    vm.new_type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract {noun} '{}'",
        class.name(),
        methods.join("', '")
    ))
}

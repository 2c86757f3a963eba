//! Context variables: what the program's own code sets them to.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObject, PyResult, VirtualMachine};

use crate::python::hooks::future_hooks::{native_class, wrap};
use crate::python::session::Desk;
use crate::python::values::{program_places as locate, value_text as shown};
use crate::trace::Kind;

/// Wraps what changes a context variable, on the classes themselves.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_contextvars", 0)?;
    let class = |name| native_class(&module, name, vm);
    let (variable, token) = (class("ContextVar")?, class("Token")?);
    wrap(variable, "set", set, vm)?;
    wrap(variable, "reset", set, vm)?;
    match token.get_attr(vm.ctx.intern_str("__exit__")) {
        Some(_) => wrap(token, "__exit__", left, vm),
        None => Ok(()),
    }
}

/// `variable.set(value)` and `variable.reset(token)`.
fn set(desk: &Desk, variable: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    changed(desk, variable, vm)?;
    Ok(result)
}

/// `with variable.set(value):` is left.
fn left(desk: &Desk, token: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    let variable = token.get_attr("var", vm)?;
    changed(desk, &variable, vm)?;
    Ok(result)
}

/// Records what a variable is now. What the library keeps in variables of its own says nothing to a reader.
fn changed(desk: &Desk, variable: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if locate::frames(vm).next().is_none_or(|frame| locate::in_library(&frame).is_some()) {
        return Ok(());
    }
    let missing = vm.ctx.not_implemented();
    let value = vm.call_method(variable, "get", (missing.clone(),))?;
    let value = if value.is(&missing) { "unset".into() } else { shown::value(&value, vm) };
    let name = shown::value(variable.get_attr("name", vm)?.as_object(), vm);
    let mut book = desk.book.borrow_mut();
    let (name, value) = (book.intern(name.trim_matches('\'')), book.intern(&value));
    book.note(Kind::ContextChanged { name, value });
    Ok(())
}

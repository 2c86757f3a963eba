//! Context variables that the program's own code sets.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObject, PyResult, VirtualMachine};

use super::method_wrapping::{native_class, wrap};
use crate::python::session::Session;
use crate::python::values::{program_places, value_text};
use crate::trace::EventKind;

/// Wraps the methods that change a context variable.
pub(super) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_contextvars", 0)?;
    let class = |name| native_class(&module, name, vm);
    let (variable, token) = (class("ContextVar")?, class("Token")?);
    wrap(variable, "set", set, vm)?;
    wrap(variable, "reset", set, vm)?;
    match token.get_attr(vm.ctx.intern_str("__exit__")) {
        Some(_) => wrap(token, "__exit__", exit, vm),
        None => Ok(()),
    }
}

/// `variable.set(value)` and `variable.reset(token)`.
fn set(
    session: &Session,
    variable: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let result = call()?;
    changed(session, variable, vm)?;
    Ok(result)
}

/// The end of `with variable.set(value):`.
fn exit(
    session: &Session,
    token: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let result = call()?;
    let variable = token.get_attr("var", vm)?;
    changed(session, &variable, vm)?;
    Ok(result)
}

/// Records a variable's value, unless it is the library that has changed it: its own variables mean nothing to a reader.
fn changed(session: &Session, variable: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if program_places::frames(vm).next().is_none_or(|frame| program_places::is_in_library(&frame)) {
        return Ok(());
    }
    let missing = vm.ctx.not_implemented();
    let value = vm.call_method(variable, "get", (missing.clone(),))?;
    let value = if value.is(&missing) { "unset".into() } else { value_text::value(&value, vm) };
    let name = value_text::value(variable.get_attr("name", vm)?.as_object(), vm);
    let mut recorder = session.recorder.borrow_mut();
    let (name, value) = (recorder.intern(name.trim_matches('\'')), recorder.intern(&value));
    recorder.note(EventKind::ContextChanged { name, value });
    Ok(())
}

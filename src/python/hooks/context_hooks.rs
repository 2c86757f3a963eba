//! Context variables that the program's own code sets.

use rustpython_vm::builtins::PyType;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyResult, VirtualMachine};

use super::method_wrapping::{native_class, wrap};
use crate::python::session::Session;
use crate::python::values::{program_places, value_text};
use crate::trace::EventKind;

/// Wraps the methods that change a context variable, and has the one that reads it look.
pub(super) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_contextvars", 0)?;
    let class = |name| native_class(&module, name, vm);
    let (variable, token) = (class("ContextVar")?, class("Token")?);
    patch_get(variable, vm)?;
    wrap(variable, "set", set, vm)?;
    wrap(variable, "reset", set, vm)?;
    match token.get_attr(vm.ctx.intern_str("__exit__")) {
        Some(_) => wrap(token, "__exit__", exit, vm),
        None => Ok(()),
    }
}

/// Has `ContextVar.get` look into the current context. RustPython's own remembers the value that was read last by the address
/// of its context, and a context that is made at the address of one that is gone would have the values of that.
fn patch_get(variable: &'static Py<PyType>, vm: &VirtualMachine) -> PyResult<()> {
    let name = vm.ctx.intern_str("get");
    let method = |name: &'static str| variable.get_attr(vm.ctx.intern_str(name));
    let (Some(get), Some(set), Some(reset)) = (method("get"), method("set"), method("reset")) else {
        return Err(vm.new_attribute_error("ContextVar lacks a method"));
    };
    let looks = vm.new_method("get", variable, move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        let context = vm.context_stack.borrow().last().cloned();
        let read = args.args.first().filter(|read| read.class().is(variable)).cloned();
        let (Some(context), Some(read)) = (context, read) else { return get.call(args, vm) };
        match context.get_item(&*read, vm) {
            Err(error) if error.fast_isinstance(vm.ctx.exceptions.key_error) => {
                // Taking a value away that was not there has it forget what it remembers.
                let token = set.call((read.clone(), vm.ctx.none()), vm)?;
                reset.call((read, token), vm)?;
                get.call(args, vm)
            }
            found => found,
        }
    });
    variable.set_attr(name, looks.into());
    Ok(())
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

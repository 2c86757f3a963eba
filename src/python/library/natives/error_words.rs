//! Errors whose words in CPython are others than RustPython's.

use std::cell::Cell;

use rustpython_vm::builtins::{PyBaseException, PyList, PyStr, PyTuple, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::protocol::PySequence;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::python::values::attribute_reading::text;

type Concat = fn(PySequence<'_>, &PyObject, &VirtualMachine) -> PyResult;
type Repr = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

thread_local! {
    /// The function that showed an error before it was replaced.
    static REPR: Cell<Option<Repr>> = const { Cell::new(None) };
    /// The functions that added a list and a tuple to another before they were replaced.
    static CONCAT: Cell<Option<[Concat; 2]>> = const { Cell::new(None) };
}

/// Changes the classes. Doing it twice would have functions call themselves.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let class: &'static Py<PyType> = vm.ctx.exceptions.unbound_local_error;
    let native = class.slots.repr.load().ok_or_else(|| vm.new_type_error("an error has no repr"))?;
    REPR.set(Some(native));
    class.slots.str.store(Some(text_of_unbound));
    class.slots.repr.store(Some(repr_of_unbound));
    let method = vm.new_method("__str__", class, |error: PyObjectRef, vm: &VirtualMachine| text_of_unbound(&error, vm));
    class.set_attr(vm.ctx.intern_str("__str__"), method.into());
    let method =
        vm.new_method("__repr__", class, |error: PyObjectRef, vm: &VirtualMachine| repr_of_unbound(&error, vm));
    class.set_attr(vm.ctx.intern_str("__repr__"), method.into());
    let concat = |class: &'static Py<PyType>| {
        class.slots.as_sequence.concat.load().ok_or_else(|| vm.new_type_error("a sequence cannot be added"))
    };
    let (list, tuple) = (vm.ctx.types.list_type, vm.ctx.types.tuple_type);
    CONCAT.set(Some([concat(list)?, concat(tuple)?]));
    list.slots.as_sequence.concat.store(Some(concat_list));
    tuple.slots.as_sequence.concat.store(Some(concat_tuple));
    patch_list("index", vm)?;
    patch_list("remove", vm)
}

/// The text of an error about a local variable that has no value.
fn text_of_unbound(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    if let Some(words) = words_of_unbound(error, vm)? {
        return Ok(vm.ctx.new_str(words));
    }
    let base = vm.ctx.exceptions.base_exception_type.as_object().get_attr("__str__", vm)?;
    base.call((error.to_owned(),), vm)?.str(vm)
}

fn repr_of_unbound(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    words_of_unbound(error, vm)?;
    let native = REPR.get().ok_or_else(|| vm.new_type_error("an error has no repr"))?;
    native(error, vm)
}

/// Gives such an error the words that CPython has written since 3.11, and returns them; `None` if it has others than RustPython's.
fn words_of_unbound(error: &PyObject, vm: &VirtualMachine) -> PyResult<Option<String>> {
    let args = error.downcast_ref::<PyBaseException>().map(|error| error.get_arg(0));
    let said = args.flatten().and_then(|said| text(&said)).unwrap_or_default();
    let name =
        said.strip_prefix("local variable '").and_then(|rest| rest.strip_suffix("' referenced before assignment"));
    let Some(name) = name else { return Ok(None) };
    let words = format!("cannot access local variable '{name}' where it is not associated with a value");
    let args = vm.ctx.new_tuple(vec![vm.ctx.new_str(words.as_str()).into()]);
    error.set_attr("args", args, vm)?;
    Ok(Some(words))
}

/// Has a method of lists say that it has not found what it was given. RustPython's error names the value.
fn patch_list(method: &'static str, vm: &VirtualMachine) -> PyResult<()> {
    let class: &'static Py<PyType> = vm.ctx.types.list_type;
    let name = vm.ctx.intern_str(method);
    let Some(native) = class.get_attr(name) else { return Err(vm.new_attribute_error("list lacks a method")) };
    let words = vm.new_method(method, class, move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        native.call(args, vm).map_err(|error| {
            let said = error.args().first().and_then(|said| text(said)).unwrap_or_default();
            let is_own = error.class().is(vm.ctx.exceptions.value_error) && error.traceback().is_none();
            if !is_own || !said.ends_with("' is not in list") {
                return error;
            }
            vm.new_value_error(format!("list.{method}(x): x not in list"))
        })
    });
    class.set_attr(name, words.into());
    Ok(())
}

fn concat_list(list: PySequence<'_>, other: &PyObject, vm: &VirtualMachine) -> PyResult {
    match CONCAT.get() {
        Some([concat, _]) if other.downcast_ref::<PyList>().is_some() => concat(list, other, vm),
        _ => cannot_concatenate("list", other, vm),
    }
}

fn concat_tuple(tuple: PySequence<'_>, other: &PyObject, vm: &VirtualMachine) -> PyResult {
    match CONCAT.get() {
        Some([_, concat]) if other.downcast_ref::<PyTuple>().is_some() => concat(tuple, other, vm),
        _ => cannot_concatenate("tuple", other, vm),
    }
}

fn cannot_concatenate(kind: &str, other: &PyObject, vm: &VirtualMachine) -> PyResult {
    Err(vm.new_type_error(format!("can only concatenate {kind} (not \"{}\") to {kind}", other.class().name())))
}

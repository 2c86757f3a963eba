//! Attributes and contents of objects, read without running code of the program.
//!
//! A property or a `__getattr__` of the program's that printed or counted would make a recorded run another run. So an
//! attribute of a class in Python is looked for in the class and the object themselves, and a container of such a class
//! is taken to be empty.

use rustpython_vm::builtins::{PyInt, PyStr, PyStrInterned, PyTuple};
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

use super::Address;

/// Interns a name once for each thread: a look-up in the interpreter's table at every step of a task costs too much.
macro_rules! interned {
    ($name:literal, $vm:expr) => {{
        thread_local! {
            static NAME: std::cell::Cell<Option<&'static rustpython_vm::builtins::PyStrInterned>> =
                const { std::cell::Cell::new(None) };
        }
        NAME.get().unwrap_or_else(|| {
            let name = $vm.ctx.intern_str($name);
            NAME.set(Some(name));
            name
        })
    }};
}
pub(in crate::python) use interned;

/// Reads an attribute as [`attribute`] does, by a name that is interned once.
macro_rules! attr {
    ($object:expr, $name:literal, $vm:expr) => {
        $crate::python::values::attribute_reading::attribute_named(
            $object,
            $crate::python::values::attribute_reading::interned!($name, $vm),
            $vm,
        )
    };
}
pub(in crate::python) use attr;

/// Returns an object's [`Address`].
pub(in crate::python) fn address(object: &PyObject) -> Address {
    object.get_id()
}

/// Returns the text of a `str`, with replacement characters for lone surrogates; `None` for any other object.
pub(in crate::python) fn text(object: &PyObject) -> Option<String> {
    object.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned())
}

/// Tells if an object is a `str` with this text.
pub(in crate::python) fn is_text(object: &PyObject, text: &str) -> bool {
    object.downcast_ref::<PyStr>().is_some_and(|object| object.as_bytes() == text.as_bytes())
}

/// The elements of a tuple; none for any other object.
pub(in crate::python) fn elements(tuple: &PyObject) -> &[PyObjectRef] {
    tuple.downcast_ref::<PyTuple>().map_or(&[], |tuple| tuple.as_slice())
}

/// Tells if a future is not done.
pub(in crate::python) fn is_pending(future: &PyObject, vm: &VirtualMachine) -> bool {
    attr!(future, "_state", vm).is_some_and(|state| is_text(&state, "PENDING"))
}

/// The elements of a container; none if its class is written in Python, since iterating would run its code.
pub(in crate::python) fn contained(container: &PyObject, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    if is_of_python(container) { Vec::new() } else { vm.extract_elements_with(container, Ok).unwrap_or_default() }
}

/// Tells if an object's class is written in Python, so that reading an attribute may run code of the program's.
fn is_of_python(object: &PyObject) -> bool {
    object.class().slots.flags.has_feature(PyTypeFlags::HEAPTYPE)
}

/// Reads an attribute unless code of the program's would have to run: no property, no `__getattr__`. A value of Python's
/// `None` is returned as no attribute.
pub(in crate::python) fn attribute(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    attribute_named(object, vm.ctx.intern_str(name), vm)
}

/// Reads an attribute as [`attribute`] does, by an interned name.
pub(in crate::python) fn attribute_named(
    object: &PyObject,
    name: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let value =
        if is_of_python(object) { own_attribute(object, name, vm) } else { vm.get_attribute_opt(object, name).ok()? };
    value.filter(|value| !vm.is_none(value))
}

/// Reads an attribute of an object whose class is written in Python: from a native slot, else from the object's own
/// dictionary, where a descriptor in Python keeps what is set (`Watched` in `_loopline_resources.py` does), else from the class.
fn own_attribute(object: &PyObject, name: &'static PyStrInterned, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let found = object.class().get_attr(name);
    let in_object = || object.dict().and_then(|dict| dict.get_item_opt(name, vm).ok().flatten());
    if let Some(found) = &found
        && found.class().slots.descr_set.load().is_some()
    {
        if is_of_python(found) || found.class().is(vm.ctx.types.property_type) {
            return in_object();
        }
        let get = found.class().slots.descr_get.load()?;
        return get(found, Some(object), Some(object.class().as_object()), vm).ok();
    }
    in_object().or_else(|| found.filter(|found| found.class().slots.descr_get.load().is_none()))
}

/// Converts an `int` that counts something; 0 if it is no `int`, negative or too large.
pub(in crate::python) fn count_of(count: &PyObject) -> u32 {
    count.downcast_ref::<PyInt>().and_then(|count| u32::try_from(count.as_bigint()).ok()).unwrap_or(0)
}

/// Tells if an attribute is the object `True`.
pub(in crate::python) fn is_true(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> bool {
    attribute(object, name, vm).is_some_and(|value| value.is(&vm.ctx.true_value))
}

/// Reads an attribute that counts something; `None` if it is no `int`, negative or too large.
pub(in crate::python) fn count(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<u32> {
    let value = attribute(object, name, vm)?;
    let value = value.downcast_ref::<PyInt>()?.as_bigint();
    u32::try_from(value).ok()
}

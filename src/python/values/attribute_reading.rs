//! Objects of the program, read so that none of its code runs.

use rustpython_vm::builtins::{PyInt, PyStr, PyStrInterned, PyTuple};
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

use crate::python::recorder::Address;

/// A name, looked for in the interpreter's table but once: for what every step of a task asks.
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

/// As [`attribute`], for what every step asks.
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

pub(in crate::python) fn address(object: &PyObject) -> Address {
    object.get_id()
}

pub(in crate::python) fn text(object: &PyObject) -> Option<String> {
    object.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned())
}

/// Whether a string is this one.
pub(in crate::python) fn is_text(object: &PyObject, text: &str) -> bool {
    object.downcast_ref::<PyStr>().is_some_and(|object| object.as_bytes() == text.as_bytes())
}

/// What is in a tuple.
pub(in crate::python) fn elements(tuple: &PyObject) -> &[PyObjectRef] {
    tuple.downcast_ref::<PyTuple>().map_or(&[], |tuple| tuple.as_slice())
}

/// What is in a container, unless a class of the program's tells.
pub(in crate::python) fn contained(container: &PyObject, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    if is_of_python(container) { Vec::new() } else { vm.extract_elements_with(container, Ok).unwrap_or_default() }
}

/// Whether an object's class is written in Python, so that its attributes may be code of the program's.
fn is_of_python(object: &PyObject) -> bool {
    object.class().slots.flags.has_feature(PyTypeFlags::HEAPTYPE)
}

/// An attribute, if no code of the program's has to run for it: no property, no `__getattr__`. `None` is none.
pub(in crate::python) fn attribute(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    attribute_named(object, vm.ctx.intern_str(name), vm)
}

pub(in crate::python) fn attribute_named(
    object: &PyObject,
    name: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let value =
        if is_of_python(object) { own_attribute(object, name, vm) } else { vm.get_attribute_opt(object, name).ok()? };
    value.filter(|value| !vm.is_none(value))
}

/// The same of an object of a class in Python: what stands in a slot, or in the object itself, or in its class.
fn own_attribute(object: &PyObject, name: &'static PyStrInterned, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let found = object.class().get_attr(name);
    let slots = found.as_ref().map(|found| &found.class().slots);
    if let Some((found, slots)) = found.as_ref().zip(slots)
        && slots.descr_set.load().is_some()
    {
        let native = !is_of_python(found) && !found.class().is(vm.ctx.types.property_type);
        let get = slots.descr_get.load().filter(|_| native)?;
        return get(found, Some(object), Some(object.class().as_object()), vm).ok();
    }
    let of_its_own = object.dict().and_then(|dict| dict.get_item_opt(name, vm).ok().flatten());
    of_its_own.or_else(|| found.filter(|found| found.class().slots.descr_get.load().is_none()))
}

pub(in crate::python) fn whole(count: &PyObject) -> u32 {
    count.downcast_ref::<PyInt>().and_then(|count| u32::try_from(count.as_bigint()).ok()).unwrap_or(0)
}

pub(in crate::python) fn is_true(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> bool {
    attribute(object, name, vm).is_some_and(|value| value.is(&vm.ctx.true_value))
}

pub(in crate::python) fn count(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<u32> {
    let value = attribute(object, name, vm)?;
    let value = value.downcast_ref::<PyInt>()?.as_bigint();
    u32::try_from(value).ok()
}

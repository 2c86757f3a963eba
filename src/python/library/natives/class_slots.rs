//! Slots and methods of a class, found once, when the loop's module is imported.

use rustpython_vm::builtins::{PyStrInterned, PyType};
use rustpython_vm::function::PySetterValue;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

type Get = fn(&PyObject, Option<&PyObject>, Option<&PyObject>, &VirtualMachine) -> PyResult;
type Set = fn(&PyObject, PyObjectRef, PySetterValue, &VirtualMachine) -> PyResult<()>;

/// An attribute in a slot of its object, read and written without a search for its name.
pub(in crate::python) struct ClassSlot {
    descriptor: PyObjectRef,
    get: Get,
    set: Set,
}

impl ClassSlot {
    /// Finds the slot of this name; an `AttributeError` if there is none.
    pub fn of(class: &Py<PyType>, name: &'static str, vm: &VirtualMachine) -> PyResult<ClassSlot> {
        let lacking = || vm.new_attribute_error(format!("{} has no slot {name}", class.name()));
        let descriptor = class.get_attr(vm.ctx.intern_str(name)).ok_or_else(lacking)?;
        let slots = &descriptor.class().slots;
        let (get, set) = slots.descr_get.load().zip(slots.descr_set.load()).ok_or_else(lacking)?;
        Ok(ClassSlot { descriptor, get, set })
    }

    pub fn get(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult {
        (self.get)(&self.descriptor, Some(object), None, vm)
    }

    pub fn set(&self, object: &PyObject, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        (self.set)(&self.descriptor, object.to_owned(), PySetterValue::Assign(value), vm)
    }
}

/// A method as the class had it when the loop's module was imported.
pub(in crate::python) struct ClassMethod {
    name: &'static PyStrInterned,
    found: Option<PyObjectRef>,
}

impl ClassMethod {
    pub fn of(class: &Py<PyType>, name: &'static str, vm: &VirtualMachine) -> ClassMethod {
        let name = vm.ctx.intern_str(name);
        ClassMethod { name, found: class.get_attr(name) }
    }

    /// Tells if the class still has this method: a program may have put another in its place.
    pub fn is_unchanged(&self, class: &Py<PyType>) -> bool {
        match (&self.found, class.get_attr(self.name)) {
            (Some(found), Some(now)) => found.is(&now),
            _ => false,
        }
    }
}

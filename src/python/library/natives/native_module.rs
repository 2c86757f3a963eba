//! A module of native functions, while it is being made.

use rustpython_vm::builtins::PyDictRef;
use rustpython_vm::function::IntoPyNativeFn;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

/// The dictionary of a module that is being made.
pub(in crate::python) struct NativeModule<'a> {
    pub dict: &'a PyDictRef,
    pub vm: &'a VirtualMachine,
}

impl NativeModule<'_> {
    /// Adds a function.
    pub fn add<F, EventKind>(&self, name: &'static str, function: F) -> PyResult<()>
    where
        F: IntoPyNativeFn<EventKind>,
    {
        self.set(name, self.vm.new_function(name, function).into())
    }

    /// Adds any value.
    pub fn set(&self, name: &'static str, value: PyObjectRef) -> PyResult<()> {
        self.dict.set_item(name, value, self.vm)
    }
}

/// Makes a method that any class may have: a method of `object` is one of every class derived from it.
pub(in crate::python) fn method<F, EventKind>(name: &'static str, function: F, vm: &VirtualMachine) -> PyObjectRef
where
    F: IntoPyNativeFn<EventKind>,
{
    vm.new_method(name, vm.ctx.types.object_type, function).into()
}

//! Asynchronous generators: the name of their class in their `repr`, and their end where no loop closes them.
//!
//! RustPython writes `<async generator object`. And it closes one that nothing refers to any more only if a loop has asked to
//! be told: in CPython it is closed in any case, which runs its `finally`, and is reported if it yields instead of ending.

use rustpython_vm::builtins::{PyAsyncGen, PyStr, PyType};
use rustpython_vm::{Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::python::values::attribute_reading::address;

/// Changes the class. Doing it twice does no harm.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let class: &'static Py<PyType> = vm.ctx.types.async_generator;
    class.slots.repr.store(Some(repr));
    class.slots.del_needed.store(Some(is_open));
    let method = vm.new_method("__repr__", class, |zelf: PyObjectRef, vm: &VirtualMachine| repr(&zelf, vm));
    class.set_attr(vm.ctx.intern_str("__repr__"), method.into());
    Ok(())
}

fn repr(generator: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let name = generator.get_attr("__qualname__", vm)?.str(vm)?;
    Ok(vm.ctx.new_str(format!("<async_generator object {} at {:#x}>", name.as_wtf8(), address(generator))))
}

/// Tells if a generator that is thrown away may have to be closed.
fn is_open(generator: &PyObject) -> bool {
    generator.downcast_ref::<PyAsyncGen>().is_some_and(|generator| !generator.as_coro().closed())
}

//! The text of a mapping that cannot be changed, which is that of the mapping behind it. RustPython writes its `repr`.

use rustpython_vm::builtins::{PyStr, PyType};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::python::values::attribute_reading::text;

/// Changes the class. Doing it twice does no harm.
pub(in crate::python) fn patch(vm: &VirtualMachine) {
    let class: &'static Py<PyType> = vm.ctx.types.mappingproxy_type;
    class.slots.str.store(Some(text_of_mapping));
    let method = vm.new_method("__str__", class, |zelf: PyObjectRef, vm: &VirtualMachine| text_of_mapping(&zelf, vm));
    class.set_attr(vm.ctx.intern_str("__str__"), method.into());
}

fn text_of_mapping(proxy: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let shown = proxy.repr(vm)?;
    let inner = text(shown.as_object()).unwrap_or_default();
    let inner = inner.strip_prefix("mappingproxy(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&inner);
    Ok(vm.ctx.new_str(inner))
}

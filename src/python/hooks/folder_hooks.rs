//! The program's folder: what is in it, and which of its modules are loaded.

use std::rc::Rc;

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::attribute_reading::text;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("folder", move |vm: &VirtualMachine| -> PyObjectRef {
        let paths = on.folder_paths().into_iter().map(|path| vm.ctx.new_str(path).into());
        vm.ctx.new_list(paths.collect()).into()
    })?;
    let on = session.clone();
    // The bytes of a file, or `None`.
    module.add("folder_file", move |path: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        let content = text(&path).and_then(|path| on.folder_file(&path));
        content.map_or_else(|| vm.ctx.none(), |content| vm.ctx.new_bytes(content).into())
    })?;
    let on = session.clone();
    module.add("module_loaded", move |file: PyObjectRef, source: PyObjectRef| {
        let (file, source) = (text(&file).unwrap_or_default(), text(&source).unwrap_or_default());
        on.folder.borrow_mut().loaded(&file, &source);
    })
}

//! The frames below a program's own, of the module that runs it: in CPython there is nothing below the program.

use rustpython_vm::builtins::PyType;
use rustpython_vm::frame::FrameObject;
use rustpython_vm::{Py, PyRef, VirtualMachine};

/// The file of the module that runs a program.
const BOOT: &str = "<frozen _loopline_boot>";

/// Has a frame that is called by the engine alone be the outermost. Doing it twice does no harm.
pub(in crate::python) fn patch(vm: &VirtualMachine) {
    let class: &'static Py<PyType> = vm.ctx.types.frame_type;
    class.set_attr(vm.ctx.intern_str("f_back"), vm.ctx.new_readonly_getset("f_back", class, caller).into());
}

fn caller(frame: PyRef<FrameObject>, vm: &VirtualMachine) -> Option<PyRef<FrameObject>> {
    frame.f_back(vm).filter(|back| back.f_code().co_filename().as_bytes() != BOOT.as_bytes())
}

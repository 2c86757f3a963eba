//! Lines of a program that is stopped at one of them, as `sys.monitoring` reports them.

use std::rc::Rc;

use rustpython_vm::builtins::PyCode;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;

/// Adds the functions by which `_loopline_boot` watches a program's lines.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("awaits_stop", move || on.stop.is_awaited())?;
    let on = session.clone();
    module.add("line_begins", move |_code: PyObjectRef, line: u32, vm: &VirtualMachine| on.line_begins(line, vm))?;
    let on = session.clone();
    module.add("line_jumps", move |code: PyObjectRef, from: usize, _to: u32, vm: &VirtualMachine| {
        let code = code.downcast_ref::<PyCode>();
        // An instruction takes two bytes.
        let place = code.and_then(|code| code.code.locations.get(from / 2));
        place.map_or(Ok(()), |(start, _)| on.line_begins(start.line.get() as u32, vm))
    })
}

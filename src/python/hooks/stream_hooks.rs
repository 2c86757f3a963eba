//! Standard streams: output that is written and lines that are read.

use std::rc::Rc;

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::attribute_reading::text;
use crate::trace::Stream;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("write", move |stream: u32, written: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let stream = if stream == 2 { Stream::Err } else { Stream::Out };
        let written = text(&written).unwrap_or_default();
        on.write(stream, &written, |recorder, text| recorder.write(stream, text).to_string(), vm)
    })?;
    let on = session.clone();
    // A pair of the line and whether it is shown, or `None` at the end.
    module.add("line", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        Ok(match on.read_line(vm)? {
            Some(line) => {
                let (text, shown) = (vm.ctx.new_str(line.text).into(), vm.ctx.new_bool(line.shown).into());
                vm.ctx.new_tuple(vec![text, shown]).into()
            }
            None => vm.ctx.none(),
        })
    })
}

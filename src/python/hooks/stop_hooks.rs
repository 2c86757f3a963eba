//! Lines of a program that is stopped at one of them, or of which values are read, as `sys.monitoring` reports them; and the end
//! of a run.

use std::rc::Rc;

use rustpython_vm::builtins::{PyCode, PyDictRef};
use rustpython_vm::bytecode::Instruction;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::inspecting::{self, SafePoint, await_results};
use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;

/// The size of an instruction, in which `sys.monitoring` counts.
const BYTES_OF_INSTRUCTION: usize = 2;

/// Adds the functions by which `_loopline_boot` watches a program's lines.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("is_watched", move || on.stop.is_awaited() || on.inspection.is_on())?;
    let on = session.clone();
    module.add("awaits_lines", move || on.stop.is_awaited() || on.inspection.wants_lines())?;
    module.add("can_watch_lines", |code: PyObjectRef| has_plain_lines(&code))?;
    let on = session.clone();
    module.add("awaits_returns", move || !on.inspection.expressions.borrow().is_empty())?;
    let on = session.clone();
    module.add("line_begins", move |_code: PyObjectRef, line: u32, vm: &VirtualMachine| line_begins(&on, line, vm))?;
    let on = session.clone();
    module.add("line_jumps", move |code: PyObjectRef, from: usize, to: usize, vm: &VirtualMachine| {
        let code = code.downcast_ref::<PyCode>();
        let line = |offset: usize| Some(code?.code.locations.get(offset / BYTES_OF_INSTRUCTION)?.0.line.get() as u32);
        match line(from) {
            None => Ok(()),
            Some(from) if line(to) == Some(from) => line_begins(&on, from, vm),
            // The line to which it jumps is reported, too.
            Some(from) => on.line_begins(from, vm),
        }
    })?;
    let on = session.clone();
    module.add("function_returns", move |_code: PyObjectRef, _at: u32, value: PyObjectRef, vm: &VirtualMachine| {
        await_results::given(&on, &value, vm);
        if on.inspection.expressions.borrow().is_empty() {
            return Ok(());
        }
        inspecting::reached(&on, &SafePoint::Return, vm)
    })?;
    let on = session.clone();
    module.add("knows_awaits", move |code: PyObjectRef| await_results::find(&on, &code))?;
    let on = session.clone();
    module.add("when_awaits_are_read", move |watch: PyObjectRef, vm: &VirtualMachine| {
        on.inspection.watch_awaits.replace(Some(watch));
        await_results::watch(&on, vm)
    })?;
    let on = session.clone();
    module.add("await_ended", move |_code: PyObjectRef, at: usize, error: PyObjectRef, vm: &VirtualMachine| {
        await_results::ended(&on, at / BYTES_OF_INSTRUCTION, &error, vm)
    })?;
    let on = session.clone();
    module.add(
        "generator_yields",
        move |_code: PyObjectRef, _at: usize, value: PyObjectRef, vm: &VirtualMachine| {
            await_results::yielded(&on, &value, vm)
        },
    )?;
    let on = session.clone();
    module.add("frame_begins", move |_code: PyObjectRef, _at: usize, vm: &VirtualMachine| {
        await_results::frame_begins(&on, vm)
    })?;
    let on = session.clone();
    module.add("run_ends", move |traceback: PyObjectRef, namespace: PyDictRef, vm: &VirtualMachine| {
        inspecting::run_ends(&on, Some(traceback).filter(|traceback| !vm.is_none(traceback)), namespace, vm)
    })
}

/// Tells if the lines of a code object can be watched. Where a line begins with an `EXTENDED_ARG`, the interpreter loses what that
/// adds to the next argument: a program would jump to another place, or unpack another number of values.
fn has_plain_lines(code: &PyObject) -> bool {
    let code = code.downcast_ref::<PyCode>();
    code.is_some_and(|code| {
        let units = &code.code.instructions;
        (0..units.len()).all(|i| !matches!(units.read_op(i), Instruction::ExtendedArg))
    })
}

fn line_begins(session: &Session, line: u32, vm: &VirtualMachine) -> PyResult<()> {
    inspecting::reached(session, &SafePoint::Line(line), vm)?;
    session.line_begins(line, vm)
}

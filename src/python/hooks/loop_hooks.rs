//! Loops: created, closed, and what a program takes back from them.

use std::rc::Rc;

use rustpython_vm::builtins::PyInt;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::attribute_reading::{address, attribute};
use crate::python::values::value_text;
use crate::trace::Status;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    // For a program that names its first task itself, and yet counts the others as asyncio does.
    let on = session.clone();
    module.add("skip_number", move || {
        on.recorder.borrow_mut().next_task_number();
    })?;
    // A process counts its tasks for itself.
    let on = session.clone();
    module.add("exchange_task_number", move |next: u32| on.recorder.borrow_mut().exchange_task_number(next))?;
    let on = session.clone();
    module.add("loop_created", move |event_loop: PyObjectRef| {
        on.recorder.borrow_mut().loop_created(address(&event_loop));
    })?;
    let on = session.clone();
    module.add("loop_closed", move |event_loop: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
        // A loop that is closed while an error is on its way out was ended by that error.
        let status = if vm.is_none(&error) {
            Status::Returned
        } else {
            let raised = |text: String| Status::Raised(on.recorder.borrow().intern(&text));
            match exit_status(&error, vm) {
                Some(0) => Status::Returned,
                Some(status) => raised(format!("exit status {status}")),
                None => raised(value_text::error(&error, vm)),
            }
        };
        on.recorder.borrow_mut().loop_closed(address(&event_loop), status);
    })?;
    let on = session.clone();
    module.add("for_process", move |is: bool| on.recorder.borrow_mut().set_for_process(is))?;
    let on = session.clone();
    module.add("handle_cancelled", move |number: u32| on.recorder.borrow_mut().handle_cancelled(number))?;
    let on = session.clone();
    module.add("timer_cancelled", move |number: u32| on.recorder.borrow_mut().timer_cancelled(number))
}

/// The exit status that a `SystemExit` asks for; `None` for any other error.
fn exit_status(error: &PyObject, vm: &VirtualMachine) -> Option<u8> {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        return None;
    }
    let Some(code) = attribute(error, "code", vm) else { return Some(0) };
    // A code that is no number is printed, and the status is 1.
    Some(code.downcast_ref::<PyInt>().map_or(1, |code| i64::try_from(code.as_bigint()).unwrap_or(1) as u8))
}

//! Threads: the functions by which `library/modules/_thread.py` reports what the threads of a program do.
//!
//! The module in Python runs the bodies, and reports each fact of a body when the clock of the other threads comes to the
//! moment of that fact; `recorder/thread_record.rs` records it.

use std::rc::Rc;

use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::library::natives::native_module::NativeModule;
use super::session::Session;
use super::values::attribute_reading::text;
use super::values::{program_places, value_text};
use crate::clock::Micros;
use crate::trace::{Outcome, Stream};

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("thread_begins", move || on.recorder.borrow_mut().body_begins())?;
    let on = session.clone();
    module.add("thread_ends", move |began: u64| on.recorder.borrow_mut().body_ends(Micros(began)))?;
    let on = session.clone();
    module.add("place", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let place = program_places::here(vm);
        let (file, line) = place.map_or((on.file.borrow().clone(), 1), |place| (place.file, place.line));
        Ok(vm.ctx.new_tuple(vec![vm.ctx.new_str(file).into(), vm.ctx.new_int(line).into()]).into())
    })?;
    let on = session.clone();
    module.add("thread_made", move |name: PyObjectRef, file: PyObjectRef, line: u32, maker: i64| -> usize {
        let (name, file) = (text(&name).unwrap_or_default(), text(&file).unwrap_or_default());
        on.recorder.borrow_mut().thread_made(&name, (&file, line), maker)
    })?;
    let on = session.clone();
    module.add("thread_began", move |number: i64| on.recorder.borrow_mut().thread_began(number))?;
    let on = session.clone();
    module.add("thread_wrote", move |number: i64, stream: u32, written: PyObjectRef, vm: &VirtualMachine| {
        let stream = if stream == 2 { Stream::Err } else { Stream::Out };
        let written = text(&written).unwrap_or_default();
        on.write(stream, &written, |recorder, text| recorder.thread_wrote(number, stream, text), vm)
    })?;
    let on = session.clone();
    // A thread's call into the loop is made by the loop, when its clock comes to that moment: the thread's step is the cause.
    module.add("on_behalf_of", move |number: i64, call: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        let before = on.recorder.borrow().events.cause;
        let step = on.recorder.borrow().thread_step(number);
        on.recorder.borrow_mut().events.cause = step.or(before);
        let result = call.call((), vm);
        on.recorder.borrow_mut().events.cause = before;
        result
    })?;
    let on = session.clone();
    module.add("thread_over", move |number: i64, value: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
        let outcome = if vm.is_none(&error) {
            Outcome::Returned(on.recorder.borrow().intern(&value_text::value(value.as_object(), vm)))
        } else {
            Outcome::Raised(on.recorder.borrow().intern(&value_text::error(error.as_object(), vm)))
        };
        on.recorder.borrow_mut().thread_over(number, outcome);
    })
}

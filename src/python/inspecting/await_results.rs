//! Values that awaits of the program have given in the step that runs.
//!
//! `sys.monitoring` tells of them in three ways: a coroutine of the program returns, an asynchronous generator yields, and an
//! `await` ends that was for a coroutine or a generator, which may be the library's. A future has no code that it could tell of:
//! its `__await__` is watched, and once it is done its result is that of the await.

use rustpython_vm::builtins::PyCode;
use rustpython_vm::bytecode::Instruction;
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::session::{AwaitEnd, Awaited, ProgramAwait, Session};
use crate::python::values::Address;
use crate::python::values::attribute_reading::{address, attr, is_pending, is_text};
use crate::python::values::program_places;

/// The most results of a frame that are read: the latest.
const MAX_RESULTS: usize = 20;

/// The number of events before a moment from which on results are kept. What is told of all awaits before would take as long as the
/// run; a step with more events has the results of its last ones.
const NEAR_EVENTS: usize = 2_000;

/// Has the interpreter tell of the ends of awaits once a moment is near. Called between steps, and as modules are loaded.
pub(in crate::python) fn watch(session: &Session, vm: &VirtualMachine) -> PyResult<()> {
    let inspection = &session.inspection;
    if !inspection.reads_awaits.get() {
        let near = session.events() + NEAR_EVENTS;
        inspection.reads_awaits.set(inspection.next_due().is_some_and(|due| due <= near));
    }
    if !inspection.reads_awaits.get() {
        return Ok(());
    }
    let watch = inspection.watch_awaits.take();
    watch.map_or(Ok(()), |watch| watch.call((), vm).map(|_| ()))
}

/// Remembers where a code object waits; tells if there is an `await` among these places.
pub(in crate::python) fn find(session: &Session, code: &PyObject) -> bool {
    let Some(code) = code.downcast_ref::<PyCode>() else { return false };
    let units = &code.code.instructions;
    let (mut ends, mut begin, mut is_explicit, mut at) = (Vec::new(), 0, false, 0);
    while at < units.len() {
        let instruction = units.read_op(at).deoptimize();
        match instruction {
            // Of `async with` the argument is not 0.
            Instruction::GetAwaitable { .. } => (begin, is_explicit) = (at, units.read_arg(at).as_u8() == 0),
            Instruction::GetAnext | Instruction::GetYieldFromIter => (begin, is_explicit) = (at, false),
            Instruction::EndSend => ends.push(AwaitEnd { begin, at, is_explicit }),
            _ => {}
        }
        at += 1 + instruction.cache_entries();
    }
    let has_awaits = ends.iter().any(|end| end.is_explicit);
    session.inspection.await_ends.borrow_mut().insert(address(code.as_object()), ends);
    has_awaits
}

/// Remembers that an `await` has its value from a coroutine or a generator, at this instruction of the code that runs.
pub(in crate::python) fn ended(session: &Session, at: usize, error: &PyObject, vm: &VirtualMachine) {
    let Some(frame) = vm.current_frame().filter(|frame| end_of(session, frame, at) == Some(at)) else { return };
    let value = attr!(error, "value", vm).unwrap_or_else(|| vm.ctx.none());
    if !is_told(session, &frame, at, &value) {
        add(session, &frame, Awaited::Value { value, end: at, is_ended: true });
    }
}

/// Tells if a coroutine of the program has told of this value by its return.
fn is_told(session: &Session, frame: &Py<FrameObject>, at: usize, value: &PyObject) -> bool {
    let frame = address(frame.as_object());
    let mut awaits = session.inspection.awaits.borrow_mut();
    match awaits.iter_mut().rev().find(|one| one.frame == frame).map(|one| &mut one.awaited) {
        Some(Awaited::Value { value: told, end, is_ended }) if !*is_ended && *end == at && told.is(value) => {
            *is_ended = true;
            true
        }
        _ => false,
    }
}

/// Remembers that a coroutine of the program returns a value, or an asynchronous generator yields one, to the `await` of the frame
/// around it.
pub(in crate::python) fn given(session: &Session, value: &PyObject, vm: &VirtualMachine) {
    let Some(frame) = vm.current_frame().and_then(|frame| frame.f_back(vm)) else { return };
    let Some(end) = end_of(session, &frame, frame.lasti() as usize) else { return };
    add(session, &frame, Awaited::Value { value: value.to_owned(), end, is_ended: false });
}

/// Does the same where a generator yields. An asynchronous one suspends itself by this, too; what it yields is in a box then, which
/// refers to nothing else. That a generator is being closed, whose value is then refused, cannot be told here.
pub(in crate::python) fn yielded(session: &Session, value: &PyObject, vm: &VirtualMachine) {
    if &*value.class().name() == "async_generator_wrapped_value"
        && let Some(value) = value.gc_get_referents().into_iter().next()
    {
        given(session, &value, vm);
    }
}

/// The end of the `await` at which a frame of the program stands; `None` at any other instruction.
fn end_of(session: &Session, frame: &Py<FrameObject>, at: usize) -> Option<usize> {
    if session.inspection.is_reading() {
        return None;
    }
    let ends = session.inspection.await_ends.borrow();
    let ends = ends.get(&program_places::code_address(frame))?;
    ends.iter().find(|end| end.at >= at).filter(|end| end.is_explicit && end.begin < at).map(|end| end.at)
}

/// Remembers that the program awaits a future, if it does so itself.
pub(in crate::python) fn future_awaited(session: &Session, future: &PyObject, vm: &VirtualMachine) {
    if session.inspection.reads_awaits.get()
        && !session.inspection.is_reading()
        && let Some(frame) = vm.current_frame().filter(|frame| !program_places::is_in_library(frame))
    {
        add(session, &frame, Awaited::Future(future.to_owned()));
    }
}

fn add(session: &Session, frame: &FrameObjectRef, awaited: Awaited) {
    // Code outside of tasks has no steps.
    let task = session.recorder.borrow().task_here();
    let code = frame.iframe().code();
    let line = match &awaited {
        Awaited::Value { end, .. } => code.code.locations.get(*end).map(|(line, _)| line.line.get() as u32),
        Awaited::Future(_) => u32::try_from(frame.lineno()).ok(),
    };
    if let (Some(task), Some(line)) = (task, line) {
        let frame = address(frame.as_object());
        session.inspection.awaits.borrow_mut().push(ProgramAwait { task, frame, line, awaited });
    }
}

/// Forgets what a frame has awaited that was where one begins now.
pub(in crate::python) fn frame_begins(session: &Session, vm: &VirtualMachine) {
    if let Some(frame) = vm.current_frame().map(|frame| address(frame.as_object())) {
        keep(session, |one| one.frame != frame);
    }
}

/// Forgets the futures that a task awaits: it gets an error in their place.
pub(super) fn cancelled(session: &Session, task: u32) {
    keep(session, |one| one.task != task);
}

/// Forgets the results of a step that is over, but for the future that its task awaits still.
pub(super) fn step_over(session: &Session, task: u32, vm: &VirtualMachine) {
    let is_awaited = |one: &ProgramAwait| matches!(&one.awaited, Awaited::Future(future) if is_pending(future, vm));
    keep(session, |one| one.task != task || is_awaited(one));
}

/// Forgets all awaits but those for which this is true.
fn keep(session: &Session, is_kept: impl Fn(&ProgramAwait) -> bool) {
    let awaits = session.inspection.awaits.take();
    let (kept, gone): (Vec<_>, Vec<_>) = awaits.into_iter().partition(is_kept);
    session.inspection.awaits.replace(kept);
    // Code of the program may run as its objects go, and await others.
    drop(gone);
}

/// The results of a frame in the step that runs, each with the line of its await.
pub(super) fn of_frame(session: &Session, frame: &Py<FrameObject>, vm: &VirtualMachine) -> Vec<(u32, PyObjectRef)> {
    let frame: Address = address(frame.as_object());
    let awaits = session.inspection.awaits.borrow();
    let own = awaits.iter().filter(|one| one.frame == frame);
    let mut results: Vec<_> = own.filter_map(|one| Some((one.line, value_of(&one.awaited, vm)?))).collect();
    results.split_off(results.len().saturating_sub(MAX_RESULTS))
}

/// The value of what was awaited; `None` for a future without a result.
fn value_of(awaited: &Awaited, vm: &VirtualMachine) -> Option<PyObjectRef> {
    match awaited {
        Awaited::Value { value, .. } => Some(value.clone()),
        Awaited::Future(future) => {
            let is_finished = attr!(future, "_state", vm).is_some_and(|state| is_text(&state, "FINISHED"));
            let has_result = is_finished && attr!(future, "_exception", vm).is_none_or(|error| vm.is_none(&error));
            has_result.then(|| attr!(future, "_result", vm).unwrap_or_else(|| vm.ctx.none()))
        }
    }
}

//! Tasks of schedulers beside asyncio's, reported by the changes of their packages (`library/patches/trio._core._run.py`).

use std::rc::Rc;

use rustpython_vm::builtins::PyStrRef;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::step_hooks::awaits;
use crate::clock::Micros;
use crate::python::inspecting;
use crate::python::library::natives::native_module::NativeModule;
use crate::python::recorder::{NewTask, TaskWait};
use crate::python::session::Session;
use crate::python::values::{call_text, program_places, value_text};
use crate::trace::{FutureOrigin, Outcome, Seq, WaitKind};

/// The kind of a wait by its word, and the operation that the future is for that stands for it.
fn wait_kind(what: &str) -> (WaitKind, FutureOrigin) {
    match what {
        "sleep" => (WaitKind::Sleep, FutureOrigin::Sleep),
        "io" => (WaitKind::Io, FutureOrigin::Io),
        "thread" => (WaitKind::Thread, FutureOrigin::Thread),
        "nursery" => (WaitKind::Future, FutureOrigin::TaskGroup),
        "lock" => (WaitKind::Lock, FutureOrigin::Lock),
        "event" => (WaitKind::Event, FutureOrigin::Event),
        "semaphore" => (WaitKind::Semaphore, FutureOrigin::Semaphore),
        "condition" => (WaitKind::Condition, FutureOrigin::Condition),
        "get" => (WaitKind::QueueGet, FutureOrigin::QueueGet),
        "put" => (WaitKind::QueuePut, FutureOrigin::QueuePut),
        _ => (WaitKind::Future, FutureOrigin::Plain),
    }
}

/// Adds the functions by which a scheduler reports. They take numbers, negative for none.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add(
        "scheduler_task",
        move |coroutine: PyObjectRef, name: PyStrRef, parent: i64, of_library: bool, vm: &VirtualMachine| -> u32 {
            let runs = call_text::of_coroutine(&coroutine, vm);
            let place = program_places::here(vm);
            let site = match place {
                Some(place) => on.recorder.borrow().site(&place.file, place.line),
                None => on.recorder.borrow().origin(&on.file.borrow()),
            };
            let (name, parent) = (name.as_wtf8().to_string_lossy(), u32::try_from(parent).ok());
            let new = NewTask { name: &name, runs: runs.as_deref(), parent, site, of_library };
            let number = on.recorder.borrow_mut().scheduler_task(&new);
            on.inspection.task_made(&coroutine, Some(number), vm);
            number
        },
    )?;
    let on = session.clone();
    module.add("scheduler_scheduled", move |number: u32, cause: i64| {
        on.recorder.borrow_mut().scheduler_scheduled(number, u32::try_from(cause).ok().map(Seq))
    })?;
    let on = session.clone();
    module.add("scheduler_step_begins", move |number: u32| on.recorder.borrow_mut().scheduler_step_begins(number))?;
    let on = session.clone();
    module.add(
        "scheduler_step_waits",
        move |number: u32, coroutine: PyObjectRef, what: PyStrRef, resource: i64, until: i64, vm: &VirtualMachine| {
            let stack = awaits(&on, program_places::chain(coroutine.clone()));
            let (kind, of) = wait_kind(&what.as_wtf8().to_string_lossy());
            let (resource, until) = (u32::try_from(resource).ok(), u64::try_from(until).ok().map(Micros));
            // A wait for a resource that nobody has named is one for what stands for it.
            let kind = if kind.is_resource() && resource.is_none() { WaitKind::Future } else { kind };
            let resource = resource.filter(|_| kind.is_resource());
            let name = (of == FutureOrigin::TaskGroup).then_some("nursery");
            on.recorder.borrow_mut().scheduler_step_waits(number, TaskWait { kind, of, name, resource, until }, stack);
            inspecting::scheduler_step_ended(&on, number, &coroutine, vm);
        },
    )?;
    let on = session.clone();
    module.add(
        "scheduler_task_ends",
        move |number: u32, value: PyObjectRef, error: PyObjectRef, is_cancelled: bool, vm: &VirtualMachine| {
            let outcome = if is_cancelled { Outcome::Cancelled } else { outcome(&on, &value, &error, vm) };
            on.recorder.borrow_mut().scheduler_task_ends(number, outcome);
        },
    )
}

/// The outcome of a task that has returned a value, unless it was left by an error.
fn outcome(session: &Session, value: &PyObject, error: &PyObject, vm: &VirtualMachine) -> Outcome {
    if vm.is_none(error) {
        Outcome::Returned(session.recorder.borrow().intern(&value_text::value(value, vm)))
    } else {
        Outcome::Raised(session.recorder.borrow().intern(&value_text::error(error, vm)))
    }
}

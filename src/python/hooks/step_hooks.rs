//! Turns, handles, steps and timers of a loop, and the place at which a task stands when its step has ended.

use rustpython_vm::frame::FrameObjectRef;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::callback_names::callback_name;
use super::future_hooks::{cancelling, how_settled, is_step, is_wakeup, native_answer, record_if_settled, woken_task};
use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::python::inspecting;
use crate::python::library::natives::timer_heap::Deadline;
use crate::python::recorder::HIDDEN;
use crate::python::session::Session;
use crate::python::values::attribute_reading::{address, attr, elements, interned, is_text, is_true, text};
use crate::python::values::{call_text, program_places};
use crate::trace::{
    FutureOrigin, HandleKind, Outcome, ResourceKind, Settled, Stack, StackFrame, TaskId, WaitKind, WaitReason,
};

/// The thing that a handle will run; `None` for a helper of asyncio's own.
fn what_handle_runs(
    session: &Session,
    event_loop: &PyObject,
    callback: &PyObject,
    vm: &VirtualMachine,
) -> Option<HandleKind> {
    let task = if is_step(callback) {
        let task = attr!(callback, "__self__", vm)?;
        task_created(session, event_loop, &task, vm);
        Some((address(&task), false))
    } else if is_wakeup(callback) {
        woken_task(session, callback).map(|task| (address(&task), true))
    } else {
        None
    };
    if let Some((task, wakes)) = task {
        let recorder = session.recorder.borrow();
        let entry = recorder.future(task)?;
        if entry.hidden {
            return None;
        }
        let task = TaskId(entry.id.0);
        return Some(if wakes { HandleKind::Wakeup(task) } else { HandleKind::Step(task) });
    }
    let name = callback_name(session, callback, vm);
    // By the same function a transport says that it stands; a sleep ends by a timer.
    let text = if name.is_sleep() { "set_result" } else { &name.text };
    Some(HandleKind::Callback(session.recorder.borrow().intern(text)))
}

/// Records that a task is created. This is done when its first step is scheduled: by then it has its name.
fn task_created(session: &Session, event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) {
    let entry = session.recorder.borrow().future(address(task)).map(|entry| entry.created || entry.hidden);
    if entry == Some(true) {
        return;
    }
    let name = native_answer(task, interned!("get_name", vm), vm).and_then(|name| text(&name)).unwrap_or_default();
    let site = match program_places::here(vm) {
        Some(place) => session.recorder.borrow().site(&place.file, place.line),
        None => session.recorder.borrow().origin(&session.file.borrow()),
    };
    let coroutine = attr!(task, "_coro", vm);
    let runs = coroutine.as_ref().and_then(|coroutine| call_text::of_coroutine(coroutine, vm));
    let of_library = coroutine.is_some_and(|coroutine| program_places::is_of_library(&coroutine, vm));
    let runs = (runs.as_deref(), of_library);
    session.recorder.borrow_mut().task_created(address(event_loop), address(task), &name, runs, site);
}

/// The thing on which a suspended task waits.
fn wait_of(session: &Session, task: &PyObject, vm: &VirtualMachine) -> WaitReason {
    let turn = WaitReason { kind: WaitKind::Turn, id: 0, until: None };
    let Some(waiter) = attr!(task, "_fut_waiter", vm) else { return turn };
    let mut recorder = session.recorder.borrow_mut();
    recorder.future_created(address(&waiter));
    let Some(entry) = recorder.future(address(&waiter)).cloned() else { return turn };
    if let Some((owner, queue)) = entry.waits_in
        && let Some((_, kind, id)) = recorder.resource(owner)
    {
        let kind = match kind {
            ResourceKind::Lock => WaitKind::Lock,
            ResourceKind::Event => WaitKind::Event,
            ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => WaitKind::Semaphore,
            ResourceKind::Condition => WaitKind::Condition,
            ResourceKind::Barrier => WaitKind::Barrier,
            ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => queue,
        };
        return WaitReason { kind, id: id.0, until: None };
    }
    let kind = match entry.of {
        _ if entry.is_task => WaitKind::Task,
        FutureOrigin::Sleep => WaitKind::Sleep,
        FutureOrigin::Gather => WaitKind::Gather,
        FutureOrigin::Wait => WaitKind::Wait,
        FutureOrigin::Thread => WaitKind::Thread,
        FutureOrigin::Io => WaitKind::Io,
        FutureOrigin::Plain
        | FutureOrigin::Shield
        | FutureOrigin::Lock
        | FutureOrigin::Event
        | FutureOrigin::Semaphore
        | FutureOrigin::Condition
        | FutureOrigin::Barrier
        | FutureOrigin::QueueGet
        | FutureOrigin::QueuePut
        | FutureOrigin::QueueJoin
        | FutureOrigin::TaskGroup => WaitKind::Future,
    };
    let until = entry.due.filter(|_| kind == WaitKind::Sleep);
    WaitReason { kind, id: entry.id.0, until }
}

/// The program's frames in a task's chain of awaits.
fn stack_of(session: &Session, task: &PyObject, vm: &VirtualMachine) -> Stack {
    let coroutine = attr!(task, "_coro", vm);
    awaits(session, coroutine.map(|coroutine| program_places::chain(coroutine)).unwrap_or_default())
}

/// The stack of the program's frames among those of a chain of awaits.
pub(super) fn awaits(session: &Session, frames: Vec<FrameObjectRef>) -> Stack {
    let recorder = session.recorder.borrow();
    let mut trace = recorder.events.trace().borrow_mut();
    let spots = frames.iter().filter_map(|frame| program_places::spot(frame));
    let frames: Vec<StackFrame> = spots
        .map(|(file, function, line)| StackFrame {
            function: trace.intern(function),
            site: trace.intern_site(file, line),
        })
        .collect();
    trace.intern_stack(&frames)
}

/// Deletes the message of the request by which a task was cancelled. In CPython a cancelled task keeps the error alone, and
/// a `gather` around it gets no message; RustPython's native task keeps both.
fn forget_message(task: &PyObject, vm: &VirtualMachine) {
    const NAME: &str = "_cancel_message";
    if !task.dict().is_some_and(|names| names.contains_key(NAME, vm)) {
        // An error means that the program's own class of tasks has no such attribute.
        task.del_attr(vm.ctx.intern_str(NAME), vm).ok();
    }
}

fn step_ended(session: &Session, task: &PyObject, vm: &VirtualMachine) {
    let how = how_settled(task, vm);
    if let Some(how) = how {
        session.recorder.borrow_mut().settled(address(task), how);
    }
    if matches!(how, Some(Settled::Cancelled)) && !session.cancels_itself.get() {
        forget_message(task, vm);
    }
    let outcome = match how {
        None => Outcome::Suspended(wait_of(session, task, vm)),
        Some(Settled::Cancelled) => Outcome::Cancelled,
        Some(Settled::Exception(error)) => Outcome::Raised(error),
        Some(Settled::Result(value)) => Outcome::Returned(value),
    };
    let stack = stack_of(session, task, vm);
    session.recorder.borrow_mut().step_ended(stack, outcome);
}

/// Reports that a turn begins with this many ready handles and timers.
pub(super) fn turn(
    session: &Session,
    event_loop: &PyObject,
    ready: u32,
    timers: u32,
    vm: &VirtualMachine,
) -> PyResult<()> {
    session.hold_before_turn();
    session.recorder.borrow_mut().turn(address(event_loop), ready, timers);
    session.check_limits(vm)
}

/// Reports that a timer fires; returns the number of the handle that it becomes.
pub(super) fn timer_fired(
    session: &Session,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = callback_name(session, callback, vm);
    session.recorder.borrow_mut().timer_fired(address(event_loop), number, &name.text)
}

/// Reports that a callback is scheduled; returns its handle's number.
pub(super) fn handle_scheduled(
    session: &Session,
    event_loop: &PyObject,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<u32> {
    if !session.recorder.borrow().is_on() {
        return Ok(HIDDEN);
    }
    let Some(what) = what_handle_runs(session, event_loop, callback, vm) else {
        return Ok(session.recorder.borrow_mut().helper_scheduled());
    };
    // A future that is settled schedules its callbacks, each with itself as the argument.
    let is_helper =
        |future: &PyObject| session.recorder.borrow().future(address(future)).is_some_and(|entry| entry.hidden);
    let is_receiving = |future: &PyObject| session.recorder.borrow().is_receiving_callback(address(future));
    let cause = match elements(args) {
        [future] if is_helper(future) => return Ok(session.recorder.borrow_mut().helper_scheduled()),
        [future] if !is_receiving(future) => record_if_settled(session, future, vm),
        _ => None,
    };
    Ok(session.recorder.borrow_mut().handle_scheduled(address(event_loop), what, cause))
}

/// Reports that a handle begins to run; returns the task whose step it is.
pub(super) fn handle_began(
    session: &Session,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let task = if is_step(callback) {
        attr!(callback, "__self__", vm)
    } else if is_wakeup(callback) {
        let task = woken_task(session, callback);
        session.wakeups.borrow_mut().remove(&address(callback));
        task
    } else {
        None
    };
    session.stepping.borrow_mut().push(task.clone());
    session.cancels_itself.set(false);
    let steps = session.recorder.borrow_mut().handle_began(address(event_loop), number);
    let Some(task) = task.filter(|_| steps) else { return Ok(None) };
    let is_requested = cancelling(&task, vm) > 0;
    let is_delivered = || {
        let state = elements(args).first().and_then(|future| attr!(future, "_state", vm));
        is_true(&task, "_must_cancel", vm) || state.is_some_and(|state| is_text(&state, "CANCELLED"))
    };
    if is_requested && is_delivered() {
        session.recorder.borrow_mut().cancel_delivered();
        inspecting::step_is_cancelled(session, &task);
    }
    inspecting::step_begins(session, &task, vm)?;
    Ok(Some(task))
}

/// Reports that a handle has run; `task` is the one whose step it was.
pub(super) fn handle_ended(session: &Session, number: u32, task: Option<&PyObject>, vm: &VirtualMachine) {
    session.stepping.borrow_mut().pop();
    if let Some(task) = task.filter(|_| !session.recorder.borrow().is_over()) {
        step_ended(session, task, vm);
    }
    session.recorder.borrow_mut().handle_ended(number);
    // Until the next turn nothing is recorded: what is wanted of the time between is read now.
    if let Some(task) = task {
        inspecting::step_ended(session, task, vm);
    }
}

/// The deadline of a timer that is set now, which the changes of the run may have moved.
pub(super) fn changed_due(session: &Session, due: Deadline, callback: &PyObject, vm: &VirtualMachine) -> Deadline {
    if session.recorder.borrow().waits.is_none() {
        return due;
    }
    let now = session.recorder.borrow_mut().clock.now();
    if due.moment() <= now {
        return due;
    }
    let kind = SetWaitKind::of_timer(&callback_name(session, callback, vm).text);
    let length = due.moment() - now;
    let changed = session.wait_length(kind, length, vm);
    if changed == length { due } else { Deadline::of(now + changed) }
}

/// Reports that a timer is set; returns its number.
pub(super) fn timer_set(
    session: &Session,
    event_loop: &PyObject,
    due: Micros,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = callback_name(session, callback, vm);
    let settles = elements(args).first().filter(|_| name.is_sleep()).map(|future| address(future));
    session.recorder.borrow_mut().timer_set(address(event_loop), due, &name.text, settles)
}

//! Handles, steps and timers: what a loop's turn tells, and where a task stands when its step has ended.

use rustpython_vm::builtins::PyType;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::hooks::future_hooks::{
    cancelling, how_settled, is_step, is_wakeup, look_whether_settled, told, woken,
};
use crate::python::recorder::HIDDEN;
use crate::python::session::{Desk, within_limits};
use crate::python::values::attribute_reading::{address, attr, elements, interned, is_text, is_true, text};
use crate::python::values::program_places as locate;
use crate::trace::{Frame, Of, On, Outcome, ResourceKind, Settled, Stack, TaskId, WaitKind, What};

/// What is called, without what wraps it.
pub(in crate::python) fn name_of(callback: &PyObject, vm: &VirtualMachine) -> String {
    let mut callback = callback.to_owned();
    for _ in 0..10 {
        if callback.downcast_ref::<PyType>().is_some() {
            break;
        }
        match attr!(&callback, "func", vm).or_else(|| attr!(&callback, "__wrapped__", vm)) {
            Some(inner) => callback = inner,
            None => break,
        }
    }
    let name = match callback.downcast_ref::<PyType>() {
        Some(class) => Some(class.name().to_string()),
        None => attr!(&callback, "__qualname__", vm).and_then(|name| text(&name)),
    };
    let name = name.unwrap_or_else(|| callback.class().name().to_string());
    let known = match name.as_str() {
        "_run_until_complete_cb" => "run_until_complete",
        "gather.<locals>._done_callback" => "gather",
        "_wait.<locals>._on_completion" | "_release_waiter" => "wait",
        "_AsCompletedIterator._handle_completion" | "_AsCompletedIterator._handle_timeout" => "as_completed",
        "shield.<locals>._inner_done_callback" | "shield.<locals>._outer_done_callback" => "shield",
        "_set_result_unless_cancelled" => "sleep",
        "Timeout._on_timeout" => "timeout",
        "TaskGroup._on_task_done" => "TaskGroup",
        _ if name.starts_with("_chain_future.") => "from thread",
        _ => return name.rsplit_once("<locals>.").map_or(name.clone(), |(_, last)| last.into()),
    };
    known.into()
}

/// What a handle will run; `None` for a helper of asyncio's own.
pub(in crate::python) fn what(
    desk: &Desk,
    event_loop: &PyObject,
    callback: &PyObject,
    vm: &VirtualMachine,
) -> Option<What> {
    let task = if is_step(callback) {
        let task = attr!(callback, "__self__", vm)?;
        task_created(desk, event_loop, &task, vm);
        Some((address(&task), false))
    } else if is_wakeup(callback) {
        woken(desk, callback).map(|task| (address(&task), true))
    } else {
        None
    };
    let book = desk.book.borrow();
    if let Some((task, wakes)) = task {
        let entry = book.future(task)?;
        if entry.hidden {
            return None;
        }
        let task = TaskId(entry.id.0);
        return Some(if wakes { What::Wakeup(task) } else { What::Step(task) });
    }
    drop(book);
    let name = name_of(callback, vm);
    Some(What::Callback(desk.book.borrow().intern(&name)))
}

/// A task tells of itself when its first step is scheduled: by then it has its name.
fn task_created(desk: &Desk, event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) {
    let known = desk.book.borrow().future(address(task)).is_some_and(|entry| entry.created || entry.hidden);
    if known {
        return;
    }
    let name = told(task, interned!("get_name", vm), vm).and_then(|name| text(&name)).unwrap_or_default();
    let site = match locate::here(vm) {
        Some(place) => desk.book.borrow().site(&place.file, place.line),
        None => desk.book.borrow().site(&desk.file.borrow(), 1),
    };
    desk.book.borrow_mut().task_created(address(event_loop), address(task), &name, site);
}

/// Where a task stands, and what it waits on.
fn suspended(desk: &Desk, task: &PyObject, vm: &VirtualMachine) -> On {
    let turn = On { kind: WaitKind::Turn, id: 0, until: None };
    let Some(waiter) = attr!(task, "_fut_waiter", vm) else { return turn };
    let mut book = desk.book.borrow_mut();
    book.future_created(address(&waiter));
    let Some(entry) = book.future(address(&waiter)).cloned() else { return turn };
    if let Some((owner, line)) = entry.line
        && let Some((_, kind, id)) = book.resource(owner)
    {
        let kind = match kind {
            ResourceKind::Lock => WaitKind::Lock,
            ResourceKind::Event => WaitKind::Event,
            ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => WaitKind::Semaphore,
            ResourceKind::Condition => WaitKind::Condition,
            ResourceKind::Barrier => WaitKind::Barrier,
            ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => line,
        };
        return On { kind, id: id.0, until: None };
    }
    let kind = match entry.of {
        _ if entry.is_task => WaitKind::Task,
        Of::Sleep => WaitKind::Sleep,
        Of::Gather => WaitKind::Gather,
        Of::Wait => WaitKind::Wait,
        Of::Thread => WaitKind::Thread,
        Of::Io => WaitKind::Io,
        Of::Plain
        | Of::Shield
        | Of::Lock
        | Of::Event
        | Of::Semaphore
        | Of::Condition
        | Of::Barrier
        | Of::QueueGet
        | Of::QueuePut
        | Of::QueueJoin
        | Of::TaskGroup => WaitKind::Future,
    };
    let until = entry.due.filter(|_| kind == WaitKind::Sleep);
    On { kind, id: entry.id.0, until }
}

pub(in crate::python) fn stack(desk: &Desk, task: &PyObject, vm: &VirtualMachine) -> Stack {
    let coroutine = attr!(task, "_coro", vm);
    let frames = coroutine.map(|coroutine| locate::chain(coroutine, vm)).unwrap_or_default();
    let book = desk.book.borrow();
    let mut trace = book.recorder.trace().borrow_mut();
    let spots = frames.iter().filter_map(|frame| locate::spot(frame));
    let frames: Vec<Frame> = spots
        .map(|(file, function, line)| Frame { function: trace.intern(function), site: trace.intern_site(file, line) })
        .collect();
    trace.intern_stack(&frames)
}

/// A task that its coroutine has left by a cancellation keeps the error and not the message of who asked for it: those
/// who gather it are told none. RustPython's native task keeps both.
fn forget_message(task: &PyObject, vm: &VirtualMachine) {
    const NAME: &str = "_cancel_message";
    if !task.dict().is_some_and(|names| names.contains_key(NAME, vm)) {
        // A task of the program's own making may have none.
        task.del_attr(vm.ctx.intern_str(NAME), vm).ok();
    }
}

/// A step of this task has ended.
fn step_ended(desk: &Desk, task: &PyObject, vm: &VirtualMachine) {
    let how = how_settled(task, vm);
    if let Some(how) = how {
        desk.book.borrow_mut().settled(address(task), how);
    }
    if matches!(how, Some(Settled::Cancelled)) && !desk.cancels_itself.get() {
        forget_message(task, vm);
    }
    let outcome = match how {
        None => Outcome::Suspended(suspended(desk, task, vm)),
        Some(Settled::Cancelled) => Outcome::Cancelled,
        Some(Settled::Exception(error)) => Outcome::Raised(error),
        Some(Settled::Result(value)) => Outcome::Returned(value),
    };
    let stack = stack(desk, task, vm);
    desk.book.borrow_mut().step_ended(stack, outcome);
}

/// A turn begins.
pub(in crate::python) fn turn(
    desk: &Desk,
    event_loop: &PyObject,
    ready: u32,
    timers: u32,
    vm: &VirtualMachine,
) -> PyResult<()> {
    desk.held(|pace, trace, now| (pace.turn)(trace, now));
    desk.book.borrow_mut().turn(address(event_loop), ready, timers);
    within_limits(desk, vm)
}

/// A timer fires; returns the number of the handle that it becomes.
pub(in crate::python) fn timer_fired(
    desk: &Desk,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = name_of(callback, vm);
    desk.book.borrow_mut().timer_fired(address(event_loop), number, &name)
}

/// A callback is scheduled; returns its handle's number.
pub(in crate::python) fn handle_scheduled(
    desk: &Desk,
    event_loop: &PyObject,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<u32> {
    if !desk.book.borrow().is_on() {
        return Ok(HIDDEN);
    }
    let Some(what) = what(desk, event_loop, callback, vm) else {
        return Ok(desk.book.borrow_mut().helper_scheduled());
    };
    // A future hands itself to its callbacks when it is settled.
    let helper = |future: &PyObject| desk.book.borrow().future(address(future)).is_some_and(|entry| entry.hidden);
    let cause = match elements(args) {
        [future] if helper(future) => return Ok(desk.book.borrow_mut().helper_scheduled()),
        [future] if desk.book.borrow().adding != Some(address(future)) => look_whether_settled(desk, future, vm),
        _ => None,
    };
    Ok(desk.book.borrow_mut().handle_scheduled(address(event_loop), what, cause))
}

/// A handle begins to run; returns the task whose step it is.
pub(in crate::python) fn handle_began(
    desk: &Desk,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let task = if is_step(callback) {
        attr!(callback, "__self__", vm)
    } else if is_wakeup(callback) {
        let task = woken(desk, callback);
        desk.wakeups.borrow_mut().remove(&address(callback));
        task
    } else {
        None
    };
    desk.stepping.borrow_mut().push(task.clone());
    desk.cancels_itself.set(false);
    let steps = desk.book.borrow_mut().handle_began(address(event_loop), number);
    let Some(task) = task.filter(|_| steps) else { return Ok(None) };
    let asked = cancelling(&task, vm) > 0;
    let comes = || {
        let state = elements(args).first().and_then(|future| attr!(future, "_state", vm));
        is_true(&task, "_must_cancel", vm) || state.is_some_and(|state| is_text(&state, "CANCELLED"))
    };
    if asked && comes() {
        desk.book.borrow_mut().cancel_delivered();
    }
    Ok(Some(task))
}

/// A handle has run; `task` is the one whose step it was.
pub(in crate::python) fn handle_ended(desk: &Desk, number: u32, task: Option<&PyObject>, vm: &VirtualMachine) {
    desk.stepping.borrow_mut().pop();
    if let Some(task) = task.filter(|_| !desk.book.borrow().over) {
        step_ended(desk, task, vm);
    }
    desk.book.borrow_mut().handle_ended(number);
}

/// A timer is set; returns its number.
pub(in crate::python) fn timer_set(
    desk: &Desk,
    event_loop: &PyObject,
    due: Micros,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = name_of(callback, vm);
    let settles = elements(args).first().filter(|_| name == "sleep").map(|future| address(future));
    desk.book.borrow_mut().timer_set(address(event_loop), due, &name, settles)
}

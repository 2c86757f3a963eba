//! Native futures and tasks of asyncio. The methods that change them are wrapped on the classes, before anything of the
//! program runs.

use std::cell::Cell;

use rustpython_vm::builtins::{PyInt, PyStrInterned, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::callback_names::callback_name;
use super::method_wrapping::{native_class, wrap};
use super::step_errors;
use crate::python::inspecting::await_results;
use crate::python::session::{Session, current_session};
use crate::python::values::attribute_reading::{
    address, attr, attribute, count_of, interned, is_pending, is_text, text,
};
use crate::python::values::{call_text, program_places, value_text};
use crate::trace::{FutureOrigin, HandleKind, Seq, Settled, TaskId};

/// The most frames searched for the function of asyncio's that makes a future.
const MAX_FRAMES_TO_MAKER: usize = 4;

type Init = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult<()>;

/// The interpreter's native classes of futures and tasks, which outlive it.
#[derive(Clone, Copy)]
struct NativeClasses {
    future: &'static Py<PyType>,
    task: &'static Py<PyType>,
    /// The callable that runs a task's step.
    step: &'static Py<PyType>,
    /// The callable by which a future wakes a task.
    wakeup: &'static Py<PyType>,
    /// The functions that initialised futures and tasks before they were replaced.
    future_init: Option<Init>,
    task_init: Option<Init>,
}

thread_local! {
    static NATIVE: Cell<Option<NativeClasses>> = const { Cell::new(None) };
}

/// Tells if the native classes are patched on this thread.
pub(super) fn are_patched() -> bool {
    NATIVE.get().is_some()
}

pub(super) fn is_step(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.step))
}

pub(super) fn is_wakeup(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.wakeup))
}

/// Tells if an object is a native future or task, and of no class derived from them.
pub(super) fn is_future(object: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| object.class().is(native.future) || object.class().is(native.task))
}

/// Calls a method of the native task class on a task, whose own class may have another method of that name.
pub(super) fn native_answer(
    task: &PyObject,
    method: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let native = NATIVE.get()?.task.get_attr(method)?;
    native.call((task.to_owned(),), vm).ok()
}

/// The number of requests to cancel a task that it has not taken back.
pub(super) fn cancelling(task: &PyObject, vm: &VirtualMachine) -> u32 {
    native_answer(task, interned!("cancelling", vm), vm).map_or(0, |count| count_of(&count))
}

/// The purpose of a future that is being made: known by its class, or by the function of asyncio's that makes it.
fn purpose(session: &Session, future: &PyObject, vm: &VirtualMachine) -> FutureOrigin {
    let operations = session.operations.borrow();
    if let Some(of) = operations.future_purposes.get(&address(future.class().as_object())) {
        return *of;
    }
    for frame in program_places::frames(vm).take(MAX_FRAMES_TO_MAKER) {
        if !program_places::is_in_library(&frame) {
            return FutureOrigin::Plain;
        }
        if let Some(of) = operations.future_purposes.get(&program_places::code_address(&frame)) {
            return *of;
        }
    }
    FutureOrigin::Plain
}

/// The way in which a future or task was settled, read without marking its error as retrieved; `None` if it is not done.
pub(super) fn how_settled(future: &PyObject, vm: &VirtualMachine) -> Option<Settled> {
    let state = attr!(future, "_state", vm)?;
    if is_text(&state, "CANCELLED") {
        return Some(Settled::Cancelled);
    }
    if !is_text(&state, "FINISHED") {
        return None;
    }
    let session = current_session()?;
    let intern = |text: &str| session.recorder.borrow().intern(text);
    Some(match attr!(future, "_exception", vm) {
        Some(error) => Settled::Exception(intern(&value_text::error(&error, vm))),
        None => {
            let result = attr!(future, "_result", vm);
            Settled::Result(intern(&result.map_or("None".into(), |result| value_text::value(&result, vm))))
        }
    })
}

/// Records that a future is settled, if it is and that is not recorded yet; returns the event.
pub(super) fn record_if_settled(session: &Session, future: &PyObject, vm: &VirtualMachine) -> Option<Seq> {
    let known = session.recorder.borrow().future(address(future)).map(|entry| (entry.settled, entry.hidden));
    match known {
        Some((None, false)) => {
            let how = how_settled(future, vm)?;
            session.recorder.borrow_mut().settled(address(future), how)
        }
        Some((settled, _)) => settled,
        None => None,
    }
}

/// The task that a wake-up steps.
pub(super) fn woken_task(session: &Session, callback: &PyObject) -> Option<PyObjectRef> {
    session.wakeups.borrow().get(&address(callback)).and_then(|task| task.upgrade())
}

/// Wraps the methods that change a future or a task.
pub(super) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_asyncio", 0)?;
    let class = |name| native_class(&module, name, vm);
    let (future, task) = (class("Future")?, class("Task")?);
    let (step, wakeup) = (class("TaskStepMethWrapper")?, class("TaskWakeupMethWrapper")?);
    let inits = (future.slots.init.load(), task.slots.init.load());
    NATIVE.set(Some(NativeClasses { future, task, step, wakeup, future_init: inits.0, task_init: inits.1 }));
    for (class, init) in [(future, future_init as Init), (task, task_init as Init)] {
        class.slots.init.store(Some(init));
        let method = vm.new_method("__init__", class, move |mut args: FuncArgs, vm: &VirtualMachine| {
            let zelf = args.take_positional().ok_or_else(|| vm.new_type_error("__init__ needs an argument"))?;
            init(&zelf, args, vm)
        });
        class.set_attr(vm.ctx.intern_str("__init__"), method.into());
        wrap(class, "add_done_callback", add_done_callback, vm)?;
        wrap(class, "remove_done_callback", remove_done_callback, vm)?;
        wrap(class, "__await__", awaited, vm)?;
    }
    wrap(future, "set_result", settling, vm)?;
    wrap(future, "set_exception", settling, vm)?;
    wrap(future, "cancel", settling, vm)?;
    // The name that CPython gives it, which programs print.
    let wake_up = vm.ctx.new_str("Task.task_wakeup").into();
    wakeup.set_attr(vm.ctx.intern_str("__qualname__"), wake_up);
    wrap(future, "result", result, vm)?;
    wrap(task, "result", result, vm)?;
    wrap(task, "cancel", cancel, vm)?;
    wrap(task, "uncancel", uncancel, vm)?;
    wrap(task, "set_name", set_name, vm)
}

fn future_init(zelf: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(session) = current_session() else { return Ok(()) };
    let of = purpose(&session, zelf, vm);
    session.recorder.borrow_mut().enter(address(zelf), false, false, of);
    if let Some(init) = NATIVE.get().and_then(|native| native.future_init) {
        init(zelf, args, vm)?;
    }
    session.recorder.borrow_mut().future_created(address(zelf));
    Ok(())
}

fn task_init(zelf: &PyObject, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(session) = current_session() else { return Ok(()) };
    session.check_limits(vm)?;
    let coroutine = args.args.first().cloned().or_else(|| args.kwargs.get("coro").cloned());
    let code = coroutine.as_ref().and_then(|coroutine| attribute(coroutine, "cr_code", vm));
    let hidden = code.is_some_and(|code| session.operations.borrow().helpers.contains(&address(&code)));
    session.recorder.borrow_mut().enter(address(zelf), true, hidden, FutureOrigin::Plain);
    session.inspection.task_made(zelf, None, vm);
    let name = args.kwargs.get("name").filter(|name| !vm.is_none(name)).cloned();
    let name = match name {
        Some(name) => name,
        None => {
            let name = format!("Task-{}", session.recorder.borrow_mut().next_task_number());
            vm.ctx.new_str(name).into()
        }
    };
    args.kwargs.insert("name".into(), name.clone());
    let is_true = |name: &str| args.kwargs.get(name).is_some_and(|value| value.is(&vm.ctx.true_value));
    let eager = is_true("eager_start");
    if eager && let Some(event_loop) = args.kwargs.get("loop").cloned() {
        // Recorded now and not when it is scheduled: it runs before that, and may be done without ever being scheduled.
        let name = name.str(vm)?;
        let place = program_places::here(vm);
        let (file, line) = place.map_or((session.file.borrow().clone(), 1), |place| (place.file, place.line));
        let site = session.recorder.borrow().site(&file, line);
        let name = name.as_wtf8().to_string_lossy().into_owned();
        let runs = coroutine.as_ref().and_then(|coroutine| call_text::of_coroutine(coroutine, vm));
        let of_library = coroutine.is_some_and(|coroutine| program_places::is_of_library(&coroutine, vm));
        let (event_loop, task) = (address(&event_loop), address(zelf));
        session.recorder.borrow_mut().task_created(event_loop, task, &name, (runs.as_deref(), of_library), site);
    }
    let Some(init) = NATIVE.get().and_then(|native| native.task_init) else { return Ok(()) };
    if !eager {
        return init(zelf, args, vm);
    }
    step_errors::patch_for_eager_tasks(vm)?;
    session.stepping.borrow_mut().push(Some(zelf.to_owned()));
    let interrupted = session.eager_step_begins.replace(Some(zelf.to_owned()));
    let made = init(zelf, args, vm);
    session.eager_step_begins.replace(interrupted);
    session.stepping.borrow_mut().pop();
    record_if_settled(&session, zelf, vm);
    made
}

fn settling(
    session: &Session,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let result = call()?;
    record_if_settled(session, zelf, vm);
    Ok(result)
}

/// `result`, with CPython's message where there is none yet: programs print it.
fn result(
    session: &Session,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    call().inspect_err(|error| {
        let class = address(error.class().as_object());
        let is_invalid_state = session.operations.borrow().invalid_state_error == Some(class);
        if is_pending(zelf, vm) && is_invalid_state {
            let args = vm.ctx.new_tuple(vec![vm.ctx.new_str("Result is not set.").into()]);
            // An error that does not take it keeps its own.
            let _ = error.as_object().set_attr("args", args, vm);
        }
    })
}

fn awaited(
    session: &Session,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    await_results::future_awaited(session, zelf, vm);
    call()
}

/// The thing that a callback of a future will run; `None` for a helper of asyncio's own.
fn what_callback_runs(session: &Session, callback: &PyObject, vm: &VirtualMachine) -> Option<HandleKind> {
    if !is_wakeup(callback) {
        let name = callback_name(session, callback, vm);
        return Some(HandleKind::Callback(session.recorder.borrow().intern(&name.text)));
    }
    let task = woken_task(session, callback)?;
    let recorder = session.recorder.borrow();
    let entry = recorder.future(address(&task)).filter(|entry| !entry.hidden)?;
    Some(HandleKind::Wakeup(TaskId(entry.id.0)))
}

fn add_done_callback(
    session: &Session,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(callback) = args.args.first() else { return call() };
    if is_wakeup(callback) {
        // A task adds its own wake-up at the end of its step.
        let task = session.stepping.borrow().last().cloned().flatten();
        if let Some(task) = task {
            session.wakeups.borrow_mut().insert(address(callback), task.downgrade(None, vm)?);
        }
    }
    if is_pending(zelf, vm)
        && let Some(what) = what_callback_runs(session, callback, vm)
    {
        session.recorder.borrow_mut().callback_added(address(zelf), what);
    }
    let before = session.recorder.borrow_mut().set_receiving_callback(Some(address(zelf)));
    let result = call();
    session.recorder.borrow_mut().set_receiving_callback(before);
    result
}

fn remove_done_callback(
    session: &Session,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let removed = call()?;
    let some = removed.downcast_ref::<PyInt>().is_some_and(|count| u32::try_from(count.as_bigint()).unwrap_or(1) > 0);
    if let Some(callback) = args.args.first().filter(|_| some)
        && let Some(what) = what_callback_runs(session, callback, vm)
    {
        session.recorder.borrow_mut().callback_removed(address(zelf), what);
    }
    Ok(removed)
}

fn cancel(
    session: &Session,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    if session.stepping.borrow().last().is_some_and(|task| task.as_ref().is_some_and(|task| task.is(zelf))) {
        session.cancels_itself.set(true);
    }
    if is_pending(zelf, vm) {
        let requests = cancelling(zelf, vm);
        let message = args.args.first().or_else(|| args.kwargs.get("msg")).filter(|message| !vm.is_none(message));
        let message = message.map(|message| text(message).unwrap_or_else(|| value_text::value(message, vm)));
        session.recorder.borrow_mut().cancel_requested(address(zelf), message.as_deref(), requests + 1);
    }
    call()
}

fn uncancel(
    session: &Session,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let requests = cancelling(zelf, vm);
    let left = call()?;
    if requests != count_of(&left) {
        session.recorder.borrow_mut().uncancelled(address(zelf), count_of(&left));
    }
    Ok(left)
}

fn set_name(
    session: &Session,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let result = call()?;
    if let Some(name) = native_answer(zelf, interned!("get_name", vm), vm).and_then(|name| text(&name)) {
        session.recorder.borrow_mut().task_renamed(address(zelf), &name);
    }
    Ok(result)
}

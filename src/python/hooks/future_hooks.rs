//! asyncio's native futures and tasks, which tell of themselves: the methods through which they change are wrapped here,
//! on the class, before anything of the program runs.

use std::cell::Cell;

use rustpython_vm::builtins::{PyInt, PyStrInterned, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::python::hooks::step_hooks::name_of;
use crate::python::hooks::{context_hooks as contexts, loopline_module as bridge};
use crate::python::library::natives::exception_groups as groups;
use crate::python::session::{Desk, desk, within_limits};
use crate::python::values::attribute_reading::{address, attr, attribute, interned, is_text, text, whole};
use crate::python::values::{program_places as locate, value_text as shown};
use crate::trace::{Of, Seq, Settled, TaskId, What};

type Init = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult<()>;

/// The interpreter's own classes, which outlive it.
#[derive(Clone, Copy)]
struct Native {
    future: &'static Py<PyType>,
    task: &'static Py<PyType>,
    /// What runs a task's step.
    step: &'static Py<PyType>,
    /// What a future calls to wake a task.
    wakeup: &'static Py<PyType>,
    /// What initialised futures and tasks before they were wrapped.
    future_init: Option<Init>,
    task_init: Option<Init>,
}

thread_local! {
    static NATIVE: Cell<Option<Native>> = const { Cell::new(None) };
}

fn is_future(object: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| object.class().is(native.future))
}

pub(in crate::python) fn is_step(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.step))
}

pub(in crate::python) fn is_wakeup(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.wakeup))
}

/// What a method of a native task returns, whatever a class of the program's has put in its place.
pub(in crate::python) fn told(
    task: &PyObject,
    method: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let native = NATIVE.get()?.task.get_attr(method)?;
    native.call((task.to_owned(),), vm).ok()
}

/// How often a task was asked to end and has not refused.
pub(in crate::python) fn cancelling(task: &PyObject, vm: &VirtualMachine) -> u32 {
    told(task, interned!("cancelling", vm), vm).map_or(0, |count| whole(&count))
}

/// What a future is for: the function of asyncio's that makes it says so.
fn purpose(future: &PyObject, vm: &VirtualMachine) -> Of {
    if !is_future(future) && &*future.class().name() == "_GatheringFuture" {
        return Of::Gather;
    }
    for frame in locate::frames(vm).take(4) {
        let Some((module, function)) = locate::in_library(&frame) else { return Of::Plain };
        let of = match (module, function) {
            ("asyncio.tasks", "sleep") => Of::Sleep,
            ("asyncio.tasks", "_wait") => Of::Wait,
            ("asyncio.tasks", "shield") => Of::Shield,
            ("asyncio.tasks", "gather") => Of::Gather,
            ("asyncio.locks", "Lock.acquire") => Of::Lock,
            ("asyncio.locks", "Event.wait") => Of::Event,
            ("asyncio.locks", "Semaphore.acquire") => Of::Semaphore,
            ("asyncio.locks", "Condition.wait") => Of::Condition,
            ("asyncio.queues", "Queue.get") => Of::QueueGet,
            ("asyncio.queues", "Queue.put") => Of::QueuePut,
            ("asyncio.taskgroups", _) => Of::TaskGroup,
            ("asyncio.futures", "wrap_future") => Of::Thread,
            _ => continue,
        };
        return of;
    }
    Of::Plain
}

/// How a future or task that is done was settled, read without marking its error as retrieved.
pub(in crate::python) fn how_settled(future: &PyObject, vm: &VirtualMachine) -> Option<Settled> {
    let state = attr!(future, "_state", vm)?;
    if is_text(&state, "CANCELLED") {
        return Some(Settled::Cancelled);
    }
    if !is_text(&state, "FINISHED") {
        return None;
    }
    let desk = desk()?;
    let intern = |text: &str| desk.book.borrow().intern(text);
    Some(match attr!(future, "_exception", vm) {
        Some(error) => Settled::Exception(intern(&shown::error(&error, vm))),
        None => {
            let result = attr!(future, "_result", vm);
            Settled::Result(intern(&result.map_or("None".into(), |result| shown::value(&result, vm))))
        }
    })
}

/// Records that a future is settled if it is, and is not known to be.
pub(in crate::python) fn look_whether_settled(desk: &Desk, future: &PyObject, vm: &VirtualMachine) -> Option<Seq> {
    let known = desk.book.borrow().future(address(future)).map(|entry| (entry.settled, entry.hidden));
    match known {
        Some((None, false)) => {
            let how = how_settled(future, vm)?;
            desk.book.borrow_mut().settled(address(future), how)
        }
        Some((settled, _)) => settled,
        None => None,
    }
}

/// The task that a wake-up steps.
pub(in crate::python) fn woken(desk: &Desk, callback: &PyObject) -> Option<PyObjectRef> {
    desk.wakeups.borrow().get(&address(callback)).and_then(|task| task.upgrade())
}

/// A class of one of the interpreter's own modules, which lives as long as it.
pub(in crate::python) fn native_class(
    module: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> PyResult<&'static Py<PyType>> {
    let class = module.get_attr(name, vm)?.downcast::<PyType>();
    let class = class.map_err(|_| vm.new_type_error(format!("{name} is not a class")))?;
    let class: &'static PyRef<PyType> = Box::leak(Box::new(class));
    Ok(class)
}

/// Wraps what changes a future or a task, on the classes themselves.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    if NATIVE.get().is_some() {
        return Ok(());
    }
    let module = vm.import("_asyncio", 0)?;
    let class = |name| native_class(&module, name, vm);
    let (future, task) = (class("Future")?, class("Task")?);
    let (step, wakeup) = (class("TaskStepMethWrapper")?, class("TaskWakeupMethWrapper")?);
    vm.ctx.exceptions.os_error.slots.new.store(Some(bridge::os_error_new));
    groups::patch(vm)?;
    let inits = (future.slots.init.load(), task.slots.init.load());
    NATIVE.set(Some(Native { future, task, step, wakeup, future_init: inits.0, task_init: inits.1 }));
    for (class, init) in [(future, future_init as Init), (task, task_init as Init)] {
        class.slots.init.store(Some(init));
        let method = vm.new_method("__init__", class, move |mut args: FuncArgs, vm: &VirtualMachine| {
            let zelf = args.take_positional().ok_or_else(|| vm.new_type_error("__init__ needs an argument"))?;
            init(&zelf, args, vm)
        });
        class.set_attr(vm.ctx.intern_str("__init__"), method.into());
        wrap(class, "add_done_callback", add_done_callback, vm)?;
        wrap(class, "remove_done_callback", remove_done_callback, vm)?;
    }
    for name in ["set_result", "set_exception", "cancel"] {
        wrap(future, name, settling, vm)?;
    }
    // As CPython names it.
    let wake_up = vm.ctx.new_str("Task.task_wakeup").into();
    wakeup.set_attr(vm.ctx.intern_str("__qualname__"), wake_up);
    wrap(future, "result", result, vm)?;
    wrap(task, "result", result, vm)?;
    wrap(task, "cancel", cancel, vm)?;
    wrap(task, "uncancel", uncancel, vm)?;
    wrap(task, "set_name", set_name, vm)?;
    contexts::patch(vm)
}

/// What is wrapped around a method: told of the object and the arguments after it, it calls the method itself.
pub(in crate::python) type Around = fn(&Desk, &PyObject, &FuncArgs, &dyn Fn() -> PyResult, &VirtualMachine) -> PyResult;

pub(in crate::python) fn wrap(
    class: &'static Py<PyType>,
    name: &'static str,
    around: Around,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let interned = vm.ctx.intern_str(name);
    let Some(method) = class.get_attr(interned) else {
        return Err(vm.new_attribute_error(format!("{} has no {name}", class.name())));
    };
    let wrapper = vm.new_method(name, class, move |args: FuncArgs, vm: &VirtualMachine| {
        // Tasks that await each other in a circle would be cancelled without end.
        let call = || vm.with_recursion("while calling a Python object", || method.call(args.clone(), vm));
        match (args.args.first().cloned(), desk()) {
            (Some(zelf), Some(desk)) if desk.book.borrow().is_on() => {
                let rest = FuncArgs { args: args.args[1..].to_vec(), kwargs: args.kwargs.clone() };
                around(&desk, &zelf, &rest, &call, vm)
            }
            _ => call(),
        }
    });
    class.set_attr(interned, wrapper.into());
    Ok(())
}

fn future_init(zelf: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(desk) = desk() else { return Ok(()) };
    let of = purpose(zelf, vm);
    desk.book.borrow_mut().enter(address(zelf), false, false, of);
    if let Some(init) = NATIVE.get().and_then(|native| native.future_init) {
        init(zelf, args, vm)?;
    }
    desk.book.borrow_mut().future_created(address(zelf));
    Ok(())
}

fn task_init(zelf: &PyObject, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(desk) = desk() else { return Ok(()) };
    within_limits(&desk, vm)?;
    let coroutine = args.args.first().cloned().or_else(|| args.kwargs.get("coro").cloned());
    let code = coroutine.and_then(|coroutine| attribute(&coroutine, "cr_code", vm));
    let hidden = code.is_some_and(|code| desk.helpers.borrow().contains(&address(&code)));
    desk.book.borrow_mut().enter(address(zelf), true, hidden, Of::Plain);
    let name = args.kwargs.get("name").filter(|name| !vm.is_none(name)).cloned();
    let name = match name {
        Some(name) => name,
        None => {
            let name = format!("Task-{}", desk.book.borrow_mut().next_task_number());
            vm.ctx.new_str(name).into()
        }
    };
    args.kwargs.insert("name".into(), name.clone());
    let is_true = |name: &str| args.kwargs.get(name).is_some_and(|value| value.is(&vm.ctx.true_value));
    let eager = is_true("eager_start");
    if eager && let Some(event_loop) = args.kwargs.get("loop").cloned() {
        // It runs before it is scheduled, if it ever is.
        let name = name.str(vm)?;
        let place = locate::here(vm);
        let (file, line) = place.map_or((desk.file.borrow().clone(), 1), |place| (place.file, place.line));
        let site = desk.book.borrow().site(&file, line);
        let name = name.as_wtf8().to_string_lossy().into_owned();
        desk.book.borrow_mut().task_created(address(&event_loop), address(zelf), &name, site);
    }
    let Some(init) = NATIVE.get().and_then(|native| native.task_init) else { return Ok(()) };
    if !eager {
        return init(zelf, args, vm);
    }
    desk.stepping.borrow_mut().push(Some(zelf.to_owned()));
    let made = init(zelf, args, vm);
    desk.stepping.borrow_mut().pop();
    look_whether_settled(&desk, zelf, vm);
    made
}

fn settling(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    look_whether_settled(desk, zelf, vm);
    Ok(result)
}

fn is_pending(future: &PyObject, vm: &VirtualMachine) -> bool {
    attr!(future, "_state", vm).is_some_and(|state| is_text(&state, "PENDING"))
}

/// CPython's message, which programs print.
pub(in crate::python) fn result(
    _: &Desk,
    zelf: &PyObject,
    _: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    call().inspect_err(|error| {
        if is_pending(zelf, vm) && &*error.class().name() == "InvalidStateError" {
            let args = vm.ctx.new_tuple(vec![vm.ctx.new_str("Result is not set.").into()]);
            // An error that will not take it keeps its own.
            let _ = error.as_object().set_attr("args", args, vm);
        }
    })
}

/// What a callback of a future will run; `None` for a helper of asyncio's own.
fn callback_what(desk: &Desk, callback: &PyObject, vm: &VirtualMachine) -> Option<What> {
    if !is_wakeup(callback) {
        let name = name_of(callback, vm);
        return Some(What::Callback(desk.book.borrow().intern(&name)));
    }
    let task = woken(desk, callback)?;
    let book = desk.book.borrow();
    let entry = book.future(address(&task)).filter(|entry| !entry.hidden)?;
    Some(What::Wakeup(TaskId(entry.id.0)))
}

fn add_done_callback(
    desk: &Desk,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(callback) = args.args.first() else { return call() };
    if is_wakeup(callback) {
        // A task adds its own wake-up at the end of its step.
        let task = desk.stepping.borrow().last().cloned().flatten();
        if let Some(task) = task {
            desk.wakeups.borrow_mut().insert(address(callback), task.downgrade(None, vm)?);
        }
    }
    if is_pending(zelf, vm)
        && let Some(what) = callback_what(desk, callback, vm)
    {
        desk.book.borrow_mut().callback_added(address(zelf), what);
    }
    let before = desk.book.borrow_mut().adding.replace(address(zelf));
    let result = call();
    desk.book.borrow_mut().adding = before;
    result
}

fn remove_done_callback(
    desk: &Desk,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let removed = call()?;
    let some = removed.downcast_ref::<PyInt>().is_some_and(|count| u32::try_from(count.as_bigint()).unwrap_or(1) > 0);
    if let Some(callback) = args.args.first().filter(|_| some)
        && let Some(what) = callback_what(desk, callback, vm)
    {
        desk.book.borrow_mut().callback_removed(address(zelf), what);
    }
    Ok(removed)
}

fn cancel(desk: &Desk, zelf: &PyObject, args: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    if desk.stepping.borrow().last().is_some_and(|task| task.as_ref().is_some_and(|task| task.is(zelf))) {
        desk.cancels_itself.set(true);
    }
    if is_pending(zelf, vm) {
        let asked = cancelling(zelf, vm);
        let message = args.args.first().or_else(|| args.kwargs.get("msg")).filter(|message| !vm.is_none(message));
        let message = message.map(|message| text(message).unwrap_or_else(|| shown::value(message, vm)));
        desk.book.borrow_mut().cancel_requested(address(zelf), message.as_deref(), asked + 1);
    }
    call()
}

fn uncancel(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let asked = cancelling(zelf, vm);
    let left = call()?;
    if asked != whole(&left) {
        desk.book.borrow_mut().uncancelled(address(zelf), whole(&left));
    }
    Ok(left)
}

fn set_name(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    if let Some(name) = told(zelf, interned!("get_name", vm), vm).and_then(|name| text(&name)) {
        desk.book.borrow_mut().task_renamed(address(zelf), &name);
    }
    Ok(result)
}

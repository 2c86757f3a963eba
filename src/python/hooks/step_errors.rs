//! Errors of what a coroutine yields to its task: a future of another loop, the task itself, anything that is no future.
//!
//! CPython throws such an error into the coroutine at the task's next step, so that it can be caught at the `await` and its
//! traceback has that line. RustPython's native task fails with it at once. The native task runs every step by
//! `Context.run(coroutine.send, None)`: there a wrong value is replaced by `None`, upon which the task schedules its next
//! step, and that step is made to throw.

use rustpython_vm::builtins::{PyBaseExceptionRef, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::future_hooks::{is_future, is_step, is_wakeup};
use super::method_wrapping::native_class;
use crate::python::session::{Session, current_session};
use crate::python::values::attribute_reading::{address, attr, interned, is_true};

/// Puts [`run`] in the place of `Context.run`.
pub(super) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_contextvars", 0)?;
    replace(native_class(&module, "Context", vm)?, "run", run, vm)
}

/// Puts [`send_eagerly`] in the place of `coroutine.send`. A task that starts eagerly sends without a context's `run`; few
/// programs have such tasks, and the others' steps need not come through here.
pub(super) fn patch_for_eager_tasks(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.coroutine_type;
    thread_local! { static IS_PATCHED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) } }
    if IS_PATCHED.replace(true) { Ok(()) } else { replace(class, "send", send_eagerly, vm) }
}

/// A function in the place of a method: it gets the method, and the arguments with the object.
type Replacement = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult;

fn replace(
    class: &'static Py<PyType>,
    name: &'static str,
    replacement: Replacement,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let interned = vm.ctx.intern_str(name);
    let Some(method) = class.get_attr(interned) else {
        return Err(vm.new_attribute_error(format!("{} has no {name}", class.name())));
    };
    let call = move |args: FuncArgs, vm: &VirtualMachine| replacement(&method, args, vm);
    class.set_attr(interned, vm.new_method(name, class, call).into());
    Ok(())
}

/// `Context.run(callable, *args)`. The first call inside a task's handle runs the coroutine.
fn run(method: &PyObject, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(session) = current_session() else { return method.call(args, vm) };
    if args.args.get(1).is_some_and(|callback| is_step(callback) || is_wakeup(callback)) {
        session.step_begins.set(true);
        let done = method.call(args, vm);
        session.step_begins.set(false);
        return done;
    }
    let task = if session.step_begins.take() { session.stepping.borrow().last().cloned().flatten() } else { None };
    let Some(task) = task.filter(|_| args.args.len() == 3) else { return method.call(args, vm) };
    let error = due_error(&session, &task);
    if let Some(error) = error.filter(|_| vm.is_none(&args.args[2])) {
        // Any other argument is a cancellation, which takes the error's place.
        let coroutine = args.args[1].get_attr("__self__", vm)?;
        args.args[1] = coroutine.get_attr("throw", vm)?;
        args.args[2] = error.into();
    }
    let yielded = method.call(args, vm)?;
    accepted(&session, &task, yielded, vm)
}

/// `coroutine.send(value)`. The first call inside the making of an eager task runs its first step.
fn send_eagerly(method: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let task = current_session().and_then(|session| Some((session.eager_step_begins.take()?, session)));
    let yielded = method.call(args, vm)?;
    match task {
        Some((task, session)) => accepted(&session, &task, yielded, vm),
        None => Ok(yielded),
    }
}

/// Takes the error that a task is to be given now.
fn due_error(session: &Session, task: &PyObject) -> Option<PyBaseExceptionRef> {
    if session.step_errors.borrow().is_empty() {
        return None;
    }
    let (of, error) = session.step_errors.borrow_mut().remove(&address(task))?;
    of.upgrade().is_some_and(|of| of.is(task)).then_some(error)
}

/// Returns what a coroutine has yielded if its task can wait for it; else `None`, and the task is given an error next.
fn accepted(session: &Session, task: &PyObject, yielded: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if vm.is_none(&yielded) {
        return Ok(yielded);
    }
    let Some(sentence) = refusal(task, &yielded, vm)? else { return Ok(yielded) };
    let error = vm.new_runtime_error(sentence);
    session.step_errors.borrow_mut().insert(address(task), (task.downgrade(None, vm)?, error));
    Ok(vm.ctx.none())
}

/// CPython's sentence about a value that a task cannot wait for; `None` of a future that it can.
fn refusal(task: &PyObject, yielded: &PyObject, vm: &VirtualMachine) -> PyResult<Option<String>> {
    let repr = |object: &PyObject| object.repr(vm).map(|text| text.as_wtf8().to_string_lossy().into_owned());
    if yielded.is(task) {
        return Ok(Some(format!("Task cannot await on itself: {}", repr(task)?)));
    }
    let blocking = interned!("_asyncio_future_blocking", vm);
    let blocking = match is_future(yielded) {
        true => Some(is_true(yielded, "_asyncio_future_blocking", vm)),
        false => match vm.get_attribute_opt(yielded, blocking)?.filter(|blocking| !vm.is_none(blocking)) {
            Some(blocking) => Some(blocking.try_to_bool(vm)?),
            None => None,
        },
    };
    Ok(Some(match blocking {
        Some(_) if !is_of_loop(task, yielded, vm)? => {
            format!("Task {} got Future {} attached to a different loop", repr(task)?, repr(yielded)?)
        }
        Some(true) => return Ok(None),
        Some(false) => {
            format!("yield was used instead of yield from in task {} with {}", repr(task)?, repr(yielded)?)
        }
        None if yielded.class().is(vm.ctx.types.generator_type) => {
            let (task, yielded) = (repr(task)?, repr(yielded)?);
            format!("yield was used instead of yield from for generator in task {task} with {yielded}")
        }
        None => format!("Task got bad yield: {}", repr(yielded)?),
    }))
}

/// Tells if a future belongs to its waiter's loop.
fn is_of_loop(task: &PyObject, future: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let Some(own) = attr!(task, "_loop", vm) else { return Ok(true) };
    let other = if is_future(future) {
        attr!(future, "_loop", vm)
    } else {
        match vm.call_method(future, "get_loop", ()) {
            Err(error) if error.fast_isinstance(vm.ctx.exceptions.attribute_error) => {
                Some(future.get_attr("_loop", vm)?)
            }
            other => Some(other?),
        }
    };
    Ok(other.is_some_and(|other| other.is(&own)))
}

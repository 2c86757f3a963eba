//! Native answers to questions that asyncio asks for every task, such as `iscoroutine`.
//!
//! Each gives what CPython's function would give in the usual case, and calls that function in any other. Interpreted, they
//! are a large part of the time that a task costs.

use rustpython_vm::builtins::PySet;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::native_module::{NativeModule, method};
use crate::python::values::attribute_reading::interned;

/// Adds the functions that the loop's module, `asyncio/unix_events.py`, puts in the place of the library's.
pub(in crate::python) fn add(module: &NativeModule) -> PyResult<()> {
    module.add("of_coroutines", of_coroutines)?;
    module.add("holds_weakly", holds_weakly)?;
    module.add("create_task", create_task)?;
    module.add("create_future", create_future)
}

/// Makes a function that returns `answer` for native coroutines and asks `otherwise` about any other object.
fn of_coroutines(otherwise: PyObjectRef, answer: bool, vm: &VirtualMachine) -> PyResult {
    let name = otherwise.get_attr("__name__", vm)?.str(vm)?;
    let name = vm.ctx.intern_str(name.as_wtf8()).as_str();
    let asked = move |object: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        if object.class().is(vm.ctx.types.coroutine_type) {
            return Ok(vm.ctx.new_bool(answer).into());
        }
        otherwise.call((object,), vm)
    };
    Ok(vm.new_function(name, asked).into())
}

/// Gives a `WeakSet` native `add` and `discard`, which do what its methods do.
fn holds_weakly(weak_set: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let data = weak_set.get_attr("data", vm)?.downcast::<PySet>();
    let data: PyRef<PySet> = data.map_err(|_| vm.new_type_error("a WeakSet keeps a set"))?;
    let forget = weak_set.get_attr("_remove", vm)?;
    let members = data.clone();
    let add = move |member: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        members.add(member.downgrade(Some(forget.clone()), vm)?.into(), vm)
    };
    let discard = move |member: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        data.discard(member.downgrade(None, vm)?.into(), vm)
    };
    weak_set.set_attr("add", vm.new_function("add", add), vm)?;
    weak_set.set_attr("discard", vm.new_function("discard", discard), vm)
}

/// Makes `create_task(coro, **kwargs)` of CPython's loop, given the module whose `Task` it makes: a program may replace it.
fn create_task(tasks: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    let create = move |mut args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        let [event_loop, coroutine] = ["self", "coro"].map(|name| args.take_positional_keyword(name));
        let (event_loop, coroutine) = event_loop.zip(coroutine).ok_or_else(|| {
            vm.new_type_error("BaseEventLoop.create_task() missing 1 required positional argument: 'coro'")
        })?;
        refuse_surplus("create_task() takes 2 positional arguments", 2, &args, vm)?;
        if event_loop.get_attr(interned!("_closed", vm), vm)?.try_to_bool(vm)? {
            vm.call_method(&event_loop, "_check_closed", ())?;
        }
        let factory = event_loop.get_attr(interned!("_task_factory", vm), vm)?;
        if !vm.is_none(&factory) {
            args.args = vec![event_loop, coroutine];
            return factory.call(args, vm);
        }
        if args.kwargs.insert("loop".into(), event_loop).is_some() {
            return Err(vm.new_type_error("_asyncio.Task() got multiple values for keyword argument 'loop'"));
        }
        args.args = vec![coroutine];
        tasks.get_attr(interned!("Task", vm), vm)?.call(args, vm)
    };
    method("create_task", create, vm)
}

/// Makes `create_future()` of CPython's loop, given the module whose `Future` it makes.
fn create_future(futures: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    let create = move |event_loop: PyObjectRef, mut args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        refuse_surplus("create_future() takes 1 positional argument", 1, &args, vm)?;
        if let Some((name, _)) = args.remaining_keywords().next() {
            let message = format!("BaseEventLoop.create_future() got an unexpected keyword argument '{name}'");
            return Err(vm.new_type_error(message));
        }
        args.kwargs.insert("loop".into(), event_loop);
        futures.get_attr(interned!("Future", vm), vm)?.call(args, vm)
    };
    method("create_future", create, vm)
}

/// Refuses surplus positional arguments, with the interpreter's message.
fn refuse_surplus(takes: &str, taken: usize, more: &FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    if more.args.is_empty() {
        return Ok(());
    }
    let given = taken + more.args.len();
    Err(vm.new_type_error(format!("BaseEventLoop.{takes} but {given} were given")))
}

//! The module `_loopline`: what the Python side tells of its loop, its locks and its output, as facts of a book.
//!
//! A book is never borrowed while Python code may run.

use std::rc::Rc;

use rustpython_vm::builtins::{PyDictRef, PyInt, PyModule, PyTypeRef};
use rustpython_vm::function::{FuncArgs, IntoPyNativeFn};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::hooks::{
    future_hooks as futures, generator_hooks as generators, handle_hooks as handles, resource_hooks as resources,
};
use crate::python::library::natives::fast_paths as shortcuts;
use crate::python::library::natives::timer_heap::Due;
use crate::python::session::standard_input as input;
use crate::python::session::{Desk, within_limits};
use crate::python::threads;
use crate::python::values::attribute_reading::{address, attribute, interned, text};
use crate::python::values::value_text as shown;
use crate::trace::{Status, Stream, WarningCode};

/// Makes the module, and sets it up so that everything it is told goes to this desk.
pub(in crate::python) fn module(desk: &Rc<Desk>, vm: &VirtualMachine) -> PyResult<PyRef<PyModule>> {
    let dict = vm.ctx.new_dict();
    let module = Module { dict: &dict, vm };
    module.clock(desk)?;
    module.loops(desk)?;
    module.output(desk)?;
    handles::add(&module, desk, vm)?;
    shortcuts::add(&module)?;
    resources::add(&module, desk)?;
    generators::add(&module, desk)?;
    input::add(&module, desk)?;
    threads::add(&module, desk)?;
    module.add("patch", futures::patch)?;
    module.add("next", next)?;
    module.add("builtin", builtin)?;
    Ok(vm.new_module("_loopline", dict, None))
}

pub(in crate::python) struct Module<'a> {
    dict: &'a PyDictRef,
    vm: &'a VirtualMachine,
}

impl Module<'_> {
    pub fn add<F, Kind>(&self, name: &'static str, function: F) -> PyResult<()>
    where
        F: IntoPyNativeFn<Kind>,
    {
        self.set(name, self.vm.new_function(name, function).into())
    }

    pub fn set(&self, name: &'static str, value: PyObjectRef) -> PyResult<()> {
        self.dict.set_item(name, value, self.vm)
    }

    fn clock(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("now", move || on.book.borrow_mut().now().0)?;
        let on = desk.clone();
        self.add("time", move |vm: &VirtualMachine| {
            let now = on.book.borrow_mut().look();
            let stares = on.book.borrow().stares();
            if stares { within_limits(&on, vm).map(|()| now.seconds()) } else { Ok(now.seconds()) }
        })?;
        self.add("micros", |seconds: PyObjectRef, vm: &VirtualMachine| {
            Due::at(&seconds, vm).map(|due| due.moment().0)
        })?;
        let on = desk.clone();
        self.add("advance_to", move |due: u64| on.advance_to(Micros(due)))?;
        let on = desk.clone();
        self.add("blocked", move |held: u64| on.book.borrow_mut().blocked(Micros(held)))?;
        let on = desk.clone();
        self.add("thread_begins", move || on.book.borrow_mut().thread_begins())?;
        let on = desk.clone();
        self.add("thread_ends", move |began: u64| on.book.borrow_mut().thread_ends(Micros(began)))?;
        let on = desk.clone();
        self.add("random_bytes", move |count: usize, vm: &VirtualMachine| {
            vm.ctx.new_bytes(on.random_bytes(count.min(1 << 20)))
        })
    }

    fn loops(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("hide", move |codes: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let codes: Vec<PyObjectRef> = vm.extract_elements_with(&codes, Ok)?;
            on.helpers.borrow_mut().extend(codes.iter().map(|code| address(code)));
            Ok(())
        })?;
        // For a program that names its first task itself, and yet counts as asyncio does.
        let on = desk.clone();
        self.add("skip_number", move || {
            on.book.borrow_mut().next_task_number();
        })?;
        let on = desk.clone();
        self.add("loop_created", move |event_loop: PyObjectRef| {
            on.book.borrow_mut().loop_created(address(&event_loop));
        })?;
        let on = desk.clone();
        self.add("loop_closed", move |event_loop: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
            // A loop that is closed on the way out of an error was ended by it.
            let status = if vm.is_none(&error) {
                Status::Returned
            } else {
                let raised = |text: String| Status::Raised(on.book.borrow().intern(&text));
                match exit_status(&error, vm) {
                    Some(0) => Status::Returned,
                    Some(status) => raised(format!("exit status {status}")),
                    None => raised(shown::error(&error, vm)),
                }
            };
            on.book.borrow_mut().loop_closed(address(&event_loop), status);
        })?;
        let on = desk.clone();
        self.add("handle_cancelled", move |number: u32| on.book.borrow_mut().handle_cancelled(number))?;
        let on = desk.clone();
        self.add("timer_cancelled", move |number: u32| on.book.borrow_mut().timer_cancelled(number))
    }

    fn output(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("write", move |stream: u32, said: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let stream = if stream == 2 { Stream::Err } else { Stream::Out };
            let said = text(&said).unwrap_or_default();
            on.write(stream, &said, |book, said| book.write(stream, said).to_string(), vm)
        })?;
        let on = desk.clone();
        self.add("failed", move |error: PyObjectRef, vm: &VirtualMachine| {
            let text = shown::error(&error, vm);
            on.book.borrow_mut().failed = Some(text);
        })?;
        let on = desk.clone();
        self.add("warned", move |category: PyObjectRef, message: PyObjectRef, file: PyObjectRef, line: u32| {
            let (category, message) = (text(&category).unwrap_or_default(), text(&message).unwrap_or_default());
            let file = text(&file).unwrap_or_default();
            let site = (!file.starts_with("<frozen ")).then(|| on.book.borrow().site(&file, line));
            let mut book = on.book.borrow_mut();
            if category == "RuntimeWarning" && message.ends_with("was never awaited") {
                book.warn(WarningCode::NeverAwaited, &message, site);
            } else {
                let place = site.map_or(String::new(), |_| format!("{file}:{line}: "));
                book.note_text(&format!("{place}{category}: {message}"));
            }
        })?;
        let on = desk.clone();
        self.add("reported", move |context: PyDictRef, vm: &VirtualMachine| {
            let get = |name: &str| context.get_item_opt(name, vm).ok().flatten();
            let message = get("message").and_then(|message| text(&message)).unwrap_or_default();
            let error = get("exception").map(|error| shown::error(&error, vm));
            let task = get("task").and_then(|task| {
                futures::told(&task, interned!("get_name", vm), vm).or_else(|| attribute(&task, "_name", vm))
            });
            let task = task.and_then(|name| text(&name));
            let (code, said) = if message.starts_with("Task was destroyed") {
                (WarningCode::TaskDestroyed, format!("{message} {}", task.unwrap_or_default()))
            } else if message.ends_with("was never retrieved") || message.contains("unhandled exception during") {
                (WarningCode::NeverRetrieved, format!("{message}: {}", error.unwrap_or_default()))
            } else if message.starts_with("Exception in callback") {
                (WarningCode::CallbackFailed, format!("Exception in callback: {}", error.unwrap_or_default()))
            } else {
                on.book.borrow_mut().note_text(&format!("{message}: {}", error.unwrap_or_default()));
                return;
            };
            on.book.borrow_mut().warn(code, &said, None);
        })
    }
}

/// The exit status that a `SystemExit` asks for.
fn exit_status(error: &PyObject, vm: &VirtualMachine) -> Option<u8> {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        return None;
    }
    let Some(code) = attribute(error, "code", vm) else { return Some(0) };
    // Of anything else it is said, and it is 1.
    Some(code.downcast_ref::<PyInt>().map_or(1, |code| i64::try_from(code.as_bigint()).unwrap_or(1) as u8))
}

/// A function that becomes no method where a class has it as an attribute, as CPython's own do not.
fn builtin(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let name = function.get_attr("__name__", vm)?.str(vm)?;
    let name = vm.ctx.intern_str(name.as_wtf8()).as_str();
    Ok(vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| function.call(args, vm)).into())
}

/// `next`. The interpreter's own loses the class of an error that is a subclass of `StopIteration`.
pub(in crate::python) fn next(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (iterator, default) = match &args.args[..] {
        [iterator] => (iterator, None),
        [iterator, default] => (iterator, Some(default)),
        other => {
            return Err(vm.new_type_error(format!("next expected at least 1 argument, got {}", other.len())));
        }
    };
    if iterator.class().get_attr(vm.ctx.intern_str("__next__")).is_none() {
        return Err(vm.new_type_error(format!("'{}' object is not an iterator", iterator.class().name())));
    }
    vm.call_method(iterator, "__next__", ()).or_else(|error| match default {
        Some(default) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => Ok(default.clone()),
        _ => Err(error),
    })
}

/// Makes an `OSError`, of the class that its number says. RustPython does so itself, but not for wasm.
pub(in crate::python) fn os_error_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let errors = &vm.ctx.exceptions;
    // What `OSError` had is what those that are made from it have kept.
    let new =
        errors.file_not_found_error.slots.new.load().ok_or_else(|| vm.new_type_error("no OSError can be made"))?;
    if !class.is(errors.os_error) {
        // A class of the program's has this from its base; RustPython asks whether it has its own.
        class.slots.new.store(Some(new));
        return new(class, args, vm);
    }
    let number = args.args.first().filter(|_| (2..=5).contains(&args.args.len()) && args.kwargs.is_empty());
    let number = number.and_then(|number| number.downcast_ref::<PyInt>()).map(|number| number.as_bigint());
    // As Linux counts them.
    let class = match number.and_then(|number| u32::try_from(number).ok()) {
        Some(1 | 13) => errors.permission_error,
        Some(2) => errors.file_not_found_error,
        Some(3) => errors.process_lookup_error,
        Some(4) => errors.interrupted_error,
        Some(10) => errors.child_process_error,
        Some(11 | 114 | 115) => errors.blocking_io_error,
        Some(17) => errors.file_exists_error,
        Some(20) => errors.not_a_directory_error,
        Some(21) => errors.is_a_directory_error,
        Some(32 | 108) => errors.broken_pipe_error,
        Some(103) => errors.connection_aborted_error,
        Some(104) => errors.connection_reset_error,
        Some(110) => errors.timeout_error,
        Some(111) => errors.connection_refused_error,
        _ => return new(class, args, vm),
    };
    new(class.to_owned(), args, vm)
}

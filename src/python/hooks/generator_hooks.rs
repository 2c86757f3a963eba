//! Generators of the program's own file: made, resumed, and left.
//!
//! `sys.monitoring` reports the code that runs: a generator begins, goes on, yields, returns, is left by an error. It does
//! not report who makes a generator, what is sent into it, and that one is thrown away: for those, calls of functions and
//! the methods of generators are wrapped. None of this is done for a program without generators.

use std::cell::Cell;
use std::rc::Rc;

use rustpython_vm::builtins::{PyCode, PyFunction, PyGenerator, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::method_wrapping::wrap;
use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::{Session, current_session};
use crate::python::values::attribute_reading::address;
use crate::python::values::program_places::{self, ProgramPlace};
use crate::python::values::{Address, value_text};
use crate::trace::{GeneratorEnd, Resumption, Stack, StackFrame};

type Vectorcall = fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;
type Delete = fn(&PyObject, &VirtualMachine) -> PyResult<()>;

thread_local! {
    /// The functions that called functions and deleted generators before they were replaced. The native classes outlive an
    /// interpreter.
    static REPLACED: Cell<Option<(Vectorcall, Delete)>> = const { Cell::new(None) };
}

/// Adds the functions by which `_loopline_boot` watches a program's generators.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("watch_generators", move |codes: PyObjectRef, tool: u32, vm: &VirtualMachine| -> PyResult<()> {
        let codes: Vec<PyObjectRef> = vm.extract_elements_with(&codes, Ok)?;
        on.watched_generators.borrow_mut().tool = tool;
        on.watched_generators.borrow_mut().codes.extend(codes.iter().map(|code| address(code)));
        patch(vm)
    })?;
    for name in ["generator_started", "generator_resumed"] {
        let on = session.clone();
        module.add(name, move |code: PyObjectRef, _at: u32, vm: &VirtualMachine| {
            let Some(frame) = running(&on, vm) else { return };
            if !on.generators.borrow().is_known(frame) {
                // Its making was not seen, since no function of the program's has returned it.
                let name = code.downcast_ref::<PyCode>().map_or("", |code| code.code.qualname.as_str());
                created(&on, frame, name, vm);
            }
            on.generators.borrow_mut().resumed(&mut on.recorder.borrow_mut(), frame, Resumption::Next);
        })?;
    }
    let on = session.clone();
    module.add("generator_yielded", move |code: PyObjectRef, at: usize, value: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = running(&on, vm) else { return };
        // The argument of the instruction tells a `yield from`; an instruction takes two bytes.
        let code = code.downcast_ref::<PyCode>();
        let from = code.is_some_and(|code| u8::from(code.code.instructions.read_arg(at / 2)) > 0);
        let stack = stack(&on, program_places::here(vm));
        yields(&on, frame, &value, from, stack, vm);
    })?;
    let on = session.clone();
    module.add(
        "generator_returned",
        move |_code: PyObjectRef, _at: u32, value: PyObjectRef, vm: &VirtualMachine| {
            let Some(frame) = running(&on, vm) else { return };
            let text = on.recorder.borrow().intern(&value_text::value(&value, vm));
            ends(&on, frame, GeneratorEnd::Returned(text));
        },
    )?;
    // The next two are called for every function, not for generators alone.
    let on = session.clone();
    module.add("function_left", move |code: PyObjectRef, _at: u32, error: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = is_watched(&on, &code).then(|| running(&on, vm)).flatten() else { return };
        ends(&on, frame, end_by(&on, &error, vm));
    })?;
    let on = session.clone();
    module.add("error_thrown", move |code: PyObjectRef, _at: u32, error: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = is_watched(&on, &code).then(|| running(&on, vm)).flatten() else { return };
        let how = resumption_by(&on, &error, vm);
        on.generators.borrow_mut().resumed(&mut on.recorder.borrow_mut(), frame, how);
    })
}

/// Tells if this is code of a generator of the program's.
fn is_watched(session: &Session, code: &PyObject) -> bool {
    session.watched_generators.borrow().codes.contains(&address(code))
}

/// The frame of the function that runs, if anything is still recorded of generators.
fn running(session: &Session, vm: &VirtualMachine) -> Option<Address> {
    if !session.recorder.borrow().is_on() {
        return None;
    }
    if session.generators.borrow().is_over() {
        // Monitoring costs more than a short generator does.
        // An error means that the program has taken the function away; then monitoring goes on.
        let _ = unwatch(session, vm);
        return None;
    }
    vm.current_frame().map(|frame| address(frame.as_object()))
}

/// Ends the monitoring that `_loopline_boot.watch_generators` began.
fn unwatch(session: &Session, vm: &VirtualMachine) -> PyResult {
    let tool = session.watched_generators.borrow().tool;
    vm.sys_module.get_attr("monitoring", vm)?.get_attr("clear_tool_id", vm)?.call((tool,), vm)
}

/// A chain of generators, each the one to which the `yield from` of the one before it delegates.
fn chain(session: &Session, generator: &Py<PyGenerator>) -> Vec<PyObjectRef> {
    let mut chain = vec![generator.as_object().to_owned()];
    while let Some(generator) = chain.last().and_then(|last| last.downcast_ref::<PyGenerator>())
        && let Some(inner) = generator.as_coro().frame_opt().and_then(|frame| frame.yield_from_target())
        && known_frame(session, &inner).is_some()
    {
        chain.push(inner);
    }
    chain
}

/// The frame of a generator that is recorded.
fn known_frame(session: &Session, generator: &PyObject) -> Option<Address> {
    let frame = frame_of(generator)?;
    session.generators.borrow().is_known(frame).then_some(frame)
}

/// The address of a generator's frame; `None` for any other object and for a generator that is over.
fn frame_of(generator: &PyObject) -> Option<Address> {
    let generator = generator.downcast_ref::<PyGenerator>()?;
    generator.as_coro().frame_opt().map(|frame| address(frame.as_object()))
}

/// Records that a generator is made at the line where the program stands.
fn created(session: &Session, frame: Address, name: &str, vm: &VirtualMachine) {
    let name = name.rsplit_once("<locals>.").map_or(name, |(_, last)| last);
    let place = program_places::here(vm);
    let file = session.file.borrow();
    let place = place.as_ref().map_or((file.as_str(), 1), |place| (place.file.as_str(), place.line));
    session.generators.borrow_mut().created(&mut session.recorder.borrow_mut(), frame, name, place);
}

fn yields(session: &Session, frame: Address, value: &PyObject, from: bool, stack: Stack, vm: &VirtualMachine) {
    let text = session.recorder.borrow().intern(&value_text::value(value, vm));
    let (mut generators, mut recorder) = (session.generators.borrow_mut(), session.recorder.borrow_mut());
    generators.yields(&mut recorder, frame, (address(value), text), from, stack);
}

fn ends(session: &Session, frame: Address, outcome: GeneratorEnd) {
    session.generators.borrow_mut().ends(&mut session.recorder.borrow_mut(), frame, outcome);
}

/// A stack of the one place at which a generator is paused.
fn stack(session: &Session, place: Option<ProgramPlace>) -> Stack {
    let recorder = session.recorder.borrow();
    let mut trace = recorder.events.trace().borrow_mut();
    let frames = place.map(|place| StackFrame {
        function: trace.intern(&place.function),
        site: trace.intern_site(&place.file, place.line),
    });
    trace.intern_stack(frames.as_slice())
}

/// The resumption by an error that is thrown into a generator; `error` may be a class.
fn resumption_by(session: &Session, error: &PyObject, vm: &VirtualMachine) -> Resumption {
    let exit = vm.ctx.exceptions.generator_exit;
    let class = error.downcast_ref::<PyType>();
    if class.is_some_and(|class| class.fast_issubclass(exit)) || error.fast_isinstance(exit) {
        return Resumption::Closed;
    }
    let text = class.map_or_else(|| value_text::error(error, vm), |class| class.name().to_string());
    Resumption::Thrown(session.recorder.borrow().intern(&text))
}

/// The end of a generator that is left by an error.
fn end_by(session: &Session, error: &PyObject, vm: &VirtualMachine) -> GeneratorEnd {
    if error.fast_isinstance(vm.ctx.exceptions.generator_exit) {
        return GeneratorEnd::Closed;
    }
    let text = if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) {
        // The error that leaves the generator instead: PEP 479.
        "RuntimeError: generator raised StopIteration".into()
    } else {
        value_text::error(error, vm)
    };
    GeneratorEnd::Raised(session.recorder.borrow().intern(&text))
}

/// Replaces the function that calls functions, and wraps the methods of generators.
fn patch(vm: &VirtualMachine) -> PyResult<()> {
    if REPLACED.get().is_some() {
        return Ok(());
    }
    let (function, generator) = (vm.ctx.types.function_type, vm.ctx.types.generator_type);
    let (Some(call), Some(delete)) = (function.slots.vectorcall.load(), generator.slots.del.load()) else {
        return Err(vm.new_type_error("functions are not called as they were"));
    };
    REPLACED.set(Some((call, delete)));
    function.slots.vectorcall.store(Some(called));
    generator.slots.del.store(Some(deleted));
    wrap(generator, "send", send, vm)?;
    wrap(generator, "throw", throw, vm)?;
    wrap(generator, "close", |session, zelf, _, call, vm| closing(session, zelf, call, vm), vm)
}

/// Calls a function, and records the generator that it makes, if any.
fn called(
    function: &PyObject,
    args: Vec<PyObjectRef>,
    count: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let Some((call, _)) = REPLACED.get() else { return Ok(vm.ctx.none()) };
    let made = call(function, args, count, names, vm)?;
    let (Some(generator), Some(session)) = (made.downcast_ref::<PyGenerator>(), current_session()) else {
        return Ok(made);
    };
    if session.generators.borrow().is_full() {
        return Ok(made);
    }
    let coroutine = generator.as_coro();
    let code = coroutine.code();
    // A function may also return a generator that another has made.
    if is_watched(&session, code.as_object())
        && coroutine.frame_opt().is_some_and(|frame| frame.lasti() == 0)
        && let Some(frame) = frame_of(&made).filter(|_| !coroutine.closed())
        && let Some(function) = function.downcast_ref::<PyFunction>()
        && function.as_object().get_attr("__code__", vm)?.is(code.as_object())
    {
        if function.func_version() != 0 {
            // A function with a version is specialized: the interpreter would make the next generator without this call.
            function.as_object().set_attr("__code__", code.clone(), vm)?;
        }
        session.generators.borrow_mut().forget(frame);
        if session.recorder.borrow().is_on() {
            created(&session, frame, &coroutine.qualname().as_wtf8().to_string_lossy(), vm);
        }
    }
    Ok(made)
}

fn send(
    session: &Session,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    if let Some(value) = args.args.first().filter(|value| !vm.is_none(value))
        && let Some(frame) = known_frame(session, zelf)
    {
        let value = session.recorder.borrow().intern(&value_text::value(value, vm));
        session.generators.borrow_mut().set_being_sent(Some((frame, value)));
    }
    let result = call();
    // A generator that has not begun, or runs, has refused the value.
    session.generators.borrow_mut().set_being_sent(None);
    result
}

fn throw(
    session: &Session,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let base = vm.ctx.exceptions.base_exception_type;
    match &args.args[..] {
        [error]
            if error.fast_isinstance(base)
                || error.downcast_ref::<PyType>().is_some_and(|class| class.fast_issubclass(base)) =>
        {
            let how = resumption_by(session, error, vm);
            thrown_into(session, zelf, how, call, vm)
        }
        _ => call(),
    }
}

/// Closes a generator, by `close` or because nothing refers to it any more.
fn closing(session: &Session, zelf: &PyObject, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let Some(frame) = known_frame(session, zelf) else { return call() };
    let is_new = session.generators.borrow().is_new(frame);
    if is_new {
        session.generators.borrow_mut().closed_unused(&mut session.recorder.borrow_mut(), frame);
        return call();
    }
    thrown_into(session, zelf, Resumption::Closed, call, vm)
}

fn deleted(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let Some((_, delete)) = REPLACED.get() else { return Ok(()) };
    match current_session() {
        Some(session) if session.recorder.borrow().is_on() => {
            closing(&session, zelf, &|| delete(zelf, vm).map(|()| vm.ctx.none()), vm).map(drop)
        }
        _ => delete(zelf, vm),
    }
}

/// Throws an error into a generator. It goes to the innermost of a chain of generators first, and `sys.monitoring` does not
/// report that those around that one go on.
fn thrown_into(
    session: &Session,
    zelf: &PyObject,
    how: Resumption,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(generator) = zelf.downcast_ref::<PyGenerator>().filter(|generator| !generator.as_coro().running()) else {
        return call();
    };
    let chain = chain(session, generator);
    let frames: Vec<Address> = chain.iter().filter_map(|generator| known_frame(session, generator)).collect();
    for frame in &frames {
        session.generators.borrow_mut().resumed(&mut session.recorder.borrow_mut(), *frame, how);
    }
    let result = call();
    for (generator, frame) in chain.iter().zip(&frames).rev() {
        if !session.generators.borrow().is_running(*frame) {
            continue;
        }
        match &result {
            Ok(value) if !is_closed(generator) => {
                let stack = stack(
                    session,
                    program_places::chain(generator.clone()).pop().and_then(|frame| program_places::place(&frame)),
                );
                yields(session, *frame, value, true, stack, vm);
            }
            Ok(_) => ends(session, *frame, GeneratorEnd::Closed),
            Err(error) => ends(session, *frame, end_by(session, error.as_object(), vm)),
        }
    }
    result
}

fn is_closed(generator: &PyObject) -> bool {
    generator.downcast_ref::<PyGenerator>().is_none_or(|generator| generator.as_coro().closed())
}

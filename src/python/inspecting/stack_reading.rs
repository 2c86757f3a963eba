//! Stacks of a program and the variables in their frames.

use rustpython_vm::builtins::{PyAsyncGen, PyDict, PyGenerator, PyModule, PyType};
use rustpython_vm::bytecode::CodeFlags;
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{Py, PyObject, PyObjectRef, VirtualMachine};

use super::{await_results, repr_text};
use crate::inspection::{InspectedFrame, InspectedStack, SuspendedGenerator};
use crate::python::session::Session;
use crate::python::values::attribute_reading::{address, attr, attribute, elements, text};
use crate::python::values::program_places;

/// The most stacks of a moment.
pub(super) const MAX_STACKS: usize = 200;
/// The most frames of a stack: of a recursion its inner end.
const MAX_FRAMES: usize = 50;
/// The most variables of a frame.
const MAX_VARIABLES: usize = 60;

/// A stack before its variables are read: its frames, the outermost first.
pub(super) struct StackOfFrames {
    pub task: Option<u32>,
    pub thread: u16,
    pub running: bool,
    pub frames: Vec<FrameObjectRef>,
    /// The line of the innermost frame, if that is not where the frame stands: behind a jump the interpreter is at another line
    /// already.
    pub line: Option<u32>,
}

/// The stack that runs, and those below it that have the loop run which runs its step.
pub(super) fn running(session: &Session, line: Option<u32>, vm: &VirtualMachine) -> Vec<StackOfFrames> {
    let (task, thread) = {
        let recorder = session.recorder.borrow();
        (recorder.task_here(), recorder.thread_here())
    };
    let mut stacks = parts(program_places::frames(vm).collect(), task, thread, true);
    if let Some(first) = stacks.first_mut().filter(|first| first.running) {
        first.line = line;
    }
    stacks
}

/// The stacks of the code that runs a loop, between two steps of that.
pub(super) fn below_loop(session: &Session, vm: &VirtualMachine) -> Vec<StackOfFrames> {
    let thread = session.recorder.borrow().thread_here();
    parts(program_places::frames(vm).collect(), None, thread, false)
}

/// The stacks of threads that do not run.
pub(super) fn parked(session: &Session, vm: &VirtualMachine) -> Vec<StackOfFrames> {
    let Some(read) = session.inspection.parked_stacks.borrow().clone() else { return Vec::new() };
    read(session, vm).into_iter().flat_map(|stack| parts(stack.frames, stack.task, stack.thread, false)).collect()
}

/// The parts of a thread's stack, the innermost first, which may be running: that of the step which runs, and those of the code
/// that runs the loop.
fn parts(frames: Vec<FrameObjectRef>, task: Option<u32>, thread: u16, running: bool) -> Vec<StackOfFrames> {
    let has_loop = frames.iter().any(|frame| program_places::runs_steps(frame));
    let mut stacks = Vec::new();
    for (i, part) in frames.split(|frame| program_places::runs_steps(frame)).enumerate() {
        let frames: Vec<_> = part.iter().rev().filter(|frame| !program_places::is_in_library(frame)).cloned().collect();
        // Below a loop is the code of no task; without one the thread may itself be a lane.
        let task = task.filter(|_| i == 0 && (has_loop || thread > 0));
        if !frames.is_empty() {
            stacks.push(StackOfFrames { task, thread, running: running && i == 0, frames, line: None });
        }
    }
    stacks
}

/// The stack of a task that does not run.
pub(super) fn suspended(task: u32, coroutine: PyObjectRef) -> StackOfFrames {
    let mut frames = program_places::whole_chain(coroutine);
    frames.reverse();
    StackOfFrames { task: Some(task), thread: 0, running: false, frames, line: None }
}

/// The number and the coroutine of a task that was made; `None` if it is not recorded, or is done.
pub(super) fn open_task(
    session: &Session,
    task: &PyObject,
    number: Option<u32>,
    vm: &VirtualMachine,
) -> Option<(u32, PyObjectRef)> {
    if let Some(number) = number {
        return Some((number, task.to_owned()));
    }
    let number = number_of(session, task)?;
    Some((number, attr!(task, "_coro", vm)?))
}

/// The number of a task that is recorded and not done.
pub(super) fn number_of(session: &Session, task: &PyObject) -> Option<u32> {
    let recorder = session.recorder.borrow();
    let entry = recorder.future(address(task))?;
    (entry.created && !entry.hidden && entry.settled.is_none()).then_some(entry.id.0)
}

/// Reads the variables of a stack.
pub(super) fn read(session: &Session, stack: &StackOfFrames, vm: &VirtualMachine) -> InspectedStack {
    let skipped = stack.frames.len().saturating_sub(MAX_FRAMES);
    let innermost = stack.frames.len() - 1;
    let frames = stack.frames.iter().enumerate().skip(skipped).map(|(i, frame)| {
        let line = stack.line.filter(|_| i == innermost);
        read_frame(session, frame, line, true, vm)
    });
    InspectedStack { task: stack.task, thread: stack.thread, running: stack.running, frames: frames.collect() }
}

/// Reads the variables of a frame, and those of suspended generators to which they refer.
fn read_frame(
    session: &Session,
    frame: &Py<FrameObject>,
    line: Option<u32>,
    with_generators: bool,
    vm: &VirtualMachine,
) -> InspectedFrame {
    let Some((file, function, at)) = program_places::spot(frame) else { return InspectedFrame::default() };
    let (arguments, all) = variables(frame, vm);
    // A coroutine that has not begun may stand at no line.
    let at = match u32::try_from(frame.lineno()) {
        Ok(_) => at,
        Err(_) => frame.iframe().code().first_line_number.map_or(at, |line| line.get() as u32),
    };
    let results = await_results::of_frame(session, frame, vm);
    let results = results.iter().map(|(line, value)| (*line, repr_text::of_value(session, value, vm))).collect();
    let frame = InspectedFrame {
        function: function.into(),
        file: file.into(),
        line: line.unwrap_or(at),
        arguments: arguments.min(MAX_VARIABLES) as u32,
        results,
        ..InspectedFrame::default()
    };
    with_variables(session, frame, all, with_generators, vm)
}

/// Reads the variables of the main module of a program that has left it.
pub(super) fn read_module(session: &Session, namespace: &Py<PyDict>, vm: &VirtualMachine) -> InspectedStack {
    let line = session.source.borrow().lines().count().max(1) as u32;
    let file = session.file.borrow().clone();
    let frame = InspectedFrame { function: "<module>".into(), file, line, ..InspectedFrame::default() };
    let pairs = namespace.to_owned().into_iter().filter_map(|(name, value)| Some((text(&name)?, value)));
    let all = pairs.filter(|(name, value)| !is_hidden(name) && !is_definition(value)).collect();
    let frames = vec![with_variables(session, frame, all, true, vm)];
    InspectedStack { task: None, thread: 0, running: false, frames }
}

/// A frame with the texts of its variables.
fn with_variables(
    session: &Session,
    mut frame: InspectedFrame,
    all: Vec<(String, PyObjectRef)>,
    with_generators: bool,
    vm: &VirtualMachine,
) -> InspectedFrame {
    frame.left_out = all.len().saturating_sub(MAX_VARIABLES) as u32;
    for (name, value) in all.into_iter().take(MAX_VARIABLES) {
        if let Some(inner) = suspended_generator(&value).filter(|_| with_generators) {
            let inner = read_frame(session, &inner, None, false, vm);
            frame.generators.push(SuspendedGenerator { variable: name.clone(), frame: inner });
        }
        let text = repr_text::of_value(session, &value, vm);
        frame.variables.push((name, text));
    }
    frame
}

/// Tells if a name is the interpreter's own.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || (name.starts_with("__") && name.ends_with("__"))
}

/// The variables of a frame, arguments first, with the number of those.
fn variables(frame: &Py<FrameObject>, vm: &VirtualMachine) -> (usize, Vec<(String, PyObjectRef)>) {
    let code = frame.iframe().code();
    let is_module = !code.flags.contains(CodeFlags::OPTIMIZED);
    let count = code.arg_count + code.kwonlyarg_count;
    let count = count as usize
        + usize::from(code.flags.contains(CodeFlags::VARARGS))
        + usize::from(code.flags.contains(CodeFlags::VARKEYWORDS));
    let arguments: Vec<&str> = code.varnames.iter().take(count).map(|name| name.as_str()).collect();
    let Ok(locals) = frame.locals(vm) else { return (0, Vec::new()) };
    let Ok(pairs) = vm.call_method(locals.obj(), "items", ()) else { return (0, Vec::new()) };
    let mut all = Vec::new();
    for pair in vm.extract_elements_with(&pairs, Ok).unwrap_or_default() {
        let [name, value] = elements(&pair) else { continue };
        let Some(name) = text(name) else { continue };
        if !is_hidden(&name) && !(is_module && is_definition(value)) {
            all.push((name, value.clone()));
        }
    }
    let (mut first, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(name, _)| arguments.contains(&name.as_str()));
    first.sort_by_key(|(name, _)| arguments.iter().position(|argument| argument == name));
    let count = first.len();
    first.extend(others);
    (count, first)
}

/// Tells if an object is what a module defines or imports, beside its values.
fn is_definition(value: &PyObject) -> bool {
    let class = value.class().name();
    value.downcast_ref::<PyModule>().is_some()
        || value.downcast_ref::<PyType>().is_some()
        || ["function", "builtin_function_or_method"].contains(&&*class)
        || class.starts_with("_Special")
        || &*class == "_TypedCacheSpecialForm"
}

/// The frame of a generator of the program's that is suspended.
fn suspended_generator(value: &PyObject) -> Option<FrameObjectRef> {
    let coroutine = if let Some(generator) = value.downcast_ref::<PyGenerator>() {
        generator.as_coro()
    } else {
        value.downcast_ref::<PyAsyncGen>()?.as_coro()
    };
    let frame = coroutine.frame_opt().filter(|_| !coroutine.running() && !coroutine.closed())?;
    (!program_places::is_in_library(&frame)).then_some(frame)
}

/// The coroutine of a task.
pub(super) fn coroutine_of(task: &PyObject, vm: &VirtualMachine) -> Option<PyObjectRef> {
    attribute(task, "_coro", vm)
}

//! Places at which a program stands: lines of its own files, on the running stack or in a chain of awaits.

use rustpython_vm::builtins::{PyAsyncGen, PyCoroutine, PyGenerator};
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, VirtualMachine};

use super::Address;
use super::attribute_reading::address;

/// A line of the program's own code and the function around it.
pub(in crate::python) struct ProgramPlace {
    pub file: String,
    pub function: String,
    pub line: u32,
}

/// The beginning of the file names of all frozen modules (`src/build.rs`); code with other file names is the program's.
const LIBRARY_PREFIX: &str = "<frozen ";

/// The most awaiting coroutines followed from a task; longer chains are cut at their inner end.
const MAX_CHAIN: usize = 100;

/// File, function and line at which a frame of the program stands; `None` for a frame of the library.
pub(in crate::python) fn spot(frame: &Py<FrameObject>) -> Option<(&str, &str, u32)> {
    let code = frame.iframe().code();
    let file = code.source_path().as_str();
    if file.starts_with(LIBRARY_PREFIX) {
        return None;
    }
    let line = u32::try_from(frame.lineno()).unwrap_or(0).max(1);
    Some((file, code.qualname.as_str(), line))
}

/// The [`spot`] of a frame as owned texts.
pub(in crate::python) fn place(frame: &Py<FrameObject>) -> Option<ProgramPlace> {
    let (file, function, line) = spot(frame)?;
    Some(ProgramPlace { file: file.into(), function: function.into(), line })
}

/// The innermost place of the program on the running stack.
pub(in crate::python) fn here(vm: &VirtualMachine) -> Option<ProgramPlace> {
    frames(vm).find_map(|frame| place(&frame))
}

/// The innermost place of the program in the step or callback that runs, or in the program's own code outside its loops.
pub(in crate::python) fn in_step(vm: &VirtualMachine) -> Option<ProgramPlace> {
    frames(vm).take_while(|frame| frame.iframe().code().qualname.as_str() != TURN).find_map(|frame| place(&frame))
}

/// Tells if a frame is that of a scheduler which runs steps and callbacks: of asyncio's loop or of trio's.
pub(in crate::python) fn runs_steps(frame: &Py<FrameObject>) -> bool {
    [TURN, "unrolled_run"].contains(&frame.iframe().code().qualname.as_str()) && is_in_library(frame)
}

/// The function of a loop that runs its handles.
const TURN: &str = "_UnixSelectorEventLoop._run_once";

/// The frames of the running stack, innermost first.
pub(in crate::python) fn frames(vm: &VirtualMachine) -> impl Iterator<Item = FrameObjectRef> + '_ {
    std::iter::successors(vm.current_frame(), |frame| frame.f_back(vm))
}

/// Tells if a frame runs code of the library.
pub(in crate::python) fn is_in_library(frame: &Py<FrameObject>) -> bool {
    frame.iframe().code().source_path().as_str().starts_with(LIBRARY_PREFIX)
}

/// The modules through which a program makes tasks, in whose files the functions lie that are between the two.
const MAKERS: &[&str] = &["<frozen asyncio.tasks>", "<frozen asyncio.taskgroups>", "<frozen asyncio.runners>"];

/// The function of a loop through which a program runs a coroutine, likewise.
const RUNNER: &str = "BaseEventLoop.run_until_complete";

/// Tells if a coroutine is of the library, and code of the library makes a task for it now: the program has nothing to do with
/// it.
pub(in crate::python) fn is_of_library(coroutine: &PyObject, vm: &VirtualMachine) -> bool {
    let frame = coroutine.downcast_ref::<PyCoroutine>().and_then(|coroutine| coroutine.as_coro().frame_opt());
    let passes_on = |frame: &Py<FrameObject>| {
        let code = frame.iframe().code();
        MAKERS.contains(&code.source_path().as_str()) || code.qualname.as_str() == RUNNER
    };
    let maker = || frames(vm).find(|frame| !passes_on(frame)).is_some_and(|frame| is_in_library(&frame));
    frame.is_some_and(|frame| is_in_library(&frame)) && maker()
}

/// The address of a frame's code object: that of `__code__` of the function that runs in it.
pub(in crate::python) fn code_address(frame: &Py<FrameObject>) -> Address {
    address(frame.iframe().code().as_object())
}

/// The program's frames in the chain of awaits that begins at a coroutine, innermost first.
pub(in crate::python) fn chain(coroutine: PyObjectRef) -> Vec<FrameObjectRef> {
    chain_through(coroutine, false)
}

/// The frames of a chain as [`chain`] has them, also through the objects that stand for an asynchronous generator while it is
/// awaited. The stacks of a record end there.
pub(in crate::python) fn whole_chain(coroutine: PyObjectRef) -> Vec<FrameObjectRef> {
    chain_through(coroutine, true)
}

fn chain_through(coroutine: PyObjectRef, through_wrappers: bool) -> Vec<FrameObjectRef> {
    let mut frames = Vec::new();
    let mut next = Some(coroutine);
    while let Some(awaited) = next.take().filter(|_| frames.len() < MAX_CHAIN) {
        let frame = if let Some(coroutine) = awaited.downcast_ref::<PyCoroutine>() {
            coroutine.as_coro().frame_opt()
        } else if let Some(generator) = awaited.downcast_ref::<PyGenerator>() {
            generator.as_coro().frame_opt()
        } else if let Some(generator) = awaited.downcast_ref::<PyAsyncGen>() {
            generator.as_coro().frame_opt()
        } else {
            next = if through_wrappers { wrapped_by(&awaited) } else { None };
            continue;
        };
        if let Some(frame) = frame {
            next = frame.yield_from_target();
            if !is_in_library(&frame) {
                frames.push(frame);
            }
        }
    }
    frames.reverse();
    frames
}

/// The coroutine or generator inside an object that stands for it while it is awaited. None of these objects has an attribute for
/// it, but the first object to which each refers is that.
fn wrapped_by(wrapper: &PyObject) -> Option<PyObjectRef> {
    const WRAPPERS: [&str; 4] =
        ["async_generator_asend", "async_generator_athrow", "coroutine_wrapper", "anext_awaitable"];
    let is_wrapper = WRAPPERS.contains(&&*wrapper.class().name());
    is_wrapper.then(|| wrapper.gc_get_referents().into_iter().next()).flatten()
}

//! Where a program stands: the lines of its own files, on the stack that runs or in a chain of awaits.

use rustpython_vm::builtins::{PyAsyncGen, PyCoroutine, PyGenerator};
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{AsObject, Py, PyObjectRef, VirtualMachine};

/// One function of the program's own, standing at a line.
pub(in crate::python) struct Place {
    pub file: String,
    pub function: String,
    pub line: u32,
}

/// How the code of the library is named; the rest is the program's.
const LIBRARY: &str = "<frozen ";

/// Longer chains are cut at their outer end.
const DEEPEST: usize = 100;

/// File, function and line at which a frame of the program stands; none for the library's.
pub(in crate::python) fn spot(frame: &Py<FrameObject>) -> Option<(&str, &str, u32)> {
    let code = frame.iframe().code();
    let file = code.source_path().as_str();
    if file.starts_with(LIBRARY) {
        return None;
    }
    let line = u32::try_from(frame.lineno()).unwrap_or(0).max(1);
    Some((file, code.qualname.as_str(), line))
}

/// The same, to be kept.
pub(in crate::python) fn place(frame: &Py<FrameObject>) -> Option<Place> {
    let (file, function, line) = spot(frame)?;
    Some(Place { file: file.into(), function: function.into(), line })
}

/// The innermost place of the program on the stack that runs.
pub(in crate::python) fn here(vm: &VirtualMachine) -> Option<Place> {
    frames(vm).find_map(|frame| place(&frame))
}

/// The frames of the stack that runs, innermost first.
pub(in crate::python) fn frames(vm: &VirtualMachine) -> impl Iterator<Item = FrameObjectRef> + '_ {
    std::iter::successors(vm.current_frame(), |frame| frame.f_back(vm))
}

/// Module and function of the library in which a frame stands: `asyncio.tasks` and `sleep`.
pub(in crate::python) fn in_library(frame: &Py<FrameObject>) -> Option<(&str, &str)> {
    let code = frame.iframe().code();
    let module = code.source_path().as_str().strip_prefix(LIBRARY)?.strip_suffix('>')?;
    Some((module, code.qualname.as_str()))
}

/// The frames of the program in what a coroutine awaits, innermost first.
pub(in crate::python) fn chain(coroutine: PyObjectRef, vm: &VirtualMachine) -> Vec<FrameObjectRef> {
    let mut frames = Vec::new();
    let mut next = Some(coroutine);
    while let Some(awaited) = next.take().filter(|_| frames.len() < DEEPEST) {
        let frame = if let Some(coroutine) = awaited.downcast_ref::<PyCoroutine>() {
            coroutine.as_coro().frame_opt()
        } else if let Some(generator) = awaited.downcast_ref::<PyGenerator>() {
            generator.as_coro().frame_opt()
        } else if let Some(generator) = awaited.downcast_ref::<PyAsyncGen>() {
            generator.as_coro().frame_opt()
        } else {
            next = within(&awaited, vm);
            continue;
        };
        if let Some(frame) = frame {
            next = frame.yield_from_target();
            if in_library(&frame).is_none() {
                frames.push(frame);
            }
        }
    }
    frames.reverse();
    frames
}

/// What wraps a coroutine or generator on its way to be awaited tells by an attribute what it wraps.
fn within(wrapper: &PyObjectRef, vm: &VirtualMachine) -> Option<PyObjectRef> {
    const ATTRIBUTES: [(&str, &str); 2] = [("async_generator_asend", "ag_gen"), ("coroutine_wrapper", "cr_gen")];
    let class = wrapper.class().name().to_string();
    let (_, attribute) = ATTRIBUTES.iter().find(|(name, _)| *name == class)?;
    wrapper.as_object().get_attr(vm.ctx.intern_str(*attribute), vm).ok()
}

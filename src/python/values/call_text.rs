//! Texts of the calls that made coroutines, as a reader would write them: `boil('tea', 3)`.
//!
//! The arguments are read in the coroutine's frame, where they stand until its code changes them. As in
//! [`value_text`], none of the program's code runs.

use rustpython_vm::builtins::{PyCoroutine, PyDict, PyFunction, PyGenerator, PyTuple, PyType};
use rustpython_vm::bytecode::CodeFlags;
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{Py, PyObject, PyObjectRef, VirtualMachine};

use super::attribute_reading::{attr, text};
use super::{program_places, value_text};

/// The most characters of a function's name.
const MAX_NAME_CHARS: usize = 40;
/// The most characters of one argument; of a longer one only the kind is shown.
const MAX_ARGUMENT_CHARS: usize = 20;
/// The most characters of all arguments together; an ellipsis stands for those that have no room.
const MAX_CHARS: usize = 30;

/// The text of the call that made a coroutine, or a generator that serves as one; `None` for any other object.
pub(in crate::python) fn of_coroutine(coroutine: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let (name, frame) = called(coroutine)?;
    let Some(frame) = frame else { return Some(name) };
    let mut text = String::new();
    for argument in without_objects(arguments(&frame, vm)) {
        let between = if text.is_empty() { "" } else { ", " };
        if text.chars().count() + between.len() + argument.chars().count() > MAX_CHARS {
            text = format!("{text}{between}…");
            break;
        }
        text = format!("{text}{between}{argument}");
    }
    Some(format!("{name}({text})"))
}

/// Arguments in which an ellipsis stands for objects that say no more than their class, such as `<StreamReader>`, one for all
/// that follow each other: they tell no call from another, and take the room of those that do.
fn without_objects(arguments: Vec<String>) -> Vec<String> {
    let is_object = |argument: &String| argument.starts_with('<') && argument.ends_with('>');
    let shown = |argument: String| if is_object(&argument) { "…".into() } else { argument };
    let mut shown: Vec<String> = arguments.into_iter().map(shown).collect();
    shown.dedup_by(|next, before| next == "…" && before == "…");
    shown
}

/// The name of a coroutine's function, and the frame unless the coroutine is over; `None` for any other object.
fn called(object: &PyObject) -> Option<(String, Option<FrameObjectRef>)> {
    let (name, frame) = if let Some(coroutine) = object.downcast_ref::<PyCoroutine>() {
        (coroutine.as_coro().qualname(), coroutine.as_coro().frame_opt())
    } else {
        let generator = object.downcast_ref::<PyGenerator>()?;
        (generator.as_coro().qualname(), generator.as_coro().frame_opt())
    };
    Some((own_name(&name.as_wtf8().to_string_lossy(), MAX_NAME_CHARS), frame))
}

/// A qualified name without the functions around its own, cut at `limit` characters.
fn own_name(name: &str, limit: usize) -> String {
    shortened(name.rsplit_once("<locals>.").map_or(name, |(_, last)| last), limit)
}

/// Cuts a text that is longer than `limit` characters, and ends it with an ellipsis.
fn shortened(text: &str, limit: usize) -> String {
    match text.chars().nth(limit) {
        Some(_) => text.chars().take(limit - 1).chain(['…']).collect(),
        None => text.into(),
    }
}

/// The texts of the arguments in a frame whose code has not run. An object whose method is called is no argument, nor is a
/// `None` at the end of a call of the library: its functions have many defaults.
fn arguments(frame: &Py<FrameObject>, vm: &VirtualMachine) -> Vec<String> {
    // An error means that the frame runs on another thread of the machine, of which there is none.
    let Ok(locals) = frame.locals(vm) else { return Vec::new() };
    let Some(locals) = locals.obj().downcast_ref::<PyDict>() else { return Vec::new() };
    let code = &frame.iframe().code().code;
    let value = |place: usize| -> Option<PyObjectRef> {
        let name = code.varnames.get(place)?;
        locals.get_item_opt(*name, vm).ok().flatten()
    };
    let name = |place: usize| code.varnames.get(place).map_or("", |name| name.as_str());
    let (plain, named) = (code.arg_count as usize, code.kwonlyarg_count as usize);
    let mut values: Vec<(Option<&str>, PyObjectRef)> = Vec::new();
    let own_object = usize::from(plain > 0 && matches!(name(0), "self" | "cls"));
    values.extend((own_object..plain).filter_map(|place| Some((None, value(place)?))));
    let mut next = plain + named;
    if code.flags.contains(CodeFlags::VARARGS) {
        let more = value(next);
        let more = more.as_ref().and_then(|more| more.downcast_ref::<PyTuple>());
        values.extend(more.into_iter().flat_map(|more| more.as_slice().iter().map(|value| (None, value.clone()))));
        next += 1;
    }
    values.extend((plain..plain + named).filter_map(|place| Some((Some(name(place)), value(place)?))));
    if program_places::is_in_library(frame) {
        while values.last().is_some_and(|(_, value)| vm.is_none(value)) {
            values.pop();
        }
    }
    let mut texts: Vec<String> = Vec::new();
    for (name, value) in &values {
        let value = argument(value, vm);
        texts.push(name.map_or(value.clone(), |name| format!("{name}={value}")));
    }
    if code.flags.contains(CodeFlags::VARKEYWORDS) && value(next).is_some_and(|more| !is_empty(&more)) {
        texts.push("…".into());
    }
    texts
}

fn is_empty(dict: &PyObject) -> bool {
    dict.downcast_ref::<PyDict>().is_none_or(|dict| dict.__len__() == 0)
}

/// The text of an argument: a function, a class and a coroutine by name, what is long by its kind.
fn argument(value: &PyObject, vm: &VirtualMachine) -> String {
    if let Some((name, _)) = called(value) {
        return format!("{}()", shortened(&name, MAX_ARGUMENT_CHARS - 2));
    }
    if let Some(name) = value.downcast_ref::<PyFunction>().and_then(|_| attr!(value, "__qualname__", vm)) {
        return own_name(&text(&name).unwrap_or_default(), MAX_ARGUMENT_CHARS);
    }
    if let Some(class) = value.downcast_ref::<PyType>() {
        return own_name(&class.name(), MAX_ARGUMENT_CHARS);
    }
    let text = value_text::value(value, vm);
    if text.chars().nth(MAX_ARGUMENT_CHARS).is_none() {
        return text;
    }
    match text.chars().next() {
        Some(quote @ ('\'' | '"')) => {
            let beginning: String = text.chars().take(MAX_ARGUMENT_CHARS - 2).collect();
            // An escape is not cut in half.
            format!("{}…{quote}", beginning.trim_end_matches('\\'))
        }
        Some('[') => "[…]".into(),
        Some('(') => "(…)".into(),
        Some('{') => "{…}".into(),
        Some(_) | None => shortened(&text, MAX_ARGUMENT_CHARS),
    }
}

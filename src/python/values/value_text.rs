//! Texts of values for the record.
//!
//! The texts resemble `repr`, which cannot be called: a `__repr__` of the program's that prints or counts would make a recorded
//! run another run. An object of a class of the program's is shown by its class alone.

use rustpython_vm::builtins::{
    PyBaseException, PyBool, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyTuple,
};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

/// The most characters of a value's text.
pub(in crate::python) const MAX_CHARS: usize = 200;
/// The most containers shown inside one another; deeper ones are an ellipsis.
const MAX_DEPTH: usize = 4;
/// The most elements shown of a container.
pub(in crate::python) const MAX_ELEMENTS: usize = 20;

/// The text of a value, at most [`MAX_CHARS`] characters long.
pub(in crate::python) fn value(object: &PyObject, vm: &VirtualMachine) -> String {
    value_with(object, &SilentTexts, vm)
}

/// The text of a value, those of its parts that are no simple containers made by others.
pub(in crate::python) fn value_with(object: &PyObject, others: &dyn OtherTexts, vm: &VirtualMachine) -> String {
    let mut text = String::new();
    write_with(object, others, vm, &mut text, 0);
    cut(&text)
}

/// A way to write objects other than this module does.
pub(in crate::python) trait OtherTexts {
    /// Appends the text of an object that stands inside `depth` containers; returns false to leave it to this module.
    fn write(&self, object: &PyObject, vm: &VirtualMachine, text: &mut String, depth: usize) -> bool;
}

/// The way of a record, for which no code of the program may run.
struct SilentTexts;

impl OtherTexts for SilentTexts {
    fn write(&self, _: &PyObject, _: &VirtualMachine, _: &mut String, _: usize) -> bool {
        false
    }
}

/// The text of an error as in the last line of a traceback: `ValueError: no`, or the type alone if there is no message.
pub(in crate::python) fn error(error: &PyObject, vm: &VirtualMachine) -> String {
    let name = error.class().name().to_string();
    let Some(exception) = error.downcast_ref::<PyBaseException>() else { return name };
    let args = exception.args();
    let message = match args.as_slice() {
        [] => String::new(),
        [text] => match text.downcast_ref::<PyStr>() {
            Some(text) if !error.fast_isinstance(vm.ctx.exceptions.key_error) => lossy(text),
            _ => value(text, vm),
        },
        [text, errors] if error.fast_isinstance(vm.ctx.exceptions.base_exception_group) => {
            // The native length of a list or tuple, not `len()`: a subclass of the program's may define `__len__`.
            let count = match errors.downcast_ref::<PyTuple>() {
                Some(errors) => errors.len(),
                None => errors.downcast_ref::<PyList>().map_or(0, |errors| errors.borrow_vec().len()),
            };
            let s = if count == 1 { "" } else { "s" };
            format!(
                "{} ({count} sub-exception{s})",
                text.downcast_ref::<PyStr>().map(|text| lossy(text)).unwrap_or_default()
            )
        }
        // `OSError` and its kin, whose text is made of number and message.
        [_, ..] => match exception_text(error, vm) {
            Some(text) => text,
            None => value(args.as_object(), vm),
        },
    };
    if message.is_empty() { name } else { cut(&format!("{name}: {message}")) }
}

/// Calls `str` on an error if its class is built in, so that none of the program's code runs.
fn exception_text(error: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let built_in = error.class().slots.flags.has_feature(rustpython_vm::types::PyTypeFlags::IMMUTABLETYPE);
    built_in.then(|| error.str(vm).ok().map(|text| lossy(&text))).flatten()
}

/// Replaces lone surrogates, which no Rust text can hold.
fn lossy(text: &PyStr) -> String {
    text.as_wtf8().to_string_lossy().into_owned()
}

/// The beginning of a text, as far as it can be shown. A text may have megabytes, and those in a queue are shown at each
/// change of the queue.
pub(in crate::python) fn beginning(text: &PyStr) -> String {
    let points = text.as_wtf8().code_points().take(MAX_CHARS + 1);
    points.map(|point| point.to_char().unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Cuts a text at [`MAX_CHARS`].
fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

/// Appends the text of an object that stands inside `depth` containers.
pub(in crate::python) fn write_with(
    object: &PyObject,
    others: &dyn OtherTexts,
    vm: &VirtualMachine,
    text: &mut String,
    depth: usize,
) {
    if text.len() > 4 * MAX_CHARS {
        return;
    }
    if depth > MAX_DEPTH {
        text.push('…');
        return;
    }
    if others.write(object, vm, text, depth) {
        return;
    }
    if vm.is_none(object) {
        text.push_str("None");
    } else if let Some(whole) = object.downcast_ref_if_exact::<PyBool>(vm).map(|b| b.as_object()) {
        text.push_str(if whole.is(&vm.ctx.true_value) { "True" } else { "False" });
    } else if let Some(string) = object.downcast_ref_if_exact::<PyStr>(vm) {
        quoted(&beginning(string), text);
    } else if is_plain(object, vm) {
        text.push_str(&object.repr(vm).map(|repr| lossy(&repr)).unwrap_or_default());
    } else if let Some(list) = object.downcast_ref_if_exact::<PyList>(vm) {
        let items: Vec<PyObjectRef> = list.borrow_vec().iter().take(MAX_ELEMENTS + 1).cloned().collect();
        sequence("[", &items, "]", others, vm, text, depth);
    } else if let Some(tuple) = object.downcast_ref_if_exact::<PyTuple>(vm) {
        let end = if tuple.len() == 1 { ",)" } else { ")" };
        sequence("(", tuple.as_slice(), end, others, vm, text, depth);
    } else if let Some(set) = object.downcast_ref_if_exact::<PySet>(vm) {
        let items = set.elements();
        if items.is_empty() {
            text.push_str("set()");
        } else {
            sequence("{", &items, "}", others, vm, text, depth);
        }
    } else if let Some(dict) = object.downcast_ref_if_exact::<PyDict>(vm) {
        text.push('{');
        let dict = dict.to_owned();
        for (i, (key, value)) in dict.into_iter().enumerate() {
            if i > 0 {
                text.push_str(", ");
            }
            if i == MAX_ELEMENTS {
                text.push('…');
                break;
            }
            write_with(&key, others, vm, text, depth + 1);
            text.push_str(": ");
            write_with(&value, others, vm, text, depth + 1);
        }
        text.push('}');
    } else if object.downcast_ref::<PyBaseException>().is_some() {
        text.push_str(&error(object, vm));
    } else {
        text.push_str(&format!("<{}>", object.class().name()));
    }
}

/// Appends the elements of a sequence between its brackets.
pub(in crate::python) fn sequence(
    begin: &str,
    items: &[PyObjectRef],
    end: &str,
    others: &dyn OtherTexts,
    vm: &VirtualMachine,
    text: &mut String,
    depth: usize,
) {
    text.push_str(begin);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        if i == MAX_ELEMENTS {
            text.push('…');
            break;
        }
        write_with(item, others, vm, text, depth + 1);
    }
    text.push_str(end);
}

/// Tells if this module writes an object as `repr` does, given the texts of its parts.
pub(in crate::python) fn is_simple(object: &PyObject, vm: &VirtualMachine) -> bool {
    vm.is_none(object)
        || object.downcast_ref_if_exact::<PyBool>(vm).is_some()
        || object.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || object.downcast_ref_if_exact::<PyList>(vm).is_some()
        || object.downcast_ref_if_exact::<PyTuple>(vm).is_some()
        || object.downcast_ref_if_exact::<PySet>(vm).is_some()
        || object.downcast_ref_if_exact::<PyDict>(vm).is_some()
}

/// Tells if `repr` of an object is short and runs no code of the program.
fn is_plain(object: &PyObject, vm: &VirtualMachine) -> bool {
    if let Some(whole) = object.downcast_ref_if_exact::<PyInt>(vm) {
        return whole.as_bigint().bits() < 512;
    }
    if let Some(bytes) = object.downcast_ref_if_exact::<PyBytes>(vm) {
        return bytes.as_bytes().len() <= MAX_CHARS;
    }
    object.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || object.downcast_ref_if_exact::<PyFrozenSet>(vm).is_some_and(|set| set.elements().is_empty())
}

/// Appends a text in quotes, escaped as Python does.
fn quoted(string: &str, text: &mut String) {
    let quote = if string.contains('\'') && !string.contains('"') { '"' } else { '\'' };
    text.push(quote);
    for c in string.chars().take(MAX_CHARS) {
        match c {
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            '\\' => text.push_str("\\\\"),
            c if c == quote => text.extend(['\\', c]),
            c if c.is_control() => text.push_str(&format!("\\x{:02x}", c as u32)),
            c => text.push(c),
        }
    }
    text.push(quote);
}

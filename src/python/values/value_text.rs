//! Values as the record shows them. The program's own code is never asked: a `__repr__` that prints or counts would
//! make a recorded run another run.

use rustpython_vm::builtins::{
    PyBaseException, PyBool, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyTuple,
};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

/// Longer representations are cut here, in characters.
const LONGEST: usize = 200;
/// Deeper containers are left out, longer ones are cut.
const DEEPEST: usize = 4;
const MOST: usize = 20;

/// A value, cut to a stated length.
pub(in crate::python) fn value(object: &PyObject, vm: &VirtualMachine) -> String {
    let mut text = String::new();
    write(object, vm, &mut text, 0);
    cut(&text)
}

/// An error as the last line of a traceback has it: `ValueError: no`, or the type alone if there is no message.
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
            // A list or a tuple by its own length: a class of the program's could count aloud.
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
        // What an operating system says.
        [_, ..] => match exception_text(error, vm) {
            Some(text) => text,
            None => value(args.as_object(), vm),
        },
    };
    if message.is_empty() { name } else { cut(&format!("{name}: {message}")) }
}

/// `str` of an error of the interpreter's own type.
fn exception_text(error: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let built_in = error.class().slots.flags.has_feature(rustpython_vm::types::PyTypeFlags::IMMUTABLETYPE);
    built_in.then(|| error.str(vm).ok().map(|text| lossy(&text))).flatten()
}

fn lossy(text: &PyStr) -> String {
    // Half of a surrogate pair cannot be in a text of ours.
    text.as_wtf8().to_string_lossy().into_owned()
}

/// As much of it as is shown, since it may have megabytes, and a queue shows what it holds at each change.
fn beginning(text: &PyStr) -> String {
    let points = text.as_wtf8().code_points().take(LONGEST + 1);
    points.map(|point| point.to_char().unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

fn write(object: &PyObject, vm: &VirtualMachine, text: &mut String, depth: usize) {
    if text.len() > 4 * LONGEST {
        return;
    }
    if depth > DEEPEST {
        text.push('…');
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
        let items: Vec<PyObjectRef> = list.borrow_vec().iter().take(MOST + 1).cloned().collect();
        sequence("[", &items, "]", vm, text, depth);
    } else if let Some(tuple) = object.downcast_ref_if_exact::<PyTuple>(vm) {
        let end = if tuple.len() == 1 { ",)" } else { ")" };
        sequence("(", tuple.as_slice(), end, vm, text, depth);
    } else if let Some(set) = object.downcast_ref_if_exact::<PySet>(vm) {
        let items = set.elements();
        if items.is_empty() {
            text.push_str("set()");
        } else {
            sequence("{", &items, "}", vm, text, depth);
        }
    } else if let Some(dict) = object.downcast_ref_if_exact::<PyDict>(vm) {
        text.push('{');
        let dict = dict.to_owned();
        for (i, (key, value)) in dict.into_iter().enumerate() {
            if i > 0 {
                text.push_str(", ");
            }
            if i == MOST {
                text.push('…');
                break;
            }
            write(&key, vm, text, depth + 1);
            text.push_str(": ");
            write(&value, vm, text, depth + 1);
        }
        text.push('}');
    } else if object.downcast_ref::<PyBaseException>().is_some() {
        text.push_str(&error(object, vm));
    } else {
        text.push_str(&format!("<{}>", object.class().name()));
    }
}

fn sequence(begin: &str, items: &[PyObjectRef], end: &str, vm: &VirtualMachine, text: &mut String, depth: usize) {
    text.push_str(begin);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        if i == MOST {
            text.push('…');
            break;
        }
        write(item, vm, text, depth + 1);
    }
    text.push_str(end);
}

/// Whether the interpreter's own representation is short and runs no code of the program.
fn is_plain(object: &PyObject, vm: &VirtualMachine) -> bool {
    if let Some(whole) = object.downcast_ref_if_exact::<PyInt>(vm) {
        return whole.as_bigint().bits() < 512;
    }
    if let Some(bytes) = object.downcast_ref_if_exact::<PyBytes>(vm) {
        return bytes.as_bytes().len() <= LONGEST;
    }
    object.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || object.downcast_ref_if_exact::<PyFrozenSet>(vm).is_some_and(|set| set.elements().is_empty())
}

fn quoted(string: &str, text: &mut String) {
    let quote = if string.contains('\'') && !string.contains('"') { '"' } else { '\'' };
    text.push(quote);
    for c in string.chars().take(LONGEST) {
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

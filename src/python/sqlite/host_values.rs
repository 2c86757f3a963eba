//! Values of Python as bytes for SQLite's host: a number for the kind, and the value. `static/sqlite/values.js` reads and writes
//! the same. Numbers are little-endian; texts, bytes and lists have their length before them.

use rustpython_vm::builtins::{PyBytes, PyFloat, PyInt, PyList, PyStr, PyTuple};
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

/// The kind of `None`, which is all that there is of it.
pub(super) const NONE: u8 = 0;
const INTEGER: u8 = 1;
const REAL: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;
const LIST: u8 = 5;
/// A list that becomes a tuple, unless a text in it is invalid: most rows are handed to the program as they are.
const ROW: u8 = 6;

/// Writes a value. An integer beyond 64 bits, and a text with lone surrogates, are errors, as they are in CPython's `sqlite3`.
pub(super) fn write(value: &PyObject, to: &mut Vec<u8>, vm: &VirtualMachine) -> PyResult<()> {
    if vm.is_none(value) {
        to.push(NONE);
    } else if let Some(number) = value.downcast_ref::<PyInt>() {
        let number = i64::try_from(number.as_bigint())
            .map_err(|_| vm.new_overflow_error("Python int too large to convert to SQLite INTEGER"))?;
        to.push(INTEGER);
        to.extend(number.to_le_bytes());
    } else if let Some(number) = value.downcast_ref::<PyFloat>() {
        to.push(REAL);
        to.extend(number.to_f64().to_le_bytes());
    } else if let Some(text) = value.downcast_ref::<PyStr>() {
        if text.to_str().is_none() {
            // Fails in CPython's words.
            vm.call_method(value, "encode", ())?;
        }
        write_bytes(TEXT, text.as_bytes(), to);
    } else if let Some(bytes) = value.downcast_ref::<PyBytes>() {
        write_bytes(BLOB, bytes.as_bytes(), to);
    } else if let Some(tuple) = value.downcast_ref::<PyTuple>() {
        write_list(tuple.as_slice(), to, vm)?;
    } else if let Some(list) = value.downcast_ref::<PyList>() {
        let items = list.borrow_vec().to_vec();
        write_list(&items, to, vm)?;
    } else {
        return Err(vm.new_type_error(format!("SQLite takes no {}", value.class().name())));
    }
    Ok(())
}

fn write_bytes(kind: u8, bytes: &[u8], to: &mut Vec<u8>) {
    write_head(kind, bytes.len(), to);
    to.extend(bytes);
}

fn write_head(kind: u8, length: usize, to: &mut Vec<u8>) {
    to.push(kind);
    to.extend((length as u32).to_le_bytes());
}

/// Writes a list of values.
pub(super) fn write_list(values: &[PyObjectRef], to: &mut Vec<u8>, vm: &VirtualMachine) -> PyResult<()> {
    write_head(LIST, values.len(), to);
    values.iter().try_for_each(|value| write(value, to, vm))
}

/// Reads a value; `None` if the bytes are none.
pub(super) fn read(bytes: &[u8], vm: &VirtualMachine) -> Option<PyObjectRef> {
    read_next(&mut &bytes[..], vm)
}

fn read_next(bytes: &mut &[u8], vm: &VirtualMachine) -> Option<PyObjectRef> {
    let [kind] = take_array(bytes)?;
    Some(match kind {
        NONE => vm.ctx.none(),
        INTEGER => vm.ctx.new_int(i64::from_le_bytes(take_array(bytes)?)).into(),
        REAL => vm.ctx.new_float(f64::from_le_bytes(take_array(bytes)?)).into(),
        TEXT => {
            let raw = take_lengthed(bytes)?;
            match std::str::from_utf8(raw) {
                Ok(text) => vm.ctx.new_str(text).into(),
                // Its bytes in a list, which no valid value is.
                Err(_) => vm.ctx.new_list(vec![vm.ctx.new_bytes(raw.to_vec()).into()]).into(),
            }
        }
        BLOB => vm.ctx.new_bytes(take_lengthed(bytes)?.to_vec()).into(),
        LIST | ROW => {
            let count = u32::from_le_bytes(take_array(bytes)?) as usize;
            let mut is_valid = true;
            let mut values = Vec::with_capacity(count.min(bytes.len()));
            for _ in 0..count {
                let is_text = bytes.first() == Some(&TEXT);
                let value = read_next(bytes, vm)?;
                is_valid &= !(is_text && value.downcast_ref::<PyList>().is_some());
                values.push(value);
            }
            if kind == ROW && is_valid { vm.ctx.new_tuple(values).into() } else { vm.ctx.new_list(values).into() }
        }
        _ => return None,
    })
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    take(bytes, N)?.try_into().ok()
}

fn take_lengthed<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u32::from_le_bytes(take_array(bytes)?);
    take(bytes, length as usize)
}

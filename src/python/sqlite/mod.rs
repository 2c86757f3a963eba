//! SQLite for a program: the functions of `_loopline` by which `_sqlite3` calls it, and the way back, by which it asks for files
//! and calls functions of the program in the midst of a call.
//!
//! SQLite itself is the host's (`static/sqlite/` in a page): nothing here knows its operations. A call and its answer are bytes,
//! which [`host_values`] describes.

mod host_values;

use rustpython_vm::function::PosArgs;
use rustpython_vm::vm::thread::{current_vm_is_set, with_current_vm};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::library::natives::native_module::NativeModule;
use super::session::{Session, current_session};

use std::rc::Rc;

/// Adds the functions by which `_sqlite3` calls SQLite.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    // Carries out an operation: its name and its arguments.
    module.add("sqlite", move |call: PosArgs, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let mut bytes = Vec::with_capacity(128);
        host_values::write_list(&call.into_vec(), &mut bytes, vm)?;
        let answer = match on.sqlite.get() {
            Some(source) => source(&bytes),
            None => {
                Err("SQLite comes with a program that says import sqlite3, and this one does not: write that line"
                    .into())
            }
        };
        let answer = answer.map_err(|why| vm.new_runtime_error(why))?;
        host_values::read(&answer, vm).ok_or_else(|| vm.new_runtime_error("an answer of SQLite's cannot be read"))
    })?;
    let on = session.clone();
    // Takes the function that answers SQLite.
    module.add("sqlite_answers", move |answer: PyObjectRef| {
        on.sqlite_answers.replace(Some(answer));
    })?;
    let on = session.clone();
    // Whether SQLite waits for the program to answer: then nothing can wait.
    module.add("in_sqlite", move || on.sqlite_depth.get() > 0)
}

/// Answers a question of SQLite's, in the midst of a call. What goes wrong is answered as `None`.
pub fn answer_sqlite(question: &[u8]) -> Vec<u8> {
    let nothing = || vec![host_values::NONE];
    let Some(session) = current_session().filter(|_| current_vm_is_set()) else { return nothing() };
    let Some(answer) = session.sqlite_answers.borrow().clone() else { return nothing() };
    session.sqlite_depth.set(session.sqlite_depth.get() + 1);
    let bytes = with_current_vm(|vm| {
        let question = host_values::read(question, vm)?;
        let said = answer.call((question,), vm).ok()?;
        let mut bytes = Vec::with_capacity(128);
        host_values::write(&said, &mut bytes, vm).ok()?;
        Some(bytes)
    });
    session.sqlite_depth.set(session.sqlite_depth.get() - 1);
    bytes.unwrap_or_else(nothing)
}

//! Errors and warnings that the library reports in words.

use std::rc::Rc;

use rustpython_vm::builtins::PyDictRef;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::future_hooks::native_answer;
use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::attribute_reading::{attribute, interned, text};
use crate::python::values::value_text;
use crate::trace::WarningCode;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("is_over", move || on.recorder.borrow().is_over())?;
    let on = session.clone();
    module.add("failed", move |error: PyObjectRef, vm: &VirtualMachine| {
        let text = value_text::error(&error, vm);
        on.recorder.borrow_mut().set_error(text);
    })?;
    let on = session.clone();
    module.add("warned", move |category: PyObjectRef, message: PyObjectRef, file: PyObjectRef, line: u32| {
        let (category, message) = (text(&category).unwrap_or_default(), text(&message).unwrap_or_default());
        let file = text(&file).unwrap_or_default();
        let site = (!file.starts_with("<frozen ")).then(|| on.recorder.borrow().site(&file, line));
        let mut recorder = on.recorder.borrow_mut();
        if category == "RuntimeWarning" && message.ends_with("was never awaited") {
            recorder.warn(WarningCode::NeverAwaited, &message, site);
        } else {
            let place = site.map_or(String::new(), |_| format!("{file}:{line}: "));
            recorder.note_text(&format!("{place}{category}: {message}"));
        }
    })?;
    let on = session.clone();
    module.add("reported", move |context: PyDictRef, vm: &VirtualMachine| {
        let get = |name: &str| context.get_item_opt(name, vm).ok().flatten();
        let message = get("message").and_then(|message| text(&message)).unwrap_or_default();
        let error = get("exception").map(|error| value_text::error(&error, vm)).unwrap_or_default();
        let record = |code: Option<WarningCode>, text: String| {
            let mut recorder = on.recorder.borrow_mut();
            match code {
                Some(code) => recorder.warn(code, &text, None),
                None => recorder.note_text(&text),
            }
        };
        match reported_code(&message) {
            Some(code @ WarningCode::TaskDestroyed) => {
                let task = get("task").and_then(|task| {
                    native_answer(&task, interned!("get_name", vm), vm).or_else(|| attribute(&task, "_name", vm))
                });
                let name = task.and_then(|name| text(&name)).unwrap_or_default();
                record(Some(code), format!("{message} {name}"));
            }
            Some(code @ WarningCode::CallbackFailed) => {
                record(Some(code), format!("Exception in callback: {error}"));
            }
            code => record(code, format!("{message}: {error}")),
        }
    })
}

/// The code of a report to a loop's exception handler. Its message is all that tells one report from another: the keys of
/// the context overlap, and a program may report whatever it likes.
fn reported_code(message: &str) -> Option<WarningCode> {
    if message.starts_with("Task was destroyed") {
        Some(WarningCode::TaskDestroyed)
    } else if message.ends_with("was never retrieved") || message.contains("unhandled exception during") {
        Some(WarningCode::NeverRetrieved)
    } else if message.starts_with("Exception in callback") {
        Some(WarningCode::CallbackFailed)
    } else {
        None
    }
}

//! Names of callbacks, as a reader of the program knows them.

use rustpython_vm::builtins::PyType;
use rustpython_vm::{PyObject, VirtualMachine};

use crate::python::session::Session;
use crate::python::values::attribute_reading::{address, attr, text};

/// The most wrappers, such as partial functions, followed to a callback.
const MAX_WRAPPERS: usize = 10;

/// The name of a callback.
pub(super) struct CallbackName {
    pub text: String,
    /// True for a callback of asyncio's own, which is named after its operation.
    is_operation: bool,
}

impl CallbackName {
    /// Tells if the callback is the one by which `asyncio.sleep` ends.
    pub fn is_sleep(&self) -> bool {
        self.is_operation && self.text == "sleep"
    }
}

/// Names a callback: by the operation if it is asyncio's own, else by its function, without the functions around that one.
pub(super) fn callback_name(session: &Session, callback: &PyObject, vm: &VirtualMachine) -> CallbackName {
    let mut callback = callback.to_owned();
    for _ in 0..MAX_WRAPPERS {
        if callback.downcast_ref::<PyType>().is_some() {
            break;
        }
        match attr!(&callback, "func", vm).or_else(|| attr!(&callback, "__wrapped__", vm)) {
            Some(inner) => callback = inner,
            None => break,
        }
    }
    let name = match callback.downcast_ref::<PyType>() {
        Some(class) => Some(class.name().to_string()),
        None => {
            let operation = attr!(&callback, "__code__", vm)
                .and_then(|code| session.operations.borrow().callbacks.get(&address(&code)).cloned());
            if let Some(operation) = operation {
                return CallbackName { text: operation.to_string(), is_operation: true };
            }
            attr!(&callback, "__qualname__", vm).and_then(|name| text(&name))
        }
    };
    let name = name.unwrap_or_else(|| callback.class().name().to_string());
    let text = name.rsplit_once("<locals>.").map_or(name.clone(), |(_, last)| last.into());
    CallbackName { text, is_operation: false }
}

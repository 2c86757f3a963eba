//! Functions and classes of asyncio, known by identity.
//!
//! `library/modules/_loopline_operations.py` reports the code objects and classes when asyncio is imported. So the hooks
//! compare addresses, not names: a function of the program's with the same name is not mistaken for asyncio's, and a name
//! that a new version of CPython no longer has is an error at the import.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::python::values::Address;
use crate::trace::FutureOrigin;

/// The functions and classes of asyncio that the record names.
#[derive(Default)]
pub(in crate::python) struct KnownOperations {
    /// Code of coroutines of asyncio's own whose tasks are not shown.
    pub helpers: HashSet<Address>,
    /// The operation that each callback of asyncio's belongs to, by the callback's code.
    pub callbacks: HashMap<Address, Rc<str>>,
    /// The purpose of the futures that a function or a class of asyncio's makes, by its code or class.
    pub future_purposes: HashMap<Address, FutureOrigin>,
    /// The name of the locks and queues that a function of asyncio's makes, by its code.
    pub resource_names: HashMap<Address, Rc<str>>,
    /// The class of the error of a future that has no result yet.
    pub invalid_state_error: Option<Address>,
}

//! The table of threads where no stack can be suspended: it has none, and `library/modules/_whole_bodies.py` asks for none.

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::python::session::Session;

/// The threads of a program that have stacks of their own: none.
#[derive(Clone, Default)]
pub(in crate::python) struct ThreadTable;

impl ThreadTable {
    /// The table that there is.
    pub fn of_whole_bodies() -> ThreadTable {
        ThreadTable
    }

    /// Does nothing.
    pub fn check(&self, _: &VirtualMachine) {}

    /// Returns false: the body of each thread runs whole.
    pub fn can_suspend(&self) -> bool {
        false
    }

    /// Returns false: no thread can be made.
    pub fn spawn(&self, _: &Session, _: u32, _: PyObjectRef, _: &VirtualMachine) -> bool {
        false
    }

    /// Refuses, since no thread is parked.
    pub fn resume(&self, _: &Session, _: u32, vm: &VirtualMachine) -> PyResult<bool> {
        Err(vm.new_runtime_error("no such thread is parked"))
    }

    /// Refuses, since only the main thread runs.
    pub fn park(&self, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_runtime_error("the main thread cannot park"))
    }

    /// The number of the main thread.
    pub fn number(&self, _: u32) -> u16 {
        0
    }

    /// Does nothing.
    pub fn clear(&self) {}
}

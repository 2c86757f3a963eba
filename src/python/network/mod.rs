//! The module `_network`: functions by which `_socket`, `select` and `os` use the network in memory, all by numbers of files.
//!
//! None of them waits. An operation that would have to ends in `BlockingIOError`; the wait is `_thread`'s, which is given the
//! waits that have ended by [`wake`].

mod database;
mod file_functions;
mod program_hosts;
mod socket_functions;
mod wait_functions;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyInt, PyModule, PyStr, PyTuple};
use rustpython_vm::{PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::library::natives::native_module::NativeModule;
use super::session::Session;
use crate::network::{Address, ErrorNumber, Network, numeric};

/// Makes the module.
pub(super) fn module(network: &ProgramNetwork, vm: &VirtualMachine) -> PyResult<PyRef<PyModule>> {
    let dict = vm.ctx.new_dict();
    let module = NativeModule { dict: &dict, vm };
    database::serve(&mut network.network.borrow_mut(), &network.session);
    socket_functions::add(&module, network)?;
    file_functions::add(&module, network)?;
    wait_functions::add(&module, network)?;
    Ok(vm.new_module("_network", dict, None))
}

/// The network of a program, on its clock.
#[derive(Clone)]
pub(super) struct ProgramNetwork {
    network: Rc<RefCell<Network>>,
    /// True once the network has its hosts: most programs look no name up, and the table takes a millisecond.
    has_hosts: Rc<Cell<bool>>,
    session: Rc<Session>,
}

impl ProgramNetwork {
    /// A network on the clock of a session.
    pub fn new(session: &Rc<Session>) -> ProgramNetwork {
        ProgramNetwork { network: Rc::default(), has_hosts: Rc::default(), session: session.clone() }
    }

    /// Does something with the network as it is now, and wakes those for whom that makes a difference.
    fn with<R>(
        &self,
        vm: &VirtualMachine,
        operation: impl FnOnce(&mut Network) -> Result<R, ErrorNumber>,
    ) -> PyResult<R> {
        let (now, cause) = {
            let mut recorder = self.session.recorder.borrow_mut();
            (recorder.clock.now(), recorder.events.cause.map(|cause| cause.0))
        };
        let mut network = self.network.borrow_mut();
        network.cause = cause;
        network.advance(now);
        let result = operation(&mut network);
        let (woken, is_interrupted) = (network.woken(), network.take_interrupt());
        drop(network);
        if !woken.is_empty() {
            let tokens = woken.into_iter().map(|token| vm.ctx.new_int(token).into()).collect();
            let wake = vm.import("_thread_files", 0)?.get_attr("wake", vm)?;
            wake.call((vm.ctx.new_list(tokens),), vm)?;
        }
        self.record_visits();
        if is_interrupted {
            ProgramNetwork::interrupt(vm)?;
        }
        result.map_err(|error| os_error(error, vm))
    }
}

/// The `OSError` of a number, of the class that Python has for it.
fn os_error(error: ErrorNumber, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let arguments = vec![vm.ctx.new_int(error.0).into(), vm.ctx.new_str(error.message()).into()];
    vm.invoke_exception(vm.ctx.exceptions.os_error, arguments).unwrap_or_else(|other| other)
}

/// Reads an address: a host in numbers and a port, or the number of a file, if there is one, and a path.
fn address(object: &PyObject, vm: &VirtualMachine) -> PyResult<Address> {
    let wrong = || vm.new_type_error("not an address");
    let pair = object.downcast_ref::<PyTuple>().ok_or_else(wrong)?;
    let [first, second] = pair.as_slice() else { return Err(wrong()) };
    let text =
        |object: &PyObject| object.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned());
    let whole =
        |object: &PyObject| object.downcast_ref::<PyInt>().and_then(|number| u64::try_from(number.as_bigint()).ok());
    if let (Some(host), Some(port)) = (text(first), whole(second)) {
        let host = numeric(&host).ok_or_else(wrong)?;
        let port = u16::try_from(port).map_err(|_| wrong())?;
        return Ok(Address::Inet(host, port));
    }
    Ok(Address::Path { node: whole(first), name: text(second).ok_or_else(wrong)? })
}

/// An address as CPython has it; `None` if there is none.
fn python_address(address: Option<Address>, vm: &VirtualMachine) -> PyObjectRef {
    match address {
        None => vm.ctx.none(),
        Some(Address::Inet(host, port)) => {
            vm.ctx.new_tuple(vec![vm.ctx.new_str(host.to_string()).into(), vm.ctx.new_int(port).into()]).into()
        }
        Some(Address::Path { name, .. }) => vm.ctx.new_str(name).into(),
        Some(Address::Unnamed) => vm.ctx.new_str("").into(),
    }
}

fn pair((first, second): (u32, u32), vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx.new_tuple(vec![vm.ctx.new_int(first).into(), vm.ctx.new_int(second).into()]).into()
}

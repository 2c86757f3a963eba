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
use super::values::program_places;
use crate::clock::Micros;
use crate::network::{Address, Cause, ErrorNumber, FactKind, Network, numeric};
use crate::trace::Seq;

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
    /// The event of each fact of the network, by its number.
    recorded: Rc<RefCell<Vec<Option<Seq>>>>,
}

impl ProgramNetwork {
    /// A network on the clock of a session.
    pub fn new(session: &Rc<Session>) -> ProgramNetwork {
        ProgramNetwork {
            network: Rc::default(),
            has_hosts: Rc::default(),
            session: session.clone(),
            recorded: Rc::default(),
        }
    }

    /// Does something with the network as it is now, records what has happened, and wakes those for whom that makes a difference.
    fn with<R>(
        &self,
        vm: &VirtualMachine,
        operation: impl FnOnce(&mut Network) -> Result<R, ErrorNumber>,
    ) -> PyResult<R> {
        let (now, cause) = {
            let mut recorder = self.session.recorder.borrow_mut();
            (recorder.clock.now(), recorder.events.cause.map(|cause| Cause::Caller(cause.0)))
        };
        let mut network = self.network.borrow_mut();
        network.cause = cause;
        self.let_visitors_in(&mut network, now);
        network.advance(now);
        let result = operation(&mut network);
        let (woken, is_interrupted) = (network.woken(), network.take_interrupt());
        drop(network);
        self.record(vm);
        if !woken.is_empty() {
            let wake = vm.import("_thread_files", 0)?.get_attr("wake", vm)?;
            for (token, cause) in woken {
                let cause = cause.and_then(|cause| self.event_of(cause));
                let before = std::mem::replace(&mut self.session.recorder.borrow_mut().events.cause, cause);
                let woke = wake.call((vm.ctx.new_list(vec![vm.ctx.new_int(token).into()]),), vm);
                self.session.recorder.borrow_mut().events.cause = before;
                woke?;
            }
        }
        self.record_visits();
        if is_interrupted {
            ProgramNetwork::interrupt(vm)?;
        }
        result.map_err(|error| os_error(error, vm))
    }

    /// Records that a name was looked up. The network stays at its moment: a thread that runs ahead may ask.
    fn looked_up(&self, name: &str, address: Option<std::net::Ipv4Addr>, took: Micros, vm: &VirtualMachine) {
        self.network.borrow_mut().looked_up(name, address, took);
        self.record(vm);
    }

    /// Records the facts that the network has noted. One that nothing there has brought about follows from what runs now.
    fn record(&self, vm: &VirtualMachine) {
        let facts = self.network.borrow_mut().facts();
        for fact in facts {
            let cause = match fact.cause {
                Some(fact) => self.recorded.borrow().get(fact.0 as usize).copied().flatten(),
                None => self.session.recorder.borrow().events.cause,
            };
            let place = matches!(fact.kind, FactKind::Created { .. }).then(|| program_places::here(vm)).flatten();
            let site = place.map(|place| self.session.recorder.borrow().site(&place.file, place.line));
            let seq = self.session.recorder.borrow_mut().network_fact(&fact, cause, site);
            self.recorded.borrow_mut().push(seq);
        }
    }

    /// The event of a cause, if it is in the record.
    fn event_of(&self, cause: Cause) -> Option<Seq> {
        match cause {
            Cause::Caller(event) => Some(Seq(event)),
            Cause::Fact(fact) => self.recorded.borrow().get(fact.0 as usize).copied().flatten(),
        }
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

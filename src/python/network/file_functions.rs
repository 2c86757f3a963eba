//! Functions of `_network` for all that has a number: pipes, and the numbers themselves.

use rustpython_vm::function::ArgBytesLike;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::{ProgramNetwork, pair};
use crate::network::{ErrorNumber, FileKind};
use crate::python::library::natives::native_module::NativeModule;

pub(super) fn add(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    module.add("open_pipe", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let numbers = on.with(vm, |network| network.open_pipe())?;
        Ok(pair(numbers, vm))
    })?;
    let on = network.clone();
    module.add("read", move |number: u32, most: usize, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        Ok(vm.ctx.new_bytes(on.with(vm, |network| network.read_file(number, most))?).into())
    })?;
    let on = network.clone();
    module.add("write", move |number: u32, data: ArgBytesLike, vm: &VirtualMachine| -> PyResult<usize> {
        on.with(vm, |network| data.with_ref(|data| network.write_file(number, data)))
    })?;
    let on = network.clone();
    module.add("close", move |number: u32, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.close(number))
    })?;
    let on = network.clone();
    module.add("duplicate", move |number: u32, vm: &VirtualMachine| -> PyResult<u32> {
        on.with(vm, |network| network.duplicate(number))
    })?;
    let on = network.clone();
    module.add("reserve", move |vm: &VirtualMachine| -> PyResult<u32> { on.with(vm, |network| network.reserve()) })?;
    // The words for an error by its number; none if it is none of the network's.
    module.add("message", |number: i32| -> Option<&'static str> { ErrorNumber(number).known_message() })?;
    let on = network.clone();
    // The kind of a file in a word; an empty one if the network has none of that number.
    module.add("kind", move |number: i64| -> &'static str {
        let kind = u32::try_from(number).ok().and_then(|number| on.network.borrow().kind(number));
        match kind {
            Some(FileKind::Socket) => "socket",
            Some(FileKind::Pipe) => "pipe",
            Some(FileKind::Selector) => "selector",
            None => "",
        }
    })
}

//! Functions of `_network` for sockets.

use rustpython_vm::function::ArgBytesLike;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::{ProgramNetwork, address, pair, python_address};
use crate::clock::Micros;
use crate::network::hosts::authority;
use crate::network::{Direction, ErrorNumber, Family, HOST_NAME, SocketOption, numeric};
use crate::python::library::natives::native_module::NativeModule;
use rustpython_vm::builtins::PyStrRef;

fn family(is_unix: bool) -> Family {
    if is_unix { Family::Unix } else { Family::Inet }
}

pub(super) fn add(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    add_names(module, network)?;
    add_opening(module, network)?;
    add_connecting(module, network)?;
    add_transfer(module, network)?;
    add_state(module, network)
}

fn add_names(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    module.set("HOST_NAME", module.vm.ctx.new_str(HOST_NAME).into())?;
    let on = network.clone();
    // The address of a host in numbers by its name, `None` if there is no such name; and the microseconds in which that is
    // found out.
    module.add("look_up", move |name: PyStrRef, vm: &VirtualMachine| -> PyObjectRef {
        let (address, takes) = on.look_up(&name.as_wtf8().to_string_lossy());
        let address = address.map_or(vm.ctx.none(), |host| vm.ctx.new_str(host.to_string()).into());
        vm.ctx.new_tuple(vec![address, vm.ctx.new_int(takes.0).into()]).into()
    })?;
    let on = network.clone();
    // Reports that the microseconds have gone by in which a name was looked up.
    module.add("looked_up", move |name: PyStrRef, address: Option<PyStrRef>, took: u64, vm: &VirtualMachine| {
        let address = address.and_then(|address| numeric(&address.as_wtf8().to_string_lossy()));
        on.looked_up(&name.as_wtf8().to_string_lossy(), address, Micros(took), vm);
    })?;
    let on = network.clone();
    // The name by which an address was found.
    module.add("name_of", move |address: PyStrRef| -> Option<String> {
        let host = numeric(&address.as_wtf8().to_string_lossy())?;
        on.network.borrow().name_of(host).map(str::to_string)
    })?;
    // The certificate of the authority that has signed those of hosts.
    module.add("authority", |vm: &VirtualMachine| -> PyObjectRef { vm.ctx.new_bytes(authority()).into() })?;
    module.add("numeric", |text: PyStrRef| numeric(&text.as_wtf8().to_string_lossy()).map(|host| host.to_string()))
}

fn add_opening(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    module.add("open_socket", move |is_unix: bool, is_stream: bool, vm: &VirtualMachine| -> PyResult<u32> {
        on.with(vm, |network| match is_stream {
            true => network.open_stream(family(is_unix)),
            false => network.open_datagrams(family(is_unix)),
        })
    })?;
    let on = network.clone();
    module.add("open_pair", move |is_stream: bool, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let numbers = on.with(vm, |network| match is_stream {
            true => network.open_stream_pair(),
            false => network.open_datagram_pair(),
        })?;
        Ok(pair(numbers, vm))
    })
}

fn add_connecting(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    module.add("bind", move |number: u32, to: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let to = address(&to, vm)?;
        on.with(vm, |network| network.bind(number, to))
    })?;
    let on = network.clone();
    module.add("listen", move |number: u32, backlog: usize, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.listen(number, backlog))
    })?;
    let on = network.clone();
    module.add("accept", move |number: u32, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let (number, peer) = on.with(vm, |network| network.accept(number))?;
        Ok(vm.ctx.new_tuple(vec![vm.ctx.new_int(number).into(), python_address(Some(peer), vm)]).into())
    })?;
    let on = network.clone();
    module.add("connect", move |number: u32, to: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let to = address(&to, vm)?;
        on.with(vm, |network| network.connect(number, to))
    })
}

fn add_transfer(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    module.add("send", move |number: u32, data: ArgBytesLike, vm: &VirtualMachine| -> PyResult<usize> {
        on.with(vm, |network| data.with_ref(|data| network.send_to(number, data, None)))
    })?;
    let on = network.clone();
    module.add(
        "send_to",
        move |number: u32, data: ArgBytesLike, to: PyObjectRef, vm: &VirtualMachine| -> PyResult<usize> {
            let to = address(&to, vm)?;
            on.with(vm, |network| data.with_ref(|data| network.send_to(number, data, Some(&to))))
        },
    )?;
    let on = network.clone();
    // The bytes, the address of the one who has sent them, and the length of a datagram.
    module.add(
        "receive_from",
        move |number: u32, most: usize, peeks: bool, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            let (data, from, length) = on.with(vm, |network| network.receive_from(number, most, peeks))?;
            let fields = [vm.ctx.new_bytes(data).into(), python_address(from, vm), vm.ctx.new_int(length).into()];
            Ok(vm.ctx.new_tuple(fields.into()).into())
        },
    )?;
    let on = network.clone();
    module.add(
        "receive",
        move |number: u32, most: usize, peeks: bool, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            let (data, ..) = on.with(vm, |network| network.receive_from(number, most, peeks))?;
            Ok(vm.ctx.new_bytes(data).into())
        },
    )?;
    let on = network.clone();
    module.add("shut_down", move |number: u32, how: u32, vm: &VirtualMachine| -> PyResult<()> {
        let direction = match how {
            0 => Some(Direction::Read),
            1 => Some(Direction::Write),
            2 => Some(Direction::Both),
            _ => None,
        };
        on.with(vm, |network| network.shut_down(number, direction.ok_or(ErrorNumber::INVALID)?))
    })
}

fn add_state(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    // The address of a socket, and that of its peer.
    module.add("addresses", move |number: u32, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let (own, peer) = on.with(vm, |network| network.addresses(number))?;
        Ok(vm.ctx.new_tuple(vec![python_address(own, vm), python_address(peer, vm)]).into())
    })?;
    let on = network.clone();
    // Whether a socket is one by path, and whether it carries a stream.
    module.add("kind_of_socket", move |number: u32, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let (family, is_stream) = on.with(vm, |network| network.family_and_kind(number))?;
        let facts = [family == Family::Unix, is_stream].map(|fact| vm.ctx.new_bool(fact).into());
        Ok(vm.ctx.new_tuple(facts.to_vec()).into())
    })?;
    let on = network.clone();
    module.add("take_error", move |number: u32, vm: &VirtualMachine| -> PyResult<i32> {
        Ok(on.with(vm, |network| network.take_error(number))?.map_or(0, |error| error.0))
    })?;
    let on = network.clone();
    module.add("listens", move |number: u32| on.network.borrow().listens(number))?;
    let on = network.clone();
    module.add("set_option", move |number: u32, name: PyStrRef, value: usize, vm: &VirtualMachine| -> PyResult<()> {
        let option = match name.as_wtf8().to_string_lossy().as_ref() {
            "reuses_address" => SocketOption::ReusesAddress(value != 0),
            "reuses_port" => SocketOption::ReusesPort(value != 0),
            "breaks_off" => SocketOption::BreaksOff(value != 0),
            "receive_buffer" => SocketOption::ReceiveBuffer(value),
            _ => SocketOption::SendBuffer(value),
        };
        on.with(vm, |network| network.set_option(number, option))
    })
}

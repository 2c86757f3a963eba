//! Functions of `_network` for readiness: selectors, waits of threads, and the moment at which something arrives.

use rustpython_vm::function::ArgIntoFloat;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::ProgramNetwork;
use crate::clock::Micros;
use crate::python::library::natives::native_module::NativeModule;

pub(super) fn add(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    add_selectors(module, network)?;
    let on = network.clone();
    module.add("events", move |number: u32, vm: &VirtualMachine| -> PyResult<u32> {
        on.with(vm, |network| network.events(number))
    })?;
    let on = network.clone();
    // The event by which a file has become ready to be read, or written; negative for none.
    module.add("cause", move |number: u32, writes: bool| -> i64 {
        let cause = on.network.borrow().cause_of(number, writes).and_then(|cause| on.event_of(cause));
        cause.map_or(-1, |event| i64::from(event.0))
    })?;
    let on = network.clone();
    module.add("watch", move |token: u64, number: u32, events: u32, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.watch(token, number, events))
    })?;
    let on = network.clone();
    module.add("unwatch", move |token: u64| on.network.borrow_mut().unwatch(token))?;
    let on = network.clone();
    // Negative if nothing is under way.
    module.add("next_moment", move || -> i64 {
        let moment = on.network.borrow().next_moment();
        moment.and_then(|moment| i64::try_from(moment.0).ok()).unwrap_or(-1)
    })?;
    let on = network.clone();
    module.add("can_be_visited", move || on.can_be_visited())?;
    let on = network.clone();
    // Waits for a visit by hand up to a moment, which is infinite if nothing else will happen; true if one has come.
    module.add("hears_visit", move |until: ArgIntoFloat, vm: &VirtualMachine| -> PyResult<bool> {
        let until = f64::from(until);
        // Beyond what a clock reaches it is none.
        let until = if until < 9e18 { Micros(until as u64) } else { Micros::NEVER };
        on.hears_visit(until, vm)
    })?;
    let on = network.clone();
    module.add("advance", move |vm: &VirtualMachine| on.with(vm, |_| Ok(())))
}

fn add_selectors(module: &NativeModule, network: &ProgramNetwork) -> PyResult<()> {
    let on = network.clone();
    module.add("open_selector", move |vm: &VirtualMachine| -> PyResult<u32> {
        on.with(vm, |network| network.open_selector())
    })?;
    let on = network.clone();
    module.add("select", move |selector: u32, number: u32, events: u32, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.select(selector, number, events))
    })?;
    let on = network.clone();
    module.add("reselect", move |selector: u32, number: u32, events: u32, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.reselect(selector, number, events))
    })?;
    let on = network.clone();
    module.add("deselect", move |selector: u32, number: u32, vm: &VirtualMachine| -> PyResult<()> {
        on.with(vm, |network| network.deselect(selector, number))
    })?;
    let on = network.clone();
    module.add("look", move |selector: u32, most: usize, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let ready = on.with(vm, |network| network.look(selector, most))?;
        let pair = |(number, events): (u32, u32)| super::pair((number, events), vm);
        Ok(vm.ctx.new_list(ready.into_iter().map(pair).collect()).into())
    })
}

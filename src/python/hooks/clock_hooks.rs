//! The program's clock, its sleeps and its random numbers.

use std::rc::Rc;

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::python::library::natives::native_module::NativeModule;
use crate::python::library::natives::timer_heap::Deadline;
use crate::python::session::Session;

/// The most random bytes returned at once.
const MAX_RANDOM_BYTES: usize = 1 << 20;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("now", move || on.recorder.borrow_mut().clock.now().0)?;
    let on = session.clone();
    module.add("time", move |vm: &VirtualMachine| look(&on, vm).map(Micros::seconds))?;
    let on = session.clone();
    module.add("look", move |vm: &VirtualMachine| look(&on, vm).map(|now| now.0))?;
    module.add("micros", |seconds: PyObjectRef, vm: &VirtualMachine| {
        Deadline::at(&seconds, vm).map(|deadline| deadline.moment().0)
    })?;
    let on = session.clone();
    // The length that a call which blocks for so long shall have.
    module.add("wait_length", move |length: u64, vm: &VirtualMachine| {
        on.wait_length(SetWaitKind::Blocking, Micros(length), vm).0
    })?;
    let on = session.clone();
    module.add("advance_to", move |moment: u64, vm: &VirtualMachine| {
        on.advance_to(Micros(moment));
        on.check_limits(vm)
    })?;
    let on = session.clone();
    module.add("go_back", move |moment: u64| on.recorder.borrow_mut().clock.go_back(Micros(moment)))?;
    let on = session.clone();
    module.add("blocked", move |held: u64| on.recorder.borrow_mut().blocked(Micros(held)))?;
    let on = session.clone();
    module.add("random_bytes", move |count: usize, vm: &VirtualMachine| {
        vm.ctx.new_bytes(on.random_bytes(count.min(MAX_RANDOM_BYTES)))
    })
}

/// Reads the clock for the program.
fn look(session: &Session, vm: &VirtualMachine) -> PyResult<Micros> {
    let now = session.recorder.borrow_mut().clock.look();
    let stares = session.recorder.borrow().clock.is_stared_at();
    if stares { session.check_limits(vm).map(|()| now) } else { Ok(now) }
}

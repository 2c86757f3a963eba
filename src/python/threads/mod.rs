//! Threads: the stacks on which they run, and the functions by which `_thread` switches between them and reports what they do.
//!
//! `library/modules/_thread.py` decides which thread goes on; `recorder/thread_record.rs` records them. Where no stack can be
//! suspended, `library/modules/_whole_bodies.py` runs each body whole on the main stack, if that makes no difference.

#[cfg(target_arch = "wasm32")]
mod host_stacks;
mod interpreter_state;
#[cfg(not(target_arch = "wasm32"))]
mod stacks;
mod thread_table;

#[cfg(target_arch = "wasm32")]
use host_stacks as stacks;

pub(super) use interpreter_state::with_tracer;
pub(super) use thread_table::ThreadTable;

/// Functions of a host that runs each thread on a stack of its own, by numbers that count up from 1.
#[derive(Clone, Copy, Debug)]
pub struct StackSwitch {
    /// Resumes a stack, or begins one with [`begin_stack`] whose memory ends at this address, and returns once that has
    /// parked or is over.
    pub resume: fn(u32, usize),
    /// Parks the stack that runs, which has this number, and returns once it is resumed.
    pub park: fn(u32),
}

/// Runs the body of a thread at the beginning of its stack.
#[cfg(target_arch = "wasm32")]
pub fn begin_stack(number: u32) {
    stacks::begin(number);
}

use std::rc::Rc;

use rustpython_vm::builtins::PyStrRef;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::library::natives::native_module::NativeModule;
use super::recorder::LaneWait;
use super::session::Session;
use super::values::attribute_reading::text;
use super::values::{program_places, value_text};
use crate::clock::Micros;
use crate::trace::{Limit, Outcome, ResourceId, ResourceKind, Seq, WaitKind};

/// Adds the functions by which threads are switched and recorded.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>, threads: &ThreadTable) -> PyResult<()> {
    add_switches(module, session, threads)?;
    add_lanes(module, session, threads)?;
    add_whole_bodies(module, session)
}

fn add_switches(module: &NativeModule, session: &Rc<Session>, threads: &ThreadTable) -> PyResult<()> {
    threads.check(module.vm);
    let table = threads.clone();
    session.inspection.parked_stacks.replace(Some(Rc::new(move |session, vm| table.parked_stacks(session, vm))));
    let table = threads.clone();
    module.add("can_suspend", move || table.can_suspend())?;
    let (on, table) = (session.clone(), threads.clone());
    module.add("thread_spawn", move |ident: u32, body: PyObjectRef, vm: &VirtualMachine| -> bool {
        table.spawn(&on, ident, body, vm)
    })?;
    let (on, table) = (session.clone(), threads.clone());
    module.add("thread_resume", move |ident: u32, vm: &VirtualMachine| table.resume(&on, ident, vm))?;
    let table = threads.clone();
    module.add("thread_park", move |vm: &VirtualMachine| table.park(vm))?;
    let on = session.clone();
    module.add("check", move |vm: &VirtualMachine| on.check_end(vm))?;
    let on = session.clone();
    module.add("is_measured", move || !on.recorder.borrow().clock.is_exact())?;
    let on = session.clone();
    module.add("cannot_suspend", move |vm: &VirtualMachine| on.end_at_limit(Limit::Stacks, vm))?;
    let on = session.clone();
    module.add("hold_back", move |more: i32| on.held_back.set(on.held_back.get() + more))?;
    let on = session.clone();
    module.add("deadlock", move |waits: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let waits: Vec<String> = vm.extract_elements_with(&waits, |wait| Ok(text(&wait).unwrap_or_default()))?;
        on.end_in_deadlock(&waits, vm)
    })
}

fn add_lanes(module: &NativeModule, session: &Rc<Session>, threads: &ThreadTable) -> PyResult<()> {
    let on = session.clone();
    module.add("lane", move |file: PyObjectRef, line: u32| -> usize {
        on.recorder.borrow_mut().lane((&text(&file).unwrap_or_default(), line))
    })?;
    let on = session.clone();
    module.add("lane_made", move |lane: usize, name: PyObjectRef, of_library: bool| {
        on.recorder.borrow_mut().lane_made(lane, &text(&name).unwrap_or_default(), of_library)
    })?;
    let (on, table) = (session.clone(), threads.clone());
    module.add("lane_scheduled", move |lane: usize, ident: u32, is_process: bool| {
        on.recorder.borrow_mut().lane_scheduled(lane, table.number(ident), is_process)
    })?;
    let on = session.clone();
    module.add("lane_begins", move |lane: usize| on.recorder.borrow_mut().lane_begins(lane))?;
    add_waits(module, session)?;
    let on = session.clone();
    module.add("lane_cancelled", move |lane: usize| on.recorder.borrow_mut().lane_cancelled(lane))?;
    let on = session.clone();
    module.add("lane_stopped", move |lane: usize| on.recorder.borrow_mut().lane_stopped(lane))?;
    let on = session.clone();
    module.add("lane_ends", move |lane: usize, value: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
        let outcome = outcome(&on, &value, &error, vm);
        on.recorder.borrow_mut().lane_ends(lane, outcome);
    })
}

/// Adds the functions that record waits of lanes. They take and return numbers, negative for none.
fn add_waits(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("lane_waits", move |what: PyStrRef, number: i64, until: i64| -> bool {
        // A step holds the generators that run in it, and may not end before them.
        if on.generators.borrow().has_running() {
            return false;
        }
        let number = u32::try_from(number).ok();
        let wait = match what.as_wtf8().to_string_lossy().as_ref() {
            "sleep" => LaneWait::Sleep,
            "turn" => LaneWait::Turn,
            "job" => LaneWait::Job,
            "io" => LaneWait::Io,
            "lane" => number.map_or(LaneWait::Other, |lane| LaneWait::Lane(lane as usize)),
            what => match (wait_kind(what), number) {
                (Some((kind, _)), Some(resource)) => LaneWait::Resource(kind, ResourceId(resource)),
                (None, _) | (_, None) => LaneWait::Other,
            },
        };
        on.recorder.borrow_mut().lane_waits(wait, u64::try_from(until).ok().map(Micros))
    })?;
    let on = session.clone();
    module.add("thread_resource", move |what: PyStrRef| -> i64 {
        let kind = wait_kind(&what.as_wtf8().to_string_lossy());
        kind.map_or(-1, |(_, kind)| i64::from(on.recorder.borrow_mut().thread_resource(kind).0))
    })?;
    let on = session.clone();
    module.add("cause", move || -> i64 { on.recorder.borrow().events.cause.map_or(-1, |cause| i64::from(cause.0)) })?;
    let on = session.clone();
    module.add("lane_goes_on", move |cause: i64| {
        on.recorder.borrow_mut().lane_goes_on(u32::try_from(cause).ok().map(Seq))
    })
}

/// The kind of a wait for something of `threading` or `queue`, and the kind of that.
fn wait_kind(what: &str) -> Option<(WaitKind, ResourceKind)> {
    Some(match what {
        "lock" => (WaitKind::Lock, ResourceKind::Lock),
        "event" => (WaitKind::Event, ResourceKind::Event),
        "semaphore" => (WaitKind::Semaphore, ResourceKind::Semaphore),
        "condition" => (WaitKind::Condition, ResourceKind::Condition),
        "barrier" => (WaitKind::Barrier, ResourceKind::Barrier),
        "get" => (WaitKind::QueueGet, ResourceKind::Queue),
        "put" => (WaitKind::QueuePut, ResourceKind::Queue),
        "join" => (WaitKind::QueueJoin, ResourceKind::Queue),
        _ => return None,
    })
}

/// The outcome of a body that has returned a value, unless it was left by an error.
fn outcome(session: &Session, value: &PyObject, error: &PyObject, vm: &VirtualMachine) -> Outcome {
    if vm.is_none(error) {
        Outcome::Returned(session.recorder.borrow().intern(&value_text::value(value, vm)))
    } else {
        Outcome::Raised(session.recorder.borrow().intern(&value_text::error(error, vm)))
    }
}

fn add_whole_bodies(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("thread_begins", move || on.recorder.borrow_mut().body_begins())?;
    let on = session.clone();
    module.add("thread_ends", move |began: u64| on.recorder.borrow_mut().body_ends(Micros(began)))?;
    let on = session.clone();
    module.add("place", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let place = program_places::here(vm);
        let (file, line) = place.map_or((on.file.borrow().clone(), 1), |place| (place.file, place.line));
        Ok(vm.ctx.new_tuple(vec![vm.ctx.new_str(file).into(), vm.ctx.new_int(line).into()]).into())
    })
}

//! Locks, queues and their kin: who holds them, what is in them, and who stands in line.

use std::rc::Rc;

use rustpython_vm::builtins::PyInt;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::hooks::loopline_module::Module;
use crate::python::recorder::Address;
use crate::python::session::Desk;
use crate::python::values::attribute_reading::{address, attribute, contained, count, is_true, text};
use crate::python::values::{program_places as locate, value_text as shown};
use crate::trace::{ResourceKind, ResourceState, TaskId, WaitKind};

/// The name under which the program keeps what it makes at this line: that of the variable.
fn name_at(desk: &Desk, vm: &VirtualMachine) -> Option<String> {
    let place = locate::here(vm).filter(|place| place.file == *desk.file.borrow())?;
    let lines = desk.lines.borrow();
    let line = lines.get(place.line as usize - 1)?;
    let (name, value) = line.split_once('=')?;
    let name = name.split_once(':').map_or(name, |(name, _)| name).trim();
    let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    (!name.is_empty() && !value.starts_with('=') && plain(name)).then(|| name.trim_start_matches("self.").to_string())
}

fn resource_kind(object: &PyObject, name: &str) -> ResourceKind {
    let class = object.class();
    let is = |wanted: &str| class.mro_map_collect(|base| &*base.name() == wanted).contains(&true);
    match name {
        "lock" => ResourceKind::Lock,
        "event" => ResourceKind::Event,
        "condition" => ResourceKind::Condition,
        "barrier" => ResourceKind::Barrier,
        "semaphore" if is("BoundedSemaphore") => ResourceKind::BoundedSemaphore,
        "semaphore" => ResourceKind::Semaphore,
        _ if is("PriorityQueue") => ResourceKind::PriorityQueue,
        _ if is("LifoQueue") => ResourceKind::LifoQueue,
        _ => ResourceKind::Queue,
    }
}

/// The tasks that wait in a line of futures.
pub(in crate::python) fn waiting(
    desk: &Desk,
    owner: &PyObject,
    line: &'static str,
    vm: &VirtualMachine,
) -> Vec<TaskId> {
    let Some(line) = attribute(owner, line, vm) else { return Vec::new() };
    let futures = contained(&line, vm);
    let book = desk.book.borrow();
    let tasks = futures.iter().filter_map(|future| book.future(address(future)).and_then(|entry| entry.maker));
    tasks.take(ResourceState::WAITERS_SHOWN).collect()
}

fn contents(desk: &Desk, object: &PyObject, kind: ResourceKind, vm: &VirtualMachine) -> (ResourceState, Option<bool>) {
    let mut state = ResourceState::default();
    let mut locked = None;
    match kind {
        ResourceKind::Lock => {
            let held = is_true(object, "_locked", vm);
            state.value = Some(u32::from(!held));
            locked = Some(held);
        }
        ResourceKind::Event => state.value = Some(u32::from(is_true(object, "_value", vm))),
        ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => state.value = count(object, "_value", vm),
        ResourceKind::Barrier => state.value = count(object, "_count", vm),
        ResourceKind::Condition => {
            if let Some(lock) = attribute(object, "_lock", vm) {
                locked = Some(is_true(&lock, "_locked", vm));
            }
        }
        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => {
            state.unfinished = count(object, "_unfinished_tasks", vm);
            state.getters = waiting(desk, object, "_getters", vm);
            state.putters = waiting(desk, object, "_putters", vm);
            if let Some(joined) = attribute(object, "_finished", vm) {
                state.waiters = waiting(desk, &joined, "_waiters", vm);
            }
            let items = attribute(object, "_queue", vm);
            let mut items = items.map(|items| contained(&items, vm)).unwrap_or_default();
            state.len = items.len() as u32;
            if kind == ResourceKind::LifoQueue {
                items.reverse();
            }
            items.truncate(ResourceState::ITEMS_SHOWN);
            let items: Vec<String> = items.iter().map(|item| shown::value(item, vm)).collect();
            let book = desk.book.borrow();
            state.items = items.iter().map(|item| book.intern(item)).collect();
        }
    }
    match kind {
        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => {}
        ResourceKind::Barrier => {
            if let Some(condition) = attribute(object, "_cond", vm) {
                state.waiters = waiting(desk, &condition, "_waiters", vm);
            }
        }
        ResourceKind::Condition => {
            state.waiters = waiting(desk, object, "_waiters", vm);
            if let Some(lock) = attribute(object, "_lock", vm) {
                state.waiters.extend(waiting(desk, &lock, "_waiters", vm));
            }
        }
        ResourceKind::Lock | ResourceKind::Event | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
            state.waiters = waiting(desk, object, "_waiters", vm);
        }
    }
    (state, locked)
}

/// Records the contents of the resource of which this object is one, or part of one.
pub(in crate::python) fn changed(desk: &Desk, object: &PyObject, vm: &VirtualMachine) {
    let known = desk.book.borrow().resource(address(object));
    let Some((whole, kind, _)) = known else { return };
    let Some(whole) = desk.wholes.borrow().get(&whole).and_then(|whole| whole.upgrade()) else { return };
    let (state, locked) = contents(desk, &whole, kind, vm);
    desk.book.borrow_mut().resource_changed(address(&whole), state, locked);
}

/// Adds what locks and queues tell.
pub(in crate::python) fn add(module: &Module, desk: &Rc<Desk>) -> PyResult<()> {
    let on = desk.clone();
    module.add("resource_begins", move |object: PyObjectRef| on.book.borrow_mut().resource_begins(address(&object)))?;
    let on = desk.clone();
    module.add(
        "resource_begun",
        move |object: PyObjectRef,
              kind: PyObjectRef,
              outermost: bool,
              capacity: PyObjectRef,
              parts: PyObjectRef,
              vm: &VirtualMachine|
              -> PyResult<()> {
            let kind = resource_kind(&object, &text(&kind).unwrap_or_default());
            let name = if locate::frames(vm).skip(1).take(2).any(|frame| {
                locate::in_library(&frame).is_some_and(|(_, function)| function.starts_with("_AsCompletedIterator"))
            }) {
                Some("as_completed".into())
            } else {
                name_at(&on, vm)
            };
            // A queue without a limit says 0.
            let capacity = capacity.downcast_ref::<PyInt>().and_then(|count| u32::try_from(count.as_bigint()).ok());
            let capacity = capacity.filter(|count| *count > 0);
            let parts: Vec<PyObjectRef> = vm.extract_elements_with(&parts, Ok)?;
            let parts: Vec<Address> = parts.iter().map(|part| address(part)).collect();
            on.book.borrow_mut().resource_begun(address(&object), kind, name.as_deref(), capacity, &parts);
            if outermost {
                on.wholes.borrow_mut().insert(address(&object), object.downgrade(None, vm)?);
                changed(&on, &object, vm);
            }
            Ok(())
        },
    )?;
    let on = desk.clone();
    module.add("resource_changed", move |object: PyObjectRef, vm: &VirtualMachine| changed(&on, &object, vm))?;
    let on = desk.clone();
    module.add("waits", move |future: PyObjectRef, owner: PyObjectRef, line: PyObjectRef, vm: &VirtualMachine| {
        let kind = match text(&line).as_deref() {
            Some("_getters") => WaitKind::QueueGet,
            Some("_putters") => WaitKind::QueuePut,
            // The event in a queue.
            _ => WaitKind::QueueJoin,
        };
        if let Some(entry) = on.book.borrow_mut().future_mut(address(&future)) {
            entry.line = Some((address(&owner), kind));
        }
        changed(&on, &owner, vm);
    })
}

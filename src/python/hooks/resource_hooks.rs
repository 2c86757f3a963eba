//! Locks, queues and their kin: holders, contents and waiters.

use std::rc::Rc;

use rustpython_vm::builtins::PyInt;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::attribute_reading::{address, attribute, contained, count, is_true, text};
use crate::python::values::{Address, program_places, value_text};
use crate::trace::{ResourceKind, ResourceState, TaskId, WaitKind};

/// The frames searched for the function of asyncio's that makes a resource, after the first, which watches the class.
const FRAMES_TO_MAKER: usize = 2;

/// The name of the variable in which the program keeps the resource that it makes at this line.
fn variable_name(session: &Session, vm: &VirtualMachine) -> Option<String> {
    let place = program_places::here(vm)?;
    let folder = session.folder.borrow();
    let line = folder.line(&place.file, place.line)?;
    let (name, value) = line.split_once('=')?;
    let name = name.split_once(':').map_or(name, |(name, _)| name).trim();
    let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    (!name.is_empty() && !value.starts_with('=') && plain(name)).then(|| name.trim_start_matches("self.").to_string())
}

/// The tasks that wait in a queue of waiters.
fn waiting_tasks(session: &Session, owner: &PyObject, queue: &'static str, vm: &VirtualMachine) -> Vec<TaskId> {
    let Some(queue) = attribute(owner, queue, vm) else { return Vec::new() };
    let futures = contained(&queue, vm);
    let recorder = session.recorder.borrow();
    let tasks = futures.iter().filter_map(|future| recorder.future(address(future)).and_then(|entry| entry.maker));
    tasks.take(ResourceState::WAITERS_SHOWN).collect()
}

/// The state of a resource, and whether it is locked, if a task can hold it.
fn state_of(
    session: &Session,
    object: &PyObject,
    kind: ResourceKind,
    vm: &VirtualMachine,
) -> (ResourceState, Option<bool>) {
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
            state.getters = waiting_tasks(session, object, "_getters", vm);
            state.putters = waiting_tasks(session, object, "_putters", vm);
            if let Some(joined) = attribute(object, "_finished", vm) {
                state.waiters = waiting_tasks(session, &joined, "_waiters", vm);
            }
            let items = attribute(object, "_queue", vm);
            let mut items = items.map(|items| contained(&items, vm)).unwrap_or_default();
            state.len = items.len() as u32;
            if kind == ResourceKind::LifoQueue {
                items.reverse();
            }
            items.truncate(ResourceState::ITEMS_SHOWN);
            let items: Vec<String> = items.iter().map(|item| value_text::value(item, vm)).collect();
            let recorder = session.recorder.borrow();
            state.items = items.iter().map(|item| recorder.intern(item)).collect();
        }
    }
    match kind {
        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => {}
        ResourceKind::Barrier => {
            if let Some(condition) = attribute(object, "_cond", vm) {
                state.waiters = waiting_tasks(session, &condition, "_waiters", vm);
            }
        }
        ResourceKind::Condition => {
            state.waiters = waiting_tasks(session, object, "_waiters", vm);
            if let Some(lock) = attribute(object, "_lock", vm) {
                state.waiters.extend(waiting_tasks(session, &lock, "_waiters", vm));
            }
        }
        ResourceKind::Lock | ResourceKind::Event | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
            state.waiters = waiting_tasks(session, object, "_waiters", vm);
        }
    }
    (state, locked)
}

/// Records the state of a resource that has changed, given the resource or a part of it.
fn changed(session: &Session, object: &PyObject, vm: &VirtualMachine) {
    let known = session.recorder.borrow().resource(address(object));
    let Some((owner, kind, _)) = known else { return };
    let Some(resource) = session.resources.borrow().get(&owner).and_then(|resource| resource.upgrade()) else { return };
    let (state, locked) = state_of(session, &resource, kind, vm);
    session.recorder.borrow_mut().resource_changed(address(&resource), state, locked);
}

/// Adds the functions by which `_loopline_resources` reports changes.
pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("resource_begins", move |object: PyObjectRef| {
        on.recorder.borrow_mut().resource_begins(address(&object))
    })?;
    let on = session.clone();
    module.add(
        "resource_begun",
        move |object: PyObjectRef,
              kind: PyObjectRef,
              outermost: bool,
              capacity: PyObjectRef,
              parts: PyObjectRef,
              vm: &VirtualMachine|
              -> PyResult<()> {
            let word = text(&kind).unwrap_or_default();
            let kind = ResourceKind::ALL.iter().copied().find(|kind| kind.word() == word);
            let kind = kind.ok_or_else(|| vm.new_value_error(format!("no resource is a {word}")))?;
            let operation = program_places::frames(vm).skip(1).take(FRAMES_TO_MAKER).find_map(|frame| {
                let code = program_places::code_address(&frame);
                on.operations.borrow().resource_names.get(&code).map(|name| name.to_string())
            });
            let name = operation.or_else(|| variable_name(&on, vm));
            // A queue without a limit has the capacity 0.
            let capacity = capacity.downcast_ref::<PyInt>().and_then(|count| u32::try_from(count.as_bigint()).ok());
            let capacity = capacity.filter(|count| *count > 0);
            let parts: Vec<PyObjectRef> = vm.extract_elements_with(&parts, Ok)?;
            let parts: Vec<Address> = parts.iter().map(|part| address(part)).collect();
            on.recorder.borrow_mut().resource_begun(address(&object), kind, name.as_deref(), capacity, &parts);
            if outermost {
                on.resources.borrow_mut().insert(address(&object), object.downgrade(None, vm)?);
                changed(&on, &object, vm);
            }
            Ok(())
        },
    )?;
    let on = session.clone();
    module.add("resource_changed", move |object: PyObjectRef, vm: &VirtualMachine| changed(&on, &object, vm))?;
    let on = session.clone();
    module.add("waits", move |future: PyObjectRef, owner: PyObjectRef, queue: PyObjectRef, vm: &VirtualMachine| {
        let kind = match text(&queue).as_deref() {
            Some("_getters") => WaitKind::QueueGet,
            Some("_putters") => WaitKind::QueuePut,
            // The event in a queue for which `join` waits.
            _ => WaitKind::QueueJoin,
        };
        if let Some(entry) = on.recorder.borrow_mut().future_mut(address(&future)) {
            entry.waits_in = Some((address(&owner), kind));
        }
        changed(&on, &owner, vm);
    })
}

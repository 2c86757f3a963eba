//! The module `_loopline`: what the Python side tells of its loop, its tasks and its output, as facts of a [`Book`].
//!
//! asyncio's native futures and tasks tell of themselves: the methods through which they change are wrapped here, on
//! the class, before anything of the program runs. A book is never borrowed while Python code may run.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rustpython_vm::builtins::{
    PyDictRef, PyFloat, PyInt, PyModule, PyStr, PyStrInterned, PyTuple, PyType, PyTypeRef, PyWeak,
};
use rustpython_vm::function::{FuncArgs, IntoPyNativeFn};
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::book::{Address, Book, HIDDEN};
use super::generators::{self, Generators};
use super::handles::Handles;
use super::input::{self, Lines};
use super::interpreter::{Clock, Pace, Program, Surroundings};
use super::{groups, handles, locate, shown, threads};
use crate::clock::Micros;
use crate::trace::{
    Frame, Of, On, Outcome, ResourceKind, ResourceState, Seq, Settled, SharedTrace, Stack, Status, Stream, TaskId,
    WaitKind, WarningCode, What,
};

/// The book that is open, the text of each stream as it came, and what goes with them.
pub(super) struct Desk {
    pub book: RefCell<Book>,
    pub generators: RefCell<Generators>,
    pub said: RefCell<Vec<(Stream, String)>>,
    pub input: Lines,
    pace: Cell<Option<Pace>>,
    /// Code objects of asyncio's helpers.
    helpers: RefCell<HashSet<Address>>,
    /// The program's file and its lines, for the names of what is made in them.
    pub file: RefCell<String>,
    lines: RefCell<Vec<String>>,
    random: Cell<u64>,
    /// The task of each wake-up that a future may call.
    wakeups: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Locks and queues, by where they lie: what is part of one leads to it.
    wholes: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Tasks whose step runs, the innermost last; `None` for other callbacks.
    stepping: RefCell<Vec<Option<PyObjectRef>>>,
    /// Whether the task whose step runs has asked to be cancelled itself.
    cancels_itself: Cell<bool>,
    /// The loop's handles, once its module is imported.
    pub handles: RefCell<Option<Rc<Handles>>>,
}

/// A name, looked for in the interpreter's table but once: for what every step of a task asks.
macro_rules! interned {
    ($name:literal, $vm:expr) => {{
        thread_local! {
            static NAME: std::cell::Cell<Option<&'static rustpython_vm::builtins::PyStrInterned>> =
                const { std::cell::Cell::new(None) };
        }
        NAME.get().unwrap_or_else(|| {
            let name = $vm.ctx.intern_str($name);
            NAME.set(Some(name));
            name
        })
    }};
}
pub(super) use interned;

/// As [`attribute`], for what every step asks.
macro_rules! attribute {
    ($object:expr, $name:literal, $vm:expr) => {
        attribute_named($object, interned!($name, $vm), $vm)
    };
}

type Init = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult<()>;

/// The interpreter's own classes, which outlive it.
#[derive(Clone, Copy)]
struct Native {
    future: &'static Py<PyType>,
    task: &'static Py<PyType>,
    /// What runs a task's step.
    step: &'static Py<PyType>,
    /// What a future calls to wake a task.
    wakeup: &'static Py<PyType>,
    /// What initialised futures and tasks before they were wrapped.
    future_init: Option<Init>,
    task_init: Option<Init>,
}

thread_local! {
    /// A class has a plain function where its objects are initialised, which can hold nothing.
    static DESK: RefCell<Option<Rc<Desk>>> = const { RefCell::new(None) };
    static NATIVE: Cell<Option<Native>> = const { Cell::new(None) };
}

fn is_future(object: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| object.class().is(native.future))
}

fn is_step(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.step))
}

fn is_wakeup(callback: &PyObject) -> bool {
    NATIVE.get().is_some_and(|native| callback.class().is(native.wakeup))
}

pub(super) fn desk() -> Option<Rc<Desk>> {
    DESK.with(|desk| desk.borrow().clone())
}

impl Desk {
    /// A desk that keeps no book yet.
    pub fn new() -> Rc<Desk> {
        Rc::new(Desk {
            book: RefCell::new(Book::new("", 0, Clock::Exact)),
            generators: RefCell::default(),
            said: RefCell::default(),
            input: Lines::default(),
            pace: Cell::default(),
            helpers: RefCell::default(),
            file: RefCell::default(),
            lines: RefCell::default(),
            random: Cell::new(0x9e37_79b9_7f4a_7c15),
            wakeups: RefCell::default(),
            wholes: RefCell::default(),
            stepping: RefCell::default(),
            cancels_itself: Cell::new(false),
            handles: RefCell::default(),
        })
    }

    /// Takes the place of the desk before.
    pub fn open(self: &Rc<Self>) {
        DESK.with(|desk| *desk.borrow_mut() = Some(self.clone()));
    }

    /// Begins the book of a program.
    pub fn begin(&self, program: &Program, surroundings: &Surroundings) {
        self.generators.take();
        self.input.open(surroundings.input);
        self.pace.set(surroundings.pace);
        self.book.replace(Book::new(program.file, program.limit, program.clock));
        self.file.replace(program.file.into());
        self.lines.replace(program.source.lines().map(str::to_string).collect());
    }

    /// Has the program held back, with nothing borrowed, by whoever shows it as it runs.
    fn held(&self, hold: impl FnOnce(Pace, &SharedTrace, Micros)) {
        let Some(pace) = self.pace.get() else { return };
        let (trace, now) = {
            let mut book = self.book.borrow_mut();
            if book.over || book.is_in_thread() {
                return;
            }
            (book.recorder.trace().clone(), book.now())
        };
        hold(pace, &trace, now);
        self.book.borrow_mut().was_held();
    }

    /// The clock jumps to a moment, if that has not passed.
    fn advance_to(&self, due: Micros) {
        self.held(|pace, trace, now| {
            if due > now {
                (pace.wait)(trace, now, due);
            }
        });
        self.book.borrow_mut().advance_to(due);
    }

    /// The program prints; `told` records it, and tells how much of it is kept.
    pub fn write(
        &self,
        stream: Stream,
        said: &str,
        told: impl FnOnce(&mut Book, &str) -> String,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if !self.book.borrow().over {
            let kept = told(&mut self.book.borrow_mut(), said);
            self.said.borrow_mut().push((stream, kept));
        }
        within_limits(self, vm)
    }

    /// Pseudo-random bytes, the same in every run.
    fn random_bytes(&self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            // splitmix64
            let state = self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
            self.random.set(state);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bytes.extend((z ^ (z >> 31)).to_le_bytes());
        }
        bytes.truncate(count);
        bytes
    }
}

pub(super) fn address(object: &PyObject) -> Address {
    object.get_id()
}

pub(super) fn text(object: &PyObject) -> Option<String> {
    object.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned())
}

/// What is in a tuple.
pub(super) fn elements(tuple: &PyObject) -> &[PyObjectRef] {
    tuple.downcast_ref::<PyTuple>().map_or(&[], |tuple| tuple.as_slice())
}

/// What is in a container, unless a class of the program's tells.
fn contained(container: &PyObject, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    if is_of_python(container) { Vec::new() } else { vm.extract_elements_with(container, Ok).unwrap_or_default() }
}

/// Whether an object's class is written in Python, so that its attributes may be code of the program's.
fn is_of_python(object: &PyObject) -> bool {
    object.class().slots.flags.has_feature(PyTypeFlags::HEAPTYPE)
}

/// An attribute, if no code of the program's has to run for it: no property, no `__getattr__`. `None` is none.
fn attribute(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    attribute_named(object, vm.ctx.intern_str(name), vm)
}

fn attribute_named(object: &PyObject, name: &'static PyStrInterned, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let value =
        if is_of_python(object) { own_attribute(object, name, vm) } else { vm.get_attribute_opt(object, name).ok()? };
    value.filter(|value| !vm.is_none(value))
}

/// The same of an object of a class in Python: what stands in a slot, or in the object itself, or in its class.
fn own_attribute(object: &PyObject, name: &'static PyStrInterned, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let found = object.class().get_attr(name);
    let slots = found.as_ref().map(|found| &found.class().slots);
    if let Some((found, slots)) = found.as_ref().zip(slots)
        && slots.descr_set.load().is_some()
    {
        let native = !is_of_python(found) && !found.class().is(vm.ctx.types.property_type);
        let get = slots.descr_get.load().filter(|_| native)?;
        return get(found, Some(object), Some(object.class().as_object()), vm).ok();
    }
    let of_its_own = object.dict().and_then(|dict| dict.get_item_opt(name, vm).ok().flatten());
    of_its_own.or_else(|| found.filter(|found| found.class().slots.descr_get.load().is_none()))
}

/// What a method of a native task returns, whatever a class of the program's has put in its place.
fn told(task: &PyObject, method: &'static str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let native = NATIVE.get()?.task.get_attr(vm.ctx.intern_str(method))?;
    native.call((task.to_owned(),), vm).ok()
}

/// How often a task was asked to end and has not refused.
fn cancelling(task: &PyObject, vm: &VirtualMachine) -> u32 {
    told(task, "cancelling", vm).map_or(0, |count| whole(&count))
}

fn whole(count: &PyObject) -> u32 {
    count.downcast_ref::<PyInt>().and_then(|count| u32::try_from(count.as_bigint()).ok()).unwrap_or(0)
}

fn is_true(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> bool {
    attribute(object, name, vm).is_some_and(|value| value.is(&vm.ctx.true_value))
}

fn count(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<u32> {
    let value = attribute(object, name, vm)?;
    let value = value.downcast_ref::<PyInt>()?.as_bigint();
    u32::try_from(value).ok()
}

/// What is called, without what wraps it.
fn name_of(callback: &PyObject, vm: &VirtualMachine) -> String {
    let mut callback = callback.to_owned();
    for _ in 0..10 {
        if callback.downcast_ref::<PyType>().is_some() {
            break;
        }
        match attribute!(&callback, "func", vm).or_else(|| attribute!(&callback, "__wrapped__", vm)) {
            Some(inner) => callback = inner,
            None => break,
        }
    }
    let name = match callback.downcast_ref::<PyType>() {
        Some(class) => Some(class.name().to_string()),
        None => attribute!(&callback, "__qualname__", vm).and_then(|name| text(&name)),
    };
    let name = name.unwrap_or_else(|| callback.class().name().to_string());
    let known = match name.as_str() {
        "_run_until_complete_cb" => "run_until_complete",
        "gather.<locals>._done_callback" => "gather",
        "_wait.<locals>._on_completion" | "_release_waiter" => "wait",
        "_AsCompletedIterator._handle_completion" | "_AsCompletedIterator._handle_timeout" => "as_completed",
        "shield.<locals>._inner_done_callback" | "shield.<locals>._outer_done_callback" => "shield",
        "_set_result_unless_cancelled" => "sleep",
        "Timeout._on_timeout" => "timeout",
        "TaskGroup._on_task_done" => "TaskGroup",
        _ if name.starts_with("_chain_future.") => "from thread",
        _ => return name.rsplit_once("<locals>.").map_or(name.clone(), |(_, last)| last.into()),
    };
    known.into()
}

/// What a future is for: the function of asyncio's that makes it says so.
fn purpose(future: &PyObject, vm: &VirtualMachine) -> Of {
    if !is_future(future) && &*future.class().name() == "_GatheringFuture" {
        return Of::Gather;
    }
    for frame in locate::frames(vm).take(4) {
        let Some((module, function)) = locate::in_library(&frame) else { return Of::Plain };
        let of = match (module, function) {
            ("asyncio.tasks", "sleep") => Of::Sleep,
            ("asyncio.tasks", "_wait") => Of::Wait,
            ("asyncio.tasks", "shield") => Of::Shield,
            ("asyncio.tasks", "gather") => Of::Gather,
            ("asyncio.locks", "Lock.acquire") => Of::Lock,
            ("asyncio.locks", "Event.wait") => Of::Event,
            ("asyncio.locks", "Semaphore.acquire") => Of::Semaphore,
            ("asyncio.locks", "Condition.wait") => Of::Condition,
            ("asyncio.queues", "Queue.get") => Of::QueueGet,
            ("asyncio.queues", "Queue.put") => Of::QueuePut,
            ("asyncio.taskgroups", _) => Of::TaskGroup,
            ("asyncio.futures", "wrap_future") => Of::Thread,
            _ => continue,
        };
        return of;
    }
    Of::Plain
}

/// How a future or task that is done was settled, read without marking its error as retrieved.
fn how_settled(future: &PyObject, vm: &VirtualMachine) -> Option<Settled> {
    let state = attribute!(future, "_state", vm).and_then(|state| text(&state))?;
    let desk = desk()?;
    let intern = |text: &str| desk.book.borrow().intern(text);
    match state.as_str() {
        "CANCELLED" => Some(Settled::Cancelled),
        "FINISHED" => Some(match attribute!(future, "_exception", vm) {
            Some(error) => Settled::Exception(intern(&shown::error(&error, vm))),
            None => {
                let result = attribute!(future, "_result", vm);
                Settled::Result(intern(&result.map_or("None".into(), |result| shown::value(&result, vm))))
            }
        }),
        _ => None,
    }
}

/// Records that a future is settled if it is, and is not known to be.
fn look_whether_settled(desk: &Desk, future: &PyObject, vm: &VirtualMachine) -> Option<Seq> {
    let known = desk.book.borrow().future(address(future)).map(|entry| (entry.settled, entry.hidden));
    match known {
        Some((None, false)) => {
            let how = how_settled(future, vm)?;
            desk.book.borrow_mut().settled(address(future), how)
        }
        Some((settled, _)) => settled,
        None => None,
    }
}

/// What a handle will run; `None` for a helper of asyncio's own.
fn what(desk: &Desk, event_loop: &PyObject, callback: &PyObject, vm: &VirtualMachine) -> Option<What> {
    let task = if is_step(callback) {
        let task = attribute!(callback, "__self__", vm)?;
        task_created(desk, event_loop, &task, vm);
        Some((address(&task), false))
    } else if is_wakeup(callback) {
        woken(desk, callback).map(|task| (address(&task), true))
    } else {
        None
    };
    let book = desk.book.borrow();
    if let Some((task, wakes)) = task {
        let entry = book.future(task)?;
        if entry.hidden {
            return None;
        }
        let task = TaskId(entry.id.0);
        return Some(if wakes { What::Wakeup(task) } else { What::Step(task) });
    }
    drop(book);
    let name = name_of(callback, vm);
    Some(What::Callback(desk.book.borrow().intern(&name)))
}

/// The task that a wake-up steps.
fn woken(desk: &Desk, callback: &PyObject) -> Option<PyObjectRef> {
    desk.wakeups.borrow().get(&address(callback)).and_then(|task| task.upgrade())
}

/// A task tells of itself when its first step is scheduled: by then it has its name.
fn task_created(desk: &Desk, event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) {
    let known = desk.book.borrow().future(address(task)).is_some_and(|entry| entry.created || entry.hidden);
    if known {
        return;
    }
    let name = told(task, "get_name", vm).and_then(|name| text(&name)).unwrap_or_default();
    let site = match locate::here(vm) {
        Some(place) => desk.book.borrow().site(&place.file, place.line),
        None => desk.book.borrow().site(&desk.file.borrow(), 1),
    };
    desk.book.borrow_mut().task_created(address(event_loop), address(task), &name, site);
}

/// Where a task stands, and what it waits on.
fn suspended(desk: &Desk, task: &PyObject, vm: &VirtualMachine) -> On {
    let turn = On { kind: WaitKind::Turn, id: 0, until: None };
    let Some(waiter) = attribute!(task, "_fut_waiter", vm) else { return turn };
    let mut book = desk.book.borrow_mut();
    book.future_created(address(&waiter));
    let Some(entry) = book.future(address(&waiter)).cloned() else { return turn };
    if let Some((owner, line)) = entry.line
        && let Some((_, kind, id)) = book.resource(owner)
    {
        let kind = match kind {
            ResourceKind::Lock => WaitKind::Lock,
            ResourceKind::Event => WaitKind::Event,
            ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => WaitKind::Semaphore,
            ResourceKind::Condition => WaitKind::Condition,
            ResourceKind::Barrier => WaitKind::Barrier,
            ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => line,
        };
        return On { kind, id: id.0, until: None };
    }
    let kind = match entry.of {
        _ if entry.is_task => WaitKind::Task,
        Of::Sleep => WaitKind::Sleep,
        Of::Gather => WaitKind::Gather,
        Of::Wait => WaitKind::Wait,
        Of::Thread => WaitKind::Thread,
        Of::Io => WaitKind::Io,
        Of::Plain
        | Of::Shield
        | Of::Lock
        | Of::Event
        | Of::Semaphore
        | Of::Condition
        | Of::Barrier
        | Of::QueueGet
        | Of::QueuePut
        | Of::QueueJoin
        | Of::TaskGroup => WaitKind::Future,
    };
    let until = entry.due.filter(|_| kind == WaitKind::Sleep);
    On { kind, id: entry.id.0, until }
}

fn stack(desk: &Desk, task: &PyObject, vm: &VirtualMachine) -> Stack {
    let coroutine = attribute!(task, "_coro", vm);
    let frames = coroutine.map(|coroutine| locate::chain(coroutine, vm)).unwrap_or_default();
    let book = desk.book.borrow();
    let mut trace = book.recorder.trace().borrow_mut();
    let spots = frames.iter().filter_map(|frame| locate::spot(frame));
    let frames: Vec<Frame> = spots
        .map(|(file, function, line)| Frame { function: trace.intern(function), site: trace.intern_site(file, line) })
        .collect();
    trace.intern_stack(&frames)
}

/// A task that its coroutine has left by a cancellation keeps the error and not the message of who asked for it: those
/// who gather it are told none. RustPython's native task keeps both.
fn forget_message(task: &PyObject, vm: &VirtualMachine) {
    const NAME: &str = "_cancel_message";
    if !task.dict().is_some_and(|names| names.contains_key(NAME, vm)) {
        // A task of the program's own making may have none.
        task.del_attr(vm.ctx.intern_str(NAME), vm).ok();
    }
}

/// A step of this task has ended.
fn step_ended(desk: &Desk, task: &PyObject, vm: &VirtualMachine) {
    let how = how_settled(task, vm);
    if let Some(how) = how {
        desk.book.borrow_mut().settled(address(task), how);
    }
    if matches!(how, Some(Settled::Cancelled)) && !desk.cancels_itself.get() {
        forget_message(task, vm);
    }
    let outcome = match how {
        None => Outcome::Suspended(suspended(desk, task, vm)),
        Some(Settled::Cancelled) => Outcome::Cancelled,
        Some(Settled::Exception(error)) => Outcome::Raised(error),
        Some(Settled::Result(value)) => Outcome::Returned(value),
    };
    let stack = stack(desk, task, vm);
    desk.book.borrow_mut().step_ended(stack, outcome);
}

/// A turn begins.
pub(super) fn turn(desk: &Desk, event_loop: &PyObject, ready: u32, timers: u32, vm: &VirtualMachine) -> PyResult<()> {
    desk.held(|pace, trace, now| (pace.turn)(trace, now));
    desk.book.borrow_mut().turn(address(event_loop), ready, timers);
    within_limits(desk, vm)
}

/// A timer fires; returns the number of the handle that it becomes.
pub(super) fn timer_fired(
    desk: &Desk,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = name_of(callback, vm);
    desk.book.borrow_mut().timer_fired(address(event_loop), number, &name)
}

/// A callback is scheduled; returns its handle's number.
pub(super) fn handle_scheduled(
    desk: &Desk,
    event_loop: &PyObject,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<u32> {
    if !desk.book.borrow().is_on() {
        return Ok(HIDDEN);
    }
    let Some(what) = what(desk, event_loop, callback, vm) else {
        return Ok(desk.book.borrow_mut().helper_scheduled());
    };
    // A future hands itself to its callbacks when it is settled.
    let helper = |future: &PyObject| desk.book.borrow().future(address(future)).is_some_and(|entry| entry.hidden);
    let cause = match elements(args) {
        [future] if helper(future) => return Ok(desk.book.borrow_mut().helper_scheduled()),
        [future] if desk.book.borrow().adding != Some(address(future)) => look_whether_settled(desk, future, vm),
        _ => None,
    };
    Ok(desk.book.borrow_mut().handle_scheduled(address(event_loop), what, cause))
}

/// A handle begins to run; returns the task whose step it is.
pub(super) fn handle_began(
    desk: &Desk,
    event_loop: &PyObject,
    number: u32,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let task = if is_step(callback) {
        attribute!(callback, "__self__", vm)
    } else if is_wakeup(callback) {
        let task = woken(desk, callback);
        desk.wakeups.borrow_mut().remove(&address(callback));
        task
    } else {
        None
    };
    desk.stepping.borrow_mut().push(task.clone());
    desk.cancels_itself.set(false);
    let steps = desk.book.borrow_mut().handle_began(address(event_loop), number);
    let Some(task) = task.filter(|_| steps) else { return Ok(None) };
    let asked = cancelling(&task, vm) > 0;
    let comes = || {
        let state = elements(args).first().and_then(|future| attribute!(future, "_state", vm));
        is_true(&task, "_must_cancel", vm) || state.and_then(|state| text(&state)).as_deref() == Some("CANCELLED")
    };
    if asked && comes() {
        desk.book.borrow_mut().cancel_delivered();
    }
    Ok(Some(task))
}

/// A handle has run; `task` is the one whose step it was.
pub(super) fn handle_ended(desk: &Desk, number: u32, task: Option<&PyObject>, vm: &VirtualMachine) {
    desk.stepping.borrow_mut().pop();
    if let Some(task) = task.filter(|_| !desk.book.borrow().over) {
        step_ended(desk, task, vm);
    }
    desk.book.borrow_mut().handle_ended(number);
}

/// A timer is set; returns its number.
pub(super) fn timer_set(
    desk: &Desk,
    event_loop: &PyObject,
    due: &PyObject,
    callback: &PyObject,
    args: &PyObject,
    vm: &VirtualMachine,
) -> u32 {
    let name = name_of(callback, vm);
    let settles = elements(args).first().filter(|_| name == "sleep").map(|future| address(future));
    desk.book.borrow_mut().timer_set(address(event_loop), deadline(due), &name, settles)
}

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
fn waiting(desk: &Desk, owner: &PyObject, line: &'static str, vm: &VirtualMachine) -> Vec<TaskId> {
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

/// A whole number of microseconds, or infinity.
fn micros(seconds: &PyObject, vm: &VirtualMachine) -> PyResult {
    let seconds = seconds.try_float(vm)?.to_f64();
    if seconds.is_nan() {
        return Err(vm.new_value_error("Invalid delay: NaN (not a number)"));
    }
    let micros = (seconds * 1e6).round_ties_even();
    if micros.abs() < 9e18 {
        Ok(vm.ctx.new_int(micros as i64).into())
    } else if micros.is_infinite() {
        Ok(vm.ctx.new_float(micros).into())
    } else {
        Ok(vm.ctx.new_int(if micros > 0.0 { i64::MAX } else { i64::MIN }).into())
    }
}

/// A deadline in whole microseconds; infinity is never.
fn deadline(due: &PyObject) -> Micros {
    if let Some(due) = due.downcast_ref::<PyInt>() {
        // What is negative was due before the beginning.
        let due = due.as_bigint();
        return u64::try_from(due)
            .map_or_else(|_| if i64::try_from(due).is_ok() { Micros::ZERO } else { Micros::NEVER }, Micros);
    }
    match due.downcast_ref::<PyFloat>() {
        Some(due) if due.to_f64() < 0.0 => Micros::ZERO,
        _ => Micros::NEVER,
    }
}

/// Makes the module, and sets it up so that everything it is told goes to this desk.
pub(super) fn module(desk: &Rc<Desk>, vm: &VirtualMachine) -> PyResult<PyRef<PyModule>> {
    let dict = vm.ctx.new_dict();
    let module = Module { dict: &dict, vm };
    module.clock(desk)?;
    module.loops(desk)?;
    module.resources(desk)?;
    module.output(desk)?;
    handles::add(&module, desk, vm)?;
    generators::add(&module, desk)?;
    input::add(&module, desk)?;
    threads::add(&module, desk)?;
    module.add("patch", patch)?;
    module.add("next", next)?;
    module.add("builtin", builtin)?;
    Ok(vm.new_module("_loopline", dict, None))
}

pub(super) struct Module<'a> {
    dict: &'a PyDictRef,
    vm: &'a VirtualMachine,
}

impl Module<'_> {
    pub fn add<F, Kind>(&self, name: &'static str, function: F) -> PyResult<()>
    where
        F: IntoPyNativeFn<Kind>,
    {
        self.set(name, self.vm.new_function(name, function).into())
    }

    pub fn set(&self, name: &'static str, value: PyObjectRef) -> PyResult<()> {
        self.dict.set_item(name, value, self.vm)
    }

    fn clock(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("now", move || on.book.borrow_mut().now().0)?;
        let on = desk.clone();
        self.add("time", move |vm: &VirtualMachine| {
            let now = on.book.borrow_mut().look();
            let stares = on.book.borrow().stares();
            if stares { within_limits(&on, vm).map(|()| now.seconds()) } else { Ok(now.seconds()) }
        })?;
        self.add("micros", |seconds: PyObjectRef, vm: &VirtualMachine| micros(&seconds, vm))?;
        let on = desk.clone();
        self.add("advance_to", move |due: u64| on.advance_to(Micros(due)))?;
        let on = desk.clone();
        self.add("blocked", move |held: u64| on.book.borrow_mut().blocked(Micros(held)))?;
        let on = desk.clone();
        self.add("thread_begins", move || on.book.borrow_mut().thread_begins())?;
        let on = desk.clone();
        self.add("thread_ends", move |began: u64| on.book.borrow_mut().thread_ends(Micros(began)))?;
        let on = desk.clone();
        self.add("random_bytes", move |count: usize, vm: &VirtualMachine| {
            vm.ctx.new_bytes(on.random_bytes(count.min(1 << 20)))
        })
    }

    fn loops(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("hide", move |codes: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let codes: Vec<PyObjectRef> = vm.extract_elements_with(&codes, Ok)?;
            on.helpers.borrow_mut().extend(codes.iter().map(|code| address(code)));
            Ok(())
        })?;
        // For a program that names its first task itself, and yet counts as asyncio does.
        let on = desk.clone();
        self.add("skip_number", move || {
            on.book.borrow_mut().next_task_number();
        })?;
        let on = desk.clone();
        self.add("loop_created", move |event_loop: PyObjectRef| {
            on.book.borrow_mut().loop_created(address(&event_loop));
        })?;
        let on = desk.clone();
        self.add("loop_closed", move |event_loop: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
            // A loop that is closed on the way out of an error was ended by it.
            let status = if vm.is_none(&error) {
                Status::Returned
            } else {
                let raised = |text: String| Status::Raised(on.book.borrow().intern(&text));
                match exit_status(&error, vm) {
                    Some(0) => Status::Returned,
                    Some(status) => raised(format!("exit status {status}")),
                    None => raised(shown::error(&error, vm)),
                }
            };
            on.book.borrow_mut().loop_closed(address(&event_loop), status);
        })?;
        let on = desk.clone();
        self.add("deadlock", move |_event_loop: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let said = on.book.borrow().explained();
            let first = !on.book.borrow().over;
            on.book.borrow_mut().deadlock();
            if first {
                on.said.borrow_mut().push((Stream::Err, format!("{said}\n")));
            }
            Err(vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), said.into()))
        })?;
        self.handles(desk)
    }

    fn handles(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("handle_cancelled", move |number: u32| on.book.borrow_mut().handle_cancelled(number))?;
        let on = desk.clone();
        self.add("timer_cancelled", move |number: u32| on.book.borrow_mut().timer_cancelled(number))
    }

    fn resources(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("resource_begins", move |object: PyObjectRef| on.book.borrow_mut().resource_begins(address(&object)))?;
        let on = desk.clone();
        self.add(
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
        self.add("resource_changed", move |object: PyObjectRef, vm: &VirtualMachine| changed(&on, &object, vm))?;
        let on = desk.clone();
        self.add("waits", move |future: PyObjectRef, owner: PyObjectRef, line: PyObjectRef, vm: &VirtualMachine| {
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

    fn output(&self, desk: &Rc<Desk>) -> PyResult<()> {
        let on = desk.clone();
        self.add("write", move |stream: u32, said: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let stream = if stream == 2 { Stream::Err } else { Stream::Out };
            let said = text(&said).unwrap_or_default();
            on.write(stream, &said, |book, said| book.write(stream, said).to_string(), vm)
        })?;
        let on = desk.clone();
        self.add("failed", move |error: PyObjectRef, vm: &VirtualMachine| {
            let text = shown::error(&error, vm);
            on.book.borrow_mut().failed = Some(text);
        })?;
        let on = desk.clone();
        self.add("warned", move |category: PyObjectRef, message: PyObjectRef, file: PyObjectRef, line: u32| {
            let (category, message) = (text(&category).unwrap_or_default(), text(&message).unwrap_or_default());
            let file = text(&file).unwrap_or_default();
            let site = (!file.starts_with("<frozen ")).then(|| on.book.borrow().site(&file, line));
            let mut book = on.book.borrow_mut();
            if category == "RuntimeWarning" && message.ends_with("was never awaited") {
                book.warn(WarningCode::NeverAwaited, &message, site);
            } else {
                let place = site.map_or(String::new(), |_| format!("{file}:{line}: "));
                book.note_text(&format!("{place}{category}: {message}"));
            }
        })?;
        let on = desk.clone();
        self.add("reported", move |context: PyDictRef, vm: &VirtualMachine| {
            let get = |name: &str| context.get_item_opt(name, vm).ok().flatten();
            let message = get("message").and_then(|message| text(&message)).unwrap_or_default();
            let error = get("exception").map(|error| shown::error(&error, vm));
            let task =
                get("task").and_then(|task| told(&task, "get_name", vm).or_else(|| attribute(&task, "_name", vm)));
            let task = task.and_then(|name| text(&name));
            let (code, said) = if message.starts_with("Task was destroyed") {
                (WarningCode::TaskDestroyed, format!("{message} {}", task.unwrap_or_default()))
            } else if message.ends_with("was never retrieved") || message.contains("unhandled exception during") {
                (WarningCode::NeverRetrieved, format!("{message}: {}", error.unwrap_or_default()))
            } else if message.starts_with("Exception in callback") {
                (WarningCode::CallbackFailed, format!("Exception in callback: {}", error.unwrap_or_default()))
            } else {
                on.book.borrow_mut().note_text(&format!("{message}: {}", error.unwrap_or_default()));
                return;
            };
            on.book.borrow_mut().warn(code, &said, None);
        })
    }
}

/// The exit status that a `SystemExit` asks for.
fn exit_status(error: &PyObject, vm: &VirtualMachine) -> Option<u8> {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        return None;
    }
    let Some(code) = attribute(error, "code", vm) else { return Some(0) };
    // Of anything else it is said, and it is 1.
    Some(code.downcast_ref::<PyInt>().map_or(1, |code| i64::try_from(code.as_bigint()).unwrap_or(1) as u8))
}

/// Ends a program that has gone beyond a limit, as `sys.exit` does; and again, if it will not be ended.
fn within_limits(desk: &Desk, vm: &VirtualMachine) -> PyResult<()> {
    let ended = desk.book.borrow().over;
    let Some(limit) = desk.book.borrow_mut().limit() else { return Ok(()) };
    if !ended {
        desk.said.borrow_mut().push((Stream::Err, format!("{}\n", limit.text())));
    }
    Err(vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), limit.text().to_string().into()))
}

/// Records the contents of the resource of which this object is one, or part of one.
fn changed(desk: &Desk, object: &PyObject, vm: &VirtualMachine) {
    let known = desk.book.borrow().resource(address(object));
    let Some((whole, kind, _)) = known else { return };
    let Some(whole) = desk.wholes.borrow().get(&whole).and_then(|whole| whole.upgrade()) else { return };
    let (state, locked) = contents(desk, &whole, kind, vm);
    desk.book.borrow_mut().resource_changed(address(&whole), state, locked);
}

/// A function that becomes no method where a class has it as an attribute, as CPython's own do not.
fn builtin(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let name = function.get_attr("__name__", vm)?.str(vm)?;
    let name = vm.ctx.intern_str(name.as_wtf8()).as_str();
    Ok(vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| function.call(args, vm)).into())
}

/// `next`. The interpreter's own loses the class of an error that is a subclass of `StopIteration`.
fn next(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (iterator, default) = match &args.args[..] {
        [iterator] => (iterator, None),
        [iterator, default] => (iterator, Some(default)),
        other => {
            return Err(vm.new_type_error(format!("next expected at least 1 argument, got {}", other.len())));
        }
    };
    if iterator.class().get_attr(vm.ctx.intern_str("__next__")).is_none() {
        return Err(vm.new_type_error(format!("'{}' object is not an iterator", iterator.class().name())));
    }
    vm.call_method(iterator, "__next__", ()).or_else(|error| match default {
        Some(default) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => Ok(default.clone()),
        _ => Err(error),
    })
}

/// Wraps what changes a future or a task, on the classes themselves.
fn patch(vm: &VirtualMachine) -> PyResult<()> {
    if NATIVE.get().is_some() {
        return Ok(());
    }
    let module = vm.import("_asyncio", 0)?;
    let class = |name: &'static str| -> PyResult<&'static Py<PyType>> {
        let class = module.get_attr(name, vm)?.downcast::<PyType>();
        let class = class.map_err(|_| vm.new_type_error(format!("{name} is not a class")))?;
        // A class of the interpreter's own lives as long as it.
        let class: &'static PyRef<PyType> = Box::leak(Box::new(class));
        Ok(class)
    };
    let (future, task) = (class("Future")?, class("Task")?);
    let (step, wakeup) = (class("TaskStepMethWrapper")?, class("TaskWakeupMethWrapper")?);
    vm.ctx.exceptions.os_error.slots.new.store(Some(os_error_new));
    groups::patch(vm)?;
    let inits = (future.slots.init.load(), task.slots.init.load());
    NATIVE.set(Some(Native { future, task, step, wakeup, future_init: inits.0, task_init: inits.1 }));
    for (class, init) in [(future, future_init as Init), (task, task_init as Init)] {
        class.slots.init.store(Some(init));
        let method = vm.new_method("__init__", class, move |mut args: FuncArgs, vm: &VirtualMachine| {
            let zelf = args.take_positional().ok_or_else(|| vm.new_type_error("__init__ needs an argument"))?;
            init(&zelf, args, vm)
        });
        class.set_attr(vm.ctx.intern_str("__init__"), method.into());
        wrap(class, "add_done_callback", add_done_callback, vm)?;
        wrap(class, "remove_done_callback", remove_done_callback, vm)?;
    }
    for name in ["set_result", "set_exception", "cancel"] {
        wrap(future, name, settling, vm)?;
    }
    // As CPython names it.
    let wake_up = vm.ctx.new_str("Task.task_wakeup").into();
    wakeup.set_attr(vm.ctx.intern_str("__qualname__"), wake_up);
    wrap(future, "result", result, vm)?;
    wrap(task, "result", result, vm)?;
    wrap(task, "cancel", cancel, vm)?;
    wrap(task, "uncancel", uncancel, vm)?;
    wrap(task, "set_name", set_name, vm)?;
    super::contexts::patch(vm)
}

/// What is wrapped around a method: told of the object and the arguments after it, it calls the method itself.
pub(super) type Around = fn(&Desk, &PyObject, &FuncArgs, &dyn Fn() -> PyResult, &VirtualMachine) -> PyResult;

pub(super) fn wrap(
    class: &'static Py<PyType>,
    name: &'static str,
    around: Around,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let interned = vm.ctx.intern_str(name);
    let Some(method) = class.get_attr(interned) else {
        return Err(vm.new_attribute_error(format!("{} has no {name}", class.name())));
    };
    let wrapper = vm.new_method(name, class, move |args: FuncArgs, vm: &VirtualMachine| {
        // Tasks that await each other in a circle would be cancelled without end.
        let call = || vm.with_recursion("while calling a Python object", || method.call(args.clone(), vm));
        match (args.args.first().cloned(), desk()) {
            (Some(zelf), Some(desk)) if desk.book.borrow().is_on() => {
                let rest = FuncArgs { args: args.args[1..].to_vec(), kwargs: args.kwargs.clone() };
                around(&desk, &zelf, &rest, &call, vm)
            }
            _ => call(),
        }
    });
    class.set_attr(interned, wrapper.into());
    Ok(())
}

fn future_init(zelf: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(desk) = desk() else { return Ok(()) };
    let of = purpose(zelf, vm);
    desk.book.borrow_mut().enter(address(zelf), false, false, of);
    if let Some(init) = NATIVE.get().and_then(|native| native.future_init) {
        init(zelf, args, vm)?;
    }
    desk.book.borrow_mut().future_created(address(zelf));
    Ok(())
}

fn task_init(zelf: &PyObject, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let Some(desk) = desk() else { return Ok(()) };
    within_limits(&desk, vm)?;
    let coroutine = args.args.first().cloned().or_else(|| args.kwargs.get("coro").cloned());
    let code = coroutine.and_then(|coroutine| attribute(&coroutine, "cr_code", vm));
    let hidden = code.is_some_and(|code| desk.helpers.borrow().contains(&address(&code)));
    desk.book.borrow_mut().enter(address(zelf), true, hidden, Of::Plain);
    let name = args.kwargs.get("name").filter(|name| !vm.is_none(name)).cloned();
    let name = match name {
        Some(name) => name,
        None => {
            let name = format!("Task-{}", desk.book.borrow_mut().next_task_number());
            vm.ctx.new_str(name).into()
        }
    };
    args.kwargs.insert("name".into(), name.clone());
    let is_true = |name: &str| args.kwargs.get(name).is_some_and(|value| value.is(&vm.ctx.true_value));
    let eager = is_true("eager_start");
    if eager && let Some(event_loop) = args.kwargs.get("loop").cloned() {
        // It runs before it is scheduled, if it ever is.
        let name = name.str(vm)?;
        let place = locate::here(vm);
        let (file, line) = place.map_or((desk.file.borrow().clone(), 1), |place| (place.file, place.line));
        let site = desk.book.borrow().site(&file, line);
        let name = name.as_wtf8().to_string_lossy().into_owned();
        desk.book.borrow_mut().task_created(address(&event_loop), address(zelf), &name, site);
    }
    let Some(init) = NATIVE.get().and_then(|native| native.task_init) else { return Ok(()) };
    if !eager {
        return init(zelf, args, vm);
    }
    desk.stepping.borrow_mut().push(Some(zelf.to_owned()));
    let made = init(zelf, args, vm);
    desk.stepping.borrow_mut().pop();
    look_whether_settled(&desk, zelf, vm);
    made
}

fn settling(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    look_whether_settled(desk, zelf, vm);
    Ok(result)
}

fn is_pending(future: &PyObject, vm: &VirtualMachine) -> bool {
    attribute!(future, "_state", vm).and_then(|state| text(&state)).is_some_and(|state| state == "PENDING")
}

/// CPython's message, which programs print.
fn result(_: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    call().inspect_err(|error| {
        if is_pending(zelf, vm) && &*error.class().name() == "InvalidStateError" {
            let args = vm.ctx.new_tuple(vec![vm.ctx.new_str("Result is not set.").into()]);
            // An error that will not take it keeps its own.
            let _ = error.as_object().set_attr("args", args, vm);
        }
    })
}

/// What a callback of a future will run; `None` for a helper of asyncio's own.
fn callback_what(desk: &Desk, callback: &PyObject, vm: &VirtualMachine) -> Option<What> {
    if !is_wakeup(callback) {
        let name = name_of(callback, vm);
        return Some(What::Callback(desk.book.borrow().intern(&name)));
    }
    let task = woken(desk, callback)?;
    let book = desk.book.borrow();
    let entry = book.future(address(&task)).filter(|entry| !entry.hidden)?;
    Some(What::Wakeup(TaskId(entry.id.0)))
}

fn add_done_callback(
    desk: &Desk,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(callback) = args.args.first() else { return call() };
    if is_wakeup(callback) {
        // A task adds its own wake-up at the end of its step.
        let task = desk.stepping.borrow().last().cloned().flatten();
        if let Some(task) = task {
            desk.wakeups.borrow_mut().insert(address(callback), task.downgrade(None, vm)?);
        }
    }
    if is_pending(zelf, vm)
        && let Some(what) = callback_what(desk, callback, vm)
    {
        desk.book.borrow_mut().callback_added(address(zelf), what);
    }
    let before = desk.book.borrow_mut().adding.replace(address(zelf));
    let result = call();
    desk.book.borrow_mut().adding = before;
    result
}

fn remove_done_callback(
    desk: &Desk,
    zelf: &PyObject,
    args: &FuncArgs,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let removed = call()?;
    let some = removed.downcast_ref::<PyInt>().is_some_and(|count| u32::try_from(count.as_bigint()).unwrap_or(1) > 0);
    if let Some(callback) = args.args.first().filter(|_| some)
        && let Some(what) = callback_what(desk, callback, vm)
    {
        desk.book.borrow_mut().callback_removed(address(zelf), what);
    }
    Ok(removed)
}

fn cancel(desk: &Desk, zelf: &PyObject, args: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    if desk.stepping.borrow().last().is_some_and(|task| task.as_ref().is_some_and(|task| task.is(zelf))) {
        desk.cancels_itself.set(true);
    }
    if is_pending(zelf, vm) {
        let asked = cancelling(zelf, vm);
        let message = args.args.first().or_else(|| args.kwargs.get("msg")).filter(|message| !vm.is_none(message));
        let message = message.map(|message| text(message).unwrap_or_else(|| shown::value(message, vm)));
        desk.book.borrow_mut().cancel_requested(address(zelf), message.as_deref(), asked + 1);
    }
    call()
}

fn uncancel(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let asked = cancelling(zelf, vm);
    let left = call()?;
    if asked != whole(&left) {
        desk.book.borrow_mut().uncancelled(address(zelf), whole(&left));
    }
    Ok(left)
}

fn set_name(desk: &Desk, zelf: &PyObject, _: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let result = call()?;
    if let Some(name) = told(zelf, "get_name", vm).and_then(|name| text(&name)) {
        desk.book.borrow_mut().task_renamed(address(zelf), &name);
    }
    Ok(result)
}

/// Makes an `OSError`, of the class that its number says. RustPython does so itself, but not for wasm.
fn os_error_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let errors = &vm.ctx.exceptions;
    // What `OSError` had is what those that are made from it have kept.
    let new =
        errors.file_not_found_error.slots.new.load().ok_or_else(|| vm.new_type_error("no OSError can be made"))?;
    if !class.is(errors.os_error) {
        // A class of the program's has this from its base; RustPython asks whether it has its own.
        class.slots.new.store(Some(new));
        return new(class, args, vm);
    }
    let number = args.args.first().filter(|_| (2..=5).contains(&args.args.len()) && args.kwargs.is_empty());
    let number = number.and_then(|number| number.downcast_ref::<PyInt>()).map(|number| number.as_bigint());
    // As Linux counts them.
    let class = match number.and_then(|number| u32::try_from(number).ok()) {
        Some(1 | 13) => errors.permission_error,
        Some(2) => errors.file_not_found_error,
        Some(3) => errors.process_lookup_error,
        Some(4) => errors.interrupted_error,
        Some(10) => errors.child_process_error,
        Some(11 | 114 | 115) => errors.blocking_io_error,
        Some(17) => errors.file_exists_error,
        Some(20) => errors.not_a_directory_error,
        Some(21) => errors.is_a_directory_error,
        Some(32 | 108) => errors.broken_pipe_error,
        Some(103) => errors.connection_aborted_error,
        Some(104) => errors.connection_reset_error,
        Some(110) => errors.timeout_error,
        Some(111) => errors.connection_refused_error,
        _ => return new(class, args, vm),
    };
    new(class.to_owned(), args, vm)
}

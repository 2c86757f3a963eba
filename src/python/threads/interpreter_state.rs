//! The part of the interpreter's state that belongs to the thread that runs, swapped when another thread goes on.
//!
//! RustPython keeps this state in its `VirtualMachine`, of which each of its threads has one. Its own threads need the
//! feature `threading`, by which every object is counted atomically and every closure of ours would have to be `Send`; so
//! here all threads of a program share one machine. Half of the state is public. The other half is reached through
//! [`MachineLayout`], a struct with the fields of the machine in the same order: the compiler lays both out in the same way,
//! since it chooses the places by the sizes and alignments of the fields alone. Three checks hold this: the size, the
//! alignment and the places of all public fields are compared when this is compiled; [`is_as_expected`] compares the values
//! of the private fields with what is known of them when an engine is made; and `tests/python_engine/threads.rs` switches
//! with frames, errors and native calls on each stack. A new version of RustPython that differs does not compile, or is
//! found by one of these.
//!
//! This module and `stacks.rs` are the only ones with `unsafe`: the alternative is a patched interpreter.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashSet;
use std::mem::{ManuallyDrop, align_of, offset_of, size_of, swap};
use std::ptr;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyModule};
use rustpython_vm::common::rc::PyRc;
use rustpython_vm::datastack::DataStack;
use rustpython_vm::frame::{FrameObjectRef, InterpreterFrame};
use rustpython_vm::signal::UserSignalReceiver;
use rustpython_vm::vm::thread::set_current_frame;
use rustpython_vm::vm::{Context, PyGlobalState};
use rustpython_vm::{PyObjectRef, PyRef, VirtualMachine};

use crate::python::values::program_places;

/// The errors that are being handled, innermost last: one for the thread, and one for each generator that runs.
struct HandledErrors {
    stack: Vec<Option<PyBaseExceptionRef>>,
}

/// Functions that the interpreter knows by their value.
struct KnownFunctions {
    _len: Option<PyObjectRef>,
    _isinstance: Option<PyObjectRef>,
    _list_append: Option<PyObjectRef>,
    _all: Option<PyObjectRef>,
    _any: Option<PyObjectRef>,
}

/// The fields of `VirtualMachine` in rustpython-vm 0.6.0 without the feature `threading`, in its order.
struct MachineLayout {
    builtins: PyRef<PyModule>,
    sys_module: PyRef<PyModule>,
    ctx: PyRc<Context>,
    data_stack: UnsafeCell<DataStack>,
    wasm_id: Option<String>,
    handled_errors: RefCell<HandledErrors>,
    import_func: PyObjectRef,
    _importlib: PyObjectRef,
    profile_func: RefCell<PyObjectRef>,
    trace_func: RefCell<PyObjectRef>,
    use_tracing: Cell<bool>,
    _monitored_event: Cell<i32>,
    tracing_depth: Cell<usize>,
    recursion_limit: Cell<usize>,
    _signal_handlers: Cell<usize>,
    _signal_receiver: Option<UserSignalReceiver>,
    repr_guards: RefCell<HashSet<usize>>,
    state: PyRc<PyGlobalState>,
    initialized: bool,
    recursion_depth: Cell<usize>,
    stack_limit: Cell<usize>,
    async_gen_firstiter: RefCell<Option<PyObjectRef>>,
    async_gen_finalizer: RefCell<Option<PyObjectRef>>,
    asyncio_running_loop: RefCell<Option<PyObjectRef>>,
    asyncio_running_task: RefCell<Option<PyObjectRef>>,
    context_stack: RefCell<Vec<PyObjectRef>>,
    _known_functions: KnownFunctions,
    _pending_call: Cell<usize>,
    _pending_call_owner: UnsafeCell<Option<PyObjectRef>>,
    _pending_resumption: UnsafeCell<Option<PendingResumption>>,
    suspended_calls: UnsafeCell<Vec<usize>>,
}

/// Types of the interpreter's own, which are nothing to this file but their size.
type PendingResumption = (PyObjectRef, PyObjectRef, (u32, u32));

macro_rules! assert_same_places {
    ($($field:ident)*) => { $(assert!(offset_of!(VirtualMachine, $field) == offset_of!(MachineLayout, $field));)* };
}

const _: () = {
    assert!(size_of::<VirtualMachine>() == size_of::<MachineLayout>());
    assert!(align_of::<VirtualMachine>() == align_of::<MachineLayout>());
    assert_same_places!(builtins sys_module ctx wasm_id import_func profile_func trace_func use_tracing);
    assert_same_places!(recursion_limit repr_guards state initialized async_gen_firstiter async_gen_finalizer);
    assert_same_places!(asyncio_running_loop asyncio_running_task context_stack);
};

fn layout(vm: &VirtualMachine) -> &MachineLayout {
    // SAFETY: both have the same fields in the same places, as asserted above.
    unsafe { &*ptr::from_ref(vm).cast::<MachineLayout>() }
}

/// Tells if the private fields of a machine that has run nothing yet have the values that a new machine gives them.
pub(super) fn is_as_expected(vm: &VirtualMachine) -> bool {
    let layout = layout(vm);
    let here = ptr::from_ref(&layout).addr();
    let handled = layout.handled_errors.borrow();
    // The stack's limit lies below what is on the stack now, and the main stack is shorter than 1 GB.
    let is_limit = (1..1 << 30).contains(&here.saturating_sub(layout.stack_limit.get()));
    let limit = vm.recursion_limit.get();
    is_limit
        && layout.tracing_depth.get() == 0
        && layout.recursion_depth.get() <= limit
        && !handled.stack.is_empty()
        && handled.stack.len() <= limit
}

/// The address below which native code may not go on the stack that runs.
pub(super) fn stack_limit(vm: &VirtualMachine) -> usize {
    layout(vm).stack_limit.get()
}

/// Runs code that a function traces, in place of the one that does so, also within a report of `sys.monitoring`: the function may
/// end that code by an error.
pub(in crate::python) fn with_tracer<T>(tracer: PyObjectRef, vm: &VirtualMachine, run: impl FnOnce() -> T) -> T {
    let layout = layout(vm);
    let depth = layout.tracing_depth.replace(0);
    let trace = vm.trace_func.replace(tracer);
    let profile = vm.profile_func.replace(vm.ctx.none());
    let was_tracing = vm.use_tracing.replace(true);
    let result = run();
    vm.use_tracing.set(was_tracing);
    vm.profile_func.replace(profile);
    vm.trace_func.replace(trace);
    layout.tracing_depth.set(depth);
    result
}

/// The top of a stack that does not run.
#[derive(Clone, Copy)]
pub(super) struct StackTop(*const InterpreterFrame);

impl StackTop {
    /// The frames of the stack, the innermost first.
    pub fn frames(self, vm: &VirtualMachine) -> Vec<FrameObjectRef> {
        let running = set_current_frame(self.0);
        let frames = program_places::frames(vm).collect();
        let _ = set_current_frame(running);
        frames
    }
}

/// The interpreter's state of a thread that does not run now.
pub(super) struct InterpreterState {
    data_stack: DataStack,
    handled_errors: HandledErrors,
    /// Calls that wait for those they have made. Their true type is private: they may be moved and not dropped.
    suspended_calls: ManuallyDrop<Vec<usize>>,
    recursion_depth: usize,
    /// The address below which native code may not go on the thread's stack.
    stack_limit: usize,
    tracing_depth: usize,
    frame: *const InterpreterFrame,
    async_gen_hooks: [Option<PyObjectRef>; 2],
    /// asyncio's running loop and the task that it runs.
    running: [Option<PyObjectRef>; 2],
    contexts: Vec<PyObjectRef>,
    repr_guards: HashSet<usize>,
    use_tracing: bool,
    /// The functions by which the thread is traced and profiled.
    tracers: [PyObjectRef; 2],
}

impl InterpreterState {
    /// The state of a thread that has not begun.
    pub fn new(vm: &VirtualMachine) -> InterpreterState {
        InterpreterState {
            data_stack: DataStack::new(),
            handled_errors: HandledErrors { stack: vec![None] },
            suspended_calls: ManuallyDrop::new(Vec::new()),
            recursion_depth: 0,
            stack_limit: 0,
            tracing_depth: 0,
            frame: ptr::null(),
            async_gen_hooks: [None, None],
            running: [None, None],
            contexts: Vec::new(),
            repr_guards: HashSet::new(),
            use_tracing: false,
            tracers: [vm.ctx.none(), vm.ctx.none()],
        }
    }

    /// Sets the address below which native code may not go on the thread's stack.
    pub fn set_stack_limit(&mut self, limit: usize) {
        self.stack_limit = limit;
    }

    /// Makes the state of a thread that is over that of one which has not begun.
    pub fn clear(&mut self, vm: &VirtualMachine) {
        self.handled_errors.stack.truncate(1);
        self.handled_errors.stack.fill(None);
        (self.recursion_depth, self.tracing_depth, self.frame) = (0, 0, ptr::null());
        (self.async_gen_hooks, self.running) = ([None, None], [None, None]);
        self.contexts.clear();
        self.repr_guards.clear();
        self.use_tracing = false;
        self.tracers = [vm.ctx.none(), vm.ctx.none()];
    }

    /// The top of the thread's stack.
    pub fn top(&self) -> StackTop {
        StackTop(self.frame)
    }

    /// Puts this into the machine, and keeps what the machine had.
    pub fn swap(&mut self, vm: &VirtualMachine) {
        let layout = layout(vm);
        // SAFETY: nothing refers to the two stacks while no code of the interpreter runs but the call of this function.
        unsafe {
            ptr::swap(layout.data_stack.get(), &mut self.data_stack);
            ptr::swap(layout.suspended_calls.get(), &mut *self.suspended_calls);
        }
        swap(&mut *layout.handled_errors.borrow_mut(), &mut self.handled_errors);
        self.recursion_depth = layout.recursion_depth.replace(self.recursion_depth);
        self.stack_limit = layout.stack_limit.replace(self.stack_limit);
        self.tracing_depth = layout.tracing_depth.replace(self.tracing_depth);
        self.frame = set_current_frame(self.frame);
        let [first, last] = &mut self.async_gen_hooks;
        swap(&mut *vm.async_gen_firstiter.borrow_mut(), first);
        swap(&mut *vm.async_gen_finalizer.borrow_mut(), last);
        let [event_loop, task] = &mut self.running;
        swap(&mut *vm.asyncio_running_loop.borrow_mut(), event_loop);
        swap(&mut *vm.asyncio_running_task.borrow_mut(), task);
        swap(&mut *vm.context_stack.borrow_mut(), &mut self.contexts);
        swap(&mut *vm.repr_guards.borrow_mut(), &mut self.repr_guards);
        self.use_tracing = vm.use_tracing.replace(self.use_tracing);
        let [trace, profile] = &mut self.tracers;
        swap(&mut *vm.trace_func.borrow_mut(), trace);
        swap(&mut *vm.profile_func.borrow_mut(), profile);
    }
}

//! The threads of a program that have begun, and the switch from one to another.
//!
//! The main stack is the hub: it resumes a thread, which runs until it parks or is over. At both ends of that the state that
//! belongs to a thread is swapped: the interpreter's ([`InterpreterState`]) and that of the run ([`ThreadSession`]). Which
//! thread goes on, and when, is decided in Python (`library/modules/_thread.py`).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use rustpython_vm::vm::thread::with_current_vm;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::StackSwitch;
use super::interpreter_state::{self, InterpreterState, StackTop};
use super::stacks::{self, ThreadStack};
use crate::python::session::{ParkedStack, Session, ThreadSession};

/// A thread that has not run yet or is parked.
struct ParkedThread {
    flow: Flow,
    /// Never dropped with a stack that is left suspended: its frames lie in there.
    interpreter: ManuallyDrop<InterpreterState>,
    session: ThreadSession,
}

/// The way in which a thread goes on.
enum Flow {
    /// On a stack of its own.
    Stack(ThreadStack),
    /// By a call of this on the main stack, which returns whether the thread is over.
    Calls(PyObjectRef),
}

/// All threads of a program but the main one, by the identifiers that they have in Python.
#[derive(Clone, Default)]
pub(in crate::python) struct ThreadTable(Rc<Threads>);

#[derive(Default)]
struct Threads {
    parked: RefCell<BTreeMap<u32, ParkedThread>>,
    /// The recorder's numbers of the threads.
    numbers: RefCell<BTreeMap<u32, u16>>,
    /// States of threads that are over, for the next ones.
    spare: RefCell<Vec<InterpreterState>>,
    /// The main thread's stack while another thread runs, and the task whose step is on it.
    main: Cell<Option<(StackTop, Option<u32>)>>,
    /// True if no thread is to have a stack of its own.
    runs_whole_bodies: Cell<bool>,
}

impl ThreadTable {
    /// A table of threads whose stacks are switched by the host, where that is how it is done.
    pub fn of_host_stacks(switch: StackSwitch) -> ThreadTable {
        #[cfg(target_arch = "wasm32")]
        stacks::set_switch(switch);
        #[cfg(not(target_arch = "wasm32"))]
        let _ = switch;
        ThreadTable::default()
    }

    /// A table that has none, since the body of each thread runs whole.
    pub fn of_whole_bodies() -> ThreadTable {
        let table = ThreadTable::default();
        table.0.runs_whole_bodies.set(true);
        table
    }

    /// Finds out if this is the interpreter that the switch was written for.
    pub fn check(&self, vm: &VirtualMachine) {
        if !stacks::is_possible() || !interpreter_state::is_as_expected(vm) {
            self.0.runs_whole_bodies.set(true);
        }
    }

    /// Tells if threads have stacks of their own. Where they have none, `library/modules/_whole_bodies.py` stands in for them.
    pub fn can_suspend(&self) -> bool {
        !self.0.runs_whole_bodies.get()
    }

    /// Makes a thread that will run a body when it is resumed first; returns false if there is no room for it.
    pub fn spawn(&self, session: &Session, ident: u32, body: PyObjectRef, vm: &VirtualMachine) -> bool {
        let (flow, limit) = if self.can_suspend() {
            let Some(stack) = ThreadStack::new(move || run(body)) else { return false };
            let limit = stack.limit();
            (Flow::Stack(stack), limit)
        } else {
            (Flow::Calls(body), interpreter_state::stack_limit(vm))
        };
        let mut interpreter = self.0.spare.borrow_mut().pop().unwrap_or_else(|| InterpreterState::new(vm));
        interpreter.set_stack_limit(limit);
        let thread = session.new_thread();
        self.0.numbers.borrow_mut().insert(ident, thread.number());
        let thread = ParkedThread { flow, interpreter: ManuallyDrop::new(interpreter), session: thread };
        self.0.parked.borrow_mut().insert(ident, thread);
        true
    }

    /// Lets a thread go on until it parks or is over; returns whether it is over.
    pub fn resume(&self, session: &Session, ident: u32, vm: &VirtualMachine) -> PyResult<bool> {
        // Taken out, since nothing is borrowed while a thread runs.
        let thread = self.0.parked.borrow_mut().remove(&ident);
        let Some(mut thread) = thread else { return Err(vm.new_runtime_error("no such thread is parked")) };
        thread.interpreter.swap(vm);
        session.swap_thread(&mut thread.session);
        let task = session.recorder.borrow().task_of(&thread.session.recorded);
        self.0.main.set(Some((thread.interpreter.top(), task)));
        let over = match &mut thread.flow {
            Flow::Stack(stack) => Ok(stack.resume()),
            Flow::Calls(body) => body.call((), vm).and_then(|over| over.try_to_bool(vm)),
        };
        self.0.main.set(None);
        session.swap_thread(&mut thread.session);
        thread.interpreter.swap(vm);
        let over = over?;
        if over {
            let mut interpreter = ManuallyDrop::into_inner(thread.interpreter);
            drop(thread.flow);
            interpreter.clear(vm);
            self.0.spare.borrow_mut().push(interpreter);
        } else {
            self.0.parked.borrow_mut().insert(ident, thread);
        }
        Ok(over)
    }

    /// Parks the thread that runs until it is resumed.
    pub fn park(&self, vm: &VirtualMachine) -> PyResult<()> {
        if stacks::suspend() { Ok(()) } else { Err(vm.new_runtime_error("the main thread cannot park")) }
    }

    /// The number under which a thread is recorded; that of the main thread for any other.
    pub fn number(&self, ident: u32) -> u16 {
        self.0.numbers.borrow().get(&ident).copied().unwrap_or(0)
    }

    /// The stacks of all threads but the one that runs.
    pub fn parked_stacks(&self, session: &Session, vm: &VirtualMachine) -> Vec<ParkedStack> {
        let recorder = session.recorder.borrow();
        let main = self.0.main.get().map(|(top, task)| ParkedStack { thread: 0, task, frames: top.frames(vm) });
        let parked = self.0.parked.borrow();
        let others = parked.values().map(|thread| ParkedStack {
            thread: thread.session.number(),
            task: recorder.task_of(&thread.session.recorded),
            frames: thread.interpreter.top().frames(vm),
        });
        main.into_iter().chain(others).collect()
    }

    /// Forgets all threads, since the program is over. What is on the stacks of those that are left is leaked.
    pub fn clear(&self) {
        self.0.parked.take();
        self.0.numbers.take();
        self.0.spare.take();
    }
}

/// Runs a body at the beginning of a stack.
fn run(body: PyObjectRef) {
    with_current_vm(|vm| {
        if let Err(error) = body.call((), vm) {
            vm.run_unraisable(error, None, body);
        }
    });
}

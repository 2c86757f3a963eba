//! The inspection of a run while that goes on: the values that are still wanted of it, and those that were read.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use rustpython_vm::builtins::PyWeak;
use rustpython_vm::frame::FrameObjectRef;
use rustpython_vm::{PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::{Session, exit_error};
use crate::clock::Micros;
use crate::inspection::{InspectedMoment, InspectedRun, Inspection};
use crate::python::values::Address;
use crate::trace::Limit;

/// The values that are wanted of a run.
#[derive(Clone, Copy, Debug)]
pub struct WantedValues<'a> {
    /// The values.
    pub inspection: &'a Inspection,
    /// A steady clock that tells wall time: code of the program that makes a text of a value may take some of it, and no more.
    pub wall: fn() -> Micros,
}

/// A watched expression, compiled.
#[derive(Clone)]
pub(in crate::python) struct CompiledExpression {
    /// The number of the expression among the watched ones; that of `stop_where` is their count.
    pub number: usize,
    pub code: PyObjectRef,
}

/// A stack that does not run: that of a thread which is parked.
pub(in crate::python) struct ParkedStack {
    pub thread: u16,
    pub task: Option<u32>,
    /// Frames of the stack, the innermost first.
    pub frames: Vec<FrameObjectRef>,
}

/// A function that returns the stacks of all threads but the one that runs.
type ParkedStacks = Rc<dyn Fn(&Session, &VirtualMachine) -> Vec<ParkedStack>>;

/// An await of the program that has ended in the step which runs, or goes on.
pub(in crate::python) struct ProgramAwait {
    /// The number of the task.
    pub task: u32,
    /// The frame whose code awaits.
    pub frame: Address,
    /// The line of the await.
    pub line: u32,
    pub awaited: Awaited,
}

/// The instructions of a code object in which it waits for something.
pub(in crate::python) struct AwaitEnd {
    /// The number of the first, which has what is awaited.
    pub begin: usize,
    /// The number of the last, which has its value.
    pub at: usize,
    /// True for an `await`, false for an `async for`, `async with` or `yield from`.
    pub is_explicit: bool,
}

/// The thing by which an await gets its value.
pub(in crate::python) enum Awaited {
    /// A coroutine or a generator, which has given this value.
    Value {
        value: PyObjectRef,
        /// The instruction at which the await has the value.
        end: usize,
        /// True once that was reached.
        is_ended: bool,
    },
    /// A future or a task, which may not be done.
    Future(PyObjectRef),
}

/// The state of an inspection. Without one all of it is empty, and costs the look at a cell.
#[derive(Default)]
pub(in crate::python) struct OpenInspection {
    pub wanted: RefCell<Inspection>,
    pub wall: Cell<Option<fn() -> Micros>>,
    /// The number of moments that were read.
    read: Cell<usize>,
    /// True once nothing more is wanted: the program ends at its next line.
    is_done: Cell<bool>,
    /// True while values are read: code of the program may run, of which nothing is recorded.
    is_reading: Cell<bool>,
    /// The wall time at which code of the program that is asked for a value is ended.
    pub deadline: Cell<Micros>,
    /// The function that ends it.
    pub tracer: RefCell<Option<PyObjectRef>>,
    pub expressions: RefCell<Vec<CompiledExpression>>,
    /// The numbers of expressions that have had a value: elsewhere they may have none.
    pub valued: RefCell<BTreeSet<usize>>,
    /// The place of the latest value of each expression in each task among those that are kept.
    pub latest: RefCell<HashMap<(usize, Option<u32>), usize>>,
    /// The function that reads all values that are still wanted, called where a run ends.
    pub before_end: Cell<Option<fn(&Session, &VirtualMachine)>>,
    pub parked_stacks: RefCell<Option<ParkedStacks>>,
    /// True once results of awaits are kept: a moment is near at which they may be read.
    pub reads_awaits: Cell<bool>,
    /// The function that has the interpreter tell of the ends of awaits.
    pub watch_awaits: RefCell<Option<PyObjectRef>>,
    /// For each code object of the program where it waits, in order.
    pub await_ends: RefCell<HashMap<Address, Vec<AwaitEnd>>>,
    /// Awaits of the steps that run, in the order in which they have got their values or, of a future, have begun.
    pub awaits: RefCell<Vec<ProgramAwait>>,
    /// Tasks that were made, in order: of asyncio, and of other schedulers by their coroutines with their numbers.
    tasks: RefCell<Vec<(PyRef<PyWeak>, Option<u32>)>>,
    pub result: RefCell<InspectedRun>,
}

impl OpenInspection {
    pub fn open(&self, wanted: Option<WantedValues>) {
        self.wall.set(wanted.map(|wanted| wanted.wall));
        self.wanted.replace(wanted.map(|wanted| wanted.inspection.clone()).unwrap_or_default());
        self.read.set(0);
        self.is_done.set(false);
        self.result.take();
        self.valued.take();
        self.latest.take();
        self.tasks.take();
        self.reads_awaits
            .set(wanted.is_some_and(|wanted| wanted.inspection.every_step || wanted.inspection.stop_where.is_some()));
        self.watch_awaits.take();
        self.await_ends.take();
        self.awaits.take();
    }

    /// Tells if any values are wanted of the run.
    pub fn is_on(&self) -> bool {
        self.wall.get().is_some()
    }

    /// Tells if the program's lines are points at which values are read, not only the steps of its tasks.
    pub fn wants_lines(&self) -> bool {
        self.is_on() && (!self.wanted.borrow().moments.is_empty() || !self.expressions.borrow().is_empty())
    }

    pub fn is_reading(&self) -> bool {
        self.is_reading.get()
    }

    /// Tells if all values were read that are wanted, so that the run ends.
    pub fn is_done(&self) -> bool {
        self.is_done.get()
    }

    /// The lengths of the record that are wanted next, up to this one.
    pub fn take_due(&self, events: usize) -> Vec<usize> {
        let wanted = self.wanted.borrow();
        let left = wanted.moments.get(self.read.get()..).unwrap_or_default();
        let due: Vec<usize> = left.iter().copied().take_while(|asked| *asked <= events).collect();
        self.read.set(self.read.get() + due.len());
        due
    }

    /// The length of the record that is wanted next.
    pub fn next_due(&self) -> Option<usize> {
        self.wanted.borrow().moments.get(self.read.get()).copied()
    }

    /// Tells if no moment is left, and nothing is wanted but moments.
    pub fn is_satisfied(&self) -> bool {
        let wanted = self.wanted.borrow();
        if self.result.borrow().stopped.is_some() {
            return true;
        }
        self.read.get() >= wanted.moments.len() && !wanted.every_step && self.expressions.borrow().is_empty()
    }

    pub fn add(&self, moment: InspectedMoment) {
        self.result.borrow_mut().moments.push(moment);
    }

    /// Remembers a task, or the coroutine of one with its number.
    pub fn task_made(&self, object: &PyObject, number: Option<u32>, vm: &VirtualMachine) {
        if self.is_on()
            && let Ok(task) = object.downgrade(None, vm)
        {
            self.tasks.borrow_mut().push((task, number));
        }
    }

    /// The tasks that live, in order.
    pub fn tasks(&self) -> Vec<(PyObjectRef, Option<u32>)> {
        let mut tasks = self.tasks.borrow_mut();
        tasks.retain(|(task, _)| task.upgrade().is_some());
        tasks.iter().filter_map(|(task, number)| Some((task.upgrade()?, *number))).collect()
    }

    /// Takes what was read, and lets the objects go that were held.
    pub fn take(&self) -> Option<InspectedRun> {
        self.tracer.take();
        self.expressions.take();
        self.tasks.take();
        self.watch_awaits.take();
        self.awaits.take();
        self.wall.take().map(|_| self.result.take())
    }
}

impl Session {
    /// The length of the record, in events.
    pub fn events(&self) -> usize {
        self.recorder.borrow().events.trace().borrow().len()
    }

    /// Reads values by code that may be the program's: meanwhile nothing is recorded, and the clock stands.
    pub fn reading<T>(&self, read: impl FnOnce() -> T) -> T {
        let kept = self.recorder.borrow_mut().pause();
        self.inspection.is_reading.set(true);
        let result = read();
        self.inspection.is_reading.set(false);
        self.recorder.borrow_mut().go_on(kept);
        result
    }

    /// Reads all values that are still wanted of a run that comes to its end here.
    pub fn read_before_end(&self, vm: &VirtualMachine) {
        if let Some(read) = self.inspection.before_end.get().filter(|_| self.inspection.is_on()) {
            read(self, vm);
        }
    }

    /// Ends a program of which nothing more is wanted, as `sys.exit` does. Its record stays the beginning of that which it
    /// repeats.
    pub fn end_of_inspection(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.inspection.is_done.set(true);
        self.recorder.borrow_mut().cut(Limit::Patience);
        Err(exit_error("all values are read", vm))
    }
}

//! What is open while a program runs: its book, its streams, and what goes with them.

pub mod live_pacing;
pub(in crate::python) mod standard_input;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rustpython_vm::builtins::PyWeak;
use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::hooks::generator_hooks::Generators;
use crate::python::hooks::handle_hooks::Handles;
use crate::python::interpreter::{Clock, Pace, Program, Surroundings};
use crate::python::recorder::{Address, Book};
use crate::python::session::standard_input::Lines;
use crate::trace::{SharedTrace, Stream};

thread_local! {
    /// A class has a plain function where its objects are initialised, which can hold nothing.
    static DESK: RefCell<Option<Rc<Desk>>> = const { RefCell::new(None) };
}

/// The book that is open, the text of each stream as it came, and what goes with them.
pub(in crate::python) struct Desk {
    pub book: RefCell<Book>,
    pub generators: RefCell<Generators>,
    pub said: RefCell<Vec<(Stream, String)>>,
    pub input: Lines,
    pace: Cell<Option<Pace>>,
    /// Code objects of asyncio's helpers.
    pub helpers: RefCell<HashSet<Address>>,
    /// The program's file and its lines, for the names of what is made in them.
    pub file: RefCell<String>,
    pub lines: RefCell<Vec<String>>,
    random: Cell<u64>,
    /// The task of each wake-up that a future may call.
    pub wakeups: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Locks and queues, by where they lie: what is part of one leads to it.
    pub wholes: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Tasks whose step runs, the innermost last; `None` for other callbacks.
    pub stepping: RefCell<Vec<Option<PyObjectRef>>>,
    /// Whether the task whose step runs has asked to be cancelled itself.
    pub cancels_itself: Cell<bool>,
    /// The loop's handles, once its module is imported.
    pub handles: RefCell<Option<Rc<Handles>>>,
}

pub(in crate::python) fn desk() -> Option<Rc<Desk>> {
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
    pub fn held(&self, hold: impl FnOnce(Pace, &SharedTrace, Micros)) {
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
    pub fn advance_to(&self, due: Micros) {
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
    pub fn random_bytes(&self, count: usize) -> Vec<u8> {
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

/// Ends a program that would wait for ever, as `sys.exit` does, and says what waits for what.
pub(in crate::python) fn deadlock(desk: &Desk, vm: &VirtualMachine) -> PyResult<()> {
    let said = desk.book.borrow().explained();
    let first = !desk.book.borrow().over;
    desk.book.borrow_mut().deadlock();
    if first {
        desk.said.borrow_mut().push((Stream::Err, format!("{said}\n")));
    }
    Err(vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), said.into()))
}

/// Ends a program that has gone beyond a limit, as `sys.exit` does; and again, if it will not be ended.
pub(in crate::python) fn within_limits(desk: &Desk, vm: &VirtualMachine) -> PyResult<()> {
    let ended = desk.book.borrow().over;
    let Some(limit) = desk.book.borrow_mut().limit() else { return Ok(()) };
    if !ended {
        desk.said.borrow_mut().push((Stream::Err, format!("{}\n", limit.text())));
    }
    Err(vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), limit.text().to_string().into()))
}

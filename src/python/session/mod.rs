//! One run of a program: its record, its output and input, and what the hooks must remember while it runs.

mod batch_timer;
mod known_operations;
mod live_pacing;
mod open_inspection;
mod program;
mod program_folder;
mod standard_input;
mod stop_point;

pub use batch_timer::BatchTimer;
pub use live_pacing::LivePacing;
pub use open_inspection::WantedValues;
pub(super) use open_inspection::{AwaitEnd, Awaited, CompiledExpression, OpenInspection, ParkedStack, ProgramAwait};
pub use program::{
    DatabaseSource, FinishedRun, InputSource, LiveCallbacks, MAX_EVENTS, PrintCallback, Program, SqliteSource,
    Surroundings,
};
pub use program_folder::{MemoryFolder, ProgramFolder};
pub use stop_point::StopPoint;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyWeak};
use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::recorder::{ClockMode, GeneratorRecord, ProgramRecorder, RunningGenerators, ThreadState};
use super::values::{Address, program_places};
use crate::changes::{SetWaitKind, WaitBook};
use crate::clock::Micros;
use crate::trace::{Limit, SharedTrace, Stream};
use known_operations::KnownOperations;
use program_folder::OpenFolder;
use standard_input::StandardInput;
use stop_point::AwaitedStop;

thread_local! {
    /// The session of the interpreter that runs on this thread. The native functions that initialise futures and tasks are
    /// plain function pointers, which can hold nothing themselves.
    static CURRENT: RefCell<Option<Rc<Session>>> = const { RefCell::new(None) };
}

/// Generators of the program's file that `sys.monitoring` watches.
#[derive(Default)]
pub(super) struct WatchedGenerators {
    pub codes: HashSet<Address>,
    /// The number of the tool of `sys.monitoring` that watches them.
    pub tool: u32,
}

/// The state of a run. No part of it is borrowed while code in Python may run.
pub(super) struct Session {
    pub recorder: RefCell<ProgramRecorder>,
    pub generators: RefCell<GeneratorRecord>,
    pub watched_generators: RefCell<WatchedGenerators>,
    /// The text of each stream, piece by piece as it was written.
    printed: RefCell<Vec<(Stream, String)>>,
    print: Cell<Option<PrintCallback>>,
    /// The number of started programs that run whole and begin when their input has ended.
    pub held_back: Cell<i32>,
    pub input: StandardInput,
    live: Cell<Option<LiveCallbacks>>,
    progress: Cell<Option<fn(&SharedTrace)>>,
    pub stop: AwaitedStop,
    pub inspection: OpenInspection,
    pub operations: RefCell<KnownOperations>,
    /// The name of the program's file, which is that of its main module in sites.
    pub file: RefCell<String>,
    /// The text of that file.
    pub source: RefCell<String>,
    pub folder: RefCell<OpenFolder>,
    pub database: Cell<Option<DatabaseSource>>,
    pub sqlite: Cell<Option<SqliteSource>>,
    /// The function that answers SQLite, once the program has imported `sqlite3`.
    pub sqlite_answers: RefCell<Option<PyObjectRef>>,
    /// The number of answers that SQLite waits for, each in the midst of a call by the one before it.
    pub sqlite_depth: Cell<u32>,
    random_state: Cell<u64>,
    /// The task of each wake-up that a future may call.
    pub wakeups: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Locks and queues that are shown.
    pub resources: RefCell<HashMap<Address, PyRef<PyWeak>>>,
    /// Tasks whose step runs, the innermost last; `None` for other callbacks.
    pub stepping: RefCell<Vec<Option<PyObjectRef>>>,
    /// True between the beginning of a task's handle and that of its coroutine's step.
    pub step_begins: Cell<bool>,
    /// The task that is being made and starts eagerly, until its coroutine's first step begins.
    pub eager_step_begins: Cell<Option<PyObjectRef>>,
    /// Errors that tasks are given at their next step, each with its task, whose address another may have later.
    pub step_errors: RefCell<HashMap<Address, (PyRef<PyWeak>, PyBaseExceptionRef)>>,
    /// True once the task whose step runs has asked for its own cancellation.
    pub cancels_itself: Cell<bool>,
}

/// The state of a run that each of its threads has of its own, while that thread does not run.
#[derive(Default)]
pub(super) struct ThreadSession {
    pub recorded: ThreadState,
    generators: RunningGenerators,
    stepping: Vec<Option<PyObjectRef>>,
    cancels_itself: bool,
}

impl ThreadSession {
    /// The number under which the thread is recorded.
    pub fn number(&self) -> u16 {
        self.recorded.home()
    }
}

/// The session that is open on this thread.
pub(super) fn current_session() -> Option<Rc<Session>> {
    CURRENT.with(|session| session.borrow().clone())
}

impl Session {
    /// A session without a program.
    pub fn new() -> Rc<Session> {
        Rc::new(Session {
            recorder: RefCell::new(ProgramRecorder::new("", 0, ClockMode::Exact)),
            generators: RefCell::default(),
            watched_generators: RefCell::default(),
            printed: RefCell::default(),
            print: Cell::default(),
            held_back: Cell::default(),
            input: StandardInput::default(),
            live: Cell::default(),
            progress: Cell::default(),
            stop: AwaitedStop::default(),
            inspection: OpenInspection::default(),
            operations: RefCell::default(),
            file: RefCell::default(),
            source: RefCell::default(),
            folder: RefCell::default(),
            database: Cell::default(),
            sqlite: Cell::default(),
            sqlite_answers: RefCell::default(),
            sqlite_depth: Cell::default(),
            random_state: Cell::new(0x9e37_79b9_7f4a_7c15),
            wakeups: RefCell::default(),
            resources: RefCell::default(),
            stepping: RefCell::default(),
            step_begins: Cell::default(),
            eager_step_begins: Cell::default(),
            step_errors: RefCell::default(),
            cancels_itself: Cell::new(false),
        })
    }

    /// Makes this the session of the thread.
    pub fn open(self: &Rc<Self>) {
        CURRENT.with(|session| *session.borrow_mut() = Some(self.clone()));
    }

    /// Begins the record of a program.
    pub fn begin(&self, program: &Program, surroundings: &Surroundings) {
        self.step_begins.take();
        self.eager_step_begins.take();
        self.step_errors.take();
        self.generators.take();
        self.watched_generators.take();
        self.input.open(surroundings.input);
        self.live.set(surroundings.live);
        self.progress.set(surroundings.progress);
        self.stop.open(surroundings.stop);
        self.inspection.open(surroundings.inspection);
        self.print.set(surroundings.print);
        self.database.set(surroundings.database);
        self.sqlite.set(surroundings.sqlite);
        let mut recorder = ProgramRecorder::new(program.file, program.limit, program.clock);
        recorder.waits = surroundings.changes.map(|changes| WaitBook::new(program.file, changes.to_vec()));
        self.recorder.replace(recorder);
        self.file.replace(program.file.into());
        self.source.replace(program.source.into());
        self.folder.replace(OpenFolder::open(surroundings.folder.clone()));
        self.folder.borrow_mut().loaded(program.file, program.source);
    }

    /// Holds a live run back by one of its callbacks; the wall time of that is none of the program's.
    fn hold_back(&self, hold: impl FnOnce(LiveCallbacks, &SharedTrace, Micros)) {
        let Some(live) = self.live.get() else { return };
        if self.sqlite_depth.get() > 0 {
            // Between the program's stack and that of the host is SQLite's, and nothing suspends it: the clock goes on at once.
            return;
        }
        let (trace, now) = {
            let mut recorder = self.recorder.borrow_mut();
            if recorder.is_over() || recorder.is_in_thread() {
                return;
            }
            (recorder.events.trace().clone(), recorder.clock.now())
        };
        hold(live, &trace, now);
        self.recorder.borrow_mut().clock.leave_out_wall();
    }

    /// Holds a live run back before a turn.
    pub fn hold_before_turn(&self) {
        self.hold_back(|live, trace, now| (live.before_turn)(trace, now));
    }

    /// Has the clock jump to a moment, unless that has passed.
    pub fn advance_to(&self, moment: Micros) {
        self.hold_back(|live, trace, now| {
            if moment > now {
                (live.before_jump)(trace, now, moment);
            }
        });
        let mut recorder = self.recorder.borrow_mut();
        recorder.clock.advance_to(moment);
        recorder.count_jump();
    }

    /// Waits up to a moment for somebody who visits the program by hand; returns true if somebody does, at whose moment the
    /// clock stands then. A run that is not live waits for nobody.
    pub fn await_visit(&self, until: Micros) -> bool {
        let mut came = None;
        self.hold_back(|live, trace, now| came = (live.await_visit)(trace, now, until));
        let Some(moment) = came else { return false };
        let mut recorder = self.recorder.borrow_mut();
        recorder.clock.advance_to(moment);
        recorder.count_jump();
        true
    }

    /// The callbacks of a live run.
    pub fn live(&self) -> Option<LiveCallbacks> {
        self.live.get()
    }

    /// The state of a thread that is made now.
    pub fn new_thread(&self) -> ThreadSession {
        ThreadSession { recorded: self.recorder.borrow_mut().new_thread(), ..ThreadSession::default() }
    }

    /// Puts the state of the thread that goes on in the place of that of the thread that ran, and keeps that.
    pub fn swap_thread(&self, thread: &mut ThreadSession) {
        self.recorder.borrow_mut().swap_thread(&mut thread.recorded);
        self.generators.borrow_mut().swap_thread(&mut thread.generators);
        std::mem::swap(&mut *self.stepping.borrow_mut(), &mut thread.stepping);
        thread.cancels_itself = self.cancels_itself.replace(thread.cancels_itself);
    }

    /// The length of a wait that the program sets now and that would have this one: the run may be a changed one. The wait is named
    /// by the line at which the program stands, or else by that which has made the task.
    pub fn wait_length(&self, kind: SetWaitKind, length: Micros, vm: &VirtualMachine) -> Micros {
        if self.recorder.borrow().waits.is_none() {
            return length;
        }
        let place = program_places::in_step(vm).map(|place| (place.file, place.line));
        let mut recorder = self.recorder.borrow_mut();
        let Some((file, line)) = place.or_else(|| recorder.origin_of_task()) else { return length };
        recorder.wait_length(kind, (&file, line), length)
    }

    /// Hands on what was printed, or keeps it.
    pub fn printed(&self, stream: Stream, text: String) {
        match self.print.get() {
            Some(print) => print(stream, &text),
            None => self.printed.borrow_mut().push((stream, text)),
        }
    }

    /// Takes what was printed and kept since the last call.
    pub fn take_printed(&self) -> Vec<(Stream, String)> {
        self.printed.take()
    }

    /// Writes to a stream; `record` records the text and returns the part of it that is kept.
    pub fn write(
        &self,
        stream: Stream,
        text: &str,
        record: impl FnOnce(&mut ProgramRecorder, &str) -> String,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if !self.recorder.borrow().is_over() {
            let kept = record(&mut self.recorder.borrow_mut(), text);
            self.printed(stream, kept);
        }
        self.check_limits(vm)
    }

    /// Returns pseudo-random bytes, the same in every run.
    pub fn random_bytes(&self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            // splitmix64
            let state = self.random_state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
            self.random_state.set(state);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bytes.extend((z ^ (z >> 31)).to_le_bytes());
        }
        bytes.truncate(count);
        bytes
    }

    /// Ends a program that would wait for ever, as `sys.exit` does, and prints what waits for what. `threads` says so of
    /// each thread that waits.
    ///
    /// One that waits for a program which could not begin before all its input is there has reached another limit.
    pub fn end_in_deadlock(&self, threads: &[String], vm: &VirtualMachine) -> PyResult<()> {
        if self.held_back.get() > 0 {
            return self.end_at_limit(Limit::Stacks, vm);
        }
        let text = self.recorder.borrow().deadlock_text(threads);
        let first = !self.recorder.borrow().is_over();
        self.recorder.borrow_mut().deadlock(threads);
        if first {
            self.printed(Stream::Err, format!("{text}\n"));
        }
        self.read_before_end(vm);
        Err(exit_error(&text, vm))
    }

    /// Ends a program at a limit, as `sys.exit` does.
    pub fn end_at_limit(&self, limit: Limit, vm: &VirtualMachine) -> PyResult<()> {
        self.recorder.borrow_mut().end_at(limit, || program_places::here(vm));
        self.read_before_end(vm);
        Err(exit_error(limit.text(), vm))
    }

    /// Ends the main thread of a program whose record was ended in another thread.
    pub fn check_end(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check_limits(vm)?;
        if self.recorder.borrow().is_over() { Err(exit_error("the program is over", vm)) } else { Ok(()) }
    }

    /// Tells of the progress of the run, and ends a program that has exceeded a limit, as `sys.exit` does. One that catches the error is given it again at the
    /// next check.
    pub fn check_limits(&self, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(progress) = self.progress.get() {
            let trace = self.recorder.borrow().events.trace().clone();
            progress(&trace);
        }
        let exceeded = self.recorder.borrow_mut().has_exceeded_limit(|| program_places::here(vm));
        if !exceeded {
            return Ok(());
        }
        self.read_before_end(vm);
        Err(exit_error("the program has reached a limit", vm))
    }
}

/// A `SystemExit` with a message.
fn exit_error(message: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), message.to_string().into())
}

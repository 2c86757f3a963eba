//! The facts of a Python program's run, in the order in which its loop tells them, written to a [`Recorder`].
//!
//! It knows nothing of Python: objects are addresses. An address is looked up only while its object lives, and every
//! object that is asked for was entered when it was made, so that an address that is used again names the new one.

mod future_record;
mod handle_record;
mod loop_record;
mod output_record;
mod resource_record;

use std::collections::{BTreeMap, HashMap};

use crate::clock::Micros;
use crate::python::interpreter::Clock;
use crate::python::threads::Lane;
use crate::trace::{
    FutureId, Kind, Limit, Of, On, Recorder, ResourceId, ResourceKind, ResourceState, Seq, Site, TaskId, Text,
    WaitKind, What,
};

/// Where an object lies.
pub(in crate::python) type Address = usize;

/// Stands for a handle of asyncio's own that is not shown.
pub(in crate::python) const HIDDEN: u32 = u32::MAX;

/// A future or a task.
#[derive(Clone, Debug)]
pub(in crate::python) struct Entry {
    pub id: FutureId,
    pub is_task: bool,
    /// Whether its creation is recorded.
    pub created: bool,
    /// A helper of asyncio's own, of which nothing is recorded.
    pub hidden: bool,
    /// Where it was settled.
    pub settled: Option<Seq>,
    /// The task in whose step it was made: who waits in a line of futures.
    pub maker: Option<TaskId>,
    /// When the timer that settles it is due.
    pub due: Option<Micros>,
    pub of: Of,
    /// The resource in whose line it stands, and for what.
    pub line: Option<(Address, WaitKind)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Progress {
    Waits,
    Over,
}

#[derive(Clone, Debug)]
struct Resource {
    id: ResourceId,
    kind: ResourceKind,
    last: Option<ResourceState>,
    holder: Option<TaskId>,
}

/// What a step or a handle leaves to be put back when it ends.
#[derive(Clone, Copy, Debug)]
struct Outer {
    cause: Option<Seq>,
    thread: u16,
    step: Option<(TaskId, Seq)>,
    handle: Option<Seq>,
    since: Micros,
}

/// The record of a program and the books that are kept for it.
pub(in crate::python) struct Book {
    pub recorder: Recorder,
    /// The program's clock, as far as it has been read.
    now: Micros,
    clock: Clock,
    /// Wall time when the clock was last read.
    read: Micros,
    file: String,
    futures: HashMap<Address, Entry>,
    pub(in crate::python) next_future: u32,
    next_task_number: u32,
    handles: Vec<(Option<Seq>, Progress, What)>,
    timers: Vec<(Option<Seq>, Micros, Progress)>,
    resources: HashMap<Address, Address>,
    kinds: HashMap<Address, Resource>,
    next_resource: u32,
    /// Resources within resources are not shown; this many are being made.
    making: u32,
    /// Loops that have something recorded and are not closed; the place is the thread.
    loops: Vec<Option<Address>>,
    /// Handles of helpers that are scheduled.
    helping: u32,
    /// A turn that is recorded once something happens in it: there may be nothing to see but a helper.
    turn: Option<(u32, u32)>,
    began: bool,
    ended: bool,
    /// The program is over or has come to a deadlock: nothing more is recorded.
    pub over: bool,
    outer: Vec<Outer>,
    /// The step that runs, and where it began.
    pub step: Option<(TaskId, Seq)>,
    handle: Option<Seq>,
    /// Since when the handle that runs has held the loop, as far as that is not told yet.
    since: Micros,
    /// Tasks that are not done, in order of creation, by name and what they wait on.
    open: BTreeMap<TaskId, (Text, Option<On>)>,
    /// How many bodies of threads run: nothing is recorded in them, since the clock will go back.
    threads: u32,
    /// Threads that the program has made.
    pub(in crate::python) lanes: Vec<Lane>,
    /// Text of each stream that has no line end yet.
    partial: [String; 2],
    /// Future whose callback is being added.
    pub adding: Option<Address>,
    /// How many bytes were printed.
    written: usize,
    /// The time of the latest turn, and how many turns there were at that time.
    turned: Micros,
    turns: u32,
    /// The time of the program's latest look at the clock, and how many there were at that time.
    looked: Micros,
    looks: u32,
    /// The limit that ended the record.
    stopped: Option<Limit>,
    /// The error with which the program has failed.
    pub failed: Option<String>,
}

impl Book {
    pub fn new(file: &str, limit: usize, clock: Clock) -> Book {
        Book {
            recorder: Recorder::new(limit),
            now: Micros::ZERO,
            clock,
            read: clock.wall(),
            file: file.into(),
            futures: HashMap::new(),
            next_future: 0,
            next_task_number: 1,
            handles: Vec::new(),
            timers: Vec::new(),
            resources: HashMap::new(),
            kinds: HashMap::new(),
            next_resource: 0,
            making: 0,
            loops: Vec::new(),
            helping: 0,
            turn: None,
            began: false,
            ended: false,
            over: false,
            outer: Vec::new(),
            step: None,
            handle: None,
            since: Micros::ZERO,
            open: BTreeMap::new(),
            threads: 0,
            lanes: Vec::new(),
            partial: Default::default(),
            adding: None,
            written: 0,
            turned: Micros::NEVER,
            turns: 0,
            looked: Micros(0),
            looks: 0,
            stopped: None,
            failed: None,
        }
    }

    /// The program's clock.
    pub fn now(&mut self) -> Micros {
        let wall = self.clock.wall();
        self.now = self.now + (wall - self.read);
        self.read = wall;
        self.now
    }

    /// The time now, for a program that looks at the clock.
    pub fn look(&mut self) -> Micros {
        let now = self.now();
        self.looks = if self.looked == now { self.looks + 1 } else { 1 };
        self.looked = now;
        now
    }

    /// Whether the program looks at the clock too often, and time does not pass.
    pub fn stares(&self) -> bool {
        self.looks > Limit::LOOKS
    }

    /// The program was held back, which is no time of its own.
    pub fn was_held(&mut self) {
        self.read = self.clock.wall();
    }

    /// The clock jumps to a moment, if that has not passed.
    pub fn advance_to(&mut self, due: Micros) {
        self.now = self.now().max(due);
    }

    /// Whether what runs is the body of a thread, on a clock that will go back.
    pub fn is_in_thread(&self) -> bool {
        self.threads > 0
    }

    /// Whether something is to be recorded.
    pub fn is_on(&self) -> bool {
        !self.over && self.threads == 0 && self.recorder.is_on()
    }

    pub fn intern(&self, text: &str) -> Text {
        self.recorder.trace().borrow_mut().intern(text)
    }

    pub fn site(&self, file: &str, line: u32) -> Site {
        self.recorder.trace().borrow_mut().intern_site(file, line)
    }

    pub(in crate::python) fn last(&self) -> Option<Seq> {
        self.recorder.trace().borrow().last()
    }

    pub fn note(&mut self, kind: Kind) -> Option<Seq> {
        self.note_for(self.recorder.cause, kind)
    }

    pub fn note_for(&mut self, cause: Option<Seq>, kind: Kind) -> Option<Seq> {
        self.now();
        self.note_at_once(cause, kind)
    }

    /// Of a fact that speaks of the moment at which the clock was read.
    fn note_at_once(&mut self, cause: Option<Seq>, kind: Kind) -> Option<Seq> {
        if self.over || self.threads > 0 {
            return None;
        }
        let mut cause = cause;
        if !self.began {
            self.began = true;
            let name = self.intern(&self.file);
            let began = self.recorder.record_for(self.now, None, None, Kind::RunBegan { name });
            cause = cause.or(began);
        }
        self.flush_turn();
        self.recorder.record_for(self.now, None, cause, kind)
    }

    pub fn thread_begins(&mut self) {
        self.threads += 1;
    }

    /// The body of a thread is over; the clock goes back to when it began.
    pub fn thread_ends(&mut self, began: Micros) {
        self.threads = self.threads.saturating_sub(1);
        self.read = self.clock.wall();
        self.now = began;
    }
}

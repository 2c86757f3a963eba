//! The facts of a Python program's run, in the order in which its loop tells them, written to a [`Recorder`].
//!
//! It knows nothing of Python: objects are addresses. An address is looked up only while its object lives, and every
//! object that is asked for was entered when it was made, so that an address that is used again names the new one.

use std::collections::{BTreeMap, HashMap};

use super::interpreter::Clock;
use super::threads::Lane;
use crate::clock::Micros;
use crate::runtime::BLOCKED;
use crate::trace::{
    FutureId, HandleId, Kind, Limit, Of, On, Outcome, Recorder, ResourceId, ResourceKind, ResourceState, Seq, Settled,
    Site, Stack, Status, Stream, TaskId, Text, TimerId, WaitKind, WarningCode, What,
};

/// Where an object lies.
pub(super) type Address = usize;

/// Stands for a handle of asyncio's own that is not shown.
pub(super) const HIDDEN: u32 = u32::MAX;

/// A future or a task.
#[derive(Clone, Debug)]
pub(super) struct Entry {
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
pub(super) struct Book {
    pub recorder: Recorder,
    /// The program's clock, as far as it has been read.
    now: Micros,
    clock: Clock,
    /// Wall time when the clock was last read.
    read: Micros,
    file: String,
    futures: HashMap<Address, Entry>,
    pub(super) next_future: u32,
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
    pub(super) lanes: Vec<Lane>,
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

    pub(super) fn last(&self) -> Option<Seq> {
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

    // Loops and runs.

    /// Whatever follows happens on this loop's thread.
    fn on_loop(&mut self, event_loop: Address) {
        let known = self.loops.iter().position(|known| *known == Some(event_loop));
        let thread = known.unwrap_or_else(|| {
            let free = self.loops.iter().position(Option::is_none).unwrap_or(self.loops.len());
            if free == self.loops.len() {
                self.loops.push(None);
            }
            self.loops[free] = Some(event_loop);
            free
        });
        self.recorder.thread = thread as u16;
    }

    /// A loop lies where another may have lain.
    pub fn loop_created(&mut self, event_loop: Address) {
        for known in &mut self.loops {
            if *known == Some(event_loop) {
                *known = None;
            }
        }
    }

    pub fn loop_closed(&mut self, event_loop: Address, status: Status) {
        let Some(known) = self.loops.iter_mut().find(|known| **known == Some(event_loop)) else { return };
        *known = None;
        self.turn = None;
        if self.loops.iter().all(Option::is_none) {
            self.loops.clear();
            self.recorder.thread = 0;
            self.recorder.cause = self.last();
            self.end_run(status);
        }
    }

    /// Ends the run that is recorded now; whatever follows belongs to the next.
    fn end_run(&mut self, status: Status) {
        if matches!(status, Status::Returned | Status::Raised(_)) {
            for (name, _) in std::mem::take(&mut self.open).into_values() {
                let name = self.recorder.trace().borrow().text(name).to_string();
                let text = self.intern(&format!("Task was destroyed but it is pending! {name}"));
                self.note(Kind::Warning { code: WarningCode::TaskDestroyed, text, site: None });
            }
        }
        self.open.clear();
        self.flush_lines();
        self.note(Kind::RunEnded { status });
        self.recorder.run = self.recorder.run.saturating_add(1);
        self.recorder.cause = None;
        self.began = false;
        self.ended = true;
    }

    /// The program is over.
    pub fn end(&mut self, status: Status) {
        self.outer.clear();
        self.threads = 0;
        self.recorder.thread = 0;
        self.turn = None;
        self.flush_lines();
        if self.began || !self.ended {
            self.recorder.cause = self.last();
            self.end_run(status);
        }
        self.over = true;
    }

    pub fn turn(&mut self, event_loop: Address, ready: u32, timers: u32) {
        self.on_loop(event_loop);
        let now = self.now();
        self.turns = if self.turned == now { self.turns + 1 } else { 1 };
        self.turned = now;
        self.turn = Some((ready, timers));
        if self.helping == 0 {
            self.flush_turn();
        }
    }

    fn flush_turn(&mut self) {
        if let Some((ready, timers)) = self.turn.take().filter(|_| !self.over && self.threads == 0) {
            let last = self.last();
            self.recorder.record_for(self.now, None, last, Kind::Turn { ready, timers });
        }
    }

    /// A helper's handle is scheduled.
    pub fn helper_scheduled(&mut self) -> u32 {
        self.helping += 1;
        HIDDEN
    }

    /// Nothing is ready and nothing will be.
    pub fn deadlock(&mut self) {
        if self.over {
            return;
        }
        let text = self.explained();
        let text = self.intern(&text);
        self.turn = None;
        self.recorder.cause = self.last();
        self.note(Kind::Warning { code: WarningCode::Deadlock, text, site: None });
        self.flush_lines();
        self.note(Kind::RunEnded { status: Status::Deadlock });
        self.over = true;
    }

    /// The limit that the program has gone beyond, if it has. The first time the record ends with it.
    pub fn limit(&mut self) -> Option<Limit> {
        if self.over {
            return self.stopped;
        }
        self.stopped = if self.recorder.full() {
            Some(Limit::Events)
        } else if self.written > Limit::OUTPUT {
            Some(Limit::Output)
        } else if self.open.len() > Limit::TASKS {
            Some(Limit::Tasks)
        } else if self.turns > Limit::TURNS {
            Some(Limit::Turns)
        } else if self.stares() {
            Some(Limit::Looks)
        } else {
            None
        };
        let limit = self.stopped?;
        self.flush_lines();
        let text = self.intern(limit.text());
        self.recorder.cause = self.last();
        self.note(Kind::Warning { code: WarningCode::Limit, text, site: None });
        self.note(Kind::RunEnded { status: Status::Limit });
        self.over = true;
        self.stopped
    }

    /// What each task waits for, in words.
    pub fn explained(&self) -> String {
        const NAMED: usize = 20;
        let trace = self.recorder.trace().borrow();
        let resources: HashMap<u32, Text> = trace
            .kinds()
            .iter()
            .filter_map(|kind| match kind {
                Kind::ResourceCreated { resource, name, .. } => Some((resource.0, *name)),
                _ => None,
            })
            .collect();
        let wait = |(name, on): &(Text, Option<On>)| {
            let name = trace.text(*name);
            let Some(on) = on else { return name.to_string() };
            let resource = resources.get(&on.id).map_or("a resource", |name| trace.text(*name));
            match on.kind {
                WaitKind::Task => {
                    let other = self.open.get(&TaskId(on.id));
                    format!("{name} for task {}", other.map_or("a task", |(other, _)| trace.text(*other)))
                }
                WaitKind::QueueGet => format!("{name} for an item of {resource}"),
                WaitKind::QueuePut => format!("{name} for room in {resource}"),
                WaitKind::QueueJoin => format!("{name} for {resource} to be worked off"),
                WaitKind::Lock | WaitKind::Event | WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier => {
                    format!("{name} for {resource}")
                }
                WaitKind::Gather => format!("{name} for gather"),
                WaitKind::Wait => format!("{name} for wait"),
                WaitKind::Future => format!("{name} for future {}", on.id),
                WaitKind::Sleep => format!("{name} for ever (an infinite sleep)"),
                WaitKind::Io | WaitKind::Thread | WaitKind::Turn => name.to_string(),
            }
        };
        let mut waits: Vec<String> = self.open.values().take(NAMED).map(wait).collect();
        if self.open.len() > NAMED {
            waits.push(format!("and {} more", self.open.len() - NAMED));
        }
        match self.open.len() {
            0 => "nothing is scheduled, and nothing will be".into(),
            1 => format!("nothing is scheduled; 1 task waits: {}", waits.join(", ")),
            count => format!("nothing is scheduled; {count} tasks wait: {}", waits.join(", ")),
        }
    }

    // Futures and tasks.

    /// A future or task is being made.
    pub fn enter(&mut self, address: Address, is_task: bool, hidden: bool, of: Of) {
        let id = FutureId(self.next_future);
        if !hidden {
            self.next_future += 1;
        }
        let maker = self.step.map(|(task, _)| task);
        let entry = Entry { id, is_task, created: false, hidden, settled: None, maker, due: None, of, line: None };
        self.futures.insert(address, entry);
    }

    pub fn future(&self, address: Address) -> Option<&Entry> {
        self.futures.get(&address)
    }

    pub fn future_mut(&mut self, address: Address) -> Option<&mut Entry> {
        self.futures.get_mut(&address)
    }

    pub fn next_task_number(&mut self) -> u32 {
        self.next_task_number += 1;
        self.next_task_number - 1
    }

    pub fn future_created(&mut self, address: Address) {
        let Some(entry) = self.futures.get_mut(&address).filter(|entry| !entry.created && !entry.hidden) else {
            return;
        };
        entry.created = true;
        let (future, of) = (entry.id, entry.of);
        let name = (of != Of::Plain).then(|| self.intern(of.word()));
        self.note(Kind::FutureCreated { future, of, name });
    }

    pub fn task_created(&mut self, event_loop: Address, address: Address, name: &str, site: Site) {
        let Some(entry) = self.futures.get_mut(&address).filter(|entry| !entry.created && !entry.hidden) else {
            return;
        };
        entry.created = true;
        let task = TaskId(entry.id.0);
        self.scheduling_on(event_loop, |book| {
            let name = book.intern(name);
            let parent = book.step.map(|(task, _)| task);
            book.note(Kind::TaskCreated { task, name, parent, site });
            book.open.insert(task, (name, None));
        });
    }

    pub fn task_renamed(&mut self, address: Address, name: &str) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        let name = self.intern(name);
        if let Some(open) = self.open.get_mut(&task) {
            open.0 = name;
        }
        self.note(Kind::TaskRenamed { task, name });
    }

    /// A future or task is settled. Whatever is told twice counts once.
    pub fn settled(&mut self, address: Address, how: Settled) -> Option<Seq> {
        let entry = self.futures.get(&address)?;
        if entry.hidden {
            return None;
        }
        if let Some(seq) = entry.settled {
            return Some(seq);
        }
        if !entry.created {
            self.future_created(address);
        }
        let entry = self.futures.get(&address)?;
        let future = entry.id;
        if entry.is_task {
            self.open.remove(&TaskId(future.0));
        }
        let seq = self.note(Kind::FutureSettled { future, how });
        if let Some(entry) = self.futures.get_mut(&address) {
            entry.settled = seq.or(Some(Seq(0)));
        }
        seq
    }

    pub fn callback_added(&mut self, address: Address, what: What) {
        let Some(entry) = self.futures.get(&address).filter(|entry| !entry.hidden) else { return };
        let future = entry.id;
        self.future_created(address);
        self.note(Kind::CallbackAdded { future, what });
    }

    pub fn callback_removed(&mut self, address: Address, what: What) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let future = entry.id;
        self.note(Kind::CallbackRemoved { future, what });
    }

    /// Whatever `then` records follows from the request.
    pub fn cancel_requested(&mut self, address: Address, message: Option<&str>, count: u32) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created && entry.is_task) else { return };
        let task = TaskId(entry.id.0);
        let message = message.map(|message| self.intern(message));
        self.note(Kind::CancelRequested { task, message, count });
    }

    pub fn uncancelled(&mut self, address: Address, count: u32) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        self.note(Kind::Uncancelled { task, count });
    }

    // Handles, steps, timers.

    /// Records on the thread of a loop, wherever one is.
    fn scheduling_on<R>(&mut self, event_loop: Address, f: impl FnOnce(&mut Book) -> R) -> R {
        let thread = self.recorder.thread;
        self.on_loop(event_loop);
        let result = f(self);
        self.recorder.thread = thread;
        result
    }

    /// The number of a handle that the loop has nothing to do with.
    pub fn skip_handle(&mut self) -> u32 {
        self.handles.push((None, Progress::Over, What::Callback(self.intern(""))));
        self.handles.len() as u32 - 1
    }

    /// How many loops there are, or were at once.
    pub fn loops(&self) -> usize {
        self.loops.len()
    }

    /// A handle is scheduled; `cause` is the settling that does it, if one does.
    pub fn handle_scheduled(&mut self, event_loop: Address, what: What, cause: Option<Seq>) -> u32 {
        let number = self.handles.len() as u32;
        let cause = cause.or(self.recorder.cause);
        let handle = HandleId(number);
        let seq = self.scheduling_on(event_loop, |book| book.note_for(cause, Kind::HandleScheduled { handle, what }));
        self.handles.push((seq, Progress::Waits, what));
        number
    }

    pub fn handle_cancelled(&mut self, number: u32) {
        let Some(handle) = self.handles.get_mut(number as usize).filter(|handle| handle.1 == Progress::Waits) else {
            return;
        };
        handle.1 = Progress::Over;
        self.note(Kind::HandleCancelled { handle: HandleId(number) });
    }

    /// A handle begins; if it is a task's step, that too. Returns whether one is.
    pub fn handle_began(&mut self, event_loop: Address, number: u32) -> bool {
        let (cause, thread) = (self.recorder.cause, self.recorder.thread);
        self.outer.push(Outer { cause, thread, step: self.step, handle: self.handle, since: self.since });
        self.step = None;
        self.since = self.now();
        if number == HIDDEN {
            self.helping = self.helping.saturating_sub(1);
        }
        let Some((scheduled, progress, what)) = self.handles.get_mut(number as usize) else {
            self.recorder.cause = None;
            return false;
        };
        *progress = Progress::Over;
        let (scheduled, what) = (*scheduled, *what);
        self.on_loop(event_loop);
        let began = self.note_for(scheduled, Kind::HandleBegan { handle: HandleId(number) });
        self.handle = began;
        self.recorder.cause = began;
        let (What::Step(task) | What::Wakeup(task)) = what else { return false };
        let began = self.note(Kind::StepBegan { task });
        self.recorder.cause = began;
        self.step = began.map(|began| (task, began));
        true
    }

    pub fn cancel_delivered(&mut self) {
        if let Some((task, _)) = self.step {
            self.note(Kind::CancelDelivered { task });
        }
    }

    pub fn step_ended(&mut self, stack: Stack, outcome: Outcome) {
        let Some((task, began)) = self.step.take() else { return };
        if let (Outcome::Suspended(on), Some(open)) = (outcome, self.open.get_mut(&task)) {
            open.1 = Some(on);
        }
        self.note_for(Some(began), Kind::StepEnded { task, stack, outcome });
    }

    pub fn handle_ended(&mut self, number: u32) {
        let held = self.now() - self.since;
        self.blocked(held);
        if number != HIDDEN {
            let began = self.handle;
            self.note_for(began, Kind::HandleEnded { handle: HandleId(number) });
        }
        if let Some(outer) = self.outer.pop() {
            self.recorder.cause = outer.cause;
            self.recorder.thread = outer.thread;
            self.step = outer.step;
            self.handle = outer.handle;
            self.since = outer.since;
        }
    }

    /// The handle that runs has held the loop for so long: it has slept, or computed.
    pub fn blocked(&mut self, held: Micros) {
        if self.handle.is_some() && self.threads == 0 && held > BLOCKED {
            self.note(Kind::Blocked { wall: held });
            self.since = self.now;
        }
    }

    /// A timer is set, to settle the future at `settles` if it is a sleep's.
    pub fn timer_set(&mut self, event_loop: Address, due: Micros, what: &str, settles: Option<Address>) -> u32 {
        let number = self.timers.len() as u32;
        if let Some(entry) = settles.and_then(|address| self.futures.get_mut(&address)) {
            entry.due = Some(due);
        }
        let what = self.intern(what);
        let seq =
            self.scheduling_on(event_loop, |book| book.note(Kind::TimerSet { timer: TimerId(number), due, what }));
        self.timers.push((seq, due, Progress::Waits));
        number
    }

    pub fn timer_cancelled(&mut self, number: u32) {
        let Some(timer) = self.timers.get_mut(number as usize).filter(|timer| timer.2 == Progress::Waits) else {
            return;
        };
        timer.2 = Progress::Over;
        self.note(Kind::TimerCancelled { timer: TimerId(number) });
    }

    /// A timer fires and its callback is scheduled; returns the handle's number.
    pub fn timer_fired(&mut self, event_loop: Address, number: u32, what: &str) -> u32 {
        let Some((set, due, progress)) = self.timers.get_mut(number as usize) else { return HIDDEN };
        *progress = Progress::Over;
        let (set, due, timer) = (*set, *due, TimerId(number));
        let what = self.intern(what);
        self.on_loop(event_loop);
        let late = self.now() - due;
        let fired = self.note_at_once(set, Kind::TimerFired { timer, late });
        self.handle_scheduled(event_loop, What::Timer(timer, what), fired)
    }

    // Locks and queues.

    /// A resource is being made; `true` if it is not part of another.
    pub fn resource_begins(&mut self, address: Address) -> bool {
        self.resources.remove(&address);
        self.making += 1;
        self.making == 1
    }

    pub fn resource_begun(
        &mut self,
        address: Address,
        kind: ResourceKind,
        name: Option<&str>,
        capacity: Option<u32>,
        parts: &[Address],
    ) {
        self.making = self.making.saturating_sub(1);
        if self.making > 0 {
            return;
        }
        let resource = ResourceId(self.next_resource);
        self.next_resource += 1;
        self.resources.insert(address, address);
        self.kinds.insert(address, Resource { id: resource, kind, last: None, holder: None });
        for part in parts {
            // A lock that the program made itself and handed over is a resource of its own.
            self.resources.entry(*part).or_insert(address);
        }
        let name = name.map_or_else(|| format!("{}-{}", kind.word(), resource.0 + 1), str::to_string);
        let name = self.intern(&name);
        self.note(Kind::ResourceCreated { resource, kind, name, capacity });
    }

    /// A resource by itself or by a part of it: where it lies, what it is, its id.
    pub fn resource(&self, address: Address) -> Option<(Address, ResourceKind, ResourceId)> {
        let whole = self.resources.get(&address)?;
        let resource = self.kinds.get(whole)?;
        Some((*whole, resource.kind, resource.id))
    }

    /// Records a resource's contents if they have changed. `locked` is for what somebody holds.
    pub fn resource_changed(&mut self, address: Address, mut state: ResourceState, locked: Option<bool>) {
        let running = self.step.map(|(task, _)| task);
        let Some(resource) = self.kinds.get_mut(&address) else { return };
        match locked {
            Some(true) if resource.holder.is_none() => resource.holder = running,
            Some(false) => resource.holder = None,
            _ => {}
        }
        state.holder = resource.holder;
        if resource.last.as_ref() == Some(&state) {
            return;
        }
        resource.last = Some(state.clone());
        let resource = resource.id;
        let state = self.recorder.trace().borrow_mut().push_snapshot(state);
        self.note(Kind::ResourceChanged { resource, state });
    }

    // Output and warnings.

    /// Returns what is kept: nothing of what goes beyond the limit.
    pub fn write<'a>(&mut self, stream: Stream, text: &'a str) -> &'a str {
        let room = Limit::OUTPUT.saturating_sub(self.written);
        self.written = self.written.saturating_add(text.len());
        let text = &text[..text.floor_char_boundary(room)];
        let partial = &mut self.partial[stream as usize];
        let before = partial.len();
        partial.push_str(text);
        // What was there before has no end of a line.
        let Some(end) = text.rfind('\n') else { return text };
        let rest = partial.split_off(before + end + 1);
        let lines = std::mem::replace(partial, rest);
        for line in lines.lines() {
            let text = self.intern(line);
            self.note(Kind::Output { stream, text });
        }
        text
    }

    /// What was printed and has no line end yet.
    pub fn line_begun(&self) -> &str {
        &self.partial[Stream::Out as usize]
    }

    pub(super) fn flush_lines(&mut self) {
        for (stream, line) in [Stream::Out, Stream::Err].into_iter().zip(std::mem::take(&mut self.partial)) {
            if !line.is_empty() {
                let text = self.intern(&line);
                self.note(Kind::Output { stream, text });
            }
        }
    }

    pub fn warn(&mut self, code: WarningCode, text: &str, site: Option<Site>) {
        let text = self.intern(text);
        self.note(Kind::Warning { code, text, site });
    }

    pub fn note_text(&mut self, text: &str) {
        let text = self.intern(text);
        self.note(Kind::Note { text });
    }
}

//! Threads, and jobs that threads of a pool run: each is a lane, recorded as a task with one step, on a thread of its own.
//!
//! A thread that has a stack of its own records what it does when it does it, and the recorder's [`ThreadState`] goes with
//! it. Where there is one stack, on wasm, the body of a thread runs whole where it starts, on a clock that goes back
//! afterwards (`library/modules/_whole_bodies.py`): nothing is recorded while it runs, and each fact of it is recorded when the
//! clock of the other threads comes to its moment.

use std::mem::{replace, swap};

use super::handle_record::RunningHandle;
use super::loop_record::PendingTurn;
use super::{Address, ProgramRecorder};
use crate::clock::Micros;
use crate::trace::{EventKind, FIRST_PROCESS, HandleId, HandleKind, Outcome, Seq, Settled, Site, Stream, TaskId};

/// The recorder's state that each thread has of its own, while that thread does not run.
#[derive(Default)]
pub(in crate::python) struct ThreadState {
    /// The number of the thread, on which its own code is recorded and not that of its loop.
    home: u16,
    /// The place at which the thread was started, or at which the job was submitted that it runs.
    origin: Option<Site>,
    /// The cause and thread of the events that come next.
    cause: Option<Seq>,
    thread: u16,
    running: RunningHandle,
    pending_turn: Option<PendingTurn>,
    receiving_callback: Option<Address>,
}

impl ThreadState {
    /// The number of the thread.
    pub fn home(&self) -> u16 {
        self.home
    }
}

/// A thread of the program, or a job of a pool.
#[derive(Clone, Copy, Debug)]
struct ThreadEntry {
    task: TaskId,
    thread: u16,
    handle: HandleId,
    /// The events with which it was scheduled, its handle began and its step began.
    scheduled: Option<Seq>,
    began: Option<Seq>,
    step: Option<Seq>,
}

/// A lane's progress.
#[derive(Clone, Copy, Debug)]
enum LaneEntry {
    /// Not recorded yet, with its maker, the cause of its making and its place.
    Planned {
        parent: Option<TaskId>,
        cause: Option<Seq>,
        site: Site,
    },
    /// Created, with that event, and not scheduled.
    Created {
        task: TaskId,
        created: Option<Seq>,
    },
    Scheduled(ThreadEntry),
    Over,
}

/// The threads that a program has made.
#[derive(Default)]
pub(super) struct ThreadRecord {
    entries: Vec<ThreadEntry>,
    /// The number of bodies that run, inside one another.
    running_bodies: u32,
    lanes: Vec<LaneEntry>,
    /// The places of all lanes.
    lane_sites: Vec<Site>,
    /// The number and the origin of the thread that runs.
    home: u16,
    origin: Option<Site>,
}

/// The number of a thread as that of a process.
fn process_number(thread: u16) -> u16 {
    FIRST_PROCESS.saturating_add(thread)
}

impl ThreadRecord {
    /// Tells if the main thread runs.
    pub fn is_main(&self) -> bool {
        self.home == 0
    }

    /// The number of the thread that runs.
    pub fn home(&self) -> u16 {
        self.home
    }
}

impl ProgramRecorder {
    /// Tells if the body of a thread runs, on a clock that will go back.
    pub fn is_in_thread(&self) -> bool {
        self.threads.running_bodies > 0
    }

    /// Begins to run a body, of which nothing is recorded yet.
    pub fn body_begins(&mut self) {
        self.threads.running_bodies += 1;
    }

    /// Ends the running of a body; the clock goes back to the moment at which it began.
    pub fn body_ends(&mut self, began: Micros) {
        self.threads.running_bodies = self.threads.running_bodies.saturating_sub(1);
        self.clock.set_back(began);
    }

    /// Leaves all bodies of threads, since the program is over.
    pub(super) fn leave_threads(&mut self) {
        self.threads.running_bodies = 0;
        for lane in 0..self.threads.lanes.len() {
            self.lane_cancelled(lane);
        }
    }

    /// The state of a thread that is made now.
    pub fn new_thread(&mut self) -> ThreadState {
        let home = self.loops.take_thread();
        ThreadState { home, thread: home, ..ThreadState::default() }
    }

    /// Puts the state of the thread that goes on in the place of that of the thread that ran, and keeps that.
    pub fn swap_thread(&mut self, state: &mut ThreadState) {
        swap(&mut self.threads.home, &mut state.home);
        swap(&mut self.threads.origin, &mut state.origin);
        swap(&mut self.events.cause, &mut state.cause);
        swap(&mut self.events.thread, &mut state.thread);
        swap(&mut self.running, &mut state.running);
        swap(self.loops.pending_turn_mut(), &mut state.pending_turn);
        state.receiving_callback = self.set_receiving_callback(state.receiving_callback);
    }

    /// The place of something that the library makes where no code of the program runs: that at which the thread was started,
    /// or the first line of the program's file.
    pub fn origin(&self, file: &str) -> Site {
        self.threads.origin.unwrap_or_else(|| self.site(file, 1))
    }

    /// Makes a lane that the running code asks for at this place, and returns its number. Nothing is recorded yet.
    pub fn lane(&mut self, (file, line): (&str, u32)) -> usize {
        let (parent, cause, site) = (self.running_task(), self.events.cause, self.site(file, line));
        self.threads.lanes.push(LaneEntry::Planned { parent, cause, site });
        self.threads.lane_sites.push(site);
        self.threads.lanes.len() - 1
    }

    /// Records that a lane is made, or has another name now that a thread is found for it.
    pub fn lane_made(&mut self, lane: usize, name: &str) {
        match self.threads.lanes.get(lane).copied() {
            Some(LaneEntry::Planned { parent, cause, site }) => {
                let task = TaskId(self.futures.take_id().0);
                let name = self.intern(name);
                let created = self.note_for(cause, EventKind::TaskCreated { task, name, parent, site, runs: None });
                self.threads.lanes[lane] = LaneEntry::Created { task, created };
            }
            Some(LaneEntry::Created { task, .. }) => {
                let name = self.intern(name);
                self.note(EventKind::TaskRenamed { task, name });
            }
            Some(LaneEntry::Scheduled(_) | LaneEntry::Over) | None => {}
        }
    }

    /// Records that a lane is scheduled on a thread, which may be that of a process.
    pub fn lane_scheduled(&mut self, lane: usize, thread: u16, is_process: bool) {
        let thread = if is_process { process_number(thread) } else { thread };
        let Some(LaneEntry::Created { task, created }) = self.threads.lanes.get(lane).copied() else { return };
        let handle = self.skip_handle();
        let mut entry = ThreadEntry { task, thread, handle, scheduled: None, began: None, step: None };
        let kind = EventKind::HandleScheduled { handle, what: HandleKind::Step(task) };
        entry.scheduled = self.on_thread(entry, |recorder| recorder.note_for(created, kind));
        self.threads.lanes[lane] = LaneEntry::Scheduled(entry);
    }

    /// Records that a lane begins, on the thread that runs.
    pub fn lane_begins(&mut self, lane: usize) {
        let Some(LaneEntry::Scheduled(mut entry)) = self.threads.lanes.get(lane).copied() else { return };
        let (task, handle) = (entry.task, entry.handle);
        self.threads.origin = self.threads.lane_sites.get(lane).copied();
        self.events.thread = entry.thread;
        entry.began = self.note_for(entry.scheduled, EventKind::HandleBegan { handle });
        entry.step = self.note_for(entry.began, EventKind::StepBegan { task });
        self.events.cause = entry.step;
        self.running.step = entry.step.map(|step| (task, step));
        self.threads.lanes[lane] = LaneEntry::Scheduled(entry);
    }

    /// Records that a lane is over, on the thread that runs.
    pub fn lane_ends(&mut self, lane: usize, outcome: Outcome) {
        let Some(entry) = self.threads.lanes.get_mut(lane) else { return };
        let LaneEntry::Scheduled(entry) = replace(entry, LaneEntry::Over) else { return };
        self.record_end(entry, outcome);
        self.threads.origin = None;
        self.running.step = None;
        self.events.cause = None;
        self.events.thread = self.threads.home;
    }

    /// Records that another thread has ended a lane where it stood.
    pub fn lane_stopped(&mut self, lane: usize) {
        let Some(LaneEntry::Scheduled(entry)) = self.threads.lanes.get(lane).copied() else {
            return self.lane_cancelled(lane);
        };
        self.threads.lanes[lane] = LaneEntry::Over;
        self.record_stop(entry);
    }

    fn record_stop(&mut self, entry: ThreadEntry) {
        if entry.step.is_some() {
            return self.record_end(entry, Outcome::Cancelled);
        }
        self.on_thread(entry, |recorder| recorder.note(EventKind::HandleCancelled { handle: entry.handle }));
        self.note(EventKind::FutureSettled { future: entry.task.future(), how: Settled::Cancelled });
    }

    /// Records that a lane which has not begun never will.
    pub fn lane_cancelled(&mut self, lane: usize) {
        let Some(LaneEntry::Created { task, .. }) = self.threads.lanes.get(lane).copied() else { return };
        self.note(EventKind::FutureSettled { future: task.future(), how: Settled::Cancelled });
        self.threads.lanes[lane] = LaneEntry::Over;
    }

    /// Records that a thread is made and returns its number. `maker` is the number of the thread that makes it, or negative
    /// if what runs on the loop's thread does.
    pub fn thread_made(&mut self, name: &str, (file, line): (&str, u32), maker: i64, is_process: bool) -> usize {
        let number = self.threads.entries.len();
        let task = TaskId(self.futures.take_id().0);
        let (name, site) = (self.intern(name), self.site(file, line));
        let maker = self.thread(maker);
        let parent = maker.map(|maker| maker.task).or(self.running_task());
        let cause = maker.map_or(self.events.cause, |maker| maker.step);
        let created = self.note_for(cause, EventKind::TaskCreated { task, name, parent, site, runs: None });
        let handle = self.skip_handle();
        // Loops have the first numbers.
        let thread = u16::try_from(number + self.loops.thread_count().max(1)).unwrap_or(u16::MAX);
        let thread = if is_process { process_number(thread) } else { thread };
        let mut entry = ThreadEntry { task, thread, handle, scheduled: None, began: None, step: None };
        let cause = cause.or(created);
        let kind = EventKind::HandleScheduled { handle, what: HandleKind::Step(task) };
        entry.scheduled = self.on_thread(entry, |recorder| recorder.note_for(cause, kind));
        self.threads.entries.push(entry);
        number
    }

    /// Records that a thread's body begins.
    pub fn thread_began(&mut self, number: i64) {
        let Some(mut entry) = self.thread(number) else { return };
        let (task, handle) = (entry.task, entry.handle);
        let scheduled = entry.scheduled;
        entry.began = self.on_thread(entry, |recorder| recorder.note_for(scheduled, EventKind::HandleBegan { handle }));
        let began = entry.began;
        entry.step = self.on_thread(entry, |recorder| recorder.note_for(began, EventKind::StepBegan { task }));
        self.threads.entries[number as usize] = entry;
    }

    /// Records that a thread has printed, and returns the part of the text within the limit.
    pub fn thread_wrote(&mut self, number: i64, stream: Stream, text: &str) -> String {
        let Some(entry) = self.thread(number) else { return self.write(stream, text).to_string() };
        self.on_thread(entry, |recorder| {
            recorder.events.cause = entry.step;
            recorder.write(stream, text).to_string()
        })
    }

    /// Records that a thread's body is over.
    pub fn thread_over(&mut self, number: i64, outcome: Outcome) {
        if let Some(entry) = self.thread(number) {
            self.record_end(entry, outcome);
        }
    }

    /// Records that a thread's body was ended from outside.
    pub fn thread_stopped(&mut self, number: i64) {
        if let Some(entry) = self.thread(number) {
            self.record_stop(entry);
        }
    }

    fn record_end(&mut self, entry: ThreadEntry, outcome: Outcome) {
        let how = match outcome {
            Outcome::Raised(error) => Settled::Exception(error),
            Outcome::Returned(value) => Settled::Result(value),
            Outcome::Suspended(_) | Outcome::Cancelled => Settled::Cancelled,
        };
        let stack = self.events.trace().borrow_mut().intern_stack(&[]);
        self.on_thread(entry, |recorder| {
            recorder.note_for(entry.step, EventKind::FutureSettled { future: entry.task.future(), how });
            recorder.note_for(entry.step, EventKind::StepEnded { task: entry.task, stack, outcome });
            recorder.note_for(entry.began, EventKind::HandleEnded { handle: entry.handle });
        });
    }

    /// The event with which a thread's step began.
    pub fn thread_step(&self, number: i64) -> Option<Seq> {
        self.thread(number).and_then(|entry| entry.step)
    }

    /// Finds a thread by its number; `None` for one that is not shown.
    fn thread(&self, number: i64) -> Option<ThreadEntry> {
        let place = usize::try_from(number).ok()?;
        self.threads.entries.get(place).copied()
    }

    /// Records on a thread, and leaves the cause as it was.
    fn on_thread<T>(&mut self, entry: ThreadEntry, f: impl FnOnce(&mut ProgramRecorder) -> T) -> T {
        let (thread, cause) = (self.events.thread, self.events.cause);
        self.events.thread = entry.thread;
        let result = f(self);
        (self.events.thread, self.events.cause) = (thread, cause);
        result
    }
}

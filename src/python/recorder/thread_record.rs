//! Threads, and jobs that threads of a pool run: each is a lane, recorded as a task with one step, on a thread of its own.
//!
//! A wait of a lane ends its step, with the reason, and a further step begins when the thread goes on.
//!
//! A thread records what it does when it does it, and the recorder's [`ThreadState`] goes with it. Where no stack can be
//! suspended, the body of a thread may run ahead, on a clock that goes back afterwards (`library/modules/_whole_bodies.py`):
//! nothing is recorded while it does, and each fact of it is recorded when it is the thread's turn.

use std::mem::{replace, swap};

use super::handle_record::RunningHandle;
use super::loop_record::PendingTurn;
use super::{Address, ProgramRecorder};
use crate::clock::Micros;
use crate::trace::{
    EventKind, FIRST_PROCESS, FutureId, FutureOrigin, HandleId, HandleKind, Outcome, ResourceId, ResourceKind, Seq,
    Settled, Site, TaskId, WaitKind, WaitReason,
};

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
    /// The lane that has begun on the thread.
    lane: Option<usize>,
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
    /// The future that stands for what the thread waits for, and the event with which the wait began.
    wait: Option<(FutureId, Option<Seq>)>,
}

/// A reason for which a lane waits.
#[derive(Clone, Copy, Debug)]
pub(in crate::python) enum LaneWait {
    /// A moment to come.
    Sleep,
    /// The others, which go on first.
    Turn,
    /// A lock, a queue or their kin.
    Resource(WaitKind, ResourceId),
    /// The end of another lane, by its number.
    Lane(usize),
    /// The job of a pool.
    Job,
    /// A socket, a pipe or a selector.
    Io,
    /// Something that has no name.
    Other,
}

impl LaneWait {
    /// The operation that the future is for that stands for the wait.
    fn origin(self) -> FutureOrigin {
        let LaneWait::Resource(kind, _) = self else {
            return match self {
                LaneWait::Sleep => FutureOrigin::Sleep,
                LaneWait::Job => FutureOrigin::Thread,
                LaneWait::Io => FutureOrigin::Io,
                LaneWait::Turn | LaneWait::Lane(_) | LaneWait::Other | LaneWait::Resource(..) => FutureOrigin::Plain,
            };
        };
        match kind {
            WaitKind::Lock => FutureOrigin::Lock,
            WaitKind::Event => FutureOrigin::Event,
            WaitKind::Semaphore => FutureOrigin::Semaphore,
            WaitKind::Condition => FutureOrigin::Condition,
            WaitKind::Barrier => FutureOrigin::Barrier,
            WaitKind::QueueGet => FutureOrigin::QueueGet,
            WaitKind::QueuePut => FutureOrigin::QueuePut,
            WaitKind::QueueJoin => FutureOrigin::QueueJoin,
            WaitKind::Sleep
            | WaitKind::Future
            | WaitKind::Task
            | WaitKind::Gather
            | WaitKind::Wait
            | WaitKind::Io
            | WaitKind::Thread
            | WaitKind::Turn => FutureOrigin::Plain,
        }
    }
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
    /// The number of bodies that run ahead, inside one another.
    running_bodies: u32,
    lanes: Vec<LaneEntry>,
    /// The places of all lanes.
    lane_sites: Vec<Site>,
    /// The number and the origin of the thread that runs.
    home: u16,
    origin: Option<Site>,
    /// The lane that has begun on the thread that runs.
    lane: Option<usize>,
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

    /// The task of a thread that does not run: that whose step it runs, else its lane.
    pub fn task_of(&self, state: &ThreadState) -> Option<u32> {
        state.running.step.map(|(task, _)| task.0).or_else(|| self.lane_task(state.lane))
    }

    /// The task of the thread that runs: that whose step it runs, else its lane.
    pub fn task_here(&self) -> Option<u32> {
        self.running_task().map(|task| task.0).or_else(|| self.lane_task(self.threads.lane))
    }

    fn lane_task(&self, lane: Option<usize>) -> Option<u32> {
        match self.threads.lanes.get(lane?)? {
            LaneEntry::Created { task, .. } => Some(task.0),
            LaneEntry::Scheduled(entry) => Some(entry.task.0),
            LaneEntry::Planned { .. } | LaneEntry::Over => None,
        }
    }

    /// The number of the thread that runs.
    pub fn thread_here(&self) -> u16 {
        self.threads.home()
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
        swap(&mut self.threads.lane, &mut state.lane);
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

    /// Records that a lane is made, or has another name now that a thread is found for it; `of_library` says that the library
    /// has made it for itself.
    pub fn lane_made(&mut self, lane: usize, name: &str, of_library: bool) {
        match self.threads.lanes.get(lane).copied() {
            Some(LaneEntry::Planned { parent, cause, site }) => {
                let task = TaskId(self.futures.take_id().0);
                let name = self.intern(name);
                let created =
                    self.note_for(cause, EventKind::TaskCreated { task, name, parent, site, runs: None, of_library });
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
        let mut entry = ThreadEntry { task, thread, handle, scheduled: None, began: None, step: None, wait: None };
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
        self.threads.lane = Some(lane);
    }

    /// Records that the lane that runs on this thread waits from now on; returns whether it is recorded.
    ///
    /// Nothing is recorded while the thread's loop runs: a step holds that.
    pub fn lane_waits(&mut self, on: LaneWait, until: Option<Micros>) -> bool {
        let Some(lane) = self.threads.lane else { return false };
        let Some(LaneEntry::Scheduled(mut entry)) = self.threads.lanes.get(lane).copied() else { return false };
        let is_innermost = self.running.step.map(|(task, _)| task) == Some(entry.task) && entry.step.is_some();
        if !is_innermost {
            return false;
        }
        let of = on.origin();
        let future = self.futures.take_id();
        self.note_for(entry.step, EventKind::FutureCreated { future, of, name: None });
        let (kind, id) = match on {
            LaneWait::Resource(kind, resource) => (kind, resource.0),
            LaneWait::Lane(other) => match self.threads.lanes.get(other) {
                Some(LaneEntry::Scheduled(other)) => (WaitKind::Task, other.task.0),
                Some(LaneEntry::Created { task, .. }) => (WaitKind::Task, task.0),
                Some(LaneEntry::Planned { .. } | LaneEntry::Over) | None => (WaitKind::Future, future.0),
            },
            LaneWait::Sleep => (WaitKind::Sleep, future.0),
            LaneWait::Turn => (WaitKind::Turn, 0),
            LaneWait::Job => (WaitKind::Thread, future.0),
            LaneWait::Io => (WaitKind::Io, future.0),
            LaneWait::Other => (WaitKind::Future, future.0),
        };
        let outcome = Outcome::Suspended(WaitReason { kind, id, until });
        let stack = self.events.trace().borrow_mut().intern_stack(&[]);
        let waits = self.note_for(entry.step, EventKind::StepEnded { task: entry.task, stack, outcome });
        self.note_for(entry.began, EventKind::HandleEnded { handle: entry.handle });
        entry.wait = Some((future, waits));
        (self.running.step, self.events.cause) = (None, waits);
        self.threads.lanes[lane] = LaneEntry::Scheduled(entry);
        true
    }

    /// Records that the lane that waits on this thread goes on; `cause` is what has ended the wait, if that was no moment.
    pub fn lane_goes_on(&mut self, cause: Option<Seq>) {
        let Some(lane) = self.threads.lane else { return };
        let Some(LaneEntry::Scheduled(mut entry)) = self.threads.lanes.get(lane).copied() else { return };
        let value = self.intern("None");
        if !self.end_wait(&mut entry, Settled::Result(value), cause) {
            return;
        }
        self.events.cause = entry.step;
        self.running.step = entry.step.map(|step| (entry.task, step));
        self.threads.lanes[lane] = LaneEntry::Scheduled(entry);
    }

    /// Records that the wait of a lane is over, and that its next step begins; returns false if it does not wait.
    fn end_wait(&mut self, entry: &mut ThreadEntry, how: Settled, cause: Option<Seq>) -> bool {
        let Some((future, waits)) = entry.wait.take() else { return false };
        let settled = self.note_for(cause.or(waits), EventKind::FutureSettled { future, how });
        let (task, handle) = (entry.task, self.skip_handle());
        let what = HandleKind::Wakeup(task);
        entry.handle = handle;
        entry.scheduled = self.note_for(settled, EventKind::HandleScheduled { handle, what });
        entry.began = self.note_for(entry.scheduled, EventKind::HandleBegan { handle });
        entry.step = self.note_for(entry.began, EventKind::StepBegan { task });
        true
    }

    /// Makes a resource of `threading` or `queue` at the first wait for it, and returns its number.
    pub fn thread_resource(&mut self, kind: ResourceKind) -> ResourceId {
        self.add_resource(kind, None, None)
    }

    /// Records that a lane is over, on the thread that runs.
    pub fn lane_ends(&mut self, lane: usize, outcome: Outcome) {
        let Some(entry) = self.threads.lanes.get_mut(lane) else { return };
        let LaneEntry::Scheduled(entry) = replace(entry, LaneEntry::Over) else { return };
        self.record_end(entry, outcome);
        self.threads.origin = None;
        self.threads.lane = None;
        self.running.step = None;
        self.events.cause = None;
        self.events.thread = self.threads.home;
    }

    /// Records that another thread has ended a lane where it stood.
    pub fn lane_stopped(&mut self, lane: usize) {
        let Some(LaneEntry::Scheduled(mut entry)) = self.threads.lanes.get(lane).copied() else {
            return self.lane_cancelled(lane);
        };
        self.threads.lanes[lane] = LaneEntry::Over;
        if entry.step.is_some() {
            // As a task that is cancelled: its last step begins where its wait ends.
            let (waiting, cause) = (entry, self.events.cause);
            self.on_thread(waiting, |recorder| recorder.end_wait(&mut entry, Settled::Cancelled, cause));
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

    /// Records on a thread, and leaves the cause as it was.
    fn on_thread<T>(&mut self, entry: ThreadEntry, f: impl FnOnce(&mut ProgramRecorder) -> T) -> T {
        let (thread, cause) = (self.events.thread, self.events.cause);
        self.events.thread = entry.thread;
        let result = f(self);
        (self.events.thread, self.events.cause) = (thread, cause);
        result
    }
}

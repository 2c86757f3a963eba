//! Threads, each recorded as a task whose one step is on a thread of its own.
//!
//! The body of a thread runs whole where it starts, on a clock that goes back afterwards (`library/modules/_thread.py`).
//! Nothing is recorded while it runs; each fact of it is recorded when the clock of the other threads comes to its moment.

use super::ProgramRecorder;
use crate::clock::Micros;
use crate::trace::{EventKind, HandleId, HandleKind, Outcome, Seq, Settled, Stream, TaskId};

/// A thread of the program.
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

/// The threads that a program has made.
#[derive(Default)]
pub(super) struct ThreadRecord {
    entries: Vec<ThreadEntry>,
    /// The number of bodies that run, inside one another.
    running_bodies: u32,
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
    }

    /// Records that a thread is made and returns its number. `maker` is the number of the thread that makes it, or negative
    /// if what runs on the loop's thread does.
    pub fn thread_made(&mut self, name: &str, (file, line): (&str, u32), maker: i64) -> usize {
        let number = self.threads.entries.len();
        let task = TaskId(self.futures.take_id().0);
        let (name, site) = (self.intern(name), self.site(file, line));
        let maker = self.thread(maker);
        let parent = maker.map(|maker| maker.task).or(self.running_task());
        let cause = maker.map_or(self.events.cause, |maker| maker.step);
        let created = self.note_for(cause, EventKind::TaskCreated { task, name, parent, site });
        let handle = self.skip_handle();
        // Loops have the first numbers.
        let thread = u16::try_from(number + self.loops.thread_count().max(1)).unwrap_or(u16::MAX);
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
        let Some(entry) = self.thread(number) else { return };
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

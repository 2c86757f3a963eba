//! Handles and timers of a loop, and the step that runs.

use super::{Address, ProgramRecorder};
use crate::clock::Micros;
use crate::runtime::BLOCKED_AFTER;
use crate::trace::{EventKind, HandleId, HandleKind, Outcome, Seq, Stack, TaskId, TimerId};

/// The number of every handle that runs a helper of asyncio's own and is not shown.
pub(in crate::python) const HIDDEN: u32 = u32::MAX;

/// The state of a handle or a timer: one that is done can no longer be cancelled.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Progress {
    Pending,
    Done,
}

#[derive(Clone, Copy, Debug)]
struct HandleEntry {
    /// The event that scheduled it.
    scheduled: Option<Seq>,
    progress: Progress,
    what: HandleKind,
    /// The handle under whose number it is recorded: its own, or one for which it stands, see `turn_repetition`.
    recorded_as: HandleId,
}

/// A timer, by its place in the list of all.
pub(super) struct TimerEntry {
    /// The event that set it.
    set: Option<Seq>,
    due: Micros,
    progress: Progress,
}

/// All handles, each by its place in the list.
#[derive(Default)]
pub(super) struct HandleRecord {
    entries: Vec<HandleEntry>,
    /// The number of scheduled handles of helpers, which are in no list.
    helpers: u32,
}

impl HandleRecord {
    pub fn has_helpers(&self) -> bool {
        self.helpers > 0
    }

    /// Has what happens to a handle recorded as of another, whose scheduling is in the record.
    pub fn stands_for(&mut self, number: u32, recorded: u32) {
        let Some(HandleEntry { scheduled, recorded_as, .. }) = self.entries.get(recorded as usize).copied() else {
            return;
        };
        if let Some(entry) = self.entries.get_mut(number as usize) {
            (entry.scheduled, entry.recorded_as) = (scheduled, recorded_as);
        }
    }

    /// The handle under whose number a handle is recorded.
    fn recorded_as(&self, number: u32) -> HandleId {
        self.entries.get(number as usize).map_or(HandleId(number), |entry| entry.recorded_as)
    }
}

/// The handle that runs, with those that it interrupted: a loop may be run inside a callback of another.
#[derive(Default)]
pub(super) struct RunningHandle {
    /// The task whose step runs, and the event with which the step began.
    pub step: Option<(TaskId, Seq)>,
    /// The event with which the handle began.
    pub handle: Option<Seq>,
    /// The moment since which the handle has held the loop, as far as that is not recorded yet.
    held_since: Micros,
    interrupted: Vec<InterruptedHandle>,
}

impl RunningHandle {
    pub fn forget_interrupted(&mut self) {
        self.interrupted.clear();
    }
}

/// The state that is put back when the handle ends that interrupted it.
#[derive(Clone, Copy, Debug)]
struct InterruptedHandle {
    cause: Option<Seq>,
    thread: u16,
    step: Option<(TaskId, Seq)>,
    handle: Option<Seq>,
    held_since: Micros,
}

impl ProgramRecorder {
    /// Records on the thread of a loop, whichever thread runs.
    pub(super) fn scheduling_on<R>(&mut self, event_loop: Address, f: impl FnOnce(&mut ProgramRecorder) -> R) -> R {
        let thread = self.events.thread;
        self.enter_loop(event_loop);
        let result = f(self);
        self.events.thread = thread;
        result
    }

    /// Takes a handle's number for something that no loop runs.
    pub fn skip_handle(&mut self) -> HandleId {
        let what = HandleKind::Callback(self.intern(""));
        self.add_handle(None, Progress::Done, what)
    }

    fn add_handle(&mut self, scheduled: Option<Seq>, progress: Progress, what: HandleKind) -> HandleId {
        let recorded_as = HandleId(self.handles.entries.len() as u32);
        self.handles.entries.push(HandleEntry { scheduled, progress, what, recorded_as });
        recorded_as
    }

    /// Records that a handle is scheduled and returns its number; `cause` is the settling that schedules it, if one does.
    pub fn handle_scheduled(&mut self, event_loop: Address, what: HandleKind, cause: Option<Seq>) -> u32 {
        let handle = HandleId(self.handles.entries.len() as u32);
        let cause = cause.or(self.events.cause);
        let kind = EventKind::HandleScheduled { handle, what };
        let scheduled = self.scheduling_on(event_loop, |recorder| recorder.note_for(cause, kind));
        self.add_handle(scheduled, Progress::Pending, what).0
    }

    /// Counts a scheduled handle of a helper and returns its number.
    pub fn helper_scheduled(&mut self) -> u32 {
        self.handles.helpers += 1;
        HIDDEN
    }

    pub fn handle_cancelled(&mut self, number: u32) {
        let entry = self.handles.entries.get_mut(number as usize);
        let Some(entry) = entry.filter(|entry| entry.progress == Progress::Pending) else { return };
        entry.progress = Progress::Done;
        // What is held back may be recorded now; the handle's number is that of the record from here on.
        self.end_repetition();
        let handle = self.handles.recorded_as(number);
        self.note(EventKind::HandleCancelled { handle });
    }

    /// Records that a handle begins and, if it is a task's step, that the step begins; returns whether it is one.
    pub fn handle_began(&mut self, event_loop: Address, number: u32) -> bool {
        let (cause, thread) = (self.events.cause, self.events.thread);
        let RunningHandle { step, handle, held_since, .. } = self.running;
        self.running.interrupted.push(InterruptedHandle { cause, thread, step, handle, held_since });
        self.running.step = None;
        self.running.held_since = self.clock.now();
        if number == HIDDEN {
            self.handles.helpers = self.handles.helpers.saturating_sub(1);
        }
        let Some(entry) = self.handles.entries.get_mut(number as usize) else {
            self.events.cause = None;
            return false;
        };
        entry.progress = Progress::Done;
        let HandleEntry { scheduled, what, recorded_as: handle, .. } = *entry;
        self.enter_loop(event_loop);
        let began = self.note_for(scheduled, EventKind::HandleBegan { handle });
        self.running.handle = began;
        self.events.cause = began;
        let (HandleKind::Step(task) | HandleKind::Wakeup(task)) = what else { return false };
        self.begin_computing(Some(task));
        let began = self.note(EventKind::StepBegan { task });
        self.events.cause = began;
        self.running.step = began.map(|began| (task, began));
        true
    }

    /// Records that the step that runs is given a cancellation.
    pub fn cancel_delivered(&mut self) {
        if let Some(task) = self.running_task() {
            self.note(EventKind::CancelDelivered { task });
        }
    }

    pub fn step_ended(&mut self, stack: Stack, outcome: Outcome) {
        let Some((task, began)) = self.running.step.take() else { return };
        if let Outcome::Suspended(on) = outcome {
            self.open_tasks.suspend(task, on);
        }
        self.note_for(Some(began), EventKind::StepEnded { task, stack, outcome });
    }

    /// Records that a handle has run, and puts back the one that it interrupted.
    pub fn handle_ended(&mut self, number: u32) {
        let held = self.clock.now() - self.running.held_since;
        self.blocked(held);
        self.begin_computing(None);
        if number != HIDDEN {
            let began = self.running.handle;
            let handle = self.handles.recorded_as(number);
            self.note_for(began, EventKind::HandleEnded { handle });
        }
        if let Some(interrupted) = self.running.interrupted.pop() {
            self.events.cause = interrupted.cause;
            self.events.thread = interrupted.thread;
            self.running.step = interrupted.step;
            self.running.handle = interrupted.handle;
            self.running.held_since = interrupted.held_since;
        }
    }

    /// Records that the handle that runs has held the loop, by sleeping or computing, if it was for long enough.
    pub fn blocked(&mut self, held: Micros) {
        if self.running.handle.is_some() && !self.is_in_thread() && held > BLOCKED_AFTER {
            self.note(EventKind::Blocked { wall: held });
            self.running.held_since = self.clock.last_reading();
        }
    }

    /// Records that a timer is set and returns its number; `settles` is the future that it settles, if it is a sleep's.
    pub fn timer_set(&mut self, event_loop: Address, due: Micros, what: &str, settles: Option<Address>) -> u32 {
        let number = self.timers.len() as u32;
        if let Some(future) = settles {
            self.futures.set_due(future, due);
        }
        let what = self.intern(what);
        let kind = EventKind::TimerSet { timer: TimerId(number), due, what };
        let set = self.scheduling_on(event_loop, |recorder| recorder.note(kind));
        self.timers.push(TimerEntry { set, due, progress: Progress::Pending });
        number
    }

    pub fn timer_cancelled(&mut self, number: u32) {
        let timer = self.timers.get_mut(number as usize);
        let Some(timer) = timer.filter(|timer| timer.progress == Progress::Pending) else { return };
        timer.progress = Progress::Done;
        self.note(EventKind::TimerCancelled { timer: TimerId(number) });
    }

    /// Records that a timer fires and its callback is scheduled; returns the handle's number.
    pub fn timer_fired(&mut self, event_loop: Address, number: u32, what: &str) -> u32 {
        let Some(entry) = self.timers.get_mut(number as usize) else { return HIDDEN };
        entry.progress = Progress::Done;
        let (set, due, timer) = (entry.set, entry.due, TimerId(number));
        let what = self.intern(what);
        self.enter_loop(event_loop);
        let late = self.clock.now() - due;
        // At the moment for which `late` was computed: a measured clock has gone on since.
        let fired = self.note_at_last_reading(set, EventKind::TimerFired { timer, late });
        self.handle_scheduled(event_loop, HandleKind::Timer(timer, what), fired)
    }
}

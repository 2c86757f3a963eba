//! Handles, steps and timers.

use super::{Address, Book, HIDDEN, Outer, Progress};
use crate::clock::Micros;
use crate::runtime::BLOCKED_AFTER;
use crate::trace::{HandleId, HandleKind, Kind, Outcome, Seq, Stack, TimerId};

impl Book {
    /// Records on the thread of a loop, wherever one is.
    pub(super) fn scheduling_on<R>(&mut self, event_loop: Address, f: impl FnOnce(&mut Book) -> R) -> R {
        let thread = self.recorder.thread;
        self.on_loop(event_loop);
        let result = f(self);
        self.recorder.thread = thread;
        result
    }

    /// The number of a handle that the loop has nothing to do with.
    pub fn skip_handle(&mut self) -> u32 {
        self.handles.push((None, Progress::Over, HandleKind::Callback(self.intern(""))));
        self.handles.len() as u32 - 1
    }

    /// How many loops there are, or were at once.
    pub fn loops(&self) -> usize {
        self.loops.len()
    }

    /// A handle is scheduled; `cause` is the settling that does it, if one does.
    pub fn handle_scheduled(&mut self, event_loop: Address, what: HandleKind, cause: Option<Seq>) -> u32 {
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
        let (HandleKind::Step(task) | HandleKind::Wakeup(task)) = what else { return false };
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
        if self.handle.is_some() && self.threads == 0 && held > BLOCKED_AFTER {
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
        self.handle_scheduled(event_loop, HandleKind::Timer(timer, what), fired)
    }
}

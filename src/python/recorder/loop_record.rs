//! Loops and their turns.

use super::{Address, ProgramRecorder};
use crate::trace::{EventKind, Status};

/// A turn that is not recorded yet: nothing may be seen in it but a helper's handle, and then it is left out.
#[derive(Clone, Copy)]
struct PendingTurn {
    ready: u32,
    timers: u32,
}

/// The loops of a program.
#[derive(Default)]
pub(super) struct LoopRecord {
    /// Loops that have something recorded and are not closed, each at the place of its thread's number.
    threads: Vec<Option<Address>>,
    pending_turn: Option<PendingTurn>,
}

impl LoopRecord {
    /// The number of threads that loops have had at once.
    pub fn thread_count(&self) -> usize {
        self.threads.len()
    }

    /// Leaves a turn out in which nothing has happened.
    pub fn drop_turn(&mut self) {
        self.pending_turn = None;
    }

    /// The place of a loop in the list, which is its thread's number.
    fn thread_of(&mut self, event_loop: Address) -> usize {
        let known = self.threads.iter().position(|known| *known == Some(event_loop));
        known.unwrap_or_else(|| {
            let free = self.threads.iter().position(Option::is_none).unwrap_or(self.threads.len());
            if free == self.threads.len() {
                self.threads.push(None);
            }
            self.threads[free] = Some(event_loop);
            free
        })
    }
}

impl ProgramRecorder {
    /// Has the events that follow happen on a loop's thread.
    pub(super) fn enter_loop(&mut self, event_loop: Address) {
        self.events.thread = self.loops.thread_of(event_loop) as u16;
    }

    /// Forgets a loop that had the address of a new one.
    pub fn loop_created(&mut self, event_loop: Address) {
        for known in &mut self.loops.threads {
            if *known == Some(event_loop) {
                *known = None;
            }
        }
    }

    /// Ends the run with the last loop that is closed.
    pub fn loop_closed(&mut self, event_loop: Address, status: Status) {
        let Some(known) = self.loops.threads.iter_mut().find(|known| **known == Some(event_loop)) else { return };
        *known = None;
        self.loops.drop_turn();
        if self.loops.threads.iter().all(Option::is_none) {
            self.loops.threads.clear();
            self.events.thread = 0;
            self.events.cause = self.last();
            self.end_run(status);
        }
    }

    /// Begins a turn with this many ready handles and timers.
    pub fn turn(&mut self, event_loop: Address, ready: u32, timers: u32) {
        self.enter_loop(event_loop);
        self.clock.now();
        self.loops.pending_turn = Some(PendingTurn { ready, timers });
        if !self.handles.has_helpers() {
            self.flush_turn();
        }
    }

    /// Records the turn that has begun.
    pub(super) fn flush_turn(&mut self) {
        let turn = self.loops.pending_turn.take().filter(|_| !self.is_over() && !self.is_in_thread());
        if let Some(PendingTurn { ready, timers }) = turn {
            self.put(None, EventKind::Turn { ready, timers });
        }
    }
}

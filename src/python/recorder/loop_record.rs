//! Loops and their turns, and the numbers of the threads on which loops and threads are recorded.

use super::{Address, ProgramRecorder};
use crate::trace::{EventKind, Status};

/// A turn that is not recorded yet: nothing may be seen in it but a helper's handle, and then it is left out.
#[derive(Clone, Copy)]
pub(super) struct PendingTurn {
    ready: u32,
    timers: u32,
}

/// The user of a thread's number.
#[derive(Clone, Copy, PartialEq)]
enum NumberUser {
    Nobody,
    /// A loop that has something recorded and is not closed.
    Loop(Address),
    /// A thread, for its code outside of loops. Its number is not used again.
    Thread,
}

/// The loops of a program.
#[derive(Default)]
pub(super) struct LoopRecord {
    /// The users of all numbers of threads, each at the place of its number. The first is for the loops of the main thread.
    threads: Vec<NumberUser>,
    pending_turn: Option<PendingTurn>,
}

impl LoopRecord {
    /// Leaves a turn out in which nothing has happened.
    pub fn drop_turn(&mut self) {
        self.pending_turn = None;
    }

    /// The turn that has begun and is not recorded yet.
    pub fn pending_turn_mut(&mut self) -> &mut Option<PendingTurn> {
        &mut self.pending_turn
    }

    /// Takes a number for a thread.
    pub fn take_thread(&mut self) -> u16 {
        if self.threads.is_empty() {
            self.threads.push(NumberUser::Nobody);
        }
        self.threads.push(NumberUser::Thread);
        u16::try_from(self.threads.len() - 1).unwrap_or(u16::MAX)
    }

    /// The place of a loop in the list, which is its thread's number. The first place is for a loop of the main thread.
    fn thread_of(&mut self, event_loop: Address, is_main: bool) -> usize {
        let known = self.threads.iter().position(|known| *known == NumberUser::Loop(event_loop));
        known.unwrap_or_else(|| {
            let mut places = self.threads.iter().enumerate().skip(usize::from(!is_main));
            let free = places.find(|(_, user)| **user == NumberUser::Nobody).map(|(place, _)| place);
            let free = free.unwrap_or_else(|| {
                self.threads.push(NumberUser::Nobody);
                self.threads.len() - 1
            });
            self.threads[free] = NumberUser::Loop(event_loop);
            free
        })
    }

    /// Frees the number of a loop; returns whether it had one.
    fn free(&mut self, event_loop: Address) -> bool {
        let known = self.threads.iter_mut().find(|known| **known == NumberUser::Loop(event_loop));
        known.map(|known| *known = NumberUser::Nobody).is_some()
    }
}

impl ProgramRecorder {
    /// Has the events that follow happen on a loop's thread.
    pub(super) fn enter_loop(&mut self, event_loop: Address) {
        self.events.thread = self.loops.thread_of(event_loop, self.threads.is_main()) as u16;
    }

    /// Forgets a loop that had the address of a new one.
    pub fn loop_created(&mut self, event_loop: Address) {
        self.loops.free(event_loop);
    }

    /// Ends the run with the last loop that is closed, if the main thread closes it: the program goes on beside the others.
    pub fn loop_closed(&mut self, event_loop: Address, status: Status) {
        if !self.loops.free(event_loop) {
            return;
        }
        self.loops.drop_turn();
        if !self.threads.is_main() {
            self.events.thread = self.threads.home();
            return;
        }
        if !self.loops.threads.iter().any(|user| matches!(user, NumberUser::Loop(_))) {
            if !self.loops.threads.contains(&NumberUser::Thread) {
                self.loops.threads.clear();
            }
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

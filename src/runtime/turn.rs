//! The turn of the loop: moving the clock, firing timers, running what is ready.

use std::rc::Rc;

use super::context::Context;
use super::event_loop::Core;
use super::handle::{Action, Entry, Slot};
use super::step;
use crate::clock::Micros;
use crate::trace::{Kind, Trace, What};

/// A step that holds the loop for longer than this is noted, and loop time follows it.
const BLOCKED: Micros = Micros::from_millis(50);

/// What a turn has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// More is ready.
    Ready,
    /// Nothing is ready before this moment.
    Until(Micros),
    /// Only something outside can bring the loop on.
    Outside,
    /// Nothing can.
    Nothing,
}

impl Core {
    /// Moves the clock to the next deadline if nothing is ready and the host allows it (or `jump` overrules it).
    /// Says what stands in the way of a turn, if something does.
    fn advance(&self, jump: bool) -> Option<After> {
        if !self.ready.borrow().is_empty() {
            return None;
        }
        match self.timers.borrow_mut().earliest() {
            Some(due) if due <= self.now.get() => None,
            // One deadline a turn, however late it is: order and times are those of a run that was never late.
            Some(due) if jump || due <= self.host.now() => {
                self.now.set(due);
                None
            }
            Some(due) => Some(After::Until(due)),
            None if self.externals.get() > 0 => Some(After::Outside),
            None => Some(After::Nothing),
        }
    }

    /// What the loop would do if it were given a turn now.
    pub fn outlook(&self) -> After {
        if !self.ready.borrow().is_empty() {
            return After::Ready;
        }
        match self.timers.borrow_mut().earliest() {
            Some(due) if due <= self.now.get() => After::Ready,
            Some(due) => After::Until(due),
            None if self.externals.get() > 0 => After::Outside,
            None => After::Nothing,
        }
    }

    /// One turn: due timers join the ready queue, then runs what was ready when the turn began. Work readied
    /// meanwhile waits for the next turn. The loop must be entered.
    pub fn turn(self: &Rc<Self>, jump: bool) -> After {
        if let Some(after) = self.advance(jump) {
            return after;
        }
        self.wall.set(self.host.wall());
        self.turns.set(self.turns.get() + 1);
        let now = self.now.get();
        let mut due = Vec::new();
        while let Some(timer) = self.timers.borrow_mut().pop_due(now) {
            due.push(timer);
        }
        let first = self.ready.borrow().front().map(|entry| entry.scheduled);
        let cause = first.or_else(|| due.first().map(|timer| timer.set)).flatten();
        let batch = self.ready.borrow().len() + due.len();
        let timers = self.timers.borrow().len() as u32;
        self.note_for(cause, |_| Kind::Turn { ready: batch as u32, timers });
        for timer in due {
            let late = now - timer.shared.due;
            let fired = self.note_for(timer.set, |_| Kind::TimerFired { timer: timer.id, late });
            let what = |t: &mut Trace| What::Timer(timer.id, t.intern(timer.what));
            let id = self.push_ready(Slot::Shared(timer.shared.clone()), Some(fired), what);
            timer.shared.handle.set(Some(id));
        }
        for _ in 0..batch {
            let Some(entry) = self.ready.borrow_mut().pop_front() else { break };
            self.run(entry);
            if self.full() || self.closing.get() {
                break;
            }
        }
        self.now.set(self.now.get() + self.turn_cost.get());
        self.outlook()
    }

    fn run(self: &Rc<Self>, entry: Entry) {
        let Entry { id, scheduled, slot } = entry;
        let Some(action) = slot.take() else { return };
        let began = self.note_for(scheduled, |_| Kind::HandleBegan { handle: id });
        self.set_cause(began);
        match action {
            Action::Step(task, thrown) => step::step(self, &task, thrown),
            Action::Wakeup(task, future) => step::wakeup(self, &task, &future),
            Action::Call(run, context) => {
                self.swap_context(context);
                if let Err(error) = run() {
                    self.callback_failed(&error);
                }
                self.swap_context(Context::default());
            }
        }
        self.measure();
        self.note(|_| Kind::HandleEnded { handle: id });
        self.set_cause(None);
    }

    /// Notes a handle that held the loop, on real clocks, and lets loop time follow.
    fn measure(&self) {
        let (Some(before), Some(after)) = (self.wall.get(), self.host.wall()) else { return };
        // `block_for` has set the wall time it ended at, so what it accounted for is not counted again.
        let held = after - before;
        self.wall.set(Some(after));
        if held > BLOCKED {
            self.now.set(self.now.get() + held);
            self.note(|_| Kind::Blocked { wall: held });
            self.host.moved(self.now.get());
        }
    }

    /// `block_for` held the thread for this long.
    pub fn blocked(&self, elapsed: Micros) {
        self.now.set(self.now.get() + elapsed);
        self.wall.set(self.host.wall());
        if elapsed > BLOCKED {
            self.note(|_| Kind::Blocked { wall: elapsed });
        }
        self.host.moved(self.now.get());
    }
}

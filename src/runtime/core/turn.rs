//! The turn of the loop: moving the clock, firing timers, running what is ready.

use std::rc::Rc;

use super::context::Context;
use super::event_loop::Core;
use super::handle::{Action, Entry};
use super::step::{self, Stepped};
use crate::clock::Micros;
use crate::runtime::threads::model::Open;
use crate::trace::{HandleId, HandleKind, Kind, Seq, Trace};

/// A step that holds the loop for longer than this is noted, and loop time follows it.
pub const BLOCKED: Micros = Micros::from_millis(50);

/// Outlook after a turn: the condition for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// More is ready.
    Ready,
    /// Nothing is ready before this moment.
    Until(Micros),
    /// Only something outside can bring the loop on.
    Outside,
    /// No turn can follow: nothing is scheduled and nothing goes on outside.
    Nothing,
}

impl Core {
    /// The first deadline: of a timer, unless the loop's thread is busy and sees to none, or of a thread.
    pub(in crate::runtime) fn earliest(&self) -> Option<Micros> {
        let timer = if self.threads.loop_busy() { None } else { self.timers.borrow_mut().earliest() };
        [timer, self.threads.earliest()].into_iter().flatten().min()
    }

    /// True if handles are ready that could run now.
    fn has_ready(&self) -> bool {
        !self.ready.borrow().is_empty() && !self.threads.loop_busy()
    }

    /// Moves the clock to the next deadline if nothing is ready and the host allows it (or `jump` overrules it).
    /// Says what stands in the way of a turn, if something does.
    fn advance(&self, jump: bool) -> Option<After> {
        if self.has_ready() {
            return None;
        }
        match self.earliest() {
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

    /// Outlook if the loop were given a turn now.
    pub fn outlook(&self) -> After {
        if self.has_ready() {
            return After::Ready;
        }
        match self.earliest() {
            Some(due) if due <= self.now.get() => After::Ready,
            Some(due) => After::Until(due),
            None if self.externals.get() > 0 => After::Outside,
            None => After::Nothing,
        }
    }

    /// Runs one turn: due timers join the ready queue, then everything runs that was ready when the turn began. Work
    /// readied meanwhile waits for the next turn. The loop must be entered.
    ///
    /// Threads go first. If only threads have something to do, the loop has no turn; if the loop's own thread is busy,
    /// its turn continues when it no longer is.
    pub fn turn(self: &Rc<Self>, jump: bool) -> After {
        if let Some(after) = self.advance(jump) {
            return after;
        }
        self.wall.set(self.host.wall());
        self.run_threads();
        if let Some(left) = self.batch.take() {
            return self.run_batch(left);
        }
        if self.threads.loop_busy() {
            return self.outlook();
        }
        let now = self.now.get();
        let due = self.timers.borrow_mut().take_due(now);
        if due.is_empty() && self.ready.borrow().is_empty() {
            return self.outlook();
        }
        self.turns.set(self.turns.get() + 1);
        let (ready, first) = {
            let ready = self.ready.borrow();
            (ready.len(), ready.front().map(|entry| entry.scheduled))
        };
        let batch = ready + due.len();
        let cause = first.or_else(|| due.first().map(|timer| timer.set)).flatten();
        self.note_for(cause, |_| Kind::Turn { ready: batch as u32, timers: self.timers.borrow().len() as u32 });
        for timer in due {
            let late = now - timer.shared.due;
            let fired = self.note_for(timer.set, |_| Kind::TimerFired { timer: timer.id, late });
            let what = |t: &mut Trace| HandleKind::Timer(timer.id, t.intern(timer.what));
            let id = self.push_ready(Action::Shared(timer.shared.clone()), Some(fired), what);
            timer.shared.handle.set(Some(id));
        }
        self.run_batch(batch)
    }

    /// Runs so many ready handles, or as many of them as it takes to keep the loop's thread busy.
    fn run_batch(self: &Rc<Self>, batch: usize) -> After {
        let mut left = batch;
        while left > 0 && !(self.threads.loop_busy() || self.full() || self.closing.get()) {
            let Some(entry) = self.ready.borrow_mut().pop_front() else { break };
            self.run(0, entry);
            left -= 1;
        }
        if self.threads.loop_busy() {
            self.batch.set(Some(left));
            return self.outlook();
        }
        self.now.set(self.now.get() + self.turn_cost.get());
        self.outlook()
    }

    /// Runs a handle on a thread.
    #[inline]
    pub(in crate::runtime) fn run(self: &Rc<Self>, thread: u16, entry: Entry) {
        let Entry { id, scheduled, action } = entry;
        let Some(action) = action.take() else { return };
        let began = self.note_for(scheduled, |_| Kind::HandleBegan { handle: id });
        self.set_cause(began);
        let stepped = match action {
            Action::Step(task, thrown) => step::step(self, task, thrown),
            Action::Wakeup(task, future) => step::wakeup(self, task, &future),
            Action::Call(run, context) => {
                self.swap_context(context);
                if let Err(error) = run() {
                    self.callback_failed(&error);
                }
                self.swap_context(Context::default());
                Stepped::Ended
            }
            Action::Shared(_) => Stepped::Ended,
        };
        self.ran(thread, id, began, stepped);
    }

    /// A thread that was busy goes on with its step.
    pub(in crate::runtime) fn go_on(self: &Rc<Self>, thread: u16, open: Open) {
        let held = self.now.get() - open.since;
        self.set_cause(open.step.began);
        if thread == 0 && held > BLOCKED {
            self.note(|_| Kind::Blocked { wall: held });
        }
        self.set_cause(open.handle_began);
        let stepped = step::resume(self, open.step);
        self.ran(thread, open.handle, open.handle_began, stepped);
    }

    /// A handle's code has run, to its end or until it keeps its thread busy.
    #[inline]
    fn ran(&self, thread: u16, handle: HandleId, began: Option<Seq>, stepped: Stepped) {
        self.measure();
        match stepped {
            Stepped::Ended => {
                self.note(|_| Kind::HandleEnded { handle });
            }
            Stepped::Busy(until, step) => {
                let open = Open { handle, handle_began: began, step, since: self.now.get() };
                self.threads.pause(thread, open, until);
            }
        }
        self.set_cause(None);
    }

    /// Notes a handle that held the loop, on real clocks, and lets loop time follow.
    fn measure(&self) {
        let Some(before) = self.wall.get() else { return };
        let Some(after) = self.host.wall() else { return };
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

//! The turn of the loop: moves the clock, fires timers, runs the ready handles.

use std::rc::Rc;

use super::context::Context;
use super::event_loop::Core;
use super::handle::{HandleAction, ReadyEntry};
use super::step::{self, StepProgress};
use crate::clock::Micros;
use crate::runtime::threads::model::BusyStep;
use crate::trace::{EventKind, HandleId, HandleKind, Seq, Trace};

/// Wall time after which a step that holds the loop is recorded as blocking, and loop time follows it.
pub const BLOCKED_AFTER: Micros = Micros::from_millis(50);

/// Outlook after a turn: the condition for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// More is ready.
    Ready,
    /// Nothing is ready before this moment.
    Until(Micros),
    /// Only an operation outside can make the loop continue.
    Outside,
    /// No turn can follow: nothing is scheduled and nothing goes on outside.
    Nothing,
}

impl Core {
    /// The first deadline of a timer or thread. Timers do not count while the loop's thread is busy.
    pub(in crate::runtime) fn earliest(&self) -> Option<Micros> {
        let timer = if self.threads.loop_busy() { None } else { self.timers.borrow_mut().earliest() };
        [timer, self.threads.earliest()].into_iter().flatten().min()
    }

    /// True if handles are ready that could run now.
    fn has_ready(&self) -> bool {
        !self.ready.borrow().is_empty() && !self.threads.loop_busy()
    }

    /// Moves the clock to the next deadline if nothing is ready and the host allows it (or `jump` overrules it).
    /// Returns the outlook if there can be no turn now.
    fn advance(&self, jump: bool) -> Option<Outlook> {
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
            Some(due) => Some(Outlook::Until(due)),
            None if self.externals.get() > 0 => Some(Outlook::Outside),
            None => Some(Outlook::Nothing),
        }
    }

    /// Outlook if the loop were given a turn now.
    pub fn outlook(&self) -> Outlook {
        if self.has_ready() {
            return Outlook::Ready;
        }
        match self.earliest() {
            Some(due) if due <= self.now.get() => Outlook::Ready,
            Some(due) => Outlook::Until(due),
            None if self.externals.get() > 0 => Outlook::Outside,
            None => Outlook::Nothing,
        }
    }

    /// Runs one turn: due timers join the ready queue, then everything runs that was ready when the turn began. Work
    /// readied meanwhile waits for the next turn. The loop must be entered.
    ///
    /// Threads go first. If only threads have something to do, the loop has no turn; if the loop's own thread is busy,
    /// its turn continues when it no longer is.
    pub fn turn(self: &Rc<Self>, jump: bool) -> Outlook {
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
        self.note_for(cause, |_| EventKind::Turn { ready: batch as u32, timers: self.timers.borrow().len() as u32 });
        for timer in due {
            let late = now - timer.shared.due;
            let fired = self.note_for(timer.set, |_| EventKind::TimerFired { timer: timer.id, late });
            let what = |t: &mut Trace| HandleKind::Timer(timer.id, t.intern(timer.what));
            let id = self.push_ready(HandleAction::Shared(timer.shared.clone()), Some(fired), what);
            timer.shared.handle.set(Some(id));
        }
        self.run_batch(batch)
    }

    /// Runs the first `batch` ready handles, or fewer if one of them keeps the loop's thread busy.
    fn run_batch(self: &Rc<Self>, batch: usize) -> Outlook {
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
    pub(in crate::runtime) fn run(self: &Rc<Self>, thread: u16, entry: ReadyEntry) {
        let ReadyEntry { id, scheduled, action } = entry;
        let Some(action) = action.take() else { return };
        let began = self.note_for(scheduled, |_| EventKind::HandleBegan { handle: id });
        self.set_cause(began);
        let stepped = match action {
            HandleAction::Step(task, thrown) => step::step(self, task, thrown),
            HandleAction::Wakeup(task, future) => step::wakeup(self, task, &future),
            HandleAction::Call(run, context) => {
                self.swap_context(context);
                if let Err(error) = run() {
                    self.callback_failed(&error);
                }
                self.swap_context(Context::default());
                StepProgress::Ended
            }
            HandleAction::Shared(_) => StepProgress::Ended,
        };
        self.ran(thread, id, began, stepped);
    }

    /// Continues the step of a thread that was busy.
    pub(in crate::runtime) fn go_on(self: &Rc<Self>, thread: u16, open: BusyStep) {
        let held = self.now.get() - open.since;
        self.set_cause(open.step.began);
        if thread == 0 && held > BLOCKED_AFTER {
            self.note(|_| EventKind::Blocked { wall: held });
        }
        self.set_cause(open.handle_began);
        let stepped = step::resume(self, open.step);
        self.ran(thread, open.handle, open.handle_began, stepped);
    }

    /// Ends or pauses a handle whose code has run, to its end or until it keeps its thread busy.
    #[inline]
    fn ran(&self, thread: u16, handle: HandleId, began: Option<Seq>, stepped: StepProgress) {
        self.measure();
        match stepped {
            StepProgress::Ended => {
                self.note(|_| EventKind::HandleEnded { handle });
            }
            StepProgress::Busy(until, step) => {
                let open = BusyStep { handle, handle_began: began, step, since: self.now.get() };
                self.threads.pause(thread, open, until);
            }
        }
        self.set_cause(None);
    }

    /// Records a handle that held the loop, on real clocks, and lets loop time follow.
    fn measure(&self) {
        let Some(before) = self.wall.get() else { return };
        let Some(after) = self.host.wall() else { return };
        // `block_for` has set the wall time it ended at, so its time is not counted again.
        let held = after - before;
        self.wall.set(Some(after));
        if held > BLOCKED_AFTER {
            self.now.set(self.now.get() + held);
            self.note(|_| EventKind::Blocked { wall: held });
            self.host.moved(self.now.get());
        }
    }

    /// Records that `block_for` held the thread for this long.
    pub fn blocked(&self, elapsed: Micros) {
        self.now.set(self.now.get() + elapsed);
        self.wall.set(self.host.wall());
        if elapsed > BLOCKED_AFTER {
            self.note(|_| EventKind::Blocked { wall: elapsed });
        }
        self.host.moved(self.now.get());
    }
}

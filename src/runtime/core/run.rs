//! `asyncio.run`: a loop with a main task, driven turn by turn by the host.

use std::cell::{Cell, Ref, RefCell};
use std::fmt::Debug;
use std::rc::Rc;

use super::context::Context;
use super::current;
use super::deadlock;
use super::event_loop::Core;
use super::future::Future;
use super::handle::HandleAction;
use super::host::{Host, VirtualHost};
use super::task::{Task, TaskRef, TaskState, spawn};
use super::turn::Outlook;
use crate::changes::WaitBook;
use crate::clock::Micros;
use crate::runtime::services::{ModelServices, Services};
use crate::runtime::{Error, Result};
use crate::trace::Limit;
use crate::trace::{EventKind, FutureOrigin, HandleKind, Recorder, SharedTrace, Status, Trace, WarningCode};

/// State of a run when [`EventLoop::drive`] returns: the reason why it goes no further now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriveOutcome {
    /// More is ready; the host was asked for a turn.
    Ready,
    /// Nothing is ready before this moment of loop time; the host was asked to wake the loop then.
    Until(Micros),
    /// Only an operation outside, such as a fetch, can make the loop continue.
    Outside,
    /// The run has ended; see [`EventLoop::status`].
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunPhase {
    /// The main task runs.
    Main,
    /// The main task is done; the tasks that it left running are cancelled and waited for.
    CleanUp,
    /// The clean-up of tasks is over; asynchronous generators that are left are closed and waited for.
    Generators,
    /// `asyncio.run` closes generators and threads, each in two turns, which also run what is ready by then.
    Closing(u8),
    Ended,
}

/// Turns in which `asyncio.run` closes generators, then threads.
const CLOSING_TURNS: u8 = 4;
/// Closing turns of a run that had generators to close: only those of the threads are left.
const CLOSING_THREAD_TURNS: u8 = 2;

/// A loop and its run: made with a program, driven until [`DriveOutcome::Ended`], then its record is whole.
///
/// Dropping it is [`EventLoop::stop`].
pub struct EventLoop {
    core: Rc<Core>,
    record: SharedTrace,
    phase: Cell<RunPhase>,
    /// True once the main future's callback has run; read after the turn, as CPython's `run_forever` does.
    stopping: Rc<Cell<bool>>,
    main: RefCell<Option<Task<()>>>,
    /// Tasks that are waited for before the run ends.
    left: Rc<RefCell<Vec<Rc<TaskState>>>>,
    outcome: RefCell<Option<Result<()>>>,
    status: Cell<Option<Status>>,
}

impl EventLoop {
    /// A loop whose main task will run `main` from its first turn on: `asyncio.run(main)`. `make` is called with the
    /// loop entered, so that it may create futures and queues.
    #[track_caller]
    pub fn new<F>(
        host: Rc<dyn Host>,
        services: Rc<dyn Services>,
        recorder: Recorder,
        make: impl FnOnce() -> F,
    ) -> EventLoop
    where
        F: std::future::Future<Output = Result<()>> + 'static,
    {
        let core = Core::new(host, services, recorder);
        let stopping = Rc::new(Cell::new(false));
        let entered = current::enter(&core);
        let began = core.note(|t| EventKind::RunBegan { name: t.intern("main") });
        core.set_cause(began);
        let main = spawn(make(), Some("main".into()), std::panic::Location::caller());
        let stop = stopping.clone();
        main.add_named_callback("run_until_complete", move |_| stop.set(true));
        core.set_cause(None);
        drop(entered);
        EventLoop {
            record: core.trace(),
            core,
            phase: Cell::new(RunPhase::Main),
            stopping,
            main: RefCell::new(Some(main)),
            left: Rc::default(),
            outcome: RefCell::default(),
            status: Cell::new(None),
        }
    }

    /// Gives the run a book of waits, which names its changes, and has each wait noted. To be called before the first turn.
    pub fn set_waits(&self, book: WaitBook) {
        self.core.set_waits(Some(book));
    }

    /// Takes the run's book of waits, if it has one.
    pub fn take_waits(&self) -> Option<WaitBook> {
        self.core.set_waits(None)
    }

    /// Runs turns while they are allowed and `more()` returns true (asked after each turn), then asks the host for the
    /// next call. Call it when the host's timer fires or its turn comes; early or needless calls do no harm.
    pub fn drive(&self, mut more: impl FnMut() -> bool) -> DriveOutcome {
        let _entered = current::enter(&self.core);
        loop {
            if self.phase.get() == RunPhase::Ended {
                return DriveOutcome::Ended;
            }
            let after = self.turn(false);
            if self.phase.get() == RunPhase::Ended {
                return DriveOutcome::Ended;
            }
            match after {
                Outlook::Until(due) if due > self.core.host().now() => {
                    self.core.host().wake_at(due);
                    return DriveOutcome::Until(due);
                }
                // A deadline that is allowed already needs no timer, which hosts of exact runs do not have.
                Outlook::Ready | Outlook::Until(_) if more() => {}
                Outlook::Ready | Outlook::Until(_) => {
                    self.core.host().request_turn();
                    return DriveOutcome::Ready;
                }
                Outlook::Outside => return DriveOutcome::Outside,
                Outlook::Nothing => self.deadlock(),
            }
        }
    }

    /// Runs exactly one turn, whatever the pace: loop time jumps to the next deadline if nothing is ready.
    pub fn single_turn(&self) -> DriveOutcome {
        let _entered = current::enter(&self.core);
        if self.phase.get() == RunPhase::Ended {
            return DriveOutcome::Ended;
        }
        let after = self.turn(true);
        self.core.host().moved(self.core.now());
        if self.phase.get() == RunPhase::Ended {
            return DriveOutcome::Ended;
        }
        match after {
            Outlook::Ready => DriveOutcome::Ready,
            Outlook::Until(due) => DriveOutcome::Until(due),
            Outlook::Outside => DriveOutcome::Outside,
            Outlook::Nothing => {
                self.deadlock();
                DriveOutcome::Ended
            }
        }
    }

    fn turn(&self, jump: bool) -> Outlook {
        let after = self.core.turn(jump);
        if self.core.full() {
            self.core.warn(WarningCode::Limit, Limit::Events.text());
            self.end(Status::Limit);
            return Outlook::Nothing;
        }
        if self.core.closing.get() {
            self.outcome.replace(self.main.take().filter(|main| main.done()).map(|main| main.result()));
            self.finish();
            return Outlook::Nothing;
        }
        if self.stopping.replace(false) {
            self.advance();
            return self.core.outlook();
        }
        if let RunPhase::Closing(turns) = self.phase.get() {
            self.closing(turns.saturating_sub(1));
        }
        after
    }

    /// Enters the next phase, because the main future or the clean-up is done; that is the cause of the events that
    /// follow.
    fn advance(&self) {
        let last = self.record.borrow().last();
        self.core.set_cause(last);
        self.next_phase();
        self.core.set_cause(None);
    }

    fn next_phase(&self) {
        match self.phase.get() {
            RunPhase::Main => {
                let main = self.main.take();
                self.outcome.replace(main.map(|main| main.result()));
                let left = self.core.tasks();
                if left.is_empty() {
                    return self.close_generators();
                }
                self.phase.set(RunPhase::CleanUp);
                self.cancel_all(left);
            }
            RunPhase::CleanUp => {
                self.report_left("unhandled exception during asyncio.run() shutdown");
                self.close_generators();
            }
            RunPhase::Generators => {
                self.report_left("an error occurred during closing of asynchronous generator");
                self.closing(CLOSING_THREAD_TURNS);
            }
            RunPhase::Closing(_) | RunPhase::Ended => {}
        }
    }

    /// Cancels the tasks that are left and waits for them as `gather` does, since `asyncio.run` leaves nothing running.
    fn cancel_all(&self, left: Vec<Rc<TaskState>>) {
        for task in &left {
            task.cancel(None);
        }
        let stop = self.stopping.clone();
        all_done(&left).add_named_callback("run_until_complete", move |_| stop.set(true));
        self.left.replace(left);
    }

    /// Reports the errors of the tasks that were cancelled at the end of the run.
    fn report_left(&self, message: &str) {
        for task in self.left.take() {
            let shared = task.future.shared();
            if shared.failed()
                && let Some(error) = shared.failure()
            {
                self.core.report(message, &error, WarningCode::NeverRetrieved);
            }
        }
    }

    /// Closes the asynchronous generators that are left, each in a task, and waits for them: `shutdown_asyncgens`.
    /// CPython has a helper task for that; its steps are the two callbacks here.
    fn close_generators(&self) {
        if !self.core.has_generators() {
            return self.closing(CLOSING_TURNS);
        }
        self.phase.set(RunPhase::Generators);
        let (stopping, left) = (self.stopping.clone(), self.left.clone());
        let stop = move || {
            if let Some(core) = current::get() {
                let end = move || {
                    stopping.set(true);
                    Ok(())
                };
                core.call_soon("run_until_complete", Box::new(end));
            }
        };
        let close = Box::new(move || {
            let generators = current::get().map(|core| core.take_generators()).unwrap_or_default();
            if generators.is_empty() {
                stop();
                return Ok(());
            }
            let closing = generators.into_iter().map(|generator| generator.close_in_a_task().state().clone());
            let closing: Vec<_> = closing.collect();
            let closed = all_done(&closing);
            left.replace(closing);
            closed.add_named_callback("shutdown_asyncgens", move |_| stop());
            Ok(())
        });
        self.core.schedule(HandleAction::Call(close, Context::default()), None, |t| {
            HandleKind::Callback(t.intern("shutdown_asyncgens"))
        });
    }

    fn closing(&self, turns: u8) {
        self.phase.set(RunPhase::Closing(turns));
        // Threads cannot be cancelled, so a run does not end before they do.
        if !self.core.has_threads() && (turns == 0 || self.core.outlook() != Outlook::Ready) {
            self.finish();
        }
    }

    fn finish(&self) {
        for task in self.core.tasks_and_threads() {
            // Created while the rest was cleaned up, or left by a program that closes its loop itself.
            let name = task.name.borrow().clone();
            self.core.warn_destroyed(&name);
        }
        let failed = self.outcome.borrow().as_ref().and_then(|outcome| outcome.as_ref().err().map(ToString::to_string));
        self.end(match failed {
            Some(text) => Status::Raised(self.record.borrow_mut().intern(&text)),
            None => Status::Returned,
        });
    }

    fn end(&self, status: Status) {
        let last = self.record.borrow().last();
        self.core.note_for(last, |_| EventKind::RunEnded { status });
        self.close(status);
    }

    fn close(&self, status: Status) {
        self.status.set(Some(status));
        self.phase.set(RunPhase::Ended);
        self.core.close();
        let main = self.main.take();
        drop(main);
        let left = self.left.take();
        drop(left);
    }

    /// Ends the run as a deadlock: nothing is ready, no timer is set, no operation goes on outside, and yet tasks wait.
    fn deadlock(&self) {
        self.core.warn(WarningCode::Deadlock, &deadlock::explain(&self.core));
        self.end(Status::Deadlock);
    }

    /// Ends the run now: every task's body and every callback is dropped, and late calls get [`Error::Closed`].
    /// The record is kept. Nothing happens to a run that has ended.
    pub fn stop(&self) {
        if self.phase.get() != RunPhase::Ended {
            self.end(Status::Stopped);
        }
    }

    /// The record, which grows with the run and outlives it.
    pub fn record(&self) -> SharedTrace {
        self.core.trace()
    }

    /// The record so far.
    pub fn trace(&self) -> Ref<'_, Trace> {
        self.record.borrow()
    }

    /// Loop time.
    pub fn now(&self) -> Micros {
        self.core.now()
    }

    /// Number of turns that have run.
    pub fn turns(&self) -> u64 {
        self.core.turns()
    }

    /// Final status of the run; `None` while it goes on.
    pub fn status(&self) -> Option<Status> {
        self.status.get()
    }

    /// Result or error of the main coroutine; `None` until it has ended, or if it never did.
    pub fn outcome(&self) -> Option<Result<()>> {
        self.outcome.borrow().clone()
    }
}

/// A future that is settled when all these tasks are done, as `gather` with `return_exceptions` is.
fn all_done(tasks: &[Rc<TaskState>]) -> Future<()> {
    let all = Future::<()>::with(FutureOrigin::Gather, None);
    let count = Rc::new(Cell::new(tasks.len()));
    for task in tasks {
        let (all, count) = (all.clone(), count.clone());
        let done = move || {
            count.set(count.get() - 1);
            if count.get() == 0 {
                let _ = all.set_result(());
            }
            Ok(())
        };
        task.future.shared().add_callback("gather", Box::new(move || Box::new(done)));
    }
    all
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs a program to its end on the virtual clock, where waiting costs nothing, and returns its run with the record.
#[track_caller]
pub fn run_exact<F>(make: impl FnOnce() -> F) -> EventLoop
where
    F: std::future::Future<Output = Result<()>> + 'static,
{
    let recorder = Recorder::new(Recorder::LIMIT);
    let event_loop = EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), recorder, make);
    event_loop.drive(|| true);
    event_loop
}

/// Runs a coroutine to its end on a virtual clock that nobody records, and returns what it returns: `asyncio.run`.
/// A deadlock is [`Error::Closed`]. `RuntimeError` within a running loop.
#[track_caller]
pub fn run<T, F>(make: impl FnOnce() -> F) -> Result<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    if current::get().is_some() {
        return Err(Error::runtime("asyncio.run() cannot be called from a running event loop"));
    }
    let kept = Rc::new(RefCell::new(None));
    let result = kept.clone();
    let (host, services) = (Rc::new(VirtualHost::default()), Rc::new(ModelServices));
    let event_loop = EventLoop::new(host, services, Recorder::off(), || {
        let main = make();
        async move {
            let value = main.await?;
            result.replace(Some(value));
            Ok(())
        }
    });
    event_loop.drive(|| true);
    event_loop.outcome().unwrap_or(Err(Error::Closed))?;
    kept.take().ok_or(Error::Closed)
}

/// The tasks of the running loop that are not done, in order of creation.
pub fn all_tasks() -> Vec<TaskRef> {
    current::get().map(|core| core.tasks().into_iter().map(TaskRef).collect()).unwrap_or_default()
}

/// The task whose step is running; `None` in a callback.
pub fn current_task() -> Option<TaskRef> {
    current::get()?.current_task().map(TaskRef)
}

/// Sets the handler that is called, with a message and the error, when a callback fails or an error is never read.
/// Without one the record gets a warning.
pub fn set_exception_handler(handler: impl Fn(&str, &Error) + 'static) {
    if let Some(core) = current::get() {
        core.set_exception_handler(Some(Rc::new(handler)));
    }
}

/// Closes the running loop: the step or callback that calls this is its last, as if `loop.close()` followed. What is
/// left is neither cancelled nor waited for, as `asyncio.run` would do first; it vanishes, and warnings say so.
pub fn close_loop() {
    if let Some(core) = current::get() {
        core.closing.set(true);
    }
}

/// Charges every turn from now on with this much loop time, which is zero at first, so that time passes in programs
/// that wait by yielding.
pub fn set_turn_cost(cost: Micros) {
    if let Some(core) = current::get() {
        core.set_turn_cost(cost);
    }
}

/// Number of turns that the running loop has begun.
pub fn turns() -> u64 {
    current::get().map_or(0, |core| core.turns())
}

//! The event loop: the ready queue, the timers and the turn that works them off.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use super::context::Context;
use super::current;
use super::handle::{Cancellable, Handle, HandleAction, ReadyEntry, Timer, Timers};
use super::host::Host;
use super::leaf::SourceLine;
use super::recording::Stacks;
use super::slot::{AnyFuture, AnySlot};
use super::task::TaskState;
use crate::changes::{SetWaitKind, WaitBook};
use crate::clock::Micros;
use crate::runtime::generators::async_generator::Closing;
use crate::runtime::services::Services;
use crate::runtime::threads::model::{ThreadChange, Threads};
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, HandleId, HandleKind, Recorder, Seq, TaskId, TimerId, Trace, WarningCode};

/// Called with a message and an error when a callback fails.
type ExceptionHandler = Rc<dyn Fn(&str, &Error)>;

/// The state of a loop, shared by everything that belongs to it.
pub(crate) struct Core {
    pub(in crate::runtime) host: Rc<dyn Host>,
    services: Rc<dyn Services>,
    /// The book that gives each wait its length; without one each has its own.
    waits: RefCell<Option<WaitBook>>,
    pub(in crate::runtime) recorder: RefCell<Recorder>,
    /// True if a record is kept. Never changes: a turn of an unrecorded run does not even look at the recorder.
    pub(in crate::runtime) recording: bool,
    pub(in crate::runtime) now: Cell<Micros>,
    /// Wall time, read once a handle: the events of a handle carry the same wall time.
    pub(in crate::runtime) wall: Cell<Option<Micros>>,
    pub(in crate::runtime) ready: RefCell<VecDeque<ReadyEntry>>,
    pub(in crate::runtime) timers: RefCell<Timers>,
    /// Tasks that are not done, by id.
    tasks: RefCell<BTreeMap<TaskId, Rc<TaskState>>>,
    current: RefCell<Option<Rc<TaskState>>>,
    context: Cell<Context>,
    pub(in crate::runtime) threads: Threads,
    /// Thread that runs now, equal to the recorder's.
    pub(in crate::runtime) thread: Cell<u16>,
    /// Handles of an interrupted turn that are still to run, since one of them keeps the loop's thread busy.
    pub(in crate::runtime) batch: Cell<Option<usize>>,
    /// Operations that go on outside the loop and will come back.
    pub(in crate::runtime) externals: Cell<i32>,
    pub(in crate::runtime) turn_cost: Cell<Micros>,
    pub(in crate::runtime) turns: Cell<u64>,
    exception_handler: RefCell<Option<ExceptionHandler>>,
    /// True once the program has closed its loop: the step or callback that runs now is the last.
    pub(in crate::runtime) closing: Cell<bool>,
    /// Futures that are no tasks and have callbacks: callbacks and futures may hold each other, so the end of the
    /// loop parts them.
    watched: RefCell<Vec<Weak<dyn AnySlot>>>,
    /// Asynchronous generators that have begun, in that order; some may have ended or gone.
    async_generators: RefCell<Vec<Weak<dyn Closing>>>,
    pub(in crate::runtime) stacks: RefCell<Stacks>,
    /// True while a coroutine that will not run is dropped on purpose, which is no forgotten `await`.
    pub(crate) discarding: Cell<bool>,
    pub(crate) closed: Cell<bool>,
    pub(in crate::runtime) futures: Cell<u32>,
    pub(in crate::runtime) handles: Cell<u32>,
    pub(in crate::runtime) timer_ids: Cell<u32>,
    pub(in crate::runtime) resources: Cell<u32>,
    pub(in crate::runtime) names: Cell<u32>,
    pub(in crate::runtime) generators: Cell<u32>,
}

impl Core {
    pub fn new(host: Rc<dyn Host>, services: Rc<dyn Services>, recorder: Recorder) -> Rc<Core> {
        Rc::new(Core {
            wall: Cell::new(host.wall()),
            recording: recorder.is_on(),
            host,
            services,
            waits: RefCell::default(),
            recorder: RefCell::new(recorder),
            now: Cell::default(),
            ready: RefCell::default(),
            timers: RefCell::default(),
            tasks: RefCell::default(),
            current: RefCell::default(),
            context: Cell::default(),
            threads: Threads::default(),
            thread: Cell::new(0),
            batch: Cell::new(None),
            externals: Cell::new(0),
            turn_cost: Cell::default(),
            turns: Cell::new(0),
            exception_handler: RefCell::default(),
            closing: Cell::new(false),
            watched: RefCell::default(),
            async_generators: RefCell::default(),
            stacks: RefCell::default(),
            discarding: Cell::new(false),
            closed: Cell::new(false),
            futures: Cell::new(0),
            handles: Cell::new(0),
            timer_ids: Cell::new(0),
            resources: Cell::new(0),
            names: Cell::new(1),
            generators: Cell::new(0),
        })
    }

    pub fn now(&self) -> Micros {
        self.now.get()
    }

    pub fn turns(&self) -> u64 {
        self.turns.get()
    }

    pub fn set_turn_cost(&self, cost: Micros) {
        self.turn_cost.set(cost);
    }

    pub fn services(&self) -> &dyn Services {
        &*self.services
    }

    pub fn host(&self) -> &dyn Host {
        &*self.host
    }

    // --- waits ---

    /// Takes a book of waits, and returns the one before.
    pub fn set_waits(&self, book: Option<WaitBook>) -> Option<WaitBook> {
        self.waits.replace(book)
    }

    /// The length of a wait of the running task that is set at a line and would have this one.
    pub fn wait_length(&self, kind: SetWaitKind, line: SourceLine, length: Micros) -> Micros {
        let Some(book) = &mut *self.waits.borrow_mut() else { return length };
        let task = self.with_current_task(|task| task.map(|task| task.name.borrow().clone()));
        book.set(kind, (line.file(), line.line()), task.as_deref(), self.now(), length)
    }

    /// The time that the answer to a fetch takes, which would be this.
    pub fn answer_length(&self, path: &str, length: Micros) -> Micros {
        let Some(book) = &mut *self.waits.borrow_mut() else { return length };
        book.host(path, self.now(), length).map_or(length, |change| change.of(length))
    }

    // --- tasks and context ---

    pub fn current_task(&self) -> Option<Rc<TaskState>> {
        self.current.borrow().clone()
    }

    /// Shows the task whose step is running. `look` must not begin or end a step.
    pub fn with_current_task<T>(&self, look: impl FnOnce(Option<&TaskState>) -> T) -> T {
        look(self.current.borrow().as_deref())
    }

    pub fn set_current_task(&self, task: Option<Rc<TaskState>>) -> Option<Rc<TaskState>> {
        self.current.replace(task)
    }

    pub fn context(&self) -> Context {
        let context = self.context.take();
        self.context.set(context.clone());
        context
    }

    /// Enters a context and returns the one before, which must be dropped outside any borrow: its values may be
    /// anything.
    pub fn swap_context(&self, context: Context) -> Context {
        self.context.replace(context)
    }

    pub fn add_task(&self, task: Rc<TaskState>) {
        self.tasks.borrow_mut().insert(task.id, task);
    }

    pub fn remove_task(&self, id: TaskId) -> Option<Rc<TaskState>> {
        self.tasks.borrow_mut().remove(&id)
    }

    /// Tasks that are not done, in order of creation; not the threads.
    pub fn tasks(&self) -> Vec<Rc<TaskState>> {
        self.tasks.borrow().values().filter(|task| task.thread == 0).cloned().collect()
    }

    /// Tasks and threads that are not done, in order of creation.
    pub fn tasks_and_threads(&self) -> Vec<Rc<TaskState>> {
        self.tasks.borrow().values().cloned().collect()
    }

    /// True if a thread is not done.
    pub fn has_threads(&self) -> bool {
        self.tasks.borrow().values().any(|task| task.thread != 0)
    }

    // --- scheduling ---

    /// Puts an action at the end of the ready queue; the step of a thread comes at once.
    pub fn schedule(
        &self,
        action: HandleAction,
        cause: Option<Option<Seq>>,
        what: impl FnOnce(&mut Trace) -> HandleKind,
    ) {
        let thread = match &action {
            HandleAction::Step(task, _) | HandleAction::Wakeup(task, _) => task.thread,
            HandleAction::Call(..) | HandleAction::Shared(_) => 0,
        };
        let entry = self.entry(thread, action, cause, what);
        if thread == 0 {
            self.ready.borrow_mut().push_back(entry);
        } else {
            self.threads.set(self.now(), thread, ThreadChange::Begin(entry));
        }
    }

    pub(in crate::runtime) fn push_ready(
        &self,
        action: HandleAction,
        cause: Option<Option<Seq>>,
        what: impl FnOnce(&mut Trace) -> HandleKind,
    ) -> HandleId {
        let entry = self.entry(0, action, cause, what);
        let id = entry.id;
        self.ready.borrow_mut().push_back(entry);
        id
    }

    /// Records that a handle is scheduled on a thread.
    #[inline]
    fn entry(
        &self,
        thread: u16,
        action: HandleAction,
        cause: Option<Option<Seq>>,
        what: impl FnOnce(&mut Trace) -> HandleKind,
    ) -> ReadyEntry {
        let id = self.next_handle();
        if !self.recording {
            return ReadyEntry { id, scheduled: None, action };
        }
        let make = |t: &mut Trace| EventKind::HandleScheduled { handle: id, what: what(t) };
        let before = self.set_thread(thread);
        let scheduled = match cause {
            Some(cause) => self.note_for(cause, make),
            None => self.note(make),
        };
        self.set_thread(before);
        ReadyEntry { id, scheduled, action }
    }

    /// Schedules a callback as `call_soon` does, and returns a handle to cancel it.
    pub fn call_soon(self: &Rc<Self>, what: &'static str, run: Box<dyn FnOnce() -> Result<()>>) -> Handle {
        let shared = Rc::new(Cancellable {
            action: RefCell::new(Some(HandleAction::Call(run, self.context()))),
            cancelled: Cell::new(false),
            handle: Cell::new(None),
            timer: None,
            due: Micros::ZERO,
        });
        let id = self.push_ready(HandleAction::Shared(shared.clone()), None, |t| HandleKind::Callback(t.intern(what)));
        shared.handle.set(Some(id));
        Handle { shared, core: Rc::downgrade(self) }
    }

    /// Schedules a callback as `call_at` does.
    pub fn call_at(self: &Rc<Self>, due: Micros, what: &'static str, run: Box<dyn FnOnce() -> Result<()>>) -> Handle {
        self.set_timer(due, Micros::ZERO, what, run)
    }

    /// Sets a timer that is ordered as if it were due `early` before `due`: CPython's negative delays are deadlines in
    /// the past, and come before those of zero.
    pub fn set_timer(
        self: &Rc<Self>,
        due: Micros,
        early: Micros,
        what: &'static str,
        run: Box<dyn FnOnce() -> Result<()>>,
    ) -> Handle {
        let id = TimerId(self.timer_ids.replace(self.timer_ids.get() + 1));
        let shared = Rc::new(Cancellable {
            action: RefCell::new(Some(HandleAction::Call(run, self.context()))),
            cancelled: Cell::new(false),
            handle: Cell::new(None),
            timer: Some(id),
            due,
        });
        let set = self.note(|t| EventKind::TimerSet { timer: id, due, what: t.intern(what) });
        let timer = Timer { shared: shared.clone(), id, set, what };
        self.timers.borrow_mut().push(due, early, timer);
        Handle { shared, core: Rc::downgrade(self) }
    }

    pub fn forget_timer(&self, id: TimerId) {
        let timer = self.timers.borrow_mut().remove(id);
        drop(timer);
    }

    // --- the outside ---

    /// Counts an operation that begins (1) or ends (-1) outside the loop.
    pub fn external(&self, change: i32) {
        self.externals.set(self.externals.get() + change);
    }

    /// Moves loop time forward when something comes from outside on a real clock: if the loop stood idle until now, its
    /// time follows the clock, yet never past a deadline that is still to fire.
    pub fn catch_up(&self) {
        if self.ready.borrow().is_empty() && self.host.wall().is_some() {
            let until = self.earliest().unwrap_or(Micros::NEVER);
            self.now.set(self.now.get().max(self.host.now().min(until)));
        }
    }

    /// Runs `settle` in the next turn, because an operation outside the loop that `cause` began has come back.
    /// CPython's `call_soon_threadsafe`.
    pub fn from_outside(self: &Rc<Self>, cause: Option<Seq>, settle: impl FnOnce() + 'static) {
        if self.closed.get() {
            return;
        }
        self.catch_up();
        let run = Box::new(move || {
            settle();
            Ok(())
        });
        let action = HandleAction::Call(run, Context::default());
        self.push_ready(action, Some(cause), |t| HandleKind::Callback(t.intern("from outside")));
        self.host.request_turn();
    }

    // --- errors ---

    pub fn set_exception_handler(&self, handler: Option<ExceptionHandler>) {
        let before = self.exception_handler.replace(handler);
        drop(before);
    }

    pub(in crate::runtime) fn callback_failed(&self, error: &Error) {
        self.report("Exception in callback", error, WarningCode::CallbackFailed);
    }

    /// Reports an error to the exception handler or, without one, to the record.
    pub fn report(&self, message: &str, error: &Error, code: WarningCode) {
        let handler = self.exception_handler.borrow().clone();
        match handler {
            Some(handler) => handler(message, error),
            None => self.warn(code, &format!("{message}: {error}")),
        }
    }

    // --- the end ---

    /// Drops every task's body and every callback, with the loop entered and no borrow held. Late calls get `Closed`.
    pub fn close(self: &Rc<Self>) {
        if self.closed.replace(true) {
            return;
        }
        let _entered = current::enter(self);
        let ready = self.ready.take();
        let timers = self.timers.borrow_mut().take();
        let tasks = std::mem::take(&mut *self.tasks.borrow_mut());
        drop(ready);
        drop(timers);
        self.threads.clear();
        for task in tasks.values() {
            let body = task.body.take();
            drop(body);
            let waiter: Option<AnyFuture> = task.waiter.take();
            if let Some(waiter) = waiter {
                waiter.shared().forget_callbacks();
            }
            task.future.shared().forget_callbacks();
        }
        drop(tasks);
        let watched = self.watched.take();
        for future in watched.iter().filter_map(Weak::upgrade) {
            future.shared().forget_callbacks();
        }
        self.set_exception_handler(None);
    }

    /// Notes an asynchronous generator that has begun, so that the end of the run can close it.
    pub fn generator_began(&self, generator: Weak<dyn Closing>) {
        let mut generators = self.async_generators.borrow_mut();
        generators.retain(|generator| generator.strong_count() > 0);
        generators.push(generator);
    }

    /// True if asynchronous generators that have begun are still there.
    pub fn has_generators(&self) -> bool {
        self.async_generators.borrow().iter().any(|generator| generator.strong_count() > 0)
    }

    /// Takes the asynchronous generators that are still there.
    pub fn take_generators(&self) -> Vec<Rc<dyn Closing>> {
        self.async_generators.take().iter().filter_map(Weak::upgrade).collect()
    }

    /// Notes a future that is no task and has a callback.
    pub fn watch(&self, future: Weak<dyn AnySlot>) {
        let mut watched = self.watched.borrow_mut();
        // Dropped futures are removed now and then, so that the list is at most twice as long as the number of live
        // ones.
        if watched.len() == watched.capacity() {
            watched.retain(|future| future.strong_count() > 0);
            let room = watched.len().max(16);
            watched.reserve(room);
        }
        watched.push(future);
    }

    /// Drops a coroutine that will not run, without the warning that it was never awaited.
    pub fn discard<T>(&self, coroutine: T) {
        let before = self.discarding.replace(true);
        drop(coroutine);
        self.discarding.set(before);
    }
}

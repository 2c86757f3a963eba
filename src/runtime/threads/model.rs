//! Threads beside the loop, as a model on the virtual clock: nothing really runs at the same time.
//!
//! A thread is a task with a number of its own, which its events bear. Its code is an `async` block, since the model
//! has to leave it where a real thread would go on by itself:
//!
//! - [`compute`] keeps the thread busy. The step stays open while the loop and other threads go on, and ends when the
//!   computation is over, so that steps of several threads overlap in time.
//! - [`blocking_io`] suspends the thread, as a read from a socket does.
//! - Locks and futures of the loop work as between its tasks, only that a woken thread goes on at once and waits for
//!   no turn of the loop.
//!
//! The loop's own thread is number 0, and both calls hold it in the same way: then no task runs, and timers fire late.
//!
//! ```text
//!   thread 1   ├── step ─────────────────┤        compute(0.2), blocking_io(0.1), ...
//!   thread 2   ├── step ──────────┤      :
//!   loop       ├┤ ├┤              ├┤     ├┤       a thread that has ended settles a future in the loop's next turn
//! ```
//!
//! What is deliberately absent: cancelling a thread, which Python cannot do either, data races, and any cost of a
//! thread or of changing between threads. Where only one thread at a time may compute, [`Gil`] says so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::Location;
use std::rc::Rc;

use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::runtime::core::event_loop::Core;
use crate::runtime::core::future::Future;
use crate::runtime::core::handle::ReadyEntry;
use crate::runtime::core::leaf::{Busy, Leaf, SourceLine};
use crate::runtime::core::step::PausedStep;
use crate::runtime::core::{current, task};
use crate::runtime::locks::resource::{Resource, WaitingLine};
use crate::runtime::sleep::{delay, running};
use crate::runtime::{Error, Result};
use crate::trace::{FutureOrigin, HandleId, ResourceKind, ResourceState, Seq, TaskId, WaitKind, WaitReason};

/// Change of a thread at a moment of loop time.
pub(in crate::runtime) enum ThreadChange {
    /// The handle of the thread's next step begins.
    Begin(ReadyEntry),
    /// The thread is no longer busy.
    Resume,
    /// The thread's input and output, which began with this event, is done.
    Settle(Future<()>, Option<Seq>),
}

/// A thread in the middle of a step: busy.
pub(in crate::runtime) struct BusyStep {
    pub handle: HandleId,
    /// Event that recorded the handle's begin.
    pub handle_began: Option<Seq>,
    pub step: PausedStep,
    /// Moment from which on the thread is busy.
    pub since: Micros,
}

/// The threads of a loop, and their coming changes.
#[derive(Default)]
pub(crate) struct Threads {
    /// Number of threads, besides the loop's.
    pub count: Cell<u16>,
    /// Coming changes by moment; equal moments in the order in which they were set.
    next: RefCell<BTreeMap<(Micros, u64), (u16, ThreadChange)>>,
    order: Cell<u64>,
    /// Busy threads by number; the loop's is 0.
    open: RefCell<BTreeMap<u16, BusyStep>>,
    /// True if the loop's own thread is among the busy ones.
    loop_busy: Cell<bool>,
}

impl Threads {
    /// Sets a change of a thread for a moment.
    pub fn set(&self, at: Micros, thread: u16, then: ThreadChange) {
        let order = self.order.replace(self.order.get() + 1);
        self.next.borrow_mut().insert((at, order), (thread, then));
    }

    /// Moment of the first change.
    pub fn earliest(&self) -> Option<Micros> {
        self.next.borrow().first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the first change if its moment has come and it was set before the `until`-th.
    fn pop(&self, now: Micros, until: u64) -> Option<(u16, ThreadChange)> {
        let mut next = self.next.borrow_mut();
        let first = next.first_entry().filter(|first| first.key().0 <= now && first.key().1 < until)?;
        Some(first.remove())
    }

    /// Keeps a thread busy in the middle of its step until a moment; for [`Micros::NEVER`] until other code resumes it.
    pub fn pause(&self, thread: u16, open: BusyStep, until: Micros) {
        self.open.borrow_mut().insert(thread, open);
        self.loop_busy.set(self.loop_busy.get() || thread == 0);
        if until != Micros::NEVER {
            self.set(until, thread, ThreadChange::Resume);
        }
    }

    /// Frees a thread that was busy; returns the step that it was in.
    fn open(&self, thread: u16) -> Option<BusyStep> {
        self.loop_busy.set(self.loop_busy.get() && thread != 0);
        self.open.borrow_mut().remove(&thread)
    }

    /// True if the loop's own thread is busy.
    pub fn loop_busy(&self) -> bool {
        self.loop_busy.get()
    }

    /// Drops all steps and changes, at the end of the loop.
    pub fn clear(&self) {
        let (next, open) = (self.next.take(), self.open.take());
        drop(next);
        drop(open);
    }
}

impl Core {
    /// Carries out the changes of threads that are due. Further changes at this very moment wait for the next call, so
    /// that the loop has its turns in between.
    pub(in crate::runtime) fn run_threads(self: &Rc<Self>) {
        if self.threads.next.borrow().is_empty() {
            return;
        }
        let until = self.threads.order.get();
        while let Some((thread, then)) = self.threads.pop(self.now(), until) {
            let before = self.set_thread(thread);
            match then {
                ThreadChange::Begin(entry) => self.run(thread, entry),
                ThreadChange::Resume => {
                    if let Some(open) = self.threads.open(thread) {
                        self.go_on(thread, open);
                    }
                }
                ThreadChange::Settle(future, began) => {
                    let cause = self.set_cause(began);
                    let _ = future.set_result(());
                    self.set_cause(cause);
                }
            }
            self.set_thread(before);
            if self.full() {
                break;
            }
        }
    }
}

/// Starts a thread that runs `body`, and returns a future of what that returns. As in Python, cancelling the future
/// stops only the waiting for it: the thread runs on, and the run does not end before it.
///
/// A `RuntimeError` comes of more than 65 535 threads.
#[track_caller]
pub fn spawn_thread<T, F>(name: impl Into<String>, body: F) -> Future<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    start(name.into(), body, Location::caller())
}

pub(in crate::runtime) fn start<T, F>(name: String, body: F, line: SourceLine) -> Future<T>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    let future = Future::with(FutureOrigin::Thread, Some(&name));
    let core = current::get().filter(|core| !core.closed.get());
    let number = core.and_then(|core| {
        let number = core.threads.count.get().checked_add(1)?;
        core.threads.count.set(number);
        Some(number)
    });
    let Some(number) = number else {
        let _ = future.set_exception(Error::runtime("can't start new thread"));
        return future;
    };
    let thread = task::spawn_on(number, body, Some(name.into()), line);
    let settled = future.clone();
    // A callback of the loop, so that the future settles in one of its turns: CPython's `call_soon_threadsafe`.
    thread.add_named_callback("from thread", move |thread| {
        // An error means that the future was cancelled meanwhile: nobody waits for it.
        let _ = match thread.result() {
            Ok(value) => settled.set_result(value),
            Err(error) => settled.set_exception(error),
        };
    });
    future
}

/// Runs `body` in a thread of its own and waits for it: `await asyncio.to_thread(...)`. The thread starts when this
/// is awaited.
#[track_caller]
pub fn to_thread<T, F>(body: F) -> impl std::future::Future<Output = Result<T>>
where
    T: Clone + Debug + 'static,
    F: std::future::Future<Output = Result<T>> + 'static,
{
    let line = Location::caller();
    async move {
        let name = format!("thread-{}", running()?.threads.count.get() + 1);
        let future = start(name, body, line);
        let on = WaitReason { kind: WaitKind::Thread, id: future.id().0, until: None };
        Leaf::on(future, on, line).await
    }
}

/// Computes for this many seconds: the thread is busy, within one step. In a task of the loop that is the loop's
/// thread, and nothing else runs on it meanwhile. NaN is a `ValueError`.
#[track_caller]
pub fn compute(seconds: f64) -> impl std::future::Future<Output = Result<()>> {
    let line = Location::caller();
    async move { busy_at(delay(seconds)?, SetWaitKind::Computing, line).await }
}

/// Keeps the thread busy for the time that the run gives a wait at a line.
pub(in crate::runtime) async fn busy_at(duration: Micros, kind: SetWaitKind, line: SourceLine) -> Result<()> {
    let duration = running()?.wait_length(kind, line, duration);
    busy(duration).await
}

async fn busy(duration: Micros) -> Result<()> {
    let until = running()?.now() + duration;
    if duration == Micros::ZERO { Ok(()) } else { Busy { until, began: false }.await }
}

/// Waits for input and output as a blocking call does: the thread is suspended. A task of the loop holds the loop
/// with it, as with [`compute`]: there `sleep` is what waits. NaN is a `ValueError`.
#[track_caller]
pub fn blocking_io(seconds: f64) -> impl std::future::Future<Output = Result<()>> {
    let line = Location::caller();
    async move {
        let duration = delay(seconds)?;
        let core = running()?;
        let thread = core.current_task().map_or(0, |task| task.thread);
        if thread == 0 {
            return busy_at(duration, SetWaitKind::Blocking, line).await;
        }
        let until = core.now() + core.wait_length(SetWaitKind::Blocking, line, duration);
        let future = Future::<()>::with(FutureOrigin::Io, None);
        if until != Micros::NEVER {
            core.threads.set(until, thread, ThreadChange::Settle(future.clone(), core.cause()));
        }
        drop(core);
        let on = WaitReason { kind: WaitKind::Io, id: future.id().0, until: Some(until) };
        Leaf::on(future, on, line).await
    }
}

struct GilState {
    resource: Resource,
    /// Time for which a thread keeps the lock while others wait, in loop time.
    interval: Micros,
    holder: Cell<Option<TaskId>>,
    waiters: WaitingLine,
}

/// CPython's global interpreter lock: of the threads that compute with it, one does at a time. While others wait it
/// is handed over every few milliseconds, here to the next in line (which of them is next, an operating system
/// decides). Who waits for input and output, or computes without it in native code, has let it go.
#[derive(Clone)]
pub struct Gil(Rc<GilState>);

impl Gil {
    /// Seconds for which CPython's lock is kept while others wait: `sys.getswitchinterval()`.
    pub const INTERVAL: f64 = 0.005;

    /// A lock that is handed over after this many seconds of computing, if somebody waits.
    pub fn new(interval: f64) -> Gil {
        let interval = Micros::from_delay(interval).unwrap_or_default().max(Micros(1));
        let resource = Resource::new(ResourceKind::Lock, Some("GIL"), None);
        Gil(Rc::new(GilState { resource, interval, holder: Cell::new(None), waiters: WaitingLine::default() }))
    }

    /// Computes like [`compute`], with the lock: longer, if others want it too.
    #[track_caller]
    pub fn compute(&self, seconds: f64) -> impl std::future::Future<Output = Result<()>> + use<> {
        let (gil, line) = (self.0.clone(), Location::caller());
        async move {
            let mut left = running()?.wait_length(SetWaitKind::Computing, line, delay(seconds)?);
            let mut held = gil.take(line).await?;
            if left == Micros::NEVER {
                return busy(left).await;
            }
            while left > Micros::ZERO {
                // Offers the lock after every interval, as CPython's evaluation loop does on request.
                let slice = left.min(gil.interval);
                busy(slice).await?;
                left = left - slice;
                if left > Micros::ZERO && gil.waiters.first().is_some() {
                    drop(held);
                    held = gil.take(line).await?;
                }
            }
            drop(held);
            Ok(())
        }
    }
}

/// Guard that hands the lock over when dropped.
struct HeldGil(Rc<GilState>);

impl Drop for HeldGil {
    fn drop(&mut self) {
        self.0.holder.set(self.0.waiters.tasks().first().copied());
        // Tasks that were cancelled meanwhile have not left the line yet.
        while let Some(waiter) = self.0.waiters.pop() {
            if waiter.set_result(()).is_ok() {
                break;
            }
        }
        self.0.changed();
    }
}

impl GilState {
    fn changed(&self) {
        self.resource.changed(|_| ResourceState {
            value: Some(u32::from(self.holder.get().is_none())),
            holder: self.holder.get(),
            waiters: self.waiters.tasks(),
            ..ResourceState::default()
        });
    }

    async fn take(self: &Rc<Self>, line: SourceLine) -> Result<HeldGil> {
        if self.holder.get().is_none() {
            self.holder.set(running()?.current_task().map(|task| task.id));
            self.changed();
            return Ok(HeldGil(self.clone()));
        }
        let (waiter, leaf) = self.waiters.join(self.resource.on(WaitKind::Lock), line);
        self.changed();
        let Err(error) = leaf.await else {
            // The task that released the lock has made this one its holder.
            return Ok(HeldGil(self.clone()));
        };
        if waiter.cancelled() {
            self.waiters.leave(&waiter);
            self.changed();
        } else {
            // The lock was handed over just before the cancellation: pass it on.
            drop(HeldGil(self.clone()));
        }
        Err(error)
    }
}

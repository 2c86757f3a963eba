//! Generators: functions that pause at each `yield` and go on when they are resumed, as Python's do.
//!
//! ```text
//!              resume             yields
//!   (created) ────────► running ──────────► suspended
//!       │                │   ▲                  │
//!       │        returns │   └──────────────────┘
//!       │      or raises │     resume, send, throw; close, which throws GeneratorExit
//!       │ close          ▼
//!       └────────────► ended
//! ```
//!
//! The body is an `async` block that awaits nothing but its own yields. A resumption polls it by hand with a waker
//! that does nothing: no loop is needed, and nothing is `unsafe`. The body runs inside the step of the task that resumes
//! it.

use std::cell::{Cell, RefCell};
use std::fmt::{self, Debug};
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::runtime::core::current;
use crate::runtime::core::event_loop::Core;
use crate::runtime::core::leaf::SourceLine;
use crate::runtime::core::recording::show;
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, GeneratorEnd, GeneratorId, Resumption};

/// Result of a resumption.
#[derive(Clone, Debug, PartialEq)]
pub enum Resumed<Y, R> {
    /// The generator rests at a `yield` of this value.
    Yielded(Y),
    /// The generator has ended with this return value; `None` if it had ended before.
    StopIteration(Option<R>),
}

/// Values passed between the body and the code that resumes it.
struct YieldMailbox<Y, S> {
    out: RefCell<Option<Out<Y>>>,
    /// Result of the `yield` that the body rests at.
    inbox: RefCell<Option<Result<Option<S>>>>,
    /// True while the body runs: only then may it yield.
    running: Cell<bool>,
    /// True if a record is kept. Saves making texts that nobody reads.
    recording: bool,
}

struct Out<Y> {
    value: Y,
    shown: String,
    from: Option<GeneratorId>,
    line: SourceLine,
}

type GeneratorBody<R> = Pin<Box<dyn Future<Output = Result<(R, String)>>>>;

struct GeneratorState<Y, S, R> {
    id: GeneratorId,
    name: Rc<str>,
    core: Weak<Core>,
    mailbox: Rc<YieldMailbox<Y, S>>,
    /// The body; `None` while it runs, and once it has ended.
    body: RefCell<Option<GeneratorBody<R>>>,
    started: Cell<bool>,
}

/// A generator that yields `Y`, is sent `S` and returns `R`. Clones are the same generator; when the last is dropped it
/// is closed.
pub struct Generator<Y, S = (), R = ()> {
    inner: Rc<GeneratorState<Y, S, R>>,
}

/// Handle through which the body of a generator yields.
pub struct Yielder<Y, S = ()> {
    mailbox: Rc<YieldMailbox<Y, S>>,
}

/// Makes a generator of a body. None of the body runs before it is first resumed.
///
/// ```
/// use loopline::runtime::{Resumed, Result, generator};
///
/// let countdown = generator("countdown", |y| async move {
///     for n in (1..=2).rev() {
///         y.yield_(n).await?;
///     }
///     Ok("lift-off")
/// });
/// assert_eq!(countdown.resume(), Ok(Resumed::Yielded(2)));
/// assert_eq!(countdown.resume(), Ok(Resumed::Yielded(1)));
/// assert_eq!(countdown.resume(), Ok(Resumed::StopIteration(Some("lift-off"))));
/// # let _: loopline::runtime::Generator<i32, (), &str> = countdown;
/// ```
#[track_caller]
pub fn generator<Y, S, R, F>(name: &str, body: impl FnOnce(Yielder<Y, S>) -> F) -> Generator<Y, S, R>
where
    R: Debug,
    F: Future<Output = Result<R>> + 'static,
{
    let line = Location::caller();
    let core = current::get();
    let recording = core.as_ref().is_some_and(|core| core.recording());
    let mailbox =
        YieldMailbox { out: RefCell::default(), inbox: RefCell::default(), running: Cell::new(false), recording };
    let mailbox = Rc::new(mailbox);
    let body = body(Yielder { mailbox: mailbox.clone() });
    let body: GeneratorBody<R> = Box::pin(async move {
        let value = body.await?;
        let shown = if recording { show(&value) } else { String::new() };
        Ok((value, shown))
    });
    let id = core.as_ref().map_or(GeneratorId(0), |core| core.next_generator());
    if let Some(core) = &core {
        let task = core.current_task().map(|task| task.id);
        core.note(|t| {
            let site = t.intern_site(line.file(), line.line());
            EventKind::GeneratorCreated { generator: id, name: t.intern(name), task, site }
        });
    }
    let core = core.map_or_else(Weak::new, |core| Rc::downgrade(&core));
    let body = RefCell::new(Some(body));
    Generator {
        inner: Rc::new(GeneratorState { id, name: name.into(), core, mailbox, body, started: Cell::new(false) }),
    }
}

impl<Y, S, R> Generator<Y, S, R> {
    /// Runs the body to its next `yield` or its end: Python's `next`. An `Err` is the error that the body raised.
    pub fn resume(&self) -> Result<Resumed<Y, R>> {
        self.inner.go_on(Ok(None), |_| Resumption::Next)
    }

    /// Resumes the body with `value` as the result of its `yield`. `TypeError` if the body has not begun: no `yield`
    /// waits for a value.
    pub fn send(&self, value: S) -> Result<Resumed<Y, R>>
    where
        S: Debug,
    {
        if !self.inner.started.get() && self.inner.body.borrow().is_some() {
            return Err(Error::failed("TypeError", "can't send non-None value to a just-started generator"));
        }
        let shown = if self.inner.mailbox.recording { show(&value) } else { String::new() };
        self.inner.go_on(Ok(Some(value)), |t| Resumption::Sent(t.intern(&shown)))
    }

    /// Resumes the body with this error at its `yield`. A generator that has not begun or has ended raises it at once.
    pub fn throw(&self, error: Error) -> Result<Resumed<Y, R>> {
        let text = error.to_string();
        self.inner.go_on(Err(error), |t| Resumption::Thrown(t.intern(&text)))
    }

    /// Ends the generator: its `yield` fails with [`Error::GeneratorExit`], so that the body may clean up. Returns the
    /// value that the body returns then, if any. `RuntimeError` if it yields instead.
    pub fn close(&self) -> Result<Option<R>> {
        self.inner.close()
    }

    /// True if the generator has ended.
    pub fn done(&self) -> bool {
        self.inner.body.borrow().is_none() && !self.inner.mailbox.running.get()
    }

    /// Name of the generator.
    pub fn name(&self) -> &str {
        &self.inner.name
    }
}

impl<Y, S, R> GeneratorState<Y, S, R> {
    /// Records an event of the generator with the loop that it was made in.
    fn note(&self, make: impl FnOnce(&mut crate::trace::Trace) -> EventKind) -> Option<crate::trace::Seq> {
        self.core.upgrade()?.note(make)
    }

    fn go_on(
        &self,
        brings: Result<Option<S>>,
        how: impl FnOnce(&mut crate::trace::Trace) -> Resumption,
    ) -> Result<Resumed<Y, R>> {
        if self.mailbox.running.get() {
            return Err(Error::Value("generator already executing".into()));
        }
        let body = self.body.borrow_mut().take();
        let Some(mut body) = body else {
            return brings.map(|_| Resumed::StopIteration(None));
        };
        let resumed = self.note(|t| EventKind::GeneratorResumed { generator: self.id, how: how(t) });
        let core = self.core.upgrade();
        let before = core.as_ref().map(|core| core.set_cause(resumed));
        let polled = match brings {
            // An error that is thrown into a generator before its start ends it without running it.
            Err(error) if !self.started.get() => {
                drop(body);
                Poll::Ready(Err(error))
            }
            brings => {
                if self.started.replace(true) {
                    self.mailbox.inbox.replace(Some(brings));
                }
                self.mailbox.running.set(true);
                let polled = body.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                if polled.is_pending() && self.mailbox.out.borrow().is_some() {
                    self.body.replace(Some(body));
                } else {
                    // Dropping the body runs its clean-up: still inside the generator.
                    drop(body);
                }
                self.mailbox.running.set(false);
                polled
            }
        };
        let outcome = self.left(polled);
        if let (Some(core), Some(before)) = (core, before) {
            core.set_cause(before);
        }
        outcome
    }

    /// Ends a resumption, with the body at a `yield` or at its end.
    fn left(&self, polled: Poll<Result<(R, String)>>) -> Result<Resumed<Y, R>> {
        let out = self.mailbox.out.take();
        self.mailbox.inbox.take();
        let error = match (polled, out) {
            (Poll::Pending, Some(Out { value, shown, from, line })) => {
                self.note(|t| {
                    let stack = self.core.upgrade().map(|core| core.stack(t, Some(line)));
                    let stack = stack.unwrap_or_else(|| t.intern_stack(&[]));
                    EventKind::GeneratorYielded { generator: self.id, value: t.intern(&shown), from, stack }
                });
                return Ok(Resumed::Yielded(value));
            }
            (Poll::Ready(Ok((value, shown))), _) => {
                self.ended(|t| GeneratorEnd::Returned(t.intern(&shown)));
                return Ok(Resumed::StopIteration(Some(value)));
            }
            (Poll::Ready(Err(error)), _) => error,
            (Poll::Pending, None) => {
                // The body awaited something other than its yields: that has suspended the task, or will never wake
                // anybody.
                let task = self.core.upgrade().and_then(|core| core.current_task());
                let suspension = task.and_then(|task| task.suspension.take());
                drop(suspension);
                Error::runtime("a generator can await only its own yields: only a coroutine can wait")
            }
        };
        match &error {
            Error::GeneratorExit => self.ended(|_| GeneratorEnd::Closed),
            error => self.ended(|t| GeneratorEnd::Raised(t.intern(&error.to_string()))),
        }
        Err(error)
    }

    fn ended(&self, outcome: impl FnOnce(&mut crate::trace::Trace) -> GeneratorEnd) {
        self.note(|t| EventKind::GeneratorEnded { generator: self.id, outcome: outcome(t) });
    }

    fn close(&self) -> Result<Option<R>> {
        if !self.started.get() {
            // None of its code has run, and none will.
            let body = self.body.borrow_mut().take();
            if let Some(body) = body {
                drop(body);
                self.ended(|_| GeneratorEnd::Closed);
            }
            return Ok(None);
        }
        if self.body.borrow().is_none() && !self.mailbox.running.get() {
            return Ok(None);
        }
        match self.go_on(Err(Error::GeneratorExit), |_| Resumption::Closed) {
            Err(Error::GeneratorExit) => Ok(None),
            Ok(Resumed::StopIteration(value)) => Ok(value),
            Ok(Resumed::Yielded(_)) => Err(Error::runtime("generator ignored GeneratorExit")),
            Err(error) => Err(error),
        }
    }
}

impl<Y, S, R> Drop for GeneratorState<Y, S, R> {
    /// Closes a generator that nobody can resume any more, as Python does.
    fn drop(&mut self) {
        // With its loop gone, or on its way out, no code of the program runs any more.
        if self.core.upgrade().is_none_or(|core| core.closed.get()) || self.body.get_mut().is_none() {
            return;
        }
        // No caller is left to get an error. A body that yields instead of ending is dropped where it stands.
        let _nobody_reads = self.close();
        if let Some(body) = self.body.get_mut().take() {
            drop(body);
            self.ended(|_| GeneratorEnd::Closed);
        }
    }
}

impl<Y, S, R> Clone for Generator<Y, S, R> {
    fn clone(&self) -> Self {
        Generator { inner: self.inner.clone() }
    }
}

impl<Y, S, R> Debug for Generator<Y, S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<generator {}>", self.inner.name)
    }
}

/// Iteration as by a `for` loop: each value, or the error with which the body has failed. The return value is lost, as
/// in Python.
impl<Y, S, R> Iterator for Generator<Y, S, R> {
    type Item = Result<Y>;

    fn next(&mut self) -> Option<Result<Y>> {
        match self.resume() {
            Ok(Resumed::Yielded(value)) => Some(Ok(value)),
            Ok(Resumed::StopIteration(_)) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl<Y: Debug, S> Yielder<Y, S> {
    /// Yields `value` and pauses. Returns the value that is sent in, `None` for a plain resumption; fails with the
    /// error that is thrown in, and with [`Error::GeneratorExit`] when the generator is closed.
    #[track_caller]
    pub fn yield_(&self, value: Y) -> Yield<Y, S> {
        self.give(value, None, Location::caller())
    }

    fn give(&self, value: Y, from: Option<GeneratorId>, line: SourceLine) -> Yield<Y, S> {
        let shown = if self.mailbox.recording { show(&value) } else { String::new() };
        Yield { mailbox: self.mailbox.clone(), out: Some(Out { value, shown, from, line }) }
    }

    /// Yields each item of an iterable that is no generator: Python's `yield from`. Values that are sent in are lost.
    #[track_caller]
    pub fn yield_each<I>(&self, items: I) -> impl Future<Output = Result<()>> + use<I, Y, S>
    where
        I: IntoIterator<Item = Y>,
    {
        let (y, line) = (self.clone(), Location::caller());
        async move {
            for item in items {
                y.give(item, None, line).await?;
            }
            Ok(())
        }
    }

    /// Yields the values of `inner` until it has ended, and passes on values and errors that are sent or thrown in:
    /// Python's `yield from`. Returns the return value of `inner`. Closing closes `inner` first.
    #[track_caller]
    pub fn yield_from<R>(&self, inner: Generator<Y, S, R>) -> impl Future<Output = Result<R>> + use<R, Y, S>
    where
        S: Debug,
    {
        let (y, line) = (self.clone(), Location::caller());
        async move {
            let mut brought = Ok(None);
            loop {
                let resumed = match brought {
                    Ok(None) => inner.resume()?,
                    Ok(Some(value)) => inner.send(value)?,
                    Err(Error::GeneratorExit) => {
                        inner.close()?;
                        return Err(Error::GeneratorExit);
                    }
                    Err(error) => inner.throw(error)?,
                };
                brought = match resumed {
                    Resumed::Yielded(value) => y.give(value, Some(inner.inner.id), line).await,
                    Resumed::StopIteration(Some(value)) => return Ok(value),
                    Resumed::StopIteration(None) => {
                        return Err(Error::runtime("yield from a generator that has ended: it returns nothing more"));
                    }
                }
            }
        }
    }
}

impl<Y, S> Clone for Yielder<Y, S> {
    fn clone(&self) -> Self {
        Yielder { mailbox: self.mailbox.clone() }
    }
}

/// Future of one `yield`, made by [`Yielder::yield_`].
#[must_use = "a yield does nothing unless awaited"]
pub struct Yield<Y, S> {
    mailbox: Rc<YieldMailbox<Y, S>>,
    /// The value; `None` once it was yielded.
    out: Option<Out<Y>>,
}

/// Nothing in a `Yield` is pinned: the value is only ever moved.
impl<Y, S> Unpin for Yield<Y, S> {}

impl<Y, S> Future for Yield<Y, S> {
    type Output = Result<Option<S>>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<Option<S>>> {
        if !self.mailbox.running.get() {
            return Poll::Ready(Err(Error::runtime("yield outside its generator")));
        }
        let Some(out) = self.out.take() else {
            return self.mailbox.inbox.take().map_or(Poll::Pending, Poll::Ready);
        };
        if self.mailbox.out.borrow().is_some() {
            return Poll::Ready(Err(Error::runtime("two yields at once in one generator")));
        }
        self.mailbox.out.replace(Some(out));
        Poll::Pending
    }
}

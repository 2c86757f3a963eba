//! Asynchronous generators: functions that pause at each `yield`, and may wait in between.
//!
//! The body is an `async` block that awaits its own yields and anything that a coroutine may wait for. The task that
//! asks for the next item polls the body: a wait inside suspends the asking task, a yield hands the item over. So a
//! generator needs no task of its own, and the record shows its waits in the task that asks.
//!
//! Leaving the loop over a generator early does not close the generator. Closing happens as in CPython:
//!
//! - [`AsyncGenerator::close`], `aclose()`: a `GeneratorExit` is thrown in where the body stands, and the body may
//!   await while it cleans up.
//! - For a generator that nobody keeps any more, the loop creates a task that closes it, since a destructor cannot wait.
//! - Generators that are left at the end of the run are closed by `asyncio.run`: `shutdown_asyncgens`.

use std::cell::{Cell, RefCell};
use std::fmt::{self, Debug};
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use crate::runtime::core::current;
use crate::runtime::core::event_loop::Core;
use crate::runtime::core::handle::HandleAction;
use crate::runtime::core::leaf::{Resume, SourceLine, resumed};
use crate::runtime::core::task::{Task, spawn};
use crate::runtime::{Error, Result};
use crate::trace::HandleKind;

/// Values passed between the body and the code that asks for an item.
struct ItemMailbox<T> {
    out: RefCell<Option<T>>,
    /// Result of the `yield` that the body rests at.
    inbox: RefCell<Option<Result<()>>>,
}

type AsyncGeneratorBody = Pin<Box<dyn Future<Output = Result<()>>>>;

struct AsyncGeneratorState<T: 'static> {
    made: SourceLine,
    core: Weak<Core>,
    mailbox: Rc<ItemMailbox<T>>,
    /// The body; `None` while it is polled, and once it has ended.
    body: RefCell<Option<AsyncGeneratorBody>>,
    /// True once some of the body has run: there is something to clean up.
    started: Cell<bool>,
    /// True while somebody waits for the next item or for the end.
    running: Cell<bool>,
    /// True once the generator was told to end.
    closed: Cell<bool>,
}

/// An asynchronous generator of `T`. Clones are the same generator.
pub struct AsyncGenerator<T: 'static>(Rc<AsyncGeneratorState<T>>);

/// Handle through which the body of an asynchronous generator yields.
pub struct AsyncYielder<T>(Rc<ItemMailbox<T>>);

/// Makes an asynchronous generator of a body. None of the body runs before the first item is asked for.
///
/// ```
/// use loopline::runtime::{async_generator, run, sleep};
///
/// let sum = run(|| async {
///     let numbers = async_generator(async |y| {
///         for i in 0..5 {
///             sleep(1.0).await?;
///             y.yield_(i).await?;
///         }
///         Ok(())
///     });
///     let mut sum = 0;
///     while let Some(number) = numbers.next().await? {
///         sum += number;
///     }
///     Ok(sum)
/// });
/// assert_eq!(sum, Ok(10));
/// ```
#[track_caller]
pub fn async_generator<T: 'static>(
    body: impl AsyncFnOnce(AsyncYielder<T>) -> Result<()> + 'static,
) -> AsyncGenerator<T> {
    let mailbox = Rc::new(ItemMailbox { out: RefCell::default(), inbox: RefCell::default() });
    let yielder = AsyncYielder(mailbox.clone());
    let body: AsyncGeneratorBody = Box::pin(async move { body(yielder).await });
    AsyncGenerator(AsyncGeneratorState::new(Location::caller(), mailbox, Some(body)))
}

impl<T: 'static> AsyncGeneratorState<T> {
    fn new(
        made: SourceLine,
        mailbox: Rc<ItemMailbox<T>>,
        body: Option<AsyncGeneratorBody>,
    ) -> Rc<AsyncGeneratorState<T>> {
        let core = current::get().map_or_else(Weak::new, |core| Rc::downgrade(&core));
        let body = RefCell::new(body);
        let (started, running, closed) = (Cell::new(false), Cell::new(false), Cell::new(false));
        Rc::new(AsyncGeneratorState { made, core, mailbox, body, started, running, closed })
    }

    fn ended(&self) -> bool {
        !self.running.get() && self.body.borrow().is_none()
    }

    /// Runs the body to its next item or its end, with `brings` as the result of its `yield`.
    fn go_on(self: Rc<Self>, brings: Result<()>, who: &'static str) -> NextItem<T> {
        NextItem { generator: self, brings: Some(brings), who }
    }

    /// Closes the generator as `aclose` does, with `error` thrown in.
    async fn close(self: Rc<Self>, error: Error) -> Result<()> {
        if self.ended() {
            return Ok(());
        }
        self.closed.set(true);
        match self.go_on(Err(error), "aclose()").await {
            Ok(None) | Err(Error::GeneratorExit) => Ok(()),
            Ok(Some(_)) => Err(Error::runtime("async generator ignored GeneratorExit")),
            Err(error) => Err(error),
        }
    }

    /// Creates a task that only closes the generator. If the task is cancelled before it begins, it throws the
    /// cancellation in, and the body cleans up all the same.
    fn close_in_a_task(self: Rc<Self>) -> Task<()> {
        let made = self.made;
        let close = async move {
            let thrown = std::future::poll_fn(|_| Poll::Ready(resumed())).await;
            let error = match thrown {
                Some(Resume::Throw(error)) => *error,
                Some(Resume::Settled) | None => Error::GeneratorExit,
            };
            self.close(error).await
        };
        let task = spawn(close, None, made);
        // Marked as started, or the loop would drop the task without running it.
        task.state().started.set(true);
        task
    }
}

/// Generators that have begun, as the loop keeps them.
pub(crate) trait Closing {
    /// Creates a task that closes the generator.
    fn close_in_a_task(self: Rc<Self>) -> Task<()>;
}

impl<T: 'static> Closing for AsyncGeneratorState<T> {
    fn close_in_a_task(self: Rc<Self>) -> Task<()> {
        AsyncGeneratorState::close_in_a_task(self)
    }
}

impl<T: 'static> Drop for AsyncGeneratorState<T> {
    /// Has the loop close a generator that nobody keeps any more: CPython's finalizer hook.
    fn drop(&mut self) {
        let Some(core) = self.core.upgrade().filter(|core| !core.closed.get()) else { return };
        let Some(body) = self.body.get_mut().take() else { return };
        if !self.started.get() || self.closed.get() || self.running.get() {
            return drop(body);
        }
        let again = AsyncGeneratorState::new(self.made, self.mailbox.clone(), Some(body));
        again.started.set(true);
        let create = Box::new(move || {
            let closing = again.close_in_a_task();
            drop(closing);
            Ok(())
        });
        core.schedule(HandleAction::Call(create, core.context()), None, |t| {
            HandleKind::Callback(t.intern("create_task"))
        });
    }
}

impl<T: 'static> AsyncGenerator<T> {
    /// Returns the next item, `None` at the end: `anext`. `async for` asks for one after the other.
    pub fn next(&self) -> impl Future<Output = Result<Option<T>>> + use<T> {
        let inner = self.0.clone();
        inner.go_on(Ok(()), "anext()")
    }

    /// Ends the generator where it stands: `aclose`. Returns when its clean-up is over; `RuntimeError` if it yields
    /// instead.
    pub fn close(&self) -> impl Future<Output = Result<()>> + use<T> {
        let inner = self.0.clone();
        inner.close(Error::GeneratorExit)
    }
}

impl<T: 'static> Clone for AsyncGenerator<T> {
    fn clone(&self) -> Self {
        AsyncGenerator(self.0.clone())
    }
}

impl<T: 'static> Debug for AsyncGenerator<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<async_generator>")
    }
}

impl<T> AsyncYielder<T> {
    /// Hands an item out and rests until the next one is asked for. Fails with [`Error::GeneratorExit`] when the
    /// generator is closed.
    pub fn yield_(&self, item: T) -> impl Future<Output = Result<()>> + use<T> {
        let mailbox = self.0.clone();
        async move {
            mailbox.out.replace(Some(item));
            std::future::poll_fn(|_| mailbox.inbox.take().map_or(Poll::Pending, Poll::Ready)).await
        }
    }
}

/// Future of the next item: runs the body from one item to the next.
struct NextItem<T: 'static> {
    generator: Rc<AsyncGeneratorState<T>>,
    /// Result for the body's `yield`; `None` once the body runs.
    brings: Option<Result<()>>,
    /// Name of the calling method, for the error's text.
    who: &'static str,
}

impl<T: 'static> Future for NextItem<T> {
    type Output = Result<Option<T>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Option<T>>> {
        let generator = self.generator.clone();
        if let Some(brings) = self.brings.take() {
            if generator.running.get() {
                let text = format!("{}: asynchronous generator is already running", self.who);
                return Poll::Ready(Err(Error::runtime(text)));
            }
            if generator.started.get() {
                generator.mailbox.inbox.replace(Some(brings));
            } else if let Err(error) = brings {
                // An error that is thrown into a generator before its start ends it without running it.
                let body = generator.body.take();
                drop(body);
                return Poll::Ready(Err(error));
            } else if let Some(core) = current::get() {
                generator.started.set(true);
                core.generator_began(Rc::downgrade(&(generator.clone() as Rc<dyn Closing>)));
            }
            generator.running.set(true);
        }
        let body = generator.body.take();
        let Some(mut body) = body else {
            generator.running.set(false);
            return Poll::Ready(Ok(None));
        };
        match body.as_mut().poll(context) {
            Poll::Pending => {
                generator.body.replace(Some(body));
                let Some(item) = generator.mailbox.out.take() else { return Poll::Pending };
                generator.running.set(false);
                Poll::Ready(Ok(Some(item)))
            }
            Poll::Ready(outcome) => {
                drop(body);
                generator.running.set(false);
                Poll::Ready(outcome.map(|()| None))
            }
        }
    }
}

impl<T> Unpin for NextItem<T> {}

//! The one error of the runtime: everything that can suspend returns it, `?` passes it on.

use std::fmt;
use std::rc::Rc;

/// Result of a coroutine.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Error of an operation that did not reach its end. Cheap to clone; two errors are equal if they read the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The task or future was cancelled, with the message given to `cancel` if there was one.
    Cancelled(Option<Rc<str>>),
    /// An error of the program's own: a Python-like type name and a message.
    Failed {
        /// Name of the exception's class, for example `ValueError`.
        kind: Rc<str>,
        /// Message of the exception.
        message: Rc<str>,
    },
    /// `wait_for`, `timeout` or `as_completed` ran out of time.
    Timeout,
    /// A future was read before it was settled, or settled twice.
    InvalidState(&'static str),
    /// Errors of a `TaskGroup`'s tasks, in the order in which they came.
    Group(Rc<str>, Rc<[Error]>),
    /// The loop is stopped: calls do nothing any more.
    Closed,
    /// The generator is being closed: its body may clean up, and must end.
    GeneratorExit,
    /// `get_nowait` on an empty queue.
    QueueEmpty,
    /// `put_nowait` on a full queue.
    QueueFull,
    /// The queue was shut down.
    QueueShutDown,
    /// The barrier was aborted or reset.
    BrokenBarrier(&'static str),
    /// The runtime was used in a way that asyncio refuses, or that this runtime cannot carry out; the text says which.
    Runtime(Rc<str>),
    /// A value that is refused, such as a delay that is not a number.
    Value(Rc<str>),
}

impl Error {
    /// An error of the program's own.
    pub fn failed(kind: &str, message: impl AsRef<str>) -> Error {
        Error::Failed { kind: kind.into(), message: message.as_ref().into() }
    }

    /// A `RuntimeError`.
    pub fn runtime(message: impl AsRef<str>) -> Error {
        Error::Runtime(message.as_ref().into())
    }

    /// True for a cancellation, which combinators treat apart.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Error::Cancelled(_))
    }

    /// Name of Python's exception type for the error.
    pub fn kind(&self) -> &str {
        match self {
            Error::Cancelled(_) => "CancelledError",
            Error::Failed { kind, .. } => kind,
            Error::Timeout => "TimeoutError",
            Error::InvalidState(_) => "InvalidStateError",
            Error::Group(..) => "ExceptionGroup",
            Error::Closed => "LoopClosed",
            Error::GeneratorExit => "GeneratorExit",
            Error::QueueEmpty => "QueueEmpty",
            Error::QueueFull => "QueueFull",
            Error::QueueShutDown => "QueueShutDown",
            Error::BrokenBarrier(_) => "BrokenBarrierError",
            Error::Runtime(_) => "RuntimeError",
            Error::Value(_) => "ValueError",
        }
    }

    /// Message of the error, like Python's `str(error)`; empty for errors without one.
    pub fn message(&self) -> String {
        match self {
            Error::Cancelled(message) => message.as_deref().unwrap_or_default().into(),
            Error::Failed { message, .. } => message.as_ref().into(),
            Error::InvalidState(message) | Error::BrokenBarrier(message) => (*message).into(),
            Error::Group(message, errors) => {
                let s = if errors.len() == 1 { "" } else { "s" };
                format!("{message} ({} sub-exception{s})", errors.len())
            }
            Error::Runtime(message) | Error::Value(message) => message.as_ref().into(),
            Error::Timeout | Error::Closed | Error::GeneratorExit => String::new(),
            Error::QueueEmpty | Error::QueueFull | Error::QueueShutDown => String::new(),
        }
    }
}

impl fmt::Display for Error {
    /// Writes the last line of a Python traceback: `ValueError: no such thing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        f.write_str(self.kind())?;
        if message.is_empty() { Ok(()) } else { write!(f, ": {message}") }
    }
}

impl std::error::Error for Error {}

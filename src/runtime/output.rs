//! Output and remarks of a program, as part of the record.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::Result;
use super::core::current;
use crate::trace::{EventKind, Stream, WarningCode};

/// Length in characters at which a line of output is cut.
const MAX_LINE_CHARS: usize = 10_000;

/// Prints a line; the macro [`print!`](crate::print) formats it.
pub fn print_line(text: &str) {
    write_line(Stream::Out, text);
}

/// Prints a line to the error stream.
pub fn print_error(text: &str) {
    write_line(Stream::Err, text);
}

fn write_line(stream: Stream, text: &str) {
    let cut = text.char_indices().nth(MAX_LINE_CHARS).map_or(text, |(at, _)| &text[..at]);
    if let Some(core) = current::get() {
        core.note(|t| EventKind::Output { stream, text: t.intern(cut) });
    }
}

/// Records a remark that is no output.
pub fn note(text: &str) {
    if let Some(core) = current::get() {
        core.note(|t| EventKind::Note { text: t.intern(text) });
    }
}

/// Prints a line, as Python's `print` does. Shadows the macro of the standard library where it is imported.
#[macro_export]
macro_rules! print {
    ($($part:tt)*) => { $crate::runtime::print_line(&format!($($part)*)) };
}

/// A coroutine object. Like Python's it warns when it is dropped without having been awaited; plain `async fn`s of Rust
/// are silent.
#[must_use = "a coroutine does nothing unless awaited"]
pub struct Coroutine<T> {
    name: Rc<str>,
    body: Pin<Box<dyn std::future::Future<Output = Result<T>>>>,
    awaited: bool,
}

/// Makes a coroutine object named `name` of an `async fn`'s future.
pub fn coroutine<T>(name: &str, body: impl std::future::Future<Output = Result<T>> + 'static) -> Coroutine<T> {
    Coroutine { name: name.into(), body: Box::pin(body), awaited: false }
}

impl<T> std::future::Future for Coroutine<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        self.awaited = true;
        self.body.as_mut().poll(context)
    }
}

impl<T> Drop for Coroutine<T> {
    fn drop(&mut self) {
        if !self.awaited
            && let Some(core) = current::get().filter(|core| !core.discarding.get())
        {
            core.warn(WarningCode::NeverAwaited, &format!("coroutine '{}' was never awaited", self.name));
        }
    }
}

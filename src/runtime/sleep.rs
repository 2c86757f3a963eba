//! Sleeping, and callbacks at a moment.

use std::panic::Location;
use std::rc::Rc;

use super::core::current;
use super::core::event_loop::Core;
use super::core::future::Future;
use super::core::handle::{CallbackResult, Handle};
use super::core::leaf::{BareYield, Leaf, SourceLine};
use super::core::recording::name_of;
use super::{Error, Result};
use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::trace::{FutureOrigin, WaitKind, WaitReason};

pub(super) fn running() -> Result<Rc<Core>> {
    current::get().filter(|core| !core.closed.get()).ok_or(Error::Closed)
}

pub(super) fn delay(seconds: f64) -> Result<Micros> {
    Micros::from_delay(seconds).ok_or_else(|| Error::Value("Invalid delay: NaN (not a number)".into()))
}

/// Waits for this many seconds. Zero or less gives the other tasks a turn and comes back in the next; infinity
/// never ends; NaN is a `ValueError`, as in CPython.
#[track_caller]
pub fn sleep(seconds: f64) -> impl std::future::Future<Output = Result<()>> {
    sleep_at(seconds, Location::caller())
}

async fn sleep_at(seconds: f64, line: SourceLine) -> Result<()> {
    if seconds <= 0.0 {
        return BareYield { line, suspended: false }.await;
    }
    let duration = delay(seconds)?;
    let core = running()?;
    let due = core.now() + core.wait_length(SetWaitKind::Sleep, line, duration);
    let future = Future::<()>::with(FutureOrigin::Sleep, None);
    let wake = future.clone();
    // The sleep may be cancelled in the turn in which its time is up: then the timer comes too late.
    let timer = core.call_at(
        due,
        "sleep",
        Box::new(move || {
            let _ = wake.set_result(());
            Ok(())
        }),
    );
    drop(core);
    let on = WaitReason { kind: WaitKind::Sleep, id: future.id().0, until: Some(due) };
    let slept = Leaf::on(future, on, line).await;
    timer.cancel();
    slept
}

/// Runs `callback` in the next turn. An error it returns goes to the exception handler.
pub fn call_soon<R: CallbackResult>(callback: impl FnOnce() -> R + 'static) -> Result<Handle> {
    let name = name_of(&callback);
    call_soon_named(name, callback)
}

/// Schedules like [`call_soon`], with a name for the record.
pub fn call_soon_named<R: CallbackResult>(
    name: &'static str,
    callback: impl FnOnce() -> R + 'static,
) -> Result<Handle> {
    Ok(running()?.call_soon(name, Box::new(move || callback().into_result())))
}

/// Runs `callback` after this many seconds; zero or less in the next turn but behind what is ready by then, the
/// more negative the earlier. NaN is a `ValueError`.
#[track_caller]
pub fn call_later<R: CallbackResult>(seconds: f64, callback: impl FnOnce() -> R + 'static) -> Result<Handle> {
    let name = name_of(&callback);
    later(name, seconds, Some(Location::caller()), callback)
}

/// Schedules like [`call_later`], with a name for the record.
#[track_caller]
pub fn call_later_named<R: CallbackResult>(
    name: &'static str,
    seconds: f64,
    callback: impl FnOnce() -> R + 'static,
) -> Result<Handle> {
    later(name, seconds, Some(Location::caller()), callback)
}

/// Schedules like [`call_later`]: a timer of the program's, set at a line, or without one of a model.
pub(super) fn later<R: CallbackResult>(
    name: &'static str,
    seconds: f64,
    line: Option<SourceLine>,
    callback: impl FnOnce() -> R + 'static,
) -> Result<Handle> {
    let core = running()?;
    let length = delay(seconds)?;
    let length = line.map_or(length, |line| core.wait_length(SetWaitKind::Timer, line, length));
    let due = core.now() + length;
    let early = delay(-seconds)?;
    Ok(core.set_timer(due, early, name, Box::new(move || callback().into_result())))
}

/// Runs `callback` when loop time reaches `due`; a moment that has passed is due in the next turn.
#[track_caller]
pub fn call_at<R: CallbackResult>(due: Micros, callback: impl FnOnce() -> R + 'static) -> Result<Handle> {
    let name = name_of(&callback);
    let core = running()?;
    let due = match due > core.now() {
        true => core.now() + core.wait_length(SetWaitKind::Timer, Location::caller(), due - core.now()),
        false => due,
    };
    Ok(core.call_at(due, name, Box::new(move || callback().into_result())))
}

/// Loop time: zero when the run began. Zero outside a turn.
pub fn time() -> Micros {
    current::get().map_or(Micros::ZERO, |core| core.now())
}

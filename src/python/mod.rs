//! Python: runs a program in an interpreter of its own, on the exact clock, and records it.
//!
//! The interpreter is RustPython, its library CPython's own: asyncio is stock, with RustPython's native futures and
//! tasks. Only the loop is ours, `library/modules/asyncio/unix_events.py`, a subclass of CPython's `BaseEventLoop` whose time is
//! virtual. What a page cannot have (files, sockets, processes, signals) is replaced by small modules in `library/modules/`; what
//! is added to a module of CPython's stands in `library/patches/` under its name, and is compiled at its end.
//!
//! What a loop does at every step is native, and not the interpreter's own code: its handles and timers are made and run
//! in `handles`, a turn at a time. `shortcuts` answers what every task asks of the library.
//!
//! Facts are told where they happen: by the loop (turns, handles, timers), by native futures and tasks (whose methods
//! [`futures`] wraps), by locks and queues (whose attributes are watched) and by the standard streams. Recording changes
//! no order: it schedules nothing, and never runs the program's code to describe a value.
//!
//! Knows nothing of browsers: the worker and the command line both call [`Engine`].

#![warn(missing_docs)]

mod hooks;
mod interpreter;
mod library;
mod recorder;
mod session;
mod threads;
mod values;

pub use interpreter::{Clock, Engine, Input, LIMIT, Pace, Program, Ran, Surroundings, run, run_among};
pub use session::live_pacing::Live;

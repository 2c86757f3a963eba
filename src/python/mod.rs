//! Python: runs a program in an interpreter of its own, on the exact clock, and records it.
//!
//! The interpreter is RustPython, its library CPython's own: asyncio is stock, with RustPython's native futures and
//! tasks. Only the loop is ours, `lib/asyncio/unix_events.py`, a subclass of CPython's `BaseEventLoop` whose time is
//! virtual. What a page cannot have (files, sockets, processes, signals) is replaced by small modules in `lib/`; what
//! is added to a module of CPython's stands in `after/` under its name, and is compiled at its end.
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

mod attributes;
mod book;
mod bridge;
mod contexts;
mod desk;
mod futures;
mod generators;
mod groups;
mod handles;
mod input;
mod interpreter;
pub mod live;
mod locate;
mod resources;
mod shortcuts;
mod shown;
mod slots;
mod steps;
mod threads;
mod timers;

pub use interpreter::{Clock, Engine, Input, LIMIT, Pace, Program, Ran, Surroundings, run, run_among};

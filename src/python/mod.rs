//! Python: runs a program in an interpreter of its own, on a virtual clock, and records it.
//!
//! The interpreter is RustPython and its library CPython's own: asyncio is stock, with RustPython's native futures and
//! tasks. Only the loop is ours, `library/modules/asyncio/unix_events.py`, a subclass of CPython's `BaseEventLoop` whose
//! time is virtual. `library/README.md` lists every change in the library, with its place and reason.
//!
//! ```text
//! values ◄── recorder ◄── session ◄── hooks, threads, network ◄── interpreter
//!    ▲                                         │
//!    └──────────── library/natives ◄───────────┘
//! ```
//!
//! - [`values`]: objects read and shown without running the program's code.
//! - [`recorder`]: the facts, and what must be remembered to write them; objects are addresses to it.
//! - [`session`]: one run: record, output, input, pacing.
//! - [`hooks`] and [`threads`]: the places at which facts are caught. Facts are reported where they occur: by the loop (turns,
//!   handles, timers), by native futures and tasks, whose methods are wrapped, by locks and queues, whose attributes are
//!   watched, and by the standard streams.
//! - [`network`]: the functions by which sockets, selectors and pipes reach the network in memory.
//! - [`inspecting`]: values of the program, read while its run is repeated; the one part that runs its code to describe them.
//! - [`library`]: what is changed in CPython's library.
//!
//! Recording changes no order: it schedules nothing, and never runs the program's code to describe a value; a run that is repeated for its values does, see [`inspecting`].
//!
//! Knows nothing of browsers: the worker and the command line both call [`Engine`].

#![warn(missing_docs)]
#![cfg_attr(
    target_arch = "wasm32",
    allow(dead_code, reason = "a thread has no stack of its own there: nothing switches between threads")
)]

mod hooks;
mod inspecting;
mod interpreter;
mod library;
mod network;
mod recorder;
mod session;
mod sqlite;
mod threads;
mod values;

pub use crate::network::postgres::Answer as DatabaseAnswer;
pub use interpreter::Engine;
#[cfg(not(target_arch = "wasm32"))]
pub use interpreter::{run, run_among};
#[cfg(not(target_arch = "wasm32"))]
pub use library::packs::embedded as embedded_packs;
pub use library::packs::{
    PackSource, is_whole, pack_names, package_modules, package_names, packs_imported_by, wants_postgres, wants_sqlite,
};
pub use recorder::ClockMode;
pub use session::{
    BatchTimer, DatabaseSource, FinishedRun, InputSource, LiveCallbacks, LivePacing, MAX_EVENTS, MemoryFolder, Program,
    ProgramFolder, SqliteSource, StopPoint, Surroundings, WantedValues,
};
pub use sqlite::answer_sqlite;
pub use threads::StackSwitch;
#[cfg(target_arch = "wasm32")]
pub use threads::begin_stack;

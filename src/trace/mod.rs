//! The record of a run: events in order, the tables they point into, and the questions asked of them.
//!
//! Producers (the Rust runtime, later Python) write through a [`Recorder`]; the timeline, the exports and the
//! tests read a [`Trace`]. This module knows nothing of tasks beyond what an event says.

#![warn(missing_docs)]

mod dump;
mod event;
pub mod file;
pub mod hints;
mod index;
pub mod laws;
mod limit;
mod living;
mod names;
mod outdated;
mod recorder;
mod source;
pub mod spans;
mod state;
mod store;
mod words;

pub(crate) use dump::line;
pub use dump::{dump, dump_line};
pub use event::*;
pub use index::{FutureLife, Index, Said};
pub use limit::Limit;
pub use living::Living;
pub use names::Names;
pub use outdated::Outdated;
pub use recorder::{Recorder, SharedTrace};
pub use state::{
    EndedTask, LiveFuture, LiveGenerator, LiveResource, LiveTask, LiveTurn, Pause, Phase, ReadyHandle, Running,
    SetTimer, State, Variable,
};
pub use store::{Frame, SiteEntry, Trace};

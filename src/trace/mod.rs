//! The record of a run: events in order, and the tables they point into; only what happened.
//!
//! Producers (the Rust runtime, the Python engine) write through a [`Recorder`]; [`reading`](crate::reading) derives
//! from a [`Trace`] what the page, the exports and the tests ask of it. This module knows nothing of tasks beyond what
//! an event says.

#![warn(missing_docs)]

mod events;
pub mod file;
mod kind_words;
mod limits;
mod recorder;
mod store;

pub use events::*;
pub use limits::Limit;
pub use recorder::{Recorder, SharedTrace};
pub use store::{SiteEntry, StackFrame, Trace};

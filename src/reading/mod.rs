//! Everything that is derived of a record: the state at a moment, the spans of tasks, names, an index into the past.
//!
//! The timeline, the inspector, the sentences and the exports read a [`Trace`](crate::trace::Trace) through this module;
//! nothing here is recorded, and everything here can be worked out anew from the record. [`RecordAnalysis`] holds all of
//! it and is brought up to date by one walk; `walk` has the one match over the kinds of events that feeds the parts.

#![warn(missing_docs)]

mod connection_laws;
pub mod connection_spans;
pub mod critical_path;
pub mod datagram_spans;
pub mod differences;
mod dump;
mod id_map;
mod index;
pub mod laws;
mod limit_place;
mod live_entries;
mod loop_state;
mod names;
mod record_analysis;
pub mod spans;
mod walk;

pub(crate) use dump::line;
pub use dump::{dump, dump_line};
pub use id_map::IdMap;
pub use index::{ConsoleEntry, FutureLife, Index};
pub use limit_place::LimitPlace;
pub use live_entries::{
    EndedTask, GeneratorPhase, LiveFuture, LiveGenerator, LiveResource, LiveTask, LiveTurn, ReadyHandle, Running,
    SetTimer, TaskPhase, Variable,
};
pub use loop_state::LoopState;
pub use names::Names;
pub use record_analysis::RecordAnalysis;

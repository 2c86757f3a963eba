//! What is derived of a record: the state at a moment, the spans of tasks, names, an index into the past.
//!
//! The timeline, the inspector, the sentences and the exports read a [`Trace`](crate::trace::Trace) through this module;
//! nothing here is recorded, and everything here can be worked out anew from the record.

#![warn(missing_docs)]

mod dump;
mod id_map;
mod index;
pub mod laws;
mod loop_state;
mod names;
pub mod spans;

pub(crate) use dump::line;
pub use dump::{dump, dump_line};
pub use id_map::IdMap;
pub use index::{ConsoleEntry, FutureLife, Index};
pub use loop_state::{
    EndedTask, GeneratorPhase, LiveFuture, LiveGenerator, LiveResource, LiveTask, LiveTurn, LoopState, ReadyHandle,
    Running, SetTimer, TaskPhase, Variable,
};
pub use names::Names;

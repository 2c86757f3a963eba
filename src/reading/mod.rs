//! Everything that is derived of a record: the state at a moment, the spans of tasks, names, an index into the past.
//!
//! The timeline, the inspector, the sentences and the exports read a [`Trace`](crate::trace::Trace) through this module;
//! nothing here is recorded, and everything here can be worked out anew from the record. [`RecordAnalysis`] holds all of
//! it and is brought up to date by one walk; `walk` has the one match over the kinds of events that feeds the parts.

#![warn(missing_docs)]

mod arrivals;
mod changeable_waits;
mod connection_laws;
pub mod connection_spans;
pub mod critical_path;
pub mod datagram_spans;
pub mod differences;
mod dump;
mod event_steps;
mod id_map;
mod index;
pub mod laws;
mod limit_place;
mod line_order;
mod live_entries;
mod loop_state;
mod names;
mod printed_lines;
mod record_analysis;
pub mod spans;
mod stretch_sums;
mod walk;

pub use arrivals::{Arrival, ArrivalKind, ChainedWait, Waker, chain_of_waits};
pub use changeable_waits::{ChangeableWait, WaitLane, changeable_waits};
pub(crate) use dump::line;
pub use dump::{dump, dump_line};
pub use event_steps::{LineSet, StepGoal, longest_wait, step_to};
pub use id_map::IdMap;
pub use index::{ConsoleEntry, FutureLife, Index};
pub use limit_place::LimitPlace;
pub use line_order::{LineRelation, line_relations};
pub use live_entries::{
    EndedTask, GeneratorPhase, LiveFuture, LiveGenerator, LiveResource, LiveTask, LiveTurn, ReadyHandle, Running,
    SetTimer, TaskPhase, Variable,
};
pub use loop_state::LoopState;
pub use names::Names;
pub use printed_lines::{PrintedLine, printed_lines};
pub use record_analysis::RecordAnalysis;
pub use stretch_sums::{TaskSums, add_wait, stretch_sums};

//! Values of a program: which of them are read while a run is repeated, and what was read.
//!
//! A record has no values. A reader who asks for them has the program run again, unseen and with the same input, and an engine
//! reads local variables where an [`Inspection`] wants it; the answer is an [`InspectedRun`]. Both are data that travels as
//! JSON, and know nothing of engines.

mod inspected_run;
mod inspection_order;

pub use inspected_run::{
    InspectedFrame, InspectedMoment, InspectedRun, InspectedStack, SuspendedGenerator, WatchedValue,
};
pub use inspection_order::Inspection;

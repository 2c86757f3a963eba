//! Values of a program, read while its run is repeated.
//!
//! Unlike the texts of a record (`values/value_text.rs`), those of an inspection are `repr`: code of the program may run for
//! them. It runs in the repetition only, while nothing is recorded and the clock stands, and is ended when it takes too long. A
//! repetition that goes another way because of it has another record, with which its reader compares the one that is shown.

pub(super) mod await_results;
mod expression_values;
mod repr_text;
mod safe_points;
mod stack_reading;

pub(super) use safe_points::{
    SafePoint, begin, reached, run_ends, scheduler_step_ended, step_begins, step_ended, step_is_cancelled,
};

//! The analyses of a run that the reader can open: which is open is part of the workspace, what each shows is here.

mod values;
mod why;

pub use values::{
    MOST_WATCHED, NoValues, ReadRun, RepeatedRun, ShownValues, StopOutcome, StopWhere, Values, ValuesAction,
    step_before,
};
pub use why::{FoundPath, PathSearch, Why, WhyAction, WhyScope};

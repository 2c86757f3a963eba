//! The analyses of a run that the reader can open: which is open is part of the workspace, what each shows is here.

mod why;

pub use why::{FoundPath, PathSearch, Why, WhyAction, WhyScope};

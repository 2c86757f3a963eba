//! The catalogue: every demo as data and as a run, what each prints beside its twin in Python, and the reference pages.

mod changes;
mod course;
mod demos;
mod paths;
mod python;
mod reference;

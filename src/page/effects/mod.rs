//! The only place of the page where things happen: engines run programs, files are read and written, texts are fetched.
//!
//! `reduce` returns what is to be done as values ([`Effect`](super::model::effect::Effect)); [`store`] applies actions and
//! hands their effects to the [`session`], which drives every run, whatever engine it is of.

mod demo_run;
pub mod lane_rows;
pub mod miniatures;
pub mod opening;
mod python_run;
pub mod saving;
pub mod session;
pub mod store;
mod texts;

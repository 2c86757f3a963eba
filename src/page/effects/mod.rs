//! The only place of the page where things happen: engines run programs, files are read and written, texts are fetched.
//!
//! `reduce` returns what is to be done as values ([`Effect`](super::model::effect::Effect)); [`page_store`] applies actions and
//! hands their effects to the [`session`], which drives every run, whatever engine it is of.

mod arriving_record;
pub mod colours;
mod demo_run;
pub mod frame_messages;
mod inspecting;
pub mod lane_rows;
pub mod lesson_files;
pub mod links;
mod opening;
pub mod page_store;
mod path_search;
pub mod previews;
mod program_files;
mod python_run;
mod record_search;
mod run_comparison;
mod saving;
pub mod session;
mod sliced_job;
mod stop_search;
mod texts;
mod unseen_run;

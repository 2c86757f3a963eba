//! The one contract between the page and whatever runs a program: orders in, a record out in batches.

mod contract;
mod orders;
mod reports;
mod served_app;
mod timing;
mod visit_messages;

pub use contract::{FIRST_EVENTS, LONGEST_SOURCE, MOST_ASKED_EVENTS, MOST_EVENTS, MOST_MEMORY, VERSION};
pub use orders::{Job, JobProgram, Order, Pace, PythonText, StopPlace};
pub use reports::Report;
pub use served_app::{ServedApp, served_app};
pub use timing::Timing;
pub use visit_messages::write_news;

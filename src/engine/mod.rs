//! The one contract between the page and whatever runs a program: orders in, a record out in batches.

mod contract;
mod served_app;
mod timing;
mod visit_messages;

pub use contract::*;
pub use served_app::{ServedApp, served_app};
pub use timing::Timing;
pub use visit_messages::write_news;

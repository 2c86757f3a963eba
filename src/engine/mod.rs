//! The one contract between the page and whatever runs a program: orders in, a record out in batches.

mod contract;
mod timing;

pub use contract::*;
pub use timing::Timing;

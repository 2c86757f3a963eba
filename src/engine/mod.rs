//! The one contract between the page and whatever runs a program: orders in, a record out in batches.

mod contract;

pub use contract::*;

//! asyncio's model in Rust.

#![warn(missing_docs)]

mod error;

pub use error::{Error, Result};

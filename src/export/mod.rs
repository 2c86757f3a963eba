//! A record in forms that other programs read. Each is a function of the record alone.

#![warn(missing_docs)]

mod chrome;
mod text;

pub use chrome::chrome;
pub use text::{text, transcript};

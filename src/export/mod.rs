//! A record in forms that other programs read. Each is a function of the record alone.

#![warn(missing_docs)]

mod chrome;
mod svg;
mod text;

pub use chrome::chrome;
pub use svg::svg;
pub use text::{text, transcript};

//! What has to be fast, as a crate of its own (`Cargo.toml` beside this file): cargo optimises by crates, and the rest is
//! built to be small. `lib.rs` shows it as its own modules.

pub mod clock;
pub mod runtime;
pub mod timeline;
pub mod trace;

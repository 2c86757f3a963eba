//! The demos: what each teaches, its parameters, and the program that runs. One file per demo.
//!
//! A demo is data ([`Demo`]) and an ordinary `async fn` over the runtime. It knows nothing of the page; the page
//! and the command line show every demo of [`CATALOGUE`] alike.

mod args;
mod demo;

pub use args::{Args, Refused};
pub use demo::{Chapter, Demo, Param, Program, Quantity, Variant, Words};

/// Every demo, in the course's order.
pub static CATALOGUE: &[&Demo] = &[];

/// The demo of an id.
pub fn find(id: &str) -> Option<&'static Demo> {
    CATALOGUE.iter().copied().find(|demo| demo.id == id)
}

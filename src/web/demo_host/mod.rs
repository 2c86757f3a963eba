//! The host of demos in a browser: what the runtime asks of it (time, turns, fetches, workers), on the thread of its page.

mod browser_host;
mod browser_services;
mod prime_worker;

pub use browser_host::{LiveRun, Pace};
pub use browser_services::BrowserServices;

//! The browser: the only module that imports `web_sys`, `js_sys`, `gloo` and `wasm_bindgen`.
//!
//! Each facility is wrapped once in a Rust-shaped type. No `JsValue` leaves this module, and what a handle stands
//! for (a timer, a frame, a listener) ends when the handle is dropped.

pub mod canvas;
mod clock;
pub mod dom;
pub mod editor;
mod error;
mod fetch;
pub mod files;
mod frame;
pub mod grip;
mod hop;
mod host;
mod live;
pub mod paper;
pub mod python;
mod services;
mod sizes;
mod storage;
pub mod surface;
mod worker;

pub use clock::wall;
pub use dom::mount;
pub use error::{WebError, catch_panics};
pub use fetch::text;
pub use frame::{Frame, Later, after_paint, next_frame};
pub use hop::{Hops, breathe};
pub use host::{LiveRun, Pace};
pub use live::{Counted, live_handles};
pub use services::BrowserServices;
pub use storage::{forget, load, save};

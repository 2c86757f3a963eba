//! The browser: the only module that imports `web_sys`, `js_sys`, `gloo` and `wasm_bindgen`.
//!
//! Each facility is wrapped once in a Rust-shaped type. No `JsValue` leaves this module, and what a handle stands
//! for (a timer, a frame, a listener) ends when the handle is dropped.

mod browser_error;
pub mod canvas;
pub mod demo_engine;
mod demo_host;
pub mod device_files;
pub mod dom;
pub mod editor;
mod fetch;
mod frame;
pub mod frame_host;
pub mod grip;
mod handle_count;
mod hop;
pub mod link_text;
pub mod printing;
pub mod python_worker;
pub mod reorder;
mod sizes;
mod storage;
pub mod surface;
mod wall_clock;

pub use browser_error::{WebError, catch_panics};
pub use demo_host::{BrowserServices, LiveRun, Pace};
pub use dom::mount;
pub use fetch::text;
pub use frame::{Delayed, Frame, Later, after, after_paint, next_frame, painted};
pub use handle_count::{Counted, live_handles};
pub use hop::{Hops, breathe};
pub use storage::{forget, load, save};
pub use wall_clock::{time_of_day, wall};

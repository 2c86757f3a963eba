//! Animation frames.

use wasm_bindgen::prelude::*;

use super::live::Counted;

/// A callback before the next paint. Dropping it cancels it.
#[derive(Debug)]
#[must_use = "the callback is cancelled when this is dropped"]
pub struct Frame {
    id: i32,
    _callback: Closure<dyn FnMut(f64)>,
    _live: Counted,
}

/// Calls `callback` before the next paint, with the frame's time in milliseconds. `None` where there is no window.
pub fn next_frame(callback: impl FnOnce(f64) + 'static) -> Option<Frame> {
    let callback = Closure::once(callback);
    let id = web_sys::window()?.request_animation_frame(callback.as_ref().unchecked_ref()).ok()?;
    Some(Frame { id, _callback: callback, _live: Counted::new() })
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A frame that has come is unknown to the browser, which then does nothing.
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}

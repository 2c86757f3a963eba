//! Animation frames, and slots after a paint.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::handle_count::Counted;

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

/// A callback in a task of its own, after a paint. Dropping it cancels it.
#[derive(Debug)]
#[must_use = "the callback is cancelled when this is dropped"]
pub struct Later {
    _frame: Frame,
    _timer: Rc<RefCell<Option<(Timeout, Counted)>>>,
}

/// A callback after some time. Dropping it cancels it.
#[derive(Debug)]
#[must_use = "the callback is cancelled when this is dropped"]
pub struct Delayed {
    _timer: Timeout,
    _live: Counted,
}

/// Calls `callback` in a task of its own, after so many milliseconds.
pub fn after(milliseconds: u32, callback: impl FnOnce() + 'static) -> Delayed {
    Delayed { _timer: Timeout::new(milliseconds, callback), _live: Counted::new() }
}

/// Calls `callback` when the next paint is done: what it does and what the browser then has to lay out and paint are tasks
/// of their own, and the page answers in between. `None` where there is no window.
pub fn after_paint(callback: impl FnOnce() + 'static) -> Option<Later> {
    let timer = Rc::new(RefCell::new(None));
    let set = timer.clone();
    let frame = next_frame(move |_| {
        set.replace(Some((Timeout::new(0, callback), Counted::new())));
    })?;
    Some(Later { _frame: frame, _timer: timer })
}

/// Returns in a task of its own after the next paint, or at once where there is no window.
pub async fn painted() {
    let mut later = None;
    let paint = Promise::new(&mut |resolve, _| {
        later = after_paint(move || {
            // A function that settles a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    if later.is_some() {
        // Only ever resolved.
        let _ = JsFuture::from(paint).await;
    }
}

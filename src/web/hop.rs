//! Macrotasks without a delay: a message channel to ourselves.
//!
//! `setTimeout(0)` is clamped to 4 ms once it nests, and microtasks would keep the page from painting. A message
//! is a macrotask of its own and comes as soon as the browser has done what is more urgent.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use super::handle_count::Counted;

/// Runs a callback in a macrotask of its own, each time it is asked to. Dropping it closes the channel.
#[must_use = "the channel is closed when this is dropped"]
pub struct Hops {
    sender: MessagePort,
    receiver: MessagePort,
    asked: Rc<Cell<bool>>,
    _callback: Closure<dyn FnMut()>,
    _live: Counted,
}

impl Hops {
    /// `callback` may ask for the next hop itself. `None` where there are no message channels.
    pub fn new(mut callback: impl FnMut() + 'static) -> Option<Hops> {
        let channel = MessageChannel::new().ok()?;
        let (sender, receiver) = (channel.port1(), channel.port2());
        let asked = Rc::new(Cell::new(false));
        let pending = asked.clone();
        let callback = Closure::new(move || {
            if pending.replace(false) {
                callback();
            }
        });
        receiver.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        Some(Hops { sender, receiver, asked, _callback: callback, _live: Counted::new() })
    }

    /// Asks for a hop; asking again before it comes changes nothing.
    pub fn ask(&self) {
        if !self.asked.replace(true) {
            // A port that we hold open takes messages.
            let _ = self.sender.post_message(&JsValue::NULL);
        }
    }

    /// Takes the wish back.
    pub fn cancel(&self) {
        self.asked.set(false);
    }
}

/// Waits for a macrotask of its own, so that the page paints and answers in between.
pub async fn breathe() {
    let mut hops = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        hops = Hops::new(move || {
            // A promise's own functions do not fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    if let Some(hops) = &hops {
        hops.ask();
        // Only ever resolved.
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    }
}

impl Drop for Hops {
    fn drop(&mut self) {
        self.receiver.set_onmessage(None);
        self.sender.close();
        self.receiver.close();
    }
}

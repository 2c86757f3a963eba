//! The page around this one, where this one stands in a frame, and messages to and from it.

use js_sys::{JSON, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Url, Window};

use super::dom::{Listener, address, window};

/// The page around this one that its address names as the one to talk to.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameHost {
    parent: Window,
    origin: String,
}

impl FrameHost {
    /// The page that the address of this one names by `host`; `None` where it names none, or there is no page around.
    pub fn of_address() -> Option<FrameHost> {
        let window = window()?;
        let named = Url::new(&address()).ok()?.search_params().get("host")?;
        let origin = Url::new(&named).ok()?.origin();
        let parent = window.parent().ok()??;
        (parent != window && origin != "null").then_some(FrameHost { parent, origin })
    }

    /// Sends JSON, as the object that it is. A page of another origin than the one named does not hear it.
    pub fn tell(&self, json: &str) {
        if let Ok(message) = JSON::parse(json) {
            // Refused only for an origin that is none, which was looked at.
            let _ = self.parent.post_message(&message, &self.origin);
        }
    }

    /// Calls back with the JSON of each object that the page around sends.
    pub fn on_message(&self, mut callback: impl FnMut(String) + 'static) -> Option<Listener> {
        let FrameHost { parent, origin } = self.clone();
        Listener::on(window()?.as_ref(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            let source = Reflect::get(event, &"source".into()).unwrap_or_default();
            if event.origin() != origin || source != JsValue::from(parent.clone()) {
                return;
            }
            if let Some(text) = JSON::stringify(&event.data()).ok().and_then(|text| text.as_string()) {
                callback(text);
            }
        })
    }
}

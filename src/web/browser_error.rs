//! Errors of the browser as Rust errors, and panics, brought to the page's shell.

use std::fmt;

use wasm_bindgen::prelude::*;

/// A failure of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebError {
    /// The browser forbids or lacks something: storage in a private window, the clipboard without a permission.
    Refused(String),
    /// The network failed.
    Network(String),
}

impl From<JsValue> for WebError {
    fn from(value: JsValue) -> WebError {
        WebError::Refused(message(&value))
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WebError::Refused(message) | WebError::Network(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for WebError {}

/// A JavaScript error's message.
pub(crate) fn message(value: &JsValue) -> String {
    let error = value.dyn_ref::<js_sys::Error>();
    error
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_else(|| format!("{value:?}"))
}

#[wasm_bindgen]
extern "C" {
    /// Keeps the message and shows the banner, by `static/boot.js`. The instance is lost after a panic, so whatever
    /// the reader sees next is the shell's work.
    #[wasm_bindgen(js_namespace = ["globalThis", "loopline"], js_name = panicked, catch)]
    fn panicked(message: &str, location: &str) -> Result<(), JsValue>;
}

/// Has panics show the shell's banner from now on. On this target a panic ends the instance.
pub fn catch_panics() {
    // yew takes the place of any other hook that is set without it.
    yew::set_custom_panic_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("panic");
        let location = info.location().map(ToString::to_string).unwrap_or_default();
        if panicked(message, &location).is_err() {
            // Without the shell, in a test, the console is all there is.
            web_sys::console::error_1(&format!("{message} at {location}").into());
        }
    }));
}

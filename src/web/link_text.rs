//! Links, as `static/editor/links.js` packs, unpacks and draws them; it is loaded when one is first wanted.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::WebError;
use super::dom::window;
use super::editor::load;

/// Calls a function of the module and returns what it, or its promise, brings.
async fn called(function: &str, args: [&JsValue; 2]) -> Result<JsValue, WebError> {
    let module = JsFuture::from(load("editor/links.js")?).await?;
    let function: Function = Reflect::get(&module, &function.into())?.dyn_into()?;
    let result = function.call2(&JsValue::UNDEFINED, args[0], args[1])?;
    match result.dyn_into::<Promise>() {
        Ok(promise) => Ok(JsFuture::from(promise).await?),
        Err(result) => Ok(result),
    }
}

/// Packs a text into one of letters, digits, `-` and `_`.
///
/// # Errors
/// If the module could not be loaded.
pub async fn pack(text: &str) -> Result<String, WebError> {
    Ok(called("pack", [&text.into(), &JsValue::UNDEFINED]).await?.as_string().unwrap_or_default())
}

/// Unpacks what [`pack`] has packed; `None` if it is nothing of the kind, or a text of more than `most` bytes.
///
/// # Errors
/// If the module could not be loaded.
pub async fn unpack(packed: &str, most: usize) -> Result<Option<String>, WebError> {
    Ok(called("unpack", [&packed.into(), &(most as f64).into()]).await?.as_string())
}

/// A text as squares that a camera reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Squares {
    /// The squares on an edge, with the margin that readers need.
    pub edge: u32,
    /// The path of the dark ones, in squares, as SVG has it.
    pub path: String,
}

/// Draws a text as squares; `None` if it is too long for that.
///
/// # Errors
/// If the module could not be loaded.
pub async fn squares(text: &str) -> Result<Option<Squares>, WebError> {
    let drawn = called("squares", [&text.into(), &JsValue::UNDEFINED]).await?;
    if drawn.is_null() {
        return Ok(None);
    }
    let edge = Reflect::get(&drawn, &"edge".into())?.as_f64().unwrap_or_default();
    let path = Reflect::get(&drawn, &"path".into())?.as_string().unwrap_or_default();
    Ok(Some(Squares { edge: edge as u32, path }))
}

/// Returns whether this device has a dialog of its own for sharing.
pub fn has_share_dialog() -> bool {
    window().is_some_and(|window| Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

/// Opens the device's own dialog for sharing an address. May be called only when the reader has pressed something.
pub fn share(title: &str, address: &str) {
    let Some(navigator) = window().map(|window| window.navigator()) else { return };
    let shared = js_sys::Object::new();
    let set = |name: &str, value: &str| Reflect::set(&shared, &name.into(), &value.into());
    let function = Reflect::get(&navigator, &"share".into()).ok().and_then(|share| share.dyn_into::<Function>().ok());
    if let (Some(function), Ok(_), Ok(_)) = (function, set("title", title), set("url", address)) {
        // Refused where the reader closes it: there is nothing to say.
        if let Ok(promise) = function.call1(&navigator, &shared).and_then(|made| made.dyn_into::<Promise>()) {
            wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(promise).await) });
        }
    }
}

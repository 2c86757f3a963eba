//! Files served with the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

use super::WebError;

/// The longest time, in ms, that a text of the page's own is waited for.
const TIMEOUT_MS: u32 = 20_000;

/// Fetches a text: the answer's status and body.
pub(super) async fn fetch(path: &str, options: &RequestInit) -> Result<(u16, String), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(path, options)).await?.dyn_into()?;
    let body = JsFuture::from(response.text()?).await?;
    Ok((response.status(), body.as_string().unwrap_or_default()))
}

/// A text that belongs to the page. Asks the server whether it has changed: the page may be newer than a kept copy.
pub async fn text(path: &str) -> Result<String, WebError> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    match fetch(path, &options).await {
        Ok((200, text)) => Ok(text),
        Ok((status, _)) => Err(WebError::Network(format!("{status} {path}"))),
        Err(error) => Err(error.into()),
    }
}

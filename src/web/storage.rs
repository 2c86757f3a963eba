//! Storage of texts on this device.

use super::WebError;

fn storage() -> Result<web_sys::Storage, WebError> {
    let window = super::dom::window().ok_or_else(|| WebError::Refused("no window".into()))?;
    window.local_storage()?.ok_or_else(|| WebError::Refused("no storage".into()))
}

/// Reads a text; `None` if there is none. An error where the browser forbids storage.
pub fn load(key: &str) -> Result<Option<String>, WebError> {
    Ok(storage()?.get_item(key)?)
}

/// Keeps a text. An error where the browser forbids storage or has no room.
pub fn save(key: &str, value: &str) -> Result<(), WebError> {
    Ok(storage()?.set_item(key, value)?)
}

/// Keeps a text no more. An error where the browser forbids storage.
pub fn forget(key: &str) -> Result<(), WebError> {
    Ok(storage()?.remove_item(key)?)
}

//! Fields of a JSON file. A field that is missing or of another kind is `None`: the file is of another version of the page.

use std::rc::Rc;

use serde_json::Value;

use super::Text;

/// Reads a file that is a list, each entry by `read`; `None` if one of them is not as expected.
pub(super) fn list_of<T>(json: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    all(&serde_json::from_str(json).ok()?, read)
}

/// Reads a field that is a list.
pub(super) fn list<T>(value: &Value, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    all(value.get(name)?, read)
}

fn all<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

/// Reads a field that is a string.
pub(super) fn string(value: &Value, name: &str) -> Option<Rc<str>> {
    Some(value.get(name)?.as_str()?.into())
}

/// Reads a field that is a text in both languages.
pub(super) fn text(value: &Value, name: &str) -> Option<Text> {
    text_of(value.get(name)?)
}

/// Reads a text in both languages.
pub(super) fn text_of(value: &Value) -> Option<Text> {
    Some(Text { en: string(value, "en")?, ru: string(value, "ru")? })
}

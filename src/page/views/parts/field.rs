//! Reads fields: the one place where components touch an element.

use yew::prelude::*;

use crate::web::dom;

/// The text of the field that an event comes from.
pub fn text_of(event: &Event) -> String {
    dom::field_text(event.target())
}

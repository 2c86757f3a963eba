//! Reads fields: the one place where components touch an element.

use yew::prelude::*;

/// The text of the field that an event comes from.
pub fn text_of(event: &impl TargetCast) -> String {
    crate::web::dom::field_text(event.target_dyn_into())
}

use yew::prelude::*;

use crate::page::views::parts::growing::use_growing;
use crate::web::dom;

/// The paints after which a demo's page has come, and its effects are done.
const PAINTS: usize = 5;

/// Shows nothing, and tells the document that the page has come, keys and the address are heard, and it is no longer busy.
#[component]
pub fn Ready() -> Html {
    let come = use_growing("page", PAINTS) == PAINTS;
    use_effect_with(come, |come| {
        if *come {
            dom::set_ready("app");
        }
    });
    html! {}
}

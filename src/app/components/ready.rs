use yew::prelude::*;

use super::growing::use_growing;
use crate::web::dom;

/// The frames in which a demo's page comes, and its effects are done.
const FRAMES: usize = 4;

/// Shows nothing, and tells the document that the page has come, keys and the address are heard, and it is no longer busy.
#[component]
pub fn Ready() -> Html {
    let come = use_growing("page", FRAMES) == FRAMES;
    use_effect_with(come, |come| {
        if *come {
            dom::set_ready("app");
        }
    });
    html! {}
}

use yew::prelude::*;

use crate::page::views::parts::paint_scheduler::use_progressive;
use crate::web::dom;

/// The number of paints after which all parts of a demo's page are drawn, and their effects are done.
const PAINTS_UNTIL_READY: usize = 5;

/// A mark for the document, without anything to see: the page has come, keys and the address are heard, and it is no
/// longer busy.
#[component]
pub fn ReadyMark() -> Html {
    let come = use_progressive("page", PAINTS_UNTIL_READY) == PAINTS_UNTIL_READY;
    use_effect_with(come, |come| {
        if *come {
            dom::set_ready("app");
        }
    });
    html! {}
}

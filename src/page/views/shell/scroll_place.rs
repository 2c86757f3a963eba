use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::route::{Page, Route};
use crate::web::dom;

/// Keeps the place to which the front page was scrolled: a reader who comes back from a demo goes on from its card. Other
/// pages open at their top.
#[hook]
pub fn use_place(store: &Store) {
    let shown = use_mut_ref(|| store.address.route.clone());
    let left = use_mut_ref(|| 0.0);
    {
        let (shown, left) = (shown.clone(), left.clone());
        use_effect_with((), move |()| {
            let listener = dom::on_hash(move |_| {
                if *shown.borrow() == Route::Front {
                    left.replace(dom::scrolled());
                }
            });
            move || drop(listener)
        });
    }
    use_effect_with(store.address.route.clone(), move |route| {
        let before = shown.replace(route.clone());
        if before == *route {
            return;
        }
        match route {
            Route::Front => dom::scroll_page(*left.borrow(), "main"),
            // It goes to its term itself.
            Route::Reference(Page::Glossary(Some(_))) => {}
            Route::Demo(_)
            | Route::Reference(_)
            | Route::Trace
            | Route::Python(_)
            | Route::Lesson(_)
            | Route::Unknown(_) => dom::scroll_page(0.0, "main"),
        }
    });
}

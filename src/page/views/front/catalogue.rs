use yew::prelude::*;

use super::chapters::{CURRENT_ID, Chapters};
use super::nothing_found::nothing_found;
use super::progress_line::progress_line;
use super::reference_links::reference_links;
use super::search_field::SearchField;
use crate::demos::search;
use crate::page::effects::page_store::Store;
use crate::page::model::python::Script;
use crate::page::views::parts::paint_scheduler::use_progressive;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The id of the element that scrolls.
const LIST_ID: &str = "catalogue-list";

/// The catalogue: demos by chapter, and the pages of reference.
#[component]
pub fn Catalogue(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let twin = match store.script() {
        Some(Script::Twin(twin)) => twin.demo(),
        Some(Script::Own | Script::Linked(_)) | None => None,
    };
    let current = store.demo().or(twin).map(|demo| demo.id);
    let empty = use_memo(store.workspace.search.clone(), |query| search(query).is_empty());
    let wanted = use_wanted(store.workspace.drawer);
    let whole = use_progressive("catalogue", 1) == 1 && wanted;
    // Also when the drawer opens: while it is closed there is nothing to scroll.
    use_effect_with((current, store.workspace.drawer, whole), |_| dom::centre(LIST_ID, CURRENT_ID));
    html! {
        <nav id="catalogue" class={classes!("catalogue", store.workspace.drawer.then_some("open"))}
            aria-label={lang.pick("Catalogue", "Каталог")}>
            <SearchField store={store.clone()} />
            <div id={LIST_ID} class="catalogue-list">
                if whole {
                    <a class={classes!("own-program-link", (store.script() == Some(Script::Own)).then_some("current"))}
                        aria-current={(store.script() == Some(Script::Own)).then_some("page")} href={Script::Own.href()}>
                        { lang.pick("Your own program", "Своя программа") }<span class="muted">{ "Python" }</span>
                    </a>
                    if *empty {
                        { nothing_found(store) }
                    } else {
                        <Chapters search={store.workspace.search.clone()} {current} progress={store.progress.clone()} {lang} />
                    }
                    { reference_links(&store.address.route, lang) }
                    { progress_line(store) }
                }
            </div>
        </nav>
    }
}

/// Returns whether the list is in sight, or has been: in a narrow window it is a drawer, which most visits leave closed.
#[hook]
fn use_wanted(open: bool) -> bool {
    let seen = use_state_eq(dom::is_wide);
    let (now, later) = (seen.clone(), seen.clone());
    use_effect_with(open, move |open| {
        if *open {
            now.set(true);
        }
    });
    use_effect_with((), move |()| {
        let listeners = dom::on_look(move || {
            if dom::is_wide() {
                later.set(true);
            }
        });
        move || drop(listeners)
    });
    *seen || open
}

use yew::prelude::*;

use crate::app::files::FileAction;
use crate::app::session::Store;
use crate::app::state::Action;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// How far a file has been read, where that takes time.
#[component]
pub fn Opening(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let Some((opening, percent)) = store.files.opening.as_ref().and_then(|opening| Some((opening, opening.percent?)))
    else {
        return html! {};
    };
    let stop = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::File(FileAction::Stop)))
    };
    let name = opening.picked.name();
    html! {
        <div class="notice-place">
            <div class="notice opening">
                <label for="opening">{ lang.pick(format!("Reading “{name}”"), format!("Читаю «{name}»")) }</label>
                <progress id="opening" max="100" value={percent.to_string()}></progress>
                <button type="button" class="plain-button" onclick={stop}>{ lang.pick("Cancel", "Отменить") }</button>
            </div>
        </div>
    }
}

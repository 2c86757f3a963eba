use yew::prelude::*;

use crate::demos::search;
use crate::i18n::{Lang, plural};
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The search field; `/` goes to it. A screen reader hears the number of demos found.
#[component]
pub fn SearchField(props: &Props) -> Html {
    let store = props.store.clone();
    let lang = store.settings.lang;
    let found = use_memo(store.workspace.search.clone(), |text| (!text.trim().is_empty()).then(|| search(text).len()));
    let oninput = Callback::from(move |event: InputEvent| {
        store.dispatch(WorkspaceAction::Search(dom::field_text(&event)));
    });
    html! {
        <div class="search">
            <input id="search" type="search" value={props.store.workspace.search.clone()} {oninput} autocomplete="off"
                placeholder={lang.pick("Search demos", "Поиск по демо")}
                aria-label={lang.pick("Search demos", "Поиск по демо")} />
            <kbd aria-hidden="true">{ "/" }</kbd>
            <p class="unseen" role="status">{ found.map(|count| counted(count, lang)).unwrap_or_default() }</p>
        </div>
    }
}

/// A count of demos: `3 demos found`.
fn counted(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} {} found", plural(count, lang, ["demo", "demos"], [""; 3])),
        Lang::Ru => format!("Найдено {count} демо"),
    }
}

use yew::prelude::*;

use crate::demos::matches;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::web::dom;

/// The most terms of the glossary that are offered.
const MAX_TERMS: usize = 4;

/// The answer to a search that finds no demo: what the glossary has on its words, and the way back to all demos.
pub fn nothing_found(store: &Store) -> Html {
    let lang = store.settings.lang;
    // Fetched since something is searched for; without it the reader is told what else to try.
    let glossary = store.reference.glossary.iter().flatten().flat_map(|terms| terms.iter());
    let terms = glossary.filter(|term| matches(&store.workspace.search, term.texts())).take(MAX_TERMS);
    let terms: Vec<Html> = terms
        .map(|term| {
            html! {
                <li key={&*term.id}>
                    <a href={format!("#/glossary/{}", term.id)}>{ lang.pick(&term.term.en, &term.term.ru).clone() }</a>
                </li>
            }
        })
        .collect();
    let clear = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(WorkspaceAction::Search(String::new()));
            dom::focus("search");
        })
    };
    html! {
        <div class="nothing-found">
            <p><b>{ lang.pick("No demo has these words.", "Демо с такими словами нет.") }</b></p>
            if terms.is_empty() {
                <p class="muted">{ lang.pick(
                    "Try fewer words, in English or Russian, or a name of Python’s: gather, Semaphore, async for.",
                    "Попробуйте меньше слов, по-русски или по-английски, или имя из Python: gather, Semaphore, async for.",
                ) }</p>
            } else {
                <p class="muted">{ lang.pick("The glossary has them:", "Они есть в словаре:") }</p>
                <ul>{ for terms }</ul>
            }
            <button type="button" class="plain-button" onclick={clear}>
                { lang.pick("Show all demos", "Показать все демо") }
            </button>
        </div>
    }
}

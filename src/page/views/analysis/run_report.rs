//! The run explained in words, as the command line prints it, to be read and copied.

use yew::prelude::*;

use crate::i18n::RunExplanation;
use crate::page::derived::run_words::with_explanation;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::state::Notice;
use crate::reading::critical_path::RunPath;
use crate::web::dom;

/// A form in which the explanation is copied.
type Form = fn(&RunExplanation) -> String;

/// The ways to copy the explanation.
pub fn copies(store: &Store) -> Html {
    let lang = store.settings.lang;
    let copy = |label: &'static str, whole: &'static str, form: Form| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            let text = store.path().and_then(|found| with_explanation(&store, found, form)).unwrap_or_default();
            let dispatcher = store.dispatcher();
            yew::platform::spawn_local(async move {
                if dom::copy(&text).await.is_err() {
                    dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::NotCopied)));
                }
            });
        });
        html! { <button type="button" class="plain-button" title={whole} aria-label={whole} {onclick}>{ label }</button> }
    };
    html! {
        <>
            { copy(lang.pick("Copy", "Копировать"), lang.pick("Copy as text", "Копировать как текст"), |explained| explained.text()) }
            { copy("Markdown", lang.pick("Copy as Markdown", "Копировать как Markdown"), |explained| explained.markdown()) }
        </>
    }
}

/// The explanation.
pub fn run_report(store: &Store, found: &RunPath) -> Html {
    let words = with_explanation(store, found, |explained| {
        let [headline, advice] = explained.summary();
        let sections = explained.sections().into_iter().map(|(title, rows)| {
            let rows = rows.into_iter().map(|row| html! { <li>{ row }</li> });
            html! { <><h3>{ title }</h3><ul>{ for rows }</ul></> }
        });
        html! { <div class="run-words"><p><b>{ headline }</b></p><p>{ advice }</p>{ for sections }</div> }
    });
    words.unwrap_or_default()
}

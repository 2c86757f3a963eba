use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::model::listing::Missing;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub why: Missing,
    /// Sentences of what is not there, should it not have loaded.
    pub unreachable: AttrValue,
    /// Sentence of what is not there, should the site have a newer one.
    pub outdated: AttrValue,
    /// Called when the reader has it fetched again.
    pub again: Callback<()>,
    pub lang: Lang,
}

/// The notice in place of a text of the page's own that is not there: why, and what to do.
#[component]
pub fn MissingText(props: &Props) -> Html {
    let lang = props.lang;
    let (words, label) = match props.why {
        Missing::Unreachable => (&props.unreachable, lang.pick("Try again", "Попробовать ещё раз")),
        Missing::Outdated => (&props.outdated, lang.pick("Reload the page", "Перезагрузить страницу")),
    };
    let onclick = {
        let (again, why) = (props.again.clone(), props.why);
        Callback::from(move |_: MouseEvent| match why {
            Missing::Unreachable => again.emit(()),
            Missing::Outdated => dom::reload(),
        })
    };
    html! {
        <div class="missing-text" role="status">
            <p>{ words }</p>
            <button type="button" class="plain-button" {onclick}>{ label }</button>
        </div>
    }
}

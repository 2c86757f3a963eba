use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::effects::page_store::Dispatcher;
use crate::page::model::action::ListingAction;
use crate::page::model::listing::Missing;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub dispatcher: Dispatcher,
    pub why: Missing,
    pub lang: Lang,
}

/// The notice in place of a program's text that is not there: why, and what to do.
#[component]
pub fn MissingCode(props: &Props) -> Html {
    let lang = props.lang;
    let (words, label) = match props.why {
        Missing::Unreachable => (
            lang.pick(
                "The program’s text did not load. The demo itself is here and runs.",
                "Текст программы не загрузился. Само демо на месте и работает.",
            ),
            lang.pick("Try again", "Попробовать ещё раз"),
        ),
        Missing::Outdated => (
            lang.pick(
                "Loopline has been updated since this page was opened, and the program with it.",
                "С тех пор как эта страница открыта, Loopline обновился, и программа вместе с ним.",
            ),
            lang.pick("Reload the page", "Перезагрузить страницу"),
        ),
    };
    let onclick = {
        let (dispatcher, why) = (props.dispatcher.clone(), props.why);
        Callback::from(move |_: MouseEvent| match why {
            Missing::Unreachable => dispatcher.dispatch(ListingAction::FetchAgain),
            Missing::Outdated => dom::reload(),
        })
    };
    html! {
        <div class="missing-code" role="status">
            <p>{ words }</p>
            <button type="button" class="plain-button" {onclick}>{ label }</button>
        </div>
    }
}

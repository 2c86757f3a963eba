use yew::prelude::*;

use crate::demos::find;
use crate::i18n::Lang;
use crate::page::views::parts::icon::{Icon, IconShape};

/// The way to the demo that shows a thing, by the id of a demo of the course; nothing if that demo is not built.
pub fn shown_by(demo: &str, lang: Lang) -> Html {
    let Some(demo) = find(demo) else { return html! {} };
    html! {
        <a class="shown-by" href={format!("#/demo/{}", demo.id)}>
            <Icon shape={IconShape::Play} />
            <span class="unseen">{ lang.pick("Demo: ", "Демо: ") }</span>
            { lang.pick(demo.title.en, demo.title.ru) }
        </a>
    }
}

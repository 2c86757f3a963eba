use std::rc::Rc;

use yew::prelude::*;

use crate::demos::find;
use crate::i18n::Lang;
use crate::page::views::parts::icon::{Icon, IconShape};

#[derive(PartialEq, Properties)]
pub struct Props {
    /// The id of a demo of the course.
    pub demo: Rc<str>,
    pub lang: Lang,
}

/// The way to the demo that shows a thing; nothing if that demo is not built.
#[component]
pub fn ShownBy(props: &Props) -> Html {
    let Some(demo) = find(&props.demo) else { return html! {} };
    let lang = props.lang;
    html! {
        <a class="shown-by" href={format!("#/demo/{}", demo.id)}>
            <Icon shape={IconShape::Play} />
            <span class="unseen">{ lang.pick("Demo: ", "Демо: ") }</span>
            { lang.pick(demo.title.en, demo.title.ru) }
        </a>
    }
}

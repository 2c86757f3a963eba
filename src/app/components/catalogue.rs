use yew::prelude::*;

use super::field::text_of;

use crate::app::session::Store;
use crate::app::state::Action;
use crate::demos::{Chapter, Demo, all};
use crate::i18n::Lang;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The demos that a search by words of either language finds, by chapter.
pub fn found(search: &str) -> Vec<(Chapter, Vec<&'static Demo>)> {
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let mut chapters: Vec<(Chapter, Vec<&'static Demo>)> = Vec::new();
    for demo in all() {
        let chapter = demo.chapter.title();
        let texts = [demo.id, demo.title.en, demo.title.ru, demo.about.en, demo.about.ru, chapter.en, chapter.ru];
        let text = texts.join(" ").to_lowercase();
        if !words.iter().all(|word| text.contains(word.as_str())) {
            continue;
        }
        match chapters.last_mut() {
            Some((last, demos)) if *last == demo.chapter => demos.push(demo),
            _ => chapters.push((demo.chapter, vec![demo])),
        }
    }
    chapters
}

/// The search field; `/` goes to it.
#[component]
pub fn Search(props: &Props) -> Html {
    let store = props.store.clone();
    let lang = store.lang;
    let oninput = Callback::from(move |event: InputEvent| {
        store.dispatch(Action::Search(text_of(&event)));
    });
    html! {
        <div class="search">
            <input id="search" type="search" value={props.store.search.clone()} {oninput} autocomplete="off"
                placeholder={lang.pick("Search demos", "Поиск по демо")}
                aria-label={lang.pick("Search demos", "Поиск по демо")} />
            <kbd aria-hidden="true">{ "/" }</kbd>
        </div>
    }
}

/// Words for a search that finds nothing.
pub fn nothing_found(lang: Lang) -> Html {
    html! { <p class="muted">{ lang.pick("Nothing found. Try another word.", "Ничего не нашлось. Попробуйте другое слово.") }</p> }
}

/// Every demo, by chapter.
#[component]
pub fn Catalogue(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let current = store.demo().map(|demo| demo.id);
    let chapters = found(&store.search);
    let empty = chapters.is_empty();
    let chapters = chapters.into_iter().map(|(chapter, demos)| {
        let title = chapter.title();
        let demos = demos.into_iter().map(|demo| {
            let here = current == Some(demo.id);
            html! {
                <li key={demo.id}>
                    <a href={format!("#/demo/{}", demo.id)} class={classes!(here.then_some("current"))}
                        aria-current={here.then_some("page")}>{ lang.pick(demo.title.en, demo.title.ru) }</a>
                </li>
            }
        });
        html! {
            <section key={title.en}>
                <h2>{ lang.pick(title.en, title.ru) }</h2>
                <ul>{ for demos }</ul>
            </section>
        }
    });
    html! {
        <nav id="catalogue" class={classes!("catalogue", store.drawer.then_some("open"))}
            aria-label={lang.pick("Catalogue", "Каталог")}>
            <Search store={store.clone()} />
            { for chapters }
            if empty { { nothing_found(lang) } }
        </nav>
    }
}

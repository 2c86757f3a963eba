use std::collections::BTreeSet;

use yew::prelude::*;

use super::catalogue::{Search, found, nothing_found};
use super::hero::Hero;
use super::miniature::Miniature;
use super::miniatures::use_miniatures;
use crate::app::route::Route;
use crate::app::session::Store;
use crate::demos::{CATALOGUE, Chapter, Demo, all};
use crate::i18n::{Lang, count, plural};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The front page, and the page for an address that names nothing: both lead to the demos.
#[component]
pub fn Front(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let miniatures = use_miniatures();
    let unknown = match &store.route {
        Route::Unknown(name) => html! {
            <p class="refusal" role="alert">
                { lang.pick("There is no demo called ", "Нет демо с именем ") }<code>{ name.clone() }</code>
                { lang.pick(". Here are all that there are.", ". Вот все, какие есть.") }
            </p>
        },
        Route::Front | Route::Demo(_) | Route::Reference(_) => html! {},
    };
    let chapters = found(&store.search);
    let empty = chapters.is_empty();
    let chapters = chapters.into_iter().map(|(chapter, demos)| {
        let title = chapter.title();
        let cards = demos.into_iter().map(|demo| {
            html! {
                <li key={demo.id}>
                    <a class="card" href={format!("#/demo/{}", demo.id)}>
                        <Miniature lives={place(demo).and_then(|place| miniatures.get(place).cloned())} />
                        <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
                    </a>
                </li>
            }
        });
        html! {
            <section key={title.en}>
                <h2>
                    if chapter < Chapter::Beyond { <span class="faint" aria-hidden="true">{ chapter as u8 + 1 }</span> }
                    { lang.pick(title.en, title.ru) }
                </h2>
                <ul class="cards">{ for cards }</ul>
            </section>
        }
    });
    html! {
        <main id="main" class="front" tabindex="-1">
            { unknown }
            <Hero store={store.clone()} />
            <div class="front-bar">
                <p class="muted">{ course(lang) }</p>
                <div class="front-search"><Search store={store.clone()} /></div>
            </div>
            { for chapters }
            if empty { { nothing_found(lang) } }
        </main>
    }
}

/// A demo's place in the catalogue.
fn place(demo: &Demo) -> Option<usize> {
    all().position(|other| other.id == demo.id)
}

/// How much there is: `53 demos · 8 chapters`.
fn course(lang: Lang) -> String {
    let chapters = CATALOGUE.iter().map(|demo| demo.chapter).collect::<BTreeSet<_>>().len();
    let demos = count(CATALOGUE.len(), lang);
    match lang {
        Lang::En => format!("{demos} demos · {chapters} {}", plural(chapters, lang, ["chapter", "chapters"], [""; 3])),
        Lang::Ru => {
            format!("{demos} демо · {chapters} {}", plural(chapters, lang, [""; 2], ["глава", "главы", "глав"]))
        }
    }
}

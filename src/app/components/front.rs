use std::collections::BTreeSet;

use yew::prelude::*;

use super::chapter_title::ChapterTitle;
use super::chapters::by_chapter;
use super::hero::Hero;
use super::miniature::Miniature;
use super::miniatures::use_miniatures;
use super::nothing_found::NothingFound;
use super::progress_line::ProgressLine;
use super::reference_links::ReferenceLinks;
use super::search::Search;
use super::tick::Tick;
use crate::app::route::Route;
use crate::app::session::Store;
use crate::demos::{CATALOGUE, Demo, all};
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
        Route::Front | Route::Demo(_) | Route::Reference(_) | Route::Trace => html! {},
    };
    let chapters = use_memo(store.search.clone(), |query| by_chapter(query));
    let empty = chapters.is_empty();
    let chapters = chapters.iter().map(|(chapter, demos)| {
        let cards = demos.iter().map(|demo| {
            html! {
                <li key={demo.id}>
                    <a class="card" href={format!("#/demo/{}", demo.id)}>
                        <Miniature lives={place(demo).and_then(|place| miniatures.get(place).cloned())} />
                        <span>
                            <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
                            <Tick seen={store.progress.has(demo.id)} {lang} />
                        </span>
                    </a>
                </li>
            }
        });
        html! {
            <section key={chapter.title().en}>
                <ChapterTitle chapter={*chapter} progress={store.progress.clone()} {lang} />
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
                <ProgressLine store={store.clone()} />
                <div class="front-search"><Search store={store.clone()} /></div>
            </div>
            // In an element of its own: a list whose length changes among unkeyed neighbours makes them anew, and the
            // search field would lose the focus with every letter.
            <div class="chapters">{ for chapters }</div>
            if empty { <NothingFound store={store.clone()} /> }
            <ReferenceLinks route={store.route.clone()} {lang} />
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

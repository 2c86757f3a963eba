use std::collections::BTreeSet;

use yew::prelude::*;

use super::cards::Cards;
use super::chapters::by_chapter;
use super::hero::Hero;
use super::nothing_found::nothing_found;
use super::progress_line::progress_line;
use super::reference_links::reference_links;
use super::search_field::SearchField;
use crate::demos::{CATALOGUE, search};
use crate::i18n::{Lang, count, plural};
use crate::page::effects::page_store::Store;
use crate::page::model::route::Route;
use crate::page::views::parts::paint_scheduler::use_progressive;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The front page, and the page for an address that names nothing: both lead to the demos.
#[component]
pub fn Front(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let empty = use_memo(store.workspace.search.clone(), |query| search(query).is_empty());
    // With the chapter beyond the course.
    let chapters = use_memo((), |()| by_chapter("").len());
    let chapters = *chapters;
    // The search is the first part, the runs of the hero are the second, and each chapter is one more.
    let shown = use_progressive("front", 2 + chapters);
    let whole = shown == 2 + chapters;
    let unknown = match &store.address.route {
        Route::Unknown(name) => html! {
            <p class="refusal" role="alert">
                { lang.pick("There is no demo called ", "Нет демо с именем ") }<code>{ name.clone() }</code>
                { lang.pick(". Here are all that there are.", ". Вот все, какие есть.") }
            </p>
        },
        Route::Front | Route::Demo(_) | Route::Reference(_) | Route::Trace | Route::Python(_) | Route::Lesson(_) => {
            html! {}
        }
    };
    html! {
        <main id="main" class={classes!("front", (!whole).then_some("growing"))} tabindex="-1">
            { unknown }
            <Hero store={store.clone()} drawn={shown > 1} />
            <div class="front-bar">
                if shown > 0 {
                    <p class="muted">{ course(lang) }</p>
                    { progress_line(store) }
                    <div class="front-search"><SearchField store={store.clone()} /></div>
                }
            </div>
            <Cards search={store.workspace.search.clone()} chapters={shown.saturating_sub(2)} {whole} progress={store.progress.clone()} {lang} />
            if *empty { { nothing_found(store) } }
            // It would move with every chapter that comes above it.
            if whole { { reference_links(&store.address.route, lang) } }
        </main>
    }
}

/// The size of the course: `53 demos · 8 chapters`.
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

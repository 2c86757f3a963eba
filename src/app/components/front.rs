use yew::prelude::*;

use super::catalogue::{Search, found, nothing_found};
use crate::app::route::Route;
use crate::app::session::Store;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The front page, and the page for an address that names nothing: both lead to the demos.
#[component]
pub fn Front(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let unknown = match &store.route {
        Route::Unknown(name) => html! {
            <p class="refusal" role="alert">
                { lang.pick("There is no demo called ", "Нет демо с именем ") }<code>{ name.clone() }</code>
                { lang.pick(". Here are all that there are.", ". Вот все, какие есть.") }
            </p>
        },
        Route::Front | Route::Demo(_) => html! {},
    };
    let chapters = found(&store.search);
    let empty = chapters.is_empty();
    let chapters = chapters.into_iter().map(|(chapter, demos)| {
        let title = chapter.title();
        let cards = demos.into_iter().map(|demo| {
            html! {
                <li key={demo.id}>
                    <a class="card" href={format!("#/demo/{}", demo.id)}>
                        <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
                        <span class="muted">{ first_sentence(lang.pick(demo.about.en, demo.about.ru)) }</span>
                    </a>
                </li>
            }
        });
        html! {
            <section key={title.en}>
                <h2><span class="faint" aria-hidden="true">{ chapter as u8 + 1 }</span>{ lang.pick(title.en, title.ru) }</h2>
                <ul class="cards">{ for cards }</ul>
            </section>
        }
    });
    html! {
        <main id="main" class="front" tabindex="-1">
            { unknown }
            <div class="hero">
                <h1>{ lang.pick("See what async code does", "Увидеть, что делает асинхронный код") }</h1>
                <p>{ lang.pick(
                    "Run asynchronous programs and watch every task start, wait, wake and finish. Step back, slow down, find out why a task waits.",
                    "Запускайте асинхронные программы и смотрите, как каждая задача стартует, ждёт, просыпается и завершается. Шагайте назад, замедляйте, выясняйте, чего ждёт задача.",
                ) }</p>
                <a class="run-button" href="#/demo/errands">{ lang.pick("Start with Alice’s errands", "Начать с поручений Алисы") }</a>
            </div>
            <div class="front-search"><Search store={store.clone()} /></div>
            { for chapters }
            if empty { { nothing_found(lang) } }
        </main>
    }
}

/// The first sentence, without the marks.
fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text[..end].replace(['*', '`'], "")
}

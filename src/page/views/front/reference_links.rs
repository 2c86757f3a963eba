use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::model::route::{Page, Route};

/// The way to the pages of reference.
pub fn reference_links(route: &Route, lang: Lang) -> Html {
    let links = Page::all().map(|page| {
        let here = matches!(route, Route::Reference(current) if page.is(current));
        let title = page.title();
        html! {
            <li key={page.href()}>
                <a href={page.href()} class={classes!(here.then_some("current"))} aria-current={here.then_some("page")}>
                    { lang.pick(title.en, title.ru) }
                </a>
            </li>
        }
    });
    html! {
        <section class="reference-links">
            <h2>{ lang.pick("Reference", "Справочник") }</h2>
            <ul>
                { for links }
                <li key="writing">
                    <a href={lang.pick("#/lesson/course/writing.en.md", "#/lesson/course/writing.ru.md")}>
                        { lang.pick("Write a lesson", "Написать урок") }
                    </a>
                </li>
                <li key="questions">
                    <a href={lang.pick("#/lesson/course/why-async.en.md", "#/lesson/course/why-async.ru.md")}>
                        { lang.pick("Questions of chapter 1", "Вопросы первой главы") }
                    </a>
                </li>
                // Made when the page is built, for readers and search engines without its program.
                <li key="lessons">
                    <a href={lang.pick("./lessons/index.html", "./lessons/index.ru.html")}>
                        { lang.pick("Lessons as plain pages", "Уроки обычными страницами") }
                    </a>
                </li>
            </ul>
        </section>
    }
}

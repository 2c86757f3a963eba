use yew::prelude::*;

use super::comparison_table::Table;
use super::further_reading::Reading;
use super::glossary_page::Glossary;
use crate::i18n::Lang;
use crate::page::model::route::Page;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub page: Page,
    pub lang: Lang,
}

/// A page of reference, and the way to the others.
#[component]
pub fn ReferencePage(props: &Props) -> Html {
    let lang = props.lang;
    let links = Page::all().map(|page| {
        let here = page.is(&props.page);
        html! {
            <li key={page.href()}>
                <a href={page.href()} aria-current={here.then_some("page")}>
                    { lang.pick(page.title().en, page.title().ru) }
                </a>
            </li>
        }
    });
    let title = props.page.title();
    html! {
        <main id="main" class="reference" tabindex="-1">
            <nav class="reference-nav" aria-label={lang.pick("Reference", "Справочник")}><ul>{ for links }</ul></nav>
            <h1>{ lang.pick(title.en, title.ru) }</h1>
            { match &props.page {
                Page::Table(comparison) => html! { <Table key={comparison.id} {comparison} {lang} /> },
                Page::Glossary(term) => html! { <Glossary term={term.clone()} {lang} /> },
                Page::Reading => html! { <Reading {lang} /> },
            } }
        </main>
    }
}

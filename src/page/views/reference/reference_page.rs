use yew::prelude::*;

use super::comparison_table::ComparisonTable;
use super::further_reading::FurtherReading;
use super::glossary_page::GlossaryPage;
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
                Page::Table(comparison) => html! { <ComparisonTable key={comparison.id} {comparison} {lang} /> },
                Page::Glossary(term) => html! { <GlossaryPage term={term.clone()} {lang} /> },
                Page::Reading => html! { <FurtherReading {lang} /> },
            } }
        </main>
    }
}

use std::rc::Rc;

use yew::prelude::*;

use super::comparison_table::comparison_table;
use super::further_reading::further_reading;
use super::glossary_page::GlossaryPage;
use super::library_page::library_page;
use super::package_table::package_table;
use crate::page::effects::page_store::Store;
use crate::page::model::action::ReferenceAction;
use crate::page::model::reference_texts::Fetched;
use crate::page::model::route::Page;
use crate::page::views::parts::missing_text::MissingText;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub page: Page,
    pub store: Store,
}

/// A page of reference, and the way to the others.
#[component]
pub fn ReferencePage(props: &Props) -> Html {
    let (page, store) = (&props.page, &props.store);
    let lang = store.settings.lang;
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
    let title = page.title();
    let texts = &store.reference;
    let body = match page {
        Page::Table(name) => shown(page, store, &texts.comparisons, |all| {
            let comparison = all.iter().find(|comparison| *comparison.id == *name.id);
            comparison.map(|comparison| comparison_table(name, comparison, lang)).unwrap_or_default()
        }),
        Page::Glossary(term) => {
            shown(page, store, &texts.glossary, |terms| html! { <GlossaryPage {terms} term={term.clone()} {lang} /> })
        }
        Page::Library => html! {
            <>
                { shown(page, store, &texts.packages, |packages| package_table(&packages, lang)) }
                { shown(page, store, &texts.library, |groups| library_page(&groups, lang)) }
            </>
        },
        Page::Reading => shown(page, store, &texts.reading, |shelves| further_reading(&shelves, lang)),
    };
    html! {
        <main id="main" class="reference" tabindex="-1">
            <nav class="reference-nav" aria-label={lang.pick("Reference", "Справочник")}><ul>{ for links }</ul></nav>
            <h1>{ lang.pick(title.en, title.ru) }</h1>
            { body }
        </main>
    }
}

/// The texts of a page by `view` once they are there, or why they are not.
fn shown<T>(page: &Page, store: &Store, texts: &Option<Fetched<T>>, view: impl Fn(Rc<Vec<T>>) -> Html) -> Html {
    let lang = store.settings.lang;
    match texts {
        None => html! {
            <p class="reference-about" aria-busy="true">{ lang.pick("Loading the texts…", "Тексты загружаются…") }</p>
        },
        Some(Ok(texts)) => view(texts.clone()),
        Some(Err(why)) => {
            let (dispatcher, file) = (store.dispatcher(), page.file());
            let again = Callback::from(move |()| dispatcher.dispatch(ReferenceAction::FetchAgain(file)));
            html! {
                <MissingText why={*why} {again} {lang} unreachable={lang.pick(
                    "The texts of this page did not load.",
                    "Тексты этой страницы не загрузились.",
                )} outdated={lang.pick(
                    "Loopline has been updated since this page was opened, and its texts with it.",
                    "С тех пор как эта страница открыта, Loopline обновился, и тексты вместе с ним.",
                )} />
            }
        }
    }
}

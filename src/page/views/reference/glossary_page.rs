use std::rc::Rc;

use yew::prelude::*;

use super::shown_by::shown_by;
use crate::demos::matches;
use crate::i18n::{Lang, plural};
use crate::page::views::parts::marked::Marked;
use crate::reference::{Term, glossary_by};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub terms: Rc<Vec<Term>>,
    /// The term that the address names.
    pub term: Option<String>,
    pub lang: Lang,
}

/// The glossary: the words of the course, in the order of the reader's language.
#[component]
pub fn GlossaryPage(props: &Props) -> Html {
    let lang = props.lang;
    let filter = use_state_eq(String::new);
    let wanted = props.term.as_deref();
    let known = wanted.is_none_or(|wanted| props.terms.iter().any(|term| *term.id == *wanted));
    {
        let filter = filter.clone();
        use_effect_with(props.term.clone(), move |term| {
            if let Some(term) = term {
                filter.set(String::new());
                dom::focus(&anchor(term));
            }
        });
    }
    let typed = {
        let filter = filter.clone();
        Callback::from(move |event: InputEvent| filter.set(dom::field_text(&event)))
    };
    let clear = {
        let filter = filter.clone();
        Callback::from(move |_: MouseEvent| {
            filter.set(String::new());
            dom::focus("glossary-filter");
        })
    };
    let terms = glossary_by(&props.terms, |text| lang.pick(&text.en, &text.ru));
    let all = terms.len();
    let found: Vec<&Term> = terms.into_iter().filter(|term| matches(&filter, term.texts())).collect();
    let label = lang.pick("Filter the terms", "Отобрать термины");
    let rows = found.iter().map(|term| entry(term, lang, wanted == Some(&*term.id)));
    html! {
        <>
            <div class="glossary-bar">
                <input id="glossary-filter" type="search" autocomplete="off" value={(*filter).clone()} oninput={typed}
                    placeholder={label} aria-label={label} />
                <p class="muted" role="status">{ counted(found.len(), all, lang) }</p>
            </div>
            if !known {
                <p class="refusal" role="alert">
                    { lang.pick("The glossary has no term called ", "В словаре нет термина ") }
                    <code>{ wanted.unwrap_or_default() }</code>
                    { lang.pick(". Here are all that it has.", ". Вот все, какие есть.") }
                </p>
            }
            if found.is_empty() {
                <p class="glossary-empty">
                    { lang.pick("No term has these words. ", "Терминов с такими словами нет. ") }
                    <button type="button" class="plain-button" onclick={clear}>
                        { lang.pick("Show all terms", "Показать все термины") }
                    </button>
                </p>
            } else {
                <dl class="glossary">{ for rows }</dl>
            }
        </>
    }
}

/// One term; `here` if the address names it. In Russian the English word stands beside it, as books and error messages
/// have it.
fn entry(term: &Term, lang: Lang, here: bool) -> Html {
    let russian = term.term.ru.to_lowercase();
    let english = lang == Lang::Ru && !russian.contains(&term.term.en.to_lowercase());
    html! {
        <div key={&*term.id} class={classes!("term", here.then_some("current"))}>
            <dt id={anchor(&term.id)} tabindex="-1">
                <a href={format!("#/glossary/{}", term.id)} aria-current={here.then_some("location")}>
                    { lang.pick(&term.term.en, &term.term.ru).clone() }
                </a>
                if english { <span class="in-english" lang="en">{ term.term.en.clone() }</span> }
            </dt>
            <dd>
                <p><Marked text={lang.pick(&term.text.en, &term.text.ru).clone()} /></p>
                if let Some(demo) = term.demo.clone() { { shown_by(&demo, lang) } }
            </dd>
        </div>
    }
}

/// The id of a term's element.
fn anchor(term: &str) -> String {
    format!("term-{term}")
}

/// A count of terms: `46 terms`, `3 of 46 terms`.
fn counted(found: usize, all: usize, lang: Lang) -> String {
    match (found == all, lang) {
        (true, Lang::En) => format!("{all} {}", plural(all, lang, ["term", "terms"], [""; 3])),
        (true, Lang::Ru) => format!("{all} {}", plural(all, lang, [""; 2], ["термин", "термина", "терминов"])),
        (false, Lang::En) => format!("{found} of {all} {}", plural(all, lang, ["term", "terms"], [""; 3])),
        // After «из» stands the genitive: из 21 термина, из 46 терминов.
        (false, Lang::Ru) => {
            format!("{found} из {all} {}", plural(all, lang, [""; 2], ["термина", "терминов", "терминов"]))
        }
    }
}

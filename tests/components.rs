//! Components, rendered to text on the host.
#![cfg(all(feature = "page", not(target_arch = "wasm32")))]

use loopline::app::state::{State, Theme};
use loopline::app::{DemoPage, Front};
use loopline::demos::CATALOGUE;
use loopline::i18n::Lang;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
struct Props {
    hash: AttrValue,
    lang: Lang,
}

/// The page of an address, without header and listeners.
#[component]
fn Page(props: &Props) -> Html {
    let store = use_reducer_eq(|| State::open(&props.hash, props.lang, Theme::Light));
    if store.demo().is_some() {
        html! { <DemoPage {store} zoom={(0, None)} on_zoom={Callback::noop()} /> }
    } else {
        html! { <Front {store} /> }
    }
}

fn render(hash: &str, lang: Lang) -> String {
    let props = Props { hash: hash.to_string().into(), lang };
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers needs nothing");
    let local = tokio::task::LocalSet::new();
    let page = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await
    });
    page.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_front_page_has_a_card_for_every_demo_in_both_languages() {
    for lang in Lang::ALL {
        let page = render("", lang);
        for demo in CATALOGUE {
            assert!(page.contains(&format!("href=\"#/demo/{}\"", demo.id)), "{}", demo.id);
            assert!(page.contains(lang.pick(demo.title.en, demo.title.ru)), "{}", demo.id);
        }
    }
}

#[test]
fn every_demo_shows_its_title_its_parameters_and_its_program() {
    for demo in CATALOGUE {
        for lang in Lang::ALL {
            let page = render(&format!("#/demo/{}", demo.id), lang);
            assert!(page.contains(&format!("<h1>{}</h1>", lang.pick(demo.title.en, demo.title.ru))), "{}", demo.id);
            for param in demo.params {
                assert!(page.contains(&format!("id=\"param-{}\"", param.id)), "{}: {}", demo.id, param.id);
            }
            assert!(page.contains("class=\"code-line\""), "{}", demo.id);
        }
    }
}

#[test]
fn what_an_address_holds_is_text_and_never_html() {
    let page = render("#/demo/<img src=x onerror=alert(1)>", Lang::En);
    assert!(!page.contains("<img"), "{page}");
    assert!(page.contains("&lt;img"));
    let page = render("#/demo/gather?a=<script>x</script>", Lang::Ru);
    assert!(!page.contains("<script"), "{page}");
}

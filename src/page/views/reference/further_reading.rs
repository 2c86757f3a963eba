use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::views::parts::marked::Marked;
use crate::reference::Shelf;

/// Further reading: links out of the page, which follows none of them by itself.
pub fn further_reading(shelves: &[Shelf], lang: Lang) -> Html {
    let shelves = shelves.iter().map(|shelf| {
        let sources = shelf.sources.iter().map(|source| {
            html! {
                <li key={&*source.url}>
                    <a href={source.url.clone()} rel="noreferrer noopener" lang="en" hreflang="en">{ source.title.clone() }</a>
                    <span class="host">{ host(&source.url).to_owned() }</span>
                    <p><Marked text={lang.pick(&source.text.en, &source.text.ru).clone()} /></p>
                </li>
            }
        });
        html! {
            <section key={&*shelf.title.en}>
                <h2>{ lang.pick(&shelf.title.en, &shelf.title.ru).clone() }</h2>
                <ul>{ for sources }</ul>
            </section>
        }
    });
    html! {
        <>
            <p class="reference-about">{ lang.pick(
                "Primary sources, and the essays that shaped the field. All of it is in English; the links leave this page.",
                "Первоисточники и статьи, на которых выросла эта область. Всё — на английском; ссылки ведут на другие сайты.",
            ) }</p>
            <div class="shelves">{ for shelves }</div>
        </>
    }
}

/// The site of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

use yew::prelude::*;

use super::chapter_title::chapter_title;
use super::seen_tick::seen_tick;
use crate::demos::{Chapter, Demo, search};
use crate::i18n::Lang;
use crate::page::model::progress::Progress;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub search: String,
    /// The demo shown.
    pub current: Option<&'static str>,
    pub progress: Progress,
    pub lang: Lang,
}

/// The demos that a search finds, by chapter, in the course's order.
pub fn by_chapter(query: &str) -> Vec<(Chapter, Vec<&'static Demo>)> {
    let mut chapters: Vec<(Chapter, Vec<&'static Demo>)> = Vec::new();
    for demo in search(query) {
        match chapters.last_mut() {
            Some((last, demos)) if *last == demo.chapter => demos.push(demo),
            _ => chapters.push((demo.chapter, vec![demo])),
        }
    }
    chapters
}

/// The id of the shown demo's element.
pub const CURRENT_ID: &str = "catalogue-current";

/// The catalogue's demos. Its properties are few, so that it is not drawn anew with every frame of a run.
#[component]
pub fn Chapters(props: &Props) -> Html {
    let (progress, lang) = (&props.progress, props.lang);
    let chapters = use_memo(props.search.clone(), |query| by_chapter(query));
    let chapters = chapters.iter().map(|(chapter, demos)| {
        let demos = demos.iter().map(|demo| {
            let here = props.current == Some(demo.id);
            html! {
                <li key={demo.id}>
                    <a href={format!("#/demo/{}", demo.id)} id={here.then_some(CURRENT_ID)}
                        class={classes!(here.then_some("current"))} aria-current={here.then_some("page")}>
                        { lang.pick(demo.title.en, demo.title.ru) }
                        { seen_tick(progress.has(demo.id), lang) }
                    </a>
                </li>
            }
        });
        html! {
            <section key={chapter.title().en}>
                { chapter_title(*chapter, progress, lang) }
                <ul>{ for demos }</ul>
            </section>
        }
    });
    html! { <div class="chapters">{ for chapters }</div> }
}

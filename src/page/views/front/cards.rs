use std::rc::Rc;

use yew::prelude::*;

use super::chapter_questions::chapter_questions;
use super::chapter_title::chapter_title;
use super::chapters::by_chapter;
use super::miniature::Miniature;
use super::seen_tick::seen_tick;
use crate::demos::Demo;
use crate::i18n::Lang;
use crate::page::effects::previews::miniature;
use crate::page::model::progress::Progress;
use crate::timeline::stamp::TaskStamp;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub search: String,
    /// The number of chapters that are shown, of those in which a demo is found.
    pub chapters: usize,
    /// All chapters are shown: from then on there is time for the miniatures.
    pub whole: bool,
    pub progress: Progress,
    pub lang: Lang,
}

/// The demos that a search finds, as cards. Its properties are few, so that it is not drawn anew with every frame of a
/// run above it.
#[component]
pub fn Cards(props: &Props) -> Html {
    let lang = props.lang;
    let chapters = use_memo(props.search.clone(), |query| by_chapter(query));
    let chapters = chapters.iter().take(props.chapters).map(|(chapter, demos)| {
        let cards = demos.iter().map(|demo| {
            html! { <Card key={demo.id} {demo} lives={miniature(demo)} seen={props.progress.has(demo.id)} {lang} /> }
        });
        html! {
            <section key={chapter.title().en}>
                <div class="chapter-head">
                    { chapter_title(*chapter, &props.progress, lang) }
                    { chapter_questions(*chapter, &props.progress, lang) }
                </div>
                <ul class="cards">{ for cards }</ul>
            </section>
        }
    });
    // In an element of its own: a list whose length changes among unkeyed neighbours makes them anew, and the search
    // field would lose the focus with every letter.
    html! { <div class="chapters">{ for chapters }</div> }
}

#[derive(Properties)]
struct CardProps {
    demo: &'static Demo,
    lives: Option<Rc<Vec<TaskStamp>>>,
    seen: bool,
    lang: Lang,
}

impl PartialEq for CardProps {
    fn eq(&self, other: &CardProps) -> bool {
        // A record is made once.
        let same = self.lives.as_ref().map(Rc::as_ptr) == other.lives.as_ref().map(Rc::as_ptr);
        same && (self.demo.id, self.seen, self.lang) == (other.demo.id, other.seen, other.lang)
    }
}

/// The card of a demo: its miniature and its title.
#[component]
fn Card(props: &CardProps) -> Html {
    let CardProps { demo, lives, seen, lang } = props;
    html! {
        <li>
            <a class="card" href={format!("#/demo/{}", demo.id)}>
                <Miniature lives={lives.clone()} />
                <span>
                    <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
                    { seen_tick(*seen, *lang) }
                </span>
            </a>
        </li>
    }
}

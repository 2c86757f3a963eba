use std::rc::Rc;

use yew::prelude::*;

use super::chapter_title::ChapterTitle;
use super::chapters::by_chapter;
use super::miniature::Miniature;
use super::miniature_runs::{Lives, Miniatures};
use super::seen_tick::Tick;
use crate::demos::{Demo, all};
use crate::i18n::Lang;
use crate::page::model::progress::Progress;
use crate::timeline::stamp::TaskStamp;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub search: String,
    /// How many chapters are shown of those that have any.
    pub chapters: usize,
    /// Whether those are all: from then on there is time for the miniatures.
    pub whole: bool,
    pub progress: Progress,
    pub lang: Lang,
}

/// The demos that a search finds, as cards. Its properties are few, so that it is not drawn anew with every frame of a
/// run above it.
#[component]
pub fn Cards(props: &Props) -> Html {
    let lang = props.lang;
    let miniatures = use_state(Rc::<Lives>::default);
    let on_lives = use_callback((), {
        let miniatures = miniatures.setter();
        move |lives, _| miniatures.set(lives)
    });
    let chapters = use_memo(props.search.clone(), |query| by_chapter(query));
    let chapters = chapters.iter().take(props.chapters).map(|(chapter, demos)| {
        let cards = demos.iter().map(|demo| {
            let lives = place(demo).and_then(|place| miniatures.get(place).cloned());
            html! { <Card key={demo.id} {demo} {lives} seen={props.progress.has(demo.id)} {lang} /> }
        });
        html! {
            <section key={chapter.title().en}>
                <ChapterTitle chapter={*chapter} progress={props.progress.clone()} {lang} />
                <ul class="cards">{ for cards }</ul>
            </section>
        }
    });
    // In an element of its own: a list whose length changes among unkeyed neighbours makes them anew, and the search
    // field would lose the focus with every letter.
    html! {
        <>
            if props.whole { <Miniatures {on_lives} /> }
            <div class="chapters">{ for chapters }</div>
        </>
    }
}

/// A demo's place in the catalogue.
fn place(demo: &Demo) -> Option<usize> {
    all().position(|other| other.id == demo.id)
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

#[component]
fn Card(props: &CardProps) -> Html {
    let CardProps { demo, lives, seen, lang } = props;
    html! {
        <li>
            <a class="card" href={format!("#/demo/{}", demo.id)}>
                <Miniature lives={lives.clone()} />
                <span>
                    <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
                    <Tick seen={*seen} lang={*lang} />
                </span>
            </a>
        </li>
    }
}

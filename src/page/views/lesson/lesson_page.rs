use yew::prelude::*;

use super::exercise_card::exercise_card;
use super::lesson_text::block;
use crate::lessons::LessonPart;
use crate::page::effects::page_store::Store;
use crate::page::model::lesson_file::{LessonAction, OpenLesson};
use crate::page::model::progress::part;
use crate::page::model::route::Route;
use crate::web::device_files::choose;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The page of a lesson that anyone has written: its text, and its exercises where they stand in it.
#[component]
pub fn LessonPage(props: &Props) -> Html {
    let store = &props.store;
    let body = match store.open_lesson() {
        Some(open) => lesson(store, open),
        None => none(store),
    };
    html! { <main id="main" class="lesson-page" tabindex="-1"><div class="lesson-sheet">{ body }</div></main> }
}

fn lesson(store: &Store, open: &OpenLesson) -> Html {
    let lang = store.settings.lang;
    let parts = open.lesson.parts.iter().map(|part| match part {
        LessonPart::Block(text) => block(text),
        LessonPart::Exercise(at) => exercise_card(store, open, *at),
        LessonPart::Fault(at) => {
            html! { <p class="lesson-fault">{ open.lesson.faults[*at].sentence(lang) }</p> }
        }
    });
    // Those that belong to no place in the text: an exercise that lacks its checks.
    let placed = |at: &usize| open.lesson.parts.contains(&LessonPart::Fault(*at));
    let others = (0..open.lesson.faults.len()).filter(|at| !placed(at));
    let others = others.map(|at| html! { <li>{ open.lesson.faults[at].sentence(lang) }</li> });
    let others: Vec<Html> = others.collect();
    let progress = open.progress();
    let save = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(LessonAction::Save))
    };
    html! {
        <>
            <div class="lesson-bar">
                <span class="lesson-name">{ open.name.to_string() }</span>
                if progress.1 > 0 {
                    <span role="status">{ lang.pick("Done: ", "Сделано: ") }{ part(progress, lang) }</span>
                }
                <button type="button" class="plain-button" onclick={save}
                    title={lang.pick(
                        "The text, the programs and what has run here, in one HTML file that works offline",
                        "Текст, программы и всё, что здесь выполнено, одним файлом HTML, который работает без сети",
                    )}>{ lang.pick("Save as HTML", "Сохранить в HTML") }</button>
            </div>
            if !others.is_empty() { <ul class="lesson-fault">{ for others }</ul> }
            if open.lesson.title.is_empty() { <h1>{ open.name.to_string() }</h1> }
            { for parts }
        </>
    }
}

/// The sheet in the place of a lesson that is not there.
fn none(store: &Store) -> Html {
    let lang = store.settings.lang;
    let Route::Lesson(path) = &store.address.route else { return html! {} };
    match (path, &store.lesson_file.missing) {
        (Some(_), None) => html! {
            <p class="muted" aria-busy="true">{ lang.pick("Loading the lesson…", "Урок загружается…") }</p>
        },
        (Some(path), Some(why)) => html! {
            <>
                <h1>{ lang.pick("The lesson did not load", "Урок не загрузился") }</h1>
                <p>
                    { lang.pick("This page has no file ", "На этой странице нет файла ") }<code>{ path.to_string() }</code>
                    { lang.pick(", or the connection is lost. ", ", или нет соединения. ") }
                    <code class="muted" lang="en">{ why.to_string() }</code>
                </p>
            </>
        },
        (None, _) => html! {
            <>
                <h1>{ lang.pick("No lesson is open", "Урок не открыт") }</h1>
                <p>{ lang.pick(
                    "The page keeps no copy of a file, so after a reload it has to be opened again. Choose a lesson in Markdown, \
                     or drop it on the page.",
                    "Страница не хранит копию файла, поэтому после перезагрузки его нужно открыть снова. Выберите урок в Markdown \
                     или перетащите файл на страницу.",
                ) }</p>
                <p class="lesson-actions">
                    <button type="button" class="run-button" onclick={Callback::from(|_: MouseEvent| choose("file-field"))}>
                        { lang.pick("Open a lesson…", "Открыть урок…") }
                    </button>
                    <a class="plain-button" href={lang.pick("#/lesson/course/writing.en.md", "#/lesson/course/writing.ru.md")}>
                        { lang.pick("How to write one", "Как написать свой") }
                    </a>
                </p>
            </>
        },
    }
}

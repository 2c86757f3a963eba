//! Lessons that are opened, what this device remembers of them, and the file that they are saved as.

use std::rc::Rc;

use yew::platform::spawn_local;

use super::page_store::Dispatcher;
use super::program_files;
use crate::engine::LONGEST_SOURCE;
use crate::page::derived::lesson_html::lesson_html;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::files::FileError;
use crate::page::model::lesson_file::{DONE_KEY, LessonAction, with_word};
use crate::page::model::state::Notice;
use crate::web::device_files::{Picked, Pieces};
use crate::web::{self, dom};

/// The words of the exercises that are done, as the device has them; none where storage is forbidden.
fn kept() -> String {
    web::load(DONE_KEY).ok().flatten().unwrap_or_default()
}

/// Fetches the lesson of a path below the page and brings it, or why it has not come, to the state.
pub(super) fn fetch(path: Rc<str>, dispatcher: Dispatcher) {
    spawn_local(async move {
        let came = web::text(&path).await.map_err(|why| why.to_string().into());
        let came = came.map(|text| (text.into(), kept().into()));
        dispatcher.dispatch(LessonAction::Fetched(path, came));
    });
}

/// Opens a lesson that the reader has given to the page.
pub(super) fn open(file: Picked, dispatcher: Dispatcher) {
    spawn_local(async move {
        match program_files::read(&file).await {
            Ok(text) => {
                let name = file.name().into();
                dispatcher.dispatch(LessonAction::Given(name, text.into(), kept().into()));
                dom::scroll_page(0.0, "main");
            }
            Err(why) => dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::File(why)))),
        }
    });
}

/// Remembers that an exercise is done. Where storage is forbidden that lasts as long as the page.
pub(super) fn keep_done(word: &str) {
    let _ = web::save(DONE_KEY, &with_word(&kept(), word));
}

/// The key under which the device keeps the program that is mended in the exercise of a word.
fn mended_key(word: &str) -> String {
    format!("loopline.lesson.{word}")
}

/// Brings the programs that the device keeps of these exercises to the state.
pub(super) fn fetch_mended(words: Vec<String>, dispatcher: &Dispatcher) {
    for word in words {
        // A browser's storage may hold anything.
        let kept = web::load(&mended_key(&word)).ok().flatten().filter(|text| text.len() <= LONGEST_SOURCE);
        if let Some(text) = kept {
            dispatcher.dispatch(LessonAction::Mended(word, text.into()));
        }
    }
}

/// Keeps the program of an exercise as it is mended. Where storage is forbidden or full it lasts as long as the page.
pub(super) fn keep_mended(word: &str, text: Option<&str>) {
    let key = mended_key(word);
    let _ = match text {
        Some(text) => web::save(&key, text),
        None => web::forget(&key),
    };
}

/// Saves the lesson that is shown as one file that needs nothing else.
pub(super) fn save(dispatcher: &Dispatcher) {
    let state = dispatcher.state();
    let Some(open) = state.open_lesson() else { return };
    let stem = open.name.trim_end_matches(".md");
    let pieces = Pieces::default();
    let saved = pieces
        .add(&lesson_html(open, state.settings.lang))
        .and_then(|()| pieces.save(&format!("{stem}.html"), "text/html;charset=utf-8"));
    if saved.is_err() {
        dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::File(FileError::NotSaved))));
    }
}

//! Texts that the page fetches when it shows them, and drafts that this device keeps.

use std::rc::Rc;

use yew::platform::spawn_local;

use super::page_store::Dispatcher;
use crate::demos::Demo;
use crate::engine::LONGEST_SOURCE;
use crate::network::hosts::FILE as HOSTS_FILE;
use crate::page::model::action::{Action, ListingAction, ReferenceAction};
use crate::page::model::python::source_files::{read_files, write_files};
use crate::page::model::python::{Draft, PythonAction, STARTER, Script, SourceFile, Twin};
use crate::reference::ReferenceFile;
use crate::web;

/// The largest draft that is taken back, in bytes: a program may be too long to be run, but a browser's storage may hold
/// anything.
const MAX_DRAFT: usize = 4 * LONGEST_SOURCE;

/// Fetches the text of a demo's file and brings it, or that it could not be had, to the state.
pub(super) fn fetch_listing(demo: &'static Demo, dispatcher: Dispatcher) {
    spawn_local(async move {
        // Served as it lies among the sources: see `index.html`.
        let text = web::text(demo.file.trim_start_matches("src/")).await.ok();
        dispatcher.dispatch(ListingAction::Fetched(demo, text.map(Rc::from)));
    });
}

/// Fetches a file of the texts of reference and brings it, or that it could not be had, to the state.
pub(super) fn fetch_reference(file: ReferenceFile, dispatcher: Dispatcher) {
    spawn_local(async move {
        let text = web::text(file.path()).await.ok();
        dispatcher.dispatch(ReferenceAction::Fetched(file, text.map(Rc::from)));
    });
}

/// Brings the text of a program in Python to the state, and the reader's draft of it if this device keeps one.
pub(super) fn fetch_script(script: Script, dispatcher: Dispatcher) {
    // Where storage is forbidden there is no draft.
    let kept = |key: Option<String>| web::load(&key?).ok().flatten().filter(|kept| kept.len() <= MAX_DRAFT);
    let (text, beside) = (kept(script.key()), kept(script.files_key()));
    let beside = beside.map(|files| read_files(&files, &script.file())).unwrap_or_default();
    let draft = move |given: &Draft| match text {
        None if beside.is_empty() => None,
        text => Some(Draft { text: text.map_or_else(|| given.text.clone(), Rc::from), beside }),
    };
    let given = move |given: Draft| {
        let draft = draft(&given);
        PythonAction::Given(script, given, draft)
    };
    match script {
        // The link has it.
        Script::Linked(_) => {}
        Script::Own => dispatcher.dispatch(Action::Python(given(Draft::alone(STARTER.into())))),
        Script::Twin(twin) => spawn_local(async move {
            let action = match fetch_program(twin).await {
                Ok(files) => given(files),
                Err(error) => PythonAction::NoText(script, error.to_string()),
            };
            dispatcher.dispatch(Action::Python(action));
        }),
    }
}

/// Fetches a program that is served with the page, and the hosts and visits that stand beside it.
async fn fetch_program(twin: Twin) -> Result<Draft, web::WebError> {
    let mut files = Draft::alone(web::text(&twin.path()).await?.into());
    if let Some(path) = twin.hosts_path() {
        let hosts = SourceFile { path: HOSTS_FILE.into(), text: web::text(&path).await?.into() };
        files.beside = Rc::new([hosts]);
    }
    Ok(files)
}

/// Keeps files as the reader's draft; `None` forgets it.
pub(super) fn keep_draft(script: Script, draft: Option<&Draft>) {
    let (Some(key), Some(files_key)) = (script.key(), script.files_key()) else { return };
    let beside = draft.map(|draft| &draft.beside).filter(|files| !files.is_empty());
    // Where storage is forbidden or full the text lasts as long as the page, as everything there.
    let _ = match draft {
        Some(draft) => web::save(&key, &draft.text),
        None => web::forget(&key),
    };
    let _ = match beside {
        Some(files) => web::save(&files_key, &write_files(files)),
        None => web::forget(&files_key),
    };
}

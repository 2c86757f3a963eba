use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::python_hints::PythonHints;
use super::python_status::PythonStatus;
use crate::app::python::PythonAction;
use crate::app::session::Store;
use crate::app::standing::standing;
use crate::app::state::{Action, State};
use crate::i18n::{self, Lang};
use crate::trace::hints::Hint;
use crate::web::editor::{self, Editor, Mark};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The state whose tasks are shown at their lines.
    pub calm: Store,
}

/// Holds the editor once it has been loaded.
type Loaded = Rc<RefCell<Option<Editor>>>;

/// The program, to be edited. Before the editor has been loaded, and where it cannot be, a plain field does the same.
#[component]
pub fn PythonEditor(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let python = &store.python;
    let (place, field) = (use_node_ref(), use_node_ref());
    let loaded: Loaded = use_mut_ref(|| None);
    let ready = use_state_eq(|| false);
    // Whether the field had the focus when the editor took its place.
    let focus = use_state_eq(|| false);
    let label = lang.pick("The program. Escape and then Tab leave it", "Программа. Выйти из неё: Escape, затем Tab");

    // Loaded when there is a text, once.
    {
        let (loaded, ready, place, field) = (loaded.clone(), ready.clone(), place.clone(), field.clone());
        let (dispatcher, focus) = (store.dispatcher(), focus.clone());
        let there = python.text.is_some();
        let text = python.text.clone();
        use_effect_with(there, move |there| {
            let wanted = Rc::new(std::cell::Cell::new(*there));
            if let Some(text) = text.filter(|_| *there) {
                let (wanted, loaded, ready) = (wanted.clone(), loaded.clone(), ready.clone());
                spawn_local(async move {
                    let (edits, runs) = (dispatcher.clone(), dispatcher.clone());
                    let changed = move |text: String| edits.dispatch(Action::Python(PythonAction::Edit(text.into())));
                    let opened = Editor::open(&place, &text, label, changed, move || runs.dispatch(Action::Run)).await;
                    // Without it the plain field stays.
                    let Ok(opened) = opened else { return };
                    if !wanted.get() {
                        return;
                    }
                    // What was written in the field meanwhile.
                    if let Some(text) = editor::field_text(&field) {
                        opened.set(&text);
                    }
                    let focused = editor::has_focus(&field);
                    loaded.replace(Some(opened));
                    ready.set(true);
                    focus.set(focused);
                });
            }
            move || {
                wanted.set(false);
                let gone = loaded.borrow_mut().take();
                drop(gone);
                ready.set(false);
            }
        });
    }

    {
        let loaded = loaded.clone();
        use_effect_with(*ready && *focus, move |focus| {
            if *focus && let Some(editor) = &*loaded.borrow() {
                editor.focus();
            }
        });
    }

    // Texts that did not come from it.
    {
        let (loaded, text) = (loaded.clone(), python.text.clone());
        use_effect_with(python.set, move |_| {
            if let (Some(editor), Some(text)) = (&*loaded.borrow(), text) {
                editor.set(&text);
            }
        });
    }

    // A line to go to.
    {
        let (loaded, field) = (loaded.clone(), field.clone());
        use_effect_with(python.line, move |(count, line)| {
            if *count > 0 {
                match &*loaded.borrow() {
                    Some(editor) => editor.go(*line),
                    None => editor::go_in_field(&field, *line),
                }
            }
        });
    }

    // Where tasks stand, and what is wrong, as long as it is the text that ran.
    {
        let loaded = loaded.clone();
        use_effect_with((marks(&props.calm, lang), *ready), move |(marks, _)| {
            if let Some(editor) = &*loaded.borrow() {
                editor.mark(marks);
            }
        });
    }
    {
        let mistakes = python.ran.as_ref().filter(|_| python.shows_what_ran()).map(|ran| ran.mistakes.clone());
        use_effect_with((mistakes, *ready), move |(mistakes, _)| {
            if let Some(editor) = &*loaded.borrow() {
                editor.errors(mistakes.as_deref().unwrap_or_default());
            }
        });
    }

    let typed = {
        let (dispatcher, field) = (store.dispatcher(), field.clone());
        Callback::from(move |_: InputEvent| {
            if let Some(text) = editor::field_text(&field) {
                dispatcher.dispatch(Action::Python(PythonAction::Edit(text.into())));
            }
        })
    };
    let pressed = {
        let dispatcher = store.dispatcher();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                dispatcher.dispatch(Action::Run);
            }
        })
    };
    let button = |label: &'static str, action: PythonAction, off: bool| {
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Python(action.clone())));
        html! { <button type="button" class="quiet-button" disabled={off} {onclick}>{ label }</button> }
    };
    html! {
        <section class="pane code-pane python-pane" aria-labelledby="code-title">
            <div class="pane-head">
                <h2 id="code-title">{ "Python" }</h2>
                if python.before_reset.is_some() {
                    { button(lang.pick("Undo the reset", "Вернуть своё"), PythonAction::Restore, false) }
                } else {
                    { button(lang.pick("Reset", "Сбросить"), PythonAction::Reset, !python.changed()) }
                }
            </div>
            <div class="python-text">
                if !*ready {
                    <textarea class="python-field" ref={field} aria-label={label} spellcheck="false" autocapitalize="off"
                        autocomplete="off" wrap="off" disabled={python.text.is_none()} oninput={typed} onkeydown={pressed}
                        value={python.text.as_ref().map(|text| text.to_string()).unwrap_or_default()} />
                }
                <div class="python-editor" ref={place} hidden={!*ready}></div>
            </div>
            <PythonHints hints={shown_hints(store)} {lang} dispatcher={store.dispatcher()} />
            <PythonStatus store={store.clone()} />
        </section>
    }
}

/// What there is to say of the run, as long as it is the text that ran.
fn shown_hints(state: &State) -> Rc<[Hint]> {
    let ran = state.python.ran.as_ref().filter(|_| state.python.shows_what_ran());
    ran.map(|ran| ran.hints.clone()).unwrap_or_default()
}

/// The lines where tasks stand at the playhead, each in the colour of its first task.
fn marks(state: &State, lang: Lang) -> Vec<Mark> {
    let Some(script) = state.script().filter(|_| state.python.shows_what_ran()) else { return Vec::new() };
    let lines = standing(state, &script.file(), 0);
    let mut marks: Vec<Mark> = lines
        .into_iter()
        .filter_map(|(line, (named, all))| {
            let lane = named.first()?.colour;
            let mut tags: Vec<(String, u8)> =
                named.iter().map(|standing| (standing.name.clone(), standing.colour)).collect();
            if all > named.len() {
                let more = i18n::count(all - named.len(), lang);
                tags.push((lang.pick(format!("and {more} more"), format!("и ещё {more}")), lane));
            }
            Some(Mark { line, lane, tags })
        })
        .collect();
    marks.sort_by_key(|mark| mark.line);
    marks
}

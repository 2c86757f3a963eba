use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::python_hints::PythonHints;
use super::python_status::PythonStatus;
use crate::advice::hints::Hint;
use crate::i18n::{self, Lang};
use crate::page::derived::standing::standing;
use crate::page::effects::store::{Dispatcher, Store, use_view_orders};
use crate::page::model::effect::ViewOrder;
use crate::page::model::python::{PythonAction, Script};
use crate::page::model::state::{Action, Highlight, State};
use crate::trace::{Seq, TaskId};
use crate::web::editor::{self, Done, Editor, Mark, Tag};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The state whose tasks are shown at their lines.
    pub calm: Store,
}

/// Tasks, each with the event since which it stands where it stands.
type Tags = Vec<(TaskId, Seq)>;

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
    // Whom the names at the lines stand for.
    let tags = use_mut_ref(Tags::new);
    // Whether the field had the focus when the editor took its place.
    let focus = use_state_eq(|| false);
    let label = lang.pick("The program. Escape and then Tab leave it", "Программа. Выйти из неё: Escape, затем Tab");

    // Loaded when there is a text, once.
    {
        let (loaded, ready, place, field) = (loaded.clone(), ready.clone(), place.clone(), field.clone());
        let (dispatcher, focus, tags) = (store.dispatcher(), focus.clone(), tags.clone());
        let there = python.text.is_some();
        let text = python.text.clone();
        use_effect_with(there, move |there| {
            let wanted = Rc::new(std::cell::Cell::new(*there));
            if let Some(text) = text.filter(|_| *there) {
                let (wanted, loaded, ready) = (wanted.clone(), loaded.clone(), ready.clone());
                spawn_local(async move {
                    let opened = Editor::open(&place, &text, label, move |done| told(&dispatcher, &tags, done)).await;
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

    // Texts that did not come from it, and lines to go to.
    {
        let (loaded, field, text) = (loaded.clone(), field.clone(), python.text.clone());
        use_view_orders(store, move |order| match (order, &*loaded.borrow()) {
            (ViewOrder::ReplaceText, Some(editor)) => {
                if let Some(text) = &text {
                    editor.set(text);
                }
            }
            (ViewOrder::ShowLine(line), Some(editor)) => editor.show(line),
            (ViewOrder::EnterLine(line), Some(editor)) => editor.go(line),
            (ViewOrder::EnterLine(line), None) => editor::go_in_field(&field, line),
            (ViewOrder::ReplaceText | ViewOrder::ShowLine(_), None) => {}
            (ViewOrder::FitTimeline | ViewOrder::ShowLane(_), _) => {}
        });
    }

    // Where tasks stand, and what is wrong, as long as it is the text that ran.
    {
        let loaded = loaded.clone();
        let (marks, named) = marks(&props.calm, lang);
        tags.replace(named);
        use_effect_with((marks, *ready), move |(marks, _)| {
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
                if let Some(Script::Twin(twin)) = store.script() {
                    <a class="tab" href={twin.demo_href()} title={lang.pick("The demo, in Rust", "Само демо, на Rust")}>{ "Rust" }</a>
                    <h2 id="code-title" class="tab current">{ "Python" }</h2>
                } else {
                    <h2 id="code-title">{ "Python" }</h2>
                }
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

/// The lines where tasks stand at the playhead, each in the colour of its first task, and whom their names stand for, by
/// their numbers.
fn marks(state: &State, lang: Lang) -> (Vec<Mark>, Tags) {
    let (mut marks, mut tags) = (Vec::new(), Tags::new());
    let Some(script) = state.script().filter(|_| state.python.shows_what_ran()) else { return (marks, tags) };
    let lights = state.lights();
    let mut lines: Vec<_> = standing(state, &script.file(), 0).into_iter().collect();
    lines.sort_by_key(|(line, _)| *line);
    for (line, (named, all)) in lines {
        let lit = named.iter().find(|standing| lights.contains(&Highlight::Task(standing.task)));
        let Some(lane) = lit.or(named.first()).map(|standing| standing.colour) else { continue };
        let mut shown: Vec<Tag> = Vec::new();
        for standing in &named {
            shown.push(Tag {
                text: standing.name.clone(),
                lane: standing.colour,
                number: Some(tags.len() as u32),
                title: lang.pick("to where it came to stand here", "к тому, как она здесь остановилась"),
            });
            tags.push((standing.task, standing.since));
        }
        if all > named.len() {
            // Not in the colour of what is pointed at: pointing at a name must leave the names as they are.
            let text = format!("+{}", i18n::count(all - named.len(), lang));
            shown.push(Tag {
                text, lane: named[0].colour, number: None, title: lang.pick("more tasks", "ещё задачи")
            });
        }
        marks.push(Mark { line, lane, lit: lit.is_some(), tags: shown });
    }
    (marks, tags)
}

/// Brings what the reader does in the editor to the state.
fn told(dispatcher: &Dispatcher, tags: &RefCell<Tags>, done: Done) {
    let tag = |number: u32| tags.borrow().get(number as usize).copied();
    dispatcher.dispatch(match done {
        Done::Changed(text) => Action::Python(PythonAction::Edit(text.into())),
        Done::Run => Action::Run,
        Done::Clicked(number) => match tag(number) {
            Some((task, since)) => Action::Python(PythonAction::Bar(task, since)),
            None => return,
        },
        Done::Pointed(number) => Action::Light(number.and_then(tag).map(|(task, _)| Highlight::Task(task))),
    });
}

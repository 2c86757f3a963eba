use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::file_tabs::FileTabs;
use super::hosts_panel::HostsPanel;
use super::python_hints::PythonHints;
use super::python_status::PythonStatus;
use crate::advice::Advice;
use crate::i18n::{self, Lang};
use crate::page::derived::run_words::share_words;
use crate::page::derived::standing::standing;
use crate::page::effects::page_store::{Dispatcher, Store, use_view_orders};
use crate::page::model::action::{MoveAction, RunAction, WorkspaceAction};
use crate::page::model::effect::ViewOrder;
use crate::page::model::python::{FileChange, PythonAction, Script};
use crate::page::model::record::Record;
use crate::page::model::state::{Action, Highlight, State};
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::trace::{Seq, TaskId};
use crate::web::editor::{self, Editor, EditorEvent, LineMark, LineTag};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The tasks that names at the lines stand for, each with the event since which it stands there.
type Tags = Vec<(TaskId, Seq)>;

/// The editor, once it has been loaded.
type Loaded = Rc<RefCell<Option<Editor>>>;

/// The editor's place on the page, and the editor once it is there.
#[derive(Clone)]
struct EditorPlace {
    /// The element in which the editor is made.
    host: NodeRef,
    /// The plain field that stands there until the editor has been loaded, and where it cannot be.
    field: NodeRef,
    loaded: Loaded,
    /// The editor has been loaded.
    ready: UseStateHandle<bool>,
    /// The field had the focus when the editor took its place.
    had_focus: UseStateHandle<bool>,
    tags: Rc<RefCell<Tags>>,
}

/// The pane of a program in Python, to be edited. Before the editor has been loaded, and where it cannot be, a plain field
/// does the same.
#[component]
pub fn PythonEditor(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let place = EditorPlace {
        host: use_node_ref(),
        field: use_node_ref(),
        loaded: use_mut_ref(|| None),
        ready: use_state_eq(|| false),
        had_focus: use_state_eq(|| false),
        tags: use_mut_ref(Tags::new),
    };
    let label = lang.pick("The program. Escape and then Tab leave it", "Программа. Выйти из неё: Escape, затем Tab");
    use_editor(store, &place, label);
    use_text_and_line(store, &place);
    use_marks(store, &place);
    use_stops(store, &place);
    let shows_hosts = store.python.shows_hosts;
    html! {
        <section class="pane code-pane python-pane" aria-labelledby="code-title">
            { head(store) }
            <FileTabs store={store.clone()} />
            if shows_hosts { <HostsPanel store={store.clone()} /> }
            <div class="python-text" hidden={shows_hosts}>
                if !*place.ready { { plain_field(store, &place.field, label) } }
                <div class="python-editor" ref={place.host.clone()} hidden={!*place.ready}></div>
            </div>
            <PythonHints advice={shown_advice(store)} runs={runs(store)} {lang} dispatcher={store.dispatcher()} />
            <PythonStatus store={store.clone()} />
        </section>
    }
}

/// Loads the editor when there is a text, once, and gives it the focus that the field had.
#[hook]
fn use_editor(store: &Store, place: &EditorPlace, label: &'static str) {
    {
        let (place, dispatcher) = (place.clone(), store.dispatcher());
        let path = store.script().map(|script| store.python.shown_path(script)).unwrap_or_default();
        let (text, there) = (store.python.shown_text().cloned(), store.python.text.is_some());
        use_effect_with(there, move |there| {
            let wanted = Rc::new(Cell::new(*there));
            if let Some(text) = text.filter(|_| *there) {
                spawn_local(load(place.clone(), dispatcher, (path, text), label, wanted.clone()));
            }
            move || {
                wanted.set(false);
                let gone = place.loaded.borrow_mut().take();
                drop(gone);
                place.ready.set(false);
            }
        });
    }
    let loaded = place.loaded.clone();
    use_effect_with(*place.ready && *place.had_focus, move |focus| {
        if *focus && let Some(editor) = &*loaded.borrow() {
            editor.focus();
        }
    });
}

/// Puts the editor in the field's place, unless it is no longer `wanted` by then. If it cannot be loaded the field stays.
async fn load(
    place: EditorPlace,
    dispatcher: Dispatcher,
    (path, text): (Rc<str>, Rc<str>),
    label: &'static str,
    wanted: Rc<Cell<bool>>,
) {
    let tags = place.tags.clone();
    let opened = Editor::open(&place.host, &path, &text, label, move |event| on_event(&dispatcher, &tags, event)).await;
    let Ok(opened) = opened else { return };
    if !wanted.get() {
        return;
    }
    // What was written in the field meanwhile.
    if let Some(text) = editor::field_text(&place.field) {
        opened.set(&text);
    }
    let focused = editor::has_focus(&place.field);
    place.loaded.replace(Some(opened));
    place.ready.set(true);
    place.had_focus.set(focused);
}

/// Gives the editor the texts that did not come from it, and goes to the lines that are asked for.
#[hook]
fn use_text_and_line(store: &Store, place: &EditorPlace) {
    let (loaded, field) = (place.loaded.clone(), place.field.clone());
    let text = store.python.shown_text().cloned();
    let path = store.script().map(|script| store.python.shown_path(script)).unwrap_or_default();
    use_view_orders(store, move |order| match (order, &*loaded.borrow()) {
        (ViewOrder::ReplaceText, Some(editor)) => {
            if let Some(text) = &text {
                editor.show_file(&path, text);
            }
        }
        (ViewOrder::ShowLine(line), Some(editor)) => editor.show(line),
        (ViewOrder::EnterLine(line), Some(editor)) => editor.go(line),
        (ViewOrder::EnterLine(line), None) => editor::go_in_field(&field, line),
        (ViewOrder::ReplaceText | ViewOrder::ShowLine(_), None) => {}
        (ViewOrder::FitTimeline | ViewOrder::ZoomTimeline(_) | ViewOrder::ShowLane(_), _) => {}
    });
}

/// Marks the lines where tasks stand, and what is wrong, as long as it is the text that ran.
#[hook]
fn use_marks(store: &Store, place: &EditorPlace) {
    let (ready, python) = (*place.ready, &store.python);
    {
        let loaded = place.loaded.clone();
        let (marks, named) = marks(&use_throttled(store, Pane::Program), store.settings.lang);
        place.tags.replace(named);
        use_effect_with((marks, store.python.shown, ready), move |(marks, ..)| {
            if let Some(editor) = &*loaded.borrow() {
                editor.mark(marks);
            }
        });
    }
    let loaded = place.loaded.clone();
    let shown = store.script().map(|script| python.shown_path(script)).unwrap_or_default();
    let mistakes = python.ran.as_ref().filter(|_| python.shows_what_ran()).map(|ran| ran.mistakes.clone());
    use_effect_with((mistakes, shown, ready), move |(mistakes, shown, _)| {
        if let Some(editor) = &*loaded.borrow() {
            let here = mistakes.iter().flat_map(|all| all.iter()).filter(|mistake| mistake.file == **shown);
            editor.errors(&here.map(|mistake| (mistake.line, mistake.why.clone())).collect::<Vec<_>>());
        }
    });
}

/// Shows the stops of the file that the editor shows.
#[hook]
fn use_stops(store: &Store, place: &EditorPlace) {
    let loaded = place.loaded.clone();
    let shown = store.script().map(|script| store.python.shown_path(script)).unwrap_or_default();
    let lines: Vec<u32> = store.moving.stops.lines(&shown).collect();
    use_effect_with((lines, shown, *place.ready), move |(lines, ..)| {
        if let Some(editor) = &*loaded.borrow() {
            editor.stops(lines);
        }
    });
}

/// The pane's head: the way to the demo in Rust, and the reset.
fn head(store: &Store) -> Html {
    let (lang, python) = (store.settings.lang, &store.python);
    let button = |label: &'static str, action: PythonAction, off: bool| {
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Python(action.clone())));
        html! { <button type="button" class="quiet-button" disabled={off} {onclick}>{ label }</button> }
    };
    html! {
        <div class="pane-head">
            if let Some(Script::Twin(twin)) = store.script().filter(|_| store.lesson().is_none()) {
                <a class="tab" href={twin.demo_href()} title={lang.pick("The demo, in Rust", "Само демо, на Rust")}>{ "Rust" }</a>
                <h2 id="code-title" class="tab current">{ "Python" }</h2>
            } else {
                <h2 id="code-title">{ "Python" }</h2>
            }
            { hosts_button(store) }
            if let Some(undo) = &python.undo {
                { button(undo_label(undo.of, lang), PythonAction::Restore, false) }
            } else {
                { button(lang.pick("Reset", "Сбросить"), PythonAction::Reset, !python.changed()) }
            }
        </div>
    }
}

/// The button that shows the hosts in the place of the program.
fn hosts_button(store: &Store) -> Html {
    let (lang, shown, dispatcher) = (store.settings.lang, store.python.shows_hosts, store.dispatcher());
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::ShowHosts(!shown)));
    html! {
        <button type="button" class="quiet-button hosts-button" aria-pressed={shown.to_string()} {onclick}
            title={lang.pick("Hosts that the program reaches, and visits of its server", "Узлы, к которым обращается программа, и посещения её сервера")}>
            { lang.pick("Hosts", "Узлы") }
        </button>
    }
}

/// The words of the button that undoes a change.
fn undo_label(of: FileChange, lang: Lang) -> &'static str {
    match of {
        FileChange::Reset => lang.pick("Undo the reset", "Вернуть своё"),
        FileChange::Removal => lang.pick("Undo the removal", "Вернуть файл"),
        FileChange::Taking | FileChange::Latency => lang.pick("Undo", "Отменить"),
        FileChange::Keeping => lang.pick("Back to my earlier draft", "Вернуть прежний черновик"),
    }
}

/// The plain field that stands in for the editor.
fn plain_field(store: &Store, field: &NodeRef, label: &'static str) -> Html {
    let text = store.python.shown_text();
    let typed = {
        let (dispatcher, field) = (store.dispatcher(), field.clone());
        Callback::from(move |_: InputEvent| {
            if let Some(text) = editor::field_text(&field) {
                dispatcher.dispatch(PythonAction::Edit(text.into()));
            }
        })
    };
    let pressed = {
        let dispatcher = store.dispatcher();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                dispatcher.dispatch(RunAction::Run);
            }
        })
    };
    html! {
        <textarea class="python-field" ref={field} aria-label={label} spellcheck="false" autocapitalize="off"
            autocomplete="off" wrap="off" disabled={text.is_none()} oninput={typed} onkeydown={pressed}
            value={text.map(|text| text.to_string()).unwrap_or_default()} />
    }
}

/// The advice on the run, as long as the text is the one that ran.
fn shown_advice(state: &State) -> Rc<[Advice]> {
    let ran = state.python.ran.as_ref().filter(|_| state.python.shows_what_ran());
    ran.map(|ran| ran.advice.clone()).unwrap_or_default()
}

/// The runs before a hint was followed and after, as long as the second one is shown.
fn runs(state: &State) -> Option<[Record; 2]> {
    let followed = state.python.followed.as_ref().filter(|_| state.python.shows_what_ran() && !state.python.running);
    Some([followed?.record.clone(), state.run.record.clone()?])
}

/// The lines where tasks stand at the playhead, each in the colour of its first task, and whom their names stand for, by
/// their numbers.
fn marks(state: &State, lang: Lang) -> (Vec<LineMark>, Tags) {
    let (mut marks, mut tags) = (Vec::new(), Tags::new());
    let Some(script) = state.script().filter(|_| state.python.shows_what_ran()) else { return (marks, tags) };
    let lights = state.lights();
    let mut lines: Vec<_> = standing(state, &state.python.shown_path(script), 0).into_iter().collect();
    lines.sort_by_key(|(line, _)| *line);
    for (line, (named, all)) in lines {
        let lit = named.iter().find(|standing| lights.contains(&Highlight::Task(standing.task)));
        let Some(lane) = lit.or(named.first()).map(|standing| standing.colour) else { continue };
        let mut shown: Vec<LineTag> = Vec::new();
        for standing in &named {
            shown.push(LineTag {
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
            shown.push(LineTag {
                text,
                lane: named[0].colour,
                number: None,
                title: lang.pick("more tasks", "ещё задачи"),
            });
        }
        marks.push(LineMark { line, lane, lit: lit.is_some(), tags: shown, share: None });
    }
    let path = state.python.shown_path(script);
    // Shares in the critical path, and the line of the part that the reader has gone to.
    let part = state.path_line_in(&path, 0);
    for (line, shares) in state.line_shares(&path, 0) {
        let at = marks.iter().position(|mark| mark.line == line).unwrap_or_else(|| {
            marks.push(LineMark { line, lane: 0, lit: false, tags: Vec::new(), share: None });
            marks.len() - 1
        });
        marks[at].lit |= part == Some(line);
        marks[at].share = Some((shares[0], share_words(shares, lang)));
    }
    (marks, tags)
}

/// Brings what the reader does in the editor to the state.
fn on_event(dispatcher: &Dispatcher, tags: &RefCell<Tags>, event: EditorEvent) {
    let tag = |number: u32| tags.borrow().get(number as usize).copied();
    dispatcher.dispatch(match event {
        EditorEvent::Changed(text) => Action::Python(PythonAction::Edit(text.into())),
        EditorEvent::Run => Action::Run(RunAction::Run),
        EditorEvent::Clicked(number) => match tag(number) {
            Some((task, since)) => Action::Python(PythonAction::Bar(task, since)),
            None => return,
        },
        EditorEvent::Stop(line) => Action::Move(MoveAction::Stop(None, line)),
        EditorEvent::Stops(lines) => Action::Move(MoveAction::Stops(lines)),
        EditorEvent::Pointed(number) => {
            Action::Workspace(WorkspaceAction::Light(number.and_then(tag).map(|(task, _)| Highlight::Task(task))))
        }
    });
}

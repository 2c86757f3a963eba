//! The menu of steps to the next and previous event of a kind, and the sentence on the last one.

use yew::prelude::*;

use crate::page::derived::arrival_sentence::{arrival_sentence, goal_name, wait_length};
use crate::page::effects::page_store::Store;
use crate::page::model::action::MoveAction;
use crate::page::model::moving::{FindAction, NoteAction, StepKind, StretchAction, WaitLength};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

/// The id of the menu's element.
const MENU_ID: &str = "step-menu";

/// The key of each kind of step: with Shift it goes back.
fn key_of(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Task => "N",
        StepKind::Line => "B",
        StepKind::Output => "O",
        StepKind::Error => "E",
        StepKind::Wait => "W",
    }
}

/// The button beside those that step by one event, and its menu. The browser opens and closes the menu, and gives the focus
/// back.
pub fn step_menu(store: &Store) -> Html {
    let lang = store.settings.lang;
    let label = lang.pick("To the next event of a kind", "К следующему событию нужного рода");
    html! {
        <>
            <button type="button" class="icon-button" popovertarget={MENU_ID} aria-label={label} title={label}>
                <Icon shape={IconShape::StepTo} />
            </button>
            <div id={MENU_ID} class="file-menu step-menu" popover="auto" role="group" aria-label={label}>
                <p class="file-title">{ lang.pick("Back and on to …", "Назад и вперёд к …") }</p>
                { for StepKind::ALL.into_iter().map(|kind| step_row(store, kind)) }
                { stops(store) }
                { items(store) }
            </div>
        </>
    }
}

/// The row of a kind: its name, its key, and the buttons back and on.
fn step_row(store: &Store, kind: StepKind) -> Html {
    let lang = store.settings.lang;
    let name = goal_name(store, kind);
    let button = |forward: bool| {
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(MoveAction::Step(kind, forward)));
        let (shape, label) = match forward {
            true => (IconShape::Forward, lang.pick(format!("Next: {name}"), format!("Следующее: {name}"))),
            false => (IconShape::Back, lang.pick(format!("Previous: {name}"), format!("Предыдущее: {name}"))),
        };
        html! {
            <button type="button" class="icon-button" aria-label={label.clone()} title={label} disabled={store.is_empty()} {onclick}>
                <Icon {shape} />
            </button>
        }
    };
    html! {
        <div class="step-row">
            <span class="step-name">{ name.clone() }</span>
            if kind == StepKind::Wait { { wait_lengths(store) } }
            <kbd>{ key_of(kind) }</kbd>
            { button(false) }{ button(true) }
        </div>
    }
}

/// The choice of the length of waits.
fn wait_lengths(store: &Store) -> Html {
    let lang = store.settings.lang;
    let dispatcher = store.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let chosen = dom::field_text(&event).parse().ok().and_then(|at: usize| WaitLength::ALL.get(at).copied());
        if let Some(wait) = chosen {
            dispatcher.dispatch(MoveAction::WaitLength(wait));
        }
    });
    let options = WaitLength::ALL.iter().enumerate().map(|(at, length)| {
        let selected = *length == store.moving.wait;
        html! { <option value={at.to_string()} {selected}>{ wait_length(*length, lang) }</option> }
    });
    html! { <select aria-label={lang.pick("Length of the wait", "Длительность ожидания")} {onchange}>{ for options }</select> }
}

/// The lines that have stops, each of which can be taken away; or how one is set.
fn stops(store: &Store) -> Html {
    let lang = store.settings.lang;
    let stops = store.shown_stops();
    if stops.is_empty() {
        let how = lang.pick(
            "A click on the number of a line sets a stop: playback halts there.",
            "Щелчок по номеру строки ставит точку останова: воспроизведение там остановится.",
        );
        return html! { <p class="step-stops muted">{ how }</p> };
    }
    let before = store.program().map_or(0, |demo| demo.source.before());
    let rows = stops.into_iter().map(|(file, line)| {
        let name = lang.pick(format!("line {}", line.saturating_sub(before)), format!("строка {}", line.saturating_sub(before)));
        let name = if store.stop_files().len() > 1 { format!("{file}, {name}") } else { name };
        let label = lang.pick(format!("Take the stop away: {name}"), format!("Убрать точку останова: {name}"));
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(MoveAction::Stop(Some(file.clone()), line)));
        html! {
            <button type="button" class="stop-chip" key={name.clone()} aria-label={label.clone()} title={label} {onclick}>
                { name }<Icon shape={IconShape::Close} />
            </button>
        }
    });
    html! { <div class="step-stops" role="group" aria-label={lang.pick("Stops", "Точки останова")}>{ for rows }</div> }
}

/// The items that begin something else: the search, a note, and a stretch for a reader who has neither Shift nor keys.
fn items(store: &Store) -> Html {
    let lang = store.settings.lang;
    let item = |name: &'static str, key: &'static str, action: MoveAction| {
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(action.clone()));
        html! {
            <button type="button" class="file-item" popovertarget={MENU_ID} popovertargetaction="hide" disabled={store.is_empty()} {onclick}>
                <span>{ name }</span><kbd>{ key }</kbd>
            </button>
        }
    };
    html! {
        <div class="step-items">
            { item(lang.pick("Search in the record", "Искать в записи"), "F", MoveAction::Find(FindAction::Open(true))) }
            { item(lang.pick("Note at the playhead", "Заметка у указателя"), "M", MoveAction::Note(NoteAction::Edit(None))) }
            { item(lang.pick("Select a stretch of time", "Выделить отрезок времени"), "[ ]", MoveAction::Stretch(StretchAction::Middle)) }
        </div>
    }
}

/// The sentence on the last step, above the lanes. It is read out.
pub fn step_status(store: &Store) -> Html {
    // The place stays, for screen readers watch it; the words fade anew each time.
    let words = arrival_sentence(store).map(|words| html! { <span key={words.clone()}>{ words }</span> });
    html! { <p class="step-status" role="status">{ words.unwrap_or_default() }</p> }
}

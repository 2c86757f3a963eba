//! The row in which a note is written, below the small picture of the record.

use yew::prelude::*;

use crate::i18n::{count, seconds};
use crate::page::effects::page_store::Store;
use crate::page::model::action::MoveAction;
use crate::page::model::moving::{NoteAction, Place};
use crate::trace::file::MAX_NOTE_LENGTH;
use crate::web::dom;

/// The id of the field.
const FIELD_ID: &str = "note-text";

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The number of events at or before the moment of the note.
    pub at: usize,
}

/// The field of a note. Enter keeps what is written, Escape leaves it as it was.
#[component]
pub fn NoteRow(props: &Props) -> Html {
    let Props { store, at } = props;
    let lang = store.settings.lang;
    let before = store.moving.notes.at(*at).map(|text| text.to_string());
    let is_new = before.is_none();
    let text = use_state(|| before.unwrap_or_default());
    use_effect_with((), |()| {
        dom::focus(FIELD_ID);
        dom::select_all(FIELD_ID);
    });
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(dom::field_text(&event)))
    };
    let end = {
        let dispatcher = store.dispatcher();
        Callback::from(move |action: NoteAction| {
            dispatcher.dispatch(MoveAction::Note(action));
            // The keyboard goes on with the record.
            dom::focus("lanes");
        })
    };
    let onsubmit = {
        let (end, text) = (end.clone(), text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            end.emit(NoteAction::Write(text.as_str().into()));
        })
    };
    let onkeydown = {
        let end = end.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                end.emit(NoteAction::Cancel);
            }
        })
    };
    let (event, time) = (count(*at, lang), seconds(store.moment_at(Place::Event(*at)).at, lang));
    let label = match is_new {
        true => lang.pick(format!("Note at event {event}, {time}"), format!("Заметка к событию {event}, {time}")),
        false => lang.pick(
            format!("Change the note at event {event}, {time}"),
            format!("Изменить заметку к событию {event}, {time}"),
        ),
    };
    html! {
        <form class="note-row" {onsubmit}>
            <label for={FIELD_ID}>{ label }</label>
            <input id={FIELD_ID} type="text" value={(*text).clone()} maxlength={MAX_NOTE_LENGTH.to_string()} {oninput} {onkeydown}
                autocomplete="off" enterkeyhint="done" />
            <button type="submit" class="plain-button">{ lang.pick("Keep", "Сохранить") }</button>
            <button type="button" class="quiet-button" onclick={end.reform(|_: MouseEvent| NoteAction::Cancel)}>{ lang.pick("Cancel", "Отмена") }</button>
        </form>
    }
}

use yew::prelude::*;

use super::moment::{Moment, aside, spaced};
use crate::i18n;
use crate::page::model::action::{Action, MoveAction, PlaybackAction};
use crate::page::model::moving::{Note, NoteAction, Place};

/// All notes of the record: each goes to its moment, can be changed and taken away, and the last change undone.
pub fn notes(m: &Moment) -> Html {
    let (lang, notes) = (m.lang, &m.store.moving.notes);
    if notes.all.is_empty() && notes.undo.is_none() {
        return Html::default();
    }
    let press = |action: Action| {
        let dispatcher = m.store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(action.clone()))
    };
    let button = |name: &'static str, about: String, action: NoteAction| {
        let onclick = press(MoveAction::Note(action).into());
        html! { <button type="button" class="note-button" aria-label={about.clone()} title={about} {onclick}>{ name }</button> }
    };
    let row = |note: &Note| {
        let at = note.at;
        let moment = m.store.moment_at(Place::Event(at));
        let time = i18n::seconds(moment.at, lang);
        let here = m.store.playback.playhead == moment.count;
        let goes = press(PlaybackAction::Seek(at).into());
        let event = i18n::count(at, lang);
        let to = lang.pick(format!("To the note at event {event}"), format!("К заметке у события {event}"));
        html! {
            <li key={at} class={classes!("entry", "note-entry", here.then_some("here"))}>
                { spaced([
                    Some(html! { <button type="button" class="moment" title={to.clone()} aria-label={format!("{to}, {time}")} onclick={goes}>{ time }</button> }),
                    Some(html! { <span class="note-words">{ note.text.to_string() }</span> }),
                    Some(button(lang.pick("Change", "Изменить"), lang.pick(format!("Change the note at event {event}"), format!("Изменить заметку у события {event}")), NoteAction::Edit(Some(at)))),
                    Some(button(lang.pick("Remove", "Удалить"), lang.pick(format!("Remove the note at event {event}"), format!("Удалить заметку у события {event}")), NoteAction::Remove(at))),
                ]) }
            </li>
        }
    };
    let undo = notes.undo.is_some().then(|| {
        button(
            lang.pick("Undo", "Отменить"),
            lang.pick("Undo the last change of the notes", "Отменить последнее изменение заметок").into(),
            NoteAction::Undo,
        )
    });
    let none = notes.all.is_empty().then(|| aside(lang.pick("none", "нет")));
    let body = html! { <ul>{ for notes.all.iter().map(row) }</ul> };
    m.section(
        "notes",
        lang.pick("Notes", "Заметки"),
        html! { <>{ m.count(notes.all.len()) }{ none.unwrap_or_default() }{ undo.unwrap_or_default() }</> },
        body,
    )
}

//! Notes that the reader has written at moments of the record.

use std::rc::Rc;

use super::steps::Arrival;
use crate::page::model::state::State;
use crate::trace::file::{MAX_NOTE_LENGTH, MAX_NOTES, RecordNote};

/// A note at a moment. Its text is data and is never read as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The number of events at or before the moment.
    pub at: usize,
    /// The text, which is not empty.
    pub text: Rc<str>,
}

/// The notes of the record that is shown. Cheap to clone. They stay when the program runs again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// All notes in order, at most one for a moment.
    pub all: Rc<[Note]>,
    /// The moment whose note is being written.
    pub edited: Option<usize>,
    /// The notes before the last change, to which an undo goes back.
    pub undo: Option<Rc<[Note]>>,
}

/// An action on the notes.
#[derive(Clone, Debug)]
pub enum NoteAction {
    /// Write the note at this moment; `None` is the playhead's.
    Edit(Option<usize>),
    /// Keep this as the text of the note that is being written; an empty one takes it away.
    Write(Rc<str>),
    /// Leave the note that is being written as it was.
    Cancel,
    /// Take the note at this moment away.
    Remove(usize),
    /// Go back to the notes before the last change.
    Undo,
}

impl Notes {
    /// The notes that a file or a link has brought, of which no more are taken than there may be.
    pub fn of(notes: impl IntoIterator<Item = Note>) -> Notes {
        let mut all: Vec<Note> = Vec::new();
        notes.into_iter().take(MAX_NOTES).for_each(|note| put(&mut all, note.at, Some(note.text)));
        Notes { all: all.into(), ..Notes::default() }
    }

    /// The text at a moment.
    pub fn at(&self, at: usize) -> Option<&Rc<str>> {
        let found = self.all.binary_search_by_key(&at, |note| note.at).ok()?;
        Some(&self.all[found].text)
    }

    /// The notes as a file has them.
    pub fn written(&self) -> Vec<RecordNote> {
        self.all.iter().map(|note| RecordNote { at: note.at, text: note.text.to_string() }).collect()
    }

    /// Has a moment have this text, or none.
    fn put(&mut self, at: usize, text: Option<Rc<str>>) {
        let mut all = self.all.to_vec();
        put(&mut all, at, text);
        self.undo = Some(std::mem::replace(&mut self.all, all.into()));
    }
}

/// Has a moment have this text, or none, in notes that are in order.
fn put(notes: &mut Vec<Note>, at: usize, text: Option<Rc<str>>) {
    let place = notes.partition_point(|note| note.at < at);
    if notes.get(place).is_some_and(|note| note.at == at) {
        notes.remove(place);
    }
    if let Some(text) = text {
        notes.insert(place, Note { at, text });
    }
}

impl Note {
    /// A note of this text, without the room around it and cut to the length that a note may have; `None` if nothing is left.
    pub fn new(at: usize, text: &str) -> Option<Note> {
        let text: String = text.trim().chars().take(MAX_NOTE_LENGTH).collect();
        (!text.is_empty()).then(|| Note { at, text: text.into() })
    }
}

impl State {
    pub(super) fn note(&mut self, action: NoteAction) {
        let here = self.playback.playhead;
        match action {
            NoteAction::Edit(_) if self.is_empty() => self.moving.arrived = Some(Arrival::NoRecord),
            NoteAction::Edit(at) => {
                let at = at.unwrap_or(here);
                let full = self.moving.notes.all.len() >= MAX_NOTES && self.moving.notes.at(at).is_none();
                self.playback.playing = false;
                self.moving.arrived = full.then_some(Arrival::NotesFull);
                self.moving.notes.edited = (!full).then_some(at);
            }
            NoteAction::Write(text) => {
                if let Some(at) = self.moving.notes.edited.take() {
                    let note = Note::new(at, &text);
                    self.change_note(at, note.map(|note| note.text));
                }
            }
            NoteAction::Cancel => self.moving.notes.edited = None,
            NoteAction::Remove(at) => self.change_note(at, None),
            NoteAction::Undo => {
                if let Some(before) = self.moving.notes.undo.take() {
                    self.moving.notes.all = before;
                    self.keep_notes();
                }
            }
        }
    }

    fn change_note(&mut self, at: usize, text: Option<Rc<str>>) {
        if self.moving.notes.at(at) == text.as_ref() {
            return;
        }
        self.moving.arrived = Some(if text.is_some() { Arrival::NoteKept(at) } else { Arrival::NoteRemoved });
        self.moving.notes.put(at, text);
        self.keep_notes();
    }

    /// Keeps the notes with the opened record: they are there when the reader comes back to it.
    fn keep_notes(&mut self) {
        if let Some(opened) = self.opened().cloned() {
            let mut changed = (*opened).clone();
            changed.record.notes = self.moving.notes.all.clone();
            self.files.opened = Some(Rc::new(changed));
        }
    }
}

//! The search in the record: the text that is looked for, and the events in which it was found.

use std::rc::Rc;

use crate::i18n::Lang;
use crate::page::model::record::Record;
use crate::page::model::state::{Phase, State};

/// The search in the record. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// True while its field is shown.
    pub open: bool,
    /// The text that is looked for.
    pub text: Rc<str>,
    /// The places of the events in which it was found, in order.
    pub hits: Rc<[u32]>,
    /// The number of events that have been looked at.
    pub looked: usize,
}

/// An action on the search.
#[derive(Clone, Debug)]
pub enum FindAction {
    /// Show the field, or hide it.
    Open(bool),
    /// Look for this text.
    Type(Rc<str>),
    /// The text was found at these places, among so many events.
    Found(Rc<str>, Rc<[u32]>, usize),
    /// Go to the next event in which it was found, or to the previous one; behind the last comes the first.
    Go(bool),
}

/// A search that is to be made. Equal while its outcome would be the same.
#[derive(Clone, Debug)]
pub struct RecordSearch {
    /// The text.
    pub text: Rc<str>,
    /// The language of the sentences that are looked through.
    pub lang: Lang,
    /// The record, as far as it is known.
    pub record: Record,
    /// True once the record does not grow any more: a search in one that grows is not begun anew for every event.
    ended: bool,
}

impl PartialEq for RecordSearch {
    fn eq(&self, other: &RecordSearch) -> bool {
        self.text == other.text
            && self.lang == other.lang
            && self.ended == other.ended
            && Rc::ptr_eq(&self.record.trace, &other.record.trace)
    }
}

impl Finding {
    /// The position of an event among those found, counted from 1; `None` if it is none of them.
    pub fn position(&self, event: usize) -> Option<usize> {
        self.hits.binary_search(&u32::try_from(event).ok()?).ok().map(|at| at + 1)
    }
}

impl State {
    pub(super) fn find(&mut self, action: FindAction) {
        let finding = &mut self.moving.finding;
        match action {
            FindAction::Open(open) => {
                // What was found before is looked for again: the record may be another.
                if std::mem::replace(&mut finding.open, open) != open {
                    self.forget_found();
                }
            }
            FindAction::Type(text) => {
                finding.text = text;
                self.forget_found();
            }
            FindAction::Found(text, hits, looked) => {
                if finding.open && finding.text == text {
                    finding.hits = hits;
                    finding.looked = looked;
                }
            }
            FindAction::Go(forward) => self.go_to_found(forward),
        }
    }

    /// Forgets what was found in a record that is no longer shown, or of another text.
    pub(in crate::page) fn forget_found(&mut self) {
        self.moving.finding.hits = Rc::default();
        self.moving.finding.looked = 0;
    }

    fn go_to_found(&mut self, forward: bool) {
        let (hits, here) = (self.moving.finding.hits.clone(), self.playback.playhead);
        // The event at the playhead is the last of those before it.
        let to = match forward {
            true => hits.get(hits.partition_point(|hit| (*hit as usize) < here)).or(hits.first()),
            false => {
                let before = hits.partition_point(|hit| (*hit as usize) + 1 < here);
                before.checked_sub(1).and_then(|last| hits.get(last)).or(hits.last())
            }
        };
        if let Some(to) = to {
            self.playback.playing = false;
            self.moving.arrived = None;
            self.seek(*to as usize + 1);
        }
    }

    /// The search that is to be made for what is shown; `None` while nothing is looked for.
    pub(in crate::page) fn record_search(&self) -> Option<RecordSearch> {
        let finding = &self.moving.finding;
        let record = self.run.record.clone().filter(|record| finding.open && record.len > 0)?;
        let text = Some(finding.text.clone()).filter(|text| !text.trim().is_empty())?;
        let ended = matches!(self.run.phase, Phase::Ended(_));
        Some(RecordSearch { text, lang: self.settings.lang, record, ended })
    }
}

//! The search in a record, a slice at a time: the sentences of a hundred thousand events take longer than a frame.

use super::page_store::Dispatcher;
use super::sliced_job::{MAX_SLICE, SlicedJob};
use crate::clock::Micros;
use crate::page::derived::event_search::Needle;
use crate::page::model::action::MoveAction;
use crate::page::model::moving::{FindAction, RecordSearch};
use crate::trace::Seq;
use crate::web::{breathe, wall};

/// The number of events that are looked at between two looks at the clock.
const EVENTS_PER_LOOK: usize = 50;

/// The least time between two reports of what was found: each draws the page.
const MIN_REPORT: Micros = Micros::from_millis(200);

/// Searches a record, and brings what is found to the state while it goes on.
pub(super) fn search(search: RecordSearch, dispatcher: Dispatcher) -> SlicedJob {
    SlicedJob::start(move |wanted| async move {
        let RecordSearch { text, lang, record, .. } = search;
        let needle = Needle::new(&text, &record.trace.borrow(), lang);
        let (mut hits, mut looked, mut reported) = (Vec::new(), 0, wall());
        loop {
            // A key that is typed on ends this search before it has begun.
            breathe().await;
            if !wanted.get() {
                return;
            }
            let began = wall();
            while looked < record.len && wall() - began < MAX_SLICE {
                let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
                let until = record.len.min(looked + EVENTS_PER_LOOK);
                let places = (looked as u32..until as u32).filter(|at| needle.is_in(&trace, &spans, &index, Seq(*at)));
                hits.extend(places);
                looked = until;
            }
            let done = looked == record.len;
            if done || wall() - reported >= MIN_REPORT {
                dispatcher.dispatch(MoveAction::Find(FindAction::Found(text.clone(), hits.as_slice().into(), looked)));
                reported = wall();
            }
            if done {
                return;
            }
        }
    })
}

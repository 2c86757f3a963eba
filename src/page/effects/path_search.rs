//! The search for a critical path, a slice at a time.

use std::cell::Cell;

use super::page_store::Dispatcher;
use super::sliced_job::{ENTRIES_PER_LOOK, MAX_SLICE, SlicedJob};
use crate::page::model::action::WhyAction;
use crate::page::model::analyses::{FoundPath, PathSearch};
use crate::page::model::record::Record;
use crate::reading::critical_path::{PathScope, RunPath, SlicedPath};
use crate::web::{breathe, wall};

/// Finds a path, and brings it to the state.
pub(super) fn find(search: PathSearch, dispatcher: Dispatcher) -> SlicedJob {
    SlicedJob::start(move |wanted| async move {
        if let Some(path) = path_of(&search.record, search.scope, &wanted).await {
            dispatcher.dispatch(WhyAction::Found(FoundPath::new(search, path)));
        }
    })
}

/// Finds a path, as long as it is wanted.
pub(super) async fn path_of(record: &Record, scope: PathScope, wanted: &Cell<bool>) -> Option<RunPath> {
    let mut finding = SlicedPath::new(scope);
    loop {
        breathe().await;
        if !wanted.get() {
            return None;
        }
        let began = wall();
        while wall() - began < MAX_SLICE {
            let found = finding.next(&record.trace.borrow(), &record.spans(), ENTRIES_PER_LOOK);
            if found.is_some() {
                return found;
            }
        }
    }
}

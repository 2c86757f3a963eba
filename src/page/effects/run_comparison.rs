//! The comparison of two runs, and the work on runs that nobody sees, a slice at a time.

use std::rc::Rc;

use super::page_store::Dispatcher;
use super::sliced_job::{MAX_SLICE, SlicedJob};
use crate::page::derived::run_search::{ReasonSearch, RunSearch};
use crate::page::derived::unseen_search::UnseenSearch;
use crate::page::model::action::{Action, WhatIfAction};
use crate::page::model::comparing::{CompareAction, ComparedPair};
use crate::page::model::what_if::UnseenWork;
use crate::reading::differences::Difference;
use crate::web::{breathe, wall};

/// Compares two runs, and brings what is found to the state.
pub(super) fn compare(pair: ComparedPair, dispatcher: Dispatcher) -> SlicedJob {
    let mut search = None;
    in_slices(dispatcher, move || {
        let search = search.get_or_insert_with(|| RunSearch::new(pair.clone()));
        search.step().map(|found| CompareAction::Found(Rc::new(found)).into())
    })
}

/// Finds the reasons of a difference, and brings them to the state.
pub(super) fn explain(pair: ComparedPair, difference: Difference, dispatcher: Dispatcher) -> SlicedJob {
    let mut search = ReasonSearch::new(pair.runs.map(|run| run.record), difference);
    in_slices(dispatcher, move || search.step().map(|parts| CompareAction::Explained(difference, parts.into()).into()))
}

/// Works on the records of unseen runs, and brings the result to the state.
pub(super) fn work_out(ticket: u32, work: UnseenWork, dispatcher: Dispatcher) -> SlicedJob {
    let mut search = UnseenSearch::new(work);
    in_slices(dispatcher, move || search.step().map(|result| WhatIfAction::WorkedOut(ticket, result).into()))
}

/// Makes steps in slices, until one of them has a result.
fn in_slices(dispatcher: Dispatcher, mut step: impl FnMut() -> Option<Action> + 'static) -> SlicedJob {
    SlicedJob::start(|wanted| async move {
        loop {
            breathe().await;
            if !wanted.get() {
                return;
            }
            let began = wall();
            while wall() - began < MAX_SLICE {
                if let Some(found) = step() {
                    return dispatcher.dispatch(found);
                }
            }
        }
    })
}

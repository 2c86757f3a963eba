//! The comparison of two runs, a slice at a time.

use std::rc::Rc;

use super::page_store::Dispatcher;
use super::sliced_job::{MAX_SLICE, SlicedJob};
use crate::page::derived::run_search::RunSearch;
use crate::page::model::comparing::{CompareAction, ComparedPair};
use crate::web::{breathe, wall};

/// Compares two runs, and brings what is found to the state.
pub(super) fn compare(pair: ComparedPair, dispatcher: Dispatcher) -> SlicedJob {
    SlicedJob::start(move |wanted| async move {
        breathe().await;
        let mut search = RunSearch::new(pair);
        loop {
            breathe().await;
            if !wanted.get() {
                return;
            }
            let began = wall();
            while wall() - began < MAX_SLICE {
                if let Some(found) = search.step() {
                    return dispatcher.dispatch(CompareAction::Found(Rc::new(found)));
                }
            }
        }
    })
}

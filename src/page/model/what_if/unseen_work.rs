//! Work on the records of unseen runs that takes too long for an action: it is done in slices.

use std::rc::Rc;

use super::{ChangedRun, RunPair};
use crate::changes::SetWait;
use crate::page::model::record::Record;
use crate::reading::critical_path::WorthwhileWait;

/// Work on the records of unseen runs.
#[derive(Clone, Debug)]
pub enum UnseenWork {
    /// Find the waits of a run that are worth a change.
    Worth {
        /// The record.
        record: Record,
        /// The waits.
        waits: Rc<[SetWait]>,
        /// True if the run has measured how long the program computes.
        measured: bool,
    },
    /// Compare the program as it is with the changed run.
    Compare(RunPair),
}

/// A result of such work.
#[derive(Clone, Debug)]
pub enum UnseenResult {
    /// The waits, the greatest share of the path first.
    Worth(Vec<WorthwhileWait>),
    /// The changed run, compared.
    Compared(Rc<ChangedRun>),
}

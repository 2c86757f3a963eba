//! Everything that is derived of a record, brought up to date by one walk as the record grows.

use super::index::Index;
use super::names::Names;
use super::spans::Spans;
use super::walk::Occurrence;
use crate::trace::Trace;

/// Everything that is derived of a record, or of its beginning while the record still grows.
///
/// The cost is that of the events that are new: an event that has been read is never read again, but for at most a few
/// hundred when a question about a [past moment](Index::state_at) is asked.
///
/// ```
/// use loopline::reading::RecordAnalysis;
/// use loopline::runtime::{run_exact, sleep};
///
/// let run = run_exact(|| async { sleep(1.0).await });
/// let trace = run.trace();
/// let mut analysis = RecordAnalysis::default();
/// analysis.grow(&trace, 3);
/// analysis.grow(&trace, trace.len());
/// assert_eq!(analysis, RecordAnalysis::new(&trace));
/// assert_eq!(analysis.spans.tasks.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordAnalysis {
    /// The lanes of the timeline, and the names that stand beside them.
    pub spans: Spans,
    /// The way to past moments, and the current one.
    pub index: Index,
}

impl RecordAnalysis {
    /// Reads a whole record.
    pub fn new(trace: &Trace) -> RecordAnalysis {
        let mut analysis = RecordAnalysis::default();
        analysis.grow(trace, trace.len());
        analysis
    }

    /// Reads on up to the first `len` events of a record, which must be the same record as before. Does nothing if so
    /// many have been read.
    pub fn grow(&mut self, trace: &Trace, len: usize) {
        let len = len.min(trace.len());
        // Part after part, since none reads another: a part then works on its own tables only, which stay in the
        // processor's cache. All parts event after event took a fifth longer for a million events.
        let new = self.len()..len;
        Occurrence::range(trace, new.clone()).for_each(|here| here.deliver_to(&mut self.spans.names));
        Occurrence::range(trace, new.clone()).for_each(|here| here.deliver_to(&mut self.spans.connections));
        Occurrence::range(trace, new.clone()).for_each(|here| here.deliver_to(&mut self.spans));
        Occurrence::range(trace, new).for_each(|here| self.index.read(&here));
    }

    /// The count of events that have been read.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns true before the first event has been read.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The names of tasks, futures, resources and handles.
    pub fn names(&self) -> &Names {
        &self.spans.names
    }
}

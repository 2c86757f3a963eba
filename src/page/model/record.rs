//! A record as the page knows it, with what is derived from it: worked out once, brought up to date as it grows.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use super::moving::Note;
use crate::reading::spans::Spans;
use crate::reading::{Index, LoopState, RecordAnalysis};
use crate::timeline::layout::colour;
use crate::trace::{Seq, SharedTrace, TaskId, Trace};

/// A question for a moment and its answer: the state after this many events.
type AnsweredMoment = (usize, Rc<LoopState>);

/// The last answer of [`Record::moment`], and how things stood a little before one that lay before the answer before it.
#[derive(Clone, Debug, Default)]
struct MomentCache {
    asked: Option<AnsweredMoment>,
    near: Option<(usize, LoopState)>,
}

/// The distance, in events before a moment, of the state from which steps back go on: each would else begin at a copy of the
/// index, which may be a hundred thousand events away.
const NEAR: usize = 512;

/// A record as far as the page has seen it. Equal when it is the same record, seen as far.
///
/// What is derived only ever grows with the record, so sharing it between states of the page takes nothing from the
/// reducer's purity.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The record itself, which may have grown since.
    pub trace: SharedTrace,
    /// The analysis of the record, at least as far as `len`.
    analysis: Rc<RefCell<RecordAnalysis>>,
    /// The number of events that are shown.
    pub len: usize,
    /// The notes that the record's file has brought.
    pub notes: Rc<[Note]>,
    /// Several panes ask for the same moment, and steps ask for the one before.
    known: Rc<RefCell<MomentCache>>,
}

impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        Rc::ptr_eq(&self.trace, &other.trace) && self.len == other.len
    }
}

impl Record {
    /// A record of which nothing is shown yet.
    pub fn new(trace: SharedTrace) -> Record {
        Record { trace, ..Record::default() }
    }

    /// All of a record.
    pub fn whole(trace: SharedTrace) -> Record {
        let mut record = Record::new(trace);
        let len = record.trace.borrow().len();
        record.grow(len);
        record
    }

    /// Shows its first `len` events.
    pub fn grow(&mut self, len: usize) {
        self.len = len;
        self.analysis.borrow_mut().grow(&self.trace.borrow(), len);
    }

    /// Takes in what a record that is still being read has so far, and will have at the same places when it is whole.
    pub fn follow(&mut self, trace: &Trace) {
        self.analysis.borrow_mut().grow(trace, trace.len());
    }

    /// Everything that is derived of the record, at least as far as `len`.
    pub fn analysis(&self) -> Ref<'_, RecordAnalysis> {
        self.analysis.borrow()
    }

    /// The lives of the tasks.
    pub fn spans(&self) -> Ref<'_, Spans> {
        Ref::map(self.analysis.borrow(), |analysis| &analysis.spans)
    }

    /// The states at past moments, at least as far as `len`.
    pub fn index(&self) -> Ref<'_, Index> {
        Ref::map(self.analysis.borrow(), |analysis| &analysis.index)
    }

    /// The state of the loop after this many events.
    pub fn moment(&self, playhead: usize) -> Rc<LoopState> {
        let Some(last) = playhead.checked_sub(1) else { return Rc::default() };
        let MomentCache { asked, near } = self.known.take();
        let (index, trace, seq) = (self.index(), self.trace.borrow(), Seq(last as u32));
        let (state, near) = match asked {
            Some((at, state)) if at == playhead => (state, near),
            Some((at, state)) if at < playhead => match Rc::try_unwrap(state) {
                Ok(before) => (Rc::new(index.state_after(&trace, before, seq)), near),
                Err(_) => (Rc::new(index.state_at(&trace, seq)), near),
            },
            Some(_) => {
                let within = |(at, _): &(usize, LoopState)| *at <= playhead && playhead - at <= 2 * NEAR;
                let (at, before) = near.filter(within).unwrap_or_else(|| match playhead.checked_sub(NEAR + 1) {
                    Some(before) => (before + 1, index.state_at(&trace, Seq(before as u32))),
                    None => Default::default(),
                });
                (Rc::new(index.state_after(&trace, before.clone(), seq)), Some((at, before)))
            }
            None => (Rc::new(index.state_at(&trace, seq)), near),
        };
        self.known.replace(MomentCache { asked: Some((playhead, state.clone())), near });
        state
    }

    /// A task's colour, as its lane has it.
    pub fn colour(&self, task: TaskId) -> u8 {
        self.spans().place(task).map_or(0, colour)
    }
}

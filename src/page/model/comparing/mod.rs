//! Several runs side by side: their records, the runs that the page keeps, and what is found between two of them.

mod compare_actions;
mod kept_runs;
mod run_changes;
mod variant_runs;
mod variants_together;

use std::rc::Rc;

pub use compare_actions::{CompareAction, ComparedPair, Comparing, RunFindings};
pub use kept_runs::{KeptRun, MAX_KEPT_EVENTS, MAX_KEPT_RUNS};
pub use run_changes::{ChangedArg, ChangedLines, RunChanges};
pub use variant_runs::VariantRuns;
pub use variants_together::{ComparedSide, comparable, sides};

use super::record::Record;
use crate::demos::{LiveDifference, Words};
use crate::i18n::Lang;
use crate::trace::Seq;

/// The title of a run that is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum RunTitle {
    /// A title in both languages.
    Words(Words),
    /// A title that is the same in both, or has been made for one.
    Text(Rc<str>),
}

impl RunTitle {
    /// The title in a language.
    pub fn pick(&self, lang: Lang) -> &str {
        match self {
            RunTitle::Words(words) => lang.pick(words.en, words.ru),
            RunTitle::Text(text) => text,
        }
    }
}

/// A run among those that are drawn under each other.
#[derive(Clone, Debug)]
pub struct StackedRun {
    /// The title above its lanes.
    pub title: RunTitle,
    /// The record.
    pub record: Record,
    /// The event that is marked.
    pub mark: Option<Seq>,
}

impl StackedRun {
    /// A run in which nothing is marked.
    pub fn new(title: RunTitle, record: Record) -> StackedRun {
        StackedRun { title, record, mark: None }
    }
}

/// The records of runs that are compared. Equal when they are the very same.
#[derive(Clone, Debug)]
pub struct Compared {
    runs: Rc<[StackedRun]>,
    /// True if live runs of these demos would differ, since the world takes part in them.
    pub modelled: bool,
}

impl PartialEq for Compared {
    fn eq(&self, other: &Compared) -> bool {
        Rc::ptr_eq(&self.runs, &other.runs)
    }
}

impl Compared {
    /// The comparison of runs of demos; `None` if there are none.
    pub fn of(runs: Vec<(ComparedSide, Record)>) -> Option<Compared> {
        let modelled = runs.iter().any(|(side, _)| side.demo.live_difference != LiveDifference::Nothing);
        let runs = runs.into_iter().map(|(side, record)| StackedRun::new(RunTitle::Words(side.title), record));
        Some(Compared { modelled, ..Compared::stacked(runs.collect())? })
    }

    /// The comparison of any runs, with their titles; `None` if there are none.
    pub fn stacked(runs: Vec<StackedRun>) -> Option<Compared> {
        (!runs.is_empty()).then(|| Compared { runs: runs.into(), modelled: false })
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[StackedRun] {
        &self.runs
    }

    /// The record that takes longest: the playhead moves along it.
    pub fn longest(&self) -> &Record {
        let end = |record: &Record| (record.trace.borrow().end_time(), record.len);
        let mut longest = &self.runs[0].record;
        for StackedRun { record, .. } in &self.runs[1..] {
            if end(record) > end(longest) {
                longest = record;
            }
        }
        longest
    }
}

//! The work on the records of unseen runs, made step by step: a record may have two hundred thousand events.

use std::rc::Rc;

use super::run_search::{EVENTS_PER_STEP, ReasonSearch};
use crate::clock::Micros;
use crate::page::model::record::Record;
use crate::page::model::what_if::{ChangedRun, RunPair, UnseenResult, UnseenWork};
use crate::reading::critical_path::{CriticalPath, PathScope, SlicedPath, worthwhile_waits};
use crate::reading::differences::{Difference, DifferenceSearch, MatchSearch};

/// The most waits that are tried.
const MOST_TRIED: usize = 10;

/// Work that goes on. Between two steps no record is borrowed.
pub struct UnseenSearch {
    work: UnseenWork,
    /// The search for the path of the next record.
    path: SlicedPath,
    /// The paths that are found.
    paths: Vec<CriticalPath>,
    stage: Stage,
}

/// The next thing that a comparison does once the paths are found.
enum Stage {
    /// Match the tasks.
    Matching(MatchSearch),
    /// Find the differences.
    Differing(Box<DifferenceSearch>),
    /// Find the reasons of the first one.
    Explaining(Difference, Box<ReasonSearch>),
}

impl UnseenSearch {
    /// Work that has not begun.
    pub fn new(work: UnseenWork) -> UnseenSearch {
        let (path, stage) = (SlicedPath::new(PathScope::Run), Stage::Matching(MatchSearch::new(&[])));
        UnseenSearch { work, path, paths: Vec::new(), stage }
    }

    /// Makes a step; returns the result once there is nothing left to do.
    pub fn step(&mut self) -> Option<UnseenResult> {
        let UnseenSearch { work, path, paths, stage } = self;
        match work {
            UnseenWork::Worth { record, waits, measured } => {
                let trace = record.trace.borrow();
                let found = path.next(&trace, &record.spans(), EVENTS_PER_STEP)?.path;
                Some(UnseenResult::Worth(worthwhile_waits(&trace, &found, waits, *measured, MOST_TRIED)))
            }
            UnseenWork::Compare(pair) => {
                let record = match paths.len() {
                    0 => &pair.before,
                    1 => &pair.after,
                    _ => return compare(pair, paths, stage).map(|run| UnseenResult::Compared(Rc::new(run))),
                };
                paths.push(path.next(&record.trace.borrow(), &record.spans(), EVENTS_PER_STEP)?.path);
                *path = SlicedPath::new(PathScope::Run);
                None
            }
        }
    }

    /// Makes all steps.
    pub fn finish(mut self) -> UnseenResult {
        loop {
            if let Some(result) = self.step() {
                return result;
            }
        }
    }
}

fn compare(pair: &RunPair, paths: &[CriticalPath], stage: &mut Stage) -> Option<ChangedRun> {
    let records = [&pair.before, &pair.after];
    let (first, second) = (records[0].trace.borrow(), records[1].trace.borrow());
    let traces = [&*first, &*second];
    let difference = match stage {
        Stage::Matching(search) => {
            let [spans, others] = records.map(Record::spans);
            let tasks = search.next(traces, [&spans, &others])?;
            *stage = Stage::Differing(Box::new(DifferenceSearch::new(tasks, Micros::ZERO)));
            return None;
        }
        Stage::Differing(search) => match search.next(traces, EVENTS_PER_STEP)?.first() {
            Some(first) => {
                let reasons = ReasonSearch::new(records.map(Record::clone), *first);
                *stage = Stage::Explaining(*first, Box::new(reasons));
                return None;
            }
            None => None,
        },
        Stage::Explaining(difference, reasons) => Some((*difference, reasons.step()?)),
    };
    Some(ChangedRun::new(pair, paths, difference))
}

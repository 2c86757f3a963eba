//! The search for what two runs differ in, made step by step: records may have a hundred thousand events.

use crate::clock::Micros;
use crate::page::model::comparing::{ComparedPair, KeptRun, RunFindings};
use crate::reading::critical_path::{CriticalPath, EventReason, PathPart, PathScope, SlicedPath};
use crate::reading::differences::{Difference, DifferenceSearch, MatchedTasks, line_rows};
use crate::reading::{TaskSums, stretch_sums};
use crate::trace::{EventKind, Seq, Text, Trace};

/// The events that one step reads.
const EVENTS_PER_STEP: usize = 500;

/// A search that goes on. Between two steps no record is borrowed: one of them may be played meanwhile.
pub struct RunSearch {
    pair: ComparedPair,
    tasks: MatchedTasks,
    /// The search for differences, until it is done; `None` too where there is none to be made.
    search: Option<DifferenceSearch>,
    /// True once both records have been read.
    is_read: bool,
    differences: Vec<Difference>,
    /// The search for the path of the next run.
    path: SlicedPath,
    /// The path and the sums of each run, as far as they are made.
    sides: Vec<(CriticalPath, [Micros; 2])>,
}

impl RunSearch {
    /// A search between two runs.
    pub fn new(pair: ComparedPair) -> RunSearch {
        let tasks = {
            let [first, second] = pair.runs.each_ref().map(|run| &run.record);
            let (spans, others) = (first.spans(), second.spans());
            MatchedTasks::with_pairs([&first.trace.borrow(), &second.trace.borrow()], [&spans, &others], &pair.by_hand)
        };
        let search = DifferenceSearch::new(tasks.clone(), pair.tolerance());
        let search = pair.is_of_one_program().then_some(search);
        let path = SlicedPath::new(PathScope::Run);
        RunSearch { pair, tasks, search, is_read: false, differences: Vec::new(), path, sides: Vec::new() }
    }

    /// Makes a step; returns what is found once there is nothing left to do.
    pub fn step(&mut self) -> Option<RunFindings> {
        let [first, second] = self.pair.runs.each_ref().map(|run| run.record.clone());
        let traces = [first.trace.borrow(), second.trace.borrow()];
        match &mut self.search {
            Some(search) if !self.is_read => {
                self.is_read = search.read([&traces[0], &traces[1]], EVENTS_PER_STEP);
            }
            Some(_) => {
                let search = self.search.take();
                self.differences = search.map_or_else(Vec::new, |search| search.finish([&traces[0], &traces[1]]));
            }
            None if self.sides.len() < 2 => {
                let trace = &traces[self.sides.len()];
                let spans = self.pair.runs[self.sides.len()].record.spans();
                let path = self.path.next(trace, &spans, EVENTS_PER_STEP)?.path;
                self.path = SlicedPath::new(PathScope::Run);
                let sums = stretch_sums(&spans, Micros::ZERO, trace.end_time());
                let sum = |of: fn(&TaskSums) -> Micros| sums.iter().fold(Micros::ZERO, |sum, task| sum + of(task));
                let sums = [sum(TaskSums::waited), sum(|task| task.running)];
                self.sides.push((path, sums));
            }
            None => return Some(self.end([&traces[0], &traces[1]])),
        }
        None
    }

    /// Makes all steps.
    pub fn finish(mut self) -> RunFindings {
        loop {
            if let Some(found) = self.step() {
                return found;
            }
        }
    }

    fn end(&mut self, traces: [&Trace; 2]) -> RunFindings {
        let outputs = traces.map(printed);
        let lines = |side: usize| outputs[side].iter().map(|(_, text)| traces[side].text(*text)).collect::<Vec<&str>>();
        let rows = line_rows(&lines(0), &lines(1));
        let of = |which: usize| [0, 1].map(|side| self.sides[side].1[which]);
        RunFindings {
            pair: self.pair.clone(),
            tasks: self.tasks.clone(),
            differences: std::mem::take(&mut self.differences),
            paths: [0, 1].map(|side| self.sides[side].0.clone()),
            waiting: of(0),
            working: of(1),
            outputs,
            rows,
        }
    }
}

/// The search for the reasons of a difference: the last part of the path to each of its events.
pub struct ReasonSearch {
    runs: [KeptRun; 2],
    searches: Vec<Option<EventReason>>,
    found: Vec<Option<PathPart>>,
}

impl ReasonSearch {
    /// A search for the reasons of a difference between two runs.
    pub fn new(pair: ComparedPair, difference: Difference) -> ReasonSearch {
        let searches = difference.events.iter().map(|seq| seq.map(EventReason::new));
        ReasonSearch { runs: pair.runs, searches: searches.collect(), found: Vec::new() }
    }

    /// Makes a step; returns the reasons once there is nothing left to do.
    pub fn step(&mut self) -> Option<[Option<PathPart>; 2]> {
        let side = self.found.len();
        let trace = self.runs[side].record.trace.borrow();
        let found = match &mut self.searches[side] {
            None => None,
            Some(search) => search.next(&trace, EVENTS_PER_STEP)?,
        };
        self.found.push(found);
        if side == 0 { None } else { std::mem::take(&mut self.found).try_into().ok() }
    }
}

/// The lines that a program has put out.
fn printed(trace: &Trace) -> Vec<(Seq, Text)> {
    let lines = trace.events().filter_map(|(seq, event)| match event.kind {
        EventKind::Output { text, .. } => Some((seq, text)),
        _ => None,
    });
    lines.collect()
}

//! The search for what two runs differ in, made step by step: records may have a hundred thousand events.

use crate::clock::Micros;
use crate::page::model::comparing::{ComparedPair, RunFindings};
use crate::page::model::record::Record;
use crate::reading::critical_path::{CriticalPath, EventReason, PathPart, PathScope, SlicedPath};
use crate::reading::differences::{Difference, DifferenceSearch, LineNumbers, MatchSearch, MatchedTasks, line_rows};
use crate::reading::{TaskSums, stretch_sums};
use crate::trace::{EventKind, Seq, Text, Trace};

/// The events that one step reads.
pub(super) const EVENTS_PER_STEP: usize = 500;

/// The lines of output that one step numbers.
const LINES_PER_STEP: usize = 500;

/// A search that goes on. Between two steps no record is borrowed: one of them may be played meanwhile.
pub struct RunSearch {
    pair: ComparedPair,
    matching: MatchSearch,
    /// The tasks that are the same, once they are matched.
    tasks: Option<MatchedTasks>,
    /// The search for differences, until it is done; `None` too where there is none to be made.
    search: Option<DifferenceSearch>,
    differences: Vec<Difference>,
    /// The search for the path of the next run.
    path: SlicedPath,
    /// The path and the sums of each run, as far as they are made.
    sides: Vec<(CriticalPath, [Micros; 2])>,
    /// The lines that each run has put out, as far as they are looked for.
    outputs: Vec<Vec<(Seq, Text)>>,
    numbers: LineNumbers,
    /// The numbers of those lines, as far as they are numbered.
    lines: [Vec<u32>; 2],
}

impl RunSearch {
    /// A search between two runs.
    pub fn new(pair: ComparedPair) -> RunSearch {
        RunSearch {
            matching: MatchSearch::new(&pair.by_hand),
            pair,
            tasks: None,
            search: None,
            differences: Vec::new(),
            path: SlicedPath::new(PathScope::Run),
            sides: Vec::new(),
            outputs: Vec::new(),
            numbers: LineNumbers::default(),
            lines: Default::default(),
        }
    }

    /// Makes a step; returns what is found once there is nothing left to do.
    pub fn step(&mut self) -> Option<RunFindings> {
        let [first, second] = self.pair.runs.each_ref().map(|run| run.record.clone());
        let traces = [first.trace.borrow(), second.trace.borrow()];
        let traces = [&*traces[0], &*traces[1]];
        let Some(tasks) = &self.tasks else {
            let spans = [first.spans(), second.spans()];
            self.tasks = self.matching.next(traces, [&spans[0], &spans[1]]);
            let of_one_program = self.tasks.clone().filter(|_| self.pair.is_of_one_program());
            self.search = of_one_program.map(|tasks| DifferenceSearch::new(tasks, self.pair.tolerance()));
            return None;
        };
        if let Some(search) = &mut self.search {
            if let Some(differences) = search.next(traces, EVENTS_PER_STEP) {
                self.differences = differences;
                self.search = None;
            }
            return None;
        }
        if let Some(trace) = traces.get(self.sides.len()) {
            let spans = self.pair.runs[self.sides.len()].record.spans();
            let path = self.path.next(trace, &spans, EVENTS_PER_STEP)?.path;
            self.path = SlicedPath::new(PathScope::Run);
            let sums = stretch_sums(&spans, Micros::ZERO, trace.end_time());
            let sum = |of: fn(&TaskSums) -> Micros| sums.iter().fold(Micros::ZERO, |sum, task| sum + of(task));
            let sums = [sum(TaskSums::waited), sum(|task| task.running)];
            self.sides.push((path, sums));
            return None;
        }
        if let Some(trace) = traces.get(self.outputs.len()) {
            self.outputs.push(printed(trace));
            return None;
        }
        for side in [0, 1] {
            let left = &self.outputs[side][self.lines[side].len()..];
            if !left.is_empty() {
                let line = |(_, text): &(Seq, Text)| self.numbers.of(&traces[side].texts()[text.0 as usize]);
                self.lines[side].extend(left.iter().take(LINES_PER_STEP).map(line));
                return None;
            }
        }
        let of = |which: usize| [0, 1].map(|side| self.sides[side].1[which]);
        Some(RunFindings {
            pair: self.pair.clone(),
            tasks: tasks.clone(),
            differences: std::mem::take(&mut self.differences),
            paths: [0, 1].map(|side| self.sides[side].0.clone()),
            waiting: of(0),
            working: of(1),
            rows: line_rows(&self.lines[0], &self.lines[1]),
            outputs: [0, 1].map(|side| std::mem::take(&mut self.outputs[side])),
        })
    }

    /// Makes all steps.
    pub fn finish(mut self) -> RunFindings {
        loop {
            if let Some(found) = self.step() {
                return found;
            }
        }
    }
}

/// The search for the reasons of a difference: the last part of the path to each of its events.
pub struct ReasonSearch {
    records: [Record; 2],
    searches: Vec<Option<EventReason>>,
    found: Vec<Option<PathPart>>,
}

impl ReasonSearch {
    /// A search for the reasons of a difference between two records.
    pub fn new(records: [Record; 2], difference: Difference) -> ReasonSearch {
        let searches = difference.events.iter().map(|seq| seq.map(EventReason::new));
        ReasonSearch { records, searches: searches.collect(), found: Vec::new() }
    }

    /// Makes a step; returns the reasons once there is nothing left to do.
    pub fn step(&mut self) -> Option<[Option<PathPart>; 2]> {
        let side = self.found.len();
        let trace = self.records[side].trace.borrow();
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

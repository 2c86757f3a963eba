//! The comparison of two runs: which ones, what is found between them, and the difference at which the reader is.

use std::rc::Rc;

use super::{KeptRun, VariantRuns};
use crate::clock::Micros;
use crate::engine::Timing;
use crate::page::model::state::{Analysis, Phase, State};
use crate::reading::critical_path::{CriticalPath, PathPart};
use crate::reading::differences::{Difference, LineRow, MatchedTasks};
use crate::trace::{Seq, TaskId, Text};

/// The runs that are kept and those of them that are compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparing {
    /// The runs that are kept, the newest last.
    pub kept: Rc<[KeptRun]>,
    /// The run that the reader has pinned.
    pub pinned: Option<KeptRun>,
    /// The numbers of the runs that the reader has chosen for the first and the second side.
    pub chosen: [Option<u32>; 2],
    /// The tasks that the reader has matched, and the runs of which they are.
    pub by_hand: ([u32; 2], Rc<[(TaskId, TaskId)]>),
    /// The result of the last search.
    pub found: Option<Rc<RunFindings>>,
    /// The last difference that was explained, with the last part of the path to each of its events.
    pub explained: Option<(Difference, Rc<[Option<PathPart>; 2]>)>,
    /// The difference, of those found, at which the reader is.
    pub at: Option<usize>,
    /// The variants of a demo in Python that are being run.
    pub variants: Option<VariantRuns>,
    /// The numbers of the runs of all variants, which stand together until another run is shown or chosen.
    pub together: Rc<[u32]>,
    /// The timing of the run that was asked for last.
    pub timing: Option<Timing>,
    /// The count of runs that have ended on this page.
    pub count: u32,
}

/// Two runs that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedPair {
    /// The runs.
    pub runs: [KeptRun; 2],
    /// The tasks that the reader has matched.
    pub by_hand: Rc<[(TaskId, TaskId)]>,
}

impl ComparedPair {
    /// The difference of moments that counts for none, where a run is not exact: computing never takes the same time twice.
    pub const TOLERANCE: Micros = Micros::from_millis(20);

    /// The largest difference of moments that counts for none between these runs.
    pub fn tolerance(&self) -> Micros {
        if self.runs.iter().all(KeptRun::is_exact) { Micros::ZERO } else { ComparedPair::TOLERANCE }
    }

    /// Returns whether both are runs of one program, so that a first difference says something.
    pub fn is_of_one_program(&self) -> bool {
        self.runs[0].is_of_same_program(&self.runs[1])
    }
}

/// Everything that is found between two runs.
#[derive(Debug)]
pub struct RunFindings {
    /// The runs.
    pub pair: ComparedPair,
    /// The tasks that are the same in both.
    pub tasks: MatchedTasks,
    /// The differences, in order; none where the programs are different ones.
    pub differences: Vec<Difference>,
    /// The critical path of each.
    pub paths: [CriticalPath; 2],
    /// The time that all tasks have waited, in each.
    pub waiting: [Micros; 2],
    /// The time that all tasks have run, in each.
    pub working: [Micros; 2],
    /// The lines that each has put out, with their events.
    pub outputs: [Vec<(Seq, Text)>; 2],
    /// The lines beside each other.
    pub rows: Vec<LineRow>,
}

impl PartialEq for RunFindings {
    fn eq(&self, other: &RunFindings) -> bool {
        std::ptr::eq(self, other)
    }
}

/// An action on the comparison.
#[derive(Clone, Debug)]
pub enum CompareAction {
    /// Pin the run with this number, or none.
    Pin(Option<u32>),
    /// Choose the run with this number for the first side (0) or the second (1); `None` leaves the choice to the page.
    Choose(usize, Option<u32>),
    /// Match a task of the first run with one of the second.
    Match(TaskId, TaskId),
    /// Match tasks by name, line and order alone.
    ForgetMatches,
    /// The search between two runs has found this.
    Found(Rc<RunFindings>),
    /// Run all variants of the demo in Python that is shown.
    RunVariants,
    /// The last parts of the paths to the events of this difference.
    Explained(Difference, Rc<[Option<PathPart>; 2]>),
    /// Go to the next difference, or to the one before.
    Step(bool),
    /// The time of day at which the run with this number has ended.
    TimeOfDay(u32, Rc<str>),
}

impl State {
    pub(in crate::page) fn compare(&mut self, action: CompareAction) {
        match action {
            CompareAction::Pin(None) => {
                self.comparing.pinned = None;
                self.drop_chosen();
            }
            CompareAction::Pin(Some(number)) => {
                let run = self.comparing.run(number).cloned();
                self.comparing.pinned = run.or(self.comparing.pinned.take());
                self.comparing.chosen = [None; 2];
                self.comparing.at = None;
            }
            CompareAction::Choose(side, number) => {
                self.comparing.chosen[side] = number;
                self.comparing.at = None;
            }
            CompareAction::Match(first, second) => {
                let Some(pair) = self.compared_pair() else { return };
                let numbers = [0, 1].map(|side| pair.runs[side].number);
                let kept = pair.by_hand.iter().filter(|(one, other)| *one != first && *other != second);
                let pairs: Vec<(TaskId, TaskId)> = kept.copied().chain([(first, second)]).collect();
                self.comparing.by_hand = (numbers, pairs.into());
                self.comparing.at = None;
            }
            CompareAction::ForgetMatches => {
                self.comparing.by_hand = Default::default();
                self.comparing.at = None;
            }
            CompareAction::Found(found) => {
                if self.compared_pair().as_ref() == Some(&found.pair) {
                    self.comparing.found = Some(found);
                    self.comparing.explained = None;
                    self.comparing.at = None;
                }
            }
            CompareAction::Explained(difference, parts) => self.comparing.explained = Some((difference, parts)),
            CompareAction::RunVariants => self.run_variants(),
            CompareAction::Step(forward) => self.step_to_difference(forward),
            CompareAction::TimeOfDay(number, time) => {
                let named = |run: &mut KeptRun| {
                    if run.number == number {
                        run.time_of_day = Some(time.clone());
                    }
                };
                let mut kept = self.comparing.kept.to_vec();
                kept.iter_mut().chain(&mut self.comparing.pinned).for_each(named);
                self.comparing.kept = kept.into();
            }
        }
    }

    /// Forgets the choice of runs that are kept no more.
    fn drop_chosen(&mut self) {
        for side in [0, 1] {
            let number = self.comparing.chosen[side];
            self.comparing.chosen[side] = number.filter(|number| self.comparing.run(*number).is_some());
        }
        self.comparing.at = None;
    }

    /// The runs that the reader can compare: those of the program that is shown, and the pinned one; the oldest first.
    pub fn comparable_runs(&self) -> Vec<&KeptRun> {
        let Some(shown) = self.shown_run() else { return Vec::new() };
        let pinned = self.comparing.pinned.as_ref();
        let pinned = pinned.filter(|pinned| self.comparing.kept.iter().all(|run| run.number != pinned.number));
        let kept = self.comparing.kept.iter();
        let is_pinned = |run: &KeptRun| self.comparing.pinned.as_ref().is_some_and(|other| other.number == run.number);
        pinned.into_iter().chain(kept.filter(|run| run.is_of_same_program(shown) || is_pinned(run))).collect()
    }

    /// The two runs that are compared: those that are chosen; else the pinned run, or the one before, and the one that is shown.
    pub fn compared_pair(&self) -> Option<ComparedPair> {
        let (runs, shown) = (self.comparable_runs(), self.shown_run()?);
        let chosen = |side: usize| {
            let number = self.comparing.chosen[side]?;
            runs.iter().copied().find(|run| run.number == number)
        };
        let second = chosen(1).unwrap_or(shown);
        let other = |run: &&&KeptRun| run.number != second.number;
        let pinned = || self.comparing.pinned.as_ref().filter(|run| run.number != second.number);
        let before = || runs.iter().rev().filter(other).find(|run| run.number < second.number).copied();
        let first = chosen(0).or_else(pinned).or_else(before);
        let first = first.or_else(|| runs.iter().find(|run| run.number != second.number).copied())?;
        let (numbers, by_hand) = &self.comparing.by_hand;
        let is_theirs = *numbers == [first.number, second.number];
        let by_hand = if is_theirs { by_hand.clone() } else { Rc::default() };
        Some(ComparedPair { runs: [first.clone(), second.clone()], by_hand })
    }

    /// The two runs that stand one above the other on the timeline: while the tab *Compare* is open.
    pub fn stacked_pair(&self) -> Option<ComparedPair> {
        let is_open = self.analysis() == Analysis::Compare && matches!(self.run.phase, Phase::Ended(_));
        if is_open { self.compared_pair() } else { None }
    }

    /// The runs that stand one above the other: the two that are compared, or all variants of a demo.
    pub fn stacked_runs(&self) -> Vec<KeptRun> {
        let Some(pair) = self.stacked_pair() else { return Vec::new() };
        let all = self.comparing.together.iter().map(|number| self.comparing.run(*number).cloned());
        let shown = self.shown_run().map(|run| run.number);
        let stand = self.comparing.chosen == [None; 2] && self.comparing.together.last().copied() == shown;
        let together = all.collect::<Option<Vec<KeptRun>>>().filter(|runs| stand && runs.len() > 2);
        together.unwrap_or_else(|| pair.runs.to_vec())
    }

    /// The result of the search between the runs that are compared, once it is there.
    pub fn findings(&self) -> Option<Rc<RunFindings>> {
        let pair = self.stacked_pair()?;
        self.comparing.found.clone().filter(|found| found.pair == pair)
    }

    /// The difference at which the reader is.
    pub fn shown_difference(&self) -> Option<Difference> {
        self.findings()?.differences.get(self.comparing.at.unwrap_or(0)).copied()
    }

    /// The reasons of the difference at which the reader is, once they are known.
    pub fn reasons(&self) -> Option<Rc<[Option<PathPart>; 2]>> {
        let difference = self.shown_difference()?;
        let (_, parts) = self.comparing.explained.as_ref().filter(|(explained, _)| *explained == difference)?;
        Some(parts.clone())
    }

    /// The end of the runs that stand under the playhead, which may be later than that of the one whose record is shown.
    pub(in crate::page) fn reach(&self) -> Micros {
        let runs = self.stacked_runs();
        let changed = self.changed_pair().map(|(_, changed)| &changed.record);
        let records = runs.iter().map(|run| &run.record).chain(changed);
        records.map(|record| record.trace.borrow().end_time()).fold(self.run.end(), Micros::max)
    }

    fn step_to_difference(&mut self, forward: bool) {
        let Some(found) = self.findings() else { return };
        let last = found.differences.len().checked_sub(1);
        let to = match (self.comparing.at, forward) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (at, false) => at.unwrap_or_default().checked_sub(1),
        };
        let Some((to, last)) = to.zip(last).filter(|(to, last)| to <= last) else { return };
        self.comparing.at = Some(to.min(last));
        self.go_to_difference(&found, found.differences[to]);
    }

    /// Moves the playhead to a difference: to its event in the record that is shown, else to its moment.
    fn go_to_difference(&mut self, found: &RunFindings, difference: Difference) {
        self.playback.playing = false;
        let shown = self.shown_run().map(|run| run.number);
        // The second run is most often the one that is shown.
        let sides = [1, 0].map(|side| (&found.pair.runs[side], difference.events[side]));
        for (run, seq) in sides {
            if let Some(seq) = seq.filter(|_| Some(run.number) == shown) {
                return self.seek(seq.0 as usize + 1);
            }
        }
        if let Some((run, seq)) = sides.into_iter().find_map(|(run, seq)| Some((run, seq?))) {
            let at = run.record.trace.borrow().event(seq).t;
            self.playback.seek_time(at, &self.run, self.reach());
        }
    }
}

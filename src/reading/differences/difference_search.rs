//! The search for all differences between two records, which can go on in slices.
//!
//! A fact of one record is paired with the same fact of the other that comes there as often before: the third time that a task
//! runs is the third time that it runs. The pairs that stand in one order in both records are the alignment (of those there are
//! the most); whatever lies between two of them is one difference. Where a pair is aligned, its moments are compared: a task that
//! runs half a second later, and from there on goes on half a second later, differs once.

use std::collections::HashMap;

use super::compared_facts::{ComparedFacts, PlacedFact, SameTask};
use super::{Difference, DifferenceKind, MatchedTasks, longest_rising};
use crate::clock::Micros;
use crate::trace::Trace;

/// A search for the differences between two records.
///
/// ```
/// use loopline::clock::Micros;
/// use loopline::reading::RecordAnalysis;
/// use loopline::reading::differences::{DifferenceKind, DifferenceSearch, MatchedTasks};
/// use loopline::runtime::{run_exact, sleep};
///
/// let runs = [1.0, 2.0].map(|seconds| run_exact(move || async move { sleep(seconds).await }));
/// let traces = runs.each_ref().map(|run| run.trace());
/// let analyses = [0, 1].map(|which| RecordAnalysis::new(&traces[which]));
/// let traces = [&*traces[0], &*traces[1]];
/// let tasks = MatchedTasks::new(traces, [&analyses[0].spans, &analyses[1].spans]);
/// let found = DifferenceSearch::new(tasks, Micros::ZERO).finish(traces);
/// let kinds: Vec<DifferenceKind> = found.iter().map(|difference| difference.kind).collect();
/// assert_eq!(kinds, [DifferenceKind::Moment; 2], "main is woken later, and the run ends later");
/// ```
pub struct DifferenceSearch {
    tasks: MatchedTasks,
    tolerance: Micros,
    facts: ComparedFacts,
    stage: Stage,
}

/// The next thing that a search does. The stages behind the reading take a few milliseconds each for a record of a hundred
/// thousand events.
#[derive(Default)]
enum Stage {
    /// Read the facts.
    #[default]
    Reading,
    /// Pair equal facts.
    Pairing,
    /// Find the pairs that stand in one order, of these partners.
    Aligning(Vec<Option<u32>>),
    /// Walk along both records, by these partners and the places that are aligned.
    Walking(Vec<Option<u32>>, Vec<usize>),
}

impl DifferenceSearch {
    /// A search between records whose tasks are matched so. Moments that differ by no more than the tolerance are the same.
    pub fn new(tasks: MatchedTasks, tolerance: Micros) -> DifferenceSearch {
        DifferenceSearch { tasks, tolerance, facts: ComparedFacts::default(), stage: Stage::Reading }
    }

    /// The tasks that are matched.
    pub fn tasks(&self) -> &MatchedTasks {
        &self.tasks
    }

    /// Goes on: reads at most this many events more of the records, which must be the same at each call, or does what comes then.
    /// Returns their differences in order once all is done; the search is over then.
    pub fn next(&mut self, traces: [&Trace; 2], events: usize) -> Option<Vec<Difference>> {
        let [first, second] = &self.facts.placed;
        self.stage = match std::mem::take(&mut self.stage) {
            Stage::Reading => match self.facts.read(traces, &self.tasks, events) {
                false => Stage::Reading,
                true => Stage::Pairing,
            },
            Stage::Pairing => Stage::Aligning(partners(first, second, self.facts.numbers as usize)),
            Stage::Aligning(partners) => {
                let aligned = longest_rising(&partners);
                Stage::Walking(partners, aligned)
            }
            Stage::Walking(partners, aligned) => return Some(self.walk(&partners, &aligned)),
        };
        None
    }

    /// Does what is left to do, and returns the differences of the records in order.
    pub fn finish(mut self, traces: [&Trace; 2]) -> Vec<Difference> {
        loop {
            if let Some(found) = self.next(traces, usize::MAX) {
                return found;
            }
        }
    }

    fn walk(&self, partners: &[Option<u32>], aligned: &[usize]) -> Vec<Difference> {
        let [first, second] = &self.facts.placed;
        let mut walk = Walk {
            facts: [first, second],
            has_partner: [partners.iter().map(Option::is_some).collect(), vec![false; second.len()]],
            shifts: HashMap::new(),
            tolerance: self.tolerance,
            found: Vec::new(),
        };
        for partner in partners.iter().flatten() {
            walk.has_partner[1][*partner as usize] = true;
        }
        let mut at = [0, 0];
        for place in aligned {
            let Some(partner) = partners[*place] else { continue };
            let next = [*place, partner as usize];
            walk.between(at, next);
            walk.pair(next);
            at = next.map(|place| place + 1);
        }
        walk.between(at, [first.len(), second.len()]);
        walk.found
    }
}

/// The place in the second record for each fact of the first that it has as often.
fn partners(first: &[PlacedFact], second: &[PlacedFact], numbers: usize) -> Vec<Option<u32>> {
    // The places of equal facts form a list: its first place by number, and behind each place the next.
    const END: u32 = u32::MAX;
    let mut heads = vec![END; numbers];
    let mut next = vec![END; second.len()];
    for (place, fact) in second.iter().enumerate().rev() {
        next[place] = std::mem::replace(&mut heads[fact.number as usize], place as u32);
    }
    let take = |fact: &PlacedFact| {
        let head = &mut heads[fact.number as usize];
        let place = *head;
        (place != END).then(|| {
            *head = next[place as usize];
            place
        })
    };
    first.iter().map(take).collect()
}

/// A walk along both records.
struct Walk<'a> {
    facts: [&'a [PlacedFact]; 2],
    /// True for each fact that is found in the other record too, wherever.
    has_partner: [Vec<bool>; 2],
    /// The time by which each task is later in the second record, in microseconds, as far as that has been reported.
    shifts: HashMap<Option<SameTask>, i64>,
    tolerance: Micros,
    found: Vec<Difference>,
}

impl Walk<'_> {
    /// Takes the facts between two aligned pairs as one difference.
    fn between(&mut self, from: [usize; 2], to: [usize; 2]) {
        if from == to {
            return;
        }
        let moved = [0, 1].map(|which| self.has_partner[which].get(from[which]).copied());
        let kind = match (moved, from[0] < to[0], from[1] < to[1]) {
            // Nothing follows in the other record.
            ([Some(_), None], ..) => DifferenceKind::OnlyInFirst,
            ([None, Some(_)], ..) => DifferenceKind::OnlyInSecond,
            ([Some(true), Some(true)], ..) => DifferenceKind::Order,
            ([Some(true), _], ..) => DifferenceKind::OnlyInSecond,
            ([_, Some(true)], ..) => DifferenceKind::OnlyInFirst,
            (_, true, false) => DifferenceKind::OnlyInFirst,
            (_, false, true) => DifferenceKind::OnlyInSecond,
            (..) => DifferenceKind::Other,
        };
        let events = [0, 1].map(|which| self.facts[which].get(from[which]).map(|fact| fact.seq));
        self.found.push(Difference { kind, events });
    }

    /// Compares the moments of a pair.
    fn pair(&mut self, places: [usize; 2]) {
        let [first, second] = [0, 1].map(|which| self.facts[which][places[which]]);
        let shift = second.t.0 as i64 - first.t.0 as i64;
        let before = self.shifts.entry(first.task).or_default();
        if before.abs_diff(shift) > self.tolerance.0 {
            *before = shift;
            self.found.push(Difference { kind: DifferenceKind::Moment, events: [Some(first.seq), Some(second.seq)] });
        }
    }
}

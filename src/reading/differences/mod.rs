//! The differences between two records, with the tasks of one matched to those of the other.
//!
//! Compared are the events that concern the program: tasks that are created, made ready, run, wait and end, what is printed,
//! warned of and cancelled, and how the run ends; each with its moment. Ids, handles and turns differ between programs that do the
//! same, and lines move when a program is edited, so that none of these is compared.

mod compared_facts;
mod difference_search;
mod line_rows;
mod matched_tasks;

pub use difference_search::DifferenceSearch;
pub use line_rows::{LineNumbers, LineRow, line_rows};
pub use matched_tasks::{MatchSearch, MatchedTasks};

use crate::clock::Micros;
use crate::trace::{Seq, Trace};

/// Ways in which two records differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// One thing happens in both, at different moments.
    Moment,
    /// Two things happen in both, in a different order.
    Order,
    /// The first record has something that the second one lacks here.
    OnlyInFirst,
    /// The second record has something that the first one lacks here.
    OnlyInSecond,
    /// Different things happen.
    Other,
}

/// A difference: an event of each record, `None` past its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of difference.
    pub kind: DifferenceKind,
    /// The events.
    pub events: [Option<Seq>; 2],
}

/// Finds the first difference between two records; `None` if they are the same in all that concerns the program.
pub fn first_difference(traces: [&Trace; 2], tasks: &MatchedTasks) -> Option<Difference> {
    DifferenceSearch::new(tasks.clone(), Micros::ZERO).finish(traces).first().copied()
}

/// Returns the place of each number that belongs to a longest rising sequence of them, in order; those that are missing
/// belong to none.
fn longest_rising(numbers: &[Option<u32>]) -> Vec<usize> {
    // The place of the least last number of a rising sequence of each length, and for each place the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate().filter(|(_, number)| number.is_some()) {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut places: Vec<usize> = std::iter::successors(ends.last().copied(), |place| before[*place]).collect();
    places.reverse();
    places
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn a_longest_rising_sequence_passes_over_what_falls_or_is_missing() {
        let numbers = [Some(0), Some(4), None, Some(1), Some(2), Some(5), Some(3)];
        assert_eq!(longest_rising(&numbers), [0, 3, 4, 6]);
        assert_eq!(longest_rising(&[None]), [0; 0]);
    }
}

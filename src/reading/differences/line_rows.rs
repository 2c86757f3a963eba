//! Two texts line by line: which lines are in both, in the same order or elsewhere, and which in one alone.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use super::longest_rising;

/// A row of two texts that stand beside each other. Lines are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRow {
    /// A line of the first text and the same line of the second, which follow the same lines.
    Both(usize, usize),
    /// A line of the first text, which the second lacks.
    OnlyFirst(usize),
    /// A line of the second text, which the first lacks.
    OnlySecond(usize),
    /// A line of the first text here; the second text has it elsewhere, as its second number says.
    MovedFrom(usize, usize),
    /// A line of the second text here, its second number; the first text has it elsewhere.
    MovedTo(usize, usize),
}

/// The most cells of the table by which the lines in the same order are found exactly. Where texts differ in more, the lines of
/// one are paired with the same lines of the other in order first, which may find fewer.
const MAX_CELLS: usize = 1_000_000;

/// Numbers for lines, the same for equal ones: texts of a hundred thousand lines are numbered in slices, and numbers are laid beside
/// each other in a moment.
///
/// ```
/// use loopline::reading::differences::{LineNumbers, LineRow::*, line_rows};
///
/// let mut numbers = LineNumbers::default();
/// let [first, second] = [["a", "b"], ["b", "c"]].map(|lines| lines.map(|line| numbers.of(line)));
/// assert_eq!(line_rows(&first, &second), [OnlyFirst(0), Both(1, 0), OnlySecond(1)]);
/// ```
#[derive(Default)]
pub struct LineNumbers(HashMap<Rc<str>, u32>);

impl LineNumbers {
    /// The number of a line.
    pub fn of(&mut self, line: &str) -> u32 {
        if let Some(number) = self.0.get(line) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(line.into(), number);
        number
    }
}

/// Lays two texts beside each other. Between two lines that both have, those of the first come before those of the second.
///
/// ```
/// use loopline::reading::differences::{LineRow::*, line_rows};
///
/// let rows = line_rows(&["a", "b", "c", "d"], &["a", "c", "x", "b"]);
/// assert_eq!(rows, [Both(0, 0), MovedFrom(1, 3), Both(2, 1), OnlyFirst(3), OnlySecond(2), MovedTo(1, 3)]);
/// ```
pub fn line_rows<K: Eq + Hash>(first: &[K], second: &[K]) -> Vec<LineRow> {
    let shorter = first.len().min(second.len());
    let head = first.iter().zip(second).take_while(|(line, other)| line == other).count();
    let same_ends = first.iter().rev().zip(second.iter().rev()).take_while(|(line, other)| line == other).count();
    let tail = same_ends.min(shorter - head);
    let middle = [&first[head..first.len() - tail], &second[head..second.len() - tail]];
    let aligned = match middle[0].len() * middle[1].len() {
        0..=MAX_CELLS => exactly(middle),
        _ => {
            let partners = same_lines(middle, |_, _| true);
            let in_order = longest_rising(&partners);
            in_order.into_iter().filter_map(|place| Some((place, partners[place]? as usize))).collect()
        }
    };
    let mut taken = [vec![false; middle[0].len()], vec![false; middle[1].len()]];
    for (line, other) in &aligned {
        taken[0][*line] = true;
        taken[1][*other] = true;
    }
    let moved = same_lines(middle, |which, line| !taken[which][line]);
    let mut moved_to = vec![None; middle[1].len()];
    for (line, other) in moved.iter().enumerate() {
        if let Some(other) = other {
            moved_to[*other as usize] = Some(head + line);
        }
    }
    let mut rows: Vec<LineRow> = (0..head).map(|line| LineRow::Both(line, line)).collect();
    let mut at = (0, 0);
    for (line, other) in aligned.into_iter().chain([(middle[0].len(), middle[1].len())]) {
        rows.extend((at.0..line).map(|line| match moved[line] {
            Some(other) => LineRow::MovedFrom(head + line, head + other as usize),
            None => LineRow::OnlyFirst(head + line),
        }));
        rows.extend((at.1..other).map(|other| match moved_to[other] {
            Some(line) => LineRow::MovedTo(line, head + other),
            None => LineRow::OnlySecond(head + other),
        }));
        if line < middle[0].len() {
            rows.push(LineRow::Both(head + line, head + other));
        }
        at = (line + 1, other + 1);
    }
    rows.extend((0..tail).map(|line| LineRow::Both(first.len() - tail + line, second.len() - tail + line)));
    rows
}

/// Pairs the lines that `free` lets through, by their text and how often it came before.
fn same_lines<K: Eq + Hash>([first, second]: [&[K]; 2], free: impl Fn(usize, usize) -> bool) -> Vec<Option<u32>> {
    let mut places: HashMap<&K, Vec<u32>> = HashMap::new();
    for (place, line) in second.iter().enumerate().rev().filter(|(place, _)| free(1, *place)) {
        places.entry(line).or_default().push(place as u32);
    }
    let pair = |(place, line): (usize, &K)| if free(0, place) { places.get_mut(line)?.pop() } else { None };
    first.iter().enumerate().map(pair).collect()
}

/// A longest common sequence of lines, as pairs of their places.
fn exactly<K: Eq>([first, second]: [&[K]; 2]) -> Vec<(usize, usize)> {
    let width = second.len() + 1;
    // The length of the longest common sequence of the rest from each line of the first and of the second on.
    let mut lengths = vec![0_u32; (first.len() + 1) * width];
    for line in (0..first.len()).rev() {
        for other in (0..second.len()).rev() {
            lengths[line * width + other] = if first[line] == second[other] {
                lengths[(line + 1) * width + other + 1] + 1
            } else {
                lengths[(line + 1) * width + other].max(lengths[line * width + other + 1])
            };
        }
    }
    let (mut pairs, mut line, mut other) = (Vec::new(), 0, 0);
    while line < first.len() && other < second.len() {
        if first[line] == second[other] {
            pairs.push((line, other));
            (line, other) = (line + 1, other + 1);
        } else if lengths[(line + 1) * width + other] >= lengths[line * width + other + 1] {
            line += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

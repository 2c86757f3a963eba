//! A question for the order in which lines are printed.

use std::ops::Range;
use std::rc::Rc;

use crate::page::model::record::Record;
use crate::reading::{LineRelation, PrintedLine, line_relations, printed_lines};

/// The most lines whose order is asked: more cannot be surveyed.
pub const MOST_ASKED: usize = 8;

/// The fewest lines, all of them different, of which an order is asked.
const FEWEST_ASKED: usize = 3;

/// The most lines of a program among which those are chosen that are asked.
const MOST_LINES: usize = 200;

/// A question for the order of lines: the reader puts them into an order, which is compared with the record's.
#[derive(Debug)]
pub struct OrderQuestion {
    /// The first lines of the program.
    lines: Vec<PrintedLine>,
    texts: Vec<Rc<str>>,
    /// The lines that are asked; the others stand in their places.
    asked: Range<usize>,
    /// The relation of each asked line to each later one.
    relations: Vec<Vec<LineRelation>>,
    /// The order in which the lines are given.
    shuffled: Vec<usize>,
}

/// The first place at which an order is not one that the program can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderFault {
    /// The place, from 0.
    pub at: usize,
    /// The line that stands there too early.
    pub put: usize,
    /// The line that comes before it.
    pub expected: usize,
    /// The lines that say why, the earlier one first: these two, or two between which nothing can come.
    pub pair: (usize, usize),
    /// The relation of the pair.
    pub relation: LineRelation,
}

impl OrderQuestion {
    /// The question for a record; `None` if there is no order to be asked.
    pub fn of(record: &Record) -> Option<OrderQuestion> {
        let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
        let lines = printed_lines(&trace, &index, MOST_LINES);
        let texts: Vec<Rc<str>> = lines.iter().map(|line| trace.text(line.text).into()).collect();
        let asked = most_telling(&lines, &texts)?;
        let relations = line_relations(&trace, &spans, &lines[asked.clone()]);
        let mut question = OrderQuestion { lines, texts, asked, relations, shuffled: Vec::new() };
        question.shuffled = question.shuffle()?;
        Some(question)
    }

    /// The number of lines that are asked.
    pub fn len(&self) -> usize {
        self.asked.len()
    }

    /// True if no line is asked, which no question is.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// The order in which the lines are given: never one that the program can print.
    pub fn shuffled(&self) -> &[usize] {
        &self.shuffled
    }

    /// The text of a line that is asked.
    pub fn text(&self, line: usize) -> &Rc<str> {
        &self.texts[self.asked.start + line]
    }

    /// A line that is asked.
    pub fn line(&self, line: usize) -> &PrintedLine {
        &self.lines[self.asked.start + line]
    }

    /// The texts before those that are asked.
    pub fn before(&self) -> &[Rc<str>] {
        &self.texts[..self.asked.start]
    }

    /// The texts after those that are asked.
    pub fn after(&self) -> &[Rc<str>] {
        &self.texts[self.asked.end..]
    }

    /// The first fault of an order; `None` if the program can print its lines so.
    pub fn fault(&self, order: &[usize]) -> Option<OrderFault> {
        let order = self.told_apart(order);
        let mut placed = vec![false; self.len()];
        for (at, &put) in order.iter().enumerate() {
            // The step that has begun to print goes on until it has printed its last line.
            let begun = at.checked_sub(1).map(|last| order[last]);
            let rest = begun.and_then(|last| {
                let mut rest = (last + 1..self.len()).filter(|line| !placed[*line]);
                rest.find(|line| self.relation(last, *line) == LineRelation::SameStep).map(|line| (last, line))
            });
            let comes_between = |last: usize| {
                // What another thread prints may come anywhere.
                self.line(last).thread == self.line(put).thread && !self.is_of_step(last, put)
            };
            if let Some((last, expected)) = rest.filter(|(last, _)| comes_between(*last)) {
                return Some(OrderFault {
                    at,
                    put,
                    expected,
                    pair: (last, expected),
                    relation: LineRelation::SameStep,
                });
            }
            let mut earlier = (0..put).filter(|line| !placed[*line]);
            if let Some(expected) = earlier.find(|line| self.relation(*line, put) != LineRelation::Open) {
                let relation = self.relation(expected, put);
                return Some(OrderFault { at, put, expected, pair: (expected, put), relation });
            }
            placed[put] = true;
        }
        None
    }

    fn is_of_step(&self, line: usize, other: usize) -> bool {
        let (first, second) = (line.min(other), line.max(other));
        first == second || self.relation(first, second) == LineRelation::SameStep
    }

    fn relation(&self, earlier: usize, later: usize) -> LineRelation {
        self.relations[earlier][later - earlier - 1]
    }

    /// An order in which lines of the same text stand in the record's order: the reader cannot tell them apart.
    fn told_apart(&self, order: &[usize]) -> Vec<usize> {
        let mut next = vec![0; self.len()];
        let place = |line: usize, nth: usize| {
            let mut same = (0..self.len()).filter(|other| self.text(*other) == self.text(line));
            same.nth(nth).unwrap_or(line)
        };
        let first = |line: usize| (0..self.len()).find(|other| self.text(*other) == self.text(line)).unwrap_or(line);
        let told = order.iter().map(|line| {
            let nth = &mut next[first(*line)];
            *nth += 1;
            place(*line, *nth - 1)
        });
        told.collect()
    }

    /// An order that is the same each time, by the texts, and never a right one; `None` if each order is right.
    fn shuffle(&self) -> Option<Vec<usize>> {
        // FNV-1a, and then the constants of Knuth's MMIX: nothing here has to be hard to guess.
        let bytes = (0..self.len()).flat_map(|line| self.text(line).bytes());
        let mut seed =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        for _ in 0..64 {
            let mut order: Vec<usize> = (0..self.len()).collect();
            for i in (1..order.len()).rev() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(i, (seed >> 33) as usize % (i + 1));
            }
            if self.fault(&order).is_some() {
                return Some(order);
            }
        }
        let reversed: Vec<usize> = (0..self.len()).rev().collect();
        self.fault(&reversed).map(|_| reversed)
    }
}

/// The consecutive lines whose order tells most, at most [`MOST_ASKED`]: those with the most changes from one task to
/// another, then with the most different texts, the first of them. `None` if there are too few different ones.
fn most_telling(lines: &[PrintedLine], texts: &[Rc<str>]) -> Option<Range<usize>> {
    let length = lines.len().min(MOST_ASKED);
    let different = |range: Range<usize>| {
        let texts = &texts[range];
        texts.iter().enumerate().filter(|(i, text)| !texts[..*i].contains(text)).count()
    };
    let changes = |range: Range<usize>| lines[range].windows(2).filter(|pair| pair[0].task != pair[1].task).count();
    let mut best: Option<((usize, usize), Range<usize>)> = None;
    for from in 0..=lines.len() - length {
        let range = from..from + length;
        let score = (changes(range.clone()), different(range.clone()));
        if score.1 >= FEWEST_ASKED && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, range));
        }
    }
    best.map(|(_, range)| range)
}

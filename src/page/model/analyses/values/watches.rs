//! Expressions that are watched: which, and the lanes of their values.

use std::collections::HashMap;
use std::rc::Rc;

use crate::inspection::{InspectedRun, WatchedValue};
use crate::page::model::record::Record;
use crate::reading::spans::EventTime;
use crate::timeline::value_lanes::{LaneValue, ValueLane, ValueLanes};
use crate::trace::{Seq, TaskId};

/// The most expressions that are watched at a time.
pub const MOST_WATCHED: usize = 6;

/// The most lanes of an expression: the tasks in which it is found first.
const MOST_LANES: usize = 4;

/// The expressions that the reader watches. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watches {
    /// The expressions, in the order in which they were typed.
    pub expressions: Rc<[Rc<str>]>,
    /// The values that were read last.
    read: Option<Rc<WatchedLanes>>,
}

/// The values of watched expressions over a whole run.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchedLanes {
    /// The expressions that were read.
    expressions: Rc<[Rc<str>]>,
    /// A lane for each expression and task, those of an expression together.
    pub lanes: ValueLanes,
    /// The number of events behind which no values are known: there were too many.
    pub until: Option<usize>,
    /// Errors and counts of each expression: the error, in Python's words, and the number of tasks without a lane.
    pub told: Vec<(Option<String>, usize)>,
}

impl Watches {
    /// Watches an expression more. Returns false if it is watched already or there are too many.
    pub fn add(&mut self, expression: &str) -> bool {
        let expression = expression.trim();
        let is_known = self.expressions.iter().any(|known| **known == *expression);
        if expression.is_empty() || is_known || self.expressions.len() >= MOST_WATCHED {
            return false;
        }
        self.expressions = self.expressions.iter().cloned().chain([expression.into()]).collect();
        true
    }

    /// Watches an expression no more.
    pub fn remove(&mut self, expression: &str) {
        self.expressions = self.expressions.iter().filter(|known| ***known != *expression).cloned().collect();
        let Some(read) = self.read.take() else { return };
        let is_kept = |known: &Rc<str>| **known != *expression;
        let lanes = read.lanes.iter().filter(|lane| is_kept(&lane.expression)).cloned().collect::<Vec<_>>();
        let both = read.expressions.iter().zip(&read.told).filter(|(known, _)| is_kept(known));
        let (expressions, told): (Vec<_>, Vec<_>) = both.map(|(known, told)| (known.clone(), told.clone())).unzip();
        self.read = Some(Rc::new(WatchedLanes {
            expressions: expressions.into(),
            lanes: lanes.into(),
            until: read.until,
            told,
        }));
    }

    /// Forgets the values, as for another record.
    pub fn forget(&mut self) {
        self.read = None;
    }

    /// The expressions whose values are still to be read, with all that are watched; `None` if all were read.
    pub fn unread(&self) -> Option<Rc<[Rc<str>]>> {
        let is_read = self
            .read
            .as_ref()
            .is_some_and(|read| self.expressions.iter().all(|expression| read.expressions.contains(expression)));
        (!is_read && !self.expressions.is_empty()).then(|| self.expressions.clone())
    }

    /// Takes in what was read of these expressions in a repetition that agrees with the record for so many events.
    pub fn take(&mut self, expressions: Rc<[Rc<str>]>, run: &InspectedRun, record: &Record, agrees: usize) {
        let mut lanes = Vec::new();
        let until = run.watched_until.filter(|events| *events <= agrees);
        let told = (0..expressions.len()).map(|number| {
            let of_expression = run.watched.iter().filter(|value| value.expression == number && value.events <= agrees);
            let left_out = lanes_of(&expressions[number], of_expression, (record, until), &mut lanes);
            let fault = run.faults.iter().find(|(of, _)| *of == number);
            (fault.map(|(_, why)| why.clone()), left_out)
        });
        let told = told.collect();
        self.read = Some(Rc::new(WatchedLanes { expressions, lanes: lanes.into(), until, told }));
    }

    /// The lanes of all that was read.
    pub fn lanes(&self) -> ValueLanes {
        self.read.as_ref().map(|read| read.lanes.clone()).unwrap_or_default()
    }

    /// The number of events behind which no values are known, since there were too many; `None` if all are known.
    pub fn until(&self) -> Option<usize> {
        self.read.as_ref()?.until
    }

    /// The error of an expression, in Python's words, the number of its lanes and that of further tasks in which it was found;
    /// `None` before it was read.
    pub fn told(&self, expression: &str) -> Option<(Option<&str>, usize, usize)> {
        let read = self.read.as_ref()?;
        let number = read.expressions.iter().position(|known| **known == *expression)?;
        let (fault, left_out) = &read.told[number];
        let lanes = read.lanes.iter().filter(|lane| *lane.expression == *expression).count();
        Some((fault.as_deref(), lanes, *left_out))
    }
}

/// Adds the lanes of an expression, and returns the number of tasks for which there is no more room.
fn lanes_of<'v>(
    expression: &Rc<str>,
    values: impl Iterator<Item = &'v WatchedValue>,
    (record, until): (&Record, Option<usize>),
    lanes: &mut Vec<ValueLane>,
) -> usize {
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let time_of = |events: usize| {
        let seq = Seq(events.saturating_sub(1) as u32);
        EventTime { t: trace.times().get(seq.0 as usize).copied().unwrap_or_default(), seq }
    };
    let mut places: HashMap<Option<u32>, usize> = HashMap::new();
    let mut found: Vec<(Option<u32>, Vec<LaneValue>)> = Vec::new();
    for value in values {
        let next = places.len();
        let place = *places.entry(value.task).or_insert(next);
        if place == found.len() && place < MOST_LANES {
            found.push((value.task, Vec::new()));
        }
        if let Some((_, values)) = found.get_mut(place) {
            let number = value.number.filter(|number| number.is_finite());
            values.push(LaneValue { at: time_of(value.events), text: value.text.as_str().into(), number });
        }
    }
    lanes.extend(found.into_iter().map(|(task, values)| {
        let place = task.and_then(|task| spans.place(TaskId(task)));
        let name = place.map(|place| spans.task_name(&trace, spans.tasks[place].task).into());
        let ended = place.and_then(|place| spans.tasks[place].ended).map(|(at, _)| at);
        let ended = ended.into_iter().chain(until.map(time_of)).min_by_key(|end| end.seq);
        ValueLane::new(expression.clone(), (name, place), ended, values)
    }));
    places.len().saturating_sub(MOST_LANES)
}

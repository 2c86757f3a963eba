//! Lanes of values that the reader watches: a number as steps, anything else as its text in bars.

use std::ops::Deref;
use std::rc::Rc;

use super::lanes::{Lane, Row};
use super::layout::{AXIS_HEIGHT, Picture, colour};
use super::scene::{Anchor, Paint, Shape};
use crate::reading::spans::EventTime;

/// Distance in px by which shapes reach beyond the visible part, so that their ends stay out of sight.
const OVERHANG: f64 = 40.0;
/// The least width in px of a bar that has its text.
const LEAST_TEXT: f64 = 14.0;
/// Width in px of a letter of a text in a tip, roughly.
const LETTER_WIDTH: f64 = 6.6;
/// The most letters of a value in a tip.
const TIP_LETTERS: usize = 60;
/// Distance in px from the middle of a lane of numbers down to the middle of their range, and up to that of its name.
pub(super) const RANGE_BELOW: f64 = 7.5;
/// Height in px of a tip.
const TIP_HEIGHT: f64 = 24.0;
/// The most values within a pixel of which the least and the largest are drawn.
const MOST_IN_PIXEL: usize = 64;

/// A value of an expression, from an event on.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneValue {
    /// The last event before the value was read.
    pub at: EventTime,
    /// The text of the value.
    pub text: Rc<str>,
    /// The value, if it is a number; always finite.
    pub number: Option<f64>,
}

/// The values of an expression in a task, or outside of tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueLane {
    /// The expression.
    pub expression: Rc<str>,
    /// The name of the task.
    pub task: Option<Rc<str>>,
    /// The place of the task among those of the record, which gives its colour.
    pub place: Option<usize>,
    /// The end of the task, or of what is known of it, behind which there is no value.
    pub ended: Option<EventTime>,
    /// The values in order, each where it has changed; at least one.
    pub values: Vec<LaneValue>,
    /// The least and the largest value, if all of them are numbers.
    range: Option<(f64, f64)>,
}

impl ValueLane {
    /// The lane of these values, which are in order.
    pub fn new(
        expression: Rc<str>,
        (task, place): (Option<Rc<str>>, Option<usize>),
        ended: Option<EventTime>,
        values: Vec<LaneValue>,
    ) -> ValueLane {
        let numbers: Option<Vec<f64>> = values.iter().map(|value| value.number).collect();
        let range = numbers.filter(|numbers| !numbers.is_empty()).map(|numbers| {
            let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            (least, numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        });
        ValueLane { expression, task, place, ended, values, range }
    }

    /// True if the values are drawn as steps.
    pub fn is_number(&self) -> bool {
        self.range.is_some()
    }

    /// The name of the lane: `len(orders) · waiter`.
    pub fn name(&self) -> String {
        match &self.task {
            Some(task) => format!("{} · {task}", self.expression),
            None => self.expression.to_string(),
        }
    }

    /// The least and the largest value as the program would print them: `0 … 12`, or one of them if they are the same.
    pub fn range_text(&self) -> Option<String> {
        let (least, largest) = self.range?;
        let text_of =
            |number: f64| self.values.iter().find(|value| value.number == Some(number)).map(|value| &*value.text);
        let (low, high) = (text_of(least)?, text_of(largest)?);
        Some(if least < largest { format!("{low} … {high}") } else { low.into() })
    }

    /// The value that stands after this many events; `None` before the first and behind the end of the task.
    pub fn after(&self, events: usize) -> Option<&LaneValue> {
        let has_ended = self.ended.is_some_and(|end| (end.seq.0 as usize) < events);
        let until = self.values.partition_point(|value| (value.at.seq.0 as usize) < events);
        until.checked_sub(1).filter(|_| !has_ended).and_then(|last| self.values.get(last))
    }
}

/// The lanes of a picture. Equal if they are the very same: there may be ten thousand values. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ValueLanes(Rc<[ValueLane]>);

impl PartialEq for ValueLanes {
    fn eq(&self, other: &ValueLanes) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || (self.0.is_empty() && other.0.is_empty())
    }
}

impl From<Vec<ValueLane>> for ValueLanes {
    fn from(lanes: Vec<ValueLane>) -> ValueLanes {
        ValueLanes(lanes.into())
    }
}

impl Deref for ValueLanes {
    type Target = [ValueLane];

    fn deref(&self) -> &[ValueLane] {
        &self.0
    }
}

impl Picture<'_> {
    /// Draws the values of a lane.
    pub(super) fn values(&mut self, lane: Lane, place: usize) {
        let lanes = self.view.marks.values.clone();
        let Some(line) = lanes.get(place) else { return };
        match line.range {
            Some(range) => self.value_steps(lane, line, range),
            None => self.value_bars(lane, line),
        }
    }

    /// The end of a lane's last value in px.
    fn values_end(&self, line: &ValueLane) -> f64 {
        line.ended.map_or_else(|| self.view.scale.x(self.known), |end| self.x(end))
    }

    /// The lower edge of the steps of a lane.
    fn steps_bottom(&self, lane: Lane) -> f64 {
        self.top(lane) + lane.height - 8.0
    }

    fn value_steps(&mut self, lane: Lane, line: &ValueLane, (low, high): (f64, f64)) {
        let (bottom, level) = (self.steps_bottom(lane), self.lanes.style().level());
        // Values that never change stand in the middle.
        let share = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
        let y = |value: f64| bottom - share(value) * level;
        let (least, greatest) = (self.left() - OVERHANG, self.view.width + OVERHANG);
        let x = |at: EventTime| self.x(at).clamp(least, greatest);
        let number = |value: &LaneValue| value.number.unwrap_or_default();
        // The last change out of sight on the left gives the value at which the line begins.
        let mut i = line.values.partition_point(|value| self.x(value.at) < least).saturating_sub(1);
        let mut points: Vec<(f64, f64)> = Vec::new();
        while let Some(value) = line.values.get(i) {
            let here = x(value.at);
            let more = line.values[i..].partition_point(|next| x(next.at) < here + 1.0).max(1);
            let within = line.values[i..i + more.min(MOST_IN_PIXEL)].iter().map(number);
            if let Some((_, before)) = points.last().copied() {
                points.push((here, before));
            }
            // Of several changes within a pixel the line goes to the least, to the largest and to the last.
            if more > 1 && !points.is_empty() {
                points.push((here, y(within.clone().fold(f64::INFINITY, f64::min))));
                points.push((here, y(within.fold(f64::NEG_INFINITY, f64::max))));
            }
            points.push((here, y(number(&line.values[i + more - 1]))));
            i += more;
            if here >= greatest {
                break;
            }
        }
        let Some((from, last)) = points.last().copied() else { return };
        points.push((self.values_end(line).clamp(from, greatest.max(from)), last));
        let paint = line.place.map_or(Paint::Accent, |place| Paint::Lane(colour(place)));
        let ground = line.place.map_or(Paint::Wash, |place| Paint::Soft(colour(place)));
        for pair in points.windows(2).filter(|pair| pair[1].0 - pair[0].0 >= 0.5) {
            let ((x, y), w) = (pair[0], pair[1].0 - pair[0].0);
            self.shapes.push(Shape::Fill { x, y, w, h: bottom + 2.0 - y, paint: ground });
        }
        self.shapes.push(Shape::Path { points, paint });
    }

    fn value_bars(&mut self, lane: Lane, line: &ValueLane) {
        let (y, h) = self.connection_bar(lane);
        let paint = line.place.map_or(Paint::Wash, |place| Paint::Soft(colour(place)));
        let finish = self.values_end(line);
        let mut i = line.values.partition_point(|value| self.x(value.at) < self.left()).saturating_sub(1);
        while let Some(value) = line.values.get(i) {
            let from = self.x(value.at).max(self.left() - OVERHANG);
            if from > self.view.width {
                break;
            }
            // Of several values within a pixel the last is drawn: the others are shorter than the pixel.
            let more = line.values[i..].partition_point(|next| self.x(next.at) < from + 1.0).max(1);
            let value = &line.values[i + more - 1];
            let to = line.values.get(i + more).map_or(finish, |next| self.x(next.at)).min(self.view.width + OVERHANG);
            self.shapes.push(Shape::Fill { x: from, y, w: (to - from - 1.0).max(1.0), h, paint });
            let start = from.max(self.left()) + 4.0;
            let room = to.min(self.view.width) - start - 3.0;
            if room > LEAST_TEXT {
                let shape = Shape::Text {
                    x: start,
                    y: y + h / 2.0,
                    text: value.text.to_string(),
                    paint: Paint::Text,
                    size: 10.5,
                    mono: true,
                    anchor: Anchor::Start,
                    room,
                };
                self.shapes.push(shape);
            }
            i += more;
        }
    }

    /// Draws the mark of a lane of values, an equals sign, and writes the least and the largest value: below the name, or where
    /// names stand above their bars at the other end of its line. Returns the width in px that the name has no more.
    pub(super) fn value_mark(&mut self, lane: Lane, place: usize, (x, y): (f64, f64)) -> f64 {
        let lanes = self.view.marks.values.clone();
        let Some(line) = lanes.get(place) else { return 0.0 };
        let paint = line.place.map_or(Paint::Accent, |place| Paint::Lane(colour(place)));
        for y in [y - 3.0, y + 1.0] {
            self.shapes.push(Shape::Fill { x, y, w: 8.0, h: 2.0, paint });
        }
        let Some(text) = line.range_text() else { return 0.0 };
        let narrow = self.view.narrow;
        let w = text.chars().count() as f64 * LETTER_WIDTH + 8.0;
        let (x, y, anchor) = match narrow {
            true => (self.view.width - 12.0, y, Anchor::End),
            false => (x + 14.0, self.top(lane) + lane.height / 2.0 + RANGE_BELOW, Anchor::Start),
        };
        let room = if narrow { w } else { self.view.names - 12.0 - x };
        if y > AXIS_HEIGHT + 6.0 {
            self.shapes.push(Shape::Text { x, y, text, paint: Paint::Muted, size: 10.5, mono: true, anchor, room });
        }
        if narrow { w } else { 0.0 }
    }

    /// Writes the value under the pointer beside it.
    pub(super) fn value_tip(&mut self) {
        let Some((x, y)) = self.view.marks.pointed else { return };
        let top = y - AXIS_HEIGHT + self.view.scroll;
        let lane = self.lanes.between(top, top + 1.0).first().copied().filter(|_| y >= AXIS_HEIGHT);
        let Some(Row::Value { place, .. }) = lane.map(|lane| lane.row) else { return };
        let unit = self.view.scale.unit(x);
        let lanes = self.view.marks.values.clone();
        let Some(line) = lanes.get(place) else { return };
        let until = line.values.partition_point(|value| self.view.unit(value.at) <= unit);
        let ended = line.ended.is_some_and(|end| self.view.unit(end) < unit) || x < self.left();
        let Some(value) = until.checked_sub(1).filter(|_| !ended).and_then(|last| line.values.get(last)) else {
            return;
        };
        let mut text: String = value.text.chars().take(TIP_LETTERS).collect();
        if text.len() < value.text.len() {
            text.push('…');
        }
        let text = format!("{} = {text}", line.expression);
        let w = (text.chars().count() as f64 * LETTER_WIDTH + 16.0).min(self.view.width - 8.0);
        let left = (x + 10.0).min(self.view.width - w - 4.0).max(4.0);
        let above = y - TIP_HEIGHT - 8.0;
        let upper = if above > AXIS_HEIGHT { above } else { y + 14.0 };
        for (inset, paint) in [(0.0, Paint::Muted), (1.0, Paint::Panel)] {
            let (x, y) = (left + inset, upper + inset);
            let (w, h) = (w - 2.0 * inset, TIP_HEIGHT - 2.0 * inset);
            self.shapes.push(Shape::Fill { x, y, w, h, paint });
        }
        let (x, y, room) = (left + 8.0, upper + TIP_HEIGHT / 2.0, w - 14.0);
        let (paint, size, mono, anchor) = (Paint::Text, 11.0, true, Anchor::Start);
        self.shapes.push(Shape::Text { x, y, text, paint, size, mono, anchor, room });
    }
}

//! Marks that the reader has made on a record: events that were found, the stretch that is selected, notes.

use std::rc::Rc;

use super::layout::{AXIS_HEIGHT, Picture, Playhead, View};
use super::minimap::MINIMAP_HEIGHT;
use super::path_line::PathLine;
use super::scale::Scale;
use super::scene::{Paint, Shape};
use super::value_lanes::ValueLanes;
use crate::trace::Trace;

/// The marks on a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// The places of the events that a search has found, in order.
    pub hits: Rc<[u32]>,
    /// The moments that have notes, in order.
    pub notes: Rc<[Playhead]>,
    /// The ends of the stretch that is selected.
    pub stretch: Option<[Playhead; 2]>,
    /// The critical path, while the reader looks at it.
    pub path: Option<PathLine>,
    /// The values that the reader watches.
    pub values: ValueLanes,
    /// The pointer's position in px, where it is over a lane of values.
    pub pointed: Option<(f64, f64)>,
}

/// Height in px of the tick of an event that was found.
const HIT_HEIGHT: f64 = 9.0;

/// Width and height in px of the flag of a note, and the upper edge of its pole.
const FLAG: (f64, f64, f64) = (9.0, 7.0, 3.0);
/// The distance from the pole of a flag, in px, within which a press is one on the flag.
const FLAG_GRIP: f64 = 10.0;
/// Height in px of the bar by which the stretch is marked on the axis.
const STRETCH_HEIGHT: f64 = 4.0;

impl Marks {
    /// Draws a bar for the stretch that is selected on a strip of the whole record.
    pub(super) fn stretch(&self, steps: bool, whole: &Scale, shapes: &mut Vec<Shape>) {
        let Some([from, to]) = self.stretch.map(|ends| ends.map(|end| whole.x(end.unit(steps)))) else { return };
        let (y, w) = (MINIMAP_HEIGHT - STRETCH_HEIGHT, (to - from).max(2.0));
        shapes.push(Shape::Fill { x: from, y, w, h: STRETCH_HEIGHT, paint: Paint::Accent });
    }

    /// Draws a tick for each event that was found, at most one a pixel, on a strip of the whole record.
    pub(super) fn hits(&self, trace: &Trace, steps: bool, whole: &Scale, shapes: &mut Vec<Shape>) {
        let times = trace.times();
        let unit =
            |hit: u32| if steps { f64::from(hit + 1) } else { times.get(hit as usize).map_or(0.0, |t| t.0 as f64) };
        let mut rest = &self.hits[..];
        while let Some(first) = rest.first() {
            let x = whole.x(unit(*first)).floor();
            shapes.push(Shape::Fill { x, y: 0.0, w: 2.0, h: HIT_HEIGHT, paint: Paint::Held });
            // Those of the same two pixels.
            rest = &rest[rest.partition_point(|hit| whole.x(unit(*hit)) < x + 2.0).max(1)..];
        }
    }
}

impl Picture<'_> {
    /// The part of the picture's width in which the stretch that is selected lies: from, to. `None` if none is in sight.
    fn stretch_in_sight(&self) -> Option<(f64, f64)> {
        let ends = self.view.marks.stretch?.map(|end| self.view.scale.x(end.unit(self.view.steps)));
        let (from, to) = (ends[0].max(self.left()), ends[1].min(self.view.width));
        (to >= from).then_some((from, to))
    }

    /// Draws a flag on the axis at each note, at most one a pixel.
    pub(super) fn flags(&mut self) {
        let (w, h, y) = FLAG;
        let mut last = f64::NEG_INFINITY;
        for note in self.view.marks.notes.iter() {
            let x = self.view.scale.x(note.unit(self.view.steps)).round();
            if x > last && x >= self.left() - 1.0 && x <= self.view.width {
                self.shapes.push(Shape::Fill { x: x - 1.0, y, w: 1.5, h: AXIS_HEIGHT - y, paint: Paint::Held });
                self.shapes.push(Shape::Fill { x, y, w, h, paint: Paint::Held });
                last = x;
            }
        }
    }

    /// Draws a band behind the lanes where the stretch that is selected lies.
    pub(super) fn stretch_band(&mut self) {
        if let Some((x, to)) = self.stretch_in_sight() {
            let h = (self.view.height - AXIS_HEIGHT).max(0.0);
            self.shapes.push(Shape::Fill { x, y: AXIS_HEIGHT, w: to - x, h, paint: Paint::Wash });
        }
    }

    /// Draws the stretch that is selected on the axis, and a line at either end.
    pub(super) fn stretch_ends(&mut self) {
        let Some((x, to)) = self.stretch_in_sight() else { return };
        let (y, h) = (AXIS_HEIGHT - STRETCH_HEIGHT, STRETCH_HEIGHT);
        self.shapes.push(Shape::Fill { x, y, w: (to - x).max(1.0), h, paint: Paint::Accent });
        for x in [x, to] {
            let (y1, y2) = (AXIS_HEIGHT, self.view.height);
            self.shapes.push(Shape::Line { x1: x, y1, x2: x, y2, paint: Paint::Accent, dashed: true });
        }
    }
}

/// The moment of the note whose flag is at a pixel of the axis; of several the nearest.
pub fn flag_at(view: &View, x: f64) -> Option<Playhead> {
    let near = |note: &Playhead| (view.scale.x(note.unit(view.steps)) + FLAG.0 / 2.0 - x).abs();
    let found = view.marks.notes.iter().copied().filter(|note| near(note) <= FLAG_GRIP);
    found.min_by(|one, other| near(one).total_cmp(&near(other)))
}

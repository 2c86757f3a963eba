//! The picture of a whole record, for files and paper: as wide as asked, as tall as its lanes need; at once or a few
//! lanes at a time.

use super::lanes::{Lanes, Row, RowFilter, RowStyle};
use super::layout::{AXIS_HEIGHT, Picture, TimelineLabels, View, end, full_height, names_width};
use super::path_line::PathLine;
use super::scale::Scale;
use super::scene::{Anchor, Paint, Scene, Shape};
use super::value_lanes::{ValueLane, ValueLanes};
use crate::clock::Micros;
use crate::reading::spans::Spans;
use crate::trace::Trace;

/// Height in px of the note below a picture that has no room for all lanes.
const FOOT_HEIGHT: f64 = 28.0;
/// Number of lanes that one slice draws.
const LANES_PER_SLICE: usize = 16;

/// True if the axis of a record counts events unless the reader chooses otherwise: where no time passes, only the order
/// is left to show.
pub fn by_steps(trace: &Trace) -> bool {
    trace.end_time() == Micros::ZERO
}

/// Draws an entire record, `width` px wide. A picture that would be taller than `tallest` px ends with the last lane
/// that fits, and says how many tasks are left out.
pub fn whole(trace: &Trace, spans: &Spans, steps: bool, width: f64, tallest: f64, words: &dyn TimelineLabels) -> Scene {
    let mut parts = SlicedScene::new(trace, spans, steps, width, tallest);
    let mut shapes = Vec::new();
    while let Some(part) = parts.next(trace, spans, words) {
        shapes.extend(part);
    }
    Scene { size: parts.size(), shapes }
}

/// Layer of the picture: one is drawn for all lanes before the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Layer {
    Grid,
    Bars,
    Names,
}

/// The picture of [`whole`], drawn in slices so that its caller can do other work in between. The record may grow
/// meanwhile: the picture has the lanes and the axis that existed at the beginning.
pub struct SlicedScene {
    lanes: Lanes,
    view: View,
    known: f64,
    /// The part of the axis that is shown, in units.
    part: (f64, f64),
    /// Number of lanes that fit.
    rows: usize,
    /// Number of tasks that do not fit, if the picture says so.
    left_out: Option<usize>,
    /// Next slice: its layer and first lane; `None` after the last slice.
    next: Option<(Layer, usize)>,
}

impl SlicedScene {
    /// Begins a picture.
    pub fn new(trace: &Trace, spans: &Spans, steps: bool, width: f64, tallest: f64) -> SlicedScene {
        SlicedScene::with_values(trace, spans, steps, (width, tallest), ValueLanes::default())
    }

    /// Begins a picture, at most this wide and high in px, that has lanes of these values below the others.
    pub fn with_values(
        trace: &Trace,
        spans: &Spans,
        steps: bool,
        (width, tallest): (f64, f64),
        values: ValueLanes,
    ) -> SlicedScene {
        let choice = RowFilter { values: values.iter().map(ValueLane::is_number).collect(), ..RowFilter::default() };
        let lanes = Lanes::new(trace, spans, &choice, RowStyle::default());
        let full = full_height(&lanes);
        let fits = full <= tallest;
        let room = tallest - AXIS_HEIGHT - FOOT_HEIGHT;
        let seen = lanes.rows().iter().take_while(|lane| fits || lane.top + lane.height <= room);
        let bottom = seen.clone().last().map_or(0.0, |lane| lane.top + lane.height);
        let drawn = seen.clone().filter(|lane| matches!(lane.row, Row::Task { .. })).count();
        let left_out = (!fits).then(|| lanes.tasks() - drawn);
        let (rows, known) = (seen.count(), end(trace, steps));
        let size = (width, if fits { full } else { AXIS_HEIGHT + bottom });
        let mut view = View::fit(known, steps, size, false, names_width(spans));
        view.marks.values = values;
        SlicedScene { lanes, view, known, part: (0.0, known), rows, left_out, next: Some((Layer::Grid, 0)) }
    }

    /// Shows a part of the axis only, from one unit to another, as wide as the picture. Before the first slice.
    pub fn show_part(&mut self, from: f64, to: f64) {
        let Scale { left_px, width_px, .. } = self.view.scale;
        self.view.scale = Scale { origin: from, ..Scale::fit(to - from, left_px, width_px) };
        self.part = (from, to);
    }

    /// Draws the critical path over the lanes. Before the first slice.
    pub fn show_path(&mut self, path: Option<PathLine>) {
        self.view.marks.path = path;
    }

    /// Size of the whole picture in px.
    pub fn size(&self) -> (f64, f64) {
        let foot = if self.left_out.is_some() { FOOT_HEIGHT } else { 0.0 };
        (self.view.width, self.view.height + foot)
    }

    /// The positions of the first and of the last moment that are shown, in px from the left.
    pub fn ends(&self) -> (f64, f64) {
        (self.view.scale.x(self.part.0), self.view.scale.x(self.part.1))
    }

    /// Returns the next shapes, which lie above the earlier ones; `None` when there are no more. The record must be the
    /// one that the picture was begun with.
    pub fn next(&mut self, trace: &Trace, spans: &Spans, words: &dyn TimelineLabels) -> Option<Vec<Shape>> {
        let (layer, from) = self.next?;
        let until = self.rows.min(from + LANES_PER_SLICE);
        let (lanes, view, known) = (&self.lanes, &self.view, self.known);
        let seen = &lanes.rows()[from..until];
        let mut picture = Picture { trace, spans, lanes, seen, view, words, known, shapes: Vec::new() };
        match layer {
            Layer::Grid => {
                if from == 0 {
                    picture.grid();
                }
                picture.lines();
            }
            Layer::Bars => {
                for lane in seen {
                    picture.lane(*lane);
                }
            }
            Layer::Names => {
                if from == 0 {
                    picture.arrows();
                    // It goes over all lanes, and names stand above it.
                    picture.seen = &lanes.rows()[..self.rows];
                    picture.path_line();
                    picture.seen = seen;
                }
                picture.names();
                if until == self.rows {
                    picture.axis();
                    picture.shapes.extend(self.left_out.into_iter().flat_map(|tasks| foot(view, words.more(tasks))));
                }
            }
        }
        let shapes = picture.shapes;
        self.next = match layer {
            _ if until < self.rows => Some((layer, until)),
            Layer::Grid => Some((Layer::Bars, 0)),
            Layer::Bars => Some((Layer::Names, 0)),
            Layer::Names => None,
        };
        Some(shapes)
    }

    /// Share of the picture that is drawn, from 0 to 1; bars take most of it.
    pub fn fraction(&self) -> f64 {
        match self.next {
            Some((Layer::Grid, _)) => 0.0,
            Some((Layer::Bars, from)) => from as f64 / self.rows.max(1) as f64,
            Some((Layer::Names, _)) | None => 1.0,
        }
    }
}

/// Draws the note below the last lane if lanes are left out, on a ground that covers arrows to lanes which are not
/// drawn.
fn foot(view: &View, text: String) -> [Shape; 2] {
    let (w, y) = (view.width, view.height);
    let ground = Shape::Fill { x: 0.0, y, w, h: FOOT_HEIGHT, paint: Paint::Panel };
    let (paint, size, mono, anchor) = (Paint::Muted, 12.0, false, Anchor::Start);
    [ground, Shape::Text { x: 10.0, y: y + FOOT_HEIGHT / 2.0, text, paint, size, mono, anchor, room: w }]
}

//! Overview of a record in a strip: the density of events, each task's life, and the visible part.

use super::lanes::{Lanes, Row};
use super::layout::{Playhead, View, colour, end};
use super::scale::Scale;
use super::scene::{Paint, Scene, Shape};
use crate::reading::spans::{EventTime, Spans};
use crate::trace::Trace;

/// The strip's height in px.
pub const MINIMAP_HEIGHT: f64 = 28.0;
/// Most tasks whose lives are drawn; of more tasks as many are chosen evenly.
const MAX_LIVES: usize = 22;
/// Width in px of a column in which events are counted.
const COLUMN_WIDTH: f64 = 3.0;

/// Scale from the strip's pixels to the axis.
pub fn scale(trace: &Trace, view: &View) -> Scale {
    let left = view.left();
    Scale::fit(end(trace, view.steps), left, view.width - left)
}

/// Draws the strip for a view of the picture above it.
pub fn minimap(trace: &Trace, spans: &Spans, lanes: &Lanes, view: &View, playhead: Option<Playhead>) -> Scene {
    let whole = scale(trace, view);
    let mut shapes = Vec::new();
    density(trace, view, &whole, &mut shapes);

    let height = lanes.height().max(1.0);
    let tasks = lanes.rows().iter().filter_map(|lane| match lane.row {
        Row::Task { place, .. } => Some((place, lane.top / height)),
        Row::Loop
        | Row::Generator { .. }
        | Row::Host(_)
        | Row::Connection { .. }
        | Row::Socket(_)
        | Row::Resource(_)
        | Row::Value { .. } => None,
    });
    let every = lanes.tasks().div_ceil(MAX_LIVES).max(1);
    for (place, share) in tasks.step_by(every) {
        let task = &spans.tasks[place];
        let x = |at: EventTime| whole.x(view.unit(at));
        let from = x(task.created);
        let to = task.ended.map_or_else(|| whole.x(end(trace, view.steps)), |(at, _)| x(at));
        let y = 2.0 + share * (MINIMAP_HEIGHT - 4.0);
        shapes.push(Shape::Fill { x: from, y, w: (to - from).max(1.0), h: 1.0, paint: Paint::Lane(colour(place)) });
    }

    view.marks.stretch(view.steps, &whole, &mut shapes);
    view.marks.hits(trace, view.steps, &whole, &mut shapes);
    if let Some(playhead) = playhead {
        let unit = playhead.unit(view.steps);
        shapes.push(Shape::Fill { x: whole.x(unit) - 1.0, y: 0.0, w: 2.0, h: MINIMAP_HEIGHT, paint: Paint::Accent });
    }

    // A frame around the visible part.
    let (from, to) = (whole.x(view.scale.origin).max(0.0), whole.x(view.scale.end()).min(view.width));
    let room = (view.height - super::layout::AXIS_HEIGHT).max(1.0);
    let (top, bottom) = (view.scroll / height, ((view.scroll + room) / height).min(1.0));
    let (y1, y2) = (top.min(1.0) * (MINIMAP_HEIGHT - 2.0) + 1.0, bottom * (MINIMAP_HEIGHT - 2.0) + 1.0);
    let mut line = |x1: f64, y1: f64, x2: f64, y2: f64| {
        shapes.push(Shape::Line { x1, y1, x2, y2, paint: Paint::Accent, dashed: false });
    };
    if from <= whole.left_px && to >= whole.x(end(trace, view.steps)) && top <= 0.0 && bottom >= 1.0 {
        // Everything is visible, so a frame would tell nothing.
        return Scene { size: (view.width, MINIMAP_HEIGHT), shapes };
    }
    let (from, to) = (from.min(view.width - 4.0), to.max(from + 3.0));
    line(from, y1, to, y1);
    line(from, y2, to, y2);
    line(from, y1, from, y2);
    line(to, y1, to, y2);
    Scene { size: (view.width, MINIMAP_HEIGHT), shapes }
}

/// The strip before anything has been recorded.
pub fn empty(view: &View) -> Scene {
    Scene { size: (view.width, MINIMAP_HEIGHT), shapes: Vec::new() }
}

/// Draws the number of events in each column as its height. Events are spread evenly on the steps axis, where nothing
/// is drawn.
fn density(trace: &Trace, view: &View, whole: &Scale, shapes: &mut Vec<Shape>) {
    if view.steps {
        return;
    }
    let times = trace.times();
    let mut counts = Vec::new();
    let mut x = whole.left_px;
    while x < view.width {
        let until = |x: f64| times.partition_point(|t| (t.0 as f64) < whole.unit(x));
        counts.push((x, until(x + COLUMN_WIDTH) - until(x)));
        x += COLUMN_WIDTH;
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let full = (most as f64).ln_1p();
    for (x, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let h = (count as f64).ln_1p() / full * (MINIMAP_HEIGHT - 8.0);
        shapes.push(Shape::Fill { x, y: MINIMAP_HEIGHT - 2.0 - h, w: COLUMN_WIDTH - 1.0, h, paint: Paint::Line });
    }
}

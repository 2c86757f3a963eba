//! The picture of a whole record, for files and paper: as wide as asked, as tall as its lanes need.

use super::lanes::{Choice, Lanes, Room, Row};
use super::layout::{AXIS, View, Words, end, full_height, layout};
use super::scene::{Anchor, Paint, Scene, Shape};
use crate::clock::Micros;
use crate::trace::Trace;
use crate::trace::spans::Spans;

/// Left below the lanes of a picture that has no room for all of them, in px.
const FOOT: f64 = 28.0;

/// Whether the axis of a record counts events, unless the reader chooses: where no time passes, only the order is left
/// to show.
pub fn by_steps(trace: &Trace) -> bool {
    trace.end_time() == Micros::ZERO
}

/// All of a record, `width` px wide. Taller than `tallest` px it ends with the last lane that fits, and says how many
/// tasks are left out.
pub fn whole(trace: &Trace, spans: &Spans, steps: bool, width: f64, tallest: f64, words: &dyn Words) -> Scene {
    let lanes = Lanes::new(trace, spans, &Choice::default(), Room::default());
    let full = full_height(&lanes);
    let fits = full <= tallest;
    let room = tallest - AXIS - FOOT;
    let seen = lanes.rows().iter().filter(|lane| fits || lane.top + lane.height <= room);
    let bottom = seen.clone().next_back().map_or(0.0, |lane| lane.top + lane.height);
    let height = if fits { full } else { AXIS + bottom };
    let view = View::fit(end(trace, steps), steps, (width, height), false);
    let mut scene = layout(trace, spans, &lanes, &view, None, words);
    if !fits {
        scene.size.1 += FOOT;
        let left_out = lanes.tasks() - seen.filter(|lane| matches!(lane.row, Row::Task { .. })).count();
        let (x, y, text) = (10.0, height + FOOT / 2.0, words.more(left_out));
        let text = Shape::Text {
            x,
            y,
            text,
            paint: Paint::Muted,
            size: 12.0,
            mono: false,
            anchor: Anchor::Start,
            room: width,
        };
        // Arrows to lanes that are not there would point into the line.
        scene.shapes.push(Shape::Fill { x: 0.0, y: height, w: width, h: FOOT, paint: Paint::Panel });
        scene.shapes.push(text);
    }
    scene
}

//! Marks that the reader has made on a record: events that were found.

use std::rc::Rc;

use super::scale::Scale;
use super::scene::{Paint, Shape};
use crate::trace::Trace;

/// The marks on a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// The places of the events that a search has found, in order.
    pub hits: Rc<[u32]>,
}

/// Height in px of the tick of an event that was found.
const HIT_HEIGHT: f64 = 9.0;

impl Marks {
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

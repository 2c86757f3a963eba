//! Places in the picture at which the way to a host is seen: where its first connection in sight was asked for.
//!
//! A connection opens when the request has gone there and the answer has come back, so the part of a bar up to that is twice the
//! latency of the host: whoever draws a handle at its end can have the latency dragged.

use super::lanes::{Lanes, Row};
use super::layout::{AXIS_HEIGHT, View};
use crate::clock::Micros;
use crate::reading::spans::Spans;
use crate::trace::{ConnectionState, Text};

/// A place at which the way to a host is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WayPlace {
    /// The name of the host.
    pub host: Text,
    /// The moment at which the connection was asked for.
    pub asked: Micros,
    /// The moment at which it was open.
    pub open: Micros,
    /// The middle of the connection's bar in px, from the picture's upper edge.
    pub y: f64,
}

impl WayPlace {
    /// The two ends in px of the part of the bar that a latency makes.
    pub fn ends(&self, latency: Micros, view: &View) -> (f64, f64) {
        let asked = self.asked.0 as f64;
        (view.scale.x(asked), view.scale.x(asked + 2.0 * latency.0 as f64))
    }

    /// The latency in whole milliseconds of which the part of the bar ends nearest to a place, in px.
    pub fn latency_ms(&self, x: f64, view: &View) -> u32 {
        let round_trip = (view.scale.unit(x) - self.asked.0 as f64).max(0.0);
        (round_trip / 2.0 / 1000.0).round() as u32
    }
}

/// The places of the hosts that were looked up by name: of each, the first connection that has opened and of which the row and the
/// opening are in sight.
pub fn way_places(spans: &Spans, lanes: &Lanes, view: &View) -> Vec<WayPlace> {
    let mut places: Vec<WayPlace> = Vec::new();
    if view.steps {
        return places;
    }
    for lane in lanes.between(view.scroll, view.scroll + view.height - AXIS_HEIGHT) {
        let Row::Connection { place, .. } = lane.row else { continue };
        let line = &spans.connections.lines[place];
        let (Some(host), Some(open)) = (line.host, line.since(ConnectionState::Open)) else { continue };
        let style = lanes.style();
        let lower = AXIS_HEIGHT + lane.top - view.scroll + lane.height - style.below_connection_bar();
        let y = lower - style.connection_bar() / 2.0;
        let x = view.scale.x(line.created.t.0 as f64);
        let is_in_sight = x >= view.left() && x <= view.width && y > AXIS_HEIGHT && y < view.height;
        if is_in_sight && places.iter().all(|known| known.host != host) {
            places.push(WayPlace { host, asked: line.created.t, open: open.t, y });
        }
    }
    places
}

//! Places in the picture where a length can be dragged, since the end of a part of a bar is the end of that length: the way to a host,
//! and waits that can be changed.
//!
//! A connection opens when the request has gone to its host and the answer has come back, so the part of its bar up to that is
//! twice the latency of the host. A wait ends where its bar does.

use std::cmp::Reverse;

use super::lanes::{Lane, Lanes, Row, RowStyle};
use super::layout::{AXIS_HEIGHT, View};
use crate::clock::Micros;
use crate::reading::spans::Spans;
use crate::reading::{ChangeableWait, WaitLane};
use crate::trace::{ConnectionState, Text};

/// The least distance in px between two handles, along the lanes or across: what a finger needs.
const LEAST_GAP: f64 = 24.0;

/// The most waits in sight that have handles: the longest. Each is a stop of the Tab key.
const MOST_WAITS: usize = 40;

/// The most waits that are looked at for a handle each.
const MOST_LOOKED_AT: usize = 400;

/// The most px between two lengths that are dragged, which are round ones.
const ROUND_PX: f64 = 12.0;

/// A part of a bar whose end can be dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GripPlace {
    /// The moment at which the part begins.
    pub from: Micros,
    /// The number of times that the length goes into the part.
    pub times: f64,
    /// The least difference between two lengths that are dragged.
    pub step: Micros,
    /// The middle of the bar in px, from the picture's upper edge.
    pub y: f64,
}

impl GripPlace {
    /// The two ends in px of the part of the bar that a length makes.
    pub fn ends(&self, length: Micros, view: &View) -> (f64, f64) {
        let from = self.from.0 as f64;
        (view.scale.x(from), view.scale.x(from + self.times * length.0 as f64))
    }

    /// The length of which the part of the bar ends nearest to a place, in px.
    pub fn length(&self, x: f64, view: &View) -> Micros {
        let length = (view.scale.unit(x) - self.from.0 as f64).max(0.0) / self.times;
        let step = self.step.0.max(1) as f64;
        Micros(((length / step).round() * step) as u64)
    }
}

/// The place of the way to a host.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WayPlace {
    /// The name of the host.
    pub host: Text,
    /// The handle.
    pub grip: GripPlace,
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
        let Some(host) = line.host.filter(|_| line.since(ConnectionState::Open).is_some()) else { continue };
        let from = line.created.t;
        let Some(y) = middle(lane, lanes.style(), view).filter(|_| is_in_sight(from, view)) else { continue };
        if places.iter().all(|known| known.host != host) {
            places.push(WayPlace { host, grip: GripPlace { from, times: 2.0, step: Micros::from_millis(1), y } });
        }
    }
    places
}

/// The places of waits, each with that of the wait in its list: of those whose ends are in sight, the chosen one and the longest that
/// have room, in the order of the lanes and on each in that of time.
pub fn wait_places(
    waits: &[ChangeableWait],
    chosen: Option<usize>,
    lanes: &Lanes,
    view: &View,
) -> Vec<(usize, GripPlace)> {
    let seen = lanes.between(view.scroll, view.scroll + view.height - AXIS_HEIGHT);
    wait_places_on(waits, chosen, (seen, lanes.style()), view)
}

/// The places on some of the rows, as [`wait_places`].
pub(super) fn wait_places_on(
    waits: &[ChangeableWait],
    chosen: Option<usize>,
    (rows, style): (&[Lane], RowStyle),
    view: &View,
) -> Vec<(usize, GripPlace)> {
    if view.steps {
        return Vec::new();
    }
    let middles: Vec<(WaitLane, f64)> =
        rows.iter().filter_map(|lane| Some((wait_lane(lane.row)?, middle(lane, style, view)?))).collect();
    let step = Micros(10_u64.pow((ROUND_PX / view.scale.zoom).max(1.0).log10() as u32));
    let ends = waits.iter().enumerate().filter_map(|(place, wait)| {
        let y = middles.iter().find(|(lane, _)| *lane == wait.lane).filter(|_| is_in_sight(wait.to, view))?.1;
        Some((place, GripPlace { from: wait.from, times: 1.0, step, y }))
    });
    let mut ends: Vec<(usize, GripPlace)> = ends.collect();
    let x = |place: usize| view.scale.x(waits[place].to.0 as f64);
    let mut free: Vec<(usize, GripPlace)> = Vec::new();
    // A few of many are looked for, so that sorting them all would take longer.
    for _ in 0..MOST_LOOKED_AT {
        let rank = |at: &usize| (chosen == Some(ends[*at].0), waits[ends[*at].0].length(), Reverse(ends[*at].0));
        let Some(at) = (0..ends.len()).max_by_key(rank).filter(|_| free.len() < MOST_WAITS) else { break };
        let (place, grip) = ends.swap_remove(at);
        let is_apart = |(other, taken): &(usize, GripPlace)| {
            (taken.y - grip.y).abs() >= LEAST_GAP || (x(*other) - x(place)).abs() >= LEAST_GAP
        };
        if free.iter().all(is_apart) {
            let is_behind = |(other, taken): &(usize, GripPlace)| (taken.y, x(*other)) > (grip.y, x(place));
            let at = free.iter().position(is_behind).unwrap_or(free.len());
            free.insert(at, (place, grip));
        }
    }
    free
}

/// The lane of waits that a row is.
fn wait_lane(row: Row) -> Option<WaitLane> {
    match row {
        Row::Loop => Some(WaitLane::Loop),
        Row::Task { place, .. } => Some(WaitLane::Task(place)),
        Row::Connection { place, .. } => Some(WaitLane::Connection(place)),
        Row::Generator { .. } | Row::Host(_) | Row::Socket(_) | Row::Resource(_) | Row::Value { .. } => None,
    }
}

/// The middle of a row's bar in px, if it is in sight.
fn middle(lane: &Lane, style: RowStyle, view: &View) -> Option<f64> {
    let (below, thick) = match lane.row {
        Row::Connection { .. } => (style.below_connection_bar(), style.connection_bar()),
        _ => (style.below_bar(), style.bar()),
    };
    let y = AXIS_HEIGHT + lane.top - view.scroll + lane.height - below - thick / 2.0;
    (y > AXIS_HEIGHT && y < view.height).then_some(y)
}

fn is_in_sight(at: Micros, view: &View) -> bool {
    let x = view.scale.x(at.0 as f64);
    x >= view.left() && x <= view.width
}

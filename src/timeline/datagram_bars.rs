//! Contents of the lane of a socket of datagrams: a disc where it has sent one, a ring where it has taken one, and what became of
//! those that nobody has taken; arrows go from sender to receiver.

use std::collections::HashMap;

use super::lanes::{Lane, Row};
use super::layout::{AXIS_HEIGHT, Picture};
use super::scene::{Anchor, Paint, Shape};
use crate::reading::datagram_spans::Datagram;
use crate::reading::spans::EventTime;
use crate::trace::DatagramFate;

/// Distance in px within which only the first of several marks is drawn.
const MARK_DISTANCE: f64 = 5.0;
/// Room in px in which a label says something.
const LEAST_LABEL: f64 = 38.0;
/// The most arrows that a picture can show without becoming a blur.
const MOST_ARROWS: usize = 400;

impl Picture<'_> {
    pub(super) fn datagrams(&mut self, lane: Lane, place: usize) {
        let socket = &self.spans.connections.datagrams.sockets[place];
        let all = &self.spans.connections.datagrams.all;
        let (y, h) = self.connection_bar(lane);
        let middle = y + h / 2.0;
        let at = |datagram: &Datagram| match datagram.ended.filter(|_| datagram.sender != Some(place)) {
            Some((taken, _)) => taken,
            None => datagram.sent,
        };
        let x_of = |datagram: usize| self.x(at(&all[datagram]));
        let (Some(first), Some(last)) = (socket.datagrams.first(), socket.datagrams.last()) else { return };
        let (from, to) = (x_of(*first).max(self.left()), x_of(*last).min(self.view.width));
        let mut shapes = Vec::new();
        if to > from {
            shapes.push(Shape::Fill { x: from, y: middle - 1.0, w: to - from, h: 2.0, paint: Paint::Line });
        }
        let start = socket.datagrams.partition_point(|datagram| x_of(*datagram) < self.left());
        let mut drawn = f64::MIN;
        for (i, place_of) in socket.datagrams.iter().enumerate().skip(start) {
            let (datagram, x) = (&all[*place_of], x_of(*place_of));
            if x > self.view.width {
                break;
            }
            if x < drawn + MARK_DISTANCE {
                continue;
            }
            drawn = x;
            let fate = datagram.ended.map(|(_, fate)| fate);
            let is_sender = datagram.sender == Some(place);
            shapes.push(match (is_sender, fate) {
                (true, Some(DatagramFate::Lost)) => Shape::Cross { x, y: middle, r: 4.0, paint: Paint::Failed },
                (true, Some(DatagramFate::Refused)) => Shape::Diamond { x, y: middle, r: 5.0, paint: Paint::Failed },
                (true, _) => {
                    let paint = Paint::Lane(datagram.task.map_or(0, |task| self.lane_colour(task)));
                    Shape::Disc { x, y: middle, r: 4.0, paint }
                }
                (false, _) => Shape::Ring { x, y: middle, r: 3.5, paint: Paint::Accent },
            });
            let next = socket.datagrams[i + 1..].iter().map(|next| x_of(*next)).find(|next| *next >= x + MARK_DISTANCE);
            let room = next.unwrap_or(self.view.width).min(self.view.width) - x - 16.0;
            if room >= LEAST_LABEL && !self.view.dense {
                let text = self.words.datagram(datagram.bytes, fate.filter(|_| is_sender));
                let has_failed = is_sender && matches!(fate, Some(DatagramFate::Lost | DatagramFate::Refused));
                let paint = if has_failed { Paint::Failed } else { Paint::Muted };
                // The line of the socket would strike the words through.
                let w = (text.chars().count() as f64 * 5.6 + 6.0).min(room);
                shapes.push(Shape::Fill { x: x + 6.0, y: middle - 6.0, w, h: 12.0, paint: Paint::Panel });
                shapes.push(Shape::Text {
                    x: x + 9.0,
                    y: middle,
                    text,
                    paint,
                    size: 10.5,
                    mono: false,
                    anchor: Anchor::Start,
                    room,
                });
            }
        }
        self.shapes.extend(shapes);
    }

    /// Draws an arrow from the socket that has sent a datagram to the one that has taken it, of those in sight.
    pub(super) fn datagram_arrows(&mut self) {
        let all = &self.spans.connections.datagrams.all;
        let first = all.partition_point(|datagram| self.x(datagram.sent) < self.left());
        let last = all.partition_point(|datagram| self.x(datagram.sent) <= self.view.width);
        if first >= last || last - first > MOST_ARROWS {
            return;
        }
        let lanes: HashMap<usize, Lane> = self
            .lanes
            .rows()
            .iter()
            .filter_map(|lane| match lane.row {
                Row::Socket(place) => Some((place, *lane)),
                _ => None,
            })
            .collect();
        let mut drawn: HashMap<(usize, usize), f64> = HashMap::new();
        let mut arrows = Vec::new();
        for datagram in &all[first..last] {
            let (Some(from), Some(to), Some((taken, _))) = (datagram.sender, datagram.receiver, datagram.ended) else {
                continue;
            };
            let (Some(sender), Some(receiver)) = (lanes.get(&from), lanes.get(&to)) else { continue };
            let x1 = self.x(datagram.sent);
            if from == to || drawn.get(&(from, to)).is_some_and(|last| x1 < last + MARK_DISTANCE) {
                continue;
            }
            drawn.insert((from, to), x1);
            arrows.extend(self.datagram_arrow(*sender, *receiver, (x1, taken)));
        }
        self.shapes.extend(arrows);
    }

    fn datagram_arrow(&self, from: Lane, to: Lane, (x1, taken): (f64, EventTime)) -> Option<Shape> {
        let middle = |lane: Lane| {
            let (y, h) = self.connection_bar(lane);
            y + h / 2.0
        };
        let direction = if to.top > from.top { 1.0 } else { -1.0 };
        let (y1, y2) = (middle(from) + direction * 5.0, middle(to) - direction * 6.0);
        (y1.min(y2) > AXIS_HEIGHT).then(|| Shape::Arrow { x1, y1, x2: self.x(taken), y2, paint: Paint::Accent })
    }
}

//! The critical path over the lanes: a bold line along the lanes that it is on, and a veil over all else.

use std::rc::Rc;

use super::lanes::{Lane, Row};
use super::layout::{AXIS_HEIGHT, Picture};
use super::scene::{Paint, Shape};
use crate::reading::critical_path::{PathPart, PathReason, RunPath};
use crate::reading::spans::EventTime;
use crate::trace::ConnectionId;

/// The path that is drawn. Equal if it is the very same.
#[derive(Clone, Debug)]
pub struct PathLine {
    /// The path.
    pub found: Rc<RunPath>,
    /// The place of the part that the reader has gone to.
    pub chosen: Option<usize>,
}

impl PartialEq for PathLine {
    fn eq(&self, other: &PathLine) -> bool {
        Rc::ptr_eq(&self.found, &other.found) && self.chosen == other.chosen
    }
}

/// Width of the line in px: along a lane, and from one lane to the next.
const LINE_WIDTH: (f64, f64) = (3.0, 2.0);
/// The least distance in px between two lines from lane to lane; nearer ones would be a surface.
const LEAST_GAP: f64 = 4.0;
/// The least length in px of a piece after another one on the same pixel.
const LEAST_PIECE: f64 = 1.0;

/// A piece of the line: a lane, and where it begins and ends on it, in px.
struct Piece {
    lane: Lane,
    from: f64,
    to: f64,
    is_chosen: bool,
}

impl Picture<'_> {
    /// Draws the path, if the reader looks at one.
    pub(super) fn path_line(&mut self) {
        let Some(line) = self.view.marks.path.clone() else { return };
        let pieces = self.pieces(&line);
        self.veil(&pieces);
        let (along, across) = LINE_WIDTH;
        let mut crossed = f64::NEG_INFINITY;
        for (place, piece) in pieces.iter().enumerate() {
            let y = self.line_top(piece.lane);
            let before = place.checked_sub(1).map(|place| &pieces[place]);
            // Where nothing is drawn in between the line goes on to the next lane at the moment at which that takes over.
            if let Some(before) = before
                && before.lane.top != piece.lane.top
                && piece.from >= crossed + LEAST_GAP
            {
                crossed = piece.from;
                let from = self.line_top(before.lane);
                let (top, bottom) = (from.min(y), from.max(y) + along);
                let (x, h) = (piece.from - across / 2.0, bottom - top);
                self.shapes.push(Shape::Fill { x, y: top, w: across, h, paint: Paint::Text });
            }
            let paint = if piece.is_chosen { Paint::Accent } else { Paint::Text };
            let w = (piece.to - piece.from).max(LEAST_PIECE);
            self.shapes.push(Shape::Fill { x: piece.from, y, w, h: along, paint });
        }
    }

    /// The upper edge of the line on a lane: just below the lane's bar.
    fn line_top(&self, lane: Lane) -> f64 {
        self.top(lane) + lane.height - self.lanes.style().below_bar()
    }

    /// The pieces of the line that are in sight, in order.
    fn pieces(&self, line: &PathLine) -> Vec<Piece> {
        let parts = &line.found.path.parts;
        let ends = |part: &PathPart| {
            let unit = |t, seq| self.view.unit(EventTime { t, seq });
            [unit(part.from, part.began), unit(part.to, part.ended)].map(|unit| self.view.scale.x(unit))
        };
        let (left, right) = (self.left(), self.view.width);
        let first = parts.partition_point(|part| ends(part)[1] < left);
        let mut pieces: Vec<Piece> = Vec::new();
        for (place, part) in parts.iter().enumerate().skip(first) {
            let [from, to] = ends(part);
            if from > right {
                break;
            }
            let is_chosen = line.chosen == Some(place);
            let drawn = pieces.last().map_or(f64::NEG_INFINITY, |last| last.to);
            if to < drawn + LEAST_PIECE && !is_chosen {
                continue;
            }
            let Some(lane) = self.lane_of(part) else { continue };
            let (from, to) = (from.max(left), to.min(right));
            match pieces.last_mut() {
                Some(last) if last.lane.top == lane.top && !is_chosen && !last.is_chosen && from <= last.to => {
                    last.to = to;
                }
                _ => pieces.push(Piece { lane, from, to, is_chosen }),
            }
        }
        pieces
    }

    /// The lane on which a part lies: that of its task or connection, else that of the loop; `None` if it is hidden.
    fn lane_of(&self, part: &PathPart) -> Option<Lane> {
        match (part.task, part.reason) {
            (Some(task), _) => self.lanes.of(self.spans.place(task)?),
            (None, PathReason::Network(connection, _)) => self.lane_of_connection(connection),
            (None, _) => self.lanes.rows().first().copied().filter(|lane| matches!(lane.row, Row::Loop)),
        }
    }

    fn lane_of_connection(&self, connection: ConnectionId) -> Option<Lane> {
        let is_wanted = |lane: &&Lane| match lane.row {
            Row::Connection { place, .. } => self.spans.connections.lines[place].connection == connection,
            _ => false,
        };
        self.lanes.rows().iter().find(is_wanted).copied()
    }

    /// Dims what is not on the path, lane by lane.
    fn veil(&mut self, pieces: &[Piece]) {
        let (left, right) = (self.left(), self.view.width);
        for lane in self.seen {
            let y = self.top(*lane).max(AXIS_HEIGHT);
            let h = self.top(*lane) + lane.height - y;
            let mut at = left;
            let own = pieces.iter().filter(|piece| piece.lane.top == lane.top).map(|piece| (piece.from, piece.to));
            for (from, to) in own.chain([(right, right)]) {
                if from > at {
                    self.shapes.push(Shape::Fill { x: at, y, w: from - at, h, paint: Paint::Veil });
                }
                at = to.max(at);
            }
        }
    }
}

//! Contents of a connection's lane: how it came to stand, the requests on it, bytes on their way, and its end.
//!
//! The upper edge of a bar is the client's end, the lower edge the server's. What is sent goes from one to the other, as slanted
//! as the way takes time; what lies between the request's arrival and the response's departure is the server's thinking. A
//! request has the colour of the task that has sent it.

use super::lanes::Lane;
use super::layout::Picture;
use super::scene::{Anchor, Paint, Shape};
use crate::reading::connection_spans::{ConnectionLine, Exchange, Transfer};
use crate::reading::spans::EventTime;
use crate::trace::{ConnectionEnd, ConnectionState, TaskId};

/// Width in px of a letter of a label, roughly.
const LETTER_WIDTH: f64 = 5.6;
/// Room in px in which a label says something.
const LEAST_LABEL: f64 = 38.0;
/// Distance in px within which only the first of several slanted lines in one direction is drawn.
const LINE_DISTANCE: f64 = 3.0;
/// The lines before the visible part that are looked at, since one that was sent there may arrive within it.
const LINES_BEFORE: usize = 16;
/// Distance in px by which shapes reach beyond the visible part, so that their ends stay out of sight.
const OVERHANG: f64 = 40.0;

impl Picture<'_> {
    /// Upper edge and height of the bars in a connection's lane.
    pub(super) fn connection_bar(&self, lane: Lane) -> (f64, f64) {
        let h = self.lanes.style().connection_bar();
        (self.top(lane) + lane.height - h - self.lanes.style().below_connection_bar(), h)
    }

    pub(super) fn connection(&mut self, lane: Lane, place: usize) {
        let line = &self.spans.connections.lines[place];
        let (y, h) = self.connection_bar(lane);
        let finish = self.view.scale.x(self.known);
        let from = self.x(line.began());
        let to = line.ended().map_or(finish, |(at, _)| self.x(at));
        if from > self.view.width || to + 80.0 < self.left() {
            return;
        }
        let mut labels = self.setting_up(line, (y, h), finish);
        labels.extend(self.exchanges(line, (y, h), finish));
        labels.extend(self.holds(line, (y, h), finish));
        self.transfers(line, (y, h));
        // Above the lines, which would strike them through.
        self.shapes.extend(labels);
        self.connection_end(line, (y, h));
    }

    /// Draws how the connection came to stand: a dotted bar for the lookup of its name, dashed while it was asked for, a bar for
    /// the handshake, then a thin line for as long as it stands. Returns the labels.
    fn setting_up(&mut self, line: &ConnectionLine, (y, h): (f64, f64), finish: f64) -> Vec<Shape> {
        let mut labels = Vec::new();
        let middle = y + h / 2.0;
        let ended = line.ended().map_or(finish, |(at, _)| self.x(at));
        let open = line.since(ConnectionState::Open).map(|at| self.x(at));
        let (least, greatest) = (self.left() - OVERHANG, self.view.width + OVERHANG);
        let clamp = |x: f64| x.clamp(least, greatest);
        if let Some(lookup) = line.lookup {
            // Where only steps count it goes up to the connection, if that follows at once.
            let is_next = lookup.at.t == line.created.t;
            let (from, to) = (self.x(line.began()), self.x(if is_next { line.created } else { lookup.at }));
            if to - from >= 2.0 {
                let (y, h) = (y + 3.0, h - 6.0);
                self.shapes.push(Shape::Dotted {
                    x: clamp(from),
                    y,
                    w: clamp(to) - clamp(from),
                    h,
                    paint: Paint::Accent,
                });
                labels.extend(self.bar_label(self.words.lookup(), (from, to, middle), Paint::Accent));
            }
        }
        let (from, to) = (clamp(self.x(line.created)), clamp(open.unwrap_or(ended)));
        if to - from >= 2.0 {
            self.shapes.push(Shape::Line {
                x1: from,
                y1: middle,
                x2: to,
                y2: middle,
                paint: Paint::Muted,
                dashed: true,
            });
        }
        if let Some(open) = open {
            let (from, to) = (clamp(open), clamp(ended));
            self.shapes.push(Shape::Fill {
                x: from,
                y: middle - 1.0,
                w: (to - from).max(1.0),
                h: 2.0,
                paint: Paint::Line,
            });
        }
        if let Some(began) = line.since(ConnectionState::Handshake) {
            let (from, to) = (self.x(began), line.since(ConnectionState::Secured).map_or(ended, |at| self.x(at)));
            let (start, w) = (clamp(from), (clamp(to) - clamp(from)).max(2.0));
            self.shapes.push(Shape::Dotted { x: start, y: y + 1.0, w, h: h - 2.0, paint: Paint::Muted });
            labels.extend(self.bar_label("TLS", (from, to, middle), Paint::Muted));
        }
        labels
    }

    /// Returns a label at the beginning of a bar's visible part, on a ground of its own, where it has room.
    fn bar_label(&self, text: &str, (from, to, middle): (f64, f64, f64), paint: Paint) -> Vec<Shape> {
        let x = from.max(self.left()) + 6.0;
        let room = to.min(self.view.width) - x - 4.0;
        let w = text.chars().count() as f64 * LETTER_WIDTH + 6.0;
        if room < w.min(LEAST_LABEL) || self.view.dense {
            return Vec::new();
        }
        let ground = Shape::Fill { x: x - 3.0, y: middle - 6.0, w: w.min(room), h: 12.0, paint: Paint::Panel };
        let (text, anchor) = (text.to_string(), Anchor::Start);
        vec![ground, Shape::Text { x, y: middle, text, paint, size: 10.5, mono: false, anchor, room }]
    }

    /// Draws the waits for transactions of other connections; returns their labels.
    fn holds(&mut self, line: &ConnectionLine, (y, h): (f64, f64), finish: f64) -> Vec<Shape> {
        let mut labels = Vec::new();
        let end = |picture: &Self, to: Option<EventTime>| to.map_or(finish, |to| picture.x(to));
        let first = line.holds.partition_point(|hold| end(self, hold.to) < self.left());
        let mut drawn = f64::MIN;
        for hold in &line.holds[first..] {
            let (from, to) = (self.x(hold.from), end(self, hold.to));
            if from > self.view.width {
                break;
            }
            if to < drawn + 1.0 {
                continue;
            }
            drawn = to;
            let (start, stop) = (from.max(self.left() - OVERHANG), to.min(self.view.width + OVERHANG));
            let w = (stop - start).max(2.0);
            // The line for an open connection would show through.
            self.shapes.push(Shape::Fill { x: start, y, w, h, paint: Paint::Panel });
            self.shapes.push(Shape::Hatch { x: start, y, w, h, paint: Paint::Held });
            let [full, short] = self.words.held(hold.by);
            let room = to.min(self.view.width) - from.max(self.left()) - 10.0;
            let fits = full.chars().count() as f64 * LETTER_WIDTH < room;
            let text = if fits { full } else { short };
            labels.extend(self.bar_label(&text, (from, to, y + h / 2.0), Paint::Held));
        }
        labels
    }

    /// Draws the requests that are in sight, each until its response has arrived; returns their labels.
    fn exchanges(&mut self, line: &ConnectionLine, (y, h): (f64, f64), finish: f64) -> Vec<Shape> {
        let mut labels = Vec::new();
        let closed = line.ended().map_or(finish, |(at, _)| self.x(at));
        let mut i = line.exchanges.partition_point(|exchange| {
            let times = line.times(exchange);
            times.ended.map_or(closed, |at| self.x(at)) < self.left() - 4.0
        });
        let mut drawn = f64::MIN;
        while let Some(exchange) = line.exchanges.get(i) {
            i += 1;
            let times = line.times(exchange);
            let from = self.x(times.asked);
            if from > self.view.width {
                break;
            }
            let to = times.ended.map_or(closed, |at| self.x(at)).max(from + 2.0);
            if to < drawn + 1.0 {
                continue;
            }
            drawn = to;
            let own = self.sender_colour(line.task(exchange).or(line.by));
            let (start, stop) = (from.max(self.left() - OVERHANG), to.min(self.view.width + OVERHANG));
            // The line for an open connection would show through.
            for paint in [Paint::Panel, Paint::Soft(own)] {
                self.shapes.push(Shape::Fill { x: start, y, w: (stop - start).max(2.0), h, paint });
            }
            // Behind the bar there is room until something else is sent, such as the next request.
            let after = times.ended.and_then(|ended| {
                let later = line.transfers.partition_point(|transfer| transfer.sent.seq <= ended.seq);
                line.transfers.get(later)
            });
            let next = after.map_or(closed.max(to), |transfer| self.x(transfer.sent));
            labels.extend(self.exchange_label(line, exchange, (y, h), (from, to, next)));
        }
        labels
    }

    /// Returns the words for what a request asks for and how it is answered, with what lies behind them: on its bar, else
    /// behind that where nothing follows.
    fn exchange_label(
        &self,
        line: &ConnectionLine,
        exchange: &Exchange,
        (y, h): (f64, f64),
        (from, to, next): (f64, f64, f64),
    ) -> Vec<Shape> {
        let text = |place: usize| line.messages[place].line.map(|line| self.trace.text(line).to_string());
        let status = exchange.response.and_then(text);
        let bytes = exchange.response.and_then(|place| line.bytes(place));
        let asked = text(exchange.request).unwrap_or_default();
        let has_failed = status.as_ref().is_some_and(|status| status.starts_with(['4', '5']));
        let label = self.words.exchange(&asked, status.as_deref(), bytes);
        let within = from.max(self.left()) + 6.0;
        let behind = to.max(self.left()) + 6.0;
        let room_within = to.min(self.view.width) - within - 4.0;
        let room_behind = next.min(self.view.width) - behind - 6.0;
        let fits = label.chars().count() as f64 * LETTER_WIDTH;
        let is_within = room_within >= fits.min(room_behind.max(LEAST_LABEL));
        let (x, room) = if is_within { (within, room_within) } else { (behind, room_behind) };
        if room < LEAST_LABEL || self.view.dense {
            return Vec::new();
        }
        let mut shapes = Vec::new();
        // Neither the lines of what is sent nor that of an open connection goes through the words.
        let own = self.sender_colour(line.task(exchange).or(line.by));
        let behind_words: &[Paint] = if is_within { &[Paint::Panel, Paint::Soft(own)] } else { &[Paint::Panel] };
        let (left, w) = (x - 3.0, (fits + 6.0).min(room));
        shapes.extend(behind_words.iter().map(|paint| Shape::Fill { x: left, y, w, h, paint: *paint }));
        let paint = if has_failed { Paint::Failed } else { Paint::Muted };
        let (y, anchor) = (y + h / 2.0, Anchor::Start);
        shapes.push(Shape::Text { x, y, text: label, paint, size: 10.5, mono: false, anchor, room });
        shapes
    }

    /// Draws what is sent, from the edge of the end that sends to that of the other.
    fn transfers(&mut self, line: &ConnectionLine, (y, h): (f64, f64)) {
        let first = line.transfers.partition_point(|transfer| self.x(transfer.sent) < self.left());
        let mut drawn = [f64::MIN; 2];
        let mut lines = Vec::new();
        for transfer in &line.transfers[first.saturating_sub(LINES_BEFORE)..] {
            let Transfer { by, sent, arrived, task, .. } = *transfer;
            let from = self.x(sent);
            if from > self.view.width {
                break;
            }
            let last = &mut drawn[by as usize];
            if from < *last + LINE_DISTANCE {
                continue;
            }
            *last = from;
            // What never arrives ends on the way.
            let (to, share) = arrived.map_or((from, 0.5), |at| (self.x(at), 1.0));
            if to < self.left() {
                continue;
            }
            let (y1, y2) = if by == ConnectionEnd::Client { (y, y + h) } else { (y + h, y) };
            let y2 = y1 + (y2 - y1) * share;
            let own = self.sender_colour(task.or(line.by));
            lines.push(Shape::Path { points: vec![(from, y1), (to, y2)], paint: Paint::Lane(own) });
        }
        self.shapes.extend(lines);
    }

    /// Marks the end of a connection: a ring where it was closed, a diamond with a word where it failed.
    fn connection_end(&mut self, line: &ConnectionLine, (y, h): (f64, f64)) {
        let Some((at, state)) = line.ended() else { return };
        let (x, middle) = (self.x(at) + 8.0, y + h / 2.0);
        if x < self.left() || x > self.view.width {
            return;
        }
        if state == ConnectionState::Closed {
            self.shapes.push(Shape::Ring { x, y: middle, r: 3.0, paint: Paint::Muted });
            return;
        }
        self.shapes.push(Shape::Diamond { x, y: middle, r: 5.0, paint: Paint::Failed });
        let room = self.view.width - x - 12.0;
        if room > LEAST_LABEL {
            let word = self.words.connection_end(state).to_string();
            self.text(x + 10.0, middle, word, (Paint::Failed, 10.5), room);
        }
    }

    fn sender_colour(&self, task: Option<TaskId>) -> u8 {
        task.map_or(0, |task| self.lane_colour(task))
    }
}

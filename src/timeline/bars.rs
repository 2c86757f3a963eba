//! Contents of a lane: the spans of a task or generator, the loop's turns, the contents of a resource.

use super::lanes::{Lane, Row};
use super::layout::{Picture, colour};
use super::scene::{Anchor, Paint, Shape};
use crate::reading::spans::{Activity, EventTime, FinalState, Span, Spans, is_held};
use crate::trace::{FutureId, Text, WaitKind, WaitReason};

/// Least width of a step in px, so that a step which takes no time is visible.
const MIN_STEP_WIDTH: f64 = 3.0;
/// Height in px of a mark in the loop's row.
const TURN_HEIGHT: f64 = 14.0;
/// Height in px of the plain ground of a text on hatching.
const GROUND_HEIGHT: f64 = 14.0;
/// Distance in px by which shapes reach beyond the visible part, so that their ends stay out of sight.
const OVERHANG: f64 = 40.0;

impl Picture<'_> {
    pub(super) fn lane(&mut self, lane: Lane) {
        match lane.row {
            Row::Loop => self.turns(lane),
            Row::Task { place, .. } => {
                let task = &self.spans.tasks[place];
                self.spans_of(lane, &task.spans, colour(place));
                self.endings(lane, task.ended.as_slice());
            }
            Row::Generator { place, .. } => {
                let line = &self.spans.generators[place];
                self.spans_of(lane, &line.spans, colour(place + 1));
                self.endings(lane, &line.ended);
            }
            Row::Host(_) => {}
            Row::Connection { place, .. } => self.connection(lane, place),
            Row::Socket(place) => self.datagrams(lane, place),
            Row::Resource(place) if self.spans.resources[place].is_held() => self.holders(lane, place),
            Row::Resource(place) => self.level(lane, place),
            Row::Value { place, .. } => self.values(lane, place),
        }
    }

    fn turns(&mut self, lane: Lane) {
        let y = self.bar(lane) + (self.thick() - TURN_HEIGHT) / 2.0;
        let turns = &self.spans.turns;
        let mut i = turns.partition_point(|at| self.x(*at) < self.left() - 2.0);
        while let Some(at) = turns.get(i) {
            let x = self.x(*at).round();
            if x > self.view.width {
                break;
            }
            self.shapes.push(Shape::Fill { x: x - 1.0, y, w: 2.0, h: 14.0, paint: Paint::Muted });
            i += 1 + turns[i + 1..].partition_point(|next| self.x(*next).round() < x + 3.0);
        }
        self.repeated_turns(y);
        let blocked = &self.spans.blocked;
        let mut i = blocked.partition_point(|(at, _)| self.x(*at) <= self.left());
        while let Some((at, held)) = blocked.get(i) {
            // Blocking is recorded when it is over: the blocked stretch lies before the event.
            let to = self.x(*at);
            let from = if self.view.steps { to - 6.0 } else { self.view.scale.x((at.t.0 - held.0.min(at.t.0)) as f64) };
            if from > self.view.width {
                break;
            }
            self.shapes.push(Shape::Fill { x: from, y, w: (to - from).max(3.0), h: 14.0, paint: Paint::Failed });
            i += 1 + blocked[i + 1..].partition_point(|(next, _)| self.x(*next) < to + 1.0);
        }
    }

    /// Draws each stretch of turns that repeat the one before them, with their number where there is room.
    fn repeated_turns(&mut self, y: f64) {
        let repeated = &self.spans.repeated;
        let mut i = repeated.partition_point(|stretch| self.x(stretch.to) <= self.left());
        while let Some(stretch) = repeated.get(i) {
            let (from, to) = (self.x(stretch.from), self.x(stretch.to));
            if from > self.view.width {
                break;
            }
            let (start, end) = (from.max(self.left() - OVERHANG), to.min(self.view.width + OVERHANG));
            self.shapes.push(Shape::Hatch { x: start, y, w: (end - start).max(2.0), h: 14.0, paint: Paint::Muted });
            let start = from.max(self.left()) + 4.0;
            let room = to.min(self.view.width) - start - 4.0;
            let text = format!("\u{d7}{}", stretch.turns);
            let w = text.chars().count() as f64 * 6.0 + 6.0;
            if room > w {
                // Text on hatching needs a plain background.
                self.shapes.push(Shape::Fill { x: start - 3.0, y: y + 1.0, w, h: 12.0, paint: Paint::Panel });
                self.text(start, y + 7.0, text, (Paint::Muted, 10.5), room);
            }
            i += 1 + repeated[i + 1..].partition_point(|next| self.x(next.to) < to + 1.0);
        }
    }

    fn spans_of(&mut self, lane: Lane, spans: &[Span], own: u8) {
        let (y, thick) = (self.bar(lane), self.thick());
        let end = |span: &Span| span.to.map_or_else(|| self.view.scale.x(self.known), |to| self.x(to));
        let mut i = spans.partition_point(|span| end(span) < self.left() - 4.0);
        let mut ticked = f64::MIN;
        let mut steps = Vec::new();
        let mut step = |from: f64, to: f64| {
            let w = (to - from).max(MIN_STEP_WIDTH);
            if from + w > ticked + 1.0 {
                let x = from - if to - from < MIN_STEP_WIDTH { MIN_STEP_WIDTH / 2.0 } else { 0.0 };
                steps.push(Shape::Fill { x, y, w, h: thick, paint: Paint::Lane(own) });
                ticked = from + w;
            }
        };
        let mut waits = Vec::new();
        while let Some(span) = spans.get(i) {
            let (from, to) = (self.x(span.from), end(span));
            if from > self.view.width {
                break;
            }
            if to - from < 1.0 {
                // Spans that end within this pixel are drawn as one step if any is a step; of more than two, one always
                // is.
                let more = spans[i..].partition_point(|other| end(other) < from + 1.0).max(1);
                if more > 2 || spans[i..i + more].iter().any(|span| span.doing == Activity::Running) {
                    step(from, to);
                }
                i += more;
                continue;
            }
            match span.doing {
                Activity::Running => step(from, to),
                Activity::Ready if to - from >= 2.0 => {
                    let (y, h) = (y + 2.0, self.thick() - 4.0);
                    waits.push((Shape::Dotted { x: from, y, w: to - from, h, paint: Paint::Muted }, None));
                }
                Activity::Ready => {}
                Activity::Waiting(on) => {
                    waits.push((self.wait(on, from, to, y, own), Some((BarText::On(on), from, to))))
                }
                Activity::Paused(value) => {
                    let reason = Some((BarText::Value(value), from, to));
                    waits.push((self.calm(from, to, y, own), reason));
                }
            }
            i += 1;
        }
        for (shape, label) in waits {
            self.shapes.push(shape);
            match label {
                Some((BarText::On(on), from, to)) => self.reason(on, from, to, y),
                Some((BarText::Value(value), from, to)) => self.value(value, from, to, y),
                None => {}
            }
        }
        self.shapes.extend(steps);
    }

    /// Marks the ends of the tasks or generators in a lane, one after the other; marks that would overlap are left out.
    fn endings(&mut self, lane: Lane, ended: &[(EventTime, FinalState)]) {
        let y = self.bar(lane) + self.thick() / 2.0;
        let mut i = ended.partition_point(|(at, _)| self.x(*at) + 9.0 <= self.left());
        while let Some(&(at, ending)) = ended.get(i) {
            let x = self.x(at) + 9.0;
            if x >= self.view.width {
                break;
            }
            self.shapes.push(match ending {
                FinalState::Finished => Shape::Disc { x, y, r: 4.0, paint: Paint::Good },
                FinalState::Failed => Shape::Diamond { x, y, r: 5.0, paint: Paint::Failed },
                FinalState::Cancelled => Shape::Cross { x, y, r: 3.5, paint: Paint::Muted },
                FinalState::Left => Shape::Ring { x, y, r: 3.5, paint: Paint::Muted },
            });
            i += 1 + ended[i + 1..].partition_point(|(next, _)| self.x(*next) + 9.0 < x + 8.0);
        }
    }

    fn wait(&self, on: WaitReason, from: f64, to: f64, y: f64, own: u8) -> Shape {
        match self.calm(from, to, y, own) {
            Shape::Fill { x, y, w, h, .. } if is_hatched(self.spans, on) => {
                Shape::Hatch { x, y, w, h, paint: Paint::Held }
            }
            calm => calm,
        }
    }

    fn calm(&self, from: f64, to: f64, y: f64, own: u8) -> Shape {
        let (from, to) = (from.max(self.left() - OVERHANG), to.min(self.view.width + OVERHANG));
        Shape::Fill { x: from, y: y + 2.0, w: (to - from).max(1.0), h: self.thick() - 4.0, paint: Paint::Soft(own) }
    }

    /// Writes the value that a generator has yielded onto its pause, where there is room; `None` is not written.
    fn value(&mut self, value: Text, from: f64, to: f64, y: f64) {
        let start = from.max(self.left()) + 4.0;
        let room = to.min(self.view.width) - start - 2.0;
        let text = self.trace.text(value);
        if room > 9.0 && !matches!(text, "()" | "None") {
            self.text(start, y + self.thick() / 2.0, text.to_string(), (Paint::Muted, 10.5), room);
        }
    }

    /// Writes the reason of a wait onto its bar, where there is room.
    fn reason(&mut self, on: WaitReason, from: f64, to: f64, y: f64) {
        // The text begins in the visible part, so that a long wait is named wherever it is cut.
        let start = from.max(self.left()) + 6.0;
        let room = to.min(self.view.width) - start - 4.0;
        if room <= 44.0 || self.view.dense {
            return;
        }
        let text = self.words.wait(self.trace, self.spans, on);
        let (y, h) = (y + 2.0, self.thick() - 4.0);
        if is_hatched(self.spans, on) {
            // Text on hatching needs a plain background.
            let w = (text.chars().count() as f64 * 5.6 + 6.0).min(room);
            let ground = h.min(GROUND_HEIGHT);
            self.shapes.push(Shape::Fill {
                x: start - 3.0,
                y: y + (h - ground) / 2.0,
                w,
                h: ground,
                paint: Paint::Panel,
            });
        }
        let paint = if is_hatched(self.spans, on) { Paint::Held } else { Paint::Muted };
        self.text(start, y + h / 2.0, text, (paint, 10.5), room);
    }

    /// Draws a level as steps, under a line at the capacity.
    fn level(&mut self, lane: Lane, place: usize) {
        let line = &self.spans.resources[place];
        let most = line.peak.max(line.capacity.unwrap_or(1)).max(1);
        let bottom = self.top(lane) + lane.height - 8.0;
        let y = |value: u32| bottom - f64::from(value) * self.lanes.style().level() / f64::from(most);
        let (least, greatest) = (self.left() - OVERHANG, self.view.width + OVERHANG);
        let finish = self.view.scale.x(self.known);
        let x = |at: EventTime| self.x(at).clamp(least, greatest);
        // The last change out of sight on the left gives the level at which the line begins.
        let mut i = line.states.partition_point(|(at, _)| self.x(*at) < least).saturating_sub(1);
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut now = 0;
        while let Some((at, _)) = line.states.get(i) {
            let here = x(*at);
            // Of several changes within a pixel the last is drawn, with a line up to the highest.
            let more = line.states[i..].partition_point(|(next, _)| x(*next) < here + 1.0).max(1);
            let highest = line.levels[i..i + more.min(64)].iter().max().copied().unwrap_or_default();
            let last = line.levels[i + more - 1];
            if points.is_empty() {
                points.push((here, y(last)));
            } else if last != now || highest > now {
                points.push((here, y(now)));
                if highest > last {
                    points.push((here, y(highest)));
                }
                points.push((here, y(last)));
            }
            now = last;
            i += more;
            if here >= greatest {
                break;
            }
        }
        points.push((finish.clamp(least, greatest), y(now)));
        for pair in points.windows(2).filter(|pair| pair[1].0 - pair[0].0 >= 0.5 && pair[0].1 < bottom) {
            let ((x, y), w) = (pair[0], pair[1].0 - pair[0].0);
            self.shapes.push(Shape::Fill { x, y, w, h: bottom - y, paint: Paint::Wash });
        }
        self.shapes.push(Shape::Path { points, paint: Paint::Accent });
        let Some(capacity) = line.capacity else { return };
        let (x1, x2, y) = (self.left(), finish.min(self.view.width), y(capacity));
        self.shapes.push(Shape::Line { x1, y1: y, x2, y2: y, paint: Paint::Held, dashed: true });
        let (x, text, paint) = ((finish + 5.0).min(self.view.width - 14.0), capacity.to_string(), Paint::Muted);
        let (size, mono, anchor, room) = (10.5, true, Anchor::Start, 40.0);
        self.shapes.push(Shape::Text { x, y, text, paint, size, mono, anchor, room });
    }

    /// Draws a lock as a band in the holder's colour while the lock is held.
    fn holders(&mut self, lane: Lane, place: usize) {
        let states = &self.spans.resources[place].states;
        let y = self.bar(lane) + 8.0;
        let finish = self.view.scale.x(self.known);
        let mut i = states.partition_point(|(at, _)| self.x(*at) < self.left()).saturating_sub(1);
        while let Some((at, state)) = states.get(i) {
            let from = self.x(*at).max(self.left());
            if from > self.view.width {
                break;
            }
            let to = states.get(i + 1).map_or(finish, |(next, _)| self.x(*next)).min(self.view.width);
            if let Some(holder) = self.trace.snapshot(*state).holder
                && to > from
            {
                let paint = Paint::Lane(self.lane_colour(holder));
                self.shapes.push(Shape::Fill { x: from, y, w: to - from, h: self.thick() - 16.0, paint });
            }
            // Of several changes within a pixel only the last is drawn: the others are shorter than the pixel.
            let within = states[i + 1..].partition_point(|(next, _)| self.x(*next) < from + 1.0);
            i += within.max(1);
        }
    }
}

/// Text on a bar.
enum BarText {
    On(WaitReason),
    Value(Text),
}

/// True for a wait that another task prolongs, for example by holding a lock. Waiting for tasks themselves is not
/// hatched: that is what tasks are for; nor is waiting for what comes over the network.
pub fn is_hatched(spans: &Spans, on: WaitReason) -> bool {
    let by_network =
        matches!(on.kind, WaitKind::Future | WaitKind::Io) && spans.connections.settler(FutureId(on.id)).is_some();
    is_held(on)
        && !by_network
        && !spans.awaits_group(on)
        && !matches!(on.kind, WaitKind::Task | WaitKind::Gather | WaitKind::Wait)
}

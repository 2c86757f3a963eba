//! From record, view and playhead to shapes: only what is visible, at most one rectangle a pixel and lane.

use super::lanes::{Lane, Row, height, lanes};
use super::scale::Scale;
use super::scene::{Anchor, Paint, Scene, Shape};
use super::ticks::{ticks, time_label, unit_of};
use crate::clock::Micros;
use crate::trace::spans::{At, Doing, Ending, ResourceLine, Span, Spans, TaskSpans, is_held};
use crate::trace::{On, ResourceKind, TaskId, Trace};

/// What the picture shows in words, in the reader's language.
pub trait Words {
    /// The loop's lane.
    fn event_loop(&self) -> String;
    /// The reason of a wait, short enough for a bar.
    fn wait(&self, trace: &Trace, spans: &Spans, on: On) -> String;
    /// The unit behind the last tick: of seconds, milliseconds, microseconds or steps, numbered 0 to 3.
    fn unit(&self, unit: usize) -> &'static str;
    /// The playhead's moment.
    fn moment(&self, t: Micros) -> String;
    /// Between whole and fraction.
    fn decimal(&self) -> char;
}

/// How the record is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The axis counts events, not time.
    pub steps: bool,
    /// Which part of it is seen.
    pub scale: Scale,
    /// The picture's width in px.
    pub width: f64,
    /// The picture's height in px.
    pub height: f64,
    /// How far the lanes are scrolled up, in px.
    pub scroll: f64,
    /// Names stand above their bars, not beside them.
    pub narrow: bool,
}

/// The axis' height in px.
pub const AXIS: f64 = 32.0;
/// The width of the lanes' names in px, where they stand beside.
pub const NAMES: f64 = 128.0;
/// The width left of the first moment in px, where names stand above.
pub const EDGE: f64 = 14.0;
/// A bar's height in px.
const BAR: f64 = 26.0;
/// The least width of a step in px: also one that takes no time is seen.
const TICK: f64 = 3.0;
/// Wakes are drawn as long as there are at most this many in sight.
const ARROWS: usize = 250;

impl View {
    /// Where the first moment is drawn, in px.
    pub fn left(narrow: bool) -> f64 {
        if narrow { EDGE } else { NAMES }
    }

    /// All of a record.
    pub fn fit(end: f64, steps: bool, size: (f64, f64), narrow: bool) -> View {
        let left = View::left(narrow);
        let scale = Scale::fit(end, left, size.0 - left);
        View { steps, scale, width: size.0, height: size.1, scroll: 0.0, narrow }
    }

    /// Where a moment lies on the axis, in units.
    pub fn unit(&self, at: At) -> f64 {
        if self.steps { f64::from(at.seq.0) } else { at.t.0 as f64 }
    }
}

/// Where the record ends on the axis, in units; at least 1.
pub fn end(trace: &Trace, steps: bool) -> f64 {
    if steps { trace.len() as f64 } else { (trace.end_time().0 as f64).max(1.0) }
}

/// The height that shows all lanes of a record, in px.
pub fn full_height(spans: &Spans, narrow: bool) -> f64 {
    AXIS + height(&lanes(spans, narrow)) + 8.0
}

/// The playhead: how many events lie before it, and its moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playhead {
    /// How many events lie at or before it.
    pub count: usize,
    /// Its loop time, which also stands between events.
    pub at: Micros,
}

/// Draws a record.
pub fn layout(trace: &Trace, spans: &Spans, view: &View, playhead: Option<Playhead>, words: &dyn Words) -> Scene {
    let mut picture = Picture { trace, spans, view, words, shapes: Vec::new(), lanes: lanes(spans, view.narrow) };
    picture.grid();
    for lane in picture.seen() {
        picture.lane(lane);
    }
    picture.arrows();
    picture.names();
    picture.axis();
    if let Some(playhead) = playhead {
        picture.playhead(playhead);
    }
    Scene { size: (view.width, view.height), shapes: picture.shapes }
}

struct Picture<'a> {
    trace: &'a Trace,
    spans: &'a Spans,
    view: &'a View,
    words: &'a dyn Words,
    shapes: Vec<Shape>,
    lanes: Vec<Lane>,
}

impl Picture<'_> {
    fn top(&self, lane: Lane) -> f64 {
        AXIS + lane.top - self.view.scroll
    }

    /// The lanes in sight.
    fn seen(&self) -> Vec<Lane> {
        let seen = |lane: &&Lane| self.top(**lane) < self.view.height && self.top(**lane) + lane.height > AXIS;
        self.lanes.iter().filter(seen).copied().collect()
    }

    /// A bar's upper edge.
    fn bar(&self, lane: Lane) -> f64 {
        self.top(lane) + lane.height - BAR - 8.0
    }

    fn x(&self, at: At) -> f64 {
        self.view.scale.x(self.view.unit(at))
    }

    fn left(&self) -> f64 {
        View::left(self.view.narrow)
    }

    fn text(&mut self, x: f64, y: f64, text: String, (paint, size): (Paint, f64), room: f64) {
        self.shapes.push(Shape::Text { x, y, text, paint, size, mono: false, anchor: Anchor::Start, room });
    }

    fn grid(&mut self) {
        let bottom = self.view.height;
        for tick in ticks(&self.view.scale, self.view.steps).at {
            let x = self.view.scale.x(tick);
            self.shapes.push(Shape::Line { x1: x, y1: AXIS, x2: x, y2: bottom, paint: Paint::Faint, dashed: false });
        }
        for lane in self.seen() {
            let y = self.top(lane) + lane.height;
            self.shapes.push(Shape::Line {
                x1: 0.0,
                y1: y,
                x2: self.view.width,
                y2: y,
                paint: Paint::Faint,
                dashed: false,
            });
        }
    }

    fn axis(&mut self) {
        let ticks = ticks(&self.view.scale, self.view.steps);
        let width = self.view.width;
        self.shapes.push(Shape::Fill { x: 0.0, y: 0.0, w: width, h: AXIS, paint: Paint::Panel });
        let unit = if self.view.steps { 3 } else { unit_of(ticks.step).1 };
        let last = ticks.at.iter().rposition(|tick| self.view.scale.x(*tick) < width - 16.0);
        for (i, tick) in ticks.at.iter().enumerate() {
            let label = match self.view.steps {
                true => format!("{tick:.0}"),
                false => time_label(*tick, ticks.step, self.words.decimal()),
            };
            let label = if Some(i) == last { format!("{label}\u{a0}{}", self.words.unit(unit)) } else { label };
            let x = self.view.scale.x(*tick);
            let shape = Shape::Text {
                x,
                y: 17.0,
                text: label,
                paint: Paint::Muted,
                size: 11.0,
                mono: true,
                anchor: Anchor::Middle,
                room: 90.0,
            };
            // A label that would be cut at the edge says nothing.
            if x > self.left() - 4.0 && x < width - 8.0 {
                self.shapes.push(shape);
            }
        }
    }

    fn names(&mut self) {
        if !self.view.narrow {
            self.shapes.push(Shape::Fill { x: 0.0, y: AXIS, w: NAMES - 8.0, h: self.view.height, paint: Paint::Panel });
        }
        for lane in self.seen() {
            let (name, paint, depth) = match lane.row {
                Row::Loop => (self.words.event_loop(), Paint::Muted, 0),
                Row::Task(i, depth) => {
                    (self.trace.text(self.spans.tasks[i].name).to_string(), Paint::Lane(colour(i)), depth)
                }
                Row::Resource(i) => (self.trace.text(self.spans.resources[i].name).to_string(), Paint::Accent, 0),
            };
            let indent = f64::from(depth.min(4)) * 12.0;
            let (x, y) = match self.view.narrow {
                true => (EDGE, self.top(lane) + 11.0),
                false => (10.0 + indent, self.bar(lane) + BAR / 2.0),
            };
            if y < AXIS + 6.0 {
                continue;
            }
            match lane.row {
                Row::Resource(_) => self.shapes.push(Shape::Ring { x: x + 4.0, y, r: 3.5, paint }),
                Row::Task(i, _) if i >= 8 => self.shapes.push(Shape::Diamond { x: x + 4.0, y, r: 5.0, paint }),
                Row::Loop | Row::Task(..) => self.shapes.push(Shape::Fill { x, y: y - 4.0, w: 8.0, h: 8.0, paint }),
            }
            let room = if self.view.narrow { self.view.width - x - 24.0 } else { NAMES - 12.0 - (x + 14.0) };
            self.text(x + 14.0, y, name, (Paint::Text, 12.0), room);
        }
    }

    fn lane(&mut self, lane: Lane) {
        match lane.row {
            Row::Loop => self.turns(lane),
            Row::Task(i, _) => self.task(lane, i),
            Row::Resource(i) => self.resource(lane, i),
        }
    }

    fn turns(&mut self, lane: Lane) {
        let y = self.bar(lane) + 6.0;
        let turns = &self.spans.turns;
        let first = turns.partition_point(|at| self.x(*at) < self.left() - 2.0);
        let mut last = f64::MIN;
        let mut shapes = Vec::new();
        for at in &turns[first..] {
            let x = self.x(*at).round();
            if x > self.view.width {
                break;
            }
            if x >= last + 3.0 {
                shapes.push(Shape::Fill { x: x - 1.0, y, w: 2.0, h: 14.0, paint: Paint::Muted });
                last = x;
            }
        }
        for (at, held) in &self.spans.blocked {
            // The time is over when it is noted: the blocked stretch lies before.
            let to = self.x(*at);
            let from = if self.view.steps { to - 6.0 } else { self.view.scale.x((at.t - *held).0 as f64) };
            if to > self.left() && from < self.view.width {
                shapes.push(Shape::Fill { x: from, y, w: (to - from).max(3.0), h: 14.0, paint: Paint::Failed });
            }
        }
        self.shapes.extend(shapes);
    }

    fn task(&mut self, lane: Lane, place: usize) {
        let task: &TaskSpans = &self.spans.tasks[place];
        let (y, lane_colour) = (self.bar(lane), colour(place));
        let known = end(self.trace, self.view.steps);
        let first = task.spans.partition_point(|span| span.to.is_some_and(|to| self.x(to) < self.left() - 4.0));
        let (mut drawn, mut ticked) = (f64::MIN, f64::MIN);
        let mut steps = Vec::new();
        for span in &task.spans[first..] {
            let from = self.x(span.from);
            if from > self.view.width {
                break;
            }
            let to = span.to.map_or_else(|| self.view.scale.x(known), |to| self.x(to));
            match span.doing {
                Doing::Running => {
                    let w = (to - from).max(TICK);
                    if from + w > ticked + 1.0 {
                        steps.push(Shape::Fill {
                            x: from - if to - from < TICK { TICK / 2.0 } else { 0.0 },
                            y,
                            w,
                            h: BAR,
                            paint: Paint::Lane(lane_colour),
                        });
                        ticked = from + w;
                    }
                }
                // What is narrower than a pixel and touches what is drawn adds nothing.
                Doing::Ready | Doing::Waiting(_) if to - from < 1.0 && to < drawn + 1.0 => {}
                Doing::Ready => {
                    if to - from >= 2.0 {
                        self.shapes.push(Shape::Dotted {
                            x: from,
                            y: y + 2.0,
                            w: to - from,
                            h: BAR - 4.0,
                            paint: Paint::Muted,
                        });
                    }
                    drawn = to;
                }
                Doing::Waiting(on) => {
                    self.wait(*span, on, from, to, y, lane_colour);
                    drawn = to;
                }
            }
        }
        self.shapes.extend(steps);
        if let Some((at, ending)) = self.spans.tasks[place].ended {
            let (x, y) = (self.x(at) + 9.0, y + BAR / 2.0);
            if x > self.left() && x < self.view.width {
                self.shapes.push(match ending {
                    Ending::Finished => Shape::Disc { x, y, r: 4.0, paint: Paint::Good },
                    Ending::Failed => Shape::Diamond { x, y, r: 5.0, paint: Paint::Failed },
                    Ending::Cancelled => Shape::Cross { x, y, r: 3.5, paint: Paint::Muted },
                });
            }
        }
    }

    fn wait(&mut self, _span: Span, on: On, from: f64, to: f64, y: f64, lane_colour: u8) {
        let (from, to) = (from.max(self.left() - 40.0), to.min(self.view.width + 40.0));
        let w = (to - from).max(1.0);
        let held = is_held(on);
        let joins = matches!(
            on.kind,
            crate::trace::WaitKind::Task | crate::trace::WaitKind::Gather | crate::trace::WaitKind::Wait
        );
        let (y, h) = (y + 2.0, BAR - 4.0);
        self.shapes.push(match held && !joins {
            true => Shape::Hatch { x: from, y, w, h, paint: Paint::Held },
            false => Shape::Fill { x: from, y, w, h, paint: Paint::Soft(lane_colour) },
        });
        // The label begins in sight, so that a long wait is named wherever one looks.
        let start = from.max(self.left()) + 6.0;
        let room = to.min(self.view.width) - start - 4.0;
        if room > 44.0 {
            let text = self.words.wait(self.trace, self.spans, on);
            let paint = if held && !joins { Paint::Held } else { Paint::Muted };
            if held && !joins {
                // Words on hatching need a calm ground.
                let width = (text.chars().count() as f64 * 5.6 + 6.0).min(room);
                self.shapes.push(Shape::Fill { x: start - 3.0, y: y + 4.0, w: width, h: h - 8.0, paint: Paint::Panel });
            }
            self.text(start, y + h / 2.0, text, (paint, 10.5), room);
        }
    }

    fn resource(&mut self, lane: Lane, place: usize) {
        let line: &ResourceLine = &self.spans.resources[place];
        if matches!(line.kind, ResourceKind::Lock | ResourceKind::Condition) {
            return self.holders(lane, place);
        }
        let level = |snapshot| {
            let state = self.trace.snapshot(snapshot);
            if is_queue(line.kind) { state.len } else { state.value.unwrap_or(state.waiters.len() as u32) }
        };
        let most = line
            .states
            .iter()
            .map(|(_, state)| level(*state))
            .max()
            .unwrap_or(0)
            .max(line.capacity.unwrap_or(1))
            .max(1);
        let bottom = self.top(lane) + lane.height - 8.0;
        let scale = 38.0 / f64::from(most);
        let y = |value: u32| bottom - f64::from(value) * scale;
        let finish = self.view.scale.x(end(self.trace, self.view.steps));
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut now = 0;
        for (at, state) in &line.states {
            let (x, value) = (self.x(*at).clamp(self.left() - 40.0, self.view.width + 40.0), level(*state));
            if points.is_empty() {
                points.push((x, y(value)));
            } else if value != now {
                points.push((x, y(now)));
                points.push((x, y(value)));
            }
            now = value;
        }
        points.push((finish.clamp(self.left() - 40.0, self.view.width + 40.0), y(now)));
        let mut shapes = Vec::new();
        for pair in points.windows(2).filter(|pair| pair[1].0 - pair[0].0 >= 0.5 && pair[0].1 < bottom) {
            shapes.push(Shape::Fill {
                x: pair[0].0,
                y: pair[0].1,
                w: pair[1].0 - pair[0].0,
                h: bottom - pair[0].1,
                paint: Paint::Wash,
            });
        }
        shapes.push(Shape::Path { points, paint: Paint::Accent });
        if let Some(capacity) = line.capacity {
            let y = y(capacity);
            shapes.push(Shape::Line {
                x1: self.left(),
                y1: y,
                x2: finish.min(self.view.width),
                y2: y,
                paint: Paint::Held,
                dashed: true,
            });
            let text = capacity.to_string();
            let x = (finish + 5.0).min(self.view.width - 4.0);
            shapes.push(Shape::Text {
                x,
                y,
                text,
                paint: Paint::Muted,
                size: 10.5,
                mono: true,
                anchor: Anchor::Start,
                room: 40.0,
            });
        }
        self.shapes.extend(shapes);
    }

    /// A lock: a band in the holder's colour while it is held.
    fn holders(&mut self, lane: Lane, place: usize) {
        let line = &self.spans.resources[place];
        let y = self.bar(lane);
        let finish = self.view.scale.x(end(self.trace, self.view.steps));
        let mut shapes = Vec::new();
        for (i, (at, state)) in line.states.iter().enumerate() {
            let Some(holder) = self.trace.snapshot(*state).holder else { continue };
            let from = self.x(*at).max(self.left());
            let to = line.states.get(i + 1).map_or(finish, |(next, _)| self.x(*next)).min(self.view.width);
            if to > from {
                let paint = Paint::Lane(self.lane_colour(holder));
                shapes.push(Shape::Fill { x: from, y: y + 8.0, w: to - from, h: BAR - 16.0, paint });
            }
        }
        self.shapes.extend(shapes);
    }

    fn lane_colour(&self, task: TaskId) -> u8 {
        self.spans.place(task).map_or(0, colour)
    }

    /// Who woke whom.
    fn arrows(&mut self) {
        let wakes = &self.spans.wakes;
        let first = wakes.partition_point(|wake| self.x(wake.at) < self.left());
        let last = wakes.partition_point(|wake| self.x(wake.at) <= self.view.width);
        let seen = &wakes[first..last.max(first)];
        if seen.len() > ARROWS {
            return;
        }
        let lane_of = |task: TaskId| {
            let place = self.spans.place(task)?;
            self.lanes.iter().copied().find(|lane| matches!(lane.row, Row::Task(i, _) if i == place))
        };
        let arrows = seen.iter().filter_map(|wake| {
            let by = wake.by.filter(|by| *by != wake.task)?;
            let (from, to) = (lane_of(by)?, lane_of(wake.task)?);
            let x = self.x(wake.at);
            let down = to.top > from.top;
            let (y1, y2) = match down {
                true => (self.bar(from) + BAR, self.bar(to) - 1.0),
                false => (self.bar(from), self.bar(to) + BAR + 1.0),
            };
            (y1.min(y2) > AXIS).then_some(Shape::Arrow { x1: x - 3.0, y1, x2: x, y2, paint: Paint::Accent })
        });
        let arrows: Vec<Shape> = arrows.collect();
        self.shapes.extend(arrows);
    }

    fn playhead(&mut self, playhead: Playhead) {
        let unit = if self.view.steps { playhead.count.saturating_sub(1) as f64 } else { playhead.at.0 as f64 };
        let x = self.view.scale.x(unit);
        if x < self.left() - 1.0 || x > self.view.width {
            return;
        }
        let text = match self.view.steps {
            true => playhead.count.to_string(),
            false => self.words.moment(playhead.at),
        };
        let w = text.chars().count() as f64 * 6.7 + 14.0;
        let left = (x - w / 2.0).clamp(2.0, (self.view.width - w - 2.0).max(2.0));
        self.shapes.push(Shape::Fill { x: x - 1.0, y: 26.0, w: 2.0, h: self.view.height, paint: Paint::Accent });
        self.shapes.push(Shape::Pill { x: left, y: 7.0, w, h: 20.0, text });
    }
}

/// A task's colour by its place.
pub fn colour(place: usize) -> u8 {
    (place % 8) as u8
}

fn is_queue(kind: ResourceKind) -> bool {
    matches!(kind, ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue)
}

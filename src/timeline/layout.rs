//! Layout of record, view and playhead into shapes: only the visible part, at most one rectangle a pixel and lane.

use super::lanes::{ChildRows, Lane, Lanes, Row};
use super::marks::Marks;
use super::scale::Scale;
use super::scene::{Anchor, Paint, Scene, Shape};
use super::ticks::{ticks, time_label, unit_of};
use super::value_lanes::{RANGE_BELOW, ValueLane};
use crate::clock::Micros;
use crate::reading::spans::{EventTime, Spans};
use crate::trace::{
    ConnectionId, ConnectionState, DatagramFate, FIRST_PROCESS, FutureId, ResourceId, TaskId, Trace, WaitReason,
};

/// Texts of the picture, in the reader's language.
pub trait TimelineLabels {
    /// Name of the loop's lane.
    fn event_loop(&self) -> String;
    /// The word behind the name of a process.
    fn process(&self) -> &'static str;
    /// The reason of a wait, short enough for a bar.
    fn wait(&self, trace: &Trace, spans: &Spans, on: WaitReason) -> String;
    /// The name of a connection by its number.
    fn connection(&self, connection: ConnectionId) -> String;
    /// The number of a host's connections.
    fn connections(&self, count: usize) -> String;
    /// A request with the first line of its response and that one's bytes, once they are known.
    fn exchange(&self, asked: &str, status: Option<&str>, bytes: Option<u32>) -> String;
    /// The lookup of a name, as short as a label.
    fn lookup(&self) -> &'static str;
    /// Says that a connection waits for the transaction of another: in full, and shorter.
    fn held(&self, by: ConnectionId) -> [String; 2];
    /// The bytes of a datagram, and what became of it if nobody has taken it.
    fn datagram(&self, bytes: u32, fate: Option<DatagramFate>) -> String;
    /// The way in which a connection has failed, in a word.
    fn connection_end(&self, state: ConnectionState) -> &'static str;
    /// The unit behind the last tick: of seconds, milliseconds, microseconds or steps, numbered 0 to 3.
    fn unit(&self, unit: usize) -> &'static str;
    /// Formats the playhead's moment.
    fn moment(&self, t: Micros) -> String;
    /// Decimal mark.
    fn decimal(&self) -> char;
    /// Ratio of the tasks' own work to the length of the run: 3 if three tasks' work fits into the time of one.
    fn gain(&self, gain: f64) -> String;
    /// Says that a run ends this much earlier than the longest.
    fn earlier(&self, by: Micros) -> String;
    /// Says that this many more tasks are not drawn.
    fn more(&self, tasks: usize) -> String;
}

/// Element that the reader points at, in the picture or elsewhere on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// A task.
    Task(TaskId),
    /// A queue, lock or the like.
    Resource(ResourceId),
    /// A connection.
    Connection(ConnectionId),
    /// A line of generators, of which one at a time is alive, by its position in [`Spans::generators`].
    Generator(usize),
    /// A future. Futures have no lane: the lanes of the tasks that wait for one are highlighted.
    Future(FutureId),
}

/// Part of a record that is drawn, and the size and style of its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The axis counts events, not time.
    pub steps: bool,
    /// Visible part of the axis.
    pub scale: Scale,
    /// The picture's width in px.
    pub width: f64,
    /// The picture's height in px.
    pub height: f64,
    /// Distance by which the lanes are scrolled up, in px.
    pub scroll: f64,
    /// Names stand above their bars, not beside them.
    pub narrow: bool,
    /// Width in px of the names where they stand beside their bars.
    pub names: f64,
    /// Bars are low: several runs are drawn together.
    pub dense: bool,
    /// Elements whose lanes have a band behind them.
    pub lit: Vec<Highlight>,
    /// Marks that the reader has made.
    pub marks: Marks,
}

/// Height of the axis in px.
pub const AXIS_HEIGHT: f64 = 32.0;
/// Width in px of the lanes' names where names stand beside the bars.
pub const NAMES_WIDTH: f64 = 128.0;
/// Width in px of the names in a record whose tasks are named by the calls that they run: these take more room.
pub const CALLS_WIDTH: f64 = 188.0;
/// Width in px left of the first moment where names stand above the bars.
pub const EDGE_WIDTH: f64 = 14.0;
/// Most wakes in sight that are drawn as arrows; more of them would hide the bars, and none is drawn then.
const MAX_ARROWS: usize = 250;

impl View {
    /// A view of an entire record, with names above the bars if it is narrow, else beside them in this width in px.
    pub fn fit(end: f64, steps: bool, size: (f64, f64), narrow: bool, names: f64) -> View {
        let left = left(narrow, names);
        let scale = Scale::fit(end, left, size.0 - left);
        let (width, height) = size;
        let (lit, marks) = (Vec::new(), Marks::default());
        View { steps, scale, width, height, scroll: 0.0, narrow, names, dense: false, lit, marks }
    }

    /// Position of the first moment in px.
    pub fn left(&self) -> f64 {
        left(self.narrow, self.names)
    }

    /// Position of a moment on the axis, in units: the first event is step 1.
    pub fn unit(&self, at: EventTime) -> f64 {
        if self.steps { f64::from(at.seq.0 + 1) } else { at.t.0 as f64 }
    }
}

/// Position of the first moment in px, where names stand above the bars in a narrow picture or have this width beside them.
pub(super) fn left(narrow: bool, names: f64) -> f64 {
    if narrow { EDGE_WIDTH } else { names }
}

/// Width in px of a record's names where they stand beside the bars. The first task decides: the width does not change as a
/// record grows.
pub fn names_width(spans: &Spans) -> f64 {
    if spans.names.has_calls() { CALLS_WIDTH } else { NAMES_WIDTH }
}

/// End of the record on the axis, in units; at least 1.
pub fn end(trace: &Trace, steps: bool) -> f64 {
    if steps { (trace.len() + 1) as f64 } else { (trace.end_time().0 as f64).max(1.0) }
}

/// Leaves out of a name that has no room what does not tell it from others: letters before the number of `SpawnProcess-2`, and
/// what is before the host of an address, as in `fetch(…example.com')`.
fn shortened(name: String, room: f64) -> String {
    /// Width in px of a letter, roughly.
    const LETTER_WIDTH: f64 = 7.0;
    /// The fewest letters of a beginning that tell anything.
    const LEAST_LETTERS: usize = 3;
    let most = (room / LETTER_WIDTH) as usize;
    let call = name.split(" · ").next().unwrap_or(&name);
    if call.chars().count() <= most {
        return name;
    }
    match (call.split_once('('), call.split_once("://"), call.rsplit_once('-')) {
        (Some((function, _)), Some((_, address)), _) => format!("{function}(…{address}"),
        (None, _, Some((_, end))) => {
            let kept = most.saturating_sub(end.chars().count() + 2);
            let beginning: String = call.chars().take(kept).collect();
            if kept < LEAST_LETTERS { name } else { format!("{beginning}…-{end}") }
        }
        _ => name,
    }
}

/// The height that shows all lanes, in px.
pub fn full_height(lanes: &Lanes) -> f64 {
    AXIS_HEIGHT + lanes.height() + 8.0
}

/// The height that is left for lanes in a picture of this height, in px.
pub fn lanes_height(height: f64) -> f64 {
    height - AXIS_HEIGHT - 8.0
}

/// Position of the playhead: an event count and a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playhead {
    /// Number of events at or before the playhead.
    pub count: usize,
    /// Loop time of the playhead, which may lie between two events.
    pub at: Micros,
}

impl Playhead {
    /// Position on the axis, in units: where only steps count, on the last event before the playhead.
    pub fn unit(self, steps: bool) -> f64 {
        if steps { self.count as f64 } else { self.at.0 as f64 }
    }
}

/// Draws the lanes of a record that are in sight.
pub fn layout(
    trace: &Trace,
    spans: &Spans,
    lanes: &Lanes,
    view: &View,
    playhead: Option<Playhead>,
    words: &dyn TimelineLabels,
) -> Scene {
    let top = view.scroll;
    let seen = lanes.between(top, top + view.height - AXIS_HEIGHT);
    let mut picture =
        Picture { trace, spans, lanes, seen, view, words, known: end(trace, view.steps), shapes: Vec::new() };
    picture.stretch_band();
    picture.light(view.width);
    picture.grid();
    picture.lines();
    for lane in seen {
        picture.lane(*lane);
    }
    picture.arrows();
    picture.path_line();
    picture.names();
    picture.axis();
    picture.stretch_ends();
    picture.flags();
    if let Some(playhead) = playhead {
        picture.playhead(playhead);
    }
    picture.value_tip();
    Scene { size: (view.width, view.height), shapes: picture.shapes }
}

/// Inputs of a picture, and the shapes so far.
pub(super) struct Picture<'a> {
    pub trace: &'a Trace,
    pub spans: &'a Spans,
    pub lanes: &'a Lanes,
    /// The lanes in sight.
    pub seen: &'a [Lane],
    pub view: &'a View,
    pub words: &'a dyn TimelineLabels,
    /// End of the record, in units.
    pub known: f64,
    pub shapes: Vec<Shape>,
}

impl Picture<'_> {
    /// A lane's upper edge.
    pub fn top(&self, lane: Lane) -> f64 {
        AXIS_HEIGHT + lane.top - self.view.scroll
    }

    /// A bar's height.
    pub fn thick(&self) -> f64 {
        self.lanes.style().bar()
    }

    /// A bar's upper edge.
    pub fn bar(&self, lane: Lane) -> f64 {
        self.top(lane) + lane.height - self.thick() - self.lanes.style().below_bar()
    }

    pub fn x(&self, at: EventTime) -> f64 {
        self.view.scale.x(self.view.unit(at))
    }

    /// Left edge of the bars in px.
    pub fn left(&self) -> f64 {
        self.view.left()
    }

    pub fn text(&mut self, x: f64, y: f64, text: String, (paint, size): (Paint, f64), room: f64) {
        self.shapes.push(Shape::Text { x, y, text, paint, size, mono: false, anchor: Anchor::Start, room });
    }

    pub fn lane_colour(&self, task: TaskId) -> u8 {
        self.spans.place(task).map_or(0, colour)
    }

    /// Draws a band of this width behind each lane that the reader points at.
    pub(super) fn light(&mut self, w: f64) {
        let wanted = &self.view.lit;
        for lane in self.seen.iter().filter(|_| !wanted.is_empty()) {
            if lit(self.spans, lane.row).is_some_and(|lit| wanted.contains(&lit)) {
                let (top, bottom) = (self.top(*lane).max(AXIS_HEIGHT), self.top(*lane) + lane.height);
                self.shapes.push(Shape::Fill { x: 0.0, y: top, w, h: (bottom - top).max(0.0), paint: Paint::Wash });
            }
        }
    }

    pub(super) fn grid(&mut self) {
        let bottom = self.view.height;
        for tick in ticks(&self.view.scale, self.view.steps).at {
            let x = self.view.scale.x(tick);
            self.shapes.push(Shape::Line {
                x1: x,
                y1: AXIS_HEIGHT,
                x2: x,
                y2: bottom,
                paint: Paint::Faint,
                dashed: false,
            });
        }
    }

    /// Draws a line below each lane.
    pub(super) fn lines(&mut self) {
        for lane in self.seen {
            let y = self.top(*lane) + lane.height;
            let x2 = self.view.width;
            self.shapes.push(Shape::Line { x1: 0.0, y1: y, x2, y2: y, paint: Paint::Faint, dashed: false });
        }
    }

    pub(super) fn axis(&mut self) {
        let ticks = ticks(&self.view.scale, self.view.steps);
        let width = self.view.width;
        self.shapes.push(Shape::Fill { x: 0.0, y: 0.0, w: width, h: AXIS_HEIGHT, paint: Paint::Panel });
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

    pub(super) fn names(&mut self) {
        if !self.view.narrow
            && let (Some(first), Some(last)) = (self.seen.first(), self.seen.last())
        {
            let y = self.top(*first).max(AXIS_HEIGHT);
            let h = self.top(*last) + last.height - y;
            self.shapes.push(Shape::Fill { x: 0.0, y, w: self.view.names - 8.0, h, paint: Paint::Panel });
            self.light(self.view.names - 8.0);
        }
        for lane in self.seen {
            let (x, y) = self.name_at(*lane);
            if y < AXIS_HEIGHT + 6.0 {
                continue;
            }
            let is_process = matches!(lane.row, Row::Task { place, .. } if self.is_process(place));
            let (name, paint) = match lane.row {
                Row::Loop => (self.words.event_loop(), Paint::Muted),
                Row::Task { place, .. } => {
                    let name = self.spans.task_name(self.trace, self.spans.tasks[place].task);
                    // Most processes have the word in their names.
                    let is_said = !is_process || name.contains("Process") || name.contains("PoolWorker");
                    let name = if is_said { name } else { format!("{name} · {}", self.words.process()) };
                    (name, Paint::Lane(colour(place)))
                }
                Row::Generator { place, .. } => {
                    (self.trace.text(self.spans.generators[place].name).to_string(), Paint::Lane(colour(place + 1)))
                }
                Row::Host(place) => {
                    let host = &self.spans.connections.hosts[place];
                    (self.peer(host.lines[0]), Paint::Muted)
                }
                Row::Connection { place, is_below_host } => {
                    let line = &self.spans.connections.lines[place];
                    let number = self.words.connection(line.connection);
                    (if is_below_host { number } else { self.peer(place) }, Paint::Muted)
                }
                Row::Socket(place) => {
                    let socket = &self.spans.connections.datagrams.sockets[place];
                    (self.trace.text(socket.address).to_string(), Paint::Muted)
                }
                Row::Resource(i) => {
                    (self.spans.resource_name(self.trace, self.spans.resources[i].resource), Paint::Accent)
                }
                Row::Value { place, .. } => {
                    (self.view.marks.values.get(place).map(ValueLane::name).unwrap_or_default(), Paint::Accent)
                }
            };
            let mut range_width = 0.0;
            match lane.row {
                Row::Generator { .. } => self.shapes.push(Shape::Disc { x: x + 4.0, y, r: 3.5, paint }),
                Row::Resource(_) => self.shapes.push(Shape::Ring { x: x + 4.0, y, r: 3.5, paint }),
                Row::Value { place, .. } => range_width = self.value_mark(*lane, place, (x, y)),
                Row::Task { place, .. } if place >= 8 => {
                    self.shapes.push(Shape::Diamond { x: x + 4.0, y, r: 5.0, paint });
                }
                Row::Loop | Row::Task { .. } => self.shapes.push(Shape::Fill { x, y: y - 4.0, w: 8.0, h: 8.0, paint }),
                Row::Host(_) => {}
                // One end, and what it sends and takes.
                Row::Socket(_) => {
                    self.shapes.push(Shape::Fill { x, y: y - 4.0, w: 2.0, h: 8.0, paint });
                    self.shapes.push(Shape::Disc { x: x + 6.0, y, r: 2.0, paint });
                }
                // Two ends, and what goes between them.
                Row::Connection { .. } => {
                    self.shapes.push(Shape::Fill { x, y: y - 1.0, w: 8.0, h: 2.0, paint });
                    for x in [x, x + 6.0] {
                        self.shapes.push(Shape::Fill { x, y: y - 4.0, w: 2.0, h: 8.0, paint });
                    }
                }
            }
            let x = if matches!(lane.row, Row::Host(_)) { x - 14.0 } else { x };
            let mut right = if self.view.narrow { self.view.width - 24.0 } else { self.view.names - 12.0 };
            right -= range_width;
            if let Row::Host(place) = lane.row {
                // The number stands by the bars' side, where there is room for it.
                let count = self.words.connections(self.spans.connections.hosts[place].lines.len());
                let x = if self.view.narrow { right - 100.0 } else { self.left() + 2.0 };
                self.text(x, y, count, (Paint::Muted, 10.5), 100.0);
            }
            if let Row::Task { below: ChildRows::Hidden(count) | ChildRows::LibraryHidden(count), .. } = lane.row {
                let text = format!("+{count}");
                let w = text.len() as f64 * 6.5 + 10.0;
                right -= w + 4.0;
                self.shapes.push(Shape::Pill { x: right + 4.0, y: y - 8.0, w, h: 16.0, text });
            }
            let room = right - (x + 14.0);
            self.text(x + 14.0, y, shortened(name, room), (Paint::Text, 12.0), room);
        }
    }

    /// The host and port, or path, that a connection is with.
    fn peer(&self, place: usize) -> String {
        self.spans.names.peer(self.trace, self.spans.connections.lines[place].connection)
    }

    fn is_process(&self, place: usize) -> bool {
        self.spans.tasks[place].thread >= FIRST_PROCESS
    }

    /// Start of a lane's name: the left edge and the middle of its mark.
    pub(super) fn name_at(&self, lane: Lane) -> (f64, f64) {
        let depth = match lane.row {
            Row::Task { depth, .. } | Row::Generator { depth, .. } => depth,
            Row::Connection { is_below_host, .. } => u32::from(is_below_host),
            Row::Loop | Row::Host(_) | Row::Socket(_) | Row::Resource(_) | Row::Value { .. } => 0,
        };
        let middle = match lane.row {
            Row::Host(_) => self.top(lane) + lane.height / 2.0,
            Row::Value { is_number: true, .. } => self.top(lane) + lane.height / 2.0 - RANGE_BELOW,
            Row::Connection { .. } | Row::Socket(_) | Row::Value { .. } => {
                let (y, h) = self.connection_bar(lane);
                y + h / 2.0
            }
            _ => self.bar(lane) + self.thick() / 2.0,
        };
        if self.view.narrow && matches!(lane.row, Row::Host(_)) {
            return (EDGE_WIDTH, middle);
        }
        match self.view.narrow {
            true => (EDGE_WIDTH, self.top(lane) + if self.view.dense { 8.0 } else { 11.0 }),
            false => (10.0 + f64::from(depth.min(4)) * 12.0, middle),
        }
    }

    /// Draws an arrow from each waking task to the task that it wakes, and for each datagram.
    pub(super) fn arrows(&mut self) {
        self.datagram_arrows();
        let wakes = &self.spans.wakes;
        let first = wakes.partition_point(|wake| self.x(wake.at) < self.left());
        let last = wakes.partition_point(|wake| self.x(wake.at) <= self.view.width);
        let seen = &wakes[first..last.max(first)];
        if seen.len() > MAX_ARROWS {
            return;
        }
        let lane_of = |task: TaskId| self.lanes.of(self.spans.place(task)?);
        let arrows = seen.iter().filter_map(|wake| {
            let by = wake.by.filter(|by| *by != wake.task)?;
            let (from, to) = (lane_of(by)?, lane_of(wake.task)?);
            let x = self.x(wake.at);
            let down = to.top > from.top;
            let (y1, y2) = match down {
                true => (self.bar(from) + self.thick(), self.bar(to) - 1.0),
                false => (self.bar(from), self.bar(to) + self.thick() + 1.0),
            };
            (y1.min(y2) > AXIS_HEIGHT).then_some(Shape::Arrow { x1: x - 3.0, y1, x2: x, y2, paint: Paint::Accent })
        });
        let arrows: Vec<Shape> = arrows.collect();
        self.shapes.extend(arrows);
    }

    pub(super) fn playhead(&mut self, playhead: Playhead) {
        let x = self.view.scale.x(playhead.unit(self.view.steps));
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
        // A label that is half covered reads as another number.
        let near = |x: &f64, text: &str| (x - left - w / 2.0).abs() < w / 2.0 + 4.0 + text.chars().count() as f64 * 3.4;
        self.shapes
            .retain(|shape| !matches!(shape, Shape::Text { x, y, text, .. } if *y < AXIS_HEIGHT && near(x, text)));
        self.shapes.push(Shape::Pill { x: left, y: 7.0, w, h: 20.0, text });
    }
}

/// The element of a row that the reader can point at.
pub fn lit(spans: &Spans, row: Row) -> Option<Highlight> {
    match row {
        Row::Task { place, .. } => spans.tasks.get(place).map(|task| Highlight::Task(task.task)),
        Row::Resource(place) => spans.resources.get(place).map(|line| Highlight::Resource(line.resource)),
        Row::Generator { place, .. } => Some(Highlight::Generator(place)),
        Row::Connection { place, .. } => {
            spans.connections.lines.get(place).map(|line| Highlight::Connection(line.connection))
        }
        Row::Loop | Row::Host(_) | Row::Socket(_) | Row::Value { .. } => None,
    }
}

/// A task's colour by its place.
pub fn colour(place: usize) -> u8 {
    (place % 8) as u8
}

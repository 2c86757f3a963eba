//! Several runs under each other on one axis, under one playhead.

use super::grip_places::{GripPlace, wait_places_on};
use super::lanes::{Lane, Lanes, Row, RowFilter, RowStyle};
use super::layout::{
    AXIS_HEIGHT, EDGE_WIDTH, Highlight, Picture, Playhead, TimelineLabels, View, end, left, names_width,
};
use super::marks::Marks;
use super::scale::Scale;
use super::scene::{Anchor, Paint, Scene, Shape};
use crate::clock::Micros;
use crate::reading::ChangeableWait;
use crate::reading::spans::Spans;
use crate::trace::{Seq, Trace};

/// A run among those that are compared.
#[derive(Clone, Copy)]
pub struct ComparedRun<'a> {
    /// Name of the run.
    pub title: &'a str,
    /// Record of the run.
    pub trace: &'a Trace,
    /// Spans of the record.
    pub spans: &'a Spans,
    /// Event that is marked.
    pub mark: Option<Seq>,
}

impl<'a> ComparedRun<'a> {
    /// A run in which no event is marked.
    pub fn new(title: &'a str, trace: &'a Trace, spans: &'a Spans) -> ComparedRun<'a> {
        ComparedRun { title, trace, spans, mark: None }
    }
}

/// Height of a run's heading in px.
const HEADING_HEIGHT: f64 = 30.0;
/// Height of a heading in px that takes two lines, because one has no room for both name and figures.
const TALL_HEADING_HEIGHT: f64 = 46.0;
/// Empty height below a run in px.
const GAP_BELOW: f64 = 8.0;
/// Most tasks of a run that are drawn: where there are two runs, and where there are more.
const MAX_ROWS: [usize; 2] = [16, 8];
/// Width in px of the mark of an event, and of the square at its upper end.
const MARK: (f64, f64) = (2.0, 8.0);
/// Length in px of the bar that shows the greatest gain.
const GAIN_BAR_WIDTH: f64 = 64.0;

/// Rows of a run, and the part of them that is drawn.
struct Panel {
    lanes: Lanes,
    shown: Vec<Lane>,
    left_out: usize,
    head: f64,
    height: f64,
}

impl Panel {
    fn all(runs: &[ComparedRun], narrow: bool) -> Vec<Panel> {
        let most = MAX_ROWS[usize::from(runs.len() > 2)];
        runs.iter().map(|run| Panel::new(run, narrow, most)).collect()
    }

    fn new(run: &ComparedRun, narrow: bool, most: usize) -> Panel {
        let room = RowStyle { above: narrow, dense: true, ..RowStyle::default() };
        let lanes = Lanes::new(run.trace, run.spans, &RowFilter::default(), room);
        let shown: Vec<Lane> = lanes.rows().iter().take(most).copied().collect();
        let left_out = lanes.rows().len() - shown.len();
        let rows = shown.last().map_or(0.0, |lane| lane.top + lane.height);
        let head = if narrow && run.trace.end_time() > Micros::ZERO { TALL_HEADING_HEIGHT } else { HEADING_HEIGHT };
        let height = head + rows + if left_out > 0 { 18.0 } else { 0.0 } + GAP_BELOW;
        Panel { lanes, shown, left_out, head, height }
    }
}

/// True if no time passes in any of the runs: they are then drawn by their steps.
pub fn by_steps(runs: &[ComparedRun]) -> bool {
    runs.iter().all(|run| run.trace.end_time() == Micros::ZERO)
}

/// Width in px of the names of all runs where they stand beside the bars.
fn names(runs: &[ComparedRun]) -> f64 {
    runs.iter().map(|run| names_width(run.spans)).fold(0.0, f64::max)
}

/// The end of the longest of the runs on the axis, in units.
fn longest(runs: &[ComparedRun]) -> f64 {
    let steps = by_steps(runs);
    runs.iter().map(|run| end(run.trace, steps)).fold(1.0, f64::max)
}

/// The axis that holds all of the runs in a width.
pub fn scale(runs: &[ComparedRun], width: f64, narrow: bool) -> Scale {
    let left = left(narrow, names(runs));
    Scale::fit(longest(runs), left, width - left)
}

/// The positions of the first and of the last moment of all runs, in px from the left.
pub fn ends(runs: &[ComparedRun], width: f64, narrow: bool) -> (f64, f64) {
    let scale = scale(runs, width, narrow);
    (scale.x(0.0), scale.x(longest(runs)))
}

/// The height that shows all of the runs, in px.
pub fn height(runs: &[ComparedRun], narrow: bool) -> f64 {
    AXIS_HEIGHT + Panel::all(runs, narrow).iter().map(|panel| panel.height).sum::<f64>()
}

/// The name of the task whose lane lies at a height, in px from the upper edge.
pub fn name_at<'a>(runs: &[ComparedRun<'a>], narrow: bool, y: f64) -> Option<&'a str> {
    let mut top = AXIS_HEIGHT;
    for (run, panel) in runs.iter().zip(Panel::all(runs, narrow)) {
        let within = y - top - panel.head;
        if let Some(lane) = panel.shown.iter().find(|lane| (lane.top..lane.top + lane.height).contains(&within))
            && let Row::Task { place, .. } = lane.row
        {
            return Some(run.trace.text(run.spans.tasks[place].name));
        }
        top += panel.height;
    }
    None
}

/// The places of waits of the first run on its lanes, as [`wait_places`](super::grip_places::wait_places), and the view in which
/// they lie.
pub fn wait_places(
    runs: &[ComparedRun],
    (waits, chosen): (&[ChangeableWait], Option<usize>),
    (width, narrow): (f64, bool),
) -> (Vec<(usize, GripPlace)>, View) {
    let (steps, scale) = (by_steps(runs), scale(runs, width, narrow));
    let panels = Panel::all(runs, narrow);
    let height = AXIS_HEIGHT + panels.iter().map(|panel| panel.height).sum::<f64>();
    let scroll = -panels.first().map_or(0.0, |panel| panel.head);
    let (lit, marks) = (Vec::new(), Marks::default());
    let view = View { steps, scale, width, height, scroll, narrow, names: names(runs), dense: true, lit, marks };
    let on = |panel: &Panel| wait_places_on(waits, chosen, (&panel.shown, panel.lanes.style()), &view);
    let places = panels.first().map(on).unwrap_or_default();
    (places, view)
}

/// The tasks of this name in a run, since a task that the reader points at is highlighted in all runs.
fn named(run: &ComparedRun, name: Option<&str>) -> Vec<Highlight> {
    let tasks = run.spans.tasks.iter().filter(|task| name == Some(run.trace.text(task.name)));
    tasks.map(|task| Highlight::Task(task.task)).collect()
}

/// Draws the runs with the playhead at a moment, which on the steps axis is a number of events. The lanes of tasks of
/// the name `lit` have a band behind them.
pub fn compare(
    runs: &[ComparedRun],
    (width, narrow): (f64, bool),
    playhead: Option<Playhead>,
    lit: Option<&str>,
    words: &dyn TimelineLabels,
) -> Scene {
    let steps = by_steps(runs);
    let (scale, whole) = (scale(runs, width, narrow), height(runs, narrow));
    let longest = runs.iter().map(|run| run.trace.end_time()).max().unwrap_or_default();
    let gains: Vec<f64> = runs.iter().map(gain).collect();
    let most = gains.iter().copied().fold(1.0, f64::max);
    let mut shapes = Vec::new();
    let mut top = AXIS_HEIGHT;
    for ((run, gain), panel) in runs.iter().zip(gains).zip(Panel::all(runs, narrow)) {
        // A negative scroll moves the lanes down to where the panel lies.
        let scroll = -(top - AXIS_HEIGHT + panel.head);
        let lit = named(run, lit);
        let marks = Marks::default();
        let view =
            View { steps, scale, width, height: whole, scroll, narrow, names: names(runs), dense: true, lit, marks };
        let known = end(run.trace, steps);
        let mut picture = Picture {
            trace: run.trace,
            spans: run.spans,
            lanes: &panel.lanes,
            seen: &panel.shown,
            view: &view,
            words,
            known,
            shapes,
        };
        picture.light(width);
        if top == AXIS_HEIGHT {
            picture.grid();
        }
        let foot = top + panel.height;
        picture.shapes.push(line(0.0, foot, width));
        // The head start of the shorter ones is room that stays empty.
        if !steps && longest > run.trace.end_time() {
            let (from, to) = (scale.x(known) + 20.0, scale.x(longest.0 as f64) - 6.0);
            let text = words.earlier(longest - run.trace.end_time());
            if text.chars().count() as f64 * 6.4 < to - from {
                let y = top + panel.head + (panel.height - panel.head - GAP_BELOW) / 2.0;
                picture.shapes.push(label((from + to) / 2.0, y, text, Paint::Accent, Anchor::Middle, to - from));
            }
        }
        for lane in &panel.shown {
            picture.lane(*lane);
        }
        picture.names();
        if let Some(seq) = run.mark.filter(|seq| (seq.0 as usize) < run.trace.len()) {
            let unit = if steps { f64::from(seq.0 + 1) } else { run.trace.event(seq).t.0 as f64 };
            let (x, y, (w, square)) = (scale.x(unit), top + panel.head, MARK);
            let paint = Paint::Held;
            picture.shapes.push(Shape::Fill { x: x - w / 2.0, y, w, h: foot - GAP_BELOW - y, paint });
            picture.shapes.push(Shape::Fill { x: x - square / 2.0, y: y - square, w: square, h: square, paint });
        }
        if panel.left_out > 0 {
            let (y, text) = (foot - GAP_BELOW - 9.0, words.more(panel.left_out));
            picture.shapes.push(label(picture.left(), y, text, Paint::Muted, Anchor::Start, 300.0));
        }
        let two = panel.head == TALL_HEADING_HEIGHT;
        let y = top + 16.0;
        let figures = heading(&mut picture.shapes, run, (width, if two { y + 20.0 } else { y }), gain, most, words);
        let (x, room) = if two { (EDGE_WIDTH, width - EDGE_WIDTH * 2.0) } else { (10.0, figures - 22.0) };
        picture.shapes.push(title(x, y, run.title, room));
        shapes = picture.shapes;
        top = foot;
    }
    axis(runs, &mut shapes, (width, whole, narrow), scale, playhead, words);
    Scene { size: (width, whole), shapes }
}

fn gain(run: &ComparedRun) -> f64 {
    let elapsed = run.trace.end_time();
    if elapsed == Micros::ZERO { 0.0 } else { run.spans.task_time(elapsed).0 as f64 / elapsed.0 as f64 }
}

/// Draws the length of a run and its gain at the right; returns the left edge of these texts.
fn heading(
    shapes: &mut Vec<Shape>,
    run: &ComparedRun,
    (width, y): (f64, f64),
    gain: f64,
    most: f64,
    words: &dyn TimelineLabels,
) -> f64 {
    let right = width - 12.0;
    if run.trace.end_time() == Micros::ZERO {
        return right;
    }
    let bar = gain / most * GAIN_BAR_WIDTH;
    shapes.push(Shape::Fill { x: right - GAIN_BAR_WIDTH, y: y - 3.0, w: GAIN_BAR_WIDTH, h: 6.0, paint: Paint::Faint });
    shapes.push(Shape::Fill { x: right - GAIN_BAR_WIDTH, y: y - 3.0, w: bar, h: 6.0, paint: Paint::Good });
    let gain = words.gain(gain);
    let gain_x = right - GAIN_BAR_WIDTH - 8.0;
    let elapsed = words.moment(run.trace.end_time());
    let elapsed_x = gain_x - gain.chars().count() as f64 * 7.4 - 12.0;
    shapes.push(label(gain_x, y, gain, Paint::Muted, Anchor::End, 140.0));
    let start = elapsed_x - elapsed.chars().count() as f64 * 7.4;
    shapes.push(Shape::Text {
        x: elapsed_x,
        y,
        text: elapsed,
        paint: Paint::Text,
        size: 12.5,
        mono: false,
        anchor: Anchor::End,
        room: 110.0,
    });
    start
}

fn axis(
    runs: &[ComparedRun],
    shapes: &mut Vec<Shape>,
    (width, height, narrow): (f64, f64, bool),
    scale: Scale,
    playhead: Option<Playhead>,
    words: &dyn TimelineLabels,
) {
    let Some(run) = runs.first() else { return };
    let (steps, names) = (by_steps(runs), names(runs));
    let marks = Marks::default();
    let view = View { steps, scale, width, height, scroll: 0.0, narrow, names, dense: true, lit: Vec::new(), marks };
    let (lanes, known) = (Lanes::default(), 0.0);
    let shapes_so_far = std::mem::take(shapes);
    let mut picture = Picture {
        trace: run.trace,
        spans: run.spans,
        lanes: &lanes,
        seen: &[],
        view: &view,
        words,
        known,
        shapes: shapes_so_far,
    };
    picture.axis();
    if let Some(playhead) = playhead {
        picture.playhead(playhead);
    }
    *shapes = picture.shapes;
}

fn line(x1: f64, y: f64, x2: f64) -> Shape {
    Shape::Line { x1, y1: y, x2, y2: y, paint: Paint::Line, dashed: false }
}

fn label(x: f64, y: f64, text: String, paint: Paint, anchor: Anchor, room: f64) -> Shape {
    Shape::Text { x, y, text, paint, size: 11.5, mono: false, anchor, room }
}

fn title(x: f64, y: f64, text: &str, room: f64) -> Shape {
    let (text, paint, size, anchor) = (text.to_string(), Paint::Text, 13.0, Anchor::Start);
    Shape::Text { x, y, text, paint, size, mono: false, anchor, room }
}

/// Describes a run for readers who do not see the picture: name, length and gain.
pub fn told(run: &ComparedRun, words: &dyn TimelineLabels) -> String {
    let elapsed = run.trace.end_time();
    match elapsed == Micros::ZERO {
        true => run.title.to_string(),
        false => format!("{}: {}, {}", run.title, words.moment(elapsed), words.gain(gain(run))),
    }
}

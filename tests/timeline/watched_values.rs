//! Lanes of watched values: numbers as steps between the least and the largest, anything else as texts in bars.

use loopline::clock::Micros;
use loopline::demos::{Args, find, run_to_end};
use loopline::export::svg;
use loopline::i18n::{Lang, TimelineWords};
use loopline::reading::spans::{EventTime, Spans};
use loopline::timeline::lanes::{Lane, Lanes, Row, RowFilter, RowStyle};
use loopline::timeline::layout::{AXIS_HEIGHT, NAMES_WIDTH, View, end, full_height, layout};
use loopline::timeline::palette::LIGHT;
use loopline::timeline::scene::{Paint, Scene, Shape};
use loopline::timeline::value_lanes::{LaneValue, ValueLane, ValueLanes};
use loopline::timeline::whole::{SlicedScene, whole};
use loopline::trace::{Seq, Trace};

fn errands() -> (Trace, Spans) {
    let demo = find("errands").expect("a demo");
    let trace = run_to_end(demo, Args::defaults(demo)).record().borrow().clone();
    let spans = Spans::new(&trace);
    (trace, spans)
}

/// Values after these numbers of events.
fn values(trace: &Trace, values: &[(u32, &str)]) -> Vec<LaneValue> {
    let value = |&(events, text): &(u32, &str)| {
        let seq = Seq(events - 1);
        let at = EventTime { t: trace.event(seq).t, seq };
        LaneValue { at, text: text.into(), number: text.parse().ok() }
    };
    values.iter().map(value).collect()
}

fn lane(trace: &Trace, expression: &str, texts: &[(u32, &str)]) -> ValueLane {
    ValueLane::new(expression.into(), (Some("main".into()), Some(0)), None, values(trace, texts))
}

/// Draws a record over its steps with lanes of values below it.
fn draw(trace: &Trace, spans: &Spans, lanes: Vec<ValueLane>, pointed: Option<(f64, f64)>) -> (Lanes, View, Scene) {
    let choice = RowFilter { values: lanes.iter().map(ValueLane::is_number).collect(), ..RowFilter::default() };
    let rows = Lanes::new(trace, spans, &choice, RowStyle::default());
    let mut view = View::fit(end(trace, true), true, (900.0, full_height(&rows)), false, NAMES_WIDTH);
    (view.marks.values, view.marks.pointed) = (lanes.into(), pointed);
    let scene = layout(trace, spans, &rows, &view, None, &TimelineWords(Lang::En));
    (rows, view, scene)
}

fn value_row(lanes: &Lanes, wanted: usize) -> Lane {
    let is_wanted = |lane: &&Lane| matches!(lane.row, Row::Value { place, .. } if place == wanted);
    *lanes.rows().iter().find(is_wanted).expect("the lane")
}

/// The texts within a lane, from left to right.
fn texts(scene: &Scene, lane: Lane) -> Vec<String> {
    let inside = (AXIS_HEIGHT + lane.top)..(AXIS_HEIGHT + lane.top + lane.height);
    let mut found: Vec<(f64, String)> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { x, y, text, .. } if inside.contains(y) => Some((*x, text.clone())),
            _ => None,
        })
        .collect();
    found.sort_by(|one, other| one.0.total_cmp(&other.0));
    found.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_number_is_a_line_of_steps_from_its_least_to_its_largest_value() {
    let (trace, spans) = errands();
    let (lanes, view, scene) =
        draw(&trace, &spans, vec![lane(&trace, "total", &[(10, "0"), (20, "4"), (40, "2")])], None);
    let row = value_row(&lanes, 0);
    assert_eq!(lanes.rows().last(), Some(&row), "below all others");
    let (bottom, level) = (AXIS_HEIGHT + row.top + row.height - 8.0, lanes.style().level());
    let x = |events: f64| view.scale.x(events);
    let line = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Path { points, paint: Paint::Lane(0) } => Some(points.clone()),
        _ => None,
    });
    let expected = [
        (x(10.0), bottom),
        (x(20.0), bottom),
        (x(20.0), bottom - level),
        (x(40.0), bottom - level),
        (x(40.0), bottom - level / 2.0),
        (x(end(&trace, true)), bottom - level / 2.0),
    ];
    assert_eq!(line.as_deref(), Some(&expected[..]));
    assert_eq!(texts(&scene, row), ["0 … 4", "total · main"], "the range, and above it the name");
}

#[test]
fn anything_else_is_its_text_in_bars_and_one_text_among_numbers_makes_all_of_them_texts() {
    let (trace, spans) = errands();
    let texts_of = [(10, "None"), (30, "'a pizza'"), (50, "7")];
    let (lanes, view, scene) = draw(&trace, &spans, vec![lane(&trace, "meal", &texts_of)], None);
    let row = value_row(&lanes, 0);
    assert_eq!(texts(&scene, row), ["meal · main", "None", "'a pizza'", "7"]);
    let bars: Vec<f64> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Fill { x, y, paint: Paint::Soft(0), .. } if *y > AXIS_HEIGHT + row.top => Some(*x),
            _ => None,
        })
        .collect();
    assert_eq!(bars, [10.0, 30.0, 50.0].map(|events| view.scale.x(events)));
}

#[test]
fn a_value_ends_with_its_task_and_one_that_never_changes_stands_in_the_middle() {
    let (trace, spans) = errands();
    let ended = Some(EventTime { t: Micros(0), seq: Seq(59) });
    let same = ValueLane::new("n".into(), (None, None), ended, values(&trace, &[(10, "3")]));
    assert_eq!(same.after(59).map(|value| &*value.text), Some("3"));
    assert_eq!(same.after(60), None, "the task has ended");
    let (lanes, view, scene) = draw(&trace, &spans, vec![same], None);
    let row = value_row(&lanes, 0);
    let middle = AXIS_HEIGHT + row.top + row.height - 8.0 - lanes.style().level() / 2.0;
    let line = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Path { points, paint: Paint::Accent } => Some(points.clone()),
        _ => None,
    });
    assert_eq!(line, Some(vec![(view.scale.x(10.0), middle), (view.scale.x(60.0), middle)]));
    assert_eq!(texts(&scene, row), ["3", "n"]);
}

#[test]
fn many_values_within_a_pixel_are_a_line_between_their_least_and_largest() {
    let (trace, spans) = errands();
    let many: Vec<(u32, String)> = (0..40_u32).map(|n| (20, (n % 7).to_string())).collect();
    let many: Vec<(u32, &str)> = many.iter().map(|(at, text)| (*at, text.as_str())).collect();
    let (_, _, scene) = draw(&trace, &spans, vec![lane(&trace, "i", &[&[(10, "3")], &many[..]].concat())], None);
    let points = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Path { points, .. } => Some(points.len()),
        _ => None,
    });
    assert_eq!(points, Some(6), "one before, the least, the largest, the last, and the ends");
}

#[test]
fn the_value_under_the_pointer_is_told_beside_it() {
    let (trace, spans) = errands();
    let long = "x".repeat(500);
    let both = || vec![lane(&trace, "total", &[(10, "0"), (20, "4")]), lane(&trace, "text", &[(10, long.as_str())])];
    let (lanes, view, _) = draw(&trace, &spans, both(), None);
    let tip = |place: usize, events: f64| {
        let row = value_row(&lanes, place);
        let pointed = (view.scale.x(events), AXIS_HEIGHT + row.top + row.height / 2.0);
        let (.., scene) = draw(&trace, &spans, both(), Some(pointed));
        match scene.shapes.last() {
            Some(Shape::Text { text, .. }) if text.contains(" = ") => Some(text.clone()),
            _ => None,
        }
    };
    assert_eq!([tip(0, 5.0), tip(0, 15.0), tip(0, 25.0)], [None, Some("total = 0".into()), Some("total = 4".into())]);
    assert_eq!(tip(1, 25.0), Some(format!("text = {}…", "x".repeat(60))));
}

#[test]
fn the_lanes_stand_in_a_picture_for_a_file_and_their_texts_are_escaped() {
    let (trace, spans) = errands();
    let lanes: ValueLanes = vec![lane(&trace, "tag", &[(10, "'<b>&</b>'")])].into();
    let mut parts = SlicedScene::with_values(&trace, &spans, true, (900.0, f64::INFINITY), lanes);
    let mut shapes = Vec::new();
    while let Some(part) = parts.next(&trace, &spans, &TimelineWords(Lang::En)) {
        shapes.extend(part);
    }
    let scene = Scene { size: parts.size(), shapes };
    let plain = whole(&trace, &spans, true, 900.0, f64::INFINITY, &TimelineWords(Lang::En));
    assert_eq!(scene.size.1, plain.size.1 + 30.0, "a low lane more");
    let drawn = svg(&scene, &LIGHT, "title", "description");
    assert!(drawn.contains("&lt;b&gt;&amp;&lt;/b&gt;"), "{drawn}");
    assert!(!drawn.contains("<b>"));
}

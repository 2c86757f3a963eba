//! The critical path over the lanes: a line and a veil, only while the reader looks at the path.

use std::rc::Rc;

use loopline::demos::{Args, find, run_to_end};
use loopline::i18n::{Lang, TimelineWords};
use loopline::reading::critical_path::{PathScope, RunPath};
use loopline::reading::spans::Spans;
use loopline::timeline::lanes::{Lanes, Row, RowFilter, RowStyle};
use loopline::timeline::layout::{NAMES_WIDTH, View, end, full_height, layout};
use loopline::timeline::path_line::PathLine;
use loopline::timeline::scene::{Paint, Scene, Shape};
use loopline::timeline::whole::{SlicedScene, whole};
use loopline::trace::Trace;

/// The errands side by side: `main` sleeps for a second, `medicine` for six, and `main` two more.
fn errands() -> (Trace, Spans, Rc<RunPath>) {
    let demo = find("errands").expect("a demo");
    let mut args = Args::defaults(demo);
    args.set(demo, "variant", "concurrent").expect("a variant");
    let trace = run_to_end(demo, args).record().borrow().clone();
    let spans = Spans::new(&trace);
    let found = Rc::new(RunPath::new(&trace, &spans, PathScope::Run));
    (trace, spans, found)
}

fn draw(trace: &Trace, spans: &Spans, steps: bool, path: Option<PathLine>) -> (Lanes, View, Scene) {
    let lanes = Lanes::new(trace, spans, &RowFilter::default(), RowStyle::default());
    let mut view = View::fit(end(trace, steps), steps, (900.0, full_height(&lanes)), false, NAMES_WIDTH);
    view.marks.path = path;
    let scene = layout(trace, spans, &lanes, &view, None, &TimelineWords(Lang::En));
    (lanes, view, scene)
}

/// The rectangles of a paint: left, top, width, height.
fn fills(scene: &Scene, wanted: Paint) -> Vec<[f64; 4]> {
    let fill = |shape: &Shape| match *shape {
        Shape::Fill { x, y, w, h, paint } if paint == wanted => Some([x, y, w, h]),
        _ => None,
    };
    scene.shapes.iter().filter_map(fill).collect()
}

#[test]
fn the_line_goes_along_the_lane_of_each_part_without_a_gap_from_the_beginning_to_the_end() {
    let (trace, spans, found) = errands();
    for steps in [false, true] {
        let line = PathLine { found: found.clone(), chosen: None };
        let (lanes, view, scene) = draw(&trace, &spans, steps, Some(line));
        let along: Vec<[f64; 4]> = fills(&scene, Paint::Text).into_iter().filter(|[.., h]| *h == 3.0).collect();
        if !steps {
            assert_eq!((along[0][0], along[along.len() - 1][0]), (view.scale.x(0.0), along.last().unwrap()[0]));
            assert!((along.last().map_or(0.0, |[x, _, w, _]| x + w) - view.scale.x(9e6)).abs() < 0.01);
            assert!(along.windows(2).all(|pair| (pair[0][0] + pair[0][2] - pair[1][0]).abs() < 0.01), "{along:?}");
        }
        let on: Vec<String> = along
            .iter()
            .map(|[_, y, ..]| {
                let lane = lanes.rows().iter().find(|lane| lane.top + 32.0 <= *y && *y < lane.top + lane.height + 32.0);
                match lane.map(|lane| lane.row) {
                    Some(Row::Task { place, .. }) => spans.task_name(&trace, spans.tasks[place].task),
                    other => format!("{other:?}"),
                }
            })
            .collect();
        assert_eq!(
            (on.first().map(String::as_str), on.contains(&"medicine".to_string())),
            (Some("main"), true),
            "{on:?}"
        );
        let across = fills(&scene, Paint::Text).into_iter().filter(|[_, _, w, h]| *w == 2.0 && *h > 3.0).count();
        assert!(across >= 1, "lines lead from lane to lane");
    }
}

#[test]
fn what_is_not_on_the_path_is_under_a_veil() {
    let (trace, spans, found) = errands();
    let parts = found.path.parts.clone();
    let (lanes, view, scene) = draw(&trace, &spans, false, Some(PathLine { found, chosen: None }));
    let veils = fills(&scene, Paint::Veil);
    for part in &parts {
        let Some(lane) = part.task.and_then(|task| lanes.of(spans.place(task)?)) else { continue };
        let (x, y) = (view.scale.x((part.from.0 + part.to.0) as f64 / 2.0), 32.0 + lane.top + lane.height / 2.0);
        let covers = |[left, top, w, h]: &[f64; 4]| (*left..left + w).contains(&x) && (*top..top + h).contains(&y);
        assert!(!veils.iter().any(covers), "{part:?}");
    }
    let whole_lanes = veils.iter().filter(|[x, _, w, _]| (x + w - 900.0).abs() < 0.01 && *x == view.left()).count();
    assert!(whole_lanes >= 1, "a lane that the path never touches is dimmed from its beginning to its end");
}

#[test]
fn the_part_that_was_gone_to_stands_out() {
    let (trace, spans, found) = errands();
    let (.., plain) = draw(&trace, &spans, false, Some(PathLine { found: found.clone(), chosen: None }));
    let (_, view, chosen) = draw(&trace, &spans, false, Some(PathLine { found, chosen: Some(1) }));
    let accents =
        |scene: &Scene| fills(scene, Paint::Accent).into_iter().filter(|[.., h]| *h == 3.0).collect::<Vec<_>>();
    assert_eq!(accents(&plain), Vec::<[f64; 4]>::new());
    let [[x, _, w, _]] = accents(&chosen)[..] else { panic!("{:?}", accents(&chosen)) };
    assert!((x - view.scale.x(1e6)).abs() < 0.01 && (x + w - view.scale.x(7e6)).abs() < 0.01);
}

#[test]
fn without_a_path_the_picture_and_the_export_are_as_they_were() {
    let (trace, spans, found) = errands();
    let words = TimelineWords(Lang::En);
    let (.., plain) = draw(&trace, &spans, false, None);
    assert_eq!(fills(&plain, Paint::Veil), Vec::<[f64; 4]>::new());
    let export = |path: Option<PathLine>| {
        let mut parts = SlicedScene::new(&trace, &spans, false, 900.0, f64::INFINITY);
        parts.show_path(path);
        let shapes: Vec<Shape> = std::iter::from_fn(|| parts.next(&trace, &spans, &words)).flatten().collect();
        Scene { size: parts.size(), shapes }
    };
    assert_eq!(export(None), whole(&trace, &spans, false, 900.0, f64::INFINITY, &words));
    let (.., drawn) = draw(&trace, &spans, false, Some(PathLine { found: found.clone(), chosen: None }));
    let exported = export(Some(PathLine { found, chosen: None }));
    for paint in [Paint::Veil, Paint::Text] {
        assert_eq!(fills(&exported, paint), fills(&drawn, paint), "a file shows what the page does");
    }
}

//! The picture of a record, as data: what is drawn follows from what was recorded, and no more than can be seen.

use std::collections::BTreeSet;

use loopline::clock::Micros;
use loopline::demos::{Args, CATALOGUE, run_to_end};
use loopline::i18n::{Lang, TimelineWords};
use loopline::reading::spans::{Activity, FinalState, Spans};
use loopline::runtime::generator;
use loopline::runtime::{
    Error, Future, Generator, Lock, Queue, Result, TaskGroup, call_later, create_task_named, gather, run_exact, sleep,
};
use loopline::timeline::lanes::{ChildRows, EndingFilter, Lanes, Row, RowFilter, RowSize, RowStyle};
use loopline::timeline::layout::{AXIS_HEIGHT, NAMES_WIDTH, Playhead, View, end, full_height, layout, lit};
use loopline::timeline::minimap;
use loopline::timeline::scene::{Paint, Scene, Shape};
use loopline::trace::{Event, EventKind, Trace};

fn record<F>(program: impl FnOnce() -> F) -> (Trace, Spans)
where
    F: std::future::Future<Output = Result<()>> + 'static,
{
    let trace = run_exact(program).trace().clone();
    let spans = Spans::new(&trace);
    (trace, spans)
}

/// Who woke whom, by name; `-` for time.
fn wakes(trace: &Trace, spans: &Spans) -> Vec<String> {
    let name = |task| spans.task(task).map_or("-", |task| trace.text(task.name));
    let wakes = spans.wakes.iter().map(|wake| format!("{} > {}", wake.by.map_or("-", name), name(wake.task)));
    wakes.collect()
}

fn names(trace: &Trace, spans: &Spans, lanes: &Lanes) -> Vec<String> {
    let name = |row| match row {
        Row::Loop => "loop".to_string(),
        Row::Task { place, depth, below } => {
            let hidden = if let ChildRows::Hidden(count) = below { format!(" +{count}") } else { String::new() };
            format!("{}{}{hidden}", "  ".repeat(depth as usize), trace.text(spans.tasks[place].name))
        }
        Row::Generator { place, depth } => {
            format!("{}~{}", "  ".repeat(depth as usize), trace.text(spans.generators[place].name))
        }
        Row::Host(place) => trace.text(spans.connections.hosts[place].to).to_string(),
        Row::Connection { place, .. } => format!("connection {}", spans.connections.lines[place].connection.0),
        Row::Socket(place) => trace.text(spans.connections.datagrams.sockets[place].address).to_string(),
        Row::Resource(place) => trace.text(spans.resources[place].name).to_string(),
        Row::Value { place, .. } => format!("value {place}"),
    };
    lanes.rows().iter().map(|lane| name(lane.row)).collect()
}

fn draw(trace: &Trace, spans: &Spans, change: impl FnOnce(&mut View)) -> Scene {
    let lanes = Lanes::new(trace, spans, &RowFilter::default(), RowStyle::default());
    let mut view = View::fit(end(trace, false), false, (900.0, full_height(&lanes)), false, NAMES_WIDTH);
    change(&mut view);
    let head = Playhead { count: trace.len(), at: trace.end_time() };
    layout(trace, spans, &lanes, &view, Some(head), &TimelineWords(Lang::En))
}

#[test]
fn a_sleeper_is_woken_by_time_and_not_by_itself() {
    let (trace, spans) = record(|| async {
        sleep(1.0).await?;
        sleep(1.0).await
    });
    assert_eq!(wakes(&trace, &spans), ["- > main", "- > main"]);
}

#[test]
fn what_a_timer_brings_about_is_not_the_work_of_who_set_it() {
    let (trace, spans) = record(|| async {
        let future = Future::<i32>::new();
        let settled = future.clone();
        call_later(1.0, move || settled.set_result(1))?;
        let waiter = create_task_named(async move { future.await }, "waiter");
        waiter.await?;
        Ok(())
    });
    assert_eq!(wakes(&trace, &spans), ["- > waiter", "waiter > main"]);
}

#[test]
fn a_waiter_is_woken_by_the_task_that_gives_it_what_it_waits_for() {
    let (trace, spans) = record(|| async {
        let queue = Queue::<i32>::new(0);
        let taken = queue.clone();
        let taker = create_task_named(async move { taken.get().await }, "taker");
        sleep(1.0).await?;
        queue.put(1).await?;
        taker.await?;
        Ok(())
    });
    assert_eq!(wakes(&trace, &spans), ["- > main", "main > taker", "taker > main"]);
}

#[test]
fn gather_is_woken_by_the_last_of_its_tasks() {
    let (trace, spans) = record(|| async {
        let tasks = [("a", 1.0), ("b", 2.0)].map(|(name, delay)| create_task_named(sleep(delay), name));
        gather(tasks).await?;
        Ok(())
    });
    assert_eq!(wakes(&trace, &spans), ["- > a", "- > b", "b > main"]);
}

#[test]
fn every_task_has_an_end_also_if_the_run_ended_first() {
    let (_, spans) = record(|| async {
        let lock = Lock::new();
        let again = lock.clone();
        lock.acquire().await?;
        create_task_named(async { Err::<(), _>(Error::failed("ValueError", "no")) }, "failing");
        create_task_named(async { Ok(()) }, "finishing");
        let cancelled = create_task_named(sleep(1.0), "cancelled");
        sleep(0.5).await?;
        cancelled.cancel();
        // Nobody will ever release it.
        again.acquire().await?;
        Ok(())
    });
    let endings: Vec<_> = spans.tasks.iter().map(|task| task.ended.map(|(_, ending)| ending)).collect();
    let expected = [FinalState::Left, FinalState::Failed, FinalState::Finished, FinalState::Cancelled];
    assert_eq!(endings, expected.map(Some));
    assert_eq!(spans.ended, 4);
}

/// Laws of every demo's spans and of their picture, at every zoom.
#[test]
fn spans_follow_each_other_without_gaps_and_what_is_drawn_lies_in_sight() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        let trace = run_to_end(demo, Args::defaults(demo)).trace().clone();
        let spans = Spans::new(&trace);
        for task in &spans.tasks {
            assert!(task.ended.is_some(), "{}: every task's end is known", demo.id);
            for pair in task.spans.windows(2) {
                assert_eq!(pair[0].to, Some(pair[1].from), "{}", demo.id);
                assert_ne!(pair[0].doing, pair[1].doing, "{}", demo.id);
            }
        }
        for zoom in [1.0, 7.0, 300.0] {
            for pan in [0.0, -500.0, -1e9] {
                let scene = draw(&trace, &spans, |view| {
                    let whole = end(&trace, false);
                    view.scale = view.scale.zoomed(zoom, 400.0, whole).panned(pan, whole);
                });
                for shape in &scene.shapes {
                    if let Shape::Fill { x, w, paint: Paint::Lane(_) | Paint::Soft(_), .. } = shape {
                        assert!(*w > 0.0 && x.is_finite() && *x < 900.0, "{} at {zoom}: {shape:?}", demo.id);
                    }
                }
            }
        }
    }
}

#[test]
fn a_lane_has_at_most_one_mark_for_every_few_pixels_however_much_happened() {
    let (trace, spans) = record(|| async {
        for _ in 0..20_000 {
            sleep(0.001).await?;
        }
        Ok(())
    });
    let scene = draw(&trace, &spans, |_| {});
    let marks = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Fill { .. } | Shape::Hatch { .. }));
    // One of 900 pixels at most in each of two lanes, and the axis.
    assert!(marks.count() < 1200, "{} shapes", scene.shapes.len());
}

#[test]
fn a_step_without_length_is_seen_among_thousands_and_alone() {
    let (trace, spans) = record(|| async {
        sleep(1.0).await?;
        sleep(0.0).await?;
        sleep(1.0).await
    });
    let steps = |scene: &Scene| {
        let fill = |shape: &&Shape| matches!(shape, Shape::Fill { paint: Paint::Lane(0), h, .. } if *h > 20.0);
        scene.shapes.iter().filter(fill).count()
    };
    // The start, the middle and the end: two steps at the same moment are one mark.
    assert_eq!(steps(&draw(&trace, &spans, |_| {})), 3);
}

#[test]
fn turns_that_are_only_counted_are_a_hatched_stretch_of_the_loops_lane_with_their_number() {
    let (recorded, _) = record(|| async { sleep(1.0).await });
    let mut trace = recorded.clone();
    trace.clear_events();
    for (_, event) in recorded.events() {
        if matches!(event.kind, EventKind::Turn { .. }) && event.t > trace.end_time() {
            trace.push(Event { cause: trace.last(), kind: EventKind::TurnsRepeated { turns: 1234 }, ..event });
        }
        trace.push(event);
    }
    let spans = Spans::new(&trace);
    let counted: Vec<_> = spans.repeated.iter().map(|stretch| (stretch.from.t, stretch.to.t, stretch.turns)).collect();
    assert_eq!(counted, [(Micros::ZERO, Micros::from_millis(1000), 1234)]);
    let scene = draw(&trace, &spans, |_| {});
    let hatched: Vec<f64> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Hatch { w, paint: Paint::Muted, .. } => Some(*w),
            _ => None,
        })
        .collect();
    assert!(matches!(hatched[..], [w] if w > 300.0), "{hatched:?}");
    let has_number = |shape: &Shape| matches!(shape, Shape::Text { text, .. } if text == "\u{d7}1234");
    assert!(scene.shapes.iter().any(has_number));
}

#[test]
fn on_the_axis_of_steps_the_playhead_stands_where_the_ruler_has_its_number() {
    let (trace, spans) = record(|| async { sleep(1.0).await });
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let view = View::fit(end(&trace, true), true, (900.0, full_height(&lanes)), false, NAMES_WIDTH);
    let drawn = |playhead| layout(&trace, &spans, &lanes, &view, playhead, &TimelineWords(Lang::En)).shapes;
    let mut compared = 0;
    for shape in drawn(None) {
        let Shape::Text { x, y, text, .. } = shape else { continue };
        let Some(count) = text.parse().ok().filter(|_| y < AXIS_HEIGHT) else { continue };
        let pills = drawn(Some(Playhead { count, at: Micros::ZERO })).into_iter().filter_map(|shape| match shape {
            Shape::Pill { x, w, text, .. } => Some((x + w / 2.0, text)),
            _ => None,
        });
        assert_eq!(pills.collect::<Vec<_>>(), [(x, text)]);
        compared += 1;
    }
    assert!(compared > 2, "{compared} ticks");
}

#[test]
fn lanes_are_nested_by_parent_and_those_out_of_sight_are_not_drawn() {
    let (trace, spans) = record(|| async {
        let family = |name: &'static str| async move {
            let children = [0, 1].map(|i| create_task_named(sleep(1.0), format!("{name}{i}")));
            gather(children).await.map(drop)
        };
        gather(["a", "b"].map(|name| create_task_named(family(name), name))).await?;
        Ok(())
    });
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let expected = ["loop", "main", "  a", "    a0", "    a1", "  b", "    b0", "    b1"];
    assert_eq!(names(&trace, &spans, &lanes), expected);

    let texts = |scene: Scene| {
        let text = |shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None };
        scene.shapes.into_iter().filter_map(text).collect::<BTreeSet<_>>()
    };
    let few = texts(draw(&trace, &spans, |view| (view.scroll, view.height) = (34.0 + 42.0, 32.0 + 84.0)));
    assert!(few.contains("a") && few.contains("a0") && !few.contains("main") && !few.contains("b"), "{few:?}");
}

#[test]
fn a_filter_shows_who_is_found_and_those_above_them() {
    let (trace, spans) = record(|| async {
        let family = |name: &'static str| async move {
            let children = [0, 1].map(|i| create_task_named(sleep(1.0), format!("{name}{i}")));
            gather(children).await.map(drop)
        };
        gather(["a", "b"].map(|name| create_task_named(family(name), name))).await?;
        Ok(())
    });
    let shown = |choice: RowFilter| names(&trace, &spans, &Lanes::new(&trace, &spans, &choice, RowStyle::default()));
    let named = |name: &str| RowFilter { name: name.into(), ..RowFilter::default() };
    assert_eq!(shown(named("b1")), ["loop", "main", "  b", "    b1"]);
    assert_eq!(shown(named("nobody")), ["loop"]);
    assert_eq!(shown(RowFilter { which: EndingFilter::Ended(FinalState::Failed), ..RowFilter::default() }), ["loop"]);
    assert_eq!(shown(RowFilter { which: EndingFilter::Ended(FinalState::Finished), ..RowFilter::default() }).len(), 8);

    let a = spans.tasks[1].task;
    let folded = shown(RowFilter { collapsed: [a].into(), ..RowFilter::default() });
    assert_eq!(folded, ["loop", "main", "  a +2", "  b", "    b0", "    b1"]);
}

#[test]
fn rows_are_made_anew_only_when_there_are_others_to_show() {
    let run = run_exact(|| async {
        create_task_named(sleep(1.0), "a");
        sleep(2.0).await
    });
    let trace = run.trace();
    let spans = Spans::new(&trace);
    let mut lanes = Lanes::default();
    assert!(lanes.update(&trace, &spans, &RowFilter::default(), RowStyle::default()));
    assert!(!lanes.update(&trace, &spans, &RowFilter::default(), RowStyle::default()));
    assert!(lanes.update(&trace, &spans, &RowFilter { name: "a".into(), ..RowFilter::default() }, RowStyle::default()));
    assert!(lanes.update(&trace, &spans, &RowFilter::default(), RowStyle { above: true, ..RowStyle::default() }));
}

/// The lanes of `tasks` tasks under `main` and a queue, in the greatest size that fits.
fn lanes_in(tasks: usize, above: bool, height: f64) -> Lanes {
    let (trace, spans) = record(move || async move {
        let queue = Queue::named(3, "orders");
        queue.put(1).await?;
        gather((0..tasks).map(|i| create_task_named(sleep(1.0), format!("w{i}")))).await.map(drop)
    });
    let mut lanes = Lanes::default();
    let style = RowStyle { above, ..RowStyle::default() };
    assert!(lanes.update_to_fit((&trace, &spans), &RowFilter::default(), style, height));
    assert!(!lanes.update_to_fit((&trace, &spans), &RowFilter::default(), style, height));
    lanes
}

#[test]
fn lanes_get_lower_when_there_are_many() {
    let size = |tasks, height| lanes_in(tasks, false, height).style().size;
    // Loop, main, the queue and three tasks: 34 + 4 * 42 + 64.
    assert_eq!((size(3, 266.0), size(3, 265.0)), (RowSize::Full, RowSize::Medium));
    assert_eq!(size(10, 400.0), RowSize::Low);
    assert!(lanes_in(10, false, 400.0).height() <= 400.0);
    // More lanes than there is room for are low and scroll.
    assert_eq!(size(90, 400.0), RowSize::Low);
    assert!(lanes_in(90, false, 400.0).rows().iter().all(|lane| lane.height >= 24.0));
}

#[test]
fn lanes_that_are_folded_or_filtered_away_leave_the_others_as_low_as_they_were() {
    let (trace, spans) =
        record(|| async { gather((0..10).map(|i| create_task_named(sleep(1.0), format!("w{i}")))).await.map(drop) });
    let mut lanes = Lanes::default();
    for choice in [
        RowFilter::default(),
        RowFilter { collapsed: [spans.tasks[0].task].into(), ..RowFilter::default() },
        RowFilter { name: "w7".into(), ..RowFilter::default() },
    ] {
        lanes.update_to_fit((&trace, &spans), &choice, RowStyle::default(), 300.0);
        assert_eq!(lanes.style().size, RowSize::Low, "{choice:?}");
    }
}

#[test]
fn where_names_stand_above_a_lane_has_two_places_for_a_finger() {
    let lanes = lanes_in(90, true, 400.0);
    assert_eq!(lanes.style().size, RowSize::Medium);
    let tasks = lanes.rows().iter().filter(|lane| matches!(lane.row, Row::Task { .. }));
    assert!(tasks.clone().count() == 91 && tasks.clone().all(|lane| lane.height >= 48.0));
}

#[test]
fn what_a_low_lane_shows_stays_inside_it() {
    for (above, height) in [(false, 1000.0), (false, 300.0), (false, 10.0), (true, 1000.0), (true, 10.0)] {
        let lanes = lanes_in(4, above, height);
        let style = lanes.style();
        for lane in lanes.rows() {
            let name = if above { 16.0 } else { 0.0 };
            assert!(lane.height >= name + style.bar() + style.below_bar(), "{lane:?} in {style:?}");
            if matches!(lane.row, Row::Resource(_)) {
                assert!(lane.height >= name + style.level() + 8.0 && style.level() >= 18.0);
            }
        }
    }
}

#[test]
fn the_strip_shows_all_of_the_record_and_frames_what_is_seen() {
    let (trace, spans) = record(|| async { sleep(10.0).await });
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let mut view = View::fit(end(&trace, false), false, (900.0, 200.0), false, NAMES_WIDTH);
    view.scale = view.scale.zoomed(4.0, view.scale.left_px, end(&trace, false));
    let scene = minimap::minimap(&trace, &spans, &lanes, &view, None);
    let xs: Vec<f64> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Line { x1, x2, paint: Paint::Accent, .. } if x1 == x2 => Some(*x1),
            _ => None,
        })
        .collect();
    let whole = minimap::scale(&trace, &view);
    assert_eq!(xs, [whole.x(0.0), whole.x(view.scale.end())]);
    assert!(whole.x(Micros::from_millis(10_000).0 as f64) < 900.0);
}

#[test]
fn what_a_task_waits_for_is_hatched_only_if_another_must_do_something() {
    let (trace, spans) = record(|| async {
        let queue = Queue::<i32>::named(0, "jobs");
        let taken = queue.clone();
        let taker = create_task_named(async move { taken.get().await }, "taker");
        sleep(5.0).await?;
        queue.put(1).await?;
        taker.await?;
        Ok(())
    });
    let scene = draw(&trace, &spans, |_| {});
    let hatched = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Hatch { .. })).count();
    assert_eq!(hatched, 1, "get on the empty queue");
    let waiting =
        spans.tasks.iter().flat_map(|task| &task.spans).filter(|span| matches!(span.doing, Activity::Waiting(_)));
    assert_eq!(waiting.count(), 3, "main's sleep, and its waiting for the taker, are not");
}

#[test]
fn waiting_for_the_tasks_of_its_own_group_is_named_after_the_group_and_not_hatched() {
    let (trace, spans) = record(|| async {
        TaskGroup::scope(async |group| {
            group.create_task(sleep(5.0));
            Ok(())
        })
        .await
    });
    let scene = draw(&trace, &spans, |_| {});
    assert!(!scene.shapes.iter().any(|shape| matches!(shape, Shape::Hatch { .. })));
    let named = |shape: &Shape| matches!(shape, Shape::Text { text, .. } if text == "TaskGroup");
    assert_eq!(scene.shapes.iter().filter(|shape| named(shape)).count(), 1);
}

fn numbers(name: &str) -> Generator<i32> {
    generator(name, |y| async move { y.yield_each([1, 2]).await })
}

#[test]
fn generators_stand_below_the_task_that_created_them_one_line_for_those_in_succession() {
    let (trace, spans) = record(|| async {
        create_task_named(sleep(1.0), "child");
        let kept = numbers("kept");
        kept.resume()?;
        for _ in 0..3 {
            for number in numbers("passing") {
                number?;
            }
        }
        // Both at once: a line for each.
        let (one, other) = (numbers("both"), numbers("both"));
        one.resume()?;
        other.resume()?;
        Ok(())
    });
    let all = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let below = ["  ~kept", "  ~passing", "  ~both", "  ~both", "  child"];
    assert_eq!(names(&trace, &spans, &all), [&["loop", "main"][..], &below].concat());
    let choice = RowFilter { collapsed: [spans.tasks[0].task].into(), ..RowFilter::default() };
    assert_eq!(names(&trace, &spans, &Lanes::new(&trace, &spans, &choice, RowStyle::default())), ["loop", "main +5"]);
    assert_eq!(spans.generators[1].ended.len(), 3);
    assert_eq!(spans.generators[0].ended.iter().map(|(_, how)| *how).collect::<Vec<_>>(), [FinalState::Cancelled]);
}

#[test]
fn a_generator_runs_and_rests_in_turn_and_its_value_stands_on_the_pause() {
    let (trace, spans) = record(|| async {
        for number in numbers("numbers") {
            number?;
            sleep(1.0).await?;
        }
        Ok(())
    });
    let line = &spans.generators[0];
    let does: Vec<String> = line
        .spans
        .iter()
        .map(|span| match span.doing {
            Activity::Running => "runs".to_string(),
            Activity::Paused(value) => {
                format!("rests at {} for {}", trace.text(value), span.to.unwrap().t - span.from.t)
            }
            Activity::Ready | Activity::Waiting(_) => panic!("only tasks wait"),
        })
        .collect();
    assert_eq!(does, ["runs", "rests at 1 for 1.000000", "runs", "rests at 2 for 1.000000", "runs"]);
    assert!(line.spans.windows(2).all(|pair| pair[0].to == Some(pair[1].from)), "without gaps");
    let scene = draw(&trace, &spans, |_| {});
    let values =
        scene.shapes.iter().filter(|shape| matches!(shape, Shape::Text { text, .. } if text == "1" || text == "2"));
    assert!(values.count() >= 2);
    let ends = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Disc { paint: Paint::Good, .. }));
    assert_eq!(ends.count(), 2, "the task's and the generator's");
}

#[test]
fn whoever_wakes_from_within_a_generator_is_the_task_that_runs_it() {
    let (trace, spans) = record(|| async {
        let future = Future::<i32>::new();
        let settled = future.clone();
        create_task_named(async move { future.await }, "waiter");
        sleep(1.0).await?;
        let inner: Generator<i32> = generator("inner", |_| async move { settled.set_result(1) });
        let outer: Generator<i32> = generator("outer", |y| async move { y.yield_from(inner).await });
        outer.resume()?;
        sleep(1.0).await
    });
    assert_eq!(wakes(&trace, &spans), ["- > main", "main > waiter", "- > main"]);
}

#[test]
fn what_the_reader_points_at_has_a_band_behind_its_lane_and_its_name() {
    let (trace, spans) = record(|| async {
        let lock = Lock::named("door");
        let _held = lock.lock().await?;
        create_task_named(sleep(1.0), "child").await
    });
    let bands = |scene: &Scene| {
        let is_band = |shape: &&Shape| matches!(shape, Shape::Fill { x: 0.0, paint: Paint::Wash, .. });
        scene.shapes.iter().filter(is_band).cloned().collect::<Vec<_>>()
    };
    assert!(bands(&draw(&trace, &spans, |_| ())).is_empty());
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let mut lit_rows = 0;
    for lane in lanes.rows() {
        let lit = lit(&spans, lane.row);
        let scene = draw(&trace, &spans, |view| view.lit = lit.into_iter().collect());
        let bands = bands(&scene);
        assert_eq!(bands.len(), 2 * usize::from(lit.is_some()), "{lane:?}");
        lit_rows += usize::from(lit.is_some());
        for band in &bands {
            let Shape::Fill { y, h, .. } = *band else { panic!("a band is filled") };
            assert_eq!((y, h), (AXIS_HEIGHT + lane.top, lane.height));
        }
        assert!(lit.is_none() || scene.shapes[0] == bands[0], "behind everything");
    }
    assert_eq!(lit_rows, 3, "main, its child and the lock, but not the loop");
    let scrolled = draw(&trace, &spans, |view| {
        (view.lit, view.scroll, view.height) = (lit(&spans, Row::Resource(0)).into_iter().collect(), 0.0, 60.0)
    });
    assert!(bands(&scrolled).is_empty(), "out of sight");
}

#[test]
fn the_lane_of_a_destroyed_task_breaks_off_where_it_was_destroyed() {
    let lives = |names: [&'static str; 2]| {
        let (trace, spans) = record(move || async move {
            for name in names {
                create_task_named(async { Future::<()>::named("signal").await }, name);
            }
            sleep(1.0).await?;
            for task in loopline::runtime::all_tasks() {
                task.destroy();
            }
            sleep(1.0).await
        });
        let ended = |task: &loopline::reading::spans::TaskSpans| {
            let (at, how) = task.ended.expect("every lane has an end");
            let open = task.spans.iter().any(|span| span.to.is_none());
            format!("{} {how:?} {}{}", trace.text(task.name), at.t, if open { " open" } else { "" })
        };
        spans.tasks.iter().map(ended).collect::<Vec<_>>()
    };
    assert_eq!(lives(["one", "other"])[1..], ["one Left 1.000000", "other Left 1.000000"]);
    // The record tells it by its name; where that fits several, the lane goes on to the end of the run.
    assert_eq!(lives(["one", "one"])[1..], ["one Left 2.000000", "one Left 2.000000"]);
}

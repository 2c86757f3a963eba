//! What other programs read is well formed, whatever the names.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashMap, HashSet};

use loopline::export::{Drawing, chrome, svg, text, transcript};
use loopline::i18n::{Lang, TimelineWords};
use loopline::print;
use loopline::reading::spans::Spans;
use loopline::runtime::generator;
use loopline::runtime::{Generator, Lock, Queue, Result, create_task_named, gather, print_error, run_exact, sleep};
use loopline::timeline::lanes::{Lanes, RowFilter, RowStyle};
use loopline::timeline::layout::{NAMES_WIDTH, View, end, full_height, layout};
use loopline::timeline::palette::{DARK, LIGHT};
use loopline::timeline::scene::{Anchor, Paint, Scene, Shape};
use loopline::timeline::sweep::Sweep;
use loopline::trace::Trace;
use loopline::trace::file::ProgramInfo;
use serde_json::{Value, json};

/// Names as a visitor who wishes us ill would choose them.
fn hostile() -> Trace {
    let run = run_exact(|| async {
        let queue = Queue::named(1, "</text><script>alert(1)</script>");
        let lock = Lock::named("\"quoted\" & 'so' \\ on");
        let mut tasks = Vec::new();
        for i in 0..3 {
            let (queue, lock) = (queue.clone(), lock.clone());
            let body = async move {
                let _held = lock.lock().await?;
                queue.put(i).await?;
                print!("line\u{0} \u{1b}[31m {i} ]]> -->");
                sleep(0.1).await
            };
            tasks.push(create_task_named(body, "<b onload=\"x\">\u{7}\n&amp;"));
        }
        for _ in 0..3 {
            sleep(0.05).await?;
            queue.get().await?;
        }
        print_error("задача");
        gather(tasks).await?;
        create_task_named(sleep(f64::INFINITY), "left").cancel();
        create_task_named(sleep(f64::INFINITY), "for ever").await
    });
    run.trace().clone()
}

fn events() -> Vec<Value> {
    let json: Value = serde_json::from_str(&chrome(&hostile())).expect("it is JSON");
    json["traceEvents"].as_array().expect("a list").clone()
}

fn lane(event: &Value) -> (u64, u64) {
    (event["pid"].as_u64().expect("a number"), event["tid"].as_u64().expect("a number"))
}

#[test]
fn spans_of_a_thread_never_overlap_and_all_end() {
    let mut open: HashMap<(u64, u64), Value> = HashMap::new();
    let mut latest = 0;
    for event in events() {
        let ts = event["ts"].as_u64().unwrap();
        assert!(ts >= latest, "in order of time");
        latest = ts;
        match event["ph"].as_str().unwrap() {
            "B" => assert_eq!(open.insert(lane(&event), event.clone()), None, "{event}"),
            "E" => assert!(open.remove(&lane(&event)).is_some(), "{event}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_generator_runs_within_the_span_of_the_step_that_resumes_it() {
    let run = run_exact(|| async {
        let outer: Generator<i32> = generator("outer", |y| async move {
            y.yield_from(generator("inner", |y| async move { y.yield_each([1]).await })).await
        });
        outer.resume()?;
        Ok(())
    });
    let json: Value = serde_json::from_str(&chrome(&run.trace())).expect("it is JSON");
    let told = json["traceEvents"].as_array().expect("a list").iter().filter(|event| event["tid"] == json!(1 << 16));
    let told: Vec<String> = told
        .filter(|event| event["ph"] != "M")
        .map(|event| format!("{} {}", event["ph"].as_str().unwrap(), event["name"].as_str().unwrap_or_default()))
        .collect();
    let expected = [
        "B ready",
        "E ",
        "B running",
        "B outer",
        "B inner",
        "i inner yields",
        "E ",
        "i outer yields",
        "E ",
        "B outer", // closed, with the inner one
        "B inner",
        "E ",
        "E ",
        "E ",
        "i returned",
    ];
    assert_eq!(told, expected);
}

#[test]
fn every_flow_starts_in_one_span_and_ends_in_another() {
    let (mut starts, mut ends, mut open) = (HashMap::new(), HashSet::new(), HashSet::new());
    for event in events() {
        let id = event["id"].as_u64();
        match event["ph"].as_str().unwrap() {
            "B" => drop(open.insert(lane(&event))),
            "E" => drop(open.remove(&lane(&event))),
            "s" => {
                assert!(open.contains(&lane(&event)), "{event}");
                assert_eq!(starts.insert(id, lane(&event)), None);
            }
            "f" => {
                assert!(open.contains(&lane(&event)), "{event}");
                assert_ne!(starts.get(&id), Some(&lane(&event)));
                assert!(ends.insert(id));
            }
            _ => {}
        }
    }
    assert!(starts.len() > 5);
    assert_eq!(starts.keys().copied().collect::<HashSet<_>>(), ends);
}

#[test]
fn tasks_are_threads_with_names_and_resources_are_counters() {
    let events = events();
    let of = |ph: &str, name: &str| -> Vec<Value> {
        events.iter().filter(|event| event["ph"] == ph && event["name"] == name).cloned().collect()
    };
    let names: BTreeMap<u64, String> = of("M", "thread_name")
        .iter()
        .map(|event| (lane(event).1, event["args"]["name"].as_str().unwrap().to_string()))
        .collect();
    let names: Vec<&str> = names.values().map(String::as_str).collect();
    assert_eq!(names[..2], ["event loop", "main"]);
    assert!(names[2].starts_with("<b onload=\"x\">\\u{7}\\n&amp;#"), "{}", names[2]);
    assert_eq!(of("B", "ready").len(), of("B", "running").len());
    assert!(!of("C", "</text><script>alert(1)</script>").is_empty());
    let waits: HashSet<&str> =
        events.iter().filter(|event| event["cat"] == "wait").filter_map(|event| event["name"].as_str()).collect();
    assert!(waits.contains("sleep") && waits.contains("lock \"quoted\" & 'so' \\ on"), "{waits:?}");
}

#[test]
fn a_text_says_what_ran_and_has_one_line_an_event() {
    let trace = hostile();
    let count = trace.len();
    let program = ProgramInfo {
        id: "hostile".into(),
        args: vec![("n".into(), "3".into())],
        source: None,
        files: Vec::new(),
        changes: Vec::new(),
    };
    let text = text(&program, &trace);
    assert!(text.starts_with(&format!("# hostile n=3: {count} events, 0.")));
    assert_eq!(text.lines().count(), count + 1);
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{7}']));
}

#[test]
fn a_transcript_has_time_and_task_of_what_was_printed() {
    let run = run_exact(|| async {
        print!("one");
        sleep(0.5).await?;
        print_error("two");
        Result::Ok(())
    });
    assert_eq!(transcript(&run.trace()), "   0.000000  main          one\n   0.500000  main         !two\n");
}

/// The names of the elements in order, if every one is closed and every text holds only what XML allows.
fn elements(xml: &str) -> Vec<String> {
    let (mut names, mut open) = (Vec::new(), Vec::new());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('>'), "{before}");
        for (at, _) in before.match_indices('&') {
            let entity = before[at..].split_once(';').expect("an entity ends").0;
            assert!(["&amp", "&lt", "&gt", "&quot", "&#39"].contains(&entity), "{entity}");
        }
        let (tag, after) = after.split_once('>').expect("a tag ends");
        assert!(!tag.contains('<') && tag.matches('"').count() % 2 == 0, "{tag}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
            None => {
                let name = tag.split([' ', '/']).next().expect("a tag has a name").to_string();
                names.push(name.clone());
                if !tag.ends_with('/') {
                    open.push(name);
                }
            }
        }
        rest = after;
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    assert!(!xml.contains(|c: char| c.is_control() && c != '\n'));
    // A moving picture goes on and on.
    let numbers = xml.replace(" infinite", "");
    assert!(!numbers.contains("NaN") && !numbers.contains("inf"));
    names
}

#[test]
fn a_picture_is_well_formed_whatever_the_names() {
    let trace = hostile();
    let spans = Spans::new(&trace);
    for (steps, palette) in [(false, LIGHT), (true, DARK)] {
        let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
        let size = (900.0, full_height(&lanes));
        let view = View::fit(end(&trace, steps), steps, size, false, NAMES_WIDTH);
        let scene = layout(&trace, &spans, &lanes, &view, None, &TimelineWords(Lang::En));
        let xml = svg(&scene, &palette, "<title> & \"more\"\u{0}", "</desc><script>alert(1)</script>");
        let names = elements(&xml);
        assert_eq!(names[..3], ["svg", "title", "desc"]);
        assert!(!names.iter().any(|name| name == "script" || name == "b"), "{names:?}");
        assert!(names.iter().filter(|name| *name == "rect").count() > 10);
        assert!(!xml.contains("http") || xml.matches("http").count() == 1, "it needs nothing from elsewhere");
    }
}

#[test]
fn every_shape_becomes_an_element_and_odd_numbers_do_no_harm() {
    let (x, y, w, h, r, paint) = (f64::NAN, -0.001, -5.0, f64::INFINITY, 4.0, Paint::Held);
    let (x1, y1, x2, y2) = (0.0, 1.0, f64::NEG_INFINITY, 2.0);
    let text = || "<&>\u{ffff}\u{1b}…".to_string();
    let shapes = vec![
        Shape::Fill { x, y, w, h, paint },
        Shape::Hatch { x, y, w, h, paint },
        Shape::Dotted { x, y, w, h, paint },
        Shape::Line { x1, y1, x2, y2, paint, dashed: true },
        Shape::Path { points: vec![(1.0, 2.0), (x, y)], paint },
        Shape::Disc { x, y, r, paint },
        Shape::Ring { x, y, r, paint },
        Shape::Cross { x, y, r, paint },
        Shape::Diamond { x, y, r, paint },
        Shape::Arrow { x1, y1, x2, y2, paint },
        Shape::Pill { x, y, w, h, text: text() },
        Shape::Text { x, y, text: text(), paint, size: 12.0, mono: true, anchor: Anchor::End, room: h },
    ];
    let names = elements(&svg(&Scene { size: (10.0, 10.0), shapes }, &LIGHT, "", ""));
    let drawn = names.iter().filter(|name| *name != "defs" && *name != "pattern").skip(6);
    let drawn: Vec<&str> = drawn.map(String::as_str).collect();
    let expected = [
        "rect", "rect", "rect", "line", "polyline", "circle", "circle", "path", "polygon", "line", "polygon", "rect",
        "text", "text",
    ];
    assert_eq!(drawn, expected);
}

#[test]
fn a_moving_picture_is_the_whole_picture_for_whoever_wants_no_motion() {
    let mut drawing = Drawing::new((600.0, 200.0), &LIGHT, "", "");
    drawing.sweep(&Sweep { left: 128.0, right: 572.0, top: 32.0, seconds: 4.5 });
    drawing.end();
    let xml = drawing.take();
    assert_eq!(elements(&xml)[7..], ["g", "style", "g", "rect", "path"], "{xml}");
    assert!(xml.contains("animation:sweep 4.5s linear infinite"), "{xml}");
    assert!(xml.contains("translateX(444px)"), "it goes from the first moment to the last: {xml}");
    assert!(xml.contains("@media print,(prefers-reduced-motion:reduce){.sweep{display:none}}"), "{xml}");
}

#[test]
fn a_long_text_is_cut_to_its_room() {
    let name = "a name that is far too long for its lane".to_string();
    let (x, y, paint, size, mono, anchor) = (0.0, 0.0, Paint::Text, 10.0, true, Anchor::Start);
    let text = Shape::Text { x, y, text: name, paint, size, mono, anchor, room: 62.0 };
    let xml = svg(&Scene { size: (10.0, 10.0), shapes: vec![text] }, &LIGHT, "", "");
    assert!(xml.contains(">a name th…</text>"), "{xml}");
}

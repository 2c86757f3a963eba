//! What the page saves and opens: slices of a file, records that were tampered with, the picture of a whole record, and
//! Chrome's trace as Perfetto's rules have it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashMap, HashSet};

use loopline::demos::{Args, CATALOGUE, find, run_to_end, run_up_to};
use loopline::export::{SlicedExport, chrome, svg, text, transcript};
use loopline::i18n::{Lang, TimelineWords, explanation, plain, refused_file, sentence};
use loopline::reading::spans::Spans;
use loopline::reading::{RecordAnalysis, dump};
use loopline::timeline::lanes::{Lanes, RowFilter, RowStyle};
use loopline::timeline::layout::{NAMES_WIDTH, Playhead, View, end, full_height, layout};
use loopline::timeline::minimap::minimap;
use loopline::timeline::palette::LIGHT;
use loopline::timeline::scene::{Paint, Shape};
use loopline::timeline::whole::{SlicedScene, by_steps, whole};
use loopline::trace::file::{ClockKind, ProgramInfo, ReadError, RecordReader, TraceFile, read, read_up_to, write};
use loopline::trace::{Seq, Trace};
use proptest::prelude::*;
use serde_json::Value;

fn record(id: &str) -> TraceFile {
    let demo = find(id).unwrap();
    let trace = run_to_end(demo, Args::defaults(demo)).trace().clone();
    TraceFile { program: ProgramInfo { id: id.into(), ..ProgramInfo::default() }, trace, ..TraceFile::default() }
}

#[test]
fn a_file_read_in_slices_is_the_file_read_at_once_and_grows_on_the_way() {
    let bytes = write(&record("bounded-queue")).into_bytes();
    let mut reading = RecordReader::new(bytes.as_slice());
    let (mut grown, mut steps, mut before) = (RecordAnalysis::default(), 0, 0.0);
    while !reading.step(7).unwrap() {
        assert!(reading.fraction() >= before && reading.fraction() <= 1.0);
        before = reading.fraction();
        grown.grow(reading.trace(), reading.trace().len());
        steps += 1;
    }
    assert!(steps > 50, "{steps} slices");
    let (whole, at_once) = (reading.finish(), read(&bytes).unwrap());
    assert_eq!(dump(&whole.trace), dump(&at_once.trace));
    assert_eq!(write(&whole).into_bytes(), bytes);
    grown.grow(&whole.trace, whole.trace.len());
    assert!(grown == RecordAnalysis::new(&at_once.trace), "the same spans, names and states");
}

#[test]
fn a_record_written_in_slices_is_the_record_written_at_once_and_what_comes_later_is_left_out() {
    let file = record("bounded-queue");
    let (program, clock, trace) = (&file.program, ClockKind::Virtual, &file.trace);
    let later = {
        let mut later = trace.clone();
        later.push(trace.event(Seq(9)));
        later
    };
    let written = |mut writing: SlicedExport| {
        let (mut steps, mut before, mut text) = (0, 0.0, String::new());
        while !writing.step(if steps == 0 { trace } else { &later }, 7) {
            assert!(writing.fraction() >= before && writing.fraction() <= 1.0);
            before = writing.fraction();
            steps += 1;
            // Taken now and then, as by whoever cannot hold all of it.
            if steps % 10 == 0 {
                text += &writing.take();
                assert!(writing.is_empty());
            }
        }
        assert!(steps > 50, "{steps} slices");
        assert!(writing.step(&later, 7), "it stays written");
        text + &writing.take()
    };
    assert_eq!(written(SlicedExport::record(program.clone(), clock, Vec::new(), trace)), write(&file));
    assert_eq!(written(SlicedExport::chrome(trace)), chrome(trace));
    assert_eq!(written(SlicedExport::text(program.clone(), trace)), text(program, trace));
    assert_eq!(written(SlicedExport::transcript(trace)), transcript(trace));
    let mut empty = SlicedExport::transcript(&Trace::new());
    assert!(empty.step(&Trace::new(), 1) && empty.take().is_empty());
}

#[test]
fn wherever_a_file_is_cut_it_is_refused_and_its_events_are_counted() {
    let text = write(&record("hello"));
    for cut in 0..text.len() - 2 {
        if text.is_char_boundary(cut) {
            let refused = read(&text.as_bytes()[..cut]).unwrap_err();
            let foreign = cut < "{\"format\":\"loopline-trace\"".len();
            assert_eq!(matches!(refused, ReadError::NotATrace), foreign, "cut at {cut}: {refused}");
        }
    }
    let damaged = text.replacen("],[7,0,0,", "],[7,0,x,", 1);
    let line = text[..text.find("\"events\"").unwrap()].matches('\n').count() + 1;
    let refused = read(damaged.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains(&format!("(line {line}, column ")), "{refused}");
}

#[test]
fn a_reader_is_told_in_words_why_a_file_is_refused() {
    let text = write(&record("hello"));
    let events = text.find("\"events\":[").unwrap();
    let told = |bytes: &str, limit: usize| {
        let why = read_up_to(bytes.as_bytes(), limit).unwrap_err();
        Lang::ALL.map(|lang| refused_file("a.json", &why, lang))
    };
    let cases = [
        (String::from("{}"), 9, "is not a Loopline trace", "не запись Loopline"),
        (text.replacen("\"version\":", "\"version\":9", 1), 9, "by a newer Loopline", "более новой версией Loopline"),
        (text[..events].into(), 9, "the file is cut off", "или он обрезан"),
        (text.clone(), 9, "it has more than 9 events", "в нём больше 9 событий"),
        (text.replacen("[7,0,0,", "[99,0,0,", 1), 900, "is damaged at event", "повреждён (событие "),
        (text.replacen(",\n\"sites\":", ",\n\"stacks\":", 1), 900, "its part “stacks”", "часть «stacks»"),
    ];
    for (bytes, limit, en, ru) in cases {
        let [(in_en, _), (in_ru, _)] = told(&bytes, limit);
        assert!(in_en.contains(en) && in_en.contains("“a.json”"), "{in_en}");
        assert!(in_ru.contains(ru) && in_ru.contains("«a.json»"), "{in_ru}");
    }
}

/// Everything that the page and the exports do with a record.
fn look_at(file: &TraceFile) {
    let trace = &file.trace;
    let RecordAnalysis { spans, index } = RecordAnalysis::new(trace);
    for lang in Lang::ALL {
        for i in 0..trace.len() {
            let _ = plain(&sentence(trace, &spans, &index, Seq(i as u32), lang));
            let _ = plain(&explanation(trace, &spans, &index, i + 1, lang));
        }
    }
    for i in (0..trace.len()).step_by(13) {
        let _ = index.state_at(trace, Seq(i as u32));
        let _ = index.said(Seq(i as u32));
    }
    let words = TimelineWords(Lang::Ru);
    for (steps, narrow) in [(true, false), (false, true)] {
        let lanes = Lanes::new(trace, &spans, &RowFilter::default(), RowStyle { above: narrow, ..RowStyle::default() });
        let view = View::fit(end(trace, steps), steps, (800.0, full_height(&lanes)), narrow, NAMES_WIDTH);
        let playhead = Some(Playhead { count: trace.len() / 2, at: trace.end_time() });
        let _ = layout(trace, &spans, &lanes, &view, playhead, &words);
        let _ = minimap(trace, &spans, &lanes, &view, playhead);
    }
    let _ = svg(&whole(trace, &spans, by_steps(trace), 700.0, 400.0, &words), &LIGHT, "", "");
    let _ = spans.task_time(trace.end_time());
    assert!(serde_json::from_str::<Value>(&chrome(trace)).is_ok());
    let _ = (text(&file.program, trace), transcript(trace));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file that somebody else has written is no reason to panic: on the page that would end everything.
    #[test]
    fn whatever_is_read_can_be_looked_at(
        demo in prop::sample::select(vec!["bounded-queue", "cancel", "delegation", "to-thread", "lock"]),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..6u8, any::<prop::sample::Index>()), 1..6),
    ) {
        thread_local!(static KNOWN: std::cell::RefCell<HashMap<&'static str, String>> = Default::default());
        let text = KNOWN.with(|known| {
            known.borrow_mut().entry(demo).or_insert_with(|| write(&record(demo))).clone()
        });
        let (head, rest) = text.split_once("\"events\":[[").unwrap();
        let (rows, tail) = rest.split_once("]],").unwrap_or_else(|| rest.split_once("]]").unwrap());
        let mut rows: Vec<Vec<String>> =
            rows.split("],[").map(|row| row.split(',').map(str::to_string).collect()).collect();
        for (at, how, other) in edits {
            let at = at.index(rows.len());
            match how {
                // A number becomes another that may well be right.
                0..=2 => {
                    let field = other.index(rows[at].len());
                    rows[at][field] = other.index(40).to_string();
                }
                3 => rows[at][1] = ["18446744073709551615", "9223372036854775807", "-1"][other.index(3)].into(),
                4 => drop(rows.remove(at)),
                _ => {
                    let to = other.index(rows.len());
                    rows.swap(at, to);
                }
            }
        }
        let count = rows.len();
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let tail = match tail.rsplit_once("\"events\":") {
            Some((before, after)) => format!("{before}\"events\":{count}{}", &after[after.find([',', '}']).unwrap()..]),
            None => tail.to_string(),
        };
        let text = format!("{head}\"events\":[[{}]],{tail}", rows.join("],["));
        if let Ok(file) = read(text.as_bytes()) {
            look_at(&file);
        }
    }
}

#[test]
fn a_picture_made_a_few_lanes_at_a_time_is_the_picture_made_at_once() {
    let words = TimelineWords(Lang::En);
    for id in ["many", "bounded-queue", "generator"] {
        let trace = record(id).trace;
        let spans = Spans::new(&trace);
        let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
        let view = View::fit(end(&trace, false), false, (700.0, full_height(&lanes)), false, NAMES_WIDTH);
        let at_once = layout(&trace, &spans, &lanes, &view, None, &words);
        let (mut parts, mut shapes, mut before) =
            (SlicedScene::new(&trace, &spans, false, 700.0, f64::INFINITY), Vec::new(), 0.0);
        assert_eq!(parts.size(), at_once.size);
        while let Some(part) = parts.next(&trace, &spans, &words) {
            assert!(part.len() < 12_000, "{id}: {} shapes in one part", part.len());
            assert!((before..=1.0).contains(&parts.fraction()));
            before = parts.fraction();
            shapes.extend(part);
        }
        assert_eq!(before, 1.0);
        // The ground of the names is in one piece, or in several.
        let grounds = |shape: &Shape| matches!(shape, Shape::Fill { x: 0.0, paint: Paint::Panel, .. });
        let without = |shapes: Vec<Shape>| shapes.into_iter().filter(|shape| !grounds(shape)).collect::<Vec<_>>();
        assert_eq!(without(shapes), without(at_once.shapes), "{id}");
    }
}

#[test]
fn a_picture_without_room_for_all_lanes_says_how_many_tasks_it_leaves_out() {
    let trace = record("many").trace;
    let spans = Spans::new(&trace);
    let words = TimelineWords(Lang::En);
    let all = whole(&trace, &spans, false, 700.0, f64::INFINITY, &words);
    let cut = whole(&trace, &spans, false, 700.0, 900.0, &words);
    assert!(all.size.1 > 900.0 && cut.size.1 <= 900.0, "{:?} {:?}", all.size, cut.size);
    let names = cut.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let told: Vec<&str> = names.filter(|text| text.contains("more")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    // 900 px hold the axis, the loop and nineteen tasks.
    assert_eq!(told[0], words_of_more(spans.tasks.len() - 19));
}

fn words_of_more(tasks: usize) -> String {
    use loopline::timeline::layout::TimelineLabels;
    TimelineWords(Lang::En).more(tasks)
}

/// The rules of the Trace Event Format, as Perfetto imports it: what may stand in `ph`, which fields each needs, of
/// which type, that what begins on a thread ends there, last in, first out, and that every thread and process has a name
/// and a number of its own.
fn breaks_a_rule(json: &Value) -> Option<String> {
    let unit = json["displayTimeUnit"].as_str();
    if !matches!(unit, Some("ms" | "ns")) {
        return Some("displayTimeUnit".into());
    }
    let mut open: BTreeMap<(u64, u64), Vec<(u64, Value)>> = BTreeMap::new();
    let mut flows: HashMap<u64, (u64, Value)> = HashMap::new();
    let (mut processes, mut named_numbers) = (BTreeMap::new(), HashSet::new());
    for event in json["traceEvents"].as_array()? {
        let broken = |what: &str| Some(format!("{what}: {event}"));
        let (Some(pid), Some(tid)) = (event["pid"].as_u64(), event["tid"].as_u64()) else { return broken("pid, tid") };
        let Some(ts) = event["ts"].as_u64() else { return broken("ts is in whole microseconds") };
        // Perfetto keeps these numbers in 32 bits; 0 is the machine's idle thread, and has been taken for thread 1.
        if !(1..=u64::from(u32::MAX)).contains(&pid) || !(1..=u64::from(u32::MAX)).contains(&tid) {
            return broken("a number that is kept for others");
        }
        // A thread's name goes to the thread of that number, whatever its process.
        if *processes.entry(tid).or_insert(pid) != pid {
            return broken("a thread of two processes");
        }
        let named = event["name"].as_str().is_some_and(|name| !name.is_empty());
        let args = &event["args"];
        let stack = open.entry((pid, tid)).or_default();
        match event["ph"].as_str() {
            Some("M") => {
                let right = match event["name"].as_str() {
                    Some("process_name" | "thread_name") => args["name"].is_string(),
                    Some("process_sort_index" | "thread_sort_index") => args["sort_index"].is_u64(),
                    _ => false,
                };
                if !right {
                    return broken("metadata");
                }
                named_numbers.insert((event["name"].as_str(), if event["name"] == "process_name" { pid } else { tid }));
            }
            Some("B") if named && event["cat"].is_string() => stack.push((ts, event.clone())),
            Some("E") => match stack.pop() {
                Some((began, _)) if began <= ts => {}
                _ => return broken("an end without its beginning"),
            },
            Some("i") if named && matches!(event["s"].as_str(), Some("g" | "p" | "t")) => {}
            Some("C") if named => {
                let series =
                    args.as_object().is_some_and(|args| !args.is_empty() && args.values().all(Value::is_number));
                if !series {
                    return broken("a counter's values are numbers");
                }
            }
            Some("s") => {
                let Some(id) = event["id"].as_u64() else { return broken("a flow has an id") };
                if stack.is_empty() || flows.insert(id, (ts, event.clone())).is_some() {
                    return broken("a flow starts once, in a span");
                }
            }
            Some("f") => {
                let start = event["id"].as_u64().and_then(|id| flows.remove(&id));
                let Some((began, start)) = start else { return broken("a flow's end without its start") };
                let same = start["name"] == event["name"] && start["cat"] == event["cat"] && began <= ts;
                if !same || stack.is_empty() || event["bp"] != "e" {
                    return broken("a flow ends in a span, under the name it started with");
                }
            }
            _ => return broken("not a phase we write, or without its name, category or scope"),
        }
    }
    for (tid, pid) in processes {
        if !named_numbers.contains(&(Some("thread_name"), tid)) || !named_numbers.contains(&(Some("process_name"), pid))
        {
            return Some(format!("without a name: thread {tid} of process {pid}"));
        }
    }
    let left = open.values().flatten().next().map(|(_, event)| format!("never ends: {event}"));
    left.or_else(|| flows.values().next().map(|(_, event)| format!("leads nowhere: {event}")))
}

#[test]
fn chromes_trace_of_every_demo_keeps_the_rules_that_perfetto_reads_by() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        for variant in 0..demo.variants.len().max(1) {
            let run = run_up_to(demo, Args::defaults(demo).with_variant(demo, variant), 20_000);
            let json: Value = serde_json::from_str(&chrome(&run.trace())).unwrap();
            assert!(json["traceEvents"].as_array().is_some_and(|events| events.len() > 5), "{}", demo.id);
            assert_eq!(breaks_a_rule(&json), None, "{}", demo.id);
        }
    }
}

#[test]
fn the_test_of_the_rules_sees_what_breaks_them() {
    let names = r#"{"ph":"M","pid":1,"tid":1,"ts":0,"name":"process_name","args":{"name":"loop"}},
        {"ph":"M","pid":1,"tid":1,"ts":0,"name":"thread_name","args":{"name":"main"}}"#;
    let of = |event: &str| {
        let json = format!("{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[{names},{event}]}}");
        breaks_a_rule(&serde_json::from_str(&json).unwrap())
    };
    assert_eq!(of(r#"{"ph":"i","pid":1,"tid":1,"ts":0,"s":"t","name":"turn"}"#), None);
    for broken in [
        r#"{"ph":"E","pid":1,"tid":1,"ts":0}"#,
        r#"{"ph":"B","pid":1,"tid":1,"ts":0,"name":"step","cat":"step"}"#,
        r#"{"ph":"B","pid":1,"tid":1,"ts":0.5,"name":"step","cat":"step"},{"ph":"E","pid":1,"tid":1,"ts":1}"#,
        r#"{"ph":"C","pid":1,"tid":1,"ts":0,"name":"queue","args":{"items":"3"}}"#,
        r#"{"ph":"s","pid":1,"tid":1,"ts":0,"name":"wakes","cat":"wake","id":1}"#,
        r#"{"ph":"i","pid":1,"tid":1,"ts":0,"name":"turn"}"#,
        r#"{"ph":"M","pid":1,"tid":1,"ts":0,"name":"thread_name","args":{}}"#,
        r#"{"ph":"i","pid":1,"tid":0,"ts":0,"s":"t","name":"turn"}"#,
        r#"{"ph":"i","pid":2,"tid":1,"ts":0,"s":"t","name":"turn"}"#,
        r#"{"ph":"i","pid":1,"tid":2,"ts":0,"s":"t","name":"turn"}"#,
        r#"{"ph":"Z","pid":1,"tid":1,"ts":0,"name":"what"}"#,
    ] {
        assert!(of(broken).is_some(), "{broken}");
    }
}

/// The names of a trace's threads, in order of their numbers, and its flows as who woke whom.
fn told_of_threads(trace: &Trace) -> (Vec<String>, Vec<(String, String)>) {
    let json: Value = serde_json::from_str(&chrome(trace)).unwrap();
    let events = json["traceEvents"].as_array().unwrap();
    let named = events.iter().filter(|event| event["name"] == "thread_name");
    let names: BTreeMap<u64, String> =
        named.map(|event| (event["tid"].as_u64().unwrap(), event["args"]["name"].as_str().unwrap().into())).collect();
    let of = |ph: &str| -> BTreeMap<u64, String> {
        let flows = events.iter().filter(|event| event["ph"] == ph);
        flows.map(|event| (event["id"].as_u64().unwrap(), names[&event["tid"].as_u64().unwrap()].clone())).collect()
    };
    let mut ends = of("f");
    let flows = of("s").into_iter().map(|(id, from)| (from, ends.remove(&id).unwrap()));
    let flows = flows.collect();
    (names.into_values().collect(), flows)
}

#[test]
fn threads_beside_the_loop_have_names_and_are_woken_by_who_starts_them() {
    let demo = find("models").unwrap();
    let args = Args::defaults(demo).with_variant(demo, 1);
    let (names, flows) = told_of_threads(&run_to_end(demo, args).trace());
    assert_eq!(names, ["event loop", "thread 1: A", "thread 2: B", "thread 3: C", "main", "A", "B", "C"]);
    for task in ["A", "B", "C"] {
        assert!(flows.contains(&("main".into(), task.into())), "{flows:?}");
    }
}

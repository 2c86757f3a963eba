//! What other programs read is well formed, whatever the names.

use std::collections::{BTreeMap, HashMap, HashSet};

use loopline::export::{chrome, text, transcript};
use loopline::print;
use loopline::runtime::{Lock, Queue, Result, create_task_named, gather, print_error, run_instant, sleep};
use loopline::trace::Trace;
use loopline::trace::file::{ProgramInfo, TraceFile};
use serde_json::Value;

/// Names as a visitor who wishes us ill would choose them.
fn hostile() -> Trace {
    let run = run_instant(|| async {
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
    let json: Value = serde_json::from_str(&chrome(&hostile())).unwrap();
    json["traceEvents"].as_array().unwrap().clone()
}

fn lane(event: &Value) -> (u64, u64) {
    (event["pid"].as_u64().unwrap(), event["tid"].as_u64().unwrap())
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
    let program = ProgramInfo { id: "hostile".into(), args: vec![("n".into(), "3".into())], source: None };
    let text = text(&TraceFile { program, trace, ..TraceFile::default() });
    assert!(text.starts_with(&format!("# hostile n=3: {count} events, 0.")));
    assert_eq!(text.lines().count(), count + 1);
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{7}']));
}

#[test]
fn a_transcript_has_time_and_task_of_what_was_printed() {
    let run = run_instant(|| async {
        print!("one");
        sleep(0.5).await?;
        print_error("two");
        Result::Ok(())
    });
    assert_eq!(transcript(&run.trace()), "   0.000000  main          one\n   0.500000  main         !two\n");
}

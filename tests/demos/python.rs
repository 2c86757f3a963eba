//! The demos in Python: what their records say, which `tests/python/demos.mjs` has the Python engine make, what CPython does
//! with the same programs, and the previews of them that the page shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use loopline::demos::{Demo, Source, all_in_python, find};
use loopline::reading::laws;
use loopline::timeline::preview::{self, Preview};
use loopline::trace::file::{TraceFile, read};
use loopline::trace::{EventKind, Status};

use crate::course::{printed, recorded};

/// Programs that CPython is not asked for, and why: the demos' own pages say so of the first.
const NOT_ON_CPYTHON: &[(&str, &str)] = &[
    ("aiohttp-client", "its hosts are models"),
    ("requests-blocking", "its host is a model"),
    ("slow-host", "its hosts are models, and how much a machine takes on its way differs"),
];

/// Programs whose record from CPython has no moments, since it was made on the machine's clock: PostgreSQL and
/// visitors have no other.
const TIMELESS: &[&str] = &[
    "aiohttp-server.middleware",
    "aiohttp-server.signal",
    "database.connection",
    "database.pool",
    "fastapi-add.bug",
    "fastapi-add.repaired",
];

/// Programs that write the same lines in an order that is not promised: threads of a pool are done when they are.
const UNORDERED: &[&str] = &["two-files.aiofiles"];

fn tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The programs of the demos in Python: each demo with each of its variants, by the name of its record.
pub fn programs() -> impl Iterator<Item = (&'static Demo, String, &'static Source)> {
    all_in_python().flat_map(|demo| {
        let named = demo.variants.iter().map(|variant| format!("{}.{}", demo.id, variant.id));
        let alone = demo.variants.is_empty().then(|| demo.id.to_string());
        let names: Vec<String> = named.chain(alone).collect();
        let programs = demo.in_python().map_or(&[][..], |python| python.programs);
        assert_eq!(names.len(), programs.len(), "{} has a program for each variant", demo.id);
        names.into_iter().zip(programs).map(move |(name, source)| (demo, name, source))
    })
}

/// The names of the programs' records.
pub fn names() -> impl Iterator<Item = String> {
    programs().map(|(_, name, _)| name)
}

pub fn record(name: &str) -> TraceFile {
    let path = tests(&format!("golden/{name}.json"));
    let bytes =
        fs::read(&path).unwrap_or_else(|_| panic!("{name} has no record: node tests/python/demos.mjs makes it"));
    read(&bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"))
}

/// What a program prints, each line after its time in seconds.
fn output(name: &str) -> Vec<String> {
    printed(&record(name).trace)
}

/// The same without the times.
fn said(name: &str) -> Vec<String> {
    output(name).iter().map(|line| timeless(line)).collect()
}

fn timeless(line: &str) -> String {
    line.split_once(' ').map_or("", |(_, text)| text).to_string()
}

/// The lines of a server's own, and what its visitors got: status and body. Lines that name a visitor's port are left out.
fn without_visits(lines: Vec<String>) -> (Vec<String>, Vec<String>) {
    let (mut own, mut visits, mut status) = (Vec::new(), Vec::new(), String::new());
    for line in lines {
        let text = timeless(&line);
        if let Some((_, answer)) = text.strip_prefix("visitor: ").and_then(|visit| visit.split_once(" → ")) {
            status = answer.split(' ').next().unwrap_or_default().into();
        } else if let Some(body) = text.strip_prefix("    ← ") {
            visits.push(format!("{status} {body}"));
        } else if text != "^C" && !text.contains("127.0.0.1:") {
            own.push(line);
        }
    }
    (own, visits)
}

#[test]
fn every_program_has_a_record_of_its_present_text_that_keeps_the_laws_and_ends_well() {
    for (demo, name, source) in programs() {
        let TraceFile { program, trace, .. } = record(&name);
        let again = "has changed since it was recorded: node tests/python/demos.mjs records it";
        assert_eq!(program.id, format!("{name}.py"));
        assert_eq!(program.source.as_deref(), Some(source.text()), "{name} {again}");
        let hosts = demo.in_python().and_then(|python| python.hosts).map(|hosts| hosts.text());
        let beside: Vec<&str> = program.files.iter().map(|file| file.text.as_str()).collect();
        assert_eq!(beside, Vec::from_iter(hosts), "{name}: loopline.json {again}");
        if let Err(broken) = laws::check(&trace) {
            panic!("{name}: {broken}");
        }
        let ended = trace.kinds().iter().rev().find_map(|kind| match kind {
            EventKind::RunEnded { status } => Some(*status),
            _ => None,
        });
        // A server is ended by Ctrl+C, which uvicorn hands on.
        let interrupted =
            |status| matches!(status, Some(Status::Raised(text)) if trace.text(text) == "KeyboardInterrupt");
        assert!(ended == Some(Status::Returned) || (hosts.is_some() && interrupted(ended)), "{name}: {ended:?}");
    }
}

#[test]
fn every_program_prints_what_cpython_prints_and_when() {
    let mut excused = BTreeSet::new();
    for (demo, name, _) in programs() {
        let path = tests(&format!("oracle/course-records/{name}.whole.txt"));
        if NOT_ON_CPYTHON.iter().any(|(id, _)| *id == demo.id) {
            assert!(!path.exists(), "{name} has a record from CPython, and is excused");
            excused.insert(demo.id);
            continue;
        }
        let text = fs::read_to_string(path).unwrap_or_else(|_| panic!("{name} has no record from CPython"));
        let (mut ours, mut theirs) = (output(&name), recorded(&text));
        if demo.in_python().is_some_and(|python| python.hosts.is_some()) {
            let (program, visits) = without_visits(ours);
            let theirs = text.lines().filter_map(|line| line.strip_prefix("visit ").map(String::from));
            assert_eq!(visits, Vec::from_iter(theirs), "{name}: left ours, right CPython's");
            ours = program;
        }
        if TIMELESS.contains(&name.as_str()) {
            [&mut ours, &mut theirs].into_iter().flatten().for_each(|line| *line = timeless(line));
        }
        if UNORDERED.contains(&name.as_str()) {
            ours.sort();
            theirs.sort();
        }
        assert_eq!(ours, theirs, "{name}: left ours, right CPython's");
        assert!(text.ends_with("exit 0\n"), "{name}");
    }
    assert_eq!(excused, NOT_ON_CPYTHON.iter().map(|(id, _)| *id).collect());
}

/// `UPDATE_GOLDEN=1` rewrites the file; the page is built with it.
#[test]
fn the_previews_of_the_page_are_those_of_the_records() {
    let previews = all_in_python().map(|demo| {
        let first =
            demo.variants.first().map_or_else(|| demo.id.into(), |variant| format!("{}.{}", demo.id, variant.id));
        (demo.id, Preview::of(&record(&first).trace))
    });
    // A demo a line, for whoever reads a difference.
    let text = preview::write(previews).replace("],\"", "],\n\"") + "\n";
    let path = tests("../src/demos/python_previews.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() && fs::read_to_string(&path).ok().as_ref() != Some(&text) {
        fs::write(&path, &text).expect("the previews can be written");
        println!("wrote src/demos/python_previews.json");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "`make records` rewrites the previews");
    for (id, preview) in preview::read(&text) {
        assert!((1..=6).contains(&preview.miniature.len()), "{id}");
    }
    assert_eq!(preview::read(&text).len(), all_in_python().count());
}

#[test]
fn what_is_asked_at_once_takes_as_long_as_the_slowest() {
    let last = |name| output(name).pop().unwrap_or_default();
    assert_eq!(last("aiohttp-client.one-by-one"), "0.95 738 characters in 0.955 s");
    assert_eq!(last("aiohttp-client.together"), "0.46 738 characters in 0.455 s");
    let asked = |name| output(name).iter().filter(|line| line.starts_with("0.00 GET")).count();
    assert_eq!((asked("aiohttp-client.one-by-one"), asked("aiohttp-client.together")), (1, 3));
}

#[test]
fn a_blocking_client_makes_the_timers_late_and_a_thread_does_not() {
    let ticks = |name| output(name).iter().filter(|line| line.contains("tick")).cloned().collect::<Vec<_>>();
    let (blocked, free) = (ticks("requests-blocking.blocking"), ticks("requests-blocking.to-thread"));
    assert_eq!(blocked[..3], ["0.50 0.5 tick 1", "4.50 4.5 tick 2", "5.00 5.0 tick 3"]);
    assert_eq!(free[..3], ["0.50 0.5 tick 1", "1.00 1.0 tick 2", "1.50 1.5 tick 3"]);
    assert_eq!((blocked.len(), free.len()), (10, 10));
    let answers = ["requests-blocking.blocking", "requests-blocking.to-thread"]
        .map(|name| output(name).iter().find(|line| line.contains("characters")).cloned());
    assert_eq!(answers[0], answers[1], "the answer comes no later");
}

#[test]
fn a_client_tries_again_gives_up_or_is_held_back() {
    let expected = [
        "0.14 attempt 1: ClientResponseError, again in 0.2 s",
        "0.42 attempt 2: ClientResponseError, again in 0.4 s",
        "0.92 216 characters",
    ];
    assert_eq!(said("slow-host.retry"), expected);
    let patient = said("slow-host.time-out");
    assert_eq!(
        patient[1..3],
        ["1.00 http://slow.example/: no answer within 1 s", "1.00 http://hangs.example/: no answer within 1 s",]
    );
    let held = said("slow-host.back-pressure");
    assert_eq!(held.first().map(String::as_str), Some("0.0 client: piece 1 has gone, after 0.0 s"));
    assert!(held.contains(&"1.0 client: piece 6 has gone, after 1.0 s".into()), "{held:#?}");
    assert_eq!(held.last().map(String::as_str), Some("4.0 over"));
}

#[test]
fn a_signal_sees_every_answer_and_a_middleware_no_error() {
    let expected = ["GET / 200", "GET /alice 200", "GET /bob 200", "GET /no/such/page 404"];
    let hooked: Vec<String> =
        said("aiohttp-server.signal").into_iter().filter(|line| line.starts_with("on_r")).collect();
    assert_eq!(hooked, expected.map(|line| format!("on_response_prepare: {line}")));
    let wrapped: Vec<String> =
        said("aiohttp-server.middleware").into_iter().filter(|line| line.starts_with("mid")).collect();
    let expected =
        ["GET /", "GET / 200", "GET /alice", "GET /bob", "GET /alice 200", "GET /bob 200", "GET /no/such/page"];
    assert_eq!(wrapped, expected.map(|line| format!("middleware: {line}")));
}

#[test]
fn zero_is_taken_for_absent_until_it_is_repaired() {
    let added = |name| said(name).into_iter().filter(|line| line.starts_with("add(")).collect::<Vec<_>>();
    assert_eq!(added("fastapi-add.bug"), ["add(41, 1)", "add(40, 2)", "add(42, 1)"]);
    assert_eq!(added("fastapi-add.repaired"), ["add(41, 1)", "add(40, 2)", "add(42, 0)"]);
    assert!(said("fastapi-add.bug").iter().any(|line| line.ends_with("422 Unprocessable Content")));
}

#[test]
fn a_pool_of_two_lets_two_orders_in_at_once() {
    let lines = output("database.pool");
    let at =
        |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {lines:#?}"));
    assert!(at("tea: has a") < at("pizza: has a") && at("pizza: has a") < at("tea: has given"), "{lines:#?}");
    assert!(at("tea: has given") < at("medicine: has a"), "{lines:#?}");
    assert!(lines.last().is_some_and(|line| line.ends_with("orders: 5 connections: 2")), "{lines:#?}");
    let lines = said("database.connection");
    assert!(lines.iter().any(|line| line.starts_with("InterfaceError")), "{lines:#?}");
}

#[test]
fn guests_of_a_chat_read_what_is_said_while_they_are_there() {
    let lines = output("chat");
    let reads = |name: &str| lines.iter().filter(|line| line.contains(&format!("    {name} reads: "))).count();
    assert_eq!((reads("Alice"), reads("Bob"), reads("Charlie")), (6, 5, 4));
    assert_eq!(lines.first().map(String::as_str), Some("0.00 chat: Alice is here"));
    assert_eq!(lines.last().map(String::as_str), Some("4.20 chat: Charlie has left"));
}

#[test]
fn each_demo_in_python_is_found_by_its_id() {
    assert!(all_in_python().all(|demo| find(demo.id).is_some_and(|found| found.in_python().is_some())));
    assert_eq!(all_in_python().count(), 10);
}

//! Every demo of the catalogue, as data and as a run.

use std::fs;
use std::path::PathBuf;

use loopline::demos::{Args, CATALOGUE, Demo, Refused, find};
use loopline::runtime::run_instant;
use loopline::trace::{Kind, Status, Stream, Trace, dump, laws};

/// The ids of the course that are built so far, in its order of chapters.
const BUILT: &[&str] = &[
    "errands",
    "blocking",
    "hello",
    "nested-await",
    "turns",
    "gather",
    "await-in-order",
    "future",
    "future-exception",
    "cancel",
    "bounded-queue",
    "http-gather",
];

fn run(demo: &'static Demo, args: Args) -> (Trace, Option<Status>) {
    let run = run_instant(|| (demo.run)(args));
    let status = run.status();
    (run.trace().clone(), status)
}

/// A demo with each of its variants; one without any once.
fn variants(demo: &'static Demo) -> Vec<(String, Args)> {
    let defaults = Args::defaults(demo);
    if demo.variants.is_empty() {
        return vec![(demo.id.into(), defaults)];
    }
    let named = demo.variants.iter().enumerate();
    named.map(|(i, variant)| (format!("{}.{}", demo.id, variant.id), defaults.clone().with_variant(demo, i))).collect()
}

fn printed(trace: &Trace) -> Vec<String> {
    let lines = trace.events().filter_map(|(_, event)| match event.kind {
        Kind::Output { stream: Stream::Out, text } => Some(format!("{:.2} {}", event.t.seconds(), trace.text(text))),
        _ => None,
    });
    lines.collect()
}

/// What a demo prints with these values, each line after its time in seconds.
fn output(id: &str, set: &[(&str, &str)]) -> Vec<String> {
    let demo = find(id).unwrap_or_else(|| panic!("no demo {id}"));
    let mut args = Args::defaults(demo);
    for (name, value) in set {
        assert_eq!(args.set(demo, name, value), Ok(()));
    }
    printed(&run(demo, args).0)
}

#[test]
fn the_catalogue_has_the_demos_of_the_course_in_its_order() {
    assert_eq!(CATALOGUE.iter().map(|demo| demo.id).collect::<Vec<_>>(), BUILT);
    assert!(CATALOGUE.is_sorted_by_key(|demo| demo.chapter));
}

#[test]
fn every_text_stands_in_both_languages() {
    for demo in CATALOGUE {
        let labels = demo.params.iter().map(|param| param.label);
        for words in [demo.title, demo.about, demo.try_this].into_iter().chain(labels) {
            assert!(!words.en.trim().is_empty() && !words.ru.trim().is_empty(), "{}", demo.id);
            assert!(words.ru.chars().any(|c| ('а'..='я').contains(&c)), "{}: {}", demo.id, words.ru);
            assert!(words.en.is_ascii() || !words.en.chars().any(|c| ('а'..='я').contains(&c)), "{}", words.en);
        }
        let sentences = demo.about.en.matches(". ").count() + 1;
        assert!((2..=4).contains(&sentences), "{} is told in {sentences} sentences", demo.id);
    }
}

#[test]
fn every_parameter_starts_within_its_limits_and_refuses_what_lies_beyond() {
    for demo in CATALOGUE {
        for param in demo.params {
            assert!(param.min <= param.default && param.default <= param.max && param.step > 0.0, "{}", demo.id);
            let mut args = Args::defaults(demo);
            let too_much = (param.max + 1.0).to_string();
            let refused = args.set(demo, param.id, &too_much);
            assert_eq!(refused, Err(Refused::OutOfRange(param.id.into(), param.max + 1.0, param.min, param.max)));
            assert!(matches!(args.set(demo, param.id, "many"), Err(Refused::NotANumber(..))));
            assert!(matches!(args.set(demo, param.id, "NaN"), Err(Refused::NotANumber(..))));
            assert_eq!(args, Args::defaults(demo), "what is refused changes nothing");
        }
    }
}

#[test]
fn every_demo_ends_well_and_keeps_the_laws_whatever_its_limits_allow() {
    for demo in CATALOGUE {
        for (name, args) in variants(demo) {
            let extremes = demo.params.iter().flat_map(|param| [(param.id, param.min), (param.id, param.max)]);
            let changed = extremes.map(|(id, value)| {
                let mut args = args.clone();
                assert_eq!(args.set(demo, id, &value.to_string()), Ok(()));
                args
            });
            for args in std::iter::once(args.clone()).chain(changed) {
                let (trace, status) = run(demo, args);
                assert_eq!(status, Some(Status::Returned), "{name}");
                if let Err(broken) = laws::check(&trace) {
                    panic!("{name}: {broken}");
                }
            }
        }
    }
}

#[test]
fn every_parameter_changes_the_run() {
    for demo in CATALOGUE {
        for param in demo.params {
            let changes = variants(demo).into_iter().any(|(_, args)| {
                let mut other = args.clone();
                let value =
                    if param.default + param.step <= param.max { param.default + param.step } else { param.min };
                assert_eq!(other.set(demo, param.id, &value.to_string()), Ok(()));
                dump(&run(demo, args).0) != dump(&run(demo, other).0)
            });
            assert!(changes, "{}: `{}` changes nothing", demo.id, param.id);
        }
    }
}

#[test]
fn every_suspension_stands_at_a_line_of_the_listing() {
    for demo in CATALOGUE {
        let (listing, before) = demo.listing();
        assert!(listing.starts_with("use "), "{}: the listing begins after the mark", demo.id);
        let (trace, _) = run(demo, Args::defaults(demo));
        for stack in trace.stacks() {
            for frame in stack.iter() {
                let site = trace.site(frame.site);
                assert_eq!(trace.text(site.file), demo.file);
                let line = site.line.checked_sub(before).and_then(|line| listing.lines().nth(line as usize - 1));
                assert!(line.is_some_and(|line| !line.trim().is_empty()), "{}: line {}", demo.id, site.line);
            }
        }
    }
}

/// `UPDATE_GOLDEN=1 cargo test --test demos` rewrites them; read the difference.
#[test]
fn every_demo_leaves_the_record_of_its_golden_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut known = Vec::new();
    for demo in CATALOGUE {
        for (name, args) in variants(demo) {
            let text = dump(&run(demo, args.clone()).0);
            assert_eq!(text, dump(&run(demo, args).0), "{name} runs the same twice");
            let path = folder.join(format!("{name}.txt"));
            if update {
                fs::create_dir_all(&folder).expect("the folder can be made");
                fs::write(&path, &text).expect("the golden file can be written");
            }
            let golden = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} has no golden file"));
            assert!(text == golden, "{name} differs from its golden file: UPDATE_GOLDEN=1 shows how");
            known.push(path);
        }
    }
    for entry in fs::read_dir(&folder).expect("there are golden files").flatten() {
        assert!(known.contains(&entry.path()), "{:?} belongs to no demo", entry.path());
    }
}

#[test]
fn hello_prints_two_words_a_second_apart_and_says_what_was_never_awaited() {
    assert_eq!(output("hello", &[]), ["0.00 Hello ...", "1.00 ... world!"]);
    let demo = find("hello").expect("there is a demo hello");
    let (trace, _) = run(demo, Args::defaults(demo));
    let warned = trace.kinds().iter().any(|kind| matches!(kind, Kind::Warning { .. }));
    assert!(warned);
}

#[test]
fn errands_take_less_the_less_alice_stands_and_waits() {
    let took = |variant| {
        let lines = output("errands", &[("variant", variant)]);
        lines.last().and_then(|line| line.split(' ').next()).map(str::to_string)
    };
    assert_eq!(took("sequential").as_deref(), Some("19.00"));
    assert_eq!(took("concurrent").as_deref(), Some("9.00"));
    let parallel = output("errands", &[("variant", "parallel")]);
    assert!(parallel.contains(&"4.00 Alice is free".to_string()), "{parallel:?}");
    assert!(took("asynchronous") < took("concurrent"));
}

#[test]
fn a_nested_await_runs_as_a_call() {
    assert_eq!(output("nested-await", &[]), ["0.00 C", "0.00 A", "0.50 B", "0.50 D"]);
}

#[test]
fn turns_are_taken_only_by_those_who_suspend() {
    let words = |lines: Vec<String>| lines.iter().map(|line| line[5..].to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(words(output("turns", &[])), "A1 B1 C1 A2 B2 C2");
    assert_eq!(words(output("turns", &[("variant", "not-yielding")])), "A1 A2 B1 B2 C1 C2");
}

#[test]
fn a_blocking_call_makes_the_ticks_late_and_an_await_does_not() {
    let ticks = |variant| {
        let lines = output("blocking", &[("variant", variant)]);
        lines.into_iter().filter(|line| line.contains("tick")).take(3).collect::<Vec<_>>()
    };
    assert_eq!(ticks("awaiting"), ["0.20 tick 1", "0.40 tick 2", "0.60 tick 3"]);
    assert_eq!(ticks("blocking"), ["0.20 tick 1", "1.50 tick 2", "1.70 tick 3"]);
}

#[test]
fn gather_finishes_by_delay_and_answers_in_call_order() {
    let expected = [
        "0.00 start A",
        "0.00 start B",
        "0.00 start C",
        "1.00 finish B",
        "2.00 finish A",
        "3.00 finish C",
        "3.00 result of A",
        "3.00 result of B",
        "3.00 result of C",
    ];
    assert_eq!(output("gather", &[]), expected);
}

#[test]
fn what_is_awaited_in_order_is_printed_in_order() {
    let expected = [
        "1.00 second is ready",
        "8.00 first is ready",
        "8.00 first: data after 8 s",
        "8.00 second: data after 1 s",
        "10.00 third is ready",
        "10.00 third: data after 10 s",
    ];
    assert_eq!(output("await-in-order", &[]), expected);
}

#[test]
fn a_future_is_set_once_and_calls_back_in_order() {
    let expected = [
        "0.00 done: false",
        "0.00 result: InvalidStateError: Result is not set.",
        "2.00 setting the result",
        "2.00 second set_result: InvalidStateError: invalid state",
        "2.00 first callback",
        "2.00 second callback",
        "2.00 got the answer; done: true",
    ];
    assert_eq!(output("future", &[]), expected);
    let failing = ["2.00 setting the exception", "2.00 set", "2.00 caught ValueError: something went wrong"];
    assert_eq!(output("future-exception", &[]), failing);
}

#[test]
fn a_cancellation_is_delivered_refused_or_kept_away() {
    let clean = [
        "0.00 working",
        "1.00 cancel: true",
        "1.00 cancelled: false",
        "1.00 cleaning up",
        "1.00 the worker was cancelled",
        "1.00 cancelled: true",
    ];
    assert_eq!(output("cancel", &[]), clean);
    let refused = ["1.00 no thanks: CancelledError", "4.00 wait_for: finished all the same"];
    assert_eq!(output("cancel", &[("variant", "refused")]), refused);
    let shielded = ["1.00 the waiter was cancelled", "3.00 saved", "3.00 the saving was not"];
    assert_eq!(output("cancel", &[("variant", "shielded")]), shielded);
}

#[test]
fn a_full_queue_makes_the_producer_keep_the_consumers_pace() {
    let lines = output("bounded-queue", &[]);
    let short = lines.iter().map(|line| {
        let word = if line.contains("Produced") { 'P' } else { 'C' };
        format!("{word}{}", &line[line.len() - 1..])
    });
    let expected = "P0 C0 P1 P2 C1 P3 P4 C2 P5 C3 P6 C4 P7 C5 P8 C6 P9 C7 C8 C9";
    let short = short.collect::<Vec<_>>().join(" ");
    assert_eq!(short, expected, "{lines:?}");
}

#[test]
fn requests_together_take_as_long_as_the_slowest() {
    let lines = output("http-gather", &[]);
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[..3], ["0.00 GET data/users.json", "0.00 GET data/posts.json", "0.00 GET data/todos.json"]);
}

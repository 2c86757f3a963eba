//! Programs that are stopped by hand: they run once more, to the line where they were.

use std::cell::Cell;

use loopline::clock::Micros;
use loopline::python::{ClockMode, Engine, MAX_EVENTS, Program, StopPoint, Surroundings, embedded_packs};
use loopline::reading::{dump, laws};
use loopline::trace::{EventKind, Limit, Status, WarningCode};

thread_local! {
    static WALL: Cell<u64> = const { Cell::new(0) };
    static LINES: Cell<u32> = const { Cell::new(0) };
}

/// A clock on which each look takes a tenth of a second.
fn wall() -> Micros {
    WALL.set(WALL.get() + 100_000);
    Micros(WALL.get())
}

/// The line at which a program is stopped, and how many lines were told, if it runs once more after so many events.
fn stopped(lines: &[&str], events: usize, last: Option<u32>) -> (Option<u32>, u32) {
    let source = lines.join("\n");
    crate::alone(move || {
        let stop = StopPoint { events, lines: last, wall, line_begins: |count| LINES.set(count) };
        let program =
            Program { file: "p.py", source: &source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
        let engine = Engine::new(embedded_packs).expect("an engine");
        let ran = engine.run(program, Surroundings { stop: Some(stop), ..Surroundings::default() });
        if let Err(broken) = laws::check(&ran.trace) {
            panic!("{broken}\n{}", dump(&ran.trace));
        }
        let kinds = ran.trace.kinds();
        let [.., EventKind::Warning { code: WarningCode::Limit, site, .. }, EventKind::RunEnded { status }] = kinds
        else {
            panic!("{}", dump(&ran.trace));
        };
        assert_eq!((*status, ran.limit.map(|(limit, _)| limit)), (Status::Stopped, Some(Limit::Patience)));
        (site.map(|site| ran.trace.site(site).line), LINES.get())
    })
}

#[test]
fn a_step_that_computes_for_ever_is_stopped_in_its_loop() {
    let lines = [
        "import asyncio",
        "async def main():",
        "    await asyncio.sleep(1)",
        "    n = 0",
        "    while True:",
        "        n += 1",
        "asyncio.run(main())",
    ];
    let (line, _) = stopped(&lines, 12, None);
    assert!(matches!(line, Some(5 | 6)), "{line:?}");
}

#[test]
fn a_loop_of_one_line_is_stopped_too() {
    assert_eq!(stopped(&["x = 1", "while True: pass"], 0, None).0, Some(2));
}

#[test]
fn a_call_that_does_not_return_is_found_by_the_lines_before_it() {
    let lines = ["x = 1", "y = [1, 2]", "x = 2", "y.sort(key=lambda _: 1)", "while True: pass"];
    assert_eq!(stopped(&lines, 0, Some(4)), (Some(4), 0));
}

#[test]
fn a_program_that_goes_on_waiting_is_stopped_a_little_later() {
    let lines = [
        "import asyncio",
        "async def main():",
        "    while True:",
        "        await asyncio.sleep(1)",
        "asyncio.run(main())",
    ];
    let (line, told) = stopped(&lines, 100, None);
    assert!(matches!(line, Some(3 | 4)) && told == 3, "{line:?} {told}");
}

#[test]
fn a_program_that_is_watched_for_its_stop_does_what_it_does_unwatched() {
    // It has lines that begin with an `EXTENDED_ARG`.
    let record = |stop: Option<StopPoint>| {
        crate::alone(move || {
            let source = include_str!("../python/queues/pipeline.py");
            let (arguments, limit, clock) = (&[] as &[_], MAX_EVENTS, ClockMode::Exact);
            let program = Program { file: "pipeline.py", source, arguments, limit, clock };
            let engine = Engine::new(embedded_packs).expect("an engine");
            dump(&engine.run(program, Surroundings { stop, ..Surroundings::default() }).trace)
        })
    };
    let awaited = StopPoint { events: MAX_EVENTS, lines: None, wall, line_begins: |count| LINES.set(count) };
    assert_eq!(record(Some(awaited)), record(None));
}

//! Programs under changes of their waits: what they print, and what is noted of their waits.

use loopline::changes::WaitChange;
use loopline::python::{ClockMode, FinishedRun, MAX_EVENTS, Program, Surroundings, run_among};
use loopline::reading::{dump, laws};

use crate::alone;

fn changed(source: &str, changes: &[&str]) -> FinishedRun {
    let changes: Vec<WaitChange> = changes.iter().map(|text| WaitChange::read(text).expect("a change")).collect();
    let program = Program { file: "p.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
    let ran = run_among(program, Surroundings { changes: Some(&changes), ..Surroundings::default() });
    if let Err(broken) = laws::check(&ran.trace) {
        panic!("{broken}\n{}", dump(&ran.trace));
    }
    ran
}

/// The text that a program prints under changes.
fn printed(source: &'static str, changes: &'static [&'static str]) -> String {
    alone(move || changed(source, changes).printed.into_iter().map(|(_, text)| text).collect())
}

const WAITS: &str = "\
import asyncio, time

def rings():
    print('rings', asyncio.get_running_loop().time() - began)

async def nap(seconds):
    await asyncio.sleep(seconds)

async def main():
    global began
    began = asyncio.get_running_loop().time()
    asyncio.get_running_loop().call_later(0.5, rings)
    await asyncio.gather(nap(1), nap(2))
    print('napped', asyncio.get_running_loop().time() - began)
    time.sleep(0.25)
    await asyncio.to_thread(time.sleep, 3)
    print('in all', asyncio.get_running_loop().time() - began)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(5)
    except TimeoutError:
        print('in time', asyncio.get_running_loop().time() - began)

asyncio.run(main())
";

#[test]
fn each_wait_of_a_program_has_a_name_and_a_length() {
    let waits = alone(|| {
        let book = changed(WAITS, &[]).waits.expect("the waits");
        book.waits().iter().map(|wait| format!("{} {:?} {}", wait.place, wait.kind, wait.length)).collect::<Vec<_>>()
    });
    assert_eq!(
        waits,
        [
            "timer line 12 #1 in Task-1 Timer 0.500000",
            "line 7 #1 in Task-2 Sleep 1.000000",
            "line 7 #1 in Task-3 Sleep 2.000000",
            "line 15 #1 in Task-1 Blocking 0.250000",
            "line 16 #1 in asyncio_0 Blocking 3.000000",
            "timeout line 19 #1 in Task-1 TimeOut 4.000000",
            "line 20 #1 in Task-1 Sleep 5.000000",
        ]
    );
}

#[test]
fn a_changed_wait_is_what_happens_and_what_the_programs_clock_shows() {
    assert_eq!(printed(WAITS, &[]), "rings 0.5\nnapped 2.0\nin all 5.25\nin time 9.25\n");
    assert_eq!(
        printed(WAITS, &["line 7: half", "timer line 12: 0.75 s"]),
        "rings 0.75\nnapped 1.0\nin all 4.25\nin time 8.25\n"
    );
    assert_eq!(
        printed(WAITS, &["line 7 in Task-3: zero", "line 15: 1 s"]),
        "rings 0.5\nnapped 1.0\nin all 5.0\nin time 9.0\n"
    );
    assert_eq!(printed(WAITS, &["line 20: zero", "line 16: zero"]), "rings 0.5\nnapped 2.0\nin all 2.25\n");
    assert_eq!(printed(WAITS, &["timeout line 19: half"]), "rings 0.5\nnapped 2.0\nin all 5.25\nin time 7.25\n");
}

#[test]
fn the_factor_one_leaves_the_record_as_it_is() {
    alone(|| {
        let plain = dump(&crate::ran(WAITS).trace);
        let same = changed(WAITS, &["line 7: x1", "timer line 12: x1", "line 15: x1", "line 16: x1", "line 20: x1"]);
        assert_eq!(same.waits.expect("the waits").unmet(), None);
        assert!(dump(&same.trace) == plain);
    });
}

#[test]
fn a_host_answers_sooner_or_later() {
    const FETCHES: &str = "\
import time, urllib.request
began = time.monotonic()
urllib.request.urlopen('http://example.com/').read()
print(round(time.monotonic() - began, 3))
";
    let took = |changes: &'static [&'static str]| printed(FETCHES, changes).trim().parse::<f64>().expect("a time");
    let plain = took(&[]);
    assert!((took(&["host example.com: half"]) * 2.0 - plain).abs() < 0.005, "{plain}");
    assert_eq!(took(&["host example.com: zero"]), 0.0);
    assert!(took(&["host example.com: 2 s"]) > 2.0);
}

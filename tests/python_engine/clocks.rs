//! The clocks of a program: which timers share a turn on a measured one, and how a program gets on that only looks at the clock
//! or yields.

use std::cell::Cell;

use loopline::clock::Micros;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::laws;
use loopline::trace::{EventKind, Limit, Status, Stream};

use crate::alone;

/// Wall time that goes on by 20 microseconds at each reading, so that no test depends on the machine.
fn wall() -> Micros {
    thread_local! { static READINGS: Cell<u64> = const { Cell::new(0) } }
    READINGS.with(|readings| Micros(20 * readings.replace(readings.get() + 1)))
}

/// The parts of a run that a test asks about.
struct Ran {
    printed: String,
    status: u8,
    kinds: Vec<EventKind>,
    end: Micros,
    limit: Limit,
}

impl Ran {
    /// The number of events that stand for turns, and the turns for which they stand.
    fn repeated(&self) -> (usize, u32) {
        let turns = self.kinds.iter().filter_map(|kind| match kind {
            EventKind::TurnsRepeated { turns } => Some(*turns),
            _ => None,
        });
        turns.fold((0, 0), |(events, all), turns| (events + 1, all + turns))
    }

    /// The turns that are recorded one by one.
    fn turns(&self) -> usize {
        self.kinds.iter().filter(|kind| matches!(kind, EventKind::Turn { .. })).count()
    }
}

/// Runs a program, whose record keeps the laws.
fn on(clock: ClockMode, source: &'static str) -> Ran {
    alone(move || {
        let ran = run(Program { file: "p.py", source, arguments: &[], limit: MAX_EVENTS, clock });
        if let Err(broken) = laws::check(&ran.trace) {
            panic!("{broken}");
        }
        let out = ran.printed.iter().filter(|(stream, _)| *stream == Stream::Out);
        Ran {
            printed: out.map(|(_, text)| text.as_str()).collect(),
            status: ran.status,
            kinds: ran.trace.kinds().to_vec(),
            end: ran.trace.end_time(),
            limit: Limit::reached(&ran.trace),
        }
    })
}

#[test]
fn timers_that_are_due_one_soon_after_the_other_share_a_turn_on_a_measured_clock() {
    let source = "
import asyncio

async def w(n):
    await asyncio.sleep(1)
    print('a', n)
    await asyncio.sleep(0)
    print('b', n)

async def main():
    await asyncio.gather(*(w(n) for n in range(1, 6)))

asyncio.run(main())
";
    for clock in [ClockMode::Exact, ClockMode::Measured(wall)] {
        let ran = on(clock, source);
        let lines: Vec<_> = ran.printed.lines().map(str::to_string).collect();
        let expected: Vec<_> = ["a", "b"].iter().flat_map(|step| (1..6).map(move |n| format!("{step} {n}"))).collect();
        assert_eq!(lines, expected);
    }
}

#[test]
fn timers_that_are_due_a_while_apart_have_turns_of_their_own() {
    let source = "
import asyncio

async def w(n):
    await asyncio.sleep(n / 500)
    print('a', n)
    await asyncio.sleep(0)
    print('b', n)

async def main():
    await asyncio.gather(*(w(n) for n in range(1, 4)))

asyncio.run(main())
";
    for clock in [ClockMode::Exact, ClockMode::Measured(wall)] {
        let ran = on(clock, source);
        assert_eq!(ran.printed, "a 1\nb 1\na 2\nb 2\na 3\nb 3\n");
    }
}

#[test]
fn no_timer_fires_before_it_is_due() {
    let source = "
import asyncio

async def w(n):
    loop = asyncio.get_running_loop()
    due = loop.time() + 1
    await asyncio.sleep(1)
    assert due <= loop.time() < due + 0.05, (due, loop.time())

async def main():
    await asyncio.gather(*(w(n) for n in range(50)))
    print('fine')

asyncio.run(main())
";
    let ran = on(ClockMode::Measured(wall), source);
    assert_eq!(ran.printed, "fine\n");
}

/// Waits by looking at the clock in each turn, as in the notes of the course.
const BUSY_WAIT: &str = "
import asyncio, time, types

@types.coroutine
def wait(seconds):
    end = time.time() + seconds
    while time.time() < end:
        yield

async def waits(name, seconds):
    await wait(seconds)
    print(name)

async def main():
    await asyncio.gather(waits('long', 4), waits('short', 3))

asyncio.run(main())
";

#[test]
fn a_busy_wait_ends_on_both_clocks_and_its_record_is_short() {
    for clock in [ClockMode::Exact, ClockMode::Measured(wall)] {
        let ran = on(clock, BUSY_WAIT);
        assert_eq!((ran.printed.as_str(), ran.status), ("short\nlong\n", 0), "{clock:?}");
        assert!(ran.kinds.len() < 10_000, "{} events on {clock:?}", ran.kinds.len());
        let (events, turns) = ran.repeated();
        assert!((2..10).contains(&events) && turns > 10_000, "{events} events for {turns} turns on {clock:?}");
        let end = ran.end;
        assert!(end >= Micros::from_millis(4000) && end < Micros::from_millis(4100), "{end:?} on {clock:?}");
    }
}

#[test]
fn every_turn_that_differs_from_the_one_before_is_recorded() {
    let source = "
import asyncio

async def spin():
    for n in range(1000):
        await asyncio.sleep(0)
        if n % 400 == 0:
            print('at', n)
    await asyncio.sleep(0)

async def main():
    await asyncio.gather(spin(), spin())
    task = asyncio.create_task(spin())
    for _ in range(300):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

asyncio.run(main())
";
    let ran = on(ClockMode::Exact, source);
    let at: String = [0, 0, 400, 400, 800, 800, 0].iter().map(|n| format!("at {n}\n")).collect();
    assert_eq!(ran.printed, at);
    let recorded = ran.turns();
    let (events, turns) = ran.repeated();
    assert!(events >= 4 && recorded < 700, "{events} events, {recorded} turns");
    // Those of the two loops, of gathering and of the end of the run are the rest.
    let all = recorded + turns as usize;
    assert!((1000 + 300..1000 + 300 + 12).contains(&all), "{all} turns");
}

#[test]
fn a_program_that_yields_for_ever_is_stopped_on_both_clocks() {
    let source = "import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())\n";
    for clock in [ClockMode::Exact, ClockMode::Measured(wall)] {
        let ran = on(clock, source);
        assert_eq!(ran.kinds.last(), Some(&EventKind::RunEnded { status: Status::Limit }), "{clock:?}");
        assert_eq!(ran.limit, Limit::Turns, "{clock:?}");
        assert!(ran.kinds.len() < 10_000);
    }
}

#[test]
fn a_program_that_ends_for_want_of_anything_scheduled_has_its_end_in_the_record() {
    for source in [
        "import asyncio\nasyncio.new_event_loop().run_forever()\n",
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
        "import asyncio\nloop = asyncio.new_event_loop()\nloop.run_until_complete(loop.create_future())\n",
        "import asyncio, threading\nloop = asyncio.new_event_loop()\nthread = threading.Thread(target=loop.run_forever)\nthread.start()\nthread.join()\n",
        "import asyncio, threading\nthread = threading.Thread(target=asyncio.run, args=(asyncio.Event().wait(),))\nthread.start()\nthread.join()\n",
    ] {
        let ran = on(ClockMode::Exact, source);
        let last = ran.kinds.last();
        assert!(matches!(last, Some(EventKind::RunEnded { .. })), "{source}: {last:?}");
    }
}

//! Processes of a program: lanes of their own, whose computing lies beside that of the others.

use std::cell::Cell;

use loopline::clock::Micros;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::laws;
use loopline::trace::{EventKind, FIRST_PROCESS, Stream};

use crate::threads::check_whole_bodies;
use crate::{alone, ran, told};

const KINDS: &[&str] = &["task_created", "step_", "output", "run_ended"];

#[test]
fn the_call_of_an_executor_is_a_lane_with_the_name_of_its_process() {
    assert_eq!(
        told(
            &[
                "import asyncio, time",
                "from concurrent.futures import ProcessPoolExecutor",
                "def work(n):",
                "    time.sleep(n)",
                "    print('worked', n)",
                "    return 10 // n",
                "async def main():",
                "    loop = asyncio.get_running_loop()",
                "    with ProcessPoolExecutor(2) as pool:",
                "        jobs = [loop.run_in_executor(pool, work, n) for n in (2, 1, 0)]",
                "        print(await asyncio.gather(*jobs, return_exceptions=True))",
                "if __name__ == '__main__':",
                "    asyncio.run(main())",
            ],
            KINDS,
        ),
        [
            "task_created Task-1 @p.py:13",
            "step_began Task-1",
            "task_created SpawnProcess-1 by Task-1 @p.py:10",
            "task_created SpawnProcess-2#3 by Task-1 @p.py:10",
            "step_ended Task-1 suspended on gather f6:gather main@p.py:11",
            "step_began SpawnProcess-1",
            "step_ended SpawnProcess-1 suspended on sleep until 2.000000",
            "step_began SpawnProcess-2#3",
            "step_ended SpawnProcess-2#3 suspended on sleep until 1.000000",
            "step_began SpawnProcess-2#3",
            "output out \"worked 1\"",
            "task_created SpawnProcess-2#9 by Task-1 @p.py:10",
            "step_ended SpawnProcess-2#3 returned 10",
            "step_began SpawnProcess-2#9",
            "step_ended SpawnProcess-2#9 suspended on turn",
            "step_began SpawnProcess-2#9",
            "output out \"worked 0\"",
            "step_ended SpawnProcess-2#9 raised ZeroDivisionError: division by zero",
            "step_began SpawnProcess-1",
            "output out \"worked 2\"",
            "step_ended SpawnProcess-1 returned 5",
            "step_began Task-1",
            "output out \"[5, 10, ZeroDivisionError('division by zero')]\"",
            "step_ended Task-1 returned None",
            "run_ended returned"
        ]
    );
}

#[test]
fn a_process_that_is_terminated_is_cancelled_and_does_no_more() {
    assert_eq!(
        told(
            &[
                "import time",
                "from multiprocessing import Process",
                "def beat():",
                "    while True: time.sleep(1); print('beat')",
                "if __name__ == '__main__':",
                "    process = Process(target=beat, name='heart')",
                "    process.start()",
                "    time.sleep(1.5)",
                "    process.terminate()",
                "    time.sleep(5)",
                "    print(process.exitcode)",
            ],
            KINDS,
        ),
        [
            "task_created heart @p.py:7",
            "step_began heart",
            "step_ended heart suspended on sleep until 1.000000",
            "step_began heart",
            "output out \"beat\"",
            "step_ended heart suspended on sleep until 2.000000",
            "step_began heart",
            "step_ended heart cancelled",
            "output out \"-15\"",
            "run_ended returned"
        ]
    );
}

#[test]
fn the_threads_of_processes_have_numbers_of_their_own() {
    let source = "\
from multiprocessing import Process
import threading
if __name__ == '__main__':
    for kind in (Process, threading.Thread):
        one = kind(target=print, args=('hello',))
        one.start()
        one.join()
";
    let threads = alone(move || {
        let ran = ran(source);
        let steps = ran.trace.events().filter(|(_, event)| matches!(event.kind, EventKind::StepBegan { .. }));
        steps.map(|(_, event)| event.thread >= FIRST_PROCESS).collect::<Vec<_>>()
    });
    assert_eq!(threads, [true, false]);
}

#[test]
fn computing_of_processes_overlaps_and_that_of_threads_does_not() {
    /// Wall time that goes on by a millisecond at each reading.
    fn wall() -> Micros {
        thread_local! { static READINGS: Cell<u64> = const { Cell::new(0) } }
        READINGS.with(|readings| Micros(1000 * readings.replace(readings.get() + 1)))
    }
    let took = |pool: &str| {
        let source = format!(
            "\
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

def compute(n):
    for _ in range(500): time.perf_counter()
    print(n)
    for _ in range(500): time.perf_counter()
    return n

if __name__ == '__main__':
    with {pool}(4) as pool:
        print(sum(pool.map(compute, range(4))))
"
        );
        alone(move || {
            let clock = ClockMode::Measured(wall);
            let ran = run(Program { file: "p.py", source: &source, arguments: &[], limit: MAX_EVENTS, clock });
            laws::check(&ran.trace).expect("the laws are kept");
            let out: String =
                ran.printed.iter().filter(|(to, _)| *to == Stream::Out).map(|(_, text)| &**text).collect();
            assert!(out.ends_with("6\n"), "{out}");
            ran.trace.end_time()
        })
    };
    let (processes, threads) = (took("ProcessPoolExecutor"), took("ThreadPoolExecutor"));
    assert!(processes < Micros::from_millis(1_800), "{processes:?}");
    assert!(threads > Micros::from_millis(4_000), "{threads:?}");
}

#[test]
fn where_bodies_run_whole_a_program_with_processes_does_the_same_or_says_that_it_cannot() {
    check_whole_bodies("python/processes");
}

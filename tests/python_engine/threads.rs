//! Threads of a program: lanes of their own, beside which the loop is free.

use std::fs;
use std::rc::Rc;

use loopline::python::{ClockMode, Engine, MAX_EVENTS, MemoryFolder, Program, Surroundings, embedded_packs};
use loopline::reading::dump;
use loopline::trace::Limit;

use super::{alone, errors, folder, ran, told};

const KINDS: &[&str] = &["task_created", "step_", "output", "timer_fired", "blocked", "run_ended"];

#[test]
fn a_thread_is_a_lane_and_its_end_is_waited_for() {
    assert_eq!(
        told(
            &[
                "import threading, time",
                "def work(n):",
                "    time.sleep(n)",
                "    print('worked', n)",
                "threads = [threading.Thread(target=work, args=(n,), name=f't{n}') for n in (2, 1)]",
                "for thread in threads:",
                "    thread.start()",
                "print('started')",
                "for thread in threads: thread.join()",
                "print('joined')",
            ],
            KINDS,
        ),
        [
            "task_created t2 @p.py:7",
            "step_began t2",
            "step_ended t2 suspended on sleep until 2.000000",
            "task_created t1 @p.py:7",
            "step_began t1",
            "step_ended t1 suspended on sleep until 1.000000",
            "output out \"started\"",
            "step_began t1",
            "output out \"worked 1\"",
            "step_ended t1 returned None",
            "step_began t2",
            "output out \"worked 2\"",
            "step_ended t2 returned None",
            "output out \"joined\"",
            "run_ended returned"
        ]
    );
}

#[test]
fn the_loop_is_free_while_to_thread_works() {
    assert_eq!(
        told(
            &[
                "import asyncio, time",
                "def work():",
                "    time.sleep(2.5)",
                "    return 'done'",
                "async def tick():",
                "    for n in range(2): await asyncio.sleep(1)",
                "async def main():",
                "    print(await asyncio.gather(asyncio.to_thread(work), tick()))",
                "asyncio.run(main())",
            ],
            KINDS,
        ),
        [
            "task_created Task-1 @p.py:9",
            "step_began Task-1",
            "task_created Task-2 by Task-1 @p.py:8",
            "task_created Task-3 by Task-1 @p.py:8",
            "step_ended Task-1 suspended on gather f3:gather main@p.py:8",
            "step_began Task-2",
            "task_created asyncio_0 by Task-2 @p.py:9",
            "step_began asyncio_0",
            "step_ended asyncio_0 suspended on sleep until 2.500000",
            "step_ended Task-2 suspended on thread f6:thread",
            "step_began Task-3",
            "step_ended Task-3 suspended on sleep until 1.000000 tick@p.py:6",
            "timer_fired timer0 sleep",
            "step_began Task-3",
            "step_ended Task-3 suspended on sleep until 2.000000 tick@p.py:6",
            "timer_fired timer1 sleep",
            "step_began Task-3",
            "step_ended Task-3 returned None",
            "step_began asyncio_0",
            "step_ended asyncio_0 returned 'done'",
            "step_began Task-2",
            "step_ended Task-2 returned 'done'",
            "step_began Task-1",
            "output out \"['done', None]\"",
            "step_ended Task-1 returned None",
            "run_ended returned"
        ]
    );
}

#[test]
fn jobs_of_an_executor_are_lanes_which_wait_for_a_free_thread() {
    assert_eq!(
        told(
            &[
                "import asyncio, time",
                "from concurrent.futures import ThreadPoolExecutor",
                "def work(n):",
                "    time.sleep(1)",
                "    return 1 // n",
                "async def main():",
                "    loop = asyncio.get_running_loop()",
                "    with ThreadPoolExecutor(1) as pool:",
                "        jobs = [loop.run_in_executor(pool, work, n) for n in (1, 0)]",
                "        print(await asyncio.gather(*jobs, return_exceptions=True))",
                "asyncio.run(main())",
            ],
            KINDS,
        ),
        [
            "task_created Task-1 @p.py:11",
            "step_began Task-1",
            "task_created ThreadPoolExecutor-0_0#1 by Task-1 @p.py:9",
            "step_began ThreadPoolExecutor-0_0#1",
            "step_ended ThreadPoolExecutor-0_0#1 suspended on sleep until 1.000000",
            // Named after its thread once there is one.
            "task_created ThreadPoolExecutor-0 by Task-1 @p.py:9",
            "step_ended Task-1 suspended on gather f6:gather main@p.py:10",
            "step_began ThreadPoolExecutor-0_0#1",
            "step_ended ThreadPoolExecutor-0_0#1 returned 1",
            "step_began ThreadPoolExecutor-0_0#4",
            "step_ended ThreadPoolExecutor-0_0#4 suspended on sleep until 2.000000",
            "step_began ThreadPoolExecutor-0_0#4",
            "step_ended ThreadPoolExecutor-0_0#4 raised ZeroDivisionError: division by zero",
            "step_began Task-1",
            "output out \"[1, ZeroDivisionError('division by zero')]\"",
            "step_ended Task-1 returned None",
            "run_ended returned"
        ]
    );
}

#[test]
fn the_error_of_a_thread_is_recorded_as_such() {
    assert_eq!(
        told(
            &[
                "import threading, _thread, sys",
                "def fails(): raise LookupError('lost')",
                "thread = threading.Thread(target=fails, name='careless')",
                "thread.start()",
                "thread.join()",
                "threading.Thread(target=sys.exit, name='leaves').start()",
                "_thread.start_new_thread(fails, ())",
                "import time",
                "time.sleep(1)",
            ],
            &["step_ended"],
        ),
        [
            "step_ended careless raised LookupError: lost",
            "step_ended leaves returned None",
            "step_ended fails raised LookupError: lost"
        ]
    );
}

#[test]
fn a_loop_in_a_thread_has_lanes_beside_those_of_the_main_loop() {
    let lines = told(
        &[
            "import asyncio, threading",
            "async def ticks(period):",
            "    for n in range(2): await asyncio.sleep(period)",
            "thread = threading.Thread(target=asyncio.run, args=(ticks(0.3),), name='beside')",
            "thread.start()",
            "asyncio.run(ticks(0.2))",
            "thread.join()",
        ],
        KINDS,
    );
    assert_eq!(
        lines,
        [
            "task_created beside @p.py:5",
            "step_began beside",
            "task_created Task-1 by beside @p.py:5",
            // A turn lets those go on first that are ready: the main thread, which was told that this one has begun.
            "task_created Task-2 @p.py:6",
            "step_began Task-2",
            "step_ended Task-2 suspended on sleep until 0.200000 ticks@p.py:3",
            "step_began Task-1",
            "step_ended Task-1 suspended on sleep until 0.300000 ticks@p.py:3",
            "timer_fired timer0 sleep",
            "step_began Task-2",
            "step_ended Task-2 suspended on sleep until 0.400000 ticks@p.py:3",
            "timer_fired timer1 sleep",
            "step_began Task-1",
            "step_ended Task-1 suspended on sleep until 0.600000 ticks@p.py:3",
            "timer_fired timer2 sleep",
            "step_began Task-2",
            "step_ended Task-2 returned None",
            "timer_fired timer3 sleep",
            "step_began Task-1",
            "step_ended Task-1 returned None",
            "step_ended beside returned None",
            "run_ended returned"
        ]
    );
}

/// Runs a program and returns its status, what it has written to standard error, and its record as text.
fn ended(lines: &[&str]) -> (u8, String, String) {
    let source = lines.join("\n");
    alone(move || {
        let ran = ran(&source);
        (ran.status, errors(&ran), dump(&ran.trace))
    })
}

#[test]
fn a_run_with_threads_is_the_same_every_time() {
    let program = [
        "import threading, time, random",
        "def work(n):",
        "    for _ in range(3): time.sleep(random.random()); print(n)",
        "threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]",
        "for thread in threads: thread.start()",
        "for thread in threads: thread.join()",
    ];
    assert_eq!(ended(&program), ended(&program));
}

#[test]
fn limits_hold_inside_threads() {
    let endless = |body: &str, main: &str| {
        let lines = [
            "import asyncio, threading, time",
            "def body():",
            "    while True:",
            body,
            "thread = threading.Thread(target=body, daemon=True)",
            "thread.start()",
            main,
        ];
        let (status, errors, _) = ended(&lines);
        (status, errors.lines().next().unwrap_or_default().to_string())
    };
    let output = (1, Limit::Output.text().to_string());
    assert_eq!(endless("        print('x' * 1000); time.sleep(1)", "thread.join()"), output);
    assert_eq!(endless("        print('x' * 1000)", "thread.join()"), output);
    assert_eq!(endless("        print('x' * 1000); time.sleep(1)", "while True: time.sleep(0.5)"), output);
    // Its turns are counted, not listed, so that they fill no record.
    let turns = (1, Limit::Turns.text().to_string());
    let spin = "async def spin():\n    while True: await asyncio.sleep(0)\nasyncio.run(spin())";
    assert_eq!(endless("        time.sleep(1)", spin), turns);
    // Each wait is recorded, so that the record is full before they are too many.
    let events = (1, Limit::Events.text().to_string());
    assert_eq!(endless("        time.sleep(1)", "thread.join()"), events);
}

#[test]
fn threads_that_wait_for_each_other_end_the_program_and_are_named() {
    let lines = [
        "import threading, queue",
        "items = queue.Queue()",
        "thread = threading.Thread(target=items.get, name='waiter')",
        "thread.start()",
        "thread.join()",
    ];
    let (status, errors, _) = ended(&lines);
    let said = "nothing is scheduled; 2 threads wait: MainThread in Thread.join (p.py:5), waiter in Queue.get\n";
    assert_eq!((status, errors.as_str()), (1, said));
}

#[test]
fn what_daemons_have_not_done_is_left_and_costs_nothing() {
    let lines = [
        "import threading, time",
        "def beat():",
        "    try:",
        "        while True: time.sleep(1)",
        "    finally: print('never printed')",
        "for _ in range(300): threading.Thread(target=beat, daemon=True).start()",
        "print(threading.active_count())",
    ];
    let (status, errors, record) = ended(&lines);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(record.contains("out \"301\"") && !record.contains("never printed"), "{record}");
}

#[test]
fn a_loop_that_a_daemon_runs_is_left_and_its_tasks_are_not_destroyed() {
    let lines = [
        "import asyncio, threading, time",
        "async def ticks():",
        "    while True: await asyncio.sleep(0.5)",
        "threading.Thread(target=lambda: asyncio.run(ticks()), daemon=True).start()",
        "time.sleep(1.2)",
    ];
    let (status, errors, record) = ended(&lines);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(record.contains("timer_fired") && !record.contains("destroyed"), "{record}");
}

#[test]
fn a_thread_that_waits_says_for_what_and_who_has_ended_the_wait() {
    let lines = [
        "import queue, threading, time",
        "lock, event, items = threading.Lock(), threading.Event(), queue.Queue()",
        "def holder():",
        "    with lock: time.sleep(1)",
        "    event.set(); items.put(1)",
        "def waiter():",
        "    with lock: pass",
        "    event.wait(); items.get()",
        "    first.join()",
        "first = threading.Thread(target=holder, name='holder')",
        "second = threading.Thread(target=waiter, name='waiter')",
        "first.start(); second.start(); second.join()",
    ];
    let (status, errors, record) = ended(&lines);
    assert_eq!((status, errors.as_str()), (0, ""));
    for wait in ["holder  suspended on sleep until 1.000000", "waiter  suspended on lock lock-1"] {
        assert!(record.contains(wait), "{wait}: {record}");
    }
    // The holder lets go of the lock at its second step, and that wakes the waiter.
    let settled = record.lines().filter(|line| line.contains("future_settled") && line.contains("result None"));
    assert!(settled.count() >= 2, "{record}");
}

#[test]
fn more_threads_than_there_may_be_are_refused_as_by_an_operating_system() {
    let lines = [
        "import threading, time",
        "made = 0",
        "try:",
        "    while True: threading.Thread(target=time.sleep, args=(1,)).start(); made += 1",
        "except RuntimeError as error: print(made, error)",
    ];
    let (status, errors, record) = ended(&lines);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(record.contains("1000 can't start new thread"), "{record}");
}

#[test]
fn where_bodies_run_whole_a_program_does_the_same_or_says_that_it_cannot() {
    check_whole_bodies("python/threads");
}

/// Runs the programs of a folder where no stack can be suspended: each does the same, or ends with the sentence that it cannot.
pub fn check_whole_bodies(programs: &str) {
    let mut wrong = Vec::new();
    for program in crate::same_as_cpython::programs(&folder(programs)) {
        let stem = program.file_stem().expect("it has a name").to_string_lossy().into_owned();
        if std::env::var("ONLY").is_ok_and(|only| only != stem) {
            continue;
        }
        let records = ["engine.txt", "3.14.txt", "txt"].map(|end| program.with_extension(end));
        let record = records.iter().find(|record| record.exists()).expect("every program has a record");
        let expected = fs::read_to_string(record).expect("a record can be read");
        let (said, limit) = alone(move || {
            let source = fs::read_to_string(&program).expect("a program can be read");
            let file = program.file_name().expect("it has a name").to_string_lossy().into_owned();
            let beside = crate::same_as_cpython::files_in(&program.with_extension("files"), "");
            let program =
                Program { file: &file, source: &source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
            let surroundings = Surroundings { folder: Some(Rc::new(MemoryFolder(beside))), ..Surroundings::default() };
            let ran = Engine::of_whole_bodies(embedded_packs).expect("an engine").run(program, surroundings);
            (crate::said::written(&ran), ran.limit.map(|(limit, _)| limit))
        });
        let refused = limit == Some(Limit::Stacks) && said.ends_with("exit 1\n");
        if said != expected && !refused {
            wrong.push(format!("== {stem}: {said}{limit:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Threads of a program: lanes of their own, beside which the loop is free.

use super::told;

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
            "task_created t1 @p.py:7",
            "step_began t1",
            "output out \"started\"",
            "output out \"worked 1\"",
            "step_ended t1 returned None",
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
            "step_ended Task-2 suspended on thread f5:thread",
            "step_began Task-3",
            "step_ended Task-3 suspended on sleep until 1.000000 tick@p.py:6",
            "timer_fired timer0 sleep",
            "step_began Task-3",
            "step_ended Task-3 suspended on sleep until 2.000000 tick@p.py:6",
            "timer_fired timer1 sleep",
            "step_began Task-3",
            "step_ended Task-3 returned None",
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
            "task_created ThreadPoolExecutor-0_0#3 by Task-1 @p.py:9",
            "step_ended Task-1 suspended on gather f5:gather main@p.py:10",
            "step_ended ThreadPoolExecutor-0_0#1 returned 1",
            "step_began ThreadPoolExecutor-0_0#3",
            "step_ended ThreadPoolExecutor-0_0#3 raised ZeroDivisionError: division by zero",
            "step_began Task-1",
            "output out \"[1, ZeroDivisionError('division by zero')]\"",
            "step_ended Task-1 returned None",
            "run_ended returned"
        ]
    );
}

//! Programs that are older than this Python run on, and are told since when it refuses what they say.

use loopline::advice::hints::hints;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::trace::Stream;

use super::alone;

/// What a program prints, the last line of its error stream that is no source line, and what is said of it.
fn runs(source: &str) -> (String, String, Vec<String>) {
    let source = source.to_string();
    alone(move || {
        let program =
            Program { file: "p.py", source: &source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
        let ran = run(program);
        loopline::reading::laws::check(&ran.trace).expect("the laws are kept");
        let on = |wanted: Stream| {
            ran.printed
                .iter()
                .filter(|(stream, _)| *stream == wanted)
                .map(|(_, text)| text.as_str())
                .collect::<String>()
        };
        let err = on(Stream::Err);
        let last = err.lines().rfind(|line| !line.starts_with(' ')).unwrap_or_default().to_string();
        let hints = hints(&ran.trace, "p.py", &source).into_iter();
        (on(Stream::Out), last, hints.map(|hint| format!("{} {:?}", hint.line.unwrap_or(0), hint.what)).collect())
    })
}

#[test]
fn a_loop_is_made_for_who_asks_where_there_is_none() {
    let (out, err, hints) = runs(
        "\
import asyncio
async def main():
    await asyncio.sleep(1)
    return asyncio.get_event_loop() is loop
loop = asyncio.get_event_loop()
print(loop.run_until_complete(main()))
loop.run_until_complete(asyncio.gather(main(), main()))
loop.close()
",
    );
    assert_eq!(out, "True\n");
    assert_eq!(
        err,
        "p.py:5: DeprecationWarning: asyncio.get_event_loop() without a loop is refused since Python 3.14: start the program by asyncio.run(main())"
    );
    assert_eq!(hints, ["5 Outdated(EventLoop)"]);
}

#[test]
fn who_expects_that_there_is_no_loop_is_told_so() {
    for body in [
        "try:\n    asyncio.get_event_loop()\nexcept RuntimeError as error:\n    print(error)",
        "try:\n    asyncio.get_event_loop()\nexcept (ValueError, RuntimeError) as error:\n    print(error)",
        "def ask():\n    return asyncio.get_event_loop()\ntry:\n    ask()\nexcept RuntimeError as error:\n    print(error)",
        "import contextlib\nwith contextlib.suppress(RuntimeError):\n    asyncio.get_event_loop()\n    print('none')\nprint(\"There is no current event loop in thread 'MainThread'.\")",
    ] {
        let (out, err, hints) = runs(&format!("import asyncio\n{body}\n"));
        assert_eq!(
            (out.as_str(), err.as_str()),
            ("There is no current event loop in thread 'MainThread'.\n", ""),
            "{body}"
        );
        assert!(hints.is_empty(), "{hints:?}");
    }
    // Nor was a loop ever made after `asyncio.run`, or in a thread.
    let (_, err, _) = runs("import asyncio\nasync def main(): pass\nasyncio.run(main())\nasyncio.get_event_loop()\n");
    assert_eq!(err, "RuntimeError: There is no current event loop in thread 'MainThread'.");
}

#[test]
fn wait_makes_tasks_of_coroutines() {
    let (out, err, hints) = runs(
        "\
import asyncio
async def work(n):
    await asyncio.sleep(n)
    print(n)
    return n
async def main():
    done, pending = await asyncio.wait([work(2), work(1)])
    print(sorted(task.result() for task in done), pending)
    try:
        await asyncio.wait([work(3)])
    except TypeError as error:
        print(error)
asyncio.run(main())
",
    );
    assert_eq!(out, "1\n2\n[1, 2] set()\nPassing coroutines is forbidden, use tasks explicitly.\n");
    assert!(err.contains("never awaited"), "{err}");
    assert_eq!(hints, ["7 Outdated(WaitForCoroutines)", "12 NeverAwaited(\"work\")"]);
    let (out, _, hints) = runs(
        "\
import asyncio
async def work(n):
    await asyncio.sleep(n)
    print(n)
loop = asyncio.new_event_loop()
loop.run_until_complete(asyncio.wait([work(2), work(1)], timeout=1.5))
",
    );
    assert_eq!(out, "1\n");
    assert_eq!(hints[0], "6 Outdated(WaitForCoroutines)");
}

#[test]
fn the_argument_loop_is_taken_and_comes_to_nothing() {
    let (out, _, hints) = runs(
        "\
import asyncio
async def main(loop):
    lock, queue = asyncio.Lock(loop=loop), asyncio.Queue(maxsize=1, loop=loop)
    await asyncio.sleep(1, loop=loop)
    print(await asyncio.gather(asyncio.sleep(1, 'a', loop=loop), asyncio.sleep(2, 'b'), loop=loop))
    print(await asyncio.wait_for(asyncio.sleep(1, 'c'), 2, loop=loop))
    async with lock: await queue.put(1)
    task = asyncio.ensure_future(asyncio.sleep(1), loop=loop)
    await asyncio.wait([task], loop=loop)
    print(loop.time())
loop = asyncio.new_event_loop()
loop.run_until_complete(main(loop))
",
    );
    assert_eq!(out, "['a', 'b']\nc\n5.0\n");
    assert_eq!(
        hints,
        [
            "3 Outdated(LoopArgument(\"Lock\"))",
            "3 Outdated(LoopArgument(\"Queue\"))",
            "4 Outdated(LoopArgument(\"sleep\"))",
            "5 Outdated(LoopArgument(\"sleep\"))",
        ]
    );
}

#[test]
fn coroutines_of_generators_run() {
    let (out, err, hints) = runs(
        "\
import asyncio
@asyncio.coroutine
def work(n):
    yield from asyncio.sleep(n)
    return n
@asyncio.coroutine
def main():
    first = yield from work(1)
    rest = yield from asyncio.gather(work(2), work(3))
    print(first, rest)
loop = asyncio.get_event_loop()
loop.run_until_complete(main())
print(loop.time())
",
    );
    assert_eq!(out, "1 [2, 3]\n4.0\n", "{err}");
    assert_eq!(hints, ["2 Outdated(Decorator)", "6 Outdated(Decorator)", "11 Outdated(EventLoop)"]);
}

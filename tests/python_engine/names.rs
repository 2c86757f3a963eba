//! Names of tasks: what each runs, where the program has given no name.

use loopline::reading::spans::Spans;
use loopline::trace::{EventKind, Seq};

use super::{alone, ran};

/// The names of a program's tasks when they are created, and what it prints.
fn names(lines: &[&str]) -> (Vec<String>, String) {
    let source = lines.join("\n");
    alone(move || {
        let ran = ran(&source);
        let (trace, names) = (&ran.trace, Spans::new(&ran.trace).names);
        let tasks = trace.events().filter_map(|(seq, event)| match event.kind {
            EventKind::TaskCreated { task, .. } => Some(names.task(trace, task, seq)),
            _ => None,
        });
        let printed = trace.kinds().iter().filter_map(|kind| match kind {
            EventKind::Output { text, .. } => Some(trace.text(*text)),
            _ => None,
        });
        (tasks.collect(), printed.collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn a_task_without_a_name_has_that_of_the_call_it_runs() {
    let (names, _) = names(&[
        "import asyncio",
        "async def boil(what, *, lid=False): await asyncio.sleep(1)",
        "class Kettle:",
        "    async def heat(self, degrees): await asyncio.sleep(1)",
        "def count(n): pass",
        "async def main():",
        "    async def inner(*all, **named): return all",
        "    await asyncio.gather(boil('tea'), boil(2.5, lid=True), Kettle().heat(90), inner(1, None, [2, 3], key=4),",
        "        asyncio.to_thread(count, 3), asyncio.wait_for(boil('milk'), 2), asyncio.sleep(1),",
        "        asyncio.create_task(boil('rice'), name='supper'))",
        "asyncio.run(main())",
    ]);
    assert_eq!(
        names[..9],
        [
            "main() · Task-1",
            // The program makes this one itself, before `gather` makes the others; asyncio counts those without a name.
            "supper",
            "boil('tea', lid=False) · Task-2",
            "boil(2.5, lid=True) · Task-3",
            "Kettle.heat(90) · Task-4",
            "inner(1, None, [2, 3], …) · Task-5",
            "to_thread(count, 3) · Task-6",
            "wait_for(boil(), 2) · Task-7",
            "sleep(1) · Task-8",
        ]
    );
}

#[test]
fn a_name_is_short_and_runs_none_of_the_programs_code() {
    let (names, printed) = names(&[
        "import asyncio",
        "class Loud:",
        "    def __repr__(self): print('loud'); return 'Loud'",
        "    def __getattr__(self, name): print('asked', name); raise AttributeError(name)",
        "async def get(*what): await asyncio.sleep(0)",
        "async def main():",
        "    await asyncio.gather(get('https://example.org/a/long/path'), get(Loud(), Loud), get(list(range(50)), {1: 'x' * 99}),",
        "        get(*range(100)), get('it\\'s', b'x', 10 ** 40))",
        "asyncio.run(main())",
    ]);
    assert_eq!(
        names[1..],
        [
            "get('https://example.o…') · Task-2",
            "get(…, Loud) · Task-3",
            "get([…], {…}) · Task-4",
            "get(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …) · Task-5",
            "get(\"it's\", b'x', …) · Task-6",
        ]
    );
    assert_eq!(printed, "");
}

#[test]
fn a_name_that_the_program_gives_later_stands_alone_from_then_on() {
    let source = [
        "import asyncio",
        "async def work(n): await asyncio.sleep(n)",
        "async def main():",
        "    task = asyncio.create_task(work(1))",
        "    task.set_name('mine')",
        "    await task",
        "asyncio.run(main())",
    ]
    .join("\n");
    let (before, after) = alone(move || {
        let ran = ran(&source);
        let names = Spans::new(&ran.trace).names;
        let renamed = ran.trace.events().find_map(|(seq, event)| match event.kind {
            EventKind::TaskRenamed { task, .. } => Some((seq, task)),
            _ => None,
        });
        let (seq, task) = renamed.expect("the task gets another name");
        (names.task(&ran.trace, task, Seq(seq.0 - 1)), names.task(&ran.trace, task, seq))
    });
    assert_eq!((before.as_str(), after.as_str()), ("work(1) · Task-2", "mine"));
}

//! What is said of a program's run, and where nothing is.

use std::fs;
use std::path::{Path, PathBuf};

use loopline::advice::hints::hints;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::laws;

use super::alone;

/// What is said of a program's run, a line each: the line of the program, and what.
fn said_of(file: &str, source: &str) -> Vec<String> {
    let ran = run(Program { file, source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
    laws::check(&ran.trace).expect("the laws are kept");
    let hints = hints(&ran.trace, file, source);
    hints.iter().map(|hint| format!("{} {:?}", hint.line.unwrap_or(0), hint.what)).collect()
}

/// What is said of the course's own programs: of those that show a mistake, and of no other.
const HINTS: &[(&str, &[&str])] = &[
    ("aiohttp-client.one-by-one", &["24 OneByOne(2, Micros(240000), Micros(120000))"]),
    ("await-vs-task.awaited", &["13 OneByOne(2, Micros(3000000), Micros(2000000))"]),
    ("blocking.blocking", &["14 Blocked(Micros(1200000))"]),
    ("cpu-in-async.straight", &["6 Blocked(Micros(2000000))"]),
    ("deadlock.locks", &["15 Deadlock(3)"]),
    ("deadlock.tasks", &["17 Deadlock(3)"]),
    ("forgotten.await", &["11 NeverAwaited(\"save\")", "18 NeverAwaited(\"save\")"]),
    (
        "forgotten.error",
        &[
            "17 NotKept",
            "17 NeverRetrieved(\"ValueError: dropped went wrong\")",
            "18 NeverRetrieved(\"ValueError: kept went wrong\")",
        ],
    ),
    ("hello", &["13 NeverAwaited(\"greet\")"]),
    ("lost-task.lost", &["28 Destroyed(\"listener\")"]),
    ("models.interleaved", &["6 Blocked(Micros(1200000))"]),
    ("models.sequential", &["6 Blocked(Micros(3000000))"]),
    ("requests-blocking.blocking", &["18 Blocked(Micros(3900000))"]),
    ("under-the-hood.closed", &["28 Destroyed(\"background\")"]),
];

/// The demos' twins in Python.
fn twins() -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("the programs are part of the repository");
        entries.map(|entry| entry.expect("it can be read").path()).collect::<Vec<_>>()
    };
    let chapters = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demos"));
    let files = chapters.iter().filter(|path| path.is_dir()).flat_map(|chapter| entries(chapter));
    let twins: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "py")).collect();
    assert!(twins.len() >= 60, "{} twins", twins.len());
    twins
}

#[test]
fn programs_of_the_course_are_told_of_the_mistakes_that_they_show() {
    let mut wrong = Vec::new();
    for path in twins() {
        let name = path.file_stem().expect("it has a name").to_string_lossy().replace('_', "-");
        let source = fs::read_to_string(&path).expect("a program can be read");
        let said = alone(move || said_of("program.py", &source));
        let expected = HINTS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, hints)| hints);
        if said != expected {
            wrong.push(format!("(\"{name}\", &{said:?}),"));
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_run_is_told_of_a_loop_within_a_loop_and_of_what_it_throws_away() {
    let said = |lines: &[&str]| said_of("program.py", &lines.join("\n"));
    assert_eq!(
        said(&[
            "import asyncio",
            "async def inner(): pass",
            "async def main():",
            "    asyncio.run(inner())",
            "asyncio.run(main())",
        ]),
        ["4 LoopInLoop", "4 NeverAwaited(\"inner\")"]
    );
    assert_eq!(
        said(&[
            "import asyncio",
            "async def work(n): await asyncio.sleep(n)",
            "async def main():",
            "    asyncio.create_task(work(1))",
            "    kept = asyncio.create_task(work(1))",
            "    async with asyncio.TaskGroup() as group:",
            "        group.create_task(work(1))",
            "    await asyncio.gather(",
            "        asyncio.create_task(work(1)),",
            "    )",
            "asyncio.run(main())",
        ]),
        ["4 NotKept"]
    );
}

#[test]
fn awaits_are_advised_to_be_gathered_only_where_nothing_speaks_against_it() {
    let said = |body: &[&str]| {
        let head =
            ["import asyncio", "async def fetch(page): await asyncio.sleep(1); return page", "async def main():"];
        let lines: Vec<String> = body.iter().map(|line| format!("    {line}")).collect();
        said_of("program.py", &format!("{}\n{}\nasyncio.run(main())\n", head.join("\n"), lines.join("\n")))
    };
    let two = ["4 OneByOne(2, Micros(2000000), Micros(1000000))"];
    assert_eq!(said(&["a = await fetch(1)", "b = await fetch(2)", "print(a, b)"]), two);
    assert_eq!(
        said(&["pages = []", "for n in range(3):", "    pages.append(await fetch(n))"]),
        ["6 OneByOne(3, Micros(3000000), Micros(1000000))"]
    );
    let nothing: [&str; 0] = [];
    assert_eq!(said(&["a = await fetch(1)", "b = await fetch(a)"]), nothing, "the second needs the first");
    assert_eq!(
        said(&["a = await fetch(1)", "if a:", "    await fetch(2)"]),
        nothing,
        "the first decides about the second"
    );
    assert_eq!(said(&["await asyncio.sleep(1)", "await asyncio.sleep(1)"]), nothing, "whoever sleeps twice wants to");
    assert_eq!(
        said(&["page = 1", "while page < 4:", "    page = 1 + await fetch(page)"]),
        nothing,
        "nobody knows how often"
    );
    assert_eq!(said(&["await asyncio.gather(fetch(1), fetch(2))"]), nothing);
}

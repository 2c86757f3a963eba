//! Packages: which are fetched for a program, and what it is told of those that are not there.

use loopline::python::packs_imported_by;
use loopline::reading::{dump, laws};

use super::{alone, errors, ran};

/// The packs that are fetched for a source, without the hashes of their names.
fn fetched_for(source: &str) -> Vec<&'static str> {
    let files = packs_imported_by([source].into_iter()).into_iter().map(|(file, _)| file);
    let mut names: Vec<_> = files.map(|file| file.rsplit_once('-').map_or(file, |(name, _)| name)).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_package_is_fetched_with_those_on_which_it_depends_and_no_others() {
    assert_eq!(fetched_for("import janus"), ["janus"]);
    let httpx = fetched_for("def f():\n    from httpx import get");
    for name in ["anyio", "certifi", "h11", "httpcore", "httpx", "idna"] {
        assert!(httpx.contains(&name), "{name} is not in {httpx:?}");
    }
    // It uses trio where that is installed.
    assert!(!httpx.contains(&"trio"), "{httpx:?}");
    assert_eq!(fetched_for("import nothing_of_that_name"), [""; 0]);
}

#[test]
fn a_line_of_the_program_chooses_between_two_versions_of_a_package() {
    assert!(fetched_for("import fastapi").contains(&"pydantic-core"));
    let older = fetched_for("# packages: pydantic < 2\nimport fastapi");
    assert!(older.contains(&"fastapi") && older.contains(&"pydantic"), "{older:?}");
    assert!(!older.contains(&"pydantic-core"), "{older:?}");
    let said =
        |source: &'static str| alone(move || ran(source).printed.into_iter().map(|(_, text)| text).collect::<String>());
    let program = "import pydantic\nprint(pydantic.VERSION.split('.')[0])\n";
    assert_eq!(said(program), "2\n");
    assert_eq!(said("# packages: pydantic<2\nimport pydantic\nprint(pydantic.VERSION.split('.')[0])\n"), "1\n");
    // What the shelf does not offer is no choice.
    assert_eq!(said("# packages: pydantic<1\nimport pydantic\nprint(pydantic.VERSION.split('.')[0])\n"), "2\n");
}

#[test]
fn a_package_does_without_one_that_the_program_does_not_import() {
    let both = "import sniffio, httpcore\nimport sys\nprint('trio' in sys.modules)\n";
    let said =
        |source: &'static str| alone(move || ran(source).printed.into_iter().map(|(_, text)| text).collect::<String>());
    assert_eq!(
        said("import tqdm\nimport importlib\nprint(importlib.import_module('colorama').__name__)\n"),
        "colorama\n"
    );
    assert_eq!(said(both), "False\n");
}

/// A nursery with two children, one of which waits for the other.
const NURSERY: &str = "\
import trio
async def child(seconds, event):
    await trio.sleep(seconds)
    event.set()
    return seconds
async def waiter(event):
    await event.wait()
async def main():
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, 0.1, event)
        nursery.start_soon(waiter, event, name='the one who waits')
trio.run(main)
";

#[test]
fn tasks_of_trio_are_recorded_with_their_parents_waits_and_ends() {
    let record = alone(|| {
        let trace = ran(NURSERY).trace;
        laws::check(&trace).expect("the laws are kept");
        dump(&trace)
    });
    let has = |words: &[&str]| record.lines().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(has(&["task_created", "child by main", ":11"]), "{record}");
    assert!(has(&["task_created", "the one who waits by main", ":12"]), "{record}");
    assert!(has(&["step_ended", "child  suspended on sleep until 0.100000", "child@", ":3"]), "{record}");
    assert!(has(&["step_ended", "the one who waits  suspended on event event-1", ":7"]), "{record}");
    assert!(has(&["step_ended", "main  suspended on future", "nursery"]), "{record}");
    assert!(has(&["step_ended", "child  returned 0.1"]) && has(&["the one who waits  returned None"]), "{record}");
    assert!(!record.contains("<init>"), "the root of a run is nobody's business: {record}");
    // Who has set the event has woken who waits for it.
    let wakes = record.lines().find(|line| line.contains("wakeup the one who waits") && line.contains("scheduled"));
    assert!(wakes.is_some_and(|line| line.contains("0.100000")), "{record}");
}

#[test]
fn a_package_that_is_not_there_is_told_with_what_there_is_and_what_to_use_instead() {
    let cases: [(&'static str, &[&str]); 5] = [
        ("import celery", &["celery is not on the shelf", "use a dictionary or asyncio.Queue"]),
        ("import numpy as np", &["numpy is compiled for a machine", "use lists, array, math and statistics"]),
        ("from lxml import html", &["lxml is compiled", "beautifulsoup4 with \"html.parser\""]),
        ("import mine", &["There is no mine beside the program", "nothing can be installed", "aiohttp", "tenacity"]),
        ("import janus.more", &["The package janus is on the shelf of this playground, and has no module janus.more"]),
    ];
    for (source, parts) in cases {
        let said = alone(move || errors(&ran(source)));
        assert!(said.contains("ModuleNotFoundError: No module named"), "{said}");
        for part in parts {
            assert!(said.contains(part), "{part} is not in {said}");
        }
        assert!(said.contains("All packages: #/library"), "{said}");
    }
}

#[test]
fn uvloop_is_asyncios_own_loop_with_a_note() {
    let source = "import asyncio, uvloop\nasync def main():\n    await asyncio.sleep(1)\n    print('ran')\n\
                  uvloop.run(main())\nuvloop.install()\nasyncio.run(main())\nprint(uvloop.loop.Loop is uvloop.Loop)\n";
    let printed = alone(move || ran(source).printed);
    let said: String = printed.iter().map(|(_, text)| text.as_str()).collect();
    assert!(said.starts_with("uvloop is compiled for a machine"), "{said}");
    assert!(said.ends_with("ran\nran\nTrue\n"), "{said}");
}

//! `loopline run program.py`: what the program prints, or its record.

use std::fs;
use std::path::Path;
use std::process::Command;

use loopline::cli::{CommandOutput, main};
use loopline::i18n::Lang;
use loopline::trace::file::read;
use loopline::trace::{EventKind, Status};

use super::alone;

const PROGRAM: &str = "\
import asyncio, sys

async def main():
    print('hello')
    await asyncio.sleep(1.5)
    print('oh', file=sys.stderr)
    sys.exit(3)

asyncio.run(main())
";

/// The path of a file with this program.
fn written(name: &str, source: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, source).expect("the folder can be written");
    path.to_string_lossy().into_owned()
}

fn call(path: &str, options: &'static [&'static str]) -> CommandOutput {
    let args: Vec<String> = ["run", path].iter().chain(options).map(|arg| arg.to_string()).collect();
    alone(move || main(&[], |_| None, &args, Lang::En, None))
}

#[test]
fn a_program_prints_to_its_streams_and_ends_with_its_status() {
    let path = written("three.py", PROGRAM);
    for options in [&[][..], &["--clock", "exact"], &["--clock=measured"], &["--clock", "instant"]] {
        assert_eq!(
            call(&path, options),
            CommandOutput { out: "hello\n".into(), err: "oh\n".into(), status: 3 },
            "{options:?}"
        );
    }
    let ran = Command::new(env!("CARGO_BIN_EXE_loopline")).args(["run", &path]).output().expect("it can be run");
    assert_eq!((ran.status.code(), &ran.stdout[..], &ran.stderr[..]), (Some(3), &b"hello\n"[..], &b"oh\n"[..]));
}

#[test]
fn the_record_of_a_program_comes_in_each_format_and_prints_nothing_else() {
    let path = written("formats.py", PROGRAM);
    let text = call(&path, &["--format", "text"]);
    assert!(text.out.starts_with("# formats.py: "), "{}", text.out);
    assert!(text.out.contains("  1.500000  timer_fired"), "{}", text.out);
    assert_eq!((text.err.as_str(), text.status), ("", 3));
    assert_eq!(call(&path, &["--format", "text"]), text, "on the exact clock every run is the same");
    let file = read(call(&path, &["--format=json"]).out.as_bytes()).expect("it is a record");
    assert_eq!((file.program.id.as_str(), file.program.source.as_deref()), ("formats.py", Some(PROGRAM)));
    assert!(matches!(file.trace.kinds().last(), Some(EventKind::RunEnded { status: Status::Raised(_) })));
    let chrome = call(&path, &["--format", "chrome"]).out;
    let chrome: serde_json::Value = serde_json::from_str(&chrome).expect("it is JSON");
    assert!(chrome["traceEvents"].as_array().is_some_and(|events| events.len() > 10));
    let svg = call(&path, &["--format", "svg", "--lang", "ru"]).out;
    assert!(svg.starts_with("<svg ") && svg.contains("formats.py") && svg.contains("цикл событий"), "{svg}");
}

#[test]
fn a_file_that_cannot_be_read_and_parameters_are_refused_in_one_sentence() {
    let missing = call("nowhere.py", &[]);
    assert_eq!((missing.out.as_str(), missing.status), ("", 2));
    assert!(missing.err.starts_with("loopline: ") && missing.err.contains("nowhere.py"), "{}", missing.err);
    assert_eq!(missing.err.lines().count(), 1);
    let path = written("params.py", PROGRAM);
    assert_eq!(call(&path, &["--param", "a=1"]).status, 2);
}

/// Tasks that give each other the turn and wait for nothing.
const SPINNING: &str = "\
import asyncio

async def spin():
    while True:
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(spin(), spin())

asyncio.run(main())
";

#[test]
fn a_limit_ends_a_program_in_one_sentence_with_its_place_and_a_way_on() {
    let path = written("spinning.py", SPINNING);
    let way_on = "Let it wait for some time: asyncio.sleep(0.01), where asyncio.sleep(0) waits for nothing.";
    let turns = "Stopped at the limit of 100,000 turns without a wait";
    let unrecorded =
        CommandOutput { out: String::new(), err: format!("{turns}, at line 10 of spinning.py. {way_on}\n"), status: 1 };
    assert_eq!(call(&path, &[]), unrecorded);
    let recorded = call(&path, &["--format", "text"]);
    assert_eq!(recorded.err, format!("{turns}, in the task spin() · Task-3, at line 5 of spinning.py. {way_on}\n"));
    let cut = call(&path, &["--format=json", "--events=60"]);
    assert_eq!(
        cut.err,
        "Stopped at the limit of 60 events, in the task spin() · Task-2, at line 5 of spinning.py. Everything up to here is kept. \
         More are recorded with --events.\n"
    );
    assert!(read(cut.out.as_bytes()).expect("it is a record").trace.len() < 80);
}

#[test]
fn a_demo_in_python_is_run_by_its_id_with_its_variant_and_what_stands_beside_it() {
    let run = |args: &[&str]| {
        let args: Vec<String> = args.iter().map(|arg| arg.to_string()).collect();
        let demos: Vec<_> = loopline::demos::all_in_python().collect();
        alone(move || main(&demos, |_| None, &args, Lang::En, None))
    };
    let said = run(&["run", "aiohttp-client", "--param", "variant=together"]);
    assert!(said.out.ends_with("653 characters in 0.455 s\n"), "{}", said.out);
    let said = run(&["run", "fastapi-add", "--format", "json"]);
    let file = read(said.out.as_bytes()).expect("a record");
    assert_eq!(file.program.id, "fastapi-add.bug.py");
    assert_eq!(file.program.files.len(), 1, "loopline.json");
    assert_eq!(run(&["run", "chat", "--param", "variant=no"]).status, 2);
}

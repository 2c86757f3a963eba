//! `loopline explain` and `loopline check` of a program in Python, from its file to the exit status.

use std::fs;
use std::path::Path;

use loopline::cli::{CommandOutput, main};
use loopline::i18n::Lang;

use super::alone;

/// Two tasks beside each other: the slower one decides.
const SLOW: &str = "\
import asyncio

async def fetch(seconds):
    await asyncio.sleep(seconds)

async def main():
    await asyncio.gather(fetch(0.5), fetch(2))

asyncio.run(main())
";

/// A task whose error nobody reads.
const UNREAD: &str = "\
import asyncio

async def fail():
    raise ValueError('unread')

async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(1)
    del task

asyncio.run(main())
";

/// Calls the command line with a command, the path of a file with this program, and options.
fn call(command: &'static str, (name, source): (&str, &str), options: &'static [&'static str]) -> CommandOutput {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, source).expect("the folder can be written");
    let path = path.to_string_lossy().into_owned();
    let args: Vec<String> = [command, &path].iter().chain(options).map(|arg| arg.to_string()).collect();
    alone(move || main(&[], |_| None, &args, Lang::En, None))
}

#[test]
fn a_program_is_run_and_explained() {
    let said = call("explain", ("slow.py", SLOW), &[]);
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    for part in [
        "slow.py: 3 tasks, ",
        ", 2.00\u{a0}s, ended well\n",
        "Of 2.00\u{a0}s the largest part, 2.00\u{a0}s (100%), is sleep, line 4",
        "\nFirst strange thing\n  Nothing.\n",
    ] {
        assert!(said.out.contains(part), "{part:?} in\n{}", said.out);
    }
}

#[test]
fn rules_that_a_program_keeps_exit_with_zero_and_one_that_it_breaks_with_one() {
    let kept = call("check", ("slow.py", SLOW), &["--elapsed", "2s", "--never-blocked", "50ms", "--no-destroyed"]);
    assert_eq!((kept.status, kept.err.as_str()), (0, ""), "{}", kept.out);
    let broken = call("check", ("slow.py", SLOW), &["--elapsed", "1s"]);
    assert_eq!(broken.status, 1);
    assert!(broken.out.starts_with("elapsed: ") && broken.out.contains("line 4"), "{}", broken.out);
}

#[test]
fn an_error_that_nobody_has_read_breaks_its_rule() {
    let unread = call("check", ("unread.py", UNREAD), &["--no-never-retrieved"]);
    assert_eq!(unread.status, 1);
    let said =
        "no-never-retrieved: Nobody has read this error: Task exception was never retrieved: ValueError: unread.\n";
    assert_eq!(unread.out, said);
    let read = call("check", ("slow.py", SLOW), &["--no-never-retrieved"]);
    assert_eq!(read.status, 0, "{}", read.out);
}

//! Python programs in the engine of `src/python`, compared with what CPython did with them: every program of
//! `oracle/scenarios` and each twin of a demo, whose records `oracle/record.py` made, step by step; and the whole programs
//! of `python/*/`, by what they write and how they end, as `python/record.py` recorded it.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use loopline::clock::Micros;
use loopline::python::{ClockMode, MAX_EVENTS, MemoryFolder, Program, ProgramFolder, Surroundings, run, run_among};
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::trace::Limit;
use loopline::trace::{EventKind, Status, Stream};

use crate::{folder, record, said};

/// What the recorder adds to a program: the main task is called `main`, the loop counts its turns, and a program that
/// waits by yielding may charge each turn. A `drive(loop)` in place of `main` is given the loop.
const RECORDER: &str = include_str!("../oracle/engine.py");

/// The last line of a program.
const RUN: &str = "\nasyncio.run(main())\n";
/// That of one that shows how this is done.
const DRIVE: &str = "\ndrive(asyncio.new_event_loop())\n";

/// Where the engine differs, and why.
const DIFFERENT: &[(&str, &str)] = &[];

/// Where the whole programs of `tests/python` write or end otherwise, and why. What they do is in `NAME.engine.txt`, which
/// `UPDATE_GOLDEN=1` rewrites: all but what differs is still as in CPython's record.
const ENDS_OTHERWISE: &[(&str, &str)] = &[
    (
        "a_header_that_is_not_there",
        "the wheel that CPython has here is in Python, and its error has more words than the compiled one's",
    ),
    ("collections_of_all_kinds", "RustPython says of what cannot be hashed what CPython said before 3.14"),
    (
        "destroyed_while_pending",
        "what only refers to itself is taken apart in no promised order: CPython's coroutine goes before its task",
    ),
    ("locals_at_the_end", "RustPython lets the variables of a function go in their order, as CPython did before 3.14"),
    ("syntax", "the parser is Ruff's, and has words of its own"),
    ("unclosed", "the parser is Ruff's, and has words of its own"),
    ("what_is_left_of_a_wait", "moments of programs with processes are recorded in whole seconds"),
];

/// What differs, line by line.
fn difference(expected: &str, actual: &str) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    let at = actual.lines().zip(expected.lines()).take_while(|(actual, expected)| actual == expected).count();
    let lines = |text: &str| {
        let lines: Vec<&str> = text.lines().skip(at).take(5).collect();
        format!("    {}", if lines.is_empty() { "(the end)".into() } else { lines.join("\n    ") })
    };
    Err(format!("from line {}, CPython\n{}\n  the engine\n{}", at + 1, lines(expected), lines(actual)))
}

/// What differs from CPython's record, if anything does, and whether the laws are kept.
fn compared(program: &Path, record: &Path) -> Result<(), String> {
    let file = program.file_name().expect("a program has a name").to_string_lossy().into_owned();
    let source = fs::read_to_string(program).expect("a program can be read");
    // The recorder starts it itself.
    let source = [RUN, DRIVE].iter().find_map(|last| source.strip_suffix(last)).unwrap_or(&source);
    let source = source.replace("__name__ == \"__main__\"", "False") + RECORDER;
    let expected = fs::read_to_string(record).expect("every program has a record");
    let ran =
        run(Program { file: &file, source: &source, arguments: &[], limit: 10 * MAX_EVENTS, clock: ClockMode::Exact });
    laws::check(&ran.trace).map_err(|broken| format!("{broken}\n{}", dump(&ran.trace)))?;
    let mut actual = record::written(&ran.trace);
    let repeats = ran.trace.kinds().iter().any(|kind| matches!(kind, EventKind::TurnsRepeated { .. }));
    if actual.lines().count() > 2001 || repeats {
        let lines = actual.lines().filter(|line| !line.ends_with(" step"));
        actual = lines.map(|line| format!("{line}\n")).collect();
    }
    difference(&expected, &actual)
}

/// The same of a whole program, as it stands.
fn compared_whole(program: &Path, record: &Path) -> Result<(), String> {
    let file = program.file_name().expect("a program has a name").to_string_lossy().into_owned();
    let source = fs::read_to_string(program).expect("a program can be read");
    let program_of =
        Program { file: &file, source: &source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
    let folder: Rc<dyn ProgramFolder> = Rc::new(MemoryFolder(files_in(&program.with_extension("files"), "")));
    let ran = run_among(program_of, Surroundings { folder: Some(folder), ..Surroundings::default() });
    laws::check(&ran.trace).map_err(|broken| format!("{broken}\n{}", dump(&ran.trace)))?;
    let newer = record.with_extension("3.14.txt");
    let expected = fs::read_to_string(if newer.exists() { &newer } else { record });
    let actual = said::written(&ran);
    // Those that reach hosts have records of the engine's own, as `tests/python/hosts/README.md` says.
    if program.parent().is_some_and(|folder| folder.ends_with("hosts")) && std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(record, &actual).expect("a record can be written");
    }
    let expected = expected.or_else(|_| fs::read_to_string(record)).expect("every program has a record");
    let ours = record.with_extension("engine.txt");
    let stem = program.file_stem().expect("a program has a name").to_string_lossy();
    if !ENDS_OTHERWISE.iter().any(|(name, _)| *name == stem) {
        assert!(!ours.exists(), "{stem} has a record of the engine, and is not listed as different");
        return difference(&expected, &actual);
    }
    if actual == expected {
        return Err("is as in CPython, and listed as different".into());
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&ours, &actual).expect("a record can be written");
    }
    difference(&fs::read_to_string(&ours).unwrap_or_default(), &actual)
}

/// The files in a folder and those below it, by their paths from the first; none if there is no such folder.
pub fn files_in(folder: &Path, above: &str) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.expect("it can be read").path();
        let path = format!("{above}{}", entry.file_name().expect("an entry has a name").to_string_lossy());
        if entry.is_dir() {
            files.extend(files_in(&entry, &format!("{path}/")));
        } else {
            files.push((path, fs::read_to_string(&entry).expect("it is a text")));
        }
    }
    files.sort();
    files
}

pub fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the programs are part of the repository");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    paths
}

type Compared = fn(&Path, &Path) -> Result<(), String>;

fn compare_all(pairs: &[(PathBuf, PathBuf)], compared: Compared, different: &[(&str, &str)]) {
    // One alone, for whoever mends it.
    let only = std::env::var("ONLY").ok();
    let mut wrong = Vec::new();
    for (program, record) in pairs {
        let stem = program.file_stem().expect("it has a name").to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != stem) {
            continue;
        }
        let (program, record) = (program.clone(), record.clone());
        // A thread of its own: with it goes the interpreter and all that it has made.
        let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(move || compared(&program, &record));
        let outcome = thread.expect("a thread can be made").join().expect("the engine does not panic");
        let differs = different.iter().any(|(name, _)| *name == stem);
        if differs && outcome.is_ok() {
            wrong.push(format!("== {stem}: is as in CPython, and listed as different"));
        } else if let Err(how) = outcome
            && !differs
        {
            wrong.push(format!("== {stem}: {how}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

/// The scenarios of the oracle, with their records.
fn scenarios() -> Vec<(PathBuf, PathBuf)> {
    let record = |program: &Path| {
        let file = program.with_extension("txt");
        folder("oracle/records").join(file.file_name().expect("it has a name"))
    };
    programs(&folder("oracle/scenarios")).into_iter().map(|program| (program.clone(), record(&program))).collect()
}

/// The twins of the demos whose records end so, with these: `.txt` has steps, `.output.txt` of those that use threads
/// what is written.
fn twins(ending: &str) -> Vec<(PathBuf, PathBuf)> {
    let chapters = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demos")).expect("the demos' folder");
    let chapters = chapters.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir());
    let paired = chapters.flat_map(|chapter| programs(&chapter)).filter_map(|program| {
        let name = program.file_stem()?.to_str()?.replace('_', "-");
        let record = folder("oracle/course-records").join(format!("{name}{ending}"));
        record.exists().then_some((program, record))
    });
    let mut pairs: Vec<_> = paired.collect();
    pairs.sort();
    assert!(!pairs.is_empty(), "there are twins with {ending}");
    pairs
}

#[test]
fn whole_programs_write_and_end_as_in_cpython() {
    let folders = fs::read_dir(folder("python")).expect("it is part of the repository");
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.expect("it can be read").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let paths = folders.iter().flat_map(|folder| programs(folder));
    let pairs: Vec<_> = paths.map(|program| (program.clone(), program.with_extension("txt"))).collect();
    assert!(pairs.len() >= 239, "{} programs", pairs.len());
    compare_all(&pairs, compared_whole, &[]);
}

#[test]
fn the_course_runs_as_in_cpython() {
    compare_all(&twins(".txt"), compared, DIFFERENT);
    compare_all(&twins(".output.txt"), compared_whole, &[]);
}

#[test]
fn scenarios_run_as_in_cpython() {
    compare_all(&scenarios(), compared, DIFFERENT);
}

#[test]
fn on_the_instant_clock_computing_takes_what_it_took_and_waiting_nothing() {
    /// Every look at it is a millisecond later.
    fn wall() -> Micros {
        thread_local! { static LOOKS: Cell<u64> = const { Cell::new(0) } }
        LOOKS.with(|looks| Micros(1000 * looks.replace(looks.get() + 1)))
    }
    let source = "
import asyncio, time

async def main():
    began = time.monotonic()
    middle = time.monotonic()
    await asyncio.sleep(1000)
    print(round(middle - began, 3), time.monotonic() - middle > 1000)

asyncio.run(main())
";
    let ran =
        run(Program { file: "clock.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Measured(wall) });
    laws::check(&ran.trace).expect("the laws are kept");
    assert_eq!(ran.printed.iter().map(|(_, text)| text.as_str()).collect::<String>(), "0.001 True\n");
    let end = ran.trace.end_time();
    assert!(end > Micros::from_millis(1_000_000) && end < Micros::from_millis(1_001_000), "{end:?}");
}

/// How the record of a program ends, what the program wrote to its error stream, and its exit status.
fn ended(source: &str) -> (String, String, u8) {
    let ran = run(Program { file: "end.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
    laws::check(&ran.trace).expect("the laws are kept");
    let last = dump(&ran.trace).lines().last().unwrap_or_default().to_string();
    let how = last.split_once("run_ended").map_or(last.clone(), |(_, how)| how.trim().to_string());
    let how = how.split("  <").next().unwrap_or_default().to_string();
    let said = ran.printed.iter().filter(|(stream, _)| *stream == Stream::Err).map(|(_, text)| text.as_str()).collect();
    (how, said, ran.status)
}

#[test]
fn a_record_ends_as_its_program_did() {
    for (source, how, status) in [
        ("print(1)", "returned", 0),
        ("raise ValueError('no')", "raised ValueError: no", 1),
        ("import sys; sys.exit(3)", "raised exit status 3", 3),
        ("import sys; sys.exit('that is it')", "raised exit status 1", 1),
        ("raise KeyboardInterrupt", "raised KeyboardInterrupt", 130),
        ("x = ", "raised SyntaxError: ", 1),
        (
            "import asyncio\nasync def main(): 1 / 0\nasyncio.run(main())",
            "raised ZeroDivisionError: division by zero",
            1,
        ),
        (
            "import asyncio\nasync def main(): pass\nasyncio.run(main())\nraise OSError(2, 'gone')",
            "raised FileNotFoundError: [Errno 2] gone",
            1,
        ),
        (
            "raise ExceptionGroup('all failed', [ValueError(1), OSError(2)])",
            "raised ExceptionGroup: all failed (2 sub-exceptions)",
            1,
        ),
    ] {
        let (actual, _, code) = ended(source);
        assert!(actual.starts_with(how), "{source}: {actual}");
        assert_eq!(code, status, "{source}");
    }
}

#[test]
fn a_program_that_takes_names_away_is_told_how_it_failed() {
    let (how, said, status) = ended(
        "import builtins\nfor name in dir(builtins):\n    if name in ('len', 'isinstance', 'print', 'str'):\n        delattr(builtins, name)\nprint('still here')",
    );
    assert_eq!((how.as_str(), status), ("raised NameError: name 'print' is not defined", 1));
    let lines = [
        "Traceback (most recent call last):",
        "  File \"end.py\", line 5, in <module>",
        "    print('still here')",
        "    ^^^^^",
    ];
    assert!(said.starts_with(&lines.join("\n")), "{said}");
    assert!(said.trim_end().ends_with("NameError: name 'print' is not defined"), "{said}");
}

#[test]
fn what_a_page_has_not_is_refused_in_one_sentence_with_the_line() {
    let refused = |what: &str| {
        format!(
            "NotImplementedError: {what} are not available in this playground: a program here runs inside a page, \
             without operating system, and with no files but those beside it and those it writes"
        )
    };
    let run = |call: &str| format!("async def main(): await {call}\nasyncio.run(main())");
    let own = "This playground has no files but those beside the program and those that it writes itself, into /home or /tmp, \
               while it runs.";
    let command = |name: &str| {
        format!(
            "NotImplementedError: There is no {name} in this playground, which has no operating system: start Python itself, \
             by sys.executable, one of the small commands that are here (echo, cat, ls, sleep, grep, sort, wc and the like), \
             or do in Python what the command does"
        )
    };
    let shell = "NotImplementedError: The shell of this playground knows lists, pipes, redirections, variables, if, for and \
                 while, and this line has something else: write it in Python, or start the commands one by one";
    let no_fork = "Processes in this playground begin as with 'spawn', in a namespace of their own, and nothing can be \
                   forked: use set_start_method('spawn') or get_context('spawn'), and keep what starts processes under if \
                   __name__ == '__main__'";
    let no_way = "The network of this playground is inside the page, and no way leads out of it: hosts are reached by their \
                  names, and a server of the program at localhost.";
    let no_host = "The network of this playground is inside the page, and no host on it has this name. A file \
                   loopline.json beside the program can state one: {\"hosts\": {\"NAME\": {}}}";
    let memory = "NotImplementedError: Processes in this playground share no memory: send data through a multiprocessing \
                  Queue or Pipe, or keep it in a Value, an Array or a Manager";
    for (program, sentence) in [
        ("import socket\nsocket.socket().connect(('nobody.example', 80))".into(), no_host.into()),
        ("import socket\nsocket.socket().connect(('93.184.216.34', 80))".into(), no_way.into()),
        (run("asyncio.open_connection('nobody.example', 80)"), no_host.into()),
        (run("asyncio.create_subprocess_exec('git', 'log')"), command("git")),
        (run("asyncio.create_subprocess_shell('python3 x.py | xargs echo')"), command("xargs")),
        ("import subprocess\nsubprocess.run(['curl'])".into(), command("curl")),
        ("import subprocess\nsubprocess.check_output('echo $((1 + 1))', shell=True)".into(), shell.into()),
        ("import os\nos.system('docker ps')".into(), command("docker")),
        ("import os\nos.fork()".into(), refused("Processes of an operating system")),
        ("import multiprocessing\nmultiprocessing.set_start_method('fork')".into(), format!("ValueError: {no_fork}")),
        ("import multiprocessing\nmultiprocessing.get_context('forkserver')".into(), format!("ValueError: {no_fork}")),
        ("import multiprocessing.popen_fork".into(), no_fork.into()),
        (
            "from multiprocessing import shared_memory\nshared_memory.SharedMemory(create=True, size=1)".into(),
            memory.into(),
        ),
        ("open('/etc/passwd')".into(), own.into()),
        ("open('data.csv')".into(), own.into()),
        ("open('/etc/mine', 'w')".into(), own.into()),
        (
            "open('full', 'w').write('x' * 20_000_000)".into(),
            "OSError: [Errno 28] No space left on device: 'full'".into(),
        ),
    ] {
        let (how, said, status) = ended(&format!("import asyncio\n{program}"));
        assert_eq!(status, 1, "{program}: {how}");
        assert_eq!(said.trim_end().lines().last(), Some(&*sentence), "{program}");
        assert!(said.contains("  File \"end.py\", line "), "{said}");
    }
}

#[test]
fn handlers_of_signals_are_called_when_the_program_raises_them() {
    let source = "\
import asyncio, signal
async def main():
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, told.set)
    loop.call_later(1, signal.raise_signal, signal.SIGTERM)
    await told.wait()
    assert loop.time() == 1
    assert loop.remove_signal_handler(signal.SIGTERM)
    assert not loop.remove_signal_handler(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    try:
        loop.add_signal_handler(signal.SIGTERM, main)
    except TypeError as error:
        raise SystemExit(str(error))
asyncio.run(main())
";
    let (_, said, _) = ended(source);
    assert_eq!(said, "coroutines cannot be used with add_signal_handler()\n");
}
/// How many events the record has, what its last warning says, and how it ends.
fn limited(source: &str) -> (usize, String, String) {
    let source = source.to_string();
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(move || {
        let program = Program {
            file: "limit.py",
            source: &source,
            arguments: &[],
            limit: 5 * MAX_EVENTS,
            clock: ClockMode::Exact,
        };
        let trace = run(program).trace;
        laws::check(&trace).expect("the laws are kept");
        let said = trace.kinds().iter().rev().find_map(|kind| match kind {
            EventKind::Warning { text, .. } => Some(trace.text(*text).to_string()),
            _ => None,
        });
        let how = match trace.kinds().last() {
            Some(EventKind::RunEnded { status }) => format!("{status:?}"),
            other => format!("{other:?}"),
        };
        (trace.len(), said.unwrap_or_default(), how)
    });
    // A thread of its own: with it goes the interpreter and all that it has made.
    thread.expect("a thread can be made").join().expect("the engine does not panic")
}

#[test]
fn a_program_runs_at_each_limit_and_is_stopped_beyond_it() {
    let asyncio = |body: &str| format!("import asyncio\nasync def main():\n{body}\nasyncio.run(main())\n");
    let tasks = |n: usize| {
        asyncio(&format!(
            "    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range({n})]\n    await asyncio.sleep(0)"
        ))
    };
    let turns = |n: usize| asyncio(&format!("    for _ in range({n}): await asyncio.sleep(0)"));
    let output = |n: usize| format!("import sys\nsys.stdout.write('x' * {n})\n");
    let looks = |n: usize| format!("import time\nfor _ in range({n}): time.perf_counter()");
    let bound = Limit::TASKS - 1;
    for (limit, within, beyond) in [
        (Limit::Output, output(Limit::OUTPUT), output(Limit::OUTPUT + 1)),
        (Limit::Tasks, tasks(bound), tasks(bound + 1)),
        // The run itself has six more.
        (Limit::Turns, turns(99_994), turns(99_995)),
        (Limit::Looks, looks(1_000_000), "import time\nwhile time.time() < 2e9: pass\n".into()),
    ] {
        let (_, said, how) = limited(&within);
        assert_eq!((said.as_str(), how.as_str()), ("", "Returned"), "{limit:?}");
        let (_, said, how) = limited(&beyond);
        assert_eq!((said.as_str(), how.as_str()), (limit.text(), "Limit"), "{limit:?}");
    }
}

#[test]
fn a_program_that_will_not_end_at_a_limit_is_recorded_no_further() {
    let source = "import asyncio\nasync def main():\n    for _ in range(300_000):\n        try:\n            await asyncio.sleep(0)\n        except BaseException:\n            pass\nasyncio.run(main())\n";
    let (events, said, how) = limited(source);
    assert_eq!((said.as_str(), how.as_str()), (Limit::Turns.text(), "Limit"));
    assert!(events < 5 * MAX_EVENTS, "{events}");
}

#[test]
fn a_record_holds_as_many_events_as_its_limit_and_no_more() {
    let run_up_to = |limit: usize| {
        let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(move || {
            let body = "    for _ in range(100): await asyncio.sleep(1)";
            let source = format!("import asyncio\nasync def main():\n{body}\nasyncio.run(main())\n");
            let trace =
                run(Program { file: "p.py", source: &source, arguments: &[], limit, clock: ClockMode::Exact }).trace;
            laws::check(&trace).expect("the laws are kept");
            (trace.len(), matches!(trace.kinds().last(), Some(EventKind::RunEnded { status: Status::Limit })))
        });
        thread.expect("a thread can be made").join().expect("the engine does not panic")
    };
    let (whole, limited) = run_up_to(MAX_EVENTS);
    assert!(!limited);
    // The events that end a run always have room, and the loop stops between two turns.
    let least = (whole..whole + 20).find(|limit| !run_up_to(*limit).1).expect("some limit is enough");
    assert_eq!(run_up_to(least), (whole, false));
    let (cut, limited) = run_up_to(least - 1);
    assert!(limited && cut < least, "{cut} of {least}");
}

//! What a program reads: lines that were typed already, that it asks for, that come from elsewhere.

use loopline::clock::Micros;
use loopline::python::{ClockMode, InputSource, LiveCallbacks, MAX_EVENTS, Program, Surroundings, run_among};
use loopline::reading::dump;
use loopline::reading::laws;
use loopline::trace::{SharedTrace, Stream};

use super::alone;

const GREETING: &str = "\
import asyncio

async def main():
    await asyncio.sleep(1)
    name = input('Name? ')
    await asyncio.sleep(1)
    print('Hello,', name)
    age = input()
    print(name, 'is', age)

asyncio.run(main())
";

/// What a run has left.
#[derive(Debug)]
struct Seen {
    /// Its record.
    dump: String,
    out: String,
    err: String,
    status: u8,
    asks: Option<String>,
}

impl Seen {
    fn ended(&self, how: &str) -> bool {
        let last = self.dump.lines().last().unwrap_or_default();
        let words: Vec<&str> = last.split_whitespace().skip(2).take_while(|word| !word.starts_with('<')).collect();
        words.join(" ") == format!("run_ended {how}")
    }
}

fn among(source: &str, surroundings: Surroundings) -> Seen {
    let program = Program { file: "p.py", source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact };
    let ran = run_among(program, surroundings);
    if let Err(broken) = laws::check(&ran.trace) {
        panic!("{broken}\n{}", dump(&ran.trace));
    }
    let said =
        |wanted| ran.printed.iter().filter(|(stream, _)| *stream == wanted).map(|(_, text)| text.as_str()).collect();
    Seen {
        dump: dump(&ran.trace),
        out: said(Stream::Out),
        err: said(Stream::Err),
        status: ran.status,
        asks: ran.unanswered_prompt,
    }
}

/// Runs it with these lines typed.
fn typed(source: &'static str, lines: &'static [&str], ended: bool) -> Seen {
    alone(move || {
        let lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        among(source, Surroundings { input: InputSource::Typed { lines: &lines, ended }, ..Surroundings::default() })
    })
}

#[test]
fn a_program_that_asks_for_what_nobody_has_typed_ends_there_and_says_what_it_asks() {
    let ran = typed(GREETING, &[], false);
    assert!(ran.ended("stopped"), "{}", ran.dump);
    assert_eq!((ran.asks.as_deref(), &*ran.err), (Some("Name? "), ""), "that is no error");
}

#[test]
fn run_once_more_with_the_line_it_does_the_same_and_goes_on() {
    let (before, after) = (typed(GREETING, &[], false), typed(GREETING, &["Алиса"], false));
    assert_eq!((after.asks.as_deref(), after.ended("stopped")), (Some(""), true));
    assert_eq!(after.out, "Name? Алиса\nHello, Алиса\n");
    // But for the line that was not finished, and that the run was stopped there.
    let same = before.dump.lines().count() - 2;
    let lines = |ran: &Seen| ran.dump.lines().take(same).map(String::from).collect::<Vec<_>>();
    assert_eq!(lines(&before), lines(&after));
    let whole = typed(GREETING, &["Алиса", "42"], false);
    assert_eq!((whole.asks.as_deref(), whole.ended("returned")), (None, true));
    assert_eq!(whole.out, "Name? Алиса\nHello, Алиса\n42\nАлиса is 42\n");
}

#[test]
fn at_the_end_of_the_input_input_raises_and_the_stream_is_over() {
    let ran = typed(GREETING, &[], true);
    assert!(ran.ended("raised EOFError: EOF when reading a line"), "{}", ran.dump);
    let source = "\
import sys
print([line for line in sys.stdin])
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
";
    let ran = typed(source, &["a", "", "b"], true);
    assert_eq!(ran.out, "a\n\nb\n['a\\n', '\\n', 'b\\n']\n'' ''\n");
}

#[test]
fn the_stream_is_read_by_lines_by_characters_and_whole() {
    let source = "\
import sys
print(repr(sys.stdin.read(3)))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.readline(1)))
print(repr(input('> ')))
print(repr(sys.stdin.read()))
";
    let ran = typed(source, &["hello", "world", "x", "y"], true);
    assert_eq!(ran.out, "hello\n'hel'\n'lo\\n'\nworld\n'w'\n> 'orld'\nx\ny\n'x\\ny\\n'\n");
}

#[test]
fn a_loop_reads_lines_from_standard_input_and_writes_to_standard_output() {
    let source = "\
import asyncio, sys

async def main():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, sys.stdout)
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    while line := await reader.readline():
        writer.write(b'got ' + line)
        await writer.drain()

asyncio.run(main())
";
    let ran = typed(source, &["one", "two"], true);
    assert_eq!((&*ran.out, &*ran.err), ("one\ngot one\ntwo\ngot two\n", ""));
}

#[test]
fn a_loop_watches_standard_input() {
    let source = "\
import asyncio, sys

async def main():
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def read():
        line = sys.stdin.readline()
        print('read', repr(line))
        if not line:
            loop.remove_reader(sys.stdin)
            over.set()

    loop.add_reader(sys.stdin, read)
    await over.wait()

asyncio.run(main())
";
    assert_eq!(typed(source, &["a"], true).out, "a\nread 'a\\n'\nread ''\n");
}

#[test]
fn a_program_that_will_not_be_ended_gets_nothing_of_it() {
    let source = "\
try:
    input('? ')
except BaseException as error:
    print('caught', error)
print('on')
";
    let ran = typed(source, &[], false);
    assert_eq!((ran.asks.as_deref(), ran.ended("stopped"), &*ran.out), (Some("? "), true, "? "));
}

#[test]
fn a_stream_of_the_programs_own_is_read_instead() {
    let source = "\
import io, sys
sys.stdin = io.StringIO('own\\n')
print(input('? '))
try:
    input()
except EOFError as error:
    print(error)
";
    assert_eq!(typed(source, &[], false).out, "? own\nEOF when reading a line\n");
}

#[test]
fn a_program_on_a_pipe_is_given_its_lines_and_its_prompts_come_before() {
    fn read(said: &[(Stream, String)]) -> Option<String> {
        let said: String = said.iter().map(|(_, text)| text.as_str()).collect();
        (said == "Name? ").then(|| "Ann".into())
    }
    let ran = alone(|| among(GREETING, Surroundings { input: InputSource::Piped(read), ..Surroundings::default() }));
    assert_eq!(ran.out, "", "what was given to the reader is not said twice");
    assert!(ran.dump.contains("out \"Name? Hello, Ann\""), "{}", ran.dump);
    assert!(ran.status == 1 && ran.ended("raised EOFError: EOF when reading a line"), "{}", ran.dump);
}

#[test]
fn a_live_run_is_asked_before_each_jump_of_its_clock_and_each_turn_and_records_the_same() {
    use std::cell::RefCell;
    thread_local!(static HELD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) });
    fn note(what: String) {
        HELD.with(|held| held.borrow_mut().push(what));
    }
    fn before_turn(_: &SharedTrace, now: Micros) {
        note(format!("turn {now}"));
    }
    fn before_jump(trace: &SharedTrace, now: Micros, due: Micros) {
        note(format!("{now} to {due} after {} events", trace.borrow().len()));
    }
    fn ask(_: &SharedTrace, now: Micros, beginning: &str) -> Option<String> {
        note(format!("{now} {beginning}"));
        Some("Bob".into())
    }
    let (held, ran) = alone(|| {
        // Nobody visits a program that serves nothing.
        let (await_visit, take_visits, tell_visit) = (|_: &_, _, _| None, Vec::new, |_| ());
        let live = Some(LiveCallbacks { before_turn, before_jump, await_visit, take_visits, tell_visit });
        let ran = among(GREETING, Surroundings { input: InputSource::Asked(ask), live, ..Surroundings::default() });
        (HELD.with(RefCell::take), ran)
    });
    let jumps: Vec<_> = held.iter().filter(|held| !held.starts_with("turn")).collect();
    assert_eq!(jumps.len(), 4, "{held:?}");
    assert!(jumps[0].starts_with("0.000000 to 1.000000 after "), "{held:?}");
    assert_eq!(jumps[1], "1.000000 Name? ");
    assert!(jumps[2].starts_with("1.000000 to 2.000000 after "), "{held:?}");
    assert_eq!(jumps[3], "2.000000 ");
    assert_eq!(held.iter().filter(|held| held.starts_with("turn 1.0")).count(), 2, "{held:?}");
    assert_eq!(ran.dump, typed(GREETING, &["Bob", "Bob"], true).dump);
}

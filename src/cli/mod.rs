//! The command line: lists the demos and runs them, and Python programs, natively on the virtual clock.
//!
//! It is a function from arguments to what is printed and the exit status; the program around it only prints. It reads
//! the file of a Python program, what that asks for from standard input (having printed what it has said until then), and
//! wall time where its computing is to be measured, but never the environment.

#![warn(missing_docs)]

mod arguments;
mod messages;

pub use arguments::{Clock, Command, Format, Run, Wrong, parse};

#[cfg(feature = "python")]
use std::{
    io::{self, Write},
    sync::OnceLock,
    time::Instant,
};

#[cfg(feature = "python")]
use crate::clock::Micros;
use crate::demos::{Args, Demo};
use crate::export;
use crate::i18n::Lang;
use crate::trace::file::{ClockKind, ProgramInfo, write_record};
use crate::trace::{Kind, Status, Stream, Trace};

/// Exit status of a program that could not run because of what it was asked.
const USAGE: u8 = 2;

/// What a call of the command line has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// The exit status: 0, 1 if the demo failed, 2 if what was asked was refused.
    pub status: u8,
}

/// Does what the arguments say, which begin after the program's name. `lang` is for who chooses no language.
pub fn main(catalogue: &[&'static Demo], args: &[String], lang: Lang) -> Said {
    let (command, lang) = parse(args, lang);
    let said = command.and_then(|command| match command {
        Command::Help => Ok(Said { out: messages::help(lang), ..Said::default() }),
        Command::List => Ok(Said { out: messages::list(catalogue, lang), ..Said::default() }),
        Command::Run(run) => self::run(catalogue, run, lang),
    });
    said.unwrap_or_else(|wrong| {
        let err = format!("loopline: {}\n", messages::wrong(&wrong, catalogue, lang));
        Said { err, status: USAGE, ..Said::default() }
    })
}

fn run(catalogue: &[&'static Demo], asked: Run, lang: Lang) -> Result<Said, Wrong> {
    if asked.is_program() {
        return program(&asked, lang);
    }
    let found = catalogue.iter().copied().find(|demo| demo.id == asked.demo);
    let demo = found.ok_or_else(|| Wrong::Demo(asked.demo.clone()))?;
    let mut args = Args::defaults(demo);
    for (name, value) in &asked.params {
        args.set(demo, name, value).map_err(|refused| Wrong::Refused(demo, refused))?;
    }
    if asked.clock == Some(Clock::Instant) {
        return Err(Wrong::DemoClock);
    }
    let changed = args.changed(demo);
    let run = demo.run_instant(args);
    let trace = run.trace();
    let mut said = Said { status: status_of(&trace), ..Said::default() };
    let program = ProgramInfo { id: demo.id.into(), args: changed, source: None };
    match asked.format {
        None => print(&trace, &mut said),
        Some(Format::Text) => said.out = export::text(&program, &trace),
        Some(Format::Json) => said.out = write_record(&program, ClockKind::Virtual, &trace),
        Some(Format::Chrome) => said.out = export::chrome(&trace),
        Some(Format::Svg) => {
            let [title, about] = [demo.title, demo.about].map(|words| lang.pick(words.en, words.ru));
            said.out = messages::svg(&trace, title, &about.replace("**", "").replace('`', ""), lang);
        }
    }
    Ok(said)
}

/// Runs a Python program.
#[cfg(feature = "python")]
fn program(asked: &Run, lang: Lang) -> Result<Said, Wrong> {
    use crate::python::{ClockMode, InputSource, MAX_EVENTS, Program, Surroundings, run_among};

    if !asked.params.is_empty() {
        return Err(Wrong::NoParams);
    }
    let source = std::fs::read_to_string(&asked.demo);
    let source = source.map_err(|error| Wrong::File(asked.demo.clone(), error.to_string()))?;
    let file = asked.demo.rsplit(['/', '\\']).next().unwrap_or(&asked.demo);
    let clock = match asked.clock {
        None | Some(Clock::Exact) => ClockMode::Exact,
        Some(Clock::Instant) => ClockMode::Measured(wall),
    };
    // A record that goes to standard output has it for itself.
    let input = InputSource::Piped(if asked.format.is_none() { read_line } else { read_line_apart });
    let program = Program { file, source: &source, arguments: &[], limit: MAX_EVENTS, clock };
    let ran = run_among(program, Surroundings { input, live: None });
    let mut said = Said { status: ran.status, ..Said::default() };
    let trace = &ran.trace;
    let program = ProgramInfo { id: file.into(), args: Vec::new(), source: Some(source.clone()) };
    match asked.format {
        None => {
            for (stream, text) in &ran.printed {
                match stream {
                    Stream::Out => said.out.push_str(text),
                    Stream::Err => said.err.push_str(text),
                }
            }
        }
        Some(Format::Text) => said.out = export::text(&program, trace),
        Some(Format::Json) => said.out = write_record(&program, ClockKind::Virtual, trace),
        Some(Format::Chrome) => said.out = export::chrome(trace),
        Some(Format::Svg) => said.out = messages::svg(trace, file, "", lang),
    }
    Ok(said)
}

/// Prints what the program has said and reads the next line that it is given; `None` at the end of them.
#[cfg(feature = "python")]
fn read_line(said: &[(Stream, String)]) -> Option<String> {
    for (stream, text) in said {
        // As of a reader that has gone, there is nobody to tell.
        let _ = match stream {
            Stream::Out => io::stdout().write_all(text.as_bytes()),
            Stream::Err => io::stderr().write_all(text.as_bytes()),
        };
    }
    let _ = io::stdout().flush();
    let mut line = String::new();
    io::stdin().read_line(&mut line).ok().filter(|read| *read > 0)?;
    Some(line.trim_end_matches(['\r', '\n']).to_string())
}

/// The same, all of it to standard error.
#[cfg(feature = "python")]
fn read_line_apart(said: &[(Stream, String)]) -> Option<String> {
    let apart: Vec<_> = said.iter().map(|(_, text)| (Stream::Err, text.clone())).collect();
    read_line(&apart)
}

/// Wall time since it was first asked for.
#[allow(clippy::disallowed_methods, reason = "the command line runs natively only")]
#[cfg(feature = "python")]
fn wall() -> Micros {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    Micros(u64::try_from(BEGAN.get_or_init(Instant::now).elapsed().as_micros()).unwrap_or(u64::MAX))
}

#[cfg(not(feature = "python"))]
fn program(_: &Run, _: Lang) -> Result<Said, Wrong> {
    Err(Wrong::NoPython)
}

/// What the demo prints, each stream by itself; then why it ended, if it failed.
fn print(trace: &Trace, said: &mut Said) {
    let mut say = |stream: Stream, text| {
        let stream = match stream {
            Stream::Out => &mut said.out,
            Stream::Err => &mut said.err,
        };
        stream.push_str(trace.text(text));
        stream.push('\n');
    };
    for kind in trace.kinds() {
        if let Kind::Output { stream, text } = *kind {
            say(stream, text);
        } else if let Kind::Warning { text, .. } | Kind::RunEnded { status: Status::Raised(text) } = *kind {
            say(Stream::Err, text);
        }
    }
}

fn status_of(trace: &Trace) -> u8 {
    let ended = trace
        .kinds()
        .iter()
        .rev()
        .find_map(|kind| if let Kind::RunEnded { status } = kind { Some(*status) } else { None });
    match ended {
        Some(Status::Returned) => 0,
        Some(Status::Raised(_) | Status::Deadlock | Status::Stopped | Status::Limit) | None => 1,
    }
}

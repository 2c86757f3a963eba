//! The command line: lists the demos and runs them, and Python programs, natively on the virtual clock.
//!
//! The whole is a function from arguments to output and exit status; the program around it only prints. The function
//! reads the file of a Python program, standard input if the program asks for it (having printed the output until
//! then), and wall time if computing is to be measured, but never the environment.

#![warn(missing_docs)]

mod arguments;
#[cfg(feature = "python")]
mod disk_folder;
mod explained_run;
mod messages;
mod record_source;
mod values_command;
mod visit_arguments;
#[cfg(feature = "python")]
mod visit_lines;
mod what_if_command;

pub use arguments::{Command, CommandError, ProgramClock, RecordFormat, RunRequest, parse};
pub use values_command::ValuesRequest;
pub use visit_arguments::VisitOption;

#[cfg(feature = "python")]
use std::{
    io::{self, Write},
    path::Path,
    rc::Rc,
    sync::OnceLock,
    time::Instant,
};

use explained_run::explanation;
use record_source::{LoadedRecord, load};

use crate::changes::{WaitBook, WaitChange};
#[cfg(feature = "python")]
use crate::clock::Micros;
use crate::demos::{Args, Demo, MakeProgram, PythonPrograms, run_changed, run_program};
#[cfg(feature = "python")]
use crate::engine::served_app;
use crate::export;
use crate::i18n::{ComparedRecord, Lang, difference_lines};
use crate::inspection::InspectedRun;
use crate::lessons::broken_rules;
#[cfg(feature = "python")]
use crate::network::hosts::{FILE as HOSTS_FILE, HostTable};
#[cfg(feature = "python")]
use crate::python::{MemoryFolder, ProgramFolder};
use crate::reading::RecordAnalysis;
use crate::reading::differences::{MatchedTasks, first_difference};
#[cfg(feature = "python")]
use crate::trace::file::ProgramFile;
use crate::trace::file::{ClockKind, ProgramInfo, write_record};
use crate::trace::{EventKind, Recorder, Status, Stream, Trace};

/// Exit status for arguments that are refused.
const USAGE_STATUS: u8 = 2;

/// Result of a call of the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandOutput {
    /// Text for standard output.
    pub out: String,
    /// Text for standard error.
    pub err: String,
    /// Exit status: 0, 1 if the demo failed, [`USAGE_STATUS`] if the arguments were refused.
    pub status: u8,
}

/// The lookup of a demo's program by the demo's id.
pub type Programs = fn(&str) -> Option<MakeProgram>;

/// A function that prints at once what a Python program prints.
pub type Print = fn(Stream, &str);

/// Does what the arguments say, which begin after the program's name. `lang` is for who chooses no language. What a Python
/// program prints goes to `print` while it runs if that is given, and is not in the output then.
pub fn main(
    catalogue: &[&'static Demo],
    programs: Programs,
    args: &[String],
    lang: Lang,
    print: Option<Print>,
) -> CommandOutput {
    let (command, lang) = parse(args, lang);
    let said = command.and_then(|command| match command {
        Command::Help => Ok(CommandOutput { out: messages::help(lang), ..CommandOutput::default() }),
        Command::List => Ok(CommandOutput { out: messages::list(catalogue, lang), ..CommandOutput::default() }),
        Command::Run(run) => Ok(self::run(catalogue, programs, run, lang, print)?.said),
        Command::Values(run, asked) => values_command::values(catalogue, programs, &run, &asked, lang),
        Command::WhatIf(asked) => what_if_command::what_if(catalogue, programs, &asked, lang),
        Command::Explain(asked) => {
            let loaded = load(catalogue, programs, &asked, lang)?;
            let out = explanation(&loaded, asked.format.is_some(), lang);
            Ok(CommandOutput { out, err: loaded.err, status: 0 })
        }
        Command::Check(asked, rules) => {
            let loaded = load(catalogue, programs, &asked, lang)?;
            let trace = &loaded.record.trace;
            let broken = broken_rules(trace, &RecordAnalysis::new(trace), &loaded.file, &rules, lang).concat();
            let out = broken.iter().map(|at| format!("{}: {}{}\n", at.rule, at.place, at.text)).collect();
            Ok(CommandOutput { out, err: loaded.err, status: u8::from(!broken.is_empty()) })
        }
        Command::Diff(asked) => {
            let [first, second] = asked.map(|asked| load(catalogue, programs, &asked, lang));
            Ok(difference(&first?, &second?, lang))
        }
    });
    said.unwrap_or_else(|wrong| {
        let err = format!("loopline: {}\n", messages::wrong(&wrong, catalogue, lang));
        CommandOutput { err, status: USAGE_STATUS, ..CommandOutput::default() }
    })
}

/// A run, with the book of its waits and its values if they were asked for.
struct RunOutput {
    said: CommandOutput,
    waits: Option<WaitBook>,
    inspected: Option<InspectedRun>,
}

/// Says where two records differ first; the status is 1 if they do.
fn difference(first: &LoadedRecord, second: &LoadedRecord, lang: Lang) -> CommandOutput {
    let loaded = [first, second];
    let analyses = loaded.map(|loaded| RecordAnalysis::new(&loaded.record.trace));
    let traces = loaded.map(|loaded| &loaded.record.trace);
    let tasks = MatchedTasks::new(traces, [&analyses[0].spans, &analyses[1].spans]);
    let err = format!("{}{}", first.err, second.err);
    let Some(found) = first_difference(traces, &tasks) else {
        return CommandOutput { out: messages::no_difference(lang), err, status: 0 };
    };
    let compared = |which: usize| ComparedRecord {
        name: &loaded[which].name,
        trace: traces[which],
        analysis: &analyses[which],
        file: &loaded[which].file,
        before: 0,
    };
    let lines = difference_lines(&found, [compared(0), compared(1)], lang);
    CommandOutput { out: lines.join("\n") + "\n", err, status: 1 }
}

fn run(
    catalogue: &[&'static Demo],
    programs: Programs,
    asked: RunRequest,
    lang: Lang,
    print_now: Option<Print>,
) -> Result<RunOutput, CommandError> {
    if asked.is_program() {
        return program_of_file(&asked, lang, print_now);
    }
    let unknown = || CommandError::Demo(asked.demo.clone());
    let demo = catalogue.iter().copied().find(|demo| demo.id == asked.demo).ok_or_else(unknown)?;
    let mut args = Args::defaults(demo);
    for (name, value) in &asked.params {
        args.set(demo, name, value).map_err(|refused| CommandError::Refused(demo, refused))?;
    }
    if let Some(python) = demo.in_python() {
        return program_of_demo(demo, python, &args, &asked, lang, print_now);
    }
    let make = programs(demo.id).ok_or_else(unknown)?;
    if asked.clock == Some(ProgramClock::Measured) {
        return Err(CommandError::DemoClock);
    }
    if asked.events.is_some() {
        return Err(CommandError::NoEvents);
    }
    if asked.inspection.is_some() {
        return Err(CommandError::NoValues);
    }
    let changed = args.changed(demo);
    let run = if asked.notes_waits {
        run_changed(make, args, WaitBook::new(demo.file, asked.changes.clone()), Recorder::LIMIT)
    } else {
        run_program(make, args)
    };
    let waits = run.take_waits();
    let trace = run.trace();
    let mut said = CommandOutput { status: status_of(&trace), ..CommandOutput::default() };
    let program = ProgramInfo {
        id: demo.id.into(),
        args: changed,
        source: None,
        files: Vec::new(),
        changes: asked.changes.iter().map(WaitChange::to_string).collect(),
    };
    match asked.format {
        None => print(&trace, &mut said),
        Some(RecordFormat::Text) => said.out = export::text(&program, &trace),
        Some(RecordFormat::Json) => said.out = write_record(&program, ClockKind::Virtual, &trace),
        Some(RecordFormat::Chrome) => said.out = export::chrome(&trace),
        Some(RecordFormat::Svg) => {
            let [title, about] = [demo.title, demo.about].map(|words| lang.pick(words.en, words.ru));
            said.out = messages::svg(&trace, title, &about.replace("**", "").replace('`', ""), lang);
        }
    }
    Ok(RunOutput { said, waits, inspected: None })
}

/// Says of PostgreSQL that it is not there: it comes as a script of a page.
#[cfg(feature = "python")]
fn no_database(_messages: &[u8], _now: crate::clock::Micros) -> Result<crate::python::DatabaseAnswer, String> {
    Err("PostgreSQL is a part of the page, and the command line has none: open the program in the page, or run it with \
         CPython and a server of your own"
        .into())
}

/// Says of SQLite that it is not there: it comes as a script of a page.
#[cfg(feature = "python")]
fn no_sqlite(_call: &[u8]) -> Result<Vec<u8>, String> {
    Err("SQLite is a part of the page, and the command line has none: open the program in the page, or run it with CPython".into())
}

/// A Python program with what lies beside it.
#[cfg(feature = "python")]
struct LoadedProgram<'a> {
    file: &'a str,
    source: String,
    folder: Rc<dyn ProgramFolder>,
    /// The texts beside it that it has read, for its record.
    texts_read: &'a dyn Fn() -> Vec<ProgramFile>,
}

/// Runs the Python program of a file.
#[cfg(feature = "python")]
fn program_of_file(asked: &RunRequest, lang: Lang, print: Option<Print>) -> Result<RunOutput, CommandError> {
    if !asked.params.is_empty() {
        return Err(CommandError::NoParams);
    }
    let source = std::fs::read_to_string(&asked.demo);
    let source = source.map_err(|error| CommandError::File(asked.demo.clone(), error.to_string()))?;
    let app = if asked.serves { served_app(&source) } else { None };
    let source = match &app {
        Some(app) => format!("{}\n{}", source.trim_end(), app.lines),
        None => source,
    };
    let file = asked.demo.rsplit(['/', '\\']).next().unwrap_or(&asked.demo);
    let folder = Rc::new(disk_folder::DiskFolder::around(Path::new(&asked.demo)));
    let texts_read = || folder.texts_read();
    program(&LoadedProgram { file, source, folder: folder.clone(), texts_read: &texts_read }, asked, lang, print)
}

/// Runs a demo that is in Python.
#[cfg(feature = "python")]
fn program_of_demo(
    demo: &Demo,
    python: &PythonPrograms,
    args: &Args,
    asked: &RunRequest,
    lang: Lang,
    print: Option<Print>,
) -> Result<RunOutput, CommandError> {
    let variant = demo.variants.get(args.variant()).map(|variant| format!(".{}", variant.id));
    // As the page names it.
    let file = format!("{}{}.py", demo.id, variant.unwrap_or_default());
    let source = python.programs.get(args.variant()).map(|source| source.text().to_string()).unwrap_or_default();
    let beside = python.hosts.map(|hosts| (HOSTS_FILE.to_string(), hosts.text().to_string()));
    let beside: Vec<_> = beside.into_iter().collect();
    let texts_read = || {
        let file = |(name, text): &(String, String)| ProgramFile { name: name.clone(), text: text.clone() };
        beside.iter().map(file).collect()
    };
    let folder = Rc::new(MemoryFolder(beside.clone()));
    program(&LoadedProgram { file: &file, source, folder, texts_read: &texts_read }, asked, lang, print)
}

/// Runs a Python program.
#[cfg(feature = "python")]
fn program(
    loaded: &LoadedProgram,
    asked: &RunRequest,
    lang: Lang,
    print: Option<Print>,
) -> Result<RunOutput, CommandError> {
    use crate::python::{
        ClockMode, DatabaseSource, InputSource, MAX_EVENTS, Program, SqliteSource, Surroundings, WantedValues,
        run_among, wants_postgres,
    };

    if asked.events.is_some() && asked.format.is_none() {
        return Err(CommandError::NoEvents);
    }
    let LoadedProgram { file, source, folder, texts_read } = loaded;
    let clock = match asked.clock {
        None | Some(ProgramClock::Exact) => ClockMode::Exact,
        Some(ProgramClock::Measured) => ClockMode::Measured(wall),
    };
    // A record that goes to standard output has it for itself.
    let input = InputSource::Piped(match (asked.notes_waits, asked.format) {
        (true, _) => what_if_command::read_line_again,
        (false, None) => read_line,
        (false, Some(_)) => read_line_apart,
    });
    // A record that nobody asked for is not kept, so that the program runs for as long as it does.
    let limit = if asked.format.is_none() { 0 } else { asked.events.unwrap_or(MAX_EVENTS) };
    let print = print.filter(|_| asked.format.is_none());
    let program = Program { file, source, arguments: &[], limit, clock };
    let mut has_visits = !asked.visits.is_empty();
    if let Some(file) = folder.read(HOSTS_FILE) {
        let table = HostTable::read(Some(&String::from_utf8_lossy(&file))).map_err(CommandError::Hosts)?;
        has_visits |= !table.visits.is_empty();
    }
    // A server that is started for visits is visited.
    let default = visit_arguments::read_visit("GET /").filter(|_| asked.serves && !has_visits);
    let visits: Vec<_> = asked.visits.iter().cloned().chain(default).collect();
    let database = wants_postgres([source.as_str()].into_iter()).then_some(no_database as DatabaseSource);
    let surroundings = Surroundings {
        input,
        folder: Some(folder.clone()),
        print,
        visits: &visits,
        database,
        sqlite: Some(no_sqlite as SqliteSource),
        changes: asked.notes_waits.then_some(&asked.changes),
        inspection: asked.inspection.as_ref().map(|inspection| WantedValues { inspection, wall }),
        ..Surroundings::default()
    };
    let ran = run_among(program, surroundings);
    let mut said = CommandOutput { status: ran.status, ..CommandOutput::default() };
    let trace = &ran.trace;
    let changes = asked.changes.iter().map(WaitChange::to_string).collect();
    let program = ProgramInfo {
        id: file.to_string(),
        args: Vec::new(),
        source: Some(source.clone()),
        files: texts_read(),
        changes,
    };
    match asked.format {
        None => {
            for (stream, text) in &ran.printed {
                match stream {
                    Stream::Out => said.out.push_str(text),
                    Stream::Err => said.err.push_str(text),
                }
            }
        }
        Some(RecordFormat::Text) => said.out = export::text(&program, trace),
        Some(RecordFormat::Json) => said.out = write_record(&program, ClockKind::Virtual, trace),
        Some(RecordFormat::Chrome) => said.out = export::chrome(trace),
        Some(RecordFormat::Svg) => said.out = messages::svg(trace, file, "", lang),
    }
    // A record has standard output for itself.
    let visited = visit_lines::visit_lines(&ran.visits, lang);
    if asked.format.is_none() {
        said.out.push_str(&visited)
    } else {
        said.err.push_str(&visited)
    }
    if let Some((reached, line)) = ran.limit {
        said.err.push_str(&messages::limit(reached, line, trace, limit, lang));
    }
    Ok(RunOutput { said, waits: ran.waits, inspected: ran.inspected })
}

/// Prints the program's output so far and reads its next line of input; `None` at the end of the input.
#[cfg(feature = "python")]
fn read_line(said: &[(Stream, String)]) -> Option<String> {
    for (stream, text) in said {
        // A write fails if the reader has gone: then nobody is left to see an error.
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

/// Does the same as [`read_line`], with everything printed to standard error: standard output is for the record.
#[cfg(feature = "python")]
fn read_line_apart(said: &[(Stream, String)]) -> Option<String> {
    let apart: Vec<_> = said.iter().map(|(_, text)| (Stream::Err, text.clone())).collect();
    read_line(&apart)
}

/// Wall time since the first call.
#[allow(clippy::disallowed_methods, reason = "the command line runs natively only")]
#[cfg(feature = "python")]
fn wall() -> Micros {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    Micros(u64::try_from(BEGAN.get_or_init(Instant::now).elapsed().as_micros()).unwrap_or(u64::MAX))
}

#[cfg(not(feature = "python"))]
fn program_of_file(_: &RunRequest, _: Lang, _: Option<Print>) -> Result<RunOutput, CommandError> {
    Err(CommandError::NoPython)
}

#[cfg(not(feature = "python"))]
fn program_of_demo(
    _: &Demo,
    _: &PythonPrograms,
    _: &Args,
    _: &RunRequest,
    _: Lang,
    _: Option<Print>,
) -> Result<RunOutput, CommandError> {
    Err(CommandError::NoPython)
}

/// Adds the demo's output, each stream by itself, then the reason of its failure if it failed.
fn print(trace: &Trace, said: &mut CommandOutput) {
    let mut say = |stream: Stream, text| {
        let stream = match stream {
            Stream::Out => &mut said.out,
            Stream::Err => &mut said.err,
        };
        stream.push_str(trace.text(text));
        stream.push('\n');
    };
    for kind in trace.kinds() {
        if let EventKind::Output { stream, text } = *kind {
            say(stream, text);
        } else if let EventKind::Warning { text, .. } | EventKind::RunEnded { status: Status::Raised(text) } = *kind {
            say(Stream::Err, text);
        }
    }
}

fn status_of(trace: &Trace) -> u8 {
    let ended = trace
        .kinds()
        .iter()
        .rev()
        .find_map(|kind| if let EventKind::RunEnded { status } = kind { Some(*status) } else { None });
    match ended {
        Some(Status::Returned) => 0,
        Some(Status::Raised(_) | Status::Deadlock | Status::Stopped | Status::Limit) | None => 1,
    }
}

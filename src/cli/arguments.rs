//! Parser of the command line's arguments.

use super::values_command::ValuesRequest;
use super::visit_arguments::{VisitOption, change_visit, read_visit};
use crate::changes::{WaitChange, WaitPlace};
use crate::demos::{Demo, Refused};
use crate::i18n::Lang;
use crate::inspection::Inspection;
use crate::lessons::{Rule, read_time};
use crate::network::hosts::{TableError, VisitEntry};
use crate::trace::Recorder;
use crate::trace::file::ReadError;

/// Command to carry out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Print the usage.
    Help,
    /// List the demos.
    List,
    /// Run a demo or a Python program.
    Run(RunRequest),
    /// Explain a run, or the run of a record.
    Explain(RunRequest),
    /// Check a run against rules.
    Check(RunRequest, Vec<Rule>),
    /// Run a program under changes of its waits, or find the waits that are worth one.
    WhatIf(RunRequest),
    /// Run a program again and read its values.
    Values(RunRequest, ValuesRequest),
    /// Find the first difference between two runs.
    Diff([RunRequest; 2]),
}

/// Arguments of the command `run`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunRequest {
    /// The demo's id, or the file of a Python program.
    pub demo: String,
    /// Parameters, the variant among them, in the order given: later ones count.
    pub params: Vec<(String, String)>,
    /// Format in which the record is printed; `None` prints the program's output instead.
    pub format: Option<RecordFormat>,
    /// The most events of a Python program's record; `None` if the option is absent.
    pub events: Option<usize>,
    /// Clock of a Python program; `None` if the option is absent, which means exact.
    pub clock: Option<ProgramClock>,
    /// True if the program's server is to be visited, and started if the program only defines an application.
    pub serves: bool,
    /// Visits of it, in the order given.
    pub visits: Vec<VisitEntry>,
    /// Changes of its waits, in the order given.
    pub changes: Vec<WaitChange>,
    /// True if the run's waits are to be noted.
    pub notes_waits: bool,
    /// The values that are to be read of it.
    pub inspection: Option<Inspection>,
}

/// Clock of a program. Waiting takes no time on either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramClock {
    /// Computing takes no time: exact.
    Exact,
    /// Computing takes the time that it took: measured.
    Measured,
}

impl RunRequest {
    /// True if a Python program is to be run, not a demo.
    pub fn is_program(&self) -> bool {
        self.demo.ends_with(".py")
    }
}

/// Format of a printed record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as on the command line")]
pub enum RecordFormat {
    Text,
    Json,
    Chrome,
    Svg,
}

impl RecordFormat {
    /// All formats as written on the command line, for messages.
    pub const WORDS: &'static str = "text, json, chrome, svg";

    fn of(word: &str) -> Option<RecordFormat> {
        match word {
            "text" => Some(RecordFormat::Text),
            "json" => Some(RecordFormat::Json),
            "chrome" => Some(RecordFormat::Chrome),
            "svg" => Some(RecordFormat::Svg),
            _ => None,
        }
    }
}

/// Reasons to refuse the arguments.
#[derive(Clone, Debug)]
pub enum CommandError {
    /// No command has this name.
    Command(String),
    /// The command `run` has no demo.
    NoDemo,
    /// The command has no program or record, or `diff` not two of them.
    NoRecord(&'static str),
    /// Values are those of a program in Python.
    NoValues,
    /// `values` is given a record, which has none.
    NoValuesInRecord,
    /// Options of values are for `values`.
    ValuesOption,
    /// `--event` wants a number from 0 on.
    Event(String),
    /// `whatif` is given a record, which cannot be run again.
    NotRunAgain,
    /// `--change` is not understood.
    Change(String),
    /// A change names no wait of the run; the second text has some that there are.
    NoWait(WaitChange, Vec<WaitPlace>),
    /// Changes are for `whatif`.
    NoChanges,
    /// The file is no record.
    Record(String, ReadError),
    /// The command prints in no such format.
    NoFormat(&'static str),
    /// The option of a rule wants a time; the second text is none.
    Time(String, String),
    /// `check` has no rule, or another command has one.
    Rules,
    /// No demo has this id.
    Demo(String),
    /// No option has this name, or this argument is one too many.
    Option(String),
    /// The option needs a value.
    NoValue(String),
    /// `--param` wants `name=value`.
    Pair(String),
    /// No format has this name.
    Format(String),
    /// No language has this tag.
    Lang(String),
    /// The file of the program cannot be read; the second text is the reason.
    File(String, String),
    /// The build has no Python.
    NoPython,
    /// A Python program has no parameters.
    NoParams,
    /// `--events` wants a number from 1 to [`Recorder::LIMIT`].
    Events(String),
    /// `--events` limits a record that is not kept, or one of a demo.
    NoEvents,
    /// No clock has this name.
    Clock(String),
    /// A demo has no `--clock`: its computing takes the time that the demo states.
    DemoClock,
    /// `--visit` wants a method and a path, or `ctrl-c`.
    Visit(String),
    /// An option of the visit before it does not understand the value; or there is no visit.
    VisitOption(VisitOption, String),
    /// Visits are for `serve`.
    NoVisits,
    /// `serve` wants a Python program.
    NoServer(String),
    /// The file of hosts and visits beside the program has a fault.
    Hosts(TableError),
    /// The demo refuses a parameter.
    Refused(&'static Demo, Refused),
}

/// Parses the arguments. The language is returned even if they are wrong, so that the refusal is in that language.
pub fn parse(args: &[String], lang: Lang) -> (Result<Command, CommandError>, Lang) {
    let mut lang = lang;
    let command = read(args, &mut lang);
    (command, lang)
}

fn read(args: &[String], lang: &mut Lang) -> Result<Command, CommandError> {
    // The language is looked up first, since its option may come last.
    let values = args.iter().zip(args.iter().skip(1));
    let asked = values.filter(|(name, _)| *name == "--lang").map(|(_, value)| value.as_str());
    for value in asked.chain(args.iter().filter_map(|arg| arg.strip_prefix("--lang="))) {
        *lang =
            Lang::ALL.into_iter().find(|lang| lang.tag() == value).ok_or_else(|| CommandError::Lang(value.into()))?;
    }
    let mut run = RunRequest::default();
    let mut rules = Vec::new();
    let mut values = ValuesRequest::default();
    // `--at` is an option of visits, too.
    let is_values = args.iter().find(|arg| !arg.starts_with('-')).is_some_and(|arg| arg == "values");
    let mut words = Vec::new();
    let mut help = args.is_empty();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let (name, value) = match arg.split_once('=').filter(|_| arg.starts_with("--")) {
            Some((name, value)) => (name, Some(value.to_string())),
            None => (arg.as_str(), None),
        };
        let mut value =
            || value.clone().or_else(|| rest.next().cloned()).ok_or_else(|| CommandError::NoValue(name.into()));
        match name {
            "--help" | "-h" | "help" => help = true,
            "--lang" => drop(value()?),
            "--format" => {
                let word = value()?;
                run.format = Some(RecordFormat::of(&word).ok_or(CommandError::Format(word))?);
            }
            "--events" => {
                let word = value()?;
                let events = word.parse().ok().filter(|events| (1..=Recorder::LIMIT).contains(events));
                run.events = Some(events.ok_or(CommandError::Events(word))?);
            }
            "--clock" => {
                let word = value()?;
                run.clock = Some(match word.as_str() {
                    "exact" => ProgramClock::Exact,
                    // `instant` was the first word for this clock, and stays for scripts that use it.
                    "measured" | "instant" => ProgramClock::Measured,
                    _ => return Err(CommandError::Clock(word)),
                });
            }
            "--param" => {
                let pair = value()?;
                let (name, value) = pair.split_once('=').ok_or_else(|| CommandError::Pair(pair.clone()))?;
                run.params.push((name.into(), value.into()));
            }
            "--change" => {
                let text = value()?;
                run.changes.push(WaitChange::read(&text).ok_or(CommandError::Change(text))?);
            }
            "--at" if is_values => {
                let text = value()?;
                values.at = Some(read_time(&text).ok_or_else(|| CommandError::Time(name.into(), text))?);
            }
            "--event" => {
                let text = value()?;
                values.event = Some(text.parse().map_err(|_| CommandError::Event(text))?);
            }
            "--watch" => values.watched.push(value()?),
            "--until" => values.until = Some(value()?),
            "--visit" => {
                let text = value()?;
                run.visits.push(read_visit(&text).ok_or(CommandError::Visit(text))?);
            }
            _ if VisitOption::of(name).is_some() => {
                let (option, text) = (VisitOption::of(name).unwrap_or(VisitOption::At), value()?);
                let changed = run.visits.last_mut().and_then(|visit| change_visit(visit, option, &text));
                changed.ok_or(CommandError::VisitOption(option, text))?;
            }
            _ if Rule::simple(name).is_some() => rules.extend(Rule::simple(name)),
            _ if Rule::of_time(name).is_some() => {
                let text = value()?;
                let time = read_time(&text).ok_or_else(|| CommandError::Time(name.into(), text))?;
                rules.extend(Rule::of_time(name).map(|rule| rule(time)));
            }
            _ if name.starts_with('-') => return Err(CommandError::Option(arg.clone())),
            _ => words.push(arg.as_str()),
        }
    }
    if help {
        return Ok(Command::Help);
    }
    let asks = run != RunRequest::default();
    if rules.is_empty() == (words.first() == Some(&"check")) {
        return Err(CommandError::Rules);
    }
    if !is_values && values != ValuesRequest::default() {
        return Err(CommandError::ValuesOption);
    }
    if let Some(command) = READERS.into_iter().find(|command| words.first() == Some(command)) {
        return reader(command, &words[1..], run, rules, values);
    }
    match words[..] {
        ["list"] if !asks => Ok(Command::List),
        ["list"] => Err(CommandError::Option("list".into())),
        ["run" | "serve"] => Err(CommandError::NoDemo),
        ["run" | "serve", _] if !run.changes.is_empty() => Err(CommandError::NoChanges),
        ["run", _] if !run.visits.is_empty() => Err(CommandError::NoVisits),
        ["serve", program] if !program.ends_with(".py") => Err(CommandError::NoServer(program.into())),
        ["serve", program] => Ok(Command::Run(RunRequest { demo: program.into(), serves: true, ..run })),
        ["run", demo] => Ok(Command::Run(RunRequest { demo: demo.into(), ..run })),
        ["run" | "serve", _, more, ..] | ["list", more, ..] => Err(CommandError::Option(more.into())),
        [other, ..] => Err(CommandError::Command(other.into())),
        [] => Ok(Command::Help),
    }
}

/// Commands that read records.
const READERS: [&str; 5] = ["explain", "check", "diff", "whatif", "values"];

/// A command that reads records, or runs programs for theirs.
fn reader(
    command: &'static str,
    words: &[&str],
    run: RunRequest,
    rules: Vec<Rule>,
    values: ValuesRequest,
) -> Result<Command, CommandError> {
    if !run.visits.is_empty() {
        return Err(CommandError::NoVisits);
    }
    if !run.changes.is_empty() && command != "whatif" {
        return Err(CommandError::NoChanges);
    }
    if run
        .format
        .is_some_and(|format| format != RecordFormat::Json || !matches!(command, "explain" | "whatif" | "values"))
    {
        return Err(CommandError::NoFormat(command));
    }
    let of = |word: &str| RunRequest { demo: word.into(), ..run.clone() };
    match (command, words) {
        ("diff", [first, second]) => Ok(Command::Diff([of(first), of(second)])),
        ("explain", [word]) => Ok(Command::Explain(of(word))),
        ("whatif", [word]) if word.ends_with(".json") => Err(CommandError::NotRunAgain),
        ("whatif", [word]) => Ok(Command::WhatIf(of(word))),
        ("values", [word]) if word.ends_with(".json") => Err(CommandError::NoValuesInRecord),
        ("values", [word]) => Ok(Command::Values(of(word), values)),
        ("check", [word]) => Ok(Command::Check(of(word), rules)),
        ("diff", [_, _, more, ..]) | ("explain" | "check" | "whatif" | "values", [_, more, ..]) => {
            Err(CommandError::Option((*more).into()))
        }
        _ => Err(CommandError::NoRecord(command)),
    }
}

//! The command `values`: a program is run, and run again while its variables are read at a moment of the record, or expressions are
//! watched over all of it.

use std::fmt::Write;

use super::arguments::{CommandError, RecordFormat, RunRequest};
use super::record_source::{LoadedRecord, load};
use super::what_if_command::{begin_input, pretty};
use super::{CommandOutput, Programs};
use crate::clock::Micros;
use crate::demos::Demo;
use crate::i18n::{Lang, count, seconds};
use crate::inspection::{InspectedFrame, InspectedMoment, InspectedRun, InspectedStack, Inspection};
use crate::reading::Names;
use crate::trace::{Seq, TaskId, Trace};

/// The values that the command is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValuesRequest {
    /// The moment of `--at`.
    pub at: Option<Micros>,
    /// The number of events of `--event`.
    pub event: Option<usize>,
    /// Expressions to watch, in the order given.
    pub watched: Vec<String>,
    /// The expression of `--until`.
    pub until: Option<String>,
}

impl ValuesRequest {
    /// The values to read of the run of this record. If nothing is said they are those at its end.
    fn inspection(&self, trace: &Trace) -> Inspection {
        let at = self.at.map(|at| (0..trace.len()).take_while(|i| trace.event(Seq(*i as u32)).t <= at).count());
        let asked = self.event.or(at).map(|events| events.min(trace.len()));
        let says_nothing = self.until.is_none() && self.watched.is_empty();
        Inspection {
            moments: asked.or_else(|| says_nothing.then_some(trace.len())).into_iter().collect(),
            every_step: false,
            watched: self.watched.clone(),
            stop_where: self.until.clone(),
        }
    }
}

/// Carries the command out.
pub(super) fn values(
    catalogue: &[&'static Demo],
    programs: Programs,
    request: &RunRequest,
    asked: &ValuesRequest,
    lang: Lang,
) -> Result<CommandOutput, CommandError> {
    let run = |inspection: Option<Inspection>| {
        begin_input();
        load(catalogue, programs, &RunRequest { inspection, notes_waits: true, ..request.clone() }, lang)
    };
    let shown = run(None)?;
    let trace = &shown.record.trace;
    let again = run(Some(asked.inspection(trace)))?;
    let Some(inspected) = &again.inspected else { return Err(CommandError::NoValues) };
    if !trace.begins_like(&again.record.trace) {
        let err = lang.pick(
            "The program did not do the same when it was run again, so its values are not those of this run. With --clock exact it does, unless what it prints or does depends on addresses of objects.\n",
            "При повторном запуске программа повела себя иначе, поэтому её значения не относятся к этому запуску. С --clock exact запуски совпадают, если программа не зависит от адресов объектов.\n",
        );
        return Ok(CommandOutput { out: String::new(), err: err.into(), status: 1 });
    }
    // The repetition ends where nothing more is wanted, which is no news.
    let mut err = shown.err.clone();
    for (number, text) in &inspected.faults {
        let expression = asked.watched.get(*number).or(asked.until.as_ref()).map_or("", String::as_str);
        let _ = writeln!(err, "{expression}: {text}");
    }
    let misses = asked.until.is_some() && inspected.stopped.is_none() && inspected.faults.is_empty();
    if misses {
        err.push_str(lang.pick("The expression is never true.\n", "Выражение ни разу не истинно.\n"));
    }
    let out = match request.format {
        Some(RecordFormat::Json) => pretty(&inspected.write()),
        _ => Page { shown: &shown, inspected, watched: &asked.watched, lang }.write(),
    };
    Ok(CommandOutput { out, err, status: u8::from(misses || !inspected.faults.is_empty()) })
}

/// The answer as text.
struct Page<'a> {
    shown: &'a LoadedRecord,
    inspected: &'a InspectedRun,
    watched: &'a [String],
    lang: Lang,
}

impl Page<'_> {
    fn write(&self) -> String {
        let mut parts: Vec<String> = self.inspected.moments.iter().map(|moment| self.moment(moment)).collect();
        parts.extend(self.watched.iter().enumerate().map(|(number, text)| self.lane(number, text)));
        parts.join("\n")
    }

    /// The values of an expression over the whole run.
    fn lane(&self, number: usize, expression: &str) -> String {
        let values = self.inspected.watched.iter().filter(|value| value.expression == number);
        let rows: Vec<[String; 3]> = values
            .map(|value| [self.time(value.events), self.task(value.task, value.events), value.text.clone()])
            .collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (times, tasks) = (width(0), width(1));
        let mut out = format!("{expression}\n");
        for [time, task, text] in &rows {
            // Writing to a `String` cannot fail.
            let _ = writeln!(out, "  {time:>times$}  {task:<tasks$}  {text}");
        }
        if let Some(until) = self.inspected.watched_until {
            let time = self.time(until);
            let cut = self.lang.pick(
                format!("known up to {time}: values change too often"),
                format!("известно до {time}: изменений слишком много"),
            );
            let _ = writeln!(out, "  {cut}");
        }
        if rows.is_empty() {
            let none = self.lang.pick("it has no value in this run", "в этом запуске значения нет");
            let _ = writeln!(out, "  {none}");
        }
        out
    }

    fn moment(&self, moment: &InspectedMoment) -> String {
        let all = count(self.shown.record.trace.len(), self.lang);
        let (at, time) = (count(moment.events, self.lang), self.time(moment.events));
        let mut out = self
            .lang
            .pick(format!("After event {at} of {all}, {time}\n"), format!("После события {at} из {all}, {time}\n"));
        for stack in &moment.stacks {
            self.stack(stack, moment.events, &mut out);
        }
        if moment.stacks.is_empty() {
            let none =
                self.lang.pick("No code of the program is running or waiting.", "Ничто не выполняется и не ждёт.");
            let _ = writeln!(out, "\n{none}");
        }
        self.left_out(moment.left_out, "", &mut out);
        out
    }

    fn stack(&self, stack: &InspectedStack, events: usize, out: &mut String) {
        let name = self.task(stack.task, events);
        let runs = if stack.running { self.lang.pick(" (runs)", " (выполняется)") } else { "" };
        let _ = writeln!(out, "\n{name}{runs}");
        for frame in &stack.frames {
            self.frame(frame, "  ", out);
        }
    }

    fn frame(&self, frame: &InspectedFrame, indent: &str, out: &mut String) {
        let InspectedFrame { function, file, line, .. } = frame;
        let file = if *file == self.shown.file { String::new() } else { format!("{file} ") };
        let _ = writeln!(out, "{indent}{function}, {file}{} {line}", self.lang.pick("line", "строка"));
        for (name, text) in &frame.variables {
            let _ = writeln!(out, "{indent}  {name} = {text}");
            for generator in frame.generators.iter().filter(|generator| generator.variable == *name) {
                self.frame(&generator.frame, &format!("{indent}    "), out);
            }
        }
        self.left_out(frame.left_out, indent, out);
        for (line, text) in &frame.results {
            let gave = self.lang.pick(format!("await, line {line}"), format!("await, строка {line}"));
            let _ = writeln!(out, "{indent}  {gave}: {text}");
        }
    }

    fn left_out(&self, number: u32, indent: &str, out: &mut String) {
        if number > 0 {
            let _ = writeln!(out, "{indent}  {} {number}", self.lang.pick("and more:", "и ещё:"));
        }
    }

    /// The name of a task.
    fn task(&self, task: Option<u32>, events: usize) -> String {
        let trace = &self.shown.record.trace;
        let at = Seq(events.saturating_sub(1) as u32);
        match task {
            Some(task) => Names::new(trace).task(trace, TaskId(task), at),
            None => self.lang.pick("outside tasks", "вне задач").into(),
        }
    }

    /// The time of the last of so many events.
    fn time(&self, events: usize) -> String {
        let last = events.checked_sub(1).and_then(|last| self.shown.record.trace.get(Seq(last as u32)));
        seconds(last.map_or(Micros::ZERO, |event| event.t), self.lang)
    }
}

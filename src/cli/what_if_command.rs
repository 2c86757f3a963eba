//! The command `whatif`: a program is run again with some of its waits changed, and the runs are compared; or each of its largest
//! waits is halved, and the gains are listed.

#[cfg(feature = "python")]
use std::cell::{Cell, RefCell};
use std::fmt::Write;

use serde_json::{Value, json};

use super::arguments::{ProgramClock, RecordFormat, RunRequest};
use super::record_source::{LoadedRecord, load};
use super::{CommandError, CommandOutput, Programs};
use crate::changes::{NewLength, WaitChange};
use crate::clock::Micros;
use crate::demos::Demo;
use crate::i18n::{
    ComparedRecord, Lang, PathWords, another_branch, difference_lines, gain_sentence, seconds, set_wait_kind,
    wait_change, wait_count, wait_place,
};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{CriticalPath, WorthwhileWait, worthwhile_waits};
use crate::reading::differences::{Difference, MatchedTasks, first_difference};
#[cfg(feature = "python")]
use crate::trace::Stream;

/// The most waits that are tried.
const MOST_TRIED: usize = 10;

/// The way to run a program again.
struct RepeatedProgram<'a> {
    catalogue: &'a [&'static Demo],
    programs: Programs,
    request: &'a RunRequest,
    lang: Lang,
}

impl RepeatedProgram<'_> {
    /// Runs the program under changes. One that no wait has the name of is an error.
    fn run(&self, changes: Vec<WaitChange>) -> Result<LoadedRecord, CommandError> {
        begin_input();
        let request = RunRequest { changes, notes_waits: true, ..self.request.clone() };
        let ran = load(self.catalogue, self.programs, &request, self.lang)?;
        let unmet = ran.waits.as_ref().and_then(|book| Some((book, book.unmet()?.clone())));
        match unmet {
            None => Ok(ran),
            Some((book, change)) => {
                let measured = self.request.clock == Some(ProgramClock::Measured);
                let path = CriticalPath::of_record(&ran.record.trace);
                let worth = worthwhile_waits(&ran.record.trace, &path, book.waits(), measured, MOST_TRIED);
                Err(CommandError::NoWait(change, worth.into_iter().map(|wait| wait.place).collect()))
            }
        }
    }
}

/// Carries the command out.
pub(super) fn what_if(
    catalogue: &[&'static Demo],
    programs: Programs,
    request: &RunRequest,
    lang: Lang,
) -> Result<CommandOutput, CommandError> {
    let asked = RepeatedProgram { catalogue, programs, request, lang };
    let before = asked.run(Vec::new())?;
    let as_json = request.format == Some(RecordFormat::Json);
    let out = if request.changes.is_empty() {
        worth(&asked, &before, as_json)?
    } else {
        compared(&before, &asked.run(request.changes.clone())?, as_json, lang)
    };
    Ok(CommandOutput { out, err: before.err, status: 0 })
}

/// Both runs, beside each other.
fn compared(before: &LoadedRecord, after: &LoadedRecord, as_json: bool, lang: Lang) -> String {
    let traces = [before, after].map(|loaded| &loaded.record.trace);
    let analyses = traces.map(RecordAnalysis::new);
    let tasks = MatchedTasks::new(traces, [&analyses[0].spans, &analyses[1].spans]);
    let found = first_difference(traces, &tasks);
    let elapsed = traces.map(|trace| trace.end_time());
    let paths = [0, 1].map(|which| {
        let words =
            PathWords { trace: traces[which], spans: &analyses[which].spans, file: &before.file, before: 0, lang };
        words.advice(&CriticalPath::of_record(traces[which]))
    });
    let names = lang.pick(["the run as it is", "the changed run"], ["исходный запуск", "изменённый запуск"]);
    let record = |which: usize| ComparedRecord {
        name: names[which],
        trace: traces[which],
        analysis: &analyses[which],
        file: &before.file,
        before: 0,
    };
    let lines = |found: &Difference| difference_lines(found, [record(0), record(1)], lang);
    let difference = found.as_ref().map(lines);
    if as_json {
        let events = found.map(|found| found.events.map(|event| event.map(|seq| seq.0)));
        return pretty(&json!({
            "program": before.record.program.id, "changes": after.record.program.changes,
            "elapsed_us": elapsed.map(|time| time.0), "gain_us": gain(elapsed), "paths": paths, "first_difference": events,
        }));
    }
    let book = after.waits.as_ref();
    let changes: Vec<String> =
        book.into_iter().flat_map(|book| book.changes()).map(|change| wait_change(change, lang)).collect();
    let [was, is] = lang.pick(["Before", "After"], ["Было", "Стало"]);
    let mut out = format!("{} · {}\n", before.name, changes.join(" · "));
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{}", gain_sentence(elapsed[0], elapsed[1], lang));
    let _ = writeln!(out, "{was}: {}\n{is}: {}\n", paths[0], paths[1]);
    match difference {
        // The last line has the elapsed times, which are said already.
        Some(lines) => {
            for line in &lines[..lines.len().saturating_sub(1)] {
                let _ = writeln!(out, "{line}");
            }
            let _ = writeln!(out, "{}", another_branch(lang));
        }
        None => out.push_str(&super::messages::no_difference(lang)),
    }
    out
}

fn gain([before, after]: [Micros; 2]) -> i64 {
    before.0 as i64 - after.0 as i64
}

/// The largest waits, each halved, by what that gains.
fn worth(asked: &RepeatedProgram<'_>, before: &LoadedRecord, as_json: bool) -> Result<String, CommandError> {
    let (lang, trace) = (asked.lang, &before.record.trace);
    let measured = asked.request.clock == Some(ProgramClock::Measured);
    let path = CriticalPath::of_record(trace);
    let waits = before.waits.as_ref().map(|book| book.waits()).unwrap_or_default();
    let mut rows: Vec<(WorthwhileWait, Micros)> = Vec::new();
    for wait in worthwhile_waits(trace, &path, waits, measured, MOST_TRIED) {
        let change = WaitChange { place: wait.place.clone(), length: NewLength::HALF };
        let after = asked.run(vec![change])?.record.trace.end_time();
        rows.push((wait, after));
    }
    let was = trace.end_time();
    rows.sort_by_key(|(_, after)| *after);
    if as_json {
        let row = |(wait, after): &(WorthwhileWait, Micros)| {
            json!({
                "change": format!("{}: half", wait.place), "waits": wait.count, "length_us": wait.length.0,
                "path_us": wait.path.0, "elapsed_us": after.0, "gain_us": gain([was, *after]),
            })
        };
        let rows: Vec<Value> = rows.iter().map(row).collect();
        return Ok(pretty(&json!({ "program": before.record.program.id, "elapsed_us": was.0, "half_of_each": rows })));
    }
    let Some((best, _)) = rows.first() else {
        return Ok(lang
            .pick(
                "The run has no wait that time or a host ends.\n",
                "В запуске нет ожиданий, которые завершает время или хост.\n",
            )
            .into());
    };
    let took = seconds(was, lang);
    let mut out = lang.pick(
        format!("{}: {took}. Which wait is worth it? Half of each, run again:\n\n", before.name),
        format!("{}: {took}. Какое ожидание стоит сократить? Каждое вдвое короче, запуск заново:\n\n", before.name),
    );
    let titles =
        lang.pick(["gain", "elapsed", "of waiting", "on the path"], ["выигрыш", "станет", "ожидание", "на пути"]);
    let cell = |text: &str| format!("{text:>13}");
    let heads: String = titles.iter().map(|title| cell(title)).collect();
    let _ = writeln!(out, "{heads}  {}", lang.pick("wait", "где"));
    for (wait, after) in &rows {
        let by = if *after > was { format!("−{}", seconds(*after - was, lang)) } else { seconds(was - *after, lang) };
        let cells: String = [by, seconds(*after, lang), seconds(wait.length, lang), seconds(wait.path, lang)]
            .iter()
            .map(|text| cell(text))
            .collect();
        let times = if wait.count > 1 { format!(", {}", wait_count(wait.count, lang)) } else { String::new() };
        let _ = writeln!(out, "{cells}  {}: {}{times}", wait_place(&wait.place, lang), set_wait_kind(wait.kind, lang));
    }
    if measured {
        let noise = lang.pick(
            "On a measured clock two runs differ by themselves: a small gain says nothing.",
            "На часах measured два запуска различаются и сами по себе: небольшой выигрыш ни о чём не говорит.",
        );
        let _ = writeln!(out, "\n{noise}");
    }
    let example = format!("loopline whatif {} --change \"{}: zero\"", before.name, best.place);
    let _ = writeln!(out, "\n{}{example}", lang.pick("Any other length: ", "Любая другая длина: "));
    Ok(out)
}

pub(super) fn pretty(value: &Value) -> String {
    // Writing a value cannot fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

#[cfg(feature = "python")]
thread_local! {
    /// The lines of standard input that were read so far: each run begins with the first.
    static LINES: RefCell<Vec<Option<String>>> = const { RefCell::new(Vec::new()) };
    /// The number of lines that the present run has read.
    static READ: Cell<usize> = const { Cell::new(0) };
}

#[cfg(feature = "python")]
pub(super) fn begin_input() {
    READ.set(0);
}

#[cfg(not(feature = "python"))]
pub(super) fn begin_input() {}

/// The next line of standard input for a run that others may follow, which get the same.
#[cfg(feature = "python")]
pub(super) fn read_line_again(said: &[(Stream, String)]) -> Option<String> {
    let place = READ.replace(READ.get() + 1);
    if let Some(line) = LINES.with_borrow(|lines| lines.get(place).cloned()) {
        return line;
    }
    let line = super::read_line_apart(said);
    LINES.with_borrow_mut(|lines| lines.push(line.clone()));
    line
}

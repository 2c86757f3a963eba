//! A difference between two records in words, and why it is there.

use super::sentence::sentence;
use super::{Lang, PathWords, plain, seconds};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{CriticalPath, PathPart, step_at};
use crate::reading::differences::{Difference, DifferenceKind};
use crate::trace::{EventKind, HandleKind, Outcome, Seq, Site, Trace};

/// A record that is compared, with its name for the reader.
#[derive(Clone, Copy)]
pub struct ComparedRecord<'a> {
    /// The name.
    pub name: &'a str,
    /// The record.
    pub trace: &'a Trace,
    /// Everything that is derived of it.
    pub analysis: &'a RecordAnalysis,
    /// The program's own file.
    pub file: &'a str,
    /// The number of that file's lines that are not shown above the first, and not counted.
    pub before: u32,
}

impl ComparedRecord<'_> {
    fn words(&self, lang: Lang) -> PathWords<'_> {
        PathWords { trace: self.trace, spans: &self.analysis.spans, file: self.file, before: self.before, lang }
    }

    /// The sentence of an event, with its moment and line.
    fn event(&self, seq: Option<Seq>, lang: Lang) -> String {
        let Some(seq) = seq else {
            return lang.pick("The record has ended.", "Запись уже закончилась.").into();
        };
        let sentence = plain(&sentence(self.trace, &self.analysis.spans, &self.analysis.index, seq, lang));
        let line =
            line_of(self.trace, seq).map_or_else(String::new, |site| format!(", {}", self.words(lang).line(site)));
        format!("{}{line}: {sentence}", seconds(self.trace.event(seq).t, lang))
    }

    /// The reason why an event happens when it does, by the last part of the path to it.
    fn why(&self, seq: Option<Seq>, part: Option<&PathPart>, lang: Lang) -> Option<String> {
        let seq = seq?;
        if let Some(part) = part {
            let part = self.words(lang).part(part);
            return Some(lang.pick(format!("because of {part}"), format!("причина: {part}")));
        }
        // Nothing has taken time yet: the step in which it happens is the reason.
        let EventKind::HandleScheduled { .. } = self.trace.event(seq).kind else { return None };
        let (task, site) = step_at(self.trace, seq)?;
        let task = self.words(lang).name(task);
        let line = site.map_or_else(String::new, |site| format!(", {}", self.words(lang).line(site)));
        Some(lang.pick(format!("because of {task}{line}"), format!("причина: {task}{line}")))
    }
}

/// The line of the program at which an event happens.
pub fn line_of(trace: &Trace, seq: Seq) -> Option<Site> {
    match trace.event(seq).kind {
        EventKind::TaskCreated { site, .. } | EventKind::GeneratorCreated { site, .. } => Some(site),
        EventKind::StepEnded { stack, .. } => trace.stack(stack).first().map(|frame| frame.site),
        EventKind::Warning { site, .. } | EventKind::ConnectionCreated { site, .. } => site,
        _ => None,
    }
}

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceWords {
    /// The difference as a clause, with no full stop: `in A worker comes before main, in B after it`.
    pub clause: String,
    /// The event of each record: its moment, line and sentence.
    pub events: [String; 2],
    /// The reason why the event happens then, where one is recorded.
    pub reasons: [Option<String>; 2],
}

impl DifferenceWords {
    /// The words for a difference, with the last parts of the paths to its events. In Russian the names of the records stand
    /// behind *в*.
    pub fn new(
        difference: &Difference,
        records: [ComparedRecord<'_>; 2],
        parts: [Option<&PathPart>; 2],
        lang: Lang,
    ) -> DifferenceWords {
        let of = |side: usize| (records[side], difference.events[side]);
        DifferenceWords {
            clause: clause(difference, records, lang),
            events: [0, 1].map(|side| of(side).0.event(of(side).1, lang)),
            reasons: [0, 1].map(|side| of(side).0.why(of(side).1, parts[side], lang)),
        }
    }
}

/// The first difference in lines of text: what it is, the event of each record, and why it happens then.
pub fn difference_lines(difference: &Difference, records: [ComparedRecord<'_>; 2], lang: Lang) -> Vec<String> {
    let path = |side: usize| difference.events[side].map(|seq| CriticalPath::of_event(records[side].trace, seq));
    let paths = [0, 1].map(path);
    let parts = paths.each_ref().map(|path| path.as_ref().and_then(|path| path.parts.last()));
    let mut lines = explained_lines(difference, records, parts, lang);
    let [first, second] = records.map(|record| record.name);
    let [took, other] = records.map(|record| seconds(record.trace.end_time(), lang));
    lines.push(lang.pick(
        format!("{first} takes {took}, {second} takes {other}."),
        format!("{first} занимает {took}, {second} — {other}."),
    ));
    lines
}

/// The lines of a difference but for the elapsed times, with the last parts of the paths to its events.
pub fn explained_lines(
    difference: &Difference,
    records: [ComparedRecord<'_>; 2],
    parts: [Option<&PathPart>; 2],
    lang: Lang,
) -> Vec<String> {
    let DifferenceWords { clause, events, reasons } = DifferenceWords::new(difference, records, parts, lang);
    let mut lines = vec![lang.pick(format!("First difference: {clause}."), format!("Первое различие: {clause}."))];
    for ((record, event), why) in records.iter().zip(events).zip(reasons) {
        let why = why.map_or_else(String::new, |why| format!(" ({why})"));
        lines.push(format!("  {}: {event}{why}", record.name));
    }
    lines
}

fn clause(difference: &Difference, [first, second]: [ComparedRecord<'_>; 2], lang: Lang) -> String {
    let [a, b] = [first.name, second.name];
    match (difference.kind, woken(first, difference.events[0]), woken(second, difference.events[1])) {
        (DifferenceKind::Order, Some(task), Some(other)) if task != other => lang.pick(
            format!("in {a} {task} comes before {other}, in {b} after it"),
            format!("в {a} {task} идёт раньше {other}, в {b} — позже"),
        ),
        (DifferenceKind::Order, ..) => lang.pick(
            format!("the order; what comes first in {a} comes later in {b}"),
            format!("другой порядок; то, что в {a} происходит раньше, в {b} происходит позже"),
        ),
        (DifferenceKind::Moment, ..) => {
            lang.pick("the same happens at another moment".into(), "то же самое происходит в другой момент".into())
        }
        (DifferenceKind::OnlyInFirst, ..) => {
            lang.pick(format!("only {a} has this here"), format!("здесь это есть только в {a}"))
        }
        (DifferenceKind::OnlyInSecond, ..) => {
            lang.pick(format!("only {b} has this here"), format!("здесь это есть только в {b}"))
        }
        (DifferenceKind::Other, ..) => lang.pick("different things happen".into(), "происходит разное".into()),
    }
}

/// The name of the task that an event is about, if it is the task's turn, wake or end.
fn woken(record: ComparedRecord<'_>, seq: Option<Seq>) -> Option<String> {
    let task = match record.trace.event(seq?).kind {
        EventKind::HandleScheduled { what: HandleKind::Wakeup(task), .. } | EventKind::StepBegan { task } => task,
        EventKind::StepEnded {
            task, outcome: Outcome::Returned(_) | Outcome::Raised(_) | Outcome::Cancelled, ..
        } => task,
        _ => return None,
    };
    Some(record.analysis.spans.task_name(record.trace, task))
}

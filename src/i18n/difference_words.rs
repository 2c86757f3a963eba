//! The first difference between two records in words, and why it is there.

use super::sentence::sentence;
use super::{Lang, PathWords, plain, seconds};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{CriticalPath, step_at};
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
}

impl ComparedRecord<'_> {
    fn words(&self, lang: Lang) -> PathWords<'_> {
        PathWords { trace: self.trace, spans: &self.analysis.spans, file: self.file, before: 0, lang }
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

    /// The reason why an event happens when it does: the last part of the way to it.
    fn why(&self, seq: Option<Seq>, lang: Lang) -> Option<String> {
        let seq = seq?;
        let path = CriticalPath::of_event(self.trace, seq);
        if let Some(part) = path.parts.last() {
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

/// The first difference in lines of text: what it is, the event of each record, and why it happens then.
pub fn difference_lines(difference: &Difference, records: [ComparedRecord<'_>; 2], lang: Lang) -> Vec<String> {
    let [first, second] = records.map(|record| record.name);
    let mut lines = vec![headline(difference, records, lang)];
    for (record, seq) in records.into_iter().zip(difference.events) {
        let why = record.why(seq, lang).map_or_else(String::new, |why| format!(" ({why})"));
        lines.push(format!("  {}: {}{why}", record.name, record.event(seq, lang)));
    }
    let [took, other] = records.map(|record| seconds(record.trace.end_time(), lang));
    lines.push(lang.pick(
        format!("{first} takes {took}, {second} takes {other}."),
        format!("{first} занимает {took}, {second} — {other}."),
    ));
    lines
}

fn headline(difference: &Difference, [first, second]: [ComparedRecord<'_>; 2], lang: Lang) -> String {
    let [a, b] = [first.name, second.name];
    match (difference.kind, woken(first, difference.events[0]), woken(second, difference.events[1])) {
        (DifferenceKind::Order, Some(task), Some(other)) => lang.pick(
            format!("First difference: in {a} {task} comes before {other}, in {b} after it."),
            format!("Первое различие: в {a} {task} идёт раньше {other}, в {b} — позже."),
        ),
        (DifferenceKind::Order, ..) => lang.pick(
            format!("First difference: the order; what comes first in {a} comes later in {b}."),
            format!("Первое различие — порядок: то, что в {a} происходит раньше, в {b} происходит позже."),
        ),
        (DifferenceKind::Moment, ..) => lang.pick(
            "First difference: the same happens at another moment.".into(),
            "Первое различие: то же самое происходит в другой момент.".into(),
        ),
        (DifferenceKind::OnlyInFirst, ..) => lang.pick(
            format!("First difference: only {a} has this here."),
            format!("Первое различие: здесь это есть только в {a}."),
        ),
        (DifferenceKind::OnlyInSecond, ..) => lang.pick(
            format!("First difference: only {b} has this here."),
            format!("Первое различие: здесь это есть только в {b}."),
        ),
        (DifferenceKind::Other, ..) => {
            lang.pick("First difference: different things happen.".into(), "Первое различие: происходит разное.".into())
        }
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

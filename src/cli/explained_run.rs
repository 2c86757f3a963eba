//! Text of `explain`: what ran, how long, the critical path, the advice and the first strange thing; for people, or as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::record_source::LoadedRecord;
use crate::advice::{Advice, advise};
use crate::clock::Micros;
use crate::i18n::{Lang, PathWords, count, hint_words, line_of, plain, plural, seconds, sentence};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{CriticalPath, LineShare, PathPart, PathWait, Slack, line_shares, slacks, step_at};
use crate::trace::{EventKind, Outcome, Seq, Site, Status, Trace};

/// The most parts of a path that are printed from its beginning, and from its end.
const PARTS_SHOWN: usize = 12;
/// The most lines, and tasks with slack, that are printed.
const ROWS_SHOWN: usize = 10;

/// Everything that is said of a run.
struct Explained<'a> {
    loaded: &'a LoadedRecord,
    trace: &'a Trace,
    analysis: &'a RecordAnalysis,
    words: PathWords<'a>,
    path: CriticalPath,
    lines: Vec<LineShare>,
    slacks: Vec<Slack>,
    advice: Vec<Advice>,
    strange: Option<Seq>,
    lang: Lang,
}

/// Explains a run: as text, or as JSON.
pub(super) fn explanation(loaded: &LoadedRecord, as_json: bool, lang: Lang) -> String {
    let trace = &loaded.record.trace;
    let analysis = RecordAnalysis::new(trace);
    let path = CriticalPath::of_record(trace);
    let source = loaded.record.program.source.as_deref();
    let explained = Explained {
        loaded,
        trace,
        analysis: &analysis,
        words: PathWords { trace, spans: &analysis.spans, file: &loaded.file, lang },
        lines: line_shares(trace, &analysis.spans, &path),
        slacks: slacks(trace, &analysis.spans),
        advice: source.map_or_else(Vec::new, |source| advise(trace, &loaded.file, source)),
        strange: first_strange(trace),
        path,
        lang,
    };
    if as_json {
        // Writing a value cannot fail.
        return serde_json::to_string_pretty(&explained.json()).unwrap_or_default() + "\n";
    }
    explained.text()
}

/// The first event of a kind that a well-made run lacks: a warning, an error, a step that holds the loop.
fn first_strange(trace: &Trace) -> Option<Seq> {
    let strange = trace.events().find(|(_, event)| match event.kind {
        EventKind::Warning { .. } => true,
        EventKind::StepEnded { outcome: Outcome::Raised(_), .. } => true,
        EventKind::Blocked { .. } => event.thread == 0,
        EventKind::RunEnded { status } => status != Status::Returned,
        _ => false,
    });
    strange.map(|(seq, _)| seq)
}

impl Explained<'_> {
    fn text(&self) -> String {
        let lang = self.lang;
        let mut text = format!("{}\n{}\n", self.headline(), self.words.advice(&self.path));
        // Writing to a `String` cannot fail.
        let mut section = |title: &str, rows: Vec<String>| {
            if !rows.is_empty() {
                let _ = write!(text, "\n{title}\n");
                for row in rows {
                    let _ = writeln!(text, "  {row}");
                }
            }
        };
        section(lang.pick("Critical path", "Критический путь"), self.path_rows());
        section(lang.pick("Lines", "Строки"), self.line_rows());
        section(lang.pick("Slack", "Запас"), self.slack_rows());
        section(lang.pick("Worth knowing", "Стоит знать"), self.advice_rows());
        let strange = self.strange.map_or_else(
            || lang.pick("Nothing.", "Ничего.").into(),
            |seq| format!("{}: {}", seconds(self.trace.event(seq).t, lang), self.place_and_sentence(seq)),
        );
        section(lang.pick("First strange thing", "Первая странность"), vec![strange]);
        text
    }

    /// The program, its tasks, events and elapsed time, and how it ended.
    fn headline(&self) -> String {
        let lang = self.lang;
        let args = &self.loaded.record.program.args;
        let args: String = args.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        let tasks = self.analysis.spans.tasks.len();
        let tasks =
            format!("{} {}", count(tasks, lang), plural(tasks, lang, ["task", "tasks"], ["задача", "задачи", "задач"]));
        let events = self.trace.len();
        let noun = plural(events, lang, ["event", "events"], ["событие", "события", "событий"]);
        let events = format!("{} {noun}", count(events, lang));
        let end = match self.trace.status() {
            Some(Status::Returned) => lang.pick("ended well", "завершилось успешно").into(),
            Some(Status::Raised(error)) => {
                let error = self.trace.text(error);
                lang.pick(format!("failed: {error}"), format!("завершилось ошибкой: {error}"))
            }
            Some(Status::Deadlock) => lang.pick("deadlocked", "закончилось взаимной блокировкой").into(),
            Some(Status::Stopped) => lang.pick("stopped", "остановлено").into(),
            Some(Status::Limit) => lang.pick("stopped at a limit", "остановлено на ограничении").into(),
            None => lang.pick("not at its end", "ещё не закончено").into(),
        };
        let took = seconds(self.path.elapsed(), lang);
        format!("{}{args}: {tasks}, {events}, {took}, {end}", self.loaded.record.program.id)
    }

    fn path_rows(&self) -> Vec<String> {
        let parts = &self.path.parts;
        let row = |part: &PathPart| format!("{:>9}  {}", part.from.to_string(), self.words.part(part));
        if parts.len() <= 2 * PARTS_SHOWN {
            return parts.iter().map(row).collect();
        }
        let between = &parts[PARTS_SHOWN..parts.len() - PARTS_SHOWN];
        let time = between.iter().map(PathPart::length).fold(Micros::ZERO, std::ops::Add::add);
        let noun = plural(between.len(), self.lang, ["part", "parts"], ["часть", "части", "частей"]);
        let (number, time) = (count(between.len(), self.lang), seconds(time, self.lang));
        let left_out =
            self.lang.pick(format!("… {number} more {noun}, {time}"), format!("… ещё {number} {noun}, {time}"));
        let ends = [&parts[..PARTS_SHOWN], &parts[parts.len() - PARTS_SHOWN..]].map(|ends| ends.iter().map(row));
        let [first, last] = ends;
        first.chain([left_out]).chain(last).collect()
    }

    fn line_rows(&self) -> Vec<String> {
        let waiting = self.lines.iter().map(|line| line.waiting).fold(Micros::ZERO, std::ops::Add::add);
        let percent = |part: Micros, all: Micros| (part.0 * 200 / all.0.max(1)).div_ceil(2);
        let row = |share: &LineShare| {
            let [path, waits] = [share.path, share.waiting].map(|time| seconds(time, self.lang));
            let [of_path, of_waiting] = [percent(share.path, self.path.elapsed()), percent(share.waiting, waiting)];
            self.lang.pick(
                format!(
                    "{}: {path} of the path ({of_path}%), {waits} of all waiting ({of_waiting}%)",
                    self.words.line(share.site)
                ),
                format!(
                    "{}: {path} пути ({of_path}\u{a0}%), {waits} всех ожиданий ({of_waiting}\u{a0}%)",
                    self.words.line(share.site)
                ),
            )
        };
        self.lines.iter().take(ROWS_SHOWN).map(row).collect()
    }

    fn slack_rows(&self) -> Vec<String> {
        let own = self.slacks.iter().filter(|slack| {
            slack.slack > Micros::ZERO && self.analysis.spans.task(slack.task).is_some_and(|task| !task.is_of_library)
        });
        let row = |slack: &Slack| {
            let (task, time) = (self.words.name(slack.task), seconds(slack.slack, self.lang));
            self.lang.pick(
                format!("{task} could have taken up to {time} longer without moving the end"),
                format!("{task}: до {time} дольше, и конец не сдвинулся бы"),
            )
        };
        own.take(ROWS_SHOWN).map(row).collect()
    }

    fn advice_rows(&self) -> Vec<String> {
        let row = |advice: &Advice| {
            let [what, cure] = hint_words(&advice.hint.what, self.lang).map(|words| words.replace("**", ""));
            let line = advice
                .hint
                .line
                .map_or_else(String::new, |line| self.lang.pick(format!("line {line}: "), format!("строка {line}: ")));
            format!("{line}{what} {cure}")
        };
        self.advice.iter().map(row).collect()
    }

    /// An event's sentence after its line, if it has one.
    fn place_and_sentence(&self, seq: Seq) -> String {
        let said = plain(&sentence(self.trace, &self.analysis.spans, &self.analysis.index, seq, self.lang));
        let step = step_at(self.trace, seq);
        let task = step.map(|(task, _)| self.words.name(task));
        let line = self.line_at(seq).map(|site| self.words.line(site));
        let place: Vec<String> = task.into_iter().chain(line).collect();
        if place.is_empty() { said } else { format!("{}: {said}", place.join(", ")) }
    }

    /// The line of an event, else that of the step in which it happens.
    fn line_at(&self, seq: Seq) -> Option<Site> {
        line_of(self.trace, seq).or_else(|| step_at(self.trace, seq)?.1)
    }

    fn json(&self) -> Value {
        let site = |site: Option<Site>| {
            let site = site.map(|site| self.trace.site(site));
            site.map_or(Value::Null, |site| json!({ "file": self.trace.text(site.file), "line": site.line }))
        };
        let wait = |wait: &PathWait| {
            json!({
                "task": self.words.name(wait.task), "reason": wait.on.kind.word(), "at": site(wait.site),
                "from_us": wait.from.0, "to_us": wait.to.0, "ended_by": wait.by.map(|by| self.words.name(by)),
            })
        };
        let part = |part: &PathPart| {
            json!({
                "from_us": part.from.0, "to_us": part.to.0, "length_us": part.length().0,
                "reason": self.words.reason(part.reason), "task": part.task.map(|task| self.words.name(task)),
                "thread": part.thread, "at": site(part.site), "events": [part.began.0, part.ended.0],
                "waits": part.waits.iter().map(wait).collect::<Vec<_>>(),
            })
        };
        let line = |share: &LineShare| json!({ "at": site(Some(share.site)), "path_us": share.path.0, "waiting_us": share.waiting.0 });
        let slack = |slack: &Slack| json!({ "task": self.words.name(slack.task), "slack_us": slack.slack.0 });
        let advice = |advice: &Advice| {
            let [what, cure] = hint_words(&advice.hint.what, self.lang).map(|words| words.replace("**", ""));
            json!({ "line": advice.hint.line, "event": advice.hint.seq.0, "what": what, "cure": cure })
        };
        let strange = self.strange.map(|seq| {
            let t = self.trace.event(seq).t.0;
            json!({ "event": seq.0, "t_us": t, "at": site(self.line_at(seq)), "what": self.place_and_sentence(seq) })
        });
        json!({
            "program": self.loaded.record.program.id,
            "tasks": self.analysis.spans.tasks.len(),
            "events": self.trace.len(),
            "elapsed_us": self.path.elapsed().0,
            "summary": [self.headline(), self.words.advice(&self.path)],
            "path": self.path.parts.iter().map(part).collect::<Vec<_>>(),
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "slack": self.slacks.iter().map(slack).collect::<Vec<_>>(),
            "advice": self.advice.iter().map(advice).collect::<Vec<_>>(),
            "first_strange": strange,
        })
    }
}

//! The explanation of a run: what ran, how long, the critical path, the advice and the first strange thing. The command line
//! prints it, the page shows it.

use std::fmt::Write;

use super::{PathWords, count, hint_words, line_of, plain, plural, seconds, sentence};
use crate::advice::Advice;
use crate::clock::Micros;
use crate::reading::Index;
use crate::reading::critical_path::{LineShare, PathPart, RunPath, Slack, step_at};
use crate::trace::{EventKind, Outcome, Seq, Site, Status, Trace};

/// The most parts of a path that are named from its beginning, and from its end.
const PARTS_SHOWN: usize = 12;
/// The most lines, and tasks with slack, that are named.
const ROWS_SHOWN: usize = 10;

/// Everything that is said of a run.
pub struct RunExplanation<'a> {
    /// The words of its path, with the record.
    pub words: PathWords<'a>,
    /// The states at past moments.
    pub index: &'a Index,
    /// The path of the whole record.
    pub found: &'a RunPath,
    /// The name of the program, and the parameters that were set.
    pub program: (&'a str, &'a [(String, String)]),
    /// The advice on its text.
    pub advice: &'a [Advice],
    /// The first event of a kind that a well-made run lacks, by [`first_strange`](RunExplanation::first_strange).
    pub strange: Option<Seq>,
}

impl RunExplanation<'_> {
    /// The first event of a kind that a well-made run lacks: a warning, an error, a step that holds the loop.
    pub fn first_strange(trace: &Trace) -> Option<Seq> {
        let strange = trace.events().find(|(_, event)| match event.kind {
            EventKind::Warning { .. } => true,
            EventKind::StepEnded { outcome: Outcome::Raised(_), .. } => true,
            EventKind::Blocked { .. } => event.thread == 0,
            EventKind::RunEnded { status } => status != Status::Returned,
            _ => false,
        });
        strange.map(|(seq, _)| seq)
    }

    /// The program, its tasks, events and elapsed time, and how it ended.
    pub fn headline(&self) -> String {
        let lang = self.words.lang;
        let (program, args) = self.program;
        let args: String = args.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        let tasks = self.words.spans.tasks.len();
        let tasks =
            format!("{} {}", count(tasks, lang), plural(tasks, lang, ["task", "tasks"], ["задача", "задачи", "задач"]));
        let events = self.words.trace.len();
        let noun = plural(events, lang, ["event", "events"], ["событие", "события", "событий"]);
        let events = format!("{} {noun}", count(events, lang));
        let end = match self.words.trace.status() {
            Some(Status::Returned) => lang.pick("ended well", "завершилось успешно").into(),
            Some(Status::Raised(error)) => {
                let error = self.words.trace.text(error);
                lang.pick(format!("failed: {error}"), format!("завершилось ошибкой: {error}"))
            }
            Some(Status::Deadlock) => lang.pick("deadlocked", "закончилось взаимной блокировкой").into(),
            Some(Status::Stopped) => lang.pick("stopped", "остановлено").into(),
            Some(Status::Limit) => lang.pick("stopped at a limit", "остановлено на ограничении").into(),
            None => lang.pick("not at its end", "ещё не закончено").into(),
        };
        let took = seconds(self.found.path.elapsed(), lang);
        format!("{}{args}: {tasks}, {events}, {took}, {end}", program)
    }

    /// The first two sentences: what ran and how long, and what would shorten it.
    pub fn summary(&self) -> [String; 2] {
        [self.headline(), self.words.advice(&self.found.path)]
    }

    /// Title and rows of each section that has any.
    pub fn sections(&self) -> Vec<(&'static str, Vec<String>)> {
        let lang = self.words.lang;
        let strange = self.strange.map_or_else(
            || lang.pick("Nothing.", "Ничего.").into(),
            |seq| format!("{}: {}", seconds(self.words.trace.event(seq).t, lang), self.place_and_sentence(seq)),
        );
        let sections = [
            (lang.pick("Critical path", "Критический путь"), self.path_rows()),
            (lang.pick("Lines", "Строки"), self.line_rows()),
            (lang.pick("Slack", "Запас"), self.slack_rows()),
            (lang.pick("Worth knowing", "Стоит знать"), self.advice_rows()),
            (lang.pick("First strange thing", "Первая странность"), vec![strange]),
        ];
        sections.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// The explanation as plain text.
    pub fn text(&self) -> String {
        let mut text = self.summary().join("\n") + "\n";
        for (title, rows) in self.sections() {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "\n{title}\n");
            for row in rows {
                let _ = writeln!(text, "  {row}");
            }
        }
        text
    }

    /// The explanation as Markdown.
    pub fn markdown(&self) -> String {
        let [headline, advice] = self.summary().map(|said| escaped(&said));
        let mut text = format!("# {headline}\n\n{advice}\n");
        for (title, rows) in self.sections() {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "\n## {title}\n\n");
            for row in rows {
                let _ = writeln!(text, "- {}", escaped(row.trim_start()));
            }
        }
        text
    }

    fn path_rows(&self) -> Vec<String> {
        let parts = &self.found.path.parts;
        let row = |part: &PathPart| format!("{:>9}  {}", part.from.to_string(), self.words.part(part));
        if parts.len() <= 2 * PARTS_SHOWN {
            return parts.iter().map(row).collect();
        }
        let between = &parts[PARTS_SHOWN..parts.len() - PARTS_SHOWN];
        let time = between.iter().map(PathPart::length).fold(Micros::ZERO, std::ops::Add::add);
        let noun = plural(between.len(), self.words.lang, ["part", "parts"], ["часть", "части", "частей"]);
        let (number, time) = (count(between.len(), self.words.lang), seconds(time, self.words.lang));
        let left_out =
            self.words.lang.pick(format!("… {number} more {noun}, {time}"), format!("… ещё {number} {noun}, {time}"));
        let ends = [&parts[..PARTS_SHOWN], &parts[parts.len() - PARTS_SHOWN..]].map(|ends| ends.iter().map(row));
        let [first, last] = ends;
        first.chain([left_out]).chain(last).collect()
    }

    fn line_rows(&self) -> Vec<String> {
        let waiting = self.found.waiting();
        let row = |share: &LineShare| {
            let [path, waits] = [share.path, share.waiting].map(|time| seconds(time, self.words.lang));
            let [of_path, of_waiting] =
                [share.path.percent_of(self.found.path.elapsed()), share.waiting.percent_of(waiting)];
            self.words.lang.pick(
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
        self.found.lines.iter().take(ROWS_SHOWN).map(row).collect()
    }

    fn slack_rows(&self) -> Vec<String> {
        let own = self.found.slacks.iter().filter(|slack| {
            slack.slack > Micros::ZERO && self.words.spans.task(slack.task).is_some_and(|task| !task.is_of_library)
        });
        let row = |slack: &Slack| {
            let (task, time) = (self.words.name(slack.task), seconds(slack.slack, self.words.lang));
            self.words.lang.pick(
                format!("{task} could have taken up to {time} longer without moving the end"),
                format!("{task}: до {time} дольше, и конец не сдвинулся бы"),
            )
        };
        own.take(ROWS_SHOWN).map(row).collect()
    }

    fn advice_rows(&self) -> Vec<String> {
        let row = |advice: &Advice| {
            let [what, cure] = self.advice_words(advice);
            let line = advice.hint.line.map_or_else(String::new, |line| {
                self.words.lang.pick(format!("line {line}: "), format!("строка {line}: "))
            });
            format!("{line}{what} {cure}")
        };
        self.advice.iter().map(row).collect()
    }

    /// An event's sentence after its line, if it has one.
    pub fn place_and_sentence(&self, seq: Seq) -> String {
        let said = plain(&sentence(self.words.trace, self.words.spans, self.index, seq, self.words.lang));
        let step = step_at(self.words.trace, seq);
        let task = step.map(|(task, _)| self.words.name(task));
        let line = self.line_at(seq).map(|site| self.words.line(site));
        let place: Vec<String> = task.into_iter().chain(line).collect();
        if place.is_empty() { said } else { format!("{}: {said}", place.join(", ")) }
    }

    /// The line of an event, else that of the step in which it happens.
    pub fn line_at(&self, seq: Seq) -> Option<Site> {
        line_of(self.words.trace, seq).or_else(|| step_at(self.words.trace, seq)?.1)
    }

    /// The words of an advice, and of its cure.
    pub fn advice_words(&self, advice: &Advice) -> [String; 2] {
        hint_words(&advice.hint.what, self.words.lang).map(|words| words.replace("**", ""))
    }
}

/// A text in which Markdown finds nothing but text.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

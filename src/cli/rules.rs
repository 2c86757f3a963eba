//! Rules of `check`: what a run must keep to, and where it does not.

use super::record_source::LoadedRecord;
use crate::clock::Micros;
use crate::i18n::{Lang, PathWords, line_of, plain, seconds, sentence};
use crate::reading::RecordAnalysis;
use crate::reading::critical_path::{CriticalPath, step_at};
use crate::reading::spans::{Activity, FinalState, Span, TaskSpans};
use crate::trace::{EventKind, Seq, Site, Status, TaskId, Trace, WarningCode};

/// A rule for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The run takes no longer than this.
    Elapsed(Micros),
    /// No step holds the loop for longer than this.
    NeverBlocked(Micros),
    /// No warning of this kind is given.
    Without(WarningCode),
    /// The run ends with its main coroutine's return.
    NoFailure,
}

impl Rule {
    /// The options of the rules that have no value.
    const SIMPLE: [(&'static str, Rule); 5] = [
        ("--no-destroyed", Rule::Without(WarningCode::TaskDestroyed)),
        ("--no-never-awaited", Rule::Without(WarningCode::NeverAwaited)),
        ("--no-never-retrieved", Rule::Without(WarningCode::NeverRetrieved)),
        ("--no-deadlock", Rule::Without(WarningCode::Deadlock)),
        ("--no-failure", Rule::NoFailure),
    ];

    /// The rule of an option that has no value.
    pub fn simple(option: &str) -> Option<Rule> {
        Rule::SIMPLE.into_iter().find(|(name, _)| *name == option).map(|(_, rule)| rule)
    }

    /// The rule that an option makes of a time.
    pub fn of_time(option: &str) -> Option<fn(Micros) -> Rule> {
        match option {
            "--elapsed" => Some(Rule::Elapsed),
            "--never-blocked" => Some(Rule::NeverBlocked),
            _ => None,
        }
    }
}

/// Reads a time such as `2s`, `50ms` or `1.5`: seconds, if no unit is given.
pub(super) fn read_time(text: &str) -> Option<Micros> {
    let units = [("ms", 1e3), ("us", 1.0), ("µs", 1.0), ("s", 1e6)];
    let unit = units.into_iter().find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)));
    let (number, scale) = unit.unwrap_or((text, 1e6));
    let time: f64 = number.trim().replace(',', ".").parse().ok()?;
    // Times beyond this are no limits any more; the bound keeps the conversion exact.
    (0.0..=1e9).contains(&time).then(|| Micros((time * scale).round() as u64))
}

/// A run that is checked.
struct Checked<'a> {
    trace: &'a Trace,
    analysis: &'a RecordAnalysis,
    words: PathWords<'a>,
    lang: Lang,
}

/// Returns a line for each place at which a rule is broken.
pub(super) fn broken_rules(loaded: &LoadedRecord, rules: &[Rule], lang: Lang) -> Vec<String> {
    let trace = &loaded.record.trace;
    let analysis = RecordAnalysis::new(trace);
    let words = PathWords { trace, spans: &analysis.spans, file: &loaded.file, before: 0, lang };
    let checked = Checked { trace, analysis: &analysis, words, lang };
    rules.iter().flat_map(|rule| checked.broken(*rule)).collect()
}

impl Checked<'_> {
    fn broken(&self, rule: Rule) -> Vec<String> {
        let events = self.trace.events();
        match rule {
            Rule::Elapsed(limit) if self.trace.end_time() > limit => vec![self.too_long(limit)],
            Rule::Elapsed(_) => Vec::new(),
            Rule::NeverBlocked(limit) => {
                let held = events.filter_map(|(seq, event)| match event.kind {
                    EventKind::Blocked { wall } if event.thread == 0 && wall > limit => Some((seq, wall)),
                    _ => None,
                });
                held.map(|(seq, wall)| self.held(seq, wall, limit)).collect()
            }
            Rule::Without(code) => {
                let given =
                    events.filter(|(_, event)| matches!(event.kind, EventKind::Warning { code: is, .. } if is == code));
                given.flat_map(|(seq, _)| self.warned(seq, code)).collect()
            }
            Rule::NoFailure => {
                let failed = events.filter(|(_, event)| match event.kind {
                    EventKind::RunEnded { status } => status != Status::Returned,
                    _ => false,
                });
                failed.map(|(seq, _)| self.say("no-failure", None, None, &self.sentence(seq))).collect()
            }
        }
    }

    /// One line: the rule, the task, the line of the program, and what happened.
    fn say(&self, rule: &str, task: Option<TaskId>, site: Option<Site>, text: &str) -> String {
        let task = task.map(|task| self.words.name(task));
        let place: Vec<String> = task.into_iter().chain(site.map(|site| self.words.line(site))).collect();
        let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
        format!("{rule}: {place}{text}")
    }

    fn sentence(&self, seq: Seq) -> String {
        plain(&sentence(self.trace, &self.analysis.spans, &self.analysis.index, seq, self.lang))
    }

    fn too_long(&self, limit: Micros) -> String {
        let path = CriticalPath::of_record(self.trace);
        let longest = path.longest();
        let took = seconds(path.elapsed(), self.lang);
        let limit = seconds(limit, self.lang);
        let text = self.lang.pick(
            format!("the run takes {took}, not at most {limit}. {}", self.words.advice(&path)),
            format!("выполнение занимает {took}, допустимо не более {limit}. {}", self.words.advice(&path)),
        );
        self.say("elapsed", longest.and_then(|part| part.task), longest.and_then(|part| part.site), &text)
    }

    fn held(&self, seq: Seq, wall: Micros, limit: Micros) -> String {
        let step = step_at(self.trace, seq);
        let (task, site) = (step.map(|(task, _)| task), step.and_then(|(_, site)| site));
        let [wall, limit] = [wall, limit].map(|time| seconds(time, self.lang));
        let text = self.lang.pick(
            format!("the loop is held for {wall}, not at most {limit}"),
            format!("цикл событий задержан на {wall}, допустимо не более {limit}"),
        );
        self.say("never-blocked", task, site, &text)
    }

    /// A warning with the task that it is about, and the line at which that waits; of a deadlock each task that waits.
    fn warned(&self, seq: Seq, code: WarningCode) -> Vec<String> {
        let rule = match code {
            WarningCode::NeverAwaited => "no-never-awaited",
            WarningCode::TaskDestroyed => "no-destroyed",
            WarningCode::NeverRetrieved => "no-never-retrieved",
            WarningCode::Deadlock => "no-deadlock",
            WarningCode::CallbackFailed | WarningCode::Limit => "no-failure",
        };
        let tasks = &self.analysis.spans.tasks;
        match code {
            WarningCode::TaskDestroyed => {
                let text = self.sentence(seq);
                let at =
                    |task: &&TaskSpans| task.ended.is_some_and(|(at, how)| at.seq == seq && how == FinalState::Left);
                let task = tasks.iter().find(at);
                vec![self.say(rule, task.map(|task| task.task), task.and_then(|task| self.waits_at(task)), &text)]
            }
            WarningCode::Deadlock => {
                let waits = tasks.iter().filter(|task| task.ended.is_none_or(|(_, how)| how == FinalState::Left));
                let text = self.lang.pick("waits for what nobody will do", "ждёт того, чего никто не сделает");
                waits.map(|task| self.say(rule, Some(task.task), self.waits_at(task), text)).collect()
            }
            _ => vec![self.say(rule, None, line_of(self.trace, seq), &self.sentence(seq))],
        }
    }

    /// The line at which a task waited last.
    fn waits_at(&self, task: &TaskSpans) -> Option<Site> {
        let waits = |span: &&Span| matches!(span.doing, Activity::Waiting(_));
        let last = task.spans.iter().rev().find(waits)?;
        line_of(self.trace, last.from.seq)
    }
}

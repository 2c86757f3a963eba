//! The places at which a run does not keep to a rule, in words.

use std::rc::Rc;

use super::rule_text::Rule;
use crate::clock::Micros;
use crate::i18n::{Lang, PathWords, line_of, plain, seconds, sentence};
use crate::reading::critical_path::{CriticalPath, step_at};
use crate::reading::spans::{Activity, FinalState, Span, TaskSpans};
use crate::reading::{RecordAnalysis, printed_lines};
use crate::trace::{EventKind, ResourceId, ResourceKind, Seq, Site, Status, TaskId, Trace, WarningCode};

/// A run that is checked.
struct Checked<'a> {
    trace: &'a Trace,
    analysis: &'a RecordAnalysis,
    words: PathWords<'a>,
    lang: Lang,
}

/// A place at which a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRule {
    /// The rule's name, as `loopline check` has it.
    pub rule: &'static str,
    /// The event that breaks it; `None` if all of the run does.
    pub seq: Option<Seq>,
    /// The task and the line of the program, with a colon behind them; empty if there are none.
    pub place: String,
    /// The sentence of it, without the place.
    pub text: String,
}

/// Returns, for each rule, the places at which a record breaks it. `file` is the program's own: its lines stand without its
/// name.
pub fn broken_rules(
    trace: &Trace,
    analysis: &RecordAnalysis,
    file: &str,
    rules: &[Rule],
    lang: Lang,
) -> Vec<Vec<BrokenRule>> {
    let words = PathWords { trace, spans: &analysis.spans, file, before: 0, lang };
    let checked = Checked { trace, analysis, words, lang };
    rules.iter().map(|rule| checked.broken(rule)).collect()
}

impl Checked<'_> {
    fn broken(&self, rule: &Rule) -> Vec<BrokenRule> {
        let events = self.trace.events();
        match rule {
            Rule::Elapsed(limit) if self.trace.end_time() > *limit => vec![self.too_long(*limit, false)],
            Rule::Under(limit) if self.trace.end_time() >= *limit => vec![self.too_long(*limit, true)],
            Rule::Elapsed(_) | Rule::Under(_) => Vec::new(),
            Rule::NeverBlocked(limit) => {
                let limit = *limit;
                let held = events.filter_map(|(seq, event)| match event.kind {
                    EventKind::Blocked { wall } if event.thread == 0 && wall > limit => Some((seq, wall)),
                    _ => None,
                });
                held.map(|(seq, wall)| self.held(seq, wall, limit)).collect()
            }
            Rule::Without(code) => {
                let given = events
                    .filter(|(_, event)| matches!(event.kind, EventKind::Warning { code: is, .. } if is == *code));
                given.flat_map(|(seq, _)| self.warned(seq, *code)).collect()
            }
            Rule::NeverMore(most, name) => self.more_than(*most, name).into_iter().collect(),
            Rule::Printed(orders) => self.other_output(orders).into_iter().collect(),
            Rule::NoFailure => {
                let failed = events.filter(|(_, event)| match event.kind {
                    EventKind::RunEnded { status } => status != Status::Returned,
                    _ => false,
                });
                failed.map(|(seq, _)| self.say("no-failure", Some(seq), None, None, self.sentence(seq))).collect()
            }
        }
    }

    /// The rule, the event, the task, the line of the program, and what happened.
    fn say(
        &self,
        rule: &'static str,
        seq: Option<Seq>,
        task: Option<TaskId>,
        site: Option<Site>,
        text: String,
    ) -> BrokenRule {
        let task = task.map(|task| self.words.name(task));
        let place: Vec<String> = task.into_iter().chain(site.map(|site| self.words.line(site))).collect();
        let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
        BrokenRule { rule, seq, place, text }
    }

    fn sentence(&self, seq: Seq) -> String {
        plain(&sentence(self.trace, &self.analysis.spans, &self.analysis.index, seq, self.lang))
    }

    fn too_long(&self, limit: Micros, strictly: bool) -> BrokenRule {
        let path = CriticalPath::of_record(self.trace);
        let longest = path.longest();
        let took = seconds(path.elapsed(), self.lang);
        let limit = seconds(limit, self.lang);
        let (most_en, most_ru) = if strictly { ("less than", "менее") } else { ("at most", "не более") };
        let text = self.lang.pick(
            format!("the run takes {took}, not {most_en} {limit}. {}", self.words.advice(&path)),
            format!("выполнение занимает {took}, допустимо {most_ru} {limit}. {}", self.words.advice(&path)),
        );
        self.say("elapsed", None, longest.and_then(|part| part.task), longest.and_then(|part| part.site), text)
    }

    fn held(&self, seq: Seq, wall: Micros, limit: Micros) -> BrokenRule {
        let step = step_at(self.trace, seq);
        let (task, site) = (step.map(|(task, _)| task), step.and_then(|(_, site)| site));
        let [wall, limit] = [wall, limit].map(|time| seconds(time, self.lang));
        let text = self.lang.pick(
            format!("the loop is held for {wall}, not at most {limit}"),
            format!("цикл событий задержан на {wall}, допустимо не более {limit}"),
        );
        self.say("never-blocked", Some(seq), task, site, text)
    }

    /// A warning with the task that it is about, and the line at which that waits; of a deadlock each task that waits.
    fn warned(&self, seq: Seq, code: WarningCode) -> Vec<BrokenRule> {
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
                vec![self.say(
                    rule,
                    Some(seq),
                    task.map(|task| task.task),
                    task.and_then(|task| self.waits_at(task)),
                    text,
                )]
            }
            WarningCode::Deadlock => {
                let waits = tasks.iter().filter(|task| task.ended.is_none_or(|(_, how)| how == FinalState::Left));
                let text = self.lang.pick("waits for what nobody will do", "ждёт того, чего никто не сделает");
                waits.map(|task| self.say(rule, Some(seq), Some(task.task), self.waits_at(task), text.into())).collect()
            }
            _ => vec![self.say(rule, Some(seq), None, line_of(self.trace, seq), self.sentence(seq))],
        }
    }

    /// The line at which a task waited last.
    fn waits_at(&self, task: &TaskSpans) -> Option<Site> {
        let waits = |span: &&Span| matches!(span.doing, Activity::Waiting(_));
        let last = task.spans.iter().rev().find(waits)?;
        line_of(self.trace, last.from.seq)
    }
    /// The first moment at which more than so many are in the resources of a name, or that there are none.
    fn more_than(&self, most: u32, name: &str) -> Option<BrokenRule> {
        let mut named: Vec<(ResourceId, ResourceKind, Option<u32>)> = Vec::new();
        let mut others: Vec<&str> = Vec::new();
        for (seq, event) in self.trace.events() {
            match event.kind {
                EventKind::ResourceCreated { resource, kind, name: is, capacity } => match self.trace.text(is) {
                    is if is == name => named.push((resource, kind, capacity)),
                    other if others.contains(&other) => {}
                    other => others.push(other),
                },
                EventKind::ResourceChanged { resource, state } => {
                    let Some((_, kind, capacity)) = named.iter().find(|(is, ..)| *is == resource) else { continue };
                    let state = self.trace.snapshot(state);
                    let inside = match kind {
                        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => state.len,
                        ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
                            let permits = capacity.unwrap_or_default();
                            match state.value {
                                Some(free) => permits.saturating_sub(free),
                                // A record that does not say how many are free: only what it lets in is known.
                                None if permits > most => {
                                    let text = self.lang.pick(
                                        format!("“{name}” has room for {permits} at once, not for at most {most}"),
                                        format!("в «{name}» есть место сразу для {permits}, допустимо не более {most}"),
                                    );
                                    return Some(self.say("never-more", Some(seq), None, None, text));
                                }
                                None => 0,
                            }
                        }
                        ResourceKind::Lock | ResourceKind::Condition => u32::from(state.holder.is_some()),
                        // Nobody is in an event or at a barrier but those that wait there.
                        ResourceKind::Event | ResourceKind::Barrier => state.waiters.len() as u32,
                    };
                    if inside > most {
                        let step = step_at(self.trace, seq);
                        let text = self.lang.pick(
                            format!("{inside} are in “{name}” at once, not at most {most}"),
                            format!("в «{name}» одновременно {inside}, допустимо не более {most}"),
                        );
                        let (task, site) = (step.map(|(task, _)| task), step.and_then(|(_, site)| site));
                        return Some(self.say("never-more", Some(seq), task, site, text));
                    }
                }
                _ => {}
            }
        }
        if !named.is_empty() {
            return None;
        }
        let known: Vec<String> = others.iter().take(8).map(|name| format!("“{name}”")).collect();
        let text = if known.is_empty() {
            self.lang.pick(
                format!("the program has no lock, semaphore or queue, so none of the name “{name}”"),
                format!("в программе нет ни блокировок, ни семафоров, ни очередей, и «{name}» тоже нет"),
            )
        } else {
            let (en, ru) = (known.join(", "), known.join(", ").replace('“', "«").replace('”', "»"));
            self.lang.pick(
                format!("nothing in the program is called “{name}”; there are {en}"),
                format!("в программе ничто не называется «{name}»; есть {ru}"),
            )
        };
        Some(self.say("never-more", None, None, None, text))
    }

    /// The first line of output that is in none of these orders.
    fn other_output(&self, orders: &[Rc<[Rc<str>]>]) -> Option<BrokenRule> {
        let lines = printed_lines(self.trace, &self.analysis.index, usize::MAX);
        let printed: Vec<&str> = lines.iter().map(|line| self.trace.text(line.text).trim()).collect();
        let agree = |order: &[Rc<str>]| order.iter().zip(&printed).take_while(|(line, is)| ***line == ***is).count();
        // The order that goes on longest is the one that was meant.
        let mut meant: Option<(usize, &[Rc<str>])> = None;
        for order in orders {
            let so_far = agree(order);
            if so_far == order.len() && so_far == printed.len() {
                return None;
            }
            if meant.is_none_or(|(longest, _)| so_far > longest) {
                meant = Some((so_far, order));
            }
        }
        let (at, order) = meant?;
        let number = at + 1;
        let text = match (printed.get(at), order.get(at)) {
            (Some(is), Some(wanted)) => self.lang.pick(
                format!("line {number} of the output is “{is}”, where “{wanted}” was to be"),
                format!("строка вывода {number} — «{is}», а должна быть «{wanted}»"),
            ),
            (Some(is), None) => self.lang.pick(
                format!("“{is}” is printed after the last line that was to be"),
                format!("после последней ожидаемой строки напечатано ещё «{is}»"),
            ),
            (None, wanted) => {
                let wanted = wanted.map(|line| &**line).unwrap_or_default();
                self.lang.pick(format!("“{wanted}” is never printed"), format!("строка «{wanted}» не напечатана"))
            }
        };
        let line = lines.get(at);
        let site = line.and_then(|line| line_of(self.trace, line.seq));
        Some(self.say("printed", line.map(|line| line.seq), line.and_then(|line| line.task), site, text))
    }
}

//! The record as text, one line an event, for tests and goldens.
//!
//! ```text
//!   12   0.500000  step_began        producer  <11
//! ```
//!
//! place, loop time (with `/1` for thread 1, `!2` for the program's run 2), kind, what the event says with every id
//! resolved to a name, the site as `@file:line`, and the event that brought it about. Wall times are left out, so
//! that a run on a real clock that took the same course reads the same.

use std::fmt::Write;

use super::names::{Names, clean};
use crate::clock::Micros;
use crate::trace::{
    Event, GeneratorEnd, Kind, Outcome, ResourceState, Resumption, Seq, Settled, Site, Stack, Status, TaskId, Trace,
};

/// The whole record.
pub fn dump(trace: &Trace) -> String {
    let names = Names::new(trace);
    let mut text = String::new();
    for (seq, event) in trace.events() {
        text.push_str(&line(trace, &names, seq, &event));
        text.push('\n');
    }
    text
}

/// The line of one event; empty past the end. Looks through the whole record for names: [`dump`] is for many.
pub fn dump_line(trace: &Trace, seq: Seq) -> String {
    trace.get(seq).map(|event| line(trace, &Names::new(trace), seq, &event)).unwrap_or_default()
}

/// The line of one event, by the names of its record.
pub(crate) fn line(trace: &Trace, names: &Names, seq: Seq, event: &Event) -> String {
    let mut text = format!("{:>5}  {:>9}", seq.0, event.t.to_string());
    // Writing to a `String` cannot fail.
    if event.thread != 0 {
        let _ = write!(text, "/{}", event.thread);
    }
    if event.run != 0 {
        let _ = write!(text, "!{}", event.run);
    }
    let said = Line { trace, names, seq }.says(&event.kind);
    let _ = write!(text, "  {:<16}", event.kind.word());
    for part in [said, event.cause.map(|cause| format!("<{}", cause.0)).unwrap_or_default()] {
        if !part.is_empty() {
            text.push_str("  ");
            text.push_str(&part);
        }
    }
    text
}

/// What is needed to put one event into words.
struct Line<'a> {
    trace: &'a Trace,
    names: &'a Names,
    seq: Seq,
}

impl Line<'_> {
    fn says(&self, kind: &Kind) -> String {
        let (trace, names, seq) = (self.trace, self.names, self.seq);
        let text = |text| clean(trace.text(text));
        let task = |task| names.task(trace, task, seq);
        let future = |future| names.future(trace, future, seq);
        let what = |what| names.what(trace, what, seq);
        let generator = |generator| names.generator(trace, generator);
        let handle = |handle: crate::trace::HandleId| {
            let runs = names.handle(handle).map(|runs| format!(" {}", what(runs))).unwrap_or_default();
            format!("h{}{runs}", handle.0)
        };
        match *kind {
            Kind::RunBegan { name } => text(name),
            Kind::RunEnded { status } => match status {
                Status::Returned => "returned".into(),
                Status::Raised(error) => format!("raised {}", text(error)),
                Status::Deadlock => "deadlock".into(),
                Status::Stopped => "stopped".into(),
                Status::Limit => "limit".into(),
            },
            Kind::Turn { ready, timers } => format!("ready {ready}, timers {timers}"),
            Kind::TaskCreated { task: id, parent, site, .. } => {
                let parent = parent.map(|parent| format!(" by {}", task(parent))).unwrap_or_default();
                format!("{}{parent}  {}", task(id), self.site(site))
            }
            Kind::TaskRenamed { task: id, name } => {
                let before = names.task(trace, id, Seq(seq.0.saturating_sub(1)));
                format!("{before} -> {}", text(name))
            }
            Kind::HandleScheduled { handle: id, .. } => handle(id),
            Kind::HandleCancelled { handle: id } | Kind::HandleBegan { handle: id } => handle(id),
            Kind::HandleEnded { handle } => format!("h{}", handle.0),
            Kind::StepBegan { task: id } | Kind::CancelDelivered { task: id } => task(id),
            Kind::StepEnded { task: id, stack, outcome } => {
                let how = match outcome {
                    Outcome::Suspended(on) => {
                        let until = on.until.map(|until| format!(" until {until}")).unwrap_or_default();
                        format!("suspended on {}{until}", names.on(trace, on, seq))
                    }
                    Outcome::Returned(value) => format!("returned {}", text(value)),
                    Outcome::Raised(error) => format!("raised {}", text(error)),
                    Outcome::Cancelled => "cancelled".into(),
                };
                format!("{}  {how}{}", task(id), self.stack(stack))
            }
            Kind::CancelRequested { task: id, message, count } => {
                let message = message.map(|message| format!(" {:?}", trace.text(message))).unwrap_or_default();
                format!("{} ({count}){message}", task(id))
            }
            Kind::Uncancelled { task: id, count } => format!("{} ({count})", task(id)),
            Kind::FutureCreated { future: id, of, name } => match name {
                Some(_) => format!("{} of {}", future(id), of.word()),
                None => future(id),
            },
            Kind::FutureSettled { future: id, how } => match how {
                Settled::Result(value) => format!("{}  result {}", future(id), text(value)),
                Settled::Exception(error) => format!("{}  exception {}", future(id), text(error)),
                Settled::Cancelled => format!("{}  cancelled", future(id)),
            },
            Kind::CallbackAdded { future: id, what: runs } | Kind::CallbackRemoved { future: id, what: runs } => {
                format!("{}  {}", future(id), what(runs))
            }
            Kind::TimerSet { timer, due, what } => format!("timer{} {} due {due}", timer.0, text(what)),
            Kind::TimerFired { timer, late } => {
                let late = if late == Micros::ZERO { String::new() } else { format!(" late {late}") };
                format!("timer{} {}{late}", timer.0, clean(names.timer(trace, timer)))
            }
            Kind::TimerCancelled { timer } => format!("timer{} {}", timer.0, clean(names.timer(trace, timer))),
            Kind::ResourceCreated { resource, kind, capacity, .. } => {
                let capacity = capacity.map(|capacity| format!(" capacity {capacity}")).unwrap_or_default();
                format!("{} of {}{capacity}", names.resource(trace, resource), kind.word())
            }
            Kind::ResourceChanged { resource, state } => {
                format!("{}{}", names.resource(trace, resource), self.contents(trace.snapshot(state)))
            }
            Kind::ContextChanged { name, value } => format!("{} = {}", text(name), text(value)),
            Kind::Blocked { wall } => wall.to_string(),
            Kind::Output { stream, text } => format!("{} {:?}", stream.word(), trace.text(text)),
            Kind::Warning { code, text: said, site } => {
                let site = site.map(|site| format!("  {}", self.site(site))).unwrap_or_default();
                format!("{}: {}{site}", code.word(), text(said))
            }
            Kind::Note { text: said } => text(said),
            Kind::GeneratorCreated { generator: id, task: by, site, .. } => {
                let by = by.map(|by| format!(" by {}", task(by))).unwrap_or_default();
                format!("{}{by}  {}", generator(id), self.site(site))
            }
            Kind::GeneratorResumed { generator: id, how } => {
                let how = match how {
                    Resumption::Next => "next".into(),
                    Resumption::Sent(value) => format!("sent {}", text(value)),
                    Resumption::Thrown(error) => format!("thrown {}", text(error)),
                    Resumption::Closed => "closed".into(),
                };
                format!("{}  {how}", generator(id))
            }
            Kind::GeneratorYielded { generator: id, value, from, stack } => {
                let from = from.map(|from| format!(" from {}", generator(from))).unwrap_or_default();
                format!("{}  {}{from}{}", generator(id), text(value), self.stack(stack))
            }
            Kind::GeneratorEnded { generator: id, outcome } => {
                let how = match outcome {
                    GeneratorEnd::Returned(value) => format!("returned {}", text(value)),
                    GeneratorEnd::Raised(error) => format!("raised {}", text(error)),
                    GeneratorEnd::Closed => "closed".into(),
                };
                format!("{}  {how}", generator(id))
            }
        }
    }

    /// `@file:line`, the file without its folders.
    fn site(&self, site: Site) -> String {
        let entry = self.trace.site(site);
        let file = self.trace.text(entry.file);
        let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
        format!("@{}:{}", clean(base), entry.line)
    }

    fn stack(&self, stack: Stack) -> String {
        let mut text = String::new();
        for frame in self.trace.stack(stack) {
            text.push_str("  ");
            text.push_str(&clean(self.trace.text(frame.function)));
            text.push_str(&self.site(frame.site));
        }
        text
    }

    /// What a resource has, each part only if it has it.
    fn contents(&self, state: &ResourceState) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: String| {
            text.push_str("  ");
            text.push_str(name);
            text.push(' ');
            text.push_str(&value);
        };
        let tasks = |tasks: &[TaskId]| {
            let names: Vec<String> = tasks.iter().map(|task| self.names.task(self.trace, *task, self.seq)).collect();
            format!("[{}]", names.join(", "))
        };
        if let Some(value) = state.value {
            add("value", value.to_string());
        }
        if let Some(holder) = state.holder {
            add("holder", self.names.task(self.trace, holder, self.seq));
        }
        if !state.items.is_empty() || state.len > 0 {
            let items: Vec<String> = state.items.iter().map(|item| clean(self.trace.text(*item))).collect();
            let more = if items.len() < state.len as usize { format!(" of {}", state.len) } else { String::new() };
            add("items", format!("[{}]{more}", items.join(", ")));
        }
        for (name, line) in [("getters", &state.getters), ("putters", &state.putters), ("waiters", &state.waiters)] {
            if !line.is_empty() {
                add(name, tasks(line));
            }
        }
        if let Some(unfinished) = state.unfinished {
            add("unfinished", unfinished.to_string());
        }
        if text.is_empty() { "  empty".into() } else { text }
    }
}

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
    ConnectionId, Event, EventKind, FutureId, GeneratorEnd, GeneratorId, HandleId, HandleKind, Outcome, ResourceState,
    Resumption, Seq, Settled, Site, Stack, Status, TaskId, Text, TimerId, Trace, WarningCode,
};

/// The text of a whole record.
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

/// The text of one event, with the names of its moment.
struct Line<'a> {
    trace: &'a Trace,
    names: &'a Names,
    seq: Seq,
}

impl Line<'_> {
    /// Says what an event says. The match has every kind: no event may lack a text.
    fn says(&self, kind: &EventKind) -> String {
        match *kind {
            EventKind::RunBegan { name } => self.text(name),
            EventKind::RunEnded { status } => self.status(status),
            EventKind::Turn { ready, timers } => format!("ready {ready}, timers {timers}"),
            EventKind::TaskCreated { task, parent, site, .. } => self.created(self.task(task), parent, site),
            EventKind::TaskRenamed { task, name } => {
                let before = self.names.task(self.trace, task, Seq(self.seq.0.saturating_sub(1)));
                format!("{before} -> {}", self.text(name))
            }
            EventKind::HandleScheduled { handle, .. } | EventKind::HandleCancelled { handle } => self.handle(handle),
            EventKind::HandleBegan { handle } => self.handle(handle),
            EventKind::HandleEnded { handle } => format!("h{}", handle.0),
            EventKind::StepBegan { task } | EventKind::CancelDelivered { task } => self.task(task),
            EventKind::StepEnded { task, stack, outcome } => {
                format!("{}  {}{}", self.task(task), self.outcome(outcome), self.stack(stack))
            }
            EventKind::CancelRequested { task, message, count } => {
                format!("{} ({count}){}", self.task(task), self.quoted(message))
            }
            EventKind::Uncancelled { task, count } => format!("{} ({count})", self.task(task)),
            EventKind::FutureCreated { future, of, name: Some(_) } => {
                format!("{} of {}", self.future(future), of.word())
            }
            EventKind::FutureCreated { future, of: _, name: None } => self.future(future),
            EventKind::FutureSettled { future, how } => format!("{}  {}", self.future(future), self.settled(how)),
            EventKind::CallbackAdded { future, what } | EventKind::CallbackRemoved { future, what } => {
                format!("{}  {}", self.future(future), self.what(what))
            }
            EventKind::TimerSet { timer, due, what } => format!("timer{} {} due {due}", timer.0, self.text(what)),
            EventKind::TimerFired { timer, late } if late == Micros::ZERO => self.timer(timer),
            EventKind::TimerFired { timer, late } => format!("{} late {late}", self.timer(timer)),
            EventKind::TimerCancelled { timer } => self.timer(timer),
            EventKind::ResourceCreated { resource, kind, capacity, .. } => {
                let capacity = capacity.map(|capacity| format!(" capacity {capacity}")).unwrap_or_default();
                format!("{} of {}{capacity}", self.names.resource(self.trace, resource), kind.word())
            }
            EventKind::ResourceChanged { resource, state } => {
                let contents = self.contents(self.trace.snapshot(state));
                format!("{}{contents}", self.names.resource(self.trace, resource))
            }
            EventKind::ContextChanged { name, value } => format!("{} = {}", self.text(name), self.text(value)),
            EventKind::Blocked { wall } => wall.to_string(),
            EventKind::Output { stream, text } => format!("{} {:?}", stream.word(), self.trace.text(text)),
            EventKind::Warning { code, text, site } => self.warning(code, text, site),
            EventKind::Note { text } => self.text(text),
            EventKind::GeneratorCreated { generator, task, site, .. } => {
                self.created(self.generator(generator), task, site)
            }
            EventKind::GeneratorResumed { generator, how } => {
                format!("{}  {}", self.generator(generator), self.resumption(how))
            }
            EventKind::GeneratorYielded { generator, value, from, stack } => {
                let from = from.map(|from| format!(" from {}", self.generator(from))).unwrap_or_default();
                format!("{}  {}{from}{}", self.generator(generator), self.text(value), self.stack(stack))
            }
            EventKind::GeneratorEnded { generator, outcome } => {
                format!("{}  {}", self.generator(generator), self.generator_end(outcome))
            }
            EventKind::TurnsRepeated { turns } => format!("{turns} times"),
            EventKind::NameLookedUp { name, address, took } => {
                let address = address.map_or_else(|| "nothing".into(), |address| self.text(address));
                let took = if took == Micros::ZERO { String::new() } else { format!(" in {took}") };
                format!("{} -> {address}{took}", self.text(name))
            }
            EventKind::Listening { address } => self.text(address),
            EventKind::ConnectionCreated { connection, from, to, host, site } => {
                let host = host.map(|host| format!(" ({})", self.text(host))).unwrap_or_default();
                let site = site.map(|site| format!("  {}", self.site(site))).unwrap_or_default();
                let (from, to) = (self.text(from), self.text(to));
                format!("{}  {from} -> {to}{host}{site}", self.connection(connection))
            }
            EventKind::ConnectionChanged { connection, state } => {
                format!("{}  {}", self.connection(connection), state.word())
            }
            EventKind::ConnectionAccepted { connection } => self.connection(connection),
            EventKind::BytesSent { connection, by, bytes } => {
                format!("{}  {bytes} by {}", self.connection(connection), by.word())
            }
            EventKind::BytesArrived { connection, at, bytes } => {
                format!("{}  {bytes} at {}", self.connection(connection), at.word())
            }
            EventKind::MessageBegan { message, connection, by, kind, line } => {
                let line = line.map(|line| format!(" {}", self.text(line))).unwrap_or_default();
                format!("{}  m{} {} by {}{line}", self.connection(connection), message.0, kind.word(), by.word())
            }
            EventKind::MessageEnded { message, bytes } => format!("m{} {bytes} bytes", message.0),
            EventKind::ConnectionHeld { connection, by: Some(by) } => {
                format!("{}  by {}", self.connection(connection), self.connection(by))
            }
            EventKind::ConnectionHeld { connection, by: None } => {
                format!("{}  no longer", self.connection(connection))
            }
            EventKind::DatagramSent { datagram, from, to, bytes } => {
                format!("d{}  {} -> {}  {bytes} bytes", datagram.0, self.text(from), self.text(to))
            }
            EventKind::DatagramEnded { datagram, fate } => format!("d{}  {}", datagram.0, fate.word()),
        }
    }

    fn text(&self, text: Text) -> String {
        clean(self.trace.text(text))
    }

    fn task(&self, task: TaskId) -> String {
        self.names.task(self.trace, task, self.seq)
    }

    fn future(&self, future: FutureId) -> String {
        self.names.future(self.trace, future, self.seq)
    }

    fn generator(&self, generator: GeneratorId) -> String {
        self.names.generator(self.trace, generator)
    }

    fn connection(&self, connection: ConnectionId) -> String {
        format!("c{}", connection.0)
    }

    fn what(&self, what: HandleKind) -> String {
        self.names.what(self.trace, what, self.seq)
    }

    /// `h7`, with what the handle runs where that is known.
    fn handle(&self, handle: HandleId) -> String {
        let runs = self.names.handle(handle).map(|runs| format!(" {}", self.what(runs))).unwrap_or_default();
        format!("h{}{runs}", handle.0)
    }

    fn timer(&self, timer: TimerId) -> String {
        format!("timer{} {}", timer.0, clean(self.names.timer(self.trace, timer)))
    }

    /// A name, the task in whose step the thing was created, and the site.
    fn created(&self, name: String, by: Option<TaskId>, site: Site) -> String {
        let by = by.map(|by| format!(" by {}", self.task(by))).unwrap_or_default();
        format!("{name}{by}  {}", self.site(site))
    }

    /// A message in quotes, or nothing.
    fn quoted(&self, message: Option<Text>) -> String {
        message.map(|message| format!(" {:?}", self.trace.text(message))).unwrap_or_default()
    }

    fn warning(&self, code: WarningCode, text: Text, site: Option<Site>) -> String {
        let site = site.map(|site| format!("  {}", self.site(site))).unwrap_or_default();
        format!("{}: {}{site}", code.word(), self.text(text))
    }

    fn status(&self, status: Status) -> String {
        match status {
            Status::Returned => "returned".into(),
            Status::Raised(error) => format!("raised {}", self.text(error)),
            Status::Deadlock => "deadlock".into(),
            Status::Stopped => "stopped".into(),
            Status::Limit => "limit".into(),
        }
    }

    fn outcome(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Suspended(on) => {
                let until = on.until.map(|until| format!(" until {until}")).unwrap_or_default();
                format!("suspended on {}{until}", self.names.on(self.trace, on, self.seq))
            }
            Outcome::Returned(value) => format!("returned {}", self.text(value)),
            Outcome::Raised(error) => format!("raised {}", self.text(error)),
            Outcome::Cancelled => "cancelled".into(),
        }
    }

    fn settled(&self, how: Settled) -> String {
        match how {
            Settled::Result(value) => format!("result {}", self.text(value)),
            Settled::Exception(error) => format!("exception {}", self.text(error)),
            Settled::Cancelled => "cancelled".into(),
        }
    }

    fn resumption(&self, how: Resumption) -> String {
        match how {
            Resumption::Next => "next".into(),
            Resumption::Sent(value) => format!("sent {}", self.text(value)),
            Resumption::Thrown(error) => format!("thrown {}", self.text(error)),
            Resumption::Closed => "closed".into(),
        }
    }

    fn generator_end(&self, outcome: GeneratorEnd) -> String {
        match outcome {
            GeneratorEnd::Returned(value) => format!("returned {}", self.text(value)),
            GeneratorEnd::Raised(error) => format!("raised {}", self.text(error)),
            GeneratorEnd::Closed => "closed".into(),
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

    /// The contents of a resource, each part only if there is one.
    fn contents(&self, state: &ResourceState) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: String| {
            text.push_str("  ");
            text.push_str(name);
            text.push(' ');
            text.push_str(&value);
        };
        let tasks = |tasks: &[TaskId]| {
            let names: Vec<String> = tasks.iter().map(|task| self.task(*task)).collect();
            format!("[{}]", names.join(", "))
        };
        if let Some(value) = state.value {
            add("value", value.to_string());
        }
        if let Some(holder) = state.holder {
            add("holder", self.task(holder));
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

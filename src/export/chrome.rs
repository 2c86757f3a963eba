//! The record as Chrome's trace events, which Perfetto and `chrome://tracing` open.
//!
//! A run of a loop is a process; its first threads are the loop and the threads beside it, with a span for every
//! handle; then every task is a thread whose spans are `running`, `ready` and its waits, one after the other. A flow
//! goes from whoever scheduled a step (another task's step, or a handle) to that step: who woke whom, who created whom.
//! Resources are counters; what was printed, yielded, warnings and ends are instants. A generator's runs are spans
//! within the step that resumes it. A connection is a thread whose spans are its states, with the requests, responses and frames
//! on it as asynchronous spans, sendings and arrivals as instants, and its waits for the transactions of others as spans within. A
//! socket of datagrams is a thread; a flow goes from each sending to its arrival. Spans of one thread overlap only where one lies within the other, so they nest.
//!
//! Perfetto names a thread by its number alone, whatever its process, and has taken threads 0 and 1 for the same:
//! numbers of threads begin at 1, and no two processes share one. A process has the number of its loop's thread, as a
//! program's main thread has that of the program.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use super::writing::{ExportFormat, Sheet, SlicedExport};
use crate::clock::Micros;
use crate::reading::Names;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, GeneratorId, HandleId,
    HandleKind, MessageId, MessageKind, Outcome, ResourceId, ResourceKind, Seq, Snapshot, Stack, TaskId, Text, Trace,
};

/// Number of the first thread that shows a task; the threads that tasks run on have lower numbers.
const FIRST_TASK: u64 = 1 << 16;
/// Number of the thread that shows the first connection, behind those of all tasks.
const FIRST_CONNECTION: u64 = 1 << 24;

/// Number of the thread that shows the first socket of datagrams, behind those of all connections.
const FIRST_SOCKET: u64 = 1 << 25;

/// The record as a JSON object with `traceEvents`, one a line.
pub fn chrome(trace: &Trace) -> String {
    SlicedExport::chrome(trace).whole(trace)
}

impl ExportFormat for ChromeExport {
    fn learn(&mut self, trace: &Trace, event: &Event) {
        if !matches!(event.kind, EventKind::StepBegan { .. }) {
            return;
        }
        let cause = event.cause.and_then(|cause| trace.get(cause));
        if let Some(Event { kind: EventKind::HandleBegan { handle }, .. }) = cause {
            self.stepped.insert(handle);
        }
    }

    fn begin(&mut self, sheet: &mut Sheet) {
        sheet.out.push_str("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    }

    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event) {
        EntryWriter::new(self, sheet).event(seq, event);
    }

    fn end(&mut self, sheet: &mut Sheet) {
        let mut writer = EntryWriter::new(self, sheet);
        writer.close();
        writer.out.push_str("\n]}\n");
    }
}

/// The thread that shows a task's spans.
struct TaskThread {
    pid: u64,
    /// True while a span is open.
    open: bool,
    running: bool,
    /// The handle of the task's next step.
    scheduled: Option<HandleId>,
}

/// Writer of a Chrome trace, with the state that is carried from earlier events.
#[derive(Default)]
pub(super) struct ChromeExport {
    /// True once something has been written, so that a comma goes before the next entry.
    begun: bool,
    /// Handles in which a task's step ran: flows lead to these only.
    stepped: HashSet<HandleId>,
    tasks: BTreeMap<TaskId, TaskThread>,
    /// The task that runs on each thread.
    running: BTreeMap<u16, TaskId>,
    /// The numbers of the threads that tasks run on, by run and thread.
    threads: HashMap<(u16, u16), u64>,
    /// Threads with an open span of a handle, as process and thread.
    handles: HashSet<(u64, u64)>,
    /// Generators that run on a thread, each inside the one before it, with the places of their spans.
    generators: BTreeMap<u16, Vec<(GeneratorId, EntryPlace)>>,
    /// Handles whose flow has begun.
    flows: HashSet<HandleId>,
    /// Connections with an open span.
    connections: BTreeMap<ConnectionId, EntryPlace>,
    /// Connections with an open span of a wait for another's transaction.
    held: HashSet<ConnectionId>,
    /// The threads of sockets of datagrams, by address.
    sockets: HashMap<Text, u64>,
    /// The addresses of the datagrams that are on their way: of sender and receiver.
    datagrams: HashMap<DatagramId, (Text, Text)>,
    /// Messages with an open span: its name.
    messages: HashMap<MessageId, (EntryPlace, String)>,
}

struct EntryWriter<'a> {
    trace: &'a Trace,
    names: &'a Names,
    out: &'a mut String,
    kept: &'a mut ChromeExport,
}

impl<'a> EntryWriter<'a> {
    fn new(kept: &'a mut ChromeExport, sheet: &'a mut Sheet) -> EntryWriter<'a> {
        EntryWriter { trace: sheet.trace, names: sheet.names, out: sheet.out, kept }
    }
}

/// Process, thread and time of an entry in the file.
#[derive(Clone, Copy)]
struct EntryPlace {
    pid: u64,
    tid: u64,
    ts: Micros,
}

impl EntryWriter<'_> {
    fn event(&mut self, seq: Seq, event: &Event) {
        let pid = self.thread(event.run, 0, event);
        let here = EntryPlace { pid, tid: self.thread(event.run, event.thread, event), ts: event.t };
        let on_task = |task: TaskId| EntryPlace { tid: tid(task), ..here };
        // Events within a step are shown on the thread of its task.
        let speaker = self.kept.running.get(&event.thread).map_or(here, |task| on_task(*task));
        match event.kind {
            EventKind::RunBegan { name } => {
                let name = format!("loop {}: {}", event.run, self.trace.text(name));
                self.metadata("process_name", here, &[("name", name.into())]);
            }
            EventKind::RunEnded { .. } => self.instant("run ended", here, &[]),
            EventKind::Turn { ready, timers } => {
                self.instant("turn", here, &[("ready", ready.into()), ("timers", timers.into())]);
            }
            EventKind::TaskCreated { task, .. } => {
                self.kept.tasks.insert(task, TaskThread { pid, open: false, running: false, scheduled: None });
                let name = self.names.task(self.trace, task, Seq(u32::MAX));
                self.name_thread(on_task(task), name);
            }
            EventKind::HandleScheduled { handle, what: HandleKind::Step(task) | HandleKind::Wakeup(task) } => {
                // A thread's first step is scheduled on that thread already, by who started it.
                let starter = match event.cause.and_then(|cause| self.trace.get(cause)).map(|cause| cause.kind) {
                    Some(EventKind::StepBegan { task }) if self.runs(task) => on_task(task),
                    _ => speaker,
                };
                self.scheduled(handle, task, starter, on_task(task));
            }
            EventKind::HandleBegan { handle } => {
                let what = self.names.handle(handle).map(|what| self.names.what(self.trace, what, seq));
                self.end_handle(here);
                self.span(&what.unwrap_or_else(|| format!("handle {}", handle.0)), "handle", here, &[]);
                self.kept.handles.insert((here.pid, here.tid));
            }
            EventKind::HandleEnded { .. } => self.end_handle(here),
            EventKind::StepBegan { task } => {
                self.kept.running.insert(event.thread, task);
                self.change(task, on_task(task), Some(("running", "step", vec![])));
                let Some(lane) = self.kept.tasks.get_mut(&task) else { return };
                lane.running = true;
                if let Some(handle) = lane.scheduled.take().filter(|handle| self.kept.flows.remove(handle)) {
                    self.flow("f", handle, on_task(task));
                }
            }
            EventKind::StepEnded { task, stack, outcome } => {
                self.kept.running.remove(&event.thread);
                self.step_ended(seq, task, stack, outcome, on_task(task));
            }
            EventKind::ResourceChanged { resource, state } => self.counter(resource, state, here),
            EventKind::CancelRequested { task, .. } => {
                let name = format!("cancel {}", self.names.task(self.trace, task, seq));
                self.instant(&name, speaker, &[]);
            }
            EventKind::Output { text, .. } => {
                self.instant("output", speaker, &[("text", self.trace.text(text).into())])
            }
            EventKind::Warning { code, text, .. } => {
                self.instant(code.word(), speaker, &[("text", self.trace.text(text).into())]);
            }
            EventKind::Note { text } => self.instant("note", speaker, &[("text", self.trace.text(text).into())]),
            EventKind::Blocked { wall } => self.instant("blocked", speaker, &[("wall_us", wall.0.into())]),
            EventKind::HandleScheduled { what: HandleKind::Callback(_) | HandleKind::Timer(..), .. } => {}
            EventKind::TaskRenamed { .. } | EventKind::HandleCancelled { .. } | EventKind::CancelDelivered { .. } => {}
            EventKind::Uncancelled { .. } | EventKind::FutureCreated { .. } | EventKind::FutureSettled { .. } => {}
            EventKind::CallbackAdded { .. } | EventKind::CallbackRemoved { .. } | EventKind::ResourceCreated { .. } => {
            }
            EventKind::TimerSet { .. } | EventKind::TimerFired { .. } | EventKind::TimerCancelled { .. } => {}
            EventKind::ContextChanged { .. } => {}
            // A generator's runs nest in the step that resumes it, and in each other.
            EventKind::GeneratorResumed { generator, .. } => {
                let name = self.names.generator(self.trace, generator);
                self.span(&name, "generator", speaker, &[]);
                self.kept.generators.entry(event.thread).or_default().push((generator, speaker));
            }
            EventKind::GeneratorYielded { generator, value, .. } => {
                let name = format!("{} yields", self.names.generator(self.trace, generator));
                self.instant(&name, speaker, &[("value", self.trace.text(value).into())]);
                self.end_generator(event.thread, generator, event.t);
            }
            EventKind::GeneratorEnded { generator, .. } => self.end_generator(event.thread, generator, event.t),
            EventKind::GeneratorCreated { .. } => {}
            EventKind::TurnsRepeated { turns } => self.instant("turns repeated", here, &[("turns", turns.into())]),
            EventKind::NameLookedUp { name, address, took } => {
                let address = address.map_or("", |address| self.trace.text(address));
                let mut args = vec![("name", self.trace.text(name).into()), ("address", address.into())];
                if took != Micros::ZERO {
                    args.push(("took_us", took.0.into()));
                }
                self.instant("name looked up", speaker, &args);
            }
            EventKind::Listening { address } => {
                self.instant("listening", speaker, &[("address", self.trace.text(address).into())]);
            }
            EventKind::ConnectionCreated { connection, to, host, .. } => {
                let at = EntryPlace { tid: connection_tid(connection), ..here };
                let host = host.map(|host| format!(" ({})", self.trace.text(host))).unwrap_or_default();
                self.name_thread(at, format!("connection {}: {}{host}", connection.0, self.trace.text(to)));
                self.connection_stands(connection, Some("connecting"), at);
            }
            EventKind::ConnectionChanged { connection, state } => {
                let at = EntryPlace { tid: connection_tid(connection), ..here };
                let name = match state {
                    ConnectionState::Open | ConnectionState::Secured => Some("open"),
                    ConnectionState::Handshake => Some("handshake"),
                    ConnectionState::ClientEnded | ConnectionState::ServerEnded => Some("half closed"),
                    ConnectionState::Closed
                    | ConnectionState::Refused
                    | ConnectionState::TimedOut
                    | ConnectionState::Reset => None,
                };
                self.connection_stands(connection, name, at);
                if name.is_none() {
                    self.instant(state.word(), at, &[]);
                }
            }
            EventKind::ConnectionAccepted { connection } => {
                self.instant("accepted", EntryPlace { tid: connection_tid(connection), ..here }, &[]);
            }
            EventKind::BytesSent { connection, by, bytes } => self.bytes("sent", connection, by, bytes, here),
            EventKind::BytesArrived { connection, at, bytes } => self.bytes("arrived", connection, at, bytes, here),
            EventKind::MessageBegan { message, connection, kind, line, .. } => {
                let at = EntryPlace { tid: connection_tid(connection), ..here };
                let name = self.message_name(kind, line);
                self.put("b", Some(&name), at, &message_id(message), &[]);
                self.kept.messages.insert(message, (at, name));
            }
            EventKind::MessageEnded { message, bytes } => {
                let Some((at, name)) = self.kept.messages.remove(&message) else { return };
                let at = EntryPlace { ts: event.t, ..at };
                self.put("e", Some(&name), at, &message_id(message), &[("bytes", bytes.into())]);
            }
            EventKind::ConnectionHeld { connection, by } => {
                self.connection_held(connection, by, EntryPlace { tid: connection_tid(connection), ..here });
            }
            EventKind::DatagramSent { datagram, from, to, bytes } => {
                self.datagram_sent(datagram, (from, to), bytes, here);
            }
            EventKind::DatagramEnded { datagram, fate } => self.datagram_ended(datagram, fate, here),
        }
    }

    /// The thread of the socket with an address, which is named at its first use.
    fn socket(&mut self, address: Text, here: EntryPlace) -> EntryPlace {
        let new = FIRST_SOCKET + self.kept.sockets.len() as u64;
        let tid = *self.kept.sockets.entry(address).or_insert(new);
        let at = EntryPlace { tid, ..here };
        if tid == new {
            let name = self.trace.text(address);
            self.name_thread(at, format!("datagrams: {}", if name.is_empty() { "no address" } else { name }));
        }
        at
    }

    fn datagram_sent(&mut self, datagram: DatagramId, (from, to): (Text, Text), bytes: u32, here: EntryPlace) {
        self.kept.datagrams.insert(datagram, (from, to));
        let at = self.socket(from, here);
        let name = format!("datagram to {}", self.trace.text(to));
        self.span(&name, "datagram", at, &[("bytes", bytes.into())]);
        self.put("s", Some("datagram"), at, &format!(",\"cat\":\"datagram\",\"id\":\"d{}\"", datagram.0), &[]);
        self.put("E", None, at, "", &[]);
    }

    fn datagram_ended(&mut self, datagram: DatagramId, fate: DatagramFate, here: EntryPlace) {
        let Some((from, to)) = self.kept.datagrams.remove(&datagram) else { return };
        if fate != DatagramFate::Arrived {
            let at = self.socket(from, here);
            return self.instant(fate.word(), at, &[("to", self.trace.text(to).into())]);
        }
        let at = self.socket(to, here);
        let name = format!("datagram from {}", self.trace.text(from));
        self.span(&name, "datagram", at, &[]);
        let id = format!(",\"cat\":\"datagram\",\"id\":\"d{}\",\"bp\":\"e\"", datagram.0);
        self.put("f", Some("datagram"), at, &id, &[]);
        self.put("E", None, at, "", &[]);
    }

    fn connection_held(&mut self, connection: ConnectionId, by: Option<ConnectionId>, at: EntryPlace) {
        if self.kept.held.remove(&connection) {
            self.put("E", None, at, "", &[]);
        }
        if let Some(by) = by.filter(|_| self.kept.connections.contains_key(&connection)) {
            self.span(&format!("waits for the transaction of connection {}", by.0), "wait", at, &[]);
            self.kept.held.insert(connection);
        }
    }

    /// Ends a connection's span and begins the next, if there is one.
    fn connection_stands(&mut self, connection: ConnectionId, name: Option<&str>, at: EntryPlace) {
        self.connection_held(connection, None, at);
        if self.kept.connections.remove(&connection).is_some() {
            self.put("E", None, at, "", &[]);
        }
        if let Some(name) = name {
            self.span(name, "connection", at, &[]);
            self.kept.connections.insert(connection, at);
        }
    }

    fn bytes(&mut self, what: &str, connection: ConnectionId, end: ConnectionEnd, bytes: u32, here: EntryPlace) {
        let at = EntryPlace { tid: connection_tid(connection), ..here };
        self.instant(what, at, &[("bytes", bytes.into()), ("end", end.word().into())]);
    }

    fn message_name(&self, kind: MessageKind, line: Option<Text>) -> String {
        line.map_or_else(|| kind.word().replace('_', " "), |line| self.trace.text(line).to_string())
    }

    /// Returns the number of a thread that tasks run on; at its first use the thread is also named in the file.
    fn thread(&mut self, run: u16, thread: u16, event: &Event) -> u64 {
        if let Some(number) = self.kept.threads.get(&(run, thread)) {
            return *number;
        }
        let tid = self.kept.threads.len() as u64 + 1;
        self.kept.threads.insert((run, thread), tid);
        let at = EntryPlace { pid: self.kept.threads.get(&(run, 0)).copied().unwrap_or(tid), tid, ts: event.t };
        let name = match event.kind {
            _ if thread == 0 => "event loop".into(),
            EventKind::HandleScheduled { what: HandleKind::Step(task), .. } => {
                format!("thread {thread}: {}", self.names.task(self.trace, task, Seq(u32::MAX)))
            }
            _ => format!("thread {thread}"),
        };
        self.name_thread(at, name);
        tid
    }

    fn name_thread(&mut self, at: EntryPlace, name: String) {
        self.metadata("thread_name", at, &[("name", name.into())]);
        self.metadata("thread_sort_index", at, &[("sort_index", at.tid.into())]);
    }

    /// True while a step of the task runs.
    fn runs(&self, task: TaskId) -> bool {
        self.kept.tasks.get(&task).is_some_and(|lane| lane.running)
    }

    fn scheduled(&mut self, handle: HandleId, task: TaskId, from: EntryPlace, to: EntryPlace) {
        let Some(lane) = self.kept.tasks.get_mut(&task) else { return };
        lane.scheduled = Some(handle);
        if !lane.running {
            self.change(task, to, Some(("ready", "ready", vec![])));
        }
        // A task that yields schedules itself: nobody woke it. The main task is scheduled from outside any span.
        let inside = from.tid >= FIRST_TASK || self.kept.handles.contains(&(from.pid, from.tid));
        if inside && from.tid != to.tid && self.kept.stepped.contains(&handle) {
            self.kept.flows.insert(handle);
            self.flow("s", handle, from);
        }
    }

    fn step_ended(&mut self, seq: Seq, task: TaskId, stack: Stack, outcome: Outcome, at: EntryPlace) {
        let scheduled = self.kept.tasks.get_mut(&task).is_some_and(|lane| {
            lane.running = false;
            lane.scheduled.is_some()
        });
        let end = |text: Option<&str>| match text {
            Some(text) => vec![("value", serde_json::Value::from(text))],
            None => vec![],
        };
        match outcome {
            Outcome::Suspended(_) if scheduled => self.change(task, at, Some(("ready", "ready", vec![]))),
            Outcome::Suspended(on) => {
                let reason = self.names.on(self.trace, on, seq);
                let mut args = vec![];
                if let Some(frame) = self.trace.stack(stack).first() {
                    let site = self.trace.site(frame.site);
                    args.push(("line", format!("{}:{}", self.trace.text(site.file), site.line).into()));
                }
                if let Some(until) = on.until.filter(|until| *until != Micros::NEVER) {
                    args.push(("until_us", until.0.into()));
                }
                self.change(task, at, Some((&reason, "wait", args)));
            }
            Outcome::Returned(value) => {
                self.change(task, at, None);
                self.instant("returned", at, &end(Some(self.trace.text(value))));
            }
            Outcome::Raised(error) => {
                self.change(task, at, None);
                self.instant("raised", at, &end(Some(self.trace.text(error))));
            }
            Outcome::Cancelled => {
                self.change(task, at, None);
                self.instant("cancelled", at, &end(None));
            }
        }
    }

    /// Ends a task's span and begins the next, if there is one: name, category, arguments.
    fn change(&mut self, task: TaskId, at: EntryPlace, next: Option<(&str, &str, Vec<Arg>)>) {
        let Some(lane) = self.kept.tasks.get_mut(&task) else { return };
        if std::mem::replace(&mut lane.open, next.is_some()) {
            self.put("E", None, at, "", &[]);
        }
        if let Some((name, category, args)) = next {
            self.span(name, category, at, &args);
        }
    }

    fn end_handle(&mut self, at: EntryPlace) {
        if self.kept.handles.remove(&(at.pid, at.tid)) {
            self.put("E", None, at, "", &[]);
        }
    }

    /// Ends the span of a generator that runs; one that is thrown away at rest has none.
    fn end_generator(&mut self, thread: u16, generator: GeneratorId, ts: Micros) {
        let running = self.kept.generators.get_mut(&thread);
        if let Some((_, at)) = running.and_then(|running| running.pop_if(|(id, _)| *id == generator)) {
            self.put("E", None, EntryPlace { ts, ..at }, "", &[]);
        }
    }

    /// Ends the spans that are open at the end of the record.
    fn close(&mut self) {
        let ts = self.trace.end_time();
        for (_, at) in
            std::mem::take(&mut self.kept.generators).into_values().flat_map(|running| running.into_iter().rev())
        {
            self.put("E", None, EntryPlace { ts, ..at }, "", &[]);
        }
        let open: Vec<(TaskId, u64)> =
            self.kept.tasks.iter().filter(|(_, lane)| lane.open).map(|(task, lane)| (*task, lane.pid)).collect();
        for (task, pid) in open {
            self.change(task, EntryPlace { pid, tid: tid(task), ts }, None);
        }
        for (connection, at) in self.kept.connections.clone() {
            self.connection_stands(connection, None, EntryPlace { ts, ..at });
        }
        let mut messages: Vec<_> = self.kept.messages.drain().collect();
        messages.sort_unstable_by_key(|(message, _)| *message);
        for (message, (at, name)) in messages {
            self.put("e", Some(&name), EntryPlace { ts, ..at }, &message_id(message), &[]);
        }
        let mut handles: Vec<(u64, u64)> = self.kept.handles.iter().copied().collect();
        handles.sort_unstable();
        for (pid, tid) in handles {
            self.end_handle(EntryPlace { pid, tid, ts });
        }
    }

    fn counter(&mut self, resource: ResourceId, state: Snapshot, at: EntryPlace) {
        let state = self.trace.snapshot(state);
        let waiting = state.getters.len() + state.putters.len() + state.waiters.len();
        let level = match self.names.resource_kind(resource) {
            Some(ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue) => ("items", state.len),
            Some(ResourceKind::Semaphore | ResourceKind::BoundedSemaphore) => ("free", state.value.unwrap_or_default()),
            Some(ResourceKind::Lock) => ("held", u32::from(state.holder.is_some())),
            Some(ResourceKind::Event) => ("set", state.value.unwrap_or_default()),
            Some(ResourceKind::Barrier) => ("arrived", state.value.unwrap_or_default()),
            Some(ResourceKind::Condition) | None => ("value", state.value.unwrap_or_default()),
        };
        let name = self.names.resource(self.trace, resource);
        self.put("C", Some(&name), at, "", &[(level.0, level.1.into()), ("waiting", waiting.into())]);
    }

    fn metadata(&mut self, what: &str, at: EntryPlace, args: &[Arg]) {
        self.put("M", Some(what), at, "", args);
    }

    fn span(&mut self, name: &str, category: &str, at: EntryPlace, args: &[Arg]) {
        self.put("B", Some(name), at, &format!(",\"cat\":\"{category}\""), args);
    }

    fn instant(&mut self, name: &str, at: EntryPlace, args: &[Arg]) {
        self.put("i", Some(name), at, ",\"s\":\"t\"", args);
    }

    /// The start (`s`) or end (`f`) of an arrow; it binds to the span that is open there.
    fn flow(&mut self, ph: &str, handle: HandleId, at: EntryPlace) {
        let bind = if ph == "f" { ",\"bp\":\"e\"" } else { "" };
        self.put(ph, Some("wakes"), at, &format!(",\"cat\":\"wake\",\"id\":{}{bind}", handle.0), &[]);
    }

    fn put(&mut self, ph: &str, name: Option<&str>, at: EntryPlace, more: &str, args: &[Arg]) {
        let begun = std::mem::replace(&mut self.kept.begun, true);
        self.out.push_str(if begun { ",\n" } else { "\n" });
        let EntryPlace { pid, tid, ts } = at;
        // Writing to a `String` cannot fail.
        let _ = write!(self.out, "{{\"ph\":\"{ph}\",\"pid\":{pid},\"tid\":{tid},\"ts\":{}{more}", ts.0);
        if let Some(name) = name {
            let _ = write!(self.out, ",\"name\":{}", serde_json::Value::from(name));
        }
        if !args.is_empty() {
            self.out.push_str(",\"args\":{");
            for (i, (key, value)) in args.iter().enumerate() {
                let _ = write!(self.out, "{}\"{key}\":{value}", if i == 0 { "" } else { "," });
            }
            self.out.push('}');
        }
        self.out.push('}');
    }
}

/// A named argument of an entry; the names are constants and need no escaping.
type Arg = (&'static str, serde_json::Value);

fn connection_tid(connection: ConnectionId) -> u64 {
    FIRST_CONNECTION + u64::from(connection.0)
}

/// The members by which the start and the end of a message's span are one.
fn message_id(message: MessageId) -> String {
    format!(",\"cat\":\"message\",\"id\":\"m{}\"", message.0)
}

fn tid(task: TaskId) -> u64 {
    FIRST_TASK + u64::from(task.0)
}

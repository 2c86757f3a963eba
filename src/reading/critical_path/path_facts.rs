//! Facts that the way back needs and that no event states as its cause, gathered by one walk forward.

use super::super::IdMap;
use super::super::walk::{EventVisitor, Occurrence};
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, Event, EventKind, FutureId, FutureOrigin, HandleId, HandleKind,
    Outcome, Seq, Settled, Site, Stack, TaskId, Text, Trace,
};

/// Mark of a missing event.
const NONE: u32 = u32::MAX;

/// A thread as of the event that is read.
#[derive(Clone, Copy)]
struct ThreadNow {
    /// The beginning of the handle that runs; `NONE` between two.
    handle: u32,
    /// The last event within the handle.
    last: u32,
    /// The end of the handle before; `NONE` while one runs.
    free: u32,
}

impl Default for ThreadNow {
    fn default() -> Self {
        ThreadNow { handle: NONE, last: NONE, free: NONE }
    }
}

/// A task as of the event that is read.
#[derive(Default)]
struct TaskNow {
    /// The creation: parent and line.
    created: Option<(Option<TaskId>, Site)>,
    /// The end of the last step, while the task waits.
    waiting: Option<Seq>,
    /// The line at which it stands.
    standing: Option<Site>,
}

/// A connection as of the event that is read.
#[derive(Default)]
struct ConnectionNow {
    /// The last event at the client's end, and at the server's.
    ends: [Option<Seq>; 2],
    /// The program has accepted it.
    is_accepted: bool,
}

/// The facts of a whole record.
#[derive(Default)]
pub(super) struct PathFacts {
    /// For an event within a handle, the event before it within that handle; for another, the end of the last handle of
    /// its thread.
    before: Vec<u32>,
    /// True for an event within a handle.
    inside: Vec<bool>,
    /// For the beginning of a step, its end.
    step_ends: Vec<u32>,
    /// For an event that made a task ready, the end of the step after which the task waited.
    suspensions: Vec<u32>,
    /// The events that stand in for a cause that is not recorded: what a host sends, it sends because of what it got. In order.
    instead: Vec<(Seq, Seq)>,
    /// For the beginning of a step, the line at which the task has waited last before, or that of its creation.
    lines: Vec<Option<Site>>,
    /// The futures that wait for several others, with the ends of those, as far as both are known.
    pub joins: Vec<(Seq, Seq)>,
    tasks: IdMap<TaskId, TaskNow>,
    threads: IdMap<u16, ThreadNow>,
    connections: IdMap<ConnectionId, ConnectionNow>,
    /// The last future that waits for several others, with the event in which it was made.
    joining: Option<(FutureId, Option<Seq>)>,
    /// The future that each future is waited for by, among others.
    joined: IdMap<FutureId, Vec<FutureId>>,
    /// The ends of the futures that each future has waited for.
    done: IdMap<FutureId, Vec<Seq>>,
}

impl PathFacts {
    /// Reads a whole record.
    pub fn new(trace: &Trace) -> PathFacts {
        let mut facts = PathFacts::default();
        facts.read(trace, trace.len());
        facts
    }

    /// Reads at most so many events more. Returns true when all are read.
    pub fn read(&mut self, trace: &Trace, events: usize) -> bool {
        let until = trace.len().min(self.before.len() + events);
        let left = trace.len() - self.before.len();
        for all in [&mut self.before, &mut self.step_ends, &mut self.suspensions] {
            all.reserve(left);
        }
        self.inside.reserve(left);
        self.lines.reserve(left);
        for here in Occurrence::range(trace, self.before.len()..until) {
            self.place(&here);
            here.deliver_to(self);
        }
        until == trace.len()
    }

    /// Notes where on its thread an event is.
    fn place(&mut self, here: &Occurrence) {
        let Occurrence { seq, event, .. } = *here;
        let thread = self.threads.or_default(event.thread);
        // What another thread schedules here happens within no handle of this thread, and what a socket gets neither.
        let of_handle = |cause: Seq| cause.0 >= thread.handle && here.trace.event(cause).thread == event.thread;
        let inside =
            thread.handle != NONE && event.cause.is_some_and(of_handle) && !is_of_network(here, &self.connections);
        self.inside.push(inside);
        self.step_ends.push(NONE);
        self.suspensions.push(NONE);
        self.lines.push(None);
        self.before.push(if inside { thread.last } else { thread.free });
        if inside {
            thread.last = seq.0;
        }
        match event.kind {
            EventKind::HandleBegan { .. } => *thread = ThreadNow { handle: seq.0, last: seq.0, free: NONE },
            EventKind::HandleEnded { .. } => *thread = ThreadNow { free: seq.0, ..ThreadNow::default() },
            _ => {}
        }
    }

    /// Returns true for an event within a handle.
    pub fn is_inside(&self, seq: Seq) -> bool {
        self.inside[seq.0 as usize]
    }

    /// The event before this one within its handle; for an event outside, the end of the last handle of its thread.
    pub fn before(&self, seq: Seq) -> Option<Seq> {
        known(&self.before, seq)
    }

    /// The event that stands in for a cause that is not recorded.
    pub fn instead(&self, seq: Seq) -> Option<Seq> {
        let at = self.instead.binary_search_by_key(&seq, |(event, _)| *event).ok()?;
        Some(self.instead[at].1)
    }

    /// The end of the step after which a task waited, by the event that made it ready.
    pub fn suspension(&self, woken: Seq) -> Option<Seq> {
        known(&self.suspensions, woken)
    }

    /// The end of the step that began with this event.
    pub fn step_end(&self, began: Seq) -> Option<Seq> {
        known(&self.step_ends, began)
    }

    /// The task that created a task.
    pub fn parent(&self, task: TaskId) -> Option<TaskId> {
        self.tasks.get(&task)?.created?.0
    }

    /// The line that created a task.
    pub fn created_at(&self, task: TaskId) -> Option<Site> {
        Some(self.tasks.get(&task)?.created?.1)
    }

    /// The line of a step: the one at which it ends, else the one from which it went on.
    pub fn step_line(&self, trace: &Trace, began: Seq) -> Option<Site> {
        let ends_at = self.step_end(began).and_then(|ended| suspended_at(trace, &trace.event(ended)));
        ends_at.or(self.lines[began.0 as usize])
    }

    fn at_end(&mut self, here: &Occurrence, connection: ConnectionId, end: ConnectionEnd) {
        let is_without_cause = here.event.cause.is_none() || is_of_host(here, &self.connections);
        let before = self.arrives(here.seq, connection, end);
        if let Some(before) = before.filter(|_| is_without_cause) {
            self.instead.push((here.seq, before));
        }
    }

    /// Notes the last event at an end, and returns the one before.
    fn arrives(&mut self, seq: Seq, connection: ConnectionId, end: ConnectionEnd) -> Option<Seq> {
        let ends = &mut self.connections.or_default(connection).ends;
        ends[usize::from(end == ConnectionEnd::Server)].replace(seq)
    }

    fn settles(&mut self, seq: Seq, future: FutureId) {
        for ended in self.done.remove(&future).unwrap_or_default() {
            self.joins.push((ended, seq));
        }
        for join in self.joined.remove(&future).unwrap_or_default() {
            self.done.or_default(join).push(seq);
        }
    }
}

/// The event that is noted for another.
fn known(events: &[u32], of: Seq) -> Option<Seq> {
    Some(events[of.0 as usize]).filter(|event| *event != NONE).map(Seq)
}

/// Returns true for what the network does, also while code of a step waits for it with the loop standing still.
fn is_of_network(here: &Occurrence, connections: &IdMap<ConnectionId, ConnectionNow>) -> bool {
    let by_code = |cause: Seq| {
        matches!(here.trace.event(cause).kind, EventKind::StepBegan { .. } | EventKind::HandleBegan { .. })
    };
    match here.event.kind {
        EventKind::BytesArrived { .. } | EventKind::DatagramEnded { .. } => true,
        EventKind::ConnectionChanged { .. } => is_of_host(here, connections) || !here.event.cause.is_some_and(by_code),
        _ => is_of_host(here, connections),
    }
}

/// Returns true for what a host sends: a server whose connection the program has not accepted.
fn is_of_host(here: &Occurrence, connections: &IdMap<ConnectionId, ConnectionNow>) -> bool {
    match here.event.kind {
        EventKind::BytesSent { connection, by: ConnectionEnd::Server, .. }
        | EventKind::ConnectionChanged { connection, state: ConnectionState::ServerEnded } => {
            !connections.get(&connection).is_some_and(|connection| connection.is_accepted)
        }
        _ => false,
    }
}

/// The line at which a step ends, if it waits there.
pub(super) fn suspended_at(trace: &Trace, event: &Event) -> Option<Site> {
    match event.kind {
        EventKind::StepEnded { stack, .. } => trace.stack(stack).first().map(|frame| frame.site),
        _ => None,
    }
}

impl EventVisitor for PathFacts {
    type Answer = ();

    const NOTHING: () = ();

    fn task_created(
        &mut self,
        _: &Occurrence,
        task: TaskId,
        _: Text,
        parent: Option<TaskId>,
        site: Site,
        _: Option<Text>,
    ) {
        let task = self.tasks.or_default(task);
        (task.created, task.standing) = (Some((parent, site)), Some(site));
    }

    fn handle_scheduled(&mut self, here: &Occurrence, _: HandleId, what: HandleKind) {
        if let HandleKind::Wakeup(task) = what
            && let Some(ended) = self.tasks.get_mut(&task).and_then(|task| task.waiting.take())
        {
            self.suspensions[here.seq.0 as usize] = ended.0;
        }
    }

    fn step_began(&mut self, here: &Occurrence, task: TaskId) {
        self.lines[here.seq.0 as usize] = self.tasks.get(&task).and_then(|task| task.standing);
    }

    fn step_ended(&mut self, here: &Occurrence, task: TaskId, _: Stack, outcome: Outcome) {
        if let Some(began) = here.event.cause {
            self.step_ends[began.0 as usize] = here.seq.0;
        }
        let task = self.tasks.or_default(task);
        task.standing = suspended_at(here.trace, &here.event).or(task.standing);
        if let Outcome::Suspended(_) = outcome {
            task.waiting = Some(here.seq);
        }
    }

    fn future_created(&mut self, here: &Occurrence, future: FutureId, of: FutureOrigin, _: Option<Text>) {
        if matches!(of, FutureOrigin::Gather | FutureOrigin::Wait | FutureOrigin::TaskGroup) {
            self.joining = Some((future, here.event.cause));
        }
    }

    /// Notes which future waits for which others: it is made in the step in which its callbacks are added to them.
    fn callback_added(&mut self, here: &Occurrence, future: FutureId, what: HandleKind) {
        if let HandleKind::Callback(_) = what
            && let Some((join, cause)) = self.joining
            && cause == here.event.cause
            && join != future
        {
            self.joined.or_default(future).push(join);
        }
    }

    fn future_settled(&mut self, here: &Occurrence, future: FutureId, _: Settled) {
        self.settles(here.seq, future);
    }

    fn connection_created(&mut self, here: &Occurrence, connection: ConnectionId, _: Text, _: Option<Text>) {
        self.connections.or_default(connection).ends = [Some(here.seq); 2];
    }

    fn connection_changed(&mut self, here: &Occurrence, connection: ConnectionId, state: ConnectionState) {
        let ends = match state {
            ConnectionState::ClientEnded => &[ConnectionEnd::Client][..],
            ConnectionState::ServerEnded => &[ConnectionEnd::Server],
            _ => &[ConnectionEnd::Client, ConnectionEnd::Server],
        };
        ends.iter().for_each(|end| self.at_end(here, connection, *end));
    }

    fn connection_accepted(&mut self, _: &Occurrence, connection: ConnectionId) {
        self.connections.or_default(connection).is_accepted = true;
    }

    fn bytes_sent(&mut self, here: &Occurrence, connection: ConnectionId, by: ConnectionEnd, _: u32) {
        self.at_end(here, connection, by);
    }

    fn bytes_arrived(&mut self, here: &Occurrence, connection: ConnectionId, at: ConnectionEnd, _: u32) {
        self.arrives(here.seq, connection, at);
    }
}

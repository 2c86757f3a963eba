//! The one match over all kinds of events that everything derived of a record is fed by.
//!
//! ```text
//!   record ──► Occurrence ──┬──► Names    the names of everything
//!             deliver_to    ├──► Spans    lanes, wakes, contents of resources
//!                           ├──► Index    ends, outputs, lives of futures
//!                           ├──► State    the moment
//!                           └──► laws     the rules that a record keeps
//! ```
//!
//! A visitor implements [`EventVisitor`]: a function for each kind of event that concerns it. A new kind of event gets an
//! arm in [`Occurrence::deliver_to`], a place in [`concerns_program`] and a function here, and is then read by those
//! visitors alone that have something to do with it. Only the [dump](super::dump()) has a match of its own, since no
//! event may lack a text.
//!
//! Each visitor gets a copy of the match that the compiler has reduced to the arms it uses. One match that calls all
//! visitors would have to ask for each event which of them are there: an export reads names alone, a question about a
//! moment the state alone.

use std::ops::Range;

use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, FutureId, FutureOrigin,
    GeneratorEnd, GeneratorId, HandleId, HandleKind, MessageId, MessageKind, Outcome, ResourceId, ResourceKind,
    Resumption, Seq, Settled, Site, Snapshot, Stack, Status, TaskId, Text, TimerId, Trace, WarningCode,
};

/// A moment of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// The event.
    pub seq: Seq,
    /// The event's loop time.
    pub t: Micros,
}

/// An event with its place and its record.
pub(super) struct Occurrence<'t> {
    /// The record, which has the texts and snapshots that the event names.
    pub trace: &'t Trace,
    /// The event's place in the record.
    pub seq: Seq,
    /// The event.
    pub event: Event,
}

/// Takes the events of a record one after the other.
///
/// Every function answers [`EventVisitor::NOTHING`] unless the visitor says otherwise. An event of a record that breaks
/// the [laws](super::laws) is taken as far as it makes sense: a file may have been written by somebody else.
#[allow(unused_variables, reason = "the names of the parameters document the functions that visitors write")]
pub(super) trait EventVisitor {
    /// The result of reading one event.
    type Answer;

    /// The answer to an event that does not concern the visitor.
    const NOTHING: Self::Answer;

    fn run_began(&mut self, here: &Occurrence) -> Self::Answer {
        Self::NOTHING
    }

    fn run_ended(&mut self, here: &Occurrence, status: Status) -> Self::Answer {
        Self::NOTHING
    }

    fn turn(&mut self, here: &Occurrence, ready: u32) -> Self::Answer {
        Self::NOTHING
    }

    fn task_created(
        &mut self,
        here: &Occurrence,
        task: TaskId,
        name: Text,
        parent: Option<TaskId>,
        site: Site,
        runs: Option<Text>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn task_renamed(&mut self, here: &Occurrence, task: TaskId, name: Text) -> Self::Answer {
        Self::NOTHING
    }

    fn handle_scheduled(&mut self, here: &Occurrence, handle: HandleId, what: HandleKind) -> Self::Answer {
        Self::NOTHING
    }

    fn handle_cancelled(&mut self, here: &Occurrence, handle: HandleId) -> Self::Answer {
        Self::NOTHING
    }

    fn handle_began(&mut self, here: &Occurrence, handle: HandleId) -> Self::Answer {
        Self::NOTHING
    }

    fn handle_ended(&mut self, here: &Occurrence, handle: HandleId) -> Self::Answer {
        Self::NOTHING
    }

    fn step_began(&mut self, here: &Occurrence, task: TaskId) -> Self::Answer {
        Self::NOTHING
    }

    fn step_ended(&mut self, here: &Occurrence, task: TaskId, stack: Stack, outcome: Outcome) -> Self::Answer {
        Self::NOTHING
    }

    /// Takes a request to cancel a task, or the withdrawal of one: afterwards `count` requests stand.
    fn cancel_requests(&mut self, here: &Occurrence, task: TaskId, count: u32) -> Self::Answer {
        Self::NOTHING
    }

    fn cancel_delivered(&mut self, here: &Occurrence, task: TaskId) -> Self::Answer {
        Self::NOTHING
    }

    fn future_created(
        &mut self,
        here: &Occurrence,
        future: FutureId,
        of: FutureOrigin,
        name: Option<Text>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn future_settled(&mut self, here: &Occurrence, future: FutureId, how: Settled) -> Self::Answer {
        Self::NOTHING
    }

    fn callback_added(&mut self, here: &Occurrence, future: FutureId, what: HandleKind) -> Self::Answer {
        Self::NOTHING
    }

    fn callback_removed(&mut self, here: &Occurrence, future: FutureId, what: HandleKind) -> Self::Answer {
        Self::NOTHING
    }

    fn timer_set(&mut self, here: &Occurrence, timer: TimerId, due: Micros, what: Text) -> Self::Answer {
        Self::NOTHING
    }

    fn timer_fired(&mut self, here: &Occurrence, timer: TimerId, late: Micros) -> Self::Answer {
        Self::NOTHING
    }

    fn timer_cancelled(&mut self, here: &Occurrence, timer: TimerId) -> Self::Answer {
        Self::NOTHING
    }

    fn resource_created(
        &mut self,
        here: &Occurrence,
        resource: ResourceId,
        kind: ResourceKind,
        name: Text,
        capacity: Option<u32>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn resource_changed(&mut self, here: &Occurrence, resource: ResourceId, state: Snapshot) -> Self::Answer {
        Self::NOTHING
    }

    fn context_changed(&mut self, here: &Occurrence, name: Text, value: Text) -> Self::Answer {
        Self::NOTHING
    }

    fn blocked(&mut self, here: &Occurrence, wall: Micros) -> Self::Answer {
        Self::NOTHING
    }

    fn output(&mut self, here: &Occurrence) -> Self::Answer {
        Self::NOTHING
    }

    fn warning(&mut self, here: &Occurrence, code: WarningCode, text: Text) -> Self::Answer {
        Self::NOTHING
    }

    fn generator_created(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        name: Text,
        task: Option<TaskId>,
        site: Site,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn generator_resumed(&mut self, here: &Occurrence, generator: GeneratorId, how: Resumption) -> Self::Answer {
        Self::NOTHING
    }

    fn generator_yielded(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        value: Text,
        from: Option<GeneratorId>,
        stack: Stack,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn generator_ended(&mut self, here: &Occurrence, generator: GeneratorId, outcome: GeneratorEnd) -> Self::Answer {
        Self::NOTHING
    }

    fn turns_repeated(&mut self, here: &Occurrence, turns: u32) -> Self::Answer {
        Self::NOTHING
    }

    fn name_looked_up(&mut self, here: &Occurrence, name: Text, address: Option<Text>, took: Micros) -> Self::Answer {
        Self::NOTHING
    }

    fn connection_created(
        &mut self,
        here: &Occurrence,
        connection: ConnectionId,
        to: Text,
        host: Option<Text>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn connection_changed(
        &mut self,
        here: &Occurrence,
        connection: ConnectionId,
        state: ConnectionState,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn connection_accepted(&mut self, here: &Occurrence, connection: ConnectionId) -> Self::Answer {
        Self::NOTHING
    }

    fn bytes_sent(
        &mut self,
        here: &Occurrence,
        connection: ConnectionId,
        by: ConnectionEnd,
        bytes: u32,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn bytes_arrived(
        &mut self,
        here: &Occurrence,
        connection: ConnectionId,
        at: ConnectionEnd,
        bytes: u32,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn message_began(
        &mut self,
        here: &Occurrence,
        message: MessageId,
        connection: ConnectionId,
        (by, kind): (ConnectionEnd, MessageKind),
        line: Option<Text>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn message_ended(&mut self, here: &Occurrence, message: MessageId, bytes: u32) -> Self::Answer {
        Self::NOTHING
    }

    fn connection_held(
        &mut self,
        here: &Occurrence,
        connection: ConnectionId,
        by: Option<ConnectionId>,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn datagram_sent(
        &mut self,
        here: &Occurrence,
        datagram: DatagramId,
        (from, to): (Text, Text),
        bytes: u32,
    ) -> Self::Answer {
        Self::NOTHING
    }

    fn datagram_ended(&mut self, here: &Occurrence, datagram: DatagramId, fate: DatagramFate) -> Self::Answer {
        Self::NOTHING
    }
}

impl<'t> Occurrence<'t> {
    /// The event at a place of a record. Panics past the end.
    #[inline]
    pub fn new(trace: &'t Trace, seq: Seq) -> Occurrence<'t> {
        Occurrence { trace, seq, event: trace.event(seq) }
    }

    /// The events of a record from one place to before another, which may not lie past the end.
    pub fn range(trace: &'t Trace, range: Range<usize>) -> impl Iterator<Item = Occurrence<'t>> {
        range.map(move |place| Occurrence::new(trace, Seq(place as u32)))
    }

    /// The moment of the event.
    pub fn at(&self) -> EventTime {
        EventTime { seq: self.seq, t: self.event.t }
    }

    /// Calls the one function of a visitor that is for the event's kind.
    #[inline]
    pub fn deliver_to<R: EventVisitor>(&self, visitor: &mut R) -> R::Answer {
        match self.event.kind {
            EventKind::RunBegan { name: _ } => visitor.run_began(self),
            EventKind::RunEnded { status } => visitor.run_ended(self, status),
            EventKind::Turn { ready, timers: _ } => visitor.turn(self, ready),
            EventKind::TaskCreated { task, name, parent, site, runs, of_library: _ } => {
                visitor.task_created(self, task, name, parent, site, runs)
            }
            EventKind::TaskRenamed { task, name } => visitor.task_renamed(self, task, name),
            EventKind::HandleScheduled { handle, what } => visitor.handle_scheduled(self, handle, what),
            EventKind::HandleCancelled { handle } => visitor.handle_cancelled(self, handle),
            EventKind::HandleBegan { handle } => visitor.handle_began(self, handle),
            EventKind::HandleEnded { handle } => visitor.handle_ended(self, handle),
            EventKind::StepBegan { task } => visitor.step_began(self, task),
            EventKind::StepEnded { task, stack, outcome } => visitor.step_ended(self, task, stack, outcome),
            EventKind::CancelRequested { task, count, message: _ } => visitor.cancel_requests(self, task, count),
            EventKind::Uncancelled { task, count } => visitor.cancel_requests(self, task, count),
            EventKind::CancelDelivered { task } => visitor.cancel_delivered(self, task),
            EventKind::FutureCreated { future, of, name } => visitor.future_created(self, future, of, name),
            EventKind::FutureSettled { future, how } => visitor.future_settled(self, future, how),
            EventKind::CallbackAdded { future, what } => visitor.callback_added(self, future, what),
            EventKind::CallbackRemoved { future, what } => visitor.callback_removed(self, future, what),
            EventKind::TimerSet { timer, due, what } => visitor.timer_set(self, timer, due, what),
            EventKind::TimerFired { timer, late } => visitor.timer_fired(self, timer, late),
            EventKind::TimerCancelled { timer } => visitor.timer_cancelled(self, timer),
            EventKind::ResourceCreated { resource, kind, name, capacity } => {
                visitor.resource_created(self, resource, kind, name, capacity)
            }
            EventKind::ResourceChanged { resource, state } => visitor.resource_changed(self, resource, state),
            EventKind::ContextChanged { name, value } => visitor.context_changed(self, name, value),
            EventKind::Blocked { wall } => visitor.blocked(self, wall),
            EventKind::Output { .. } => visitor.output(self),
            EventKind::Warning { code, text, site: _ } => visitor.warning(self, code, text),
            EventKind::Note { text: _ } => R::NOTHING,
            EventKind::GeneratorCreated { generator, name, task, site } => {
                visitor.generator_created(self, generator, name, task, site)
            }
            EventKind::GeneratorResumed { generator, how } => visitor.generator_resumed(self, generator, how),
            EventKind::GeneratorYielded { generator, value, from, stack } => {
                visitor.generator_yielded(self, generator, value, from, stack)
            }
            EventKind::GeneratorEnded { generator, outcome } => visitor.generator_ended(self, generator, outcome),
            EventKind::TurnsRepeated { turns } => visitor.turns_repeated(self, turns),
            EventKind::NameLookedUp { name, address, took } => visitor.name_looked_up(self, name, address, took),
            EventKind::Listening { address: _ } => R::NOTHING,
            EventKind::ConnectionCreated { connection, to, host, from: _, site: _ } => {
                visitor.connection_created(self, connection, to, host)
            }
            EventKind::ConnectionChanged { connection, state } => visitor.connection_changed(self, connection, state),
            EventKind::ConnectionAccepted { connection } => visitor.connection_accepted(self, connection),
            EventKind::BytesSent { connection, by, bytes } => visitor.bytes_sent(self, connection, by, bytes),
            EventKind::BytesArrived { connection, at, bytes } => visitor.bytes_arrived(self, connection, at, bytes),
            EventKind::MessageBegan { message, connection, by, kind, line } => {
                visitor.message_began(self, message, connection, (by, kind), line)
            }
            EventKind::MessageEnded { message, bytes } => visitor.message_ended(self, message, bytes),
            EventKind::ConnectionHeld { connection, by } => visitor.connection_held(self, connection, by),
            EventKind::DatagramSent { datagram, from, to, bytes } => {
                visitor.datagram_sent(self, datagram, (from, to), bytes)
            }
            EventKind::DatagramEnded { datagram, fate } => visitor.datagram_ended(self, datagram, fate),
        }
    }
}

/// Returns true for an event of the program, false for one of the loop's book-keeping.
pub(super) fn concerns_program(kind: &EventKind) -> bool {
    match kind {
        EventKind::Turn { .. }
        | EventKind::HandleScheduled { .. }
        | EventKind::HandleBegan { .. }
        | EventKind::HandleEnded { .. } => false,
        EventKind::StepBegan { .. } | EventKind::FutureCreated { .. } | EventKind::GeneratorCreated { .. } => false,
        EventKind::CallbackAdded { .. } | EventKind::CallbackRemoved { .. } => false,
        EventKind::TimerSet { .. } | EventKind::TimerFired { .. } | EventKind::TimerCancelled { .. } => false,
        EventKind::RunBegan { .. } | EventKind::RunEnded { .. } | EventKind::HandleCancelled { .. } => true,
        EventKind::TaskCreated { .. }
        | EventKind::TaskRenamed { .. }
        | EventKind::StepEnded { .. }
        | EventKind::FutureSettled { .. } => true,
        EventKind::CancelRequested { .. } | EventKind::CancelDelivered { .. } | EventKind::Uncancelled { .. } => true,
        EventKind::ResourceCreated { .. } | EventKind::ResourceChanged { .. } | EventKind::ContextChanged { .. } => {
            true
        }
        EventKind::Blocked { .. } | EventKind::Output { .. } | EventKind::Warning { .. } | EventKind::Note { .. } => {
            true
        }
        EventKind::GeneratorResumed { .. } | EventKind::GeneratorYielded { .. } | EventKind::GeneratorEnded { .. } => {
            true
        }
        EventKind::TurnsRepeated { .. } => true,
        EventKind::NameLookedUp { .. }
        | EventKind::Listening { .. }
        | EventKind::ConnectionCreated { .. }
        | EventKind::ConnectionChanged { .. }
        | EventKind::ConnectionAccepted { .. } => true,
        // A message says more than the bytes of it, and plain bytes have nobody else to tell of them.
        EventKind::BytesSent { .. } | EventKind::BytesArrived { .. } | EventKind::MessageBegan { .. } => true,
        EventKind::MessageEnded { .. } => false,
        EventKind::ConnectionHeld { .. } | EventKind::DatagramSent { .. } | EventKind::DatagramEnded { .. } => true,
    }
}

//! The lanes of connections, derived from the record: their states, what was sent over them and when it arrived, and the
//! requests that are answered on them.
//!
//! The times of a message are those of its bytes: an arrival has its sending as its cause, and a message the sendings of its
//! first and its last byte. So nothing is inferred but which response answers which request, which HTTP/1 says: the next one.

use std::collections::{HashMap, HashSet};

use super::datagram_spans::Datagrams;
use super::walk::{EventTime, EventVisitor, Occurrence};
use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, EventKind, FutureId, MessageId,
    MessageKind, Outcome, Seq, Settled, Stack, TaskId, Text, Trace, WaitKind, WaitReason,
};

/// The most causes that are followed back from an event to the step or the arrival that has brought it about.
const MAX_LINKS: usize = 48;

/// Bytes that one end has sent at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transfer {
    /// The end that sends.
    pub by: ConnectionEnd,
    /// The number of bytes.
    pub bytes: u32,
    /// The moment at which they were sent.
    pub sent: EventTime,
    /// The moment at which they arrived, if they have.
    pub arrived: Option<EventTime>,
    /// The task in whose step they were sent, if it was one's.
    pub task: Option<TaskId>,
}

/// A request, a response or a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Message {
    /// The message.
    pub message: MessageId,
    /// The kind of message.
    pub kind: MessageKind,
    /// The first line: `GET /items`, `200 OK`.
    pub line: Option<Text>,
    /// The end that sends.
    pub by: ConnectionEnd,
    /// The place of the transfer with its first byte.
    first: usize,
    /// The place of the transfer with its last byte, if that was sent, and the number of its bytes.
    last: Option<(usize, u32)>,
}

/// A request with its response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchange {
    /// The place of the request among the messages.
    pub request: usize,
    /// The place of the response, once it has begun.
    pub response: Option<usize>,
}

/// The moments of an exchange in order, each once it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExchangeTimes {
    /// The first byte of the request was sent.
    pub asked: EventTime,
    /// The last byte of the request arrived at the server.
    pub reached: Option<EventTime>,
    /// The first byte of the response was sent.
    pub answered: Option<EventTime>,
    /// The last byte of the response arrived at the client.
    pub ended: Option<EventTime>,
}

/// A wait for the transaction on another connection, with which this one shares a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hold {
    /// The connection whose transaction goes on.
    pub by: ConnectionId,
    /// The moment since which it waits.
    pub from: EventTime,
    /// The end of the wait, once it has come.
    pub to: Option<EventTime>,
}

/// A lookup of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lookup {
    /// The moment of the answer.
    pub at: EventTime,
    /// The time that it took.
    pub took: Micros,
}

/// The life of one connection.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionLine {
    /// The connection.
    pub connection: ConnectionId,
    /// The address that was asked for.
    pub to: Text,
    /// The name that was looked up for it.
    pub host: Option<Text>,
    /// The lookup of the name, if this is the first connection after it.
    pub lookup: Option<Lookup>,
    /// The moment at which it was asked for.
    pub created: EventTime,
    /// The task in whose step it was asked for.
    pub by: Option<TaskId>,
    /// The states that it came into, in order.
    pub states: Vec<(EventTime, ConnectionState)>,
    /// The moment at which the program that listens took it.
    pub accepted: Option<EventTime>,
    /// The bytes that were sent, in order.
    pub transfers: Vec<Transfer>,
    /// The messages, in the order in which they began.
    pub messages: Vec<Message>,
    /// Requests with their responses, in order.
    pub exchanges: Vec<Exchange>,
    /// Waits for the transactions of other connections, in order.
    pub holds: Vec<Hold>,
    /// The number of exchanges that are answered.
    answered: usize,
}

impl ConnectionLine {
    /// The moment at which it came into a state, if it did.
    pub fn since(&self, state: ConnectionState) -> Option<EventTime> {
        self.states.iter().find(|(_, other)| *other == state).map(|(at, _)| *at)
    }

    /// The end of the connection, once there is one.
    pub fn ended(&self) -> Option<(EventTime, ConnectionState)> {
        self.states.last().copied().filter(|(_, state)| state.is_last())
    }

    /// The moment at which the last byte of a message arrived.
    fn arrived(&self, message: &Message) -> Option<EventTime> {
        self.transfers.get(message.last?.0)?.arrived
    }

    /// The moments of an exchange.
    pub fn times(&self, exchange: &Exchange) -> ExchangeTimes {
        let request = &self.messages[exchange.request];
        let response = exchange.response.map(|place| &self.messages[place]);
        ExchangeTimes {
            asked: self.transfers[request.first].sent,
            reached: self.arrived(request),
            answered: response.map(|response| self.transfers[response.first].sent),
            ended: response.and_then(|response| self.arrived(response)),
        }
    }

    /// The task that has sent the request of an exchange.
    pub fn task(&self, exchange: &Exchange) -> Option<TaskId> {
        self.transfers[self.messages[exchange.request].first].task
    }

    /// The moment at which its life begins: with the lookup of its name, if that is its own.
    pub fn began(&self) -> EventTime {
        self.lookup.map_or(self.created, |lookup| EventTime { seq: lookup.at.seq, t: lookup.at.t - lookup.took })
    }

    fn end_hold(&mut self, at: EventTime) {
        if let Some(hold) = self.holds.last_mut().filter(|hold| hold.to.is_none()) {
            hold.to = Some(at);
        }
    }

    /// The number of bytes of a message, once it has ended.
    pub fn bytes(&self, place: usize) -> Option<u32> {
        self.messages[place].last.map(|(_, bytes)| bytes)
    }
}

/// Connections that are with the same host and port, or path.
#[derive(Clone, Debug, PartialEq)]
pub struct HostGroup {
    /// The address, and the name that was looked up for it.
    pub to: Text,
    /// The name that was looked up for the address.
    pub host: Option<Text>,
    /// The places of the connections, in order.
    pub lines: Vec<usize>,
}

/// The connections of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connections {
    /// Connections, in the order in which they were asked for.
    pub lines: Vec<ConnectionLine>,
    /// Hosts, in the order of the first connection with each.
    pub hosts: Vec<HostGroup>,
    /// Datagrams, which have no connection.
    pub datagrams: Datagrams,
    index: HashMap<ConnectionId, usize>,
    /// The latest lookup of each name after which no connection with it was asked for.
    lookups: HashMap<String, Lookup>,
    /// The place of each message that has not ended: of its connection, and among its messages.
    messages: HashMap<MessageId, (usize, usize)>,
    /// The place of each transfer that has not arrived: of its connection, and among its transfers.
    under_way: HashMap<Seq, (usize, usize)>,
    /// The event of a connection that has settled a future, by the future.
    settled_by: HashMap<FutureId, Seq>,
    /// The futures that were settled by what came to the end of a client.
    settled_for_clients: HashSet<FutureId>,
    /// Waits for the network that end at a moment in any case, by future: when they began, and that moment.
    limited: HashMap<FutureId, (Micros, Micros)>,
    /// The time after which a time-out has ended the wait for a future.
    timed_out: HashMap<FutureId, Micros>,
}

impl Connections {
    /// Finds a connection by its id.
    pub fn line(&self, connection: ConnectionId) -> Option<&ConnectionLine> {
        self.index.get(&connection).map(|place| &self.lines[*place])
    }

    /// The event of the network that has settled a future: bytes or a datagram that arrived, or a change of a connection's
    /// state.
    pub fn settler(&self, future: FutureId) -> Option<Seq> {
        self.settled_by.get(&future).copied()
    }

    /// The time after which a time-out has ended the wait for a future, if one has.
    pub fn time_out(&self, future: FutureId) -> Option<Micros> {
        self.timed_out.get(&future).copied()
    }

    /// Tells if a future was settled by what came to the end of a client: its wait was for another machine's answer.
    pub fn answers_client(&self, future: FutureId) -> bool {
        self.settled_for_clients.contains(&future)
    }

    fn line_mut(&mut self, connection: ConnectionId) -> Option<(usize, &mut ConnectionLine)> {
        let place = *self.index.get(&connection)?;
        Some((place, &mut self.lines[place]))
    }
}

impl EventVisitor for Connections {
    type Answer = ();

    const NOTHING: () = ();

    fn connection_created(&mut self, here: &Occurrence, connection: ConnectionId, to: Text, host: Option<Text>) {
        let place = self.lines.len();
        match self.hosts.iter_mut().find(|group| group.to == to && group.host == host) {
            Some(group) => group.lines.push(place),
            None => self.hosts.push(HostGroup { to, host, lines: vec![place] }),
        }
        self.index.insert(connection, place);
        self.lines.push(ConnectionLine {
            connection,
            to,
            host,
            lookup: host.and_then(|host| self.lookups.remove(&host_name(here.trace, host))),
            created: here.at(),
            by: step_of(here.trace, here.event.cause),
            states: Vec::new(),
            accepted: None,
            transfers: Vec::new(),
            messages: Vec::new(),
            exchanges: Vec::new(),
            holds: Vec::new(),
            answered: 0,
        });
    }

    fn name_looked_up(&mut self, here: &Occurrence, name: Text, address: Option<Text>, took: Micros) {
        if address.is_some() {
            self.lookups.insert(host_name(here.trace, name), Lookup { at: here.at(), took });
        }
    }

    fn connection_held(&mut self, here: &Occurrence, connection: ConnectionId, by: Option<ConnectionId>) {
        let Some((_, line)) = self.line_mut(connection) else { return };
        line.end_hold(here.at());
        line.holds.extend(by.map(|by| Hold { by, from: here.at(), to: None }));
    }

    fn datagram_sent(&mut self, here: &Occurrence, datagram: DatagramId, addresses: (Text, Text), bytes: u32) {
        self.datagrams.sent(here, datagram, addresses, bytes);
    }

    fn datagram_ended(&mut self, here: &Occurrence, datagram: DatagramId, fate: DatagramFate) {
        self.datagrams.ended(here, datagram, fate);
    }

    fn connection_changed(&mut self, here: &Occurrence, connection: ConnectionId, state: ConnectionState) {
        if let Some((_, line)) = self.line_mut(connection) {
            if state.is_last() {
                line.end_hold(here.at());
            }
            line.states.push((here.at(), state));
        }
    }

    fn connection_accepted(&mut self, here: &Occurrence, connection: ConnectionId) {
        if let Some((_, line)) = self.line_mut(connection) {
            line.accepted = Some(here.at());
        }
    }

    fn bytes_sent(&mut self, here: &Occurrence, connection: ConnectionId, by: ConnectionEnd, bytes: u32) {
        let Some((place, line)) = self.line_mut(connection) else { return };
        let task = step_of(here.trace, here.event.cause);
        line.transfers.push(Transfer { by, bytes, sent: here.at(), arrived: None, task });
        let transfer = line.transfers.len() - 1;
        self.under_way.insert(here.seq, (place, transfer));
    }

    fn bytes_arrived(&mut self, here: &Occurrence, _: ConnectionId, _: ConnectionEnd, _: u32) {
        if let Some((place, transfer)) = here.event.cause.and_then(|sent| self.under_way.remove(&sent)) {
            self.lines[place].transfers[transfer].arrived = Some(here.at());
        }
    }

    fn message_began(
        &mut self,
        here: &Occurrence,
        message: MessageId,
        connection: ConnectionId,
        (by, kind): (ConnectionEnd, MessageKind),
        line: Option<Text>,
    ) {
        let Some((place, owner)) = self.line_mut(connection) else { return };
        let Some(first) = here.event.cause.and_then(|sent| owner.transfer_of(sent)) else { return };
        let new = owner.messages.len();
        owner.messages.push(Message { message, kind, line, by, first, last: None });
        match kind {
            MessageKind::Request => owner.exchanges.push(Exchange { request: new, response: None }),
            // An interim response is followed by the one that counts.
            MessageKind::Response if !line.is_some_and(|line| is_interim(here.trace.text(line))) => {
                if let Some(exchange) = owner.exchanges.get_mut(owner.answered) {
                    exchange.response = Some(new);
                    owner.answered += 1;
                }
            }
            _ => {}
        }
        self.messages.insert(message, (place, new));
    }

    fn message_ended(&mut self, here: &Occurrence, message: MessageId, bytes: u32) {
        let Some((place, message)) = self.messages.remove(&message) else { return };
        let owner = &mut self.lines[place];
        // One that goes on until its sender ends has its last byte in what was sent last.
        let by = owner.messages[message].by;
        let last = here.event.cause.and_then(|sent| owner.transfer_of(sent));
        let last = last.or_else(|| owner.transfers.iter().rposition(|transfer| transfer.by == by));
        owner.messages[message].last = last.map(|last| (last, bytes));
    }

    fn step_ended(&mut self, here: &Occurrence, _: TaskId, _: Stack, outcome: Outcome) {
        if let Outcome::Suspended(WaitReason { kind: WaitKind::Io, id, until: Some(until) }) = outcome {
            self.limited.insert(FutureId(id), (here.event.t, until));
        }
    }

    fn future_settled(&mut self, here: &Occurrence, future: FutureId, how: Settled) {
        let limited = self.limited.remove(&future);
        if self.lines.is_empty() && self.datagrams.all.is_empty() {
            return;
        }
        if let Some(settler) = network_cause(here.trace, here.event.cause) {
            self.settled_by.insert(future, settler);
            let came_to_client = match here.trace.event(settler).kind {
                EventKind::BytesArrived { at, .. } => at == ConnectionEnd::Client,
                EventKind::ConnectionChanged { state, .. } => state != ConnectionState::ClientEnded,
                _ => false,
            };
            if came_to_client {
                self.settled_for_clients.insert(future);
            }
        } else if how == Settled::Cancelled {
            let time = time_out(here.trace, here.event.cause);
            self.timed_out.extend(time.map(|time| (future, time)));
        } else if let Some((began, until)) = limited.filter(|(_, until)| here.event.t >= *until) {
            self.timed_out.insert(future, until - began);
        }
    }
}

impl ConnectionLine {
    /// The message of which bytes are that were sent by an event.
    pub fn message_in(&self, sent: Seq) -> Option<&Message> {
        /// The messages that are looked at: those of both ends that may be under way at once.
        const MOST: usize = 64;
        let place = self.transfer_of(sent)?;
        let by = self.transfers[place].by;
        let before = self.messages.partition_point(|message| self.transfers[message.first].sent.seq <= sent);
        self.messages[..before].iter().rev().take(MOST).find(|message| {
            message.by == by && message.first <= place && message.last.is_none_or(|(last, _)| place <= last)
        })
    }

    /// The place of the transfer that was sent by an event.
    fn transfer_of(&self, sent: Seq) -> Option<usize> {
        self.transfers.binary_search_by_key(&sent, |transfer| transfer.sent.seq).ok()
    }
}

/// A name of a host as it is compared with others.
fn host_name(trace: &Trace, name: Text) -> String {
    let name = trace.text(name);
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}

/// Tells if the first line of a response is that of one which another follows.
fn is_interim(line: &str) -> bool {
    line.starts_with('1') && !line.starts_with("101")
}

/// The task in whose step an event came about.
pub(super) fn step_of(trace: &Trace, cause: Option<Seq>) -> Option<TaskId> {
    let mut at = cause?;
    for _ in 0..MAX_LINKS {
        let event = trace.event(at);
        match event.kind {
            EventKind::StepBegan { task } => return Some(task),
            EventKind::TimerFired { .. } | EventKind::BytesArrived { .. } => return None,
            EventKind::DatagramEnded { .. } => return None,
            _ => at = event.cause?,
        }
    }
    None
}

/// The time of the time-out that has brought about an event, without a step of a task in between: that of `asyncio.timeout` and
/// the like, which all libraries call by this word.
fn time_out(trace: &Trace, cause: Option<Seq>) -> Option<Micros> {
    let mut at = cause?;
    for _ in 0..MAX_LINKS {
        let event = trace.event(at);
        match event.kind {
            EventKind::TimerFired { .. } => {
                let set = trace.event(event.cause?);
                let EventKind::TimerSet { due, what, .. } = set.kind else { return None };
                let is_time_out = trace.text(what).to_ascii_lowercase().contains("timeout");
                return is_time_out.then(|| due - set.t);
            }
            EventKind::StepBegan { .. } => return None,
            _ => at = event.cause?,
        }
    }
    None
}

/// The event of a connection that has brought about another, without a step of a task in between.
fn network_cause(trace: &Trace, cause: Option<Seq>) -> Option<Seq> {
    let mut at = cause?;
    for _ in 0..MAX_LINKS {
        let event = trace.event(at);
        match event.kind {
            EventKind::BytesArrived { .. } | EventKind::ConnectionChanged { .. } => return Some(at),
            EventKind::DatagramEnded { .. } => return Some(at),
            EventKind::StepBegan { .. } | EventKind::TimerFired { .. } => return None,
            _ => at = event.cause?,
        }
    }
    None
}

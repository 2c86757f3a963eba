//! Facts of connections, noted where they happen, for a recorder that takes them out: made, open, sent, arrived, ended.
//!
//! Only connections by host and port, or by path, are noted: pairs of sockets and pipes are a program's own plumbing. One
//! fact stands for all bytes that leave an end at once, up to its peer's window (64 KB), and one for their arrival, so that a
//! record grows with the number of sends and not with that of bytes. Bytes that wait at a sender because the window is full have
//! not been sent yet.
//!
//! Facts are those of the channels between two ends, whether a program or a host of the network is at the other one. Datagrams
//! are noted alike: the sending of each, and the end of its way.

use std::collections::{BTreeMap, VecDeque};

use super::Address;
use super::messages::{Conversation, MessageFact, MessageKind};
use crate::clock::Micros;

/// A connection, counted from one in the order in which they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u32);

/// A datagram, counted from zero in the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DatagramId(pub u32);

/// The end of a datagram's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatagramFate {
    /// A socket has taken it.
    Arrived,
    /// The socket at its address has no room for more.
    Lost,
    /// No socket has its address.
    Refused,
}

/// A fact, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactId(pub u32);

/// One of the two ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The end that has asked for the connection: a client.
    Opener,
    /// The end that was asked: a server.
    Accepter,
}

impl End {
    /// The other end.
    pub fn other(self) -> End {
        match self {
            End::Opener => End::Accepter,
            End::Accepter => End::Opener,
        }
    }

    pub(super) fn place(self) -> usize {
        self as usize
    }
}

/// The state that a connection comes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both ends can send.
    Open,
    /// A handshake of TLS has begun.
    Handshake,
    /// The handshake is over.
    Secured,
    /// One end sends no more.
    Ended(End),
    /// Neither sends any more.
    Closed,
    /// Nobody listens there.
    Refused,
    /// No answer has come.
    TimedOut,
    /// One end has broken it off.
    Reset,
}

impl Standing {
    /// Tells if nothing follows on it.
    fn is_last(self) -> bool {
        match self {
            Standing::Closed | Standing::Refused | Standing::TimedOut | Standing::Reset => true,
            Standing::Open | Standing::Handshake | Standing::Secured | Standing::Ended(_) => false,
        }
    }
}

/// Something that has happened on the network.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field says what it is by name and type")]
pub enum FactKind {
    /// A name was looked up, which has this address, or none.
    Named { name: String, address: Option<Address>, took: Micros },
    /// A socket takes connections from now on.
    Listens { address: Address },
    /// A connection is asked for. `host` is the name that was looked up for its address, if one was.
    Created { connection: ConnectionId, from: Option<Address>, to: Address, host: Option<String> },
    /// A connection comes into a state.
    Stands { connection: ConnectionId, standing: Standing },
    /// A listener's program takes a connection.
    Accepted { connection: ConnectionId },
    /// Bytes leave an end.
    Sent { connection: ConnectionId, by: End, bytes: usize },
    /// Bytes arrive at an end.
    Arrived { connection: ConnectionId, at: End, bytes: usize },
    /// The bytes that were sent begin a message, counted from zero; `line` is the first line of a request or a response.
    MessageBegan { message: u32, connection: ConnectionId, by: End, kind: MessageKind, line: String },
    /// The bytes that were sent end a message, which has so many bytes.
    MessageEnded { message: u32, connection: ConnectionId, bytes: u64 },
    /// A connection waits for the transaction on another with what it was asked; with `None` it waits no longer.
    Held { connection: ConnectionId, by: Option<ConnectionId> },
    /// A datagram leaves a socket.
    DatagramSent { datagram: DatagramId, from: Address, to: Address, bytes: usize },
    /// The way of a datagram ends.
    DatagramEnded { datagram: DatagramId, fate: DatagramFate },
}

/// A fact and the one that has brought it about, if one has and not the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The fact before it.
    pub cause: Option<FactId>,
    /// The event itself.
    pub kind: FactKind,
}

/// A connection that is not over.
#[derive(Debug, Default)]
struct Progress {
    /// The latest change of its state.
    last: Option<FactId>,
    /// The facts of bytes that each end has sent and that have not arrived.
    under_way: [VecDeque<FactId>; 2],
    /// The ends that have arrived at the other end, and those that have to for the connection to be closed.
    ends: u32,
    ends_needed: u32,
    conversation: Conversation,
    /// The message that each end is sending.
    messages: [Option<u32>; 2],
}

/// The facts that were not taken out, and what has to be remembered to note the next ones.
#[derive(Debug, Default)]
pub(super) struct FactLog {
    facts: Vec<Fact>,
    noted: u32,
    last_connection: u32,
    messages: u32,
    datagrams: u32,
    going: BTreeMap<ConnectionId, Progress>,
}

impl FactLog {
    /// Takes the facts out that were noted since this was last called, in order.
    pub fn take(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    pub fn note(&mut self, cause: Option<FactId>, kind: FactKind) -> FactId {
        self.facts.push(Fact { cause, kind });
        self.noted += 1;
        FactId(self.noted - 1)
    }

    pub fn created(&mut self, from: Option<Address>, to: Address, host: Option<String>) -> ConnectionId {
        self.last_connection += 1;
        let connection = ConnectionId(self.last_connection);
        let last = self.note(None, FactKind::Created { connection, from, to, host });
        self.going.insert(connection, Progress { last: Some(last), ends_needed: 2, ..Progress::default() });
        connection
    }

    /// Notes that a connection is with the very socket that has asked for it, and has one direction only.
    pub fn is_with_itself(&mut self, connection: ConnectionId) {
        if let Some(progress) = self.going.get_mut(&connection) {
            progress.ends_needed = 1;
        }
    }

    /// Notes that a connection comes into a state, unless it is over.
    pub fn stands(&mut self, connection: Option<ConnectionId>, standing: Standing, by_caller: bool) -> Option<FactId> {
        let connection = connection?;
        let cause = self.going.get(&connection)?.last.filter(|_| !by_caller);
        let fact = self.note(cause, FactKind::Stands { connection, standing });
        if standing.is_last() {
            self.going.remove(&connection);
        } else if let Some(progress) = self.going.get_mut(&connection) {
            progress.last = Some(fact);
        }
        Some(fact)
    }

    /// The fact by which a connection came into its state, if it is not over.
    pub fn last_of(&self, connection: Option<ConnectionId>) -> Option<FactId> {
        self.going.get(&connection?)?.last
    }

    pub fn accepted(&mut self, connection: Option<ConnectionId>) {
        if let Some(connection) = connection {
            self.note(None, FactKind::Accepted { connection });
        }
    }

    /// Notes that bytes leave an end, and what they say.
    pub fn sent(&mut self, (connection, by): (ConnectionId, End), data: &[u8]) {
        if !self.going.contains_key(&connection) {
            return;
        }
        let fact = self.note(None, FactKind::Sent { connection, by, bytes: data.len() });
        let Some(progress) = self.going.get_mut(&connection) else { return };
        progress.under_way[by.place()].push_back(fact);
        let mut read = Vec::new();
        progress.conversation.take(by, fact, data, &mut read);
        self.note_read((connection, by), fact, read);
    }

    fn note_read(&mut self, (connection, by): (ConnectionId, End), fact: FactId, read: Vec<MessageFact>) {
        for read in read {
            match read {
                MessageFact::Handshake | MessageFact::Secured => {
                    let standing = if read == MessageFact::Handshake { Standing::Handshake } else { Standing::Secured };
                    let stands = self.note(Some(fact), FactKind::Stands { connection, standing });
                    if let Some(progress) = self.going.get_mut(&connection) {
                        progress.last = Some(stands);
                    }
                }
                MessageFact::Began { at, kind, line } => {
                    let message = self.messages;
                    self.messages += 1;
                    if let Some(progress) = self.going.get_mut(&connection) {
                        progress.messages[by.place()] = Some(message);
                    }
                    self.note(Some(at), FactKind::MessageBegan { message, connection, by, kind, line });
                }
                MessageFact::Ended { bytes } => {
                    let message = self.going.get_mut(&connection).and_then(|going| going.messages[by.place()].take());
                    if let Some(message) = message {
                        self.note(Some(fact), FactKind::MessageEnded { message, connection, bytes });
                    }
                }
            }
        }
    }

    /// Notes that bytes arrive that the other end has sent.
    pub fn arrived(&mut self, (connection, by): (ConnectionId, End), bytes: usize) -> Option<FactId> {
        let cause = self.going.get_mut(&connection)?.under_way[by.place()].pop_front();
        Some(self.note(cause, FactKind::Arrived { connection, at: by.other(), bytes }))
    }

    /// Notes that a connection waits for the transaction on another, or no longer.
    pub fn held(&mut self, connection: Option<ConnectionId>, by: Option<ConnectionId>) {
        if let Some(connection) = connection.filter(|connection| self.going.contains_key(connection)) {
            self.note(None, FactKind::Held { connection, by });
        }
    }

    /// Notes that a datagram leaves a socket.
    pub fn datagram_sent(&mut self, from: Address, to: Address, bytes: usize) -> (DatagramId, FactId) {
        let datagram = DatagramId(self.datagrams);
        self.datagrams += 1;
        (datagram, self.note(None, FactKind::DatagramSent { datagram, from, to, bytes }))
    }

    /// Notes the end of a datagram's way; returns the fact that whoever receives there learns.
    pub fn datagram_ended(&mut self, (datagram, sent): (DatagramId, FactId), fate: DatagramFate) -> FactId {
        self.note(Some(sent), FactKind::DatagramEnded { datagram, fate })
    }

    /// Notes that an end sends no more.
    pub fn ends(&mut self, (connection, by): (ConnectionId, End)) {
        let Some(fact) = self.stands(Some(connection), Standing::Ended(by), true) else { return };
        let mut read = Vec::new();
        if let Some(progress) = self.going.get_mut(&connection) {
            progress.conversation.ends(by, &mut read);
        }
        self.note_read((connection, by), fact, read);
    }

    /// Notes that an end has arrived at the other; returns the fact that whoever reads there learns.
    pub fn end_arrived(&mut self, (connection, _): (ConnectionId, End)) -> Option<FactId> {
        let progress = self.going.get_mut(&connection)?;
        progress.ends += 1;
        match progress.ends == progress.ends_needed {
            true => self.stands(Some(connection), Standing::Closed, false),
            false => progress.last,
        }
    }
}

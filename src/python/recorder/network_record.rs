//! Facts of the network in memory, as events of the record.

use super::ProgramRecorder;
use crate::network::{self, Address, End, Fact, FactKind, Standing};
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, EventKind, MessageId, MessageKind, Seq,
    Site, Text,
};

impl ProgramRecorder {
    /// Records a fact, with its cause if that is no other than what runs now; `site` is the line of the program that asks for a
    /// connection.
    pub fn network_fact(&mut self, fact: &Fact, cause: Option<Seq>, site: Option<Site>) -> Option<Seq> {
        let kind = match &fact.kind {
            FactKind::Named { name, address, took } => {
                let host = |address: &Address| match address {
                    Address::Inet(host, _) => host.to_string(),
                    other => address_text(other),
                };
                let address = address.as_ref().map(|address| self.intern(&host(address)));
                EventKind::NameLookedUp { name: self.intern(name), address, took: *took }
            }
            FactKind::Listens { address } => EventKind::Listening { address: self.address(address) },
            FactKind::Created { connection, from, to, host } => EventKind::ConnectionCreated {
                connection: ConnectionId(connection.0),
                from: self.address(from.as_ref().unwrap_or(&Address::Unnamed)),
                to: self.address(to),
                host: host.as_ref().map(|host| self.intern(host)),
                site,
            },
            FactKind::Stands { connection, standing } => {
                EventKind::ConnectionChanged { connection: ConnectionId(connection.0), state: state(*standing) }
            }
            FactKind::Accepted { connection } => {
                EventKind::ConnectionAccepted { connection: ConnectionId(connection.0) }
            }
            FactKind::Sent { connection, by, bytes } => {
                let (connection, bytes) = (ConnectionId(connection.0), count(*bytes as u64));
                EventKind::BytesSent { connection, by: end(*by), bytes }
            }
            FactKind::Arrived { connection, at, bytes } => {
                let (connection, bytes) = (ConnectionId(connection.0), count(*bytes as u64));
                EventKind::BytesArrived { connection, at: end(*at), bytes }
            }
            FactKind::MessageBegan { message, connection, by, kind, line } => EventKind::MessageBegan {
                message: MessageId(*message),
                connection: ConnectionId(connection.0),
                by: end(*by),
                kind: message_kind(*kind),
                line: (!line.is_empty()).then(|| self.intern(line)),
            },
            FactKind::MessageEnded { message, bytes, .. } => {
                EventKind::MessageEnded { message: MessageId(*message), bytes: count(*bytes) }
            }
            FactKind::Held { connection, by } => EventKind::ConnectionHeld {
                connection: ConnectionId(connection.0),
                by: by.map(|by| ConnectionId(by.0)),
            },
            FactKind::DatagramSent { datagram, from, to, bytes } => EventKind::DatagramSent {
                datagram: DatagramId(datagram.0),
                from: self.address(from),
                to: self.address(to),
                bytes: count(*bytes as u64),
            },
            FactKind::DatagramEnded { datagram, fate } => EventKind::DatagramEnded {
                datagram: DatagramId(datagram.0),
                fate: match fate {
                    network::DatagramFate::Arrived => DatagramFate::Arrived,
                    network::DatagramFate::Lost => DatagramFate::Lost,
                    network::DatagramFate::Refused => DatagramFate::Refused,
                },
            },
        };
        self.note_for(cause, kind)
    }

    fn address(&self, address: &Address) -> Text {
        self.intern(&address_text(address))
    }
}

/// An address as programs write it: a name that is in no folder begins with `@`, and one that was never given is empty.
fn address_text(address: &Address) -> String {
    match address {
        Address::Inet(host, port) => format!("{host}:{port}"),
        Address::Path { name, .. } => name.replacen('\0', "@", 1),
        Address::Unnamed => String::new(),
    }
}

fn count(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn end(end: End) -> ConnectionEnd {
    match end {
        End::Opener => ConnectionEnd::Client,
        End::Accepter => ConnectionEnd::Server,
    }
}

fn state(standing: Standing) -> ConnectionState {
    match standing {
        Standing::Open => ConnectionState::Open,
        Standing::Handshake => ConnectionState::Handshake,
        Standing::Secured => ConnectionState::Secured,
        Standing::Ended(End::Opener) => ConnectionState::ClientEnded,
        Standing::Ended(End::Accepter) => ConnectionState::ServerEnded,
        Standing::Closed => ConnectionState::Closed,
        Standing::Refused => ConnectionState::Refused,
        Standing::TimedOut => ConnectionState::TimedOut,
        Standing::Reset => ConnectionState::Reset,
    }
}

fn message_kind(kind: network::MessageKind) -> MessageKind {
    match kind {
        network::MessageKind::Request => MessageKind::Request,
        network::MessageKind::Response => MessageKind::Response,
        network::MessageKind::TextFrame => MessageKind::TextFrame,
        network::MessageKind::BinaryFrame => MessageKind::BinaryFrame,
        network::MessageKind::ContinuationFrame => MessageKind::ContinuationFrame,
        network::MessageKind::CloseFrame => MessageKind::CloseFrame,
        network::MessageKind::PingFrame => MessageKind::PingFrame,
        network::MessageKind::PongFrame => MessageKind::PongFrame,
    }
}

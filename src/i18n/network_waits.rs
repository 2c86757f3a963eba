//! Waits that the network has ended: what came, from whom, over which connection.

use super::Lang;
use crate::clock::Micros;
use crate::reading::spans::Spans;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, EventKind, FutureId, MessageKind, Seq, Trace, WaitKind, WaitReason,
};

/// The thing that has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// A response, or a part of one.
    Response,
    /// A request, or a part of one.
    Request,
    /// Bytes of another kind.
    Data,
    /// The connection itself, or the end of it.
    Connection,
    /// The end of what the other end sends.
    End,
}

/// A wait that the network has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NetworkWait {
    pub awaited: Awaited,
    pub connection: ConnectionId,
    /// The host and port that the connection is with.
    pub peer: String,
    /// The end at which the one who waited is.
    pub at: ConnectionEnd,
}

/// The wait behind a reason, if the record says that a connection has ended it.
pub(super) fn network_wait(trace: &Trace, spans: &Spans, on: WaitReason) -> Option<NetworkWait> {
    if !matches!(on.kind, WaitKind::Io | WaitKind::Future) {
        return None;
    }
    let settler = spans.connections.settler(FutureId(on.id))?;
    let (connection, awaited, at) = match trace.event(settler).kind {
        EventKind::BytesArrived { connection, at, .. } => (connection, arrived(trace, spans, settler, connection), at),
        EventKind::ConnectionChanged { connection, state } => match state {
            ConnectionState::ClientEnded => (connection, Awaited::End, ConnectionEnd::Server),
            ConnectionState::ServerEnded => (connection, Awaited::End, ConnectionEnd::Client),
            ConnectionState::Closed | ConnectionState::Reset => (connection, Awaited::End, ConnectionEnd::Client),
            _ => (connection, Awaited::Connection, ConnectionEnd::Client),
        },
        _ => return None,
    };
    Some(NetworkWait { awaited, connection, peer: spans.names.peer(trace, connection), at })
}

/// The address of the sender whose datagram has ended a wait, if one has; empty for a sender without one.
pub(super) fn datagram_wait<'t>(trace: &'t Trace, spans: &Spans, on: WaitReason) -> Option<&'t str> {
    if !matches!(on.kind, WaitKind::Io | WaitKind::Future) {
        return None;
    }
    let settler = spans.connections.settler(FutureId(on.id))?;
    let EventKind::DatagramEnded { datagram, .. } = trace.event(settler).kind else { return None };
    let datagram = spans.connections.datagrams.datagram(datagram)?;
    Some(trace.text(datagram.from))
}

/// The time after which a time-out has ended a wait, if one has.
pub(super) fn timed_out(spans: &Spans, on: WaitReason) -> Option<Micros> {
    matches!(on.kind, WaitKind::Io | WaitKind::Future).then(|| spans.connections.time_out(FutureId(on.id)))?
}

/// Returns the kind of the message that the bytes which arrived are a part of.
fn arrived(trace: &Trace, spans: &Spans, arrival: Seq, connection: ConnectionId) -> Awaited {
    let sent = trace.event(arrival).cause;
    let message = sent.and_then(|sent| spans.connections.line(connection)?.message_in(sent));
    match message.map(|message| message.kind) {
        Some(MessageKind::Request) => Awaited::Request,
        Some(MessageKind::Response) => Awaited::Response,
        _ => Awaited::Data,
    }
}

impl NetworkWait {
    /// The wait in a few words: `response of example.com:80 · connection 2`.
    pub fn label(&self, lang: Lang) -> String {
        let (peer, number) = (&self.peer, self.connection.0);
        // A server knows its client by nothing but the connection.
        let (en, ru) = match (self.awaited, self.at) {
            (Awaited::Response, _) => (format!("response of {peer}"), format!("ответ {peer}")),
            (Awaited::Request, _) => ("request".to_string(), "запрос".to_string()),
            (Awaited::Data, ConnectionEnd::Client) => (format!("data of {peer}"), format!("данные {peer}")),
            (Awaited::Data, ConnectionEnd::Server) => ("data of the client".into(), "данные клиента".into()),
            (Awaited::Connection, _) => {
                return lang.pick(format!("connection {number} to {peer}"), format!("соединение {number} с {peer}"));
            }
            (Awaited::End, _) => ("end".to_string(), "закрытие".to_string()),
        };
        lang.pick(format!("{en} · connection {number}"), format!("{ru} · соединение {number}"))
    }
}

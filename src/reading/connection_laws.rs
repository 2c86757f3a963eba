//! The laws of connections, their bytes and their messages, and of datagrams.

use std::collections::{HashMap, VecDeque};

use super::laws::{Law, law};
use super::walk::Occurrence;
use crate::trace::{ConnectionEnd, ConnectionId, ConnectionState, DatagramId, EventKind, MessageId, Seq};

/// The bytes that one end has sent.
#[derive(Default)]
struct Direction {
    ended: bool,
    sent: u64,
    /// Sendings that have not arrived, with their bytes.
    under_way: VecDeque<(Seq, u32)>,
    /// The message that has begun and not ended.
    message: Option<MessageId>,
    /// The bytes of the messages that have ended.
    in_messages: u64,
}

/// A connection so far.
#[derive(Default)]
struct Connection {
    open: bool,
    over: bool,
    accepted: bool,
    is_held: bool,
    directions: [Direction; 2],
}

impl Connection {
    fn direction(&mut self, by: ConnectionEnd) -> &mut Direction {
        &mut self.directions[by as usize]
    }
}

/// The connections and messages so far, as far as the laws concern them.
#[derive(Default)]
pub(super) struct ConnectionLaws {
    connections: HashMap<ConnectionId, Connection>,
    messages: HashMap<MessageId, (ConnectionId, ConnectionEnd)>,
    /// The sending of each datagram that is on its way.
    datagrams: HashMap<DatagramId, Seq>,
    sent_datagrams: u32,
}

impl ConnectionLaws {
    /// A connection that is not over.
    fn going(&mut self, connection: ConnectionId) -> Result<&mut Connection, &'static str> {
        let going = self.connections.get_mut(&connection).ok_or("a connection is created before")?;
        law(!going.over, "nothing happens to a connection that is over")?;
        Ok(going)
    }

    pub fn created(&mut self, connection: ConnectionId) -> Law {
        let before = self.connections.insert(connection, Connection::default());
        law(before.is_none(), "a connection is created once")
    }

    pub fn changed(&mut self, here: &Occurrence, connection: ConnectionId, state: ConnectionState) -> Law {
        let going = self.going(connection)?;
        let cause = here.event.cause.and_then(|cause| here.trace.get(cause)).map(|cause| cause.kind);
        let is_asked = matches!(cause, Some(EventKind::ConnectionCreated { connection: id, .. }) if id == connection);
        match state {
            ConnectionState::Open => {
                law(!going.open && is_asked, "a connection opens once, because it was asked for")?;
                going.open = true;
            }
            ConnectionState::Refused | ConnectionState::TimedOut => {
                law(!going.open && is_asked, "a connection is refused, or not answered, because it was asked for")?;
            }
            ConnectionState::ClientEnded | ConnectionState::ServerEnded => {
                let is_client = state == ConnectionState::ClientEnded;
                let by = if is_client { ConnectionEnd::Client } else { ConnectionEnd::Server };
                law(going.open, "an end of an open connection ends")?;
                let ended = std::mem::replace(&mut going.direction(by).ended, true);
                law(!ended, "an end ends once")?;
            }
            ConnectionState::Handshake | ConnectionState::Secured => {
                law(going.open, "a handshake is on an open connection")?
            }
            ConnectionState::Closed | ConnectionState::Reset => {}
        }
        going.over = state.is_last();
        Ok(())
    }

    pub fn accepted(&mut self, connection: ConnectionId) -> Law {
        // The client may have ended it before the program that listens takes it.
        let taken = self.connections.get_mut(&connection).ok_or("a connection is created before")?;
        law(taken.open && !std::mem::replace(&mut taken.accepted, true), "an open connection is accepted once")
    }

    pub fn held(&mut self, connection: ConnectionId, by: Option<ConnectionId>) -> Law {
        if let Some(by) = by {
            law(
                by != connection && self.connections.contains_key(&by),
                "a connection waits for the transaction of another",
            )?;
        }
        let going = self.going(connection)?;
        law(going.open, "what was asked on an open connection waits")?;
        let was_held = std::mem::replace(&mut going.is_held, by.is_some());
        law(was_held != by.is_some(), "a connection that waits for a transaction waits no longer before it waits again")
    }

    pub fn datagram_sent(&mut self, here: &Occurrence, datagram: DatagramId) -> Law {
        law(datagram.0 == self.sent_datagrams, "datagrams are counted in the order of sending")?;
        self.sent_datagrams += 1;
        self.datagrams.insert(datagram, here.seq);
        Ok(())
    }

    pub fn datagram_ended(&mut self, here: &Occurrence, datagram: DatagramId) -> Law {
        let sent = self.datagrams.remove(&datagram).ok_or("the way of a datagram that was sent ends, once")?;
        law(here.event.cause == Some(sent), "the way of a datagram ends because it was sent")
    }

    pub fn sent(&mut self, here: &Occurrence, connection: ConnectionId, by: ConnectionEnd, bytes: u32) -> Law {
        let going = self.going(connection)?;
        law(going.open, "bytes are sent over an open connection")?;
        let direction = going.direction(by);
        law(!direction.ended, "an end that has ended sends nothing")?;
        direction.sent += u64::from(bytes);
        direction.under_way.push_back((here.seq, bytes));
        Ok(())
    }

    pub fn arrived(&mut self, here: &Occurrence, connection: ConnectionId, at: ConnectionEnd, bytes: u32) -> Law {
        let sent = self.going(connection)?.direction(at.other()).under_way.pop_front();
        let Some((seq, count)) = sent else { return Err("no byte arrives that was not sent") };
        law(here.event.cause == Some(seq), "bytes arrive because they were sent, in the order of that")?;
        law(count == bytes, "as many bytes arrive as were sent")
    }

    pub fn message_began(
        &mut self,
        here: &Occurrence,
        message: MessageId,
        connection: ConnectionId,
        by: ConnectionEnd,
    ) -> Law {
        law(self.messages.insert(message, (connection, by)).is_none(), "a message begins once")?;
        let cause = here.event.cause.and_then(|cause| here.trace.get(cause)).map(|cause| cause.kind);
        let is_sent = matches!(cause, Some(EventKind::BytesSent { connection: id, by: end, .. }) if (id, end) == (connection, by));
        law(is_sent, "a message begins because its first byte was sent")?;
        let before = self.going(connection)?.direction(by).message.replace(message);
        law(before.is_none(), "an end sends one message at a time")
    }

    pub fn message_ended(&mut self, here: &Occurrence, message: MessageId, bytes: u32) -> Law {
        let Some((connection, by)) = self.messages.get(&message).copied() else {
            return Err("a message that ends has begun");
        };
        let cause = here.event.cause.and_then(|cause| here.trace.get(cause)).map(|cause| cause.kind);
        let is_last = match cause {
            Some(EventKind::BytesSent { connection: id, by: end, .. }) => (id, end) == (connection, by),
            // A message without a length goes on until the end.
            Some(EventKind::ConnectionChanged { connection: id, .. }) => id == connection,
            _ => false,
        };
        law(is_last, "a message ends because its last byte was sent, or its sender has ended")?;
        let direction = self.going(connection)?.direction(by);
        law(direction.message.take() == Some(message), "the message that ends is the one that its end is sending")?;
        direction.in_messages += u64::from(bytes);
        law(direction.in_messages <= direction.sent, "messages are no longer than what was sent")
    }
}

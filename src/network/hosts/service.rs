//! The seam between the kernel and whatever answers on a connection.

use std::fmt::Debug;

use super::super::{Address, ErrorNumber};
use crate::clock::Micros;

/// The number of a peer's end of a connection, valid until that end is closed and never given again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerId(pub u32);

/// A program's end that asks for a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The number that the service's end of the connection will have.
    pub peer: PeerId,
    /// The address of the program's socket.
    pub from: Address,
    /// The address that was asked for.
    pub to: Address,
}

/// The answer to a request for a connection.
#[derive(Debug)]
pub enum Reception {
    /// The connection is made, and this speaks on it.
    Accepts(Box<dyn Conversation>),
    /// Nobody listens at the port.
    Refuses,
    /// No answer comes. The request is repeated, and given up after 127 seconds.
    Silent,
}

/// Something that stands at a port and takes connections.
///
/// ```
/// use std::net::Ipv4Addr;
///
/// use loopline::clock::Micros;
/// use loopline::network::Network;
/// use loopline::network::hosts::{Caller, Conversation, Heard, Reception, Reply, Service};
///
/// /// Answers each piece of bytes with their number, after thinking for a millisecond.
/// #[derive(Debug)]
/// struct Counter;
///
/// impl Service for Counter {
///     fn accept(&mut self, _: &Caller, _: Micros) -> Reception {
///         Reception::Accepts(Box::new(Counter))
///     }
/// }
///
/// impl Conversation for Counter {
///     fn hear(&mut self, heard: Heard<'_>, _: Micros, reply: &mut Reply) {
///         match heard {
///             Heard::Bytes(data) => reply.send(Micros::from_millis(1), format!("{}\n", data.len())),
///             Heard::End => reply.close(Micros::ZERO),
///             Heard::Opened | Heard::Broken(_) | Heard::Woken => {}
///         }
///     }
/// }
///
/// let mut network = Network::default();
/// network.serve(Ipv4Addr::LOCALHOST, 5432, Box::new(Counter));
/// ```
pub trait Service: Debug {
    /// Answers a request for a connection, at the moment at which it has arrived.
    fn accept(&mut self, caller: &Caller, now: Micros) -> Reception;
}

/// One end of one connection, with what it remembers.
pub trait Conversation: Debug {
    /// Takes what has happened, at the moment at which it has, and puts into `reply` what is done about it.
    ///
    /// Called while the network is borrowed: an implementation may compute, also in an outer layer, and uses no socket.
    fn hear(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply);
}

/// An event of a connection, as its conversation is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard<'a> {
    /// The connection stands. It is the first event, unless the connection could not be made.
    Opened,
    /// Bytes have arrived: some, in the order of the stream, in pieces of any length.
    Bytes(&'a [u8]),
    /// The other end sends no more. It may still read.
    End,
    /// The connection is broken off, or could not be made. Nothing follows.
    Broken(ErrorNumber),
    /// A moment has come for which the conversation, or another one, has asked by [`Reply::wake`].
    Woken,
}

/// A thing that a conversation does.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::network) enum Act {
    Send(Vec<u8>),
    End,
    Close,
    Break,
    Wake(PeerId),
    Hold(PeerId, Option<PeerId>),
}

/// The things that a conversation does about an event, each after a time from now.
///
/// Things of one moment are done in the order in which they were asked for. Whatever is sent has the connection's latency still
/// before it, and waits for the reader's window, so that the time given here is the service's own: its thinking.
#[derive(Debug, Default)]
pub struct Reply {
    acts: Vec<(Micros, Act)>,
}

impl Reply {
    /// Sends bytes.
    pub fn send(&mut self, after: Micros, data: impl Into<Vec<u8>>) {
        self.acts.push((after, Act::Send(data.into())));
    }

    /// Sends no more from then on; what arrives is still heard.
    pub fn end(&mut self, after: Micros) {
        self.acts.push((after, Act::End));
    }

    /// Closes the connection behind what was sent. The conversation is over and hears nothing more.
    pub fn close(&mut self, after: Micros) {
        self.acts.push((after, Act::Close));
    }

    /// Breaks the connection off: the other end reads an error. The conversation is over and hears nothing more.
    pub fn break_off(&mut self, after: Micros) {
        self.acts.push((after, Act::Break));
    }

    /// Has a conversation hear [`Heard::Woken`]: this one, or another of a service that several share. Nothing happens if that
    /// is over by then.
    pub fn wake(&mut self, after: Micros, peer: PeerId) {
        self.acts.push((after, Act::Wake(peer)));
    }

    /// Notes that what was asked of a conversation waits for the transaction on another's connection; with `None` that it waits
    /// no longer. Nothing else comes of it.
    pub fn note_hold(&mut self, after: Micros, peer: PeerId, by: Option<PeerId>) {
        self.acts.push((after, Act::Hold(peer, by)));
    }

    pub(in crate::network) fn into_acts(self) -> Vec<(Micros, Act)> {
        self.acts
    }
}

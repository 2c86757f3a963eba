//! Ends of connections that belong to a conversation and not to the program: how they are made, told and closed.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::super::channel::Course;
use super::super::connections::{State, Stream, WINDOW};
use super::super::{Address, Arrival, ErrorNumber, Family, Kind, Network, ObjectId};
use super::{Act, Caller, Conversation, Heard, PeerId, Reception, Reply};
use crate::clock::Micros;

/// The bytes that may wait at a host: as many as it sends. The window limits what is under way.
const UNLIMITED: usize = usize::MAX / 4;

/// The most bytes that are read at once.
const MOST_READ: usize = 1 << 20;

/// A step of a peer that is due at a moment.
#[derive(Debug)]
pub(in crate::network) enum PeerStep {
    /// Looks at what has happened on its connection.
    Attend,
    /// Does something that was put off.
    Do(Act),
}

/// An end of a connection that belongs to a conversation.
#[derive(Debug)]
struct Peer {
    conversation: Box<dyn Conversation>,
    /// True while a look is due.
    is_due: bool,
    is_opened: bool,
    has_heard_end: bool,
    has_ended: bool,
}

/// All ends that belong to conversations.
#[derive(Debug, Default)]
pub(in crate::network) struct Peers {
    peers: BTreeMap<ObjectId, Peer>,
}

impl Peers {
    fn add(&mut self, id: ObjectId, conversation: Box<dyn Conversation>) {
        let peer = Peer { conversation, is_due: false, is_opened: false, has_heard_end: false, has_ended: false };
        self.peers.insert(id, peer);
    }

    pub fn contains(&self, id: ObjectId) -> bool {
        self.peers.contains_key(&id)
    }
}

impl Network {
    /// Has a conversation call a listener of the program, from the machine itself. It hears [`Heard::Opened`], or
    /// [`Heard::Broken`] if nobody listens.
    pub fn call(&mut self, host: Ipv4Addr, port: u16, conversation: Box<dyn Conversation>) -> PeerId {
        let mut end = Stream::new(Family::Inet);
        end.send_buffer = UNLIMITED;
        let to = Address::Inet(host, port);
        (end.state, end.peer) = (State::Connecting, Some(to.clone()));
        let id = self.object(Kind::Stream(end));
        self.peers.add(id, conversation);
        let latency = self.latency(host).unwrap_or(Micros::ZERO);
        if self.bind_to_any(id, Ipv4Addr::LOCALHOST).is_ok() {
            let own = self.stream(id).and_then(|stream| stream.local.clone());
            self.connection_created(id, own, to.clone());
            self.send_off(latency, Arrival::Request { from: id, to, attempt: 0 });
        }
        PeerId(id.0)
    }

    /// Has a conversation hear [`Heard::Woken`] at a moment.
    pub fn wake(&mut self, peer: PeerId, at: Micros) {
        let after = at - self.now;
        self.put_off(after, Arrival::Peer(ObjectId(peer.0), PeerStep::Do(Act::Wake(peer))));
    }

    /// Tells if an end belongs to a conversation.
    pub(in crate::network) fn is_peer(&self, id: ObjectId) -> bool {
        self.peers.contains(id)
    }

    /// The request of a socket has come to a host, or to a port of this machine at which the program does not listen. Returns
    /// the answer if there is one.
    pub(in crate::network) fn received_by_host(
        &mut self,
        from: ObjectId,
        to: &Address,
        own: Option<Address>,
        latency: Micros,
    ) -> Option<Arrival> {
        let Address::Inet(host, port) = *to else { return None };
        let other = self.object(Kind::Stream(Stream::new(Family::Inet)));
        let peer = own.unwrap_or(Address::Unnamed);
        let caller = Caller { peer: PeerId(other.0), from: peer.clone(), to: to.clone() };
        let reception = self.reception(host, port, &caller);
        let Reception::Accepts(conversation) = reception else {
            self.objects.remove(&other);
            return match reception {
                Reception::Silent => None,
                _ => Some(Arrival::Refused(from, ErrorNumber::REFUSED)),
            };
        };
        let (window, send_buffer) = self.stream(from).map_or((WINDOW, WINDOW), |own| (own.window, own.send_buffer));
        let output = self.channel(Course { latency, window: WINDOW, send_buffer }, from, other);
        let input = self.channel(Course { latency, window, send_buffer: UNLIMITED }, other, from);
        let connection = self.stream(from).and_then(|stream| stream.connection);
        self.note_channels(connection, output, input);
        if let Some(end) = self.stream_mut(other) {
            (end.local, end.connection) = (Some(to.clone()), connection);
        }
        self.connect_end(other, output, input, Some(peer));
        self.peers.add(other, conversation);
        Some(Arrival::Accepted { from, input, output, listener: other, other })
    }

    /// Has a peer look at what has happened to its end. It does so in an arrival of its own, never inside the operation that
    /// has brought it about.
    pub(in crate::network) fn attend_later(&mut self, id: ObjectId) {
        if let Some(peer) = self.peers.peers.get_mut(&id)
            && !peer.is_due
        {
            peer.is_due = true;
            self.put_off(Micros::ZERO, Arrival::Peer(id, PeerStep::Attend));
        }
    }

    pub(in crate::network) fn step_of_peer(&mut self, id: ObjectId, step: PeerStep) {
        match step {
            PeerStep::Attend => self.attend(id),
            PeerStep::Do(act) => self.act(id, act),
        }
    }

    /// Tells a conversation of all that it has not heard yet.
    fn attend(&mut self, id: ObjectId) {
        if let Some(peer) = self.peers.peers.get_mut(&id) {
            peer.is_due = false;
        }
        let Some(stream) = self.stream(id) else {
            return self.break_peer(id, ErrorNumber::RESET);
        };
        let (input, error) = (stream.input, stream.error);
        match stream.state {
            State::Connected => {}
            State::Broken | State::Idle => return self.break_peer(id, error.unwrap_or(ErrorNumber::RESET)),
            State::Connecting | State::Listening { .. } => return,
        }
        if self.peers.peers.get_mut(&id).is_some_and(|peer| !std::mem::replace(&mut peer.is_opened, true)) {
            self.tell(id, Heard::Opened);
        }
        let Some(input) = input else { return };
        while self.channels.get(&input).is_some_and(|input| input.has_received()) && self.is_peer(id) {
            if let Ok(data) = self.read(input, MOST_READ, false) {
                self.tell(id, Heard::Bytes(&data));
            }
        }
        let is_at_end = self.channels.get(&input).is_none_or(|input| input.is_at_end);
        if let Some(peer) = self.peers.peers.get_mut(&id).filter(|peer| is_at_end && !peer.has_heard_end) {
            peer.has_heard_end = true;
            self.tell(id, Heard::End);
        }
        self.close_if_over(id);
    }

    fn close_if_over(&mut self, id: ObjectId) {
        if self.peers.peers.get(&id).is_some_and(|peer| peer.has_heard_end && peer.has_ended) {
            self.act(id, Act::Close);
        }
    }

    /// Tells a conversation of its end, which is broken off.
    fn break_peer(&mut self, id: ObjectId, error: ErrorNumber) {
        self.tell(id, Heard::Broken(error));
        self.act(id, Act::Close);
    }

    fn tell(&mut self, id: ObjectId, heard: Heard<'_>) {
        let Some(peer) = self.peers.peers.get_mut(&id) else { return };
        let mut reply = Reply::default();
        peer.conversation.hear(heard, self.now, &mut reply);
        for (after, act) in reply.into_acts() {
            if after == Micros::ZERO && !matches!(act, Act::Wake(_)) {
                self.act(id, act);
            } else {
                self.put_off(after, Arrival::Peer(id, PeerStep::Do(act)));
            }
        }
    }

    fn act(&mut self, id: ObjectId, act: Act) {
        let output = self.stream(id).and_then(|stream| stream.output);
        match act {
            Act::Wake(peer) => self.tell(ObjectId(peer.0), Heard::Woken),
            Act::Hold(peer, by) => {
                let connection = |peer: PeerId| self.stream(ObjectId(peer.0)).and_then(|stream| stream.connection);
                let (held, by) = (connection(peer), by.map(connection));
                match by {
                    // The other is over: whatever waits for it is told so by the session.
                    Some(None) => {}
                    by => self.facts.held(held, by.flatten()),
                }
            }
            _ if !self.is_peer(id) => {}
            Act::Send(data) => {
                let channel = output.and_then(|output| Some((output, self.channels.get(&output)?)));
                if let Some((output, _)) = channel.filter(|(_, channel)| !channel.is_ended) {
                    // There is room for all of it.
                    let _ = self.write(output, &data);
                }
            }
            Act::End => {
                if let Some(peer) = self.peers.peers.get_mut(&id) {
                    peer.has_ended = true;
                }
                if let Some(output) = output {
                    self.finish(output);
                }
                self.close_if_over(id);
            }
            Act::Close | Act::Break => {
                self.peers.peers.remove(&id);
                self.visitor_leaves(id);
                if act == Act::Break {
                    self.break_off(id);
                }
                self.close_object(id);
            }
        }
    }
}

//! Datagrams, derived from the record: which socket has sent each, which has taken it, and what became of it.
//!
//! A socket is known by its address: one that is bound anew to an address has the lane of the one before. A sender without an
//! address, as by path, has no lane.

use std::collections::HashMap;

use super::connection_spans::step_of;
use super::walk::{EventTime, Occurrence};
use crate::trace::{DatagramFate, DatagramId, TaskId, Text};

/// A datagram and its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Datagram {
    /// The address of the socket that sends; empty if it has none.
    pub from: Text,
    /// The address to which it goes.
    pub to: Text,
    /// The number of bytes.
    pub bytes: u32,
    /// The moment at which it was sent.
    pub sent: EventTime,
    /// The end of its way, once there is one.
    pub ended: Option<(EventTime, DatagramFate)>,
    /// The task in whose step it was sent, if it was one's.
    pub task: Option<TaskId>,
    /// The place of the socket that sends, if that has an address.
    pub sender: Option<usize>,
    /// The place of the socket that has taken it, once one has.
    pub receiver: Option<usize>,
}

/// A socket of datagrams.
#[derive(Clone, Debug, PartialEq)]
pub struct DatagramSocket {
    /// The address.
    pub address: Text,
    /// The places of the datagrams that it has sent or taken, in the order of these events.
    pub datagrams: Vec<usize>,
}

/// The datagrams of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Datagrams {
    /// Datagrams, in the order of sending.
    pub all: Vec<Datagram>,
    /// Sockets, in the order in which they have first sent or taken one.
    pub sockets: Vec<DatagramSocket>,
    index: HashMap<DatagramId, usize>,
    sockets_by_address: HashMap<Text, usize>,
}

impl Datagrams {
    /// Finds a datagram by its id.
    pub fn datagram(&self, datagram: DatagramId) -> Option<&Datagram> {
        self.index.get(&datagram).map(|place| &self.all[*place])
    }

    pub(super) fn sent(&mut self, here: &Occurrence, datagram: DatagramId, (from, to): (Text, Text), bytes: u32) {
        let place = self.all.len();
        let task = step_of(here.trace, here.event.cause);
        let sender = (!here.trace.text(from).is_empty()).then(|| self.note(from, place));
        self.all.push(Datagram { from, to, bytes, sent: here.at(), ended: None, task, sender, receiver: None });
        self.index.insert(datagram, place);
    }

    pub(super) fn ended(&mut self, here: &Occurrence, datagram: DatagramId, fate: DatagramFate) {
        let Some(place) = self.index.get(&datagram).copied() else { return };
        let to = self.all[place].to;
        let receiver = (fate == DatagramFate::Arrived).then(|| self.note(to, place));
        self.all[place].ended = Some((here.at(), fate));
        self.all[place].receiver = receiver;
    }

    /// Notes a datagram at the socket with an address; returns the socket's place.
    fn note(&mut self, address: Text, datagram: usize) -> usize {
        let new = self.sockets.len();
        let place = *self.sockets_by_address.entry(address).or_insert(new);
        if place == new {
            self.sockets.push(DatagramSocket { address, datagrams: Vec::new() });
        }
        let known = &mut self.sockets[place].datagrams;
        // One that a socket sends to itself is there already.
        if known.last() != Some(&datagram) {
            known.push(datagram);
        }
        place
    }
}

//! A network in memory, at the level of the socket: all that a program reaches by the numbers of open sockets and pipes.
//!
//! A data structure, which runs nothing and waits for nothing: an operation that would have to wait fails with
//! [`ErrorNumber::AGAIN`], and whoever called it waits until [`Network::woken`] names the wait that it has announced with
//! [`Network::watch`]. Time is given to it; [`Network::next_moment`] is the one at which something arrives.
//!
//! ```text
//! number ──► object ──► channel ──(latency)──► channel's reader
//!              │                                     │
//!              └── listener's queue, datagrams       └── notify ──► selectors, waits
//! ```
//!
//! Events of one moment happen in the order in which they were brought about. The machine's own addresses have no latency:
//! Linux hands a segment over inside the sender's system call, so that a peer is readable when `send` returns. Any latency
//! above none would put off to a later turn of a loop what CPython sees in the next one. Selectors report in the order of
//! Linux's `epoll`, see [`readiness`].
//!
//! Other machines are peers that live in here, see [`hosts`].
//!
//! Knows nothing of Python. Errors and numbers are Linux's.

mod addresses;
mod binding;
mod channel;
mod connections;
mod datagrams;
mod error_numbers;
mod facts;
pub mod hosts;
mod messages;
mod open_files;
pub mod postgres;
pub mod readiness;
mod transfer;

use std::collections::BTreeMap;

pub use addresses::{Address, HOST_NAME, numeric, resolve};
use channel::{Channel, Course, Departure};
use connections::Stream;
use datagrams::Datagrams;
pub use error_numbers::ErrorNumber;
use facts::FactLog;
pub use facts::{ConnectionId, DatagramFate, DatagramId, End, Fact, FactId, FactKind, Standing};
use hosts::{HandOrder, HandVisits, PeerStep, Peers, Places, VisitPlan};
pub use messages::MessageKind;
pub use open_files::FileKind;
use readiness::{ANY, Events, IN, OUT, Selector, Watch};
pub use transfer::{Direction, SocketOption};

use crate::clock::Micros;

/// The most files that a program may have open at once, as many as Linux allows.
pub const MOST_FILES: usize = 1024;

/// The number of an object that files refer to, whether or not one still does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ObjectId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ChannelId(u32);

/// The family of a socket's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Hosts and ports.
    Inet,
    /// Paths.
    Unix,
}

/// The kind of an object, with its state.
#[derive(Debug)]
enum Kind {
    Stream(Stream),
    Datagrams(Datagrams),
    PipeReader(ChannelId),
    PipeWriter(ChannelId),
    Selector(Selector),
}

#[derive(Debug)]
struct Object {
    /// The open numbers that refer to it.
    numbers: u32,
    kind: Kind,
    /// Selectors that watch it, each with the number by which they know it.
    selected_by: Vec<(ObjectId, u32)>,
    /// Causes of the latest changes: of what there is to read, and of the room to write.
    causes: [Option<Cause>; 2],
}

/// The cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The number under which the caller knows what it did then.
    Caller(u32),
    /// A fact of the network, such as an arrival.
    Fact(FactId),
}

/// Something that is under way.
#[derive(Debug)]
enum Arrival {
    Bytes(ChannelId, Vec<u8>),
    End(ChannelId),
    /// The reader has made room.
    Window(ChannelId),
    /// One end has broken the connection off; this is the other.
    Reset(ObjectId),
    /// The first segment of a connection, sent for the `attempt`th time.
    Request {
        from: ObjectId,
        to: Address,
        attempt: u32,
    },
    /// The answer: the ends of the channels, and the listener with the object that waits there.
    Accepted {
        from: ObjectId,
        input: ChannelId,
        output: ChannelId,
        listener: ObjectId,
        other: ObjectId,
    },
    /// The confirmation of that.
    Confirmed {
        listener: ObjectId,
        other: ObjectId,
    },
    Refused(ObjectId, ErrorNumber),
    Datagram {
        to: ObjectId,
        from: Address,
        data: Vec<u8>,
        /// The number of the datagram and the fact of its sending, if that was noted.
        noted_as: Option<(DatagramId, FactId)>,
    },
    /// A step of an end that belongs to a host or a visitor.
    Peer(ObjectId, PeerStep),
    /// A look at the visits that may be due.
    Visits,
    /// A visitor of a visit by its index, who calls at a port.
    Visitor {
        index: usize,
        port: u16,
    },
    /// An order for a visit by hand.
    Hand(HandOrder),
}

/// The network of one program.
#[derive(Debug, Default)]
pub struct Network {
    now: Micros,
    /// Open files by number; a file of the folder has a number and no object.
    files: BTreeMap<u32, Option<ObjectId>>,
    objects: BTreeMap<ObjectId, Object>,
    channels: BTreeMap<ChannelId, Channel>,
    /// Arrivals that are under way, by the moment and the order of its sending.
    arrivals: BTreeMap<(Micros, u64), Arrival>,
    last_arrival: u64,
    last_object: u32,
    last_channel: u32,
    last_port: u16,
    watches: Vec<Watch>,
    woken: Vec<(u64, Option<Cause>)>,
    places: Places,
    peers: Peers,
    visits: VisitPlan,
    hands: HandVisits,
    /// The cause of what happens now, if that is to be remembered.
    pub cause: Option<Cause>,
    facts: FactLog,
}

impl Network {
    /// Lets everything arrive that is due by a moment.
    pub fn advance(&mut self, now: Micros) {
        while let Some(entry) = self.arrivals.first_entry().filter(|entry| entry.key().0 <= now) {
            self.now = entry.key().0;
            let arrival = entry.remove();
            let cause = self.cause.take();
            self.arrive(arrival);
            self.cause = cause;
        }
        self.now = self.now.max(now);
    }

    /// The moment at which the next thing arrives; `None` if nothing is under way.
    pub fn next_moment(&self) -> Option<Micros> {
        self.arrivals.first_key_value().map(|((moment, _), _)| *moment)
    }

    /// Has something arrive after a time; at once if that is none and nothing on the way is due before it.
    fn send_off(&mut self, latency: Micros, arrival: Arrival) {
        if latency == Micros::ZERO {
            self.arrive(arrival);
        } else {
            self.put_off(latency, arrival);
        }
    }

    /// Has something arrive after a time, behind all that is due by then, and never inside the operation that sends it.
    fn put_off(&mut self, after: Micros, arrival: Arrival) {
        self.last_arrival += 1;
        self.arrivals.insert((self.now + after, self.last_arrival), arrival);
    }

    fn arrive(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Bytes(id, data) => {
                let Some(channel) = self.channels.get_mut(&id) else { return };
                channel.arrive(&data);
                let (reader, noted_as) = (channel.reader, channel.noted_as);
                match reader {
                    Some(reader) => {
                        let fact = noted_as.and_then(|end| self.facts.arrived(end, data.len()));
                        self.because(fact, |network| network.notify(reader, IN));
                    }
                    None => self.arrived_at_nobody(id),
                }
            }
            Arrival::End(id) => {
                let Some(channel) = self.channels.get_mut(&id) else { return };
                channel.is_at_end = true;
                let (reader, noted_as) = (channel.reader, channel.noted_as);
                let fact = noted_as.and_then(|end| self.facts.end_arrived(end));
                if let Some(reader) = reader {
                    self.because(fact, |network| network.notify(reader, ANY));
                }
                self.forget_channel(id);
            }
            Arrival::Window(id) => {
                self.pump(id);
                self.tell_writer(id);
            }
            Arrival::Reset(object) => self.reset(object),
            Arrival::Request { from, to, attempt } => self.requested(from, to, attempt),
            Arrival::Accepted { from, input, output, listener, other } => {
                self.established(from, input, output, listener, other);
            }
            Arrival::Confirmed { listener, other } => self.confirmed(listener, other),
            Arrival::Refused(object, error) => self.refused(object, error),
            Arrival::Datagram { to, from, data, noted_as } => self.datagram_arrived(to, from, data, noted_as),
            Arrival::Peer(id, step) => self.step_of_peer(id, step),
            Arrival::Visits => self.go_on_with_visits(),
            Arrival::Visitor { index, port } => self.visitor_comes(index, port),
            Arrival::Hand(order) => self.carry_out_by_hand(order),
        }
    }

    /// Has what follows be brought about by a fact, if there is one.
    fn because(&mut self, fact: Option<FactId>, follows: impl FnOnce(&mut Network)) {
        let before = self.cause;
        self.cause = fact.map(Cause::Fact).or(before);
        follows(self);
        self.cause = before;
    }

    /// Sends off what the window is open for.
    fn pump(&mut self, id: ChannelId) {
        while let Some(channel) = self.channels.get_mut(&id) {
            let (latency, noted_as) = (channel.course.latency, channel.noted_as);
            match channel.depart() {
                Some(Departure::Bytes(data)) => {
                    if let Some(end) = noted_as {
                        self.facts.sent(end, &data);
                    }
                    self.send_off(latency, Arrival::Bytes(id, data));
                }
                Some(Departure::End) => {
                    if let Some(end) = noted_as {
                        self.facts.ends(end);
                    }
                    self.send_off(latency, Arrival::End(id));
                }
                None => break,
            }
        }
    }

    /// Tells a writer that has found too little room that there is enough now.
    fn tell_writer(&mut self, id: ChannelId) {
        let Some(channel) = self.channels.get_mut(&id) else { return };
        if channel.is_short && channel.is_writable() {
            channel.is_short = false;
            if let Some(writer) = channel.writer {
                self.notify(writer, OUT);
            }
        }
    }

    /// Writes into a channel; returns the number of bytes that were taken.
    fn write(&mut self, id: ChannelId, data: &[u8]) -> Result<usize, ErrorNumber> {
        let channel = self.channels.get_mut(&id).ok_or(ErrorNumber::BROKEN_PIPE)?;
        let count = channel.take(data);
        if count < data.len() || !channel.is_writable() {
            channel.is_short = true;
        }
        if count == 0 && !data.is_empty() {
            return Err(ErrorNumber::AGAIN);
        }
        self.pump(id);
        Ok(count)
    }

    /// Reads from a channel that has bytes or has come to its end; the window opens again.
    fn read(&mut self, id: ChannelId, most: usize, peeks: bool) -> Result<Vec<u8>, ErrorNumber> {
        let Some(channel) = self.channels.get_mut(&id) else { return Ok(Vec::new()) };
        if !channel.has_received() {
            return if channel.is_at_end { Ok(Vec::new()) } else { Err(ErrorNumber::AGAIN) };
        }
        let data = channel.read(most, peeks);
        let latency = channel.course.latency;
        if !peeks && !data.is_empty() {
            self.send_off(latency, Arrival::Window(id));
        }
        Ok(data)
    }

    /// Has a channel's writer send no more than it has.
    fn finish(&mut self, id: ChannelId) {
        if let Some(channel) = self.channels.get_mut(&id) {
            channel.is_ended = true;
            self.pump(id);
        }
    }

    fn channel(&mut self, course: Course, writer: ObjectId, reader: ObjectId) -> ChannelId {
        self.last_channel += 1;
        let id = ChannelId(self.last_channel);
        self.channels.insert(id, Channel::new(course, writer, reader));
        id
    }

    /// Drops a channel of which both ends are closed and on which nothing is under way.
    fn forget_channel(&mut self, id: ChannelId) {
        let is_over = |channel: &Channel| channel.reader.is_none() && channel.writer.is_none() && channel.is_at_end;
        if self.channels.get(&id).is_some_and(is_over) {
            self.channels.remove(&id);
        }
    }

    fn object(&mut self, kind: Kind) -> ObjectId {
        self.last_object += 1;
        let id = ObjectId(self.last_object);
        self.objects.insert(id, Object { numbers: 0, kind, selected_by: Vec::new(), causes: [None; 2] });
        id
    }

    fn stream(&self, id: ObjectId) -> Option<&Stream> {
        match &self.objects.get(&id)?.kind {
            Kind::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    fn stream_mut(&mut self, id: ObjectId) -> Option<&mut Stream> {
        match &mut self.objects.get_mut(&id)?.kind {
            Kind::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// Announces a wait for any of these events of a file; `token` names it. See [`Network::woken`].
    ///
    /// # Errors
    /// [`ErrorNumber::BAD_FILE`] if the number is not open.
    pub fn watch(&mut self, token: u64, number: u32, events: Events) -> Result<(), ErrorNumber> {
        let object = self.find(number)?;
        self.watches.push(Watch { token, object, events });
        Ok(())
    }

    /// Withdraws a wait.
    pub fn unwatch(&mut self, token: u64) {
        self.watches.retain(|watch| watch.token != token);
    }

    /// Takes the facts out that were noted since this was last called, in order: the first is the one of which the number
    /// follows on that of the last before.
    pub fn facts(&mut self) -> Vec<Fact> {
        self.facts.take()
    }

    /// Notes that a name was looked up, its address if it has one, and the time that it took. An address in numbers is no
    /// name.
    pub fn looked_up(&mut self, name: &str, host: Option<std::net::Ipv4Addr>, took: Micros) {
        if numeric(name).is_none() {
            let address = host.map(|host| Address::Inet(host, 0));
            self.facts.note(None, FactKind::Named { name: name.into(), address, took });
        }
    }

    /// Takes the waits for which something has come, each with its cause, in the order of that; those of one file in the order
    /// of their announcing.
    pub fn woken(&mut self) -> Vec<(u64, Option<Cause>)> {
        std::mem::take(&mut self.woken)
    }
}

//! Sockets of connections: listening, connecting, sending and receiving, and how a connection ends.

use std::collections::VecDeque;

use super::addresses::{local_host, own_address};
use super::channel::Course;
use super::facts::{ConnectionId, End, FactKind, Standing};
use super::readiness::{ANY, IN};
use super::{Address, Arrival, ChannelId, ErrorNumber, Family, Kind, Network, ObjectId};
use crate::clock::Micros;

/// The bytes that come to a reader which does not read.
pub(super) const WINDOW: usize = 64 << 10;

/// The bytes that wait at a sender then. On Linux a connection of the machine with itself takes 2.5 to 4 MB.
const SEND_BUFFER: usize = 2_560 << 10;

/// The bytes that wait in a connection by path, as on Linux.
const UNIX_BUFFER: usize = 219_264;

/// The first wait for an answer to a request for a connection; each further one is twice as long.
const FIRST_RETRY: Micros = Micros(1_000_000);

/// The most times that a request is repeated.
const MOST_RETRIES: u32 = 6;

/// The state of a socket of connections.
#[derive(Debug)]
pub(super) enum State {
    /// Neither listening nor connected.
    Idle,
    Listening {
        /// The ends of connections that wait to be accepted.
        queue: VecDeque<ObjectId>,
        /// The most that may wait. Linux lets one more wait.
        backlog: usize,
    },
    Connecting,
    Connected,
    /// The peer has broken the connection off.
    Broken,
}

/// A socket of connections.
#[derive(Debug)]
pub(super) struct Stream {
    pub family: Family,
    pub local: Option<Address>,
    pub peer: Option<Address>,
    pub state: State,
    /// The error that the next operation reports.
    pub error: Option<ErrorNumber>,
    pub input: Option<ChannelId>,
    pub output: Option<ChannelId>,
    pub reads_no_more: bool,
    pub reuses_address: bool,
    pub reuses_port: bool,
    /// Closing breaks the connection off.
    pub breaks_off: bool,
    pub window: usize,
    pub send_buffer: usize,
    /// The connection whose facts are noted.
    pub connection: Option<ConnectionId>,
}

impl Stream {
    pub fn new(family: Family) -> Stream {
        let (window, send_buffer) = if family == Family::Inet { (WINDOW, SEND_BUFFER) } else { (UNIX_BUFFER, 0) };
        Stream {
            family,
            local: None,
            peer: None,
            state: State::Idle,
            error: None,
            input: None,
            output: None,
            reads_no_more: false,
            reuses_address: false,
            reuses_port: false,
            breaks_off: false,
            window,
            send_buffer,
            connection: None,
        }
    }
}

impl Network {
    /// Opens a socket of connections.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_stream(&mut self, family: Family) -> Result<u32, ErrorNumber> {
        let object = self.object(Kind::Stream(Stream::new(family)));
        self.open(object)
    }

    /// Opens two sockets that are connected with each other.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_stream_pair(&mut self) -> Result<(u32, u32), ErrorNumber> {
        let [one, other] = [(); 2].map(|()| self.object(Kind::Stream(Stream::new(Family::Unix))));
        let course = Course { latency: Micros::ZERO, window: UNIX_BUFFER, send_buffer: 0 };
        let (there, back) = (self.channel(course, one, other), self.channel(course, other, one));
        self.connect_end(one, back, there, Some(Address::Unnamed));
        self.connect_end(other, there, back, Some(Address::Unnamed));
        self.open_both(one, other)
    }

    pub(super) fn connect_end(&mut self, end: ObjectId, input: ChannelId, output: ChannelId, peer: Option<Address>) {
        if let Some(stream) = self.stream_mut(end) {
            (stream.input, stream.output) = (Some(input), Some(output));
            stream.state = State::Connected;
            stream.peer = peer.or(stream.peer.take());
        }
    }

    /// Has a socket take connections.
    ///
    /// # Errors
    /// If it is connected or no socket of connections, or another listens at its address.
    pub fn listen(&mut self, number: u32, backlog: usize) -> Result<(), ErrorNumber> {
        let id = self.find(number)?;
        let stream = self.stream(id).ok_or(ErrorNumber::NOT_SUPPORTED)?;
        if stream.family == Family::Unix && stream.local.is_none() {
            return Err(ErrorNumber::INVALID);
        }
        if !matches!(stream.state, State::Idle | State::Listening { .. }) {
            return Err(ErrorNumber::INVALID);
        }
        let local = stream.local.clone();
        let ports = stream.reuses_port;
        self.bind_to_any(id, std::net::Ipv4Addr::UNSPECIFIED)?;
        let is_other = |other: &Stream| {
            let both = matches!(other.state, State::Listening { .. }) && !(ports && other.reuses_port);
            both && other.local.as_ref().zip(local.as_ref()).is_some_and(|(other, own)| other.collides(own))
        };
        if self.objects.keys().any(|other| *other != id && self.stream(*other).is_some_and(is_other)) {
            return Err(ErrorNumber::IN_USE);
        }
        let Some(stream) = self.stream_mut(id) else { return Err(ErrorNumber::NOT_SUPPORTED) };
        let (queue, is_new) = match std::mem::replace(&mut stream.state, State::Idle) {
            State::Listening { queue, .. } => (queue, false),
            _ => (VecDeque::new(), true),
        };
        stream.state = State::Listening { queue, backlog };
        let local = stream.local.clone();
        if let Some(address) = local.clone().filter(|_| is_new) {
            self.facts.note(None, FactKind::Listens { address });
        }
        if let Some(Address::Inet(_, port)) = local {
            self.listens_at(port);
        }
        Ok(())
    }

    /// Takes the first connection that waits: its number, and the address of the peer.
    ///
    /// # Errors
    /// [`ErrorNumber::AGAIN`] if none waits; [`ErrorNumber::INVALID`] if the socket does not listen.
    pub fn accept(&mut self, number: u32) -> Result<(u32, Address), ErrorNumber> {
        let id = self.find(number)?;
        let stream = self.stream_mut(id).ok_or(ErrorNumber::NOT_SUPPORTED)?;
        let State::Listening { queue, .. } = &mut stream.state else { return Err(ErrorNumber::INVALID) };
        let end = queue.pop_front().ok_or(ErrorNumber::AGAIN)?;
        let peer = self.stream(end).and_then(|stream| stream.peer.clone()).unwrap_or(Address::Unnamed);
        let connection = self.stream(end).and_then(|stream| stream.connection);
        let number = self.open(end)?;
        self.facts.accepted(connection);
        Ok((number, peer))
    }

    /// Connects a socket. By host and port this never succeeds at once, as on Linux: it is in progress, even if the answer has
    /// come when this returns.
    ///
    /// # Errors
    /// [`ErrorNumber::IN_PROGRESS`] if it has begun; otherwise the reason for which it cannot.
    pub fn connect(&mut self, number: u32, to: Address) -> Result<(), ErrorNumber> {
        let id = self.find(number)?;
        if let Some(result) = self.connect_datagrams(id, &to) {
            return result;
        }
        let stream = self.stream_mut(id).ok_or(ErrorNumber::NOT_SOCKET)?;
        match stream.state {
            State::Connecting => return Err(ErrorNumber::ALREADY),
            State::Connected | State::Listening { .. } => return Err(ErrorNumber::IS_CONNECTED),
            State::Broken => return Err(stream.error.take().unwrap_or(ErrorNumber::IS_CONNECTED)),
            State::Idle => {}
        }
        if let Some(error) = stream.error.take() {
            return Err(error);
        }
        match (stream.family, to) {
            (Family::Inet, Address::Inet(host, port)) => {
                let host = local_host(host);
                let latency = self.latency(host).ok_or(ErrorNumber::UNREACHABLE)?;
                self.bind_to_any(id, own_address(host))?;
                let to = Address::Inet(host, port);
                let Some(stream) = self.stream_mut(id) else { return Err(ErrorNumber::NOT_SOCKET) };
                // A socket that was bound to any address has one from here on.
                if let Some(Address::Inet(own, _)) = &mut stream.local {
                    *own = if own.is_unspecified() { own_address(host) } else { *own };
                }
                (stream.state, stream.peer) = (State::Connecting, Some(to.clone()));
                let own = stream.local.clone();
                self.connection_created(id, own, to.clone());
                self.send_off(latency, Arrival::Request { from: id, to, attempt: 0 });
                Err(ErrorNumber::IN_PROGRESS)
            }
            (Family::Unix, to @ Address::Path { .. }) => self.connect_by_path(id, &to),
            _ => Err(ErrorNumber::INVALID),
        }
    }

    /// A listener at an address, with whether there is room in its queue.
    pub(super) fn listener(&self, to: &Address, family: Family) -> Option<(ObjectId, bool)> {
        let listens = |id: &ObjectId| {
            let stream = self.stream(*id).filter(|stream| stream.family == family)?;
            let State::Listening { queue, backlog } = &stream.state else { return None };
            let local = stream.local.as_ref().filter(|local| local.takes(to))?;
            let is_any = matches!(local, Address::Inet(host, _) if host.is_unspecified());
            Some((is_any, *id, queue.len() <= *backlog))
        };
        // One that is bound to the very address comes before one that takes any.
        self.objects.keys().filter_map(listens).min().map(|(_, id, has_room)| (id, has_room))
    }

    fn connect_by_path(&mut self, id: ObjectId, to: &Address) -> Result<(), ErrorNumber> {
        let own = self.stream(id).and_then(|stream| stream.local.clone());
        let Some((listener, has_room)) = self.listener(to, Family::Unix) else {
            let connection = self.connection_created(id, own, to.clone());
            self.facts.stands(connection, Standing::Refused, false);
            return Err(ErrorNumber::REFUSED);
        };
        if !has_room {
            return Err(ErrorNumber::AGAIN);
        }
        let connection = self.connection_created(id, own.clone(), to.clone());
        let (input, output, other) = self.meet(id, listener, Some(own.unwrap_or(Address::Unnamed)), Micros::ZERO);
        self.connect_end(id, input, output, Some(to.clone()));
        let open = self.facts.stands(connection, Standing::Open, false);
        self.because(open, |network| network.confirmed(listener, other));
        Ok(())
    }

    /// Has the facts of a connection's channels noted: of the one in which its opener writes, and of the other.
    pub(super) fn note_channels(&mut self, connection: Option<ConnectionId>, output: ChannelId, input: ChannelId) {
        for (channel, end) in [(output, End::Opener), (input, End::Accepter)] {
            if let Some(channel) = self.channels.get_mut(&channel) {
                channel.noted_as = connection.map(|connection| (connection, end));
            }
        }
    }

    /// Notes that a socket asks for a connection.
    pub(super) fn connection_created(
        &mut self,
        id: ObjectId,
        own: Option<Address>,
        to: Address,
    ) -> Option<ConnectionId> {
        let host = match &to {
            Address::Inet(host, _) => self.name_of(*host).map(str::to_string),
            Address::Path { .. } | Address::Unnamed => None,
        };
        let connection = Some(self.facts.created(own, to, host));
        self.stream_mut(id)?.connection = connection;
        connection
    }

    /// Makes the channels of a connection, and the end that waits to be accepted.
    fn meet(
        &mut self,
        from: ObjectId,
        listener: ObjectId,
        peer: Option<Address>,
        latency: Micros,
    ) -> (ChannelId, ChannelId, ObjectId) {
        let sizes = |stream: Option<&Stream>| {
            stream.map_or((WINDOW, SEND_BUFFER), |stream| (stream.window, stream.send_buffer))
        };
        let (own, theirs) = (sizes(self.stream(from)), sizes(self.stream(listener)));
        let family = self.stream(listener).map_or(Family::Inet, |stream| stream.family);
        // The listener may take any address; its end of the connection has the one that was asked for.
        let asked = self.stream(from).and_then(|stream| stream.peer.clone()).filter(|_| family == Family::Inet);
        let mut end = Stream::new(family);
        end.local = asked.or_else(|| self.stream(listener).and_then(|stream| stream.local.clone()));
        (end.window, end.send_buffer) = theirs;
        // On Linux it is the listener's; two ends at one address are no collision of listeners.
        (end.reuses_address, end.reuses_port) =
            self.stream(listener).map_or((false, false), |stream| (stream.reuses_address, stream.reuses_port));
        end.connection = self.stream(from).and_then(|stream| stream.connection);
        let connection = end.connection;
        let other = self.object(Kind::Stream(end));
        let output = self.channel(Course { latency, window: theirs.0, send_buffer: own.1 }, from, other);
        let input = self.channel(Course { latency, window: own.0, send_buffer: theirs.1 }, other, from);
        self.note_channels(connection, output, input);
        self.connect_end(other, output, input, peer);
        (input, output, other)
    }

    /// A request for a connection has come to this machine.
    pub(super) fn requested(&mut self, from: ObjectId, to: Address, attempt: u32) {
        let Some((own, latency)) = self.stream(from).and_then(|stream| {
            let Address::Inet(host, _) = &to else { return None };
            Some((stream.local.clone(), self.latency(*host)?))
        }) else {
            return;
        };
        if own.as_ref() == Some(&to) {
            // A socket that connects with itself is connected, as TCP has it, and reads what it sends.
            let course = Course { latency, window: WINDOW, send_buffer: SEND_BUFFER };
            let id = self.channel(course, from, from);
            self.connect_end(from, id, id, Some(to));
            let connection = self.stream(from).and_then(|stream| stream.connection);
            if let (Some(channel), Some(connection)) = (self.channels.get_mut(&id), connection) {
                channel.noted_as = Some((connection, End::Opener));
                self.facts.is_with_itself(connection);
            }
            let open = self.facts.stands(connection, Standing::Open, false);
            return self.because(open, |network| network.notify(from, ANY));
        }
        match self.listener(&to, Family::Inet) {
            Some((listener, true)) => {
                let (input, output, other) = self.meet(from, listener, own, latency);
                self.send_off(latency, Arrival::Accepted { from, input, output, listener, other });
            }
            None => match self.received_by_host(from, &to, own, latency) {
                Some(answer) => self.send_off(latency, answer),
                None => self.unanswered(from, to, attempt),
            },
            Some((_, false)) => self.unanswered(from, to, attempt),
        }
    }

    /// A request is dropped, and the one who asks repeats it.
    fn unanswered(&mut self, from: ObjectId, to: Address, attempt: u32) {
        let wait = Micros(FIRST_RETRY.0 << attempt);
        self.send_off(
            wait,
            match attempt {
                ..MOST_RETRIES => Arrival::Request { from, to, attempt: attempt + 1 },
                _ => Arrival::Refused(from, ErrorNumber::TIMED_OUT),
            },
        );
    }

    /// The answer to a request has come back.
    pub(super) fn established(
        &mut self,
        from: ObjectId,
        input: ChannelId,
        output: ChannelId,
        listener: ObjectId,
        other: ObjectId,
    ) {
        if self.stream(from).is_none() {
            self.reset(other);
            return self.close_object(other);
        }
        self.connect_end(from, input, output, None);
        let connection = self.stream(from).and_then(|stream| stream.connection);
        let open = self.facts.stands(connection, Standing::Open, false);
        self.because(open, |network| network.notify(from, ANY));
        let latency = self.channels.get(&output).map_or(Micros::ZERO, |channel| channel.course.latency);
        self.send_off(latency, Arrival::Confirmed { listener, other });
    }

    pub(super) fn confirmed(&mut self, listener: ObjectId, other: ObjectId) {
        if self.is_peer(other) {
            return self.attend_later(other);
        }
        match self.stream_mut(listener).map(|stream| &mut stream.state) {
            Some(State::Listening { queue, .. }) => {
                queue.push_back(other);
                let open = self.facts.last_of(self.stream(other).and_then(|stream| stream.connection));
                self.because(open, |network| network.notify(listener, IN));
            }
            _ => {
                self.break_off(other);
                self.close_object(other);
            }
        }
    }

    pub(super) fn refused(&mut self, id: ObjectId, error: ErrorNumber) {
        if let Some(stream) = self.stream_mut(id) {
            (stream.state, stream.error, stream.peer) = (State::Idle, Some(error), None);
            let connection = stream.connection.take();
            let is_late = error == ErrorNumber::TIMED_OUT;
            let standing = if is_late { Standing::TimedOut } else { Standing::Refused };
            let refused = self.facts.stands(connection, standing, false);
            self.because(refused, |network| network.notify(id, ANY));
        }
    }
}

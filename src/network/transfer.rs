//! Transfer of bytes over a connection, and its end: behind the last byte, or broken off.

use super::connections::{State, Stream};
use super::facts::Standing;
use super::readiness::ANY;
use super::{Address, Arrival, ChannelId, ErrorNumber, Family, Kind, Network, ObjectId};
use crate::clock::Micros;

/// The directions that [`Network::shut_down`] ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Nothing is read any more.
    Read,
    /// Nothing is sent any more.
    Write,
    /// Neither.
    Both,
}

impl Network {
    /// Sends bytes over a connection; returns the number of those that were taken.
    ///
    /// # Errors
    /// [`ErrorNumber::AGAIN`] if there is no room yet; an error that has come, once; [`ErrorNumber::BROKEN_PIPE`] if nothing can
    /// be sent any more.
    pub fn send(&mut self, number: u32, data: &[u8]) -> Result<usize, ErrorNumber> {
        let id = self.find(number)?;
        let stream = self.stream_mut(id).ok_or(ErrorNumber::NOT_SOCKET)?;
        if let Some(error) = stream.error.take() {
            return Err(error);
        }
        let output = match stream.state {
            State::Connecting => return Err(ErrorNumber::AGAIN),
            State::Broken => return Err(ErrorNumber::BROKEN_PIPE),
            State::Connected => stream.output.ok_or(ErrorNumber::BROKEN_PIPE)?,
            // TCP has it so, and paths otherwise.
            State::Idle | State::Listening { .. } if stream.family == Family::Inet => {
                return Err(ErrorNumber::BROKEN_PIPE);
            }
            State::Idle | State::Listening { .. } => return Err(ErrorNumber::NOT_CONNECTED),
        };
        let is_unix = stream.family == Family::Unix;
        let channel = self.channels.get(&output).ok_or(ErrorNumber::BROKEN_PIPE)?;
        if channel.is_ended || (is_unix && channel.reader.is_none()) {
            return Err(ErrorNumber::BROKEN_PIPE);
        }
        self.write(output, data)
    }

    /// Receives at most so many bytes of a connection; none at its end. `peeks` leaves them there.
    ///
    /// # Errors
    /// [`ErrorNumber::AGAIN`] if there are none yet; an error that has come, once.
    pub fn receive(&mut self, number: u32, most: usize, peeks: bool) -> Result<Vec<u8>, ErrorNumber> {
        let id = self.find(number)?;
        let stream = self.stream_mut(id).ok_or(ErrorNumber::NOT_SOCKET)?;
        let (input, reads_no_more) = (stream.input, stream.reads_no_more);
        let has_received = input.and_then(|input| self.channels.get(&input)).is_some_and(|input| input.has_received());
        let Some(stream) = self.stream_mut(id) else { return Err(ErrorNumber::NOT_SOCKET) };
        if !has_received && let Some(error) = stream.error.take() {
            return Err(error);
        }
        match stream.state {
            State::Connecting => Err(ErrorNumber::AGAIN),
            State::Idle | State::Listening { .. } if stream.family == Family::Unix => Err(ErrorNumber::INVALID),
            State::Idle | State::Listening { .. } => Err(ErrorNumber::NOT_CONNECTED),
            State::Broken | State::Connected
                if !has_received && (reads_no_more || matches!(stream.state, State::Broken)) =>
            {
                Ok(Vec::new())
            }
            State::Broken | State::Connected => input.map_or(Ok(Vec::new()), |input| self.read(input, most, peeks)),
        }
    }

    /// The number of bytes that can be received at once.
    ///
    /// # Errors
    /// If the number is not open.
    pub fn readable(&self, number: u32) -> Result<usize, ErrorNumber> {
        let object = self.objects.get(&self.find(number)?).ok_or(ErrorNumber::BAD_FILE)?;
        let channel = match &object.kind {
            Kind::Stream(stream) => stream.input,
            Kind::PipeReader(channel) => Some(*channel),
            _ => None,
        };
        Ok(channel.and_then(|channel| self.channels.get(&channel)).map_or(0, |channel| channel.readable()))
    }

    /// Ends one direction of a connection, or both.
    ///
    /// # Errors
    /// [`ErrorNumber::NOT_CONNECTED`] if there is none.
    pub fn shut_down(&mut self, number: u32, direction: Direction) -> Result<(), ErrorNumber> {
        let id = self.find(number)?;
        let Some(stream) = self.stream_mut(id) else { return self.shut_down_datagrams(id) };
        match stream.state {
            State::Connected => {}
            // A listener that is shut down takes no more connections.
            State::Listening { .. } if direction != Direction::Write => {
                stream.state = State::Idle;
                stream.reads_no_more = true;
                self.notify(id, ANY);
                return Ok(());
            }
            _ => return Err(ErrorNumber::NOT_CONNECTED),
        }
        let output = stream.output;
        if direction != Direction::Write {
            stream.reads_no_more = true;
            self.notify(id, ANY);
        }
        if direction != Direction::Read
            && let Some(output) = output
        {
            self.finish(output);
            self.notify(id, ANY);
        }
        Ok(())
    }

    /// The error that waits, if any, which is taken.
    ///
    /// # Errors
    /// If the number is no socket's.
    pub fn take_error(&mut self, number: u32) -> Result<Option<ErrorNumber>, ErrorNumber> {
        let id = self.find(number)?;
        match self.objects.get_mut(&id).map(|object| &mut object.kind) {
            Some(Kind::Stream(stream)) => Ok(stream.error.take()),
            Some(Kind::Datagrams(datagrams)) => Ok(datagrams.error.take()),
            _ => Err(ErrorNumber::NOT_SOCKET),
        }
    }

    /// The addresses of a socket: its own, and the peer's if it is connected.
    ///
    /// # Errors
    /// If the number is no socket's.
    pub fn addresses(&self, number: u32) -> Result<(Option<Address>, Option<Address>), ErrorNumber> {
        match self.objects.get(&self.find(number)?).map(|object| &object.kind) {
            Some(Kind::Stream(stream)) => {
                let is_connected = matches!(stream.state, State::Connected);
                Ok((stream.local.clone(), stream.peer.clone().filter(|_| is_connected)))
            }
            Some(Kind::Datagrams(datagrams)) => Ok((datagrams.local.clone(), datagrams.to.clone())),
            _ => Err(ErrorNumber::NOT_SOCKET),
        }
    }

    /// The family of a socket, and whether it carries a stream and no datagrams.
    ///
    /// # Errors
    /// If the number is no socket's.
    pub fn family_and_kind(&self, number: u32) -> Result<(Family, bool), ErrorNumber> {
        match self.objects.get(&self.find(number)?).map(|object| &object.kind) {
            Some(Kind::Stream(stream)) => Ok((stream.family, true)),
            Some(Kind::Datagrams(datagrams)) => Ok((datagrams.family, false)),
            _ => Err(ErrorNumber::NOT_SOCKET),
        }
    }

    /// Tells if a socket listens.
    pub fn listens(&self, number: u32) -> bool {
        let stream = self.find(number).ok().and_then(|id| self.stream(id));
        stream.is_some_and(|stream| matches!(stream.state, State::Listening { .. }))
    }

    /// Bytes have come to an end that is closed: the sender learns it.
    pub(super) fn arrived_at_nobody(&mut self, id: ChannelId) {
        let Some(channel) = self.channels.get_mut(&id) else { return };
        channel.drop_waiting();
        channel.is_at_end = true;
        let (writer, latency) = (channel.writer, channel.course.latency);
        let connection = channel.noted_as.map(|(connection, _)| connection);
        match writer.filter(|writer| self.stream(*writer).is_some()) {
            Some(writer) => self.send_off(latency, Arrival::Reset(writer)),
            None => drop(self.facts.stands(connection, Standing::Reset, false)),
        }
        self.forget_channel(id);
    }

    /// The peer has broken the connection off.
    pub(super) fn reset(&mut self, id: ObjectId) {
        let Some(input) =
            self.stream(id).filter(|stream| matches!(stream.state, State::Connected)).map(|own| own.input)
        else {
            return;
        };
        let input = input.and_then(|input| self.channels.get_mut(&input));
        // Behind its end it is only known that nobody reads.
        let was_at_end = input.as_ref().is_some_and(|input| input.is_at_end);
        if let Some(input) = input {
            input.is_at_end = true;
        }
        let error = if was_at_end { ErrorNumber::BROKEN_PIPE } else { ErrorNumber::RESET };
        let Some(stream) = self.stream_mut(id) else { return };
        (stream.state, stream.error) = (State::Broken, Some(error));
        let connection = stream.connection;
        if let Some(channel) = stream.output.and_then(|output| self.channels.get_mut(&output)) {
            channel.drop_waiting();
        }
        let reset = self.facts.stands(connection, Standing::Reset, true);
        self.because(reset, |network| network.notify(id, ANY));
    }

    /// Breaks a connection off from this end.
    pub(super) fn break_off(&mut self, id: ObjectId) {
        let Some(output) = self.stream(id).and_then(|stream| stream.output) else { return };
        let Some(channel) = self.channels.get_mut(&output) else { return };
        channel.drop_waiting();
        let (reader, latency) = (channel.reader, channel.course.latency);
        let connection = channel.noted_as.map(|(connection, _)| connection);
        match reader.filter(|reader| *reader != id) {
            Some(reader) => self.send_off(latency, Arrival::Reset(reader)),
            None => drop(self.facts.stands(connection, Standing::Reset, true)),
        }
    }

    /// Ends what a socket is part of. Bytes that are unread tell the peer that nobody will read them.
    pub(super) fn close_stream(&mut self, id: ObjectId) {
        let Some(stream) = self.stream_mut(id) else { return };
        let Stream { input, output, breaks_off, connection, .. } = *stream;
        if matches!(stream.state, State::Connecting) {
            // Whatever answer comes, nobody waits for it.
            self.facts.stands(connection, Standing::Closed, true);
        }
        let Some(stream) = self.stream_mut(id) else { return };
        if let State::Listening { queue, .. } = std::mem::replace(&mut stream.state, State::Idle) {
            for end in queue {
                self.break_off(end);
                self.close_object(end);
            }
            return;
        }
        let unread = input.and_then(|input| self.channels.get(&input)).is_some_and(|input| input.has_received());
        if breaks_off || unread {
            self.break_off(id);
        }
        if let Some(output) = output {
            self.close_writer(output);
        }
        if let Some(input) = input {
            self.close_reader(input);
        }
    }

    /// Changes an option of a socket that the network knows.
    ///
    /// # Errors
    /// If the number is no socket's.
    pub fn set_option(&mut self, number: u32, option: SocketOption) -> Result<(), ErrorNumber> {
        let id = self.find(number)?;
        let (mut input, mut output) = (None, None);
        match (self.objects.get_mut(&id).map(|object| &mut object.kind), option) {
            (Some(Kind::Stream(own)), SocketOption::ReusesAddress(is)) => own.reuses_address = is,
            (Some(Kind::Stream(own)), SocketOption::ReusesPort(is)) => own.reuses_port = is,
            (Some(Kind::Stream(own)), SocketOption::BreaksOff(is)) => own.breaks_off = is,
            (Some(Kind::Stream(own)), SocketOption::ReceiveBuffer(size)) => (own.window, input) = (size, own.input),
            (Some(Kind::Stream(own)), SocketOption::SendBuffer(size)) => {
                (own.send_buffer, output) = (size, own.output);
            }
            (Some(Kind::Datagrams(own)), SocketOption::ReusesAddress(is)) => own.reuses_address = is,
            (Some(Kind::Datagrams(own)), SocketOption::ReusesPort(is)) => own.reuses_port = is,
            (Some(Kind::Datagrams(_)), _) => {}
            _ => return Err(ErrorNumber::NOT_SOCKET),
        }
        if let (Some(id), SocketOption::ReceiveBuffer(size)) = (input, option)
            && let Some(channel) = self.channels.get_mut(&id)
        {
            channel.course.window = size;
            self.send_off(Micros::ZERO, Arrival::Window(id));
        }
        if let (Some(channel), SocketOption::SendBuffer(size)) =
            (output.and_then(|id| self.channels.get_mut(&id)), option)
        {
            channel.course.send_buffer = size;
        }
        Ok(())
    }
}

/// An option of a socket.
#[derive(Clone, Copy, Debug)]
pub enum SocketOption {
    /// The address may be one that another has had, or has too and does not listen at.
    ReusesAddress(bool),
    /// The address may be one that another has, which says the same.
    ReusesPort(bool),
    /// Closing breaks the connection off.
    BreaksOff(bool),
    /// The bytes that come to a reader which does not read.
    ReceiveBuffer(usize),
    /// The bytes that wait at a sender.
    SendBuffer(usize),
}

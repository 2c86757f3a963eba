//! Open files by number: opened, doubled and closed; and pipes.

use super::channel::Course;
use super::readiness::ANY;
use super::{ChannelId, ErrorNumber, Kind, MOST_FILES, Network, ObjectId};
use crate::clock::Micros;

/// The bytes of a page, of which Linux makes the buffer of a pipe: so many are written whole or not at all.
pub(super) const PAGE: usize = 4096;

/// The most bytes in a pipe.
const PIPE: usize = 16 * PAGE;

/// The kind of an open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A socket.
    Socket,
    /// An end of a pipe.
    Pipe,
    /// A selector.
    Selector,
}

impl Network {
    /// The object of an open number.
    pub(super) fn find(&self, number: u32) -> Result<ObjectId, ErrorNumber> {
        self.files.get(&number).copied().flatten().ok_or(ErrorNumber::BAD_FILE)
    }

    /// The kind of an open file; `None` if the network has none of that number.
    pub fn kind(&self, number: u32) -> Option<FileKind> {
        let object = self.objects.get(&self.find(number).ok()?)?;
        Some(match object.kind {
            Kind::Stream(_) | Kind::Datagrams(_) => FileKind::Socket,
            Kind::PipeReader(_) | Kind::PipeWriter(_) => FileKind::Pipe,
            Kind::Selector(_) => FileKind::Selector,
        })
    }

    /// Takes the lowest number that is free, for a file that is none of the network's.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn reserve(&mut self) -> Result<u32, ErrorNumber> {
        // 0 to 2 are the standard streams.
        let number = (3..).find(|number| !self.files.contains_key(number)).unwrap_or(u32::MAX);
        if self.files.len() >= MOST_FILES {
            return Err(ErrorNumber::TOO_MANY_FILES);
        }
        self.files.insert(number, None);
        Ok(number)
    }

    /// Gives an object a number.
    pub(super) fn open(&mut self, id: ObjectId) -> Result<u32, ErrorNumber> {
        let number = match self.reserve() {
            Ok(number) => number,
            Err(error) => {
                if self.objects.get(&id).is_some_and(|object| object.numbers == 0) {
                    self.close_object(id);
                }
                return Err(error);
            }
        };
        self.files.insert(number, Some(id));
        if let Some(object) = self.objects.get_mut(&id) {
            object.numbers += 1;
        }
        Ok(number)
    }

    /// Gives both of two objects a number, or neither.
    pub(super) fn open_both(&mut self, one: ObjectId, other: ObjectId) -> Result<(u32, u32), ErrorNumber> {
        let first = self.open(one)?;
        match self.open(other) {
            Ok(second) => Ok((first, second)),
            Err(error) => self.close(first).and(Err(error)),
        }
    }

    /// Gives the object of a number a second one.
    ///
    /// # Errors
    /// If the number is not open, or too many are.
    pub fn duplicate(&mut self, number: u32) -> Result<u32, ErrorNumber> {
        let id = self.find(number)?;
        self.open(id)
    }

    /// Closes a number; with the last one of an object its connection ends.
    ///
    /// # Errors
    /// If the number is not open.
    pub fn close(&mut self, number: u32) -> Result<(), ErrorNumber> {
        let Some(id) = self.files.remove(&number).ok_or(ErrorNumber::BAD_FILE)? else { return Ok(()) };
        if let Some(object) = self.objects.get_mut(&id) {
            object.numbers -= 1;
            if object.numbers == 0 {
                self.close_object(id);
            }
        }
        Ok(())
    }

    pub(super) fn close_object(&mut self, id: ObjectId) {
        // Whoever waits for it in a thread must look again.
        self.notify(id, ANY);
        self.forget_selected(id);
        let Some(object) = self.objects.get(&id) else { return };
        match object.kind {
            Kind::Stream(_) => self.close_stream(id),
            Kind::Datagrams(_) => self.close_datagrams(id),
            Kind::PipeReader(channel) => self.close_reader(channel),
            Kind::PipeWriter(channel) => self.close_writer(channel),
            Kind::Selector(_) => {}
        }
        self.objects.remove(&id);
        self.watches.retain(|watch| watch.object != id);
    }

    pub(super) fn close_reader(&mut self, id: ChannelId) {
        if let Some(channel) = self.channels.get_mut(&id) {
            channel.reader = None;
            channel.drop_received();
            let (writer, noted_as) = (channel.writer, channel.noted_as);
            if let Some(writer) = writer {
                // The one who closes has sent its end first, which is what the other learns.
                let last = self.facts.last_of(noted_as.map(|(connection, _)| connection));
                self.because(last, |network| network.notify(writer, ANY));
            }
            self.forget_channel(id);
        }
    }

    pub(super) fn close_writer(&mut self, id: ChannelId) {
        if let Some(channel) = self.channels.get_mut(&id) {
            channel.writer = None;
            self.finish(id);
            self.forget_channel(id);
        }
    }

    /// Opens a pipe: the numbers of the end that is read and of the one that is written.
    ///
    /// # Errors
    /// If too many files are open.
    pub fn open_pipe(&mut self) -> Result<(u32, u32), ErrorNumber> {
        let course = Course { latency: Micros::ZERO, window: PIPE, send_buffer: 0 };
        // The ends know the channel, and it knows them.
        let reader = self.object(Kind::PipeReader(ChannelId(0)));
        let writer = self.object(Kind::PipeWriter(ChannelId(0)));
        let channel = self.channel(course, writer, reader);
        for (end, kind) in [(reader, Kind::PipeReader(channel)), (writer, Kind::PipeWriter(channel))] {
            if let Some(object) = self.objects.get_mut(&end) {
                object.kind = kind;
            }
        }
        self.open_both(reader, writer)
    }

    /// Reads from a pipe or a connection.
    ///
    /// # Errors
    /// If the number is not open for reading, or there is nothing to be read yet.
    pub fn read_file(&mut self, number: u32, most: usize) -> Result<Vec<u8>, ErrorNumber> {
        match self.objects.get(&self.find(number)?).map(|object| &object.kind) {
            Some(Kind::PipeReader(channel)) => {
                let channel = *channel;
                self.read(channel, most, false)
            }
            Some(Kind::Stream(_)) => self.receive(number, most, false),
            Some(Kind::Datagrams(_)) => self.receive_from(number, most, false).map(|(data, ..)| data),
            _ => Err(ErrorNumber::BAD_FILE),
        }
    }

    /// Writes to a pipe or a connection; returns the number of bytes that were taken.
    ///
    /// # Errors
    /// If the number is not open for writing, nobody reads, or there is no room yet.
    pub fn write_file(&mut self, number: u32, data: &[u8]) -> Result<usize, ErrorNumber> {
        match self.objects.get(&self.find(number)?).map(|object| &object.kind) {
            Some(Kind::PipeWriter(channel)) => {
                let id = *channel;
                let channel = self.channels.get_mut(&id).ok_or(ErrorNumber::BROKEN_PIPE)?;
                if channel.reader.is_none() {
                    return Err(ErrorNumber::BROKEN_PIPE);
                }
                if data.len() <= PAGE && channel.room() < data.len() {
                    channel.is_short = true;
                    return Err(ErrorNumber::AGAIN);
                }
                self.write(id, data)
            }
            Some(Kind::Stream(_)) => self.send(number, data),
            Some(Kind::Datagrams(_)) => self.send_to(number, data, None),
            _ => Err(ErrorNumber::BAD_FILE),
        }
    }
}

//! One direction in which bytes go: from a writer through its buffer, on the way for a latency, to the reader's window.
//!
//! A connection is two of them, a pipe is one.

use std::collections::VecDeque;

use super::ObjectId;
use super::facts::{ConnectionId, End};
use crate::clock::Micros;

/// The sizes and the latency of a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    /// The time that bytes take one way.
    pub latency: Micros,
    /// The most bytes that are on the way to the reader or have come to it unread.
    pub window: usize,
    /// The most bytes that wait at the writer because the window is full.
    pub send_buffer: usize,
}

/// Bytes that go in one direction.
#[derive(Debug)]
pub(super) struct Channel {
    pub course: Course,
    /// Bytes at the writer.
    waiting: VecDeque<u8>,
    under_way: usize,
    /// Bytes at the reader.
    received: VecDeque<u8>,
    /// The writer sends no more.
    pub is_ended: bool,
    /// The end has been sent behind the last byte.
    is_end_sent: bool,
    /// The end has come to the reader.
    pub is_at_end: bool,
    /// The ends, as long as they are open.
    pub reader: Option<ObjectId>,
    pub writer: Option<ObjectId>,
    /// A writer that has found too little room, and has to be told when there is more.
    pub is_short: bool,
    /// The connection whose facts are noted, with the end that writes.
    pub noted_as: Option<(ConnectionId, End)>,
}

/// Something that leaves a channel's writer.
#[derive(Debug, PartialEq)]
pub(super) enum Departure {
    Bytes(Vec<u8>),
    End,
}

impl Channel {
    pub fn new(course: Course, writer: ObjectId, reader: ObjectId) -> Channel {
        Channel {
            course,
            waiting: VecDeque::new(),
            under_way: 0,
            received: VecDeque::new(),
            is_ended: false,
            is_end_sent: false,
            is_at_end: false,
            reader: Some(reader),
            writer: Some(writer),
            is_short: false,
            noted_as: None,
        }
    }

    /// The bytes for which there is room, at the writer or in the window.
    pub fn room(&self) -> usize {
        let held = self.waiting.len() + self.under_way + self.received.len();
        (self.course.window + self.course.send_buffer).saturating_sub(held)
    }

    /// Tells if a selector calls the channel writable: where a third of the room is free, as in Linux, lest a writer be woken
    /// for each byte that is read.
    pub fn is_writable(&self) -> bool {
        let all = self.course.window + self.course.send_buffer;
        self.room() > 0 && self.room() >= (all / 3).min(all)
    }

    /// Takes as many bytes as there is room for, and returns their number.
    pub fn take(&mut self, data: &[u8]) -> usize {
        let count = data.len().min(self.room());
        self.waiting.extend(&data[..count]);
        count
    }

    /// The next thing that leaves the writer, if there is one and the window is open for it.
    pub fn depart(&mut self) -> Option<Departure> {
        let open = self.course.window.saturating_sub(self.under_way + self.received.len());
        let count = open.min(self.waiting.len());
        if count > 0 {
            self.under_way += count;
            return Some(Departure::Bytes(self.waiting.drain(..count).collect()));
        }
        if self.waiting.is_empty() && self.is_ended && !self.is_end_sent {
            self.is_end_sent = true;
            return Some(Departure::End);
        }
        None
    }

    /// Takes bytes that have come to the reader.
    pub fn arrive(&mut self, data: &[u8]) {
        self.under_way = self.under_way.saturating_sub(data.len());
        if self.reader.is_some() {
            self.received.extend(data);
        }
    }

    pub fn has_received(&self) -> bool {
        !self.received.is_empty()
    }

    /// The bytes that a reader would be given, which stay if it only looks.
    pub fn read(&mut self, most: usize, peeks: bool) -> Vec<u8> {
        let count = most.min(self.received.len());
        if peeks { self.received.range(..count).copied().collect() } else { self.received.drain(..count).collect() }
    }

    /// The number of bytes that can be read.
    pub fn readable(&self) -> usize {
        self.received.len()
    }

    /// Drops what the writer has not sent yet: the connection is broken.
    pub fn drop_waiting(&mut self) {
        self.waiting.clear();
        (self.is_ended, self.is_end_sent) = (true, true);
    }

    /// Drops what the reader has not read: it is closed.
    pub fn drop_received(&mut self) {
        self.received.clear();
    }
}

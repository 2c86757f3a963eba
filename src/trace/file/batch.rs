//! A record that is sent while it grows: batches of bytes, from the memory of an engine to that of the page.
//!
//! ```text
//! batch    := flags texts sites stacks snapshots events total
//! flags    := 1 if each event has a wall time, else 0
//! texts    := count (length, UTF-8 bytes)*
//! sites, stacks, snapshots := count row*
//! events   := count (row, wall time if flagged)*
//! row      := length number*
//! total    := the number of events that are sent by now
//! ```
//!
//! Rows are those of a record's [file](super) in its newest version, and all numbers are in base 128, low digits first, with the sign in the
//! lowest bit. A million events take half the time and half the room that they would take as text, written and read. Batches
//! are kept by nobody: sender and receiver are of one version of the page.

use super::read::{MAX_EVENTS, RecordBuilder};
use super::rows::{Number, encode};
use super::tables::{encode_site, encode_snapshot, encode_stack};
use super::{DamageLocation, ReadError, VERSION};
use crate::clock::Micros;
use crate::trace::{Recorder, Seq, SharedTrace, Trace};

/// The most bytes of a number: 65 bits and a sign in groups of seven.
const MAX_NUMBER_BYTES: u32 = 10;

/// Part of a record that its receiver already has, as lengths of its tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SentLengths {
    texts: usize,
    sites: usize,
    stacks: usize,
    snapshots: usize,
    events: usize,
}

impl SentLengths {
    fn all(trace: &Trace) -> SentLengths {
        SentLengths {
            texts: trace.texts().len(),
            sites: trace.sites().len(),
            stacks: trace.stacks().len(),
            snapshots: trace.snapshots().len(),
            events: trace.len(),
        }
    }
}

/// Sender of a record while it grows, whose batches a [`BatchReceiver`] takes.
#[derive(Default)]
pub struct BatchSender {
    sent: SentLengths,
    /// The loop time of the last event that was sent.
    t: Micros,
    /// The wall time of the last event that was sent.
    wall: Micros,
    /// Buffer of a row, reused for every row.
    row: Vec<Number>,
}

impl BatchSender {
    /// Returns up to `limit` entries of what is new in the record since the last batch: texts, sites, stacks and
    /// snapshots, and after all of those events. `None` if nothing is new.
    pub fn batch(&mut self, trace: &Trace, limit: usize) -> Option<Vec<u8>> {
        let all = SentLengths::all(trace);
        if all == self.sent {
            return None;
        }
        let mut left = limit;
        let mut out = Vec::new();
        let has_wall = trace.get(Seq(0)).is_some_and(|event| event.wall.is_some());
        put(&mut out, has_wall.into());
        let texts = next(trace.texts(), &mut self.sent.texts, &mut left);
        put_count(&mut out, texts.len());
        for text in texts {
            put_count(&mut out, text.len());
            out.extend_from_slice(text.as_bytes());
        }
        let row = &mut self.row;
        put_table(&mut out, row, next(trace.sites(), &mut self.sent.sites, &mut left), encode_site);
        put_table(&mut out, row, next(trace.stacks(), &mut self.sent.stacks, &mut left), |frames, row| {
            encode_stack(frames, row);
        });
        put_table(&mut out, row, next(trace.snapshots(), &mut self.sent.snapshots, &mut left), encode_snapshot);
        // An event may name any entry of the tables.
        let ready = SentLengths { events: all.events, ..self.sent } == all;
        let events = if ready { left.min(all.events - self.sent.events) } else { 0 };
        put_count(&mut out, events);
        for i in self.sent.events..self.sent.events + events {
            self.put_event(&mut out, trace, Seq(i as u32));
        }
        self.sent.events += events;
        put_count(&mut out, self.sent.events);
        Some(out)
    }

    /// True if the receiver has the whole record, as it is now.
    pub fn has_sent_all(&self, trace: &Trace) -> bool {
        SentLengths::all(trace) == self.sent
    }

    fn put_event(&mut self, out: &mut Vec<u8>, trace: &Trace, seq: Seq) {
        let event = trace.event(seq);
        let back = event.cause.map_or(0, |cause| Number::from(seq.0) - Number::from(cause.0));
        let dt = Number::from(event.t.0) - Number::from(self.t.0);
        let thread = Number::from(event.run) * 65536 + Number::from(event.thread);
        self.row.clear();
        self.row.extend([event.kind.place() as Number, dt, thread, back]);
        encode(&event.kind, VERSION, &mut self.row);
        put_row(out, &self.row);
        self.t = event.t;
        if let Some(wall) = event.wall {
            put(out, Number::from(wall.0) - Number::from(self.wall.0));
            self.wall = wall;
        }
    }
}

/// Takes up to `left` of the entries from `sent` on.
fn next<'a, T>(entries: &'a [T], sent: &mut usize, left: &mut usize) -> &'a [T] {
    let new = entries.get(*sent..).unwrap_or_default();
    let taken = &new[..new.len().min(*left)];
    *sent += taken.len();
    *left -= taken.len();
    taken
}

fn put_table<T>(out: &mut Vec<u8>, row: &mut Vec<Number>, entries: &[T], encode: impl Fn(&T, &mut Vec<Number>)) {
    put_count(out, entries.len());
    for entry in entries {
        row.clear();
        encode(entry, row);
        put_row(out, row);
    }
}

fn put_row(out: &mut Vec<u8>, row: &[Number]) {
    put_count(out, row.len());
    for number in row {
        put(out, *number);
    }
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    put(out, count as Number);
}

fn put(out: &mut Vec<u8>, number: Number) {
    let mut rest = ((number << 1) ^ (number >> 127)) as u128;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Receiver of a record that arrives in the batches of a [`BatchSender`]. Each batch is checked as a file would be:
/// nothing is trusted.
pub struct BatchReceiver {
    builder: RecordBuilder,
    trace: SharedTrace,
    /// The wall time of the last event.
    wall: Micros,
    /// Buffer of a row, reused for every row.
    row: Vec<Number>,
    broken: bool,
}

impl Default for BatchReceiver {
    fn default() -> Self {
        BatchReceiver {
            builder: RecordBuilder::of_batches(MAX_EVENTS),
            trace: SharedTrace::default(),
            wall: Micros::ZERO,
            row: Vec::new(),
            broken: false,
        }
    }
}

impl BatchReceiver {
    /// The record, which grows with each batch.
    pub fn trace(&self) -> &SharedTrace {
        &self.trace
    }

    /// Adds the next batch to the record, which must not be borrowed. After a batch that is refused all others are
    /// refused too: they would not follow on the record as it is.
    pub fn take(&mut self, batch: &[u8]) -> Result<(), ReadError> {
        if self.broken {
            return Err(ReadError::damaged("a part before it is damaged", DamageLocation::Member("events")));
        }
        let shared = self.trace.clone();
        let mut trace = shared.borrow_mut();
        std::mem::swap(&mut self.builder.file.trace, &mut trace);
        let taken = self.take_in(batch);
        std::mem::swap(&mut self.builder.file.trace, &mut trace);
        self.broken = taken.is_err();
        taken
    }

    fn take_in(&mut self, batch: &[u8]) -> Result<(), ReadError> {
        let mut bytes = BatchReader { rest: batch };
        let has_wall = bytes.number("flags")? != 0;
        for _ in 0..bytes.count("strings")? {
            let length = bytes.count("strings")?;
            self.builder.text(bytes.text(length)?)?;
        }
        for list in ["sites", "stacks", "snapshots"] {
            for _ in 0..bytes.count(list)? {
                bytes.row(list, &mut self.row)?;
                self.builder.table_entry(list, &self.row)?;
            }
        }
        for _ in 0..bytes.count("events")? {
            if self.builder.file.trace.len() == Recorder::RESERVE_ALL_FROM {
                self.builder.file.trace.reserve(Recorder::LIMIT - Recorder::RESERVE_ALL_FROM);
            }
            bytes.row("events", &mut self.row)?;
            let wall = has_wall.then(|| bytes.number("wall")).transpose()?;
            let wall = wall.map(|passed| u64::try_from(Number::from(self.wall.0) + passed).map(Micros)).transpose();
            let wall =
                wall.map_err(|_| ReadError::damaged("a time outside all time", DamageLocation::Member("wall")))?;
            self.builder.next_event(&self.row, wall)?;
            self.wall = wall.unwrap_or_default();
        }
        let total = bytes.count("end")?;
        if total != self.builder.file.trace.len() || !bytes.rest.is_empty() {
            return Err(ReadError::damaged(
                "the number of events is another than its end says",
                DamageLocation::Member("end"),
            ));
        }
        Ok(())
    }
}

/// Reader of the numbers and texts of a batch.
struct BatchReader<'a> {
    rest: &'a [u8],
}

impl<'a> BatchReader<'a> {
    /// Reads the next number, which belongs to the part of the batch that is named.
    fn number(&mut self, part: &'static str) -> Result<Number, ReadError> {
        let damaged = || ReadError::damaged("a number is cut off", DamageLocation::Member(part));
        let mut number: u128 = 0;
        for place in 0..MAX_NUMBER_BYTES {
            let (&byte, rest) = self.rest.split_first().ok_or_else(damaged)?;
            self.rest = rest;
            if place == 0 && byte < 0x80 {
                // Nearly all numbers are this short.
                return Ok(((byte >> 1) as Number) ^ -((byte & 1) as Number));
            }
            number |= u128::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Ok(((number >> 1) as Number) ^ -((number & 1) as Number));
            }
        }
        Err(damaged())
    }

    /// Reads a number of entries, of which each has a byte or more.
    fn count(&mut self, part: &'static str) -> Result<usize, ReadError> {
        let number = self.number(part)?;
        usize::try_from(number).map_err(|_| ReadError::damaged("no such count", DamageLocation::Member(part)))
    }

    fn row(&mut self, part: &'static str, row: &mut Vec<Number>) -> Result<(), ReadError> {
        row.clear();
        for _ in 0..self.count(part)? {
            row.push(self.number(part)?);
        }
        Ok(())
    }

    fn text(&mut self, length: usize) -> Result<&'a str, ReadError> {
        let damaged = || ReadError::damaged("a text is cut off", DamageLocation::Member("strings"));
        let (text, rest) = self.rest.split_at_checked(length).ok_or_else(damaged)?;
        self.rest = rest;
        std::str::from_utf8(text).map_err(|_| damaged())
    }
}

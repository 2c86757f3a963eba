//! Receiving of a record while it grows elsewhere.

use std::mem;

use super::read::{MAX_EVENTS, RecordBuilder, RecordReader};
use super::{DamageLocation, ReadError};
use crate::trace::SharedTrace;

/// Receiver of a record that arrives in the batches of a [`BatchSender`](super::BatchSender). Each batch is checked as
/// a file would be: nothing is trusted.
pub struct BatchReceiver {
    reader: RecordBuilder,
    trace: SharedTrace,
    broken: bool,
}

impl Default for BatchReceiver {
    fn default() -> Self {
        BatchReceiver { reader: RecordBuilder::up_to(MAX_EVENTS), trace: SharedTrace::default(), broken: false }
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
        let mut trace = self.trace.borrow_mut();
        let mut reader = mem::take(&mut self.reader);
        mem::swap(&mut reader.file.trace, &mut trace);
        let mut reading = RecordReader::batch(batch, reader);
        let read = reading.step(usize::MAX);
        let mut reader = reading.into_reader();
        mem::swap(&mut reader.file.trace, &mut trace);
        self.reader = reader;
        self.broken = read.is_err();
        read.map(drop)
    }
}

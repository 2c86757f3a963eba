//! Batches of a record that is sent while the program runs, one after each stretch of wall time.

use crate::clock::Micros;
use crate::trace::Trace;
use crate::trace::file::BatchSender;

/// The sender of a record, and when its next batch is due. All wall times are those of one steady clock.
pub struct BatchTimer {
    /// The longest wall time for which new events wait for more before they are sent.
    delay: Micros,
    sending: BatchSender,
    /// The wall time at which something was sent last.
    sent: Micros,
}

impl BatchTimer {
    /// A sender of a record that begins now.
    pub fn new(delay: Micros, wall: Micros) -> BatchTimer {
        BatchTimer { delay, sending: BatchSender::default(), sent: wall }
    }

    /// Returns whether it is time to send a batch.
    pub fn is_due(&self, wall: Micros) -> bool {
        wall - self.sent >= self.delay
    }

    /// Returns a batch of the record's new events, if there are any.
    pub fn next_batch(&mut self, trace: &Trace, wall: Micros) -> Option<Vec<u8>> {
        self.sent = wall;
        self.sending.batch(trace, usize::MAX)
    }
}

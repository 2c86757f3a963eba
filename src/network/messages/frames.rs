//! Frames of WebSocket: kind and length, however the bytes are cut.

use super::MessageKind;

/// The bytes of the longest start of a frame.
const MAX_START: usize = 14;

/// Reader of the frames that one end sends.
#[derive(Debug, Default)]
pub(super) struct FrameReader {
    /// The start of a frame that is not whole yet.
    start: Vec<u8>,
    /// The bytes of the frame that are to come, once its start is known.
    left: Option<u64>,
}

/// The result of reading some bytes of frames.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FramePart {
    /// More bytes are needed.
    Whole,
    /// The start of a frame ends after so many bytes; it is of this kind.
    Begins(usize, MessageKind),
    /// The frame ends after so many bytes.
    Ends(usize),
    /// The bytes are no frame.
    Wrong,
}

impl FrameReader {
    pub fn take(&mut self, data: &[u8]) -> FramePart {
        if let Some(left) = &mut self.left {
            let count = (*left).min(data.len() as u64);
            *left -= count;
            if *left == 0 {
                self.left = None;
                return FramePart::Ends(count as usize);
            }
            return FramePart::Whole;
        }
        for (place, byte) in data.iter().enumerate().take(MAX_START) {
            self.start.push(*byte);
            if let Some(length) = length(&self.start) {
                let kind = kind(self.start[0]);
                self.start.clear();
                self.left = Some(length);
                return kind.map_or(FramePart::Wrong, |kind| FramePart::Begins(place + 1, kind));
            }
        }
        FramePart::Whole
    }

    /// Ends the frame that has begun if it has no contents; returns true if it does.
    pub fn take_empty(&mut self) -> bool {
        let is_empty = self.left == Some(0);
        if is_empty {
            self.left = None;
        }
        is_empty
    }
}

/// The length of a frame's contents; `None` if its start is not whole.
fn length(start: &[u8]) -> Option<u64> {
    let second = *start.get(1)?;
    let mask = if second & 0x80 != 0 { 4 } else { 0 };
    let (bytes, own) = match second & 0x7f {
        126 => (2, 0),
        127 => (8, 0),
        short => (0, u64::from(short)),
    };
    (start.len() == 2 + bytes + mask)
        .then(|| start[2..2 + bytes].iter().fold(own, |sum, byte| sum << 8 | u64::from(*byte)))
}

fn kind(first: u8) -> Option<MessageKind> {
    Some(match first & 0x0f {
        0 => MessageKind::ContinuationFrame,
        1 => MessageKind::TextFrame,
        2 => MessageKind::BinaryFrame,
        8 => MessageKind::CloseFrame,
        9 => MessageKind::PingFrame,
        10 => MessageKind::PongFrame,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_each_length_are_read_however_they_are_cut() {
        let frame = |start: &[u8], contents: usize| [start, &vec![7; contents]].concat();
        for (frame, start) in [
            (frame(&[0x81, 3], 3), 2),
            (frame(&[0x81, 0x83, 1, 2, 3, 4], 3), 6),
            (frame(&[0x81, 126, 1, 0], 256), 4),
            (frame(&[0x81, 127, 0, 0, 0, 0, 0, 0, 1, 1], 257), 10),
        ] {
            for cut in 0..start {
                let mut reader = FrameReader::default();
                assert_eq!(reader.take(&frame[..cut]), FramePart::Whole);
                let begins = FramePart::Begins(start - cut, MessageKind::TextFrame);
                assert_eq!(reader.take(&frame[cut..]), begins);
                assert_eq!(reader.take(&frame[start..]), FramePart::Ends(frame.len() - start));
            }
        }
        assert_eq!(FrameReader::default().take(&[0x83, 0]), FramePart::Wrong);
    }
}

//! Messages read from the bytes of a connection: requests and responses of HTTP/1, and frames of WebSocket, within TLS or not.
//!
//! ```text
//! bytes ──(records of TLS)──► data ──► head ──► body ──► the next head
//!                                       └─(101)─► frame ──► frame
//! ```
//!
//! Messages are read here, where the bytes are, and not from the record: its reader would need the bytes themselves, of
//! which there may be many. Nothing of a body is kept. As soon as an end sends anything that is none of these, the connection is
//! one of plain bytes for good: no message is named that was not sent.

mod frames;
mod http_body;
mod http_head;
mod tls_records;

use std::collections::VecDeque;

use super::facts::{End, FactId};
use frames::{FramePart, FrameReader};
use http_body::{BodyPart, BodyReader};
use http_head::{BodyLength, MAX_HEAD, head_length, may_begin, request, response};
use tls_records::TlsReader;

/// The kind of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the protocols")]
pub enum MessageKind {
    Request,
    Response,
    TextFrame,
    BinaryFrame,
    ContinuationFrame,
    CloseFrame,
    PingFrame,
    PongFrame,
}

/// A fact that is read from the bytes of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MessageFact {
    /// The first bytes are those of a handshake of TLS.
    Handshake,
    /// The handshake is over.
    Secured,
    /// A message has begun, with the bytes that were sent by the fact `at`.
    Began { at: FactId, kind: MessageKind, line: String },
    /// The message of this end that has begun has ended, with so many bytes in all.
    Ended { bytes: u64 },
}

/// The request that the next response answers.
#[derive(Debug)]
struct PendingRequest {
    method: String,
    asks_for_frames: bool,
}

/// The part of a message that an end is in.
#[derive(Debug)]
enum Part {
    Head,
    Body(BodyReader),
    Frames(FrameReader),
}

/// The messages that one end sends.
#[derive(Debug)]
struct Side {
    part: Part,
    /// The bytes of a head that is not whole.
    head: Vec<u8>,
    /// The fact by which the first byte of the message was sent.
    began: Option<FactId>,
    /// The bytes of the message so far.
    bytes: u64,
}

impl Default for Side {
    fn default() -> Side {
        Side { part: Part::Head, head: Vec::new(), began: None, bytes: 0 }
    }
}

/// Reader of what both ends of a connection say.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    sides: [Side; 2],
    /// Requests that are not answered yet.
    asked: VecDeque<PendingRequest>,
    tls: Option<TlsReader>,
    has_begun: bool,
    /// True once anything was sent that is no message.
    is_plain: bool,
}

impl Conversation {
    /// Takes bytes that an end has sent by the fact `at`.
    pub fn take(&mut self, by: End, at: FactId, bytes: &[u8], facts: &mut Vec<MessageFact>) {
        if self.is_plain || bytes.is_empty() {
            return;
        }
        if !std::mem::replace(&mut self.has_begun, true) && by == End::Opener && tls_records::begins(bytes[0]) {
            self.tls = Some(TlsReader::default());
            facts.push(MessageFact::Handshake);
        }
        let read = match &mut self.tls {
            Some(tls) => {
                let mut is_over = false;
                let data = tls.take(by.place(), bytes, || is_over = true);
                facts.extend(is_over.then_some(MessageFact::Secured));
                data.and_then(|data| self.read(by, at, &data, facts))
            }
            None => self.read(by, at, bytes, facts),
        };
        if read.is_none() {
            self.give_up();
        }
    }

    /// Takes the end of what an end sends.
    pub fn ends(&mut self, by: End, facts: &mut Vec<MessageFact>) {
        let side = &mut self.sides[by.place()];
        if !self.is_plain && matches!(side.part, Part::Body(BodyReader::UntilEnd)) {
            facts.push(MessageFact::Ended { bytes: side.bytes });
            *side = Side::default();
        }
    }

    fn give_up(&mut self) {
        *self = Conversation { is_plain: true, ..Conversation::default() };
    }

    /// Reads data of the program; `None` if they are no messages.
    fn read(&mut self, by: End, at: FactId, mut data: &[u8], facts: &mut Vec<MessageFact>) -> Option<()> {
        while !data.is_empty() {
            let side = &mut self.sides[by.place()];
            let began = *side.began.get_or_insert(at);
            match &mut side.part {
                Part::Head => {
                    let before = side.head.len();
                    side.head.extend_from_slice(data);
                    if !may_begin(&side.head, by == End::Opener) {
                        return None;
                    }
                    let Some(length) = head_length(&side.head) else {
                        return (side.head.len() <= MAX_HEAD).then_some(());
                    };
                    let head: Vec<u8> = side.head.drain(..).take(length).collect();
                    data = &data[length - before..];
                    side.bytes = length as u64;
                    self.head(by, began, &head, facts)?;
                }
                Part::Body(body) => match body.take(data) {
                    BodyPart::Whole => {
                        side.bytes += data.len() as u64;
                        return Some(());
                    }
                    BodyPart::Ends(count) => {
                        side.bytes += count as u64;
                        facts.push(MessageFact::Ended { bytes: side.bytes });
                        *side = Side::default();
                        data = &data[count..];
                    }
                    BodyPart::Wrong => return None,
                },
                Part::Frames(frames) => match frames.take(data) {
                    FramePart::Whole => {
                        side.bytes += data.len() as u64;
                        return Some(());
                    }
                    FramePart::Begins(count, kind) => {
                        side.bytes += count as u64;
                        facts.push(MessageFact::Began { at: began, kind, line: String::new() });
                        data = &data[count..];
                        // A frame without contents ends with its start.
                        if frames.take_empty() {
                            self.frame_ends(by, 0, facts);
                        }
                    }
                    FramePart::Ends(count) => {
                        data = &data[count..];
                        self.frame_ends(by, count, facts);
                    }
                    FramePart::Wrong => return None,
                },
            }
        }
        Some(())
    }

    fn frame_ends(&mut self, by: End, count: usize, facts: &mut Vec<MessageFact>) {
        let side = &mut self.sides[by.place()];
        facts.push(MessageFact::Ended { bytes: side.bytes + count as u64 });
        (side.bytes, side.began) = (0, None);
    }

    /// Takes a whole head.
    fn head(&mut self, by: End, began: FactId, head: &[u8], facts: &mut Vec<MessageFact>) -> Option<()> {
        let (kind, line, body, becomes_frames) = if by == End::Opener {
            let head = request(head)?;
            self.asked.push_back(PendingRequest { method: head.method, asks_for_frames: head.asks_for_frames });
            (MessageKind::Request, head.line, head.body, false)
        } else {
            let head = response(head)?;
            let asked = self.asked.front()?;
            let (is_head, is_connect) = (asked.method == "HEAD", asked.method == "CONNECT");
            let becomes_frames = head.status == 101 && asked.asks_for_frames;
            // Behind these come bytes of another protocol.
            let leaves = head.status == 101 && !becomes_frames || is_connect && (200..300).contains(&head.status);
            let is_interim = (100..200).contains(&head.status) && head.status != 101;
            if !is_interim {
                self.asked.pop_front();
            }
            let is_empty = is_head || head.status < 200 || matches!(head.status, 204 | 304);
            let body = if is_empty { BodyLength::Bytes(0) } else { head.body };
            if leaves {
                facts.push(MessageFact::Began { at: began, kind: MessageKind::Response, line: head.line });
                facts.push(MessageFact::Ended { bytes: self.sides[by.place()].bytes });
                return None;
            }
            (MessageKind::Response, head.line, body, becomes_frames)
        };
        facts.push(MessageFact::Began { at: began, kind, line });
        let side = &mut self.sides[by.place()];
        if body == BodyLength::Bytes(0) {
            facts.push(MessageFact::Ended { bytes: side.bytes });
            *side = Side::default();
        } else {
            side.part = Part::Body(BodyReader::new(body));
        }
        if becomes_frames {
            // What the opener has sent too early is no frame, and no request.
            if self.sides.iter().any(|side| !side.head.is_empty()) {
                return None;
            }
            self.sides = [(); 2].map(|()| Side { part: Part::Frames(FrameReader::default()), ..Side::default() });
        }
        Some(())
    }
}

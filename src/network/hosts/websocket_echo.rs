//! A WebSocket that sends back what it is sent (RFC 6455).

use super::wire::base64::base64;
use super::wire::http_answer::HttpAnswer;
use super::wire::http_request::HttpRequest;
use super::wire::sha1::sha1;
use super::wire::websocket_frames::{BINARY, CLOSE, PING, PONG, TEXT, frame, read_client_frame};
use super::{Conversation, Heard, Reply};
use crate::clock::Micros;

/// The text that every server joins to a client's key.
const MAGIC: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The time before a message is sent back.
const THINKING: Micros = Micros::from_millis(5);

/// Answers a request for a WebSocket, or says that one is wanted.
pub(super) fn answer(request: &HttpRequest) -> HttpAnswer {
    let asks = request.header("upgrade").is_some_and(|value| value.eq_ignore_ascii_case("websocket"));
    let key = request.header("sec-websocket-key").filter(|_| asks && request.method == "GET");
    let Some(key) = key else {
        let mut answer = HttpAnswer::text(426, "text/plain; charset=utf-8", "This host speaks WebSocket alone.\n");
        answer.set_header("Upgrade", "websocket");
        return answer;
    };
    let mut answer = HttpAnswer::empty(101);
    answer.set_header("Upgrade", "websocket");
    answer.set_header("Connection", "Upgrade");
    answer.set_header("Sec-WebSocket-Accept", &base64(&sha1(format!("{key}{MAGIC}").as_bytes())));
    if let Some(protocols) = request.header("sec-websocket-protocol") {
        answer.set_header("Sec-WebSocket-Protocol", protocols.split(',').next().unwrap_or("").trim());
    }
    answer.upgrade = Some(Box::new(Echo::default()));
    answer
}

#[derive(Debug, Default)]
struct Echo {
    raw: Vec<u8>,
    /// The kind and the parts so far of a message that comes in several frames.
    message: Option<(u8, Vec<u8>)>,
    is_over: bool,
}

impl Conversation for Echo {
    fn hear(&mut self, heard: Heard<'_>, _: Micros, reply: &mut Reply) {
        match heard {
            Heard::Bytes(data) => {
                self.raw.extend(data);
                while !self.is_over && self.take_frame(reply) {}
            }
            Heard::End => reply.close(Micros::ZERO),
            Heard::Opened | Heard::Broken(_) | Heard::Woken => {}
        }
    }
}

impl Echo {
    /// Takes a frame, if all of it has come.
    fn take_frame(&mut self, reply: &mut Reply) -> bool {
        let Some((first, payload, length)) = read_client_frame(&self.raw) else { return false };
        self.raw.drain(..length);
        let Ok(payload) = payload else {
            self.finish(1002, reply);
            return false;
        };
        let (is_last, code) = (first & 0x80 != 0, first & 0x0f);
        match code {
            CLOSE => {
                let status = payload.get(..2).map_or(1000, |code| u16::from_be_bytes([code[0], code[1]]));
                self.finish(status, reply);
            }
            PING => reply.send(Micros::ZERO, frame(PONG, &payload)),
            PONG => {}
            TEXT | BINARY if is_last => reply.send(THINKING, frame(code, &payload)),
            TEXT | BINARY => self.message = Some((code, payload)),
            _ => match &mut self.message {
                Some((kind, message)) => {
                    message.extend(payload);
                    if is_last {
                        reply.send(THINKING, frame(*kind, message));
                        self.message = None;
                    }
                }
                None => self.finish(1002, reply),
            },
        }
        true
    }

    fn finish(&mut self, status: u16, reply: &mut Reply) {
        self.is_over = true;
        reply.send(THINKING, frame(CLOSE, &status.to_be_bytes()));
        reply.end(THINKING);
    }
}

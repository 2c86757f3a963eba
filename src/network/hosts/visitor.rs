//! A visitor: a client of the program's server, which asks once and listens to the answer, or speaks over a WebSocket. One by
//! hand ([`super::hand_visits`]) tells what comes at once, and says over its WebSocket what it is told to.

use std::collections::VecDeque;

use super::hand_visits::{HandAct, HandLine, HandRequest, VisitEvent};
use super::ordered_json::Value;
use super::visit_plan::{VisitEnd, VisitLog, VisitPart, VisitReport};
use super::wire::http_answer::SERVER;
use super::wire::http_reply::{HttpReply, ReplyEvent};
use super::wire::websocket_frames::{BINARY, CLOSE, Frame, PING, PONG, TEXT, masked_frame, take_server_frame};
use super::{Conversation, Heard, Reply, RequestVisit};
use crate::clock::Micros;

/// The key of every visitor's WebSocket: a random number is of no use where a run is the same each time.
const KEY: &str = "bG9vcGxpbmUgdmlzaXRvcg==";

/// Types of bodies that have none stated.
const TEXT_TYPE: &str = "text/plain; charset=utf-8";
const JSON_TYPE: &str = "application/json";

#[derive(Debug)]
pub(super) struct Visitor {
    log: VisitLog,
    /// The index of its report in the log.
    number: usize,
    request: Vec<u8>,
    answer: HttpReply,
    /// Messages that are still to be sent.
    messages: VecDeque<String>,
    /// Bytes of a WebSocket.
    raw: Vec<u8>,
    is_upgraded: bool,
    /// True once the visitor has said over its WebSocket that it leaves.
    has_left: bool,
    is_over: bool,
    /// The line to whoever guides a visitor by hand.
    hand: Option<HandLine>,
}

/// A request as it is sent.
struct Sent<'a> {
    method: &'a str,
    target: &'a str,
    headers: &'a [(String, String)],
    body: &'a str,
    /// The type of the body; empty without one.
    kind: &'a str,
    is_socket: bool,
}

impl Visitor {
    pub fn new(request: &RequestVisit, port: u16, log: VisitLog, number: usize) -> Visitor {
        let RequestVisit { method, target, headers, body, messages, .. } = request;
        let (body, kind) = match body {
            None | Some(Value::Null) => (String::new(), ""),
            Some(Value::String(text)) => (text.clone(), TEXT_TYPE),
            Some(value) => (value.to_string(), JSON_TYPE),
        };
        let sent = Sent { method, target, headers, body: &body, kind, is_socket: !messages.is_empty() };
        Visitor { messages: messages.clone().into(), ..Visitor::sending(&sent, port, (log, number)) }
    }

    /// A visitor that is guided by hand.
    pub fn by_hand(request: &HandRequest, report: (VisitLog, usize), line: HandLine) -> Visitor {
        let HandRequest { port, method, target, headers, body, is_socket } = request;
        let kind = body.as_deref().map_or("", type_of);
        let body = body.as_deref().unwrap_or_default();
        let sent = Sent { method, target, headers, body, kind, is_socket: *is_socket };
        Visitor { hand: Some(line), ..Visitor::sending(&sent, *port, report) }
    }

    fn sending(sent: &Sent<'_>, port: u16, (log, number): (VisitLog, usize)) -> Visitor {
        Visitor {
            log,
            number,
            request: bytes_of(sent, port),
            answer: HttpReply::of(sent.method),
            messages: VecDeque::new(),
            raw: Vec::new(),
            is_upgraded: false,
            has_left: false,
            is_over: false,
            hand: None,
        }
    }

    fn tell(&self, now: Micros, event: impl FnOnce() -> VisitEvent) {
        if let Some(line) = &self.hand {
            line.tell(now, event());
        }
    }

    fn report(&self, change: impl FnOnce(&mut VisitReport)) {
        if let Some(report) = self.log.borrow_mut().all.get_mut(self.number) {
            change(report);
        }
    }

    fn finish(&mut self, end: VisitEnd, now: Micros, reply: &mut Reply) {
        if !std::mem::replace(&mut self.is_over, true) {
            self.tell(now, || VisitEvent::Ended(end.clone()));
            self.report(|report| (report.end, report.ended) = (end, now));
            self.log.borrow_mut().over.push_back(self.number);
            reply.close(Micros::ZERO);
        }
    }

    fn part(&self, is_sent: bool, data: Vec<u8>, now: Micros) {
        self.tell(now, || VisitEvent::Part { is_sent, data: data.clone() });
        self.report(|report| report.parts.push(VisitPart { at: now, is_sent, data }));
    }

    fn hear_answer(&mut self, event: Option<ReplyEvent>, now: Micros, reply: &mut Reply) {
        match event {
            None => {}
            Some(ReplyEvent::Head(status, words, headers)) => {
                self.is_upgraded = status == 101;
                self.tell(now, || VisitEvent::Head { status, words: words.clone(), headers: headers.clone() });
                self.report(|report| (report.status, report.headers) = (Some((status, words)), headers));
                if self.is_upgraded {
                    self.raw = self.answer.take_rest();
                    self.say_next(now, reply);
                    self.hear_frames(now, reply);
                }
            }
            Some(ReplyEvent::Body(data)) => self.part(false, data, now),
            Some(ReplyEvent::End) => self.finish(VisitEnd::Answered, now, reply),
            Some(ReplyEvent::Wrong) => self.finish(VisitEnd::NoHttp, now, reply),
        }
    }

    /// Sends the next message, or takes leave.
    fn say_next(&mut self, now: Micros, reply: &mut Reply) {
        if self.hand.is_some() {
            return self.obey(now, reply);
        }
        match self.messages.pop_front() {
            Some(message) => {
                reply.send(Micros::ZERO, masked_frame(TEXT, message.as_bytes()));
                self.part(true, message.into_bytes(), now);
            }
            None => reply.send(Micros::ZERO, masked_frame(CLOSE, &1000_u16.to_be_bytes())),
        }
    }

    /// Carries out the orders that a visitor by hand has got. It can say nothing before its WebSocket stands.
    fn obey(&mut self, now: Micros, reply: &mut Reply) {
        while !self.is_over
            && let Some(order) = self.hand.as_ref().and_then(HandLine::next_order)
        {
            match order {
                HandAct::Say(message) if self.is_upgraded && !self.has_left => {
                    reply.send(Micros::ZERO, masked_frame(TEXT, message.as_bytes()));
                    self.part(true, message.into_bytes(), now);
                }
                // The server says that it leaves, too, and that ends the visit; asked twice, the visitor does not wait for it.
                HandAct::Leave if self.is_upgraded && !self.has_left => {
                    self.has_left = true;
                    reply.send(Micros::ZERO, masked_frame(CLOSE, &1000_u16.to_be_bytes()));
                }
                HandAct::Leave => self.finish(VisitEnd::Left, now, reply),
                HandAct::Ask(_) | HandAct::Say(_) | HandAct::Interrupt => {}
            }
        }
    }

    fn hear_frames(&mut self, now: Micros, reply: &mut Reply) {
        while !self.is_over
            && let Some(Frame { code, payload }) = take_server_frame(&mut self.raw)
        {
            match code {
                TEXT | BINARY => {
                    self.part(false, payload, now);
                    self.say_next(now, reply);
                }
                PING => reply.send(Micros::ZERO, masked_frame(PONG, &payload)),
                CLOSE => self.finish(VisitEnd::Answered, now, reply),
                _ => {}
            }
        }
    }
}

impl Conversation for Visitor {
    fn hear(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply) {
        match heard {
            Heard::Opened => reply.send(Micros::ZERO, std::mem::take(&mut self.request)),
            Heard::Bytes(data) if self.is_upgraded => {
                self.raw.extend(data);
                self.hear_frames(now, reply);
            }
            Heard::Bytes(data) => {
                self.answer.arrive(data);
                while !self.is_over && !self.is_upgraded {
                    let event = self.answer.next_event();
                    if event.is_none() {
                        break;
                    }
                    self.hear_answer(event, now, reply);
                }
            }
            Heard::End if self.is_upgraded => self.finish(VisitEnd::Answered, now, reply),
            Heard::End => match self.answer.end() {
                true => self.finish(VisitEnd::Answered, now, reply),
                false => self.finish(VisitEnd::Broken, now, reply),
            },
            Heard::Broken(error) => {
                let end =
                    if error == super::super::ErrorNumber::REFUSED { VisitEnd::Refused } else { VisitEnd::Broken };
                self.finish(end, now, reply);
            }
            Heard::Woken if self.hand.is_some() => self.obey(now, reply),
            Heard::Woken => self.finish(VisitEnd::Unanswered, now, reply),
        }
    }
}

/// The type of a body that has none stated: what begins as JSON does is taken for it, also if it has a mistake, which is then
/// the server's to tell.
fn type_of(body: &str) -> &'static str {
    if body.trim_start().starts_with(['{', '[']) { JSON_TYPE } else { TEXT_TYPE }
}

/// The bytes of a request.
fn bytes_of(sent: &Sent<'_>, port: u16) -> Vec<u8> {
    let Sent { method, target, headers: own, body, kind, is_socket } = *sent;
    let mut headers = vec![("Host".to_string(), format!("localhost:{port}"))];
    headers.push(("User-Agent".into(), SERVER.into()));
    headers.push(("Accept".into(), "*/*".into()));
    if is_socket {
        for (name, value) in [
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", KEY),
        ] {
            headers.push((name.into(), value.into()));
        }
    } else {
        headers.push(("Connection".into(), "close".into()));
    }
    if !kind.is_empty() {
        headers.push(("Content-Type".into(), kind.into()));
    }
    if !kind.is_empty() || matches!(method, "POST" | "PUT" | "PATCH") {
        headers.push(("Content-Length".into(), body.len().to_string()));
    }
    for (name, value) in own {
        match headers.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
            Some((_, own)) => own.clone_from(value),
            None => headers.push((name.clone(), value.clone())),
        }
    }
    let head: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("{method} {target} HTTP/1.1\r\n{head}\r\n{body}").into_bytes()
}

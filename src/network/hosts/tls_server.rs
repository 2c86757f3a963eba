//! The server's end of the model of TLS, for hosts: what `_tls_connection.py` has for a program's own servers.
//!
//! Messages and records are that module's, as long as those of TLS and as open as plain text. A host shows a certificate for its
//! name, asks for none, and speaks HTTP/1.1 in whatever is agreed on.

use serde_json::{Value, json};

use super::host_entry::CertificateKind;
use super::service::Act;
use super::wire::certificates;
use super::{Conversation, Heard, Reply};
use crate::clock::Micros;

const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const DATA: u8 = 23;
/// The most bytes of data in a record.
const MOST_DATA: usize = 16_384;
/// The bytes by which a record of TLS 1.3 is longer than what is in it.
const PROOF: [u8; 17] = [0; 17];
/// Sizes of messages without the certificates in them.
const ANSWER_SIZE: usize = 430;
const TICKET_SIZE: usize = 250;
const TLS_1_2: u64 = 771;
const TLS_1_3: u64 = 772;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    AwaitsHello,
    AwaitsEnd,
    Open,
    Over,
}

/// A conversation under TLS.
#[derive(Debug)]
pub(super) struct TlsServer {
    name: String,
    certificate: CertificateKind,
    inner: Box<dyn Conversation>,
    stage: Stage,
    version: u64,
    raw: Vec<u8>,
    peer_left: bool,
}

impl TlsServer {
    pub fn new(name: &str, certificate: CertificateKind, inner: Box<dyn Conversation>) -> TlsServer {
        let (stage, name) = (Stage::AwaitsHello, name.to_string());
        TlsServer { name, certificate, inner, stage, version: 0, raw: Vec::new(), peer_left: false }
    }

    fn record(&self, kind: u8, data: &[u8]) -> Vec<u8> {
        let has_proof = self.version == TLS_1_3 && self.stage == Stage::Open;
        let proof: &[u8] = if has_proof { &PROOF } else { &[] };
        let length = (data.len() + proof.len()) as u16;
        let version = if self.version == 0 { 1 } else { 3 };
        let mut record = vec![kind, 3, version];
        record.extend(length.to_be_bytes());
        record.extend(data);
        record.extend(proof);
        record
    }

    /// Takes the next record, if all of it has come.
    fn take_record(&mut self) -> Option<(u8, Vec<u8>)> {
        let head: [u8; 5] = self.raw.get(..5)?.try_into().ok()?;
        let length = usize::from(u16::from_be_bytes([head[3], head[4]]));
        let mut data = self.raw.get(5..5 + length)?.to_vec();
        self.raw.drain(..5 + length);
        if self.version == TLS_1_3 && self.stage == Stage::Open && data.len() > PROOF.len() {
            data.truncate(data.len() - PROOF.len());
        }
        Some((head[0], data))
    }

    fn fail(&mut self, alert: u8, reply: &mut Reply) {
        reply.send(Micros::ZERO, self.record(ALERT, &[2, alert]));
        reply.close(Micros::ZERO);
        self.stage = Stage::Over;
    }

    fn handle(&mut self, kind: u8, data: &[u8], now: Micros, reply: &mut Reply) {
        if kind == ALERT {
            self.peer_left = true;
            if data.get(1) == Some(&0) && self.stage == Stage::Open {
                self.pass(Heard::End, now, reply);
            } else {
                // The client refuses what it was shown.
                reply.close(Micros::ZERO);
                self.stage = Stage::Over;
            }
            return;
        }
        match (self.stage, kind) {
            (Stage::AwaitsHello, HANDSHAKE) => self.greet(data, reply),
            (Stage::AwaitsEnd, HANDSHAKE) => {
                let tickets = if self.version == TLS_1_3 { 2 } else { 1 };
                for _ in 0..tickets {
                    let ticket = packed(&json!({ "client": false, "sizes": [] }), &[], TICKET_SIZE);
                    reply.send(Micros::ZERO, self.record(HANDSHAKE, &ticket));
                }
                self.stage = Stage::Open;
                self.pass(Heard::Opened, now, reply);
            }
            (Stage::Open, DATA) => self.pass(Heard::Bytes(data), now, reply),
            (Stage::Open, HANDSHAKE) | (Stage::Over, _) => {}
            _ => self.fail(10, reply),
        }
    }

    fn greet(&mut self, data: &[u8], reply: &mut Reply) {
        let Some(hello) = unpacked(data).filter(|hello| hello["client"] == true) else {
            return self.fail(50, reply);
        };
        let most = hello["most"].as_u64().unwrap_or(0).min(TLS_1_3);
        if most < TLS_1_2.max(hello["least"].as_u64().unwrap_or(0)) {
            return self.fail(70, reply);
        }
        let offers = hello["protocols"].as_array().is_some_and(|list| list.iter().any(|each| each == "http/1.1"));
        let cipher = if most == TLS_1_3 {
            json!(["TLS_AES_256_GCM_SHA384", "TLSv1.3", 256])
        } else {
            json!(["ECDHE-ECDSA-AES256-GCM-SHA384", "TLSv1.2", 256])
        };
        let chain = certificates::chain(&self.name, self.certificate);
        let sizes: Vec<usize> = chain.iter().map(Vec::len).collect();
        let answer = json!({
            "client": false,
            "version": most,
            "protocol": if offers { Value::from("http/1.1") } else { Value::Null },
            "asks": false,
            "cipher": cipher,
            "sizes": sizes,
        });
        let record = self.record(HANDSHAKE, &packed(&answer, &chain, ANSWER_SIZE));
        reply.send(Micros::ZERO, record);
        (self.version, self.stage) = (most, Stage::AwaitsEnd);
    }

    /// Passes an event on to what speaks under TLS, and puts what that sends into records.
    fn pass(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply) {
        let mut inner = Reply::default();
        self.inner.hear(heard, now, &mut inner);
        for (after, act) in inner.into_acts() {
            match act {
                Act::Send(data) => {
                    let records = data.chunks(MOST_DATA).flat_map(|part| self.record(DATA, part));
                    reply.send(after, records.collect::<Vec<u8>>());
                }
                Act::Close | Act::End => {
                    reply.send(after, self.record(ALERT, &[1, 0]));
                    reply.close(after);
                }
                Act::Break => reply.break_off(after),
                Act::Wake(peer) => reply.wake(after, peer),
                Act::Hold(peer, by) => reply.note_hold(after, peer, by),
            }
        }
    }
}

impl Conversation for TlsServer {
    fn hear(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply) {
        match heard {
            Heard::Opened => {}
            Heard::Bytes(data) => {
                self.raw.extend(data);
                if self.stage == Stage::AwaitsHello && self.raw[0] != HANDSHAKE {
                    let words = "The plain HTTP request was sent to HTTPS port\n";
                    let answer = super::wire::http_answer::HttpAnswer::text(400, "text/plain; charset=utf-8", words);
                    for (_, data) in answer.pieces("GET", false, false, now) {
                        reply.send(Micros::ZERO, data);
                    }
                    reply.close(Micros::ZERO);
                    self.stage = Stage::Over;
                }
                while self.stage != Stage::Over
                    && let Some((kind, data)) = self.take_record()
                {
                    self.handle(kind, &data, now, reply);
                }
            }
            Heard::End if self.stage == Stage::Open && !self.peer_left => self.pass(Heard::End, now, reply),
            Heard::End if self.stage == Stage::Open => {}
            Heard::End => reply.close(Micros::ZERO),
            Heard::Broken(_) | Heard::Woken => self.pass(heard, now, reply),
        }
    }
}

/// A message of the handshake: what it tells, and certificates.
fn packed(told: &Value, chain: &[Vec<u8>], size: usize) -> Vec<u8> {
    let head = format!("{:<size$}", told.to_string()).into_bytes();
    let mut message = (head.len() as u32).to_be_bytes()[1..].to_vec();
    message.extend(head);
    message.extend(chain.iter().flatten());
    message
}

/// The content of a message.
fn unpacked(message: &[u8]) -> Option<Value> {
    let length =
        usize::from(*message.first()?) << 16 | usize::from(*message.get(1)?) << 8 | usize::from(*message.get(2)?);
    serde_json::from_slice(message.get(3..3 + length)?).ok()
}

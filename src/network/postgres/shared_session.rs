//! The session that all connections share: whose turn it is, who waits for it, and who listens to what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::hosts::{PeerId, Reply};
use super::statements::SessionNames;
use super::wire_messages::{self as messages, Message, complete};
use super::{Answer, Database};
use crate::clock::Micros;

/// The number of the first connection's process.
const FIRST_PROCESS: u32 = 101;

/// The session of a database.
#[derive(Debug)]
pub struct SharedSession {
    database: Box<dyn Database>,
    pub names: SessionNames,
    /// The messages that greet a connection, without those of its own.
    greeting: Option<Vec<u8>>,
    /// The connection whose transaction goes on.
    owner: Option<PeerId>,
    /// The moment until which the latest answer takes.
    busy_until: Micros,
    /// Connections that wait for their turn.
    waiting: VecDeque<PeerId>,
    /// Waits for a transaction that were noted: who waits, and for whose.
    held: BTreeMap<PeerId, PeerId>,
    /// Connections by the numbers of their processes.
    processes: BTreeMap<u32, PeerId>,
    last_process: u32,
    /// Connections that are to be cancelled.
    pub cancelled: BTreeSet<PeerId>,
    /// The connections that listen to a channel.
    listeners: BTreeMap<String, BTreeSet<PeerId>>,
    /// Notifications for connections that have not asked.
    pub notices: BTreeMap<PeerId, Vec<u8>>,
}

impl SharedSession {
    pub fn new(database: Box<dyn Database>) -> SharedSession {
        SharedSession {
            database,
            names: SessionNames::default(),
            greeting: None,
            owner: None,
            busy_until: Micros::ZERO,
            waiting: VecDeque::new(),
            held: BTreeMap::new(),
            processes: BTreeMap::new(),
            last_process: FIRST_PROCESS - 1,
            cancelled: BTreeSet::new(),
            listeners: BTreeMap::new(),
            notices: BTreeMap::new(),
        }
    }

    pub fn has_database(&self) -> bool {
        self.database.is_there()
    }

    /// Carries out messages.
    pub fn exchange(&mut self, messages: &[u8], now: Micros) -> Result<Answer, String> {
        self.database.exchange(messages, now)
    }

    /// Lets a connection in: its messages, and the number of its process.
    pub fn greet(&mut self, peer: PeerId, now: Micros) -> Result<(Vec<u8>, u32), String> {
        if self.greeting.is_none() {
            let first = messages::begin(&[("user", "postgres"), ("database", "postgres"), ("client_encoding", "UTF8")]);
            let said = self.exchange(&first, now)?.messages;
            let mut kept = Vec::new();
            for message in complete(&said).filter(|message| matches!(message.letter, b'R' | b'S')) {
                message.write(&mut kept);
            }
            self.greeting = Some(kept);
        }
        self.last_process += 1;
        self.processes.insert(self.last_process, peer);
        let mut greeting = self.greeting.clone().unwrap_or_default();
        let secret = secret_of(self.last_process);
        messages::write(b'K', &[&self.last_process.to_be_bytes(), &secret.to_be_bytes()], &mut greeting);
        messages::write_ready(b'I', &mut greeting);
        Ok((greeting, self.last_process))
    }

    /// Tells if a connection may go on now. One that may not is given its turn later.
    pub fn takes_turn(&mut self, peer: PeerId, now: Micros) -> bool {
        let is_free = self.owner.is_none_or(|owner| owner == peer) && now >= self.busy_until;
        let is_next = self.owner == Some(peer) || self.waiting.front().is_none_or(|first| *first == peer);
        if is_free && is_next {
            self.waiting.retain(|other| *other != peer);
            return true;
        }
        if !self.waiting.contains(&peer) {
            // Whoever is in a transaction goes on before those who wait for it to end.
            if self.owner == Some(peer) { self.waiting.push_front(peer) } else { self.waiting.push_back(peer) }
        }
        false
    }

    /// Tells if another connection is in a transaction.
    pub fn is_held_from(&self, peer: PeerId) -> bool {
        self.owner.is_some_and(|owner| owner != peer)
    }

    /// The moment at which the session is free.
    pub fn busy_until(&self) -> Micros {
        self.busy_until
    }

    /// Notes that a connection's answer takes until a moment and leaves it in this state: in a transaction or not.
    pub fn occupy(&mut self, peer: PeerId, until: Micros, is_in_transaction: bool) {
        self.busy_until = until;
        self.owner = is_in_transaction.then_some(peer);
    }

    /// Notes who waits for a transaction, and whose, as far as that has changed.
    pub fn note_holds(&mut self, now: Micros, reply: &mut Reply) {
        // A transaction has ended once the answer says so.
        let after = self.busy_until.max(now) - now;
        let is_held = |peer: &PeerId, by: PeerId| self.owner == Some(by) && self.waiting.contains(peer);
        for (peer, _) in self.held.iter().filter(|(peer, by)| !is_held(peer, **by)) {
            reply.note_hold(if self.waiting.contains(peer) { after } else { Micros::ZERO }, *peer, None);
        }
        let Some(owner) = self.owner else { return self.held.clear() };
        self.held.retain(|peer, by| *by == owner && self.waiting.contains(peer));
        for peer in self.waiting.iter().filter(|peer| **peer != owner) {
            if self.held.insert(*peer, owner).is_none() {
                reply.note_hold(Micros::ZERO, *peer, Some(owner));
            }
        }
    }

    /// Has the one go on who is next, once the session is free.
    pub fn wake_next(&mut self, now: Micros, reply: &mut Reply) {
        self.note_holds(now, reply);
        if let Some(next) = self.waiting.front() {
            reply.wake(self.busy_until.max(now) - now, *next);
        }
    }

    pub fn stop_waiting(&mut self, peer: PeerId) {
        self.waiting.retain(|other| *other != peer);
    }

    /// Cancels what the connection of a process asks, and has it know.
    pub fn cancel(&mut self, process: u32, secret: u32, reply: &mut Reply) {
        if let Some(peer) = self.processes.get(&process).filter(|_| secret == secret_of(process)) {
            self.cancelled.insert(*peer);
            reply.wake(Micros::ZERO, *peer);
        }
    }

    /// Forgets a connection; returns the channels that nobody listens to any more. True if it has left a transaction.
    pub fn leave(&mut self, peer: PeerId, process: u32) -> (Vec<String>, bool) {
        self.processes.remove(&process);
        self.stop_waiting(peer);
        self.notices.remove(&peer);
        let was_owner = self.owner == Some(peer);
        if was_owner {
            self.owner = None;
        }
        (self.unlisten(peer, None), was_owner)
    }

    pub fn listen(&mut self, peer: PeerId, channel: &str) {
        self.listeners.entry(channel.into()).or_default().insert(peer);
    }

    /// Has a connection listen no more, to a channel or to any; returns the channels that nobody listens to then.
    pub fn unlisten(&mut self, peer: PeerId, channel: Option<&str>) -> Vec<String> {
        let mut left = Vec::new();
        self.listeners.retain(|name, peers| {
            if channel.is_none_or(|channel| channel == name) && peers.remove(&peer) && peers.is_empty() {
                left.push(name.clone());
            }
            !peers.is_empty()
        });
        left
    }

    /// The statements by which the session listens again to what others want, which one connection's end of listening has ended.
    pub fn listening(&self) -> Option<String> {
        let statements = self.listeners.keys().map(|name| format!("LISTEN \"{}\";", name.replace('"', "\"\"")));
        Some(statements.collect::<String>()).filter(|text| !text.is_empty())
    }

    /// Hands a notification out to those who listen; tells if `own` is one of them.
    pub fn notify(&mut self, message: Message, own: PeerId, process: u32, answer: &mut Vec<u8>) {
        let rest = &message.body[4.min(message.body.len())..];
        let channel = rest.split(|byte| *byte == 0).next().map(messages::lossy).unwrap_or_default();
        let Some(peers) = self.listeners.get(&channel) else { return };
        for peer in peers {
            let to = if *peer == own { &mut *answer } else { self.notices.entry(*peer).or_default() };
            messages::write(b'A', &[&process.to_be_bytes(), rest], to);
        }
    }
}

/// The number by which a process is cancelled.
fn secret_of(process: u32) -> u32 {
    process.wrapping_mul(0x9e37_79b1)
}

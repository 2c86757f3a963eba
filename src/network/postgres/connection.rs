//! A connection to PostgreSQL: takes messages, waits for its turn and sends the answers.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::hosts::{Conversation, Heard, PeerId, Reply};
use super::batches::{ends_with_flush, heard_channels, is_copy_in};
use super::shared_session::SharedSession;
use super::statements::ConnectionNames;
use super::wire_messages::{self as messages, Failure, Message, Opening, complete};
use super::{Answer, LONGEST_WAIT};
use crate::clock::Micros;

const CANCELLED: Failure<'static> =
    Failure { severity: "ERROR", code: "57014", message: "canceling statement due to user request", hint: None };

const WAITED_TOO_LONG: Failure<'static> = Failure {
    severity: "ERROR",
    code: "55P03",
    message: "another connection has been in a transaction for 60 seconds, and connections to this playground's PostgreSQL \
              share one session, in which one transaction goes on at a time",
    hint: Some("End the transaction before you await another connection."),
};

/// The state of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The first message has not come.
    Opening,
    Ready,
    /// An answer is under way, until a moment.
    Answered,
    /// An error that is not the database's: messages are ignored until the next end of a row of them.
    Ignoring,
    Over,
}

/// An answer that is not sent yet.
#[derive(Debug)]
struct Pending {
    at: Micros,
    messages: Vec<u8>,
    /// The state of the transaction after it; `None` if the answer does not say so.
    state: Option<u8>,
}

/// A connection.
#[derive(Debug)]
pub struct Connection {
    peer: PeerId,
    session: Rc<RefCell<SharedSession>>,
    phase: Phase,
    process: u32,
    names: ConnectionNames,
    raw: Vec<u8>,
    pending: Option<Pending>,
    /// The moment since which it waits for another's transaction.
    waits_since: Option<Micros>,
    /// True once it was said that a copy into the database may begin, whose data are still to come.
    copies_in: bool,
}

impl Connection {
    pub fn new(peer: PeerId, session: Rc<RefCell<SharedSession>>) -> Connection {
        Connection {
            peer,
            session,
            phase: Phase::Opening,
            process: 0,
            names: ConnectionNames::default(),
            raw: Vec::new(),
            pending: None,
            waits_since: None,
            copies_in: false,
        }
    }

    /// Does what can be done now.
    fn go_on(&mut self, now: Micros, reply: &mut Reply) {
        if self.phase == Phase::Opening {
            self.open(now, reply);
        }
        let is_cancelled = self.session.borrow_mut().cancelled.remove(&self.peer);
        if is_cancelled {
            self.cancel(now, reply);
        }
        if self.phase == Phase::Answered {
            match self.pending.take() {
                Some(pending) if pending.at > now => self.pending = Some(pending),
                pending => self.send(pending, reply),
            }
        }
        if let Some(notices) = self.session.borrow_mut().notices.remove(&self.peer) {
            reply.send(Micros::ZERO, notices);
        }
        if self.phase == Phase::Ignoring {
            self.ignore(reply);
        }
        if self.phase == Phase::Ready {
            self.carry_out(now, reply);
        }
    }

    fn send(&mut self, pending: Option<Pending>, reply: &mut Reply) {
        self.phase = Phase::Ready;
        reply.send(Micros::ZERO, pending.map(|pending| pending.messages).unwrap_or_default());
    }

    /// Takes the first message.
    fn open(&mut self, now: Micros, reply: &mut Reply) {
        while let Some(opening) = messages::take_opening(&mut self.raw) {
            match opening {
                Opening::AsksForEncryption => reply.send(Micros::ZERO, *b"N"),
                Opening::Cancel { process, secret } => {
                    self.session.borrow_mut().cancel(process, secret, reply);
                    self.phase = Phase::Over;
                    return reply.close(Micros::ZERO);
                }
                Opening::Begin(pairs) => return self.begin(&pairs, now, reply),
            }
        }
    }

    fn begin(&mut self, pairs: &[(String, String)], now: Micros, reply: &mut Reply) {
        let greeted = self.session.borrow_mut().greet(self.peer, now);
        let (greeting, process) = match greeted {
            Ok(greeted) => greeted,
            Err(sentence) => return self.give_up(&sentence, reply),
        };
        (self.process, self.phase) = (process, Phase::Ready);
        // The session has one user and one database, whatever a connection calls them.
        let of_session =
            |name: &str| matches!(name, "user" | "database" | "client_encoding" | "options" | "replication");
        let settings = pairs.iter().filter(|(name, _)| !of_session(name) && !name.starts_with("_pq_."));
        let set = |(name, value): &(String, String)| {
            format!("SET \"{}\" TO '{}';", name.replace('"', "\"\""), value.replace('\'', "''"))
        };
        let statements: String = settings.map(set).collect();
        if !statements.is_empty() {
            let answer = self.session.borrow_mut().exchange(&messages::query(&statements), now);
            let failed = match &answer {
                Ok(answer) => complete(&answer.messages).find(|message| message.letter == b'E'),
                Err(sentence) => return self.give_up(sentence, reply),
            };
            if let Some(error) = failed {
                let mut said = Vec::new();
                error.write(&mut said);
                self.phase = Phase::Over;
                reply.send(Micros::ZERO, said);
                return reply.close(Micros::ZERO);
            }
        }
        reply.send(Micros::ZERO, greeting);
    }

    /// Says that there is no database.
    fn give_up(&mut self, sentence: &str, reply: &mut Reply) {
        let mut said = Vec::new();
        Failure { severity: "FATAL", code: "57P03", message: sentence, hint: None }.write(&mut said);
        self.phase = Phase::Over;
        reply.send(Micros::ZERO, said);
        reply.close(Micros::ZERO);
    }

    /// Drops messages up to the end of their row, and says that the connection is ready then.
    fn ignore(&mut self, reply: &mut Reply) {
        let mut length = 0;
        for message in complete(&self.raw) {
            length += message.len();
            if message.letter == b'S' {
                let mut ready = Vec::new();
                messages::write_ready(b'I', &mut ready);
                reply.send(Micros::ZERO, ready);
                self.phase = Phase::Ready;
                break;
            }
        }
        self.raw.drain(..length);
    }

    /// Carries out the messages that are complete, if it is this connection's turn.
    fn carry_out(&mut self, now: Micros, reply: &mut Reply) {
        let Some(length) = self.batch(reply) else { return };
        if self.raw.first() == Some(&b'X') {
            self.leave(now, reply);
            return reply.close(Micros::ZERO);
        }
        let mut session = self.session.borrow_mut();
        if !session.takes_turn(self.peer, now) {
            if session.is_held_from(self.peer) {
                let since = *self.waits_since.get_or_insert(now);
                if now >= since + LONGEST_WAIT {
                    session.stop_waiting(self.peer);
                    session.wake_next(now, reply);
                    drop(session);
                    return self.refuse(length, &WAITED_TOO_LONG, reply);
                }
                session.note_holds(now, reply);
                reply.wake(since + LONGEST_WAIT - now, self.peer);
            } else {
                reply.wake(session.busy_until().max(now) - now, self.peer);
            }
            return;
        }
        drop(session);
        self.waits_since = None;
        let asked: Vec<u8> = self.raw.drain(..length).collect();
        if let Err(sentence) = self.ask(&asked, now, reply) {
            self.leave(now, reply);
            self.give_up(&sentence, reply);
        }
    }

    /// The bytes of messages that are carried out together: all that are complete, up to the end of the connection. None of a
    /// copy into the database until its data are there.
    fn batch(&mut self, reply: &mut Reply) -> Option<usize> {
        let (mut length, mut copies, mut has_data) = (0, false, false);
        for message in complete(&self.raw) {
            if message.letter == b'X' && length > 0 {
                break;
            }
            length += message.len();
            copies |= is_copy_in(message);
            has_data |= matches!(message.letter, b'c' | b'f');
        }
        if copies && !has_data {
            if !self.copies_in {
                self.copies_in = true;
                // Some wait for it before they send the data. The formats of the columns are of no interest to them.
                let mut begins = Vec::new();
                messages::write(b'G', &[&[0, 0, 0]], &mut begins);
                reply.send(Micros::ZERO, begins);
            }
            return None;
        }
        (length > 0).then_some(length)
    }

    /// Has the database carry out messages, and keeps its answer until the time that it takes is over.
    fn ask(&mut self, asked: &[u8], now: Micros, reply: &mut Reply) -> Result<(), String> {
        let mut session = self.session.borrow_mut();
        let mut translated = self.names.translated(asked, &mut session.names);
        // A statement that is only prepared and described: the session is left without a transaction of its own, into which
        // the messages of others would fall.
        let is_only_described = ends_with_flush(asked);
        if is_only_described {
            // In place of the question for what was said so far, which comes last.
            translated.truncate(translated.len() - 5);
            messages::write(b'S', &[], &mut translated);
        }
        let Answer { messages: said, takes } = session.exchange(&translated, now)?;
        let heard = heard_channels(asked);
        for (channel, listens) in &heard {
            match (channel, listens) {
                (Some(channel), true) => session.listen(self.peer, channel),
                (channel, _) => drop(session.unlisten(self.peer, channel.as_deref())),
            }
        }
        if heard.iter().any(|(_, listens)| !listens)
            && let Some(again) = session.listening()
        {
            session.exchange(&messages::query(&again), now)?;
        }
        let mut answer = Vec::with_capacity(said.len());
        let mut state = None;
        let said: Vec<Message> = complete(&said).collect();
        for (place, message) in said.iter().enumerate() {
            match message.letter {
                b'A' => session.notify(*message, self.peer, self.process, &mut answer),
                b'G' if self.copies_in => {}
                b'Z' => {
                    state = message.body.first().copied();
                    if !(is_only_described && place + 1 == said.len()) {
                        message.write(&mut answer);
                    }
                }
                _ => message.write(&mut answer),
            }
        }
        self.copies_in = false;
        // Without a word on it the session is in the midst of this connection's messages.
        session.occupy(self.peer, now + takes, state != Some(b'I'));
        for other in session.notices.keys().filter(|other| **other != self.peer) {
            reply.wake(takes, *other);
        }
        self.phase = Phase::Answered;
        self.pending = Some(Pending { at: now + takes, messages: answer, state });
        reply.wake(takes, self.peer);
        session.wake_next(now, reply);
        Ok(())
    }

    /// Answers messages with an error without having them carried out.
    fn refuse(&mut self, length: usize, why: &Failure, reply: &mut Reply) {
        self.waits_since = None;
        let dropped: Vec<u8> = self.raw.drain(..length).collect();
        let mut said = Vec::new();
        why.write(&mut said);
        if complete(&dropped).any(|message| matches!(message.letter, b'S' | b'Q')) {
            messages::write_ready(b'I', &mut said);
        } else {
            self.phase = Phase::Ignoring;
        }
        reply.send(Micros::ZERO, said);
    }

    /// Cancels what this connection waits for.
    fn cancel(&mut self, now: Micros, reply: &mut Reply) {
        match (self.phase, self.pending.take()) {
            (Phase::Answered, Some(mut pending)) if pending.at > now => {
                // It was carried out at once, and cannot be undone outside of a transaction.
                let mut session = self.session.borrow_mut();
                pending.messages.clear();
                CANCELLED.write(&mut pending.messages);
                let mut state = pending.state;
                if state == Some(b'T') {
                    let fails = messages::query("DO $$ BEGIN RAISE query_canceled; END $$");
                    drop(session.exchange(&fails, now));
                    state = Some(b'E');
                }
                if let Some(state) = state {
                    messages::write_ready(state, &mut pending.messages);
                }
                session.occupy(self.peer, now, state != Some(b'I'));
                session.wake_next(now, reply);
                drop(session);
                self.send(Some(pending), reply);
            }
            (Phase::Ready, _) => {
                let length = complete(&self.raw).map(|message| message.len()).sum();
                let is_waiting = length > 0 && self.waits_since.is_some();
                if is_waiting {
                    let mut session = self.session.borrow_mut();
                    session.stop_waiting(self.peer);
                    session.note_holds(now, reply);
                    drop(session);
                    self.refuse(length, &CANCELLED, reply);
                }
            }
            (_, pending) => self.pending = pending,
        }
    }

    /// Leaves the session as if this connection had had one of its own.
    fn leave(&mut self, now: Micros, reply: &mut Reply) {
        if self.phase == Phase::Opening || self.phase == Phase::Over {
            return;
        }
        self.phase = Phase::Over;
        let mut session = self.session.borrow_mut();
        let (channels, has_left_transaction) = session.leave(self.peer, self.process);
        let mut last = Vec::new();
        if has_left_transaction {
            last.extend(messages::query("ROLLBACK"));
        }
        for channel in channels {
            last.extend(messages::query(&format!("UNLISTEN \"{}\"", channel.replace('"', "\"\""))));
        }
        let closed = self.names.closed(&mut session.names);
        if !closed.is_empty() {
            last.extend(closed);
            messages::write(b'S', &[], &mut last);
        }
        if !last.is_empty() {
            // Nobody is left to be told of an error.
            drop(session.exchange(&last, now));
        }
        session.wake_next(now, reply);
    }
}

impl Conversation for Connection {
    fn hear(&mut self, heard: Heard<'_>, now: Micros, reply: &mut Reply) {
        match heard {
            Heard::Opened => {}
            Heard::Bytes(data) => {
                self.raw.extend(data);
                self.go_on(now, reply);
            }
            Heard::Woken => self.go_on(now, reply),
            Heard::End => {
                self.leave(now, reply);
                reply.close(Micros::ZERO);
            }
            Heard::Broken(_) => self.leave(now, reply),
        }
    }
}

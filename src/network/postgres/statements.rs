//! The names of prepared statements: a connection has its own, which the one session of all keeps apart.

use std::collections::{BTreeMap, BTreeSet};

use super::wire_messages::{Message, complete, write};

/// The names that the session has in use.
#[derive(Debug, Default)]
pub struct SessionNames {
    used: BTreeSet<Vec<u8>>,
    unnamed: u32,
}

impl SessionNames {
    /// A name of the session's for one of a connection's: the same if no other connection has that. The unnamed statement gets
    /// another each time, which replaces the one before for this connection alone.
    fn take(&mut self, name: &[u8]) -> Vec<u8> {
        if name.is_empty() {
            self.unnamed += 1;
            return format!("unnamed {}", self.unnamed).into_bytes();
        }
        let mut free = name.to_vec();
        while !self.used.insert(free.clone()) {
            free.push(b'\'');
        }
        free
    }
}

/// The statements of a connection: its names, and those that the session has for them.
#[derive(Debug, Default)]
pub struct ConnectionNames {
    names: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl ConnectionNames {
    /// Messages as the session understands them.
    pub fn translated(&mut self, messages: &[u8], session: &mut SessionNames) -> Vec<u8> {
        let mut made = Vec::with_capacity(messages.len());
        for message in complete(messages) {
            self.translate(message, session, &mut made);
        }
        made
    }

    fn known(&self, name: &[u8]) -> Vec<u8> {
        self.names.get(name).cloned().unwrap_or_else(|| name.to_vec())
    }

    fn translate(&mut self, message: Message, session: &mut SessionNames, to: &mut Vec<u8>) {
        match (message.letter, message.body.first()) {
            (b'P', _) => {
                let Some(([name], rest)) = message.texts::<1>() else { return message.write(to) };
                // One that is prepared twice is the session's error.
                if name.is_empty() || !self.names.contains_key(name) {
                    self.names.insert(name.to_vec(), session.take(name));
                }
                write(b'P', &[&self.known(name), b"\0", rest], to);
            }
            (b'B', _) => {
                let Some(([portal, name], rest)) = message.texts::<2>() else { return message.write(to) };
                write(b'B', &[portal, b"\0", &self.known(name), b"\0", rest], to);
            }
            (letter @ (b'D' | b'C'), Some(b'S')) => {
                let name = message.body[1..].strip_suffix(b"\0").unwrap_or_default();
                write(letter, &[b"S", &self.known(name), b"\0"], to);
                if letter == b'C' {
                    let gone = self.names.remove(name);
                    gone.map(|gone| session.used.remove(&gone));
                }
            }
            _ => message.write(to),
        }
    }

    /// Messages that close all statements, since the connection ends.
    pub fn closed(&mut self, session: &mut SessionNames) -> Vec<u8> {
        let mut made = Vec::new();
        for name in std::mem::take(&mut self.names).into_values() {
            write(b'C', &[b"S", &name, b"\0"], &mut made);
            session.used.remove(&name);
        }
        made
    }
}

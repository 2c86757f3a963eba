//! Records of TLS, as the engine's model writes them (`python/library/modules/_tls_records.py`): nothing in them is encrypted.
//!
//! Records of data hold the bytes that the program has sent. So requests within TLS are read like others, from the bytes that
//! go over the connection, whoever the peer is.

/// The kinds of records.
const HANDSHAKE: u8 = 22;
const DATA: u8 = 23;

/// The bytes before a record's contents.
const START: usize = 5;

/// The bytes that follow on the data of a record of TLS 1.3.
const PROOF: [u8; 17] = [0; 17];

/// The messages of a handshake that each end sends: its hello, and what ends the handshake or tickets.
const LAST_OF_HANDSHAKE: u32 = 2;

/// Tells if these are the first bytes of a connection with TLS.
pub(super) fn begins(first: u8) -> bool {
    first == HANDSHAKE
}

/// Reader of the records of a connection.
#[derive(Debug, Default)]
pub(super) struct TlsReader {
    /// The bytes of each end that are no whole record yet.
    rest: [Vec<u8>; 2],
    /// The messages of the handshake that each end has sent.
    handshake: [u32; 2],
    is_secured: bool,
    /// True if data are followed by a proof, which the first record of data decides: a connection is of one version.
    has_proof: Option<bool>,
}

impl TlsReader {
    /// Takes bytes that an end, 0 or 1, sends; returns the data in them, or `None` if these are no records. `secured` is called
    /// when the handshake is over.
    pub fn take(&mut self, end: usize, bytes: &[u8], secured: impl FnOnce()) -> Option<Vec<u8>> {
        let mut secured = Some(secured);
        let mut data = Vec::new();
        self.rest[end].extend_from_slice(bytes);
        let mut at = 0;
        while let Some(record) = self.rest[end].get(at..).filter(|rest| rest.len() >= START) {
            let (kind, major) = (record[0], record[1]);
            if !(20..=DATA).contains(&kind) || major != 3 {
                return None;
            }
            let length = usize::from(u16::from_be_bytes([record[3], record[4]]));
            let Some(contents) = record.get(START..START + length) else { break };
            if kind == HANDSHAKE {
                self.handshake[end] += 1;
            }
            if kind == DATA {
                let has_proof = *self.has_proof.get_or_insert(contents.ends_with(&PROOF));
                let own = contents.len().saturating_sub(if has_proof { PROOF.len() } else { 0 });
                data.extend_from_slice(&contents[..own]);
            }
            let is_over = kind == DATA || self.handshake.iter().all(|count| *count >= LAST_OF_HANDSHAKE);
            if is_over
                && !std::mem::replace(&mut self.is_secured, true)
                && let Some(secured) = secured.take()
            {
                secured();
            }
            at += START + length;
        }
        self.rest[end].drain(..at);
        Some(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u8, contents: &[u8]) -> Vec<u8> {
        let length = (contents.len() as u16).to_be_bytes();
        [&[kind, 3, 3, length[0], length[1]], contents].concat()
    }

    #[test]
    fn data_are_read_out_of_records_however_they_are_cut() {
        let data = [b"GET / ".as_slice(), &PROOF].concat();
        let all = [record(HANDSHAKE, b"hello"), record(DATA, &data), record(DATA, &data)].concat();
        for cut in 0..all.len() {
            let (mut reader, mut secured) = (TlsReader::default(), 0);
            let one = reader.take(0, &all[..cut], || secured += 1).unwrap();
            let other = reader.take(0, &all[cut..], || secured += 1).unwrap();
            assert_eq!(([one, other].concat(), secured), (b"GET / GET / ".to_vec(), 1));
        }
    }

    #[test]
    fn a_handshake_is_over_when_both_have_sent_their_last_message() {
        let (mut reader, mut secured) = (TlsReader::default(), 0);
        for end in [0, 1, 0, 1, 1] {
            assert_eq!(reader.take(end, &record(HANDSHAKE, b"x"), || secured += 1), Some(Vec::new()));
        }
        assert_eq!(secured, 1);
        assert_eq!(reader.take(0, b"hello", || ()), None);
    }
}

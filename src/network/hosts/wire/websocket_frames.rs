//! Frames of WebSocket (RFC 6455, 5), read and made for either end.

/// The longest message.
const MOST_MESSAGE: u64 = 16 << 20;

pub(in super::super) const TEXT: u8 = 1;
pub(in super::super) const BINARY: u8 = 2;
pub(in super::super) const CLOSE: u8 = 8;
pub(in super::super) const PING: u8 = 9;
pub(in super::super) const PONG: u8 = 10;

/// The first byte of the first frame, its payload without the mask, and its length in all. The payload of a frame that no
/// client may send is an error.
pub(in super::super) fn read_client_frame(raw: &[u8]) -> Option<(u8, Result<Vec<u8>, ()>, usize)> {
    let (first, second) = (*raw.first()?, *raw.get(1)?);
    let (length, at) = match second & 0x7f {
        126 => (u64::from(u16::from_be_bytes(raw.get(2..4)?.try_into().ok()?)), 4),
        127 => (u64::from_be_bytes(raw.get(2..10)?.try_into().ok()?), 10),
        short => (u64::from(short), 2),
    };
    if second & 0x80 == 0 || length > MOST_MESSAGE || first & 0x70 != 0 {
        return Some((first, Err(()), raw.len()));
    }
    let length = usize::try_from(length).ok()?;
    let mask = raw.get(at..at + 4)?;
    let payload = raw.get(at + 4..at + 4 + length)?;
    let payload = payload.iter().enumerate().map(|(i, byte)| byte ^ mask[i % 4]).collect();
    Some((first, Ok(payload), at + 4 + length))
}

/// A frame of a server: a whole message, without a mask.
pub(in super::super) fn frame(code: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x80 | code];
    match payload.len() {
        short @ ..126 => frame.push(short as u8),
        middle @ ..=0xffff => {
            frame.push(126);
            frame.extend((middle as u16).to_be_bytes());
        }
        long => {
            frame.push(127);
            frame.extend((long as u64).to_be_bytes());
        }
    }
    frame.extend(payload);
    frame
}

/// A frame of a client: a whole message under a mask, which is the same in every run.
pub(in super::super) fn masked_frame(code: u8, payload: &[u8]) -> Vec<u8> {
    const MASK: [u8; 4] = [0x4c, 0x6f, 0x6f, 0x70];
    let mut whole = frame(code, payload);
    let head = whole.len() - payload.len();
    whole[1] |= 0x80;
    for (i, byte) in whole[head..].iter_mut().enumerate() {
        *byte ^= MASK[i % 4];
    }
    whole.splice(head..head, MASK);
    whole
}

/// A message of a server.
pub(in super::super) struct Frame {
    pub code: u8,
    pub payload: Vec<u8>,
}

/// Takes the first frame of a server, if all of it has come. A message in several frames is as many messages here.
pub(in super::super) fn take_server_frame(raw: &mut Vec<u8>) -> Option<Frame> {
    let (first, second) = (*raw.first()?, *raw.get(1)?);
    let (length, at) = match second & 0x7f {
        126 => (u64::from(u16::from_be_bytes(raw.get(2..4)?.try_into().ok()?)), 4),
        127 => (u64::from_be_bytes(raw.get(2..10)?.try_into().ok()?), 10),
        short => (u64::from(short), 2),
    };
    let payload = raw.get(at..at + usize::try_from(length).ok()?)?.to_vec();
    raw.drain(..at + payload.len());
    let code = match first & 0x0f {
        0 => TEXT,
        code => code,
    };
    Some(Frame { code, payload })
}

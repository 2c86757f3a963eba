//! The messages of PostgreSQL's protocol (version 3) as bytes: a letter, the length of the rest and a body.

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    pub letter: u8,
    pub body: &'a [u8],
}

/// The first message of a connection, which has no letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A question whether the rest can be encrypted, by TLS or GSSAPI.
    AsksForEncryption,
    /// A request to cancel what another connection asks, by the numbers that this was given.
    Cancel { process: u32, secret: u32 },
    /// The names and values that begin a session.
    Begin(Vec<(String, String)>),
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Takes the first message of a connection from its bytes; `None` if they are too few.
pub fn take_opening(raw: &mut Vec<u8>) -> Option<Opening> {
    let length = number(raw, 0)? as usize;
    let code = number(raw, 4)?;
    if raw.len() < length {
        return None;
    }
    let body: Vec<u8> = raw.drain(..length.max(8)).skip(8).collect();
    Some(match code {
        80_877_103 | 80_877_104 => Opening::AsksForEncryption,
        80_877_102 => Opening::Cancel { process: number(&body, 0).unwrap_or(0), secret: number(&body, 4).unwrap_or(0) },
        _ => {
            let texts: Vec<String> = body.split(|byte| *byte == 0).map(lossy).collect();
            let pairs = texts.as_chunks::<2>().0.iter().map(|[name, value]| (name.clone(), value.clone()));
            Opening::Begin(pairs.take_while(|(name, _)| !name.is_empty()).collect())
        }
    })
}

/// The messages at the beginning of bytes that are complete.
pub fn complete(bytes: &[u8]) -> impl Iterator<Item = Message<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let letter = *rest.first()?;
        let end = 1 + number(rest, 1)? as usize;
        let body = rest.get(5..end)?;
        rest = &rest[end..];
        Some(Message { letter, body })
    })
}

impl Message<'_> {
    /// The bytes that it takes.
    pub fn len(&self) -> usize {
        self.body.len() + 5
    }

    pub fn write(&self, to: &mut Vec<u8>) {
        to.push(self.letter);
        to.extend((self.body.len() as u32 + 4).to_be_bytes());
        to.extend(self.body);
    }

    /// The texts at the beginning of its body, each of which ends with a zero: so many, and the rest.
    pub fn texts<const N: usize>(&self) -> Option<([&[u8]; N], &[u8])> {
        let mut rest = self.body;
        let mut found: [&[u8]; N] = [&[]; N];
        for text in &mut found {
            let end = rest.iter().position(|byte| *byte == 0)?;
            (*text, rest) = (&rest[..end], &rest[end + 1..]);
        }
        Some((found, rest))
    }
}

/// Writes a message of parts.
pub fn write(letter: u8, parts: &[&[u8]], to: &mut Vec<u8>) {
    Message { letter, body: &parts.concat() }.write(to);
}

/// A query of one message.
pub fn query(text: &str) -> Vec<u8> {
    let mut made = Vec::new();
    write(b'Q', &[text.as_bytes(), b"\0"], &mut made);
    made
}

/// The first message of a session.
pub fn begin(pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut body = 196_608_u32.to_be_bytes().to_vec();
    for (name, value) in pairs {
        body.extend([name.as_bytes(), b"\0", value.as_bytes(), b"\0"].concat());
    }
    body.push(0);
    [(body.len() as u32 + 4).to_be_bytes().to_vec(), body].concat()
}

/// An error, as a message.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// `ERROR`, or `FATAL` if the connection ends.
    pub severity: &'a str,
    /// The code of SQL.
    pub code: &'a str,
    pub message: &'a str,
    pub hint: Option<&'a str>,
}

impl Failure<'_> {
    pub fn write(&self, to: &mut Vec<u8>) {
        let fields = [(b'S', self.severity), (b'V', self.severity), (b'C', self.code), (b'M', self.message)];
        let hint = self.hint.map(|hint| (b'H', hint));
        let mut body = Vec::new();
        for (letter, text) in fields.into_iter().chain(hint) {
            body.push(letter);
            body.extend(text.as_bytes());
            body.push(0);
        }
        write(b'E', &[&body, b"\0"], to);
    }
}

/// Writes that the server is ready, with the state of the transaction: `I`, `T` or `E`.
pub fn write_ready(state: u8, to: &mut Vec<u8>) {
    write(b'Z', &[&[state]], to);
}

/// A text that may not be UTF-8.
pub fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

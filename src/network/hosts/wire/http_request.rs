//! Requests of HTTP/1.1, read from the bytes of a connection.

/// The longest head of a request.
const MOST_HEAD: usize = 64 << 10;

/// The longest body of a request.
const MOST_BODY: usize = 16 << 20;

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct HttpRequest {
    pub method: String,
    /// The path and the query as they were sent.
    pub target: String,
    /// The path.
    pub path: String,
    /// The query, decoded, in its order.
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The client speaks HTTP/1.0.
    pub is_old: bool,
}

/// The result of reading: a request, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Reading {
    Request(Box<HttpRequest>),
    /// More bytes are wanted. True if the client waits to be told that it may go on.
    Partial(bool),
    /// No request of HTTP.
    Wrong,
    TooLarge,
}

impl HttpRequest {
    /// Takes the first request from what has arrived, if all of it has.
    pub fn take(raw: &mut Vec<u8>) -> Reading {
        // Empty lines before a request are skipped (RFC 9112, 2.2).
        while raw.starts_with(b"\r\n") {
            raw.drain(..2);
        }
        if raw.first().is_some_and(|first| !first.is_ascii_uppercase()) {
            return Reading::Wrong;
        }
        let Some(end) = position(raw, b"\r\n\r\n") else {
            return if raw.len() > MOST_HEAD { Reading::TooLarge } else { Reading::Partial(false) };
        };
        let Some(mut request) = HttpRequest::of_head(&String::from_utf8_lossy(&raw[..end])) else {
            return Reading::Wrong;
        };
        let rest = &raw[end + 4..];
        let is_chunked = request.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        let waits = request.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue"));
        let length = request.header("content-length").unwrap_or("0").trim().parse::<usize>();
        let taken = if is_chunked {
            match chunks(rest) {
                Chunks::Whole(body, taken) => {
                    request.body = body;
                    taken
                }
                Chunks::Partial => return Reading::Partial(waits),
                Chunks::Wrong => return Reading::Wrong,
                Chunks::TooLarge => return Reading::TooLarge,
            }
        } else {
            let Ok(length) = length else { return Reading::Wrong };
            if length > MOST_BODY {
                return Reading::TooLarge;
            }
            if rest.len() < length {
                return Reading::Partial(waits);
            }
            request.body = rest[..length].to_vec();
            length
        };
        raw.drain(..end + 4 + taken);
        Reading::Request(Box::new(request))
    }

    fn of_head(head: &str) -> Option<HttpRequest> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !version.starts_with("HTTP/1.") {
            return None;
        }
        let mut headers = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':')?;
            headers.push((name.to_string(), value.trim().to_string()));
        }
        // A proxy is sent the whole address.
        let target = target.split_once("://").map_or(target, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let target = target.split('#').next().unwrap_or(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Some(HttpRequest {
            method: method.into(),
            target: target.into(),
            path: path.into(),
            query: form(query.as_bytes()),
            headers,
            body: Vec::new(),
            is_old: version == "HTTP/1.0",
        })
    }

    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Tells if the client wants the connection to stay.
    pub fn keeps_alive(&self) -> bool {
        let has = |word: &str| {
            let value = self.header("connection").unwrap_or("");
            value.split(',').any(|each| each.trim().eq_ignore_ascii_case(word))
        };
        if self.is_old { has("keep-alive") } else { !has("close") }
    }
}

fn position(data: &[u8], pattern: &[u8]) -> Option<usize> {
    data.windows(pattern.len()).position(|window| window == pattern)
}

enum Chunks {
    Whole(Vec<u8>, usize),
    Partial,
    Wrong,
    TooLarge,
}

/// A body in chunks, and the number of bytes that it takes.
fn chunks(data: &[u8]) -> Chunks {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let Some(end) = position(&data[at..], b"\r\n") else { return Chunks::Partial };
        let line = String::from_utf8_lossy(&data[at..at + end]);
        let Ok(size) = usize::from_str_radix(line.split(';').next().unwrap_or("").trim(), 16) else {
            return Chunks::Wrong;
        };
        if size > MOST_BODY || body.len() + size > MOST_BODY {
            return Chunks::TooLarge;
        }
        at += end + 2;
        if size == 0 {
            // Trailers end with an empty line, as heads do.
            return match position(&data[at - 2..], b"\r\n\r\n") {
                Some(end) => Chunks::Whole(body, at + end + 2),
                None => Chunks::Partial,
            };
        }
        if data.len() < at + size + 2 {
            return Chunks::Partial;
        }
        if &data[at + size..at + size + 2] != b"\r\n" {
            return Chunks::Wrong;
        }
        body.extend(&data[at..at + size]);
        at += size + 2;
    }
}

/// A text without the escapes of addresses; in forms a plus is a space.
pub(in super::super) fn decoded(text: &str, is_form: bool) -> String {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code =
            text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) => {
                found.push(byte);
                at += 2;
            }
            None => found.push(if is_form && bytes[at] == b'+' { b' ' } else { bytes[at] }),
        }
        at += 1;
    }
    String::from_utf8_lossy(&found).into_owned()
}

/// The names and values of a form, or of a query.
pub(in super::super) fn form(data: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(data);
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name, true), decoded(value, true))
    };
    pairs.map(pair).collect()
}

//! Heads of HTTP/1 messages: what a request asks for, how a response answers, and how long the body is.
//!
//! A head that breaks the rules is no head: its connection is then shown as plain bytes, and never as something that it is not.

/// The most bytes of a head. Servers refuse longer ones.
pub(super) const MAX_HEAD: usize = 64 << 10;

/// The most characters of a target or a reason that are kept.
const MAX_LINE: usize = 200;

/// The way in which the length of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyLength {
    /// A number of bytes, which may be none.
    Bytes(u64),
    /// Chunks, each with its length before it.
    Chunked,
    /// All that comes until the sender ends.
    UntilEnd,
}

/// The head of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestHead {
    /// The method and the target: `GET /items`.
    pub line: String,
    pub method: String,
    /// True if the connection is to become one of WebSocket.
    pub asks_for_frames: bool,
    pub body: BodyLength,
}

/// The head of a response, with a length of its body that the request may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ResponseHead {
    /// The status and its reason: `200 OK`.
    pub line: String,
    pub status: u16,
    pub body: BodyLength,
}

/// The length of the head at the start of some bytes; `None` if its end has not come yet.
pub(super) fn head_length(bytes: &[u8]) -> Option<usize> {
    let mut line_start = 0;
    for (place, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' {
            if matches!(&bytes[line_start..place], b"" | b"\r") && line_start > 0 {
                return Some(place + 1);
            }
            line_start = place + 1;
        }
    }
    None
}

/// Tells if bytes may be the start of a request or, if not `asks`, of a response.
pub(super) fn may_begin(bytes: &[u8], asks: bool) -> bool {
    const ANSWER: &[u8] = b"HTTP/1.";
    const MAX_METHOD: usize = 20;
    if !asks {
        let count = bytes.len().min(ANSWER.len());
        return bytes[..count] == ANSWER[..count];
    }
    let is_method = |byte: &u8| byte.is_ascii_uppercase() || *byte == b'-' || *byte == b'_';
    let method = bytes.iter().take_while(|byte| is_method(byte)).count();
    (method > 0 && method <= MAX_METHOD) && bytes.get(method).is_none_or(|byte| *byte == b' ')
}

/// Reads the head of a request.
pub(super) fn request(head: &[u8]) -> Option<RequestHead> {
    let (first, fields) = parts(head)?;
    let mut words = first.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || target.is_empty() || !is_version(version) {
        return None;
    }
    let asks_for_frames = has_word(&fields, "upgrade", "websocket");
    let body = length(&fields)?.unwrap_or(BodyLength::Bytes(0));
    Some(RequestHead { line: cut(&format!("{method} {target}")), method: method.into(), asks_for_frames, body })
}

/// Reads the head of a response.
pub(super) fn response(head: &[u8]) -> Option<ResponseHead> {
    let (first, fields) = parts(head)?;
    let (version, rest) = first.split_once(' ')?;
    let digits = rest.split(' ').next()?;
    if !is_version(version) || digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let body = length(&fields)?.unwrap_or(BodyLength::UntilEnd);
    Some(ResponseHead { line: cut(rest.trim_end()), status: digits.parse().ok()?, body })
}

fn is_version(word: &str) -> bool {
    matches!(word, "HTTP/1.0" | "HTTP/1.1")
}

/// The first line of a head, and its fields with names in lower case.
fn parts(head: &[u8]) -> Option<(&str, Vec<(String, &str)>)> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next()?;
    let mut fields = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        // A line that begins with a blank goes on with the field before it.
        if line.starts_with([' ', '\t']) && !fields.is_empty() {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.contains([' ', '\t']) {
            return None;
        }
        fields.push((name.to_ascii_lowercase(), value.trim()));
    }
    Some((first, fields))
}

fn has_word(fields: &[(String, &str)], name: &str, word: &str) -> bool {
    let mut words = fields.iter().filter(|field| field.0 == name).flat_map(|field| field.1.split(','));
    words.any(|each| each.trim().eq_ignore_ascii_case(word))
}

/// The length that the fields say: `None` within if they say none, and without if they contradict each other.
fn length(fields: &[(String, &str)]) -> Option<Option<BodyLength>> {
    if has_word(fields, "transfer-encoding", "chunked") {
        return Some(Some(BodyLength::Chunked));
    }
    let mut said = None;
    for (_, value) in fields.iter().filter(|field| field.0 == "content-length") {
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let count: u64 = value.parse().ok()?;
        if said.is_some_and(|said| said != count) {
            return None;
        }
        said = Some(count);
    }
    Some(said.map(BodyLength::Bytes))
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(MAX_LINE) {
        Some((place, _)) => format!("{}…", &line[..place]),
        None => line.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_what_it_asks_for_and_how_long_its_body_is() {
        let head = b"POST /items?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
        let length = head_length(head).unwrap();
        assert_eq!(&head[length..], b"hello");
        let read = request(&head[..length]).unwrap();
        assert_eq!((&*read.line, read.body), ("POST /items?x=1", BodyLength::Bytes(5)));
        assert!(!read.asks_for_frames);
        let upgrade = b"GET /ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n";
        assert!(request(upgrade).unwrap().asks_for_frames);
    }

    #[test]
    fn a_response_without_a_length_goes_on_until_the_end() {
        let read = response(b"HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\n").unwrap();
        assert_eq!((&*read.line, read.status, read.body), ("404 Not Found", 404, BodyLength::UntilEnd));
        let read = response(b"HTTP/1.1 200\r\nTransfer-Encoding: gzip, chunked\r\n\r\n").unwrap();
        assert_eq!((&*read.line, read.body), ("200", BodyLength::Chunked));
    }

    #[test]
    fn what_breaks_the_rules_is_no_head() {
        for wrong in [
            "GET / HTTP/2.0\r\n\r\n",
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nno field\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        ] {
            assert_eq!(request(wrong.as_bytes()), None, "{wrong}");
        }
        for wrong in ["HTTP/1.1 OK\r\n\r\n", "HTTP/3.0 200 OK\r\n\r\n", "HELLO 200\r\n\r\n"] {
            assert_eq!(response(wrong.as_bytes()), None, "{wrong}");
        }
        assert!(may_begin(b"GE", true) && may_begin(b"DELETE /", true) && may_begin(b"HTT", false));
        assert!(!may_begin(b"hello", true) && !may_begin(b"GET\n", true) && !may_begin(b"HELLO", false));
    }
}

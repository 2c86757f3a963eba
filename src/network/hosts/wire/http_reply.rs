//! An answer of HTTP/1.1 as a client reads it, piece by piece.

/// An event of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum ReplyEvent {
    /// The status, its words, and the headers.
    Head(u16, String, Vec<(String, String)>),
    /// A piece of the body.
    Body(Vec<u8>),
    /// The end of the answer.
    End,
    /// The bytes are no answer.
    Wrong,
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Head,
    /// A body of so many bytes more.
    Length(usize),
    /// Before the size of a chunk.
    Size,
    /// In a chunk, of which so many bytes are still to come.
    Chunk(usize),
    /// In the lines behind the last chunk.
    Trailers,
    /// Until the connection ends.
    UntilEnd,
    Over,
}

/// An answer that is arriving.
#[derive(Debug)]
pub(in super::super) struct HttpReply {
    raw: Vec<u8>,
    stage: Stage,
    has_no_body: bool,
}

impl HttpReply {
    /// The answer to a request of this method.
    pub fn of(method: &str) -> HttpReply {
        HttpReply { raw: Vec::new(), stage: Stage::Head, has_no_body: method == "HEAD" }
    }

    pub fn arrive(&mut self, data: &[u8]) {
        self.raw.extend(data);
    }

    /// Takes the bytes behind the head of an answer that changes the protocol.
    pub fn take_rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.raw)
    }

    /// The connection has ended; returns whether the answer is whole.
    pub fn end(&mut self) -> bool {
        matches!(self.stage, Stage::UntilEnd | Stage::Over)
    }

    /// The next event, if it has come.
    pub fn next_event(&mut self) -> Option<ReplyEvent> {
        loop {
            match self.stage {
                Stage::Head => {
                    let head = self.line_up_to(b"\r\n\r\n")?;
                    let Some((status, words, headers)) = read_head(&head) else {
                        self.stage = Stage::Over;
                        return Some(ReplyEvent::Wrong);
                    };
                    // Another head follows one that only says that the client may go on.
                    if status == 100 {
                        continue;
                    }
                    let header = |name: &str| {
                        headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
                    };
                    let length = header("content-length").and_then(|length| length.trim().parse().ok());
                    let is_chunked =
                        header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
                    self.stage = match length {
                        _ if self.has_no_body || matches!(status, 101 | 204 | 304) => Stage::Length(0),
                        _ if is_chunked => Stage::Size,
                        Some(length) => Stage::Length(length),
                        None => Stage::UntilEnd,
                    };
                    return Some(ReplyEvent::Head(status, words, headers));
                }
                Stage::Length(0) => {
                    self.stage = Stage::Over;
                    return Some(ReplyEvent::End);
                }
                Stage::Length(left) => {
                    let data = self.take(left)?;
                    self.stage = Stage::Length(left - data.len());
                    return Some(ReplyEvent::Body(data));
                }
                Stage::Size => {
                    let line = self.line_up_to(b"\r\n")?;
                    match usize::from_str_radix(line.split(';').next().unwrap_or("").trim(), 16) {
                        Ok(0) => self.stage = Stage::Trailers,
                        Ok(size) => self.stage = Stage::Chunk(size),
                        Err(_) => {
                            self.stage = Stage::Over;
                            return Some(ReplyEvent::Wrong);
                        }
                    }
                }
                Stage::Chunk(0) => {
                    self.line_up_to(b"\r\n")?;
                    self.stage = Stage::Size;
                }
                Stage::Chunk(left) => {
                    let data = self.take(left)?;
                    self.stage = Stage::Chunk(left - data.len());
                    return Some(ReplyEvent::Body(data));
                }
                Stage::Trailers => {
                    if self.line_up_to(b"\r\n")?.is_empty() {
                        self.stage = Stage::Length(0);
                    }
                }
                Stage::UntilEnd => return Some(ReplyEvent::Body(self.take(usize::MAX)?)),
                Stage::Over => return None,
            }
        }
    }

    fn take(&mut self, most: usize) -> Option<Vec<u8>> {
        let count = most.min(self.raw.len());
        (count > 0).then(|| self.raw.drain(..count).collect())
    }

    fn line_up_to(&mut self, end: &[u8]) -> Option<String> {
        let at = self.raw.windows(end.len()).position(|window| window == end)?;
        let line = String::from_utf8_lossy(&self.raw[..at]).into_owned();
        self.raw.drain(..at + end.len());
        Some(line)
    }
}

type Head = (u16, String, Vec<(String, String)>);

fn read_head(head: &str) -> Option<Head> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.splitn(3, ' ');
    let version = words.next()?;
    let status = words.next()?.parse().ok()?;
    let reason = words.next().unwrap_or("").to_string();
    let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_string(), value.trim().to_string()));
    let headers = lines.map(header).collect::<Option<Vec<_>>>()?;
    version.starts_with("HTTP/1.").then_some((status, reason, headers))
}

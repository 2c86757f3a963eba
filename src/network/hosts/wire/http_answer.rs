//! Answers of HTTP/1.1, and the bytes that are sent of them.

use serde::Serialize;

use super::super::Conversation;
use crate::clock::Micros;

/// The moment at which a program's clock begins, in seconds since 1970: midnight, 1 January 2026.
const EPOCH: u64 = 1_767_225_600;

/// The header by which a host says what it is.
pub(in super::super) const SERVER: &str = "loopline (a model)";

/// An answer to a request.
#[derive(Debug)]
pub(in super::super) struct HttpAnswer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: HttpBody,
    /// The time before it, where it is not the host's.
    pub thinking: Option<Micros>,
    /// The conversation that goes on with the connection behind the answer.
    pub upgrade: Option<Box<dyn Conversation>>,
}

#[derive(Debug)]
pub(in super::super) enum HttpBody {
    Whole(Vec<u8>),
    /// Parts that are sent one after the other, each after a pause.
    Parts(Vec<(Micros, Vec<u8>)>),
}

impl HttpAnswer {
    pub fn new(status: u16, content_type: &str, body: HttpBody) -> HttpAnswer {
        let headers = vec![("Content-Type".to_string(), content_type.to_string())];
        HttpAnswer { status, headers, body, thinking: None, upgrade: None }
    }

    pub fn empty(status: u16) -> HttpAnswer {
        let mut answer = HttpAnswer::new(status, "", HttpBody::Whole(Vec::new()));
        answer.headers.clear();
        answer
    }

    pub fn text(status: u16, content_type: &str, text: &str) -> HttpAnswer {
        HttpAnswer::new(status, content_type, HttpBody::Whole(text.as_bytes().to_vec()))
    }

    pub fn page(status: u16, html: &str) -> HttpAnswer {
        HttpAnswer::text(status, "text/html; charset=utf-8", html)
    }

    pub fn json(status: u16, value: &impl Serialize) -> HttpAnswer {
        HttpAnswer::text(status, "application/json; charset=utf-8", &serde_json::to_string(value).unwrap_or_default())
    }

    /// An answer of JSON in several lines.
    pub fn pretty_json(status: u16, value: &impl Serialize) -> HttpAnswer {
        let text = serde_json::to_string_pretty(value).unwrap_or_default();
        HttpAnswer::text(status, "application/json", &format!("{text}\n"))
    }

    pub fn parts(status: u16, content_type: &str, parts: Vec<(Micros, Vec<u8>)>) -> HttpAnswer {
        HttpAnswer::new(status, content_type, HttpBody::Parts(parts))
    }

    /// Sets a header, in the place of one that has the name.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match self.headers.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
            Some((_, own)) => *own = value.to_string(),
            None => self.add_header(name, value),
        }
    }

    /// Adds a header, beside others of its name.
    pub fn add_header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_string(), value.to_string()));
    }

    /// The bytes of the answer, each piece with the pause before it. `is_old` is for a client of HTTP/1.0, which knows no
    /// chunks: its connection ends with the answer.
    pub fn pieces(&self, method: &str, keeps_alive: bool, is_old: bool, now: Micros) -> Vec<(Micros, Vec<u8>)> {
        let mut head = format!("HTTP/1.1 {} {}\r\nDate: {}\r\n", self.status, reason(self.status), date(now));
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        let has_body = !matches!(self.status, 101 | 204 | 304);
        let is_chunked = matches!(self.body, HttpBody::Parts(_)) && !is_old;
        match &self.body {
            HttpBody::Whole(body) if has_body => head += &format!("Content-Length: {}\r\n", body.len()),
            HttpBody::Parts(_) if is_chunked => head += "Transfer-Encoding: chunked\r\n",
            _ => {}
        }
        if self.status != 101 {
            head += if keeps_alive { "Connection: keep-alive\r\n" } else { "Connection: close\r\n" };
        }
        head += &format!("Server: {SERVER}\r\n\r\n");
        let mut pieces = vec![(Micros::ZERO, head.into_bytes())];
        if method == "HEAD" || !has_body {
            return pieces;
        }
        match &self.body {
            HttpBody::Whole(body) => pieces[0].1.extend(body),
            HttpBody::Parts(parts) => {
                for (pause, part) in parts {
                    let mut data = Vec::new();
                    if is_chunked {
                        data.extend(format!("{:x}\r\n", part.len()).into_bytes());
                        data.extend(part);
                        data.extend(b"\r\n");
                    } else {
                        data.extend(part);
                    }
                    // An empty chunk would end the body.
                    if !part.is_empty() {
                        pieces.push((*pause, data));
                    }
                }
                if is_chunked {
                    pieces.push((Micros::ZERO, b"0\r\n\r\n".to_vec()));
                }
            }
        }
        pieces
    }
}

/// The words for a status.
pub(in super::super) fn reason(status: u16) -> &'static str {
    match status {
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        418 => "I'm a teapot",
        422 => "Unprocessable Content",
        426 => "Upgrade Required",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}

/// A moment of the program's clock as HTTP writes it.
fn date(now: Micros) -> String {
    let seconds = EPOCH + now.0 / 1_000_000;
    let (days, of_day) = (seconds / 86_400, seconds % 86_400);
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7) as usize];
    let (mut year, mut day) = (1970, days);
    let length = |year: u64| {
        if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) { 366 } else { 365 }
    };
    while day >= length(year) {
        day -= length(year);
        year += 1;
    }
    let february = length(year) - 337;
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month];
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{weekday}, {:02} {name} {year} {hour:02}:{minute:02}:{second:02} GMT", day + 1)
}

//! The body of an answer as it is shown: always a text, whatever it is, since nothing of it may act in the page.

use crate::clock::Micros;
use crate::page::model::python::visits::HandVisit;

/// The body of an answer as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerText {
    /// No byte has come.
    Empty,
    /// A text as it came.
    Plain(String),
    /// JSON, indented.
    Json(String),
    /// Events of a stream, a line each with the moment at which it was whole.
    Events(Vec<(Micros, String)>),
    /// Bytes that are no text, by their number.
    Bytes(usize),
}

/// The body of a visit's answer as it is shown.
pub fn answer_text(visit: &HandVisit) -> AnswerText {
    let kind = visit.header("content-type").to_ascii_lowercase();
    if visit.bytes == 0 {
        return AnswerText::Empty;
    }
    if kind.starts_with("text/event-stream") {
        return AnswerText::Events(event_lines(visit));
    }
    let body = visit.body();
    let is_said_to_be = ["text/", "json", "xml", "javascript", "urlencoded"].iter().any(|word| kind.contains(word));
    if !is_said_to_be && !is_text(&body) {
        return AnswerText::Bytes(visit.bytes);
    }
    let text = String::from_utf8_lossy(&body).into_owned();
    if kind.contains("json") && visit.end.is_some() && serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok() {
        return AnswerText::Json(indented(&text));
    }
    AnswerText::Plain(text)
}

/// A message of a WebSocket; `None` if it is no text.
pub fn message_text(data: &[u8]) -> Option<String> {
    is_text(data).then(|| String::from_utf8_lossy(data).into_owned())
}

/// The address of the description that a page of FastAPI's documentation draws, if the answer is such a page: Swagger UI and
/// ReDoc are scripts of another site.
pub fn described_at(visit: &HandVisit) -> Option<String> {
    if !visit.header("content-type").starts_with("text/html") {
        return None;
    }
    let text = String::from_utf8_lossy(&visit.body()).into_owned();
    let is_docs = ["swagger-ui", "redoc"].iter().any(|word| text.contains(word));
    let addresses = ["url: '", "url: \"", "spec-url=\"", "spec-url='"];
    let after = addresses.iter().filter_map(|before| text.split_once(before)).map(|(_, rest)| rest);
    let mut found = after.filter_map(|rest| rest.split(['\'', '"']).next()).filter(|path| path.starts_with('/'));
    found.next().filter(|_| is_docs).map(String::from)
}

fn is_text(bytes: &[u8]) -> bool {
    // The last character may not be whole yet.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => return is_text(&bytes[..error.valid_up_to()]),
        Err(_) => return false,
    };
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1b}'))
}

/// The lines of a stream of events that are whole, or of a stream that is over, each with its moment. Empty lines, which end
/// an event, are left out.
fn event_lines(visit: &HandVisit) -> Vec<(Micros, String)> {
    let (mut lines, mut rest) = (Vec::new(), Vec::new());
    let mut last = Micros::ZERO;
    for part in visit.parts.iter().filter(|part| !part.is_sent) {
        last = part.at;
        for piece in part.data.split_inclusive(|byte| *byte == b'\n') {
            rest.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                lines.push((part.at, String::from_utf8_lossy(&std::mem::take(&mut rest)).trim_end().to_string()));
            }
        }
    }
    if visit.end.is_some() && !rest.is_empty() {
        lines.push((last, String::from_utf8_lossy(&rest).trim_end().to_string()));
    }
    lines.retain(|(_, line)| !line.is_empty());
    lines
}

/// A text of JSON with a line for each member. Names, numbers and texts stay as they are written and where they are: read into
/// values and written again, members would be sorted and numbers rounded.
fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    let mut characters = text.trim().chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(character) = characters.next() {
        if in_text {
            out.push(character);
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        match character {
            '"' => {
                in_text = true;
                out.push(character);
            }
            '{' | '[' => {
                out.push(character);
                while characters.peek().is_some_and(|next| next.is_whitespace()) {
                    characters.next();
                }
                match characters.peek() {
                    Some('}' | ']') => out.extend(characters.next()),
                    _ => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(character);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other if other.is_whitespace() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_is_indented_as_it_is_written() {
        let text = r#"{"b": [1.0, 2e400,{}],"a":"x, \"y\": [\\", "c":{"d" : null}, "e": [ ]}"#;
        let lines = [
            "{",
            "  \"b\": [",
            "    1.0,",
            "    2e400,",
            "    {}",
            "  ],",
            r#"  "a": "x, \"y\": [\\","#,
            "  \"c\": {",
            "    \"d\": null",
            "  },",
            "  \"e\": []",
            "}",
        ];
        assert_eq!(indented(text), lines.join("\n"));
        assert_eq!(indented(" 7 "), "7");
    }
}

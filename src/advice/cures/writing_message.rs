//! A change that was written into a program, as JSON, in which an engine sends it to the page.

use serde_json::{Value, json};

use super::{Cure, Unwritten, Writing, WrittenLength};

/// The words of the reasons.
const WORDS: [(Unwritten, &str); 6] = [
    (Unwritten::NoCall, "no_call"),
    (Unwritten::Computed, "computed"),
    (Unwritten::Several, "several"),
    (Unwritten::OtherFile, "other_file"),
    (Unwritten::NoLine, "no_line"),
    (Unwritten::Unchanged, "unchanged"),
];

/// The message for a change that was written, or was not.
pub fn write(writing: &Writing) -> Value {
    match writing {
        Ok(WrittenLength { cure, line, call }) => {
            json!({ "source": cure.source, "lines": cure.lines, "line": line, "call": call })
        }
        Err(why) => json!(WORDS.iter().find(|(known, _)| known == why).map(|(_, word)| word)),
    }
}

/// The change of a message.
pub fn read(message: &Value) -> Option<Writing> {
    if let Some(word) = message.as_str() {
        return WORDS.iter().find(|(_, known)| *known == word).map(|(why, _)| Err(*why));
    }
    let line = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let lines = message["lines"].as_array()?.iter().map(line).collect::<Option<_>>()?;
    let cure = Cure { source: message["source"].as_str()?.into(), lines };
    Some(Ok(WrittenLength { cure, line: line(&message["line"])?, call: message["call"].as_str()?.into() }))
}

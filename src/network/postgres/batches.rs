//! Rows of messages, as far as the service has to know what they ask for.

use super::wire_messages::{self as messages, Message, complete};

/// Tells if a message begins a copy into the database.
pub fn is_copy_in(message: Message) -> bool {
    let text = messages::lossy(message.body).to_ascii_lowercase();
    let mut words = text.split_whitespace();
    message.letter == b'Q' && words.next() == Some("copy") && {
        let rest: Vec<&str> = words.collect();
        rest.windows(2).any(|pair| pair[0] == "from" && pair[1].starts_with("stdin"))
    }
}

/// Tells if messages only prepare and describe statements, and ask for what was said about them.
pub fn ends_with_flush(asked: &[u8]) -> bool {
    let letters: Vec<u8> = complete(asked).map(|message| message.letter).collect();
    letters.last() == Some(&b'H') && letters.iter().all(|letter| matches!(letter, b'P' | b'D' | b'C' | b'H'))
}

/// The channels that messages listen to from then on, or no longer; `None` is all.
pub fn heard_channels(asked: &[u8]) -> Vec<(Option<String>, bool)> {
    let mut found = Vec::new();
    for message in complete(asked) {
        let text = match message.letter {
            b'Q' => messages::lossy(message.body),
            b'P' => message.texts::<2>().map(|([_, text], _)| messages::lossy(text)).unwrap_or_default(),
            _ => continue,
        };
        for statement in text.split(';') {
            let statement = statement.trim().trim_end_matches('\0').trim();
            let Some((word, channel)) = statement.split_once(char::is_whitespace) else { continue };
            let listens = word.eq_ignore_ascii_case("listen");
            if !listens && !word.eq_ignore_ascii_case("unlisten") {
                continue;
            }
            let channel = channel.trim();
            let quoted = channel.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let name = quoted.map_or_else(|| channel.to_lowercase(), |name| name.replace("\"\"", "\""));
            found.push(((channel != "*").then_some(name), listens));
        }
    }
    found
}

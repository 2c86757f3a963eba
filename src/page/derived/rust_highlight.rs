//! Colours for Rust, good enough for the demos: comments, strings, numbers, keywords, calls and macros.

/// Kinds of a piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Anything else.
    Plain,
    /// From `//` to the end of the line.
    Comment,
    /// A string or character.
    Text,
    /// A number.
    Number,
    /// A keyword.
    Keyword,
    /// The name of what is called.
    Call,
}

impl Piece {
    /// The class in the style sheet; empty for plain code.
    pub fn class(self) -> &'static str {
        match self {
            Piece::Plain => "",
            Piece::Comment => "code-comment",
            Piece::Text => "code-text",
            Piece::Number => "code-number",
            Piece::Keyword => "code-keyword",
            Piece::Call => "code-call",
        }
    }
}

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "else", "enum", "false", "fn", "for", "if", "impl", "in",
    "let", "loop", "match", "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "true", "type",
    "use", "where", "while",
];

/// Cuts a line into coloured pieces that together are the line. Strings over several lines are not known.
pub fn pieces(line: &str) -> Vec<(Piece, &str)> {
    let mut found: Vec<(Piece, &str)> = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (piece, len) = next(rest, first);
        let (head, tail) = rest.split_at(len);
        match found.last_mut() {
            // Neighbours of one colour are one piece.
            Some((last, text)) if *last == piece => *text = join(line, text, head),
            _ => found.push((piece, head)),
        }
        rest = tail;
    }
    found
}

/// Two neighbouring slices of `line` as one.
fn join<'a>(line: &'a str, first: &str, second: &str) -> &'a str {
    let start = first.as_ptr() as usize - line.as_ptr() as usize;
    &line[start..start + first.len() + second.len()]
}

fn next(rest: &str, first: char) -> (Piece, usize) {
    if rest.starts_with("//") {
        return (Piece::Comment, rest.len());
    }
    if first == '"' {
        return (Piece::Text, string(rest));
    }
    if first.is_ascii_digit() {
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len());
        // `0..10` is two numbers and a range.
        let len = rest.find("..").map_or(len, |range| len.min(range));
        return (Piece::Number, len.max(1));
    }
    if first.is_alphabetic() || first == '_' {
        let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (word, after) = rest.split_at(len);
        return match word {
            _ if KEYWORDS.contains(&word) => (Piece::Keyword, len),
            _ if after.starts_with("!(") => (Piece::Call, len + 1),
            _ if after.starts_with('(') || after.starts_with("::<") => (Piece::Call, len),
            _ => (Piece::Plain, len),
        };
    }
    (Piece::Plain, first.len_utf8())
}

/// The length of a string literal with its quotes; to the end of the line if it has no second one.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_pieces_that_together_are_the_line() {
        let line = r#"    queue.put(format!("item-{i} \"x\"")).await?; // 0..10 of them"#;
        let found = pieces(line);
        assert_eq!(found.iter().map(|(_, text)| *text).collect::<String>(), line);
        assert!(found.contains(&(Piece::Call, "put")));
        assert!(found.contains(&(Piece::Call, "format!")));
        assert!(found.contains(&(Piece::Text, r#""item-{i} \"x\"""#)));
        assert!(found.contains(&(Piece::Keyword, "await")));
        assert!(found.contains(&(Piece::Comment, "// 0..10 of them")));
    }

    #[test]
    fn a_range_is_two_numbers() {
        let found = pieces("for i in 0..10 {");
        assert!(found.contains(&(Piece::Number, "0")) && found.contains(&(Piece::Number, "10")));
    }
}

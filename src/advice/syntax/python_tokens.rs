//! Tokens of Python source, with the blocks that its indentation makes.

use super::Span;

/// Kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or a word of the language.
    Name,
    Number,
    /// A string with its prefix and quotes; an f-string as a whole.
    String,
    Operator,
    /// The end of a logical line.
    LineEnd,
    /// The indentation grows, or shrinks by one block.
    Indent,
    Dedent,
    /// The end of the source; the last token always.
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// The line on which the token begins, from one.
    pub line: u32,
}

/// Operators of more than one character, the longest first.
const LONG_OPERATORS: &[&str] = &[
    "**=", "//=", ">>=", "<<=", "...", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "==", "!=",
    "<=", ">=", "**", "//", ">>", "<<",
];

/// Splits source into tokens; `None` if a string or bracket does not end or a character belongs nowhere.
pub(super) fn tokens(source: &str) -> Option<Vec<Token>> {
    let mut lexer = Lexer { source, at: 0, line: 1, open: 0, margins: vec![0], tokens: Vec::new() };
    if source.starts_with('\u{feff}') {
        lexer.at = '\u{feff}'.len_utf8();
    }
    lexer.margin();
    while lexer.at < source.len() {
        lexer.step()?;
    }
    if lexer.open > 0 {
        return None;
    }
    lexer.end_line();
    for _ in 1..lexer.margins.len() {
        lexer.push(TokenKind::Dedent, lexer.at);
    }
    lexer.push(TokenKind::End, lexer.at);
    Some(lexer.tokens)
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    line: u32,
    /// Brackets that are open: lines and indentation mean nothing inside them.
    open: usize,
    /// The indentation of each open block, the outermost first.
    margins: Vec<usize>,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let line = self.line;
        self.tokens.push(Token { kind, span: Span { start, end: self.at }, line });
    }

    fn end_line(&mut self) {
        use TokenKind::{Dedent, Indent, LineEnd};
        if self.tokens.last().is_some_and(|last| !matches!(last.kind, LineEnd | Indent | Dedent)) {
            self.push(LineEnd, self.at);
        }
    }

    fn step(&mut self) -> Option<()> {
        let (start, rest) = (self.at, self.rest());
        let first = rest.chars().next()?;
        match first {
            '\n' => {
                if self.open == 0 {
                    self.end_line();
                }
                self.at += 1;
                self.line += 1;
                if self.open == 0 {
                    self.margin();
                }
            }
            ' ' | '\t' | '\r' | '\u{c}' => self.at += 1,
            '#' => self.at += rest.find('\n').unwrap_or(rest.len()),
            '\\' => {
                let skipped = rest.strip_prefix("\\\r\n").or(rest.strip_prefix("\\\n"))?;
                self.at = self.source.len() - skipped.len();
                self.line += 1;
            }
            _ if is_name_start(first) => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                let word = &rest[..end];
                match rest[end..].chars().next() {
                    Some('"' | '\'') if is_prefix(word) => self.string(start, end, is_formatted(word))?,
                    _ => {
                        self.at += end;
                        self.push(TokenKind::Name, start);
                    }
                }
            }
            '"' | '\'' => self.string(start, 0, false)?,
            _ if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) => {
                self.number();
                self.push(TokenKind::Number, start);
            }
            _ => self.operator(first)?,
        }
        Some(())
    }

    fn operator(&mut self, first: char) -> Option<()> {
        let (start, rest) = (self.at, self.rest());
        match first {
            '(' | '[' | '{' => self.open += 1,
            ')' | ']' | '}' => self.open = self.open.checked_sub(1)?,
            _ if "+-*/%@&|^~<>()=.,:;!".contains(first) => {}
            _ => return None,
        }
        self.at += LONG_OPERATORS.iter().find(|operator| rest.starts_with(**operator)).map_or(1, |o| o.len());
        self.push(TokenKind::Operator, start);
        Some(())
    }

    fn number(&mut self) {
        let mut before = ' ';
        for c in self.rest().chars() {
            let is_sign = matches!(c, '+' | '-') && matches!(before, 'e' | 'E');
            if !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || is_sign) {
                break;
            }
            self.at += 1;
            before = c;
        }
    }

    fn string(&mut self, start: usize, prefix: usize, formatted: bool) -> Option<()> {
        let end = string_end(self.source, start + prefix, formatted)?;
        self.at = end;
        self.push(TokenKind::String, start);
        self.line += self.source[start..end].matches('\n').count() as u32;
        Some(())
    }

    /// Reads the indentation of the next line that is not empty.
    fn margin(&mut self) {
        let mut width = 0;
        for c in self.rest().chars() {
            match c {
                ' ' => width += 1,
                '\t' => width = (width / 8 + 1) * 8,
                '\u{c}' => width = 0,
                // An empty line or a comment opens and closes nothing.
                '\n' | '\r' | '#' => return,
                _ => break,
            }
            self.at += 1;
        }
        if self.at == self.source.len() {
            return;
        }
        if self.margins.last().is_some_and(|last| width > *last) {
            self.margins.push(width);
            self.push(TokenKind::Indent, self.at);
        }
        while self.margins.last().is_some_and(|last| width < *last) {
            self.margins.pop();
            self.push(TokenKind::Dedent, self.at);
        }
    }
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// True if a word may stand before a string's quotes.
fn is_prefix(word: &str) -> bool {
    word.len() <= 2 && word.chars().all(|c| "rRbBuUfFtT".contains(c))
}

/// True if a prefix makes replacement fields of what stands in braces.
pub(super) fn is_formatted(prefix: &str) -> bool {
    prefix.contains(['f', 'F', 't', 'T'])
}

/// The end of the string whose opening quote is at `at`; `None` if it does not end.
fn string_end(source: &str, at: usize, formatted: bool) -> Option<usize> {
    let rest = &source[at..];
    let quote = &rest[..1];
    let triple = rest.starts_with(&quote.repeat(3));
    let close = if triple { quote.repeat(3) } else { quote.into() };
    let mut at = at + close.len();
    loop {
        let rest = &source[at..];
        let c = rest.chars().next()?;
        if rest.starts_with(&close) {
            return Some(at + close.len());
        }
        match c {
            // Raw strings keep the backslash, but it hides a quote from their end all the same.
            '\\' if formatted && rest.starts_with("\\N{") => at += rest.find('}')? + 1,
            '\\' => at += 1 + rest[1..].chars().next()?.len_utf8(),
            '\n' if !triple => return None,
            '{' if formatted && rest.starts_with("{{") => at += 2,
            '{' if formatted => at = field_end(source, at + 1)?,
            _ => at += c.len_utf8(),
        }
    }
}

/// The end of a replacement field whose contents begin at `at`, behind its closing brace.
pub(super) fn field_end(source: &str, mut at: usize) -> Option<usize> {
    let mut depth = 1;
    loop {
        let c = source[at..].chars().next()?;
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            '"' | '\'' => {
                at = string_end(source, at, false)?;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
        if depth == 0 {
            return Some(at);
        }
    }
}

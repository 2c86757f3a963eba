//! Expressions, read from tokens.

use super::python_tokens::{Token, TokenKind, field_end, is_formatted, tokens};
use super::{Argument, Comprehension, Expr, ExprKind, Span};

/// Expressions inside one another that are followed: deeper source gives no tree, and the stack stays small.
const MAX_DEPTH: u32 = 60;

/// Words that are operators between two operands, or before one.
const WORD_OPERATORS: &[&str] = &["and", "or", "not", "in", "is"];
/// Operators that stand before their operand.
const PREFIXES: &[&str] = &["-", "+", "~", "not"];
/// Operators between two operands that are no words.
const OPERATORS: &[&str] =
    &["+", "-", "*", "/", "//", "%", "@", "&", "|", "^", "<<", ">>", "**", "==", "!=", "<", ">", "<=", ">="];
/// Words of the language that no expression begins with.
const KEYWORDS: &[&str] = &[
    "as", "assert", "async", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
    "from", "global", "if", "import", "nonlocal", "pass", "raise", "return", "try", "while", "with", "and", "or", "in",
    "is",
];

/// Operators at which an expression ends though it could go on: in the head of a loop, and in a comprehension.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stop {
    Nowhere,
    /// At `in`: what stands before it is the target of a loop.
    AtIn,
    /// At `if`: it begins a condition of the comprehension.
    AtIf,
}

/// A reader of tokens; each of its methods returns `None` where the source is not what it expects.
pub(super) struct Parser<'a> {
    pub source: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
    pub depth: u32,
}

impl<'a> Parser<'a> {
    pub fn token(&self) -> Token {
        // The last token is the end, and nothing reads past it.
        self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    pub fn text(&self) -> &'a str {
        let span = self.token().span;
        &self.source[span.start..span.end]
    }

    fn text_after(&self) -> &'a str {
        self.tokens.get(self.at + 1).map_or("", |next| &self.source[next.span.start..next.span.end])
    }

    /// True if this operator or word comes next.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.token().kind, TokenKind::Operator | TokenKind::Name) && self.text() == text
    }

    /// Skips this operator or word if it comes next.
    pub fn skip(&mut self, text: &str) -> bool {
        let found = self.is(text);
        self.at += usize::from(found);
        found
    }

    pub fn expect(&mut self, text: &str) -> Option<()> {
        self.skip(text).then_some(())
    }

    pub fn identifier(&mut self) -> Option<&'a str> {
        let name = (self.token().kind == TokenKind::Name).then(|| self.text())?;
        self.at += 1;
        Some(name)
    }

    /// The end of the token before the next.
    pub fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end)
    }

    fn made(&self, kind: ExprKind<'a>, start: usize, line: u32) -> Expr<'a> {
        Expr { kind, span: Span { start, end: self.end() }, line }
    }

    /// One or more expressions with commas between them: a tuple if there is a comma.
    pub fn list(&mut self, stop: Stop) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        let first = self.element(stop)?;
        if !self.is(",") {
            return Some(first);
        }
        let mut items = vec![first];
        while self.skip(",") && self.begins_expression() {
            items.push(self.element(stop)?);
        }
        Some(self.made(ExprKind::Display(' ', items), span.start, line))
    }

    fn begins_expression(&self) -> bool {
        match self.token().kind {
            TokenKind::Name => !KEYWORDS.contains(&self.text()),
            TokenKind::Number | TokenKind::String => true,
            TokenKind::Operator => ["(", "[", "{", "-", "+", "~", "*", "..."].contains(&self.text()),
            _ => false,
        }
    }

    /// An expression that may be starred or named.
    fn element(&mut self, stop: Stop) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        if self.skip("*") {
            let inner = self.expression(stop)?;
            return Some(self.made(ExprKind::Starred(inner.into()), span.start, line));
        }
        if self.token().kind == TokenKind::Name && self.text_after() == ":=" {
            let name = self.identifier()?;
            self.at += 1;
            let value = self.expression(stop)?;
            return Some(self.made(ExprKind::Named(name, value.into()), span.start, line));
        }
        self.expression(stop)
    }

    /// One expression: no star, no tuple without brackets.
    pub fn expression(&mut self, stop: Stop) -> Option<Expr<'a>> {
        self.depth += 1;
        let read = if self.depth > MAX_DEPTH { None } else { self.operation(stop) };
        self.depth -= 1;
        read
    }

    fn operation(&mut self, stop: Stop) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        if self.skip("lambda") {
            return self.lambda(span.start, line);
        }
        if self.skip("yield") {
            let value = match self.skip("from") {
                true => Some(self.expression(stop)?.into()),
                false if self.begins_expression() => Some(self.list(stop)?.into()),
                false => None,
            };
            return Some(self.made(ExprKind::Yield(value), span.start, line));
        }
        let (mut operands, mut chosen) = (vec![self.operand()?], false);
        loop {
            if self.is("if") && stop == Stop::Nowhere {
                self.at += 1;
                operands.push(self.expression(Stop::AtIf)?);
                self.expect("else")?;
                operands.push(self.expression(stop)?);
                chosen = true;
                break;
            }
            if self.is("in") && stop == Stop::AtIn {
                break;
            }
            let is_word = WORD_OPERATORS.contains(&self.text()) && self.token().kind == TokenKind::Name;
            if !is_word && !(self.token().kind == TokenKind::Operator && OPERATORS.contains(&self.text())) {
                break;
            }
            chosen |= self.is("and") || self.is("or");
            self.at += 1;
            // `not in` and `is not` are two words.
            while self.is("not") || self.is("in") {
                self.at += 1;
            }
            operands.push(if self.is("lambda") { self.expression(stop)? } else { self.operand()? });
        }
        match (operands.len(), chosen) {
            (1, _) => operands.pop(),
            (_, true) => Some(self.made(ExprKind::Choice(operands), span.start, line)),
            (_, false) => Some(self.made(ExprKind::Parts(operands), span.start, line)),
        }
    }

    fn lambda(&mut self, start: usize, line: u32) -> Option<Expr<'a>> {
        let mut parameters = Vec::new();
        while !self.skip(":") {
            if self.skip("=") {
                self.expression(Stop::Nowhere)?;
            } else if self.token().kind == TokenKind::Name {
                parameters.push(self.identifier()?);
            } else if !(self.skip(",") || self.skip("*") || self.skip("**") || self.skip("/")) {
                return None;
            }
        }
        let body = self.expression(Stop::Nowhere)?;
        Some(self.made(ExprKind::Lambda(parameters, body.into()), start, line))
    }

    /// An operand with what stands before it.
    fn operand(&mut self) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        if PREFIXES.iter().any(|prefix| self.skip(prefix)) {
            self.depth += 1;
            let inner = if self.depth > MAX_DEPTH { None } else { self.operand() };
            self.depth -= 1;
            let inner = inner?;
            let kind = match inner.kind {
                ExprKind::Number => ExprKind::Number,
                _ => ExprKind::Parts(vec![inner]),
            };
            return Some(self.made(kind, span.start, line));
        }
        if self.is("await") {
            self.at += 1;
            let inner = self.primary()?;
            return Some(self.made(ExprKind::Await(inner.into()), span.start, line));
        }
        self.primary()
    }

    /// An atom with the calls, attributes and items behind it.
    fn primary(&mut self) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        let mut found = self.atom()?;
        loop {
            let kind = if self.skip("(") {
                ExprKind::Call(found.into(), self.arguments()?)
            } else if self.skip(".") {
                ExprKind::Attribute(found.into(), self.identifier()?)
            } else if self.skip("[") {
                let index = self.index()?;
                ExprKind::Subscript(found.into(), index.into())
            } else {
                return Some(found);
            };
            found = self.made(kind, span.start, line);
        }
    }

    /// The arguments of a call and its closing bracket.
    pub fn arguments(&mut self) -> Option<Vec<Argument<'a>>> {
        let mut arguments = Vec::new();
        while !self.skip(")") {
            let Token { span, line, .. } = self.token();
            let argument = if self.skip("**") {
                let inner = self.expression(Stop::Nowhere)?;
                Argument { name: None, value: self.made(ExprKind::Starred(inner.into()), span.start, line) }
            } else if self.token().kind == TokenKind::Name && self.text_after() == "=" {
                let name = self.identifier()?;
                self.at += 1;
                Argument { name: Some(name), value: self.expression(Stop::Nowhere)? }
            } else {
                let value = self.element(Stop::Nowhere)?;
                match self.is("for") || self.is("async") {
                    true => {
                        let made = self.comprehension('(', vec![value])?;
                        Argument { name: None, value: self.made(made, span.start, line) }
                    }
                    false => Argument { name: None, value },
                }
            };
            arguments.push(argument);
            if !self.is(")") {
                self.expect(",")?;
            }
        }
        Some(arguments)
    }

    /// An index or slice and its closing bracket.
    fn index(&mut self) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        let mut parts = Vec::new();
        while !self.skip("]") {
            if !(self.skip(":") || self.skip(",")) {
                parts.push(self.element(Stop::Nowhere)?);
            }
        }
        match parts.len() {
            1 => parts.pop(),
            _ => Some(self.made(ExprKind::Parts(parts), span.start, line)),
        }
    }

    fn atom(&mut self) -> Option<Expr<'a>> {
        let Token { kind, span, line } = self.token();
        let text = self.text();
        match kind {
            TokenKind::Number => {
                self.at += 1;
                Some(self.made(ExprKind::Number, span.start, line))
            }
            TokenKind::String => self.strings(),
            TokenKind::Name if KEYWORDS.contains(&text) => None,
            TokenKind::Name => {
                self.at += 1;
                let kind = match text {
                    "None" | "True" | "False" => ExprKind::Constant,
                    _ => ExprKind::Name(text),
                };
                Some(self.made(kind, span.start, line))
            }
            TokenKind::Operator => match text {
                "(" => self.bracketed('(', ")"),
                "[" => self.bracketed('[', "]"),
                "{" => self.bracketed('{', "}"),
                "..." => {
                    self.at += 1;
                    Some(self.made(ExprKind::Constant, span.start, line))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn bracketed(&mut self, open: char, close: &str) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        self.at += 1;
        let (mut items, mut comma) = (Vec::new(), false);
        while !self.skip(close) {
            if self.skip("**") {
                items.push(self.expression(Stop::Nowhere)?);
            } else {
                items.push(self.element(Stop::Nowhere)?);
                if open == '{' && self.skip(":") {
                    items.push(self.expression(Stop::Nowhere)?);
                }
            }
            if self.is("for") || self.is("async") {
                let made = self.comprehension(open, items)?;
                self.expect(close)?;
                return Some(self.made(made, span.start, line));
            }
            if !self.is(close) {
                self.expect(",")?;
                comma = true;
            }
        }
        if open == '(' && items.len() == 1 && !comma {
            return items.pop();
        }
        Some(self.made(ExprKind::Display(open, items), span.start, line))
    }

    /// The loops and conditions of a comprehension, up to its closing bracket.
    fn comprehension(&mut self, bracket: char, elements: Vec<Expr<'a>>) -> Option<ExprKind<'a>> {
        let (mut clauses, mut is_async) = (Vec::new(), false);
        while self.is("for") || self.is("async") {
            is_async |= self.skip("async");
            self.expect("for")?;
            let target = self.list(Stop::AtIn)?;
            self.expect("in")?;
            let iterable = self.expression(Stop::AtIf)?;
            let mut conditions = Vec::new();
            while self.skip("if") {
                conditions.push(self.element(Stop::AtIf)?);
            }
            clauses.push((target, iterable, conditions));
        }
        Some(ExprKind::Comprehension(Box::new(Comprehension { bracket, elements, clauses, is_async })))
    }

    /// One or more strings side by side.
    fn strings(&mut self) -> Option<Expr<'a>> {
        let Token { span, line, .. } = self.token();
        let mut fields = Vec::new();
        while self.token().kind == TokenKind::String {
            let span = self.token().span;
            let text = self.text();
            let quote = text.find(['"', '\''])?;
            if is_formatted(&text[..quote]) {
                self.fields(span.start + quote, span.end, &mut fields)?;
            }
            self.at += 1;
        }
        let kind = if fields.is_empty() { ExprKind::Constant } else { ExprKind::Parts(fields) };
        Some(self.made(kind, span.start, line))
    }

    /// The expressions in the replacement fields of a stretch of the source.
    fn fields(&mut self, mut at: usize, end: usize, found: &mut Vec<Expr<'a>>) -> Option<()> {
        while at < end {
            let rest = &self.source[at..end];
            let Some(open) = rest.find('{') else { break };
            if rest[open..].starts_with("{{") {
                at += open + 2;
                continue;
            }
            if rest[..open].ends_with("\\N") {
                at += open + 1;
                continue;
            }
            let start = at + open + 1;
            at = field_end(self.source, start)?;
            self.field(start, at.checked_sub(1)?, found)?;
        }
        Some(())
    }

    /// The expression that a replacement field begins with; what follows may hold fields of its own.
    fn field(&mut self, start: usize, end: usize, found: &mut Vec<Expr<'a>>) -> Option<()> {
        // An exclamation mark or a colon ends the expression, and what follows need be no Python.
        let body = &self.source[start..end];
        let cut = expression_end(body);
        let line = self.token().line;
        let skipped = body.len() - body.trim_start().len();
        let mut read = tokens(body[..cut].trim().trim_end_matches('='))?;
        // Lines and indentation mean nothing inside a field.
        read.retain(|token| !matches!(token.kind, TokenKind::LineEnd | TokenKind::Indent | TokenKind::Dedent));
        for token in &mut read {
            token.span = Span { start: token.span.start + start + skipped, end: token.span.end + start + skipped };
            token.line += line - 1;
        }
        let mut inner = Parser { source: self.source, tokens: read, at: 0, depth: self.depth + 1 };
        found.push(inner.list(Stop::Nowhere)?);
        (inner.token().kind == TokenKind::End).then_some(())?;
        self.fields(start + cut, end, found)
    }
}

/// The end of a replacement field's expression: its first `!` or `:` outside brackets and strings.
fn expression_end(body: &str) -> usize {
    let (mut depth, mut quote) = (0, None);
    let bytes = body.as_bytes();
    for (at, c) in body.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, '!') if depth == 0 && bytes.get(at + 1) != Some(&b'=') => return at,
            (None, ':') if depth == 0 => return at,
            (None, _) => {}
        }
    }
    body.len()
}

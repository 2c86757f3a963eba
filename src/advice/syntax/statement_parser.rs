//! Statements and their blocks, read from tokens.

use super::expression_parser::{Parser, Stop};
use super::python_tokens::{Token, TokenKind, tokens};
use super::{Block, Expr, Function, Imported, Span, Stmt, StmtKind};

/// Blocks inside one another that are followed.
const MAX_BLOCKS: u32 = 40;

/// Operators that assign to a target what they compute of it.
const AUGMENTED: &[&str] = &["+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="];

/// Reads a whole program.
pub(super) fn program(source: &str) -> Option<Block<'_>> {
    let parser = Parser { source, tokens: tokens(source)?, at: 0, depth: 0 };
    let mut reader = Statements { parser, blocks: 0 };
    let mut program = Vec::new();
    while reader.parser.token().kind != TokenKind::End {
        reader.line(&mut program)?;
    }
    Some(program)
}

struct Statements<'a> {
    parser: Parser<'a>,
    /// Blocks around what is read.
    blocks: u32,
}

impl<'a> Statements<'a> {
    /// One compound statement, or a line of simple ones.
    fn line(&mut self, block: &mut Block<'a>) -> Option<()> {
        let start = self.parser.token();
        if let Some(statement) = self.compound(start)? {
            block.push(statement);
            return Some(());
        }
        loop {
            let start = self.parser.token();
            let kind = self.simple()?;
            block.push(self.finished(kind, start, self.parser.end()));
            if !self.parser.skip(";") || self.parser.token().kind == TokenKind::LineEnd {
                break;
            }
        }
        (self.parser.token().kind == TokenKind::LineEnd).then(|| self.parser.at += 1)
    }

    fn finished(&self, kind: StmtKind<'a>, start: Token, end: usize) -> Stmt<'a> {
        let span = Span { start: start.span.start, end };
        let breaks = self.parser.source[span.start..span.end].matches('\n').count() as u32;
        Stmt { kind, lines: (start.line, start.line + breaks), span }
    }

    /// A colon, then a block on lines of its own or the rest of the line.
    fn block(&mut self) -> Option<Block<'a>> {
        self.parser.expect(":")?;
        self.blocks += 1;
        let mut block = Vec::new();
        if self.blocks > MAX_BLOCKS {
            return None;
        }
        if self.parser.token().kind == TokenKind::LineEnd {
            self.parser.at += 1;
            (self.parser.token().kind == TokenKind::Indent).then(|| self.parser.at += 1)?;
            while self.parser.token().kind != TokenKind::Dedent {
                self.line(&mut block)?;
            }
            self.parser.at += 1;
        } else {
            self.line(&mut block)?;
        }
        self.blocks -= 1;
        Some(block)
    }

    fn orelse(&mut self) -> Option<Block<'a>> {
        if self.parser.skip("else") { self.block() } else { Some(Vec::new()) }
    }

    /// A compound statement, if one begins here.
    fn compound(&mut self, start: Token) -> Option<Option<Stmt<'a>>> {
        if start.kind == TokenKind::Operator && self.parser.is("@") {
            return self.decorated(start).map(Some);
        }
        if start.kind != TokenKind::Name {
            return Some(None);
        }
        let word = self.parser.text();
        let is_async = word == "async";
        let word = if is_async {
            self.parser.at += 1;
            self.parser.text()
        } else {
            word
        };
        let (kind, end) = match word {
            "def" => self.function(is_async, Vec::new())?,
            "class" => self.class()?,
            "for" => {
                self.parser.at += 1;
                let target = self.parser.list(Stop::AtIn)?;
                self.parser.expect("in")?;
                let iterable = self.parser.list(Stop::Nowhere)?;
                let end = self.parser.end();
                let (body, orelse) = (self.block()?, self.orelse()?);
                (StmtKind::For { is_async, target, iterable, body, orelse }, end)
            }
            "while" => {
                self.parser.at += 1;
                let test = self.parser.list(Stop::Nowhere)?;
                let end = self.parser.end();
                let (body, orelse) = (self.block()?, self.orelse()?);
                (StmtKind::While { test, body, orelse }, end)
            }
            "if" => self.branches()?,
            "with" => self.with(is_async)?,
            "try" => self.attempt()?,
            "match" => match self.cases() {
                Some(read) => read,
                None => return Some(None),
            },
            _ => return Some(None),
        };
        Some(Some(self.finished(kind, start, end)))
    }

    fn decorated(&mut self, start: Token) -> Option<Stmt<'a>> {
        let mut decorators = Vec::new();
        while self.parser.skip("@") {
            decorators.push(self.parser.expression(Stop::Nowhere)?);
            (self.parser.token().kind == TokenKind::LineEnd).then(|| self.parser.at += 1)?;
        }
        let is_async = self.parser.skip("async");
        let (kind, end) = match self.parser.text() {
            "def" => self.function(is_async, decorators)?,
            "class" => self.class()?,
            _ => return None,
        };
        Some(self.finished(kind, start, end))
    }

    fn function(&mut self, is_async: bool, decorators: Vec<Expr<'a>>) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        let name = self.parser.identifier()?;
        self.type_parameters()?;
        self.parser.expect("(")?;
        let (mut parameters, mut defaults) = (Vec::new(), Vec::new());
        while !self.parser.skip(")") {
            if self.parser.skip(":") {
                self.parser.expression(Stop::Nowhere)?;
            } else if self.parser.skip("=") {
                defaults.push(self.parser.expression(Stop::Nowhere)?);
            } else if self.parser.token().kind == TokenKind::Name {
                parameters.push(self.parser.identifier()?);
            } else if !["*", "**", "/", ","].iter().any(|mark| self.parser.skip(mark)) {
                return None;
            }
        }
        if self.parser.skip("->") {
            self.parser.expression(Stop::Nowhere)?;
        }
        let end = self.parser.end();
        let body = self.block()?;
        Some((StmtKind::Function(Function { name, is_async, parameters, defaults, decorators, body }), end))
    }

    fn type_parameters(&mut self) -> Option<()> {
        if self.parser.skip("[") {
            while !self.parser.skip("]") {
                (self.parser.token().kind != TokenKind::End).then(|| self.parser.at += 1)?;
            }
        }
        Some(())
    }

    fn class(&mut self) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        let name = self.parser.identifier()?;
        self.type_parameters()?;
        let arguments = if self.parser.skip("(") { self.parser.arguments()? } else { Vec::new() };
        let bases = arguments.into_iter().map(|argument| argument.value).collect();
        let end = self.parser.end();
        Some((StmtKind::Class { name, bases, body: self.block()? }, end))
    }

    fn branches(&mut self) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        let test = self.parser.list(Stop::Nowhere)?;
        let end = self.parser.end();
        let mut branches = vec![(Some(test), self.block()?)];
        while self.parser.skip("elif") {
            let test = self.parser.list(Stop::Nowhere)?;
            branches.push((Some(test), self.block()?));
        }
        if self.parser.skip("else") {
            branches.push((None, self.block()?));
        }
        Some((StmtKind::If(branches), end))
    }

    fn with(&mut self, is_async: bool) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        // Brackets around all managers; around one alone they are the expression's own.
        let open = self.parser.at;
        let in_brackets = self.parser.skip("(").then(|| self.managers(")")).flatten();
        let items = match in_brackets.filter(|_| self.parser.is(":")) {
            Some(items) => items,
            None => {
                self.parser.at = open;
                self.managers(":")?
            }
        };
        let end = self.parser.end();
        Some((StmtKind::With { is_async, items, body: self.block()? }, end))
    }

    /// Managers with the names given to them, up to a closing bracket, which is skipped, or a colon, which is not.
    fn managers(&mut self, close: &str) -> Option<Vec<(Expr<'a>, Option<Expr<'a>>)>> {
        let mut items = Vec::new();
        loop {
            let manager = self.parser.expression(Stop::Nowhere)?;
            let target = if self.parser.skip("as") { Some(self.parser.expression(Stop::Nowhere)?) } else { None };
            items.push((manager, target));
            let more = self.parser.skip(",");
            if self.parser.is(close) {
                self.parser.at += usize::from(close != ":");
                return Some(items);
            }
            more.then_some(())?;
        }
    }

    fn attempt(&mut self) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        let end = self.parser.end();
        let (body, mut others) = (self.block()?, Vec::new());
        while self.parser.skip("except") {
            self.parser.skip("*");
            let caught = if self.parser.is(":") { None } else { Some(self.parser.list(Stop::Nowhere)?) };
            let name = if self.parser.skip("as") { Some(self.parser.identifier()?) } else { None };
            others.push((caught, name, self.block()?));
        }
        for word in ["else", "finally"] {
            if self.parser.skip(word) {
                others.push((None, None, self.block()?));
            }
        }
        Some((StmtKind::Try(body, others), end))
    }

    /// A `match` statement; `None`, with nothing skipped, if the word is a name here.
    fn cases(&mut self) -> Option<(StmtKind<'a>, usize)> {
        let before = self.parser.at;
        let read = self.matched();
        if read.is_none() {
            self.parser.at = before;
        }
        read
    }

    fn matched(&mut self) -> Option<(StmtKind<'a>, usize)> {
        self.parser.at += 1;
        let subject = self.parser.list(Stop::Nowhere)?;
        let end = self.parser.end();
        self.parser.expect(":")?;
        for kind in [TokenKind::LineEnd, TokenKind::Indent] {
            (self.parser.token().kind == kind).then(|| self.parser.at += 1)?;
        }
        let mut cases = Vec::new();
        while self.parser.skip("case") {
            let pattern = self.parser.list(Stop::AtIf)?;
            let name = if self.parser.skip("as") { Some(self.parser.expression(Stop::AtIf)?) } else { None };
            let test = if self.parser.skip("if") { Some(self.parser.list(Stop::Nowhere)?) } else { None };
            // The parts of a pattern are read as an expression: all that matters is which names stand in it.
            let (span, line) = (pattern.span, pattern.line);
            let parts = std::iter::once(pattern).chain(name).chain(test).collect();
            let pattern = Expr { kind: super::ExprKind::Parts(parts), span, line };
            cases.push((pattern, self.block()?));
        }
        (self.parser.token().kind == TokenKind::Dedent).then(|| self.parser.at += 1)?;
        Some((StmtKind::Match(subject, cases), end))
    }

    fn simple(&mut self) -> Option<StmtKind<'a>> {
        let parser = &mut self.parser;
        let word = if parser.token().kind == TokenKind::Name { parser.text() } else { "" };
        let at = parser.at;
        parser.at += 1;
        let ends = |parser: &Parser| parser.token().kind == TokenKind::LineEnd || parser.is(";");
        match word {
            "pass" => return Some(StmtKind::Pass),
            "break" | "continue" => return Some(StmtKind::Jump),
            "return" if ends(parser) => return Some(StmtKind::Return(None)),
            "return" => return Some(StmtKind::Return(Some(parser.list(Stop::Nowhere)?))),
            "del" => return Some(StmtKind::Delete(parser.list(Stop::Nowhere)?)),
            "raise" | "assert" => {
                let mut parts = Vec::new();
                while !ends(parser) {
                    parts.push(parser.expression(Stop::Nowhere)?);
                    let _ = parser.skip("from") || parser.skip(",");
                }
                return Some(StmtKind::Raise(parts));
            }
            "global" | "nonlocal" => {
                let mut names = vec![parser.identifier()?];
                while parser.skip(",") {
                    names.push(parser.identifier()?);
                }
                return Some(StmtKind::Outer(names));
            }
            "type" if parser.token().kind == TokenKind::Name && !parser.is("in") && !parser.is("is") => {
                let name = parser.expression(Stop::Nowhere)?;
                parser.expect("=")?;
                parser.expression(Stop::Nowhere)?;
                return Some(StmtKind::Assign { targets: vec![name], value: None, operator: None });
            }
            "import" => return self.imports(),
            "from" => return self.imports_from(),
            _ => parser.at = at,
        }
        let first = parser.list(Stop::Nowhere)?;
        let operator = parser.text();
        if parser.token().kind == TokenKind::Operator && AUGMENTED.contains(&operator) {
            parser.at += 1;
            let value = Some(parser.list(Stop::Nowhere)?);
            return Some(StmtKind::Assign { targets: vec![first], value, operator: Some(operator) });
        }
        if parser.skip(":") {
            parser.expression(Stop::Nowhere)?;
            let value = if parser.skip("=") { Some(parser.list(Stop::Nowhere)?) } else { None };
            return Some(StmtKind::Assign { targets: vec![first], value, operator: None });
        }
        let mut values = vec![first];
        while parser.skip("=") {
            values.push(parser.list(Stop::Nowhere)?);
        }
        let value = values.pop()?;
        Some(match values.is_empty() {
            true => StmtKind::Expr(value),
            false => StmtKind::Assign { targets: values, value: Some(value), operator: None },
        })
    }

    fn imports(&mut self) -> Option<StmtKind<'a>> {
        let mut names = Vec::new();
        loop {
            let start = self.parser.token().span.start;
            let first = self.parser.identifier()?;
            while self.parser.skip(".") {
                self.parser.identifier()?;
            }
            let whole = &self.parser.source[start..self.parser.end()];
            let (name, module) =
                if self.parser.skip("as") { (self.parser.identifier()?, whole) } else { (first, first) };
            names.push((name, Imported { module, attribute: None }));
            if !self.parser.skip(",") {
                return Some(StmtKind::Import(names));
            }
        }
    }

    fn imports_from(&mut self) -> Option<StmtKind<'a>> {
        let start = self.parser.token().span.start;
        while !self.parser.is("import") {
            (self.parser.token().kind != TokenKind::LineEnd).then(|| self.parser.at += 1)?;
        }
        let module = &self.parser.source[start..self.parser.end()];
        self.parser.at += 1;
        let in_brackets = self.parser.skip("(");
        let mut names = Vec::new();
        while !self.parser.skip("*") {
            let name = self.parser.identifier()?;
            let bound = if self.parser.skip("as") { self.parser.identifier()? } else { name };
            names.push((bound, Imported { module, attribute: Some(name) }));
            if !self.parser.skip(",") || self.parser.is(")") {
                break;
            }
        }
        if in_brackets {
            self.parser.expect(")")?;
        }
        Some(StmtKind::Import(names))
    }
}

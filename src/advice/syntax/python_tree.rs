//! The tree: statements, their blocks, and expressions, each with its place in the source.

/// A stretch of the source, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// Statements of one block, in order.
pub(crate) type Block<'a> = Vec<Stmt<'a>>;

/// A statement.
#[derive(Debug)]
pub(crate) struct Stmt<'a> {
    /// Kind, with its parts.
    pub kind: StmtKind<'a>,
    /// The lines of a simple statement, or of the head of a compound one: the first and the last.
    pub lines: (u32, u32),
    /// The text of a simple statement, or of the head of a compound one up to its colon.
    pub span: Span,
}

/// Kinds of statement.
#[derive(Debug)]
pub(crate) enum StmtKind<'a> {
    Function(Function<'a>),
    Class {
        name: &'a str,
        bases: Vec<Expr<'a>>,
        body: Block<'a>,
    },
    For {
        is_async: bool,
        target: Expr<'a>,
        iterable: Expr<'a>,
        body: Block<'a>,
        orelse: Block<'a>,
    },
    While {
        test: Expr<'a>,
        body: Block<'a>,
        orelse: Block<'a>,
    },
    /// Each branch with its condition; none for `else`.
    If(Vec<(Option<Expr<'a>>, Block<'a>)>),
    With {
        is_async: bool,
        items: Vec<(Expr<'a>, Option<Expr<'a>>)>,
        body: Block<'a>,
    },
    /// The body, then each handler, `else` and `finally` with what it catches and the name given to it.
    Try(Block<'a>, Vec<(Option<Expr<'a>>, Option<&'a str>, Block<'a>)>),
    /// The subject, and each case with its pattern.
    Match(Expr<'a>, Vec<(Expr<'a>, Block<'a>)>),
    /// An assignment to each of the targets; with an operator, to one.
    Assign {
        targets: Vec<Expr<'a>>,
        value: Option<Expr<'a>>,
        operator: Option<&'a str>,
    },
    Expr(Expr<'a>),
    Return(Option<Expr<'a>>),
    Delete(Expr<'a>),
    /// `raise` and `assert`, with their expressions.
    Raise(Vec<Expr<'a>>),
    /// `global` and `nonlocal`.
    Outer(Vec<&'a str>),
    /// The names that an import binds, each with what stands behind it.
    Import(Vec<(&'a str, Imported<'a>)>),
    /// `break` or `continue`.
    Jump,
    Pass,
}

/// A module, or an attribute of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Imported<'a> {
    pub module: &'a str,
    pub attribute: Option<&'a str>,
}

/// A function's definition.
#[derive(Debug)]
pub(crate) struct Function<'a> {
    pub name: &'a str,
    pub is_async: bool,
    pub parameters: Vec<&'a str>,
    pub defaults: Vec<Expr<'a>>,
    pub decorators: Vec<Expr<'a>>,
    pub body: Block<'a>,
}

/// An expression.
#[derive(Clone, Debug)]
pub(crate) struct Expr<'a> {
    /// Kind, with its parts.
    pub kind: ExprKind<'a>,
    /// The text of it, with no brackets around it.
    pub span: Span,
    /// The line on which it begins.
    pub line: u32,
}

/// Kinds of expression.
#[derive(Clone, Debug)]
pub(crate) enum ExprKind<'a> {
    Name(&'a str),
    /// A number.
    Number,
    /// A string without replacement fields, or a constant word.
    Constant,
    Attribute(Box<Expr<'a>>, &'a str),
    Call(Box<Expr<'a>>, Vec<Argument<'a>>),
    Subscript(Box<Expr<'a>>, Box<Expr<'a>>),
    Await(Box<Expr<'a>>),
    /// `yield` and `yield from`.
    Yield(Option<Box<Expr<'a>>>),
    Lambda(Vec<&'a str>, Box<Expr<'a>>),
    Comprehension(Box<Comprehension<'a>>),
    /// The items of a tuple, list, set or dictionary, keys and values in turn, with the opening bracket; a space for a
    /// tuple.
    Display(char, Vec<Expr<'a>>),
    Starred(Box<Expr<'a>>),
    /// `name := value`.
    Named(&'a str, Box<Expr<'a>>),
    /// The operands of operators, parts of a slice, or fields of an f-string.
    Parts(Vec<Expr<'a>>),
    /// Operands of which not all need be evaluated: `and`, `or`, `if ... else`.
    Choice(Vec<Expr<'a>>),
}

/// An argument of a call; it has a name unless it is given by its place, or starred.
#[derive(Clone, Debug)]
pub(crate) struct Argument<'a> {
    pub name: Option<&'a str>,
    pub value: Expr<'a>,
}

/// A comprehension or generator expression.
#[derive(Clone, Debug)]
pub(crate) struct Comprehension<'a> {
    /// The opening bracket.
    pub bracket: char,
    /// The element; key and value of a dictionary.
    pub elements: Vec<Expr<'a>>,
    /// The loops, the outermost first: each with its target, iterable and conditions.
    pub clauses: Vec<(Expr<'a>, Expr<'a>, Vec<Expr<'a>>)>,
    /// True if any of the loops is asynchronous.
    pub is_async: bool,
}

impl<'a> Expr<'a> {
    /// The expressions directly inside this one.
    pub(crate) fn children(&self) -> Vec<&Expr<'a>> {
        match &self.kind {
            ExprKind::Name(_) | ExprKind::Number | ExprKind::Constant => Vec::new(),
            ExprKind::Attribute(inner, _)
            | ExprKind::Await(inner)
            | ExprKind::Lambda(_, inner)
            | ExprKind::Starred(inner)
            | ExprKind::Named(_, inner) => vec![inner],
            ExprKind::Yield(inner) => inner.iter().map(|inner| &**inner).collect(),
            ExprKind::Subscript(object, index) => vec![object, index],
            ExprKind::Call(function, arguments) => {
                std::iter::once(&**function).chain(arguments.iter().map(|argument| &argument.value)).collect()
            }
            ExprKind::Comprehension(made) => {
                let clauses = made
                    .clauses
                    .iter()
                    .flat_map(|(target, iterable, conditions)| [target, iterable].into_iter().chain(conditions));
                made.elements.iter().chain(clauses).collect()
            }
            ExprKind::Display(_, items) | ExprKind::Parts(items) | ExprKind::Choice(items) => items.iter().collect(),
        }
    }

    /// True if this expression or one inside it is such; a function's text inside is not looked into.
    pub(crate) fn any(&self, is: &dyn Fn(&Expr<'a>) -> bool) -> bool {
        is(self) || self.children().into_iter().any(|child| child.any(is))
    }

    /// True if the name stands in it as a name.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.any(&|inner| matches!(inner.kind, ExprKind::Name(known) if known == name))
    }

    /// The awaits in it, in their order.
    pub(crate) fn awaits(&self) -> Vec<&Expr<'a>> {
        let mut found: Vec<&Expr> = self.children().into_iter().flat_map(Expr::awaits).collect();
        if let ExprKind::Await(_) = self.kind {
            found.push(self);
        }
        found
    }

    /// The names that an assignment to it binds; none for an attribute or an item.
    pub(crate) fn bound(&self) -> Vec<&'a str> {
        match &self.kind {
            ExprKind::Name(name) => vec![name],
            ExprKind::Display(_, items) => items.iter().flat_map(Expr::bound).collect(),
            ExprKind::Starred(inner) => inner.bound(),
            _ => Vec::new(),
        }
    }

    /// The name, if it is one.
    pub(crate) fn name(&self) -> Option<&'a str> {
        match self.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A name with its attributes, such as `asyncio.run`; `None` for anything else.
    pub(crate) fn dotted(&self) -> Option<String> {
        match &self.kind {
            ExprKind::Name(name) => Some((*name).into()),
            ExprKind::Attribute(object, name) => Some(format!("{}.{name}", object.dotted()?)),
            _ => None,
        }
    }
}

impl<'a> Stmt<'a> {
    /// The blocks inside a compound statement but those of a function or class of its own.
    pub(crate) fn blocks(&self) -> Vec<&Block<'a>> {
        match &self.kind {
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => vec![body, orelse],
            StmtKind::With { body, .. } => vec![body],
            StmtKind::If(branches) => branches.iter().map(|(_, block)| block).collect(),
            StmtKind::Try(body, others) => {
                std::iter::once(body).chain(others.iter().map(|(_, _, block)| block)).collect()
            }
            StmtKind::Match(_, cases) => cases.iter().map(|(_, block)| block).collect(),
            _ => Vec::new(),
        }
    }

    /// The expressions of the statement itself, not those of its blocks, in the order in which they stand.
    pub(crate) fn expressions(&self) -> Vec<&Expr<'a>> {
        match &self.kind {
            StmtKind::Function(function) => function.decorators.iter().chain(&function.defaults).collect(),
            StmtKind::Class { bases, .. } => bases.iter().collect(),
            StmtKind::For { target, iterable, .. } => vec![target, iterable],
            StmtKind::While { test, .. } => vec![test],
            StmtKind::If(branches) => branches.iter().filter_map(|(test, _)| test.as_ref()).collect(),
            StmtKind::With { items, .. } => {
                items.iter().flat_map(|(manager, target)| std::iter::once(manager).chain(target)).collect()
            }
            StmtKind::Try(_, others) => others.iter().filter_map(|(caught, _, _)| caught.as_ref()).collect(),
            StmtKind::Match(subject, cases) => {
                std::iter::once(subject).chain(cases.iter().map(|(pattern, _)| pattern)).collect()
            }
            StmtKind::Assign { targets, value, .. } => targets.iter().chain(value).collect(),
            StmtKind::Expr(value) | StmtKind::Delete(value) => vec![value],
            StmtKind::Return(value) => value.iter().collect(),
            StmtKind::Raise(values) => values.iter().collect(),
            StmtKind::Outer(_) | StmtKind::Import(_) | StmtKind::Jump | StmtKind::Pass => Vec::new(),
        }
    }

    /// The awaits of the statement itself and of its blocks.
    pub(crate) fn all_awaits(&self) -> Vec<&Expr<'a>> {
        let own = self.expressions().into_iter().flat_map(Expr::awaits);
        own.chain(self.blocks().into_iter().flatten().flat_map(Stmt::all_awaits)).collect()
    }
}

/// Visits every statement of a block and of the blocks inside, the outer before the inner; functions and classes too.
pub(crate) fn walk<'t, 'a>(block: &'t [Stmt<'a>], visit: &mut dyn FnMut(&'t Stmt<'a>)) {
    for statement in block {
        visit(statement);
        match &statement.kind {
            StmtKind::Function(function) => walk(&function.body, visit),
            StmtKind::Class { body, .. } => walk(body, visit),
            _ => statement.blocks().into_iter().for_each(|block| walk(block, visit)),
        }
    }
}

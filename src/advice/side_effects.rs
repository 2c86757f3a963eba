//! Side effects, from the text: what statements and the program's functions behind them read and change.
//!
//! Places are told apart by name: a variable that outlives the call by its own, an attribute of whatever object by a dot
//! and its name. An object that a call makes for itself is no place. Where the text does not tell what happens, the effects
//! are opaque, and nothing is independent of them.

use std::collections::{BTreeMap, BTreeSet};

use super::syntax::{Block, Expr, ExprKind, Function, Imported, Span, Stmt, StmtKind, walk};

/// Built-in functions that change nothing but what they are given to keep.
const HARMLESS_CALLS: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytes",
    "callable",
    "chr",
    "complex",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "object",
    "oct",
    "ord",
    "pow",
    "print",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "zip",
];
/// Methods of built-in objects, and of what usually stands for the world outside, that change nothing.
const HARMLESS_METHODS: &[&str] = &[
    "as_posix",
    "capitalize",
    "center",
    "copy",
    "count",
    "debug",
    "decode",
    "done",
    "elapsed",
    "encode",
    "endswith",
    "error",
    "exists",
    "find",
    "format",
    "get",
    "hexdigest",
    "index",
    "info",
    "isdigit",
    "isoformat",
    "items",
    "join",
    "json",
    "keys",
    "ljust",
    "locked",
    "lower",
    "lstrip",
    "monotonic",
    "partition",
    "perf_counter",
    "replace",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "run_in_executor",
    "split",
    "splitlines",
    "startswith",
    "strftime",
    "strip",
    "text",
    "time",
    "title",
    "total_seconds",
    "upper",
    "values",
    "warning",
    "zfill",
];
/// Methods after which it does not matter which of two calls came first.
const COMMUTING_METHODS: &[&str] = &["add", "discard"];
/// Methods whose result is an object of its own.
const COPYING_METHODS: &[&str] = &[
    "copy",
    "decode",
    "encode",
    "format",
    "join",
    "lower",
    "replace",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "strip",
    "title",
    "upper",
];

/// Functions and methods that reach files or the reader, by whatever object.
const OUTSIDE_CALLS: &[&str] = &[
    "commit",
    "dump",
    "execute",
    "executemany",
    "makedirs",
    "mkdir",
    "read_bytes",
    "read_text",
    "readline",
    "readlines",
    "remove",
    "rename",
    "rmdir",
    "rmtree",
    "seed",
    "system",
    "touch",
    "unlink",
    "write",
    "write_bytes",
    "write_text",
    "writelines",
];
/// Functions of modules that change their first argument.
const CHANGING_CALLS: &[&str] = &["heapify", "heappop", "heappush", "heappushpop", "insort", "shuffle"];

/// Effects of a stretch of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effects {
    reads: BTreeSet<String>,
    writes: BTreeSet<String>,
    /// Places that are added to in a way in which the order does not matter.
    adds: BTreeSet<String>,
    /// Functions of the program that it calls or hands on, by their place in [`Program::functions`].
    mentions: BTreeSet<usize>,
    opaque: bool,
}

impl Effects {
    /// True if one may not be moved past the other, nor run beside it.
    pub(crate) fn conflicts(&self, other: &Effects) -> bool {
        let meets = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).next().is_some();
        let one_way = |a: &Effects, b: &Effects| {
            meets(&a.writes, &b.reads)
                || meets(&a.writes, &b.writes)
                || meets(&a.writes, &b.adds)
                || meets(&a.adds, &b.reads)
        };
        self.opaque || other.opaque || one_way(self, other) || one_way(other, self)
    }

    /// True if it reads a place that the other changes.
    pub(crate) fn needs(&self, other: &Effects) -> bool {
        self.opaque || other.opaque || other.writes.union(&other.adds).any(|place| self.reads.contains(place))
    }

    /// Adds what another stretch does.
    pub(crate) fn extend(&mut self, other: &Effects) {
        self.reads.extend(other.reads.iter().cloned());
        self.writes.extend(other.writes.iter().cloned());
        self.adds.extend(other.adds.iter().cloned());
        self.mentions.extend(&other.mentions);
        self.opaque |= other.opaque;
    }

    /// Without reads of these names, which hold values of the stretch's own.
    pub(crate) fn given(mut self, names: &BTreeSet<&str>) -> Effects {
        self.reads.retain(|place| !names.contains(place.as_str()));
        self
    }
}

/// A function of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Definition<'t, 'a> {
    /// The function as the text has it.
    pub function: &'t Function<'a>,
    /// The class whose method it is.
    pub class: Option<&'a str>,
}

/// The functions, classes and imports of a program.
pub(crate) struct Program<'t, 'a> {
    /// All functions, those inside others too, in the order of the text.
    pub functions: Vec<Definition<'t, 'a>>,
    /// Places in `functions` by name: of methods, and of the others.
    methods: BTreeMap<&'a str, Vec<usize>>,
    by_name: BTreeMap<&'a str, Vec<usize>>,
    classes: BTreeMap<&'a str, &'t [Expr<'a>]>,
    /// Imported names, each with the module or attribute behind it.
    pub imports: BTreeMap<&'a str, Imported<'a>>,
    /// The effects of each function's own text.
    direct: Vec<Effects>,
}

impl<'t, 'a> Program<'t, 'a> {
    /// Reads a program's statements.
    pub(crate) fn new(statements: &'t [Stmt<'a>]) -> Program<'t, 'a> {
        let mut program = Program {
            functions: Vec::new(),
            methods: BTreeMap::new(),
            by_name: BTreeMap::new(),
            classes: BTreeMap::new(),
            imports: BTreeMap::new(),
            direct: Vec::new(),
        };
        program.define(statements, None);
        walk(statements, &mut |statement| {
            if let StmtKind::Import(names) = &statement.kind {
                program.imports.extend(names.iter().copied());
            }
        });
        let direct = program.functions.iter().map(|definition| program.direct(definition)).collect();
        program.direct = direct;
        program
    }

    fn define(&mut self, block: &'t [Stmt<'a>], class: Option<&'a str>) {
        for statement in block {
            match &statement.kind {
                StmtKind::Function(function) => {
                    let named = if class.is_some() { &mut self.methods } else { &mut self.by_name };
                    named.entry(function.name).or_default().push(self.functions.len());
                    self.functions.push(Definition { function, class });
                    self.define(&function.body, None);
                }
                StmtKind::Class { name, bases, body } => {
                    self.classes.insert(name, bases);
                    self.define(body, Some(name));
                }
                _ => statement.blocks().into_iter().for_each(|block| self.define(block, class)),
            }
        }
    }

    /// The functions of this name that are no methods.
    pub(crate) fn functions_named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The methods of this name.
    pub(crate) fn methods_named(&self, name: &str) -> &[usize] {
        self.methods.get(name).map_or(&[], Vec::as_slice)
    }

    /// True if a call's function is this one of a module, imported in whatever way.
    pub(crate) fn is_of(&self, function: &Expr, module: &str, names: &[&str]) -> bool {
        match &function.kind {
            ExprKind::Name(name) => self.imports.get(name).is_some_and(|imported| {
                imported.module == module && imported.attribute.is_some_and(|real| names.contains(&real))
            }),
            ExprKind::Attribute(object, name) => {
                let whole = Imported { module, attribute: None };
                names.contains(name) && object.name().is_some_and(|object| self.imports.get(object) == Some(&whole))
            }
            _ => false,
        }
    }

    fn direct(&self, definition: &Definition<'t, 'a>) -> Effects {
        let function = definition.function;
        let mut scope = Scope::of(self, &function.body, &function.parameters);
        if matches!(function.name, "__init__" | "__post_init__")
            && let Some(this) = function.parameters.first()
        {
            // The object is being made: nobody else has it.
            scope.locals.insert(this, Origin::Own);
        }
        let mut reader =
            EffectReader { program: self, scope: &scope, whole: false, skip: None, found: Effects::default() };
        reader.block(&function.body);
        reader.found
    }

    /// Adds the effects of the functions that are mentioned, and of those that these mention.
    fn close(&self, mut effects: Effects) -> Effects {
        let mut left: Vec<usize> = effects.mentions.iter().copied().collect();
        while let Some(next) = left.pop() {
            let Some(direct) = self.direct.get(next) else { continue };
            left.extend(direct.mentions.difference(&effects.mentions));
            effects.extend(direct);
        }
        effects
    }

    /// The effects of statements within a function, with those of the functions behind them. The function's own
    /// variables are places too. The expression at `skip` is left out.
    pub(crate) fn effects_of(&self, scope: &Scope<'a>, statements: &[&Stmt<'a>], skip: Option<Span>) -> Effects {
        let mut reader = EffectReader { program: self, scope, whole: true, skip, found: Effects::default() };
        statements.iter().for_each(|statement| reader.statement(statement));
        self.close(reader.found)
    }

    /// The effects of an expression within a function, in the same way.
    pub(crate) fn effects_of_expression(&self, scope: &Scope<'a>, expression: &Expr<'a>) -> Effects {
        let mut reader = EffectReader { program: self, scope, whole: true, skip: None, found: Effects::default() };
        reader.expression(expression);
        self.close(reader.found)
    }
}

/// The object behind a variable.
#[derive(Clone, Debug, PartialEq)]
enum Origin {
    /// The function has made it and nobody else has it.
    Own,
    /// The object of another place.
    Alias(String),
    Unknown,
}

/// The variables of a function.
pub(crate) struct Scope<'a> {
    locals: BTreeMap<&'a str, Origin>,
}

impl<'a> Scope<'a> {
    /// The variables that a function's body binds, with its parameters.
    pub(crate) fn of(program: &Program<'_, 'a>, body: &Block<'a>, parameters: &[&'a str]) -> Scope<'a> {
        let mut scope = Scope { locals: parameters.iter().map(|name| (*name, Origin::Unknown)).collect() };
        let mut outer = BTreeSet::new();
        for statement in body {
            scope.statement(program, statement, &mut outer);
        }
        scope.locals.retain(|name, _| !outer.contains(name));
        scope
    }

    /// True if the name is a variable of the function.
    pub(crate) fn binds(&self, name: &str) -> bool {
        self.locals.contains_key(name)
    }

    fn bind(&mut self, name: &'a str, origin: Origin) {
        let same = self.locals.get(name).is_none_or(|known| *known == origin);
        self.locals.insert(name, if same { origin } else { Origin::Unknown });
    }

    fn bind_all(&mut self, target: &Expr<'a>) {
        target.bound().into_iter().for_each(|name| self.bind(name, Origin::Unknown));
    }

    fn statement(&mut self, program: &Program<'_, 'a>, statement: &Stmt<'a>, outer: &mut BTreeSet<&'a str>) {
        match &statement.kind {
            StmtKind::Assign { targets, value, operator } => {
                for target in targets {
                    match (target.name(), value) {
                        (Some(_), _) if operator.is_some() => {}
                        (Some(name), Some(value)) => self.bind(name, program.origin(value)),
                        _ => self.bind_all(target),
                    }
                }
            }
            StmtKind::For { target, .. } => self.bind_all(target),
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|item| item.1.as_ref()).for_each(|t| self.bind_all(t))
            }
            StmtKind::Try(_, others) => {
                others.iter().filter_map(|(_, name, _)| *name).for_each(|name| self.bind(name, Origin::Own));
            }
            StmtKind::Outer(names) => outer.extend(names),
            _ => {}
        }
        for expression in statement.expressions() {
            self.inside(expression);
        }
        for inner in statement.blocks().into_iter().flatten() {
            self.statement(program, inner, outer);
        }
    }

    /// Names that an expression binds.
    fn inside(&mut self, expression: &Expr<'a>) {
        match &expression.kind {
            ExprKind::Named(name, _) => self.bind(name, Origin::Unknown),
            ExprKind::Lambda(names, _) => names.iter().for_each(|name| self.bind(name, Origin::Unknown)),
            ExprKind::Comprehension(made) => made.clauses.iter().for_each(|(target, _, _)| self.bind_all(target)),
            _ => {}
        }
        expression.children().into_iter().for_each(|child| self.inside(child));
    }
}

impl<'a> Program<'_, 'a> {
    /// The object that an expression gives.
    fn origin(&self, value: &Expr<'a>) -> Origin {
        match &value.kind {
            ExprKind::Number
            | ExprKind::Constant
            | ExprKind::Display(..)
            | ExprKind::Parts(_)
            | ExprKind::Comprehension(_)
            | ExprKind::Lambda(..) => Origin::Own,
            ExprKind::Choice(parts) if parts.iter().all(|part| self.origin(part) == Origin::Own) => Origin::Own,
            ExprKind::Name(name) => Origin::Alias((*name).into()),
            ExprKind::Attribute(_, name) => Origin::Alias(format!(".{name}")),
            ExprKind::Call(function, _) if self.makes_own(function) => Origin::Own,
            _ => Origin::Unknown,
        }
    }

    fn makes_own(&self, function: &Expr<'a>) -> bool {
        match &function.kind {
            ExprKind::Name(name) => {
                let named = HARMLESS_CALLS.contains(name) && !matches!(*name, "getattr" | "max" | "min" | "iter");
                named || self.classes.contains_key(name) || self.imports.contains_key(name)
            }
            ExprKind::Attribute(object, name) => COPYING_METHODS.contains(name) || self.is_imported(object),
            _ => false,
        }
    }

    /// True if a name with its attributes begins with an imported one.
    pub(crate) fn is_imported(&self, expression: &Expr<'a>) -> bool {
        match &expression.kind {
            ExprKind::Name(name) => self.imports.contains_key(name),
            ExprKind::Attribute(object, _) => self.is_imported(object),
            _ => false,
        }
    }
}

/// The places of an object that something changes.
enum Place {
    Own,
    Shared(Vec<String>),
    Unknown,
}

struct EffectReader<'r, 't, 'a> {
    program: &'r Program<'t, 'a>,
    scope: &'r Scope<'a>,
    /// True if the function's own variables are places.
    whole: bool,
    /// The expression that is left out.
    skip: Option<Span>,
    found: Effects,
}

impl<'a> EffectReader<'_, '_, 'a> {
    fn block(&mut self, block: &Block<'a>) {
        block.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &Stmt<'a>) {
        match &statement.kind {
            StmtKind::Assign { targets, value, operator } => {
                value.iter().for_each(|value| self.expression(value));
                let is_number = value.as_ref().is_some_and(|value| matches!(value.kind, ExprKind::Number));
                let counts = matches!(operator, Some("+=" | "-=")) && is_number;
                for target in targets {
                    self.assign(target, operator.is_some(), counts);
                }
            }
            StmtKind::For { is_async, target, iterable, .. } => {
                // Each value of a stream that was there before is given once.
                self.found.opaque |= *is_async && !matches!(iterable.kind, ExprKind::Call(..));
                self.expression(iterable);
                self.assign(target, false, false);
            }
            StmtKind::With { items, .. } => {
                for (manager, target) in items {
                    // An object that was there before, and is entered here, is a lock or the like.
                    self.found.opaque |= !matches!(manager.kind, ExprKind::Call(..));
                    self.expression(manager);
                    target.iter().for_each(|target| self.assign(target, false, false));
                }
            }
            StmtKind::Delete(target) => self.assign(target, true, false),
            StmtKind::Class { .. } => {}
            _ => statement.expressions().into_iter().for_each(|expression| self.expression(expression)),
        }
        statement.blocks().into_iter().for_each(|block| self.block(block));
    }

    fn change(&mut self, place: String, reads: bool, commutes: bool) {
        if commutes {
            self.found.adds.insert(place);
            return;
        }
        if reads {
            self.found.reads.insert(place.clone());
        }
        self.found.writes.insert(place);
    }

    /// An assignment; `augmented` if it reads the target first, `counts` if it adds a number to it.
    fn assign(&mut self, target: &Expr<'a>, augmented: bool, counts: bool) {
        match &target.kind {
            ExprKind::Name(name) if self.whole || !self.scope.locals.contains_key(name) => {
                self.change((*name).into(), augmented, counts);
            }
            ExprKind::Attribute(object, name) => {
                self.expression(object);
                let own = object.name().and_then(|object| self.scope.locals.get(object)) == Some(&Origin::Own);
                if self.whole || !own {
                    self.change(format!(".{name}"), augmented, counts);
                }
                // A property's setter.
                self.found.mentions.extend(self.program.methods_named(name));
            }
            ExprKind::Subscript(object, index) => {
                self.expression(index);
                let is_constant = matches!(index.kind, ExprKind::Number | ExprKind::Constant);
                // Items of different keys do not meet; whether keys differ is known of variables of the caller alone.
                let commutes = counts || (!augmented && (self.whole || !is_constant));
                self.mutate(object, augmented, commutes);
            }
            ExprKind::Display(_, items) => items.iter().for_each(|item| self.assign(item, augmented, counts)),
            ExprKind::Starred(inner) => self.assign(inner, augmented, counts),
            _ => {}
        }
    }

    /// A change of an object itself.
    fn mutate(&mut self, object: &Expr<'a>, reads: bool, commutes: bool) {
        match self.place(object) {
            Place::Own => {}
            Place::Unknown => self.found.opaque = true,
            Place::Shared(places) => places.into_iter().for_each(|place| self.change(place, reads, commutes)),
        }
    }

    fn place(&self, object: &Expr<'a>) -> Place {
        match &object.kind {
            ExprKind::Name(name) => match self.scope.locals.get(name) {
                Some(Origin::Alias(of)) if self.whole => Place::Shared(vec![(*name).into(), of.clone()]),
                Some(_) if self.whole => Place::Shared(vec![(*name).into()]),
                Some(Origin::Own) => Place::Own,
                Some(Origin::Alias(of)) if !self.scope.locals.contains_key(of.as_str()) => {
                    Place::Shared(vec![of.clone()])
                }
                Some(_) => Place::Unknown,
                None => Place::Shared(vec![(*name).into()]),
            },
            ExprKind::Attribute(_, name) => Place::Shared(vec![format!(".{name}")]),
            ExprKind::Subscript(object, _) => self.place(object),
            _ if self.program.origin(object) == Origin::Own => Place::Own,
            _ => Place::Unknown,
        }
    }

    fn expression(&mut self, expression: &Expr<'a>) {
        if self.skip == Some(expression.span) {
            return;
        }
        match &expression.kind {
            ExprKind::Name(name) => self.name(name),
            ExprKind::Attribute(object, name) => {
                self.found.reads.insert(format!(".{name}"));
                if !self.program.is_imported(object) {
                    self.expression(object);
                    self.found.mentions.extend(self.program.methods_named(name));
                }
            }
            ExprKind::Call(function, arguments) => {
                arguments.iter().for_each(|argument| self.expression(&argument.value));
                self.call(function, arguments.first().map(|argument| &argument.value));
            }
            ExprKind::Named(name, value) => {
                self.expression(value);
                if self.whole {
                    self.found.writes.insert((*name).into());
                }
            }
            _ => expression.children().into_iter().for_each(|child| self.expression(child)),
        }
    }

    /// A name that is read.
    fn name(&mut self, name: &'a str) {
        let functions = self.program.functions_named(name);
        let is_function = !functions.is_empty();
        self.found.mentions.extend(functions);
        if self.program.classes.contains_key(name) {
            self.class(name, 0);
        } else if !is_function
            && (self.whole || !self.scope.locals.contains_key(name))
            && !self.program.imports.contains_key(name)
        {
            self.found.reads.insert(name.into());
        }
    }

    /// A class that is made an object of, or handed on: whatever Python itself calls of it.
    fn class(&mut self, name: &str, depth: u32) {
        let is_special =
            |definition: &Definition| definition.class == Some(name) && definition.function.name.starts_with("__");
        let all = self.program.functions.iter().enumerate();
        self.found.mentions.extend(all.filter(|(_, definition)| is_special(definition)).map(|(at, _)| at));
        let bases = self.program.classes.get(name).copied().unwrap_or_default();
        for base in bases.iter().filter_map(Expr::name).filter(|_| depth < 8) {
            self.class(base, depth + 1);
        }
    }

    fn call(&mut self, function: &Expr<'a>, first: Option<&Expr<'a>>) {
        if let ExprKind::Name(name) | ExprKind::Attribute(_, name) = &function.kind {
            let is_own =
                !(self.program.functions_named(name).is_empty() && self.program.methods_named(name).is_empty());
            self.found.opaque |= !is_own && OUTSIDE_CALLS.contains(name);
            if let Some(first) = first.filter(|_| !is_own && CHANGING_CALLS.contains(name)) {
                self.mutate(first, true, false);
            }
        }
        match &function.kind {
            ExprKind::Name("next") => match first {
                Some(iterator) => self.mutate(iterator, true, false),
                None => self.found.opaque = true,
            },
            ExprKind::Name(name) => {
                let is_error = ["Error", "Exception", "Exit", "Interrupt"].iter().any(|end| name.ends_with(end));
                let is_known = !self.program.functions_named(name).is_empty()
                    || self.program.classes.contains_key(name)
                    || self.program.imports.contains_key(name)
                    || HARMLESS_CALLS.contains(name)
                    || is_error;
                self.found.opaque |= !is_known;
                if is_known && !HARMLESS_CALLS.contains(name) && !is_error {
                    self.name(name);
                }
            }
            ExprKind::Attribute(object, method) if !self.program.is_imported(object) => {
                let commutes = COMMUTING_METHODS.contains(method);
                // To add to an object is not to read it.
                if !(commutes && object.dotted().is_some()) {
                    self.expression(object);
                }
                let methods = self.program.methods_named(method);
                let is_own = !methods.is_empty();
                self.found.mentions.extend(methods);
                let is_log = object.dotted().is_some_and(|name| name.to_lowercase().contains("log"));
                let is_super = matches!(&object.kind, ExprKind::Call(of, _) if of.name() == Some("super"));
                if !(is_own || is_log || is_super || HARMLESS_METHODS.contains(method)) {
                    self.mutate(object, true, commutes);
                }
            }
            ExprKind::Attribute(..) => {}
            _ => self.found.opaque = true,
        }
    }
}

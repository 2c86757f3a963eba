//! The functions, classes and imports of a program, and the effects of its functions.

use std::collections::BTreeMap;

use super::Effects;
use super::effect_reader::EffectReader;
use super::known_calls::{COPYING_METHODS, HARMLESS_CALLS};
use super::scope::{Origin, Scope};
use crate::advice::syntax::{Expr, ExprKind, Function, Imported, Span, Stmt, StmtKind, walk};

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
    pub(super) classes: BTreeMap<&'a str, &'t [Expr<'a>]>,
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

impl<'a> Program<'_, 'a> {
    /// The object that an expression gives.
    pub(super) fn origin(&self, value: &Expr<'a>) -> Origin {
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

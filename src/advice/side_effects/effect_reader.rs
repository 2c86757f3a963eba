//! Statements and expressions as effects.

use super::known_calls::{CHANGING_CALLS, COMMUTING_METHODS, HARMLESS_CALLS, HARMLESS_METHODS, OUTSIDE_CALLS};
use super::scope::{Origin, Scope};
use super::{Definition, Effects, Program};
use crate::advice::syntax::{Block, Expr, ExprKind, Span, Stmt, StmtKind};

/// The places of an object that something changes.
enum Place {
    Own,
    Shared(Vec<String>),
    Unknown,
}

/// A reader of statements and expressions within a function, which notes what they read and change.
pub(super) struct EffectReader<'r, 't, 'a> {
    pub program: &'r Program<'t, 'a>,
    pub scope: &'r Scope<'a>,
    /// True if the function's own variables are places.
    pub whole: bool,
    /// The expression that is left out.
    pub skip: Option<Span>,
    pub found: Effects,
}

impl<'a> EffectReader<'_, '_, 'a> {
    pub fn block(&mut self, block: &Block<'a>) {
        block.iter().for_each(|statement| self.statement(statement));
    }

    pub fn statement(&mut self, statement: &Stmt<'a>) {
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

    pub fn expression(&mut self, expression: &Expr<'a>) {
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

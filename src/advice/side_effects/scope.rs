//! The variables of a function, and what is known of the objects behind them.

use std::collections::{BTreeMap, BTreeSet};

use super::Program;
use crate::advice::syntax::{Block, Expr, ExprKind, Stmt, StmtKind};

/// The object behind a variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    /// The function has made it and nobody else has it.
    Own,
    /// The object of another place.
    Alias(String),
    Unknown,
}

/// The variables of a function.
pub(crate) struct Scope<'a> {
    pub(super) locals: BTreeMap<&'a str, Origin>,
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

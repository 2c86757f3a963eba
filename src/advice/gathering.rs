//! Awaits that the text allows to be gathered: calls of the program's own functions, one after another, of which none
//! needs what another gives, reads or changes.
//!
//! Silence is the answer to every doubt. The text must show where each call goes and all that it does; the order must be
//! of no use that a reader would see. So no loop is meant that tries again, counts or paces, no call that is named after
//! a step of something, and no function that ends with a sleep, which is a pause and no work.

use std::collections::BTreeSet;

use super::call_names::{
    CLOCKS, COMPARED_CALLS, GATES, ORDERED_CALLS, READING_CALLS, WORKING_CALLS, counts, has_word, starts_with,
};
use super::side_effects::{Effects, Program, Scope};
use super::syntax::{Argument, Block, Comprehension, Expr, ExprKind, Function, Stmt, StmtKind, walk};

/// Shapes of awaits that may be gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Statements of one block, an await each, with at most harmless ones between them.
    Statements,
    /// A `for` loop with one await in it.
    Loop,
    /// The element of a comprehension.
    Comprehension,
    /// Several awaits in one statement.
    Expression,
}

/// A place at which awaits may be gathered.
pub(crate) struct Gathering<'t, 'a> {
    /// Shape of the place.
    pub shape: Shape,
    /// The statements; one but for [`Shape::Statements`], and the whole loop for [`Shape::Loop`].
    pub statements: Vec<&'t Stmt<'a>>,
    /// The awaits in them, one for each statement but for [`Shape::Expression`].
    pub awaits: Vec<&'t Expr<'a>>,
    /// Statements that stand between those of [`Shape::Statements`].
    pub between: Vec<&'t Stmt<'a>>,
}

impl Gathering<'_, '_> {
    /// The awaits that stand on a line, by their first number in the gathering; none if it is on another.
    pub(crate) fn member(&self, line: u32) -> Option<usize> {
        let on = |lines: (u32, u32)| lines.0 <= line && line <= lines.1;
        match self.shape {
            Shape::Statements => self.statements.iter().position(|statement| on(statement.lines)),
            // The loop's own lines are its head.
            Shape::Loop => self.awaits.first().filter(|made| self.holder(made).is_some_and(on)).map(|_| 0),
            Shape::Comprehension | Shape::Expression => {
                self.statements.first().filter(|statement| on(statement.lines)).map(|_| 0)
            }
        }
    }

    /// The lines of the statement of a loop that holds the await.
    fn holder(&self, made: &Expr) -> Option<(u32, u32)> {
        let body = self.statements.first()?.blocks().into_iter().flatten();
        let inside = |statement: &&Stmt| statement.span.start <= made.span.start && made.span.end <= statement.span.end;
        body.into_iter().find(inside).map(|statement| statement.lines)
    }
}

/// An awaited call whose function and effects are known.
struct Candidate<'t, 'a> {
    made: &'t Expr<'a>,
    /// The name of the function or method.
    name: &'a str,
    /// The object whose method it is.
    receiver: Option<&'t Expr<'a>>,
    arguments: Vec<&'t Expr<'a>>,
    effects: Effects,
    /// True if the function may raise an error of its own, so that what follows is not to happen, or measures the time
    /// that it takes.
    stands_alone: bool,
}

/// Surroundings of a block within its function.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    in_loop: bool,
    /// True if awaits here are one after another on purpose, or may be.
    on_purpose: bool,
}

/// Finds the places of a program at which awaits may be gathered, in the order of the text.
pub(crate) fn gatherings<'t, 'a>(source: &'a str, program: &Program<'t, 'a>) -> Vec<Gathering<'t, 'a>> {
    let mut found = Vec::new();
    for definition in program.functions.iter().filter(|definition| definition.function.is_async) {
        let Function { body, parameters, .. } = definition.function;
        let scope = Scope::of(program, body, parameters);
        let mut finder = Finder { source, program, scope, found: Vec::new() };
        finder.block(body, Surroundings::default());
        found.append(&mut finder.found);
    }
    found
}

struct Finder<'r, 't, 'a> {
    source: &'a str,
    program: &'r Program<'t, 'a>,
    scope: Scope<'a>,
    found: Vec<Gathering<'t, 'a>>,
}

impl<'t, 'a> Finder<'_, 't, 'a> {
    fn block(&mut self, block: &'t Block<'a>, around: Surroundings) {
        if !around.on_purpose {
            self.statements(block);
        }
        for statement in block {
            if !around.on_purpose {
                self.comprehension(statement, around);
                self.expression(statement);
            }
            let mut inside = around;
            match &statement.kind {
                StmtKind::For { is_async, target, iterable, body, orelse } => {
                    if !(around.on_purpose || around.in_loop || *is_async) && orelse.is_empty() {
                        self.for_loop(statement, target, iterable, body);
                    }
                    inside.in_loop = true;
                }
                StmtKind::While { .. } => inside.in_loop = true,
                StmtKind::With { is_async, items, .. } => {
                    let held = |(manager, _): &(Expr, _)| !self.holds_nothing(manager, *is_async);
                    inside.on_purpose |= items.iter().any(held);
                }
                StmtKind::Try(body, others) => {
                    // In a loop: it tries again, or goes on after what failed. A handler mends what has failed.
                    self.block(body, Surroundings { on_purpose: around.on_purpose || around.in_loop, ..around });
                    for (_, _, other) in others {
                        self.block(other, Surroundings { on_purpose: true, ..around });
                    }
                    continue;
                }
                _ => {}
            }
            statement.blocks().into_iter().for_each(|block| self.block(block, inside));
        }
    }

    /// True if a context manager keeps nobody else out and stands for no single connection.
    fn holds_nothing(&self, manager: &Expr<'a>, is_async: bool) -> bool {
        let ExprKind::Call(function, _) = &manager.kind else { return false };
        let name = match &function.kind {
            ExprKind::Name(name) | ExprKind::Attribute(_, name) => *name,
            _ => return false,
        };
        let limits = ["timeout", "timeout_at", "suppress", "TaskGroup"].contains(&name);
        limits || (is_async && ["Session", "Client"].iter().any(|end| name.ends_with(end)))
    }

    /// Calls in statements of one block.
    fn statements(&mut self, block: &'t Block<'a>) {
        let mut group: Vec<(Candidate<'t, 'a>, &'t Stmt<'a>, Effects)> = Vec::new();
        let (mut between, mut passed): (Vec<&Stmt>, Vec<&Stmt>) = (Vec::new(), Vec::new());
        for statement in block.iter().map(Some).chain([None]) {
            let single = statement.and_then(|statement| self.single(statement));
            if let (Some(candidate), Some(statement)) = (single, statement) {
                let rest = self.program.effects_of(&self.scope, &[statement], Some(candidate.made.span));
                let moved = between.iter().chain(&passed).copied().collect::<Vec<_>>();
                let others = self.program.effects_of(&self.scope, &moved, None);
                let fits = group.iter().all(|(before, earlier, effects)| {
                    self.are_alike((before, earlier), (&candidate, statement))
                        && !before.effects.conflicts(&candidate.effects)
                        && !effects.conflicts(&candidate.effects)
                });
                if fits && !others.conflicts(&candidate.effects) {
                    if !group.is_empty() {
                        between.append(&mut passed);
                    }
                } else {
                    self.end_statements(&mut group, &mut between);
                }
                passed.clear();
                group.push((candidate, statement, rest));
            } else if statement.is_some_and(|statement| !group.is_empty() && self.is_harmless(statement)) {
                passed.extend(statement);
            } else {
                self.end_statements(&mut group, &mut between);
                passed.clear();
            }
        }
    }

    fn end_statements(
        &mut self,
        group: &mut Vec<(Candidate<'t, 'a>, &'t Stmt<'a>, Effects)>,
        between: &mut Vec<&'t Stmt<'a>>,
    ) {
        let (group, between) = (std::mem::take(group), std::mem::take(between));
        if group.len() > 1 {
            let statements = group.iter().map(|(_, statement, _)| *statement).collect();
            let awaits = group.iter().map(|(candidate, _, _)| candidate.made).collect();
            self.found.push(Gathering { shape: Shape::Statements, statements, awaits, between });
        }
    }

    /// The await of a statement that has one alone, evaluated whenever the statement is.
    fn single(&self, statement: &'t Stmt<'a>) -> Option<Candidate<'t, 'a>> {
        if !matches!(statement.kind, StmtKind::Expr(_) | StmtKind::Assign { .. }) || statement.all_awaits().len() != 1 {
            return None;
        }
        let made = statement.expressions().into_iter().flat_map(always).next()?;
        self.candidate(made)
    }

    /// True if a statement between two awaits may run after both: it awaits, leaves and opens nothing.
    fn is_harmless(&self, statement: &Stmt<'a>) -> bool {
        let is_simple = match &statement.kind {
            StmtKind::Expr(value) => !matches!(value.kind, ExprKind::Yield(_)),
            StmtKind::Assign { .. } => true,
            _ => false,
        };
        let leaves = |inner: &Expr<'a>| matches!(inner.kind, ExprKind::Yield(_) | ExprKind::Await(_));
        is_simple
            && !self.paces(statement)
            && !statement.expressions().into_iter().any(|expression| expression.any(&leaves))
    }

    /// True if two calls are of a kind, and neither is a repetition or the next act of the same actor.
    fn are_alike(&self, before: (&Candidate<'t, 'a>, &Stmt<'a>), after: (&Candidate<'t, 'a>, &Stmt<'a>)) -> bool {
        let uses = |statement: &Stmt| !matches!(&statement.kind, StmtKind::Expr(value) if matches!(value.kind, ExprKind::Await(_)));
        let used = uses(before.1) && uses(after.1);
        let (before, after) = (before.0, after.0);
        let text = |expression: &Expr| &self.source[expression.span.start..expression.span.end];
        let same_receiver = match (before.receiver, after.receiver) {
            (None, None) => true,
            (Some(one), Some(other)) => text(one) == text(other),
            _ => false,
        };
        if before.name != after.name {
            return used && !starts_with(before.name, GATES) && !before.stands_alone && !after.stands_alone;
        }
        let arguments = |candidate: &Candidate<'t, 'a>| candidate.arguments.iter().map(|a| text(a)).collect::<Vec<_>>();
        let (one, other) = (arguments(before), arguments(after));
        if same_receiver && one == other {
            return false;
        }
        let shared = before.arguments.iter().zip(&after.arguments);
        let shares = shared.into_iter().any(|(a, b)| !matches!(a.kind, ExprKind::Number) && text(a) == text(b));
        let has_actor = shares || (same_receiver && before.receiver.is_some());
        used || starts_with(before.name, READING_CALLS) || (starts_with(before.name, WORKING_CALLS) && !has_actor)
    }

    fn for_loop(&mut self, statement: &'t Stmt<'a>, target: &'t Expr<'a>, iterable: &Expr<'a>, body: &'t Block<'a>) {
        let awaits: usize = body.iter().map(|inner| inner.all_awaits().len()).sum();
        let Some(at) = body.iter().position(|inner| !inner.all_awaits().is_empty()) else { return };
        let Some(candidate) = self.single(&body[at]).filter(|_| awaits == 1) else { return };
        if body.iter().any(|inner| self.leaves(inner)) {
            return;
        }
        let mut defined: BTreeSet<&str> = target.bound().into_iter().collect();
        if counts(&defined) || self.strides(iterable) {
            return;
        }
        let (before, after) = (&body[..at], &body[at + 1..]);
        let of = |statements: &[&Stmt<'a>]| self.program.effects_of(&self.scope, statements, None);
        let all = body.iter().collect::<Vec<_>>();
        // All that a round changes but by the call itself.
        let mut changes = self.program.effects_of(&self.scope, &all, Some(candidate.made.span));
        let mut varied = defined.clone();
        for inner in before {
            let needs = of(&[inner]).given(&defined);
            if !self.is_harmless(inner) || needs.needs(&changes) {
                return;
            }
            if let StmtKind::Assign { targets, value: Some(value), .. } = &inner.kind {
                let names = targets.iter().flat_map(Expr::bound).collect::<Vec<_>>();
                if varied.iter().any(|name| value.mentions(name)) {
                    varied.extend(&names);
                }
                defined.extend(names);
            }
        }
        let call = candidate.effects.clone().given(&defined);
        changes = changes.given(&defined);
        let iterates = self.program.effects_of_expression(&self.scope, iterable);
        let is_varied = candidate.arguments.iter().chain(&candidate.receiver);
        let is_varied = is_varied.into_iter().any(|part| varied.iter().any(|name| part.mentions(name)));
        let independent = !call.conflicts(&call)
            && !changes.conflicts(&call)
            && !iterates.conflicts(&call)
            && !iterates.needs(&changes);
        let is_ordered = matches!(&body[at].kind, StmtKind::Expr(value) if matches!(value.kind, ExprKind::Await(_)))
            && !starts_with(candidate.name, READING_CALLS)
            && !(starts_with(candidate.name, WORKING_CALLS) && !candidate.has_actor(&varied));
        if is_varied && independent && !is_ordered && after.iter().all(|inner| !self.paces(inner)) {
            self.found.push(Gathering {
                shape: Shape::Loop,
                statements: vec![statement],
                awaits: vec![candidate.made],
                between: Vec::new(),
            });
        }
    }

    /// True if a statement may leave the loop or function that it stands in, or gives a value away.
    fn leaves(&self, statement: &Stmt<'a>) -> bool {
        let jumps = matches!(
            statement.kind,
            StmtKind::Jump | StmtKind::Return(_) | StmtKind::Raise(_) | StmtKind::Try(..) | StmtKind::Outer(_)
        );
        let yields = |inner: &Expr| matches!(inner.kind, ExprKind::Yield(_));
        jumps
            || statement.expressions().into_iter().any(|expression| expression.any(&yields))
            || statement.blocks().into_iter().flatten().any(|inner| self.leaves(inner))
    }

    /// True if a statement sleeps without awaiting, or reads a clock.
    fn paces(&self, statement: &Stmt<'a>) -> bool {
        let paces = |inner: &Expr<'a>| match &inner.kind {
            ExprKind::Call(function, _) => {
                matches!(function.kind, ExprKind::Name(name) | ExprKind::Attribute(_, name) if CLOCKS.contains(&name))
            }
            _ => false,
        };
        statement.expressions().into_iter().any(|expression| expression.any(&paces))
            || statement.blocks().into_iter().flatten().any(|inner| self.paces(inner))
    }

    /// True if a statement itself reads a clock; an awaited sleep is none.
    fn reads_clock(&self, statement: &Stmt<'a>) -> bool {
        let reads = |inner: &Expr<'a>| match &inner.kind {
            ExprKind::Call(function, _) => {
                matches!(function.kind, ExprKind::Name(name) | ExprKind::Attribute(_, name)
                    if name != "sleep" && CLOCKS.contains(&name))
            }
            _ => false,
        };
        statement.expressions().into_iter().any(|expression| expression.any(&reads))
    }

    /// True if a loop goes in strides, or backwards: it counts, or takes so many at a time.
    fn strides(&self, iterable: &Expr<'a>) -> bool {
        let name = |function: &Expr<'a>| match function.kind {
            ExprKind::Name(name) | ExprKind::Attribute(_, name) => Some(name),
            _ => None,
        };
        let strides = |inner: &Expr<'a>| match &inner.kind {
            ExprKind::Call(function, arguments) => name(function).is_some_and(|name| {
                (name == "range" && arguments.len() > 2) || ["batch", "chunk"].iter().any(|word| name.contains(word))
            }),
            _ => false,
        };
        iterable.any(&strides)
    }

    fn comprehension(&mut self, statement: &'t Stmt<'a>, around: Surroundings) {
        let is_plain = matches!(statement.kind, StmtKind::Expr(_) | StmtKind::Assign { .. } | StmtKind::Return(_));
        if around.in_loop || !is_plain || statement.all_awaits().len() != 1 {
            return;
        }
        let Some(made) = statement.expressions().into_iter().find_map(awaiting) else { return };
        let [(target, iterable, conditions)] = &made.clauses[..] else { return };
        let inside = made.elements.iter().flat_map(always).next();
        let Some(candidate) = inside.and_then(|inner| self.candidate(inner)) else { return };
        let names: BTreeSet<&str> = target.bound().into_iter().collect();
        let of = |expression: &Expr<'a>| self.program.effects_of_expression(&self.scope, expression);
        let call = candidate.effects.clone().given(&names);
        let is_varied = candidate.arguments.iter().chain(&candidate.receiver);
        let is_varied = is_varied.into_iter().any(|part| names.iter().any(|name| part.mentions(name)));
        let is_ordered = counts(&names) || self.strides(iterable);
        let apart = conditions.iter().chain([iterable]).all(|part| !of(part).given(&names).conflicts(&call));
        if is_varied && apart && !is_ordered && !call.conflicts(&call) {
            self.found.push(Gathering {
                shape: Shape::Comprehension,
                statements: vec![statement],
                awaits: vec![candidate.made],
                between: Vec::new(),
            });
        }
    }

    /// Several awaits in one statement.
    fn expression(&mut self, statement: &'t Stmt<'a>) {
        let is_plain = matches!(statement.kind, StmtKind::Expr(_) | StmtKind::Assign { .. } | StmtKind::Return(_));
        let all = statement.all_awaits().len();
        if !is_plain || all < 2 {
            return;
        }
        let awaits: Vec<_> = statement.expressions().into_iter().flat_map(always).collect();
        let candidates: Vec<_> = awaits.iter().filter_map(|made| self.candidate(made)).collect();
        let independent = |at: usize| {
            candidates[..at].iter().all(|before| {
                self.are_alike((before, statement), (&candidates[at], statement))
                    && !before.effects.conflicts(&candidates[at].effects)
            })
        };
        if candidates.len() == all && (1..all).all(independent) {
            let statements = vec![statement];
            self.found.push(Gathering { shape: Shape::Expression, statements, awaits, between: Vec::new() });
        }
    }

    /// The call that is awaited, if it is one of a function of the program: by itself, with a timeout or in a thread.
    fn candidate(&self, made: &'t Expr<'a>) -> Option<Candidate<'t, 'a>> {
        let ExprKind::Await(inner) = &made.kind else { return None };
        let (mut function, mut arguments) = call(inner)?;
        if self.program.is_of(function, "asyncio", &["wait_for"]) {
            (function, arguments) = call(arguments.first()?)?;
        }
        let to_thread = self.program.is_of(function, "asyncio", &["to_thread"]);
        let to_executor = matches!(function.kind, ExprKind::Attribute(_, "run_in_executor"));
        if to_thread || to_executor {
            let at = usize::from(to_executor);
            function = arguments.get(at).copied()?;
            arguments.drain(..=at);
        }
        let (name, receiver, functions) = match &function.kind {
            ExprKind::Name(name) if !self.scope.binds(name) => (*name, None, self.program.functions_named(name)),
            ExprKind::Attribute(object, name) if !self.program.is_imported(object) => {
                (*name, Some(&**object), self.program.methods_named(name))
            }
            _ => return None,
        };
        let fits = |at: &usize| {
            let Function { is_async, decorators, body, .. } = self.program.functions[*at].function;
            let plain = |decorator: &Expr| matches!(decorator.name(), Some("staticmethod" | "classmethod"));
            *is_async != (to_thread || to_executor) && decorators.iter().all(plain) && !self.pauses(body, 0)
        };
        let depends =
            |inner: &Expr<'a>| matches!(inner.kind, ExprKind::Await(_) | ExprKind::Yield(_) | ExprKind::Named(..));
        if functions.is_empty()
            || !functions.iter().all(fits)
            || starts_with(name, ORDERED_CALLS)
            || has_word(name, COMPARED_CALLS)
            || inner.any(&depends)
        {
            return None;
        }
        let effects = self.program.effects_of_expression(&self.scope, inner);
        let stands_alone = functions.iter().any(|at| {
            let mut raises = false;
            walk(&self.program.functions[*at].function.body, &mut |statement| {
                raises |= matches!(statement.kind, StmtKind::Raise(_)) || self.reads_clock(statement);
            });
            raises
        });
        Some(Candidate { made, name, receiver, arguments, effects, stands_alone })
    }

    /// True if a function ends with a sleep: whatever it does is done before, so that the sleep is a pause.
    fn pauses(&self, body: &Block<'a>, depth: u32) -> bool {
        let last =
            body.iter().rev().find(|statement| !matches!(statement.kind, StmtKind::Pass | StmtKind::Return(None)));
        let ends = |value: &Expr<'a>| {
            let inner = if let ExprKind::Await(inner) = &value.kind { inner } else { value };
            let Some((function, arguments)) = call(inner) else { return false };
            let own = function.name().map(|name| self.program.functions_named(name)).unwrap_or_default();
            let sleeps =
                self.program.is_of(function, "asyncio", &["sleep"]) || self.program.is_of(function, "time", &["sleep"]);
            (sleeps && arguments.len() < 2)
                || own.iter().any(|at| depth < 8 && self.pauses(&self.program.functions[*at].function.body, depth + 1))
        };
        match last.map(|statement| &statement.kind) {
            Some(StmtKind::Expr(value)) => ends(value),
            Some(StmtKind::Return(Some(value))) => ends(value),
            Some(StmtKind::With { body, .. } | StmtKind::Try(body, _)) => self.pauses(body, depth),
            Some(StmtKind::If(branches)) => branches.iter().any(|(_, block)| self.pauses(block, depth)),
            _ => false,
        }
    }
}

impl<'a> Candidate<'_, 'a> {
    /// True if an argument or the object of the method is the same in every round of a loop with these variables: one who
    /// acts, perhaps, and can do one thing at a time.
    fn has_actor(&self, varied: &BTreeSet<&str>) -> bool {
        let is_same =
            |part: &&Expr| !matches!(part.kind, ExprKind::Number) && !varied.iter().any(|name| part.mentions(name));
        self.arguments.iter().copied().chain(self.receiver).any(|part| is_same(&part))
    }
}

/// The function and the arguments of a call.
fn call<'t, 'a>(expression: &'t Expr<'a>) -> Option<(&'t Expr<'a>, Vec<&'t Expr<'a>>)> {
    match &expression.kind {
        ExprKind::Call(function, arguments) => {
            Some((function, arguments.iter().map(|Argument { value, .. }| value).collect()))
        }
        _ => None,
    }
}

/// The awaits that are evaluated whenever the expression is.
fn always<'t, 'a>(expression: &'t Expr<'a>) -> Vec<&'t Expr<'a>> {
    match &expression.kind {
        ExprKind::Choice(_) | ExprKind::Lambda(..) | ExprKind::Comprehension(_) => Vec::new(),
        kind => {
            let mut found: Vec<&Expr> = expression.children().into_iter().flat_map(always).collect();
            found.extend(matches!(kind, ExprKind::Await(_)).then_some(expression));
            found
        }
    }
}

/// The list, set or dictionary comprehension in an expression whose elements await.
fn awaiting<'t, 'a>(expression: &'t Expr<'a>) -> Option<&'t Comprehension<'a>> {
    match &expression.kind {
        ExprKind::Choice(_) | ExprKind::Lambda(..) => None,
        ExprKind::Comprehension(made) => {
            let awaits = made.elements.iter().any(|element| !element.awaits().is_empty());
            (awaits && made.bracket != '(' && !made.is_async).then_some(made)
        }
        _ => expression.children().into_iter().find_map(awaiting),
    }
}

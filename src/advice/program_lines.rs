//! Lines of a program at which a mistake may stand: those that hints of what happened are led to.

use std::collections::{BTreeMap, BTreeSet};

use super::side_effects::Program;
use super::syntax::{Expr, ExprKind, Stmt, StmtKind, walk};

/// Functions that run what they are given on a thread of its own.
const TO_THREAD: &[&str] = &["to_thread", "run_in_executor", "submit", "map", "Thread", "Timer"];

/// Lines of a program, by what stands on them.
#[derive(Debug, Default)]
pub(super) struct ProgramLines<'a> {
    /// Calls of `time.sleep` and of what waits for a network, but for those in functions that are only handed to threads.
    pub blocking_calls: Vec<u32>,
    /// Tasks that are made and not kept.
    pub thrown_away: BTreeSet<u32>,
    /// Calls that start a loop, those in coroutines first and then those in other functions.
    pub loops: Vec<u32>,
    calls: BTreeMap<&'a str, Vec<u32>>,
}

impl<'a> ProgramLines<'a> {
    /// Reads a program's statements.
    pub(super) fn of(program: &Program<'_, 'a>, statements: &[Stmt<'a>]) -> ProgramLines<'a> {
        let mut lines = ProgramLines::default();
        let mut in_threads = BTreeSet::new();
        walk(statements, &mut |statement| {
            if let StmtKind::Expr(value) = &statement.kind
                && makes_task(program, value)
            {
                lines.thrown_away.extend(statement.lines.0..=statement.lines.1);
            }
            for expression in statement.expressions() {
                lines.read(program, expression, &mut in_threads);
            }
        });
        let called: BTreeSet<&str> = lines.calls.keys().copied().collect();
        let mut in_helpers = Vec::new();
        for definition in &program.functions {
            let name = definition.function.name;
            let only_in_threads = in_threads.contains(name) && !called.contains(name);
            walk(&definition.function.body, &mut |statement| {
                for expression in statement.expressions() {
                    each_call(expression, &mut |call, function| {
                        let starts = program.is_of(function, "asyncio", &["run"])
                            || matches!(function.kind, ExprKind::Attribute(_, "run_until_complete" | "run_forever"));
                        match (starts, definition.function.is_async) {
                            (true, true) => lines.loops.push(call.line),
                            (true, false) => in_helpers.push(call.line),
                            (false, _) => {}
                        }
                        if only_in_threads {
                            lines.blocking_calls.retain(|line| *line != call.line);
                        }
                    });
                }
            });
        }
        lines.loops.append(&mut in_helpers);
        lines
    }

    fn read(&mut self, program: &Program<'_, 'a>, expression: &Expr<'a>, in_threads: &mut BTreeSet<&'a str>) {
        each_call(expression, &mut |call, function| {
            if let ExprKind::Name(name) | ExprKind::Attribute(_, name) = &function.kind {
                self.calls.entry(name).or_default().push(call.line);
                if let ExprKind::Call(_, arguments) = &call.kind
                    && TO_THREAD.contains(name)
                {
                    let last = arguments.iter().filter_map(|argument| match argument.value.kind {
                        ExprKind::Name(name) | ExprKind::Attribute(_, name) => Some(name),
                        _ => None,
                    });
                    in_threads.extend(last);
                }
            }
            if program.is_of(function, "time", &["sleep"]) || blocks_on_network(program, function) {
                self.blocking_calls.push(call.line);
            }
        });
    }

    /// The line that calls this function or method, if there is only one.
    pub(super) fn call(&self, name: &str) -> Option<u32> {
        match self.calls.get(name).map(Vec::as_slice) {
            Some([line]) => Some(*line),
            _ => None,
        }
    }

    /// True if this function or method is called on the line.
    pub(super) fn calls_on(&self, name: &str, line: u32) -> bool {
        self.calls.get(name).is_some_and(|lines| lines.contains(&line))
    }
}

/// Visits the calls in an expression, the outer before the inner, each with its function.
fn each_call<'t, 'a>(expression: &'t Expr<'a>, visit: &mut dyn FnMut(&'t Expr<'a>, &'t Expr<'a>)) {
    if let ExprKind::Call(function, _) = &expression.kind {
        visit(expression, function);
    }
    expression.children().into_iter().for_each(|child| each_call(child, visit));
}

/// True if a function holds the thread that calls it until an answer has come over a network: of requests, or `urlopen`.
pub(super) fn blocks_on_network(program: &Program, function: &Expr) -> bool {
    const OF_REQUESTS: &[&str] = &["delete", "get", "head", "options", "patch", "post", "put", "request"];
    program.is_of(function, "requests", OF_REQUESTS)
        || matches!(function.kind, ExprKind::Name("urlopen") | ExprKind::Attribute(_, "urlopen"))
}

/// True if an expression is a call that makes a task to which only the loop keeps a reference.
pub(super) fn makes_task(program: &Program, expression: &Expr) -> bool {
    let ExprKind::Call(function, _) = &expression.kind else { return false };
    let names = ["create_task", "ensure_future"];
    let of_loop = match &function.kind {
        ExprKind::Attribute(object, name) if names.contains(name) => match &object.kind {
            ExprKind::Name(name) | ExprKind::Attribute(_, name) => name.ends_with("loop"),
            ExprKind::Call(of, _) => {
                program.is_of(of, "asyncio", &["get_running_loop", "get_event_loop", "new_event_loop"])
            }
            _ => false,
        },
        _ => false,
    };
    of_loop || program.is_of(function, "asyncio", &names)
}

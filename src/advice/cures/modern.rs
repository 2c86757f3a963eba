//! Calls that current Python refuses, written as it wants them.

use super::edits::Edits;
use super::{Found, Outdated, Patient, collect};
use crate::advice::syntax::{Expr, ExprKind, Span, Stmt, StmtKind, walk};

/// Writes the outdated call on a line as it is written now.
pub(super) fn modernise(patient: &Patient, line: u32, outdated: &Outdated) -> Option<Edits> {
    match outdated {
        Outdated::EventLoop => run_in_place_of_loop(patient, line),
        Outdated::LoopArgument(name) => without_loop(patient, line, name),
        Outdated::WaitForCoroutines => tasks_to_wait_for(patient, line),
        Outdated::Decorator => asynchronous_function(patient, line),
    }
}

/// Starts the program with `asyncio.run`, where a loop was obtained for nothing else.
fn run_in_place_of_loop(patient: &Patient, line: u32) -> Option<Edits> {
    let Found { statement, in_async: None } = patient.statement(line)? else { return None };
    let StmtKind::Assign { targets, value: Some(value), operator: None } = &statement.kind else { return None };
    let ([target], ExprKind::Call(function, _)) = (&targets[..], &value.kind) else { return None };
    let name = target.name().filter(|_| patient.program.is_of(function, "asyncio", &["get_event_loop"]))?;
    let (mut uses, mut runs, mut closes) = (0, Vec::new(), Vec::new());
    walk(patient.statements, &mut |statement: &Stmt| {
        for expression in statement.expressions() {
            collect(expression, &mut |inner| {
                uses += usize::from(inner.name() == Some(name));
                let ExprKind::Call(function, arguments) = &inner.kind else { return };
                let ExprKind::Attribute(object, method) = &function.kind else { return };
                match (object.name() == Some(name), *method, &arguments[..]) {
                    (true, "run_until_complete", [coroutine]) => runs.push((inner.span, &coroutine.value)),
                    (true, "close", []) => closes.push(statement.span),
                    _ => {}
                }
            });
        }
    });
    let [(run, coroutine)] = runs[..] else { return None };
    // Only a coroutine can be run: no future, which would belong to another loop.
    let ExprKind::Call(of, _) = &coroutine.kind else { return None };
    let functions = patient.program.functions_named(of.name()?);
    let is_coroutine = functions.iter().any(|at| patient.program.functions[*at].function.is_async);
    if !is_coroutine || uses != 2 + closes.len() {
        return None;
    }
    let mut edits = Edits::default();
    let starts = patient.asyncio("run", &mut edits);
    edits.replace(run, format!("{starts}({})", patient.text(coroutine)));
    for span in closes.into_iter().chain([statement.span]) {
        let alone = patient.layout.is_alone(span).then(|| patient.layout.whole_lines(span))?;
        edits.replace(alone, "");
    }
    Some(edits)
}

/// Leaves the argument `loop` out.
fn without_loop(patient: &Patient, line: u32, name: &str) -> Option<Edits> {
    let Found { statement, .. } = patient.statement(line)?;
    let last = name.rsplit('.').next()?;
    let is_it =
        |function: &Expr| matches!(function.kind, ExprKind::Name(name) | ExprKind::Attribute(_, name) if name == last);
    let calls = patient.calls(statement, line, &is_it);
    let [call] = calls[..] else { return None };
    let ExprKind::Call(function, arguments) = &call.kind else { return None };
    let at = arguments.iter().position(|argument| argument.name == Some("loop"))?;
    let end = arguments[at].value.span.end;
    // From the end of what comes before it; a first argument takes the comma behind it along.
    let span = match at.checked_sub(1) {
        Some(before) => Span { start: arguments[before].value.span.end, end },
        None => {
            let start = function.span.end + patient.source[function.span.end..].find('(')? + 1;
            let next =
                arguments.get(1).map(|next| patient.source[..next.value.span.start].rfind(',').map(|comma| comma + 1));
            let end = next.flatten().unwrap_or(end);
            Span { start, end: end + patient.source[end..].len() - patient.source[end..].trim_start_matches(' ').len() }
        }
    };
    let mut edits = Edits::default();
    edits.replace(span, "");
    Some(edits)
}

/// Makes tasks of the coroutines that `asyncio.wait` is given.
fn tasks_to_wait_for(patient: &Patient, line: u32) -> Option<Edits> {
    let Found { statement, .. } = patient.statement(line)?;
    let calls = patient.calls(statement, line, &|function| patient.program.is_of(function, "asyncio", &["wait"]));
    let [call] = calls[..] else { return None };
    let ExprKind::Call(_, arguments) = &call.kind else { return None };
    let given = &arguments.first()?.value;
    let mut edits = Edits::default();
    let (makes, ensures) = (patient.asyncio("create_task", &mut edits), patient.asyncio("ensure_future", &mut edits));
    let elements = match &given.kind {
        ExprKind::Display('[' | '{' | '(', items) => items.iter().collect(),
        ExprKind::Comprehension(made) => made.elements.iter().collect(),
        // A name may stand for tasks as well as for coroutines.
        ExprKind::Name(name) => {
            let made = patient.unused(&["coroutine"]);
            edits.replace(given.span, format!("[{ensures}({made}) for {made} in {name}]"));
            return Some(edits);
        }
        _ => Vec::new(),
    };
    for element in elements {
        let ExprKind::Call(..) = element.kind else { continue };
        edits.replace(element.span, format!("{makes}({})", patient.text(element)));
    }
    Some(edits)
}

/// Makes an `async def` of a generator that `asyncio.coroutine` decorates.
fn asynchronous_function(patient: &Patient, line: u32) -> Option<Edits> {
    let mut found = None;
    walk(patient.statements, &mut |statement: &Stmt| {
        if let StmtKind::Function(function) = &statement.kind
            && statement.lines.0 <= line
            && line <= statement.lines.1
        {
            found = Some((statement, function));
        }
    });
    let (statement, function) = found?;
    let [decorator] = &function.decorators[..] else { return None };
    if !patient.program.is_of(decorator, "asyncio", &["coroutine"]) {
        return None;
    }
    let mut edits = Edits::default();
    let head = &patient.source[decorator.span.end..statement.span.end];
    let keyword = decorator.span.end + head.find("def ")?;
    edits.replace(Span { start: statement.span.start, end: keyword }, "async ");
    let mut is_clear = true;
    walk(&function.body, &mut |inner: &Stmt| {
        is_clear &= !matches!(inner.kind, StmtKind::Function(_) | StmtKind::Class { .. });
        for expression in inner.expressions() {
            collect(expression, &mut |inner| {
                let ExprKind::Yield(value) = &inner.kind else { return };
                let text = patient.text(inner);
                let from = text.strip_prefix("yield").map(str::trim_start).and_then(|rest| rest.strip_prefix("from "));
                match (from, value) {
                    (Some(_), Some(value)) => {
                        edits.replace(Span { start: inner.span.start, end: value.span.start }, "await ");
                    }
                    _ => is_clear = false,
                }
            });
        }
    });
    is_clear.then_some(edits)
}

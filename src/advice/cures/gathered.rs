//! Awaits one after another, gathered.

use super::edits::Edits;
use super::{Patient, collect};
use crate::advice::gathering::{Gathering, Shape, gatherings};
use crate::advice::syntax::{Comprehension, Expr, ExprKind, Span, Stmt, StmtKind};

/// Columns that a changed line may have before it is broken.
const MAX_COLUMNS: usize = 88;

/// Gathers the awaits of which a hint counts so many from this line on.
pub(super) fn gather(patient: &Patient, line: u32, count: usize) -> Option<Edits> {
    let all = gatherings(patient.source, patient.program);
    let (gathering, first) = all.iter().find_map(|gathering| Some((gathering, gathering.member(line)?)))?;
    match gathering.shape {
        Shape::Statements => {
            let (statements, awaits) = (&gathering.statements[first..], &gathering.awaits[first..]);
            let (statements, awaits) = (statements.get(..count)?, awaits.get(..count)?);
            assigned_at_once(patient, gathering, statements, awaits)
                .or_else(|| named_before(patient, statements[0], awaits))
        }
        Shape::Loop => for_loop(patient, gathering),
        Shape::Comprehension => comprehension(patient, gathering),
        Shape::Expression => {
            let statement = *gathering.statements.first()?;
            unpacked(patient, statement, &gathering.awaits)
                .or_else(|| named_before(patient, statement, &gathering.awaits))
        }
    }
}

/// The call in an await, as the program has it.
fn call<'a>(patient: &Patient<'_, 'a>, made: &Expr) -> Option<&'a str> {
    match &made.kind {
        ExprKind::Await(inner) => Some(&patient.source[inner.span.start..inner.span.end]),
        _ => None,
    }
}

/// `await asyncio.gather(...)` of these calls: on one line behind what stands before it, or on a line each.
fn gathered(gather: &str, calls: &[&str], margin: &str, before: usize) -> String {
    let line = format!("await {gather}({})", calls.join(", "));
    if before + line.len() <= MAX_COLUMNS && !line.contains('\n') {
        return line;
    }
    let rows: String = calls.iter().map(|call| format!("{margin}    {call},\n")).collect();
    format!("await {gather}(\n{rows}{margin})")
}

/// One assignment in place of several statements, each an await alone.
fn assigned_at_once(patient: &Patient, gathering: &Gathering, statements: &[&Stmt], awaits: &[&Expr]) -> Option<Edits> {
    let mut edits = Edits::default();
    let gather = patient.asyncio("gather", &mut edits);
    let (mut targets, mut calls) = (Vec::new(), Vec::new());
    for (statement, made) in statements.iter().zip(awaits) {
        calls.push(call(patient, made)?);
        targets.push(target(patient, statement, made)?);
        if !patient.layout.is_alone(statement.span) {
            return None;
        }
    }
    let named = || targets.iter().flatten();
    let twice = named().enumerate().any(|(at, (text, _))| named().take(at).any(|(before, _)| before == text));
    let (start, end) = (statements.first()?.span.start, statements.last()?.span.end);
    let between = || {
        let inside = |statement: &&&Stmt| start < statement.span.start && statement.span.start < end;
        gathering.between.iter().filter(inside)
    };
    // What stands between would see the new value of a name that it reads, and the order of other targets is theirs.
    let early = between().any(|statement| {
        let reads = |name: &str| statement.expressions().into_iter().any(|inner| inner.mentions(name));
        named().any(|(_, target)| {
            let names = target.bound();
            let later = statement.span.start < target.span.start;
            (names.is_empty() || names.iter().any(|name| reads(name))) && later
        })
    });
    if twice || early {
        return None;
    }
    let margin = patient.layout.margin(start);
    let left = match named().next() {
        None => String::new(),
        Some(_) => {
            let names = targets.iter().map(|target| target.as_ref().map_or("_", |(text, _)| text.as_str()));
            format!("{} = ", names.collect::<Vec<_>>().join(", "))
        }
    };
    let text = gathered(&gather, &calls, margin, margin.len() + left.len());
    edits.replace(statements.first()?.span, left + &text);
    for statement in &statements[1..] {
        edits.replace(patient.layout.whole_lines(statement.span), "");
    }
    Some(edits)
}

/// The target of a statement that is an await alone, in brackets if it has several parts; `Some(None)` if it has none, `None`
/// if the statement is of another form.
#[allow(clippy::type_complexity)]
fn target<'t, 'a>(
    patient: &Patient<'_, 'a>,
    statement: &'t Stmt<'a>,
    made: &Expr,
) -> Option<Option<(String, &'t Expr<'a>)>> {
    match &statement.kind {
        StmtKind::Expr(value) if value.span == made.span => Some(None),
        StmtKind::Assign { targets, value: Some(value), operator: None } if value.span == made.span => {
            let [target] = &targets[..] else { return None };
            // A type beside the name has no place in a tuple of targets: it goes.
            let sign = patient.source[target.span.end..value.span.start].trim();
            let text = patient.text(target);
            let text = match target.kind {
                ExprKind::Display(' ', _) => format!("({text})"),
                ExprKind::Starred(_) => return None,
                _ => text.into(),
            };
            (sign == "=" || sign.starts_with(':')).then_some(Some((text, target)))
        }
        _ => None,
    }
}

fn for_loop(patient: &Patient, gathering: &Gathering) -> Option<Edits> {
    let (statement, made) = (*gathering.statements.first()?, *gathering.awaits.first()?);
    let StmtKind::For { target, iterable, body, .. } = &statement.kind else { return None };
    let at = body.iter().position(|inner| inner.span.start <= made.span.start && made.span.end <= inner.span.end)?;
    let holder = &body[at];
    let mut edits = Edits::default();
    let gather = patient.asyncio("gather", &mut edits);
    let call = with_values(patient, made, &body[..at])?;
    let name = patient.text(target);
    let rounds = || format!("await {gather}(*({call} for {name} in {}))", patient.text(iterable));
    let whole = Span { start: statement.span.start, end: holder.span.end };
    if body.len() == 1 && matches!(&holder.kind, StmtKind::Expr(value) if value.span == made.span) {
        edits.replace(whole, rounds());
        return Some(edits);
    }
    if let Some(list) = appended(holder, made).filter(|_| body.len() == 1) {
        edits.replace(whole, format!("{}.extend({})", patient.text(list), rounds()));
        return Some(edits);
    }
    if !patient.layout.is_alone(holder.span) || !patient.layout.is_alone(statement_head(patient, statement)) {
        return None;
    }
    let margin = patient.layout.margin(statement.span.start);
    let items = twice(patient, iterable, statement, &mut edits);
    let results = patient.unused(&["results", "answers"]);
    let left = format!("{results} = ");
    let calls = format!("*({call} for {name} in {items})");
    let text = gathered(&gather, &[&calls], margin, margin.len() + left.len());
    edits.insert(statement.span.start, format!("{left}{text}\n{margin}"));
    let result = match target_name(holder, made).filter(|_| body.len() > 1) {
        Some(result) => {
            edits.replace(patient.layout.whole_lines(holder.span), "");
            result.to_string()
        }
        None => {
            let result = patient.unused(&["result", "answer"]);
            edits.replace(made.span, result.clone());
            result
        }
    };
    let name = match target.kind {
        ExprKind::Display(' ', _) => format!("({name})"),
        _ => name.into(),
    };
    let head = Span { start: target.span.start, end: iterable.span.end };
    edits.replace(head, format!("{name}, {result} in zip({items}, {results})"));
    Some(edits)
}

/// The text of an iterable that is gone through twice: a name for its values, given before the statement, if they might not
/// be there twice or are too long to be said twice.
fn twice(patient: &Patient, iterable: &Expr, statement: &Stmt, edits: &mut Edits) -> String {
    let text = patient.text(iterable);
    let given = match &iterable.kind {
        // Constants by custom; nobody writes the name of an iterator so.
        ExprKind::Name(name) if name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') => {
            return text.into();
        }
        ExprKind::Call(function, arguments)
            if function.name() == Some("range")
                && !arguments
                    .iter()
                    .any(|argument| argument.value.any(&|inner| matches!(inner.kind, ExprKind::Call(..)))) =>
        {
            return text.into();
        }
        ExprKind::Display('(' | '[', _) => text.to_string(),
        ExprKind::Display(' ', _) => format!("({text})"),
        _ => format!("list({text})"),
    };
    let items = patient.unused(&["items", "values", "inputs"]);
    let margin = patient.layout.margin(statement.span.start);
    edits.insert(statement.span.start, format!("{items} = {given}\n{margin}"));
    items
}

/// The head of a loop with its colon.
fn statement_head(patient: &Patient, statement: &Stmt) -> Span {
    let end = patient.source[statement.span.end..]
        .find(':')
        .map_or(statement.span.end, |colon| statement.span.end + colon + 1);
    Span { start: statement.span.start, end }
}

/// The call with the values of the names that the statements before it give, put in place of the names.
fn with_values(patient: &Patient, made: &Expr, before: &[Stmt]) -> Option<String> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for statement in before {
        let StmtKind::Assign { targets, value: Some(value), operator: None } = &statement.kind else { continue };
        let calls = value.any(&|inner| matches!(inner.kind, ExprKind::Call(..)));
        let names: Vec<&str> = targets.iter().flat_map(Expr::bound).collect();
        if !names.iter().any(|name| made.mentions(name)) {
            continue;
        }
        let ([name], false) = (&names[..], calls) else { return None };
        values.push((name, with(patient, value, value.span, &values)));
    }
    let ExprKind::Await(inner) = &made.kind else { return None };
    let text = with(patient, inner, inner.span, &values);
    (!text.contains('\n')).then_some(text)
}

/// The text of an expression with other texts in place of names.
fn with(patient: &Patient, expression: &Expr, span: Span, values: &[(&str, String)]) -> String {
    let mut names = Vec::new();
    collect(expression, &mut |inner| {
        if let Some((_, value)) = inner.name().and_then(|name| values.iter().rev().find(|(known, _)| *known == name)) {
            names.push((inner.span, value));
        }
    });
    names.sort_by_key(|(span, _)| span.start);
    let (mut text, mut at) = (String::new(), span.start);
    for (place, value) in names {
        let around = |c: Option<char>| c.is_none_or(|c| matches!(c, '(' | ')' | ',' | ' '));
        let (before, after) = (&patient.source[..place.start], &patient.source[place.end..]);
        let is_whole = around(before.chars().last()) && around(after.chars().next());
        text.push_str(&patient.source[at..place.start]);
        text.push_str(&if is_whole { value.clone() } else { format!("({value})") });
        at = place.end;
    }
    text + &patient.source[at..span.end]
}

/// The list to which a statement appends what is awaited, and nothing else.
fn appended<'t, 'a>(statement: &'t Stmt<'a>, made: &Expr) -> Option<&'t Expr<'a>> {
    let StmtKind::Expr(value) = &statement.kind else { return None };
    let ExprKind::Call(function, arguments) = &value.kind else { return None };
    match (&function.kind, &arguments[..]) {
        (ExprKind::Attribute(list, "append"), [only]) if only.value.span == made.span => Some(list),
        _ => None,
    }
}

/// The one name that an await alone is assigned to.
fn target_name<'a>(statement: &Stmt<'a>, made: &Expr) -> Option<&'a str> {
    match &statement.kind {
        StmtKind::Assign { targets, value: Some(value), operator: None } if value.span == made.span => {
            match &targets[..] {
                [target] => target.name(),
                _ => None,
            }
        }
        _ => None,
    }
}

fn comprehension(patient: &Patient, gathering: &Gathering) -> Option<Edits> {
    let (statement, made) = (*gathering.statements.first()?, *gathering.awaits.first()?);
    let mut whole = None;
    for expression in statement.expressions() {
        collect(expression, &mut |inner| {
            if let ExprKind::Comprehension(loops) = &inner.kind
                && loops.elements.iter().any(|element| element.span == made.span)
            {
                whole = Some((inner, &**loops));
            }
        });
    }
    let (whole, loops): (&Expr, &Comprehension) = whole?;
    let [(target, iterable, conditions)] = &loops.clauses[..] else { return None };
    let mut edits = Edits::default();
    let gather = patient.asyncio("gather", &mut edits);
    let call = call(patient, made)?;
    let text = match (loops.bracket, &loops.elements[..]) {
        ('[', [_]) => {
            // The loop with its conditions, up to the closing bracket.
            let rest = patient.source[target.span.start..whole.span.end - 1].trim_end();
            format!("await {gather}(*({call} for {rest}))")
        }
        ('{', [key, _])
            if conditions.is_empty()
                && patient.text(key) == patient.text(target)
                && patient.layout.is_alone(statement.span) =>
        {
            let items = twice(patient, iterable, statement, &mut edits);
            format!("dict(zip({items}, await {gather}(*({call} for {} in {items}))))", patient.text(target))
        }
        _ => return None,
    };
    let before = patient.source[..whole.span.start].trim_end().chars().last();
    let after = patient.source[whole.span.end..].trim_start_matches(' ').chars().next();
    let apart = matches!(before, Some('=' | '(' | ',')) || patient.source[..whole.span.start].ends_with("return ");
    let is_whole = apart && matches!(after, None | Some('\n' | '\r' | ')' | ',' | '#'));
    edits.replace(whole.span, if is_whole || text.starts_with("dict") { text } else { format!("({text})") });
    Some(edits)
}

/// A tuple of awaits that is unpacked at once.
fn unpacked(patient: &Patient, statement: &Stmt, awaits: &[&Expr]) -> Option<Edits> {
    let StmtKind::Assign { targets, value: Some(value), operator: None } = &statement.kind else { return None };
    let ([target], ExprKind::Display(' ', items)) = (&targets[..], &value.kind) else { return None };
    let whole = items.iter().map(|item| item.span).eq(awaits.iter().map(|made| made.span));
    if !whole || !matches!(target.kind, ExprKind::Display(..)) {
        return None;
    }
    let mut edits = Edits::default();
    let gather = patient.asyncio("gather", &mut edits);
    let calls: Vec<&str> = awaits.iter().map(|made| call(patient, made)).collect::<Option<_>>()?;
    let margin = patient.layout.margin(statement.span.start);
    let before = value.span.start - statement.span.start + margin.len();
    edits.replace(value.span, gathered(&gather, &calls, margin, before));
    Some(edits)
}

/// The results under names of their own before the first statement, and each name where its await stood.
fn named_before(patient: &Patient, statement: &Stmt, awaits: &[&Expr]) -> Option<Edits> {
    let names = ["first", "second", "third", "fourth", "fifth", "sixth"].get(..awaits.len())?;
    let names: Vec<String> = names.iter().map(|name| patient.unused(&[*name])).collect();
    let calls: Vec<&str> = awaits.iter().map(|made| call(patient, made)).collect::<Option<_>>()?;
    let mut edits = Edits::default();
    let gather = patient.asyncio("gather", &mut edits);
    let margin = patient.layout.is_alone(statement.span).then(|| patient.layout.margin(statement.span.start))?;
    let left = format!("{} = ", names.join(", "));
    let text = gathered(&gather, &calls, margin, margin.len() + left.len());
    edits.insert(statement.span.start, format!("{left}{text}\n{margin}"));
    for (made, name) in awaits.iter().zip(names) {
        edits.replace(made.span, name);
    }
    Some(edits)
}

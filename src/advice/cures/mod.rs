//! Cures: a program in which a hint is followed, where that can be done by rule.
//!
//! A cure changes the lines that the hint is about and leaves the rest as it stands. Where more than one change would do,
//! or the text does not show that the program stays the same but for its mistake, there is none.

mod edits;
mod gathered;
mod modern;

use edits::{Edits, Layout};

use crate::advice::Outdated;
use crate::advice::hints::{Hint, HintKind};
use crate::advice::program_lines::{blocks_on_network, makes_task};
use crate::advice::side_effects::Program;
use crate::advice::syntax::{Block, Expr, ExprKind, Imported, Stmt, StmtKind, parse, walk};

/// A program in which a hint is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// The changed source.
    pub source: String,
    /// The lines of it that are new or changed, in their order.
    pub lines: Vec<u32>,
}

/// Follows a hint on a program; `None` if that cannot be done by rule.
pub fn cure(source: &str, hint: &Hint) -> Option<Cure> {
    let statements = parse(source)?;
    let program = Program::new(&statements);
    let patient = Patient { source, statements: &statements, program: &program, layout: Layout::new(source) };
    let line = hint.line?;
    let edits = match &hint.what {
        HintKind::OneByOne(count, ..) => gathered::gather(&patient, line, *count)?,
        HintKind::NotKept => patient.keep_task(line)?,
        HintKind::NeverAwaited(name) => patient.await_call(line, name)?,
        HintKind::Blocked(_) => patient.sleep_asynchronously(line).or_else(|| patient.call_in_thread(line))?,
        HintKind::LoopInLoop => patient.await_in_place_of_run(line)?,
        HintKind::Outdated(outdated) => modern::modernise(&patient, line, outdated)?,
        HintKind::Destroyed(_) | HintKind::NeverRetrieved(_) | HintKind::Deadlock(_) => return None,
    };
    let cure = edits.apply(source);
    // A change that this module would not understand itself is none.
    parse(&cure.source)?;
    (cure.source != source).then_some(cure)
}

/// A program that is to be changed.
struct Patient<'t, 'a> {
    source: &'a str,
    statements: &'t [Stmt<'a>],
    program: &'t Program<'t, 'a>,
    layout: Layout<'a>,
}

/// A statement with what stands around it.
#[derive(Clone, Copy)]
struct Found<'t, 'a> {
    statement: &'t Stmt<'a>,
    /// True if the innermost function around it is asynchronous; `None` outside functions.
    in_async: Option<bool>,
}

impl<'t, 'a> Patient<'t, 'a> {
    fn text(&self, expression: &Expr) -> &'a str {
        &self.source[expression.span.start..expression.span.end]
    }

    /// The innermost statement on a line; `None` if there are several side by side.
    fn statement(&self, line: u32) -> Option<Found<'t, 'a>> {
        let mut found = Vec::new();
        find(self.statements, line, None, &mut found);
        match found[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The calls on a line of one statement for which `is` holds, the outer before the inner.
    fn calls(&self, statement: &'t Stmt<'a>, line: u32, is: &dyn Fn(&Expr<'a>) -> bool) -> Vec<&'t Expr<'a>> {
        let mut found = Vec::new();
        for expression in statement.expressions() {
            collect(expression, &mut |inner| {
                if let ExprKind::Call(function, _) = &inner.kind
                    && inner.line == line
                    && is(function)
                {
                    found.push(inner);
                }
            });
        }
        found
    }

    /// A function of asyncio as this program calls it; adds an import if it has none.
    fn asyncio(&self, name: &str, edits: &mut Edits) -> String {
        let bound = |attribute| {
            let real = Imported { module: "asyncio", attribute };
            self.program.imports.iter().find(|(_, known)| **known == real).map(|(bound, _)| *bound)
        };
        if let Some(module) = bound(None) {
            return format!("{module}.{name}");
        }
        if let Some(function) = bound(Some(name)) {
            return function.into();
        }
        // What is imported from the future stays first.
        let imports = |statement: &&Stmt| match &statement.kind {
            StmtKind::Import(names) => names.iter().all(|(_, imported)| imported.module != "__future__"),
            _ => false,
        };
        if let Some(first) = self.statements.iter().find(imports) {
            edits.insert(first.span.start, "import asyncio\n");
        }
        format!("asyncio.{name}")
    }

    /// The first of these names, or the first with a number, that the program does not use.
    fn unused(&self, names: &[&str]) -> String {
        let is_used =
            |name: &str| self.source.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
        let numbered = (2..).flat_map(|number| names.iter().map(move |name| format!("{name}_{number}")));
        let all = names.iter().map(|name| (*name).to_string()).chain(numbered);
        all.into_iter().find(|name| !is_used(name)).unwrap_or_default()
    }

    /// Keeps a task in a set until it is done, as asyncio's own documentation does.
    fn keep_task(&self, line: u32) -> Option<Edits> {
        let Found { statement, .. } = self.statement(line)?;
        let StmtKind::Expr(value) = &statement.kind else { return None };
        let is_kept_here = makes_task(self.program, value) && self.layout.is_alone(statement.span);
        let margin = self.layout.margin(is_kept_here.then_some(statement.span.start)?);
        let (task, set) = (self.unused(&["task"]), self.unused(&["background_tasks"]));
        let mut edits = Edits::default();
        edits.insert(value.span.start, format!("{task} = "));
        let kept = format!("\n{margin}{set}.add({task})\n{margin}{task}.add_done_callback({set}.discard)");
        edits.insert(value.span.end, kept);
        // Behind the imports at the top; the text before them may be about the whole program.
        let imports = |statement: &&Stmt| matches!(statement.kind, StmtKind::Import(_));
        let last = self.statements.iter().skip_while(|statement| !imports(statement)).take_while(imports).last()?;
        edits.insert(last.span.end, format!("\n\n{set} = set()"));
        Some(edits)
    }

    /// Awaits a coroutine that is thrown away, or runs it if no loop is there.
    fn await_call(&self, line: u32, name: &str) -> Option<Edits> {
        let Found { statement, in_async } = self.statement(line)?;
        let last = name.rsplit('.').next()?;
        let is_it = |function: &Expr| matches!(function.kind, ExprKind::Name(name) | ExprKind::Attribute(_, name) if name == last);
        let calls = self.calls(statement, line, &is_it);
        let [call] = calls[..] else { return None };
        let whole = match &statement.kind {
            StmtKind::Expr(value) => value,
            StmtKind::Assign { targets, value: Some(value), operator: None } => {
                // What is awaited later, on another way through the program, is a coroutine for good reason.
                let names: Vec<&str> = targets.iter().flat_map(Expr::bound).collect();
                let mut is_awaited = false;
                walk(self.statements, &mut |statement| {
                    let awaits = statement.expressions().into_iter().flat_map(Expr::awaits);
                    is_awaited |= awaits.into_iter().any(|made| names.iter().any(|name| made.mentions(name)));
                });
                (!is_awaited).then_some(value)?
            }
            _ => return None,
        };
        if whole.span != call.span {
            return None;
        }
        let mut edits = Edits::default();
        match in_async {
            Some(true) => edits.insert(call.span.start, "await "),
            Some(false) => return None,
            None => {
                let run = self.asyncio("run", &mut edits);
                edits.replace(call.span, format!("{run}({})", self.text(call)));
            }
        }
        Some(edits)
    }

    /// Sleeps as a task does, in a function that may.
    fn sleep_asynchronously(&self, line: u32) -> Option<Edits> {
        let Found { statement, in_async } = self.statement(line)?;
        let StmtKind::Expr(value) = &statement.kind else { return None };
        let ExprKind::Call(function, _) = &value.kind else { return None };
        if in_async != Some(true) || !self.program.is_of(function, "time", &["sleep"]) {
            return None;
        }
        let mut edits = Edits::default();
        let sleep = self.asyncio("sleep", &mut edits);
        edits.replace(function.span, format!("await {sleep}"));
        Some(edits)
    }

    /// Gives a call that waits for a network to a thread, in a function that may await that.
    fn call_in_thread(&self, line: u32) -> Option<Edits> {
        let Found { statement, in_async } = self.statement(line)?;
        let calls = self.calls(statement, line, &|function| blocks_on_network(self.program, function));
        let ([call], Some(true)) = (&calls[..], in_async) else { return None };
        let ExprKind::Call(function, _) = &call.kind else { return None };
        let arguments = self.source[function.span.end..call.span.end].trim().strip_prefix('(')?.strip_suffix(')')?;
        let mut edits = Edits::default();
        let to_thread = self.asyncio("to_thread", &mut edits);
        let comma = if arguments.trim().is_empty() { "" } else { ", " };
        let awaited = format!("await {to_thread}({}{comma}{arguments})", self.text(function));
        edits.replace(call.span, if self.goes_on(call) { format!("({awaited})") } else { awaited });
        Some(edits)
    }

    /// True if something of what an expression gives is used at once, which binds closer than `await`.
    fn goes_on(&self, expression: &Expr) -> bool {
        self.source[expression.span.end..].starts_with(['.', '[', '('])
    }

    /// Awaits the coroutine for which a loop was to be started.
    fn await_in_place_of_run(&self, line: u32) -> Option<Edits> {
        let Found { statement, in_async } = self.statement(line)?;
        let starts = |function: &Expr<'a>| {
            self.program.is_of(function, "asyncio", &["run"])
                || matches!(function.kind, ExprKind::Attribute(_, "run_until_complete"))
        };
        let calls = self.calls(statement, line, &starts);
        let ([call], Some(true)) = (&calls[..], in_async) else { return None };
        let ExprKind::Call(_, arguments) = &call.kind else { return None };
        let [coroutine] = &arguments[..] else { return None };
        let awaited = format!("await {}", self.text(&coroutine.value));
        let mut edits = Edits::default();
        edits.replace(call.span, if self.goes_on(call) { format!("({awaited})") } else { awaited });
        Some(edits)
    }
}

/// Finds the statements on a line that hold no other statement there.
fn find<'t, 'a>(block: &'t [Stmt<'a>], line: u32, in_async: Option<bool>, found: &mut Vec<Found<'t, 'a>>) {
    for statement in block {
        let before = found.len();
        match &statement.kind {
            StmtKind::Function(function) => find(&function.body, line, Some(function.is_async), found),
            StmtKind::Class { body, .. } => find(body, line, in_async, found),
            _ => statement.blocks().into_iter().for_each(|block: &Block| find(block, line, in_async, found)),
        }
        if found.len() == before && statement.lines.0 <= line && line <= statement.lines.1 {
            found.push(Found { statement, in_async });
        }
    }
}

/// Visits an expression and those inside it, the outer before the inner.
fn collect<'t, 'a>(expression: &'t Expr<'a>, visit: &mut dyn FnMut(&'t Expr<'a>)) {
    visit(expression);
    expression.children().into_iter().for_each(|child| collect(child, visit));
}

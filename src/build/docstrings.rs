//! Takes docstrings out of a module's text, so that assertions stay: the compiler's own levels leave out docstrings only
//! with assertions, and programs run into those of packages.

use rustpython_compiler::ast::visitor::{Visitor, walk_stmt};
use rustpython_compiler::ast::{Expr, ModModule, Stmt};
use rustpython_compiler::parser::parse_module;

/// The text without docstrings, each line where it was. One that does not parse is left to the compiler to report.
///
/// Docstrings of decorated classes stay: `dataclass` writes one where there is none, which takes longer than to load one.
pub fn without_docstrings(source: &str) -> String {
    let Ok(parsed) = parse_module(source) else { return source.into() };
    let mut found = Docstrings(Vec::new());
    let module: &ModModule = parsed.syntax();
    // Nothing may stand before an import from `__future__`.
    if let Some((from, to)) = docstring(&module.body).filter(|(_, to)| ends_line(&source[*to..])) {
        found.0.push((from, to, false));
    }
    for statement in &module.body {
        found.visit_stmt(statement);
    }
    found.0.sort_unstable();
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for (from, to, stands) in found.0 {
        let breaks = "\n".repeat(source[from..to].matches('\n').count());
        text.push_str(&source[done..from]);
        // A body needs a statement; this one compiles to nothing.
        text.push_str(&match (stands, breaks.is_empty()) {
            (false, _) => breaks,
            (true, true) => "0".into(),
            (true, false) => format!("(0{breaks})"),
        });
        done = to;
    }
    text.push_str(&source[done..]);
    text
}

/// Docstrings: from where to where, and whether a statement has to stand in their place.
struct Docstrings(Vec<(usize, usize, bool)>);

impl<'a> Visitor<'a> for Docstrings {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let body = match statement {
            Stmt::FunctionDef(function) => Some(&function.body),
            Stmt::ClassDef(class) if class.decorator_list.is_empty() => Some(&class.body),
            _ => None,
        };
        if let Some((from, to)) = body.and_then(|body| docstring(body)) {
            self.0.push((from, to, true));
        }
        walk_stmt(self, statement);
    }

    // Statements are in no expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// The place of the docstring with which a body begins.
fn docstring(body: &[Stmt]) -> Option<(usize, usize)> {
    let Stmt::Expr(statement) = body.first()? else { return None };
    let Expr::StringLiteral(text) = &*statement.value else { return None };
    Some((text.range.start().to_usize(), text.range.end().to_usize()))
}

/// Tells if no other statement stands on the rest of a line.
fn ends_line(rest: &str) -> bool {
    rest.lines().next().is_none_or(|line| line.trim_start().is_empty() || line.trim_start().starts_with('#'))
}

//! Python source as a tree: as much of its grammar as advice needs to tell what a statement reads, writes and awaits.
//!
//! The page has the text of a program and no interpreter, whose own parser would make its download tenfold. Operators
//! have no precedence here, since nothing is computed. Source that is not understood gives no tree, and no advice that
//! would need one.

mod expression_parser;
mod python_tokens;
mod python_tree;
mod statement_parser;

pub(crate) use python_tree::{
    Argument, Block, Comprehension, Expr, ExprKind, Function, Imported, Span, Stmt, StmtKind, walk,
};

/// Reads a whole program; `None` if any of it is not understood.
pub(crate) fn parse(source: &str) -> Option<Vec<Stmt<'_>>> {
    statement_parser::program(source)
}

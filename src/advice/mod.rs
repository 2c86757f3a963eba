//! Advice on a run and on the program behind it, as a teacher would give it: hints, outdated calls.
//!
//! Advice reads a record and the text of its program; it records nothing and draws nothing.

#![warn(missing_docs)]

pub mod advice_message;
mod call_names;
pub mod cures;
mod gathering;
pub mod hints;
mod outdated;
mod program_lines;
mod sequences;
mod side_effects;
mod syntax;

pub use outdated::Outdated;

use crate::trace::Trace;
use cures::{Cure, cure};
use hints::{Hint, hints};

/// A hint on a run, with its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The hint.
    pub hint: Hint,
    /// The program in which the hint is followed, where that can be done by rule.
    pub cure: Option<Cure>,
}

/// Returns the advice on a program's run in the order of its lines; `file` is the program's name in the record.
pub fn advise(trace: &Trace, file: &str, source: &str) -> Vec<Advice> {
    let with_cure = |hint: Hint| Advice { cure: cure(source, &hint), hint };
    hints(trace, file, source).into_iter().map(with_cure).collect()
}

//! Lessons that anyone can write: one Markdown file whose programs the reader predicts, runs, compares and mends.
//!
//! Everything here is a function of texts and records. A lesson comes from anywhere, so any text is a lesson: what is not
//! understood is shown as it stands, with a sentence that says why. No part of it is ever read as HTML.
//!
//! This room stands outside of the page since the command line checks records by the same rules (`loopline check`), and
//! above `i18n` since a broken rule is a sentence.

#![warn(missing_docs)]

mod broken_rules;
mod exercises;
mod lesson_faults;
mod markup;
mod rule_text;

pub use broken_rules::{BrokenRule, broken_rules};
pub use exercises::{
    Check, Exercise, ExerciseKind, LONGEST_LESSON, LONGEST_PROGRAM, Lesson, LessonPart, LessonProgram, MOST_EXERCISES,
    ProgramText,
};
pub use lesson_faults::{Fault, LessonFault};
pub use markup::{Block, Fence, Inline, read_blocks, read_inlines};
pub use rule_text::{Rule, RuleFault, read_rule, read_time};

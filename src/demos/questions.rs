//! The questions of the course: which demo is run, with what, and what the reader is asked about the run.
//!
//! No answer stands here: it is made of the record of the run that the reader's answer is compared with. `tests/page/predict.rs`
//! makes each question and answers it.

use super::{Args, Chapter, Demo, find};

/// Kinds of questions about a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// The order of the lines that are printed.
    Order,
    /// The waiter that is served first.
    First,
    /// The way in which the run ends.
    Ending,
    /// The time that the run takes.
    Elapsed,
}

impl QuestionKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [QuestionKind; 4] =
        [QuestionKind::Order, QuestionKind::First, QuestionKind::Ending, QuestionKind::Elapsed];

    /// Returns the name under which a device remembers it.
    pub fn word(self) -> &'static str {
        match self {
            QuestionKind::Order => "order",
            QuestionKind::First => "first",
            QuestionKind::Ending => "ending",
            QuestionKind::Elapsed => "elapsed",
        }
    }
}

/// A question of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The demo's id.
    pub demo: &'static str,
    /// The parameters that differ from the demo's own, as in its address: `variant=tasks&first=2`.
    pub args: &'static str,
    /// The kind.
    pub kind: QuestionKind,
}

impl Question {
    /// Returns the demo.
    pub fn lesson(&self) -> Option<&'static Demo> {
        find(self.demo)
    }

    /// Returns the parameters with which the demo is run; `None` if one of them is none of the demo's.
    pub fn values(&self) -> Option<Args> {
        let demo = self.lesson()?;
        let mut args = Args::defaults(demo);
        for pair in self.args.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=')?;
            args.set(demo, name, value).ok()?;
        }
        Some(args)
    }

    /// Returns the name under which a device remembers that it was answered: one word.
    pub fn name(&self) -> String {
        format!("{}?{}:{}", self.demo, self.args, self.kind.word())
    }

    /// Returns the address of the demo with these parameters, from the `#` on.
    pub fn href(&self) -> String {
        let query = if self.args.is_empty() { "" } else { "?" };
        format!("#/demo/{}{query}{}", self.demo, self.args)
    }
}

/// Returns the questions of a chapter, in their order.
pub fn questions_of(chapter: Chapter) -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(move |question| question.lesson().is_some_and(|demo| demo.chapter == chapter))
}

/// Writes the table with few words.
macro_rules! questions {
    ($($demo:literal $args:literal $kind:ident,)*) => {
        &[$(Question { demo: $demo, args: $args, kind: QuestionKind::$kind },)*]
    };
}

/// The questions, in the course's order.
pub static QUESTIONS: &[Question] = questions! {
    "errands" "variant=concurrent" Order,
    "errands" "variant=concurrent" Elapsed,
    "errands" "variant=asynchronous" Elapsed,
    "models" "variant=interleaved" Order,
    "blocking" "" Order,
    "blocking" "variant=awaiting" Elapsed,

    "nested-await" "" Order,
    "await-vs-task" "" Elapsed,
    "await-vs-task" "variant=tasks" Order,
    "await-vs-task" "variant=tasks" Elapsed,
    "task" "" Order,
    "turns" "" Order,
    "call-soon" "" Order,

    "gather" "" Order,
    "await-in-order" "" Order,
    "await-in-order" "" Elapsed,
    "as-completed" "" Order,
    "gather-errors" "" Order,
    "timeout" "" Order,
    "cancel" "" Order,
    "task-group" "" Order,

    "queue" "" Order,
    "bounded-queue" "" Order,
    "semaphore" "" First,
    "semaphore" "" Elapsed,
    "condition" "" Order,
    "barrier" "" Order,
    "deadlock" "" Ending,

    "async-context" "variant=nested" Order,
    "async-context" "variant=error" Order,
    "async-iterator" "" Order,
    "async-generator" "" Order,
    "async-generator" "variant=left-early" Order,

    "iterator" "" Order,
    "generator" "" Order,
    "delegation" "" Order,
    "scheduler" "" Order,
    "busy-wait" "variant=awaitable" Order,

    "workloads" "variant=io" Elapsed,
    "cpu-in-async" "" Order,
    "cpu-in-async" "variant=yielding" Order,
    "threads-gil" "" Elapsed,
    "to-thread" "" Order,
    "resources" "" Elapsed,

    "http-gather" "" Elapsed,
    "http-wait" "" Order,
    "deferred" "variant=x" Order,
    "channels" "" Order,
    "promise" "" Order,
    "chat" "" Order,
};

//! What a Python program may have at most. A run that goes beyond ends there, and its record says why; only of its
//! generators no more is recorded, and the program goes on.

use crate::trace::{Kind, Trace, WarningCode};

/// What there is a limit of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Events of the record.
    Events,
    /// Bytes that were printed: [`Limit::OUTPUT`].
    Output,
    /// Tasks that are not done: [`Limit::TASKS`].
    Tasks,
    /// Turns of the loop between which time does not move: [`Limit::TURNS`].
    Turns,
    /// Looks at a clock that does not move: [`Limit::LOOKS`].
    Looks,
    /// Resumptions of generators: [`Limit::RESUMPTIONS`].
    Resumptions,
}

impl Limit {
    /// The most bytes.
    pub const OUTPUT: usize = 640 * 1024;
    /// The most tasks.
    pub const TASKS: usize = 10_000;
    /// The most turns.
    pub const TURNS: u32 = 100_000;
    /// The most looks: busy waiting is to end soon, and no program that prints the time is to meet it.
    pub const LOOKS: u32 = 1_000_000;
    /// The most resumptions.
    pub const RESUMPTIONS: u32 = 5_000;

    const ALL: [Limit; 6] =
        [Limit::Events, Limit::Output, Limit::Tasks, Limit::Turns, Limit::Looks, Limit::Resumptions];

    /// How the record says it, in English.
    pub fn text(self) -> &'static str {
        match self {
            Limit::Events => "the record has reached its limit",
            Limit::Output => "640 KB are printed, which is the limit",
            Limit::Tasks => "10,000 tasks are alive, which is the limit",
            Limit::Turns => "100,000 turns have passed and no time, which is the limit",
            Limit::Looks => {
                "the program has looked at the clock 1,000,000 times and no time has passed, which is the limit"
            }
            Limit::Resumptions => "5,000 resumptions of generators are recorded, which is the limit",
        }
    }

    /// The limit that ended a record, if its status is that one did.
    pub fn reached(trace: &Trace) -> Limit {
        let ending = |limit: &Limit| *limit != Limit::Resumptions;
        let said = trace.kinds().iter().rev().find_map(|kind| match kind {
            Kind::Warning { code: WarningCode::Limit, text, .. } => Limit::of(trace.text(*text)).filter(ending),
            _ => None,
        });
        said.unwrap_or(Limit::Events)
    }

    /// The limit of which a record says this.
    pub fn of(text: &str) -> Option<Limit> {
        Limit::ALL.into_iter().find(|limit| limit.text() == text)
    }
}

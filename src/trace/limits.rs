//! Limits of a Python program. A run that exceeds one ends there, and its record names the limit; beyond the limit of
//! generator resumptions only recording stops, and the program runs on. The reader's patience is one of them.

use crate::trace::{EventKind, Trace, WarningCode};

/// Limited quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Events of the record.
    Events,
    /// Bytes that were printed: [`Limit::OUTPUT`].
    Output,
    /// Tasks that are not done: [`Limit::TASKS`].
    Tasks,
    /// Turns of the loop between which nothing is waited for: [`Limit::TURNS`].
    Turns,
    /// Looks at the clock between which nothing is waited for: [`Limit::LOOKS`].
    Looks,
    /// Waits of threads between which nothing is recorded: [`Limit::WAITS`].
    Waits,
    /// Resumptions of generators: [`Limit::RESUMPTIONS`].
    Resumptions,
    /// Stacks of threads or processes that have to take turns, of which the host suspends none.
    Stacks,
    /// Patience of the reader, who has stopped the run: the only one whose record ends with
    /// [`Status::Stopped`](super::Status::Stopped).
    Patience,
}

impl Limit {
    /// Most bytes of output.
    pub const OUTPUT: usize = 640 * 1024;
    /// Most tasks that are not done.
    pub const TASKS: usize = 20_000;
    /// Most turns of the loop between which nothing is waited for.
    pub const TURNS: u32 = 100_000;
    /// Most looks at the clock between which nothing is waited for. Busy waiting is to end soon, yet no program that prints the time
    /// should meet the limit.
    pub const LOOKS: u32 = 1_000_000;
    /// Most waits of threads, the main one among them, between which nothing is recorded. A heartbeat that says nothing
    /// would go on for ever, since on these clocks waiting costs nothing.
    pub const WAITS: u32 = 200_000;
    /// Most resumptions of generators that are recorded.
    pub const RESUMPTIONS: u32 = 5_000;

    const ALL: [Limit; 9] = [
        Limit::Events,
        Limit::Output,
        Limit::Tasks,
        Limit::Turns,
        Limit::Looks,
        Limit::Waits,
        Limit::Resumptions,
        Limit::Stacks,
        Limit::Patience,
    ];

    /// Message of the record when this limit is reached, in English.
    pub fn text(self) -> &'static str {
        match self {
            Limit::Events => "the record has reached its limit",
            Limit::Output => "640 KB are printed, which is the limit",
            Limit::Tasks => "20,000 tasks are alive, which is the limit",
            Limit::Turns => "100,000 turns have passed without a wait, which is the limit",
            Limit::Looks => "the program has looked at the clock 1,000,000 times without a wait, which is the limit",
            Limit::Waits => "the program has waited 200,000 times and nothing has happened, which is the limit",
            Limit::Resumptions => "5,000 resumptions of generators are recorded, which is the limit",
            Limit::Stacks => {
                "the threads or processes of this program have to take turns, for which a browser has to suspend their \
                 stacks, and this one cannot: run it in a current Chrome, Edge or Firefox, or on the command line"
            }
            Limit::Patience => "the run is stopped by hand",
        }
    }

    /// Message of an older record: of a clock that never moved by itself, or of another limit.
    fn former_text(self) -> Option<&'static str> {
        match self {
            Limit::Turns => Some("100,000 turns have passed and no time, which is the limit"),
            Limit::Looks => {
                Some("the program has looked at the clock 1,000,000 times and no time has passed, which is the limit")
            }
            Limit::Tasks => Some("10,000 tasks are alive, which is the limit"),
            Limit::Events | Limit::Output | Limit::Waits | Limit::Resumptions | Limit::Stacks | Limit::Patience => None,
        }
    }

    /// Returns the limit that ended a record whose status is [`Status::Limit`](super::Status::Limit).
    pub fn reached(trace: &Trace) -> Limit {
        let ending = |limit: &Limit| *limit != Limit::Resumptions;
        let said = trace.kinds().iter().rev().find_map(|kind| match kind {
            EventKind::Warning { code: WarningCode::Limit, text, .. } => Limit::of(trace.text(*text)).filter(ending),
            _ => None,
        });
        said.unwrap_or(Limit::Events)
    }

    /// Returns the limit that this message names; `None` if the text is no such message.
    pub fn of(text: &str) -> Option<Limit> {
        Limit::ALL.into_iter().find(|limit| limit.text() == text || limit.former_text() == Some(text))
    }
}

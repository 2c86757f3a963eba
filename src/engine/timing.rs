//! The timing of a run: three words that code, page and command line share.

use crate::clock::Micros;

/// The way in which time passes in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// A virtual clock; computing takes no time, but for [`Timing::TURNS_AT_REST`] and [`Timing::LOOKS_AT_REST`]. The same
    /// program has the same record, byte for byte.
    #[default]
    Exact,
    /// A virtual clock; computing takes what it took. Two runs differ in their times.
    Measured,
    /// Paced by wall time: a wait takes as long as it says, divided by the rate.
    Live,
}

impl Timing {
    /// The turns of the loop that pass on an exact clock before each further one moves it by [`Timing::TURN`], until
    /// something is waited for. A program that yields until a timer is due would never get on otherwise; nearly all others
    /// take fewer turns at one moment.
    pub const TURNS_AT_REST: u32 = 10_000;
    /// The looks at an exact clock that pass before each further one moves it by [`Timing::LOOK`]: for a program that looks at
    /// the clock until it shows some moment.
    pub const LOOKS_AT_REST: u32 = 100_000;
    /// The time of a turn beyond those. Long beside the 20 μs of CPython's: a second takes 1,000 turns, which fit into a record.
    pub const TURN: Micros = Micros::from_millis(1);
    /// The time of a look beyond those.
    pub const LOOK: Micros = Micros(100);

    /// True if computing takes the time that it took: a second run has another record.
    pub fn measures(self) -> bool {
        match self {
            Timing::Exact => false,
            Timing::Measured | Timing::Live => true,
        }
    }
}

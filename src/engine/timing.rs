//! The timing of a run: three words that code, page and command line share.

/// The way in which time passes in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// A virtual clock; computing takes no time. The same program has the same record, byte for byte.
    #[default]
    Exact,
    /// A virtual clock; computing takes what it took. Two runs differ in their times.
    Measured,
    /// Paced by wall time: a wait takes as long as it says, divided by the rate.
    Live,
}

impl Timing {
    /// True if computing takes the time that it took: a second run has another record.
    pub fn measures(self) -> bool {
        match self {
            Timing::Exact => false,
            Timing::Measured | Timing::Live => true,
        }
    }
}

//! The clock that a program sees: it jumps while the program waits, and stands still or follows wall time while it computes.

use crate::clock::Micros;
use crate::trace::Limit;

/// The way in which a program's clock goes on while the program computes. While the program waits, the clock jumps in either mode.
#[derive(Clone, Copy, Debug, Default)]
pub enum ClockMode {
    /// Computing takes no time: the same program has the same record, byte for byte.
    #[default]
    Exact,
    /// Computing takes the wall time that it took, as read from this function. Only differences of its values matter.
    Measured(fn() -> Micros),
}

impl ClockMode {
    fn wall(self) -> Micros {
        match self {
            ClockMode::Exact => Micros::ZERO,
            ClockMode::Measured(wall) => wall(),
        }
    }
}

/// A program's clock, in microseconds since the program began.
pub(in crate::python) struct ProgramClock {
    mode: ClockMode,
    /// The time at the last reading.
    now: Micros,
    /// Wall time at the last reading.
    wall: Micros,
    /// The time of the program's latest look at the clock, and the number of looks at that time.
    latest_look: (Micros, u32),
}

impl ProgramClock {
    pub fn new(mode: ClockMode) -> ProgramClock {
        ProgramClock { mode, now: Micros::ZERO, wall: mode.wall(), latest_look: (Micros::ZERO, 0) }
    }

    /// Reads the clock.
    pub fn now(&mut self) -> Micros {
        let wall = self.mode.wall();
        self.now = self.now + (wall - self.wall);
        self.wall = wall;
        self.now
    }

    /// The time at the last reading.
    pub fn last_reading(&self) -> Micros {
        self.now
    }

    /// Reads the clock for the program itself.
    pub fn look(&mut self) -> Micros {
        let now = self.now();
        let (time, looks) = self.latest_look;
        self.latest_look = (now, if time == now { looks + 1 } else { 1 });
        now
    }

    /// Tells if the program has looked at the clock more often at one time than [`Limit::LOOKS`]: on an exact clock, a loop
    /// that computes until some time has passed would never end.
    pub fn is_stared_at(&self) -> bool {
        self.latest_look.1 > Limit::LOOKS
    }

    /// Leaves out the wall time since the last reading, in which the program was held back.
    pub fn leave_out_wall(&mut self) {
        self.wall = self.mode.wall();
    }

    /// Jumps to a moment, unless that has passed.
    pub fn advance_to(&mut self, moment: Micros) {
        self.now = self.now().max(moment);
    }

    /// Goes back to a moment: the body of a thread has run ahead of all others.
    pub fn set_back(&mut self, moment: Micros) {
        self.leave_out_wall();
        self.now = moment;
    }
}

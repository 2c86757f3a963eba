//! The clock that a program sees: it jumps while the program waits, and stands still or follows wall time while it computes.
//!
//! A program that waits by looking at a clock that stands still, or by yielding until a timer is due, would never get on. So
//! an exact clock moves after all: once [`Timing::TURNS_AT_REST`] turns or [`Timing::LOOKS_AT_REST`] looks have passed and it
//! has not jumped, each further one moves it. Nearly all programs take fewer, and their computing takes no time.

use crate::clock::Micros;
use crate::engine::Timing;
use crate::trace::Limit;

/// The resolution of the selector in which CPython's loop waits: it waits whole milliseconds, rounded up, and timers that are
/// due by then share a turn. On a measured clock, where two calls that set timers are some time apart, they do so here, too.
const SELECTOR_STEP: Micros = Micros(1_000);

/// The time that a program on a measured clock may take without a wait before it is stopped at [`Limit::TURNS`].
const MOST_SPINNING: Micros = Micros(20_000_000);

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
#[derive(Clone)]
pub(in crate::python) struct ProgramClock {
    mode: ClockMode,
    /// The time at the last reading.
    now: Micros,
    /// Wall time at the last reading.
    wall: Micros,
    /// The time of the program in a unit of wall time while it computes.
    factor: f64,
    since_wait: SinceWait,
    /// The time of the last event.
    recorded: Micros,
}

/// The turns and looks since the clock has last jumped, and the moment at which it did.
#[derive(Clone, Copy, Default)]
struct SinceWait {
    moment: Micros,
    turns: u32,
    looks: u32,
}

impl ProgramClock {
    pub fn new(mode: ClockMode) -> ProgramClock {
        ProgramClock {
            mode,
            now: Micros::ZERO,
            wall: mode.wall(),
            factor: 1.0,
            since_wait: SinceWait::default(),
            recorded: Micros::ZERO,
        }
    }

    /// Reads the clock.
    pub fn now(&mut self) -> Micros {
        let wall = self.mode.wall();
        let took = wall - self.wall;
        self.now = self.now + if self.factor == 1.0 { took } else { Micros((took.0 as f64 * self.factor) as u64) };
        self.wall = wall;
        self.now
    }

    /// Counts computing by this factor from now on.
    pub fn set_factor(&mut self, factor: f64) {
        self.now();
        self.factor = factor;
    }

    /// The time at the last reading.
    pub fn last_reading(&self) -> Micros {
        self.now
    }

    /// Reads the clock for the program itself.
    pub fn look(&mut self) -> Micros {
        self.since_wait.looks = self.since_wait.looks.saturating_add(1);
        if self.since_wait.looks > Timing::LOOKS_AT_REST {
            self.charge(Timing::LOOK);
        }
        self.now()
    }

    /// Counts a turn, which may take time.
    pub fn begin_turn(&mut self) {
        self.since_wait.turns = self.since_wait.turns.saturating_add(1);
        if self.since_wait.turns > Timing::TURNS_AT_REST {
            self.charge(Timing::TURN);
        }
    }

    /// Moves an exact clock. A measured one moves by itself.
    fn charge(&mut self, time: Micros) {
        if self.is_exact() {
            self.now = self.now + time;
        }
    }

    /// Tells if computing takes no time.
    pub fn is_exact(&self) -> bool {
        matches!(self.mode, ClockMode::Exact)
    }

    /// Tells if the program has looked at an exact clock more often than [`Limit::LOOKS`] without a wait.
    pub fn is_stared_at(&self) -> bool {
        self.is_exact() && self.since_wait.looks > Limit::LOOKS
    }

    /// Tells if more turns than [`Limit::TURNS`] have passed without a wait. A measured clock must have moved by
    /// [`MOST_SPINNING`], too: many turns fit into the time for which a program may wait by looking.
    pub fn is_spun_at(&self) -> bool {
        self.since_wait.turns > Limit::TURNS && (self.is_exact() || self.now - self.since_wait.moment > MOST_SPINNING)
    }

    /// The time between two deadlines up to which their timers share a turn, see [`SELECTOR_STEP`]; `None` if only those that
    /// are equal do.
    pub fn selector_step(&self) -> Option<Micros> {
        match self.mode {
            ClockMode::Exact => None,
            ClockMode::Measured(_) => Some(SELECTOR_STEP),
        }
    }

    /// Leaves out the wall time since the last reading, in which the program was held back.
    pub fn leave_out_wall(&mut self) {
        self.wall = self.mode.wall();
    }

    /// Jumps to a moment, unless that has passed.
    pub fn advance_to(&mut self, moment: Micros) {
        if moment > self.now() {
            self.now = moment;
            self.since_wait = SinceWait { moment, turns: 0, looks: 0 };
        }
    }

    /// Notes that an event has the time of the last reading.
    pub fn mark_recorded(&mut self) {
        self.recorded = self.now;
    }

    /// Goes back to a moment, or to the last event if that was later: what a process has computed since lies beside what others
    /// compute.
    pub fn go_back(&mut self, moment: Micros) {
        self.set_back(moment.max(self.recorded));
    }

    /// Goes back to a moment: the body of a thread has run ahead of all others.
    pub fn set_back(&mut self, moment: Micros) {
        self.leave_out_wall();
        self.now = moment;
    }
}

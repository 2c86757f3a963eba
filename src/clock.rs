//! Time inside a run: integer microseconds since the run began, and how loop time follows the wall clock.
//!
//! The loop's own time is always virtual: it moves from deadline to deadline. *Exact* and *measured* runs let it jump
//! there; in measured runs computing also takes the time that it took. *Live* runs hold it back with a [`Pacer`].
//! Nothing here reads a clock: the code that drives the loop does.

use std::fmt;
use std::ops::{Add, Sub};

/// Loop time in microseconds since the run began.
///
/// [`Micros::NEVER`] is the deadline of an infinite delay: it is never reached. Sums saturate there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micros(pub u64);

impl Micros {
    /// The moment at which a run begins.
    pub const ZERO: Micros = Micros(0);
    /// Later than every moment of a run.
    pub const NEVER: Micros = Micros(u64::MAX);

    /// A delay in seconds as CPython takes it: zero and negative delays are due at once, infinity never.
    /// Rounded to the nearest microsecond. `None` for NaN, which orders with no deadline.
    pub fn from_delay(seconds: f64) -> Option<Micros> {
        if seconds.is_nan() {
            return None;
        }
        let micros = (seconds * 1e6).round();
        if micros <= 0.0 {
            Some(Micros::ZERO)
        } else if micros >= u64::MAX as f64 {
            Some(Micros::NEVER)
        } else {
            Some(Micros(micros as u64))
        }
    }

    /// Converts whole milliseconds.
    pub const fn from_millis(millis: u64) -> Micros {
        Micros(millis * 1000)
    }

    /// The share of this in a longer time, in percent, rounded; of no time it is none.
    pub fn percent_of(self, all: Micros) -> u64 {
        (self.0.saturating_mul(200) / all.0.max(1)).div_ceil(2)
    }

    /// Converts to seconds, for display.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for Micros {
    type Output = Micros;
    fn add(self, other: Micros) -> Micros {
        Micros(self.0.saturating_add(other.0))
    }
}

impl Sub for Micros {
    type Output = Micros;
    /// The distance to an earlier moment; zero if `other` is later.
    fn sub(self, other: Micros) -> Micros {
        Micros(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Micros::NEVER {
            return f.write_str("never");
        }
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

/// Holds loop time back to wall time: at rate 2 a second of wall time lets two seconds of loop time pass.
///
/// Wall times are microseconds of any steady clock; the caller passes the same clock each time.
#[derive(Clone, Copy, Debug)]
pub struct Pacer {
    rate: f64,
    paused: bool,
    /// Wall time and loop time that were equal moments when the pace last changed.
    anchor: (Micros, Micros),
}

impl Pacer {
    /// The slowest and the fastest rate.
    pub const RATES: (f64, f64) = (0.1, 100.0);

    /// Starts at loop time zero, now; a rate outside [`Pacer::RATES`] is brought into it.
    pub fn new(rate: f64, wall: Micros) -> Pacer {
        Pacer { rate: clamp_rate(rate), paused: false, anchor: (wall, Micros::ZERO) }
    }

    /// The loop time that wall time allows: the loop may advance to it, not past it.
    pub fn allowed(&self, wall: Micros) -> Micros {
        if self.paused {
            return self.anchor.1;
        }
        self.anchor.1 + Micros(((wall - self.anchor.0).0 as f64 * self.rate) as u64)
    }

    /// Wall time to wait until `deadline` is allowed, rounded up; `None` while paused or for a deadline that is never
    /// due.
    pub fn wait(&self, deadline: Micros, wall: Micros) -> Option<Micros> {
        if self.paused || deadline == Micros::NEVER {
            return None;
        }
        Some(Micros(((deadline - self.allowed(wall)).0 as f64 / self.rate).ceil() as u64))
    }

    /// Changes the rate from now on.
    pub fn set_rate(&mut self, rate: f64, wall: Micros) {
        self.anchor = (wall, self.allowed(wall));
        self.rate = clamp_rate(rate);
    }

    /// Stops or continues the flow of loop time.
    pub fn set_paused(&mut self, paused: bool, wall: Micros) {
        self.anchor = (wall, self.allowed(wall));
        self.paused = paused;
    }

    /// True while loop time stands still.
    pub fn paused(&self) -> bool {
        self.paused
    }

    /// Loop time has moved by itself to `now` (a single turn was asked for, or code blocked): continue from there.
    pub fn follow(&mut self, now: Micros, wall: Micros) {
        self.anchor = (wall, now);
    }
}

fn clamp_rate(rate: f64) -> f64 {
    if rate.is_nan() { 1.0 } else { rate.clamp(Pacer::RATES.0, Pacer::RATES.1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_rounded_and_kept_within_time() {
        assert_eq!(Micros::from_delay(0.5), Some(Micros(500_000)));
        assert_eq!(Micros::from_delay(-1.0), Some(Micros::ZERO));
        assert_eq!(Micros::from_delay(f64::INFINITY), Some(Micros::NEVER));
        assert_eq!(Micros::from_delay(1e300), Some(Micros::NEVER));
        assert_eq!(Micros::from_delay(f64::NAN), None);
        assert_eq!(Micros(5) + Micros::NEVER, Micros::NEVER);
    }

    #[test]
    fn a_paced_clock_keeps_its_place_when_the_rate_changes_and_stands_while_paused() {
        let mut pacer = Pacer::new(2.0, Micros(100));
        assert_eq!(pacer.allowed(Micros(600)), Micros(1000));
        assert_eq!(pacer.wait(Micros(2000), Micros(600)), Some(Micros(500)));
        pacer.set_rate(0.5, Micros(600));
        assert_eq!(pacer.allowed(Micros(800)), Micros(1100));
        pacer.set_paused(true, Micros(800));
        assert_eq!(pacer.allowed(Micros(9000)), Micros(1100));
        assert_eq!(pacer.wait(Micros(2000), Micros(9000)), None);
        pacer.set_paused(false, Micros(9000));
        assert_eq!(pacer.allowed(Micros(9200)), Micros(1200));
    }

    #[test]
    fn an_absurd_rate_is_brought_within_the_limits() {
        assert_eq!(Pacer::new(f64::NAN, Micros::ZERO).allowed(Micros(10)), Micros(10));
        assert_eq!(Pacer::new(1e9, Micros::ZERO).allowed(Micros(10)), Micros(1000));
    }
}

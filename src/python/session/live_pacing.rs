//! How a live run is held back to wall time and steered, and how its record is sent while it grows.

use crate::clock::{Micros, Pacer};
use crate::trace::Trace;
use crate::trace::file::Sending;

/// So long what is new waits for more, in wall time: a frame.
const GATHERED: Micros = Micros(16_000);

/// A live run, as whoever runs it sees it. Wall times are those of one steady clock.
pub struct Live {
    pacer: Pacer,
    /// Turns that were asked for while it is paused.
    turns: u32,
    sending: Sending,
    /// When something was sent last.
    sent: Micros,
}

impl Live {
    /// A run that begins now, at this rate.
    pub fn new(rate: f64, paused: bool, wall: Micros) -> Live {
        let mut pacer = Pacer::new(rate, wall);
        pacer.set_paused(paused, wall);
        Live { pacer, turns: 0, sending: Sending::default(), sent: wall }
    }

    /// Another rate, or a pause, or its end.
    pub fn set_pace(&mut self, rate: f64, paused: bool, wall: Micros) {
        self.pacer.set_rate(rate, wall);
        if self.pacer.paused() != paused {
            self.pacer.set_paused(paused, wall);
        }
        if !paused {
            self.turns = 0;
        }
    }

    /// While it is paused: one more turn.
    pub fn ask_turn(&mut self) {
        self.turns += u32::from(self.pacer.paused());
    }

    /// How long it is until the clock may go on to `due`; zero if it may now, `None` if nobody knows: it is paused.
    pub fn wait(&mut self, due: Micros, wall: Micros) -> Option<Micros> {
        if self.turns > 0 {
            // A turn that is asked for comes at once.
            self.pacer.follow(due, wall);
            return Some(Micros::ZERO);
        }
        self.pacer.wait(due, wall)
    }

    /// Whether a turn may run now. While it is paused this takes one that was asked for.
    pub fn may_turn(&mut self) -> bool {
        if !self.pacer.paused() {
            return true;
        }
        let asked = self.turns > 0;
        self.turns -= u32::from(asked);
        asked
    }

    /// What is new of the record, if anything is.
    pub fn news(&mut self, trace: &Trace, wall: Micros) -> Option<String> {
        self.sent = wall;
        self.sending.batch(trace)
    }

    /// Whether it is time to send what is new, and to listen, though the run need not wait.
    pub fn is_late(&self, wall: Micros) -> bool {
        wall - self.sent >= GATHERED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Micros = Micros(1_000_000);

    #[test]
    fn a_run_waits_until_wall_time_allows_what_comes_next() {
        let mut live = Live::new(2.0, false, Micros(500));
        assert_eq!(live.wait(SECOND, Micros(500)), Some(Micros(500_000)));
        assert_eq!(live.wait(SECOND, Micros(500_500)), Some(Micros::ZERO));
        assert_eq!(live.wait(Micros::NEVER, Micros(500)), None);
        assert!(live.may_turn());
    }

    #[test]
    fn a_paused_run_stands_still_but_for_turns_that_are_asked_for() {
        let mut live = Live::new(1.0, true, Micros::ZERO);
        assert_eq!((live.may_turn(), live.wait(SECOND, SECOND)), (false, None));
        live.ask_turn();
        assert_eq!(live.wait(SECOND, SECOND), Some(Micros::ZERO));
        assert_eq!((live.may_turn(), live.may_turn()), (true, false));
        live.set_pace(1.0, false, SECOND);
        assert_eq!(
            live.wait(SECOND + SECOND, SECOND),
            Some(SECOND),
            "time went on with the turn, and goes on from there"
        );
    }

    #[test]
    fn turns_asked_for_are_forgotten_when_it_goes_on_by_itself() {
        let mut live = Live::new(1.0, true, Micros::ZERO);
        live.ask_turn();
        live.set_pace(1.0, false, Micros::ZERO);
        live.ask_turn();
        live.set_pace(1.0, true, Micros::ZERO);
        assert!(!live.may_turn());
    }
}

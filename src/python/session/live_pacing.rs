//! The pacing of a live run: held back to wall time, paused, stepped a turn at a time, sent in batches as it grows, and visited
//! by hand meanwhile.

use super::BatchTimer;
use crate::clock::{Micros, Pacer};
use crate::network::hosts::HandOrder;
use crate::trace::Trace;

/// The longest wall time for which new events wait for more before they are sent: a frame of the page.
const MAX_BATCH_DELAY: Micros = Micros(16_000);

/// The pacing of a live run, asked by its [`LiveCallbacks`](super::LiveCallbacks). All wall times are those of one steady
/// clock.
pub struct LivePacing {
    pacer: Pacer,
    /// The number of single turns that were asked for during a pause and have not run.
    turns: u32,
    batches: BatchTimer,
    /// Orders for visits by hand that were not taken yet, each with its loop time.
    visits: Vec<(Micros, HandOrder)>,
}

impl LivePacing {
    /// The pacing of a run that begins now; `rate` is loop time per wall time.
    pub fn new(rate: f64, paused: bool, wall: Micros) -> LivePacing {
        let mut pacer = Pacer::new(rate, wall);
        pacer.set_paused(paused, wall);
        LivePacing { pacer, turns: 0, batches: BatchTimer::new(MAX_BATCH_DELAY, wall), visits: Vec::new() }
    }

    /// Sets the rate, and begins or ends a pause.
    pub fn set_pace(&mut self, rate: f64, paused: bool, wall: Micros) {
        self.pacer.set_rate(rate, wall);
        if self.pacer.paused() != paused {
            self.pacer.set_paused(paused, wall);
        }
        if !paused {
            self.turns = 0;
        }
    }

    /// Returns whether the run is paused.
    pub fn is_paused(&self) -> bool {
        self.pacer.paused()
    }

    /// Returns the loop time that wall time allows.
    pub fn reached(&self, wall: Micros) -> Micros {
        self.pacer.allowed(wall)
    }

    /// Asks for one more turn during a pause; does nothing otherwise.
    pub fn ask_turn(&mut self) {
        self.turns += u32::from(self.pacer.paused());
    }

    /// Returns the wall time until the clock may go on to `due`: zero if it may now, `None` in a pause of unknown length.
    pub fn wait(&mut self, due: Micros, wall: Micros) -> Option<Micros> {
        if self.turns > 0 && due != Micros::NEVER {
            // A turn that was asked for runs at once, however far its deadline is.
            self.pacer.follow(due, wall);
            return Some(Micros::ZERO);
        }
        self.pacer.wait(due, wall)
    }

    /// Returns whether a turn may run now. In a pause this uses up one of the turns that were asked for.
    pub fn take_turn(&mut self) -> bool {
        if !self.pacer.paused() {
            return true;
        }
        let asked = self.turns > 0;
        self.turns -= u32::from(asked);
        asked
    }

    /// Notes an order for a visit by hand, which is given now.
    pub fn order_visit(&mut self, order: HandOrder, wall: Micros) {
        self.visits.push((self.pacer.allowed(wall), order));
    }

    /// Takes the orders for visits by hand, each with its moment.
    pub fn take_visits(&mut self) -> Vec<(Micros, HandOrder)> {
        std::mem::take(&mut self.visits)
    }

    /// Returns the moment of the first order that waits. A run that stands still hears it when it goes on, or for a turn that
    /// is asked for.
    pub fn next_visit(&self) -> Option<Micros> {
        let (moment, _) = self.visits.first()?;
        (!self.pacer.paused() || self.turns > 0).then_some(*moment)
    }

    /// Returns a batch of the record's new events, if there are any.
    pub fn next_batch(&mut self, trace: &Trace, wall: Micros) -> Option<Vec<u8>> {
        self.batches.next_batch(trace, wall)
    }

    /// Tells if it is time to send a batch and to listen for orders, though the run need not wait.
    pub fn is_batch_due(&self, wall: Micros) -> bool {
        self.batches.is_due(wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::hosts::HandAct;

    const SECOND: Micros = Micros(1_000_000);

    #[test]
    fn a_run_waits_until_wall_time_allows_what_comes_next() {
        let mut live = LivePacing::new(2.0, false, Micros(500));
        assert_eq!(live.wait(SECOND, Micros(500)), Some(Micros(500_000)));
        assert_eq!(live.wait(SECOND, Micros(500_500)), Some(Micros::ZERO));
        assert_eq!(live.wait(Micros::NEVER, Micros(500)), None);
        assert!(live.take_turn());
    }

    #[test]
    fn a_paused_run_stands_still_but_for_turns_that_are_asked_for() {
        let mut live = LivePacing::new(1.0, true, Micros::ZERO);
        assert_eq!((live.take_turn(), live.wait(SECOND, SECOND)), (false, None));
        live.ask_turn();
        assert_eq!(live.wait(SECOND, SECOND), Some(Micros::ZERO));
        assert_eq!((live.take_turn(), live.take_turn()), (true, false));
        live.set_pace(1.0, false, SECOND);
        assert_eq!(
            live.wait(SECOND + SECOND, SECOND),
            Some(SECOND),
            "time went on with the turn, and goes on from there"
        );
    }

    #[test]
    fn a_visit_has_the_moment_at_which_it_was_ordered_and_waits_for_the_end_of_a_pause() {
        let order = |visit| HandOrder { visit, act: HandAct::Leave };
        let mut live = LivePacing::new(2.0, false, Micros::ZERO);
        assert_eq!(live.next_visit(), None);
        live.order_visit(order(1), SECOND);
        live.order_visit(order(2), SECOND + SECOND);
        assert_eq!(live.next_visit(), Some(SECOND + SECOND));
        assert_eq!(live.take_visits(), [(Micros(2_000_000), order(1)), (Micros(4_000_000), order(2))]);
        live.set_pace(2.0, true, SECOND);
        live.order_visit(order(3), SECOND + SECOND);
        assert_eq!(live.next_visit(), None, "the run stands still");
        live.ask_turn();
        assert_eq!(live.next_visit(), Some(Micros(2_000_000)));
        assert_eq!(live.wait(Micros::NEVER, SECOND), None, "no turn brings the end of a wait that has none");
    }

    #[test]
    fn turns_asked_for_are_forgotten_when_it_goes_on_by_itself() {
        let mut live = LivePacing::new(1.0, true, Micros::ZERO);
        live.ask_turn();
        live.set_pace(1.0, false, Micros::ZERO);
        live.ask_turn();
        live.set_pace(1.0, true, Micros::ZERO);
        assert!(!live.take_turn());
    }
}

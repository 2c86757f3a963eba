//! Interface between the loop and its surroundings: a browser's page, a worker, a test.

use std::cell::Cell;

use crate::clock::Micros;

/// The browser, a worker or a test, as the loop sees it.
///
/// The loop calls these from within a turn; none of them may run a turn itself, only arrange for one.
pub trait Host {
    /// Limit up to which loop time may advance now: [`Micros::NEVER`] where waiting costs nothing.
    fn now(&self) -> Micros;

    /// Wall time since the run began; `None` on a virtual clock, whose records then repeat byte for byte.
    fn wall(&self) -> Option<Micros> {
        None
    }

    /// Asks for a turn once this much loop time is allowed, because nothing is ready before. Replaces the last such
    /// request.
    fn wake_at(&self, deadline: Micros);

    /// Asks for a turn soon, because something is ready; the page may paint first.
    fn request_turn(&self);

    /// Reports that loop time has moved to `now` by itself, since code blocked: a paced clock continues from there.
    fn moved(&self, now: Micros) {
        let _ = now;
    }
}

/// Host of exact runs: every deadline is allowed at once. Requests of the loop are only noted.
#[derive(Debug, Default)]
pub struct VirtualHost {
    /// True if the loop has asked for a turn since this was last cleared.
    pub turn_requested: Cell<bool>,
}

impl Host for VirtualHost {
    fn now(&self) -> Micros {
        Micros(u64::MAX - 1)
    }

    fn wake_at(&self, _deadline: Micros) {}

    fn request_turn(&self) {
        self.turn_requested.set(true);
    }
}

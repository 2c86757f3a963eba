//! A count of what this page holds of the browser, so that a test can show that leaving a demo leaves nothing behind.

use std::cell::Cell;

thread_local! {
    static LIVE: Cell<u32> = const { Cell::new(0) };
}

/// One timer, frame, channel, listener or worker that is held. Counted until it is dropped.
#[derive(Debug)]
#[must_use = "it counts as long as it is kept"]
pub struct Counted(());

impl Counted {
    /// Counts one more.
    #[allow(clippy::new_without_default, reason = "a default that counts would surprise")]
    pub fn new() -> Counted {
        LIVE.set(LIVE.get() + 1);
        Counted(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        LIVE.set(LIVE.get() - 1);
    }
}

/// The number of timers, frames, channels, listeners and workers that the page holds now.
pub fn live_handles() -> u32 {
    LIVE.get()
}

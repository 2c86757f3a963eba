//! Starting a demo. In a file of its own: a main task's site is this line, and the golden records state it.

use super::{Args, Demo};
use crate::runtime::{EventLoop, run_instant};

impl Demo {
    /// Runs it to its end on the virtual clock, where waiting costs nothing.
    pub fn run_instant(&self, args: Args) -> EventLoop {
        run_instant(|| (self.run)(args))
    }
}

//! Starting a demo. In a file of its own: a main task's site is this line, and the golden records state it.

use super::{Args, Demo};
use crate::runtime::{EventLoop, run_exact};

impl Demo {
    /// Runs it to its end on the virtual clock, where waiting costs nothing.
    pub fn run_exact(&self, args: Args) -> EventLoop {
        run_exact(|| (self.run)(args))
    }

    /// Runs it on the virtual clock until it ends or has recorded so many events.
    pub fn run_up_to(&self, args: Args, limit: usize) -> EventLoop {
        let event_loop = self.start_up_to(args, limit);
        event_loop.drive(|| true);
        event_loop
    }

    /// The same before its first turn, to be driven a few turns at a time.
    pub fn start_up_to(&self, args: Args, limit: usize) -> EventLoop {
        let (host, services) = (Rc::new(VirtualHost::default()), Rc::new(ModelServices));
        EventLoop::new(host, services, Recorder::new(limit), || (self.run)(args))
    }
}

// Below, so that the line above stays where it is.
use std::rc::Rc;

use crate::runtime::{ModelServices, VirtualHost};
use crate::trace::Recorder;

//! Starting a demo. In a file of its own: a main task's site is this line, and the golden records state it.

use super::{Args, Demo};
use crate::runtime::{EventLoop, run_instant};

impl Demo {
    /// Runs it to its end on the virtual clock, where waiting costs nothing.
    pub fn run_instant(&self, args: Args) -> EventLoop {
        run_instant(|| (self.run)(args))
    }

    /// Runs it on the virtual clock until it ends or has recorded so many events.
    pub fn run_up_to(&self, args: Args, limit: usize) -> EventLoop {
        let (host, services) = (Rc::new(VirtualHost::default()), Rc::new(ModelServices));
        let event_loop = EventLoop::new(host, services, Recorder::new(limit), || (self.run)(args));
        event_loop.drive(|| true);
        event_loop
    }
}

// Below, so that the line above stays where it is.
use std::rc::Rc;

use crate::runtime::{ModelServices, VirtualHost};
use crate::trace::Recorder;

//! Starting a demo's program on the virtual clock. The site of a main task is a line of this file.

use std::rc::Rc;

use super::{Args, Demo, MakeProgram, program};
use crate::runtime::{EventLoop, ModelServices, VirtualHost, run_exact};
use crate::trace::Recorder;

/// Runs a demo of the catalogue to its end on the exact clock.
pub fn run_to_end(demo: &Demo, args: Args) -> EventLoop {
    run_program(program_of(demo), args)
}

/// Runs a program to its end on the exact clock.
pub fn run_program(make: MakeProgram, args: Args) -> EventLoop {
    run_exact(|| make(args))
}

/// Runs a demo of the catalogue on the exact clock until it ends or has recorded `limit` events.
pub fn run_up_to(demo: &Demo, args: Args, limit: usize) -> EventLoop {
    let event_loop = start_up_to(demo, args, limit);
    event_loop.drive(|| true);
    event_loop
}

/// Makes the loop of [`run_up_to`] and runs none of its turns, so that the caller can drive it a few turns at a time.
pub fn start_up_to(demo: &Demo, args: Args, limit: usize) -> EventLoop {
    start_program(program_of(demo), args, limit)
}

/// Runs a program with a book of waits, which may change them, until it ends or has recorded `limit` events.
pub fn run_changed(make: MakeProgram, args: Args, book: crate::changes::WaitBook, limit: usize) -> EventLoop {
    let event_loop = start_program(make, args, limit);
    event_loop.set_waits(book);
    event_loop.drive(|| true);
    event_loop
}

/// The one place at which these loops are made, so that their main tasks have one site.
fn start_program(make: MakeProgram, args: Args, limit: usize) -> EventLoop {
    EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), Recorder::new(limit), || make(args))
}

/// Panics for a demo that is not of the catalogue, which only a test can make.
fn program_of(demo: &Demo) -> MakeProgram {
    program(demo.id).unwrap_or_else(|| panic!("`{}` is no demo of the catalogue", demo.id))
}
